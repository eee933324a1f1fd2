//! Any view as JSON.
//!
//! The text of a document may hold control and bidirectional characters; JSON that is read on a
//! terminal must not let them act. They are written as `\u` escapes, which parse back to the same
//! text.

use std::io;
use std::io::Write;

use serde::Serialize;

use super::visible::acts;

/// Writes a view over many lines, for people and for single results.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_json<T: Serialize>(view: &T, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(Escaping(&mut *out), view)?;
    writeln!(out)
}

/// Writes a view in one line, for many results one after the other (JSON Lines).
///
/// # Errors
/// When `out` cannot be written.
pub fn write_json_line<T: Serialize>(view: &T, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(Escaping(&mut *out), view)?;
    writeln!(out)
}

/// Escapes what would act on a terminal. JSON comes in pieces that end between characters.
struct Escaping<'a>(&'a mut dyn Write);

impl Write for Escaping<'_> {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        let mut rest = std::str::from_utf8(piece).map_err(io::Error::other)?;
        // Outside of strings JSON has no control characters but line feeds; inside it has none.
        let acting = |character: char| character != '\n' && acts(character);
        while let Some(at) = rest.find(acting) {
            let (before, from) = rest.split_at(at);
            self.0.write_all(before.as_bytes())?;
            let mut characters = from.chars();
            let mut units = [0_u16; 2];
            for unit in characters.next().unwrap_or_default().encode_utf16(&mut units) {
                write!(self.0, "\\u{unit:04x}")?;
            }
            rest = characters.as_str();
        }
        self.0.write_all(rest.as_bytes())?;
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::any;
    use proptest::proptest;

    use super::write_json_line;
    use crate::report::visible::acts;

    proptest! {
        #[test]
        fn json_parses_back_to_the_same_text_and_nothing_in_it_acts(text in any::<String>()) {
            let mut out = Vec::new();
            write_json_line(&text, &mut out).unwrap();
            let json = String::from_utf8(out).unwrap();
            assert!(!json.trim_end().chars().any(acts));
            assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
    }
}
