//! From arguments to exit code.

use std::process::ExitCode;

use clap::Parser;

use super::arguments::Arguments;
use super::arguments::Command;
use super::commands;
use super::exit_code::ExitStatus;
use super::failure::Failure;
use super::output;
use super::output::Colour;
use super::progress::Bar;
use super::surroundings::current_folder;
use super::surroundings::surroundings;
use crate::document::is_guarded;
use crate::project::Project;
use crate::report::terminal::Screen;

/// Where a command works and how its output looks.
pub(super) struct Session {
    /// The folder that relative paths start from.
    pub(super) folder: std::path::PathBuf,
    /// When colour is used.
    pub(super) colour: Colour,
    /// Whether long output on a terminal goes through a pager.
    pub(super) is_paged: bool,
}

impl Session {
    /// Opens the project that holds the session's folder.
    pub(super) fn project(&self) -> Result<Project, Failure> {
        Ok(Project::open(&self.folder, surroundings()?)?.telling(Box::new(Bar::default())))
    }

    /// The screen on standard output.
    pub(super) fn screen(&self) -> Screen {
        output::screen(self.colour)
    }
}

/// Runs the command that was typed.
#[must_use]
pub fn main() -> ExitCode {
    stay_silent_in_parsers();
    let arguments = Arguments::parse();
    let colour = arguments.color;
    let status = run(arguments).unwrap_or_else(|failure| {
        output::tell(failure.problem().as_slice(), colour);
        failure.status()
    });
    status.into()
}

/// A parser of a format that panics on a hostile file is caught, and the file's record says that it
/// could not be read; the panic itself is nothing to tell.
fn stay_silent_in_parsers() {
    let told = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !is_guarded() {
            told(panic);
        }
    }));
}

fn run(arguments: Arguments) -> Result<ExitStatus, Failure> {
    let here = current_folder()?;
    let folder = arguments.folder.map_or(here.clone(), |folder| here.join(folder));
    let session = Session { folder, colour: arguments.color, is_paged: !arguments.no_pager };
    match arguments.command {
        Command::Init(args) => commands::init::run(&session, &args),
        Command::Add(args) => commands::add::run(&session, &args),
        Command::Fetch(args) => commands::fetch::run(&session, &args),
        Command::Snapshot(args) => commands::snapshot::run(&session, &args),
        Command::Status(args) => commands::status::run(&session, args),
        Command::Inspect(args) => commands::inspect::run(&session, &args),
        Command::Log(args) => commands::log::run(&session, &args),
        Command::Show(args) => commands::show::run(&session, &args),
        Command::Readiness(args) => commands::readiness::run(&session, &args),
        Command::Awaiting(args) => commands::awaiting::run(&session, args),
        Command::Set(args) => commands::set::run(&session, &args),
        Command::Identity(args) => commands::identity::run(&session, &args),
        Command::Blame(args) => commands::blame::run(&session, &args),
        Command::Diff(args) => commands::diff::run(&session, &args),
        Command::GitDiff(args) => commands::git_diff::diff(&session, &args),
        Command::GitText(args) => commands::git_diff::text(&session, &args),
        Command::Review(args) => commands::review::run(&session, &args),
        Command::Locate(args) => commands::locate::run(&session, &args),
        Command::Audit(args) => commands::audit::run(&session, &args),
        Command::Cite(args) => commands::cite::run(&session, &args),
        Command::Import(args) => commands::import::run(&session, &args),
        Command::Why(args) => commands::why::run(&session, &args),
        Command::Impact(args) => commands::impact::run(&session, &args),
        Command::Coverage(args) => commands::coverage::run(&session, &args),
        Command::Withhold(args) => commands::withhold::run(&session, &args),
        Command::Export(args) => commands::export::run(&session, &args),
        Command::Verify(args) => commands::verify::run(&session, args),
    }
}
