//! Clock, environment and current directory: the only place that asks for them.
#![expect(clippy::disallowed_methods, reason = "this is where the outside enters")]

use std::path::PathBuf;

use jiff::Timestamp;

use super::failure::Failure;
use super::pager::PagerVariables;
use crate::project::Surroundings;

/// Fixes the time that is recorded, as RFC 3339: for tests and reproducible builds.
const NOW: &str = "PROVENANCE_NOW";

/// Fixes the width of the output in columns.
const COLUMNS: &str = "COLUMNS";

/// The time and person that are recorded.
pub(super) fn surroundings() -> Result<Surroundings, Failure> {
    let now = match std::env::var(NOW) {
        Ok(text) => text.parse().map_err(|_not_a_time| Failure::Usage {
            message: format!("{NOW} is not a time: {text:?}"),
            hint: "write it as 2026-11-22T09:14:00Z, or unset it".to_owned(),
        })?,
        Err(_) => Timestamp::now(),
    };
    // Whole seconds: what is shown is what is stored.
    let now = Timestamp::from_second(now.as_second()).unwrap_or(now);
    Ok(Surroundings { now, who: None })
}

/// The folder that relative paths start from.
pub(super) fn current_folder() -> Result<PathBuf, Failure> {
    std::env::current_dir().map_err(|error| Failure::Usage {
        message: format!("the current folder cannot be told: {error}"),
        hint: "change to a folder that exists".to_owned(),
    })
}

/// The file of certificates that the environment names, as for other programs that use TLS.
pub(super) fn authorities() -> Option<PathBuf> {
    std::env::var_os("SSL_CERT_FILE").filter(|path| !path.is_empty()).map(PathBuf::from)
}

/// The pager that the environment asks for.
pub(super) fn pager_variables() -> PagerVariables {
    let variable = |name: &str| std::env::var(name).ok();
    let pagers = ["PROVENANCE_PAGER", "GIT_PAGER", "PAGER"].map(variable);
    PagerVariables { pagers, less: variable("LESS") }
}

/// Whether git shows our output in a pager on a terminal, and nobody asked for no colour.
pub(super) fn is_paged_by_git() -> bool {
    let is_plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    !is_plain && std::env::var_os("GIT_PAGER_IN_USE").is_some_and(|value| value != "false")
}

/// How others can call this program: by its name where that is on the path, else by the whole
/// path, quoted for a shell.
pub(super) fn own_name() -> String {
    const NAME: &str = "provenance";
    let path = std::env::var_os("PATH").unwrap_or_default();
    if std::env::split_paths(&path).any(|folder| folder.join(NAME).is_file()) {
        return NAME.to_owned();
    }
    let own = std::env::current_exe().ok();
    let own = own.and_then(|own| own.into_os_string().into_string().ok());
    own.map_or_else(|| NAME.to_owned(), |own| format!("'{}'", own.replace('\'', "'\\''")))
}

/// The width that the environment asks for.
pub(super) fn columns() -> Option<usize> {
    std::env::var(COLUMNS).ok()?.parse().ok()
}
