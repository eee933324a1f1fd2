//! Names that a site gives itself: in self-descriptions, hotlines, byline strips, title suffixes.

use std::sync::LazyLock;

use regex::Regex;

use super::page::Line;
use super::page::Page;
use super::page::floor_boundary;
use super::pattern::compile;
use super::pattern::has_any;
use crate::text::Span;

/// How many lines of the tail are read for self-descriptions.
const TAIL_LINES: usize = 12;

/// How many lines of the head are read for byline strips.
const HEAD_LINES: usize = 12;

/// How many lines at either end are searched for the user's names and for sources.
const KNOWN_LINES: usize = 40;

/// How many bytes of a line are read.
const BYTES: usize = 300;

/// The site's name by its own words, or `None`.
pub(super) fn find(page: &Page<'_>) -> Option<Span> {
    let tail_start = page.lines.len().saturating_sub(TAIL_LINES);
    let in_tail =
        page.lines.iter().enumerate().filter(|(at, line)| *at >= tail_start || line.is_noise);
    let in_tail = in_tail.filter(|(_, line)| has_any(line.text, &[" is ", "由"]));
    let by_itself = in_tail.filter_map(|(_, line)| named(line, &SELF_DESCRIPTIONS)).next();
    let by_hotline = || page.lines.iter().find_map(|line| hotline(line));
    by_itself.or_else(by_hotline).or_else(|| page.lines.iter().take(HEAD_LINES).find_map(strip))
}

/// The first of the names known to the user that stands in head or tail.
pub(super) fn find_known(page: &Page<'_>, names: &[String]) -> Option<Span> {
    let tail_start = page.lines.len().saturating_sub(KNOWN_LINES);
    let is_edge = |at: usize| at < KNOWN_LINES || at >= tail_start;
    let lines = || page.lines.iter().enumerate().filter(|(at, _)| is_edge(*at));
    names.iter().filter(|name| !name.is_empty()).find_map(|name| {
        lines().find_map(|(_, line)| {
            let at = line.text.find(name.as_str())?;
            Some(line.span_of(at, at + name.len()))
        })
    })
}

/// The source that a line of its own names (`来源：…`).
pub(super) fn find_source(page: &Page<'_>) -> Option<Span> {
    let tail_start = page.lines.len().saturating_sub(TAIL_LINES);
    let lines = page.lines.iter().enumerate();
    let near = lines.filter(|(at, _)| *at < KNOWN_LINES || *at >= tail_start);
    near.filter(|(_, line)| line.text.contains('源') || line.text.contains("转自"))
        .find_map(|(_, line)| named(line, &SOURCES))
}

fn hotline(line: &Line<'_>) -> Option<Span> {
    line.text.contains("热线").then(|| named(line, &HOTLINES)).flatten()
}

/// The site's name before the date of a byline strip (`Site Section Updated on 2024-01-31`),
/// without the section.
fn strip(line: &Line<'_>) -> Option<Span> {
    if !has_any(line.text, &["Updated", "Published", "Posted"]) {
        return None;
    }
    let name = named(line, &STRIPS)?;
    let start = name.start() - line.span.start();
    let text = line.text.get(start..start + name.len())?;
    let (site, section) = text.rsplit_once(' ').unwrap_or((text, ""));
    let is_section = SECTIONS.contains(&section.to_lowercase().as_str());
    let kept = if is_section { site } else { text };
    Some(line.span_of(start, start + kept.len()))
}

fn named(line: &Line<'_>, forms: &[Regex]) -> Option<Span> {
    let head = line.text.get(..floor_boundary(line.text, BYTES))?;
    let name = forms.iter().find_map(|form| form.captures(head)?.name("name"))?;
    Some(line.span_of(name.start(), name.end()))
}

/// Sections of sites; the last word of a strip that is one of them is not part of the name.
const SECTIONS: [&str; 33] = [
    "auto",
    "books",
    "breaking",
    "business",
    "culture",
    "economy",
    "education",
    "entertainment",
    "environment",
    "fashion",
    "finance",
    "food",
    "games",
    "health",
    "home",
    "lifestyle",
    "local",
    "magazine",
    "markets",
    "money",
    "opinion",
    "parenting",
    "people",
    "politics",
    "religion",
    "science",
    "society",
    "sport",
    "sports",
    "tech",
    "technology",
    "travel",
    "world",
];

/// Sentences in which a site presents itself.
static SELF_DESCRIPTIONS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    compile(&[
        r"^(?P<name>\p{Lu}[\p{L}\d.'’&-]*(?: \p{Lu}[\p{L}\d.'’&-]*){0,4}) is (?:an?|the|your) (?:[\p{L}’'-]+ ){0,4}?(?:news|media|newspaper|magazine|website|site|portal|blog|broadcaster|outlet|publication|platform for)\b",
        r"^(?:本网站|本站)由(?P<name>\p{Han}{2,14}?)(?:主办|运营|版权所有)",
    ])
});

/// Lines with the site's telephone number or address for readers' tips.
static HOTLINES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    compile(&[r"^(?P<name>\p{Han}{2,12}?)(?:新闻)?(?:报料|爆料|投稿|举报|服务|客服)?热线 ?[:：]"])
});

/// Lines that name the source of the text.
static SOURCES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    compile(&[
        r"(?:来源|來源|稿源|转自|文章来源|信息来源) ?[:：] ?(?P<name>[\p{Han}A-Za-z.·]{2,24})",
    ])
});

/// Strips that name the site before its date of update.
static STRIPS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    compile(&[
        r"^(?P<name>\p{Lu}[\p{L}\d.&-]*(?: \p{Lu}[\p{L}\d.&-]*){0,3}) (?:Updated|Published|Posted) (?:on |at )?\d{4}-\d\d-\d\d",
    ])
});

#[cfg(test)]
mod tests {
    use super::HOTLINES;
    use super::SELF_DESCRIPTIONS;
    use super::STRIPS;
    use super::find;
    use crate::analysis::origin::page::Page;

    fn site(text: &str) -> Option<&str> {
        find(&Page::new(text, &[])).map(|span| span.slice(text))
    }

    #[test]
    fn every_form_compiles() {
        assert_eq!((SELF_DESCRIPTIONS.len(), HOTLINES.len(), STRIPS.len()), (2, 1, 1));
    }

    #[test]
    fn a_site_names_itself_in_several_ways() {
        assert_eq!(
            site("Riverpost is an independent news site for the valley."),
            Some("Riverpost")
        );
        assert_eq!(site("江南晨报网报料热线:123"), Some("江南晨报网"));
        assert_eq!(site("Riverpost Travel Updated on 2021-02-03"), Some("Riverpost"));
        assert_eq!(site("River Post Updated on 2021-02-03"), Some("River Post"));
    }

    #[test]
    fn other_sentences_name_no_site() {
        assert_eq!(site("Water is a scarce good. The Board is a body of ten."), None);
    }
}
