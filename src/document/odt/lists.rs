//! Lists and their numbers (ISO/IEC 26300-1, 5.3, 16.30).

use std::collections::BTreeMap;

use crate::document::counting::Count;
use crate::document::flow::Label;
use crate::document::xml::Node;

/// The deepest level that a list has.
const LEVELS: usize = 10;

/// How the levels of a list are numbered.
#[derive(Debug, Clone, Default)]
pub(super) struct ListStyle {
    levels: BTreeMap<usize, Level>,
}

#[derive(Debug, Clone)]
struct Level {
    /// `None` for a bullet.
    count: Option<Count>,
    prefix: String,
    suffix: String,
    /// `%1%.%2%.`, where the producer writes the whole form.
    form: Option<String>,
    start: u64,
    /// How many levels are shown, this one included.
    shown: usize,
    is_tight: bool,
}

impl ListStyle {
    /// Reads `text:list-style` or `text:outline-style`.
    pub(super) fn read(node: Node<'_>) -> Self {
        let levels = node.children().filter_map(|node| {
            let number: usize = node.attribute("level")?.parse().ok()?;
            Some((number.checked_sub(1)?, level(node)))
        });
        Self { levels: levels.collect() }
    }
}

fn level(node: Node<'_>) -> Level {
    let value = |name: &str| node.attribute(name).map(String::from);
    let is_bullet = !matches!(node.name(), "list-level-style-number" | "outline-level-style");
    let followed = node
        .child("list-level-properties")
        .and_then(|properties| properties.child("list-level-label-alignment"))
        .and_then(|alignment| alignment.attribute("label-followed-by"));
    Level {
        count: (!is_bullet).then(|| count(&value("num-format").unwrap_or_default())),
        prefix: value("num-prefix").unwrap_or_default(),
        suffix: value("num-suffix").unwrap_or_default(),
        form: value("num-list-format"),
        start: value("start-value").and_then(|start| start.parse().ok()).unwrap_or(1),
        shown: value("display-levels").and_then(|shown| shown.parse().ok()).unwrap_or(1),
        is_tight: followed.is_some_and(|followed| followed == "nothing"),
    }
}

/// The way of counting that `style:num-format` names.
fn count(format: &str) -> Count {
    match format.split(',').next().unwrap_or_default().trim() {
        "" => Count::Nothing,
        "a" => Count::LowerLetter,
        "A" => Count::UpperLetter,
        "i" => Count::LowerRoman,
        "I" => Count::UpperRoman,
        "一" => Count::Chinese,
        "〇" => Count::ChineseDigits,
        "①" => Count::Circled,
        "１" => Count::FullWidth,
        "1st" => Count::Ordinal,
        "01" => Count::DecimalZero,
        _ => Count::Decimal,
    }
}

/// How far a list has counted.
#[derive(Debug, Clone, Default)]
pub(super) struct Counters([Option<u64>; LEVELS]);

impl Counters {
    /// Counts a paragraph at `depth`, which starts at `start` where it says so, and gives its mark;
    /// `None` when nothing is shown.
    pub(super) fn next(
        &mut self,
        style: &ListStyle,
        depth: usize,
        start: Option<u64>,
    ) -> Option<Label> {
        let depth = depth.min(LEVELS - 1);
        let level = style.levels.get(&depth)?;
        if let Some(count) = self.0.get_mut(depth) {
            let next = count.map_or(level.start, |count| count.saturating_add(1));
            *count = Some(start.unwrap_or(next));
        }
        self.restart(depth + 1);
        let text = match level.count {
            None => "-".to_owned(),
            Some(Count::Nothing) if level.form.is_none() => {
                format!("{}{}", level.prefix, level.suffix)
            }
            Some(_) => self.written(style, level, depth),
        };
        let text = text.trim().to_owned();
        (!text.is_empty()).then_some(Label { text, depth, is_tight: level.is_tight })
    }

    /// Lets the levels from `depth` on count from their beginning.
    pub(super) fn restart(&mut self, depth: usize) {
        self.0.iter_mut().skip(depth).for_each(|count| *count = None);
    }

    fn written(&self, style: &ListStyle, level: &Level, depth: usize) -> String {
        let number = |depth: usize| {
            let level = style.levels.get(&depth)?;
            let number = self.0.get(depth).copied().flatten().unwrap_or(level.start);
            Some(level.count?.write(number)).filter(|number| !number.is_empty())
        };
        if let Some(form) = &level.form {
            return filled(form, number);
        }
        let first = (depth + 1).saturating_sub(level.shown.max(1));
        let numbers: Vec<String> = (first..=depth).filter_map(number).collect();
        format!("{}{}{}", level.prefix, numbers.join("."), level.suffix)
    }
}

/// A form such as `%1%.%2%)` with its numbers filled in.
fn filled(form: &str, number: impl Fn(usize) -> Option<String>) -> String {
    let mut text = String::new();
    for (index, part) in form.split('%').enumerate() {
        let level: Option<usize> = part.parse().ok();
        match level.filter(|_| index % 2 == 1).and_then(|level| level.checked_sub(1)) {
            Some(depth) => text.push_str(&number(depth).unwrap_or_default()),
            None => text.push_str(part),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::filled;

    #[test]
    fn a_form_is_filled_with_the_numbers_of_its_levels() {
        let number = |depth: usize| Some((depth + 4).to_string());
        assert_eq!(filled("(%1%.%2%)", number), "(4.5)");
        assert_eq!(filled("100 %", number), "100 ");
    }
}
