//! What a single line is, judged by its own bytes.

/// The kinds of line; offsets count from the line's first byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineKind {
    /// Nothing but white space.
    Blank,
    /// Opens or closes a block of code.
    Fence,
    /// A rule or an underline of a heading; the byte that it is drawn with.
    Rule(u8),
    /// A heading by markup or number: its depth, and where its words start.
    Heading { level: u8, text_at: usize },
    /// A numbered line that is a heading if it stands alone.
    Numbered { text_at: usize },
    /// A list item, and where its words start.
    Item { text_at: usize },
    /// A row of a table.
    Row,
    /// A line of a table of contents.
    Contents,
    /// Code, data or a grammar, by its look.
    Code,
    /// Anything else.
    Text,
}

/// The most bytes of a line that is taken for a heading without markup.
pub(super) const HEADING_BYTES: usize = 72;

/// Judges a line. `indent` is how many bytes of white space were cut off before it.
pub(super) fn classify(line: &str, indent: usize) -> LineKind {
    let bytes = line.as_bytes();
    let Some(&first) = bytes.first() else { return LineKind::Blank };
    match first {
        b'`' | b'~' if line.starts_with("```") || line.starts_with("~~~") => LineKind::Fence,
        b'#' => atx(line).unwrap_or(LineKind::Text),
        b'=' | b'-' | b'~' | b'^' | b'*' | b'_' | b'+' if is_rule(bytes) => LineKind::Rule(first),
        b'=' => wiki(line).unwrap_or(LineKind::Text),
        b'|' => LineKind::Row,
        b'<' => html(line),
        b'-' | b'*' | b'+' if bytes.get(1) == Some(&b' ') => item(line, 2),
        b'{' | b'}' | b'"' | b'[' if is_code(line, indent) => LineKind::Code,
        b'0'..=b'9' => numbered(line, indent),
        b'(' => parenthesised(line),
        _ if first >= 0x80 => wide(line),
        _ => plain(line, indent),
    }
}

fn plain(line: &str, indent: usize) -> LineKind {
    if is_contents(line) {
        LineKind::Contents
    } else if is_row(line) {
        LineKind::Row
    } else if is_code(line, indent) {
        LineKind::Code
    } else {
        LineKind::Text
    }
}

/// `# Title`, and `#标题` as it is often written in Chinese.
fn atx(line: &str) -> Option<LineKind> {
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    let rest = line.get(level..)?;
    let opens = rest.starts_with([' ', '\t']) || rest.bytes().next().is_some_and(|b| b >= 0x80);
    let text_at = level + (rest.len() - rest.trim_start().len());
    (opens && level <= 6).then(|| LineKind::Heading { level: depth(level), text_at })
}

/// `== Title ==` of MediaWiki and AsciiDoc.
fn wiki(line: &str) -> Option<LineKind> {
    let level = line.bytes().take_while(|byte| *byte == b'=').count();
    let rest = line.get(level..)?;
    let text_at = level + (rest.len() - rest.trim_start().len());
    (level <= 6 && (rest.starts_with(' ') || line.ends_with('=')))
        .then(|| LineKind::Heading { level: depth(level), text_at })
}

fn depth(level: usize) -> u8 {
    u8::try_from(level.min(6)).unwrap_or(6)
}

fn html(line: &str) -> LineKind {
    let bytes = line.as_bytes();
    match (bytes.get(1), bytes.get(2), bytes.get(3)) {
        (Some(b'h' | b'H'), Some(level @ b'1'..=b'6'), Some(b'>' | b' ')) => LineKind::Heading {
            level: level - b'0',
            text_at: line.find('>').map_or(3, |at| at + 1),
        },
        (Some(b't'), Some(b'r' | b'd' | b'h'), _) => LineKind::Row,
        _ => LineKind::Text,
    }
}

fn item(line: &str, marker: usize) -> LineKind {
    let rest = line.get(marker..).unwrap_or_default();
    let text_at = marker + (rest.len() - rest.trim_start().len());
    let text = line.get(text_at..).unwrap_or_default();
    if is_link_inside(text) {
        return LineKind::Contents;
    }
    LineKind::Item { text_at }
}

/// Whether an item is nothing but a link to another place of the text: in Markdown, reStructuredText or
/// `AsciiDoc`.
fn is_link_inside(text: &str) -> bool {
    (text.starts_with('[') && text.contains("](#") && text.ends_with(')'))
        || (text.starts_with('`') && text.contains(" <#") && text.ends_with(">`_"))
        || (text.starts_with("<<") && text.ends_with(">>"))
}

/// Lines that start with a number: headings (`2.1 Scope`), items (`3) ...`), contents lines.
fn numbered(line: &str, indent: usize) -> LineKind {
    let bytes = line.as_bytes();
    let end = bytes.iter().take_while(|byte| byte.is_ascii_digit() || **byte == b'.').count();
    let number = line.get(..end).unwrap_or_default();
    let dots = number.trim_end_matches('.').bytes().filter(|byte| *byte == b'.').count();
    let rest = line.get(end..).unwrap_or_default();
    let text = rest.trim_start_matches([')', '、', '．', ' ', '\t', '）']);
    let text_at = line.len() - text.len();
    if text_at == end && !(rest.bytes().next().is_some_and(|b| b >= 0x80) && end <= 6) {
        return plain(line, indent);
    }
    if is_contents(line) {
        return LineKind::Contents;
    }
    if is_row(text) {
        return LineKind::Row;
    }
    let is_ordinal = number.ends_with('.') || text_at > end + 1 || rest.starts_with([')', '、']);
    if dots > 0 && end <= 10 && is_title(text) {
        return LineKind::Heading { level: depth(dots + 1), text_at };
    }
    if number.len() <= 4 && is_title(text) && (is_ordinal || indent == 0) {
        return LineKind::Numbered { text_at };
    }
    if is_ordinal { LineKind::Item { text_at } } else { plain(line, indent) }
}

/// `(1) ...` and `(a) ...`.
fn parenthesised(line: &str) -> LineKind {
    match line.find(')') {
        Some(end) if end <= 4 => item(line, end + 1),
        _ => plain(line, 0),
    }
}

/// Lines that start with a character beyond ASCII: bullets and Chinese numbering.
fn wide(line: &str) -> LineKind {
    let first = line.chars().next().unwrap_or_default();
    if "•·●○◆◇■□▪–—※".contains(first) || ('①'..='⑳').contains(&first) {
        return item(line, first.len_utf8());
    }
    if first == '（' {
        return match line.find('）') {
            Some(end) if end <= 12 => item(line, end + '）'.len_utf8()),
            _ => plain(line, 0),
        };
    }
    if first == '第' {
        return chapter(line);
    }
    let is_numeral = |c: char| "一二三四五六七八九十".contains(c);
    let end: usize = line.chars().take_while(|c| is_numeral(*c)).map(char::len_utf8).sum();
    let rest = line.get(end..).unwrap_or_default();
    if end > 0 && rest.starts_with(['、', '.', '．']) {
        let text = rest.trim_start_matches(['、', '.', '．', ' ']);
        let text_at = line.len() - text.len();
        if is_contents(line) {
            return LineKind::Contents;
        }
        return if is_title(text) {
            LineKind::Heading { level: 1, text_at }
        } else {
            LineKind::Item { text_at }
        };
    }
    plain(line, 0)
}

/// `第三章 ...` is a heading, `第三条 ...` an article of a law.
fn chapter(line: &str) -> LineKind {
    let unit = line.char_indices().take(8).find(|(_, c)| "章节篇部条".contains(*c));
    match unit {
        Some((at, '条')) => LineKind::Item { text_at: at + '条'.len_utf8() },
        Some((at, unit)) if is_title(line) => {
            if is_contents(line) {
                return LineKind::Contents;
            }
            LineKind::Heading {
                level: if unit == '节' { 2 } else { 1 },
                text_at: at + unit.len_utf8(),
            }
        }
        _ => plain(line, 0),
    }
}

/// Whether a line could be a heading by its length and end.
pub(super) fn is_title(text: &str) -> bool {
    let ends_open = text.ends_with([
        '.', ',', ';', ':', '!', '?', '。', '，', '；', '：', '！', '？', '、', '|', '{', '}', ')',
    ]);
    !text.is_empty() && text.len() <= HEADING_BYTES && (!ends_open || text.ends_with(')'))
}

/// A rule drawn with one byte, at least three long.
fn is_rule(bytes: &[u8]) -> bool {
    bytes.len() >= 3
        && bytes.first().is_some_and(|first| {
            bytes.iter().all(|byte| byte == first)
                || (*first == b'+' && bytes.iter().all(|byte| b"+-=".contains(byte)))
                || (bytes.iter().all(|byte| byte == first || *byte == b' '))
        })
}

/// A title with leaders and a page number after it.
fn is_contents(line: &str) -> bool {
    let text = line.trim_end_matches(|c: char| c.is_ascii_digit());
    let page = line.len() - text.len();
    if page == 0 || page > 4 || line.len() > 160 {
        return false;
    }
    let title = text.trim_end_matches(['.', ' ', '\t', '…', '·']);
    let leaders = text.get(title.len()..).unwrap_or_default();
    let is_numbered = line.bytes().next().is_some_and(|b| b.is_ascii_digit() || b >= 0x80);
    !title.is_empty()
        && (leaders.contains('\t')
            || leaders.len() >= 3
            || (is_numbered && !leaders.is_empty() && title.len() < HEADING_BYTES))
}

/// Cells set apart by bars, tabs or gaps, in a line that is no sentence.
fn is_row(line: &str) -> bool {
    let bytes = line.as_bytes();
    let bars = bytes.contains(&b'|') && (line.contains(" | ") || line.contains("||"));
    let tight = || !line.ends_with(['.', '。']) && line.matches('|').count() >= 2;
    if bars || line.starts_with("+--") || (bytes.contains(&b'|') && tight()) {
        return true;
    }
    let gap = bytes.windows(2).any(|pair| pair == b"  ") || bytes.contains(&b'\t');
    let cells = || line.split("  ").flat_map(|cell| cell.split('\t'));
    gap && !line.ends_with(['.', '。', ':', '：', ';', '{', '}'])
        && !line.contains(". ")
        && cells().filter(|cell| !cell.trim().is_empty()).count() > 1
}

/// Code, JSON, YAML, grammars: judged by how the line starts and ends.
fn is_code(line: &str, indent: usize) -> bool {
    let ends = line.ends_with(['{', '}', ';', '[', '(', '\\'])
        || line.ends_with("},")
        || line.ends_with("],")
        || line.ends_with("\",")
        || line.ends_with("->")
        || line.ends_with("=>");
    let starts = line.starts_with(['}', '{', '$'])
        || line.starts_with("//")
        || line.starts_with("/*")
        || (line.starts_with('"') && line.contains("\":"))
        || line.starts_with("curl ");
    let is_column = indent >= 2
        && line.ends_with(',')
        && line.split(' ').nth(1).is_some_and(|word| word.bytes().all(|b| !b.is_ascii_lowercase()));
    let is_short = indent >= 2 || line.len() < 80;
    let inside = || {
        (line.as_bytes().contains(&b'=')
            && (line.contains("::=") || line.contains(" = ") || line.contains(" => ")))
            || line.ends_with("()")
    };
    (ends && line.len() < 400) || starts || is_column || (is_short && inside())
}

#[cfg(test)]
mod tests {
    use super::LineKind;
    use super::classify;

    #[test]
    fn headings_are_known_in_every_markup() {
        for line in [
            "## Scope",
            "#范围",
            "== Scope ==",
            "2.1 Scope",
            "一、范围",
            "第二章 范围",
            "<h2>Scope</h2>",
        ] {
            assert!(matches!(classify(line, 0), LineKind::Heading { .. }), "{line}");
        }
    }

    #[test]
    fn a_line_of_a_table_of_contents_is_no_heading() {
        for line in [
            "1.1 定位与目标 2",
            "Introduction ........ 3",
            "- [Scope](#scope)",
            "- `The server must answer <#answer>`_",
            "* <<answer,The server must answer>>",
        ] {
            assert_eq!(classify(line, 0), LineKind::Contents, "{line}");
        }
    }

    #[test]
    fn an_article_of_a_law_is_an_item() {
        assert!(matches!(classify("第三条 国家保护公民的权利。", 0), LineKind::Item { .. }));
    }

    #[test]
    fn a_row_is_known_with_and_without_its_bars() {
        for line in ["| id | string |", "id  string  the name", "id | string | the name"] {
            assert_eq!(classify(line, 0), LineKind::Row, "{line}");
        }
    }

    #[test]
    fn a_sentence_that_starts_with_a_year_is_text() {
        assert_eq!(classify("2019 was a year in which nothing much happened.", 0), LineKind::Text);
    }
}
