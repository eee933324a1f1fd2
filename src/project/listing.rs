//! `log` and `show`: the history of a seed, and one version of it.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::annotate::Brief;
use super::brought::Arrival;
use super::describe::event;
use super::error::ProjectError;
use super::open::Project;
use super::past::Past;
use super::past::chain;
use super::past::label;
use super::present::captured;
use super::present::weigh;
use crate::document::Document;
use crate::document::Hints;
use crate::history::Entry;
use crate::history::LateRun;
use crate::history::Moment;
use crate::history::Revision;
use crate::history::SeedHistory;
use crate::id::ContentId;
use crate::id::RulesId;
use crate::id::SeedId;
use crate::id::SeedPath;
use crate::record::AnalysedContent;
use crate::record::Facts;
use crate::record::Kept;
use crate::view::CaptureView;
use crate::view::CategoryCount;
use crate::view::ClaimView;
use crate::view::LimitationView;
use crate::view::LogEntry;
use crate::view::LogView;
use crate::view::LostClaim;
use crate::view::NoiseView;
use crate::view::OriginView;
use crate::view::Places;
use crate::view::ReadinessView;
use crate::view::SchemaVersion;
use crate::view::ShowView;
use crate::view::VersionLabel;

impl Project {
    /// The history of one seed, or of all, newest first; at most `limit` entries.
    ///
    /// # Errors
    /// When the store cannot be read or the seed was never recorded.
    pub fn log(
        &self,
        seed: Option<&SeedId>,
        limit: Option<usize>,
    ) -> Result<LogView, ProjectError> {
        let past = self.past()?;
        let seeds: Vec<&SeedHistory> = match seed {
            Some(id) => vec![past.history.require(id)?],
            None => past.history.seeds().collect(),
        };
        let mut brought = self.brought(None);
        let mut found: Vec<(&SeedHistory, &Entry)> = Vec::new();
        for seed in seeds {
            found.extend(seed.entries().iter().map(|entry| (seed, entry)));
        }
        // Predecessors come first within a seed; the stable sort keeps that where clocks agree.
        found.reverse();
        if seed.is_none() {
            found.sort_by_key(|(_, entry)| Reverse(entry.time));
        }
        let count = found.len().min(limit.unwrap_or(usize::MAX));
        let (shown, left_out) = found.split_at(count);
        let contents = shown.iter().filter_map(|(_, entry)| entry.version());
        let known = self.analyses_of(&contents.map(|facts| facts.content).collect())?;
        let is_open =
            |(seed, entry): &&(&SeedHistory, &Entry)| brought.of(seed, entry).is_uncommitted;
        let mut uncommitted = left_out.iter().filter(is_open).count() as u64;
        let mut entries = Vec::with_capacity(count);
        for (seed, entry) in shown {
            let arrival = brought.of(seed, entry);
            uncommitted += u64::from(arrival.is_uncommitted);
            entries.push(describe_entry(&past, seed, entry, (&known, arrival)));
        }
        brought.tell_uncommitted(uncommitted);
        let (unrecorded, more_unrecorded) =
            brought.unrecorded(&past, &|path| seed.is_none_or(|id| self.is_of(&past, path, id)));
        Ok(LogView {
            entries,
            more_entries: left_out.len() as u64,
            gaps: gaps(&past),
            unrecorded,
            more_unrecorded,
            notes: brought.notes,
            ..LogView::default()
        })
    }

    /// One version with its claims, noise, readiness and text.
    ///
    /// # Errors
    /// When the version is not found or its content cannot be read.
    pub fn show(&self, revision: &Revision) -> Result<ShowView, ProjectError> {
        let past = self.past()?;
        let seed = past.history.require(&revision.seed)?;
        match revision.moment {
            Moment::WorkTree => {
                let path = self.work_tree_path(seed)?;
                let target = path.below(&self.root);
                let failed = |source| ProjectError::Read { path: target.clone(), source };
                let bytes = std::fs::read(&target).map_err(failed)?;
                let label = VersionLabel {
                    seed: Some(seed.id().clone()),
                    path: Some(path.to_string()),
                    ..VersionLabel::default()
                };
                let analysed = self.intake().analyse_bytes(path.file_name(), &bytes);
                Ok(show_version(&past, seed, label, &bytes, analysed))
            }
            _ => {
                let (entry, facts) = seed.find(&revision.moment)?;
                let label = label(seed, entry);
                let mut view = match self.bytes_of(&past.history, seed.id(), facts) {
                    Ok(bytes) => {
                        let mut analysed = self.analysis_of(facts, &bytes)?;
                        let origin = std::mem::take(&mut analysed.analysis.origin);
                        analysed.analysis.origin = captured(origin, facts.capture.as_deref());
                        show_version(&past, seed, label, &bytes, analysed)
                    }
                    Err(why @ (ProjectError::NotHere { .. } | ProjectError::Withheld { .. })) => {
                        self.show_absent(&past, (seed, facts), label, &why)?
                    }
                    Err(error) => return Err(error),
                };
                view.kept = facts.kept.name().to_owned();
                view.capture = facts.capture.as_deref().map(CaptureView::of);
                view.equals = entry.equals.and_then(|earlier| same_version(seed, earlier.index));
                let brought = self.brought(Some(seed));
                let arrival = brought.of(seed, entry);
                (view.commit, view.recorded_in) = (arrival.commit, arrival.recorded_in);
                let open = arrival.is_uncommitted.then(|| "not committed yet".to_owned());
                view.warnings =
                    open.into_iter().chain(arrival.warnings).chain(brought.notes).collect();
                Ok(view)
            }
        }
    }

    /// Whether a path is one of a seed's, by its records or its name.
    fn is_of(&self, past: &Past, path: &str, id: &SeedId) -> bool {
        let Some(seed) = past.history.seed(id) else { return false };
        let facts = seed.entries().iter().filter_map(|entry| entry.event.facts());
        let by_name = || {
            let path = SeedPath::new(path.to_owned()).ok()?;
            self.config.id_pattern.as_ref()?.read(&path)
        };
        facts.into_iter().any(|facts| facts.path.as_str() == path)
            || by_name().as_ref() == Some(seed.id())
    }

    /// A version whose bytes are rightly not here: what was recorded of it, and why there is no
    /// more.
    fn show_absent(
        &self,
        past: &Past,
        (seed, facts): (&SeedHistory, &Facts),
        label: VersionLabel,
        why: &ProjectError,
    ) -> Result<ShowView, ProjectError> {
        let known = self.analyses_of(&BTreeSet::from([facts.content]))?.remove(&facts.content);
        let nothing = || self.intake().analyse_bytes(facts.path.file_name(), b"");
        let (_, mut analysed) = known.unwrap_or_else(|| (self.rules.id(), nothing()));
        analysed.content = facts.content;
        analysed.limitations.clear();
        // Places in a text that is not here cannot be told.
        analysed.analysis.noise.clear();
        let origin = std::mem::take(&mut analysed.analysis.origin);
        analysed.analysis.origin = captured(origin, facts.capture.as_deref());
        let view = show_version(past, seed, label, b"", analysed);
        Ok(ShowView {
            bytes: facts.bytes,
            lines: 0,
            media_type: facts.media_type.name().to_owned(),
            text: None,
            out_of_reach: Some(why.to_string()),
            ..view
        })
    }

    /// The recorded analysis of a content, else one made now.
    fn analysis_of(&self, facts: &Facts, bytes: &[u8]) -> Result<AnalysedContent, ProjectError> {
        if facts.kept != Kept::Bytes {
            return Ok(self.intake().analyse_bytes(facts.path.file_name(), bytes));
        }
        let mut known = self.analyses_of(&BTreeSet::from([facts.content]))?;
        let fresh = || self.intake().analyse_bytes(facts.path.file_name(), bytes);
        Ok(known.remove(&facts.content).map_or_else(fresh, |(_, analysed)| analysed))
    }
}

fn show_version(
    past: &Past,
    seed: &SeedHistory,
    mut label: VersionLabel,
    bytes: &[u8],
    analysed: AnalysedContent,
) -> ShowView {
    let name = label.path.as_deref().and_then(|path| path.rsplit('/').next());
    let document = Document::parse(bytes, &Hints { file_name: name.map(ToOwned::to_owned) });
    let places = Places::of(&document);
    label.digest = Some(analysed.content);
    let assertions = past.history.assertions();
    let (origin, lost) = weigh(analysed.analysis.origin, assertions, seed.id(), analysed.content);
    let noise = NoiseView::of(&analysed.analysis.noise, &places);
    let is_text = document.has_text();
    ShowView {
        schema_version: SchemaVersion,
        versions: u32::try_from(seed.versions().count()).unwrap_or(u32::MAX),
        bytes: bytes.len() as u64,
        lines: places.line_count() as u64,
        media_type: analysed.media_type.name().to_owned(),
        extractor: analysed.extractor.to_string(),
        origin: OriginView::of(&origin, &places),
        lost_claims: lost
            .iter()
            .map(|lost| LostClaim {
                field: lost.field.name().to_owned(),
                claim: ClaimView::of(&lost.claim, &places),
                reason: lost.reason.clone(),
            })
            .collect(),
        noise_share: NoiseView::share(&noise, document.text().len()),
        noise_by_category: CategoryCount::of(&noise),
        noise,
        readiness: ReadinessView::of(&analysed.analysis.readiness, &places),
        capture: None,
        equals: None,
        commit: None,
        recorded_in: None,
        warnings: Vec::new(),
        limitations: LimitationView::of(&analysed.limitations),
        text: is_text.then(|| document.text().to_owned()),
        kept: Kept::Bytes.name().to_owned(),
        out_of_reach: None,
        label,
    }
}

fn describe_entry(
    past: &Past,
    seed: &SeedHistory,
    entry: &Entry,
    (known, arrival): (&BTreeMap<ContentId, (RulesId, AnalysedContent)>, Arrival),
) -> LogEntry {
    let facts = entry.event.facts();
    let before: Vec<&Entry> =
        entry.predecessors.iter().filter_map(|index| seed.entry(*index)).collect();
    let last_path = before.first().and_then(|before| before.event.facts()).map(|facts| &facts.path);
    let brief = facts.and_then(|facts| {
        let (_, analysed) = known.get(&facts.content)?;
        Some(Brief::of(analysed, Some((seed.id(), past.history.assertions())), facts.bytes))
    });
    let brief = brief.unwrap_or_default();
    LogEntry {
        seed: seed.id().clone(),
        version: facts.is_some().then_some(entry.number),
        ambiguous: seed.is_ambiguous(entry.number),
        digest: entry.content(),
        recorded_at: entry.time.into(),
        event: event(entry.turn),
        path: facts
            .map(|facts| &facts.path)
            .or(last_path)
            .map(ToString::to_string)
            .unwrap_or_default(),
        captured_from: facts
            .and_then(|facts| Some(facts.capture.as_deref()?.web()?.final_url().to_string())),
        previous_path: facts.and_then(|facts| {
            last_path.filter(|path| **path != facts.path).map(ToString::to_string)
        }),
        run: entry.at.run,
        predecessors: before.iter().map(|before| label(seed, before)).collect(),
        title: brief.title,
        publisher: brief.publisher,
        published: brief.published,
        diff: None,
        equals: entry.equals.and_then(|earlier| same_version(seed, earlier.index)),
        commit: arrival.commit,
        recorded_in: arrival.recorded_in,
        warnings: warnings(past, entry).into_iter().chain(arrival.warnings).collect(),
    }
}

fn same_version(seed: &SeedHistory, index: usize) -> Option<VersionLabel> {
    Some(label(seed, seed.entry(index)?))
}

fn warnings(past: &Past, entry: &Entry) -> Vec<String> {
    let is_late = |late: &&LateRun| late.run == entry.at.run;
    let late =
        past.history.late_runs().iter().filter(is_late).map(|late| {
            format!("recorded at a time before its parent run {}", late.parent.short(8))
        });
    let missing = entry.missing.iter().map(|missing| {
        format!("what came before it, in run {}, is not in this history", missing.run.short(8))
    });
    let withheld = entry.content().and_then(|it| past.history.assertions().withheld(it));
    let withheld = withheld.map(|withheld| {
        let day = withheld.time.strftime("%Y-%m-%d");
        format!("withheld by {} on {day}: {}", withheld.who, withheld.why)
    });
    late.chain(missing).chain(withheld).collect()
}

fn gaps(past: &Past) -> Vec<String> {
    let open = past.history.gaps().iter().filter(|gap| !gap.is_settled).map(|gap| {
        let (run, missing) = (gap.named_by.short(8), gap.missing.short(8));
        format!("run {run} names parent {missing}, which is not in this branch's history")
    });
    let damaged = past
        .damaged
        .iter()
        .map(|(path, damage)| format!("snapshots/{path} cannot be believed: {}", chain(damage)));
    open.chain(damaged).collect()
}
