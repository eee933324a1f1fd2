//! Making the embedded models from labelled pages. Only with the Cargo feature `train`.

use std::collections::BTreeMap;

use super::around::Around;
use super::columns::Columns;
use super::find::built_in;
use super::judge::Judges;
use super::judge::add_opinion;
use super::judge::sums;
use super::page::Page;
use crate::analysis::model::Model;
use crate::analysis::model::SymmetricTrees;
use crate::analysis::model::train;
use crate::analysis::model::train::BoostOptions;
use crate::analysis::model::train::Examples;

/// A text whose lines are labelled.
#[derive(Debug, Clone)]
pub struct LabelledPage {
    /// The text.
    pub text: String,
    /// For every line that is not blank whether it is noise; `None` for lines that are not to be
    /// learnt from.
    pub labels: Vec<Option<bool>>,
    /// What it shares with pages that must not be in another fold: its publisher.
    pub group: String,
    /// One line of so many is learnt from.
    pub stride: usize,
    /// How much each of those lines counts.
    pub weight: f32,
}

/// How to train.
#[derive(Debug, Clone, Copy)]
pub struct TrainOptions {
    /// The first model, of a line in its surroundings.
    pub first: BoostOptions,
    /// The second model, which also sees what the first said.
    pub second: BoostOptions,
    /// How many folds of groups.
    pub folds: usize,
}

impl Default for TrainOptions {
    fn default() -> Self {
        let first = BoostOptions {
            trees: 240,
            depth: 6,
            rate: 0.08,
            shrinkage: 15.0,
            feature_share: 0.2,
            row_share: 0.7,
            ..BoostOptions::default()
        };
        Self { first, second: first, folds: 4 }
    }
}

/// A page made ready: its features, and which of its rows are learnt from.
struct Prepared {
    columns: Columns,
    rows: Vec<usize>,
    targets: Vec<bool>,
    weight: f32,
    fold: usize,
}

/// The files of the two models that are made from all pages.
#[must_use]
pub fn fit(pages: &[LabelledPage], options: &TrainOptions) -> (String, String) {
    let prepared = prepare(pages, options.folds);
    let first = boost(&prepared, |_| true, &options.first);
    let opinions = opinions(&prepared, |fold| vec![fold], options);
    let second = second(&prepared, opinions, |_| true, options);
    (Model::Trees(first).to_string(), Model::Trees(second).to_string())
}

/// For every fold the files of the two models that saw no page of it.
#[must_use]
pub fn fit_folds(pages: &[LabelledPage], options: &TrainOptions) -> Vec<(String, String)> {
    let prepared = prepare(pages, options.folds);
    let mut pairs = BTreeMap::new();
    for fold in 0..options.folds {
        for other in fold + 1..options.folds {
            let model = boost(&prepared, |page| page != fold && page != other, &options.first);
            pairs.insert((fold, other), model);
        }
    }
    let fit_fold = |fold: usize| {
        let first = boost(&prepared, |page| page != fold, &options.first);
        let opinion = |page: &Prepared| {
            let pair = (page.fold.min(fold), page.fold.max(fold));
            sums(pairs.get(&pair).unwrap_or(&first), &page.columns)
        };
        let opinions = prepared.iter().map(opinion).collect();
        let second = second(&prepared, opinions, |page| page != fold, options);
        (Model::Trees(first).to_string(), Model::Trees(second).to_string())
    };
    (0..options.folds).map(fit_fold).collect()
}

/// The fold of every page.
#[must_use]
pub fn folds_of(pages: &[LabelledPage], folds: usize) -> Vec<usize> {
    let groups: Vec<&str> = pages.iter().map(|page| page.group.as_str()).collect();
    train::folds(&groups, folds, 1)
}

/// The models of one fold, ready to judge.
#[derive(Debug, Clone, PartialEq)]
pub struct Fold(Judges);

impl Fold {
    /// Reads the files of both models; `None` when they are no models of noise.
    #[must_use]
    pub fn read(first: &str, second: &str) -> Option<Self> {
        Judges::read(first, second).map(Self)
    }

    /// For each line of `text` that is not blank the rule that calls it noise, if one does: a
    /// built-in rule or these models.
    #[must_use]
    pub fn rules(&self, text: &str) -> Vec<Option<&'static str>> {
        let found = built_in(&Page::read(text), Some(&self.0));
        found.iter().map(|finding| finding.map(|(_, rule)| rule)).collect()
    }
}

/// What first models say of every page that did not see the folds that `without` names for it.
fn opinions(
    prepared: &[Prepared],
    without: impl Fn(usize) -> Vec<usize>,
    options: &TrainOptions,
) -> Vec<Vec<i32>> {
    let models: Vec<SymmetricTrees> = (0..options.folds)
        .map(|fold| boost(prepared, |page| !without(fold).contains(&page), &options.first))
        .collect();
    prepared
        .iter()
        .map(|page| {
            models.get(page.fold).map(|model| sums(model, &page.columns)).unwrap_or_default()
        })
        .collect()
}

fn second(
    prepared: &[Prepared],
    opinions: Vec<Vec<i32>>,
    is_used: impl Fn(usize) -> bool,
    options: &TrainOptions,
) -> SymmetricTrees {
    let with_opinions: Vec<Prepared> = prepared
        .iter()
        .zip(opinions)
        .filter(|(page, _)| is_used(page.fold))
        .map(|(page, opinion)| {
            let mut columns = page.columns.clone();
            add_opinion(&mut columns, &opinion);
            let (rows, targets) = (page.rows.clone(), page.targets.clone());
            Prepared { columns, rows, targets, weight: page.weight, fold: page.fold }
        })
        .collect();
    boost(&with_opinions, |_| true, &options.second)
}

fn prepare(pages: &[LabelledPage], folds: usize) -> Vec<Prepared> {
    let folds = folds_of(pages, folds);
    pages
        .iter()
        .zip(folds)
        .enumerate()
        .map(|(at, (page, fold))| prepare_page(page, fold, at))
        .collect()
}

fn prepare_page(page: &LabelledPage, fold: usize, at: usize) -> Prepared {
    let read = Page::read(&page.text);
    let is_sound = read.lines.len() == page.labels.len();
    let labelled = page.labels.iter().enumerate().filter(|_| is_sound);
    let learnt = labelled.filter(|(row, _)| (row * 7 + at).is_multiple_of(page.stride.max(1)));
    let (rows, targets) =
        learnt.filter_map(|(row, label)| label.map(|is_noise| (row, is_noise))).unzip();
    Prepared { columns: Columns::of(&Around::of(&read)), rows, targets, weight: page.weight, fold }
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
    let weights = used.iter().flat_map(|page| page.rows.iter().map(|_| page.weight)).collect();
    let rows = (0..targets.len()).collect();
    train::boost(&columns, &Examples { targets: &targets, rows, weights }, options)
}
