//! What can be typed about requests.

use std::fs;
use std::str::FromStr;

use clap::Args;

use super::failure::Failure;
use super::surroundings::authorities;
use crate::capture::Client;
use crate::capture::ClientOptions;
use crate::capture::Reach;

/// How requests are made.
#[derive(Debug, Clone, Args)]
pub(super) struct NetworkArgs {
    /// The most bytes of a document, such as 500k or 64M.
    #[arg(long, value_name = "BYTES", default_value = "64M")]
    pub(super) max_bytes: Bytes,

    /// How long one answer may take, such as 90s or 5m.
    #[arg(long, value_name = "TIME", default_value = "60s")]
    timeout: Seconds,

    /// How long at most to wait when a server asks for it (Retry-After).
    #[arg(long, value_name = "TIME", default_value = "60s")]
    patience: Seconds,

    /// Ask this host although only this machine or its network can see it.
    #[arg(long, value_name = "HOST")]
    allow_host: Vec<String>,
}

impl NetworkArgs {
    /// A client that also asks `named` hosts wherever they are.
    pub(super) fn client(&self, named: &[String]) -> Result<Client, Failure> {
        let mut reach = Reach::default();
        named.iter().chain(&self.allow_host).for_each(|host| reach.name(host));
        let path = authorities();
        let pem = path.as_ref().map(fs::read).transpose();
        let refused = |why: String| Failure::Usage {
            message: format!("SSL_CERT_FILE names no certificates of authorities: {why}"),
            hint: "name a PEM file, or unset it".to_owned(),
        };
        let options = ClientOptions {
            max_bytes: self.max_bytes.0,
            timeout: self.timeout.0,
            patience: self.patience.0,
            reach,
            authorities: pem.map_err(|error| refused(error.to_string()))?,
            is_proxied: true,
            ..ClientOptions::default()
        };
        Client::new(options).map_err(|error| refused(error.to_string()))
    }
}

/// A number of bytes as people type it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bytes(pub(super) u64);

impl FromStr for Bytes {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let units = [("k", 1 << 10), ("m", 1 << 20), ("g", 1 << 30), ("", 1)];
        scaled(text, &units).map(Self).ok_or("a number of bytes, such as 4096, 500k or 64M")
    }
}

/// A stretch of time as people type it, in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Seconds(pub(super) u64);

impl FromStr for Seconds {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const DAY: u64 = 24 * 3600;
        let units = [("s", 1), ("m", 60), ("h", 3600), ("d", DAY), ("w", 7 * DAY)];
        scaled(text, &units).map(Self).ok_or("a time, such as 90s, 12h, 7d or 2w")
    }
}

fn scaled(text: &str, units: &[(&str, u64)]) -> Option<u64> {
    let text = text.trim().to_ascii_lowercase();
    let digits = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at_checked(digits)?;
    let (_, factor) = units.iter().find(|(name, _)| *name == unit)?;
    number.parse::<u64>().ok()?.checked_mul(*factor)
}

#[cfg(test)]
mod tests {
    use super::Bytes;
    use super::Seconds;

    #[test]
    fn sizes_and_times_are_read_as_people_write_them() {
        assert_eq!("4096".parse(), Ok(Bytes(4096)));
        assert_eq!("64M".parse(), Ok(Bytes(64 << 20)));
        assert_eq!("7d".parse(), Ok(Seconds(604_800)));
        for wrong in ["", "d", "7", "7 d", "-1s", "99999999999999999999d"] {
            assert!(wrong.parse::<Seconds>().is_err(), "{wrong}");
        }
        assert!("64MB".parse::<Bytes>().is_err());
    }
}
