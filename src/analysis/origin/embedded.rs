//! What the file says about itself outside its text, read as claims.

use std::collections::BTreeSet;

use super::address::Address;
use super::claim::Basis;
use super::claim::Claim;
use super::dates::DayOrder;
use super::dates::PartialDate;
use super::dates::find_dates;
use super::publisher::is_same_name;
use super::publisher::plain;
use super::title::end_without_site;
use crate::analysis::PerMille;
use crate::document::Document;
use crate::document::Field;
use crate::document::Metadatum;

/// How far a source of embedded statements is believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Trust {
    /// Left there by a program or a template: counts where the text itself says nothing.
    Weak,
    /// Written for whoever reads the page by program.
    Strong,
}

/// A claim from embedded statements, and how far to believe it.
#[derive(Debug, Clone)]
pub(super) struct Embedded {
    pub(super) claim: Claim,
    pub(super) trust: Trust,
    /// Whether it is a moment in universal time.
    pub(super) is_universal: bool,
}

/// The best embedded claim of every field.
#[derive(Debug, Default)]
pub(super) struct Statements {
    pub(super) title: Option<Embedded>,
    pub(super) author: Option<Embedded>,
    pub(super) publisher: Option<Embedded>,
    pub(super) published: Option<Embedded>,
    pub(super) updated: Option<Embedded>,
    pub(super) language: Option<Embedded>,
    pub(super) url: Option<Embedded>,
}

/// Sources by how well they are kept, best first; a source begins with one of these. What is not
/// listed stands behind all of them and is weak.
const STRONG: [&str; 19] = [
    "front matter",
    "attribute",
    "field",
    "mail header",
    "JSON-LD Article",
    "JSON-LD NewsArticle",
    "JSON-LD BlogPosting",
    "JSON-LD WebPage",
    "JSON-LD",
    "meta citation_",
    "meta dc",
    "meta article:",
    "meta og:",
    "microdata",
    "meta parsely",
    "meta sailthru",
    "meta ",
    "time published",
    "title",
];

/// Values that programs leave in a field nobody filled.
const PLACEHOLDERS: [&str; 17] = [
    "admin",
    "administrator",
    "author",
    "default",
    "document",
    "editor",
    "home",
    "index",
    "n/a",
    "none",
    "null",
    "root",
    "title",
    "undefined",
    "unknown",
    "untitled",
    "user",
];

/// Reads the embedded statements of a document.
pub(super) fn read(document: &Document<'_>) -> Statements {
    let all = document.metadata();
    if all.is_empty() {
        return Statements::default();
    }
    let publisher = best(all, Field::Publisher, |value| Some(name(value)?.to_owned()));
    let house = publisher.as_ref().map(|publisher| publisher.claim.value.clone());
    let is_house = |value: &str| house.as_ref().is_some_and(|house| plain(house) == plain(value));
    let written = Written::lines_of(document);
    let titled = best(all, Field::Title, |value| {
        let value = written.fit(value);
        let names: Vec<&str> = house.iter().map(String::as_str).collect();
        let end = end_without_site(value, &names);
        let value = value.get(..end)?;
        (!is_house(value)).then(|| name(value).map(str::to_owned)).flatten()
    });
    Statements {
        title: titled,
        author: authors(all, &is_house),
        published: best(all, Field::Published, date),
        updated: best(all, Field::Updated, date),
        language: best(all, Field::Language, language),
        url: best(all, Field::Url, address),
        publisher,
    }
}

/// The short lines of a text, by their letters and digits.
struct Written(BTreeSet<String>);

/// Most lines that are looked at, and the longest of them in bytes.
const MOST_LINES: usize = 20_000;
const LONGEST_LINE: usize = 400;

/// The shortest part of a title that may be all of it, in bytes.
const SHORTEST_PART: usize = 8;

impl Written {
    fn lines_of(document: &Document<'_>) -> Self {
        let lines = document.text().lines().take(MOST_LINES);
        Self(lines.filter(|line| line.len() <= LONGEST_LINE).map(plain).collect())
    }

    /// The title as far as the text has it as a line of its own: what sites add before or behind it
    /// is in no heading. The whole where no part of it stands there.
    fn fit<'v>(&self, title: &'v str) -> &'v str {
        let is_line = |part: &str| {
            let part = plain(part);
            !part.is_empty() && self.0.contains(&part)
        };
        if is_line(title) {
            return title;
        }
        let gaps = [" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", "_", "｜", "丨"];
        let ends = gaps
            .iter()
            .flat_map(|gap| title.match_indices(gap).map(|(at, _)| (at, at + gap.len())));
        let parts = ends.flat_map(|(end, start)| [title.get(..end), title.get(start..)]);
        let mut parts: Vec<&str> = parts.flatten().map(str::trim).collect();
        parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
        let is_long = |part: &&str| part.len() >= SHORTEST_PART;
        parts.into_iter().filter(is_long).find(|part| is_line(part)).unwrap_or(title)
    }
}

/// Whether two values of a field say different things.
pub(super) fn disagree(field: Field, one: &str, other: &str) -> bool {
    match field {
        Field::Published | Field::Updated => match (date_of(one), date_of(other)) {
            (Some(one), Some(other)) => {
                match (one.ordinal(), other.ordinal()) {
                    // A page and its metadata may stand in two time zones.
                    (Some(one), Some(other)) => one.abs_diff(other) > 1,
                    _ => differ(one.year, other.year) || differ(one.month, other.month),
                }
            }
            _ => one != other,
        },
        Field::Language => primary(one) != primary(other),
        Field::Author => {
            let names = |value: &str| value.split("; ").map(plain).collect::<Vec<_>>();
            let others = names(other);
            !names(one).iter().any(|name| others.iter().any(|other| is_same_name(name, other)))
        }
        Field::Title | Field::Publisher | Field::Url => !is_same_name(one, other),
    }
}

fn differ<T: PartialEq>(one: Option<T>, other: Option<T>) -> bool {
    matches!((one, other), (Some(one), Some(other)) if one != other)
}

/// The value of the best source of a field that can be read.
fn best(
    all: &[Metadatum],
    field: Field,
    read: impl Fn(&str) -> Option<String>,
) -> Option<Embedded> {
    let stated = all.iter().filter(|stated| stated.field == field);
    let readable =
        stated.filter_map(|stated| Some((rank(&stated.source), stated, read(&stated.value)?)));
    // Of equal ones the first on the page.
    let (rank, stated, value) = readable.min_by_key(|(rank, _, _)| *rank)?;
    let written = stated.value.trim();
    let is_universal = written.contains(':')
        && ["Z", "+00:00", "+0000", "GMT", "UTC"].iter().any(|end| written.ends_with(end));
    Some(Embedded { is_universal, ..observed(value, rank, &stated.source) })
}

/// Whether two whole days are neighbours.
pub(super) fn is_next_day(one: &str, other: &str) -> bool {
    let ordinal = |text: &str| date_of(text).filter(|date| date.is_full())?.ordinal();
    matches!((ordinal(one), ordinal(other)), (Some(one), Some(other)) if one.abs_diff(other) == 1)
}

fn observed(value: String, rank: usize, source: &str) -> Embedded {
    let trust = if rank < STRONG.len() { Trust::Strong } else { Trust::Weak };
    let confidence = if trust == Trust::Strong { 900 } else { 600 };
    let claim = Claim {
        value,
        basis: Basis::Observed,
        confidence: PerMille::new(confidence),
        evidence: Vec::new(),
        reason: Some(source.to_owned()),
    };
    Embedded { claim, trust, is_universal: false }
}

fn rank(source: &str) -> usize {
    STRONG.iter().position(|known| source.starts_with(known)).unwrap_or(STRONG.len())
}

/// The authors of the best source that names one, joined by `; `.
fn authors(all: &[Metadatum], is_house: &impl Fn(&str) -> bool) -> Option<Embedded> {
    let stated: Vec<&Metadatum> =
        all.iter().filter(|stated| stated.field == Field::Author).collect();
    let people = |value: &str| -> Vec<String> {
        let people = value.split([';', '|']).flat_map(split_people).filter_map(person);
        people.filter(|person| !is_house(person)).collect()
    };
    let named = stated.iter().filter(|stated| !people(&stated.value).is_empty());
    let first = named.min_by_key(|stated| rank(&stated.source))?;
    let mut names: Vec<String> = Vec::new();
    for stated in stated.iter().filter(|stated| stated.source == first.source) {
        for person in people(&stated.value) {
            if !names.iter().any(|known| plain(known) == plain(&person)) {
                names.push(person);
            }
        }
    }
    Some(observed(names.join("; "), rank(&first.source), &first.source))
}

/// Parts a list of people at `, ` and ` and `, where every part looks like a whole name.
fn split_people(value: &str) -> Vec<&str> {
    let parts: Vec<&str> = value
        .split(" and ")
        .flat_map(|part| part.split(" & "))
        .flat_map(|part| part.split(", "))
        .collect();
    let is_whole = |part: &&str| (2..=4).contains(&part.split_whitespace().count());
    if parts.len() > 1 && parts.iter().all(is_whole) { parts } else { vec![value] }
}

/// A person's name without what stands around it; `None` for addresses, accounts and placeholders.
fn person(value: &str) -> Option<String> {
    let mut value = value.trim().trim_start_matches('@').trim_end_matches([',', '.']).trim();
    if let Some((named, _)) = value.split_once(" <").or_else(|| value.split_once(" (")) {
        value = named.trim().trim_matches('"');
    }
    for mark in ["By ", "by ", "BY ", "Von ", "von ", "Par ", "par ", "Por ", "por ", "Di "] {
        value = value.strip_prefix(mark).unwrap_or(value).trim();
    }
    let is_address = value.contains("://") || value.contains('@') || value.starts_with('/');
    let is_name = value.chars().any(char::is_alphabetic) && value.chars().count() <= 80;
    (is_name && !is_address).then(|| name(value)).flatten().map(str::to_owned)
}

/// A value that somebody filled in.
fn name(value: &str) -> Option<&str> {
    let value = value.trim();
    let is_placeholder = PLACEHOLDERS.contains(&value.to_lowercase().as_str());
    let is_file = value.to_lowercase().starts_with("microsoft word - ")
        || [".doc", ".docx", ".indd", ".tmp", ".tex"]
            .iter()
            .any(|ending| value.to_lowercase().ends_with(ending));
    let says_something = value.chars().any(char::is_alphanumeric) && value.chars().count() > 1;
    (says_something && !is_placeholder && !is_file).then_some(value)
}

fn date(value: &str) -> Option<String> {
    date_of(value).map(|date| date.to_string())
}

/// Reads a date as programs write it: ISO 8601 whole or cut, in one number, or as people do.
fn date_of(value: &str) -> Option<PartialDate> {
    let value = value.trim();
    let digits: String = value.chars().take_while(char::is_ascii_digit).collect();
    let part = |from: usize, length: usize| digits.get(from..from + length)?.parse::<u16>().ok();
    let small = |number: Option<u16>| number.and_then(|number| u8::try_from(number).ok());
    let date = match digits.len() {
        8 | 12 | 14 => PartialDate::new(part(0, 4), small(part(4, 2)), small(part(6, 2))),
        4 if value.len() == 4 => PartialDate::new(part(0, 4), None, None),
        4 if matches!(value.as_bytes(), [_, _, _, _, b'-', _, _]) => {
            let month = value.get(5..).and_then(|month| month.parse().ok());
            PartialDate::new(part(0, 4), month, None)
        }
        _ => {
            let iso = value.get(..10).filter(|iso| iso.is_ascii());
            let found = iso.map(|iso| find_dates(iso, DayOrder::Open)).unwrap_or_default();
            let found = found.first().map(|found| found.date).filter(|date| date.is_full());
            found.or_else(|| Some(find_dates(value, DayOrder::Open).first()?.date))
        }
    }?;
    // Programs write these for a date that they do not know.
    let is_zero = date.year == Some(1970) && date.month == Some(1) && date.day == Some(1);
    (!is_zero && date.year.is_some()).then_some(date)
}

/// A BCP 47 tag from `en-US`, `en_US` or `en`.
fn language(value: &str) -> Option<String> {
    let primary = primary(value);
    let is_tag =
        (2..=3).contains(&primary.len()) && primary.bytes().all(|b| b.is_ascii_lowercase());
    is_tag.then_some(primary)
}

fn primary(value: &str) -> String {
    value.trim().split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase()
}

fn address(value: &str) -> Option<String> {
    let is_web = value.starts_with("https://") || value.starts_with("http://");
    (is_web && Address::parse(value).is_some()).then(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::Field;
    use super::date;
    use super::disagree;
    use super::person;
    use super::read;
    use crate::document::Document;
    use crate::document::Hints;

    fn page(html: &str) -> super::Statements {
        let hints = Hints { file_name: Some("a.html".to_owned()) };
        read(&Document::parse(html.as_bytes(), &hints))
    }

    #[test]
    fn the_best_kept_source_counts_and_placeholders_do_not() {
        let found = page(
            "<title>Dams hold - Valley Post</title><meta property=og:site_name \
             content='Valley Post'><meta name=author content=admin><meta name=author \
             content='By Ann Lee and Bo Kim'><script type=application/ld+json>\
             {\"@type\":\"NewsArticle\",\"datePublished\":\"2024-01-31T23:00:00Z\"}</script>\
             <meta name=date content=2023-02-02>",
        );
        let value = |it: Option<super::Embedded>| it.map(|it| it.claim.value).unwrap_or_default();
        assert_eq!(value(found.title), "Dams hold");
        assert_eq!(value(found.author), "Ann Lee; Bo Kim");
        assert_eq!(value(found.publisher), "Valley Post");
        assert_eq!(value(found.published), "2024-01-31");
    }

    #[test]
    fn a_moment_in_universal_time_is_known_as_one() {
        let universal = |written: &str| {
            let html = format!("<meta property=article:published_time content={written}>");
            page(&html).published.unwrap().is_universal
        };
        assert!(universal("2023-11-09T01:00:00Z") && universal("2023-11-09T01:00:00+00:00"));
        assert!(!universal("2023-11-09T01:00:00-05:00") && !universal("2023-11-09"));
        assert!(super::is_next_day("2023-11-09", "2023-11-08"));
        assert!(!super::is_next_day("2023-11-09", "2023-11-09"));
    }

    #[test]
    fn dates_are_read_as_programs_and_people_write_them() {
        let read = |value: &str| date(value).unwrap_or_default();
        assert_eq!(read("2024-01-31T08:00:00+01:00"), "2024-01-31");
        assert_eq!(read("20240131"), "2024-01-31");
        assert_eq!(read("2024/01/31 08:00"), "2024-01-31");
        assert_eq!(read("Wed, 31 Jan 2024 08:00:00 GMT"), "2024-01-31");
        assert_eq!(read("January 31, 2024"), "2024-01-31");
        assert_eq!(read("2024-01"), "2024-01");
        assert_eq!(read("1970-01-01T00:00:00Z"), "");
        assert_eq!(read("yesterday"), "");
    }

    #[test]
    fn accounts_and_addresses_are_no_persons() {
        assert_eq!(person("https://example.org/author/jo"), None);
        assert_eq!(person("Administrator"), None);
        assert_eq!(person("\"Doe, Jo\" <jo@example.org>").as_deref(), Some("Doe, Jo"));
    }

    #[test]
    fn a_day_apart_is_a_time_zone_and_more_is_a_disagreement() {
        assert!(!disagree(Field::Published, "2024-01-31", "2024-02-01"));
        assert!(disagree(Field::Published, "2024-01-31", "2024-03-01"));
        assert!(!disagree(Field::Title, "Dams hold", "Dams hold, say engineers"));
        assert!(disagree(Field::Author, "Ann Lee", "Bo Kim; Cy Day"));
    }
}
