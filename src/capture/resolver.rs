//! Names to numbers, of which only those within reach are left.

use std::fmt;
use std::net::IpAddr;

use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::resolver::ResolvedSocketAddrs;
use ureq::unversioned::resolver::Resolver;
use ureq::unversioned::transport::NextTimeout;

use super::reach::Reach;

/// Resolves as the system does and refuses what is out of reach; the connection goes to the numbers
/// that were checked, so a name that resolves differently the next time gains nothing.
#[derive(Debug)]
pub(super) struct GuardedResolver {
    system: DefaultResolver,
    reach: Reach,
}

impl GuardedResolver {
    pub(super) fn new(reach: Reach) -> Self {
        Self { system: DefaultResolver::default(), reach }
    }
}

/// A host that may not be asked at its number.
#[derive(Debug)]
pub(super) struct OutOfReach {
    pub(super) host: String,
    pub(super) number: IpAddr,
}

impl fmt::Display for OutOfReach {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} at {} is out of reach", self.host, self.number)
    }
}

impl std::error::Error for OutOfReach {}

impl Resolver for GuardedResolver {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let host = uri.host().unwrap_or_default().trim_matches(['[', ']']).to_owned();
        let found = self.system.resolve(uri, config, timeout)?;
        let mut permitted = self.empty();
        let mut refused = None;
        for address in found.iter() {
            match self.reach.permits(&host, address.ip()) {
                true => permitted.push(*address),
                false => refused = Some(address.ip()),
            }
        }
        match refused {
            // A name that has both is made to lead inside.
            Some(number) => Err(Error::Other(Box::new(OutOfReach { host, number }))),
            None if permitted.is_empty() => Err(Error::HostNotFound),
            None => Ok(permitted),
        }
    }
}
