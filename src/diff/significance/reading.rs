//! From tokens to units: phrases, then what their neighbours make of them.

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
pub(super) fn read(text: &str, vocabulary: &Vocabulary) -> Vec<Unit> {
    let tokens = scan(text, vocabulary);
    let mut units: Vec<Unit> = Vec::with_capacity(tokens.len());
    let mut rest = tokens.as_slice();
    while !rest.is_empty() {
        let taken = figure::take(rest, text, vocabulary)
            .or_else(|| take_phrase(rest, vocabulary))
            .unwrap_or_else(|| take_word(rest, vocabulary));
        rest = rest.get(taken.length.max(1)..).unwrap_or_default();
        units.extend(taken.units);
    }
    grammar::settle(&mut units, vocabulary);
    mark_names(&mut units);
    units
}

/// Units made of the first tokens.
pub(super) struct Taken {
    /// How many tokens they take.
    pub(super) length: usize,
    pub(super) units: Vec<Unit>,
}

impl Taken {
    /// One unit made of the first `length` tokens.
    pub(super) fn one(tokens: &[Token], length: usize, key: String, role: Role) -> Option<Self> {
        Some(Self { length, units: vec![unit(tokens.get(..length)?, key, role)?] })
    }
}

/// One unit made of these tokens; `None` when there is none.
pub(super) fn unit(tokens: &[Token], key: String, role: Role) -> Option<Unit> {
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
fn spell(tokens: &[Token]) -> String {
    let mut words = String::new();
    for token in tokens {
        if !words.is_empty() && token.shape != Shape::Ideograph {
            words.push(' ');
        }
        words.push_str(&token.fold);
    }
    words
}

/// Whether the first tokens are this phrase, in one clause.
pub(super) fn matches(tokens: &[Token], phrase: &Phrase) -> bool {
    tokens.len() >= phrase.words.len()
        && tokens
            .iter()
            .zip(&phrase.words)
            .enumerate()
            .all(|(at, (token, word))| token.fold == *word && (at == 0 || token.gap < Gap::Clause))
}

/// The longest phrase of the lists that stands here.
fn take_phrase(tokens: &[Token], vocabulary: &Vocabulary) -> Option<Taken> {
    let first = tokens.first()?;
    if first.is_code {
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
    let key = stem(&spell(tokens.get(..length)?));
    Taken::one(tokens, length, key, role)
}

/// The first token alone.
fn take_word(tokens: &[Token], vocabulary: &Vocabulary) -> Taken {
    let Some(token) = tokens.first() else { return Taken { length: 1, units: Vec::new() } };
    let role = match token.shape {
        Shape::Target => Role::Target,
        _ if vocabulary.is_function(&token.fold) && !token.is_code => Role::Function,
        _ => Role::Word,
    };
    let key = if role == Role::Target { target_key(&token.fold) } else { stem(&token.fold) };
    Taken {
        length: 1,
        units: unit(tokens.get(..1).unwrap_or_default(), key, role).into_iter().collect(),
    }
}

/// An address without what does not change where it leads.
fn target_key(address: &str) -> String {
    let tracked = ["?utm_", "&utm_"].iter().filter_map(|mark| address.find(mark)).min();
    let kept = tracked.and_then(|end| address.get(..end)).unwrap_or(address);
    kept.trim_end_matches('/').to_owned()
}

/// A rough stem, only for pairing words: `accepting` and `accepts` stand in one place.
pub(super) fn stem(word: &str) -> String {
    if !word.is_ascii() || word.contains(' ') {
        return word.to_owned();
    }
    let word = word.strip_suffix("'s").unwrap_or(word);
    let endings = ["ing", "ies", "ed", "es", "s", "e"];
    let long_enough = |stem: &str| stem.len() > 3;
    let cut = endings
        .iter()
        .find_map(|ending| word.strip_suffix(ending).filter(|stem| long_enough(stem)));
    let stem = cut.unwrap_or(word);
    stem.strip_suffix('y').filter(|stem| long_enough(stem)).unwrap_or(stem).to_owned()
}

/// Marks what is written as a name: identifiers, code, capitals inside a sentence.
fn mark_names(units: &mut [Unit]) {
    let has_german = is_german(units);
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
fn is_german(units: &[Unit]) -> bool {
    let common =
        ["der", "die", "und", "das", "ist", "nicht", "ein", "eine", "mit", "von", "zu", "den"];
    let count = units.iter().filter(|unit| common.contains(&unit.fold.as_str())).count();
    count * 8 > units.len()
}
