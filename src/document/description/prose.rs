//! Descriptions: Markdown inside a value, written as blocks.

use crate::document::writer::Writer;
use crate::text::Block;
use crate::text::BlockKind;
use crate::text::blocks;

/// The deepest level under which headings stay headings: below it they would take over what
/// follows the description.
const DEEPEST_OUTLINE: usize = 1;

/// Writes the blocks of a text in Markdown; its highest heading stands right below `level`.
pub(super) fn write(writer: &mut Writer, level: usize, text: &str) {
    let blocks = blocks(text);
    let headings = blocks.iter().filter(|block| block.kind == BlockKind::Heading);
    let highest = headings.map(|block| depth(block.span.slice(text))).min().unwrap_or(1);
    let mut blocks = blocks.into_iter().peekable();
    while let Some(block) = blocks.next() {
        let mut end = block.span.end();
        // Lines without a blank one between them are one paragraph, one item, one stretch of code.
        while let Some(next) = blocks.next_if(|next| goes_on(text, &block, end, next)) {
            end = next.span.end();
        }
        let body = text.get(block.span.start()..end).unwrap_or_default();
        match block.kind {
            BlockKind::Heading if level <= DEEPEST_OUTLINE => {
                writer.heading(level + 1 + depth(body) - highest, title(body));
            }
            BlockKind::Heading => {
                writer.paragraph(&format!("**{}**", title(body)));
            }
            BlockKind::ListItem => write_item(writer, body),
            BlockKind::TableRow => write_row(writer, body),
            BlockKind::Code => write_code(writer, body),
            BlockKind::Paragraph => {
                writer.paragraph(body);
            }
        }
    }
}

/// Whether `next` belongs to the block that began with `first` and ends at `end`.
fn goes_on(text: &str, first: &Block, end: usize, next: &Block) -> bool {
    let gap = text.get(end..next.span.start()).unwrap_or_default();
    match first.kind {
        BlockKind::Code => next.kind == BlockKind::Code,
        BlockKind::Paragraph | BlockKind::ListItem => {
            next.kind == BlockKind::Paragraph && gap.matches('\n').count() < 2
        }
        BlockKind::Heading | BlockKind::TableRow => false,
    }
}

/// Whether a text is one paragraph, which fits into a cell of a table.
pub(super) fn is_plain(text: &str) -> bool {
    !text.trim().contains("\n\n")
        && blocks(text).iter().all(|block| block.kind == BlockKind::Paragraph)
}

/// Stretches of code, each between fences of its own with the name of its language.
fn write_code(writer: &mut Writer, code: &str) {
    let mut language = "";
    let mut lines: Vec<&str> = Vec::new();
    for line in code.lines() {
        let fence = ["```", "~~~"].into_iter().find_map(|fence| line.trim().strip_prefix(fence));
        let Some(after) = fence else {
            lines.push(line);
            continue;
        };
        write_stretch(writer, language, &lines);
        lines.clear();
        language = after.trim();
    }
    write_stretch(writer, language, &lines);
}

fn write_stretch(writer: &mut Writer, language: &str, lines: &[&str]) {
    if lines.iter().all(|line| line.trim().is_empty()) {
        return;
    }
    let lines = lines.join("\n");
    writer.lines(&format!("```{language}\n{}\n```", lines.trim_matches('\n')));
}

/// How deep a heading is: its number signs, or the mark under it.
fn depth(heading: &str) -> usize {
    let heading = heading.trim_start();
    let signs = heading.len() - heading.trim_start_matches('#').len();
    match signs {
        0 if heading.trim_end().ends_with('-') => 2,
        0 => 1,
        signs => signs,
    }
}

/// A heading without its marks.
fn title(heading: &str) -> &str {
    let line = heading.trim().lines().next().unwrap_or_default();
    line.trim_start_matches('#').trim_end_matches('#').trim()
}

/// An item as deep as it is indented.
fn write_item(writer: &mut Writer, item: &str) {
    let body = item.trim_start();
    let depth = (item.len() - body.len()) / 2;
    let (mark, rest) = body.split_once(char::is_whitespace).unwrap_or((body, ""));
    let is_bullet = mark.chars().count() == 1 && !mark.starts_with(char::is_alphanumeric);
    let number = mark.strip_suffix('.').and_then(|number| number.parse().ok());
    match number {
        None if !is_bullet => writer.labelled(depth, mark, rest),
        number => writer.item(depth, number, rest),
    };
}

/// A row of cells; the rule under a head says nothing.
fn write_row(writer: &mut Writer, row: &str) {
    if row.bytes().all(|byte| b"+-=|: \t".contains(&byte)) {
        return;
    }
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let row = row.strip_suffix('|').unwrap_or(row);
    let cells: Vec<&str> = row.split('|').collect();
    writer.row(&cells);
}

#[cfg(test)]
mod tests {
    use super::Writer;
    use super::write;

    #[test]
    fn markdown_keeps_its_blocks_and_its_headings_move_down() {
        let mut writer = Writer::default();
        let text = "Orders of\na shop.\n\n# Limits\n\n* one\n  1. two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```json\n{\n  \"a\": 1\n}\n```\n## Errors\nnone\n";
        write(&mut writer, 1, text);
        assert_eq!(
            writer.finish(),
            "Orders of a shop.\n\n## Limits\n\n- one\n  1. two\n\n| a | b |\n| 1 | 2 |\n\n\
             ```json\n{\n  \"a\": 1\n}\n```\n\n### Errors\n\nnone\n"
        );
    }
}
