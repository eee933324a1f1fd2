//! A review as SARIF, for annotations beside the changed lines.

use std::io;
use std::io::Write;
use std::num::NonZeroU32;

use crate::diff::ChangeKind;
use crate::report::phrases;
use crate::report::prose;
use crate::report::sarif::SarifLog;
use crate::report::sarif::SarifResult;
use crate::report::sarif::write_sarif;
use crate::view::ChangeView;
use crate::view::CitationEffect;
use crate::view::Concern;
use crate::view::Event;
use crate::view::ReviewFinding;
use crate::view::ReviewView;
use crate::view::SeedReview;

use super::rules::rule;
use super::wording;

/// The most characters of old or new words in one message.
const MOST_CHARACTERS: usize = 300;

/// Writes a review as SARIF 2.1.0: findings, specifications, removals, then the changes of every
/// text, wording and lesser ones excepted.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_review_sarif(view: &ReviewView<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut results: Vec<(Concern, SarifResult)> = Vec::new();
    results.extend(view.findings.iter().map(|it| (it.concern, of_finding(view, it))));
    let citations = view.citations.iter().flatten();
    results.extend(citations.map(|effect| (Concern::Citation, of_citation(view, effect))));
    for seed in &view.seeds {
        results.extend(of_seed(view, seed));
    }
    results.sort_by_key(|(concern, _)| *concern);
    let rules = Concern::ALL.into_iter().filter(|concern| is_told(*concern)).map(rule).collect();
    let results = results.into_iter().map(|(_, result)| result).collect();
    write_sarif(&SarifLog { rules, results }, out)
}

/// Whether a concern is worth an annotation.
const fn is_told(concern: Concern) -> bool {
    !matches!(concern, Concern::Wording | Concern::Cosmetic)
}

fn in_repository(view: &ReviewView<'_>, path: &str) -> String {
    if view.folder.is_empty() { path.to_owned() } else { format!("{}/{path}", view.folder) }
}

fn of_finding(view: &ReviewView<'_>, finding: &ReviewFinding) -> SarifResult {
    let mut message = format!("{} {}", wording::subject(finding), finding.meaning);
    if let Some(command) = &finding.command {
        message.push_str(&format!(". {command}"));
    }
    if let Some(remedy) = &finding.remedy {
        message.push_str(&format!(" {remedy}"));
    }
    let path = finding.path.as_deref().unwrap_or_default();
    SarifResult {
        rule: rule(finding.concern).id,
        message,
        path: in_repository(view, path),
        lines: None,
        fingerprint: fingerprint(&[finding.concern.name(), path, &finding.meaning]),
    }
}

fn of_citation(view: &ReviewView<'_>, effect: &CitationEffect) -> SarifResult {
    let finding = effect.finding.name();
    let old = shown(effect.old_text.as_deref().unwrap_or_default());
    let rest = wording::passages(effect).into_iter().filter(|(label, _)| *label != "old");
    let rest: String = rest.map(|(label, text)| format!("\n{label}: {}", shown(&text))).collect();
    let line = NonZeroU32::new(effect.line);
    SarifResult {
        rule: rule(Concern::Citation).id,
        message: format!("{finding}: what is cited of {}\nold: {old}{rest}", effect.seed),
        path: in_repository(view, &effect.path),
        lines: line.zip(line),
        fingerprint: fingerprint(&[&effect.path, &effect.seed, &old, finding]),
    }
}

fn of_seed(view: &ReviewView<'_>, seed: &SeedReview<'_>) -> Vec<(Concern, SarifResult)> {
    let id = seed.change.seed.as_str();
    let path = in_repository(view, &seed.change.path);
    let whole = |concern: Concern, message: String| {
        let result = SarifResult {
            rule: rule(concern).id,
            fingerprint: fingerprint(&[concern.name(), id, &message]),
            message,
            path: path.clone(),
            lines: None,
        };
        (concern, result)
    };
    let mut results = Vec::new();
    if seed.change.event == Event::Removed {
        results.push(whole(Concern::Removed, format!("{id} is removed.")));
    }
    let turns = view.specifications.iter().filter(|turn| turn.seed == seed.change.seed);
    results.extend(turns.map(|turn| {
        let concern = match turn.arrived {
            true => Concern::SpecificationArrival,
            false => Concern::SpecificationRegression,
        };
        whole(concern, format!("{id}: {}", wording::specification(turn)))
    }));
    let changes = seed.diff.iter().flat_map(|diff| &diff.changes);
    let changes = changes.filter(|it| !it.noise && it.kind != ChangeKind::MoveFrom);
    results.extend(changes.filter_map(|change| {
        let concern = change.rank().and_then(Concern::of).filter(|it| is_told(*it))?;
        Some((concern, of_change(id, &path, concern, change)))
    }));
    results
}

fn of_change(id: &str, path: &str, concern: Concern, change: &ChangeView<'_>) -> SarifResult {
    let classes: Vec<&str> =
        change.significance.iter().map(|class| phrases::class_name(*class)).collect();
    let (old, new) = (shown(change.old_text), shown(change.new_text));
    let what = match (old.is_empty(), new.is_empty()) {
        (true, _) => format!("“{new}” is new"),
        (_, true) => format!("“{old}” is gone"),
        _ => format!("“{old}” became “{new}”"),
    };
    let lines = change.new_lines;
    SarifResult {
        rule: rule(concern).id,
        message: format!("{id}: {what} ({})", classes.join(", ")),
        path: path.to_owned(),
        lines: Some((lines.first, lines.last.max(NonZeroU32::MIN))),
        fingerprint: fingerprint(&[id, change.old_text, change.new_text]),
    }
}

/// Text in one line, cut when it is long.
fn shown(text: &str) -> String {
    let flowing = prose::flow(text);
    let flowing = flowing.trim();
    if flowing.chars().nth(MOST_CHARACTERS).is_none() {
        return flowing.to_owned();
    }
    let start: String = flowing.chars().take(MOST_CHARACTERS).collect();
    format!("{start}…")
}

/// The same for the same finding, wherever its lines are by then.
fn fingerprint(parts: &[&str]) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().to_hex().chars().take(32).collect()
}
