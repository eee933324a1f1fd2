//! Long output on a terminal goes through a pager, as git's does.

use std::io;
use std::io::BufWriter;
use std::io::IsTerminal;
use std::io::Write;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;

use super::surroundings::pager_variables;

/// The pager when nothing names one.
const DEFAULT: &str = "less";

/// How `less` is asked to behave unless `LESS` says so: leave at once when all fits on a screen,
/// pass colours, and stay on the screen.
const LESS: &str = "FRX";

/// Where long output goes: to a pager, or to standard output.
pub(super) struct Destination {
    // Before the pager, so that the pipe is closed when the pager is waited for.
    out: BufWriter<Box<dyn Write>>,
    _pager: Pager,
}

/// A pager that may run; whoever lets go of it waits until the reader has left it.
struct Pager(Option<Child>);

impl Drop for Pager {
    fn drop(&mut self) {
        if let Some(pager) = &mut self.0 {
            // Nobody is left to tell when it cannot be waited for.
            drop(pager.wait());
        }
    }
}

impl Destination {
    /// The user's pager when standard output is a terminal and `is_paged`; a pager that does not
    /// start is gone without.
    pub(super) fn open(is_paged: bool) -> Self {
        let wanted = (is_paged && io::stdout().is_terminal()).then(|| command(&pager_variables()));
        let started = wanted.flatten().and_then(|command| start(&command));
        match started {
            Some((pager, pipe)) => {
                Self { out: BufWriter::new(Box::new(pipe)), _pager: Pager(Some(pager)) }
            }
            None => {
                Self { out: BufWriter::new(Box::new(io::stdout().lock())), _pager: Pager(None) }
            }
        }
    }

    /// Where to write.
    pub(super) fn out(&mut self) -> &mut dyn Write {
        &mut self.out
    }

    /// Writes what is left, and waits until the reader has left the pager.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn start(command: &str) -> Option<(Child, impl Write + use<>)> {
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(command).stdin(Stdio::piped());
    if pager_variables().less.is_none() {
        shell.env("LESS", LESS);
    }
    let mut child = shell.spawn().ok()?;
    let pipe = child.stdin.take()?;
    Some((child, pipe))
}

/// The variables that name a pager.
#[derive(Debug, Clone, Default)]
pub(super) struct PagerVariables {
    /// `PROVENANCE_PAGER`, then `GIT_PAGER`, then `PAGER`.
    pub(super) pagers: [Option<String>; 3],
    /// `LESS`.
    pub(super) less: Option<String>,
}

/// The command that the variables name; none when it is empty or `cat`.
fn command(variables: &PagerVariables) -> Option<String> {
    let named = variables.pagers.iter().flatten().next();
    let command = named.map_or(DEFAULT, |named| named.trim());
    (!command.is_empty() && command != "cat").then(|| command.to_owned())
}

#[cfg(test)]
mod tests {
    use super::PagerVariables;
    use super::command;

    fn named(pagers: [Option<&str>; 3]) -> Option<String> {
        let pagers = pagers.map(|pager| pager.map(str::to_owned));
        command(&PagerVariables { pagers, less: None })
    }

    #[test]
    fn the_most_special_variable_names_the_pager() {
        assert_eq!(named([None, None, None]).as_deref(), Some("less"));
        assert_eq!(named([None, Some("delta"), Some("more")]).as_deref(), Some("delta"));
        assert_eq!(named([Some("less -S"), Some("delta"), None]).as_deref(), Some("less -S"));
    }

    #[test]
    fn an_empty_name_or_cat_means_no_pager() {
        assert_eq!(named([Some(""), Some("delta"), None]), None);
        assert_eq!(named([None, None, Some("cat")]), None);
    }
}
