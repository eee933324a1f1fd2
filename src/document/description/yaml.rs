//! Reading YAML (1.2, core schema) as values.
//!
//! Anchors are unfolded and merge keys (`<<`, YAML 1.1) filled in, as programs that read such files
//! do; both under a budget, because a few lines can name billions of values.

use std::borrow::Cow;
use std::collections::BTreeMap;

use granit_parser::Event;
use granit_parser::Options;
use granit_parser::Parser;
use granit_parser::ScalarStyle;
use granit_parser::Tag;

use super::value::Value;

/// Deepest nesting, that of the JSON reader.
const DEEPEST: usize = 128;

/// What a value costs besides its text, in bytes.
const NODE_BYTES: usize = 64;

/// What was read of a file.
#[derive(Debug)]
pub(super) struct Read {
    /// The one document in it.
    pub(super) value: Value,
    /// How many comments it has.
    pub(super) comments: usize,
    /// How many tags it has beyond those of the core schema, such as `!secret`.
    pub(super) tags: usize,
    /// How many aliases were too much to unfold; `null` stands in their place.
    pub(super) unfolded_not: usize,
}

/// Reads one YAML document of at most `most` values, aliases unfolded to at most `most_bytes` more.
///
/// # Errors
/// What is wrong and where, for people.
pub(super) fn read(text: &str, most: usize, most_bytes: usize) -> Result<Read, String> {
    let mut loader = Loader { values_left: most, bytes_left: most_bytes, ..Loader::default() };
    let mut options = Options::default();
    options.max_buffered_comment_events = most;
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, _) = event.map_err(|error| error.to_string())?;
        loader.take(event)?;
    }
    let value = loader.document.ok_or("it is empty")?;
    let Loader { comments, tags, unfolded_not, .. } = loader;
    Ok(Read { value, comments, tags, unfolded_not })
}

#[derive(Default)]
struct Loader {
    open: Vec<Frame>,
    document: Option<Value>,
    anchors: BTreeMap<usize, Kept>,
    values_left: usize,
    bytes_left: usize,
    comments: usize,
    tags: usize,
    unfolded_not: usize,
}

/// A list or map whose end has not come yet.
struct Frame {
    values: Vec<Value>,
    is_map: bool,
    anchor: usize,
}

/// A value that aliases may name, with what it costs and how deep it is.
struct Kept {
    value: Value,
    cost: usize,
    depth: usize,
}

impl Loader {
    fn take(&mut self, event: Event<'_>) -> Result<(), String> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let value = self.scalar(text, style, tag.as_deref());
                self.put(value, anchor)
            }
            Event::SequenceStart(_, anchor, tag) => self.enter(false, anchor, tag.as_deref()),
            Event::MappingStart(_, anchor, tag) => self.enter(true, anchor, tag.as_deref()),
            Event::SequenceEnd | Event::MappingEnd => self.leave(),
            Event::Alias(anchor) => {
                let value = self.unfold(anchor);
                self.put(value, 0)
            }
            Event::Comment(..) => {
                self.comments += 1;
                Ok(())
            }
            Event::DocumentStart(..) if self.document.is_some() => {
                Err("it holds several documents".to_owned())
            }
            _ => Ok(()),
        }
    }

    fn enter(&mut self, is_map: bool, anchor: usize, tag: Option<&Tag>) -> Result<(), String> {
        if self.open.len() >= DEEPEST {
            return Err("recursion limit exceeded".to_owned());
        }
        self.tags += usize::from(tag.is_some_and(|tag| !tag.is_yaml_core_schema()));
        self.open.push(Frame { values: Vec::new(), is_map, anchor });
        Ok(())
    }

    fn leave(&mut self) -> Result<(), String> {
        let Some(frame) = self.open.pop() else { return Ok(()) };
        let value = if frame.is_map {
            Value::Map(entries(frame.values))
        } else {
            Value::List(frame.values)
        };
        self.put(value, frame.anchor)
    }

    fn put(&mut self, value: Value, anchor: usize) -> Result<(), String> {
        self.values_left =
            self.values_left.checked_sub(1).ok_or("it has too many values".to_owned())?;
        if anchor > 0 {
            let cost = cost(&value);
            // What is kept for aliases costs as much as one of them.
            if let Some(left) = self.bytes_left.checked_sub(cost) {
                self.bytes_left = left;
                let kept = Kept { cost, depth: depth(&value), value: value.clone() };
                self.anchors.insert(anchor, kept);
            }
        }
        match self.open.last_mut() {
            Some(frame) => frame.values.push(value),
            None => self.document = Some(value),
        }
        Ok(())
    }

    /// The value of an anchor; null when it holds itself, or is more than may be unfolded.
    fn unfold(&mut self, anchor: usize) -> Value {
        let deep = self.open.len();
        let kept = self.anchors.get(&anchor).filter(|kept| deep + kept.depth <= DEEPEST);
        let left = kept.and_then(|kept| self.bytes_left.checked_sub(kept.cost));
        if let (Some(kept), Some(left)) = (kept, left) {
            self.bytes_left = left;
            return kept.value.clone();
        }
        self.unfolded_not += 1;
        Value::Null
    }

    fn scalar(&mut self, text: Cow<'_, str>, style: ScalarStyle, tag: Option<&Tag>) -> Value {
        match tag {
            None if style == ScalarStyle::Plain => resolve(text),
            None => Value::Text(text.into_owned()),
            Some(tag) if !tag.is_yaml_core_schema() => {
                self.tags += 1;
                Value::Text(text.into_owned())
            }
            Some(tag) if tag.suffix() == "str" => Value::Text(text.into_owned()),
            Some(_) => resolve(text),
        }
    }
}

/// What a value holds, in bytes and about.
fn cost(value: &Value) -> usize {
    NODE_BYTES
        + match value {
            Value::Null | Value::Bool(_) => 0,
            Value::Number(text) | Value::Text(text) => text.len(),
            Value::List(values) => values.iter().map(cost).sum(),
            Value::Map(entries) => entries.iter().map(|(key, value)| key.len() + cost(value)).sum(),
        }
}

/// How many lists and maps deep a value is.
fn depth(value: &Value) -> usize {
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => 0,
        Value::List(values) => 1 + values.iter().map(depth).max().unwrap_or(0),
        Value::Map(entries) => 1 + entries.iter().map(|(_, value)| depth(value)).max().unwrap_or(0),
    }
}

/// Entries from keys and values in turn. A map under `<<`, or a list of maps, gives the keys that
/// are not there.
fn entries(values: Vec<Value>) -> Vec<(String, Value)> {
    let mut entries: Vec<(String, Value)> = Vec::with_capacity(values.len() / 2);
    let mut merged = Vec::new();
    let mut values = values.into_iter();
    while let (Some(key), Some(value)) = (values.next(), values.next()) {
        let key = key.plain().map_or_else(|| key.to_line(), ToOwned::to_owned);
        match value {
            Value::Map(more) if key == "<<" => merged.extend(more),
            Value::List(maps) if key == "<<" && maps.iter().all(is_map) => {
                merged.extend(maps.into_iter().filter_map(into_entries).flatten());
            }
            value => entries.push((key, value)),
        }
    }
    if !merged.is_empty() {
        let mut known: std::collections::BTreeSet<String> =
            entries.iter().map(|(key, _)| key.clone()).collect();
        entries.extend(merged.into_iter().filter(|(key, _)| known.insert(key.clone())));
    }
    entries
}

fn is_map(value: &Value) -> bool {
    matches!(value, Value::Map(_))
}

fn into_entries(value: Value) -> Option<Vec<(String, Value)>> {
    match value {
        Value::Map(entries) => Some(entries),
        _ => None,
    }
}

/// What a scalar without quotes means (YAML 1.2.2, 10.3.2).
fn resolve(text: Cow<'_, str>) -> Value {
    match text.as_ref() {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        written => match number(written) {
            Some(number) => Value::Number(number),
            None => Value::Text(text.into_owned()),
        },
    }
}

/// A number, in decimal where it is written in another base.
fn number(written: &str) -> Option<String> {
    for (prefix, radix) in [("0x", 16), ("0o", 8)] {
        if let Some(digits) = written.strip_prefix(prefix) {
            return u64::from_str_radix(digits, radix).ok().map(|number| number.to_string());
        }
    }
    let unsigned = written.strip_prefix(['-', '+']).unwrap_or(written);
    let begins = unsigned.strip_prefix('.').unwrap_or(unsigned);
    let is_number = begins.starts_with(|first: char| first.is_ascii_digit())
        && unsigned.bytes().all(|byte| byte.is_ascii_digit() || b".eE+-".contains(&byte))
        && unsigned.parse::<f64>().is_ok();
    is_number.then(|| written.trim_start_matches('+').to_owned())
}

#[cfg(test)]
mod tests {
    use super::read;

    fn line(text: &str) -> String {
        read(text, 1000, 100_000).unwrap().value.to_line()
    }

    #[test]
    fn scalars_mean_what_the_core_schema_says() {
        assert_eq!(
            line("[~, True, yes, 0x1F, +1.50, 1.2.3, '1', !!str 1, 2024-01-31, \"a\\tb\"]"),
            "[null, true, \"yes\", 31, 1.5, \"1.2.3\", \"1\", \"1\", \"2024-01-31\", \"a\\tb\"]"
        );
    }

    #[test]
    fn anchors_and_merge_keys_are_unfolded() {
        let text = "a: &a {x: 1, y: 2}\nb:\n  <<: *a\n  x: 3\nc: *a\n200: [*a]\n";
        assert_eq!(
            line(text),
            "{\"200\": [{\"x\": 1, \"y\": 2}], \"a\": {\"x\": 1, \"y\": 2}, \
             \"b\": {\"x\": 3, \"y\": 2}, \"c\": {\"x\": 1, \"y\": 2}}"
        );
    }

    #[test]
    fn a_few_lines_that_name_billions_of_values_stay_small() {
        let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
        for at in 1..12 {
            let before = vec![format!("*a{}", at - 1); 9].join(", ");
            text.push_str(&format!("a{at}: &a{at} [{before}]\n"));
        }
        let read = read(&text, 1000, 100_000).unwrap();
        assert!(read.unfolded_not > 0 && read.value.to_line().len() < 100_000);
        let ring = "a: &a\n  b: *a\n";
        assert!(line(ring).contains("null") || super::read(ring, 9, 9).is_err());
    }

    #[test]
    fn what_is_no_yaml_or_too_much_is_an_error() {
        assert!(read("a: [1", 100, 100).is_err());
        assert!(read("a: 1\n---\nb: 2\n", 100, 100).unwrap_err().contains("several"));
        assert!(read(&"[".repeat(100_000), 1_000_000, 100).is_err());
        assert!(read(&"- ".repeat(200), 1_000_000, 100).is_err());
        assert!(read("[1, 2, 3]", 3, 100).unwrap_err().contains("too many"));
    }
}
