//! Web addresses: host, registrable domain, and the name in it.

use unicode_normalization::UnicodeNormalization;

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
        depth += usize::from(is_on_platform(host));
        let own = labels.get(labels.len().saturating_sub(depth)..)?;
        Some(Self {
            label: (*own.first()?).to_owned(),
            domain: own.join("."),
            path: path.to_lowercase(),
        })
    }
}

/// Whether the host is somebody's own name on a platform.
fn is_on_platform(host: &str) -> bool {
    let mut rests = PLATFORMS.iter().filter_map(|platform| host.strip_suffix(*platform));
    rests.any(|rest| rest.ends_with('.'))
}

/// Articles that a name may carry and its address leave out, or the other way round.
const ARTICLES: [&str; 9] = ["the", "die", "der", "das", "le", "la", "les", "el", "il"];

/// Small words that do not count in initials.
const SMALL: [&str; 10] = ["of", "the", "und", "and", "für", "der", "des", "de", "la", "for"];

/// How well a written name fits a registered one, see [`Written::fit`].
pub(super) fn fit(label: &str, written: &str) -> usize {
    Written::new(written).fit(label)
}

/// A written name, made ready to be held against registered ones.
#[derive(Debug)]
pub(super) struct Written {
    foldings: [Vec<String>; 2],
}

impl Written {
    pub(super) fn new(name: &str) -> Self {
        let words: Vec<String> = name
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        if name.is_ascii() {
            return Self { foldings: [words, Vec::new()] };
        }
        Self { foldings: [fold(&words, true), fold(&words, false)] }
    }

    /// How well the name fits a registered one, 0 not at all: `börsen zeitung` fits
    /// `boersen-zeitung`, `Los Angeles Post` fits `lapost`, `The River` fits `river`.
    pub(super) fn fit(&self, label: &str) -> usize {
        let label: String = label.chars().filter(|c| c.is_alphanumeric()).collect();
        self.foldings.iter().map(|words| fit_folded(&label, words)).max().unwrap_or(0)
    }
}

/// The words with their accents taken off; umlauts written out, or taken off too.
fn fold(words: &[String], writes_umlauts_out: bool) -> Vec<String> {
    let write = |word: &String| {
        let out = if writes_umlauts_out {
            word.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue").replace('ß', "ss")
        } else {
            word.clone()
        };
        out.nfd().filter(|c| c.is_alphanumeric()).collect()
    };
    words.iter().map(write).collect()
}

fn fit_folded(label: &str, words: &[String]) -> usize {
    let whole = words.concat();
    let Some((first, rest)) = words.split_first() else { return 0 };
    let is_article = |word: &str| ARTICLES.contains(&word);
    if is_article(first) && !rest.is_empty() && rest.concat() == label {
        return 9;
    }
    if whole == label {
        return 7 + usize::from(words.len() > 1);
    }
    let long: Vec<&String> = words.iter().filter(|word| !SMALL.contains(&word.as_str())).collect();
    if label.len() >= 3 && is_contracted(label, &long) {
        return 8;
    }
    if ARTICLES.iter().any(|article| label.strip_prefix(article).is_some_and(|bare| bare == whole))
    {
        return 6;
    }
    let is_part = label.len() >= 4 && words.iter().any(|word| word == label);
    let begins = whole.len() >= 4 && label.starts_with(&whole) && label.len() <= whole.len() + 6;
    if is_part && words.len() <= 2 { 4 } else { usize::from(begins) * 3 }
}

/// Whether a label is the initials of the first words and then the other words written out.
fn is_contracted(label: &str, words: &[&String]) -> bool {
    (2..=words.len()).any(|initials| {
        let (short, written) = words.split_at(initials);
        let short = short.iter().filter_map(|word| word.chars().next());
        let written = written.iter().flat_map(|word| word.chars());
        short.chain(written).eq(label.chars())
    })
}

#[cfg(test)]
mod tests {
    use super::Address;
    use super::fit;

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

    #[test]
    fn written_names_fit_the_registered_one_in_several_ways() {
        for (label, name) in [
            ("boersen-zeitung", "Börsen-Zeitung"),
            ("elrio", "EL RÍO"),
            ("lapost", "Los Angeles Post"),
            ("srf", "Schweizer Radio und Fernsehen"),
            ("river", "The River"),
            ("theriver", "River"),
        ] {
            assert!(fit(label, name) > 0, "{label} {name}");
        }
        assert!(fit("river", "The River") > fit("river", "River Live"));
        assert_eq!(fit("river", "Riverside"), 0);
        assert_eq!(fit("river", ""), 0);
    }
}
