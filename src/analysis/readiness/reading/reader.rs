//! Reading a document block by block.

use std::collections::BTreeSet;
use std::collections::HashSet;

use super::block_shape;
use super::element_marks::ElementMarks;
use super::finds::Finds;
use super::finds::Mark;
use super::finds::MarkKind;
use super::finds::TokenCounts;
use super::fingerprint::Unhashed;
use super::fingerprint::fingerprint;
use super::section::Sections;
use super::sentence::sentences;
use super::statement::Force;
use super::statement::Sentence;
use super::statement::Statement;
use super::table_head::is_table_head;
use super::tally::BlockCounts;
use super::tally::SentenceCounts;
use super::token::read;
use crate::analysis::readiness::lexicon::Class;
use crate::analysis::readiness::lexicon::Family;
use crate::analysis::readiness::lexicon::HEADINGS;
use crate::analysis::readiness::lexicon::Hit;
use crate::analysis::readiness::outline::Block;
use crate::analysis::readiness::outline::BlockKind;
use crate::analysis::readiness::outline::blocks;
use crate::analysis::readiness::requirement::Wording;
use crate::analysis::readiness::requirement::requirement;
use crate::analysis::readiness::verdict::Requirement;
use crate::text::Span;

/// What one reading found.
#[derive(Debug, Default)]
pub(in crate::analysis::readiness) struct Reading {
    /// Words and signs outside code.
    pub(in crate::analysis::readiness) tokens: TokenCounts,
    /// Words and signs of code.
    pub(in crate::analysis::readiness) code: TokenCounts,
    /// Terms outside code, by [`Class::index`].
    pub(in crate::analysis::readiness) classes: Vec<u32>,
    /// Terms of interfaces, types and errors inside code.
    pub(in crate::analysis::readiness) code_terms: u32,
    /// Blocks by kind.
    pub(in crate::analysis::readiness) blocks: BlockCounts,
    /// Sentences by what they state.
    pub(in crate::analysis::readiness) sentences: SentenceCounts,
    /// What the first lines say that the document is.
    pub(in crate::analysis::readiness) title: Vec<Family>,
    /// The headings and what they open.
    pub(in crate::analysis::readiness) sections: Sections,
    /// The places that show interfaces.
    pub(in crate::analysis::readiness) calls: ElementMarks,
    /// The places that name a part of an interface: its parameters, its response.
    pub(in crate::analysis::readiness) interface_labels: ElementMarks,
    /// The places that give a name and its type.
    pub(in crate::analysis::readiness) fields: ElementMarks,
    /// The places that say what happens on errors and under conditions.
    pub(in crate::analysis::readiness) behaviours: ElementMarks,
    /// The places that bound a quantity.
    pub(in crate::analysis::readiness) bounds: ElementMarks,
    /// The places that say how to test.
    pub(in crate::analysis::readiness) tests: ElementMarks,
    /// The places that define a term.
    pub(in crate::analysis::readiness) terms: ElementMarks,
    /// The places that say what the document is for.
    pub(in crate::analysis::readiness) purposes: ElementMarks,
    /// The places that give a version or status.
    pub(in crate::analysis::readiness) labels: ElementMarks,
    /// The places that are not finished.
    pub(in crate::analysis::readiness) holes: ElementMarks,
    /// The requirement sentences, each text once, ascending.
    pub(in crate::analysis::readiness) requirements: Vec<Requirement>,
}

impl Reading {
    /// Reads a document, leaving out the lines that start inside `noise` (ascending).
    pub(in crate::analysis::readiness) fn of(text: &str, noise: &[Span]) -> Self {
        let mut reader = Reader::new(text);
        for (place, block) in blocks(text, noise).into_iter().enumerate() {
            if place < TITLE_BLOCKS && block.span.len() <= TITLE_BYTES {
                reader.reading.title.extend(HEADINGS.classes_in(block.span.slice(text)));
            }
            reader.block(block);
        }
        reader.reading.sections.close(&mut reader.reading.blocks);
        reader.reading
    }

    /// How often terms of a class stand outside code.
    pub(in crate::analysis::readiness) fn class(&self, class: Class) -> u32 {
        self.classes.get(class.index()).copied().unwrap_or_default()
    }
}

/// The title stands within this many blocks.
const TITLE_BLOCKS: usize = 3;
/// A title has at most this many bytes.
const TITLE_BYTES: usize = 160;

struct Reader<'t> {
    text: &'t str,
    reading: Reading,
    /// What stands in the block at hand.
    finds: Finds,
    /// The names of the requirement sentences so far.
    seen: BTreeSet<String>,
    /// The sentences so far: one that stands again is not counted again.
    sentences: HashSet<u64, Unhashed>,
    /// The headings so far.
    headings: HashSet<u64, Unhashed>,
    /// Whether the block at hand gives a name and its type.
    is_field: bool,
    /// Whether the last block was a step of a scenario.
    in_scenario: bool,
}

/// Whether a table row or the like gives a status or error code its meaning.
fn is_row_of_code(statement: Statement, marks: &[Mark]) -> bool {
    let has = |kind: MarkKind| marks.iter().take(4).any(|mark| mark.kind == kind);
    has(MarkKind::Code) || (statement.has_error && has(MarkKind::Identifier))
}

impl<'t> Reader<'t> {
    /// How often a class counts in one sentence: a word that is repeated says it once.
    const TERMS: u8 = 4;

    fn new(text: &'t str) -> Self {
        let classes = vec![0; Class::ALL.len()];
        Self {
            text,
            reading: Reading { classes, ..Reading::default() },
            finds: Finds::default(),
            seen: BTreeSet::new(),
            sentences: HashSet::default(),
            headings: HashSet::default(),
            is_field: false,
            in_scenario: false,
        }
    }

    fn block(&mut self, block: Block) {
        let words = block.span.slice(self.text);
        self.finds.hits.clear();
        self.finds.marks.clear();
        if block.kind == BlockKind::Contents {
            self.reading.blocks.contents += 1;
            return;
        }
        self.scenario(block, words);
        if block.kind == BlockKind::Code {
            return self.code(block, words);
        }
        read(words, block.span.start(), &mut self.reading.tokens, &mut self.finds);
        match block.kind {
            BlockKind::Heading(level) => {
                self.count_terms(0, self.finds.hits.len());
                self.heading(block.span, level, words);
            }
            _ => self.body(block, words),
        }
    }

    fn heading(&mut self, span: Span, level: u8, words: &str) {
        if level > 6 {
            self.reading.blocks.titles += 1;
        } else {
            self.reading.blocks.headings += 1;
        }
        if !self.headings.insert(fingerprint(words)) {
            self.reading.blocks.repeated_headings += 1;
        }
        self.interface_label(span);
        let mut families = HEADINGS.classes_in(words);
        families.sort();
        families.dedup();
        self.reading.sections.open(span, level, families, &mut self.reading.blocks);
        if self.finds.marks.iter().any(|mark| mark.kind == MarkKind::Call) {
            self.reading.calls.note(span);
        }
        if self.has(Class::Immature) {
            self.reading.holes.note(span);
        }
    }

    fn interface_label(&mut self, span: Span) {
        if block_shape::is_interface_label(self.text, span, &self.finds.hits) {
            self.reading.blocks.interface_labels += 1;
            self.reading.interface_labels.note(span);
        }
    }

    fn code(&mut self, block: Block, words: &str) {
        self.reading.sections.fill();
        self.reading.blocks.code_lines += 1;
        self.reading.blocks.samples += u32::from(block_shape::is_sample(words));
        read(words, block.span.start(), &mut self.reading.code, &mut self.finds);
        let is_term =
            |hit: &&Hit<Class>| matches!(hit.class, Class::Interface | Class::Type | Class::Error);
        let terms = self.finds.hits.iter().filter(is_term).count();
        self.reading.code_terms += u32::try_from(terms).unwrap_or(u32::MAX);
        if block_shape::is_definition(words) || self.has(Class::Type) {
            self.reading.blocks.definitions += 1;
            self.reading.fields.note(block.span);
        }
        if self.finds.marks.iter().any(|mark| mark.kind == MarkKind::Call) {
            self.reading.calls.note(block.span);
        }
        if block_shape::is_log(words) {
            self.reading.blocks.log_lines += 1;
        }
    }

    fn has(&self, class: Class) -> bool {
        self.finds.hits.iter().any(|hit| hit.class == class)
    }

    /// Given, When, Then, and "As a ..., I want ...".
    fn scenario(&mut self, block: Block, words: &str) {
        self.in_scenario = block_shape::is_scenario(words, self.in_scenario);
        if self.in_scenario {
            self.reading.blocks.scenarios += 1;
            self.reading.tests.note(block.span);
        }
    }

    fn body(&mut self, block: Block, words: &str) {
        self.reading.sections.fill();
        self.count_block(block, words);
        self.note_places(block, words);
        let mut is_quoted = block.kind == BlockKind::Quote;
        let mut from_hit = 0;
        let mut from_mark = 0;
        let is_listed = matches!(block.kind, BlockKind::Item | BlockKind::Row);
        let (row, running) = match block.kind {
            BlockKind::Row => (Some(block.span), Span::empty(block.span.end())),
            _ => (None, block.span),
        };
        for span in row.into_iter().chain(sentences(self.text, running)) {
            let hits_end = from_hit + self.hits_before(from_hit, span.end());
            let marks_end = from_mark + self.marks_before(from_mark, span.end());
            let is_new = self.sentences.insert(fingerprint(span.slice(self.text)));
            let sentence = Sentence {
                text: self.text,
                span,
                hits: self.finds.hits.get(from_hit..hits_end).unwrap_or_default(),
                marks: self.finds.marks.get(from_mark..marks_end).unwrap_or_default(),
                is_listed,
            };
            let mut statement = sentence.state(&mut is_quoted);
            if statement.force == Force::Plain && self.is_implied(words) {
                statement.force = Force::Requirement;
            }
            let wording = match statement.force {
                Force::Requirement => Wording::of(sentence.hits, self.text),
                _ => Wording::default(),
            };
            if is_new {
                self.count_terms(from_hit, hits_end);
                self.sentence(span, statement, &wording);
            } else if statement.force == Force::Requirement {
                self.reading.sentences.repeated_requirements += 1;
            }
            (from_hit, from_mark) = (hits_end, marks_end);
        }
    }

    /// Whether the block at hand is a requirement without saying so: a field with its type in a
    /// table, the outcome of a scenario, a user story.
    fn is_implied(&self, words: &str) -> bool {
        (self.is_field && self.finds.hits.len() > 1)
            || (self.in_scenario && block_shape::is_outcome(words))
    }

    /// Counts terms; a class counts at most [`Self::TERMS`] times in one sentence.
    fn count_terms(&mut self, from: usize, end: usize) {
        let mut left = [Self::TERMS; Class::ALL.len()];
        for hit in self.finds.hits.get(from..end).unwrap_or_default() {
            let index = hit.class.index();
            let (Some(left), Some(count)) =
                (left.get_mut(index), self.reading.classes.get_mut(index))
            else {
                continue;
            };
            if *left > 0 {
                *left -= 1;
                *count += 1;
            }
        }
    }

    fn hits_before(&self, from: usize, end: usize) -> usize {
        let rest = self.finds.hits.get(from..).unwrap_or_default();
        rest.iter().take_while(|hit| hit.start < end).count()
    }

    fn marks_before(&self, from: usize, end: usize) -> usize {
        let rest = self.finds.marks.get(from..).unwrap_or_default();
        rest.iter().take_while(|mark| mark.start < end).count()
    }

    fn count_block(&mut self, block: Block, words: &str) {
        let counts: &mut BlockCounts = &mut self.reading.blocks;
        match block.kind {
            BlockKind::Item => {
                counts.items += 1;
                let before = self.text.get(..block.span.start()).unwrap_or_default();
                counts.articles += u32::from(before.ends_with('条'));
            }
            BlockKind::Row => {
                counts.rows += 1;
                counts.table_heads += u32::from(is_table_head(words));
            }
            _ => counts.paragraphs += 1,
        }
        counts.log_lines += u32::from(block_shape::is_log(words));
    }

    /// Notes the places that show elements of the checklist and need the whole block.
    fn note_places(&mut self, block: Block, words: &str) {
        let names = self.finds.marks.iter().any(|mark| mark.kind == MarkKind::Identifier);
        let is_field = match block.kind {
            BlockKind::Row => words.len() < 600 && (self.has(Class::Type) || self.has(Class::Cell)),
            BlockKind::Item => names && self.has(Class::Type),
            _ => false,
        };
        self.is_field = is_field;
        if is_field {
            self.reading.blocks.fields += 1;
            self.reading.fields.note(block.span);
        }
        if self.finds.marks.iter().any(|mark| mark.kind == MarkKind::Call) {
            self.reading.calls.note(block.span);
        }
        if block.kind != BlockKind::Row {
            self.interface_label(block.span);
        }
        if block_shape::is_label(self.text, block.span, &self.finds.hits) {
            self.reading.blocks.labels += 1;
            self.reading.labels.note(block.span);
        }
        for (class, places) in [
            (Class::Immature, &mut self.reading.holes),
            (Class::Normative, &mut self.reading.purposes),
            (Class::Term, &mut self.reading.terms),
            (Class::Acceptance, &mut self.reading.tests),
        ] {
            if self.finds.hits.iter().any(|hit| hit.class == class) {
                places.note(block.span);
            }
        }
    }

    fn sentence(&mut self, span: Span, statement: Statement, wording: &Wording) {
        let counts: &mut SentenceCounts = &mut self.reading.sentences;
        counts.all += 1;
        if statement.is_bounded {
            counts.bounded += 1;
            self.reading.bounds.note(span);
        }
        if statement.has_condition && (statement.has_error || statement.force == Force::Requirement)
        {
            counts.behaviours += 1;
            self.reading.behaviours.note(span);
        }
        match statement.force {
            Force::Obligation => counts.obligations += 1,
            Force::Quoted => counts.quoted += 1,
            Force::Plain => {}
            Force::Requirement => self.requirement(span, statement, wording),
        }
        if is_row_of_code(statement, &self.finds.marks) {
            self.reading.behaviours.note(span);
        }
    }

    fn requirement(&mut self, span: Span, statement: Statement, wording: &Wording) {
        let found = requirement(self.text, span, statement.weaknesses(wording));
        let counts: &mut SentenceCounts = &mut self.reading.sentences;
        if !self.seen.insert(found.id.clone()) {
            counts.repeated_requirements += 1;
            return;
        }
        counts.requirements += 1;
        counts.modal_requirements += u32::from(statement.is_modal);
        counts.capital_requirements += u32::from(statement.is_capital);
        counts.conditional += u32::from(statement.has_condition);
        self.reading.requirements.push(found);
    }
}
