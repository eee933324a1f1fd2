//! `provenance git-diff` and `provenance git-text`: what git calls by itself.

use std::io;
use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use crate::cli::exit_code::ExitStatus;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::cli::run::Session;
use crate::git::Repository;
use crate::project::GitDiffRequest;
use crate::project::read_document;
use crate::report::terminal::write_git_diff;
use crate::report::write_sentences;

/// What git hands to an external diff.
#[derive(Debug, Args)]
pub(in crate::cli) struct GitDiffArgs {
    /// PATH OLD-FILE OLD-HEX OLD-MODE NEW-FILE NEW-HEX NEW-MODE [NEW-PATH REMARKS]
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, required = true)]
    arguments: Vec<String>,
}

/// What git hands to a text converter.
#[derive(Debug, Args)]
pub(in crate::cli) struct GitTextArgs {
    /// The file.
    file: PathBuf,
}

/// Shows one file of a `git diff`, word by word. Ends well whatever it finds: git stops at the
/// first external diff that does not.
pub(in crate::cli) fn diff(session: &Session, args: &GitDiffArgs) -> Result<ExitStatus, Failure> {
    let request = GitDiffRequest::parse(&args.arguments).ok_or_else(|| Failure::Usage {
        message: "these are not the arguments that git gives to an external diff".to_owned(),
        hint: "`provenance init --git-diff` sets it up; `provenance diff` compares two files"
            .to_owned(),
    })?;
    let (head, comparison) = request.compare(&session.folder);
    let refuses_colour = || {
        let repository = Repository::discover(&session.folder).ok().flatten();
        repository.is_some_and(|repository| repository.refuses_colour())
    };
    let screen = output::screen_below_git(session.colour, refuses_colour);
    let mut out = io::BufWriter::new(io::stdout().lock());
    let view = comparison.as_ref().map(crate::project::Comparison::view);
    write_git_diff(&head, view.as_ref(), &screen, &mut out)?;
    out.flush()?;
    Ok(ExitStatus::Fine)
}

/// Writes a document with one sentence a line, for `git log -p` and `git show`.
pub(in crate::cli) fn text(session: &Session, args: &GitTextArgs) -> Result<ExitStatus, Failure> {
    let (text, note) = read_document(&session.folder.join(&args.file))?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    for note in note {
        writeln!(out, "({note})")?;
    }
    write_sentences(&text, &mut out)?;
    out.flush()?;
    Ok(ExitStatus::Fine)
}
