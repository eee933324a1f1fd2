//! The author, chosen among the names near the title and around the text.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use memchr::memmem::Finder;

use super::context::Context;
use super::context::Facts;
use super::day::place_by_title;
use super::model::Feature;
use super::model::Features;
use super::name::Run;
use super::name::find_runs;
use super::name::starts_with_first_name;
use super::page::Line;
use super::words::automaton;
use crate::text::Span;

/// Names that may be the authors.
#[derive(Debug)]
pub(super) struct Candidate {
    /// The names as written, in one piece.
    pub(super) span: Span,
    /// The single names.
    pub(super) names: Vec<Span>,
    pub(super) features: Features,
}

/// The widest line that is read for names.
const WIDEST: usize = 150;

/// The most candidates.
const MOST: usize = 300;

/// How many lines before the title, and behind the text, are read.
const BEFORE: usize = 12;
const BEHIND: usize = 40;

/// The names that may be the authors, with what speaks for each.
pub(super) fn candidates(context: &Context<'_, '_>, title: Option<usize>) -> Vec<Candidate> {
    let from = title.unwrap_or(context.body.start).saturating_sub(BEFORE);
    let to = context.body.end.max(title.unwrap_or(0)) + BEHIND;
    let title_text = title.and_then(|title| context.line(title)).map_or("", |(line, _)| line.text);
    let mut found = Vec::new();
    for at in from..to {
        let Some((line, facts)) = context.line(at) else { break };
        if line.width > WIDEST || Some(at) == title || found.len() >= MOST {
            continue;
        }
        for run in find_runs(line.text, &facts.dates) {
            let mut features = describe(line, facts, &run);
            super::title::place(&mut features, context, at);
            place_by_title(&mut features, title, at);
            neighbours(&mut features, context, at);
            let name = line.text.get(run.start..run.end).unwrap_or_default();
            features.flag(Feature::InTitle, title_text.contains(name));
            count(&mut features, context, (at, name));
            found.push(Candidate {
                span: line.span_of(run.start, run.end),
                names: run.names.iter().map(|(start, end)| line.span_of(*start, *end)).collect(),
                features,
            });
        }
    }
    found
}

/// What the line and the shape of the name tell.
fn describe(line: &Line<'_>, facts: &Facts, run: &Run) -> Features {
    let mut features = Features::new();
    let text = line.text;
    let name = text.get(run.start..run.end).unwrap_or_default();
    features.flag(Feature::NameWords1, run.words == 1);
    features.flag(Feature::NameWords2, run.words == 2);
    features.flag(Feature::NameWords3, run.words >= 3);
    features.flag(Feature::ManyWords, run.names.len() > 1);
    features.flag(Feature::HasFirstName, starts_with_first_name(name));
    features.flag(Feature::HasOrganisation, has_organisation(name));
    features.flag(Feature::HasParticle, run.has_particle);
    features.flag(Feature::HasInitial, run.has_initial);
    features.flag(Feature::IsShouted, name.len() > 3 && !name.chars().any(char::is_lowercase));
    features.flag(Feature::LineIsName, run.start == 0 && run.end == text.len());
    features.flag(Feature::AtLineStart, run.start == 0);
    features.flag(Feature::AtLineEnd, run.end == text.len());
    features.flag(Feature::IsBullet, line.is_bullet);
    features.flag(Feature::IsNoise, line.is_noise);
    features.flag(Feature::IsProse, line.is_prose);
    features.flag(Feature::HasFurniture, facts.has_furniture);
    features.flag(Feature::HasCopyright, text.contains('©'));
    features.flag(Feature::HasDate, !facts.dates.is_empty());
    features.flag(Feature::Repeats, facts.repeats == 1);
    features.flag(Feature::RepeatsMany, facts.repeats >= 2);
    features.bin(
        line.width,
        &[(40, Feature::WidthTo40), (70, Feature::WidthTo70), (110, Feature::WidthTo110)],
        Some(Feature::WidthTo160),
    );
    features.flag(Feature::DateFollows, facts.dates.iter().any(|date| date.start >= run.end));
    features.flag(Feature::DatePrecedes, facts.dates.iter().any(|date| date.end <= run.start));
    add_cues(&mut features, text, run);
    features
}

/// The words right before and right after the name.
fn add_cues(features: &mut Features, text: &str, run: &Run) {
    let before = text.get(..run.start).unwrap_or_default().trim_end().to_lowercase();
    let is_after = |cue: &str| {
        let rest = before.trim_end_matches([':', '：', '/']).trim_end().strip_suffix(cue);
        rest.is_some_and(|rest| rest.is_empty() || rest.ends_with(|c: char| !c.is_alphabetic()))
    };
    let is_picture = holds(&PICTURES_FOUND, &before);
    let has_colon = before.ends_with([':', '：']);
    let is_by = PREPOSITIONS.iter().any(|cue| is_after(cue));
    let is_label = LABELS.iter().any(|cue| is_after(cue));
    features.flag(Feature::CueOther, is_picture);
    features.flag(Feature::CueBy, is_by && !is_picture);
    features.flag(Feature::CueLabel, is_label && !is_picture);
    features.flag(Feature::CueWeak, has_colon && !is_label && !is_by && !is_picture);
    features.flag(Feature::CueBefore, is_by && before.len() <= 4);
    let after = text.get(run.end..).unwrap_or_default().to_lowercase();
    features.flag(Feature::RoleAfter, holds(&ROLES_FOUND, &after));
    features.flag(Feature::MailNear, after.contains('@') || before.contains('@'));
    features.flag(
        Feature::HasSeparator,
        after.trim_start().starts_with(['|', '•', '·', ',', '–', '-', '/']),
    );
}

fn holds(words: &Option<AhoCorasick>, text: &str) -> bool {
    words.as_ref().is_some_and(|words| words.is_match(text))
}

static PICTURES_FOUND: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| automaton(&PICTURES));
static ROLES_FOUND: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| automaton(&ROLES));

const PREPOSITIONS: [&str; 9] = ["by", "von", "par", "por", "di", "de", "door", "av", "af"];

const LABELS: [&str; 22] = [
    "author",
    "authors",
    "autor",
    "autorin",
    "autoren",
    "auteur",
    "autore",
    "text",
    "texte",
    "texto",
    "tekst",
    "reporter",
    "written by",
    "words by",
    "posted by",
    "bericht",
    "redaktion",
    "verfasser",
    "written",
    "redacción",
    "correspondent",
    "editor",
];

/// The bytes of the longest label.
const LONGEST_LABEL: usize = 16;

const PICTURES: [&str; 14] = [
    "photo",
    "foto",
    "image",
    "bild",
    "getty",
    "illustration",
    "credit",
    "quelle",
    "source",
    "video",
    "graphic",
    "grafik",
    "cover",
    "©",
];

const ROLES: [&str; 22] = [
    "reporter",
    "editor",
    "correspondent",
    "korrespondent",
    "redakteur",
    "redaktor",
    "redaktion",
    "journalist",
    "writer",
    "author",
    "autor",
    "contributor",
    "staff",
    "columnist",
    "volontär",
    "redactor",
    "periodista",
    "producer",
    "freelance",
    "leiter",
    "kolumnist",
    "follow",
];

/// Words that are part of the names of organisations, sections and pages rather than of people.
const ORGANISATIONS: [&str; 60] = [
    "news",
    "media",
    "press",
    "zeitung",
    "online",
    "gmbh",
    "inc",
    "ltd",
    "company",
    "group",
    "university",
    "universität",
    "institut",
    "institute",
    "team",
    "redaktion",
    "verlag",
    "post",
    "times",
    "magazin",
    "magazine",
    "radio",
    "tv",
    "deutschland",
    "germany",
    "america",
    "world",
    "politik",
    "politics",
    "sport",
    "sports",
    "business",
    "wirtschaft",
    "kultur",
    "culture",
    "home",
    "menu",
    "newsletter",
    "facebook",
    "twitter",
    "instagram",
    "google",
    "reuters",
    "dpa",
    "afp",
    "the",
    "der",
    "die",
    "das",
    "und",
    "in",
    "mehr",
    "more",
    "read",
    "share",
    "comments",
    "podcast",
    "video",
    "shop",
    "service",
];

fn has_organisation(name: &str) -> bool {
    name.split([' ', '-']).any(|word| {
        let word = word.to_lowercase();
        ORGANISATIONS.contains(&word.as_str())
    })
}

/// Whether dates and bylines stand around the line.
fn neighbours(features: &mut Features, context: &Context<'_, '_>, at: usize) {
    let near = [at.checked_sub(1), Some(at + 1), at.checked_sub(2), Some(at + 2)];
    let mut lines = near.into_iter().flatten().filter_map(|at| context.line(at));
    let dated = |(line, facts): (&Line<'_>, &Facts)| !line.is_prose && !facts.dates.is_empty();
    features.flag(Feature::DateNear, lines.any(dated));
    let before = at.checked_sub(1).and_then(|before| context.line(before));
    let is_label = before.is_some_and(|(line, _)| {
        let label = line.text.trim_end_matches([':', '：']);
        if label.len() > LONGEST_LABEL {
            return false;
        }
        let label = label.to_lowercase();
        LABELS.contains(&label.as_str()) || PREPOSITIONS.contains(&label.as_str())
    });
    features.flag(Feature::CueAfter1, is_label);
}

/// How often the name stands elsewhere.
fn count(features: &mut Features, context: &Context<'_, '_>, (at, name): (usize, &str)) {
    if name.len() < 5 {
        return;
    }
    let (mut is_elsewhere, mut is_in_body) = (false, false);
    let finder = Finder::new(name);
    let from = context.body.start.saturating_sub(40);
    for other in from..context.body.end + BEHIND {
        let Some((line, _)) = context.line(other) else { break };
        let is_known = if line.is_prose { is_in_body } else { is_elsewhere };
        if !is_known && other != at && finder.find(line.text.as_bytes()).is_some() {
            is_elsewhere |= !line.is_prose;
            is_in_body |= line.is_prose;
        }
    }
    features.flag(Feature::NameRepeats, is_elsewhere);
    features.flag(Feature::NameInBody, is_in_body);
}
