//! What became of every citation.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::cited::Citation;
use super::cited::CitationId;
use super::cited::Target;
use super::finding::Finding;
use super::locate::Locator;
use super::location::LocateError;
use super::location::Location;
use super::sign_off::SignOff;
use crate::id::ContentId;
use crate::id::SeedId;
use crate::text::Span;

/// One version of a seed, as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeedText {
    /// The seed.
    pub seed: SeedId,
    /// The path of its file.
    pub path: String,
    /// The content.
    pub content: ContentId,
    /// Its text; spans of findings are bytes of it.
    pub text: String,
    /// The spans of it that are scrape noise, ascending.
    pub noise: Vec<Span>,
}

/// Why a version cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Missing {
    /// No such seed was ever recorded.
    UnknownSeed,
    /// The seed has no such version.
    UnknownVersion,
    /// Several versions fit.
    AmbiguousVersion,
    /// The seed was removed.
    Removed,
    /// The content was withheld, or only its digest is kept.
    Withheld,
    /// The content cannot be read as text.
    Unreadable,
}

/// Where an audit takes the texts from.
pub trait Texts {
    /// The version that a citation pins.
    ///
    /// # Errors
    /// When it cannot be read.
    fn pinned(&self, target: &Target) -> Result<SeedText, Missing>;

    /// The version that stands now.
    ///
    /// # Errors
    /// When it cannot be read.
    fn current(&self, target: &Target) -> Result<SeedText, Missing>;
}

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
        /// The text there that is most alike.
        nearest: Option<String>,
    },
    /// The passage was followed.
    Found(Location),
}

/// What is worth saying about a citation besides its finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Note {
    /// The passage stands in scrape noise.
    InNoise,
    /// No version is pinned, so that no change can be told.
    NotPinned,
    /// The path does not name the seed's file as it is called now.
    OldPath,
}

/// One citation, audited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audited {
    /// Its id.
    pub id: CitationId,
    /// The citation.
    pub citation: Citation,
    /// The contents compared: the pinned and the current one, where they are known.
    pub contents: (Option<ContentId>, Option<ContentId>),
    /// The passage as it was.
    pub old_passage: Option<String>,
    /// What became of it.
    pub outcome: Outcome,
    /// What else there is to say.
    pub notes: Vec<Note>,
    /// What a sign-off is bound to; none where there is nothing to accept.
    pub sign_off: Option<SignOff>,
    /// Whether a person signed exactly this finding off.
    pub is_accepted: bool,
}

impl Audited {
    /// The finding, where the passage was followed.
    #[must_use]
    pub const fn finding(&self) -> Option<Finding> {
        match &self.outcome {
            Outcome::Found(location) => Some(location.finding),
            Outcome::NoPinned(_) | Outcome::NoCurrent(_) | Outcome::NeverThere { .. } => None,
        }
    }

    /// Whether a person must look: nobody signed it off, and it is not harmless.
    #[must_use]
    pub fn needs_person(&self) -> bool {
        !self.is_accepted && !self.finding().is_some_and(Finding::is_harmless)
    }

    /// Sorts by danger: what cannot be followed at all first, then by finding.
    fn danger(&self) -> (u8, Option<Finding>) {
        let rank = match &self.outcome {
            Outcome::NeverThere { .. } => 0,
            Outcome::NoPinned(_) => 1,
            Outcome::NoCurrent(_) => 2,
            Outcome::Found(_) => 3,
        };
        (rank, self.finding())
    }
}

/// Audits citations, most dangerous first, then by file and line. Texts that several citations
/// share are read and compared once.
#[must_use]
pub fn audit(citations: &[Citation], texts: &impl Texts, accepted: &[SignOff]) -> Vec<Audited> {
    let accepted: BTreeSet<&SignOff> = accepted.iter().collect();
    let mut groups: BTreeMap<&Target, Vec<&Citation>> = BTreeMap::new();
    for citation in citations {
        groups.entry(&citation.target).or_default().push(citation);
    }
    let mut audited: Vec<Audited> = Vec::with_capacity(citations.len());
    for (target, citations) in groups {
        let versions = (texts.pinned(target), texts.current(target));
        let pair = match &versions {
            (Ok(old), Ok(new)) => {
                Some(Pair { old, new, locator: Locator::new(&old.text, &new.text) })
            }
            _ => None,
        };
        audited.extend(citations.into_iter().map(|citation| match &pair {
            Some(pair) => pair.audit(citation, &accepted),
            None => unread(citation, &versions),
        }));
    }
    audited.sort_by(|one, other| {
        let place = |it: &Audited| (it.citation.file.clone(), it.citation.first_line);
        one.danger().cmp(&other.danger()).then_with(|| place(one).cmp(&place(other)))
    });
    audited
}

/// A citation of which a version cannot be read.
fn unread(
    citation: &Citation,
    versions: &(Result<SeedText, Missing>, Result<SeedText, Missing>),
) -> Audited {
    let content = |side: &Result<SeedText, Missing>| side.as_ref().ok().map(|text| text.content);
    let outcome = match versions {
        (Err(missing), _) => Outcome::NoPinned(*missing),
        (Ok(_), Err(missing)) => Outcome::NoCurrent(*missing),
        (Ok(_), Ok(_)) => Outcome::NeverThere { nearest: None },
    };
    Audited {
        id: citation.id(),
        citation: citation.clone(),
        contents: (content(&versions.0), content(&versions.1)),
        old_passage: None,
        outcome,
        notes: Vec::new(),
        sign_off: None,
        is_accepted: false,
    }
}

/// Two versions that citations are followed between.
struct Pair<'t> {
    old: &'t SeedText,
    new: &'t SeedText,
    locator: Locator<'t>,
}

impl Pair<'_> {
    fn audit(&self, citation: &Citation, accepted: &BTreeSet<&SignOff>) -> Audited {
        let found = self.locator.locate(&citation.quote, None);
        let sign_off = found
            .as_ref()
            .ok()
            .map(|location| SignOff::new(citation, location, &self.old.text, self.new.content));
        let is_accepted = sign_off.as_ref().is_some_and(|sign_off| accepted.contains(sign_off));
        let old_passage = found.as_ref().ok().map(|location| location.old);
        let outcome = match found {
            Ok(location) => Outcome::Found(location),
            Err(LocateError::NotFound { nearest }) => Outcome::NeverThere {
                nearest: nearest.map(|span| span.slice(&self.old.text).to_owned()),
            },
            Err(LocateError::Empty) => Outcome::NeverThere { nearest: None },
        };
        Audited {
            id: citation.id(),
            citation: citation.clone(),
            contents: (Some(self.old.content), Some(self.new.content)),
            notes: self.notes(&citation.target, old_passage),
            old_passage: old_passage.map(|span| span.slice(&self.old.text).to_owned()),
            outcome,
            sign_off,
            is_accepted,
        }
    }

    fn notes(&self, target: &Target, passage: Option<Span>) -> Vec<Note> {
        let is_noise =
            passage.is_some_and(|passage| self.old.noise.iter().any(|noise| noise.covers(passage)));
        let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
        let is_old = target.path.as_deref().is_some_and(|path| name(path) != name(&self.new.path));
        let all = [
            (is_noise, Note::InNoise),
            (target.version.is_none(), Note::NotPinned),
            (is_old, Note::OldPath),
        ];
        all.into_iter().filter_map(|(holds, note)| holds.then_some(note)).collect()
    }
}
