//! Sentences about a diff and its texts, the same in every format.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::excerpt::Piece;
use super::excerpt::Role;
use super::options::DiffOptions;
use super::options::NoiseMode;
use super::phrases;
use super::phrases::counted;
use crate::diff::ChangeKind;
use crate::diff::Significance;
use crate::view::ChangeView;
use crate::view::DiffSummary;
use crate::view::DiffView;
use crate::view::LinesView;
use crate::view::VersionLabel;

/// The two sides: `1 → 2` for versions of one seed, else their names.
pub(super) fn sides(old: &VersionLabel, new: &VersionLabel) -> String {
    if old.seed.is_none() || old.seed != new.seed {
        return format!("{old} → {new}");
    }
    let name = |label: &VersionLabel| match (label.version, label.digest) {
        (Some(number), _) => number.to_string(),
        (None, Some(_)) if label.date.is_none() => "not recorded".to_owned(),
        (None, Some(digest)) => digest.short(VersionLabel::SHORT_DIGITS),
        (None, None) => "nothing".to_owned(),
    };
    format!("{} → {}", name(old), name(new))
}

/// `2 quantities, 1 move (+2 −2 words)`.
pub(super) fn figures(summary: &DiffSummary) -> String {
    let parts = phrases::summary_parts(summary);
    if parts.is_empty() {
        return phrases::no_changes(summary).to_owned();
    }
    let parts: Vec<String> = parts.into_iter().map(|(_, text)| text).collect();
    let words = summary.words;
    format!("{} (+{} −{} words)", parts.join(", "), words.added, words.removed)
}

/// `41 noise changes`, when there are some and they are folded.
pub(super) fn folded_noise(view: &DiffView<'_>, options: &DiffOptions) -> Option<String> {
    let count = view.summary.significance.noise;
    let is_folded = count > 0 && options.noise == NoiseMode::Fold;
    is_folded.then(|| phrases::counted_class(Significance::Noise, count))
}

/// What besides noise a diff with these options does not show, and what holds for all of it.
pub(super) fn left_out(view: &DiffView<'_>, options: &DiffOptions) -> Vec<String> {
    let mut remarks = Vec::new();
    let is_end = |change: &&ChangeView<'_>| change.kind == ChangeKind::MoveFrom;
    let counts = |change: &&ChangeView<'_>| !is_end(change) && !options.shows(change);
    let hidden = view.changes.iter().filter(counts).filter(|change| !change.noise).count();
    if hidden > 0 {
        let others = counted(hidden as u64, "other change", "other changes");
        remarks.push(format!("{others} not shown"));
    }
    if view.summary.layout > 0 && view.summary.changes > 0 {
        let places = counted(view.summary.layout, "more place", "more places");
        remarks.push(format!("layout alone differs in {places}"));
    }
    if !view.coarse.is_empty() {
        let places = counted(view.coarse.len() as u64, "place", "places");
        remarks.push(format!("exact but coarse in {places}, where the texts differ too much"));
    }
    remarks
}

/// Where the other end of a move is.
pub(super) fn move_remark(change: &ChangeView<'_>) -> Option<String> {
    let other_end = change.other_end.map(phrases::lines).unwrap_or_default();
    match change.kind {
        ChangeKind::MoveFrom => Some(format!("moved to {other_end}")),
        ChangeKind::MoveTo if change.inner.is_empty() => {
            Some(format!("moved from old {other_end}"))
        }
        ChangeKind::MoveTo => {
            let edits = counted(change.inner.len() as u64, "change", "changes");
            Some(format!("moved from old {other_end}, with {edits} inside"))
        }
        ChangeKind::Insert | ChangeKind::Delete | ChangeKind::Replace => None,
    }
}

/// Which rules called a change noise.
pub(super) fn noise_remark(change: &ChangeView<'_>) -> Option<String> {
    let notes = change.noise_by.iter();
    let rules = notes.map(|it| format!("{} ({})", phrases::category_name(it.category), it.rule));
    let rules: Vec<String> = rules.collect();
    (!rules.is_empty()).then(|| format!("noise: {}", rules.join(", ")))
}

/// What is to be said of some changes below their text.
pub(super) fn remarks(changes: &[&ChangeView<'_>]) -> Vec<String> {
    let changes = changes.iter();
    changes.flat_map(|change| [move_remark(change), noise_remark(change)]).flatten().collect()
}

/// Every class of some changes once, most serious first; `None` stands for a move.
pub(super) fn ranks(changes: &[&ChangeView<'_>]) -> Vec<Option<Significance>> {
    let classes: BTreeSet<Significance> =
        changes.iter().filter_map(|change| change.rank()).collect();
    let has_move = changes.iter().any(|change| change.move_id.is_some());
    classes.into_iter().map(Some).chain(has_move.then_some(None)).collect()
}

/// The words for [`ranks`].
pub(super) fn classes(changes: &[&ChangeView<'_>]) -> Vec<&'static str> {
    ranks(changes).into_iter().map(rank_name).collect()
}

/// The word for a class, or for a move.
pub(super) fn rank_name(rank: Option<Significance>) -> &'static str {
    rank.map_or("moved", phrases::class_name)
}

/// The numbers of some changes: `3`, `3–5`; empty when there are none.
pub(super) fn numbers(changes: &[&ChangeView<'_>]) -> String {
    let numbers = changes.iter().filter_map(|change| change.number);
    match (numbers.clone().min(), numbers.max()) {
        (Some(first), Some(last)) if first != last => format!("{first}–{last}"),
        (Some(first), _) => first.to_string(),
        _ => String::new(),
    }
}

/// The lines of some changes; of the old text where nothing new stands; empty when there are
/// none.
pub(super) fn place(changes: &[&ChangeView<'_>]) -> String {
    let is_in_old = changes.iter().all(|change| change.new.span().is_empty());
    let lines = |change: &&ChangeView<'_>| {
        if is_in_old { change.old_lines } else { change.new_lines }
    };
    let first = changes.iter().map(lines).map(|lines| lines.first).min();
    let last = changes.iter().map(lines).map(|lines| lines.last).max();
    let Some((first, last)) = first.zip(last) else { return String::new() };
    let lines = phrases::lines(LinesView { first, last, on_page: None });
    if is_in_old { format!("old {lines}") } else { lines }
}

/// The text of a piece as running text; of a passage that went elsewhere, its beginning.
pub(super) fn shown<'a>(piece: &Piece<'a>) -> Cow<'a, str> {
    let text = flow(piece.text);
    let is_long = text.chars().nth(MAX_MOVED_AWAY).is_some();
    if piece.role != Role::MovedAway || !is_long {
        return text;
    }
    let start: String = text.chars().take(MAX_MOVED_AWAY).collect();
    Cow::Owned(format!("{}…", start.trim_end()))
}

/// The most characters that are shown of a passage where it left.
const MAX_MOVED_AWAY: usize = 60;

/// `equals version 1 of 2024-01-31`.
pub(super) fn oscillation(equals: &VersionLabel) -> String {
    let name = equals.version.map_or_else(|| equals.to_string(), |it| format!("version {it}"));
    match equals.date {
        Some(date) => format!("equals {name} of {}", date.date()),
        None => format!("equals {name}"),
    }
}

/// A heading's words, without its marks and underline.
pub(super) fn heading(heading: &str) -> &str {
    let first = heading.trim_start().lines().find(|line| line.chars().any(char::is_alphanumeric));
    first.unwrap_or_default().trim_matches(['#', '=']).trim()
}

/// Text that was wrapped, as running text: a line break becomes a space, or nothing between two
/// wide characters, which need none.
pub(super) fn flow(text: &str) -> Cow<'_, str> {
    if !text.contains('\n') {
        return Cow::Borrowed(text);
    }
    let mut flowing = String::with_capacity(text.len());
    for (index, line) in text.split('\n').enumerate() {
        if index == 0 {
            flowing.push_str(line.strip_suffix('\r').unwrap_or(line));
            continue;
        }
        flowing.truncate(flowing.trim_end().len());
        let line = line.strip_suffix('\r').unwrap_or(line).trim_start();
        let is_wide =
            |end: Option<char>| end.is_some_and(|it| matches!(it, '\u{2e80}'..='\u{ffef}'));
        if !(is_wide(flowing.chars().next_back()) && is_wide(line.chars().next())) {
            flowing.push(' ');
        }
        flowing.push_str(line);
    }
    Cow::Owned(flowing)
}

#[cfg(test)]
mod tests {
    use super::flow;
    use super::heading;

    #[test]
    fn wrapped_text_flows_with_a_space_only_where_words_need_one() {
        assert_eq!(flow("one  \n  two\r\nthree"), "one two three");
        assert_eq!(flow("系统\n必须"), "系统必须");
    }

    #[test]
    fn headings_lose_their_marks_and_underlines() {
        assert_eq!(heading("## 4.2 Retry ##"), "4.2 Retry");
        assert_eq!(heading("=====\nTitle\n====="), "Title");
        assert_eq!(heading("== Limits"), "Limits");
    }
}
