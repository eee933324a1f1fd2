//! Since when a passage is not what it was.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::library::Library;
use super::library::version_of;
use crate::citation::Answer;
use crate::citation::Audited;
use crate::citation::Followed;
use crate::citation::Memory;
use crate::citation::Missing;
use crate::citation::Outcome;
use crate::citation::Question;
use crate::citation::answer;
use crate::history::Entry;
use crate::history::SeedHistory;
use crate::project::past::label;
use crate::record::Event;
use crate::record::Facts;
use crate::view::VersionLabel;

/// How many versions back the beginning is looked for.
const MOST_VERSIONS: usize = 64;

/// The versions after the pinned one, newest first, with what is asked about each.
struct Trail<'p> {
    seed: &'p SeedHistory,
    versions: Vec<(&'p Entry, Question)>,
}

/// For each citation that a person must look at, the first version since which it has its finding.
pub(super) fn since(
    audited: &[Audited],
    library: &Library<'_>,
    memory: &mut Memory,
) -> BTreeMap<usize, VersionLabel> {
    let mut since = BTreeMap::new();
    let mut trails = Vec::new();
    for (index, one) in audited.iter().enumerate().filter(|(_, one)| one.needs_person()) {
        let Some(seed) = library.seed(&one.citation.target) else { continue };
        if one.outcome == Outcome::NoCurrent(Missing::Removed) {
            since.extend(removal(seed).map(|label| (index, label)));
        } else if let Some(followed) = one.followed().filter(|it| !it.finding.is_harmless()) {
            let versions = trail_of(seed, one);
            trails.push((index, followed.clone(), Trail { seed, versions }));
        }
    }
    let asked: BTreeSet<Question> = trails
        .iter()
        // Of a single version nothing more is to be learnt.
        .filter(|(.., trail)| trail.versions.len() > 1)
        .flat_map(|(.., trail)| trail.versions.iter().map(|(_, question)| question.clone()))
        .collect();
    let answers = answer(asked, library, memory);
    for (index, followed, trail) in trails {
        since.extend(beginning(&trail, &followed, &answers).map(|label| (index, label)));
    }
    since
}

fn removal(seed: &SeedHistory) -> Option<VersionLabel> {
    let gone = seed.heads().filter(|head| head.event == Event::Removed).map(|head| head.time).max();
    let id = Some(seed.id().clone());
    gone.map(|time| VersionLabel { seed: id, date: Some(time.into()), ..VersionLabel::default() })
}

/// The versions after the one that a citation pins, newest first, with what is asked about each.
pub(super) fn trail_of<'p>(seed: &'p SeedHistory, audited: &Audited) -> Vec<(&'p Entry, Question)> {
    let mut versions = Vec::new();
    let current = audited.current.as_ref();
    let is_current =
        |facts: &Facts| current.is_some_and(|current| current.content == facts.content);
    let newest = seed.versions().filter(|(_, facts)| is_current(facts)).last();
    let mut at = newest.map(|(entry, _)| entry);
    while let (Some(entry), Some(pinned)) = (at, &audited.pinned) {
        if let Some(facts) = entry.version() {
            if facts.content == pinned.content || versions.len() >= MOST_VERSIONS {
                break;
            }
            let new = version_of(seed, facts.content, facts.path.as_str());
            let quote = audited.citation.quote.clone();
            versions.push((entry, Question { old: pinned.clone(), new, quote }));
        }
        at = entry.predecessors.first().and_then(|before| seed.entry(*before));
    }
    versions
}

/// The oldest version of the run of versions up to now with the same finding.
fn beginning(
    trail: &Trail<'_>,
    followed: &Followed,
    answers: &BTreeMap<Question, Answer>,
) -> Option<VersionLabel> {
    let has_it = |question: &Question| {
        let known = answers.get(question).and_then(Answer::followed);
        known.is_some_and(|known| known.finding == followed.finding)
    };
    let (newest, _) = trail.versions.first()?;
    let run = trail.versions.iter().skip(1).take_while(|(_, question)| has_it(question));
    let oldest = run.last().map_or(*newest, |(entry, _)| *entry);
    Some(label(trail.seed, oldest))
}
