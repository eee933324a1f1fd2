//! The head of an answer.

use jiff::Timestamp;

use super::address::Address;
use super::facts::Hop;
use super::facts::WebCapture;
use crate::id::ContentId;

/// The most characters of a header's value that are recorded.
const MOST_CHARACTERS: usize = 1024;

/// The fields of a head, in the order in which they came.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Fields(Vec<(String, String)>);

impl Fields {
    /// Adds a field; one whose value is no visible ASCII is left out.
    pub(super) fn push(&mut self, name: &str, value: &[u8]) {
        let is_plain = |byte: &u8| matches!(byte, b'\t' | b' '..=b'~');
        let value = value.trim_ascii();
        if let Some(text) = std::str::from_utf8(value).ok().filter(|_| value.iter().all(is_plain)) {
            self.0.push((name.to_ascii_lowercase(), text.to_owned()));
        }
    }

    /// The first value of a field.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let field = self.0.iter().find(|(other, _)| other.eq_ignore_ascii_case(name))?;
        Some(field.1.as_str()).filter(|value| !value.is_empty())
    }

    /// The value as it is recorded; one that is far too long is not.
    fn recorded(&self, name: &str) -> Option<String> {
        let value = self.get(name)?;
        (value.len() <= MOST_CHARACTERS).then(|| value.to_owned())
    }

    /// The codings of the body, in the order in which they were applied.
    pub(super) fn coding(&self) -> Option<&str> {
        self.get("content-encoding").filter(|coding| !coding.eq_ignore_ascii_case("identity"))
    }

    /// Whether the body is sent in chunks (RFC 9112, 7.1).
    pub(super) fn is_chunked(&self) -> bool {
        self.get("transfer-encoding")
            .is_some_and(|coding| coding.to_ascii_lowercase().ends_with("chunked"))
    }

    /// Whether the head says where the body ends.
    pub(super) fn is_length_known(&self) -> bool {
        self.is_chunked() || self.get("content-length").is_some()
    }

    /// What is recorded of an answer with this head.
    pub(super) fn facts(&self, asked: Asked, response: ContentId) -> WebCapture {
        WebCapture {
            archive: None,
            coding: self.coding().filter(|it| it.len() <= MOST_CHARACTERS).map(ToOwned::to_owned),
            content_type: self.recorded("content-type"),
            etag: self.recorded("etag"),
            hops: asked.hops,
            is_length_known: self.is_length_known(),
            last_modified: self.recorded("last-modified"),
            memento_datetime: self.recorded("memento-datetime"),
            response,
            status: asked.status,
            time: asked.time,
            url: asked.url,
        }
    }
}

/// What was asked, and what came of it.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub(super) url: Address,
    pub(super) hops: Vec<Hop>,
    pub(super) status: Option<u16>,
    pub(super) time: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::Fields;

    #[test]
    fn a_value_that_could_act_is_not_taken() {
        let mut fields = Fields::default();
        fields.push("ETag", b"\"a\x1b[31m\"");
        assert_eq!(fields.get("etag"), None);
        fields.push("ETag", b" \"abc\" ");
        assert_eq!(fields.get("ETAG"), Some("\"abc\""));
    }

    #[test]
    fn identity_is_no_coding() {
        let mut fields = Fields::default();
        fields.push("Content-Encoding", b"identity");
        assert_eq!(fields.coding(), None);
    }
}
