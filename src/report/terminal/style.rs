//! Named styles, and the one place where they become escape sequences.

/// What a stretch of text is; never how it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// Ordinary text.
    Plain,
    /// Headings, names, and the answer.
    Strong,
    /// What explains the answer.
    Dim,
    /// What came.
    Added,
    /// What went.
    Removed,
    /// A number of things that went.
    Fewer,
    /// What is at another place.
    Moved,
    /// What the scrape added.
    Noise,
    /// What a person must look at.
    Warning,
    /// What is broken.
    Error,
    /// What is sound.
    Good,
    /// A command to type.
    Command,
}

/// How styles look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Palette {
    /// No escape sequences at all.
    Plain,
    /// The terminal's own sixteen colours (ECMA-48 SGR), which people have set to suit dark or
    /// light.
    Ansi,
}

impl Palette {
    /// What stands around text of a style, where the style itself cannot be seen: for changed
    /// words the marks of GNU wdiff.
    pub(super) const fn marks(self, style: Style) -> (&'static str, &'static str) {
        match (self, style) {
            (Self::Plain, Style::Removed) => ("[-", "-]"),
            (Self::Plain, Style::Added) => ("{+", "+}"),
            (Self::Plain, Style::Noise) => ("⟦", "⟧"),
            _ => ("", ""),
        }
    }

    /// What parts old words from the new ones that touch them; marks part them already.
    pub(super) const fn gap(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Ansi => " ",
        }
    }

    /// What goes before text of a style; empty when nothing does.
    pub(super) const fn start(self, style: Style) -> &'static str {
        match (self, style) {
            (Self::Plain, _) | (Self::Ansi, Style::Plain) => "",
            (Self::Ansi, Style::Strong) => "\x1b[1m",
            (Self::Ansi, Style::Dim | Style::Noise) => "\x1b[2m",
            (Self::Ansi, Style::Added) => "\x1b[1;32m",
            (Self::Ansi, Style::Removed) => "\x1b[9;31m",
            (Self::Ansi, Style::Fewer) => "\x1b[31m",
            (Self::Ansi, Style::Moved) => "\x1b[35m",
            (Self::Ansi, Style::Warning) => "\x1b[33m",
            (Self::Ansi, Style::Error) => "\x1b[1;31m",
            (Self::Ansi, Style::Good) => "\x1b[32m",
            (Self::Ansi, Style::Command) => "\x1b[36m",
        }
    }

    /// What goes after text of a style.
    pub(super) const fn end(self, style: Style) -> &'static str {
        if self.start(style).is_empty() { "" } else { "\x1b[0m" }
    }
}
