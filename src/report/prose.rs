//! Sentences about a diff and its texts, the same in every format.

use std::borrow::Cow;

use super::options::DiffOptions;
use super::options::NoiseMode;
use super::phrases;
use super::phrases::counted;
use super::view::ChangeView;
use super::view::DiffView;
use super::view::VersionLabel;
use crate::diff::ChangeKind;

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

/// What a diff with these options does not show, and what holds for all of it.
pub(super) fn left_out(view: &DiffView<'_>, options: &DiffOptions) -> Vec<String> {
    let mut remarks = Vec::new();
    let is_end = |change: &&ChangeView<'_>| change.kind == ChangeKind::MoveFrom;
    let counts = |change: &&ChangeView<'_>| !is_end(change) && !options.shows(change);
    let hidden = view.changes.iter().filter(counts);
    let (noise, others): (Vec<_>, Vec<_>) = hidden.partition(|change| change.noise);
    if !others.is_empty() {
        let others = counted(others.len() as u64, "other change", "other changes");
        remarks.push(format!("{others} not shown"));
    }
    if !noise.is_empty() && options.noise == NoiseMode::Fold {
        let noise = counted(noise.len() as u64, "noise change", "noise changes");
        remarks.push(format!("{noise} folded (--noise show lists them)"));
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
    match change.kind {
        ChangeKind::MoveFrom => Some("moved from here".to_owned()),
        ChangeKind::MoveTo if change.inner.is_empty() => Some("moved to here".to_owned()),
        ChangeKind::MoveTo => {
            let edits = counted(change.inner.len() as u64, "change", "changes");
            Some(format!("moved to here, with {edits} inside"))
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

/// A heading's words, without its marks and underline.
pub(super) fn heading(heading: &str) -> &str {
    let first = heading.trim_start().lines().find(|line| line.chars().any(char::is_alphanumeric));
    first.unwrap_or_default().trim_start_matches('#').trim_end_matches('#').trim()
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
    }
}
