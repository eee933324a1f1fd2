//! Laws that hold for all texts.

use proptest::prop_assert;
use proptest::prop_assert_eq;
use proptest::proptest;

use crate::citation::Finding;
use crate::citation::locate;

const TEXT: &str = "(The |relay |MUST |not |wait |5 s|, |unless |full|\\. |\\n|\\n\\n|# |- |系统|应当|重试|。|“|…|\\PC){0,40}";

proptest! {
    #[test]
    fn every_place_lies_in_its_text(old in TEXT, new in TEXT, from in 0usize..80, length in 0usize..80) {
        let quote: String = old.chars().skip(from).take(length).collect();
        if let Ok(found) = locate(&old, &new, &quote) {
            prop_assert!(old.get(found.old.range()).is_some());
            for candidate in &found.candidates {
                prop_assert!(new.get(candidate.range()).is_some());
            }
            if let Some(passage) = &found.new {
                prop_assert_eq!(new.get(passage.span.range()), Some(passage.text.as_str()));
            }
            prop_assert!(found.confidence <= 1000);
            prop_assert!(found.also.iter().all(|also| *also > found.finding));
        }
    }

    #[test]
    fn nothing_changes_where_nothing_changed(text in TEXT, from in 0usize..80, length in 0usize..80) {
        let quote: String = text.chars().skip(from).take(length).collect();
        if let Ok(found) = locate(&text, &text, &quote) {
            prop_assert_eq!(found.finding, Finding::Unchanged);
        }
    }

    #[test]
    fn the_same_input_gives_the_same_answer(old in TEXT, new in TEXT) {
        prop_assert_eq!(locate(&old, &new, &old), locate(&old, &new, &old));
    }
}

#[test]
fn hostile_texts_are_survived() {
    let line = "nul\0 ".repeat(20_000);
    for text in ["", "\0\0", "\u{feff}", "\u{202e}", line.as_str()] {
        let _answer = locate(text, "other", "nul");
        let _answer = locate("nul", text, "nul");
    }
}
