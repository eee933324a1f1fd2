//! `provenance init`

use clap::Args;

use crate::cli::arguments::FormatArgs;
use crate::cli::exit_code::ExitStatus;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::cli::run::Session;
use crate::cli::surroundings::own_name;
use crate::project::InitOptions;
use crate::project::init;
use crate::report::terminal::write_init;

/// What `init` takes.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag that can be typed")]
pub(in crate::cli) struct InitArgs {
    /// Have `git diff`, `git log -p` and `git show` show seeds by words and sentences.
    #[arg(long)]
    git_diff: bool,

    /// Stop commits whose seeds are not recorded.
    #[arg(long)]
    hook: bool,

    /// Write a workflow that reviews pull requests on GitHub.
    #[arg(long)]
    github: bool,

    /// Write a job that reviews merge requests on GitLab.
    #[arg(long)]
    gitlab: bool,

    #[command(flatten)]
    output: FormatArgs,
}

/// Makes the folder a project.
pub(in crate::cli) fn run(session: &Session, args: &InitArgs) -> Result<ExitStatus, Failure> {
    let options = InitOptions {
        has_git_diff: args.git_diff,
        has_hook: args.hook,
        has_github: args.github,
        has_gitlab: args.gitlab,
        program: own_name(),
    };
    let view = init(&session.folder, &options)?;
    let format = args.output.format;
    output::write(&view, format, |view, out| write_init(view, &session.screen(), out))?;
    Ok(ExitStatus::Fine)
}
