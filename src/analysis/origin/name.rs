//! Names of people in a line: runs of capitalised words.

use std::sync::LazyLock;

use super::dates::Found;

/// A run of names in a line, in bytes; several people may stand in one run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) start: usize,
    pub(super) end: usize,
    /// The places of the single names.
    pub(super) names: Vec<(usize, usize)>,
    /// How many words the first name has.
    pub(super) words: usize,
    pub(super) has_particle: bool,
    pub(super) has_initial: bool,
}

/// The longest line, in words, that names are looked for in.
const MOST_WORDS: usize = 28;

/// The most words of one name.
const MOST_NAME_WORDS: usize = 4;

/// A word of a line, in bytes.
#[derive(Debug, Clone, Copy)]
struct Word<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

/// Finds the runs of names in a line; the words of its dates are none.
pub(super) fn find_runs(line: &str, dates: &[Found]) -> Vec<Run> {
    let words = cut(line);
    if words.len() > MOST_WORDS {
        return Vec::new();
    }
    let is_date = |word: &Word<'_>| dates.iter().any(|d| word.start < d.end && d.start < word.end);
    let mut runs: Vec<Run> = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        if is_date(word) || !is_name_word(word.text) || is_cue(word.text) {
            at += 1;
            continue;
        }
        let after = words.get(at..).unwrap_or_default();
        let length = length_of_name(line, after, &is_date);
        let Some(name) = after.get(..length) else { break };
        add(&mut runs, line, name);
        at += length.max(1);
    }
    runs
}

/// Every run of up to `most` capitalised words that stand side by side, as (start, end, words).
pub(super) fn find_capitalised(line: &str, most: usize) -> Vec<(usize, usize, usize)> {
    let words = cut(line);
    let mut found = Vec::new();
    for (at, first) in words.iter().enumerate().take(MOST_WORDS) {
        if !starts_as_name(first.text) {
            continue;
        }
        let mut end = first.end;
        found.push((first.start, end, 1));
        for (length, next) in words.iter().skip(at + 1).take(most - 1).enumerate() {
            let gap = line.get(end..next.start).unwrap_or_default();
            if !matches!(gap, " " | "-" | "." | " & " | "'" | "’") {
                break;
            }
            end = next.end;
            if starts_as_name(next.text) || gap == "." {
                found.push((first.start, end, length + 2));
            } else if !is_small(next.text) {
                break;
            }
        }
    }
    found
}

/// Whether a word can begin the name of an organisation.
fn starts_as_name(word: &str) -> bool {
    word.chars().next().is_some_and(|c| c.is_uppercase())
        || word.chars().skip(1).any(char::is_uppercase)
}

/// Small words within the names of organisations.
fn is_small(word: &str) -> bool {
    matches!(
        word,
        "of" | "the" | "und" | "and" | "für" | "der" | "des" | "de" | "la" | "del" | "am" | "for"
    )
}

/// How many of the words belong to the name that begins with the first.
fn length_of_name(line: &str, words: &[Word<'_>], is_date: &impl Fn(&Word<'_>) -> bool) -> usize {
    let mut length = 1;
    let mut capitals = 1;
    while capitals < MOST_NAME_WORDS
        && let (Some(last), Some(next)) = (words.get(length - 1), words.get(length))
    {
        let gap = line.get(last.end..next.start).unwrap_or_default();
        if gap.trim() != "" && !(gap.trim() == "." && last.text.chars().count() <= 2) {
            break;
        }
        let particles =
            words.iter().skip(length).take(3).take_while(|w| is_particle(w.text)).count();
        let Some(capital) = words.get(length + particles) else { break };
        if !is_name_word(capital.text) || is_cue(capital.text) || is_date(capital) {
            break;
        }
        length += particles + 1;
        capitals += 1;
    }
    length
}

/// Adds a name to the last run when a comma or an "and" joins them, else as a new run.
fn add(runs: &mut Vec<Run>, line: &str, name: &[Word<'_>]) {
    let (Some(first), Some(last)) = (name.first(), name.last()) else { return };
    let words = name.iter().filter(|word| !is_particle(word.text)).count();
    if let Some(run) = runs.last_mut() {
        let gap = line.get(run.end..first.start).unwrap_or_default().trim();
        let is_joined = gap == "," && run.words >= 2 && words >= 2 || JOINTS.contains(&gap);
        if is_joined {
            run.end = last.end;
            run.names.push((first.start, last.end));
            return;
        }
    }
    runs.push(Run {
        start: first.start,
        end: last.end,
        names: vec![(first.start, last.end)],
        words,
        has_particle: words < name.len(),
        has_initial: name.iter().any(|word| word.text.chars().count() == 1),
    });
}

/// What stands between the names of two people.
const JOINTS: [&str; 10] = ["and", "und", "&", "et", "y", "e", ", and", "og", "en", "i"];

const PARTICLES: [&str; 20] = [
    "de", "da", "di", "van", "von", "der", "den", "del", "della", "la", "le", "el", "al", "bin",
    "ben", "zu", "zur", "ter", "dos", "du",
];

fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}

/// Capitalised words beside names that are no names.
const BREAKS: [&str; 24] = [
    "Uhr",
    "Geschrieben",
    "Text",
    "Eingestellt",
    "Posted",
    "Mehr",
    "Publicado",
    "Publié",
    "Written",
    "Beitrag",
    "Artikel",
    "Veröffentlicht",
    "Updated",
    "Published",
    "Follow",
    "Verfasst",
    "Ein",
    "Eine",
    "Last",
    "First",
    "Minuten",
    "Story",
    "Words",
    "Article",
];

/// Words that begin a byline are no part of a name, however they are written.
fn is_cue(word: &str) -> bool {
    BREAKS.contains(&word) || super::words::BYLINES.iter().any(|cue| word.eq_ignore_ascii_case(cue))
}

fn cut(line: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, character) in line.char_indices().chain([(line.len(), ' ')]) {
        let is_part = character.is_alphanumeric() || matches!(character, '\'' | '’' | '-' | '‐');
        match (start, is_part) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                if let Some(text) = line.get(from..at) {
                    words.push(Word { start: from, end: at, text });
                }
                start = None;
                if words.len() > MOST_WORDS {
                    break;
                }
            }
            _ => {}
        }
    }
    words
}

/// Whether a word can be part of a name: capitalised letters, with apostrophes and hyphens.
fn is_name_word(word: &str) -> bool {
    let mut characters = word.chars();
    characters.next().is_some_and(char::is_uppercase)
        && characters.all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-' | '‐'))
        && word.len() <= 40
}

/// Whether the first word of a name is a frequent first name.
pub(super) fn starts_with_first_name(name: &str) -> bool {
    let first = name.split([' ', '-', '.']).next().unwrap_or_default().to_lowercase();
    FIRST_NAMES.binary_search(&first.as_str()).is_ok()
}

/// Frequent first names of many countries, sorted.
static FIRST_NAMES: LazyLock<Vec<&str>> =
    LazyLock::new(|| FIRST_NAMES_TEXT.split_whitespace().collect());

const FIRST_NAMES_TEXT: &str = "\
     aaron adam adrian ahmed aisha alan albert alejandro aleksandr alessandro alex alexander \
     alexandra alexandre alexis alfred ali alice alicia alina alison allison amanda amber amelie \
     amy ana anastasia anders andre andrea andreas andrew andré andy angela angelika anita anja \
     ann anna anne annette annika anthony antoine anton antonio ariane arne arnold arthur astrid \
     barbara bastian beate beatrice beatriz ben benedikt benjamin bernard bernd bernhard beth \
     bettina bianca bill birgit björn blake bob bodo boris brad brandon brenda brendan brian \
     brigitte bruce bruno bryan burkhard caitlin camila camille carina carl carla carlo carlos \
     carmen carol carolin carolina caroline carsten caspar catherine cathrin cecilia celine \
     charles charlie charlotte chloe chris christa christian christiane christin christina \
     christine christof christoph christopher cindy claire clara claudia clemens cody colin \
     connor conor constantin corinna corinne craig cristina cynthia daniel daniela danielle danny \
     dave david dean deborah debra denis denise dennis derek diana diane diego dieter dirk \
     dominic dominik don donald donna doris dorothea doug douglas dylan ed eduardo edward eileen \
     elena eleonora eli elias elisa elisabeth elizabeth ella ellen ellie elsa emily emma enrique \
     eric erica erich erik erika erin ernst ethan eugen eva evan eve evelyn fabian fatima \
     federico felicitas felix fernando filip fiona florian francesca francesco francis francisco \
     franck francois frank franz franziska françois fred frederic frederik friederike friedrich \
     gabriel gabriela gabriele gareth gary gavin geoff geoffrey georg george gerald gerd gerhard \
     gina giovanni giulia giuseppe glenn gordon graham grant greg gregor gregory guido guillaume \
     gustav guy günter hanna hannah hannes hans harald harry heather hector heidi heike heiko \
     heiner heinrich heinz helen helena helga helmut hendrik henning henrik henry herbert hermann \
     holger horst hugo ian ibrahim ida ines inga inge ingo ingrid irene irina iris isabel \
     isabella isabelle ivan jack jackie jacob jacqueline jake jakob james jamie jan jana jane \
     janet janina janine jared jasmin jasmine jason javier jay jean jeff jeffrey jenna jennifer \
     jenny jens jeremy jerome jerry jesse jessica jill jim jimmy jo joachim joan joanna jochen \
     joe joel johan johanna johannes john johnny jon jonas jonathan jordan jorge jose josef \
     joseph josh joshua josé joão juan judith julia julian juliane julie julien justin jutta jörg \
     jürgen kai karen karin karl karoline karsten kate katharina katherine kathleen kathrin \
     kathryn kathy katie katja katrin kay keith kelly ken kenneth kerstin kevin kim kirsten klaus \
     konrad konstantin kristen kristian kristin kristina kurt kyle lara larry lars laura lauren \
     laurent lea leah lee lena leo leon leonard leonie leslie liam lily lina linda lindsay lisa \
     lorenz lorenzo louis louise luca lucas lucia lucy luis luisa luise lukas luke lutz lydia \
     lynn madeleine magdalena maggie maike malte manfred manuel manuela mara marc marcel marcela \
     marco marcos marcus margaret maria mariana marie marina mario marion marius mark markus \
     marlene martha martin martina mary mateo mathias mats matt matteo matthew matthias maureen \
     max maximilian maya megan mehmet meike melanie melissa mia michael michaela michał michel \
     michele michelle miguel mikael mike mikhail mila miranda miriam mirjam mohamed mohammed \
     morgan moritz muhammad nadia nadine nancy naomi natalia natalie natasha nathalie nathan neal \
     neil nele nicholas nick nico nicola nicolas nicole niels nikita niklas nikolai nikolaus nils \
     nina noah noemi nora norbert norman ole oliver olivia olivier oscar otto pablo pamela paola \
     paolo pascal pat patricia patrick paul paula pauline pedro peggy per peter petra phil philip \
     philipp philippe phillip pia pierre piotr rachel rafael raimund rainer ralf ralph ramona \
     raphael raul ray raymond raúl rebecca regina reinhard renate rené ricardo richard rick rita \
     rob robert roberto robin rodrigo roger roland rolf roman romy ron ronald rory rosa rose ross \
     roy rudolf rupert russell ruth ryan sabine sabrina sam samantha samuel sandra sara sarah \
     sascha scott sean sebastian sergey sergio seth shane shannon sharon shaun sibylle siegfried \
     silke silvia simon simone sofia solveig sonia sonja sophia sophie stefan stefanie steffen \
     stella stephan stephanie stephen steve steven stuart sue susan susanna susanne sven svenja \
     sylvia tamara tania tanja tara ted teresa theo theresa thierry thomas thorsten tilman tim \
     timo timothy tina tobias todd tom tommy toni tony torben torsten tracy travis tyler udo ulf \
     uli ulrich ulrike ursula ute uwe valentin valentina valerie vanessa vera verena veronica \
     veronika victor victoria viktor viktoria vincent viola virginia vivian volker walter wayne \
     wendy werner wilhelm will william winfried wolf wolfgang xavier yannick yasmin yvonne zoe";

#[cfg(test)]
mod tests {
    use super::FIRST_NAMES;
    use super::find_runs;
    use crate::analysis::origin::dates::DayOrder;
    use crate::analysis::origin::dates::find_dates;

    fn runs(line: &str) -> Vec<&str> {
        let dates = find_dates(line, DayOrder::Open);
        find_runs(line, &dates).into_iter().map(|run| &line[run.start..run.end]).collect()
    }

    #[test]
    fn names_are_runs_of_capitalised_words() {
        assert_eq!(runs("By Ana Sol May 5, 2021"), ["Ana Sol"]);
        assert_eq!(runs("Von Eva von der Au und Jo Bo"), ["Eva von der Au und Jo Bo"]);
        assert_eq!(runs("Leah C. Stone, Reporter"), ["Leah C. Stone"]);
        assert_eq!(runs("12 comments"), Vec::<&str>::new());
    }

    #[test]
    fn first_names_are_sorted() {
        assert!(FIRST_NAMES.is_sorted());
    }
}
