//! What ends a command: an error with its causes and what to do next.

use std::io;

use super::exit_code::ExitStatus;
use crate::project::ProjectError;
use crate::view::ProblemView;

/// Why a command ended early.
#[derive(Debug)]
pub(super) enum Failure {
    /// The reader of our output went away; that is no error.
    BrokenPipe,
    /// Output could not be written.
    Output(io::Error),
    /// The use case could not be carried out.
    Project(Box<ProjectError>),
    /// What was typed makes no sense together.
    Usage { message: String, hint: String },
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::BrokenPipe,
            _ => Self::Output(error),
        }
    }
}

impl From<ProjectError> for Failure {
    fn from(error: ProjectError) -> Self {
        Self::Project(Box::new(error))
    }
}

impl Failure {
    /// The exit code that follows.
    pub(super) fn status(&self) -> ExitStatus {
        match self {
            Self::BrokenPipe => ExitStatus::Fine,
            Self::Project(error) if error.is_breach() => ExitStatus::Broken,
            Self::Output(_) | Self::Project(_) | Self::Usage { .. } => ExitStatus::Failed,
        }
    }

    /// What people are told; nothing for a broken pipe.
    pub(super) fn problem(&self) -> Option<ProblemView> {
        match self {
            Self::BrokenPipe => None,
            Self::Output(error) => Some(ProblemView {
                message: "cannot write the output".to_owned(),
                causes: vec![error.to_string()],
                hint: None,
            }),
            Self::Project(error) => Some(ProblemView {
                message: error.to_string(),
                causes: causes(error.as_ref()),
                hint: error.hint(),
            }),
            Self::Usage { message, hint } => Some(ProblemView {
                message: message.clone(),
                causes: Vec::new(),
                hint: Some(hint.clone()),
            }),
        }
    }
}

fn causes(error: &dyn std::error::Error) -> Vec<String> {
    std::iter::successors(error.source(), |cause| cause.source()).map(ToString::to_string).collect()
}
