//! What the models look at, by name.

/// Declares the features once, with their names for the trainer.
macro_rules! features {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        /// One thing that speaks for or against a candidate.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(in crate::analysis::origin) enum Feature { $($(#[$doc])* $name),* }

        impl Feature {
            /// The names, in the order of the features.
            pub(super) const NAMES: &'static [&'static str] = &[$(stringify!($name)),*];
        }
    };
}

features! {
    // Shares, between 0 and 1, counted by `SHARES`: terms of a line that the prose knows, near or
    // far; dates beside a date; how often a name stands in the furniture and in domains.
    OverlapShare, OverlapWords, LocalShare, LocalWords, CountMean, NeighbourDates, FurnitureCount, DomainCount,
    /// Always 1.
    Bias,
    // The line: what kind it is, how wide, how many words, how it ends, what it holds.
    IsBullet, IsNoise, IsProse, IsFirstLine, IsShouted, IsLower,
    WidthTo15, WidthTo25, WidthTo40, WidthTo70, WidthTo110, WidthTo160, WidthOver160,
    OneWord, TwoWords, ManyWords,
    EndsSentence, EndsQuestion, EndsColon, EndsCut, HasSeparator,
    HasDate, HasCue, HasFurniture, HasCopyright, HasDigit,
    OverlapBest, IsCaption, IsNumbered,
    // A title's line against the prose: topical lines share its terms.
    FirstTopical, NextTopical, NoOverlap, TopicalMeta, TopicalShort, TopicalLong, StandsAlone, NextLonger, HasArrow, HasQuote, FirstTopicalOnPage, TopicalHeading,
    // How many lines a title stands before or behind the day of publication.
    DaySame, DayAfter1, DayAfter3, DayAfter8, DayAfter20, DayFar, DayBefore1, DayBefore4, DayBeforeFar,
    FirstNearDay, HeadingNearDay,
    // A publisher's name: pairs of signs that count for more together.
    RightsMany, RightsDomain, ManyCues, WordsMany, PressMany, MetaBefore,
    // What stands around a line: dates, bylines, the same words again, the main text, prose.
    DateAfter8, CueAfter8, Repeats, RepeatsMany, IsExtended,
    BodyAfter1, BodyAfter3, BodyAfter6, BodyAfter12, BodyAfter30, BodyAfterFar, InBody, BehindBody,
    ProseAfter1, ProseAfter2, ProseAfter4, ProseAfter8,
    DateAfter1, DateAfter3, DateBefore, CueAfter1, CueAfter3,
    PreviousShort, PreviousBullet, NextBullet, NextShort,
    // How many lines a day or a name stands behind or before the title.
    TitleSame, TitleAfter1, TitleAfter3, TitleAfter8, TitleAfter20, TitleAfterFar,
    TitleBefore1, TitleBefore4, TitleBeforeFar, NoTitle,
    // A date: the words before it, how it is written, its place among the other dates.
    CuePublished, CueUpdated, CueOther, CueBefore, HasTime, IsWritten, IsIso,
    LineIsDate, LineIsMostlyDate, AtLineStart, AtLineEnd,
    FirstAfterTitle, FirstOnPage, SameDay, OnlyDay, OtherDateInLine, IsLatest, IsOldest,
    // A person's name: its shape, the words around it, where else it stands.
    NameWords2, NameWords3, NameWords1, HasFirstName, HasOrganisation, HasParticle, HasInitial,
    CueBy, CueLabel, CueWeak, RoleAfter, DateFollows, DatePrecedes, InTitle, NameRepeats, NameInBody,
    LineIsName, DateNear, MailNear,
    // A publisher's name: copyright lines, menus, the title's suffix, domains, initials.
    AfterCopyright, CopyrightLine, RightsLine, TitleSuffix, AboutCue, AppCue, DomainMatch,
    FurnitureCountMany, AddressInitials, HasLegalForm, LastLines, FirstLines,
    PressWord, AloneMany, AloneEdge, FirstAndLast,
}

/// How many features, the first ones, are shares; all others hold or do not.
const SHARES: usize = 8;

/// The values of all features for one candidate; most are 0.
#[derive(Debug, Clone, PartialEq)]
pub struct Features {
    shares: [f32; SHARES],
    /// One bit for each feature; those of the shares stay 0.
    flags: [u64; Feature::NAMES.len().div_ceil(BITS)],
}

const BITS: usize = 64;

impl Features {
    /// Only the bias.
    pub(in crate::analysis::origin) fn new() -> Self {
        let flags = [0; Feature::NAMES.len().div_ceil(BITS)];
        let mut features = Self { shares: [0.0; SHARES], flags };
        features.flag(Feature::Bias, true);
        features
    }

    /// Gives a share its value.
    pub(in crate::analysis::origin) fn set(&mut self, share: Feature, value: f32) {
        if let Some(slot) = self.shares.get_mut(share as usize) {
            *slot = value;
        }
    }

    /// Whether a feature holds.
    pub(in crate::analysis::origin) fn is_set(&self, feature: Feature) -> bool {
        let at = feature as usize;
        self.flags.get(at / BITS).is_some_and(|word| word >> (at % BITS) & 1 != 0)
    }

    /// Makes a feature hold, if `holds`.
    pub(in crate::analysis::origin) fn flag(&mut self, feature: Feature, holds: bool) {
        let at = feature as usize;
        if let Some(word) = self.flags.get_mut(at / BITS) {
            *word |= u64::from(holds) << (at % BITS);
        }
    }

    /// Sets the first feature whose bound is not below `value`; beyond all bounds, `beyond`.
    pub(in crate::analysis::origin) fn bin(
        &mut self,
        value: usize,
        bins: &[(usize, Feature)],
        beyond: Option<Feature>,
    ) {
        let found = bins.iter().find(|(bound, _)| value <= *bound).map(|(_, feature)| *feature);
        if let Some(feature) = found.or(beyond) {
            self.flag(feature, true);
        }
    }

    /// Takes over every feature that is larger in `other`.
    pub(in crate::analysis::origin) fn join(&mut self, other: &Self) {
        for (mine, theirs) in self.shares.iter_mut().zip(&other.shares) {
            *mine = mine.max(*theirs);
        }
        for (mine, theirs) in self.flags.iter_mut().zip(&other.flags) {
            *mine |= theirs;
        }
    }

    /// The features that are not 0 with their values, in the order of [`names`].
    pub fn values(&self) -> impl Iterator<Item = (usize, f32)> + '_ {
        let shares = self.shares.iter().copied().enumerate().filter(|(_, value)| *value != 0.0);
        let flags = self.flags.iter().zip((0..).step_by(BITS)).flat_map(|(word, first)| {
            let rests =
                std::iter::successors(Some(*word), |rest| Some(rest & rest.wrapping_sub(1)));
            let rests = rests.take(word.count_ones() as usize);
            rests.map(move |rest| (first + rest.trailing_zeros() as usize, 1.0))
        });
        shares.chain(flags)
    }
}

/// The names of the features, as the trainer prints them.
#[must_use]
pub const fn names() -> &'static [&'static str] {
    Feature::NAMES
}
