//! Contents of which only the hashes of their sentences are kept: making the hashes, and comparing
//! by them.

use std::collections::BTreeMap;

use super::compare::Operand;
use super::compare::Side;
use super::error::ProjectError;
use super::open::Project;
use super::past::Past;
use super::past::label;
use super::plan::Plan;
use super::planned::Planned;
use crate::analysis::Analysis;
use crate::document::Document;
use crate::document::Hints;
use crate::history::Entry;
use crate::history::History;
use crate::history::Moment;
use crate::history::SeedHistory;
use crate::id::ContentId;
use crate::id::SeedPath;
use crate::record::Facts;
use crate::record::HashedSentence;
use crate::record::Kept;
use crate::record::Salt;
use crate::record::SentenceHash;
use crate::record::SentenceHashes;
use crate::view::SentenceDiffView;
use crate::view::SentencePlace;
use crate::view::VersionLabel;

/// What is kept of a document that may not be handed on: the values of its origin, the places of
/// noise, and the verdict, but no quotation and no trace of single sentences.
pub(super) fn without_quotes(mut analysis: Analysis) -> Analysis {
    analysis.origin.claims_mut().for_each(|claim| claim.evidence.clear());
    analysis.readiness.elements.iter_mut().for_each(|element| element.evidence.clear());
    analysis.readiness.requirements.clear();
    analysis
}

/// The hashes of the sentences of a document.
pub(super) fn hashes_of_sentences(facts: &Facts, bytes: &[u8], salt: Salt) -> SentenceHashes {
    let hints = Hints { file_name: Some(facts.path.file_name().to_owned()) };
    let document = Document::parse(bytes, &hints);
    SentenceHashes::of(facts.content, document.text(), document.space(), salt)
}

/// One side of a comparison by hashes.
enum Half {
    Text(Box<Side>),
    Hashes(VersionLabel, Vec<SentenceHashes>),
}

impl Project {
    /// What of a file is kept once it is recorded.
    pub(super) fn kept_of(&self, history: &History, path: &SeedPath, content: ContentId) -> Kept {
        match history.assertions().withheld(content) {
            Some(_) => Kept::Withheld,
            None => self.config.kept.of(path),
        }
    }

    /// Hashes the sentences of what is planned and may not be handed on.
    pub(super) fn hash_sentences(
        &self,
        history: &History,
        plan: &Plan,
    ) -> Result<(), ProjectError> {
        for planned in plan.planned.kept_as(Kept::Hashes) {
            self.hash_one(history.seed(&planned.seed), &planned)?;
        }
        Ok(())
    }

    fn hash_one(&self, past: Option<&SeedHistory>, planned: &Planned) -> Result<(), ProjectError> {
        let Some(observed) = &planned.observed else { return Ok(()) };
        let content = observed.content;
        let salt = self.salt_of(past, content)?;
        let known = self.store.hashes_of(content)?;
        if known.iter().any(|hashes| hashes.header.salt == salt) {
            return Ok(());
        }
        let facts = Facts {
            path: planned.path.clone(),
            content,
            blob: observed.blob,
            bytes: observed.stamp.bytes,
            media_type: observed.media_type(&planned.path),
            kept: Kept::Hashes,
            limitations: Vec::new(),
            capture: None,
        };
        let bytes = self.holdings().bytes(&facts)?;
        self.store.put_hashes(&hashes_of_sentences(&facts, &bytes, salt))?;
        Ok(())
    }

    /// The salt that the versions of a seed share: that of the newest one whose hashes are there.
    pub(super) fn salt_of(
        &self,
        past: Option<&SeedHistory>,
        content: ContentId,
    ) -> Result<Salt, ProjectError> {
        let versions: Vec<_> = past.into_iter().flat_map(SeedHistory::versions).collect();
        for (_, facts) in versions.into_iter().rev().filter(|(_, it)| it.kept == Kept::Hashes) {
            if let Some(hashes) = self.store.hashes_of(facts.content)?.first() {
                return Ok(hashes.header.salt);
            }
        }
        Ok(Salt::beginning_with(content))
    }

    /// Compares two versions sentence by sentence where the bytes of one are not here but hashes
    /// of its sentences are.
    ///
    /// # Errors
    /// When a version is not found, or there is nothing to compare it by.
    pub fn diff_by_hashes(&self, operands: &[Operand]) -> Result<SentenceDiffView, ProjectError> {
        let past = self.past()?;
        let (old, new) = match operands {
            [Operand::Revision(revision)] => {
                let now = Operand::Revision(crate::history::Revision {
                    moment: Moment::WorkTree,
                    ..revision.clone()
                });
                let old = Operand::Revision(revision.clone());
                (self.half_of(&old, &past)?, self.half_of(&now, &past)?)
            }
            [old, new, ..] => (self.half_of(old, &past)?, self.half_of(new, &past)?),
            [] | [Operand::File(_)] => return Ok(SentenceDiffView::default()),
        };
        compare(old, new).ok_or_else(|| ProjectError::Claim {
            what: "the hashes of these two were made with different salts".to_owned(),
            hint: "only those who hold one of the documents can compare them".to_owned(),
        })
    }

    /// Compares a version whose bytes are not here with a text, sentence by sentence; none where
    /// there are no hashes of it.
    pub(super) fn compare_by_hashes(
        &self,
        (seed, entry, facts): (&SeedHistory, &Entry, &Facts),
        new: Side,
    ) -> Result<Option<SentenceDiffView>, ProjectError> {
        let hashes = self.store.hashes_of(facts.content)?;
        Ok(compare(Half::Hashes(label(seed, entry), hashes), Half::Text(Box::new(new))))
    }

    fn half_of(&self, operand: &Operand, past: &Past) -> Result<Half, ProjectError> {
        let error = match self.side_of(operand, past) {
            Ok(side) => return Ok(Half::Text(Box::new(side))),
            Err(error @ ProjectError::NotHere { .. }) => error,
            Err(error) => return Err(error),
        };
        let Operand::Revision(revision) = operand else { return Err(error) };
        let seed = past.history.require(&revision.seed)?;
        let (entry, facts) = seed.find(&revision.moment)?;
        match self.store.hashes_of(facts.content)? {
            hashes if hashes.is_empty() => Err(error),
            hashes => Ok(Half::Hashes(label(seed, entry), hashes)),
        }
    }
}

fn compare(old: Half, new: Half) -> Option<SentenceDiffView> {
    let salts = |half: &Half| -> Vec<Salt> {
        match half {
            Half::Text(_) => Vec::new(),
            Half::Hashes(_, all) => all.iter().map(|hashes| hashes.header.salt).collect(),
        }
    };
    let (olds, news) = (salts(&old), salts(&new));
    let fits = |salt: &&Salt| {
        (olds.is_empty() || olds.contains(salt)) && (news.is_empty() || news.contains(salt))
    };
    let salt = *olds.iter().chain(&news).find(fits)?;
    let (old_label, old_text, old) = half_by(old, salt)?;
    let (new_label, new_text, new) = half_by(new, salt)?;
    let removed = apart(&old, &new);
    let added = apart(&new, &old);
    Some(SentenceDiffView {
        kept: (old.len() - removed.len()) as u64,
        removed: removed.iter().map(|it| place(it, old_text.as_deref())).collect(),
        added: added.iter().map(|it| place(it, new_text.as_deref())).collect(),
        old: old_label,
        new: new_label,
        ..SentenceDiffView::default()
    })
}

/// Name, text where it is here, and sentences by that salt.
fn half_by(half: Half, salt: Salt) -> Option<(VersionLabel, Option<String>, Vec<HashedSentence>)> {
    match half {
        Half::Text(side) => {
            let content = side.label.digest.unwrap_or(ContentId::of(b""));
            let hashes = SentenceHashes::of(content, &side.text, side.space, salt);
            Some((side.label, Some(side.text), hashes.sentences))
        }
        Half::Hashes(label, all) => {
            let hashes = all.into_iter().find(|hashes| hashes.header.salt == salt)?;
            Some((label, None, hashes.sentences))
        }
    }
}

/// The sentences of `these` that `others` do not have, or not as often.
fn apart<'a>(these: &'a [HashedSentence], others: &[HashedSentence]) -> Vec<&'a HashedSentence> {
    let mut left: BTreeMap<SentenceHash, usize> = BTreeMap::new();
    for sentence in others {
        *left.entry(sentence.hash).or_default() += 1;
    }
    let is_apart = |sentence: &&HashedSentence| match left.get_mut(&sentence.hash) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    };
    these.iter().filter(is_apart).collect()
}

fn place(sentence: &HashedSentence, text: Option<&str>) -> SentencePlace {
    SentencePlace {
        start: sentence.start,
        end: sentence.end,
        first_line: sentence.line,
        text: text.map(|text| sentence.span().slice(text).to_owned()),
    }
}
