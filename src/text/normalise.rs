//! Folding: what two texts must share to say the same in other dress.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::is_nfkc_quick;

use crate::text::Span;

/// A folded text that knows where each of its bytes came from.
#[derive(Debug, Clone, Default)]
pub struct Folded {
    text: String,
    /// For every character of `text`: its offset in `text` and the source bytes it stands for.
    origins: Vec<(usize, Span)>,
}

impl Folded {
    /// The folded text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The source bytes that the folded bytes at `span` stand for: from the first to the last of
    /// them, with all between; `None` when `span` is empty or lies outside.
    #[must_use]
    pub fn source_of(&self, span: Span) -> Option<Span> {
        if span.is_empty() || span.end() > self.text.len() {
            return None;
        }
        let holding = |offset: usize| {
            let after = self.origins.partition_point(|(at, _)| *at <= offset);
            self.origins.get(after.checked_sub(1)?).map(|(_, source)| *source)
        };
        Some(holding(span.start())?.join(holding(span.end() - 1)?))
    }
}

/// Folds `text` for comparison, keeping a map back to its bytes: white space runs become one
/// space (none at either end), compatibility forms and width are folded (NFKC), case is
/// lowered, quotes and dashes become the ASCII ones, invisible characters (zero width, soft
/// hyphen, byte order mark, bidirectional controls) vanish. Linear time.
///
/// ```
/// use provenance::text::{Span, fold};
/// let folded = fold("  “Ｓｅｎｄ”\n  it ");
/// assert_eq!(folded.text(), "\"send\" it");
/// assert_eq!(folded.source_of(Span::at(7, 2)), Some(Span::at(23, 2)));
/// ```
#[must_use]
pub fn fold(text: &str) -> Folded {
    let mut folded = Folded::default();
    let mut gap: Option<Span> = None;
    for (cluster, span) in clusters(text) {
        if cluster.chars().all(char::is_whitespace) {
            gap = Some(gap.map_or(span, |gap: Span| gap.join(span)));
            continue;
        }
        if let Some(plain) = ascii_cluster(cluster) {
            folded.push_after(&mut gap, fold_ascii(plain), span);
            continue;
        }
        for character in fold_cluster(cluster) {
            folded.push_after(&mut gap, character, span);
        }
    }
    folded
}

/// The character of a cluster that is nothing but one of ASCII.
fn ascii_cluster(cluster: &str) -> Option<u8> {
    match cluster.as_bytes() {
        [only] => Some(*only),
        _ => None,
    }
}

/// Whether a byte is a character that folding leaves as it is.
const IS_FOLDED: [bool; 256] = {
    let mut folded = [false; 256];
    let mut byte = b'!';
    while byte <= b'~' {
        #[expect(clippy::indexing_slicing, reason = "every byte is below 256")]
        {
            folded[byte as usize] = fold_ascii(byte) == byte as char;
        }
        byte += 1;
    }
    folded
};

/// What folding makes of a character of ASCII.
const fn fold_ascii(byte: u8) -> char {
    plain_mark(byte.to_ascii_lowercase() as char)
}

/// `word` as [`fold`] would have it, without the map; borrowed when nothing changes.
#[must_use]
pub fn fold_word(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| IS_FOLDED.get(usize::from(byte)) == Some(&true)) {
        return Cow::Borrowed(word);
    }
    if word.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Cow::Owned(word.bytes().map(fold_ascii).collect());
    }
    Cow::Owned(fold(word).text)
}

/// The words of `text` in plain dress: composed (NFC), quotes and dashes as the ASCII ones,
/// invisible characters gone, white space run together to one space and none at either end. Case,
/// width and every other mark stay, so that what differs in a number or a sign stays different.
///
/// ```
/// use provenance::text::plain_words;
/// assert_eq!(plain_words("  “Wait” 10² s,\n then — go. "), "\"Wait\" 10² s, then - go.");
/// ```
#[must_use]
pub fn plain_words(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut is_gap = false;
    for character in text.nfc().map(plain_mark).filter(|it| !is_invisible(*it)) {
        if character.is_whitespace() {
            is_gap = !plain.is_empty();
            continue;
        }
        if std::mem::take(&mut is_gap) {
            plain.push(' ');
        }
        plain.push(character);
    }
    plain
}

impl Folded {
    fn push(&mut self, character: char, source: Span) {
        self.origins.push((self.text.len(), source));
        self.text.push(character);
    }

    /// Takes up a character, and before it the white space that stood there; none at the start.
    fn push_after(&mut self, gap: &mut Option<Span>, character: char, source: Span) {
        if let Some(gap) = gap.take().filter(|_| !self.text.is_empty()) {
            self.push(' ', gap);
        }
        self.push(character, source);
    }
}

/// A character with the combining marks after it, the unit of normalisation, and its place.
fn clusters(text: &str) -> impl Iterator<Item = (&str, Span)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        // Most clusters are one character of ASCII with another after it.
        let mut bytes = text.as_bytes().get(at..)?.iter();
        if bytes.next()?.is_ascii() && bytes.next().is_none_or(u8::is_ascii) {
            at += 1;
            return Some((text.get(at - 1..at)?, Span::at(at - 1, 1)));
        }
        let rest = text.get(at..)?;
        let mut characters = rest.char_indices().skip(1);
        rest.chars().next()?;
        let continues = |character: char| {
            !character.is_ascii() && unicode_normalization::char::is_combining_mark(character)
                || is_hangul_vowel_or_final(character)
        };
        let length = characters
            .find(|(_, character)| !continues(*character))
            .map_or(rest.len(), |(length, _)| length);
        let span = Span::at(at, length);
        at += length;
        Some((rest.get(..length)?, span))
    })
}

/// Conjoining jamo that compose with the syllable before them.
const fn is_hangul_vowel_or_final(character: char) -> bool {
    matches!(character, '\u{1161}'..='\u{1175}' | '\u{11a8}'..='\u{11c2}')
}

fn fold_cluster(cluster: &str) -> impl Iterator<Item = char> {
    let is_plain = is_nfkc_quick(cluster.chars()) == unicode_normalization::IsNormalized::Yes;
    let marks = cluster.chars().map(plain_mark);
    let plain = is_plain.then(|| marks.clone());
    let folded = (!is_plain).then(|| marks.nfkc().map(plain_mark));
    let characters = plain.into_iter().flatten().chain(folded.into_iter().flatten());
    characters.filter(|character| !is_invisible(*character)).flat_map(char::to_lowercase)
}

/// Whether `character` shows nothing and separates nothing.
#[must_use]
pub const fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// The ASCII mark for quotes and dashes of other shapes, and for ideographic punctuation that
/// NFKC keeps.
const fn plain_mark(character: char) -> char {
    match character {
        '‘' | '’' | '‚' | '‛' | '`' | '´' | '′' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '「' | '」' | '『' | '』' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        '。' => '.',
        '、' => ',',
        _ => character,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prop_assert;
    use proptest::prop_assert_eq;
    use proptest::proptest;

    use super::fold;
    use super::fold_word;
    use crate::text::Span;

    #[test]
    fn composed_and_decomposed_forms_fold_to_the_same() {
        assert_eq!(fold("e\u{301}te\u{301}").text(), fold("ÉTÉ").text());
        assert_eq!(fold("\u{1112}\u{1161}\u{11ab}").text(), fold("한").text());
    }

    #[test]
    fn invisible_characters_vanish() {
        assert_eq!(fold("\u{feff}re\u{ad}try\u{200b} now").text(), "retry now");
    }

    proptest! {
        #[test]
        fn every_folded_character_maps_into_the_source(text in "\\PC{0,40}") {
            let folded = fold(&text);
            for (at, character) in folded.text().char_indices() {
                let source = folded.source_of(Span::at(at, character.len_utf8()));
                prop_assert!(source.is_some_and(|source| text.get(source.range()).is_some()));
            }
        }

        #[test]
        fn a_word_folds_as_a_text_does(word in "\\PC{0,12}") {
            let folded = fold(&word);
            prop_assert_eq!(fold_word(&word).into_owned(), folded.text());
        }
    }
}
