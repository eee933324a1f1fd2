//! Which of the languages that a word processor names a text is written in.

/// Word processors name a language for western and one for East Asian text; that of the script
/// that most letters have.
pub(super) fn written_in<'l>(text: &str, languages: &'l [Option<String>; 2]) -> &'l str {
    let is_eastern = |character: char| {
        ('\u{3040}'..='\u{9fff}').contains(&character)
            || ('\u{ac00}'..='\u{d7a3}').contains(&character)
    };
    let letters = text.chars().filter(|character| character.is_alphabetic());
    let (all, east) = letters.fold((0usize, 0usize), |(all, east), character| {
        (all + 1, east + usize::from(is_eastern(character)))
    });
    let [western, eastern] = languages;
    let language = if east * 2 > all { eastern } else { western };
    language.as_deref().unwrap_or_default()
}
