//! The numbers of lists and headings (ECMA-376-1, 17.9).

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::styles::NumberReference;
use super::styles::Styles;
use crate::document::counting::Count;
use crate::document::flow::Label;
use crate::document::xml::Node;

/// The deepest level that a list has.
const LEVELS: usize = 9;

/// How one level of a list is numbered.
#[derive(Debug, Clone)]
struct Level {
    start: u64,
    /// `None` for a bullet.
    count: Option<Count>,
    /// `%1.%2` with the numbers of the levels.
    text: String,
    is_decimal_throughout: bool,
    /// Counting starts again after this many levels from the top; 0 for never.
    restart: Option<usize>,
    style: Option<String>,
    is_tight: bool,
}

#[derive(Debug, Default)]
struct Abstract {
    levels: BTreeMap<usize, Level>,
    /// The style whose list is meant instead.
    style: Option<String>,
}

#[derive(Debug, Default)]
struct List {
    kind: String,
    starts: BTreeMap<usize, u64>,
    levels: BTreeMap<usize, Level>,
}

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    kinds: BTreeMap<String, Abstract>,
    lists: BTreeMap<String, List>,
}

/// How far every list has counted. Lists of one kind count together.
#[derive(Debug, Default)]
pub(super) struct Counters {
    by_kind: BTreeMap<String, [Option<u64>; LEVELS]>,
    started: BTreeSet<(String, usize)>,
}

impl Numbering {
    /// Reads the root of the numbering part.
    pub(super) fn read(root: Node<'_>) -> Self {
        let mut numbering = Self::default();
        for node in root.children() {
            match node.name() {
                "abstractNum" => {
                    let Some(id) = node.attribute("abstractNumId") else { continue };
                    let link = node.child("numStyleLink");
                    let style = link.and_then(|link| link.attribute("val")).map(String::from);
                    let kind = Abstract { levels: levels(node), style };
                    numbering.kinds.insert(id.into_owned(), kind);
                }
                "num" => {
                    let Some(id) = node.attribute("numId") else { continue };
                    numbering.lists.insert(id.into_owned(), list(node));
                }
                _ => {}
            }
        }
        numbering
    }

    /// The mark of the next paragraph in `reference`'s list, which is counted. `style` is the style
    /// that the reference or the paragraph comes from.
    pub(super) fn next(
        &self,
        reference: &NumberReference,
        style: &str,
        styles: &Styles,
        counters: &mut Counters,
    ) -> Option<Label> {
        let id = reference.list.as_deref()?;
        let list = self.lists.get(id)?;
        let (kind_id, kind) = self.kind(list, styles)?;
        let by_style = || {
            let levels = kind.levels.iter();
            levels
                .clone()
                .find(|(_, level)| level.style.as_deref() == Some(style))
                .map(|(at, _)| *at)
        };
        let depth = reference.level.or_else(by_style).unwrap_or(0).min(LEVELS - 1);
        let level_at = |depth: usize| list.levels.get(&depth).or_else(|| kind.levels.get(&depth));
        let level = level_at(depth)?;
        let restart = list.starts.get(&depth).copied().filter(|_| counters.start(id, depth));
        let counts = counters.by_kind.entry(kind_id.to_owned()).or_default();
        for (upper, count) in counts.iter_mut().enumerate().take(depth) {
            *count = count.or_else(|| level_at(upper).map(|level| level.start));
        }
        if let Some(count) = counts.get_mut(depth) {
            let next = count.map_or(level.start, |count| count.saturating_add(1));
            *count = Some(restart.unwrap_or(next));
        }
        for (lower, count) in counts.iter_mut().enumerate().skip(depth + 1) {
            let restart = level_at(lower).and_then(|level| level.restart);
            if restart.is_none_or(|restart| depth < restart) {
                *count = None;
            }
        }
        let text = match level.count {
            None => "-".to_owned(),
            Some(_) => fill(level, |depth| Some((level_at(depth)?, *counts.get(depth)?)))?,
        };
        Some(Label { text, depth, is_tight: level.is_tight })
    }

    fn kind(&self, list: &List, styles: &Styles) -> Option<(&str, &Abstract)> {
        let (id, kind) = self.kinds.get_key_value(&list.kind)?;
        let Some(style) = &kind.style else { return Some((id, kind)) };
        let (_, linked) = styles.number(style)?;
        let linked = self.lists.get(linked.list.as_deref()?)?;
        self.kinds.get_key_value(&linked.kind).map(|(id, kind)| (id.as_str(), kind))
    }
}

impl Counters {
    /// Whether a list comes to a level for the first time.
    fn start(&mut self, list: &str, depth: usize) -> bool {
        self.started.insert((list.to_owned(), depth))
    }
}

/// The text of a level with its numbers filled in; `None` when nothing is left of it.
fn fill<'l>(
    level: &Level,
    count_of: impl Fn(usize) -> Option<(&'l Level, Option<u64>)>,
) -> Option<String> {
    let mut text = String::new();
    let mut characters = level.text.chars().peekable();
    while let Some(character) = characters.next() {
        let digit = characters.peek().and_then(|next| next.to_digit(10)).filter(|digit| *digit > 0);
        let Some(digit) = digit.filter(|_| character == '%') else {
            text.push(character);
            continue;
        };
        characters.next();
        let depth = usize::try_from(digit - 1).unwrap_or(0);
        if let Some((of, Some(number))) = count_of(depth) {
            let count = if level.is_decimal_throughout {
                Count::Decimal
            } else {
                of.count.unwrap_or(Count::Nothing)
            };
            text.push_str(&count.write(number));
        }
    }
    (!text.trim().is_empty()).then_some(text)
}

fn levels(node: Node<'_>) -> BTreeMap<usize, Level> {
    let levels = node.children().filter(|node| node.name() == "lvl");
    levels.filter_map(|node| Some((node.attribute("ilvl")?.parse().ok()?, level(node)))).collect()
}

fn level(node: Node<'_>) -> Level {
    let value = |name: &str| node.child(name)?.attribute("val");
    let number = |name: &str| value(name).and_then(|value| value.parse().ok());
    let is_on = |name: &str| {
        node.child(name).is_some_and(|flag| flag.attribute("val").is_none_or(|value| value != "0"))
    };
    Level {
        start: number("start").unwrap_or(0),
        count: count(&value("numFmt").unwrap_or_default()),
        text: value("lvlText").unwrap_or_default().into_owned(),
        is_decimal_throughout: is_on("isLgl"),
        restart: number("lvlRestart").and_then(|level| usize::try_from(level).ok()),
        style: value("pStyle").map(String::from),
        is_tight: value("suff").is_some_and(|suffix| suffix == "nothing"),
    }
}

fn list(node: Node<'_>) -> List {
    let kind = node.child("abstractNumId").and_then(|kind| kind.attribute("val"));
    let mut list = List { kind: kind.unwrap_or_default().into_owned(), ..List::default() };
    for change in node.children().filter(|node| node.name() == "lvlOverride") {
        let Some(depth) = change.attribute("ilvl").and_then(|depth| depth.parse().ok()) else {
            continue;
        };
        let start = change.child("startOverride").and_then(|start| start.attribute("val"));
        if let Some(start) = start.and_then(|start| start.parse().ok()) {
            list.starts.insert(depth, start);
        }
        if let Some(changed) = change.child("lvl") {
            list.levels.insert(depth, level(changed));
        }
    }
    list
}

/// The way of counting that `w:numFmt` names; `None` for a bullet.
fn count(format: &str) -> Option<Count> {
    Some(match format {
        "bullet" => return None,
        "none" => Count::Nothing,
        "upperRoman" => Count::UpperRoman,
        "lowerRoman" => Count::LowerRoman,
        "upperLetter" => Count::UpperLetter,
        "lowerLetter" => Count::LowerLetter,
        "ordinal" => Count::Ordinal,
        "decimalZero" => Count::DecimalZero,
        "decimalFullWidth" | "decimalFullWidth2" => Count::FullWidth,
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Count::Circled,
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand" => Count::Chinese,
        "ideographDigital" | "taiwaneseDigital" | "japaneseDigitalTenThousand" => {
            Count::ChineseDigits
        }
        _ => Count::Decimal,
    })
}
