//! Naming a version: `003`, `003@2`, `003@3d62ea6c`, `003@2024-01-31`, `003@worktree`,
//! `003@git:REV`.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::build::History;
use super::entry::Entry;
use super::entry::SeedHistory;
use crate::id::SeedId;
use crate::id::SeedIdError;
use crate::record::Facts;

/// Which version of a seed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Moment {
    /// The last one recorded.
    Latest,
    /// The one with this number.
    Number(u32),
    /// The one whose digest begins with these digits (8 or more).
    Digest(String),
    /// The last one recorded on or before this day (UTC).
    Day(Date),
    /// What lies under `seeds/` now.
    WorkTree,
    /// What a git revision holds.
    Git(String),
}

/// A seed and which version of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// The seed, as it was typed.
    pub seed: SeedId,
    /// Which version.
    pub moment: Moment,
}

/// Why a version is not found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RevisionError {
    /// The part before `@` is no seed id.
    #[error("{text:?} names no seed")]
    Seed {
        /// What was typed.
        text: String,
        /// Why.
        #[source]
        source: SeedIdError,
    },
    /// The part after `@` is nothing that names a version.
    #[error(
        "{text:?} names no version: a number, 8 or more digits of a digest, a day such as \
         2024-01-31, worktree, or git:REV"
    )]
    Syntax {
        /// The part after `@`.
        text: String,
    },
    /// No such seed was ever recorded.
    #[error("no seed {seed} was ever recorded")]
    UnknownSeed {
        /// The seed.
        seed: SeedId,
        /// A recorded seed with a similar id.
        nearest: Option<SeedId>,
    },
    /// The seed has no such version.
    #[error("seed {seed} has no version {moment}")]
    UnknownVersion {
        /// The seed.
        seed: SeedId,
        /// What was asked for.
        moment: String,
        /// How many versions there are.
        known: usize,
    },
    /// Several versions fit.
    #[error("{seed}@{moment} is ambiguous: {}", candidates.join(", "))]
    Ambiguous {
        /// The seed.
        seed: SeedId,
        /// What was asked for.
        moment: String,
        /// The versions that fit, each as it can be named without doubt.
        candidates: Vec<String>,
    },
}

impl fmt::Display for Moment {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Latest => out.write_str("latest"),
            Self::Number(number) => write!(out, "{number}"),
            Self::Digest(digits) => out.write_str(digits),
            Self::Day(day) => write!(out, "{day}"),
            Self::WorkTree => out.write_str("worktree"),
            Self::Git(revision) => write!(out, "git:{revision}"),
        }
    }
}

impl FromStr for Moment {
    type Err = RevisionError;

    fn from_str(text: &str) -> Result<Self, RevisionError> {
        let is_digest = text.len() >= 8
            && text.len() <= 64
            && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if let Some(revision) = text.strip_prefix("git:").filter(|revision| !revision.is_empty()) {
            return Ok(Self::Git(revision.to_owned()));
        }
        match text {
            "worktree" => Ok(Self::WorkTree),
            "latest" => Ok(Self::Latest),
            _ if is_digest => Ok(Self::Digest(text.to_owned())),
            _ => {
                let number = text.parse().ok().map(Self::Number);
                let day = || text.parse().ok().map(Self::Day);
                let refuse = || RevisionError::Syntax { text: text.to_owned() };
                number.or_else(day).ok_or_else(refuse)
            }
        }
    }
}

impl FromStr for Revision {
    type Err = RevisionError;

    fn from_str(text: &str) -> Result<Self, RevisionError> {
        let (seed, moment) = match text.split_once('@') {
            Some((seed, moment)) => (seed, moment.parse()?),
            None => (text, Moment::Latest),
        };
        let refuse = |source| RevisionError::Seed { text: text.to_owned(), source };
        Ok(Self { seed: SeedId::new(seed).map_err(refuse)?, moment })
    }
}

impl History {
    /// The seed of that id.
    ///
    /// # Errors
    /// When it was never recorded.
    pub fn require(&self, id: &SeedId) -> Result<&SeedHistory, RevisionError> {
        self.seed(id).ok_or_else(|| {
            let distance =
                |other: &SeedId| strsim::damerau_levenshtein(id.as_str(), other.as_str());
            let known = self.seeds().map(SeedHistory::id);
            let nearest = known.min_by_key(|other| distance(other)).cloned();
            RevisionError::UnknownSeed { seed: id.clone(), nearest }
        })
    }
}

impl SeedHistory {
    /// The recorded version that `moment` names. The working tree and git are not recorded: for
    /// them no version is found.
    ///
    /// # Errors
    /// When there is no such version, or several.
    pub fn find(&self, moment: &Moment) -> Result<(&Entry, &Facts), RevisionError> {
        let mut fitting: Vec<(&Entry, &Facts)> = match moment {
            Moment::Latest => self.heads().filter_map(|head| self.version_at(head)).collect(),
            Moment::Number(number) => {
                self.versions().filter(|(entry, _)| entry.number == *number).collect()
            }
            Moment::Digest(digits) => {
                let fits = |facts: &Facts| facts.content.to_string().starts_with(digits);
                self.versions().filter(|(_, facts)| fits(facts)).collect()
            }
            Moment::Day(day) => self.known_on(*day),
            Moment::WorkTree | Moment::Git(_) => Vec::new(),
        };
        keep_last_of_one_content(&mut fitting);
        match fitting.as_slice() {
            [only] => Ok(*only),
            [] => Err(RevisionError::UnknownVersion {
                seed: self.id().clone(),
                moment: moment.to_string(),
                known: self.versions().count(),
            }),
            several => Err(RevisionError::Ambiguous {
                seed: self.id().clone(),
                moment: moment.to_string(),
                candidates: several
                    .iter()
                    .map(|(_, facts)| format!("{}@{}", self.id(), facts.content.short(8)))
                    .collect(),
            }),
        }
    }

    /// The versions that stood at the end of a day: those recorded by then that nothing recorded
    /// by then follows.
    fn known_on(&self, day: Date) -> Vec<(&Entry, &Facts)> {
        let end = day
            .tomorrow()
            .ok()
            .and_then(|next| next.to_zoned(TimeZone::UTC).ok())
            .map_or(jiff::Timestamp::MAX, |midnight| midnight.timestamp());
        let is_known = |entry: &Entry| entry.time < end;
        let followed: std::collections::BTreeSet<usize> = self
            .entries()
            .iter()
            .filter(|entry| is_known(entry))
            .flat_map(|entry| entry.predecessors.iter().copied())
            .collect();
        let heads = self.entries().iter().enumerate();
        heads
            .filter(|(index, entry)| is_known(entry) && !followed.contains(index))
            .filter_map(|(_, entry)| self.version_at(entry))
            .collect()
    }
}

/// Of several versions with one content the last one is meant: their text is the same.
fn keep_last_of_one_content(fitting: &mut Vec<(&Entry, &Facts)>) {
    let first = fitting.first().map(|(_, facts)| facts.content);
    if fitting.iter().all(|(_, facts)| Some(facts.content) == first) {
        let last = fitting.pop();
        fitting.clear();
        fitting.extend(last);
    }
}

#[cfg(test)]
mod tests {
    use super::Moment;
    use super::Revision;

    #[test]
    fn every_way_of_naming_a_version_is_read() {
        let moment = |text: &str| text.parse::<Revision>().unwrap().moment;
        assert_eq!(moment("003"), Moment::Latest);
        assert_eq!(moment("003@2"), Moment::Number(2));
        assert_eq!(moment("003@3d62ea6c"), Moment::Digest("3d62ea6c".to_owned()));
        assert_eq!(moment("003@20240131"), Moment::Digest("20240131".to_owned()));
        assert!(matches!(moment("003@2024-01-31"), Moment::Day(_)));
        assert_eq!(moment("003@worktree"), Moment::WorkTree);
        assert_eq!(moment("a/b.md@git:HEAD@{1}"), Moment::Git("HEAD@{1}".to_owned()));
        assert!("003@soon".parse::<Revision>().is_err());
        assert!("@2".parse::<Revision>().is_err());
    }
}
