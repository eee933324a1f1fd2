//! The numbers that the model weighs.
//!
//! Every count is a density, so that a document of 10 MB and its first page have nearly the same
//! features: the natural logarithm of 1 + occurrences in 1,000 words (a CJK character is a word;
//! at least [`FEWEST_WORDS`] are assumed). Shares are 0 to 1.

use super::lexicon::Class;
use super::lexicon::Family;
use super::reading::Reading;

/// Words that a document is taken to have at least, so that a single word in a stub does not weigh
/// as much as hundreds in a document.
const FEWEST_WORDS: f64 = 80.0;

/// A feature's name and value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Feature {
    /// Its name, the same in every document.
    pub(super) name: &'static str,
    /// Its value.
    pub(super) value: f64,
}

/// All features of a document, always the same ones in the same order.
pub(super) fn features(reading: &Reading) -> Vec<Feature> {
    let mut features = Vec::with_capacity(96);
    let words = f64::from(reading.tokens.words).max(FEWEST_WORDS);
    let mut add = |name, value| features.push(Feature { name, value });
    let density = |count: u32| (f64::from(count) * 1000.0 / words).ln_1p();
    for class in Class::ALL.iter().filter(|class| **class != Class::Cell) {
        add(class.section(), density(reading.class(*class)));
    }
    for (name, count) in counts(reading) {
        add(name, density(count));
    }
    for (name, value) in shares(reading) {
        add(name, value);
    }
    let mut families = 0.0;
    for family in Family::ALL {
        let found = match family {
            Family::Document | Family::OtherDocument => reading.title.contains(family),
            _ => reading.sections.filled(*family).next().is_some(),
        };
        add(family_name(*family), f64::from(u8::from(found)));
        if is_of_specification(*family) {
            families += f64::from(u8::from(found));
        }
    }
    add("families", families);
    features
}

/// Whether sections of this family are what specifications have.
fn is_of_specification(family: Family) -> bool {
    !matches!(
        family,
        Family::Tutorial
            | Family::Meeting
            | Family::Legal
            | Family::Document
            | Family::OtherDocument
    )
}

fn family_name(family: Family) -> &'static str {
    match family {
        Family::Scope => "section-scope",
        Family::Terms => "section-terms",
        Family::Actors => "section-actors",
        Family::Functional => "section-functional",
        Family::Interface => "section-interface",
        Family::Data => "section-data",
        Family::Quality => "section-quality",
        Family::Acceptance => "section-acceptance",
        Family::Errors => "section-errors",
        Family::Version => "section-version",
        Family::Rationale => "section-rationale",
        Family::Tutorial => "section-tutorial",
        Family::Meeting => "section-meeting",
        Family::Legal => "section-legal",
        Family::Document => "title-specification",
        Family::OtherDocument => "title-other",
    }
}

/// Counts that are turned into densities.
fn counts(reading: &Reading) -> [(&'static str, u32); 38] {
    let blocks = &reading.blocks;
    let sentences = &reading.sentences;
    let tokens = &reading.tokens;
    [
        ("requirements", sentences.requirements),
        ("modal-requirements", sentences.modal_requirements),
        ("capital-requirements", sentences.capital_requirements),
        ("conditional-requirements", sentences.conditional),
        ("obligations", sentences.obligations),
        ("quoted-obligations", sentences.quoted),
        ("bounded", sentences.bounded),
        ("behaviours", sentences.behaviours),
        ("headings", blocks.headings),
        ("titles", blocks.titles),
        ("paragraphs", blocks.paragraphs),
        ("items", blocks.items),
        ("rows", blocks.rows),
        ("fields", blocks.fields),
        ("code-lines", blocks.code_lines),
        ("definitions", blocks.definitions),
        ("contents", blocks.contents),
        ("articles", blocks.articles),
        ("scenarios", blocks.scenarios),
        ("labels", blocks.labels),
        ("table-heads", blocks.table_heads),
        ("interface-labels", blocks.interface_labels),
        ("repeated-headings", blocks.repeated_headings),
        ("samples", blocks.samples),
        ("log-lines", blocks.log_lines),
        ("code-terms", reading.code_terms),
        ("identifiers", tokens.identifiers),
        ("acronyms", tokens.acronyms),
        ("names", tokens.names),
        ("numbers", tokens.numbers),
        ("years", tokens.years),
        ("links", tokens.links),
        ("quantities", tokens.quantities),
        ("calls", tokens.calls + reading.code.calls),
        ("codes", tokens.codes),
        ("requirement-ids", tokens.requirement_ids),
        ("outcries", tokens.outcries),
        ("quotes", tokens.quotes),
    ]
}

/// Shares and means.
fn shares(reading: &Reading) -> [(&'static str, f64); 7] {
    let tokens = &reading.tokens;
    let sentences = f64::from(reading.sentences.all.max(8));
    let words = f64::from(tokens.words).max(FEWEST_WORDS);
    let code = f64::from(reading.code.words);
    let per_word = |count: u32| f64::from(count) / words;
    [
        ("share-requirements", f64::from(reading.sentences.requirements) / sentences),
        ("share-obligations", f64::from(reading.sentences.obligations) / sentences),
        ("share-code", code / (code + words)),
        ("share-cjk", per_word(tokens.cjk)),
        ("share-notation", per_word(tokens.notation).min(2.0)),
        ("share-money", per_word(tokens.money).min(1.0)),
        ("sentence-words", (f64::from(tokens.words) / sentences).ln_1p()),
    ]
}
