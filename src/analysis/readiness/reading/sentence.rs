//! Cutting a block into sentences.

use crate::text::Span;

/// Marks that end a sentence whatever follows.
const ENDS: [char; 4] = ['。', '！', '？', '；'];

/// The sentences of `text[span]`, ascending, without the white space between them.
pub(super) fn sentences(text: &str, span: Span) -> impl Iterator<Item = Span> + '_ {
    let mut rest = span;
    std::iter::from_fn(move || {
        let slice = rest.slice(text);
        let trimmed = slice.trim_start();
        if trimmed.is_empty() {
            return None;
        }
        let start = rest.start() + (slice.len() - trimmed.len());
        let end = start + first_end(trimmed);
        rest = Span::new(end, rest.end())?;
        Some(Span::at(start, text.get(start..end)?.trim_end().len()))
    })
}

/// Length of the first sentence.
fn first_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(skipped) = bytes.get(at..).and_then(|rest| rest.iter().position(may_end)) {
        at += skipped;
        match bytes.get(at).copied().unwrap_or_default() {
            b'.' | b'!' | b'?' if ends_here(text, at + 1) => return close_quotes(text, at + 1),
            0xe3 | 0xef => {
                let next = text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or_default();
                at += next.len_utf8().max(1);
                if ENDS.contains(&next) {
                    return close_quotes(text, at);
                }
            }
            _ => at += 1,
        }
    }
    text.len()
}

/// Whether a byte is a mark that may end a sentence, or the first byte of one.
fn may_end(byte: &u8) -> bool {
    #[expect(
        clippy::indexing_slicing,
        reason = "evaluated by the compiler, which checks the places"
    )]
    static TABLE: [bool; 256] = {
        let mut table = [false; 256];
        table[b'.' as usize] = true;
        table[b'!' as usize] = true;
        table[b'?' as usize] = true;
        table[0xe3] = true;
        table[0xef] = true;
        table
    };
    TABLE.get(usize::from(*byte)).copied().unwrap_or_default()
}

/// Whether white space and then no lower-case letter follow.
fn ends_here(text: &str, at: usize) -> bool {
    let rest = text.get(close_quotes(text, at)..).unwrap_or_default();
    let next = rest.trim_start();
    rest.is_empty() || (next.len() < rest.len() && !next.starts_with(|c: char| c.is_lowercase()))
}

/// Skips closing quotation marks and brackets.
fn close_quotes(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + (rest.len()
        - rest.trim_start_matches(['"', '\'', '”', '’', ')', '）', '」', '*', '`']).len())
}

#[cfg(test)]
mod tests {
    use super::sentences;
    use crate::text::Span;
    use proptest::prelude::proptest;

    fn cut(text: &str) -> Vec<&str> {
        sentences(text, Span::at(0, text.len())).map(|span| span.slice(text)).collect()
    }

    #[test]
    fn sentences_end_at_marks_before_white_space_or_wide_marks() {
        assert_eq!(
            cut("It must retry. Then it stops (e.g. after 2.5 s)."),
            ["It must retry.", "Then it stops (e.g. after 2.5 s)."]
        );
        assert_eq!(cut("系统应重试。失败时停止；"), ["系统应重试。", "失败时停止；"]);
    }

    proptest! {
        #[test]
        fn sentences_hold_all_that_is_no_white_space(text in "\\PC{0,80}") {
            let joined: String = cut(&text).concat();
            let kept = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            assert_eq!(kept(&joined), kept(&text));
        }
    }
}
