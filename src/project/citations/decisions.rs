//! Where decision records lie.

use std::fs;

use crate::project::open::Project;

/// Folders that the layouts of MADR, adr-tools and their like use, most usual first.
const USUAL: [&str; 10] = [
    "docs/decisions",
    "docs/adr",
    "doc/adr",
    "docs/adrs",
    "docs/ADR",
    "doc/decisions",
    "docs/architecture/decisions",
    "docs/architecture-decisions",
    "decisions",
    "adr",
];

/// The file in which adr-tools keeps its folder.
const ADR_DIR: &str = ".adr-dir";

impl Project {
    /// The folder of decision records: as it is set, as adr-tools keeps it, else the first usual one
    /// that is there, else the most usual one.
    pub(super) fn decision_folder(&self) -> String {
        if let Some(set) = self.config.citations.decisions.first() {
            return set.clone();
        }
        let kept = fs::read_to_string(self.root.join(ADR_DIR)).unwrap_or_default();
        let kept = kept.lines().next().unwrap_or_default().trim().trim_matches('/');
        let is_plain = !kept.is_empty() && !kept.split('/').any(|part| part == "..");
        if is_plain && self.root.join(kept).is_dir() {
            return kept.to_owned();
        }
        let there = USUAL.iter().find(|folder| self.root.join(folder).is_dir());
        there.or(USUAL.first()).map_or_else(String::new, |folder| (*folder).to_owned())
    }
}
