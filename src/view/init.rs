//! `init`: what was set up.

use schemars::JsonSchema;
use serde::Serialize;

use super::time::SchemaVersion;

/// What `init` did to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FileAction {
    /// It was not there.
    Created,
    /// Lines were added; what was there stays.
    Extended,
    /// It said something else and says this now.
    Changed,
    /// It was right already.
    Unchanged,
    /// It says something else and was left alone.
    Kept,
}

impl FileAction {
    /// The word for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Extended => "extended",
            Self::Changed => "changed",
            Self::Unchanged => "unchanged",
            Self::Kept => "kept",
        }
    }
}

/// One file that `init` looked after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct InitFile {
    /// The path.
    pub path: String,
    /// What was done to it.
    pub action: FileAction,
    /// What it is for, or why it was left alone.
    pub note: String,
}

/// What `init` set up.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "provenance init")]
pub struct InitView {
    /// The version of this JSON.
    pub schema_version: SchemaVersion,
    /// The root of the project.
    pub root: String,
    /// Whether the root lies in a git repository.
    pub git: bool,
    /// The files, by path.
    pub files: Vec<InitFile>,
    /// What was set in this clone's own git configuration: the key as the path, the value as the
    /// note.
    pub settings: Vec<InitFile>,
    /// How to undo what was set up besides the project itself.
    pub undo: Vec<String>,
    /// What a person should know, such as why git is not used.
    pub notes: Vec<String>,
    /// Commands to go on with.
    pub next: Vec<String>,
}
