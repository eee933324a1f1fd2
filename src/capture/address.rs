//! An address that can be asked.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;
use serde::Deserializer;
use serde::Serialize;
use serde::Serializer;
use url::Host;
use url::Url;

/// Why a text is no address that can be asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AddressError {
    /// It does not parse.
    #[error("no address of the web: {text:?}")]
    Syntax {
        /// What was read.
        text: String,
    },
    /// It is neither `http` nor `https`.
    #[error("{scheme}: is neither http: nor https:")]
    Scheme {
        /// The scheme that it has.
        scheme: String,
    },
    /// It holds a user name or a password, which would be recorded for all to read.
    #[error("the address holds a user name or password, which would be recorded for all to read")]
    Secret,
    /// It is longer than anyone will answer.
    #[error("the address is longer than {} characters", Address::MOST_BYTES)]
    TooLong,
}

/// An `http` or `https` address without user name, password and fragment, in the form of the URL
/// standard (WHATWG).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(Url);

impl Address {
    /// The most bytes of an address.
    pub const MOST_BYTES: usize = 4096;

    /// Whether a text was meant as an address and not as a path: it begins like one.
    #[must_use]
    pub fn is_meant_by(text: &str) -> bool {
        text.split_once("://").is_some_and(|(scheme, _)| {
            scheme.len() > 1 && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
    }

    /// Reads an address.
    ///
    /// # Errors
    /// When it is no `http` or `https` address, holds a user name or password, or is too long.
    pub fn new(text: &str) -> Result<Self, AddressError> {
        Self::check(Url::parse(text.trim()), text)
    }

    /// The address that `reference` means on a page at this one, as in a redirect.
    ///
    /// # Errors
    /// As [`Address::new`].
    pub fn join(&self, reference: &str) -> Result<Self, AddressError> {
        Self::check(self.0.join(reference.trim()), reference)
    }

    fn check(parsed: Result<Url, url::ParseError>, text: &str) -> Result<Self, AddressError> {
        if text.len() > Self::MOST_BYTES {
            return Err(AddressError::TooLong);
        }
        let cut = || AddressError::Syntax { text: text.chars().take(200).collect() };
        let mut url = parsed.map_err(|_not_a_url| cut())?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(AddressError::Scheme { scheme: url.scheme().chars().take(40).collect() });
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(AddressError::Secret);
        }
        url.set_fragment(None);
        match url.as_str().len() {
            0..=Self::MOST_BYTES if url.host().is_some() => Ok(Self(url)),
            0..=Self::MOST_BYTES => Err(cut()),
            _ => Err(AddressError::TooLong),
        }
    }

    /// The address as it is asked and recorded.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The host's name or number, in lower case; of IPv6 without brackets.
    #[must_use]
    pub fn host(&self) -> String {
        match self.0.host() {
            Some(Host::Domain(name)) => name.trim_end_matches('.').to_owned(),
            Some(Host::Ipv4(number)) => number.to_string(),
            Some(Host::Ipv6(number)) => number.to_string(),
            None => String::new(),
        }
    }

    /// Whether what is sent can be read on the way.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.0.scheme() == "http"
    }

    /// The last part of the path, which often is a file's name; empty where the path ends in `/`.
    #[must_use]
    pub fn file_name(&self) -> &str {
        self.0.path_segments().and_then(|mut parts| parts.next_back()).unwrap_or_default()
    }
}

impl fmt::Display for Address {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.as_str())
    }
}

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        Self::new(text)
    }
}

impl Serialize for Address {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Address {
    /// Only the form in which addresses are written is read.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let address = Self::new(&text).map_err(serde::de::Error::custom)?;
        match address.as_str() == text {
            true => Ok(address),
            false => Err(serde::de::Error::custom("an address that is not in its one form")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Address;
    use super::AddressError;

    #[test]
    fn an_address_has_one_form() {
        let address = Address::new(" HTTPS://Example.ORG:443/a/../b?q=1#part ").unwrap();
        assert_eq!(address.as_str(), "https://example.org/b?q=1");
        assert_eq!(address.host(), "example.org");
        assert_eq!(address.file_name(), "b");
        assert!(!address.is_plain());
    }

    #[test]
    fn a_secret_is_never_taken_into_the_record() {
        assert_eq!(Address::new("https://ada:pw@example.org/"), Err(AddressError::Secret));
        assert_eq!(Address::new("https://token@example.org/"), Err(AddressError::Secret));
    }

    #[test]
    fn only_the_web_is_asked() {
        for other in ["file:///etc/passwd", "ftp://example.org/a", "data:text/plain,x"] {
            assert!(matches!(Address::new(other), Err(AddressError::Scheme { .. })), "{other}");
        }
        for broken in ["", "example.org/a", "http://", "//example.org"] {
            assert!(matches!(Address::new(broken), Err(AddressError::Syntax { .. })), "{broken}");
        }
        let long = format!("https://example.org/{}", "a".repeat(5000));
        assert_eq!(Address::new(&long), Err(AddressError::TooLong));
    }

    #[test]
    fn a_redirect_is_read_from_where_it_was_sent() {
        let here = Address::new("https://example.org/docs/spec.html").unwrap();
        assert_eq!(here.join("v2.html").unwrap().as_str(), "https://example.org/docs/v2.html");
        assert_eq!(here.join("//other.org/x").unwrap().host(), "other.org");
        assert!(here.join("javascript:alert(1)").is_err());
    }

    #[test]
    fn a_path_is_not_taken_for_an_address() {
        assert!(Address::is_meant_by("https://example.org"));
        assert!(Address::is_meant_by("ftp://example.org"));
        assert!(!Address::is_meant_by("notes/a.txt"));
        assert!(!Address::is_meant_by("C://a.txt"));
    }
}
