//! What became of every citation.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::cited::Citation;
use super::cited::CitationId;
use super::cited::Target;
use super::finding::Finding;
use super::followed::Answer;
use super::followed::Followed;
use super::followed::Placed;
use super::link::leads_to;
use super::memory::Memory;
use super::question::Question;
use super::question::answer;
use super::shelf::Missing;
use super::shelf::SeedVersion;
use super::shelf::Shelf;
use super::sign_off::Acceptance;
use super::sign_off::SignOff;

/// What became of a citation.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// The pinned version cannot be read.
    NoPinned(Missing),
    /// No version stands now that can be read.
    NoCurrent(Missing),
    /// The quotation does not stand in the pinned version.
    NeverThere {
        /// What stands there and is most alike.
        nearest: Option<Placed>,
    },
    /// The passage was followed.
    Followed(Box<Followed>),
}

/// What is worth saying about a citation besides its finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Note {
    /// The passage stands in scrape noise.
    InNoise,
    /// No version is pinned; the newest one that has the words is taken for it.
    NotPinned,
    /// The path does not lead to the seed's file as it lies now.
    OldPath,
}

/// One citation, audited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audited {
    /// Its id.
    pub id: CitationId,
    /// The citation.
    pub citation: Citation,
    /// The version that it pins, where it is known.
    pub pinned: Option<SeedVersion>,
    /// The version that stands now, where there is one.
    pub current: Option<SeedVersion>,
    /// What became of it.
    pub outcome: Outcome,
    /// What else there is to say.
    pub notes: Vec<Note>,
    /// What a sign-off is bound to; none where there is nothing to accept.
    pub sign_off: Option<SignOff>,
    /// The acceptance that covers exactly this finding: its index among those that were given.
    pub acceptance: Option<usize>,
}

impl Audited {
    /// The finding, where the passage was followed.
    #[must_use]
    pub fn finding(&self) -> Option<Finding> {
        self.followed().map(|followed| followed.finding)
    }

    /// What was followed, where it could be.
    #[must_use]
    pub fn followed(&self) -> Option<&Followed> {
        match &self.outcome {
            Outcome::Followed(followed) => Some(followed),
            Outcome::NoPinned(_) | Outcome::NoCurrent(_) | Outcome::NeverThere { .. } => None,
        }
    }

    /// Whether the passage says the same as before and is no noise.
    #[must_use]
    pub fn is_harmless(&self) -> bool {
        self.finding().is_some_and(Finding::is_harmless) && !self.notes.contains(&Note::InNoise)
    }

    /// Whether a person must look: nobody signed it off, and it is not harmless.
    #[must_use]
    pub fn needs_person(&self) -> bool {
        self.acceptance.is_none() && !self.is_harmless() && !self.stands_unseen()
    }

    /// Whether the document is not here to look into, but is the very one that was cited.
    fn stands_unseen(&self) -> bool {
        let is_unseen = self.outcome == Outcome::NoPinned(Missing::NotHere);
        let contents = self.pinned.as_ref().zip(self.current.as_ref());
        is_unseen && contents.is_some_and(|(pinned, current)| pinned.content == current.content)
    }

    /// Sorts by danger: what cannot be followed at all first, then by finding, noise before the
    /// harmless ones.
    fn danger(&self) -> (u8, Option<Finding>, Reverse<bool>) {
        let is_noise = self.notes.contains(&Note::InNoise);
        let rank = match &self.outcome {
            Outcome::NeverThere { .. } => 0,
            Outcome::NoPinned(_) => 1,
            Outcome::NoCurrent(_) => 2,
            Outcome::Followed(followed) if !followed.finding.is_harmless() => 3,
            Outcome::Followed(_) if is_noise => 4,
            Outcome::Followed(_) => 5,
        };
        (rank, self.finding(), Reverse(is_noise))
    }
}

/// Audits citations, most dangerous first, then by file and line. Texts that several citations
/// share are read and compared once; what `memory` holds is not read at all.
#[must_use]
pub fn audit<S: Shelf>(
    citations: &[Citation],
    shelf: &S,
    accepted: &[Acceptance],
    memory: &mut Memory,
) -> Vec<Audited> {
    type Ends = (Result<SeedVersion, Missing>, Result<SeedVersion, Missing>);
    let mut targets: BTreeMap<&Target, Ends> = BTreeMap::new();
    for target in citations.iter().map(|citation| &citation.target) {
        targets.entry(target).or_insert_with(|| (shelf.pinned(target), shelf.current(target)));
    }
    let asked: Vec<Option<Question>> = citations
        .iter()
        .map(|citation| {
            let (pinned, current) = targets.get(&citation.target)?;
            let old = pinned.as_ref().ok()?;
            // Of a seed that was removed, the passage as it was can still be told.
            let new = current.as_ref().unwrap_or(old);
            let quote = citation.quote.clone();
            Some(Question { old: old.clone(), new: new.clone(), quote })
        })
        .collect();
    let mut answers = answer(asked.iter().flatten().cloned().collect(), shelf, memory);
    let found = find_earlier(citations, &asked, &mut answers, shelf, memory);
    let mut audited: Vec<Audited> = Vec::with_capacity(citations.len());
    for ((citation, question), earlier) in citations.iter().zip(&asked).zip(found) {
        let Some((pinned, current)) = targets.get(&citation.target) else { continue };
        let question = earlier.as_ref().or(question.as_ref());
        let earlier = earlier.as_ref().map(|question| Ok(question.old.clone()));
        let pinned = earlier.as_ref().unwrap_or(pinned);
        let answer = question.and_then(|question| answers.get(question));
        audited.push(judge(citation, (pinned, current), answer));
    }
    accept(&mut audited, accepted);
    audited.sort_by(|one, other| {
        let place = |it: &Audited| (it.citation.file.clone(), it.citation.first_line);
        one.danger().cmp(&other.danger()).then_with(|| place(one).cmp(&place(other)))
    });
    audited
}

/// For citations that pin no version, and whose words stand in the current one no longer: the
/// question from the newest version that has them.
fn find_earlier<S: Shelf>(
    citations: &[Citation],
    asked: &[Option<Question>],
    answers: &mut BTreeMap<Question, Answer>,
    shelf: &S,
    memory: &mut Memory,
) -> Vec<Option<Question>> {
    let is_lost =
        |question: &Question| matches!(answers.get(question), Some(Answer::NeverThere { .. }));
    let trails: Vec<Vec<Question>> = citations
        .iter()
        .zip(asked)
        .map(|(citation, question)| {
            let is_open =
                |question: &&Question| citation.target.version.is_none() && is_lost(question);
            let Some(question) = question.as_ref().filter(is_open) else { return Vec::new() };
            let earlier = shelf.earlier(&citation.target).into_iter();
            earlier.map(|old| Question { old, ..question.clone() }).collect()
        })
        .collect();
    answers.extend(answer(trails.iter().flatten().cloned().collect(), shelf, memory));
    let has_words = |question: &Question| {
        matches!(answers.get(question), Some(Answer::Followed(_) | Answer::NoNew(_)))
    };
    trails.into_iter().map(|trail| trail.into_iter().find(has_words)).collect()
}

fn judge(
    citation: &Citation,
    (pinned, current): (&Result<SeedVersion, Missing>, &Result<SeedVersion, Missing>),
    answer: Option<&Answer>,
) -> Audited {
    let outcome = match (pinned, current, answer) {
        (Err(missing), ..) => Outcome::NoPinned(*missing),
        (Ok(_), _, Some(Answer::NoOld(missing))) => Outcome::NoPinned(*missing),
        (Ok(_), _, Some(Answer::NeverThere { nearest })) => {
            Outcome::NeverThere { nearest: nearest.clone() }
        }
        (Ok(_), Err(missing), _) => Outcome::NoCurrent(*missing),
        (Ok(_), Ok(_), Some(Answer::NoNew(missing))) => Outcome::NoCurrent(*missing),
        (Ok(_), Ok(_), Some(Answer::Followed(followed))) => Outcome::Followed(followed.clone()),
        (Ok(_), Ok(_), None) => Outcome::NoPinned(Missing::Unreadable),
    };
    let id = match pinned {
        Ok(pinned) => CitationId::resolved(&pinned.seed, pinned.content, &citation.quote),
        Err(_) => citation.id(),
    };
    let followed = answer.and_then(Answer::followed);
    let sign_off = match (&outcome, followed, current) {
        (Outcome::Followed(followed), _, Ok(current)) => {
            Some(SignOff::new(id.clone(), followed, current.content))
        }
        (Outcome::NoCurrent(Missing::Removed), Some(followed), _) => {
            Some(SignOff::of_removed(id.clone(), followed))
        }
        (
            Outcome::NoPinned(Missing::NotHere)
            | Outcome::NoCurrent(Missing::NotHere | Missing::Changed),
            _,
            Ok(current),
        ) if pinned.as_ref().is_ok_and(|pinned| pinned.content != current.content) => {
            Some(SignOff::out_of_sight(id.clone(), &citation.quote, current.content))
        }
        _ => None,
    };
    let is_noise = followed.is_some_and(|followed| followed.is_noise);
    let path = current.as_ref().ok().map(|current| current.path.as_str());
    let is_old = path.is_some_and(|path| leads_to(citation, path) == Some(false));
    let notes = [
        (is_noise, Note::InNoise),
        (citation.target.version.is_none(), Note::NotPinned),
        (is_old, Note::OldPath),
    ];
    Audited {
        id,
        citation: citation.clone(),
        pinned: pinned.as_ref().ok().cloned(),
        current: current.as_ref().ok().cloned(),
        outcome,
        notes: notes.into_iter().filter_map(|(holds, note)| holds.then_some(note)).collect(),
        sign_off,
        acceptance: None,
    }
}

/// Marks what was signed off. An acceptance covers the files in which the citation stood then; one
/// of them that has it no longer was moved, so that it covers any other file as well.
fn accept(audited: &mut [Audited], accepted: &[Acceptance]) {
    let mut by_binding: BTreeMap<&SignOff, Vec<(usize, &Acceptance)>> = BTreeMap::new();
    for (index, acceptance) in accepted.iter().enumerate() {
        by_binding.entry(&acceptance.sign_off).or_default().push((index, acceptance));
    }
    let mut places: BTreeSet<(SignOff, String)> = BTreeSet::new();
    for one in audited.iter() {
        places.extend(one.sign_off.clone().map(|bound| (bound, one.citation.file.clone())));
    }
    for one in audited {
        let Some(bound) = &one.sign_off else { continue };
        let covers = |acceptance: &&(usize, &Acceptance)| {
            let files = &acceptance.1.files;
            let is_away = |file: &String| !places.contains(&(bound.clone(), file.clone()));
            files.contains(&one.citation.file) || files.iter().any(is_away)
        };
        let standing = by_binding.get(bound).into_iter().flatten();
        one.acceptance = standing.filter(covers).map(|(index, _)| *index).next_back();
    }
}
