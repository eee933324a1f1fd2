//! What JSON and YAML both say: values.

use std::fmt::Write;

/// A value, with the entries of maps in the order of the file; a key may stand twice.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Null,
    Bool(bool),
    /// A number as it is written.
    Number(String),
    Text(String),
    List(Vec<Value>),
    Map(Vec<(String, Value)>),
}

/// Largest whole number up to which every whole number is one of its own in double precision.
const EXACT: f64 = 9_007_199_254_740_992.0;

impl Value {
    /// A single value as people read it, without quotes; `None` for null, lists and maps.
    pub(super) fn plain(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Number(text) => Some(text),
            Self::Bool(true) => Some("true"),
            Self::Bool(false) => Some("false"),
            Self::Null | Self::List(_) | Self::Map(_) => None,
        }
    }

    /// The address in an object that holds nothing but a reference.
    pub(super) fn reference(&self) -> Option<&str> {
        match self {
            Self::Map(entries) => match entries.as_slice() {
                [(key, Self::Text(address))] if key == "$ref" => Some(address),
                _ => None,
            },
            _ => None,
        }
    }

    /// The value as JSON on one line: keys sorted, numbers by what they mean.
    pub(super) fn to_line(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, None);
        out
    }

    /// The same on lines of its own, indented.
    pub(super) fn to_lines(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, Some(0));
        out
    }

    fn write(&self, out: &mut String, indent: Option<usize>) {
        match self {
            Self::Null => out.push_str("null"),
            Self::Bool(is_true) => out.push_str(if *is_true { "true" } else { "false" }),
            Self::Number(written) => out.push_str(&number(written)),
            Self::Text(text) => quote(text, out),
            Self::List(values) => {
                let entries = values.iter().map(|value| (None, value));
                write_entries(('[', ']'), entries, out, indent);
            }
            Self::Map(entries) => {
                let entries = sorted(entries).into_iter().map(|(key, value)| (Some(key), value));
                write_entries(('{', '}'), entries, out, indent);
            }
        }
    }
}

/// The entries of a map by their keys; equal keys stay in the order of the file.
pub(super) fn sorted(entries: &[(String, Value)]) -> Vec<(&str, &Value)> {
    let mut sorted: Vec<(&str, &Value)> =
        entries.iter().map(|(key, value)| (key.as_str(), value)).collect();
    sorted.sort_by_key(|(key, _)| *key);
    sorted
}

fn write_entries<'v>(
    (open, close): (char, char),
    entries: impl Iterator<Item = (Option<&'v str>, &'v Value)>,
    out: &mut String,
    indent: Option<usize>,
) {
    let inner = indent.map(|indent| indent + 1);
    let mut is_empty = true;
    out.push(open);
    for (key, value) in entries {
        if !is_empty {
            out.push_str(if inner.is_some() { "," } else { ", " });
        }
        is_empty = false;
        new_line(out, inner);
        if let Some(key) = key {
            quote(key, out);
            out.push_str(": ");
        }
        value.write(out, inner);
    }
    if !is_empty {
        new_line(out, indent);
    }
    out.push(close);
}

fn new_line(out: &mut String, indent: Option<usize>) {
    if let Some(indent) = indent {
        out.push('\n');
        out.extend(std::iter::repeat_n("  ", indent));
    }
}

fn quote(text: &str, out: &mut String) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            control if control.is_control() => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{:04x}", u32::from(control));
            }
            character => out.push(character),
        }
    }
    out.push('"');
}

/// A number by what it means: `100` for `100.0` and `1e2`.
pub(super) fn number(written: &str) -> String {
    // Whole numbers that every reader of JSON keeps whole.
    let is_whole = written.parse::<i64>().is_ok() || written.parse::<u64>().is_ok();
    match written.parse::<f64>() {
        Ok(read) if !is_whole && read.is_finite() => {
            if read.fract() == 0.0 && read.abs() < EXACT {
                format!("{read:.0}")
            } else {
                format!("{read:?}")
            }
        }
        _ => written.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::Value;
    use super::number;

    #[test]
    fn numbers_are_written_by_what_they_mean() {
        let written = ["100", "100.0", "1e2", "-0.5", "1e300", "18446744073709551615"];
        assert_eq!(
            written.map(number),
            ["100", "100", "100", "-0.5", "1e300", "18446744073709551615"]
        );
    }

    #[test]
    fn a_value_is_written_with_sorted_keys() {
        let value = Value::Map(vec![
            ("b".to_owned(), Value::List(vec![Value::Null, Value::Text("\"q\"\n".to_owned())])),
            ("a".to_owned(), Value::Map(Vec::new())),
        ]);
        assert_eq!(value.to_line(), "{\"a\": {}, \"b\": [null, \"\\\"q\\\"\\n\"]}");
        assert_eq!(
            value.to_lines(),
            "{\n  \"a\": {},\n  \"b\": [\n    null,\n    \"\\\"q\\\"\\n\"\n  ]\n}"
        );
    }
}
