//! What the name and the flags of a font tell of its looks.

use crate::document::pdf::syntax::Dict;
use crate::document::pdf::syntax::File;

/// The looks of a font.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Style {
    pub(crate) is_bold: bool,
    pub(crate) is_italic: bool,
    /// Whether all characters are equally wide.
    pub(crate) is_fixed: bool,
}

/// Parts of the names of bold fonts, in lower case.
const BOLD: [&str; 10] =
    ["bold", "black", "heavy", "demi", "medi", "cmbx", "cmssbx", "sfbx", "ecbx", "cmb10"];

/// Parts of the names of slanted fonts.
const ITALIC: [&str; 7] = ["italic", "oblique", "slanted", "cmti", "cmsl", "sfti", "ecti"];

/// Parts of the names of fonts whose characters are equally wide.
const FIXED: [&str; 16] = [
    "courier",
    "mono",
    "consol",
    "typewriter",
    "cmtt",
    "cmsltt",
    "cmitt",
    "sftt",
    "ectt",
    "lmtt",
    "tctt",
    "inconsolata",
    "menlo",
    "monaco",
    "fixed",
    "lettergothic",
];

impl Style {
    /// The looks by name and font descriptor.
    pub(super) fn of(name: &str, descriptor: &Dict, file: &File<'_>) -> Self {
        let name = name.to_lowercase();
        let has = |parts: &[&str]| parts.iter().any(|part| name.contains(part));
        let flags = file.get(descriptor, "Flags").int().unwrap_or(0);
        let weight = file.get(descriptor, "FontWeight").number().unwrap_or(0.0);
        // ISO 32000-2, table 121: FixedPitch, Italic, ForceBold.
        Self {
            is_bold: has(&BOLD) || weight >= 600.0 || flags & (1 << 18) != 0,
            is_italic: has(&ITALIC) || flags & (1 << 6) != 0,
            is_fixed: has(&FIXED) || flags & 1 != 0,
        }
    }
}
