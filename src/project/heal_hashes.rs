//! Restoring sentence hashes that are gone or altered, where the bytes are at hand.

use std::collections::BTreeSet;

use super::error::ProjectError;
use super::hashed::hashes_of_sentences;
use super::heal::Healing;
use super::open::Project;
use super::open::SNAPSHOTS;
use crate::history::History;
use crate::history::SeedHistory;
use crate::id::ContentId;
use crate::record::Facts;
use crate::record::Kept;
use crate::store::Folder;
use crate::view::HealedView;
use crate::view::ProblemView;

impl Project {
    /// Checks the sentence hashes of every version of the seeds that may not be handed on, and
    /// makes those again that are not what their names say.
    pub(super) fn heal_hashes(
        &self,
        history: &History,
        healing: &mut Healing,
    ) -> Result<(), ProjectError> {
        let is_hashed = |kept: Option<Kept>| kept == Some(Kept::Hashes);
        let tips = history.tips().filter(|tip| is_hashed(tip.file.map(|file| file.kept)));
        for seed in tips.filter_map(|tip| history.seed_at(tip.place())) {
            let mut seen: BTreeSet<ContentId> = BTreeSet::new();
            for (_, facts) in seed.versions().filter(|(_, facts)| facts.kept == Kept::Hashes) {
                let is_withheld = history.assertions().withheld(facts.content).is_some();
                if seen.insert(facts.content) && !is_withheld {
                    self.heal_hashes_of(seed, facts, healing)?;
                }
            }
        }
        Ok(())
    }

    fn heal_hashes_of(
        &self,
        seed: &SeedHistory,
        facts: &Facts,
        healing: &mut Healing,
    ) -> Result<(), ProjectError> {
        let content = facts.content;
        let state = self.store.state_of_hashes(content)?;
        if state.sound > 0 && state.altered.is_empty() {
            return Ok(());
        }
        if let Ok(bytes) = self.holdings().bytes(facts) {
            let mut hashed = seed.versions().filter(|(_, it)| it.kept == Kept::Hashes);
            let first = hashed.next().map_or(content, |(_, facts)| facts.content);
            let salt = self.salt_of(Some(seed), first)?;
            let hashes = hashes_of_sentences(facts, &bytes, salt);
            // What stands beside sound hashes is made again only when that takes its place.
            let path = self.store.path_of_hashes(&hashes)?;
            if state.sound == 0 || state.altered.contains(&path) {
                self.store.put_hashes(&hashes)?;
                let path = format!("{SNAPSHOTS}/{path}");
                healing.healed.push(HealedView {
                    path,
                    digest: content,
                    source: "the document".to_owned(),
                });
            }
        } else if state.sound == 0 {
            let path = format!("{SNAPSHOTS}/{}/{content}", Folder::Hashes.name());
            healing.lost.push(ProblemView {
                message: format!("cannot restore {path}: the document is not here"),
                causes: Vec::new(),
                hint: Some(format!("git checkout -- {path} brings the sentence hashes back")),
            });
        }
        Ok(())
    }
}
