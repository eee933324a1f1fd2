//! Lines that only documents have: fields with their values, markup, articles of law.

/// The longest line, in columns, that can be a field with its value.
pub(super) const MAX_FIELD_WIDTH: u32 = 80;
/// The longest name of a field, in bytes.
const MAX_FIELD_NAME: usize = 32;

/// Whether a short name, a colon and a value make up the line, or a code and its meaning.
pub(super) fn is_field(line: &str) -> bool {
    let is_named = line.split_once(": ").is_some_and(|(name, value)| {
        name.len() <= MAX_FIELD_NAME && !name.contains(':') && !value.is_empty()
    });
    is_named || line.starts_with("0x")
}

/// Whether a line begins with a mark of markup, or as an article of a law.
pub(super) fn is_document_mark(line: &str) -> bool {
    let heading = line.trim_start_matches('#');
    let depth = line.len() - heading.len();
    if (1..=6).contains(&depth) {
        return heading.starts_with(' ') && heading.len() > 2;
    }
    let article = line.strip_prefix('第').map(|rest| {
        rest.trim_start_matches(|letter: char| {
            letter.is_ascii_digit() || "零〇一二三四五六七八九十百".contains(letter)
        })
    });
    let is_article = article.is_some_and(|rest| {
        rest.len() + '第'.len_utf8() < line.len() && rest.starts_with(['条', '章', '节'])
    });
    is_article || ["```", "~~~", "<!--", ".. "].iter().any(|mark| line.starts_with(mark))
}
