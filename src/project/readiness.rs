//! `readiness`: the checklist of one version, and what became of the requirements of an older
//! one.
//!
//! Both are derived when they are asked for, by the rules in force: two versions that different
//! analysers judged would differ in what nobody changed.

use std::path::Path;

use super::compare::Operand;
use super::compare::Side;
use super::compare::read_file;
use super::error::ProjectError;
use super::open::Project;
use crate::analysis::Analysis;
use crate::analysis::Rules;
use crate::analysis::derive;
use crate::analysis::readiness::Pairs;
use crate::analysis::readiness::Requirement;
use crate::analysis::readiness::explain;
use crate::analysis::readiness::pair_requirements;
use crate::diff::Options;
use crate::diff::Significance;
use crate::diff::compare;
use crate::document::Document;
use crate::history::Moment;
use crate::history::Revision;
use crate::id::SeedId;
use crate::text::Span;
use crate::view::ChangedRequirement;
use crate::view::ExplanationView;
use crate::view::LimitationView;
use crate::view::PieceRole;
use crate::view::PieceView;
use crate::view::Places;
use crate::view::ReadinessReport;
use crate::view::ReadinessView;
use crate::view::RequirementView;
use crate::view::RequirementsSide;
use crate::view::RequirementsView;
use crate::view::SchemaVersion;
use crate::view::ShortClaim;

/// Judges the plain file at `path`; `with_features` tells what its score is made of.
///
/// # Errors
/// When it cannot be read.
pub fn readiness_of_file(
    path: &Path,
    shown: &str,
    rules: &Rules,
    with_features: bool,
) -> Result<ReadinessReport, ProjectError> {
    let mut side = read_file(path)?;
    side.label.path = Some(shown.to_owned());
    Ok(report(&side, rules, with_features))
}

/// Compares the requirements of two plain files.
///
/// # Errors
/// When one cannot be read.
pub fn compare_files_requirements(
    old: &Path,
    new: &Path,
    rules: &Rules,
) -> Result<RequirementsView, ProjectError> {
    Ok(compare_requirements(&read_file(old)?, &read_file(new)?, rules))
}

impl Project {
    /// The rules of this project's analyses.
    #[must_use]
    pub const fn rules(&self) -> &Rules {
        &self.rules
    }

    /// Judges a version; `with_features` tells what its score is made of.
    ///
    /// # Errors
    /// When the version is not found or cannot be read.
    pub fn readiness(
        &self,
        revision: &Revision,
        with_features: bool,
    ) -> Result<ReadinessReport, ProjectError> {
        let past = self.past()?;
        let side = self.side_of(&Operand::Revision(revision.clone()), &past)?;
        Ok(report(&side, &self.rules, with_features))
    }

    /// The ids of all seeds that are not removed.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub fn seeds(&self) -> Result<Vec<SeedId>, ProjectError> {
        let past = self.past()?;
        let present = past.history.seeds().filter(|seed| !seed.is_removed());
        Ok(present.map(|seed| seed.id().clone()).collect())
    }

    /// What became of the requirements of an older version of a seed.
    ///
    /// # Errors
    /// When a version is not found or cannot be read.
    pub fn requirements(
        &self,
        seed: &SeedId,
        from: &Moment,
        to: &Moment,
    ) -> Result<RequirementsView, ProjectError> {
        let past = self.past()?;
        let side = |moment: &Moment| {
            let revision = Revision { seed: seed.clone(), moment: moment.clone() };
            self.side_of(&Operand::Revision(revision), &past)
        };
        Ok(compare_requirements(&side(from)?, &side(to)?, &self.rules))
    }
}

fn judge(side: &Side, rules: &Rules) -> Analysis {
    derive(&document(side), rules)
}

fn document(side: &Side) -> Document<'_> {
    Document::from_derived(&side.text, side.media_type, side.extractor.clone())
}

fn places(side: &Side) -> Places {
    Places::in_text(&side.text, side.space)
}

fn report(side: &Side, rules: &Rules, with_features: bool) -> ReadinessReport {
    let analysis = judge(side, rules);
    let noise: Vec<Span> = analysis.noise.iter().map(|found| found.span).collect();
    let explanation = with_features.then(|| explain(&document(side), &noise, &rules.readiness));
    ReadinessReport {
        schema_version: SchemaVersion,
        label: side.label.clone(),
        title: analysis.origin.title.as_ref().map(ShortClaim::of),
        readiness: ReadinessView::quoted(&analysis.readiness, &side.text, &places(side)),
        explanation: explanation.as_ref().map(ExplanationView::of),
        limitations: LimitationView::of(&side.limitations),
    }
}

fn compare_requirements(old: &Side, new: &Side, rules: &Rules) -> RequirementsView {
    let (old_judged, new_judged) = (judge(old, rules).readiness, judge(new, rules).readiness);
    let shown = |side: &Side, requirements: &[Requirement]| -> Vec<RequirementView> {
        let places = places(side);
        let quote = |it| RequirementView::quoted(it, &side.text, &places);
        requirements.iter().map(quote).collect()
    };
    let olds = shown(old, &old_judged.requirements);
    let news = shown(new, &new_judged.requirements);
    let pairs = pair_requirements(&named(&olds), &named(&news));
    let pick = |list: &[RequirementView], chosen: &[usize]| -> Vec<RequirementView> {
        chosen.iter().filter_map(|place| list.get(*place).cloned()).collect()
    };
    let Pairs { unchanged, changed, added, removed } = &pairs;
    let reword = |(old_place, new_place): &(usize, usize)| {
        Some(reworded(olds.get(*old_place)?, news.get(*new_place)?))
    };
    let side = |side: &Side, verdict, requirements: &[RequirementView]| RequirementsSide {
        label: side.label.clone(),
        verdict,
        requirements: requirements.len() as u64,
    };
    RequirementsView {
        schema_version: SchemaVersion,
        old: side(old, old_judged.verdict, &olds),
        new: side(new, new_judged.verdict, &news),
        added: pick(&news, added),
        removed: pick(&olds, removed),
        changed: changed.iter().filter_map(reword).collect(),
        unchanged: unchanged.len() as u64,
    }
}

/// Name and words of each.
fn named(requirements: &[RequirementView]) -> Vec<(&str, &str)> {
    let named = requirements.iter();
    named.map(|it| (it.id.as_str(), it.text.as_deref().unwrap_or_default())).collect()
}

/// A requirement before and after, word by word.
fn reworded(old: &RequirementView, new: &RequirementView) -> ChangedRequirement {
    let flow = |it: &RequirementView| {
        let text = it.text.as_deref().unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let (old_text, new_text) = (flow(old), flow(new));
    let diff = compare(&old_text, &new_text, &Options::default());
    let mut pieces = Vec::new();
    let mut push = |role, text: Option<&str>| {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            pieces.push(PieceView { role, text: text.to_owned() });
        }
    };
    let mut at = 0;
    let mut classes: Vec<Significance> = Vec::new();
    for change in &diff.changes {
        push(PieceRole::Kept, new_text.get(at..change.new.start()));
        push(PieceRole::Removed, Some(change.old.slice(&old_text)));
        push(PieceRole::Added, Some(change.new.slice(&new_text)));
        at = change.new.end();
        let inner = change.inner.iter().flat_map(|inner| &inner.significance);
        classes.extend(change.significance.iter().chain(inner));
    }
    push(PieceRole::Kept, new_text.get(at..));
    classes.sort_unstable();
    classes.dedup();
    ChangedRequirement { old: old.clone(), new: new.clone(), significance: classes, pieces }
}
