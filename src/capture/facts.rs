//! The facts of how a document came, as they are recorded with a version.

use jiff::Timestamp;
use serde::Deserialize;
use serde::Serialize;

use super::address::Address;
use crate::id::ContentId;

/// How a version's bytes came into the team's hands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Capture {
    /// A file that a person brought.
    File(FileCapture),
    /// An answer to a request.
    Web(Box<WebCapture>),
}

impl Capture {
    /// When it was brought or fetched.
    #[must_use]
    pub fn time(&self) -> Timestamp {
        match self {
            Self::File(file) => file.time,
            Self::Web(web) => web.time,
        }
    }

    /// The facts of an answer; none for a file.
    #[must_use]
    pub fn web(&self) -> Option<&WebCapture> {
        match self {
            Self::File(_) => None,
            Self::Web(web) => Some(web),
        }
    }
}

/// A file that a person brought; field order is the canonical key order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileCapture {
    /// When the file was last changed before, to the second, as its file system said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<Timestamp>,
    /// The name that it had; not where it lay, which is nobody else's business.
    pub name: String,
    /// When it was brought.
    pub time: Timestamp,
}

/// An answer to a request; field order is the canonical key order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WebCapture {
    /// The web archive that it was read from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archive: Option<Archived>,
    /// The codings that the body was sent in (`Content-Encoding`), as the header says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coding: Option<String>,
    /// `Content-Type`, as the header says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content_type: Option<String>,
    /// `ETag`, as the header says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// Every redirect on the way, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hops: Vec<Hop>,
    /// Whether the server said how long the body is; where it did not, a cut one cannot be told
    /// from a whole one.
    pub is_length_known: bool,
    /// `Last-Modified`, as the header says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
    /// `Memento-Datetime` (RFC 7089): when the web archive that answered had captured it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub memento_datetime: Option<String>,
    /// The digest of the body as it was sent, before it was decoded.
    pub response: ContentId,
    /// The status; none for a record of a web archive that is no answer of a server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// When it was asked; for what was read from a web archive, when that was captured.
    pub time: Timestamp,
    /// The address that was asked.
    pub url: Address,
}

impl WebCapture {
    /// The address that answered, after all redirects.
    #[must_use]
    pub fn final_url(&self) -> &Address {
        self.hops.last().map_or(&self.url, |hop| &hop.to)
    }
}

/// One redirect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hop {
    /// The status that sent us on: 301, 302, 303, 307 or 308.
    pub status: u16,
    /// Where to.
    pub to: Address,
}

impl Hop {
    /// Whether the old address is given up for good (RFC 9110, 15.4.2 and 15.4.9).
    #[must_use]
    pub const fn is_permanent(&self) -> bool {
        matches!(self.status, 301 | 308)
    }
}

/// Where in a web archive an answer lay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Archived {
    /// The archive file's name.
    pub file: String,
    /// `WARC-Record-ID`.
    pub record: String,
}

#[cfg(test)]
mod tests {
    use super::Address;
    use super::Capture;
    use super::Hop;
    use super::WebCapture;
    use crate::id::ContentId;

    #[test]
    fn the_stored_form_is_what_it_was() {
        let capture = Capture::Web(Box::new(WebCapture {
            archive: None,
            coding: Some("gzip".to_owned()),
            content_type: Some("text/html".to_owned()),
            etag: None,
            hops: vec![Hop { status: 301, to: Address::new("https://example.org/b").unwrap() }],
            is_length_known: true,
            last_modified: None,
            memento_datetime: None,
            response: ContentId::of(b""),
            status: Some(200),
            time: "2026-11-22T09:14:00Z".parse().unwrap(),
            url: Address::new("https://example.org/a").unwrap(),
        }));
        let stored = r#"{"web":{"coding":"gzip","content_type":"text/html","hops":[{"status":301,"to":"https://example.org/b"}],"is_length_known":true,"response":"af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262","status":200,"time":"2026-11-22T09:14:00Z","url":"https://example.org/a"}}"#;
        assert_eq!(serde_json::to_string(&capture).unwrap(), stored);
        assert_eq!(serde_json::from_str::<Capture>(stored).unwrap(), capture);
        assert_eq!(capture.web().unwrap().final_url().as_str(), "https://example.org/b");
    }

    #[test]
    fn an_address_with_a_secret_is_refused_in_a_record_too() {
        let hop = r#"{"status":302,"to":"https://a:b@example.org/"}"#;
        assert!(serde_json::from_str::<Hop>(hop).is_err());
        let other_form = r#"{"status":302,"to":"https://EXAMPLE.org/"}"#;
        assert!(serde_json::from_str::<Hop>(other_form).is_err());
    }
}
