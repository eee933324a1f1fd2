//! A diff in Markdown, for pull requests.
//!
//! A table with a row for every changed place, old words struck out, new ones bold; `<del>` and
//! `<ins>` in place of `~~` and `**`, which do not work beside Chinese words. Noise is in a fold
//! below.

use std::fmt::Write as _;
use std::io;
use std::io::Write;

use super::excerpt::Excerpt;
use super::excerpt::Piece;
use super::excerpt::Role;
use super::excerpt::excerpts;
use super::options::DiffOptions;
use super::prose;
use super::visible::visible;
use crate::view::DiffView;

/// Makes any text safe inside a line of Markdown, the one place where that is done: no markup,
/// no HTML, no links, no mentions, no references to issues.
///
/// Forges look for mentions and references in the rendered text, so an entity is not enough: an
/// empty comment parts the character from what follows.
///
/// ```
/// use provenance::report::escape_markdown;
/// assert_eq!(escape_markdown("a|b `c`"), "a&#124;b &#96;c&#96;");
/// ```
#[must_use]
pub fn escape_markdown(text: &str) -> String {
    let shown = visible(text);
    let mut escaped = String::with_capacity(shown.len() + 16);
    let mut characters = shown.chars().peekable();
    let mut digits = 0;
    while let Some(character) = characters.next() {
        digits = if character.is_ascii_hexdigit() { digits + 1 } else { 0 };
        if digits == COMMIT_DIGITS {
            escaped.push_str(BREAK);
            digits = 1;
        }
        if needs_entity(character) {
            let _infallible = write!(escaped, "&#{};", u32::from(character));
        } else {
            escaped.push(character);
        }
        let next = characters.peek().copied().unwrap_or(' ');
        if starts_reference(character, next) || names_issue(&escaped, next) {
            escaped.push_str(BREAK);
        }
    }
    escaped
}

/// Parts two characters for forges, and is not seen.
const BREAK: &str = "<!-- -->";

/// Hexadecimal digits that forges take for a commit.
const COMMIT_DIGITS: u32 = 7;

/// Whether what was written so far and a digit name an issue, as in `GH-12`.
fn names_issue(escaped: &str, next: char) -> bool {
    let end = escaped.len().checked_sub(3).and_then(|start| escaped.get(start..));
    next.is_ascii_digit() && end.is_some_and(|end| end.eq_ignore_ascii_case("gh-"))
}

/// Characters that mean something to Markdown or HTML.
const fn needs_entity(character: char) -> bool {
    matches!(
        character,
        '&' | '<'
            | '>'
            | '"'
            | '\''
            | '`'
            | '*'
            | '_'
            | '{'
            | '}'
            | '['
            | ']'
            | '('
            | ')'
            | '#'
            | '+'
            | '!'
            | '|'
            | '~'
            | '\\'
            | '$'
            | '^'
            | '='
    )
}

/// Whether forges begin a mention, a reference, an emoji name, a formula or a bare link here.
const fn starts_reference(character: char, next: char) -> bool {
    match character {
        '@' | '#' | '!' | '$' | '%' | '~' | '&' | ':' => !next.is_whitespace(),
        '.' => next.is_ascii_alphabetic(),
        _ => false,
    }
}

/// Writes a diff as Markdown.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_markdown(
    view: &DiffView<'_>,
    options: &DiffOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    write_head(view, out)?;
    write_table(&excerpts(view, options), out)?;
    if let Some((title, noise)) = prose::folded_noise(view, options).zip(options.for_folded_noise())
    {
        writeln!(out, "\n<details>\n<summary>{title}</summary>")?;
        write_table(&excerpts(view, &noise), out)?;
        writeln!(out, "\n</details>")?;
    }
    let remarks = prose::left_out(view, options);
    remarks.iter().try_for_each(|remark| writeln!(out, "\n{}", escape_markdown(remark)))
}

fn write_head(view: &DiffView<'_>, out: &mut dyn Write) -> io::Result<()> {
    if let Some(seed) = view.new.seed.as_ref().or(view.old.seed.as_ref()) {
        write!(out, "**{}** ", escape_markdown(seed.as_str()))?;
    }
    if let Some(title) = &view.title {
        write!(out, "{} · ", escape_markdown(title))?;
    }
    write!(out, "{}", escape_markdown(&prose::sides(&view.old, &view.new)))?;
    writeln!(out, " · **{}**", escape_markdown(&prose::figures(&view.summary)))?;
    if let Some(equals) = &view.equals {
        writeln!(out, "\nThe new text {}.", escape_markdown(&prose::oscillation(equals)))?;
    }
    for limitation in &view.limitations {
        writeln!(out, "\n{}", escape_markdown(&limitation.detail))?;
    }
    Ok(())
}

/// The head of a table of excerpts.
pub(super) const TABLE_HEAD: &str = "\n| # | line | text | what |\n|--:|:--|:--|:--|\n";

fn write_table(excerpts: &[Excerpt<'_>], out: &mut dyn Write) -> io::Result<()> {
    if excerpts.is_empty() {
        return Ok(());
    }
    write!(out, "{TABLE_HEAD}")?;
    excerpts.iter().try_for_each(|excerpt| write!(out, "{}", table_row(excerpt, usize::MAX)))
}

/// A row of a table of excerpts; texts are cut to about `most_bytes`.
pub(super) fn table_row(excerpt: &Excerpt<'_>, most_bytes: usize) -> String {
    let what = prose::classes(&excerpt.changes).join(", ");
    let (numbers, place) = (prose::numbers(&excerpt.changes), prose::place(&excerpt.changes));
    format!("| {numbers} | {place} | {} | {what} |\n", cell(excerpt, most_bytes))
}

/// The text of an excerpt in one line, as a table asks for.
fn cell(excerpt: &Excerpt<'_>, most_bytes: usize) -> String {
    let mut rows = Vec::new();
    let mut left = most_bytes;
    if let Some(heading) = excerpt.heading {
        rows.push(format!("<i>§ {}</i>", clipped(prose::heading(heading), most_bytes / 4)));
    }
    for row in &excerpt.rows {
        if left == 0 {
            rows.push("…".to_owned());
            break;
        }
        let mut text = String::new();
        text.push_str(if row.is_cut_before { "…" } else { "" });
        let mut before = Role::Kept;
        for piece in &row.pieces {
            if (before, piece.role) == (Role::Removed, Role::Added) {
                text.push(' ');
            }
            push_piece(piece, left, &mut text);
            before = piece.role;
        }
        text.push_str(if row.is_cut_after { "…" } else { "" });
        left = left.saturating_sub(text.len());
        rows.push(text);
    }
    for remark in prose::remarks(&excerpt.changes).iter().take(MOST_REMARKS.min(left)) {
        rows.push(format!("<i>{}</i>", clipped(remark, most_bytes / 4)));
    }
    rows.join("<br>")
}

/// The most remarks below one text.
const MOST_REMARKS: usize = 20;

/// Text that is safe inside a line, cut in the middle when it would take much more than
/// `most_bytes`.
pub(super) fn clipped(text: &str, most_bytes: usize) -> String {
    if text.len() <= most_bytes {
        return escape_markdown(text);
    }
    let characters = text.chars().count();
    // A character that has to be escaped takes up to ten times as much.
    let shown = (most_bytes / 4).max(8);
    if characters <= shown {
        return escape_markdown(text);
    }
    let start: String = text.chars().take(shown * 3 / 4).collect();
    let end: String = text.chars().skip(characters - shown / 4).collect();
    let left_out = characters - shown * 3 / 4 - shown / 4;
    format!("{} … ({left_out} characters) … {}", escape_markdown(&start), escape_markdown(&end))
}

fn push_piece(piece: &Piece<'_>, most_bytes: usize, text: &mut String) {
    let (open, close) = match piece.role {
        Role::Kept => ("", ""),
        Role::Removed => ("<del>", "</del>"),
        Role::Added => ("<ins><b>", "</b></ins>"),
        Role::MovedAway | Role::MovedHere => ("<i>", "</i>"),
    };
    text.push_str(open);
    text.push_str(&clipped(&prose::shown(piece), most_bytes));
    text.push_str(close);
}

#[cfg(test)]
mod tests {
    use super::escape_markdown;

    #[test]
    fn hostile_text_cannot_close_folds_link_or_mention() {
        let shown = escape_markdown("</details> [x](https://a.example) @team #77 !7 `|`");
        assert!(!shown.contains("</details>") && !shown.contains("[x]") && !shown.contains("://"));
        assert!(!shown.contains("@team") && !shown.contains("#77") && !shown.contains("|"));
    }

    #[test]
    fn neither_commits_nor_issues_are_linked() {
        let shown = escape_markdown("GH-12 gh-7 0123456789abcdef 2023-07-14");
        assert!(!shown.contains("GH-12") && !shown.contains("gh-7"), "{shown}");
        assert!(shown.contains("012345<!-- -->6789ab<!-- -->cdef"), "{shown}");
        assert!(shown.contains("2023-07-14"), "{shown}");
    }

    #[test]
    fn line_breaks_cannot_start_a_block() {
        assert_eq!(escape_markdown("a\n# b"), "a␊&#35; b");
    }
}
