//! `provenance identity`

use std::io;
use std::io::Write;

use clap::Args;

use crate::cli::exit_code::ExitStatus;
use crate::cli::failure::Failure;
use crate::cli::progress::Bar;
use crate::cli::run::Session;
use crate::id::SeedId;

/// What `identity` takes.
#[derive(Debug, Args)]
pub(in crate::cli) struct IdentityArgs {
    /// The id that is given up.
    seed: SeedId,

    /// The id that stands for both from now on.
    #[arg(long, value_name = "SEED")]
    same_as: SeedId,

    /// Why they are one seed.
    #[arg(long)]
    why: String,
}

/// Records that two ids are one seed.
pub(in crate::cli) fn run(session: &Session, args: &IdentityArgs) -> Result<ExitStatus, Failure> {
    let project = session.project()?;
    let path = project.identify(&args.seed, &args.same_as, &args.why, &Bar::default())?;
    writeln!(
        io::stdout(),
        "{} is {} from now on ({path})\nnext: provenance log {}",
        args.seed,
        args.same_as,
        args.same_as
    )?;
    Ok(ExitStatus::Fine)
}
