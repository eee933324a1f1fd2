//! The words of a review, the same in every format.

use crate::analysis::readiness::ElementKind;
use crate::diff::Significance;
use crate::report::phrases;
use crate::report::phrases::counted;
use crate::view::CitationEffect;
use crate::view::CitationFinding;
use crate::view::Concern;
use crate::view::Event;
use crate::view::ReviewFinding;
use crate::view::ReviewView;
use crate::view::RevisionLabel;
use crate::view::SeedBefore;
use crate::view::SeedChange;
use crate::view::SeedReview;
use crate::view::SharedText;
use crate::view::ShortClaim;
use crate::view::SpecificationTurn;

/// The most seeds that a headline names.
const MOST_NAMED: usize = 3;

/// Hexadecimal digits of a commit's id that people see.
const COMMIT_DIGITS: usize = 8;

/// The verdict, most serious first: `Specification arrived in 005`, `3 obligations`, `1 seed not
/// recorded`.
pub(in crate::report) fn headline(view: &ReviewView<'_>) -> Vec<String> {
    let mut parts = Vec::new();
    let count = |concern| view.count(concern);
    let mut told = |count: u64, one: &str, many: &str| {
        if count > 0 {
            parts.push(counted(count, one, many));
        }
    };
    told(count(Concern::Tampering), "stored file tampered with", "stored files tampered with");
    told(count(Concern::Configuration), "change of settings", "changes of settings");
    parts.extend(specifications(view, false));
    parts.extend(specifications(view, true));
    if let Some(citations) = view.citations.as_ref().filter(|citations| !citations.is_empty()) {
        parts.push(counted(citations.len() as u64, "citation affected", "citations affected"));
    }
    let classes = view.summary.significance.by_class().into_iter();
    let serious = classes.filter(|(class, count)| *count > 0 && phrases::is_grave(*class));
    parts.extend(
        serious.map(|(class, count)| format!("{} changed", phrases::counted_class(class, count))),
    );
    let mut told = |concern, one: &str, many: &str| {
        if count(concern) > 0 {
            parts.push(counted(count(concern), one, many));
        }
    };
    told(Concern::Statement, "new statement", "new statements");
    told(Concern::Removed, "seed removed", "seeds removed");
    told(Concern::Contested, "seed with several files", "seeds with several files");
    told(Concern::Unread, "file not read", "files not read");
    told(Concern::Unrecorded, "seed not recorded", "seeds not recorded");
    if parts.is_empty() {
        parts.push(calm(view));
    }
    parts
}

/// What to say when nothing is serious.
fn calm(view: &ReviewView<'_>) -> String {
    let classes = view.summary.significance.by_class().into_iter();
    let changes: u64 =
        classes.filter(|(class, _)| *class != Significance::Noise).map(|(_, count)| count).sum();
    match (view.summary.seeds, changes) {
        (0, _) => "no seed changed".to_owned(),
        (seeds, 0) => format!("{} changed", counted(seeds, "seed", "seeds")),
        (seeds, changes) => format!(
            "{} in {}, none of a duty, negation or quantity",
            counted(changes, "change", "changes"),
            counted(seeds, "seed", "seeds")
        ),
    }
}

fn specifications(view: &ReviewView<'_>, arrived: bool) -> Option<String> {
    let turns = view.specifications.iter().filter(|turn| turn.arrived == arrived);
    let seeds: Vec<&str> = turns.map(|turn| turn.seed.as_str()).collect();
    let verb = if arrived { "arrived" } else { "lost" };
    match seeds.as_slice() {
        [] => None,
        named if named.len() <= MOST_NAMED => {
            Some(format!("Specification {verb} in {}", named.join(", ")))
        }
        many => Some(format!("Specification {verb} in {} seeds", many.len())),
    }
}

/// `main 1a2b3c4d → HEAD 5d6e7f80`; names pass through `escape`, ids are ours.
pub(in crate::report) fn range(view: &ReviewView<'_>, escape: fn(&str) -> String) -> String {
    let parted = if view.from_merge_base { ", where they parted" } else { "" };
    let revision = |label: &RevisionLabel| {
        let id = label.id.get(..COMMIT_DIGITS).unwrap_or(&label.id);
        let is_id = label.id.starts_with(&label.name);
        if is_id { id.to_owned() } else { format!("{} {id}", escape(&label.name)) }
    };
    format!("{}{parted} → {}", revision(&view.base), revision(&view.head))
}

/// `4 seeds: 2 replaced, 1 new, 1 removed`.
pub(in crate::report) fn seeds(view: &ReviewView<'_>) -> String {
    let summary = view.summary;
    let events = [
        (summary.removed, Event::Removed),
        (summary.replaced, Event::Replaced),
        (summary.new, Event::New),
        (summary.returned, Event::Returned),
        (summary.moved, Event::Moved),
    ];
    let told = events.iter().filter(|(count, _)| *count > 0);
    let told: Vec<String> = told.map(|(count, it)| format!("{count} {}", it.name())).collect();
    match told.as_slice() {
        [] => "no seed changed".to_owned(),
        told => format!("{}: {}", counted(summary.seeds, "seed", "seeds"), told.join(", ")),
    }
}

/// What a finding is about: the seed, the file, or both.
pub(in crate::report) fn subject(finding: &ReviewFinding) -> String {
    let path = finding.path.as_deref().map(phrases::short_path);
    match (&finding.seed, path) {
        (Some(seed), Some(path)) => format!("{seed} ({path})"),
        (Some(seed), None) => seed.to_string(),
        (None, path) => path.unwrap_or_default(),
    }
}

/// `partial → specification; missing: acceptance`.
pub(in crate::report) fn specification(turn: &SpecificationTurn) -> String {
    let verdict = |verdict: Option<_>| verdict.map_or("nothing", phrases::verdict_name);
    let mut text = format!("{} → {}", verdict(turn.old), verdict(turn.new));
    let names = |kinds: &[ElementKind]| {
        kinds.iter().map(|kind| phrases::element_name(*kind)).collect::<Vec<_>>().join(", ")
    };
    // Of one that went, what it lost says all.
    let missing = if turn.arrived { turn.missing.as_slice() } else { &[] };
    for (label, kinds) in [("lost", turn.lost.as_slice()), ("missing", missing)] {
        if !kinds.is_empty() {
            text.push_str(&format!("; {label}: {}", names(kinds)));
        }
    }
    text
}

/// `SPECIFICATION ARRIVED` or `SPECIFICATION LOST`.
pub(in crate::report) const fn turn_name(turn: &SpecificationTurn) -> &'static str {
    if turn.arrived { "SPECIFICATION ARRIVED" } else { "SPECIFICATION LOST" }
}

/// The same as the concern that it is.
pub(in crate::report) const fn turn_concern(turn: &SpecificationTurn) -> &'static str {
    match turn.arrived {
        true => Concern::SpecificationArrival.name(),
        false => Concern::SpecificationRegression.name(),
    }
}

/// `docs/decisions/0007.md:12 cites 005`, and who accepts in the new revision what became of it.
pub(in crate::report) fn citation(effect: &CitationEffect) -> String {
    let cites = format!("{}:{} cites {}", effect.path, effect.line, effect.seed);
    match &effect.brought_acceptance {
        Some(accepted) => {
            format!("{cites} · {} accepts this here, which counts once it is merged", accepted.who)
        }
        None => cites,
    }
}

/// What became of a cited passage, row by row: what the row is, and its text.
pub(in crate::report) fn passages(effect: &CitationEffect) -> Vec<(&'static str, String)> {
    let mut rows: Vec<(&str, String)> =
        effect.old_text.iter().map(|old| ("old", old.clone())).collect();
    match &effect.new_text {
        Some(new) if effect.new_text != effect.old_text => rows.push(("new", new.clone())),
        Some(_) => {}
        None if effect.candidates > 0 => {
            let places = counted(effect.candidates, "place", "places");
            rows.push(("new", format!("{places} could stand for it, none is chosen")));
        }
        None if effect.finding == CitationFinding::Gone => {
            rows.push(("new", "nothing stands for it".to_owned()));
        }
        None => {}
    }
    rows.extend(effect.context.iter().map(|change| match (&change.old, &change.new) {
        (None, Some(new)) => ("came beside it", new.clone()),
        (Some(old), None) => ("went beside it", old.clone()),
        (old, new) => {
            let [old, new] = [old, new].map(|side| side.as_deref().unwrap_or_default());
            ("changed beside it", format!("{old} → {new}"))
        }
    }));
    rows
}

/// Where it came from: publisher, place and date with their basis.
pub(in crate::report) fn origin(change: &SeedChange) -> String {
    joined([change.publisher.as_ref(), change.place.as_ref(), change.published.as_ref()])
}

/// Where it came from before.
pub(in crate::report) fn origin_before(before: &SeedBefore) -> String {
    joined([before.publisher.as_ref(), before.place.as_ref(), before.published.as_ref()])
}

fn joined(claims: [Option<&ShortClaim>; 3]) -> String {
    let known: Vec<String> = claims.into_iter().flatten().map(phrases::with_basis).collect();
    known.join(" · ")
}

/// What it was, where that differs from what it is: title, then where it came from.
pub(in crate::report) fn was(seed: &SeedReview<'_>) -> Option<String> {
    let before = seed.before.as_ref().filter(|_| seed.change.event == Event::Replaced)?;
    let value = |claim: &Option<ShortClaim>| claim.as_ref().map(|claim| claim.value.clone());
    let old_title = value(&before.title);
    let title = (old_title != value(&seed.change.title)).then_some(before.title.as_ref()).flatten();
    let origin = origin_before(before);
    let origin = (origin != self::origin(&seed.change) && !origin.is_empty()).then_some(origin);
    let parts: Vec<String> =
        title.map(|title| format!("“{}”", title.value)).into_iter().chain(origin).collect();
    (!parts.is_empty()).then(|| format!("was {}", parts.join(" · ")))
}

/// What changed, in short: `2 quantities (+2 −2 words)`, `first version`, `moved from a to b`.
pub(in crate::report) fn effect(seed: &SeedReview<'_>) -> String {
    let change = &seed.change;
    if let Some(diff) = &change.diff {
        return crate::report::prose::figures(diff);
    }
    match change.event {
        Event::New => "first version".to_owned(),
        Event::Returned => "there again".to_owned(),
        Event::Removed => "no file any more".to_owned(),
        Event::Moved => {
            let from = change.previous_path.as_deref().unwrap_or_default();
            format!("{from} → {}", change.path)
        }
        Event::Replaced => "not compared".to_owned(),
    }
}

/// What else there is to say of a seed, each a sentence without a full stop.
pub(in crate::report) fn remarks(seed: &SeedReview<'_>) -> Vec<String> {
    let change = &seed.change;
    let mut remarks = Vec::new();
    remarks.extend(was(seed));
    if let Some(previous) = change.previous_path.as_ref().filter(|_| change.event != Event::Moved) {
        remarks.push(format!("from {previous} to {}", change.path));
    }
    if let Some(equals) = &change.equals {
        remarks.push(crate::report::prose::oscillation(equals));
    }
    remarks.extend(seed.shares_text_with.iter().map(shared));
    remarks.extend(change.limitations.iter().map(|limitation| limitation.detail.clone()));
    remarks
}

/// `same text as seed 004`, `92 % of the text is that of seed 004`.
pub(in crate::report) fn shared(other: &SharedText) -> String {
    let share = phrases::percent(other.share);
    match share.as_str() {
        "100 %" => format!("same text as seed {}", other.seed),
        _ => format!("{share} of the text is that of seed {}", other.seed),
    }
}

/// Whether there is more to say of a seed than its row in the table does.
pub(in crate::report) fn has_more(seed: &SeedReview<'_>) -> bool {
    let has_changes = seed.diff.as_ref().is_some_and(|diff| !diff.changes.is_empty());
    has_changes || !remarks(seed).is_empty()
}
