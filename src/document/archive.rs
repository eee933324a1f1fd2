//! Reading ZIP archives under limits, for the formats that are ones (DOCX, ODT, EPUB).

use std::collections::BTreeMap;
use std::io::Cursor;
use std::io::Read;

use zip::ZipArchive;

use super::limitation::Limitation;
use super::limitation::LimitationKind;
use super::limits::Limits;

/// An archive whose parts are read one by one, all together no more than the limits allow; nothing
/// is written anywhere.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Entries by name: lower case, slashes forward, since packages name their parts without
    /// regard to case (ECMA-376-2, 6.2.2).
    entries: BTreeMap<String, usize>,
    left_bytes: u64,
}

impl<'a> Archive<'a> {
    /// Opens an archive by the directory at its end.
    ///
    /// # Errors
    /// A limitation when there is no readable directory or it names more parts than allowed.
    pub(super) fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, Limitation> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| {
            damaged(format!("its ZIP archive cannot be read ({error}), so its text is missing"))
        })?;
        if zip.len() > limits.parts {
            return Err(Limitation::new(
                LimitationKind::TooLarge,
                format!("its archive has {} parts, more than are read", zip.len()),
            ));
        }
        let name_of = |index| zip.name_for_index(index).and_then(Result::ok);
        let entries =
            (0..zip.len()).filter_map(|index| Some((normal(&name_of(index)?), index))).collect();
        Ok(Self { zip, entries, left_bytes: limits.unpacked_bytes as u64 })
    }

    /// Whether there is a part of that name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.contains_key(&normal(name))
    }

    /// The bytes of a part; `None` when there is none of that name.
    ///
    /// # Errors
    /// A limitation when the part is damaged, encrypted or larger than what is left.
    pub(super) fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, Limitation> {
        let Some(&index) = self.entries.get(&normal(name)) else { return Ok(None) };
        let broken = |error: &dyn std::fmt::Display| {
            damaged(format!("its part {name} cannot be unpacked ({error})"))
        };
        let entry = self.zip.by_index(index).map_err(|error| broken(&error))?;
        let mut bytes = Vec::new();
        let outcome = entry.take(self.left_bytes.saturating_add(1)).read_to_end(&mut bytes);
        if bytes.len() as u64 > self.left_bytes {
            self.left_bytes = 0;
            return Err(Limitation::new(
                LimitationKind::TooLarge,
                format!("its part {name} unpacks to more than is read"),
            ));
        }
        self.left_bytes -= bytes.len() as u64;
        outcome.map_err(|error| broken(&error))?;
        Ok(Some(bytes))
    }
}

fn damaged(detail: String) -> Limitation {
    Limitation::new(LimitationKind::Damaged, detail)
}

fn normal(name: &str) -> String {
    name.trim_start_matches('/').replace('\\', "/").to_lowercase()
}
