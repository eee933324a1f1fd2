//! What a clone is set to: its own configuration and where its hooks lie.

use std::path::PathBuf;

use super::error::GitError;
use super::repository::Repository;

impl Repository {
    /// A value of this clone's own configuration.
    #[must_use]
    pub fn local_setting(&self, key: &str) -> Option<String> {
        let config = self.inner.config().ok()?.open_level(git2::ConfigLevel::Local).ok()?;
        config.get_string(key).ok()
    }

    /// Sets a value in this clone's own configuration.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn set_local(&self, key: &str, value: &str) -> Result<(), GitError> {
        let failed = |error: git2::Error| GitError::Other {
            what: "write its configuration",
            message: error.message().to_owned(),
        };
        let config = self.inner.config().map_err(failed)?;
        let mut local = config.open_level(git2::ConfigLevel::Local).map_err(failed)?;
        local.set_str(key, value).map_err(failed)
    }

    /// Whether the settings ask git for no colour in a diff, even on a terminal.
    #[must_use]
    pub fn refuses_colour(&self) -> bool {
        let config = self.inner.config().and_then(|mut config| config.snapshot());
        let Ok(config) = config else { return false };
        let set = config.get_str("color.diff").or_else(|_unset| config.get_str("color.ui"));
        set.is_ok_and(|set| matches!(set, "never" | "false" | "no" | "off" | "0"))
    }

    /// Where git looks for hooks.
    #[must_use]
    pub fn hooks_folder(&self) -> PathBuf {
        let config = self.inner.config().ok();
        let set = config.and_then(|config| config.get_path("core.hooksPath").ok());
        match set {
            Some(path) => self.work_tree().unwrap_or(self.git_dir()).join(path),
            None => self.inner.commondir().join("hooks"),
        }
    }
}
