//! A text with one sentence a line, for tools that compare lines.

use std::io;
use std::io::Write;

use super::prose::flow;
use super::visible::visible;
use crate::text::BlockKind;
use crate::text::blocks;
use crate::text::sentences;

/// Writes a text with one sentence a line, so that a diff of lines shows which sentences changed;
/// rows of tables and lines of code stay as they are. Control characters become visible.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_sentences(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut at = 0;
    for block in blocks(text) {
        let gap = text.get(at..block.span.start()).unwrap_or_default();
        if at > 0 && gap.matches('\n').count() > 1 {
            writeln!(out)?;
        }
        at = block.span.end();
        let body = block.span.slice(text);
        match block.kind {
            BlockKind::TableRow | BlockKind::Code | BlockKind::Heading => {
                for line in body.lines() {
                    writeln!(out, "{}", visible(line))?;
                }
            }
            BlockKind::Paragraph | BlockKind::ListItem => {
                for sentence in sentences(body) {
                    writeln!(out, "{}", visible(&flow(sentence.slice(body).trim_end())))?;
                }
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::write_sentences;

    fn written(text: &str) -> String {
        let mut out = Vec::new();
        write_sentences(text, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn every_sentence_has_a_line_and_every_gap_stays() {
        assert_eq!(
            written(
                "# Title\n\nThe relay answers at once. Its client waits for a whole\nminute.\n\n- item one. Go on.\n"
            ),
            "# Title\n\nThe relay answers at once.\nIts client waits for a whole minute.\n\n- item one.\nGo on.\n"
        );
        assert_eq!(written("系统重试。然后停止。"), "系统重试。\n然后停止。\n");
        assert_eq!(written(""), "");
    }

    #[test]
    fn control_characters_do_not_act() {
        assert_eq!(written("a\u{1b}[31mb.\n"), "a␛[31mb.\n");
    }
}
