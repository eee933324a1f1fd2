//! Requirement sentences: their names and their weaknesses.

use unicode_normalization::UnicodeNormalization;

use super::lexicon::Class;
use super::lexicon::Hit;
use super::verdict::Requirement;
use crate::text::Span;

/// The weak words of a sentence.
#[derive(Debug, Clone, Default)]
pub(super) struct Wording {
    /// The first vague word (INCOSE, vague terms), if any.
    pub(super) vague: Option<String>,
    /// The first escape clause (INCOSE, escape clauses), if any.
    pub(super) escape: Option<String>,
    /// The first word of a quality that wants a measure, such as "latency".
    pub(super) quality: Option<String>,
}

impl Wording {
    /// Collects the weak words among a sentence's terms.
    pub(super) fn of(hits: &[Hit<Class>], text: &str) -> Self {
        let first = |class: Class| {
            let hit = hits.iter().find(|hit| hit.class == class)?;
            text.get(hit.start..hit.end).map(str::to_lowercase)
        };
        Self {
            vague: first(Class::Vague),
            escape: first(Class::Escape),
            quality: first(Class::Quality),
        }
    }
}

/// Most bytes of a sentence that its name is derived from.
const NAMED_BYTES: usize = 4096;

/// The requirement at `span`.
pub(super) fn requirement(text: &str, span: Span, weaknesses: Vec<String>) -> Requirement {
    Requirement { span, id: name(span.slice(text)), weaknesses }
}

/// `R-` and ten hexadecimal digits of the BLAKE3 digest of the normalised sentence.
fn name(sentence: &str) -> String {
    let cut = (0..=sentence.len().min(NAMED_BYTES))
        .rev()
        .find(|at| sentence.is_char_boundary(*at))
        .unwrap_or(0);
    let folded = normalise(sentence.get(..cut).unwrap_or_default());
    let digest = blake3::hash(folded.as_bytes()).to_hex();
    format!("R-{}", digest.get(..10).unwrap_or_default())
}

/// Folds what a rewrap, another markup or another width of the same sentence changes: case,
/// compatibility forms, emphasis marks, quotation marks, white space (none beside CJK), the final
/// mark and bars of tables.
fn normalise(sentence: &str) -> String {
    match sentence.chars().map(plain_form).collect::<Option<String>>() {
        Some(plain) => fold(plain.chars()),
        None => fold(sentence.nfkc()),
    }
}

/// The compatibility form (NFKC) of a character that no neighbour changes: ASCII, its full-width
/// forms, common marks and common ideographs; `None` for all others.
fn plain_form(c: char) -> Option<char> {
    match c {
        '\0'..='\x7f' | '\u{2018}'..='\u{201d}' | '\u{3001}'..='\u{3002}' => Some(c),
        '\u{3008}'..='\u{3011}' | '\u{4e00}'..='\u{9fff}' => Some(c),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0),
        _ => None,
    }
}

fn fold(chars: impl Iterator<Item = char>) -> String {
    let is_markup = |c: &char| !matches!(c, '*' | '`' | '_' | '|' | '"' | '“' | '”');
    let mut folded = String::new();
    let mut gap = false;
    for c in chars.filter(is_markup).flat_map(char::to_lowercase) {
        if c.is_whitespace() {
            gap = true;
            continue;
        }
        let touches_wide = is_wide(c) || folded.chars().next_back().is_some_and(is_wide);
        if gap && !folded.is_empty() && !touches_wide {
            folded.push(' ');
        }
        gap = false;
        folded.push(c);
    }
    folded.truncate(folded.trim_end_matches(['.', '。', ';', ' ']).len());
    folded
}

fn is_wide(c: char) -> bool {
    u32::from(c) >= 0x2e80
}

#[cfg(test)]
mod tests {
    use super::fold;
    use super::name;
    use super::normalise;
    use proptest::prelude::proptest;
    use unicode_normalization::UnicodeNormalization;

    proptest! {
        #[test]
        fn the_short_way_through_normalisation_gives_the_same(
            text in "([ -~]|[\u{2018}-\u{201d}]|[\u{3001}-\u{3020}]|[\u{4e00}-\u{4e20}]|[\u{ff00}-\u{ff60}]|\u{301}){0,20}"
        ) {
            assert_eq!(normalise(&text), fold(text.nfkc()));
        }
    }

    #[test]
    fn a_name_stays_when_the_sentence_is_rewrapped_or_set_in_another_markup() {
        let plain = name("The server must retry within 5 s.");
        assert_eq!(plain, name("The **server** must\n  retry within 5 s"));
        assert_eq!(name("系统应在5秒内重试。"), name("系统应在\n５秒内重试"));
    }

    #[test]
    fn a_name_changes_with_a_number_or_a_negation() {
        let plain = name("The server must retry within 5 s.");
        assert_ne!(plain, name("The server must retry within 50 s."));
        assert_ne!(plain, name("The server must not retry within 5 s."));
    }
}
