//! An audit in Markdown, for pull requests: the verdict, a table of what needs a person, folds for
//! the rest.

use std::io;
use std::io::Write;

use super::markdown::escape_markdown;
use super::passages;
use super::passages::Stretch;
use crate::view::AuditView;
use crate::view::CitationView;
use crate::view::ImpactView;
use crate::view::WordsRole;

/// Writes what became of the citations.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_audit_markdown(view: &AuditView, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "**{}**", escape_markdown(&passages::verdict(&view.summary)))?;
    if let Some(kinds) = passages::kinds(view) {
        writeln!(out, "\n{}", escape_markdown(&kinds))?;
    }
    let open: Vec<&CitationView> = view.open().collect();
    write_citations(&open, out)?;
    if !view.miswritten.is_empty() {
        writeln!(out)?;
    }
    for miswritten in &view.miswritten {
        let place = format!("{}:{}", miswritten.file, miswritten.line);
        writeln!(out, "- {} {}", escape_markdown(&place), passages::fault(miswritten))?;
    }
    for rest in passages::rest(&view.summary) {
        writeln!(out, "\n{}", escape_markdown(&rest))?;
    }
    Ok(())
}

/// Writes which citations a replacement touches.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_impact_markdown(view: &ImpactView, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "**{}**", escape_markdown(&passages::impact(view)))?;
    write_citations(&view.citations.iter().collect::<Vec<_>>(), out)
}

/// A table of citations, most dangerous first; nothing when there are none.
pub(super) fn write_citations(citations: &[&CitationView], out: &mut dyn Write) -> io::Result<()> {
    if citations.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n| finding | where | rests on | old and new |\n|:--|:--|:--|:--|")?;
    for citation in citations {
        let since = passages::since(citation);
        let since = since.map_or_else(String::new, |it| format!("<br>{}", escape_markdown(&it)));
        writeln!(
            out,
            "| **{}** | {} | {}{} | {} |",
            citation.finding.name(),
            escape_markdown(&passages::place(citation)),
            escape_markdown(&passages::target(citation)),
            since,
            cell(citation)
        )?;
    }
    Ok(())
}

fn cell(citation: &CitationView) -> String {
    let mut rows = Vec::new();
    let old = passages::old_words(citation);
    if old.is_empty() {
        rows.push(escape_markdown(&passages::passage_line(&citation.quote)));
    } else {
        rows.push(words(&old));
    }
    match passages::reason(citation) {
        Some(reason) => rows.push(format!("<i>{}</i>", escape_markdown(&reason))),
        None if !citation.words.is_empty() => rows.push(words(&passages::new_words(citation))),
        None => {}
    }
    let short = passages::lines_of_short(citation);
    rows.extend(short.iter().map(|lines| format!("<i>{lines}</i>")));
    let candidates = citation.candidates.iter().filter(|_| short.is_none());
    for passage in citation.nearest.iter().chain(candidates) {
        let text = passages::passage_line(&passage.text);
        let place = passages::passage_lines(passage);
        rows.push(format!("<i>{place}:</i> {}", escape_markdown(&text)));
    }
    let remarks = passages::remarks(citation);
    rows.extend(remarks.iter().map(|it| format!("<i>{}</i>", escape_markdown(it))));
    let next = citation.next.iter();
    rows.extend(next.map(|it| format!("<code>{}</code>", escape_markdown(it))));
    rows.join("<br>")
}

fn words(stretches: &[Stretch]) -> String {
    let mut text = String::new();
    for stretch in stretches {
        let escaped = escape_markdown(&stretch.text);
        match stretch.role {
            WordsRole::Kept => text.push_str(&escaped),
            WordsRole::Removed => text.push_str(&format!("<del>{escaped}</del>")),
            WordsRole::Added => text.push_str(&format!("<ins><b>{escaped}</b></ins>")),
        }
    }
    text
}
