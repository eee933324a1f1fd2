//! Which seeds were captured from an address.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::analysis::origin::Basis;
use crate::analysis::origin::Claim;
use crate::id::ContentId;
use crate::id::SeedId;
use crate::project::error::ProjectError;
use crate::project::open::Project;
use crate::project::past::Past;
use crate::project::present::captured;
use crate::project::present::weigh;

/// The seeds by the addresses that people or the capture say they came from.
#[derive(Debug, Default)]
pub(super) struct Addresses(BTreeMap<String, BTreeSet<SeedId>>);

impl Addresses {
    /// The seeds that were captured from an address.
    pub(super) fn seeds_at(&self, address: &str) -> Vec<&SeedId> {
        key(address).and_then(|key| self.0.get(&key)).into_iter().flatten().collect()
    }
}

impl Project {
    /// The addresses that any version of any seed is known to come from. What merely stands in a
    /// text is no such address.
    pub(super) fn addresses(&self, past: &Past) -> Result<Addresses, ProjectError> {
        let contents: BTreeSet<ContentId> = past.history.contents().iter().copied().collect();
        let known = self.analyses_of(&contents)?;
        let said = past.history.assertions();
        let mut addresses = Addresses::default();
        for seed in past.history.seeds() {
            for (_, facts) in seed.versions() {
                let known = known.get(&facts.content);
                let origin = known.map(|(_, analysed)| analysed.analysis.origin.clone());
                let origin = captured(origin.unwrap_or_default(), facts.capture.as_deref());
                let (origin, _) = weigh(origin, said, seed.id(), facts.content);
                let is_sure =
                    |claim: &Claim| matches!(claim.basis, Basis::Asserted | Basis::Observed);
                let address = origin.url.filter(is_sure).and_then(|claim| key(&claim.value));
                if let Some(address) = address {
                    addresses.0.entry(address).or_default().insert(seed.id().clone());
                }
            }
        }
        Ok(addresses)
    }
}

/// What two spellings of one address share: without scheme, fragment, usual port and a slash at the
/// end, the host in lower case. None for what is no address of the web.
fn key(address: &str) -> Option<String> {
    let (scheme, rest) = address.trim().split_once("://")?;
    let port = match scheme.to_ascii_lowercase().as_str() {
        "http" => ":80",
        "https" => ":443",
        _ => return None,
    };
    let rest = rest.split('#').next().unwrap_or_default();
    let host_end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (host, path) = rest.split_at_checked(host_end)?;
    let host = host.to_lowercase();
    let host = host.strip_suffix(port).unwrap_or(&host);
    (!host.is_empty()).then(|| format!("{host}{}", path.trim_end_matches('/')))
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn spellings_of_one_address_have_one_key() {
        let one = key("https://Example.org/lamp").unwrap();
        for other in [
            "http://example.org/lamp",
            "https://example.org:443/lamp/",
            " https://example.org/lamp#:~:text=dusk",
        ] {
            assert_eq!(key(other).as_deref(), Some(one.as_str()), "{other}");
        }
        for other in ["https://example.org/lamp?page=2", "https://example.org/Lamp"] {
            assert_ne!(key(other).as_deref(), Some(one.as_str()), "{other}");
        }
        for none in ["seeds/001.txt", "001", "mailto:ada@example.org", "https://", ""] {
            assert_eq!(key(none), None, "{none}");
        }
    }
}
