//! The publisher of a page, chosen among the names in its furniture: copyright lines, menus,
//! self-references, the title's suffix, domains.

use std::collections::BTreeMap;

use super::address::Address;
use super::address::Written;
use super::address::fit;
use super::context::Context;
use super::house_words::ABOUT_BEFORE;
use super::house_words::APP_AFTER;
use super::house_words::LEGAL_FORMS;
use super::house_words::NOT_BEFORE;
use super::house_words::is_of_any_site;
use super::house_words::is_press;
use super::model::Feature;
use super::model::Features;
use super::name::find_capitalised;
use super::page::Line;
use super::publisher::plain;
use super::publisher::plain_characters;
use crate::text::Span;

/// A name that may be the publisher's.
#[derive(Debug)]
pub(super) struct Candidate {
    /// Letters and digits of the name in lower case.
    pub(super) plain: String,
    /// Where it stands, at its most telling place.
    pub(super) span: Span,
    pub(super) features: Features,
}

/// How many lines of head and tail are read; lines with a cue are read everywhere.
const HEAD: usize = 120;
const TAIL: usize = 160;

/// The widest line that is read.
const WIDEST: usize = 240;

/// The most candidates that are weighed.
const MOST: usize = 250;

/// What is gathered for one name.
#[derive(Debug)]
struct Gathered {
    span: Span,
    rank: usize,
    count: usize,
    /// How often it stands on a line of its own.
    alone: usize,
    words: usize,
    /// Whether all its words are capitalised.
    is_tight: bool,
    features: Features,
}

/// The names that may be the publisher's, with what speaks for each.
pub(super) fn candidates(context: &Context<'_, '_>, title: Option<usize>) -> Vec<Candidate> {
    let mut names: BTreeMap<String, Gathered> = BTreeMap::new();
    let mut domains: BTreeMap<String, usize> = BTreeMap::new();
    let title_text = title.and_then(|at| context.line(at)).map_or("", |(line, _)| line.text);
    let count = context.page.lines.len();
    for (at, line) in context.page.lines.iter().enumerate() {
        let is_edge = at < HEAD || at + TAIL >= count;
        let has_rights = line.text.contains('©') || line.text.contains("opyright");
        if !(is_edge || has_rights) {
            continue;
        }
        read_domains(line, &mut domains);
        if (line.width <= WIDEST || has_rights) && Some(at) != title {
            read_line(line, (at, count), title_text, &mut names);
        }
    }
    drop_parts(&mut names, context.page.text);
    write_out(&mut names, context.page.text);
    rate(context, names, &domains, title_text)
}

fn read_line(
    line: &Line<'_>,
    (at, count): (usize, usize),
    title: &str,
    names: &mut BTreeMap<String, Gathered>,
) {
    let rights = rights_of(line.text);
    for (start, end, words) in find_capitalised(line.text, MOST_WORDS) {
        let Some(name) = line.text.get(start..end) else { continue };
        let key = plain(name);
        if key.len() < 2 || key.len() > 50 {
            continue;
        }
        let (features, rank) = occurrence(line, (start, end), rights, title);
        let entry = names.entry(key).or_insert_with(|| Gathered {
            span: line.span_of(start, end),
            rank: 0,
            count: 0,
            alone: 0,
            words,
            is_tight: !name.split(' ').any(|word| word.starts_with(char::is_lowercase)),
            features: Features::new(),
        });
        if rank > entry.rank {
            (entry.rank, entry.span) = (rank, line.span_of(start, end));
        }
        entry.count += 1;
        let is_alone = features.is_set(Feature::LineIsName);
        entry.alone += usize::from(is_alone);
        let is_edge = at < 8 || at + 12 >= count;
        entry.features.flag(Feature::AloneEdge, is_alone && is_edge);
        entry.features.join(&features);
        entry.features.flag(Feature::FirstLines, at < 8);
        entry.features.flag(Feature::LastLines, at + 12 >= count);
    }
}

/// The most words of a publisher's name.
const MOST_WORDS: usize = 4;

/// Where the part of a line that names the holder of the rights begins.
fn rights_of(text: &str) -> Option<usize> {
    let sign = text.find('©').or_else(|| text.find("opyright")).or_else(|| text.find("(c)"));
    sign.or_else(|| text.contains("ights reserved").then_some(0))
        .or_else(|| text.contains("echte vorbehalten").then_some(0))
}

/// What one occurrence of a name tells, and how telling it is.
fn occurrence(
    line: &Line<'_>,
    (start, end): (usize, usize),
    rights: Option<usize>,
    title: &str,
) -> (Features, usize) {
    let mut features = Features::new();
    let text = line.text;
    let before = text.get(..start).unwrap_or_default();
    let after = text.get(end..).unwrap_or_default();
    let is_after_sign = rights.is_some_and(|sign| sign < start) && {
        let between = before.get(rights.unwrap_or(0)..).unwrap_or_default();
        !between.chars().skip(1).any(|c| c.is_alphabetic() && !"opyrightbyBYCOPYRIGHT".contains(c))
    };
    features.flag(Feature::CopyrightLine, rights.is_some());
    features.flag(Feature::AfterCopyright, is_after_sign);
    let ends_name = after.is_empty() || after.starts_with(['.', ',', '|', ' ', '-', '–', '!', ':']);
    let ends_clean = after.trim_start().chars().next().is_none_or(|c| !c.is_uppercase());
    features.flag(Feature::RightsLine, is_after_sign && ends_name && ends_clean);
    features.flag(
        Feature::HasLegalForm,
        LEGAL_FORMS.iter().any(|form| after.trim_start().starts_with(form)),
    );
    features.flag(Feature::LineIsName, start == 0 && end == text.len());
    features.flag(Feature::AtLineStart, start == 0);
    features.flag(Feature::AtLineEnd, end == text.len());
    let before_lower = last_letters(before.trim_end()).to_lowercase();
    let after_lower = first_letters(after.trim_start()).to_lowercase();
    let about = ABOUT_BEFORE.iter().any(|cue| ends_with_words(&before_lower, cue));
    features.flag(Feature::AboutCue, about);
    features.flag(Feature::AppCue, APP_AFTER.iter().any(|cue| after_lower.starts_with(cue)));
    features.flag(Feature::CueOther, NOT_BEFORE.iter().any(|cue| before_lower.ends_with(cue)));
    let is_suffix = !title.is_empty()
        && end == text.len()
        && text.len() > title.len()
        && text.starts_with(title)
        && before.trim_end().ends_with(['-', '|', '–', '—', '_', '·', '»']);
    features.flag(Feature::TitleSuffix, is_suffix);
    let rank = 1
        + usize::from(about) * 2
        + usize::from(is_after_sign) * 4
        + usize::from(is_suffix) * 8
        + usize::from(start == 0 && end == text.len());
    (features, rank)
}

/// How many characters around a name hold any cue, and the one beside it.
const CUE_LETTERS: usize = 24;

fn first_letters(text: &str) -> &str {
    let end = text.char_indices().nth(CUE_LETTERS).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or_default()
}

fn last_letters(text: &str) -> &str {
    let start = text.char_indices().rev().nth(CUE_LETTERS).map_or(0, |(at, _)| at);
    text.get(start..).unwrap_or_default()
}

/// Whether a text ends with a phrase as whole words.
fn ends_with_words(text: &str, phrase: &str) -> bool {
    text.strip_suffix(phrase).is_some_and(|rest| !rest.ends_with(|c: char| c.is_alphanumeric()))
}

/// Finds host names and mail addresses and counts the registered names in them.
fn read_domains(line: &Line<'_>, domains: &mut BTreeMap<String, usize>) {
    if !line.text.contains('.')
        || line.is_prose && !line.text.contains('@') && !line.text.contains("www")
    {
        return;
    }
    let is_edge =
        |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '<' | '>' | ',' | '|' | '"');
    for word in line.text.split(is_edge).filter(|word| word.len() <= 60 && word.contains('.')) {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let top = word.rsplit('.').next().unwrap_or_default();
        let looks_like_host = word.is_ascii()
            && (2..=6).contains(&top.len())
            && top.bytes().all(|b| b.is_ascii_lowercase());
        if looks_like_host && let Some(address) = Address::parse(word) {
            *domains.entry(address.label).or_default() += 1;
        }
    }
}

/// Drops names that stand nearly always within a longer one (`Allgemeine` in `Neue Allgemeine`).
fn drop_parts(names: &mut BTreeMap<String, Gathered>, text: &str) {
    let mut parts: Vec<String> = Vec::new();
    for whole in names.values().filter(|whole| whole.words >= 2 && whole.is_tight) {
        let words: Vec<&str> = whole.span.slice(text).split([' ', '-', '.']).collect();
        for from in 0..words.len() {
            let mut part = String::new();
            for (_, word) in (1..words.len()).zip(words.iter().skip(from)) {
                part.extend(plain_characters(word));
                let is_part = |p: &Gathered| p.count <= whole.count + whole.count / 4;
                if names.get(&part).is_some_and(is_part) {
                    parts.push(part.clone());
                }
            }
        }
    }
    for part in parts {
        names.remove(&part);
    }
}

/// Prefers a name written out to its initials: what speaks for `SRF` speaks for `Schweizer Radio und
/// Fernsehen`.
fn write_out(names: &mut BTreeMap<String, Gathered>, text: &str) {
    let is_short = |(name, found): &(&String, &Gathered)| {
        let shown = found.span.slice(text);
        (2..=5).contains(&name.len()) && !shown.chars().any(char::is_lowercase)
    };
    let short: Vec<(String, Features, usize)> = names
        .iter()
        .filter(is_short)
        .map(|(name, found)| (name.clone(), found.features.clone(), found.count))
        .collect();
    for (name, features, count) in short {
        let long =
            names.values_mut().filter(|long| long.words >= 2 && is_press(long.span.slice(text)));
        let written = long.filter(|long| fit(&name, long.span.slice(text)) == 8);
        if let Some(long) = written.max_by_key(|long| (long.count, long.rank)) {
            long.features.join(&features);
            long.features.flag(Feature::AddressInitials, true);
            long.count += count;
            names.remove(&name);
        }
    }
}

/// Completes the features that compare names with each other, and keeps the most telling.
fn rate(
    context: &Context<'_, '_>,
    names: BTreeMap<String, Gathered>,
    domains: &BTreeMap<String, usize>,
    title: &str,
) -> Vec<Candidate> {
    let title = plain(title);
    let mut found: Vec<(usize, Candidate)> = names
        .into_iter()
        .filter(|(name, _)| !is_of_any_site(name))
        .map(|(name, mut gathered)| {
            let features = &mut gathered.features;
            features.flag(Feature::NameWords1, gathered.words == 1);
            features.flag(Feature::NameWords2, gathered.words == 2);
            features.flag(Feature::NameWords3, gathered.words >= 3);
            features.set(Feature::FurnitureCount, super::title::ratio(gathered.count.min(6), 6));
            features.flag(Feature::FurnitureCountMany, gathered.count >= 3);
            features.flag(Feature::AloneMany, gathered.alone >= 2);
            let (is_first, is_last) =
                (features.is_set(Feature::FirstLines), features.is_set(Feature::LastLines));
            features.flag(Feature::FirstAndLast, is_first && is_last);
            let shown = gathered.span.slice(context.page.text);
            let written = Written::new(if domains.is_empty() { "" } else { shown });
            let matching = domains.iter().filter(|(label, _)| written.fit(label) >= 4);
            let matched: usize = matching.map(|(_, count)| *count).sum();
            features.flag(Feature::DomainMatch, matched > 0);
            features.set(Feature::DomainCount, super::title::ratio(matched.min(4), 4));
            let is_press = is_press(shown);
            let is_many = gathered.count >= 3;
            let (has_rights, is_about, is_app) = (
                features.is_set(Feature::AfterCopyright),
                features.is_set(Feature::AboutCue),
                features.is_set(Feature::AppCue),
            );
            features.flag(Feature::RightsMany, has_rights && is_many);
            features.flag(Feature::RightsDomain, has_rights && matched > 0);
            features.flag(
                Feature::ManyCues,
                usize::from(has_rights) + usize::from(is_about) + usize::from(is_app) >= 2,
            );
            features.flag(Feature::WordsMany, gathered.words >= 2 && is_many);
            features.flag(Feature::PressMany, is_press && gathered.words >= 2);
            features.flag(Feature::HasFurniture, super::words::has_furniture(shown));
            let overlap = context.overlap(shown, 0);
            features.flag(Feature::NameInBody, overlap.known > 0 && overlap.known == overlap.all);
            features.flag(Feature::PressWord, is_press);
            features.flag(Feature::InTitle, title.contains(&name));
            features.flag(Feature::WidthTo15, name.len() <= 3);
            let weight = gathered.rank * 3 + gathered.count.min(9) + matched * 4;
            let candidate =
                Candidate { plain: name, span: gathered.span, features: gathered.features };
            (weight, candidate)
        })
        .collect();
    found.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.plain.cmp(&b.1.plain)));
    found.truncate(MOST);
    found.into_iter().map(|(_, candidate)| candidate).collect()
}
