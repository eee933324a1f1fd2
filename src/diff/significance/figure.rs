//! Numbers with their units, dates, and numbers that refer to a place.

use super::number;
use super::number::Decimal;
use super::number::Numeric;
use super::reading::Taken;
use super::reading::matches;
use super::reading::unit;
use super::token::Gap;
use super::token::Shape;
use super::token::Token;
use super::unit::Counting;
use super::unit::Role;
use super::vocabulary::MONEY;
use super::vocabulary::Tag;
use super::vocabulary::Vocabulary;

/// The number, date or cross-reference that stands here, if one does.
pub(super) fn take<'t>(
    tokens: &[Token<'t>],
    text: &str,
    vocabulary: &Vocabulary,
) -> Option<Taken<'t>> {
    let first = tokens.first()?;
    if !may_open(first) {
        return None;
    }
    take_reference(tokens, text, vocabulary)
        .or_else(|| take_date(tokens, vocabulary))
        .or_else(|| take_money(tokens, vocabulary))
        .or_else(|| take_figure(tokens, vocabulary))
        .or_else(|| take_numeral(tokens, vocabulary))
        .or_else(|| take_chinese(tokens, vocabulary))
        .or_else(|| take_ordinal(tokens, vocabulary))
}

/// Whether anything of this module may begin with a token; most words are told apart here.
fn may_open(token: &Token<'_>) -> bool {
    let is_chinese = |char| char == '第' || number::is_chinese_numeral(char);
    token.known.opens_figure
        || match token.shape {
            Shape::Number => true,
            Shape::Ideograph => token.fold.chars().any(is_chinese),
            _ => {
                let is_plain = |byte: u8| byte.is_ascii() && !byte.is_ascii_digit();
                token.fold.is_empty() || !token.fold.bytes().all(is_plain)
            }
        }
}

/// `Section 9.2`, `RFC 2119`, `第三节`, `[12]`, the number of a list item.
fn take_reference<'t>(
    tokens: &[Token<'t>],
    text: &str,
    vocabulary: &Vocabulary,
) -> Option<Taken<'t>> {
    let (first, second) = (tokens.first()?, tokens.get(1));
    if first.fold == "第" {
        let length = chinese_length(tokens.get(1..)?);
        let counter = tokens.get(1 + length)?;
        let is_place = length > 0
            && vocabulary.lexicon.references.counters.iter().any(|it| *it == counter.fold);
        return is_place.then(|| {
            Taken::one(tokens, length + 2, joined(tokens.get(..length + 2)?), Role::CrossReference)
        })?;
    }
    if first.shape == Shape::Number && is_mark_number(first, text) {
        return Taken::one(tokens, 1, format!("[{}]", first.fold), Role::CrossReference);
    }
    if let Some(key) = joined_label(&first.fold, vocabulary) {
        return Taken::one(tokens, 1, key, Role::CrossReference);
    }
    let label = vocabulary.label(&first.fold)?;
    let number = second.filter(|token| token.gap < Gap::Clause && names_place(token, text))?;
    let key = format!("{label} {}", number.fold);
    let mut taken = Taken::one(tokens, 2, key, Role::CrossReference)?;
    // "Sections 3 and 4": the label holds for the numbers that follow.
    while let Some(next) = tokens.get(taken.length..).filter(|_| first.fold.ends_with('s')) {
        let Some(length) = joined_place(next, text) else { break };
        let number = next.get(length - 1)?;
        let key = format!("{label} {}", number.fold).into();
        taken.more.extend(unit(next.get(..length)?, key, Role::CrossReference));
        taken.length += length;
    }
    Some(taken)
}

/// `rfc2119`: a label with its number.
fn joined_label(word: &str, vocabulary: &Vocabulary) -> Option<String> {
    let number = word.trim_start_matches(char::is_alphabetic);
    let label = vocabulary.label(word.strip_suffix(number)?)?;
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| format!("{label} {number}"))
}

/// How many tokens "and 4" or ", 4" takes.
fn joined_place(tokens: &[Token<'_>], text: &str) -> Option<usize> {
    let first = tokens.first()?;
    let joins = ["and", "or", "to", "through", "及", "和"].contains(&first.fold.as_ref());
    let at = usize::from(joins);
    let is_place = tokens
        .get(at)
        .is_some_and(|token| token.shape == Shape::Number && names_place(token, text));
    is_place.then_some(at + 1)
}

/// Whether a token can be the number of a section, figure or the like.
fn names_place(token: &Token<'_>, text: &str) -> bool {
    let has_digit = token.fold.contains(|char: char| char.is_ascii_digit());
    let is_letter = token.fold.len() == 1 && token.span.slice(text).chars().all(char::is_uppercase);
    has_digit || is_letter
}

/// Whether a number is a footnote mark, the number of an issue, or of a list item.
fn is_mark_number(token: &Token<'_>, text: &str) -> bool {
    let before = text.get(..token.span.start()).unwrap_or_default();
    let after = text.get(token.span.end()..).unwrap_or_default();
    let is_footnote =
        before.ends_with(['[', '^', '#']) && (after.starts_with(']') || before.ends_with('#'));
    let is_item = before.trim_start_matches(['(', ' ', '\n', '>']).is_empty()
        && after.starts_with(['.', ')', '、'])
        && !after.trim().is_empty();
    is_footnote || is_item
}

/// `12 March 2024`, `March 12, 2024`, `2024年3月12日`.
fn take_date<'t>(tokens: &[Token<'t>], vocabulary: &Vocabulary) -> Option<Taken<'t>> {
    let text = |at: usize| tokens.get(at).map_or("", |token| token.fold.as_ref());
    let value =
        |at: usize| text(at).trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']).parse::<u32>().ok();
    let month = |at: usize| {
        let token =
            tokens.get(at).filter(|token| token.shape != Shape::Lower || token.fold.len() > 5)?;
        vocabulary.lexicon.months.get(token.fold.as_ref()).copied()
    };
    let year_at =
        |at: usize| value(at).filter(|year| (1000..=2999).contains(year) && text(at).len() == 4);
    let day_at = |at: usize| value(at).filter(|day| (1..=31).contains(day));
    if let (Some(day), Some(month)) = (day_at(0), month(1)) {
        let year = year_at(2);
        return dated(tokens, 2 + usize::from(year.is_some()), (year, u32::from(month), Some(day)));
    }
    if let Some(month) = month(0) {
        let day = day_at(1).filter(|_| tokens.get(1).is_some_and(|token| token.gap < Gap::Clause));
        let year = year_at(1 + usize::from(day.is_some()));
        let length = 1 + usize::from(day.is_some()) + usize::from(year.is_some());
        return (length > 1).then(|| dated(tokens, length, (year, u32::from(month), day)))?;
    }
    take_chinese_date(tokens)
}

/// `2024年3月12日`, `3月12日`, `2024年`.
fn take_chinese_date<'t>(tokens: &[Token<'t>]) -> Option<Taken<'t>> {
    let part = |at: usize, name: &[&str]| {
        let number = tokens
            .get(at)
            .filter(|token| token.shape == Shape::Number)?
            .fold
            .parse::<u32>()
            .ok()?;
        tokens.get(at + 1).filter(|token| name.contains(&token.fold.as_ref()))?;
        Some(number)
    };
    let year = part(0, &["年"]).filter(|year| (1000..=2999).contains(year));
    let at = 2 * usize::from(year.is_some());
    let month = part(at, &["月"]);
    let day = month.and_then(|_| part(at + 2, &["日", "号"]));
    let length = at + 2 * usize::from(month.is_some()) + 2 * usize::from(day.is_some());
    (length > 0).then(|| dated(tokens, length, (year, month.unwrap_or(0), day)))?
}

/// A date unit.
fn dated<'t>(
    tokens: &[Token<'t>],
    length: usize,
    (year, month, day): (Option<u32>, u32, Option<u32>),
) -> Option<Taken<'t>> {
    let key = format!("date:{}-{month}-{}", year.unwrap_or(0), day.unwrap_or(0));
    Taken::one(tokens, length, key, Role::Amount(Counting::Figure))
}

/// `$5`.
fn take_money<'t>(tokens: &[Token<'t>], vocabulary: &Vocabulary) -> Option<Taken<'t>> {
    let (first, second) = (tokens.first()?, tokens.get(1)?);
    if !MONEY.contains(&first.fold.as_ref())
        || second.shape != Shape::Number
        || second.gap >= Gap::Clause
    {
        return None;
    }
    let Numeric::Amount(number, suffix) = number::read(&second.fold) else { return None };
    let mut length = 2;
    let number =
        if suffix.is_empty() { scaled(number, tokens, &mut length, vocabulary)? } else { number };
    let (_, dimension, size) = measure(tokens, vocabulary)?;
    Taken::one(tokens, length, keyed(number, &dimension, size), Role::Amount(Counting::Figure))
}

/// Digits, with what follows them.
fn take_figure<'t>(tokens: &[Token<'t>], vocabulary: &Vocabulary) -> Option<Taken<'t>> {
    let first = tokens.first()?;
    let bare = first
        .fold
        .strip_prefix('v')
        .filter(|rest| rest.starts_with(|char: char| char.is_ascii_digit()));
    if first.shape != Shape::Number && bare.is_none() {
        return None;
    }
    let figure = |length, key| Taken::one(tokens, length, key, Role::Amount(Counting::Figure));
    match number::read(bare.unwrap_or(&first.fold)) {
        Numeric::Amount(_, suffix)
            if suffix.is_empty()
                && first.fold.contains('.')
                && measure(tokens.get(1..)?, vocabulary).is_none() =>
        {
            figure(1, format!("version:{}", bare.unwrap_or(&first.fold)))
        }
        Numeric::Amount(number, suffix) => take_amount(tokens, number, &suffix, vocabulary),
        Numeric::Version(version) => figure(1, format!("version:{version}")),
        Numeric::Day(year, month, day) => figure(1, format!("date:{year}-{month}-{day}")),
        Numeric::Expression(text) => figure(1, format!("expression:{text}")),
        Numeric::Ordinal(place) => {
            Taken::one(tokens, 1, format!("ordinal:{place}"), Role::Amount(Counting::Ordinal))
        }
        Numeric::Range(low, high, suffix) => take_range(tokens, (low, high), &suffix, vocabulary),
        Numeric::Name => Taken::one(tokens, 1, first.fold.clone(), Role::Name),
    }
}

/// A number with the unit that touches it or follows it.
fn take_amount<'t>(
    tokens: &[Token<'t>],
    number: Decimal,
    suffix: &str,
    vocabulary: &Vocabulary,
) -> Option<Taken<'t>> {
    let figure = |length, key| Taken::one(tokens, length, key, Role::Amount(Counting::Figure));
    if suffix == "0x" {
        return figure(1, format!("hex:{}", number.canonical()));
    }
    if suffix.is_empty() {
        let mut length = 1;
        let number = scaled(number, tokens, &mut length, vocabulary)?;
        let (taken, dimension, size) =
            measure(tokens.get(length..)?, vocabulary).unwrap_or_default();
        return figure(length + taken, keyed(number, &dimension, size));
    }
    let first = tokens.first()?;
    match vocabulary.measures(suffix).iter().find(|phrase| phrase.words.len() == 1) {
        Some(phrase) => {
            let Tag::Measure(dimension, size) = &phrase.tag else { return None };
            figure(1, keyed(number, dimension, *size))
        }
        None => Taken::one(tokens, 1, first.fold.clone(), Role::Name),
    }
}

/// Two amounts written as one.
fn take_range<'t>(
    tokens: &[Token<'t>],
    (low, high): (Decimal, Decimal),
    suffix: &str,
    vocabulary: &Vocabulary,
) -> Option<Taken<'t>> {
    let suffixed = vocabulary.measures(suffix).first().map(|phrase| &phrase.tag);
    let (taken, dimension, size) = match suffixed {
        Some(Tag::Measure(dimension, size)) => (0, dimension.clone(), *size),
        _ => measure(tokens.get(1..)?, vocabulary).unwrap_or_default(),
    };
    let length = 1 + taken;
    let amount = |number: Decimal| {
        let key = keyed(number, &dimension, size).into();
        unit(tokens.get(..length)?, key, Role::Amount(Counting::Figure))
    };
    Some(Taken { length, first: amount(low), more: amount(high).into_iter().collect() })
}

/// A number multiplied by the scale words that follow ("5 million", "5 万").
fn scaled(
    number: Decimal,
    tokens: &[Token<'_>],
    length: &mut usize,
    vocabulary: &Vocabulary,
) -> Option<Decimal> {
    let mut number = number;
    while let Some(token) = tokens.get(*length).filter(|token| token.gap < Gap::Clause) {
        let chinese = || {
            token.fold.chars().next().and_then(number::chinese_scale).filter(|scale| *scale > 10)
        };
        let Some(scale) =
            vocabulary.lexicon.scales.get(token.fold.as_ref()).copied().or_else(chinese)
        else {
            break;
        };
        number = number.times(scale)?;
        *length += 1;
    }
    Some(number)
}

/// The unit that stands here: how many tokens, its dimension, its size.
fn measure(tokens: &[Token<'_>], vocabulary: &Vocabulary) -> Option<(usize, String, u64)> {
    let first = tokens.first().filter(|token| token.gap < Gap::Clause)?;
    let phrase = vocabulary.measures(&first.fold).iter().find(|phrase| matches(tokens, phrase))?;
    let Tag::Measure(dimension, size) = &phrase.tag else { return None };
    Some((phrase.words.len(), dimension.clone(), *size))
}

/// The key of an amount: its dimension and its value in the smallest unit.
fn keyed(number: Decimal, dimension: &str, size: u64) -> String {
    let value = number
        .times(size.max(1))
        .map_or_else(|| format!("{}x{size}", number.canonical()), Decimal::canonical);
    format!("{dimension}:{value}")
}

/// A number in words.
fn take_numeral<'t>(tokens: &[Token<'t>], vocabulary: &Vocabulary) -> Option<Taken<'t>> {
    let value = |at: usize| number::read_word(&tokens.get(at)?.fold, &vocabulary.lexicon.numerals);
    let first = value(0)?;
    let ones = value(1).filter(|ones| first >= 20 && first % 10 == 0 && *ones < 10 && *ones > 0);
    let mut length = 1 + usize::from(ones.is_some());
    let number =
        scaled(Decimal::whole(first + ones.unwrap_or(0)), tokens, &mut length, vocabulary)?;
    let unit = measure(tokens.get(length..)?, vocabulary);
    let counting = if unit.is_some() { Counting::Figure } else { Counting::Word };
    let (taken, dimension, size) = unit.unwrap_or_default();
    Taken::one(tokens, length + taken, keyed(number, &dimension, size), Role::Amount(counting))
}

/// A number in Chinese numerals: with a unit a figure, else a number word.
fn take_chinese<'t>(tokens: &[Token<'t>], vocabulary: &Vocabulary) -> Option<Taken<'t>> {
    if let Some(rest) =
        tokens.get(3..).filter(|_| joined(tokens.get(..3).unwrap_or_default()) == "百分之")
    {
        let length = chinese_length(rest);
        let digits = joined(rest.get(..length)?);
        let number =
            Decimal::read(&digits).or_else(|| number::read_chinese(&digits).map(Decimal::whole))?;
        let role = Role::Amount(Counting::Figure);
        return (length > 0)
            .then(|| Taken::one(tokens, 3 + length, keyed(number, "percent", 1), role))?;
    }
    let length = chinese_length(tokens);
    let numerals = joined(tokens.get(..length).filter(|numerals| !numerals.is_empty())?);
    let unit = measure(tokens.get(length..)?, vocabulary);
    let taken = unit.as_ref().map_or(0, |(taken, ..)| *taken);
    let compound =
        vocabulary.phrases(&tokens.first()?.fold).iter().find(|phrase| matches(tokens, phrase));
    if compound.is_some_and(|phrase| phrase.words.len() >= length + taken) {
        return None;
    }
    let number = Decimal::whole(number::read_chinese(&numerals)?);
    let is_once =
        numerals == "一" && unit.as_ref().is_some_and(|(_, dimension, _)| dimension == "times");
    let counting = if unit.is_some() && !is_once { Counting::Figure } else { Counting::Word };
    let (_, dimension, size) = unit.unwrap_or_default();
    Taken::one(tokens, length + taken, keyed(number, &dimension, size), Role::Amount(counting))
}

/// How many of the first tokens are Chinese numerals, or one number in digits.
fn chinese_length(tokens: &[Token<'_>]) -> usize {
    if tokens.first().is_some_and(|token| token.shape == Shape::Number) {
        return 1;
    }
    let is_numeral = |token: &&Token<'_>| {
        token.fold.chars().all(number::is_chinese_numeral) && token.shape == Shape::Ideograph
    };
    tokens.iter().take_while(is_numeral).count()
}

/// A place in a row, in words.
fn take_ordinal<'t>(tokens: &[Token<'t>], vocabulary: &Vocabulary) -> Option<Taken<'t>> {
    let first = tokens.first()?;
    let place = vocabulary.lexicon.ordinals.get(first.fold.as_ref())?;
    Taken::one(tokens, 1, format!("ordinal:{place}"), Role::Amount(Counting::Ordinal))
}

/// The folded tokens without spaces.
fn joined(tokens: &[Token<'_>]) -> String {
    tokens.iter().map(|token| token.fold.as_ref()).collect()
}
