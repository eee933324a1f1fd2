//! Plain text of mails, as a reader sees it.

/// Text with lines of today; with `is_flowed`, lines that were broken only for the way are joined
/// again (RFC 3676), without the space at the break when `drops_space`.
pub(super) fn plain(text: &str, is_flowed: bool, drops_space: bool) -> String {
    let mut written = String::with_capacity(text.len());
    // How deep the quotation of the line before is, when it flows on.
    let mut open: Option<usize> = None;
    for line in text.lines() {
        let line = line.trim_end_matches('\r');
        let (depth, content) = if is_flowed { quotation(line) } else { (0, line) };
        let is_signature = content == "-- ";
        if open != Some(depth) || is_signature {
            if open.is_some() {
                written.push('\n');
            }
            if depth > 0 {
                written.push_str(&">".repeat(depth));
                written.push(' ');
            }
        }
        written.push_str(content);
        let flows = is_flowed && content.ends_with(' ') && !is_signature;
        if flows && drops_space {
            written.pop();
        }
        if !flows {
            let end = written.trim_end_matches([' ', '\t']).len();
            written.truncate(end);
            written.push('\n');
        }
        open = flows.then_some(depth);
    }
    if open.is_some() {
        written.push('\n');
    }
    written
}

/// How deep a flowed line is quoted, and what is quoted.
fn quotation(line: &str) -> (usize, &str) {
    let content = line.trim_start_matches('>');
    let depth = line.len() - content.len();
    (depth, content.strip_prefix(' ').unwrap_or(content))
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn flowed_lines_are_joined_within_their_quotation() {
        let text = "> The system \r\n> shall answer.\r\nYes, \r\nit shall.\r\n-- \r\nAnn\r\n";
        assert_eq!(
            plain(text, true, false),
            "> The system shall answer.\nYes, it shall.\n--\nAnn\n"
        );
        assert_eq!(plain("系统 \n应当\n", true, true), "系统应当\n");
    }

    #[test]
    fn lines_of_plain_text_stay() {
        assert_eq!(plain("one \r\n  two\r\n", false, false), "one\n  two\n");
    }
}
