//! `status`: what a snapshot would record, and the state of every seed.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::annotate::Brief;
use super::error::ProjectError;
use super::object_stamps::ObjectWatch;
use super::open::Project;
use super::past::Past;
use super::past::label;
use super::progress::Progress;
use super::scan::ScanOptions;
use crate::history::SeedHistory;
use crate::id::ContentId;
use crate::id::RulesId;
use crate::id::SeedId;
use crate::record::AnalysedContent;
use crate::view::SeedChange;
use crate::view::SeedState;
use crate::view::SeedStatus;
use crate::view::StatusView;
use crate::view::VersionLabel;

impl Project {
    /// What a snapshot would record, and the state of every seed; writes nothing but the cache.
    ///
    /// # Errors
    /// As [`Project::snapshot`].
    pub fn status(&self, progress: &dyn Progress) -> Result<StatusView, ProjectError> {
        let past = self.sound_past()?;
        let options = ScanOptions { is_recording: false, paths: Vec::new() };
        let unwatched = (progress, ObjectWatch::default());
        let mut scan = self.scan(self.walk()?, &past.history, &options, unwatched)?;
        let unreadable = scan.unknown.clone();
        let plan = self.plan(&past.history, &mut scan, &options)?;
        let kept_notes = self.notes_of_kept(&past, plan.planned.files());
        let plan = Arc::new(plan);
        let described = self.describe(&past, &plan, scan.problems)?;
        let changes: Vec<SeedChange> = described.changes.iter().collect();
        let current: BTreeSet<ContentId> = past
            .history
            .seeds()
            .flat_map(SeedHistory::current_facts)
            .map(|facts| facts.content)
            .collect();
        let known = self.analyses_of(&current)?;
        let pending: BTreeMap<&SeedId, &SeedChange> =
            changes.iter().map(|change| (&change.seed, change)).collect();
        let conflicts: BTreeSet<&SeedId> =
            described.conflicts.iter().map(|conflict| &conflict.seed).collect();
        let mut seeds: Vec<SeedStatus> = Vec::new();
        for seed in past.history.seeds() {
            let state = match () {
                () if conflicts.contains(seed.id()) => SeedState::Conflict,
                () if pending.contains_key(seed.id()) => SeedState::Pending,
                () if seed.is_removed() => SeedState::Removed,
                () if plan.not_here.contains(seed.id()) => SeedState::NotHere,
                () if seed
                    .current_facts()
                    .any(|facts| unreadable.iter().any(|path| path == facts.path.as_str())) =>
                {
                    SeedState::Unreadable
                }
                () => SeedState::Recorded,
            };
            seeds.push(describe_seed(&past, seed, state, &known));
        }
        let is_new = |change: &&SeedChange| past.history.seed(&change.seed).is_none();
        seeds.extend(changes.iter().filter(is_new).map(describe_new));
        seeds.sort_by(|one, other| one.latest.seed.cmp(&other.latest.seed));
        let mut notes = described.notes;
        notes.extend(kept_notes);
        Ok(StatusView {
            seeds,
            last_recorded: described.last_recorded,
            conflicts: described.conflicts,
            problems: described.problems,
            notes,
            pending: changes,
            ..StatusView::default()
        })
    }
}

fn describe_seed(
    past: &Past,
    seed: &SeedHistory,
    state: SeedState,
    known: &BTreeMap<ContentId, (RulesId, AnalysedContent)>,
) -> SeedStatus {
    let last = seed.heads().next().and_then(|head| seed.version_at(head));
    let analysed = last.and_then(|(_, facts)| {
        let (_, analysed) = known.get(&facts.content)?;
        Some(Brief::of(analysed, Some((seed.id(), past.history.assertions())), facts.bytes))
    });
    let brief = analysed.unwrap_or_default();
    SeedStatus {
        state,
        latest: last.map(|(entry, _)| label(seed, entry)).unwrap_or_default(),
        title: brief.title,
        publisher: brief.publisher,
        published: brief.published,
        noise_share: brief.noise_share,
        readiness: brief.readiness.map(|readiness| readiness.verdict),
    }
}

fn describe_new(change: &SeedChange) -> SeedStatus {
    SeedStatus {
        state: SeedState::Pending,
        latest: VersionLabel {
            seed: Some(change.seed.clone()),
            path: Some(change.path.clone()),
            ..VersionLabel::default()
        },
        title: change.title.clone(),
        publisher: change.publisher.clone(),
        published: change.published.clone(),
        noise_share: change.noise_share,
        readiness: change.readiness.as_ref().map(|readiness| readiness.verdict),
    }
}
