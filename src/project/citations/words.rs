//! Two passages word by word.

use crate::diff::Options;
use crate::diff::compare;
use crate::text::Span;
use crate::view::WordsRole;
use crate::view::WordsView;

/// Both passages together: what stands in both once, then old words before new ones. Empty when
/// the words are the same.
pub(super) fn word_by_word(old: &str, new: &str) -> Vec<WordsView> {
    let options = Options { is_ranked: false, ..Options::default() };
    let diff = compare(old, new, &options);
    if diff.changes.is_empty() {
        return Vec::new();
    }
    let mut words = Words(Vec::new());
    let mut at = 0;
    for change in &diff.changes {
        let kept = Span::new(at, change.new.start());
        words.push(WordsRole::Kept, kept.map_or("", |span| span.slice(new)));
        words.push(WordsRole::Removed, change.old.slice(old));
        words.push(WordsRole::Added, change.new.slice(new));
        at = change.new.end().max(at);
    }
    words.push(WordsRole::Kept, new.get(at..).unwrap_or_default());
    words.0
}

struct Words(Vec<WordsView>);

impl Words {
    fn push(&mut self, role: WordsRole, text: &str) {
        if !text.is_empty() {
            self.0.push(WordsView { role, text: text.to_owned() });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::word_by_word;
    use crate::view::WordsRole;

    #[test]
    fn the_new_passage_is_what_is_kept_and_added() {
        let (old, new) = ("A client MUST retry within 5 s.", "A client SHOULD retry within 5 s.");
        let words = word_by_word(old, new);
        let with = |role: WordsRole| -> String {
            let has = |it: &&crate::view::WordsView| it.role == WordsRole::Kept || it.role == role;
            words.iter().filter(has).map(|it| it.text.as_str()).collect()
        };
        assert_eq!((with(WordsRole::Removed), with(WordsRole::Added)), (old.into(), new.into()));
        assert!(word_by_word(old, "A client MUST\nretry within 5 s.").is_empty());
    }
}
