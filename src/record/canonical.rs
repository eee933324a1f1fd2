//! The canonical form: JSON on one line, keys sorted by byte, no white space, no floating-point
//! numbers, UTF-8, ended by a line feed.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::format::FormatError;
use super::writer::Writer;

/// Appends `value` to `out` as one canonical line.
pub(super) fn write_line<T: Serialize>(value: &T, out: &mut Vec<u8>) -> Result<(), FormatError> {
    value.serialize(Writer { out })?;
    out.push(b'\n');
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

/// Refuses a first line that a newer tool wrote, before anything else of it is understood; `newest`
/// is the newest version that such a file is read in.
pub(super) fn check_version(line: &[u8], newest: u32) -> Result<(), FormatError> {
    #[derive(serde::Deserialize)]
    struct Versioned {
        format: u32,
    }
    let versioned: Versioned =
        serde_json::from_slice(line).map_err(|source| FormatError::Line { line: 1, source })?;
    if versioned.format > newest {
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
