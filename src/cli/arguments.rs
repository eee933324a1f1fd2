//! What can be typed.

use std::path::PathBuf;

use clap::Parser;
use clap::Subcommand;

use super::commands::add::AddArgs;
use super::commands::audit::AuditArgs;
use super::commands::blame::BlameArgs;
use super::commands::cite::CiteArgs;
use super::commands::coverage::CoverageArgs;
use super::commands::diff::DiffArgs;
use super::commands::export::ExportArgs;
use super::commands::fetch::FetchArgs;
use super::commands::git_diff::GitDiffArgs;
use super::commands::git_diff::GitTextArgs;
use super::commands::identity::IdentityArgs;
use super::commands::impact::ImpactArgs;
use super::commands::import::ImportArgs;
use super::commands::init::InitArgs;
use super::commands::inspect::InspectArgs;
use super::commands::locate::LocateArgs;
use super::commands::log::LogArgs;
use super::commands::readiness::ReadinessArgs;
use super::commands::review::ReviewArgs;
use super::commands::set::SetArgs;
use super::commands::show::ShowArgs;
use super::commands::snapshot::SnapshotArgs;
use super::commands::why::WhyArgs;
use super::commands::withhold::WithholdArgs;
use super::output::Colour;
use super::output::Format;

/// Records where source documents came from, what changed in them, and what was built on them.
#[derive(Debug, Parser)]
#[command(name = "provenance", version, max_term_width = 100)]
pub(super) struct Arguments {
    /// Work as if started in this folder.
    #[arg(short = 'C', long, value_name = "FOLDER", global = true)]
    pub(super) folder: Option<PathBuf>,

    /// When to use colour.
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    pub(super) color: Colour,

    /// Do not show long output in a pager.
    #[arg(long, global = true)]
    pub(super) no_pager: bool,

    #[command(subcommand)]
    pub(super) command: Command,
}

/// How the result of a reading command is written.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(super) struct FormatArgs {
    /// How the result is written.
    #[arg(long, value_name = "FORMAT", default_value = "terminal")]
    pub(super) format: Format,
}

/// One command.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make this folder a project: provenance.toml, .gitattributes, seeds/
    Init(InitArgs),
    /// Bring documents in, from files, addresses or a web archive, with the facts of how they came
    Add(AddArgs),
    /// Ask recorded addresses again, and record what is another document now
    Fetch(FetchArgs),
    /// Record every seed that is new, replaced, moved, removed or returned
    Snapshot(SnapshotArgs),
    /// Show what a snapshot would record, and the state of every seed
    Status(FormatArgs),
    /// Derive origin, noise and readiness of any file or folder, without a store
    Inspect(InspectArgs),
    /// Show the history of one seed, or of all
    Log(LogArgs),
    /// Show one version: its claims, noise, readiness and text
    Show(ShowArgs),
    /// Say how much of a system specification seeds or files are, and what is missing
    Readiness(ReadinessArgs),
    /// Show what there is of the systems that the team waits for a specification of
    Awaiting(FormatArgs),
    /// Record a person's value for a field of a version's origin
    Set(SetArgs),
    /// Record that two ids are one seed
    Identity(IdentityArgs),
    /// Show which version introduced each sentence
    Blame(BlameArgs),
    /// Show what changed, word by word
    Diff(DiffArgs),
    /// What git calls for `git diff`, once `init --git-diff` has set it up
    #[command(hide = true)]
    GitDiff(GitDiffArgs),
    /// What git calls for `git log -p` and `git show`: one sentence a line
    #[command(hide = true)]
    GitText(GitTextArgs),
    /// Show all that changed about seeds between two revisions, as for a pull request
    Review(ReviewArgs),
    /// Say where a quoted passage stands in another version, and what became of it
    Locate(LocateArgs),
    /// Say what became of every passage that decisions and code cite
    Audit(AuditArgs),
    /// Write the lines that cite a passage, with the version pinned
    Cite(CiteArgs),
    /// Write citations of the passages that Web Annotations or a Doorstop item name
    Import(ImportArgs),
    /// Say which passages a decision or a line of code rests on
    Why(WhyArgs),
    /// Say which citations a replacement of a seed touches
    Impact(ImpactArgs),
    /// Say which requirement sentences of a seed nobody cites
    Coverage(CoverageArgs),
    /// Take a version's content out of the store for good, while its digest stays
    Withhold(WithholdArgs),
    /// Write captured versions as a web archive
    Export(ExportArgs),
    /// Recompute everything that is recorded, and tell what is not as it was
    Verify(FormatArgs),
}
