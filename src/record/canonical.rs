//! The canonical form: JSON on one line, keys sorted by byte, no white space, no floating-point
//! numbers, UTF-8, ended by a line feed.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::format::FORMAT_VERSION;
use super::format::FormatError;

/// Appends `value` to `out` as one canonical line.
pub(super) fn write_line<T: Serialize>(value: &T, out: &mut Vec<u8>) -> Result<(), FormatError> {
    let value = serde_json::to_value(value).map_err(FormatError::Unwritable)?;
    write_value(&value, out)?;
    out.push(b'\n');
    Ok(())
}

fn write_value(value: &Value, out: &mut Vec<u8>) -> Result<(), FormatError> {
    match value {
        Value::Number(number) if number.is_f64() => Err(FormatError::Float),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            serde_json::to_writer(out, value).map_err(FormatError::Unwritable)
        }
        Value::Array(items) => {
            out.push(b'[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                write_value(item, out)?;
            }
            out.push(b']');
            Ok(())
        }
        Value::Object(fields) => write_object(fields, out),
    }
}

fn write_object(
    fields: &serde_json::Map<String, Value>,
    out: &mut Vec<u8>,
) -> Result<(), FormatError> {
    let mut sorted: Vec<(&String, &Value)> = fields.iter().collect();
    sorted.sort_by_key(|(key, _)| key.as_bytes());
    out.push(b'{');
    for (index, (key, value)) in sorted.into_iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        serde_json::to_writer(&mut *out, key).map_err(FormatError::Unwritable)?;
        out.push(b':');
        write_value(value, out)?;
    }
    out.push(b'}');
    Ok(())
}

/// The lines of a stored file, numbered from 1, without their line feeds.
pub(super) fn lines(bytes: &[u8]) -> Result<Vec<(usize, &[u8])>, FormatError> {
    let Some(body) = bytes.strip_suffix(b"\n") else {
        return Err(match bytes {
            [] => FormatError::Empty,
            _ => FormatError::Cut { line: bytes.split(|byte| *byte == b'\n').count() },
        });
    };
    Ok(body
        .split(|byte| *byte == b'\n')
        .enumerate()
        .map(|(index, line)| (index + 1, line))
        .collect())
}

/// Reads one line, refusing unknown fields (by the type) and any other than the canonical form.
pub(super) fn read_line<T: Serialize + DeserializeOwned>(
    line: usize,
    bytes: &[u8],
) -> Result<T, FormatError> {
    let value: T =
        serde_json::from_slice(bytes).map_err(|source| FormatError::Line { line, source })?;
    let mut again = Vec::with_capacity(bytes.len() + 1);
    write_line(&value, &mut again)?;
    if again.strip_suffix(b"\n") == Some(bytes) {
        Ok(value)
    } else {
        Err(FormatError::NotCanonical { line })
    }
}

/// Refuses a first line that a newer tool wrote, before anything else of it is understood.
pub(super) fn check_version(line: &[u8]) -> Result<(), FormatError> {
    #[derive(serde::Deserialize)]
    struct Versioned {
        format: u32,
    }
    let versioned: Versioned =
        serde_json::from_slice(line).map_err(|source| FormatError::Line { line: 1, source })?;
    if versioned.format > FORMAT_VERSION {
        return Err(FormatError::Newer { found: versioned.format });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::write_line;

    #[test]
    fn keys_are_sorted_at_every_depth_and_floats_are_refused() {
        let mut out = Vec::new();
        write_line(&serde_json::json!({"b": {"d": 1, "c": "字"}, "a": [true]}), &mut out).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "{\"a\":[true],\"b\":{\"c\":\"字\",\"d\":1}}\n"
        );
        assert!(write_line(&0.5, &mut Vec::new()).is_err());
    }
}
