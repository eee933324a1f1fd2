//! A review in Markdown, as it is posted to a pull request.

use std::io;
use std::io::Write;

use super::space::Space;
use super::wording;
use crate::diff::Significance;
use crate::report::excerpt::excerpts;
use crate::report::markdown::TABLE_HEAD;
use crate::report::markdown::clipped;
use crate::report::markdown::table_row;
use crate::report::options::DiffOptions;
use crate::report::phrases;
use crate::report::phrases::counted;
use crate::report::prose;
use crate::view::ChangeView;
use crate::view::ReviewFinding;
use crate::view::ReviewView;
use crate::view::SeedReview;
use crate::view::SignificanceCounts;

/// By this line a program finds its own comment again.
const MARK: &str = "<!-- provenance review -->\n";

/// About the most bytes of one changed place.
const PLACE_BYTES: usize = 3_000;

/// About the most bytes of a title, a name or a sentence.
const PHRASE_BYTES: usize = 240;

/// Bytes that are kept for saying what was left out.
const FOOT_BYTES: usize = 700;

/// Writes a review of at most `most_bytes` bytes: the verdict, what to look at first, a table of
/// the seeds, a fold for each. Where there is more, the most serious changes stand and the others
/// are counted.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_review_markdown(
    view: &ReviewView<'_>,
    options: &DiffOptions,
    most_bytes: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut space = Space::new(most_bytes.saturating_sub(FOOT_BYTES));
    let head = head(view);
    let is_roomy = space.take(head.len());
    write!(out, "{head}")?;
    if !is_roomy {
        return Ok(());
    }
    let (first, first_left) = first_things(view, &mut space);
    let (table, seeds_left) = seed_table(view, &mut space);
    let (folds, changes_left) = folds(view, options, &mut space);
    write!(out, "{first}{table}{folds}")?;
    for note in &view.notes {
        let note = format!("\n{}\n", clipped(note, PHRASE_BYTES));
        if space.take(note.len()) {
            write!(out, "{note}")?;
        }
    }
    write!(out, "{}", foot(view, first_left, seeds_left, changes_left))
}

fn head(view: &ReviewView<'_>) -> String {
    let headline: Vec<String> =
        wording::headline(view).iter().map(|part| clipped(part, PHRASE_BYTES)).collect();
    let range = wording::range(view, |name| clipped(name, PHRASE_BYTES));
    format!("{MARK}**{}**\n\n{range} · {}\n", headline.join(" · "), wording::seeds(view))
}

/// What stands above the seeds; at most half of the room.
fn first_things(view: &ReviewView<'_>, space: &mut Space) -> (String, usize) {
    let mut rows: Vec<String> = view.findings.iter().map(finding_row).collect();
    let specifications = view.specifications.iter().map(|turn| {
        let (seed, what) = (turn.seed.as_str(), wording::specification(turn));
        row(&[wording::turn_concern(turn), seed, &what], 0)
    });
    rows.extend(specifications);
    for effect in view.citations.iter().flatten() {
        let passages = wording::passages(effect).into_iter();
        let passages: Vec<String> =
            passages.map(|(label, text)| format!("{label}: {text}")).collect();
        rows.push(row(
            &[effect.finding.name(), &wording::citation(effect), &passages.join(" — ")],
            0,
        ));
    }
    if rows.is_empty() {
        return (String::new(), 0);
    }
    let mut half = Space::new(space.left() / 2);
    let table_head = "\n| look first | where | what |\n|:--|:--|:--|\n".to_owned();
    rows.insert(0, table_head);
    let (text, left) = half.take_all(rows);
    space.take(text.len());
    (text, left)
}

fn finding_row(finding: &ReviewFinding) -> String {
    let mut what = clipped(&finding.meaning, 2 * PHRASE_BYTES);
    let remedy = finding.remedy.as_deref().unwrap_or_default();
    if let Some(command) = &finding.command {
        what.push_str(&format!(". <code>{}</code>", clipped(command, PHRASE_BYTES)));
    } else if !remedy.is_empty() {
        what.push('.');
    }
    what.push_str(&format!(" {}", clipped(remedy, PHRASE_BYTES)));
    let subject = clipped(&wording::subject(finding), PHRASE_BYTES);
    format!("| **{}** | {subject} | {} |\n", finding.concern.name(), what.trim_end())
}

/// A row of a table; the cell at `strong` is set strong, all are escaped.
fn row(cells: &[&str], strong: usize) -> String {
    let mut text = "|".to_owned();
    for (index, cell) in cells.iter().enumerate() {
        let cell = clipped(cell, 2 * PHRASE_BYTES);
        let mark = if index == strong { "**" } else { "" };
        text.push_str(&format!(" {mark}{cell}{mark} |"));
    }
    text.push('\n');
    text
}

/// A row for every seed; at most half of the room that is left.
fn seed_table(view: &ReviewView<'_>, space: &mut Space) -> (String, usize) {
    if view.seeds.is_empty() {
        return (String::new(), 0);
    }
    let mut rows =
        vec!["\n| seed | | title | from | changed |\n|:--|:--|:--|:--|:--|\n".to_owned()];
    rows.extend(view.seeds.iter().enumerate().map(|(index, seed)| seed_row(index, seed)));
    let mut half = Space::new(space.left() / 2);
    let (text, left) = half.take_all(rows);
    space.take(text.len());
    (text, left)
}

fn seed_row(index: usize, seed: &SeedReview<'_>) -> String {
    let change = &seed.change;
    let name = clipped(change.seed.as_str(), PHRASE_BYTES);
    let name = match wording::has_more(seed) {
        true => format!("[{name}](#user-content-{})", anchor(index)),
        false => name,
    };
    let title = change.title.as_ref().map(phrases::with_weak_basis);
    let title = clipped(title.as_deref().unwrap_or(&change.path), PHRASE_BYTES);
    let mut effect = clipped(&wording::effect(seed), 2 * PHRASE_BYTES);
    if seed.rank.is_some_and(phrases::is_grave) {
        effect = format!("**{effect}**");
    }
    let origin = clipped(&wording::origin(change), PHRASE_BYTES);
    format!("| {name} | {} | {title} | {origin} | {effect} |\n", change.event.name())
}

fn anchor(index: usize) -> String {
    format!("seed-{}", index + 1)
}

/// A fold while it is filled.
struct Fold<'a> {
    seed: &'a SeedReview<'a>,
    head: String,
    is_open: bool,
    places: Vec<Place>,
}

/// One changed place.
struct Place {
    text: String,
    rank: Option<Significance>,
    counts: SignificanceCounts,
    is_shown: bool,
}

const FOLD_END: &str = "\n</details>\n";

/// Room that a fold keeps for saying what it leaves out.
const REST_BYTES: usize = 160;

/// A fold for every seed, with the most serious places of all seeds first as long as there is
/// room; what is left out is counted.
fn folds(
    view: &ReviewView<'_>,
    options: &DiffOptions,
    space: &mut Space,
) -> (String, SignificanceCounts) {
    let mut folds: Vec<Fold<'_>> = Vec::new();
    for (index, seed) in view.seeds.iter().enumerate().filter(|(_, seed)| wording::has_more(seed)) {
        folds.push(Fold {
            seed,
            head: fold_head(index, seed),
            is_open: false,
            places: places(seed, options),
        });
    }
    let mut order: Vec<(Option<Significance>, usize, usize)> = Vec::new();
    for (fold_index, fold) in folds.iter().enumerate() {
        let places = fold.places.iter().enumerate();
        order.extend(places.map(|(index, place)| (place.rank, fold_index, index)));
    }
    // A move without changes inside has no class; it comes after all that have one.
    order.sort_by_key(|(rank, fold, index)| (rank.is_none(), *rank, *fold, *index));
    for (_, fold, index) in order {
        if let Some(fold) = folds.get_mut(fold) {
            fold.show(index, space);
        }
    }
    let mut text = String::new();
    let mut left_out = SignificanceCounts::default();
    for fold in &mut folds {
        fold.open(space);
        fold.places.iter().filter(|place| !place.is_shown).for_each(|place| {
            left_out.merge(place.counts);
        });
        text.push_str(&fold.text(&view.range));
    }
    (text, left_out)
}

impl Fold<'_> {
    /// Takes the room that the fold itself needs.
    fn open(&mut self, space: &mut Space) -> bool {
        let bytes = self.head.len() + TABLE_HEAD.len() + REST_BYTES + FOLD_END.len();
        self.is_open = self.is_open || space.take(bytes);
        self.is_open
    }

    fn show(&mut self, index: usize, space: &mut Space) {
        if !self.open(space) {
            return;
        }
        if let Some(place) = self.places.get_mut(index) {
            place.is_shown = space.take(place.text.len());
        }
    }

    fn text(&self, range: &str) -> String {
        if !self.is_open {
            return String::new();
        }
        let mut text = self.head.clone();
        let shown = || self.places.iter().filter(|place| place.is_shown);
        if shown().next().is_some() {
            text.push_str(TABLE_HEAD);
            shown().for_each(|place| text.push_str(&place.text));
        }
        let left_out = self.places.len() - shown().count();
        if left_out > 0 {
            let more = counted(left_out as u64, "more place", "more places");
            let seed = self.seed.change.seed.as_str();
            // A long id would not fit into the room that was kept.
            let id = if seed.len() <= 40 { seed } else { "…" };
            let command = format!("provenance review {range} --seed {id}");
            text.push_str(&format!("\n{more}: <code>{}</code>\n", clipped(&command, 200)));
        }
        text.push_str(FOLD_END);
        text
    }
}

fn fold_head(index: usize, seed: &SeedReview<'_>) -> String {
    let change = &seed.change;
    let name = clipped(change.seed.as_str(), PHRASE_BYTES);
    let sides = seed.diff.as_ref().map(|diff| prose::sides(&diff.old, &diff.new));
    let sides = clipped(sides.as_deref().unwrap_or(change.event.name()), PHRASE_BYTES);
    let effect = clipped(&wording::effect(seed), PHRASE_BYTES);
    let mut head = format!(
        "\n<a id=\"{}\"></a><details>\n<summary><b>{name}</b> {sides} · {effect}</summary>\n",
        anchor(index)
    );
    for remark in wording::remarks(seed) {
        head.push_str(&format!("\n{}\n", clipped(&remark, 2 * PHRASE_BYTES)));
    }
    let noise = change.diff.as_ref().map_or(0, |diff| diff.significance.noise);
    if noise > 0 {
        let noise = phrases::counted_class(Significance::Noise, noise);
        head.push_str(&format!("\n{noise} folded away\n"));
    }
    head
}

fn places(seed: &SeedReview<'_>, options: &DiffOptions) -> Vec<Place> {
    let Some(diff) = &seed.diff else { return Vec::new() };
    let place = |excerpt: &crate::report::excerpt::Excerpt<'_>| {
        let mut counts = SignificanceCounts::default();
        let ranks = || excerpt.changes.iter().filter_map(|change: &&ChangeView<'_>| change.rank());
        ranks().for_each(|rank| counts.add(rank));
        Place {
            text: table_row(excerpt, PLACE_BYTES),
            rank: ranks().min(),
            counts,
            is_shown: false,
        }
    };
    excerpts(diff, options).iter().map(place).collect()
}

fn foot(
    view: &ReviewView<'_>,
    first_left: usize,
    seeds_left: usize,
    changes_left: SignificanceCounts,
) -> String {
    let mut left_out = Vec::new();
    if first_left > 0 {
        left_out.push(counted(first_left as u64, "finding", "findings"));
    }
    if seeds_left > 0 {
        left_out.push(counted(seeds_left as u64, "row of the table", "rows of the table"));
    }
    let classes = changes_left.by_class().into_iter().filter(|(_, count)| *count > 0);
    left_out.extend(classes.map(|(class, count)| phrases::counted_class(class, count)));
    if left_out.is_empty() {
        return String::new();
    }
    let left_out = left_out.join(", ");
    format!(
        "\nLeft out for length: {left_out}. <code>provenance review {}</code> shows all.\n",
        view.range
    )
}
