//! `snapshot`: recording what is not as the history says.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;

use super::error::ProjectError;
use super::known_runs::NewRuns;
use super::open::Project;
use super::open::SNAPSHOTS;
use super::plan::Plan;
use super::progress::Progress;
use super::quiet::Quiet;
use super::quiet::Seen;
use super::scan::Scan;
use super::scan::ScanOptions;
use crate::capture::Capture;
use crate::history::History;
use crate::history::SeedHistory;
use crate::history::Tip;
use crate::id::ContentId;
use crate::id::RunId;
use crate::id::SeedPath;
use crate::record::Facts;
use crate::record::Kept;
use crate::record::RunHeader;
use crate::view::RunView;
use crate::view::SnapshotView;

/// What a snapshot may and shall do.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is an independent choice")]
pub struct SnapshotOptions {
    /// Only tell what would be recorded; write nothing.
    pub is_check: bool,
    /// Derive the analyses of all recorded contents again where the rules have changed.
    pub is_reanalysing: bool,
    /// Take an empty `seeds/` for the removal of all seeds.
    pub is_empty_allowed: bool,
    /// Tell which of the seeds are specifications.
    pub is_expecting_specification: bool,
    /// Only files at or below these paths, from the project's root; all when empty.
    pub paths: Vec<String>,
    /// How files came that were brought just now, with what they held then.
    pub captures: Captures,
}

/// How files came: by path, the content that was brought there.
pub type Captures = BTreeMap<SeedPath, (ContentId, Capture)>;

/// The most records of one run file: it stays far below 32 MiB, and in memory with its bytes below
/// 16 MiB.
const RECORDS_A_RUN: usize = 16_384;

impl Project {
    /// Records every seed that is not as its history says.
    ///
    /// # Errors
    /// When `seeds/` or the store cannot be read, a run cannot be believed, or writing fails.
    /// What goes wrong with single seeds is told in the view, and the others are recorded.
    pub fn snapshot(
        &self,
        options: &SnapshotOptions,
        progress: &dyn Progress,
    ) -> Result<SnapshotView, ProjectError> {
        let _lock = match options.is_check {
            true => None,
            false => Some(self.lock(&|holder| progress.wait(holder))?),
        };
        self.snapshot_alone(options, progress)
    }

    /// The same, for those who hold the lock already.
    pub(super) fn snapshot_alone(
        &self,
        options: &SnapshotOptions,
        progress: &dyn Progress,
    ) -> Result<SnapshotView, ProjectError> {
        let is_recording = !options.is_check;
        if is_recording {
            self.store.clean()?;
            self.held.clean()?;
        }
        let walk = self.walk()?;
        let seen = Seen::of(&walk);
        if let Some(view) = self.nothing_changed(&seen, options) {
            return Ok(view);
        }
        let past = self.sound_past()?;
        let scanning = ScanOptions { is_recording, paths: options.paths.clone() };
        let count = walk.files.len().max(past.history.contents().len());
        let watch = self.watch_objects(count);
        let mut scan = self.scan(walk, &past.history, &scanning, (progress, watch))?;
        self.refuse_sudden_emptiness(&past.history, &scan, options)?;
        let mut plan = self.plan(&past.history, &mut scan, &scanning)?;
        if is_recording {
            self.hash_sentences(&past.history, &plan)?;
        }
        let Scan { mut watch, problems, .. } = scan;
        let files = plan.planned.files();
        let notes = self.notes_of_kept(&past, files);
        let mut healing = self.heal(&past.history, (files, &mut watch), is_recording)?;
        if is_recording {
            self.heal_hashes(&past.history, &mut healing)?;
        }
        plan.planned.forget_other_files();
        let plan = Arc::new(plan);
        let mut view = self.describe(&past, &plan, problems)?;
        view.notes.extend(notes);
        view.check = options.is_check;
        view.healed = std::mem::take(&mut healing.healed);
        view.lost = std::mem::take(&mut healing.lost);
        if options.is_expecting_specification {
            view.specifications =
                Some(self.specifications(&past.history, &view.changes, &scanning)?);
        }
        if options.is_reanalysing && is_recording {
            view.reanalysed = self.reanalyse(&past.history, progress)?;
        }
        let mut new = NewRuns::default();
        if is_recording {
            view.run = self.record(&past.history, (&plan, &options.captures), &mut new)?;
            self.store.clean()?;
        }
        self.remember_sound(&past.history, watch, healing);
        if is_recording {
            let records =
                plan.planned.iter().map(|planned| planned.record(&plan.briefs, &options.captures));
            self.remember_runs(past.into_known_runs(), new, records);
            let seeds = view.unchanged + plan.planned.present() as u64;
            self.remember(&view, seeds, &seen, options);
        }
        Ok(view)
    }

    /// What is told when everything looks as it did after the last snapshot.
    fn nothing_changed(&self, seen: &Seen, options: &SnapshotOptions) -> Option<SnapshotView> {
        let must_look = options.is_reanalysing || options.is_expecting_specification;
        if must_look || !options.paths.is_empty() || seen.has_skipped {
            return None;
        }
        let quiet = self.remembered_quiet()?;
        (self.quiet_digest(seen)? == quiet.digest).then(|| SnapshotView {
            check: options.is_check,
            unchanged: quiet.seeds,
            last_recorded: Timestamp::from_second(quiet.last_recorded).ok().map(Into::into),
            ..SnapshotView::default()
        })
    }

    /// Remembers what everything looks like now that there are `seeds` seeds, unless something is
    /// open.
    fn remember(&self, view: &SnapshotView, seeds: u64, seen: &Seen, options: &SnapshotOptions) {
        let is_open = !view.problems.is_empty()
            || !view.lost.is_empty()
            || !view.conflicts.is_empty()
            || !view.notes.is_empty()
            || view.not_here > 0
            || !options.paths.is_empty();
        let now = self.surroundings.now.as_second();
        let last = view.run.is_some().then_some(now).or(view.last_recorded.map(|it| it.second()));
        let (false, Some(digest), Some(last_recorded)) = (is_open, self.quiet_digest(seen), last)
        else {
            return;
        };
        self.remember_quiet(&Quiet { digest, seeds, last_recorded });
    }

    /// A folder that is suddenly empty is more often unmounted than emptied.
    fn refuse_sudden_emptiness(
        &self,
        history: &History,
        scan: &Scan,
        options: &SnapshotOptions,
    ) -> Result<(), ProjectError> {
        let is_expected = |tip: &Tip<'_>| {
            let is_elsewhere = tip.file.is_some_and(|file| file.kept == Kept::Hashes);
            !tip.is_removed && !is_elsewhere
        };
        let is_empty = scan.files.is_empty() && scan.unknown.is_empty() && options.paths.is_empty();
        if !is_empty || options.is_empty_allowed {
            return Ok(());
        }
        match history.tips().filter(is_expected).count() {
            0 => Ok(()),
            recorded => Err(ProjectError::EmptySeeds { recorded }),
        }
    }

    /// Writes what was planned as runs; none when nothing was found and no gap is open.
    fn record(
        &self,
        history: &History,
        (plan, captures): (&Plan, &Captures),
        new: &mut NewRuns,
    ) -> Result<Option<RunView>, ProjectError> {
        let open_gaps: BTreeSet<RunId> =
            history.gaps().iter().filter(|gap| !gap.is_settled).map(|gap| gap.missing).collect();
        if plan.planned.is_empty() && open_gaps.is_empty() {
            return Ok(None);
        }
        self.store.sync()?;
        let head = self.repository.as_ref().and_then(crate::git::Repository::head);
        let now = self.surroundings.now;
        let mut parents = history.run_heads().to_vec();
        let mut gaps: Vec<RunId> = open_gaps.into_iter().collect();
        let mut last = None;
        let mut start = 0;
        while last.is_none() || start < plan.planned.len() {
            let end = plan.planned.len().min(start + RECORDS_A_RUN);
            let mut header = RunHeader::new(now, std::mem::take(&mut parents), head.clone());
            header.gaps = std::mem::take(&mut gaps);
            let record = |index| Some(plan.planned.get(index)?.record(&plan.briefs, captures));
            let (id, path) = self.store.put_run_of(&header, (start..end).filter_map(record))?;
            new.add((id, header), end - start, path.clone());
            start = end;
            parents = vec![id];
            let path = format!("{SNAPSHOTS}/{path}");
            last = Some(RunView { id, path, recorded_at: now.into() });
        }
        Ok(last)
    }

    /// Derives the analyses of recorded contents again where none is by the current rules.
    fn reanalyse(&self, history: &History, progress: &dyn Progress) -> Result<u64, ProjectError> {
        let versions = history.seeds().flat_map(SeedHistory::versions);
        let recorded: BTreeMap<ContentId, &Facts> =
            versions.map(|(_, facts)| (facts.content, facts)).collect();
        let known = self.analyses_of(&recorded.keys().copied().collect())?;
        let current = self.rules.id();
        let stale: Vec<&Facts> = recorded
            .into_iter()
            .filter(|(content, _)| known.get(content).is_none_or(|(rules, _)| *rules != current))
            .map(|(_, facts)| facts)
            .collect();
        let holdings = self.holdings();
        let assertions = history.assertions();
        let past_reach = |facts: &Facts| assertions.withheld(facts.content).is_some();
        progress.begin("analysing again", stale.len() as u64);
        let mut count = 0;
        for batch in stale.chunks(1024) {
            let mut fresh = Vec::new();
            for facts in batch {
                progress.advance();
                if past_reach(facts) {
                    continue;
                }
                let Ok(bytes) = holdings.bytes(facts) else { continue };
                fresh.push(self.intake().analyse_kept(facts.path.file_name(), &bytes, facts.kept));
            }
            count += fresh.len() as u64;
            self.remember_analyses(self.write_analyses(fresh)?.into_iter().collect());
        }
        progress.end();
        self.store.sync()?;
        Ok(count)
    }
}
