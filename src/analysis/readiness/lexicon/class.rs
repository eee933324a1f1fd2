//! The classes of terms; each is a section of the word lists.

/// Declares an enum whose variants are the sections of a word list.
macro_rules! sections {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $section:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub(in crate::analysis::readiness) enum $name { $($variant),+ }

        impl $name {
            /// Every class, in the order of its index.
            pub(in crate::analysis::readiness) const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The class's section in the word list, which is also its feature's name.
            pub(in crate::analysis::readiness) const fn section(self) -> &'static str {
                match self { $(Self::$variant => $section),+ }
            }
        }
    };
}

sections! {
    /// What a word says of the document that it stands in.
    Class {
        Obligation = "obligation",
        Advice = "advice",
        Permission = "permission",
        Tech = "tech",
        Actor = "actor",
        Capability = "capability",
        Condition = "condition",
        Bound = "bound",
        Type = "type",
        Cell = "cell",
        Interface = "interface",
        Error = "error",
        Quality = "quality",
        Acceptance = "acceptance",
        Term = "term",
        Normative = "normative",
        Requirement = "requirement",
        Design = "design",
        Version = "version",
        Immature = "immature",
        Vague = "vague",
        Escape = "escape",
        Speech = "speech",
        First = "first",
        We = "we",
        You = "you",
        They = "they",
        Nation = "nation",
        Economy = "economy",
        Legal = "legal",
        Meeting = "meeting",
        Tutorial = "tutorial",
        Newsletter = "newsletter",
        Changelog = "changelog",
        Recipe = "recipe",
        Policy = "policy",
        Month = "month",
        Narrative = "narrative",
    }
}

sections! {
    /// What a heading opens.
    Family {
        Scope = "scope",
        Terms = "terms",
        Actors = "actors",
        Functional = "functional",
        Interface = "interface",
        Data = "data",
        Quality = "quality",
        Acceptance = "acceptance",
        Errors = "errors",
        Version = "version",
        Rationale = "rationale",
        Tutorial = "tutorial",
        Meeting = "meeting",
        Legal = "legal",
        Document = "document",
        OtherDocument = "other-document",
    }
}

impl Class {
    /// Place in [`Self::ALL`].
    pub(in crate::analysis::readiness) const fn index(self) -> usize {
        self as usize
    }
}
