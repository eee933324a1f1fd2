//! Words that bind a passage to what stands beside it, as data.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use serde::Deserialize;

static BUILT_IN: LazyLock<Cues> =
    LazyLock::new(|| toml::from_str(include_str!("cues.toml")).unwrap_or_default());

/// Words that open exceptions and conditions, folded to lower case.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Cues {
    /// Open an exception inside a sentence.
    pub(super) exceptions: CueSet,
    /// Make a whole sentence an exception to the one before it.
    pub(super) exemptions: CueSet,
    /// Set a contrast: they count in the sentence of a quoted fragment.
    pub(super) contrasts: CueSet,
    /// Open a condition: they count in the sentence of a quoted fragment.
    pub(super) conditions: CueSet,
    /// Join alternatives in an exception.
    pub(super) joints: CueSet,
    /// Open a sentence that limits the one before it.
    pub(super) limits: CueSet,
    /// Say that something is possible, not that it is so.
    pub(super) hedges: CueSet,
    /// In a heading, take the force from what stands under it.
    pub(super) standing: CueSet,
}

/// Words of one kind, all looked for at once.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(try_from = "Vec<String>")]
pub(super) struct CueSet {
    words: Vec<String>,
    finder: Option<AhoCorasick>,
}

impl TryFrom<Vec<String>> for CueSet {
    type Error = aho_corasick::BuildError;

    fn try_from(words: Vec<String>) -> Result<Self, Self::Error> {
        let finder = Some(AhoCorasick::new(&words)?);
        Ok(Self { words, finder })
    }
}

impl Cues {
    /// The words that come with the tool: English and Chinese, with the basic words of German,
    /// French and Spanish.
    pub(super) fn built_in() -> &'static Self {
        &BUILT_IN
    }
}

/// The places of cues in a folded text, ascending: whole words where they are written with spaces.
pub(super) fn find_cues(folded: &str, cues: &CueSet) -> Vec<usize> {
    let finder = cues.finder.iter();
    let found = finder.flat_map(|finder| finder.find_overlapping_iter(folded));
    let mut places: Vec<usize> = found
        .filter(|found| {
            let cue = cues.words.get(found.pattern().as_usize());
            cue.is_some_and(|cue| is_word(folded, found.start(), cue))
        })
        .map(|found| found.start())
        .collect();
    places.sort_unstable();
    places.dedup();
    places
}

fn is_word(text: &str, at: usize, cue: &str) -> bool {
    if !cue.is_ascii() {
        return true;
    }
    let is_letter =
        |character: Option<char>| character.is_some_and(|it| it.is_ascii_alphanumeric());
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    let after = text.get(at + cue.len()..).and_then(|after| after.chars().next());
    !is_letter(before) && !is_letter(after)
}

#[cfg(test)]
mod tests {
    use super::Cues;
    use super::find_cues;

    #[test]
    fn the_words_that_come_with_the_tool_can_be_read() {
        let cues: Cues = toml::from_str(include_str!("cues.toml")).unwrap();
        assert!(!cues.exceptions.words.is_empty() && !cues.standing.words.is_empty());
    }

    #[test]
    fn cues_are_found_as_whole_words_and_several_at_one_place() {
        let cues = Cues::built_in();
        let text = "only if it differs, or only when the bell does not apply; 若不适用";
        let exceptions = find_cues(text, &cues.exceptions);
        let starts: Vec<&str> = exceptions.iter().map(|at| &text[*at..]).collect();
        assert_eq!(starts.len(), 4);
        assert!(starts[0].starts_with("only if") && starts[1].starts_with("only when"));
        assert!(starts[2].starts_with("does not apply") && starts[3].starts_with("不适用"));
        assert_eq!(find_cues("a difference in verify", &cues.conditions), Vec::<usize>::new());
    }
}
