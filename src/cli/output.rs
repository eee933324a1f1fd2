//! Where results go: standard output, as terminal text or JSON.

use std::io;
use std::io::IsTerminal;
use std::io::Write;

use anstream::AutoStream;
use anstream::ColorChoice;
use clap::ValueEnum;
use serde::Serialize;

use super::pager::Destination;
use super::surroundings::columns;
use super::surroundings::is_paged_by_git;
use crate::report::terminal::Palette;
use crate::report::terminal::Screen;
use crate::report::terminal::write_cite_notes;
use crate::report::terminal::write_problems;
use crate::report::write_json;
use crate::view::CiteView;
use crate::view::ProblemView;

/// How a result is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum Format {
    /// For people.
    #[default]
    Terminal,
    /// For programs; each has a schema under docs/schema/.
    Json,
}

/// When colour is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum Colour {
    /// On terminals, unless NO_COLOR says otherwise.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Columns where nothing says how many there are.
const DEFAULT_COLUMNS: usize = 80;

/// The most columns of a terminal that text is laid out for: longer lines are hard to read.
const MOST_COLUMNS: usize = 120;

/// A screen on standard output.
pub(super) fn screen(colour: Colour) -> Screen {
    screen_for(colour, AutoStream::choice(&io::stdout()), io::stdout().is_terminal())
}

/// A screen for output that git hands on: to its pager, which stands in for the terminal, or
/// where its own output goes.
pub(super) fn screen_below_git(colour: Colour, is_refused: impl Fn() -> bool) -> Screen {
    match colour {
        Colour::Auto if is_paged_by_git() && !is_refused() => screen(Colour::Always),
        colour => screen(colour),
    }
}

/// A screen on standard error.
fn error_screen(colour: Colour) -> Screen {
    screen_for(colour, AutoStream::choice(&io::stderr()), io::stderr().is_terminal())
}

fn screen_for(colour: Colour, automatic: ColorChoice, is_terminal: bool) -> Screen {
    let has_colour = match colour {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => matches!(automatic, ColorChoice::Always | ColorChoice::AlwaysAnsi),
    };
    let measured = || {
        let size = terminal_size::terminal_size().filter(|_| is_terminal);
        size.map(|(terminal_size::Width(width), _)| usize::from(width).min(MOST_COLUMNS))
    };
    let width = columns().or_else(measured).unwrap_or(DEFAULT_COLUMNS);
    Screen { width, palette: if has_colour { Palette::Ansi } else { Palette::Plain } }
}

/// Writes a result: as JSON, or with the writer for people.
pub(super) fn write<V: Serialize>(
    view: &V,
    format: Format,
    for_people: impl FnOnce(&V, &mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    match format {
        Format::Terminal => for_people(view, &mut out)?,
        Format::Json => write_json(view, &mut out)?,
    }
    out.flush()
}

/// Writes a result that may be long: as JSON, or with the writer for people, in a pager on a
/// terminal when `is_paged`.
pub(super) fn write_long<V: Serialize>(
    view: &V,
    format: Format,
    is_paged: bool,
    for_people: impl FnOnce(&V, &mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let mut destination = Destination::open(is_paged && format == Format::Terminal);
    match format {
        Format::Terminal => for_people(view, destination.out())?,
        Format::Json => write_json(view, destination.out())?,
    }
    destination.finish()
}

/// Tells problems on standard error.
pub(super) fn tell(problems: &[ProblemView], colour: Colour) {
    let mut out = io::stderr().lock();
    // There is nobody left to tell when this fails.
    drop(write_problems(problems, &error_screen(colour), &mut out));
}

/// Tells on standard error what speaks against a citation that was written, or why there is none.
pub(super) fn tell_of_cite(view: &CiteView, colour: Colour) {
    let mut out = io::stderr().lock();
    drop(write_cite_notes(view, &error_screen(colour), &mut out));
}
