//! Asking for documents: the only code that opens a connection.

use std::collections::BTreeSet;
use std::fmt;
use std::net::IpAddr;
use std::thread;
use std::time::Duration;

use jiff::Timestamp;
use ureq::Agent;
use ureq::Proxy;
use ureq::config::Config;
use ureq::http::Response as HttpResponse;
use ureq::tls::PemItem;
use ureq::tls::RootCerts;
use ureq::tls::TlsConfig;
use ureq::tls::parse_pem;
use ureq::unversioned::transport::DefaultConnector;

use super::address::Address;
use super::answer::Answer;
use super::answer::AskError;
use super::answer::Known;
use super::answer::Refusal;
use super::answer::Response;
use super::body::read_body;
use super::facts::Hop;
use super::failure::Limits;
use super::failure::explain;
use super::header::Asked;
use super::header::Fields;
use super::reach::Reach;
use super::resolver::GuardedResolver;
use super::retry::retry_after;

/// The most redirects that are followed.
const MOST_HOPS: usize = 10;

/// The codings that are asked for.
const ACCEPTED: &str = "gzip, br";

/// How often one address is asked when the server asks us to wait.
const ATTEMPTS: usize = 3;

/// The most bytes of an answer's head.
const HEAD_BYTES: usize = 64 << 10;

/// How requests are made.
#[derive(Debug, Clone)]
pub struct ClientOptions {
    /// The most bytes of a document, decoded or as it is sent.
    pub max_bytes: u64,
    /// For how many seconds one answer may take, its body included.
    pub timeout: u64,
    /// For how many seconds at most a server is obeyed that asks us to wait (`Retry-After`).
    pub patience: u64,
    /// Which hosts may be asked.
    pub reach: Reach,
    /// Who we say we are.
    pub user_agent: String,
    /// Certificates of authorities to believe instead of those of the web's browsers, as PEM.
    pub authorities: Option<Vec<u8>>,
    /// Whether the proxies that the environment names (`HTTPS_PROXY`, `NO_PROXY`, …) are used. They
    /// look up names themselves, so that of names behind them nothing is checked.
    pub is_proxied: bool,
}

impl Default for ClientOptions {
    fn default() -> Self {
        Self {
            max_bytes: 64 << 20,
            timeout: 60,
            patience: 60,
            reach: Reach::default(),
            user_agent: concat!(
                "provenance/",
                env!("CARGO_PKG_VERSION"),
                " (records where source documents come from)"
            )
            .to_owned(),
            authorities: None,
            is_proxied: false,
        }
    }
}

/// Why no request can be made at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ClientError {
    /// The certificates of authorities are no certificates.
    #[error("no certificate of an authority can be read (PEM)")]
    Authorities,
}

/// Asks for documents, one request at a time on one connection a host.
pub struct Client {
    agent: Agent,
    options: ClientOptions,
}

impl fmt::Debug for Client {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Client").field("options", &self.options).finish_non_exhaustive()
    }
}

impl Client {
    /// Makes ready to ask.
    ///
    /// # Errors
    /// When the certificates of authorities cannot be read.
    pub fn new(options: ClientOptions) -> Result<Self, ClientError> {
        let seconds = Duration::from_secs(options.timeout.max(1));
        let mut tls = TlsConfig::builder();
        if let Some(pem) = &options.authorities {
            tls = tls.root_certs(authorities(pem)?);
        }
        let config = Config::builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(options.user_agent.as_str())
            .accept_encoding(ACCEPTED)
            .max_response_header_size(HEAD_BYTES)
            .max_idle_connections_per_host(1)
            .timeout_global(Some(seconds))
            .proxy(options.is_proxied.then(Proxy::try_from_env).flatten())
            .tls_config(tls.build())
            .build();
        let resolver = GuardedResolver::new(options.reach.clone());
        let agent = Agent::with_parts(config, DefaultConnector::default(), resolver);
        Ok(Self { agent, options })
    }

    /// Asks for the document at an address, following redirects; conditionally, when `known` has
    /// marks of the document that is there already. `now` is the time that is recorded.
    ///
    /// # Errors
    /// When no usable answer came: it is out of reach, broke off, is too large, took too long, or
    /// its redirects lead nowhere. A cut body is never an answer.
    pub fn ask(&self, url: &Address, known: &Known, now: Timestamp) -> Result<Answer, AskError> {
        let mut hops: Vec<Hop> = Vec::new();
        let mut seen = BTreeSet::from([url.clone()]);
        let mut at = url.clone();
        loop {
            let (response, fields) = self.ask_patiently(&at, known)?;
            let status = response.status().as_u16();
            match status {
                200 | 203 => {
                    let asked = Asked { url: url.clone(), hops, status: Some(status), time: now };
                    return self.document((&at, response), &fields, asked);
                }
                304 => return Ok(Answer::Unchanged { status, hops }),
                404 | 410 => return Ok(Answer::Gone { status, hops }),
                401 | 402 | 403 | 407 | 429 | 451 | 503 => {
                    let retry_after = retry_after(&fields);
                    return Ok(Answer::Refused(Refusal { status, retry_after }));
                }
                301 | 302 | 303 | 307 | 308 => {
                    let to = next(&at, fields.get("location").unwrap_or_default())?;
                    hops.push(Hop { status, to: to.clone() });
                    if hops.len() > MOST_HOPS || !seen.insert(to.clone()) {
                        return Err(AskError::Redirects { hops: hops.len(), last: to });
                    }
                    at = to;
                }
                _ => return Err(AskError::Status { status }),
            }
        }
    }

    /// Asks once more after the time that a server asks for, when it is not too long.
    fn ask_patiently(&self, at: &Address, known: &Known) -> Result<Asking, AskError> {
        let mut attempt = 1;
        loop {
            let (response, fields) = self.ask_once(at, known)?;
            let asks_to_wait = matches!(response.status().as_u16(), 429 | 503);
            let wait = retry_after(&fields).filter(|seconds| *seconds <= self.options.patience);
            match wait {
                Some(seconds) if asks_to_wait && attempt < ATTEMPTS => {
                    attempt += 1;
                    thread::sleep(Duration::from_secs(seconds));
                }
                _ => return Ok((response, fields)),
            }
        }
    }

    fn ask_once(&self, at: &Address, known: &Known) -> Result<Asking, AskError> {
        self.refuse_out_of_reach(at)?;
        let mut request = self.agent.get(at.as_str());
        if let Some(etag) = &known.etag {
            request = request.header("If-None-Match", etag);
        }
        if let Some(modified) = &known.last_modified {
            request = request.header("If-Modified-Since", modified);
        }
        let response = request.call().map_err(|error| explain(error, &self.limits(at)))?;
        let mut fields = Fields::default();
        for (name, value) in response.headers() {
            fields.push(name.as_str(), value.as_bytes());
        }
        Ok((response, fields))
    }

    /// A number needs no lookup, so it is checked whoever would connect.
    fn refuse_out_of_reach(&self, at: &Address) -> Result<(), AskError> {
        let host = at.host();
        match host.parse::<IpAddr>() {
            Ok(number) if !self.options.reach.permits(&host, number) => {
                Err(AskError::OutOfReach { host, number })
            }
            _ => Ok(()),
        }
    }

    fn document(
        &self,
        (at, mut response): (&Address, HttpResponse<ureq::Body>),
        fields: &Fields,
        asked: Asked,
    ) -> Result<Answer, AskError> {
        // The limit is kept by us, on both sides of the decoding.
        let body = response.body_mut().with_config().limit(u64::MAX).reader();
        let (body, sent) = read_body(body, fields.coding(), &self.limits(at))?;
        Ok(Answer::Document(Box::new(Response { body, facts: fields.facts(asked, sent) })))
    }

    fn limits(&self, at: &Address) -> Limits {
        Limits {
            host: at.host(),
            seconds: self.options.timeout,
            max_bytes: self.options.max_bytes,
            head_bytes: HEAD_BYTES,
        }
    }
}

/// An answer of which the head was read.
type Asking = (HttpResponse<ureq::Body>, Fields);

/// Where a redirect leads.
fn next(at: &Address, location: &str) -> Result<Address, AskError> {
    let to = at.join(location).map_err(|source| AskError::Redirect {
        to: location.chars().take(200).collect(),
        source,
    })?;
    match to.is_plain() && !at.is_plain() {
        true => Err(AskError::Downgrade { to }),
        false => Ok(to),
    }
}

fn authorities(pem: &[u8]) -> Result<RootCerts, ClientError> {
    let mut certificates = Vec::new();
    for item in parse_pem(pem) {
        if let PemItem::Certificate(certificate) =
            item.map_err(|_broken| ClientError::Authorities)?
        {
            certificates.push(certificate);
        }
    }
    match certificates.as_slice() {
        [] => Err(ClientError::Authorities),
        some => Ok(RootCerts::new_with_certs(some)),
    }
}

#[cfg(test)]
mod tests {
    use super::Client;
    use super::ClientError;
    use super::ClientOptions;
    use super::next;
    use crate::capture::Address;
    use crate::capture::AskError;

    #[test]
    fn nobody_is_sent_from_https_to_http() {
        let at = Address::new("https://example.org/a").unwrap();
        assert!(matches!(next(&at, "http://example.org/b"), Err(AskError::Downgrade { .. })));
        assert_eq!(next(&at, "/b").unwrap().as_str(), "https://example.org/b");
        assert!(matches!(next(&at, "file:///etc/passwd"), Err(AskError::Redirect { .. })));
    }

    #[test]
    fn authorities_that_are_none_are_refused() {
        let options =
            ClientOptions { authorities: Some(b"no pem".to_vec()), ..ClientOptions::default() };
        assert!(matches!(Client::new(options), Err(ClientError::Authorities)));
    }
}
