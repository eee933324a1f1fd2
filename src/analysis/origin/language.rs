//! The language of a text, by its script and its most frequent words.

use std::sync::LazyLock;

use super::claim::Basis;
use super::claim::Claim;
use super::dates::DayOrder;
use super::page::Page;
use crate::analysis::PerMille;

/// How many bytes of text the judgement looks at.
const SAMPLE_BYTES: usize = 4_000;

/// The fewest stop words, and letters of a script, that support a judgement.
const FEWEST_WORDS: usize = 3;
const FEWEST_LETTERS: usize = 8;

/// Names the language, or `None` when the text is too short or too mixed to tell.
pub(super) fn detect(page: &Page<'_>) -> Option<Claim> {
    let sample = sample(page);
    let (tag, confidence) = by_script(&sample).or_else(|| by_stop_words(&sample))?;
    Some(Claim {
        value: tag.to_owned(),
        basis: Basis::Inferred,
        confidence: PerMille::from_fraction(confidence),
        evidence: Vec::new(),
        reason: Some("by the script and the most frequent words of the text".to_owned()),
    })
}

/// How the page's language orders day and month in numbers: English is written both ways, so a
/// page in English leaves it open, unless its words tell on which side of the Atlantic it was made.
pub(super) fn day_order(page: &Page<'_>) -> DayOrder {
    let sample = sample(page);
    match by_script(&sample).or_else(|| by_stop_words(&sample)) {
        Some(("en", _)) => english_order(&sample),
        Some(("zh" | "ja" | "ko", _)) | None => DayOrder::Open,
        Some(_) => DayOrder::DayFirst,
    }
}

/// Spellings of one side of the Atlantic.
const BRITISH: [&str; 10] = [
    "£",
    "colour",
    "favour",
    "labour",
    "centre",
    "organis",
    "programme",
    "behaviour",
    "defence",
    "metres",
];
const AMERICAN: [&str; 10] =
    ["$", "color", "favor", "labor", "center", "organiz", "behavior", "defense", " PST", " EST"];

fn english_order(sample: &str) -> DayOrder {
    let count = |words: &[&str]| words.iter().filter(|word| sample.contains(*word)).count();
    let (british, american) = (count(&BRITISH), count(&AMERICAN));
    if british > american + 1 {
        DayOrder::DayFirst
    } else if american > british + 1 {
        DayOrder::MonthFirst
    } else {
        DayOrder::Open
    }
}

/// Prose first; short lines only when there is too little of it.
fn sample(page: &Page<'_>) -> String {
    let mut sample = String::new();
    let prose = page.prose().map(|line| line.text);
    let rest = page.lines.iter().filter(|line| !line.is_prose).map(|line| line.text);
    for text in prose.chain(rest) {
        if sample.len() > SAMPLE_BYTES {
            break;
        }
        sample.push_str(text);
        sample.push('\n');
    }
    sample
}

/// How many letters of each script there are.
#[derive(Debug, Default)]
struct Scripts {
    latin: usize,
    han: usize,
    kana: usize,
    hangul: usize,
    cyrillic: usize,
    arabic: usize,
    hebrew: usize,
    greek: usize,
    devanagari: usize,
    thai: usize,
}

fn count_scripts(text: &str) -> Scripts {
    let mut scripts = Scripts::default();
    for character in text.chars() {
        let count = match character {
            'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' => &mut scripts.latin,
            '\u{370}'..='\u{3ff}' => &mut scripts.greek,
            '\u{400}'..='\u{52f}' => &mut scripts.cyrillic,
            '\u{590}'..='\u{5ff}' => &mut scripts.hebrew,
            '\u{600}'..='\u{6ff}' => &mut scripts.arabic,
            '\u{900}'..='\u{97f}' => &mut scripts.devanagari,
            '\u{e00}'..='\u{e7f}' => &mut scripts.thai,
            '\u{3041}'..='\u{30ff}' => &mut scripts.kana,
            '\u{3400}'..='\u{9fff}' => &mut scripts.han,
            '\u{ac00}'..='\u{d7af}' => &mut scripts.hangul,
            _ => continue,
        };
        *count += 1;
    }
    scripts
}

/// The language that a script other than the Latin one stands for.
fn by_script(text: &str) -> Option<(&'static str, f64)> {
    let scripts = count_scripts(text);
    let east_asian = scripts.han + scripts.kana + scripts.hangul;
    let cyrillic = if text.contains(['і', 'ї', 'є', 'ґ']) { "uk" } else { "ru" };
    let asian = if scripts.kana * 20 > east_asian {
        "ja"
    } else if scripts.hangul * 2 > east_asian {
        "ko"
    } else {
        "zh"
    };
    // A Han character carries about as much as three letters.
    let counts = [
        (asian, east_asian * 3),
        (cyrillic, scripts.cyrillic),
        ("ar", scripts.arabic),
        ("he", scripts.hebrew),
        ("el", scripts.greek),
        ("hi", scripts.devanagari),
        ("th", scripts.thai),
    ];
    let (tag, count) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    let all = count + scripts.latin;
    (count >= FEWEST_LETTERS && count * 2 > all).then(|| (tag, share(count, all)))
}

/// The Latin-script language whose most frequent words are the most frequent here.
fn by_stop_words(text: &str) -> Option<(&'static str, f64)> {
    let mut counts = [0_usize; STOP_WORDS.len()];
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        if word.len() > 8 {
            continue;
        }
        let word = word.to_lowercase();
        let first = BY_WORD.partition_point(|(known, _)| *known < word.as_str());
        for (_, language) in BY_WORD.iter().skip(first).take_while(|(known, _)| *known == word) {
            if let Some(count) = counts.get_mut(*language) {
                *count += 1;
            }
        }
    }
    let mut ranked: Vec<_> = counts.iter().zip(&STOP_WORDS).collect();
    ranked.sort_by_key(|(count, _)| std::cmp::Reverse(**count));
    let (best, (tag, _)) = ranked.first()?;
    let second = ranked.get(1).map_or(0, |(count, _)| **count);
    let is_clear = **best >= FEWEST_WORDS && **best * 5 >= second * 6;
    is_clear.then(|| (*tag, share(**best * 2, **best * 2 + second)))
}

#[expect(clippy::cast_precision_loss, reason = "counts of a short sample")]
fn share(part: usize, all: usize) -> f64 {
    part as f64 / all.max(1) as f64
}

/// The stop words with their languages' places in [`STOP_WORDS`], sorted.
static BY_WORD: LazyLock<Vec<(&str, usize)>> = LazyLock::new(|| {
    let languages = STOP_WORDS.iter().enumerate();
    let mut words: Vec<(&str, usize)> =
        languages.flat_map(|(at, (_, words))| words.iter().map(move |word| (*word, at))).collect();
    words.sort_unstable();
    words
});

/// Words that are frequent in one language and rare in its neighbours.
const STOP_WORDS: [(&str, &[&str]); 14] = [
    (
        "en",
        &[
            "the", "and", "of", "to", "is", "for", "that", "with", "was", "this", "are", "by",
            "from", "it", "has", "you", "your",
        ],
    ),
    (
        "de",
        &[
            "der", "die", "und", "das", "ist", "nicht", "mit", "den", "von", "ein", "eine", "für",
            "auf", "dem", "sich", "auch", "im", "zu", "wir",
        ],
    ),
    (
        "fr",
        &[
            "le", "les", "des", "et", "une", "est", "dans", "pour", "que", "du", "sur", "pas",
            "avec", "au", "qui", "ce",
        ],
    ),
    (
        "es",
        &[
            "el", "los", "las", "del", "y", "una", "con", "por", "para", "que", "es", "se", "su",
            "al", "como", "más",
        ],
    ),
    (
        "it",
        &[
            "il", "di", "che", "della", "e", "gli", "per", "una", "con", "non", "sono", "del",
            "nel", "alla", "è", "si",
        ],
    ),
    (
        "pt",
        &[
            "o", "os", "da", "do", "das", "dos", "em", "uma", "com", "não", "que", "para", "no",
            "na", "ao", "mais", "é",
        ],
    ),
    (
        "nl",
        &[
            "de", "het", "een", "van", "en", "niet", "voor", "met", "zijn", "op", "dat", "ook",
            "aan", "te", "wordt",
        ],
    ),
    (
        "no",
        &[
            "og", "det", "er", "ikke", "som", "på", "av", "til", "har", "jeg", "med", "å", "etter",
            "sier", "ble",
        ],
    ),
    (
        "da",
        &[
            "og", "det", "er", "ikke", "som", "på", "af", "til", "har", "jeg", "med", "at",
            "efter", "siger", "blev",
        ],
    ),
    (
        "sv",
        &[
            "och", "det", "är", "inte", "som", "på", "av", "till", "har", "jag", "med", "att",
            "efter", "säger", "ett",
        ],
    ),
    (
        "pl",
        &[
            "i", "w", "na", "nie", "się", "że", "do", "jest", "to", "z", "o", "jak", "ale", "po",
            "dla",
        ],
    ),
    (
        "cs",
        &[
            "a", "se", "na", "je", "že", "v", "to", "si", "pro", "jako", "ale", "do", "ve",
            "který", "jsou",
        ],
    ),
    (
        "tr",
        &[
            "ve", "bir", "bu", "için", "ile", "da", "de", "olarak", "çok", "daha", "olan", "gibi",
            "sonra", "kadar",
        ],
    ),
    (
        "lt",
        &[
            "ir", "kad", "yra", "su", "tai", "į", "bet", "kaip", "iš", "nuo", "dėl", "apie", "jis",
            "buvo",
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::detect;
    use crate::analysis::origin::page::Page;

    fn tag(text: &str) -> Option<String> {
        detect(&Page::new(text, &[])).map(|claim| claim.value)
    }

    #[test]
    fn languages_are_told_by_script_and_words() {
        for (text, wanted) in [
            ("The pump is started by the operator and it has to stop at once.", "en"),
            ("Die Pumpe ist nicht für den Betrieb mit dem Gas und der Luft geeignet.", "de"),
            (
                "La pompe est dans le local et les agents ne sont pas sur place pour une heure.",
                "fr",
            ),
            ("El operador de las bombas y los agentes con una llave para el cierre.", "es"),
            ("泵站应当在五秒内重新启动。", "zh"),
            ("ポンプは五秒以内に再起動しなければならない。", "ja"),
            ("펌프는 오 초 이내에 다시 시작해야 한다.", "ko"),
            ("Насос должен быть остановлен сразу.", "ru"),
        ] {
            assert_eq!(tag(text).as_deref(), Some(wanted), "{text}");
        }
    }

    #[test]
    fn what_is_too_short_or_no_language_stays_unknown() {
        for text in ["", "x1 y2 z3", "0", "Müller, Meier, Schmidt", "404"] {
            assert_eq!(tag(text), None, "{text}");
        }
    }
}
