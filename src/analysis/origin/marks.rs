//! Wordings that machine translation leaves behind, as data, and the words they are known by.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use aho_corasick::AhoCorasickKind;

use super::translation::Kind;

/// A wording, and words of which one stands in every text that it matches, in any case. Without
/// words it is a lower-case letter that runs into a capital, with or without a full stop.
#[derive(Debug)]
pub(super) struct Sign {
    pub(super) kind: Kind,
    pub(super) form: &'static str,
    words: &'static [&'static str],
}

/// The calques are what translation engines make of set phrases of Chinese news and speeches; they
/// are rare in English that was written as such.
pub(super) const SIGNS: [Sign; 8] = [
    Sign {
        kind: Kind::Calque,
        form: r"(?i)\b(?:data map|information map|new quality productiv\w+|heatedly discuss\w*|relevant person in charge|person in charge of the|foreign netizens|small partners|comrades-in-arms|all-round, all-|editor in charge|responsible editor|the reporter learned|take deep root|in-depth implementation|do a good job (?:in|of)|grasp the (?:core|key)|first phalanx|network letter office|win-win data|give full play to|the whole of china|put forward (?:two|three|four|five|six) (?:suggestions|opinions|points)|firmly adhere to|critical period, we|work together with more|one belt and one road)\b",
        words: &[
            "data map",
            "information map",
            "new quality productiv",
            "heatedly discuss",
            "person in charge",
            "foreign netizens",
            "small partners",
            "comrades-in-arms",
            "all-round, all-",
            "editor in charge",
            "responsible editor",
            "the reporter learned",
            "take deep root",
            "in-depth implementation",
            "do a good job ",
            "grasp the ",
            "first phalanx",
            "network letter office",
            "win-win data",
            "give full play to",
            "the whole of china",
            "put forward ",
            "firmly adhere to",
            "critical period, we",
            "work together with more",
            "one belt and one road",
        ],
    },
    Sign { kind: Kind::Calque, form: r"\(End\)", words: &["(end)"] },
    Sign {
        kind: Kind::FusedSentences,
        form: r"\b[a-z]{4,}(?:At the|In the|The|We|This|On the|For) [a-z]+ ",
        words: &[],
    },
    Sign {
        kind: Kind::FusedSentences,
        form: r"[a-z]{3,}\.[A-Z][a-z]+ (?:by|the|of|is|in|to)\b",
        words: &[],
    },
    Sign {
        kind: Kind::DoubledWord,
        form: r"\b(?:the The|the the|of of|to to|and and|in in) ",
        words: &["the the ", "of of ", "to to ", "and and ", "in in "],
    },
    Sign {
        kind: Kind::BrokenSentence,
        form: r"[.;] (?:The|This|These) (?:\w+ ){1,3}(?:is|are) (?:based|caused|given|aimed)\.(?: |$)",
        words: &[" based.", " caused.", " given.", " aimed."],
    },
    Sign {
        kind: Kind::BrokenSentence,
        form: r"[.] [A-Z][a-z]+, (?:speed up|improve|promote|strengthen|accelerate) ",
        words: &[", speed up ", ", improve ", ", promote ", ", strengthen ", ", accelerate "],
    },
    Sign {
        kind: Kind::BrokenSentence,
        form: r"\b(?:of|with|the current|such as|according to) (?:With|Based|According|In)\b",
        words: &[
            "of with",
            "of based",
            "of according",
            "of in",
            "with with",
            "with based",
            "with according",
            "with in",
            "the current with",
            "the current based",
            "the current according",
            "the current in",
            "such as with",
            "such as based",
            "such as according",
            "such as in",
            "according to with",
            "according to based",
            "according to according",
            "according to in",
        ],
    },
];

/// The signs that a text may show, one bit each in the order of [`SIGNS`].
pub(super) fn of(text: &str) -> u32 {
    let marked = WORDS.as_ref().map_or(0, |words| {
        let found = words.automaton.find_overlapping_iter(text);
        found.fold(0, |all, found| {
            all | words.signs.get(found.pattern().as_usize()).copied().unwrap_or(0)
        })
    });
    if runs_together(text) { marked | FUSED } else { marked }
}

/// The signs that are known by [`runs_together`].
const FUSED: u32 = 0b1100;

/// Whether a lower-case letter runs into a capital, or only a full stop stands between them.
fn runs_together(text: &str) -> bool {
    let bytes = text.as_bytes();
    let pairs = bytes.iter().zip(bytes.iter().skip(1));
    let is_joint = |(first, second): (&u8, &u8)| {
        (first.is_ascii_lowercase() || *first == b'.') && second.is_ascii_uppercase()
    };
    pairs.map(is_joint).fold(false, |any, is_joint| any | is_joint)
}

/// The words of all signs, and the sign of each.
struct Words {
    automaton: AhoCorasick,
    signs: Vec<u32>,
}

static WORDS: LazyLock<Option<Words>> = LazyLock::new(|| {
    let each =
        (0..).zip(&SIGNS).flat_map(|(at, sign)| sign.words.iter().map(move |word| (word, 1 << at)));
    let (words, signs): (Vec<&str>, Vec<u32>) = each.unzip();
    let automaton = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .kind(Some(AhoCorasickKind::DFA))
        .build(words)
        .ok()?;
    Some(Words { automaton, signs })
});

#[cfg(test)]
mod tests {
    use super::FUSED;
    use super::SIGNS;
    use super::of;

    #[test]
    fn signs_without_words_are_the_fused_ones() {
        for (at, sign) in SIGNS.iter().enumerate() {
            assert_eq!(sign.words.is_empty(), FUSED & 1 << at != 0, "{}", sign.form);
        }
    }

    #[test]
    fn a_text_is_marked_with_the_signs_it_may_show() {
        assert_eq!(of("The pump is stopped."), 0);
        assert_eq!(of("stoppedAt once"), FUSED);
        assert_eq!(of("Small partners of the the board"), 0b1_0001);
    }
}
