//! A diff as a fragment of HTML that needs nothing else.
//!
//! Owns escaping ([`escape_html`]), the elements and their style sheet. Old words are `<del>`, new ones
//! `<ins>`, struck and underlined besides their colours, which follow dark and light; moved
//! passages link to each other. There is no script. Start from [`write_html`].

mod diff;
mod escape;
mod style;

pub(super) use diff::write_changes;
pub use diff::write_html;
pub use escape::escape_html;
pub(super) use style::STYLE;
