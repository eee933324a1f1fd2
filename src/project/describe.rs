//! What was planned, as people see it.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::iter::IntoParallelRefIterator;
use rayon::iter::ParallelIterator;

use super::annotate::Brief;
use super::briefs::Briefs;
use super::compare::Comparison;
use super::compare::Side;
use super::error::ProjectError;
use super::open::Project;
use super::past::Past;
use super::past::label;
use super::plan::Plan;
use super::planned::Planned;
use super::scan::Observed;
use crate::analysis::readiness::Verdict;
use crate::history::Entry;
use crate::history::SeedHistory;
use crate::history::Turn;
use crate::id::ContentId;
use crate::id::RulesId;
use crate::record::AnalysedContent;
use crate::record::Facts;
use crate::record::RecordRef;
use crate::view;
use crate::view::ProblemView;
use crate::view::ReadinessBrief;
use crate::view::SeedChange;
use crate::view::SeedChanges;
use crate::view::SnapshotView;

/// The most bytes of replaced texts that are compared for the summary of one snapshot.
const COMPARED_BYTES: u64 = 64 << 20;

impl Project {
    /// What is planned, as people see it.
    pub(super) fn describe(
        &self,
        past: &Past,
        plan: &Arc<Plan>,
        problems: Vec<ProblemView>,
    ) -> Result<SnapshotView, ProjectError> {
        let known = self.known_analyses(past, plan)?;
        let summaries = self.compare_with_past(past, plan, &known);
        let mut others: BTreeMap<usize, SeedChange> = BTreeMap::new();
        for (index, planned) in plan.planned.others() {
            let diff = summaries.get(&index).cloned();
            let mut change = describe_one(past, (planned, &plan.briefs), &known, diff);
            if change.is_arrival() {
                change.awaited = self.awaited_by_file(planned);
            }
            others.insert(index, change);
        }
        if !self.config.awaiting.entries().is_empty() {
            self.find_awaited(plan, &mut others);
        }
        let all = Arc::clone(plan);
        let make = move |index| {
            let new = || Some(describe_new(&*all.planned.get(index)?, &all.briefs));
            others.get(&index).cloned().or_else(new)
        };
        let late = past.history.late_runs().iter().map(|late| {
            let (run, parent) = (late.run.short(8), late.parent.short(8));
            format!("run {run} claims to be older than its parent {parent}: some clock was wrong")
        });
        let gaps = past.history.gaps().iter().filter(|gap| !gap.is_settled).map(|gap| {
            let (run, missing) = (gap.named_by.short(8), gap.missing.short(8));
            format!("run {run} names parent {missing}, which is not in this branch's history")
        });
        let git = self.git_note();
        Ok(SnapshotView {
            changes: SeedChanges::made_by(plan.planned.len(), make),
            unchanged: plan.unchanged,
            not_here: plan.not_here.len() as u64,
            last_recorded: past.history.last_time().map(Into::into),
            conflicts: plan.conflicts.clone(),
            problems,
            notes: late.chain(gaps).chain(git).collect(),
            ..SnapshotView::default()
        })
    }

    /// Notes the new seeds that specify awaited systems.
    fn find_awaited(&self, plan: &Plan, others: &mut BTreeMap<usize, SeedChange>) {
        for (index, planned) in plan.planned.iter().enumerate() {
            if others.contains_key(&index) {
                continue;
            }
            let mut change = describe_new(&planned, &plan.briefs);
            if change.is_arrival() {
                change.awaited = self.awaited_by_file(&planned);
            }
            if !change.awaited.is_empty() {
                others.insert(index, change);
            }
        }
    }

    /// The awaited systems that a planned file specifies.
    fn awaited_by_file(&self, planned: &Planned) -> Vec<String> {
        match std::fs::read(planned.path.below(&self.root)) {
            Ok(bytes) => self.awaited_by(&bytes, planned.path.file_name(), &planned.seed),
            // It was read a moment ago; whoever took it away is told by the next snapshot.
            Err(_) => Vec::new(),
        }
    }

    /// Analyses of the contents before, of those that take their place, and of those that return.
    fn known_analyses(
        &self,
        past: &Past,
        plan: &Plan,
    ) -> Result<BTreeMap<ContentId, (RulesId, AnalysedContent)>, ProjectError> {
        let mut wanted: BTreeSet<ContentId> = BTreeSet::new();
        for (_, planned) in plan.planned.others() {
            let before = past.history.seed(&planned.seed).and_then(last_version);
            let observed = planned.observed.as_ref();
            let is_known = |observed: &&Observed| before.is_some() || observed.fresh.is_none();
            wanted.extend(observed.filter(is_known).map(|observed| observed.content));
            wanted.extend(before.map(|(_, facts)| facts.content));
        }
        self.analyses_of(&wanted)
    }

    /// What changed in every planned seed since the version before, while the budget of compared
    /// bytes lasts.
    fn compare_with_past(
        &self,
        past: &Past,
        plan: &Plan,
        known: &BTreeMap<ContentId, (RulesId, AnalysedContent)>,
    ) -> BTreeMap<usize, view::DiffSummary> {
        let mut budget = COMPARED_BYTES;
        let mut pairs: Vec<(usize, &Facts, &Planned)> = Vec::new();
        for (index, planned) in plan.planned.others() {
            let seed = past.history.seed(&planned.seed).filter(|_| planned.turn != Turn::Moved);
            let before = seed.and_then(last_version).map(|(_, facts)| facts);
            let pair = before.zip(planned.observed.as_ref()).and_then(|(facts, observed)| {
                budget = budget.checked_sub(observed.stamp.bytes + facts.bytes)?;
                Some((index, facts, planned))
            });
            pairs.extend(pair);
        }
        let (holdings, root) = (self.holdings(), &self.root);
        let classifier = &self.config.classifier;
        let noise = |content| known.get(&content).map(|(_, known)| known.analysis.noise.clone());
        let label =
            |content| view::VersionLabel { digest: Some(content), ..view::VersionLabel::default() };
        let compare = |(index, facts, planned): &(usize, &Facts, &Planned)| {
            let old = holdings.bytes(facts).ok()?;
            let new = std::fs::read(planned.path.below(root)).ok()?;
            let observed = planned.observed.as_ref()?;
            let content = ContentId::of(&new);
            let new_noise = noise(content).filter(|_| content == observed.content);
            let (before, name) = (facts.content, facts.path.file_name());
            let old = Side::labelled(label(before), &old, name, noise(before));
            let name = planned.path.file_name();
            let new = Side::labelled(label(content), &new, name, new_noise);
            Some((*index, Comparison::judged(old, new, classifier.clone()).summary()))
        };
        let summaries: Vec<Option<_>> = pairs.par_iter().map(compare).collect();
        summaries.into_iter().flatten().collect()
    }
}

/// What is told of a seed that was never recorded before and whose content is new.
fn describe_new(planned: &Planned, briefs: &Briefs) -> SeedChange {
    let path = planned.path.to_string();
    let mut change = SeedChange::new(planned.seed.clone(), event(planned.turn), path);
    let observed = planned.observed.as_ref();
    change.version = Some(planned.number);
    change.digest = observed.map(|observed| observed.content);
    let fresh = observed.and_then(|observed| observed.fresh.as_ref());
    if let Some(mut brief) = fresh.and_then(|fresh| briefs.at(fresh.brief)) {
        change.readiness = brief.readiness.take();
        tell(&mut change, brief);
    }
    change
}

/// Adds what a brief says besides the readiness.
fn tell(change: &mut SeedChange, brief: Brief) {
    change.title = brief.title;
    change.publisher = brief.publisher;
    change.place = brief.place;
    change.published = brief.published;
    change.noise_share = brief.noise_share;
    change.limitations = brief.limitations;
}

fn describe_one(
    past: &Past,
    (planned, briefs): (&Planned, &Briefs),
    known: &BTreeMap<ContentId, (RulesId, AnalysedContent)>,
    diff: Option<view::DiffSummary>,
) -> SeedChange {
    let seed = past.history.seed(&planned.seed);
    let before = seed.and_then(last_version);
    let mut change =
        SeedChange::new(planned.seed.clone(), event(planned.turn), planned.path.to_string());
    change.previous_path = planned.previous_path.as_ref().map(ToString::to_string);
    change.predecessors = seed.map(predecessor_labels).unwrap_or_default();
    change.readiness_before = before
        .and_then(|(_, facts)| known.get(&facts.content))
        .map(|(_, analysed)| analysed.analysis.readiness.verdict);
    let had_specification = change.readiness_before == Some(Verdict::Specification);
    let Some(observed) = &planned.observed else {
        change.lost_specification = had_specification;
        return change;
    };
    change.version = Some(planned.number);
    change.digest = Some(observed.content);
    if let Some(mut brief) = brief_of(past, (planned, briefs), observed, known) {
        let is_one = |ready: &ReadinessBrief| ready.verdict == Verdict::Specification;
        change.lost_specification =
            had_specification && !brief.readiness.as_ref().is_some_and(is_one);
        change.readiness = brief
            .readiness
            .take()
            .map(|ready| ReadinessBrief { arrived: ready.arrived && !had_specification, ..ready });
        tell(&mut change, brief);
    }
    if let Some(seed) = seed.filter(|_| planned.turn != Turn::Moved) {
        let same = seed.versions().filter(|(_, facts)| facts.content == observed.content);
        change.equals = same.last().map(|(entry, _)| label(seed, entry));
        change.diff = diff;
    }
    change
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

/// What is told of a new content at once, and of a known one by its recorded analysis.
fn brief_of(
    past: &Past,
    (planned, briefs): (&Planned, &Briefs),
    observed: &Observed,
    known: &BTreeMap<ContentId, (RulesId, AnalysedContent)>,
) -> Option<Brief> {
    if let Some(fresh) = &observed.fresh {
        return briefs.at(fresh.brief);
    }
    let (_, analysed) = known.get(&observed.content)?;
    let said = (&planned.seed, past.history.assertions());
    Some(Brief::of(analysed, Some(said), observed.stamp.bytes))
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
