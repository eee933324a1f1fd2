//! Cited passages in words, the same in every format.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::phrases::counted;
use super::phrases::lines;
use super::prose;
use crate::citation::Note;
use crate::citation::ScanFault;
use crate::citation::Strategy;
use crate::view::AuditSummary;
use crate::view::AuditView;
use crate::view::CitationFinding;
use crate::view::CitationView;
use crate::view::FindingCount;
use crate::view::ImpactView;
use crate::view::LinesView;
use crate::view::MiswrittenView;
use crate::view::PassageView;
use crate::view::VersionLabel;
use crate::view::WordsRole;

/// Most characters of unchanged words that are shown beside changed ones, and of a passage in
/// which none are marked.
const BESIDE: usize = 60;
const WHOLE: usize = 300;

/// A stretch of a passage as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) role: WordsRole,
    pub(super) text: String,
}

/// The passage as it was, with the words that went; empty when it cannot be told.
pub(super) fn old_words(view: &CitationView) -> Vec<Stretch> {
    side(view, view.old.as_ref(), WordsRole::Removed)
}

/// What stands for it now, with the words that came; empty when nothing or several do.
pub(super) fn new_words(view: &CitationView) -> Vec<Stretch> {
    side(view, view.new.as_ref(), WordsRole::Added)
}

fn side(view: &CitationView, passage: Option<&PassageView>, role: WordsRole) -> Vec<Stretch> {
    let Some(passage) = passage else { return Vec::new() };
    let is_shown = |it: &&crate::view::WordsView| it.role == WordsRole::Kept || it.role == role;
    let words: Vec<_> = view.words.iter().filter(is_shown).collect();
    if words.is_empty() {
        let text = shortened(&squeezed(&passage.text), WHOLE);
        return vec![Stretch { role: WordsRole::Kept, text }];
    }
    let last = words.len() - 1;
    let stretch = |(at, it): (usize, &&crate::view::WordsView)| {
        let text = squeezed(&it.text);
        let text = match (it.role, at) {
            (WordsRole::Kept, 0) if last > 0 => end_of(&text),
            (WordsRole::Kept, at) if at == last => start_of(&text),
            (WordsRole::Kept, _) => middle_of(&text),
            _ => shortened(&text, WHOLE),
        };
        Stretch { role: it.role, text }
    };
    words.iter().enumerate().map(stretch).collect()
}

/// A passage in one line, its beginning when it is long.
pub(super) fn passage_line(text: &str) -> String {
    shortened(&squeezed(text), WHOLE)
}

/// White space run together.
fn squeezed(text: &str) -> String {
    let mut squeezed = String::with_capacity(text.len());
    let mut is_space = false;
    for character in text.chars() {
        if character.is_whitespace() {
            is_space = true;
            continue;
        }
        if std::mem::take(&mut is_space) {
            squeezed.push(' ');
        }
        squeezed.push(character);
    }
    if is_space {
        squeezed.push(' ');
    }
    squeezed
}

fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some((at, _)) => format!("{}…", cut_at_word(text.get(..at).unwrap_or_default())),
    }
}

/// A text that was cut off, without the word that was cut.
fn cut_at_word(text: &str) -> &str {
    match text.rfind(' ') {
        Some(space) if space * 2 > text.len() => text.get(..space).unwrap_or(text),
        _ => text,
    }
}

fn start_of(text: &str) -> String {
    shortened(text, BESIDE)
}

fn end_of(text: &str) -> String {
    let count = text.chars().count();
    if count <= BESIDE {
        return text.to_owned();
    }
    let from = text.char_indices().nth(count - BESIDE).map_or(0, |(at, _)| at);
    let rest = text.get(from..).unwrap_or_default();
    let start = rest.find(' ').filter(|space| space * 2 < rest.len()).map_or(0, |space| space + 1);
    format!("…{}", rest.get(start..).unwrap_or_default())
}

fn middle_of(text: &str) -> String {
    if text.chars().count() <= 2 * BESIDE {
        return text.to_owned();
    }
    let (start, end) = (start_of(text), end_of(text));
    format!("{} {}", start, end)
}

/// Where a citation stands: `docs/decisions/0007-retry.md:12`.
pub(super) fn place(view: &CitationView) -> String {
    format!("{}:{}", view.file, view.first_line)
}

/// What it rests on: `005@1, line 12`.
pub(super) fn target(view: &CitationView) -> String {
    let seed = view.seed.as_deref().unwrap_or("(no seed)");
    let written = || match &view.version {
        Some(version) => format!("{seed}@{version}"),
        None => seed.to_owned(),
    };
    let name = view.old_version.as_ref().map_or_else(written, ToString::to_string);
    match &view.old {
        Some(old) => format!("{name}, {}", passage_lines(old)),
        None => name,
    }
}

/// `line 12`, `lines 12–14`.
pub(super) fn passage_lines(passage: &PassageView) -> String {
    lines(LinesView {
        first: passage.first_line,
        last: passage.last_line,
        on_page: passage.on_page,
    })
}

/// Why there is no new passage to show.
pub(super) fn reason(view: &CitationView) -> Option<String> {
    let seed = view.seed.as_deref().unwrap_or("the seed");
    let version = view.version.as_deref().unwrap_or("latest");
    let now = view.new_version.as_ref().map_or_else(|| seed.to_owned(), VersionLabel::to_string);
    let old = view.old_version.as_ref().map_or_else(|| seed.to_owned(), VersionLabel::to_string);
    let reason = match view.finding {
        CitationFinding::NeverThere => format!("these words never stood in {old}"),
        CitationFinding::UnknownSeed => format!("no seed {seed} was ever recorded"),
        CitationFinding::UnknownVersion => format!("seed {seed} has no version {version}"),
        CitationFinding::AmbiguousVersion if view.old_version.is_none() => {
            format!("several versions of seed {seed} fit {version}: name one by its digest")
        }
        CitationFinding::AmbiguousVersion => {
            format!("seed {seed} has several lines of history: settle seeds/ and snapshot it")
        }
        CitationFinding::Withheld => format!("the content of {old} is withheld"),
        CitationFinding::NotHere => format!(
            "{old} is not here, and the hashes of its sentences tell nothing of these words: \
             whoever has the document sees more, and can accept it for everybody"
        ),
        CitationFinding::Changed => format!(
            "by the hashes of its sentences the passage, or what stands beside it, is another in \
             {now}: whoever has the document sees more, and can accept it for everybody"
        ),
        CitationFinding::Unreadable => format!("{old} cannot be read as text"),
        CitationFinding::Removed => format!("seed {seed} was removed"),
        CitationFinding::Gone => format!("nothing in {now} stands for it"),
        CitationFinding::Ambiguous if view.strategy == Some(Strategy::TooShort) => format!(
            "too short to anchor: it fits {} of {now}; quote the whole sentence",
            counted(view.candidates.len() as u64, "place", "places")
        ),
        CitationFinding::Ambiguous => format!(
            "{} of {now} could stand for it, none is chosen",
            counted(view.candidates.len() as u64, "place", "places")
        ),
        _ => return None,
    };
    Some(reason)
}

/// What else is to be said of a citation, a sentence fragment each.
pub(super) fn remarks(view: &CitationView) -> Vec<String> {
    let mut remarks = Vec::new();
    for change in &view.context {
        remarks.push(match (&change.old, &change.new) {
            (None, Some(new)) => format!("came beside it: {}", passage_line(new)),
            (Some(old), None) => format!("went beside it: {}", passage_line(old)),
            (old, new) => format!(
                "changed beside it: {} → {}",
                passage_line(old.as_deref().unwrap_or_default()),
                passage_line(new.as_deref().unwrap_or_default())
            ),
        });
    }
    if view.notes.contains(&Note::InNoise) {
        remarks
            .push("the passage stands in scrape noise: it is no part of the document".to_owned());
    }
    if view.notes.contains(&Note::NotPinned) {
        remarks.push(match (view.finding, &view.old_version) {
            (CitationFinding::NeverThere, _) | (_, None) => {
                "no version is pinned, and none that is recorded has the words".to_owned()
            }
            (_, Some(old)) => format!("no version is pinned: {old} is the newest with the words"),
        });
    }
    remarks
}

/// The lines on which words stand that are too short to tell their places apart; none where each
/// candidate says something of its own.
pub(super) fn lines_of_short(view: &CitationView) -> Option<String> {
    if view.strategy != Some(Strategy::TooShort) {
        return None;
    }
    let lines: BTreeSet<_> = view.candidates.iter().map(|it| it.first_line).collect();
    let lines: Vec<String> = lines.into_iter().map(|line| line.to_string()).collect();
    match lines.split_last() {
        None => None,
        Some((only, [])) => Some(format!("line {only}")),
        Some((last, first)) => Some(format!("lines {} and {last}", first.join(", "))),
    }
}

/// Since when it is so: `since 005@2, 2026-11-21`.
pub(super) fn since(view: &CitationView) -> Option<String> {
    let since = view.since.as_ref()?;
    let name = since.digest.is_some().then(|| since.to_string());
    let date = since.date.map(|date| date.date());
    let parts: Vec<String> = name.into_iter().chain(date).collect();
    Some(format!("since {}", parts.join(", ")))
}

/// `2 of 14 citations need a person`, or that none does.
pub(super) fn verdict(summary: &AuditSummary) -> String {
    let all = counted(summary.citations, "citation", "citations");
    match (summary.citations, summary.needs_person) {
        (0, _) => {
            let files = counted(summary.files, "file", "files");
            format!("no citations in {files}")
        }
        (_, 0) => format!("all is well with {all}"),
        (_, 1) => format!("1 of {all} needs a person"),
        (_, open) => format!("{open} of {all} need a person"),
    }
}

/// Fewest open citations of which it is said how many have each finding.
const MANY: usize = 4;

/// `1 gone, 2 obligation, 1 quantity` of the citations that need a person; none where they are few.
pub(super) fn kinds(view: &AuditView) -> Option<String> {
    let mut counts: BTreeMap<CitationFinding, usize> = BTreeMap::new();
    for citation in view.open() {
        *counts.entry(citation.finding).or_default() += 1;
    }
    let kinds: Vec<String> =
        counts.iter().map(|(finding, count)| format!("{count} {}", finding.name())).collect();
    (counts.values().sum::<usize>() >= MANY).then(|| kinds.join(", "))
}

/// `005 1 → 2 touches 3 of 14 citations`.
pub(super) fn impact(view: &ImpactView) -> String {
    let touched = view.citations.len() as u64;
    let all = counted(touched + view.untouched, "citation", "citations");
    let seed = view.to.seed.as_ref().map_or("the seed", |seed| seed.as_str());
    let sides = match &view.from {
        Some(from) => format!("{seed} {}", prose::sides(from, &view.to)),
        None => view.to.to_string(),
    };
    match (touched, view.untouched) {
        (0, 0) => format!("{sides}: nothing cites this seed"),
        (0, _) => format!("{sides} touches none of {all}"),
        _ => format!("{sides} touches {touched} of {all}"),
    }
}

/// `12 hold: 9 unchanged, 2 moved, 1 cosmetic`; `2 accepted`.
pub(super) fn rest(summary: &AuditSummary) -> Vec<String> {
    let mut rest = Vec::new();
    let held: u64 = summary.held.iter().map(|held| held.count).sum();
    if held > 0 {
        let count = |it: &FindingCount| format!("{} {}", it.count, it.finding.name());
        let kinds: Vec<String> = summary.held.iter().rev().map(count).collect();
        let hold = if held == 1 { "holds" } else { "hold" };
        rest.push(format!("{held} {hold}: {}", kinds.join(", ")));
    }
    if summary.accepted > 0 {
        rest.push(format!("{} accepted", summary.accepted));
    }
    if summary.old_paths > 0 {
        let paths = counted(
            summary.old_paths,
            "path does not lead to its seed",
            "paths do not lead to their seeds",
        );
        rest.push(format!("{paths} any more: provenance audit --fix"));
    }
    rest
}

/// What is wrong with the writing of a citation.
pub(super) fn fault(miswritten: &MiswrittenView) -> &'static str {
    match miswritten.fault {
        ScanFault::WithoutQuote => "names a seed without quoting words of it",
        ScanFault::BadTarget => "names no seed and version: seed ID@DIGEST",
        ScanFault::NotUtf8 => "the file is not UTF-8; it was read as well as can be",
    }
}

#[cfg(test)]
mod tests {
    use super::end_of;
    use super::shortened;
    use super::squeezed;
    use super::start_of;

    #[test]
    fn long_stretches_are_cut_between_words() {
        let text = "one two three ".repeat(20);
        assert!(start_of(&text).ends_with("…") && start_of(&text).chars().count() <= 61);
        assert!(end_of(&text).starts_with('…') && end_of(&text).ends_with("three "));
        assert_eq!(shortened("系统必须重试", 3), "系统必…");
        assert_eq!(squeezed(" a\n  b "), " a b ");
    }
}
