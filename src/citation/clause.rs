//! The clauses of a passage that open with a cue.

use super::lexicon::CueSet;
use super::lexicon::find_cues;
use crate::text::fold;
use crate::text::words;

/// Clauses of `text` that open with one of `cues`, each up to the next cue, folded. Of a clause
/// that the end of the text cuts off right after its cue, the cue alone.
pub(super) fn clauses(text: &str, cues: &[&CueSet]) -> Vec<String> {
    let folded = fold(text);
    let mut found = Vec::new();
    let mut parts = pieces(folded.text()).peekable();
    while let Some(piece) = parts.next() {
        let is_cut_off = parts.peek().is_none() && !folded.text().ends_with(is_mark);
        let mut cuts: Vec<usize> = cues.iter().flat_map(|cues| find_cues(piece, cues)).collect();
        cuts.sort_unstable();
        cuts.dedup();
        let ends = cuts.iter().skip(1).copied().chain([piece.len()]);
        for (from, to) in cuts.iter().copied().zip(ends) {
            let clause = piece.get(from..to).unwrap_or_default().trim();
            let is_bare = words(clause).nth(2).is_none();
            match (is_bare, to == piece.len()) {
                // A cue at the end speaks of what stands before it; one before another cue, of
                // nothing.
                (true, true) if !is_cut_off => found.push(piece.trim().to_owned()),
                (true, false) => {}
                _ => found.push(clause.to_owned()),
            }
        }
    }
    found
}

/// The text between the marks that part clauses.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let parts =
        text.split([';', '(', ')', '。', '；', '（', '）']).flat_map(|part| part.split(", "));
    let parts = parts.flat_map(|part| part.split(". ")).flat_map(|part| part.split('，'));
    parts.filter(|piece| !piece.trim().is_empty())
}

const fn is_mark(character: char) -> bool {
    matches!(character, ';' | '(' | ')' | '。' | '；' | '（' | '）' | ',' | '.' | '，')
}

#[cfg(test)]
mod tests {
    use super::clauses;
    use crate::citation::lexicon::Cues;

    #[test]
    fn an_exception_is_cut_out_of_its_sentence() {
        let cues = [&Cues::built_in().exceptions];
        assert_eq!(
            clauses("Send it, unless the peer left; go on.", &cues),
            ["unless the peer left"]
        );
        assert!(clauses("Send it, because the peer waits.", &cues).is_empty());
    }
}
