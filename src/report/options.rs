//! What of a diff is shown.

use std::collections::BTreeSet;

use crate::diff::Significance;
use crate::view::ChangeView;

/// How much unchanged text stands around a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context {
    /// A few words on each side, inside the paragraph.
    Words,
    /// The whole paragraph (block), and this many on each side.
    Blocks(usize),
}

/// What becomes of changes inside noise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoiseMode {
    /// They are counted.
    Fold,
    /// They are shown like the others, with the rule that called them noise.
    Show,
    /// They are counted in the summary alone.
    Hide,
}

/// What of a diff is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiffOptions {
    /// How much unchanged text stands around a change.
    pub context: Context,
    /// Shows only changes with one of these classes; all when empty.
    pub only: BTreeSet<Significance>,
    /// What becomes of changes inside noise.
    pub noise: NoiseMode,
}

impl Default for DiffOptions {
    fn default() -> Self {
        Self { context: Context::Words, only: BTreeSet::new(), noise: NoiseMode::Fold }
    }
}

impl DiffOptions {
    /// The same for the changes that are folded as noise, when they are.
    #[must_use]
    pub(super) fn for_folded_noise(&self) -> Option<Self> {
        let only = BTreeSet::from([Significance::Noise]);
        let noise = Self { context: self.context, only, noise: NoiseMode::Show };
        (self.noise == NoiseMode::Fold).then_some(noise)
    }

    /// Whether a change is shown.
    #[must_use]
    pub fn shows(&self, change: &ChangeView<'_>) -> bool {
        if change.noise {
            return self.noise == NoiseMode::Show;
        }
        self.only.is_empty() || change.significance.iter().any(|class| self.only.contains(class))
    }
}
