//! What to look at besides the changes of the texts.

use std::collections::BTreeSet;

use super::recorded::Recorded;
use super::seed::Examined;
use crate::git::Range;
use crate::id::SeedId;
use crate::id::SeedPath;
use crate::view::Concern;
use crate::view::Event;
use crate::view::ReviewFinding;

/// A path under `seeds/` that no seed can have.
pub(super) fn refused(path: String) -> ReviewFinding {
    let meaning = if path == SeedPath::FOLDER {
        "is no folder: what it leads to was not looked at".to_owned()
    } else {
        "was not looked at: its name is not UTF-8 or holds a control character".to_owned()
    };
    let remedy = if path == SeedPath::FOLDER { "keep the documents in it" } else { "rename it" };
    ReviewFinding {
        concern: Concern::Unread,
        seed: None,
        path: Some(path),
        meaning,
        command: None,
        remedy: Some(remedy.to_owned()),
    }
}

/// Several files claim one seed.
pub(super) fn contested(seed: SeedId, paths: &BTreeSet<SeedPath>) -> ReviewFinding {
    let names: Vec<&str> = paths.iter().map(SeedPath::as_str).collect();
    ReviewFinding {
        concern: Concern::Contested,
        seed: Some(seed),
        path: paths.first().map(ToString::to_string),
        meaning: format!("is claimed by {} files: {}", names.len(), names.join(", ")),
        command: None,
        remedy: Some("keep one of them".to_owned()),
    }
}

/// What to look at about the seeds themselves.
pub(super) fn of_seeds(
    seeds: &[Examined],
    recorded: &Recorded,
    range: &Range,
) -> Vec<ReviewFinding> {
    let mut findings = Vec::new();
    for seed in seeds {
        findings.extend(unread(seed));
        if !seed.is_recorded {
            findings.push(unrecorded(seed, recorded, range));
        }
    }
    findings
}

fn unread(seed: &Examined) -> Option<ReviewFinding> {
    let (meaning, remedy) = match seed.unread {
        Some(unread) => (unread.meaning(), unread.remedy()),
        None if seed.is_left_out => {
            ("was not compared: too much text changed in all".to_owned(), "review it alone")
        }
        None => return None,
    };
    Some(ReviewFinding {
        concern: Concern::Unread,
        seed: Some(seed.change.seed.clone()),
        path: Some(seed.change.path.clone()),
        meaning,
        command: None,
        remedy: Some(remedy.to_owned()),
    })
}

fn unrecorded(seed: &Examined, recorded: &Recorded, range: &Range) -> ReviewFinding {
    let head = range.head.shown();
    let past = recorded.head.seed(&seed.change.seed);
    let last = past.and_then(|past| past.current_facts().next());
    let meaning = match (seed.change.event, last) {
        (Event::Removed, _) => format!("{head} does not record its removal"),
        (_, Some(last)) if Some(last.content) == seed.change.digest => {
            format!("{head} records it under {}", last.path)
        }
        (_, Some(last)) => {
            format!("{head} records another content, {}", last.content.short(8))
        }
        (_, None) => format!("{head} has no record of it"),
    };
    ReviewFinding {
        concern: Concern::Unrecorded,
        seed: Some(seed.change.seed.clone()),
        path: Some(seed.change.path.clone()),
        meaning,
        command: Some("provenance snapshot".to_owned()),
        remedy: Some("records it; commit what it writes".to_owned()),
    }
}
