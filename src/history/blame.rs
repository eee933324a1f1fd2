//! The version that introduced each sentence.
//!
//! Every version is compared with the versions before it. A sentence whose words did not change
//! keeps its age, wherever it moved and however it was wrapped or dressed; a sentence whose words
//! changed is new, and says what it was reworded from.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::correspondence::Correspondence;
use super::correspondence::Touch;
use crate::diff::Options;
use crate::diff::Significance;
use crate::diff::compare;
use crate::document::MediaType;
use crate::text::BlockKind;
use crate::text::Span;
use crate::text::blocks;
use crate::text::fold;
use crate::text::sentences;

/// A version's text, as the diff reads it.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The text.
    pub text: String,
    /// How it is to be read.
    pub media_type: MediaType,
}

/// What a sentence said before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewording {
    /// The version that introduced the old sentence.
    pub introduced: usize,
    /// The old sentence, without white space at its ends.
    pub text: String,
    /// What the change touched.
    pub significance: BTreeSet<Significance>,
}

/// A sentence and where it came from. Versions are indices into what was given to [`blame`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Its place in the last version's text, white space after it included.
    pub span: Span,
    /// The version since which it has stood there without a break.
    pub introduced: usize,
    /// The first version that ever had it, where it was gone in between.
    pub first_seen: Option<usize>,
    /// What it was reworded from.
    pub reworded: Option<Arc<Rewording>>,
}

/// A sentence that must keep this share of its letters to be a rewording of another: one third.
const LEAST_KEPT: usize = 3;

/// A sentence of this many bytes, white space not counted, is known again wherever it stands.
const LEAST_REUNITED: usize = 16;

impl Passage {
    fn take_age(&mut self, of: &Self) {
        self.introduced = of.introduced;
        self.first_seen = of.first_seen;
        self.reworded.clone_from(&of.reworded);
    }
}

/// Says for every sentence of the last version which version introduced it. `predecessors` names
/// for each version the ones before it, by index and lower than its own; `read` gives a version's
/// text and is asked for each once, in order.
///
/// The passages touch each other and together cover every byte.
///
/// # Errors
/// What `read` says.
pub fn blame<E>(
    predecessors: &[Vec<usize>],
    mut read: impl FnMut(usize) -> Result<Reading, E>,
) -> Result<Vec<Passage>, E> {
    let mut states: BTreeMap<usize, State> = BTreeMap::new();
    let mut first_seen: BTreeMap<String, usize> = BTreeMap::new();
    let last_use = last_uses(predecessors);
    let mut last = Vec::new();
    for (version, before) in predecessors.iter().enumerate() {
        let reading = read(version)?;
        let olds: Vec<&State> = before.iter().filter_map(|index| states.get(index)).collect();
        let mut passages = trace(version, &reading, &olds);
        for passage in &mut passages {
            let key = fold(passage.span.slice(&reading.text)).text().to_owned();
            let first = *first_seen.entry(key).or_insert(version);
            if passage.introduced == version {
                passage.first_seen = (first < version).then_some(first);
            }
        }
        for index in before {
            if last_use.get(index) == Some(&version) {
                states.remove(index);
            }
        }
        last.clone_from(&passages);
        states.insert(version, State { reading, passages });
    }
    Ok(last)
}

/// A version whose passages are known.
#[derive(Debug)]
struct State {
    reading: Reading,
    passages: Vec<Passage>,
}

/// For each version the last one that follows it: until then its text is needed.
fn last_uses(predecessors: &[Vec<usize>]) -> BTreeMap<usize, usize> {
    let followers = predecessors.iter().enumerate();
    followers
        .flat_map(|(version, before)| before.iter().map(move |index| (*index, version)))
        .collect()
}

/// The sentences of a text, each inside one paragraph, heading or item; rows of tables and lines
/// of code are whole. They touch each other and cover every byte.
fn pieces(text: &str) -> Vec<Span> {
    let mut starts: BTreeSet<usize> = BTreeSet::new();
    for block in blocks(text) {
        starts.insert(block.span.start());
        if !matches!(block.kind, BlockKind::TableRow | BlockKind::Code) {
            let inside = sentences(block.span.slice(text));
            starts.extend(inside.iter().map(|span| block.span.start() + span.start()));
        }
    }
    starts.pop_first();
    let ends = starts.iter().copied().chain([text.len()]);
    let mut at = 0;
    let spans = ends.map(|end| {
        let start = std::mem::replace(&mut at, end);
        Span::at(start, end - start)
    });
    spans.filter(|span| !span.is_empty()).collect()
}

fn trace(version: usize, reading: &Reading, olds: &[&State]) -> Vec<Passage> {
    let spans = pieces(&reading.text);
    let fresh = |span: &Span| Passage {
        span: *span,
        introduced: version,
        first_seen: None,
        reworded: None,
    };
    let mut passages: Vec<Passage> = spans.iter().map(fresh).collect();
    for old in olds {
        let candidates = inherit(version, reading, old, &spans);
        for (passage, candidate) in passages.iter_mut().zip(candidates) {
            let is_older = candidate.introduced < passage.introduced;
            let explains = candidate.introduced == passage.introduced && passage.reworded.is_none();
            if is_older || explains {
                *passage = candidate;
            }
        }
    }
    passages
}

/// What the sentences at `spans` have from one version before.
fn inherit(version: usize, reading: &Reading, old: &State, spans: &[Span]) -> Vec<Passage> {
    if old.reading.text == reading.text {
        return old.passages.clone();
    }
    let options = Options { media_type: reading.media_type, ..Options::default() };
    let diff = compare(&old.reading.text, &reading.text, &options);
    let found = Correspondence::of(&diff, &old.reading.text, &reading.text);
    let mut tracer = Tracer {
        version,
        text: &reading.text,
        old,
        found: &found,
        pair: 0,
        touch: 0,
        heirs: BTreeSet::new(),
    };
    let mut passages: Vec<Passage> = spans.iter().map(|span| tracer.passage(*span)).collect();
    tracer.reunite(&mut passages);
    passages
}

/// Walks the sentences of a text and what a diff found, both ascending.
struct Tracer<'a> {
    version: usize,
    text: &'a str,
    old: &'a State,
    found: &'a Correspondence,
    /// The first pair that may still matter.
    pair: usize,
    /// The first touch that may still matter.
    touch: usize,
    /// The old passages that some sentence goes on from.
    heirs: BTreeSet<usize>,
}

impl<'a> Tracer<'a> {
    fn passage(&mut self, span: Span) -> Passage {
        let body = trimmed(span, self.text);
        let kept = self.kept(span);
        let touches = self.touches(body, &kept);
        let is_foreign = self.is_joined_with_moved(body);
        let mut passage =
            Passage { span, introduced: self.version, first_seen: None, reworded: None };
        let sources = kept.keys().filter_map(|index| self.old.passages.get(*index));
        if touches.is_empty() && !is_foreign {
            if let Some(source) = sources.max_by_key(|source| source.introduced) {
                passage.take_age(source);
            }
            self.heirs.extend(kept.into_keys());
            return passage;
        }
        let most =
            kept.iter().max_by_key(|(index, letters)| (**letters, std::cmp::Reverse(**index)));
        let Some((index, letters)) = most else { return passage };
        let Some(source) = self.old.passages.get(*index) else { return passage };
        if letters * LEAST_KEPT >= letter_bytes(body.slice(self.text)) {
            passage.reworded = Some(Arc::new(Rewording {
                introduced: source.introduced,
                text: source.span.slice(&self.old.reading.text).trim().to_owned(),
                significance: touches
                    .into_iter()
                    .filter(|touch| body.covers(trimmed(touch.new, self.text)))
                    .flat_map(|touch| touch.significance.clone())
                    .collect(),
            }));
        }
        passage
    }

    /// Gives a sentence that seems new the age of an old one that says the same and that nothing
    /// goes on from: the diff may follow a part of a moved passage only.
    fn reunite(&self, passages: &mut [Passage]) {
        let key = |span: Span, text: &str| {
            let is_long = letter_bytes(span.slice(text)) >= LEAST_REUNITED;
            is_long.then(|| fold(span.slice(text)).text().to_owned())
        };
        let mut orphans: BTreeMap<String, Vec<&Passage>> = BTreeMap::new();
        for (index, old) in self.old.passages.iter().enumerate().rev() {
            if let (false, Some(key)) =
                (self.heirs.contains(&index), key(old.span, &self.old.reading.text))
            {
                orphans.entry(key).or_default().push(old);
            }
        }
        for passage in passages.iter_mut().filter(|it| it.introduced == self.version) {
            let same = key(passage.span, self.text).and_then(|key| orphans.get_mut(&key)?.pop());
            if let Some(old) = same {
                passage.take_age(old);
            }
        }
    }

    /// How many bytes of each old passage a sentence keeps, white space not counted.
    fn kept(&mut self, span: Span) -> BTreeMap<usize, usize> {
        let found = self.found;
        let pairs = found.pairs.get(self.pair..).unwrap_or_default();
        self.pair += pairs.iter().take_while(|pair| pair.new.end() <= span.start()).count();
        let pairs = found.pairs.get(self.pair..).unwrap_or_default();
        let mut kept = BTreeMap::new();
        for pair in pairs.iter().take_while(|pair| pair.new.start() < span.end()) {
            let old = pair.old_of(span);
            for (index, passage) in self.old_passages(old) {
                let shared = Span::new(
                    old.start().max(passage.span.start()),
                    old.end().min(passage.span.end()),
                );
                let letters =
                    shared.map_or(0, |shared| letter_bytes(shared.slice(&self.old.reading.text)));
                if letters > 0 {
                    *kept.entry(index).or_insert(0) += letters;
                }
            }
        }
        kept
    }

    fn old_passages(&self, old: Span) -> impl Iterator<Item = (usize, &'a Passage)> + use<'a> {
        let passages = &self.old.passages;
        let first = passages.partition_point(|it| it.span.end() <= old.start());
        let rest = passages.iter().enumerate().skip(first);
        rest.take_while(move |(_, passage)| passage.span.start() < old.end())
    }

    /// The changes that make the sentence at `body` another one: words that came into it, words
    /// that went from its middle, and words that went from an old sentence of which it keeps some.
    fn touches(&mut self, body: Span, kept: &BTreeMap<usize, usize>) -> Vec<&'a Touch> {
        let found = self.found;
        let touches = found.touches.get(self.touch..).unwrap_or_default();
        self.touch += touches.iter().take_while(|touch| touch.new.end() < body.start()).count();
        let touches = found.touches.get(self.touch..).unwrap_or_default();
        let near = touches.iter().take_while(|touch| touch.new.start() <= body.end());
        near.filter(|touch| self.is_touched(body, touch, kept)).collect()
    }

    fn is_touched(&self, body: Span, touch: &Touch, kept: &BTreeMap<usize, usize>) -> bool {
        let came = trimmed(touch.new, self.text);
        if !came.is_empty() {
            let start = came.start().max(body.start());
            let shared = Span::new(start, came.end().min(body.end()));
            let shared = shared.map_or("", |shared| shared.slice(self.text));
            let is_said = shared.chars().any(char::is_alphanumeric);
            return is_said || (!shared.is_empty() && !touch.old.is_empty());
        }
        let at = touch.new.start();
        if body.start() < at && at < body.end() {
            return true;
        }
        let went = trimmed(touch.old, &self.old.reading.text);
        self.old_passages(went).any(|(index, _)| kept.contains_key(&index))
    }

    /// Whether a part of the sentence moved there and another part did not.
    fn is_joined_with_moved(&self, body: Span) -> bool {
        let first = self.found.moved.partition_point(|moved| moved.end() <= body.start());
        let Some(moved) = self.found.moved.get(first).filter(|moved| moved.overlaps(body)) else {
            return false;
        };
        let head = Span::new(body.start(), moved.start());
        let tail = Span::new(moved.end(), body.end());
        [head, tail]
            .into_iter()
            .flatten()
            .any(|rest| rest.slice(self.text).chars().any(char::is_alphanumeric))
    }
}

/// Bytes that are not white space.
fn letter_bytes(text: &str) -> usize {
    text.chars().filter(|it| !it.is_whitespace()).map(char::len_utf8).sum()
}

/// A span without the white space at its ends.
fn trimmed(span: Span, text: &str) -> Span {
    let slice = span.slice(text);
    let start = slice.len() - slice.trim_start().len();
    Span::at(span.start() + start, slice.trim().len())
}
