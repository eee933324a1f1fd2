//! The clauses of a passage that open with a cue.

use super::lexicon::find_cue;
use crate::text::fold;
use crate::text::words;

/// Clauses of `text` that hold one of `cues`, from the cue on, folded.
pub(super) fn clauses(text: &str, cues: &[&[String]]) -> Vec<String> {
    let folded = fold(text);
    let mut found = Vec::new();
    for piece in pieces(folded.text()) {
        let at = cues.iter().filter_map(|cues| find_cue(piece, cues)).min();
        let Some(at) = at else { continue };
        let rest = piece.get(at..).unwrap_or_default();
        // A cue at the end speaks of what stands before it.
        let is_last = words(rest).nth(2).is_none();
        found.push(if is_last { piece } else { rest }.trim().to_owned());
    }
    found
}

/// The text between the marks that part clauses.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let is_mark =
        |character: char| matches!(character, ';' | '(' | ')' | '。' | '；' | '（' | '）');
    let parts = text.split(is_mark).flat_map(|part| part.split(", "));
    let parts = parts.flat_map(|part| part.split(". ")).flat_map(|part| part.split('，'));
    parts.filter(|piece| !piece.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::clauses;
    use crate::citation::lexicon::Cues;

    #[test]
    fn an_exception_is_cut_out_of_its_sentence() {
        let cues = [Cues::built_in().exceptions.as_slice()];
        assert_eq!(
            clauses("Send it, unless the peer left; go on.", &cues),
            ["unless the peer left"]
        );
        assert!(clauses("Send it, because the peer waits.", &cues).is_empty());
    }
}
