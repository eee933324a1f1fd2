//! Making the embedded models and words from pages with their main text. Only with the Cargo feature
//! `train`.

#![expect(
    clippy::indexing_slicing,
    reason = "indices are made from the lengths, in code that no user runs"
)]

use std::collections::BTreeMap;

use super::alignment;
use super::find::findings;
use super::frame::Frame;
use super::hints::Words;
use super::hints::for_each_word;
use super::judge::Judges;
use super::judge::add_opinions;
use super::judge::features;
use super::title;
use crate::analysis::model::Model;
use crate::analysis::model::SymmetricTrees;
use crate::analysis::model::train;
use crate::analysis::model::train::BoostOptions;
use crate::analysis::model::train::Examples;
use crate::analysis::noise::columns::Columns;
use crate::analysis::noise::judge::sums;
use crate::analysis::noise::page::Page;
use crate::analysis::noise::train::TrainOptions;
use crate::document::Document;
use crate::document::Hints;

/// A page with its main text.
#[derive(Debug, Clone)]
pub struct LabelledMarkup {
    /// The bytes of the page.
    pub bytes: Vec<u8>,
    /// Its main text; `None` where only the snippets are known.
    pub main: Option<String>,
    /// Snippets that the main text has, and that it has not.
    pub snippets: (Vec<String>, Vec<String>),
    /// What it shares with pages that must not be in another fold: its site.
    pub group: String,
    /// How much it counts.
    pub weight: f32,
    /// One line of so many is learnt from.
    pub stride: usize,
}

/// The files of the models and the words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MarkupModels {
    /// The first model.
    pub first: String,
    /// The second model.
    pub second: String,
    /// The words of names.
    pub words: String,
}

/// Makes the models from pages.
#[must_use]
pub fn fit_markup(pages: &[LabelledMarkup], options: &TrainOptions) -> MarkupModels {
    let groups: Vec<&str> = pages.iter().map(|page| page.group.as_str()).collect();
    let folds = train::folds(&groups, options.folds, 1);
    let tallies: Vec<Tally> = pages.iter().map(Tally::of).collect();
    let words_without = |fold: Option<usize>| {
        let used = tallies.iter().zip(&folds).filter(|(_, other)| Some(**other) != fold);
        words(used.map(|(tally, _)| tally))
    };
    let fold_words: Vec<Words> =
        (0..options.folds).map(|fold| Words::read(&words_without(Some(fold)))).collect();
    let prepared: Vec<Prepared> = pages
        .iter()
        .zip(&folds)
        .zip(&tallies)
        .enumerate()
        .map(|(at, ((page, fold), tally))| {
            Prepared::of(page, &fold_words[*fold], tally, (*fold, at))
        })
        .collect();
    let first = boost(&prepared, |_| true, &options.first);
    let second = (options.second.trees > 0).then(|| second(prepared, options));
    MarkupModels {
        first: Model::Trees(first).to_string(),
        second: second.map(|model| Model::Trees(model).to_string()).unwrap_or_default(),
        words: words_without(None),
    }
}

/// Models ready to judge pages that they were not made from.
#[derive(Debug, Clone, PartialEq)]
pub struct MarkupJudge {
    judges: Judges,
    words: Words,
}

impl MarkupJudge {
    /// Reads the files of models; `None` when they are no models of this.
    #[must_use]
    pub fn read(models: &MarkupModels) -> Option<Self> {
        let judges = Judges::read(&models.first, &models.second)?;
        Some(Self { judges, words: Words::read(&models.words) })
    }

    /// For every line of a page that is not blank: its text, and whether it is noise.
    #[must_use]
    pub fn lines(&self, bytes: &[u8]) -> Vec<(String, bool)> {
        let document = Document::parse(bytes, &hints());
        let page = Page::read(document.text());
        let found = findings(&document, &page, Some(&self.judges), &self.words);
        let text = page.lines.iter().map(|line| document.slice(line.span).to_owned());
        text.zip(found.iter().map(Option::is_some)).collect()
    }
}

fn hints() -> Hints {
    Hints { file_name: Some("page.html".to_owned()) }
}

/// The labels of a page and what its names' words cover.
struct Tally {
    labels: Vec<Option<bool>>,
    /// For every word the width of the noise and of the content below it.
    words: BTreeMap<String, (f64, f64)>,
    noise_share: f64,
    group: String,
}

impl Tally {
    fn of(page: &LabelledMarkup) -> Self {
        let document = Document::parse(&page.bytes, &hints());
        let read = Page::read(document.text());
        let lines: Vec<&str> = read.lines.iter().map(|line| document.slice(line.span)).collect();
        let mut labels = label(page, &lines);
        for (label, likeness) in labels.iter_mut().zip(title::likeness(&document, &read)) {
            if likeness == title::WHOLE {
                *label = None;
            }
        }
        let frame = Frame::of(&document, &read, &Words::default());
        let mut sums = vec![(0.0, 0.0); frame.places.len()];
        for ((row, line), label) in frame.rows.iter().zip(&read.lines).zip(&labels) {
            let width = f64::from(line.width().min(120));
            match label {
                Some(true) => sums[row.owner].0 += width,
                Some(false) => sums[row.owner].1 += width,
                None => {}
            }
        }
        for id in (1..sums.len()).rev() {
            let own = sums[id];
            let parent = &mut sums[frame.place(id).parent];
            *parent = (parent.0 + own.0, parent.1 + own.1);
        }
        let mut words: BTreeMap<String, (f64, f64)> = BTreeMap::new();
        for (element, sum) in document.elements().iter().zip(&sums[1..]) {
            for_each_word(element, |word| {
                let total = words.entry(word.to_owned()).or_default();
                *total = (total.0 + sum.0, total.1 + sum.1);
            });
        }
        let noise_share = (sums[0].0 + 1.0) / (sums[0].0 + sums[0].1 + 2.0);
        Self { labels, words, noise_share, group: page.group.clone() }
    }
}

fn label(page: &LabelledMarkup, lines: &[&str]) -> Vec<Option<bool>> {
    if let Some(main) = &page.main {
        return alignment::labels(lines, main);
    }
    let has = |line: &str, snippets: &[String]| {
        let is_told = |snippet: &String| {
            snippet.len() > 8 && line.contains(snippet.as_str()) && snippet.len() * 20 > line.len()
        };
        snippets.iter().any(is_told)
    };
    let label = |line: &&str| match (has(line, &page.snippets.0), has(line, &page.snippets.1)) {
        (true, false) => Some(false),
        (false, true) => Some(true),
        _ => None,
    };
    lines.iter().map(label).collect()
}

/// A word is kept when so many sites use it, and when it tells so much, in hundredths.
const FEWEST_SITES: f64 = 5.0;
const LEAST_WEIGHT: f64 = 60.0;
/// So many words are kept.
const MOST_WORDS: usize = 2400;

/// The lines of the words file: every site has one vote on each word.
fn words<'a>(tallies: impl Iterator<Item = &'a Tally>) -> String {
    let mut sites: BTreeMap<(&str, &str), (f64, f64, f64)> = BTreeMap::new();
    let mut prior: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    for tally in tallies {
        let page = prior.entry(&tally.group).or_default();
        *page = (page.0 + tally.noise_share, page.1 + 1.0);
        for (word, (noise, content)) in &tally.words {
            if noise + content > 0.0 {
                let site = sites.entry((word, &tally.group)).or_default();
                *site =
                    (site.0 + noise / (noise + content), site.1 + tally.noise_share, site.2 + 1.0);
            }
        }
    }
    let mut votes: BTreeMap<&str, (f64, f64, f64)> = BTreeMap::new();
    for ((word, _), (noise, share, pages)) in &sites {
        let vote = votes.entry(word).or_default();
        *vote = (vote.0 + noise / pages, vote.1 + share / pages, vote.2 + 1.0);
    }
    let logit = |share: f64| (share / (1.0 - share)).ln();
    let mut kept: Vec<(f64, &str, f64)> = votes
        .iter()
        .filter(|(_, vote)| vote.2 >= FEWEST_SITES)
        .map(|(word, (noise, share, all))| {
            let expected = share / all;
            let weight = logit((noise + 2.0 * expected) / (all + 2.0)) - logit(expected);
            (weight.abs() * all.sqrt(), *word, weight * 100.0)
        })
        .filter(|(_, _, weight)| weight.abs() >= LEAST_WEIGHT)
        .collect();
    kept.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(other.1)));
    kept.truncate(MOST_WORDS);
    kept.sort_by_key(|(_, word, _)| *word);
    kept.iter().map(|(_, word, weight)| format!("{} {word}\n", weight.round())).collect()
}

/// A page made ready: its features, and which of its rows are learnt from.
struct Prepared {
    columns: Columns,
    frame: Frame,
    rows: Vec<usize>,
    targets: Vec<bool>,
    weights: Vec<f32>,
    fold: usize,
}

impl Prepared {
    #[expect(clippy::cast_precision_loss, reason = "widths of lines are small")]
    fn of(page: &LabelledMarkup, words: &Words, tally: &Tally, (fold, at): (usize, usize)) -> Self {
        let document = Document::parse(&page.bytes, &hints());
        let read = Page::read(document.text());
        let frame = Frame::of(&document, &read, words);
        let columns = features(&document, &read, &frame);
        let learnt = tally.labels.iter().enumerate();
        let learnt = learnt.filter(|(row, _)| (row * 7 + at).is_multiple_of(page.stride.max(1)));
        let labelled: Vec<(usize, bool)> =
            learnt.filter_map(|(row, label)| label.map(|label| (row, label))).collect();
        let width = |row: usize| 8.0 + read.lines[row].width().min(400) as f32;
        let whole: f32 = labelled.iter().map(|(row, _)| width(*row)).sum();
        let scale = page.weight * 30.0 / (whole.max(1.0) / 40.0).sqrt();
        Self {
            weights: labelled.iter().map(|(row, _)| width(*row) / 200.0 * scale / 5.0).collect(),
            rows: labelled.iter().map(|(row, _)| *row).collect(),
            targets: labelled.iter().map(|(_, label)| *label).collect(),
            columns,
            frame,
            fold,
        }
    }
}

fn second(mut prepared: Vec<Prepared>, options: &TrainOptions) -> SymmetricTrees {
    let models: Vec<SymmetricTrees> = (0..options.folds)
        .map(|fold| boost(&prepared, |page| page != fold, &options.first))
        .collect();
    for page in &mut prepared {
        let opinion = sums(&models[page.fold], &page.columns);
        add_opinions(&mut page.columns, &page.frame, &opinion);
    }
    boost(&prepared, |_| true, &options.second)
}

fn boost(
    prepared: &[Prepared],
    is_used: impl Fn(usize) -> bool,
    options: &BoostOptions,
) -> SymmetricTrees {
    let used: Vec<&Prepared> = prepared.iter().filter(|page| is_used(page.fold)).collect();
    let names = used.first().map(|page| page.columns.names()).unwrap_or_default();
    let column = |feature: usize| {
        let number = u16::try_from(feature).unwrap_or(u16::MAX);
        let values = used.iter().flat_map(|page| {
            let column = page.columns.feature(number);
            page.rows.iter().map(|row| column.get(*row).copied().unwrap_or(0))
        });
        values.collect::<Vec<u8>>()
    };
    let columns = train::Columns::from_bytes(names.clone(), (0..names.len()).map(column));
    let targets: Vec<bool> = used.iter().flat_map(|page| page.targets.iter().copied()).collect();
    let weights = used.iter().flat_map(|page| page.weights.iter().copied()).collect();
    let rows = (0..targets.len()).collect();
    train::boost(&columns, &Examples { targets: &targets, rows, weights }, options)
}
