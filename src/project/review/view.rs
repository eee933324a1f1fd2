//! A review as people and programs see it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::run::Review;
use super::seed::Examined;
use crate::analysis::readiness::Verdict;
use crate::diff::ChangeKind;
use crate::diff::Significance;
use crate::git::Point;
use crate::id::SeedId;
use crate::view::Concern;
use crate::view::ConcernCount;
use crate::view::Event;
use crate::view::ReadinessBrief;
use crate::view::ReviewSummary;
use crate::view::ReviewView;
use crate::view::RevisionLabel;
use crate::view::SeedReview;
use crate::view::SharedText;
use crate::view::SpecificationTurn;

impl Review {
    /// The review as people and programs see it, the most serious first.
    #[must_use]
    pub fn view(&self) -> ReviewView<'_> {
        let mut seeds: Vec<SeedReview<'_>> =
            self.seeds.iter().map(|seed| seed.view(&self.shared)).collect();
        seeds.sort_by_cached_key(gravity);
        let mut view = ReviewView {
            base: label(&self.range.base),
            head: label(&self.range.head),
            from_merge_base: self.range.is_from_merge_base,
            range: format!("{}..{}", short(&self.range.base.id), short(&self.range.head.id)),
            folder: self.folder.clone(),
            shallow: self.is_shallow,
            summary: summarise(&seeds),
            findings: self.findings.clone(),
            citations: self.citations.clone(),
            specifications: seeds.iter().filter_map(specification).collect(),
            notes: self.notes.clone(),
            seeds,
            ..ReviewView::default()
        };
        if self.is_shallow {
            view.notes.push(
                "this clone is shallow: runs and commits before its first one are not known"
                    .to_owned(),
            );
        }
        view.concerns = concerns(&view);
        view
    }
}

impl Examined {
    fn view(&self, shared: &BTreeMap<SeedId, Vec<SharedText>>) -> SeedReview<'_> {
        let diff = self.comparison.as_ref().map(|comparison| {
            let mut diff = comparison.view();
            diff.title = self.change.title.as_ref().map(|title| title.value.clone());
            diff
        });
        let classes = self.change.diff.iter().flat_map(|diff| diff.significance.by_class());
        let rank = classes.into_iter().find(|(_, count)| *count > 0).map(|(class, _)| class);
        SeedReview {
            change: self.change.clone(),
            before: self.before.clone(),
            recorded: self.is_recorded,
            rank,
            shares_text_with: shared.get(&self.change.seed).cloned().unwrap_or_default(),
            diff,
        }
    }
}

fn label(point: &Point) -> RevisionLabel {
    RevisionLabel { name: point.name.clone(), id: point.id.clone() }
}

fn short(id: &str) -> &str {
    id.get(..12).unwrap_or(id)
}

/// What comes first: a specification that came or went, a removal, the most serious class with
/// the most changes, then what is new.
fn gravity(seed: &SeedReview<'_>) -> (bool, bool, u8, Option<Significance>, Reverse<u64>, String) {
    let event = match seed.change.event {
        Event::Replaced => 0,
        Event::New | Event::Returned => 1,
        Event::Moved | Event::Removed => 2,
    };
    let count = |class: Significance| {
        let counts = seed.change.diff.iter().flat_map(|diff| diff.significance.by_class());
        counts.into_iter().find(|(other, _)| *other == class).map_or(0, |(_, count)| count)
    };
    (
        specification(seed).is_none(),
        seed.change.event != Event::Removed,
        event,
        seed.rank,
        Reverse(seed.rank.map_or(0, count)),
        seed.change.seed.to_string(),
    )
}

fn specification(seed: &SeedReview<'_>) -> Option<SpecificationTurn> {
    let old = seed.before.as_ref().and_then(|before| before.readiness.as_ref());
    let new = seed.change.readiness.as_ref();
    let is = |ready: Option<&ReadinessBrief>| {
        ready.is_some_and(|ready| ready.verdict == Verdict::Specification)
    };
    let is_moved = seed.change.event == Event::Moved;
    let is_known = new.is_some() || seed.change.event == Event::Removed;
    if is(old) == is(new) || is_moved || !is_known {
        return None;
    }
    let has = |ready: Option<&ReadinessBrief>, kind| {
        ready.is_some_and(|ready| ready.present.iter().any(|it| it.element == kind))
    };
    let had = old.into_iter().flat_map(|old| &old.present).map(|present| present.element);
    Some(SpecificationTurn {
        seed: seed.change.seed.clone(),
        arrived: is(new),
        old: old.map(|ready| ready.verdict),
        new: new.map(|ready| ready.verdict),
        lost: had.filter(|kind| !has(new, *kind)).collect(),
        missing: new.map(|ready| ready.missing.clone()).unwrap_or_default(),
    })
}

fn summarise(seeds: &[SeedReview<'_>]) -> ReviewSummary {
    let mut summary = ReviewSummary::default();
    for seed in seeds {
        summary.add(seed.change.event);
        let Some(diff) = &seed.change.diff else { continue };
        summary.significance.merge(diff.significance);
        summary.words.added += diff.words.added;
        summary.words.removed += diff.words.removed;
    }
    summary
}

fn concerns(view: &ReviewView<'_>) -> Vec<ConcernCount> {
    let mut counts: BTreeMap<Concern, u64> = BTreeMap::new();
    for finding in &view.findings {
        *counts.entry(finding.concern).or_default() += 1;
    }
    for turn in &view.specifications {
        let concern = match turn.arrived {
            true => Concern::SpecificationArrival,
            false => Concern::SpecificationRegression,
        };
        *counts.entry(concern).or_default() += 1;
    }
    if let Some(citations) = view.citations.as_ref().filter(|citations| !citations.is_empty()) {
        counts.insert(Concern::Citation, citations.len() as u64);
    }
    if view.summary.removed > 0 {
        counts.insert(Concern::Removed, view.summary.removed);
    }
    let diffs = view.seeds.iter().filter_map(|seed| seed.diff.as_ref());
    for change in diffs.flat_map(|diff| &diff.changes) {
        if change.noise || change.kind == ChangeKind::MoveFrom {
            continue;
        }
        for concern in change.significance.iter().copied().filter_map(Concern::of) {
            *counts.entry(concern).or_default() += 1;
        }
    }
    counts.into_iter().map(|(concern, count)| ConcernCount { concern, count }).collect()
}
