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
    /// Always 1.
    Bias,
    IsBullet, IsNoise, IsProse, IsFirstLine, IsShouted, IsLower,
    WidthTo15, WidthTo25, WidthTo40, WidthTo70, WidthTo110, WidthTo160, WidthOver160,
    OneWord, TwoWords, ManyWords,
    EndsSentence, EndsQuestion, EndsColon, EndsCut, HasSeparator,
    HasDate, HasCue, HasFurniture, HasCopyright, HasDigit,
    OverlapShare, OverlapWords, OverlapBest,
    FirstTopical, NextTopical, LocalShare, LocalWords, CountMean, NoOverlap, TopicalMeta, TopicalShort, TopicalLong, StandsAlone, NextLonger, HasArrow, HasQuote, FirstTopicalOnPage, TopicalHeading,
    DaySame, DayAfter1, DayAfter3, DayAfter8, DayAfter20, DayFar, DayBefore1, DayBefore4, DayBeforeFar,
    FirstNearDay, HeadingNearDay,
    RightsMany, RightsDomain, ManyCues, WordsMany, PressMany, MetaBefore,
    DateAfter8, CueAfter8, Repeats, RepeatsMany, IsExtended,
    BodyAfter1, BodyAfter3, BodyAfter6, BodyAfter12, BodyAfter30, BodyAfterFar, InBody, BehindBody,
    ProseAfter1, ProseAfter2, ProseAfter4, ProseAfter8,
    DateAfter1, DateAfter3, DateBefore, CueAfter1, CueAfter3,
    PreviousShort, PreviousBullet, NextBullet, NextShort,
    TitleSame, TitleAfter1, TitleAfter3, TitleAfter8, TitleAfter20, TitleAfterFar,
    TitleBefore1, TitleBefore4, TitleBeforeFar, NoTitle,
    CuePublished, CueUpdated, CueOther, CueBefore, HasTime, IsWritten, IsIso,
    LineIsDate, LineIsMostlyDate, AtLineStart, AtLineEnd,
    FirstAfterTitle, FirstOnPage, NeighbourDates, SameDay, OnlyDay, OtherDateInLine, IsLatest, IsOldest,
    NameWords2, NameWords3, NameWords1, HasFirstName, HasOrganisation, HasParticle, HasInitial,
    CueBy, CueLabel, CueWeak, RoleAfter, DateFollows, DatePrecedes, InTitle, NameRepeats, NameInBody,
    LineIsName, DateNear, MailNear,
    AfterCopyright, CopyrightLine, RightsLine, TitleSuffix, AboutCue, AppCue, DomainMatch, DomainCount,
    FurnitureCount, FurnitureCountMany, AddressInitials, HasLegalForm, LastLines, FirstLines,
    PressWord,
}

/// The values of all features for one candidate; most are 0.
#[derive(Debug, Clone, PartialEq)]
pub struct Features(pub(super) [f32; Feature::NAMES.len()]);

impl Features {
    /// Only the bias.
    pub(in crate::analysis::origin) fn new() -> Self {
        let mut features = Self([0.0; Feature::NAMES.len()]);
        features.set(Feature::Bias, 1.0);
        features
    }

    /// Gives a feature its value.
    pub(in crate::analysis::origin) fn set(&mut self, feature: Feature, value: f32) {
        if let Some(slot) = self.0.get_mut(feature as usize) {
            *slot = value;
        }
    }

    /// Whether a feature is not 0.
    pub(in crate::analysis::origin) fn is_set(&self, feature: Feature) -> bool {
        self.0.get(feature as usize).is_some_and(|value| *value != 0.0)
    }

    /// Sets a feature to 1 when `holds`.
    pub(in crate::analysis::origin) fn flag(&mut self, feature: Feature, holds: bool) {
        if holds {
            self.set(feature, 1.0);
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
            self.set(feature, 1.0);
        }
    }

    /// Takes over every feature that is larger in `other`.
    pub(in crate::analysis::origin) fn join(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine = mine.max(*theirs);
        }
    }

    /// The values, in the order of [`names`].
    #[must_use]
    pub fn values(&self) -> &[f32] {
        &self.0
    }
}

/// The names of the features, as the trainer prints them.
#[must_use]
pub const fn names() -> &'static [&'static str] {
    Feature::NAMES
}
