//! What came back of a request, and why nothing did.

use std::net::IpAddr;

use super::address::Address;
use super::address::AddressError;
use super::coding::CodingError;
use super::facts::Hop;
use super::facts::WebCapture;

/// What makes a request conditional: the server answers only when the document is another one than
/// that with these marks (RFC 9110, 13).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// `ETag` of the document that is known.
    pub etag: Option<String>,
    /// `Last-Modified` of the document that is known.
    pub last_modified: Option<String>,
}

/// What came back of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// A document.
    Document(Box<Response>),
    /// The document that was known is still the one.
    Unchanged {
        /// The status: 304, or that of an answer with the same bytes.
        status: u16,
        /// Every redirect on the way.
        hops: Vec<Hop>,
    },
    /// There is no document any more (404, 410).
    Gone {
        /// The status.
        status: u16,
        /// Every redirect on the way.
        hops: Vec<Hop>,
    },
    /// The server does not give it to us.
    Refused(Refusal),
}

/// A document that a server sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// The document's bytes, decoded.
    pub body: Vec<u8>,
    /// How it came.
    pub facts: WebCapture,
}

/// A server that does not give a document to us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The status: 401, 402, 403, 407, 429, 451 or 503.
    pub status: u16,
    /// For how many seconds it asks us to stay away.
    pub retry_after: Option<u64>,
}

/// Why there is no answer that can be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AskError {
    /// The host resolves to a number that only this machine or its network can see.
    #[error("{}, which only this machine or its network can see", named(.host, *.number))]
    OutOfReach {
        /// The host.
        host: String,
        /// Its number.
        number: IpAddr,
    },
    /// Nobody knows the host's name.
    #[error("the host {host} is not known")]
    UnknownHost {
        /// The host.
        host: String,
    },
    /// The server cannot be reached, or the connection broke before an answer was there.
    #[error("no answer from {host}")]
    Connection {
        /// The host.
        host: String,
        /// What the connection says.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// It took too long.
    #[error("{host} took longer than {seconds} s ({phase})")]
    TooSlow {
        /// The host.
        host: String,
        /// The limit.
        seconds: u64,
        /// What it was about to do.
        phase: &'static str,
    },
    /// The redirects lead in a circle, or there are too many.
    #[error("{} redirects, the last one to {last}", .hops)]
    Redirects {
        /// How many.
        hops: usize,
        /// Where the last one leads.
        last: Address,
    },
    /// A redirect leads to no address that can be asked.
    #[error("the redirect to {to:?} cannot be followed")]
    Redirect {
        /// Where it leads.
        to: String,
        /// Why not.
        #[source]
        source: AddressError,
    },
    /// A redirect leads from `https` to `http`, where anybody on the way can change the document.
    #[error("the redirect from https: to {to} is not followed")]
    Downgrade {
        /// Where it leads.
        to: Address,
    },
    /// A status that is no answer to the question.
    #[error("the server answered with status {status}")]
    Status {
        /// The status.
        status: u16,
    },
    /// The head of the answer is larger than a head should be.
    #[error("the head of the answer is larger than {limit} bytes")]
    Head {
        /// The limit.
        limit: usize,
    },
    /// The connection ended before the body did.
    #[error("the body was cut after {received} bytes")]
    Cut {
        /// How many bytes came.
        received: u64,
    },
    /// The body is larger than it may be.
    #[error("the document is larger than {limit} bytes")]
    TooLarge {
        /// The limit.
        limit: u64,
    },
    /// The body cannot be decoded.
    #[error("the body cannot be decoded")]
    Coding(#[source] CodingError),
}

/// A host with its number, once when it is no more than that.
fn named(host: &str, number: IpAddr) -> String {
    match host.parse() == Ok(number) {
        true => format!("the address is at {number}"),
        false => format!("{host} is at {number}"),
    }
}

impl AskError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::OutOfReach { host, .. } => {
                return format!("add `--allow-host {host}` if it is meant");
            }
            Self::UnknownHost { .. } => "check the address, and whether the network is there",
            Self::Connection { .. } => "ask again later, or open the address in a browser",
            Self::TooSlow { .. } => "ask again later, or give it more time with `--timeout`",
            Self::Redirects { .. } | Self::Redirect { .. } => {
                "open the address in a browser and add the one where it ends"
            }
            Self::Downgrade { .. } => "name the http: address itself if it is meant",
            Self::Status { .. } => "ask again later, or open the address in a browser",
            Self::Head { .. } => "save the document with a browser and add the file",
            Self::Cut { .. } => "nothing was recorded; ask again",
            Self::TooLarge { .. } => "raise `--max-bytes` if it is meant",
            Self::Coding(_) => "save the document with a browser and add the file",
        }
        .to_owned()
    }
}
