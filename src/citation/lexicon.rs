//! Words that bind a passage to what stands beside it, as data.

use std::sync::LazyLock;

use serde::Deserialize;

static BUILT_IN: LazyLock<Cues> =
    LazyLock::new(|| toml::from_str(include_str!("cues.toml")).unwrap_or_default());

/// Words that open exceptions and conditions, folded to lower case.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Cues {
    /// Open an exception inside a sentence.
    pub(super) exceptions: Vec<String>,
    /// Make a whole sentence an exception to the one before it.
    pub(super) exemptions: Vec<String>,
    /// Set a contrast: they count in the sentence of a quoted fragment.
    pub(super) contrasts: Vec<String>,
    /// Open a condition: they count in the sentence of a quoted fragment.
    pub(super) conditions: Vec<String>,
    /// Join alternatives in an exception.
    pub(super) joints: Vec<String>,
    /// Open a sentence that limits the one before it.
    pub(super) limits: Vec<String>,
    /// Say that something is possible, not that it is so.
    pub(super) hedges: Vec<String>,
    /// In a heading, take the force from what stands under it.
    pub(super) standing: Vec<String>,
}

impl Cues {
    /// The words that come with the tool: English and Chinese, with the basic words of German,
    /// French and Spanish.
    pub(super) fn built_in() -> &'static Self {
        &BUILT_IN
    }
}

/// The places of cues in a folded text, ascending: whole words where they are written with spaces.
pub(super) fn find_cues(folded: &str, cues: &[String]) -> Vec<usize> {
    let places = cues.iter().flat_map(|cue| {
        let found = folded.match_indices(cue.as_str()).map(|(at, _)| at);
        found.filter(|at| is_word(folded, *at, cue))
    });
    let mut places: Vec<usize> = places.collect();
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

    #[test]
    fn the_words_that_come_with_the_tool_can_be_read() {
        let cues: Cues = toml::from_str(include_str!("cues.toml")).unwrap();
        assert!(!cues.exceptions.is_empty() && !cues.standing.is_empty());
    }
}
