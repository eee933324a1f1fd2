//! `snapshot`: recording what is not as the history says.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::annotate::Brief;
use super::compare::Comparison;
use super::compare::Side;
use super::error::ProjectError;
use super::open::Project;
use super::open::SNAPSHOTS;
use super::past::Past;
use super::past::label;
use super::plan::Plan;
use super::plan::Planned;
use super::progress::Progress;
use super::scan::Observed;
use super::scan::Scan;
use super::scan::ScanOptions;
use crate::analysis::readiness::Verdict;
use crate::history::Entry;
use crate::history::History;
use crate::history::SeedHistory;
use crate::history::Turn;
use crate::id::ContentId;
use crate::id::RulesId;
use crate::id::RunId;
use crate::record::AnalysedContent;
use crate::record::Event;
use crate::record::Facts;
use crate::record::Kept;
use crate::record::Record;
use crate::record::RecordRef;
use crate::record::Run;
use crate::record::RunHeader;
use crate::report::view;
use crate::report::view::ProblemView;
use crate::report::view::ReadinessBrief;
use crate::report::view::RunView;
use crate::report::view::SeedChange;
use crate::report::view::SnapshotView;

/// What a snapshot may and shall do.
#[derive(Debug, Clone, Default)]
pub struct SnapshotOptions {
    /// Only tell what would be recorded; write nothing.
    pub is_check: bool,
    /// Derive the analyses of all recorded contents again where the rules have changed.
    pub is_reanalysing: bool,
    /// Take an empty `seeds/` for the removal of all seeds.
    pub is_empty_allowed: bool,
    /// Only files at or below these paths, from the project's root; all when empty.
    pub paths: Vec<String>,
}

/// The most records of one run file: with the longest usual paths it stays far below 32 MiB.
const RECORDS_A_RUN: usize = 40_000;

/// The most bytes of replaced texts that are compared for the summary of one snapshot.
const COMPARED_BYTES: u64 = 64 << 20;

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
        let is_recording = !options.is_check;
        let _lock = match is_recording {
            true => Some(self.lock(&|holder| progress.wait(holder))?),
            false => None,
        };
        if is_recording {
            self.store.clean()?;
        }
        let past = self.sound_past()?;
        let scanning = ScanOptions { is_recording, paths: options.paths.clone() };
        let scan = self.scan(&past.history, &scanning, progress)?;
        self.refuse_sudden_emptiness(&past.history, &scan, options)?;
        let plan = self.plan(&past.history, &scan, &scanning)?;
        let healing = self.heal(&past.history, &scan, is_recording)?;
        let mut view = self.describe(&past, &plan, scan.problems)?;
        view.check = options.is_check;
        view.healed = healing.healed;
        view.problems.extend(healing.lost);
        if options.is_reanalysing && is_recording {
            view.reanalysed = self.reanalyse(&past.history, progress)?;
        }
        if is_recording {
            view.run = self.record(&past.history, &plan)?;
            self.store.clean()?;
        }
        Ok(view)
    }

    /// A folder that is suddenly empty is more often unmounted than emptied.
    fn refuse_sudden_emptiness(
        &self,
        history: &History,
        scan: &Scan,
        options: &SnapshotOptions,
    ) -> Result<(), ProjectError> {
        let recorded = history.seeds().filter(|seed| !seed.is_removed()).count();
        let is_empty = scan.files.is_empty() && scan.unknown.is_empty() && options.paths.is_empty();
        if is_empty && recorded > 0 && !options.is_empty_allowed {
            return Err(ProjectError::EmptySeeds { recorded });
        }
        Ok(())
    }

    /// Writes what was planned as runs; none when nothing was found and no gap is open.
    fn record(&self, history: &History, plan: &Plan) -> Result<Option<RunView>, ProjectError> {
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
        let mut rest = plan.planned.as_slice();
        while last.is_none() || !rest.is_empty() {
            let (part, after) = rest.split_at(rest.len().min(RECORDS_A_RUN));
            rest = after;
            let mut header = RunHeader::new(now, std::mem::take(&mut parents), head.clone());
            header.gaps = std::mem::take(&mut gaps);
            let run = Run { header, records: part.iter().map(Planned::record).collect() };
            let (id, path) = self.store.put_run(&run)?;
            parents = vec![id];
            let path = format!("{SNAPSHOTS}/{path}");
            last = Some(RunView { id, path, recorded_at: now.into() });
        }
        Ok(last)
    }

    /// What is planned, as people see it.
    pub(super) fn describe(
        &self,
        past: &Past,
        plan: &Plan,
        problems: Vec<ProblemView>,
    ) -> Result<SnapshotView, ProjectError> {
        let known = self.known_analyses(past, plan)?;
        let mut budget = COMPARED_BYTES;
        let mut changes = Vec::with_capacity(plan.planned.len());
        for planned in &plan.planned {
            changes.push(self.describe_one(past, planned, &known, &mut budget));
        }
        let late = past.history.late_runs().iter().map(|late| {
            let (run, parent) = (late.run.short(8), late.parent.short(8));
            format!("run {run} claims to be older than its parent {parent}: some clock was wrong")
        });
        let gaps = past.history.gaps().iter().filter(|gap| !gap.is_settled).map(|gap| {
            let (run, missing) = (gap.named_by.short(8), gap.missing.short(8));
            format!("run {run} names parent {missing}, which is not in this branch's history")
        });
        let git = self.git_problem.iter().map(|problem| format!("git is not used: {problem}"));
        Ok(SnapshotView {
            changes,
            unchanged: plan.unchanged.len() as u64,
            last_recorded: past.history.last_time().map(Into::into),
            conflicts: plan.conflicts.clone(),
            problems,
            notes: late.chain(gaps).chain(git).collect(),
            ..SnapshotView::default()
        })
    }

    /// Analyses of the contents before, and of those that return.
    fn known_analyses(
        &self,
        past: &Past,
        plan: &Plan,
    ) -> Result<BTreeMap<ContentId, (RulesId, AnalysedContent)>, ProjectError> {
        let mut wanted: BTreeSet<ContentId> = BTreeSet::new();
        for planned in &plan.planned {
            let seed = past.history.seed(&planned.seed);
            wanted.extend(seed.and_then(last_version).map(|(_, facts)| facts.content));
            wanted.extend(planned.observed.as_ref().map(|observed| observed.content));
        }
        match past.history.last_time() {
            Some(_) => self.analyses_of(&wanted),
            None => Ok(BTreeMap::new()),
        }
    }

    fn describe_one(
        &self,
        past: &Past,
        planned: &Planned,
        known: &BTreeMap<ContentId, (RulesId, AnalysedContent)>,
        budget: &mut u64,
    ) -> SeedChange {
        let seed = past.history.seed(&planned.seed);
        let before = seed.and_then(last_version);
        let mut change =
            SeedChange::new(planned.seed.clone(), event(planned.turn), planned.path.to_string());
        change.previous_path = planned.previous_path.as_ref().map(ToString::to_string);
        change.predecessors = seed.map(predecessor_labels).unwrap_or_default();
        let Some(observed) = &planned.observed else { return change };
        change.version = Some(planned.number);
        change.digest = Some(observed.content);
        let analysed = observed
            .analysed
            .as_deref()
            .or_else(|| known.get(&observed.content).map(|(_, analysed)| analysed));
        if let Some(analysed) = analysed {
            let assertions = past.history.assertions();
            let brief = Brief::of(analysed, &planned.seed, assertions, observed.bytes);
            let verdict_before = before
                .and_then(|(_, facts)| known.get(&facts.content))
                .map(|(_, analysed)| analysed.analysis.readiness.verdict);
            let had_specification = verdict_before == Some(Verdict::Specification);
            change.readiness =
                brief.readiness.map(|ready| ReadinessBrief::of(&ready, had_specification));
            change.title = brief.title;
            change.publisher = brief.publisher;
            change.place = brief.place;
            change.published = brief.published;
            change.noise_share = brief.noise_share;
            change.limitations = brief.limitations;
        }
        if let Some(seed) = seed.filter(|_| planned.turn != Turn::Moved) {
            let (equals, diff) = self.compare_with_past(seed, planned, observed, budget);
            change.equals = equals;
            change.diff = diff;
        }
        change
    }

    /// The earlier version that the new content equals, and what changed since the last one.
    fn compare_with_past(
        &self,
        seed: &SeedHistory,
        planned: &Planned,
        observed: &Observed,
        budget: &mut u64,
    ) -> (Option<view::VersionLabel>, Option<view::DiffSummary>) {
        let same = seed.versions().filter(|(_, facts)| facts.content == observed.content).last();
        let equals = same.map(|(entry, _)| label(seed, entry));
        let Some((entry, facts)) = last_version(seed) else { return (equals, None) };
        let cost = observed.bytes + facts.bytes;
        if *budget < cost {
            return (equals, None);
        }
        *budget -= cost;
        let old = self.version_side(seed, entry, facts).ok();
        let bytes = std::fs::read(planned.path.below(&self.root)).ok();
        let noise = observed.analysed.as_ref().map(|analysed| analysed.analysis.noise.clone());
        let new = bytes.map(|bytes| {
            let label = view::VersionLabel::default();
            Side::read(label, &bytes, planned.path.file_name(), noise)
        });
        let diff = old.zip(new).map(|(old, new)| Comparison::new(old, new).summary());
        (equals, diff)
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
        progress.begin("analysing again", stale.len() as u64);
        let mut count = 0;
        for batch in stale.chunks(1024) {
            let mut fresh = Vec::new();
            for facts in batch {
                progress.advance();
                let Ok(bytes) = self.store.object(facts.content) else { continue };
                fresh.push(self.intake().analyse_bytes(facts.path.file_name(), &bytes));
            }
            count += fresh.len() as u64;
            self.write_analyses(fresh.into_iter())?;
        }
        progress.end();
        self.store.sync()?;
        Ok(count)
    }
}

impl Planned {
    fn record(&self) -> Record {
        let facts = self.observed.as_ref().map(|observed| Facts {
            path: self.path.clone(),
            content: observed.content,
            blob: observed.blob,
            bytes: observed.bytes,
            media_type: observed.media_type(&self.path),
            kept: Kept::Bytes,
            limitations: observed.limitations(),
        });
        let event = match (self.turn, facts) {
            (Turn::Moved, Some(facts)) => Event::Moved(facts),
            (_, Some(facts)) => Event::Version(facts),
            (_, None) => Event::Removed,
        };
        Record {
            seed: self.seed.clone(),
            number: self.number,
            predecessors: self.predecessors.clone(),
            event,
        }
    }
}

/// The word for what happened to a seed.
pub(super) const fn event(turn: Turn) -> view::Event {
    match turn {
        Turn::New => view::Event::New,
        Turn::Replaced | Turn::Settled => view::Event::Replaced,
        Turn::Moved => view::Event::Moved,
        Turn::Removed => view::Event::Removed,
        Turn::Returned => view::Event::Returned,
    }
}

/// The version that stands last on the first open line.
fn last_version(seed: &SeedHistory) -> Option<(&Entry, &Facts)> {
    seed.heads().find_map(|head| seed.version_at(head))
}

/// The versions that stand last on the open lines.
fn predecessor_labels(seed: &SeedHistory) -> Vec<view::VersionLabel> {
    let last = seed.heads().filter_map(|head| seed.version_at(head));
    let mut seen: BTreeSet<&RecordRef> = BTreeSet::new();
    last.filter(|(entry, _)| seen.insert(&entry.at)).map(|(entry, _)| label(seed, entry)).collect()
}
