//! The style sheet.

/// The rules, all below one class, so that they touch nothing else on a page. Colours have a
/// contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3) on their grounds.
pub(in crate::report) const STYLE: &str = "\
.provenance-diff { --ground: #fff; --ink: #1f2328; --faint: #59636e; --rule: #d1d9e0;
  --old: #82071e; --old-ground: #ffebe9; --new: #0b5c1f; --new-ground: #dafbe1; --moved: #6639ba;
  color-scheme: light dark; background: var(--ground); color: var(--ink); line-height: 1.5;
  font-family: system-ui, sans-serif; padding: 1rem; }
@media (prefers-color-scheme: dark) { .provenance-diff { --ground: #0d1117; --ink: #e6edf3;
  --faint: #9198a1; --rule: #3d444d; --old: #ffb3ad; --old-ground: #481a1d; --new: #8ddb8c;
  --new-ground: #12361f; --moved: #cba6ff; } }
.provenance-diff h2 { font-size: 1.1rem; margin: 0; }
.provenance-diff h3 { font-size: 1rem; margin: 1rem 0 0; }
.provenance-diff p { margin: .25rem 0; overflow-wrap: anywhere; white-space: pre-wrap; }
.provenance-diff ul { list-style: none; margin: 0; padding: 0; }
.provenance-diff li { border-top: 1px solid var(--rule); padding: .5rem 0; }
.provenance-diff .where, .provenance-diff .remark { color: var(--faint); font-size: .9rem; }
.provenance-diff .grave { color: var(--ink); font-weight: 600; }
.provenance-diff del { background: var(--old-ground); color: var(--old);
  text-decoration: line-through; }
.provenance-diff ins { background: var(--new-ground); color: var(--new); font-weight: 600;
  text-decoration: underline; }
.provenance-diff del + ins { margin-inline-start: .25em; }
.provenance-diff .moved { border-inline-start: 3px double var(--moved); color: var(--moved);
  padding-inline-start: .4em; }
.provenance-diff a { color: var(--moved); }
.provenance-diff :target { outline: 2px solid var(--moved); }
.provenance-diff del::before { content: ' [removed: '; }
.provenance-diff ins::before { content: ' [added: '; }
.provenance-diff del::after, .provenance-diff ins::after { content: '] '; }
.provenance-diff del::before, .provenance-diff ins::before, .provenance-diff del::after,
.provenance-diff ins::after { clip-path: inset(100%); height: 1px; overflow: hidden;
  position: absolute; white-space: nowrap; width: 1px; }
";
