//! Reading JSON (RFC 8259) as values.

use std::cell::Cell;
use std::fmt;

use serde::de::DeserializeSeed;
use serde::de::Deserializer;
use serde::de::Error;
use serde::de::MapAccess;
use serde::de::SeqAccess;
use serde::de::Visitor;

use super::value::Value;

/// Reads one JSON text of at most `most` values, nested at most 128 deep.
///
/// # Errors
/// What is wrong and where, for people.
pub(super) fn read(text: &str, most: usize) -> Result<Value, String> {
    let budget = Cell::new(most);
    let mut reader = serde_json::Deserializer::from_str(text.trim_start_matches('\u{feff}'));
    let value = Seed(&budget).deserialize(&mut reader).map_err(|error| error.to_string())?;
    reader.end().map_err(|error| error.to_string())?;
    Ok(value)
}

/// Reads a value while the budget of values lasts.
#[derive(Clone, Copy)]
struct Seed<'b>(&'b Cell<usize>);

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Value, D::Error> {
        let left = self.0.get().checked_sub(1);
        self.0.set(left.ok_or_else(|| D::Error::custom("it has too many values"))?);
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.to_string()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.to_string()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Number(format!("{value:?}")))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(Value::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(value) = values.next_element_seed(self)? {
            list.push(value);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut map = Vec::new();
        while let Some(key) = entries.next_key::<String>()? {
            map.push((key, entries.next_value_seed(self)?));
        }
        Ok(Value::Map(map))
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn values_keep_their_order_and_their_doubles() {
        let value = read("{\"b\": 1.50, \"a\": [true, null], \"b\": \"\\ud83d\\ude00\"}", 10);
        assert_eq!(value.unwrap().to_line(), "{\"a\": [true, null], \"b\": 1.5, \"b\": \"😀\"}");
    }

    #[test]
    fn what_is_no_json_or_too_much_is_an_error() {
        assert!(read("{\"a\": 1} x", 10).unwrap_err().contains("line 1"));
        assert!(read(&"[".repeat(100_000), 1_000_000).is_err());
        assert!(read("[1, 2, 3]", 3).unwrap_err().contains("too many"));
    }
}
