//! Web addresses: host, registrable domain, and the name in it.

/// The parts of an address that tell whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Address {
    /// The name that its owner registered, such as `example` in `www.example.co.uk`.
    pub(super) label: String,
    /// That name with its public suffix: `example.co.uk`.
    pub(super) domain: String,
    /// The path, in lower case.
    pub(super) path: String,
}

/// Second-level names under which the registries of countries let people register.
const SECOND_LEVELS: [&str; 26] = [
    "ac", "asn", "co", "com", "edu", "firm", "gen", "go", "gob", "gouv", "gov", "govt", "gv", "id",
    "ind", "info", "mil", "ne", "net", "nhs", "nom", "or", "org", "police", "sch", "web",
];

/// Hosts that carry the sites of many people under names of their own.
const PLATFORMS: [&str; 14] = [
    "blogspot.com",
    "wordpress.com",
    "github.io",
    "gitlab.io",
    "substack.com",
    "medium.com",
    "tumblr.com",
    "typepad.com",
    "over-blog.com",
    "jimdo.com",
    "wixsite.com",
    "weebly.com",
    "netlify.app",
    "livejournal.com",
];

impl Address {
    /// Reads an address such as `https://www.example.co.uk/a/b`; `None` when its host has no
    /// public suffix (an IP address, `localhost`).
    pub(super) fn parse(url: &str) -> Option<Self> {
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        let (host, path) = rest.find(['/', '?', '#']).map_or((rest, ""), |at| rest.split_at(at));
        let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
        let host = host.split_once(':').map_or(host, |(host, _)| host).to_lowercase();
        Self::of_host(&host, path)
    }

    /// Reads a host name.
    pub(super) fn of_host(host: &str, path: &str) -> Option<Self> {
        let host = host.trim_end_matches('.');
        let labels: Vec<&str> = host.split('.').collect();
        let top = labels.last()?;
        let is_name = |label: &&str| {
            !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        };
        if labels.len() < 2 || !labels.iter().all(is_name) || !top.chars().all(char::is_alphabetic)
        {
            return None;
        }
        let is_second = |label: &&&str| SECOND_LEVELS.contains(*label) && top.len() == 2;
        let second = labels.iter().rev().nth(1).filter(is_second);
        let mut depth = if second.is_some() && labels.len() > 2 { 3 } else { 2 };
        let is_platform =
            |platform: &&str| host.strip_suffix(*platform).is_some_and(|rest| rest.ends_with('.'));
        depth += usize::from(PLATFORMS.iter().any(|platform| is_platform(&platform)));
        let own = labels.get(labels.len().saturating_sub(depth)..)?;
        Some(Self {
            label: (*own.first()?).to_owned(),
            domain: own.join("."),
            path: path.to_lowercase(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Address;

    fn read(url: &str) -> Option<(String, String)> {
        Address::parse(url).map(|address| (address.label, address.domain))
    }

    #[test]
    fn the_registered_name_is_found_under_any_suffix() {
        let pair = |label: &str, domain: &str| Some((label.to_owned(), domain.to_owned()));
        assert_eq!(read("https://www.river.example/a?b"), pair("river", "river.example"));
        assert_eq!(read("http://news.river.co.uk:80/"), pair("river", "river.co.uk"));
        assert_eq!(read("https://ana.blogspot.com/1"), pair("ana", "ana.blogspot.com"));
        assert_eq!(read("river.de"), pair("river", "river.de"));
        assert_eq!(read("https://com.de/"), pair("com", "com.de"));
    }

    #[test]
    fn what_has_no_registered_name_is_refused() {
        for url in ["http://127.0.0.1/", "http://localhost/", "", "http://", "file:///etc/x"] {
            assert_eq!(read(url), None, "{url}");
        }
    }
}
