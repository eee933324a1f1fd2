//! Following a quoted passage from one text into another.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::abridged::Abridged;
use super::abridged::Stand;
use super::alignment::Alignment;
use super::alignment::Pair;
use super::alignment::Version;
use super::context::Scope;
use super::context::compare_context;
use super::context::exceptions_inside;
use super::finding::Finding;
use super::fragment::follow;
use super::letters::Letters;
use super::letters::are_same_but_for_space;
use super::letters::with_marks;
use super::location::LocateError;
use super::location::Location;
use super::location::Passage;
use super::location::Strategy;
use super::quotation::Standing;
use super::unit::Unit;
use super::unit::units;
use super::vocabulary::Vocabulary;
use super::vocabulary::similarity;
use crate::diff::Classifier;
use crate::diff::Options;
use crate::diff::classify_passages;
use crate::diff::compare;
use crate::text::Span;
use crate::text::is_wide;

/// Most candidates that are told.
const MOST_CANDIDATES: usize = 20;

/// Farthest that the parts of a quotation with ellipses stand from each other, in bytes.
const ELLIPSIS: usize = 2000;

/// Least similarity of the sentence that is named when a quotation is not found, in per mille.
const NEAREST: u32 = 500;

/// Least similarity of a fragment and what stands in its place, in per mille.
const FRAGMENT: u32 = 300;

/// Follows passages from one text into another; reads both texts once.
#[derive(Debug)]
pub struct Locator<'t> {
    old: &'t str,
    new: &'t str,
    old_letters: OnceLock<Letters>,
    /// The word lists that judge what became of a passage, when they are not the built-in ones.
    classifier: Option<&'t Classifier>,
    /// What only texts that differ need.
    new_letters: OnceLock<Letters>,
    alignment: OnceLock<Alignment<'t>>,
    /// The words of what was left out of both texts.
    background: Option<&'t Vocabulary>,
    /// The same texts without what they share far from every change.
    short: Option<(&'t Abridged, Box<Locator<'t>>)>,
}

/// Says where the passage that `quote` stands for in `old` stands in `new`, and what became of it.
///
/// # Errors
/// When the quotation is empty or does not stand in `old`.
pub fn locate(old: &str, new: &str, quote: &str) -> Result<Location, LocateError> {
    let abridged = Abridged::of(old, new);
    Locator::new(old, new).shortened(abridged.as_ref()).locate(quote, None)
}

impl<'t> Locator<'t> {
    /// Takes two texts; they are compared when the first passage is followed, in linear time but
    /// for bounded steps.
    #[must_use]
    pub fn new(old: &'t str, new: &'t str) -> Self {
        Self {
            old,
            new,
            old_letters: OnceLock::new(),
            classifier: None,
            new_letters: OnceLock::new(),
            alignment: OnceLock::new(),
            background: None,
            short: None,
        }
    }

    /// Follows passages in the abridged texts wherever those give the same answer.
    #[must_use]
    pub(super) fn shortened(self, abridged: Option<&'t Abridged>) -> Self {
        let short = abridged.map(|abridged| {
            let background = Some(&abridged.background);
            let inner = Self { background, ..Self::new(&abridged.old, &abridged.new) };
            (abridged, Box::new(inner))
        });
        Self { short, ..self }
    }

    /// Judges what became of a passage by other word lists than the built-in ones.
    #[must_use]
    pub fn judged_by(self, classifier: Option<&'t Classifier>) -> Self {
        let short =
            self.short.map(|(abridged, inner)| (abridged, Box::new(Self { classifier, ..*inner })));
        Self { classifier, short, ..self }
    }

    fn old_letters(&self) -> &Letters {
        self.old_letters.get_or_init(|| Letters::new(self.old))
    }

    fn alignment(&self) -> &Alignment<'t> {
        self.alignment.get_or_init(|| {
            let options = Options { is_ranked: false, ..Options::default() };
            let diff = compare(self.old, self.new, &options);
            Alignment::new(self.old, self.new, &diff, self.background)
        })
    }

    /// The places of the old text that a quotation fits.
    pub(super) fn standing(&self, quote: &str) -> Result<Standing, LocateError> {
        let sought = Letters::new(quote);
        if sought.text().is_empty() {
            return Err(LocateError::Empty);
        }
        let places = self.places(quote, &sought);
        if places.is_empty() {
            return Err(LocateError::NotFound { nearest: self.nearest(quote) });
        }
        let places = places.into_iter().map(|place| with_marks(place, self.old, quote)).collect();
        Ok(Standing { places, is_short: is_short(sought.text()) })
    }

    /// Follows one passage. `hint` is where the quotation stands in the old text, when it stands
    /// there several times; without it the quotation alone must tell.
    ///
    /// # Errors
    /// When the quotation is empty or does not stand in the old text.
    pub fn locate(&self, quote: &str, hint: Option<Span>) -> Result<Location, LocateError> {
        let sought = Letters::new(quote);
        if sought.text().is_empty() {
            return Err(LocateError::Empty);
        }
        let places = self.places(quote, &sought);
        let Some(old) = nearest_to(&places, hint) else {
            return Err(LocateError::NotFound { nearest: self.nearest(quote) });
        };
        let old = with_marks(old, self.old, quote);
        if self.old == self.new {
            return Ok(kept(old, self.new));
        }
        let new_letters = self.new_letters.get_or_init(|| Letters::new(self.new));
        let standing = new_letters.find(self.new, sought.text(), MOST_CANDIDATES);
        let is_short = is_short(sought.text());
        if is_short && (standing.len() != 1 || places.len() != 1) {
            return Ok(undecided(old, Strategy::TooShort, standing));
        }
        if hint.is_none() && standing.len() > 1 {
            return Ok(undecided(old, Strategy::Several, standing));
        }
        if hint.is_none() && places.len() > 1 {
            return Ok(self.follow_several(&places));
        }
        Ok(self.follow(old))
    }

    /// The places of the old text that have the quotation.
    fn places(&self, quote: &str, sought: &Letters) -> Vec<Span> {
        let old = self.old;
        let found = self.old_letters().find(old, sought.text(), MOST_CANDIDATES);
        if !found.is_empty() {
            return found;
        }
        let parts: Vec<Letters> = quote
            .split(['…'])
            .flat_map(|part| part.split("..."))
            .map(|part| Letters::new(part.trim_matches(['[', ']', '(', ')'])))
            .filter(|part| !part.text().is_empty())
            .collect();
        let [first, rest @ ..] = parts.as_slice() else { return found };
        if rest.is_empty() {
            return found;
        }
        let starts = self.old_letters().find(old, first.text(), MOST_CANDIDATES);
        starts.into_iter().filter_map(|start| self.gather(start, rest)).collect()
    }

    /// From a first part of a quotation to its last one, each soon after the one before.
    fn gather(&self, first: Span, rest: &[Letters]) -> Option<Span> {
        let old = self.old;
        rest.iter().try_fold(first, |so_far, part| {
            let places = self.old_letters().find(old, part.text(), usize::MAX);
            let next = places.into_iter().find(|place| place.start() >= so_far.end())?;
            (next.start() - so_far.end() <= ELLIPSIS).then(|| so_far.join(next))
        })
    }

    /// The old sentence most like a quotation that stands nowhere.
    fn nearest(&self, quote: &str) -> Option<Span> {
        let vocabulary = Vocabulary::default();
        let bag = vocabulary.bag(quote);
        let old = &self.alignment().old;
        let alike = old
            .units
            .iter()
            .map(|unit| (similarity(&bag, &vocabulary.bag(unit.span.slice(old.text))), unit.span));
        alike
            .filter(|(alike, _)| *alike >= NEAREST)
            .max_by_key(|(alike, _)| *alike)
            .map(|found| found.1)
    }

    /// Follows a quotation that stands several times in the old text.
    fn follow_several(&self, places: &[Span]) -> Location {
        let found: Vec<Location> = places.iter().map(|place| self.follow(*place)).collect();
        let spans: BTreeSet<Span> =
            found.iter().filter_map(|found| found.new.as_ref()).map(|new| new.span).collect();
        match found.into_iter().next() {
            Some(first) if spans.is_empty() => first,
            first => {
                let old = first.map_or(Span::empty(0), |first| first.old);
                undecided(old, Strategy::Several, spans.into_iter().collect())
            }
        }
    }

    /// Follows the passage at one place of the old text.
    fn follow(&self, old: Span) -> Location {
        self.follow_short(old).unwrap_or_else(|| self.follow_whole(old))
    }

    /// Follows the passage in the abridged texts; none where they do not tell.
    fn follow_short(&self, old: Span) -> Option<Location> {
        let (abridged, inner) = self.short.as_ref()?;
        match abridged.stand(self.old, old) {
            Stand::Unclear => None,
            Stand::LeftOut(old_run, new_run) => self.left_out(old, old_run, new_run),
            Stand::Kept(left) => {
                let found = inner.follow_whole(left);
                let new = match found.new {
                    Some(passage) => {
                        let span = abridged.new_span(passage.span)?;
                        Some(Passage { span, text: span.slice(self.new).to_owned() })
                    }
                    None => None,
                };
                Some(Location { old: abridged.old_span(found.old)?, new, ..found })
            }
        }
    }

    /// The place of a passage in a run of text that stands in both versions, with nothing changed
    /// near it.
    fn left_out(&self, old: Span, old_run: Span, new_run: Span) -> Option<Location> {
        let text = old_run.slice(self.old);
        let inside = Span::new(
            old.start().checked_sub(old_run.start())?,
            old.end().checked_sub(old_run.start())?,
        )?;
        let found = units(text);
        let units = covering(&found, inside)?;
        let home = found.get(*units.start())?.span.join(found.get(*units.end())?.span);
        let part = match is_whole(home, inside, text) {
            true => home,
            false => {
                let body = home.slice(text);
                let from = inside.start().saturating_sub(home.start());
                let to = inside.end().saturating_sub(home.start());
                let found = follow(body, body, Span::new(from, to)?);
                let part = Span::at(home.start() + found.start(), found.len());
                is_alike(inside.slice(text), part.slice(text)).then_some(part)?
            }
        };
        let span = Span::at(new_run.start() + part.start(), part.len());
        let passage = Passage { span, text: span.slice(self.new).to_owned() };
        Some(Location { new: Some(passage), ..kept(old, self.old) })
    }

    fn follow_whole(&self, old: Span) -> Location {
        let Some(units) = covering(&self.alignment().old.units, old) else { return gone(old) };
        let Some((news, pair)) = self.counterparts(units.clone()) else { return gone(old) };
        let (Some(first), Some(last)) = (news.first().copied(), news.last().copied()) else {
            return gone(old);
        };
        let old_scope = Scope { units, part: old };
        let home = hull(&self.alignment().old, &old_scope);
        let new_units = Scope { units: first..=last, part: Span::empty(0) };
        let new_home = hull(&self.alignment().new, &new_units);
        let is_whole = is_whole(home, old, self.old);
        let part = if is_whole {
            new_home
        } else {
            let inside = Span::new(
                old.start().saturating_sub(home.start()),
                old.end().saturating_sub(home.start()),
            );
            let inside = inside.unwrap_or(Span::empty(0));
            let found = follow(home.slice(self.old), new_home.slice(self.new), inside);
            Span::at(new_home.start() + found.start(), found.len())
        };
        if !is_whole && !is_alike(old.slice(self.old), part.slice(self.new)) {
            return gone(old);
        }
        let new_scope = Scope { part, ..new_units };
        self.judge(&old_scope, &new_scope, pair, if is_whole { home } else { old })
    }

    /// The new sentences that stand for a run of old ones, and the pair that speaks for them.
    fn counterparts(&self, units: std::ops::RangeInclusive<usize>) -> Option<(Vec<usize>, Pair)> {
        let mut found: Vec<(Vec<usize>, Pair)> =
            units.filter_map(|unit| self.alignment().counterpart(unit)).collect();
        // Sentences that went far apart: the longest run that stayed together speaks for all.
        let main = found.iter().max_by_key(|(news, pair)| (pair.confidence, news.len()))?.1;
        let reach = 3 * found.len() + 3;
        found.retain(|(_, pair)| pair.new.abs_diff(main.new) <= reach);
        let weakest = found.iter().map(|(_, pair)| *pair).min_by_key(|pair| pair.confidence)?;
        let news: BTreeSet<usize> = found.into_iter().flat_map(|(news, _)| news).collect();
        Some((news.into_iter().collect(), weakest))
    }

    fn judge(&self, old: &Scope, new: &Scope, pair: Pair, old_part: Span) -> Location {
        let alignment = self.alignment();
        let old_body = old_part.slice(self.old);
        let new_body = new.part.slice(self.new);
        let mut findings: BTreeSet<Finding> = BTreeSet::new();
        let mut context = compare_context(alignment, old, new);
        if !are_same_but_for_space(old_body, new_body) {
            let classes = match self.classifier {
                Some(classifier) => classifier.classify_passages(old_body, new_body),
                None => classify_passages(old_body, new_body),
            };
            findings.extend(classes.into_iter().filter_map(Finding::of));
            context.extend(exceptions_inside(old_body, new_body));
        }
        if !context.is_empty() {
            findings.insert(Finding::Context);
        }
        if self.is_moved(old, new) {
            findings.insert(Finding::Moved);
        }
        if findings.iter().any(|finding| *finding < Finding::Moved) {
            findings.remove(&Finding::Cosmetic);
        }
        let mut findings = findings.into_iter();
        let passage = Passage { span: new.part, text: new_body.to_owned() };
        Location {
            finding: findings.next().unwrap_or(Finding::Unchanged),
            also: findings.collect(),
            old: old.part,
            new: Some(passage),
            context,
            confidence: pair.confidence,
            strategy: pair.strategy,
            candidates: Vec::new(),
        }
    }

    /// Whether the passage stands under another heading, or its heading in another place; without
    /// a heading that stayed, whether it stands in another order.
    fn is_moved(&self, old: &Scope, new: &Scope) -> bool {
        let (old_at, new_at) = (*old.units.start(), *new.units.start());
        let section =
            |version: &Version<'_>, at: usize| version.units.get(at).and_then(|unit| unit.section);
        let heading = section(&self.alignment().old, old_at);
        let stands =
            heading.and_then(|heading| Some((heading, self.alignment().pair(heading)?.new)));
        match stands {
            Some((old, new)) => {
                section(&self.alignment().new, new_at) != Some(new)
                    || !self.alignment().is_in_place(old, new)
            }
            None => !self.alignment().is_in_place(old_at, new_at),
        }
    }
}

/// The place that overlaps a hint, or stands nearest to it; the first one without a hint.
fn nearest_to(places: &[Span], hint: Option<Span>) -> Option<Span> {
    let distance = |place: &&Span| {
        hint.map_or(0, |hint| {
            let is_over = place.overlaps(hint);
            if is_over { 0 } else { 1 + place.start().abs_diff(hint.start()) }
        })
    };
    places.iter().min_by_key(distance).copied()
}

/// Whether letters are too few to tell one place from another: one word, or three ideographs.
fn is_short(letters: &str) -> bool {
    let wide = letters.chars().filter(|character| is_wide(*character)).count();
    letters.chars().count() + 3 * wide < 12
}

/// The sentences that a span overlaps.
fn covering(units: &[Unit], span: Span) -> Option<std::ops::RangeInclusive<usize>> {
    let first = units.partition_point(|unit| unit.span.end() <= span.start());
    let after = units.partition_point(|unit| unit.span.start() < span.end());
    (first < after).then(|| first..=after - 1)
}

/// Whether what stands where a fragment stood can stand for it.
fn is_alike(old: &str, new: &str) -> bool {
    let vocabulary = Vocabulary::default();
    similarity(&vocabulary.bag(old), &vocabulary.bag(new)) >= FRAGMENT
}

/// From the first to the last sentence of a scope.
fn hull(version: &Version<'_>, scope: &Scope) -> Span {
    let span = |at: usize| version.units.get(at).map(|unit| unit.span);
    match (span(*scope.units.start()), span(*scope.units.end())) {
        (Some(first), Some(last)) => first.join(last),
        _ => scope.part,
    }
}

/// Whether a quotation is whole sentences: nothing but marks stands before it in the first, and
/// nothing after it in the last, where a stop would say that the sentence ends.
fn is_whole(home: Span, quoted: Span, text: &str) -> bool {
    let before = Span::new(home.start(), quoted.start());
    let after = Span::new(quoted.end(), home.end());
    let has = |span: Option<Span>, is_sought: fn(char) -> bool| {
        span.is_some_and(|span| span.slice(text).contains(is_sought))
    };
    let is_more = |character: char| {
        character.is_alphanumeric()
            || matches!(character, '.' | ';' | '!' | '?' | '。' | '；' | '！' | '？')
    };
    !has(before, char::is_alphanumeric) && !has(after, is_more)
}

/// Where nothing changed at all.
fn kept(old: Span, text: &str) -> Location {
    Location {
        finding: Finding::Unchanged,
        new: Some(Passage { span: old, text: old.slice(text).to_owned() }),
        confidence: 1000,
        strategy: Strategy::Kept,
        ..gone(old)
    }
}

const fn gone(old: Span) -> Location {
    Location {
        finding: Finding::Gone,
        also: Vec::new(),
        old,
        new: None,
        context: Vec::new(),
        confidence: 0,
        strategy: Strategy::Nothing,
        candidates: Vec::new(),
    }
}

fn undecided(old: Span, strategy: Strategy, candidates: Vec<Span>) -> Location {
    Location { finding: Finding::Ambiguous, strategy, candidates, ..gone(old) }
}
