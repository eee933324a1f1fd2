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
    while let Some(character) = characters.next() {
        if needs_entity(character) {
            let _infallible = write!(escaped, "&#{};", u32::from(character));
        } else {
            escaped.push(character);
        }
        let next = characters.peek().copied().unwrap_or(' ');
        if starts_reference(character, next) {
            escaped.push_str("<!-- -->");
        }
    }
    escaped
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

fn write_table(excerpts: &[Excerpt<'_>], out: &mut dyn Write) -> io::Result<()> {
    if excerpts.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n| # | line | text | what |\n|--:|:--|:--|:--|")?;
    for excerpt in excerpts {
        let what = prose::classes(&excerpt.changes).join(", ");
        writeln!(
            out,
            "| {} | {} | {} | {what} |",
            prose::numbers(&excerpt.changes),
            prose::place(&excerpt.changes),
            cell(excerpt)
        )?;
    }
    Ok(())
}

/// The text of an excerpt in one line, as a table asks for.
fn cell(excerpt: &Excerpt<'_>) -> String {
    let mut rows = Vec::new();
    if let Some(heading) = excerpt.heading {
        rows.push(format!("<i>§ {}</i>", escape_markdown(prose::heading(heading))));
    }
    for row in &excerpt.rows {
        let mut text = String::new();
        text.push_str(if row.is_cut_before { "…" } else { "" });
        let mut before = Role::Kept;
        for piece in &row.pieces {
            if (before, piece.role) == (Role::Removed, Role::Added) {
                text.push(' ');
            }
            push_piece(piece, &mut text);
            before = piece.role;
        }
        text.push_str(if row.is_cut_after { "…" } else { "" });
        rows.push(text);
    }
    for remark in prose::remarks(&excerpt.changes) {
        rows.push(format!("<i>{}</i>", escape_markdown(&remark)));
    }
    rows.join("<br>")
}

fn push_piece(piece: &Piece<'_>, text: &mut String) {
    let (open, close) = match piece.role {
        Role::Kept => ("", ""),
        Role::Removed => ("<del>", "</del>"),
        Role::Added => ("<ins><b>", "</b></ins>"),
        Role::MovedAway | Role::MovedHere => ("<i>", "</i>"),
    };
    text.push_str(open);
    text.push_str(&escape_markdown(&prose::shown(piece)));
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
    fn line_breaks_cannot_start_a_block() {
        assert_eq!(escape_markdown("a\n# b"), "a␊&#35; b");
    }
}
