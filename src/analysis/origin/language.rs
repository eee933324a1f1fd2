//! The language of a text, by its script and its most frequent words.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use memchr::memchr2_iter;

use super::claim::Basis;
use super::claim::Claim;
use super::dates::DayOrder;
use super::page::Page;
use super::page::is_wide;
use super::stop_words::LANGUAGES;
use super::stop_words::Word;
use super::stop_words::tag_of;
use crate::analysis::PerMille;

/// How many bytes of text the judgement looks at.
const SAMPLE_BYTES: usize = 4_000;

/// The fewest stop words, and letters of a script, that support a judgement.
const FEWEST_WORDS: usize = 3;
const FEWEST_LETTERS: usize = 8;

/// The language that a sample of a page is written in.
#[derive(Debug)]
pub(super) struct Reading<'a> {
    sample: Vec<&'a str>,
    /// The tag and how sure it is; `None` when the text is too short or too mixed to tell.
    found: Option<(&'static str, f64)>,
}

impl<'a> Reading<'a> {
    /// Reads a sample: prose first, short lines only when there is too little of it.
    pub(super) fn new(page: &Page<'a>) -> Self {
        let prose = page.prose().map(|line| line.text);
        let rest = page.lines.iter().filter(|line| !line.is_prose).map(|line| line.text);
        let (mut sample, mut bytes) = (Vec::new(), 0);
        for text in prose.chain(rest) {
            if bytes > SAMPLE_BYTES {
                break;
            }
            bytes += text.len() + 1;
            sample.push(text);
        }
        let mut counts = Counts::default();
        sample.iter().for_each(|text| counts.add(text));
        let found = by_script(&counts.scripts, &sample).or_else(|| by_stop_words(&counts.words));
        Self { sample, found }
    }

    /// Names the language.
    pub(super) fn claim(&self) -> Option<Claim> {
        let (tag, confidence) = self.found?;
        Some(Claim {
            value: tag.to_owned(),
            basis: Basis::Inferred,
            confidence: PerMille::from_fraction(confidence),
            evidence: Vec::new(),
            reason: Some("by the script and the most frequent words of the text".to_owned()),
        })
    }

    /// How the language orders day and month in numbers: English is written both ways, so a page
    /// in English leaves it open, unless its words tell on which side of the Atlantic it was made.
    pub(super) fn day_order(&self, page: &Page<'_>) -> DayOrder {
        match self.found {
            Some(("en", _)) if has_numeric_date(page) => english_order(&self.sample),
            Some(("zh" | "ja" | "ko" | "en", _)) | None => DayOrder::Open,
            Some(_) => DayOrder::DayFirst,
        }
    }
}

/// Whether a slash or hyphen stands between digits anywhere, without which no order is asked for.
fn has_numeric_date(page: &Page<'_>) -> bool {
    let may_be_digit =
        |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_digit() || !byte.is_ascii());
    page.lines.iter().map(|line| line.text.as_bytes()).any(|text| {
        memchr2_iter(b'/', b'-', text)
            .any(|at| may_be_digit(text.get(at.wrapping_sub(1))) && may_be_digit(text.get(at + 1)))
    })
}

/// Spellings of one side of the Atlantic, then of the other; none is part of another.
const BRITISH: usize = 10;
const SPELLINGS: [&str; 20] = [
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
    "$",
    "color",
    "favor",
    "labor",
    "center",
    "organiz",
    "behavior",
    "defense",
    " PST",
    " EST",
];

fn english_order(sample: &[&str]) -> DayOrder {
    static WORDS: LazyLock<Option<AhoCorasick>> =
        LazyLock::new(|| AhoCorasick::new(SPELLINGS).ok());
    let Some(words) = WORDS.as_ref() else { return DayOrder::Open };
    let mut is_used = [false; SPELLINGS.len()];
    for found in sample.iter().flat_map(|text| words.find_iter(*text)) {
        if let Some(used) = is_used.get_mut(found.pattern().as_usize()) {
            *used = true;
        }
    }
    let count = |used: &[bool]| used.iter().filter(|used| **used).count();
    let (british, american) = is_used.split_at(BRITISH);
    let (british, american) = (count(british), count(american));
    if british > american + 1 {
        DayOrder::DayFirst
    } else if american > british + 1 {
        DayOrder::MonthFirst
    } else {
        DayOrder::Open
    }
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

impl Scripts {
    const fn add(&mut self, character: char) {
        let count = match character {
            'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' => &mut self.latin,
            '\u{370}'..='\u{3ff}' => &mut self.greek,
            '\u{400}'..='\u{52f}' => &mut self.cyrillic,
            '\u{590}'..='\u{5ff}' => &mut self.hebrew,
            '\u{600}'..='\u{6ff}' => &mut self.arabic,
            '\u{900}'..='\u{97f}' => &mut self.devanagari,
            '\u{e00}'..='\u{e7f}' => &mut self.thai,
            '\u{3041}'..='\u{30ff}' => &mut self.kana,
            '\u{3400}'..='\u{9fff}' => &mut self.han,
            '\u{ac00}'..='\u{d7af}' => &mut self.hangul,
            _ => return,
        };
        *count += 1;
    }
}

/// The letters of each script and the stop words of each language.
#[derive(Debug, Default)]
struct Counts {
    scripts: Scripts,
    words: [usize; LANGUAGES],
}

impl Counts {
    fn add(&mut self, text: &str) {
        let mut word = Word::default();
        for character in text.chars() {
            if character.is_ascii_alphabetic() {
                self.scripts.latin += 1;
                word.push_byte(u8::try_from(character.to_ascii_lowercase()).unwrap_or(0));
            } else if character.is_ascii() {
                self.end(&mut word);
            } else {
                self.scripts.add(character);
                if is_wide(character) {
                    word.spoil();
                } else if character.is_alphabetic() {
                    character.to_lowercase().for_each(|lower| word.push(lower));
                } else {
                    self.end(&mut word);
                }
            }
        }
        self.end(&mut word);
    }

    fn end(&mut self, word: &mut Word) {
        let mut languages = word.languages();
        while languages != 0 {
            if let Some(count) = self.words.get_mut(languages.trailing_zeros() as usize) {
                *count += 1;
            }
            languages &= languages - 1;
        }
        *word = Word::default();
    }
}

/// The language that a script other than the Latin one stands for.
fn by_script(scripts: &Scripts, sample: &[&str]) -> Option<(&'static str, f64)> {
    let east_asian = scripts.han + scripts.kana + scripts.hangul;
    let is_ukrainian = || sample.iter().any(|text| text.contains(['і', 'ї', 'є', 'ґ']));
    let cyrillic = if scripts.cyrillic > 0 && is_ukrainian() { "uk" } else { "ru" };
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
fn by_stop_words(counts: &[usize]) -> Option<(&'static str, f64)> {
    let mut ranked: Vec<(usize, &usize)> = counts.iter().enumerate().collect();
    ranked.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    let (language, best) = ranked.first()?;
    let second = ranked.get(1).map_or(0, |(_, count)| **count);
    let is_clear = **best >= FEWEST_WORDS && **best * 5 >= second * 6;
    is_clear.then_some((tag_of(*language)?, share(**best * 2, **best * 2 + second)))
}

#[expect(clippy::cast_precision_loss, reason = "counts of a short sample")]
fn share(part: usize, all: usize) -> f64 {
    part as f64 / all.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::Reading;
    use crate::analysis::origin::page::Page;

    fn tag(text: &str) -> Option<String> {
        Reading::new(&Page::new(text, &[])).claim().map(|claim| claim.value)
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
