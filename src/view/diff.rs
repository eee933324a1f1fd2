//! `diff`: what changed between two texts.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::num::NonZeroU32;

use schemars::JsonSchema;
use serde::Serialize;

use super::change::WordCount;
use super::place::OnPage;
use super::place::Places;
use super::place::RangeView;
use super::problem::LimitationView;
use super::significance::SignificanceCounts;
use super::time::SchemaVersion;
use super::version::VersionLabel;
use super::words::count_words;
use crate::analysis::noise::Category;
use crate::analysis::noise::NoiseSpan;
use crate::diff::Change;
use crate::diff::ChangeKind;
use crate::diff::Diff;
use crate::diff::Significance;
use crate::document::Space;
use crate::text::Span;

/// One side of a comparison.
#[derive(Debug, Clone)]
pub struct DiffSide<'a> {
    /// Which version or file it is.
    pub label: VersionLabel,
    /// The text that was compared.
    pub text: &'a str,
    /// What offsets into the text count.
    pub space: Space,
    /// Where the pages of the text begin; empty for formats without pages.
    pub pages: &'a [usize],
    /// The noise of the text, ascending.
    pub noise: &'a [NoiseSpan],
}

/// First and last line of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LinesView {
    /// The first line.
    pub first: NonZeroU32,
    /// The last line.
    pub last: NonZeroU32,
    /// Where on a page it begins; absent for formats without pages.
    #[serde(flatten)]
    pub on_page: Option<OnPage>,
}

/// Why a change counts as noise.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct NoiseNote {
    /// The category.
    pub category: Category,
    /// The rule or model that found it.
    pub rule: String,
}

/// One edit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChangeView<'a> {
    /// The number to refer to it, from 1; the two ends of a move share one. Absent on the changes
    /// inside a move.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// What it does.
    pub kind: ChangeKind,
    /// Place in the old text, empty where nothing stands.
    pub old: RangeView,
    /// Place in the new text, empty where nothing stands.
    pub new: RangeView,
    /// Lines in the old text.
    pub old_lines: LinesView,
    /// Lines in the new text.
    pub new_lines: LinesView,
    /// The old words.
    pub old_text: &'a str,
    /// The new words.
    pub new_text: &'a str,
    /// Every class that applies, most serious first.
    pub significance: Vec<Significance>,
    /// Whether it stands in noise on every side where it has text.
    pub noise: bool,
    /// The rules that called it noise.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub noise_by: Vec<NoiseNote>,
    /// Number that links the two ends of one move.
    #[serde(rename = "move")]
    pub move_id: Option<u32>,
    /// On an end of a move the lines of the other end: in the new text for `move-from`, in the
    /// old text for `move-to`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_end: Option<LinesView>,
    /// On the `move-to` end: the changes inside the moved passage.
    pub inner: Vec<ChangeView<'a>>,
}

impl ChangeView<'_> {
    /// The most serious class: `noise` for a noise change, nothing for a move without inner
    /// changes.
    #[must_use]
    pub fn rank(&self) -> Option<Significance> {
        if self.noise { Some(Significance::Noise) } else { self.significance.first().copied() }
    }

    /// The lines of the new text, or of the old one where nothing new stands.
    #[must_use]
    pub const fn own_lines(&self) -> LinesView {
        if self.new.start == self.new.end { self.old_lines } else { self.new_lines }
    }
}

/// White space, wrapping or block marks that differ between equal words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LayoutView {
    /// Place in the old text.
    pub old: RangeView,
    /// Place in the new text.
    pub new: RangeView,
}

/// The changes in numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DiffSummary {
    /// Whether the two contents are the same, byte for byte.
    pub identical: bool,
    /// Changes outside noise; a move is one.
    pub changes: u64,
    /// How many of them are moves.
    pub moves: u64,
    /// Changes by their most serious class; a move without inner changes has none.
    pub significance: SignificanceCounts,
    /// Words that came and went, outside noise; the words of a move count only where they changed.
    pub words: WordCount,
    /// Differences of layout alone.
    pub layout: u64,
    /// Whether the step budget ran out somewhere: exact there, but coarse.
    pub coarse: bool,
}

/// What changed between two texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "provenance diff")]
pub struct DiffView<'a> {
    /// The version of this JSON.
    pub schema_version: SchemaVersion,
    /// The old side.
    pub old: VersionLabel,
    /// The new side.
    pub new: VersionLabel,
    /// The title of the new side, else of the old one.
    pub title: Option<String>,
    /// The edit script of words, ascending in both texts.
    pub changes: Vec<ChangeView<'a>>,
    /// What else differs, ascending in both texts.
    pub layout: Vec<LayoutView>,
    /// Places of the new text where the step budget ran out.
    pub coarse: Vec<RangeView>,
    /// The changes in numbers.
    pub summary: DiffSummary,
    /// The version before the old side whose content the new side equals.
    pub equals: Option<VersionLabel>,
    /// What could not be read or compared.
    pub limitations: Vec<LimitationView>,
    /// The whole old text, for writers.
    #[serde(skip)]
    pub old_text: &'a str,
    /// The whole new text, for writers.
    #[serde(skip)]
    pub new_text: &'a str,
}

impl<'a> DiffView<'a> {
    /// Shows a diff of the texts of two sides. Title, oscillation and limitations are left for
    /// the caller to fill in.
    #[must_use]
    pub fn of(diff: &Diff, old: DiffSide<'a>, new: DiffSide<'a>) -> Self {
        let builder = Builder { old: Side::of(&old), new: Side::of(&new) };
        let changes = builder.numbered(&diff.changes);
        let layout = diff.layout.iter().map(|layout| LayoutView {
            old: builder.old.places.range(layout.old),
            new: builder.new.places.range(layout.new),
        });
        Self {
            schema_version: SchemaVersion,
            title: None,
            layout: layout.collect(),
            coarse: diff.coarse.iter().map(|span| builder.new.places.range(*span)).collect(),
            summary: DiffSummary {
                identical: diff.is_empty() && old.label.digest == new.label.digest,
                layout: diff.layout.len() as u64,
                coarse: !diff.coarse.is_empty(),
                ..summarise(&changes)
            },
            changes,
            equals: None,
            limitations: Vec::new(),
            old_text: old.text,
            new_text: new.text,
            old: old.label,
            new: new.label,
        }
    }
}

/// One side while the view is built.
struct Side<'a> {
    text: &'a str,
    places: Places,
    noise: &'a [NoiseSpan],
}

impl<'a> Side<'a> {
    fn of(side: &DiffSide<'a>) -> Self {
        let places = Places::on_pages(side.text, side.space, side.pages);
        Self { text: side.text, places, noise: side.noise }
    }

    fn lines(&self, span: Span) -> LinesView {
        let (first, last) = self.places.lines_of(span);
        LinesView { first, last, on_page: self.places.on_page(span) }
    }

    /// The noise that a span touches.
    fn notes(&self, span: Span) -> impl Iterator<Item = NoiseNote> {
        let from = self.noise.partition_point(|found| found.span.end() <= span.start());
        let touched =
            self.noise.iter().skip(from).take_while(move |found| found.span.overlaps(span));
        touched.map(|found| NoiseNote { category: found.category, rule: found.rule.clone() })
    }
}

struct Builder<'a> {
    old: Side<'a>,
    new: Side<'a>,
}

impl<'a> Builder<'a> {
    /// Shows the changes with their numbers.
    fn numbered(&self, changes: &[Change]) -> Vec<ChangeView<'a>> {
        let mut first_ends: BTreeMap<u32, usize> = BTreeMap::new();
        let mut next = 1;
        let mut views: Vec<ChangeView<'a>> = Vec::with_capacity(changes.len());
        for change in changes {
            let mut view = self.change(change);
            let first_end = change.move_id.and_then(|id| first_ends.get(&id).copied());
            if let Some(first) = first_end.and_then(|index| views.get_mut(index)) {
                view.number = first.number;
                view.other_end = Some(first.own_lines());
                first.other_end = Some(view.own_lines());
            } else {
                view.number = Some(next);
                next += 1;
            }
            first_ends.extend(change.move_id.map(|id| (id, views.len())));
            views.push(view);
        }
        views
    }

    fn change(&self, change: &Change) -> ChangeView<'a> {
        let notes = || self.old.notes(change.old).chain(self.new.notes(change.new));
        let noise_by: BTreeSet<NoiseNote> =
            if change.is_noise { notes().collect() } else { BTreeSet::new() };
        ChangeView {
            number: None,
            kind: change.kind,
            old: self.old.places.range(change.old),
            new: self.new.places.range(change.new),
            old_lines: self.old.lines(change.old),
            new_lines: self.new.lines(change.new),
            old_text: change.old.slice(self.old.text),
            new_text: change.new.slice(self.new.text),
            significance: change.significance.iter().copied().collect(),
            noise: change.is_noise,
            noise_by: noise_by.into_iter().collect(),
            move_id: change.move_id,
            other_end: None,
            inner: change.inner.iter().map(|inner| self.change(inner)).collect(),
        }
    }
}

/// Counts changes; a move is counted at its new end.
fn summarise(changes: &[ChangeView<'_>]) -> DiffSummary {
    let mut summary = DiffSummary::default();
    for change in changes.iter().filter(|change| change.kind != ChangeKind::MoveFrom) {
        if let Some(rank) = change.rank() {
            summary.significance.add(rank);
        }
        if change.noise {
            continue;
        }
        summary.changes += 1;
        summary.moves += u64::from(change.kind == ChangeKind::MoveTo);
        let edits = if change.kind == ChangeKind::MoveTo {
            change.inner.as_slice()
        } else {
            std::slice::from_ref(change)
        };
        for edit in edits {
            summary.words.added += count_words(edit.new_text);
            summary.words.removed += count_words(edit.old_text);
        }
    }
    summary
}
