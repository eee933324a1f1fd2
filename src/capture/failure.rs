//! What the connection says went wrong, in the words of the tool.

use std::io;

use ureq::Error;
use ureq::Timeout;

use super::answer::AskError;
use super::resolver::OutOfReach;

/// What an answer has to keep to.
#[derive(Debug, Clone)]
pub(super) struct Limits {
    pub(super) host: String,
    pub(super) seconds: u64,
    pub(super) max_bytes: u64,
    pub(super) head_bytes: usize,
}

/// Why a request has no answer.
pub(super) fn explain(error: Error, limits: &Limits) -> AskError {
    let host = limits.host.clone();
    match error {
        Error::Timeout(phase) => too_slow(phase, limits),
        Error::HostNotFound => AskError::UnknownHost { host },
        Error::LargeResponseHeader(..) => AskError::Head { limit: limits.head_bytes },
        Error::Other(source) => match source.downcast::<OutOfReach>() {
            Ok(found) => AskError::OutOfReach { host: found.host, number: found.number },
            Err(source) => AskError::Connection { host, source },
        },
        Error::Io(source) => explain_io(source, limits),
        other => AskError::Connection { host, source: Box::new(other) },
    }
}

/// Why the head of an answer did not come; a library may hide its own error inside that of the
/// system.
fn explain_io(source: io::Error, limits: &Limits) -> AskError {
    let host = limits.host.clone();
    match source.downcast::<Error>() {
        Ok(Error::Timeout(phase)) => too_slow(phase, limits),
        Ok(other) => AskError::Connection { host, source: Box::new(other) },
        // What the system says when a name has no number.
        Err(source) if source.to_string().contains("lookup address") => {
            AskError::UnknownHost { host }
        }
        Err(source) => AskError::Connection { host, source: Box::new(source) },
    }
}

/// Why a body did not come to its end.
pub(super) fn explain_body(source: io::Error, received: u64, limits: &Limits) -> AskError {
    match source.downcast::<Error>() {
        Ok(Error::Timeout(phase)) => too_slow(phase, limits),
        Ok(_) | Err(_) => AskError::Cut { received },
    }
}

fn too_slow(phase: Timeout, limits: &Limits) -> AskError {
    let phase = match phase {
        Timeout::Resolve => "looking up its name",
        Timeout::Connect => "connecting",
        Timeout::SendRequest | Timeout::SendBody => "sending the request",
        Timeout::RecvResponse => "waiting for the answer",
        _ => "in all",
    };
    AskError::TooSlow { host: limits.host.clone(), seconds: limits.seconds, phase }
}
