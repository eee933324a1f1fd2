//! From tokens to units: phrases, then what their neighbours make of them.

use std::borrow::Cow;

use super::figure;
use super::grammar;
use super::scan::scan;
use super::token::Gap;
use super::token::Shape;
use super::token::Token;
use super::unit::Modality;
use super::unit::Role;
use super::unit::Unit;
use super::vocabulary::Phrase;
use super::vocabulary::Tag;
use super::vocabulary::Vocabulary;
use crate::text::Span;

/// Reads a passage as units.
pub(super) fn read<'t>(text: &'t str, vocabulary: &'t Vocabulary) -> Vec<Unit<'t>> {
    let tokens = scan(text, vocabulary);
    let mut units = Vec::with_capacity(tokens.len());
    let mut rest = tokens.as_slice();
    while !rest.is_empty() {
        let taken = figure::take(rest, text, vocabulary)
            .or_else(|| take_phrase(rest, vocabulary))
            .unwrap_or_else(|| take_word(rest));
        rest = rest.get(taken.length.max(1)..).unwrap_or_default();
        units.extend(taken.first);
        units.extend(taken.more);
    }
    grammar::settle(&mut units, vocabulary);
    mark_names(&mut units);
    units
}

/// Units made of the first tokens.
pub(super) struct Taken<'t> {
    /// How many tokens they take.
    pub(super) length: usize,
    pub(super) first: Option<Unit<'t>>,
    /// The units after the first.
    pub(super) more: Vec<Unit<'t>>,
}

impl<'t> Taken<'t> {
    /// One unit made of the first `length` tokens.
    pub(super) fn one(
        tokens: &[Token<'t>],
        length: usize,
        key: impl Into<Cow<'t, str>>,
        role: Role,
    ) -> Option<Self> {
        let first = Some(unit(tokens.get(..length)?, key.into(), role)?);
        Some(Self { length, first, more: Vec::new() })
    }
}

/// One unit made of these tokens; `None` when there is none.
pub(super) fn unit<'t>(tokens: &[Token<'t>], key: Cow<'t, str>, role: Role) -> Option<Unit<'t>> {
    let (first, last) = (tokens.first()?, tokens.last()?);
    let span = Span::new(first.span.start(), last.span.end()).unwrap_or(first.span);
    Some(Unit {
        span,
        reach: span,
        key,
        fold: spell(tokens),
        role,
        shape: first.shape,
        is_code: first.is_code,
        is_contracted: tokens.iter().any(|token| token.is_contracted),
        gap: first.gap,
    })
}

/// The folded words with single spaces, without any between ideographs.
fn spell<'t>(tokens: &[Token<'t>]) -> Cow<'t, str> {
    if let [token] = tokens {
        return token.fold.clone();
    }
    let mut words = String::new();
    for token in tokens {
        if !words.is_empty() && token.shape != Shape::Ideograph {
            words.push(' ');
        }
        words.push_str(&token.fold);
    }
    Cow::Owned(words)
}

/// Whether the first tokens are this phrase, in one clause.
pub(super) fn matches(tokens: &[Token<'_>], phrase: &Phrase) -> bool {
    tokens.len() >= phrase.words.len()
        && tokens
            .iter()
            .zip(&phrase.words)
            .enumerate()
            .all(|(at, (token, word))| token.fold == *word && (at == 0 || token.gap < Gap::Clause))
}

/// The longest phrase of the lists that stands here.
fn take_phrase<'t>(tokens: &[Token<'t>], vocabulary: &Vocabulary) -> Option<Taken<'t>> {
    let first = tokens.first()?;
    if first.is_code || !first.known.opens_phrase {
        return None;
    }
    let phrases = vocabulary.phrases(&first.fold);
    let phrase = phrases.iter().find(|phrase| matches(tokens, phrase))?;
    let role = match &phrase.tag {
        Tag::Modal(tag) => Role::Modal(Modality {
            strength: tag.strength,
            is_negative: tag.is_negative,
            is_soft: tag.is_soft,
            is_binding: false,
        }),
        Tag::Negator => Role::Negator,
        Tag::Bound(bound) => Role::Bound(*bound),
        Tag::Compound | Tag::Measure(..) => Role::Word,
    };
    let length = phrase.words.len();
    let key = cut(spell(tokens.get(..length)?), stem);
    Taken::one(tokens, length, key, role)
}

/// The first token alone.
fn take_word<'t>(tokens: &[Token<'t>]) -> Taken<'t> {
    let one = tokens.get(..1).unwrap_or_default();
    let Some(token) = one.first() else {
        return Taken { length: 1, first: None, more: Vec::new() };
    };
    let role = match token.shape {
        Shape::Target => Role::Target,
        _ if token.known.is_function && !token.is_code => Role::Function,
        _ => Role::Word,
    };
    let shorten = if role == Role::Target { target_key } else { stem };
    let key = cut(token.fold.clone(), shorten);
    Taken { length: 1, first: unit(one, key, role), more: Vec::new() }
}

/// The part of a text that `shorten` leaves.
fn cut<'t>(text: Cow<'t, str>, shorten: fn(&str) -> &str) -> Cow<'t, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(shorten(text)),
        Cow::Owned(text) => Cow::Owned(shorten(&text).to_owned()),
    }
}

/// An address without what does not change where it leads.
fn target_key(address: &str) -> &str {
    let tracked = ["?utm_", "&utm_"].iter().filter_map(|mark| address.find(mark)).min();
    let kept = tracked.and_then(|end| address.get(..end)).unwrap_or(address);
    kept.trim_end_matches('/')
}

/// A rough stem, only for pairing words: `accepting` and `accepts` stand in one place.
pub(super) fn stem(word: &str) -> &str {
    if !word.is_ascii() || word.contains(' ') {
        return word;
    }
    if !word.ends_with(['g', 's', 'd', 'e', 'y']) {
        return word;
    }
    let word = word.strip_suffix("'s").unwrap_or(word);
    let endings = ["ing", "ies", "ed", "es", "s", "e"];
    let long_enough = |stem: &str| stem.len() > 3;
    let cut = endings
        .iter()
        .find_map(|ending| word.strip_suffix(ending).filter(|stem| long_enough(stem)));
    let stem = cut.unwrap_or(word);
    stem.strip_suffix('y').filter(|stem| long_enough(stem)).unwrap_or(stem)
}

/// Marks what is written as a name: identifiers, code, capitals inside a sentence.
fn mark_names(units: &mut [Unit<'_>]) {
    let has_german = units.iter().any(|unit| unit.shape == Shape::Capital) && is_german(units);
    let count =
        |shape| units.iter().filter(|unit| unit.shape == shape && unit.role == Role::Word).count();
    let is_title = count(Shape::Capital) > count(Shape::Lower) && count(Shape::Ideograph) == 0;
    for unit in units.iter_mut().filter(|unit| unit.role == Role::Word) {
        let is_long = unit.fold.chars().count() > 1;
        let is_name = unit.is_code
            || match unit.shape {
                Shape::Mixed | Shape::Capitals => is_long,
                Shape::Capital => is_long && !unit.opens_sentence() && !has_german && !is_title,
                _ => false,
            };
        if is_name {
            unit.role = Role::Name;
        }
    }
}

/// Whether a passage is German, where every noun has a capital.
fn is_german(units: &[Unit<'_>]) -> bool {
    let common =
        ["der", "die", "und", "das", "ist", "nicht", "ein", "eine", "mit", "von", "zu", "den"];
    let is_common = |word: &str| matches!(word.len(), 2..=5) && common.contains(&word);
    let count = units.iter().filter(|unit| is_common(&unit.fold)).count();
    count * 8 > units.len()
}
