//! Stretches of lines between marks: listings and tables of `AsciiDoc`, literal blocks, simple tables
//! and overlined titles of reStructuredText.
//!
//! Recognised in any text, by marks that come in pairs or that nothing else has; what has no partner
//! is left to the shape of its lines.

use std::collections::BTreeMap;

use super::blocks::BlockKind;
use super::blocks::Line;

/// Directives of reStructuredText whose content is no text (docutils, Sphinx).
const LITERAL: [&str; 12] = [
    "code",
    "code-block",
    "sourcecode",
    "parsed-literal",
    "literalinclude",
    "math",
    "graphviz",
    "productionlist",
    "raw",
    "highlight",
    "csv-table",
    "doctest",
];

/// What the marks make of each line; `None` where they say nothing. Empty when there are none.
/// Linear time, but for the search of partners, which is logarithmic.
pub(super) fn marked(lines: &[Line<'_>]) -> Vec<Option<BlockKind>> {
    let mut kinds = vec![None; lines.len()];
    let pairs = Pairs::of(lines);
    let is_asciidoc = is_asciidoc(lines);
    let mut at = 0;
    let mut fence: Option<&str> = None;
    while let Some(line) = lines.get(at) {
        let mark = ["```", "~~~"].into_iter().find(|mark| line.body.starts_with(mark));
        if mark.is_some() || fence.is_some() {
            // Nothing inside a fence of Markdown is a mark.
            fence = if fence.is_none() || fence == mark { fence.xor(mark) } else { fence };
            at += 1;
            continue;
        }
        let stretch = delimited(lines, &pairs, at, is_asciidoc)
            .or_else(|| simple_table(lines, &pairs, at))
            .or_else(|| overlined(lines, at))
            .or_else(|| if is_asciidoc { None } else { literal(lines, at) });
        let Some((from, to, kind)) = stretch else {
            if is_asciidoc && is_titled(line.body) {
                set(&mut kinds, at, BlockKind::Heading);
            } else if is_asciidoc && is_deep_item(line.body) {
                set(&mut kinds, at, BlockKind::ListItem);
            }
            at += 1;
            continue;
        };
        (from..to).for_each(|line| set(&mut kinds, line, kind));
        at = to.max(at + 1);
    }
    kinds
}

fn set(kinds: &mut [Option<BlockKind>], at: usize, kind: BlockKind) {
    if let Some(known) = kinds.get_mut(at) {
        *known = Some(kind);
    }
}

/// Lines of marks alone, with the places where each stands.
struct Pairs<'l>(BTreeMap<&'l str, Vec<usize>>);

impl<'l> Pairs<'l> {
    fn of(lines: &[Line<'l>]) -> Self {
        let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, line) in lines.iter().enumerate() {
            if is_delimiter(line.body) || is_simple_rule(line.body) {
                places.entry(line.body).or_default().push(at);
            }
        }
        Self(places)
    }

    /// The places after `at` where the same line stands.
    fn after(&self, body: &str, at: usize) -> &[usize] {
        let places = self.0.get(body).map(Vec::as_slice).unwrap_or_default();
        places.get(places.partition_point(|place| *place <= at)..).unwrap_or_default()
    }
}

/// `|===`, or four or more of `-`, `.` or `+`: tables and listings of `AsciiDoc`.
fn is_delimiter(body: &str) -> bool {
    let mark = body.bytes().next().unwrap_or(b' ');
    body == "|==="
        || (body.len() >= 4 && b"-.+".contains(&mark) && body.bytes().all(|byte| byte == mark))
}

/// `=====  ===`: the rule of a simple table, with two columns or more.
fn is_simple_rule(body: &str) -> bool {
    body.starts_with("==")
        && body.ends_with("==")
        && body.contains("= ")
        && body.bytes().all(|byte| byte == b'=' || byte == b' ')
}

/// Attributes over blocks of `AsciiDoc` that no other markup has.
const ATTRIBUTES: [&str; 10] = [
    "source",
    "listing",
    "cols",
    "options",
    "verse",
    "quote",
    "NOTE",
    "TIP",
    "WARNING",
    "IMPORTANT",
];

/// Whether a text is `AsciiDoc`: it has lines that no other markup has, and no headings of Markdown.
fn is_asciidoc(lines: &[Line<'_>]) -> bool {
    let is_sign = |(at, line): (usize, &Line<'_>)| {
        let body = line.body;
        let name = body.strip_prefix('[').filter(|rest| rest.ends_with(']'));
        let name = name.and_then(|rest| rest.split([',', ']', '=', '%', '.', '#']).next());
        body == "|==="
            || name.is_some_and(|name| ATTRIBUTES.contains(&name))
            || (is_titled(body) && (at == 0 || body.starts_with("==")))
    };
    // A single number sign may begin a comment in a listing.
    let is_markdown = |(at, line): (usize, &Line<'_>)| {
        let is_first = || lines.iter().take(at).all(|line| line.body.is_empty());
        ["## ", "### "].iter().any(|marks| line.body.starts_with(marks))
            || (line.body.starts_with("# ") && is_first())
    };
    lines.iter().enumerate().any(is_sign) && !lines.iter().enumerate().any(is_markdown)
}

/// `.. Item`: an item of an ordered list, two deep or more.
fn is_deep_item(body: &str) -> bool {
    let rest = body.trim_start_matches('.');
    (2..=5).contains(&(body.len() - rest.len())) && rest.starts_with(' ')
}

/// `== Title`, without the marks behind it that MediaWiki has.
pub(super) fn is_titled(body: &str) -> bool {
    let rest = body.trim_start_matches('=');
    (1..=6).contains(&(body.len() - rest.len()))
        && rest.starts_with(' ')
        && rest.trim_start().starts_with(|first: char| first.is_alphanumeric())
        && !body.ends_with('=')
}

type Stretch = (usize, usize, BlockKind);

/// A table or listing of `AsciiDoc` that begins here, with its delimiters.
fn delimited(
    lines: &[Line<'_>],
    pairs: &Pairs<'_>,
    at: usize,
    is_asciidoc: bool,
) -> Option<Stretch> {
    let body = lines.get(at)?.body;
    if !is_asciidoc || !is_delimiter(body) {
        return None;
    }
    // Right under a line of text it underlines a title.
    let before = at.checked_sub(1).and_then(|before| lines.get(before)).map(|line| line.body);
    let opens = before.is_none_or(|before| {
        before.is_empty() || before == "+" || is_label(before) || is_delimiter(before)
    });
    let end = *pairs.after(body, at).first()?;
    let kind = if body == "|===" { BlockKind::TableRow } else { BlockKind::Code };
    opens.then_some((at, end + 1, kind))
}

/// `[source,json]` or `.Title`: what stands over a block of `AsciiDoc`.
pub(super) fn is_label(body: &str) -> bool {
    (body.starts_with('[') && body.ends_with(']'))
        || (body.starts_with('.')
            && body.get(1..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric)))
}

/// A simple table: from its first rule to the last one before a blank line.
fn simple_table(lines: &[Line<'_>], pairs: &Pairs<'_>, at: usize) -> Option<Stretch> {
    let body = lines.get(at)?.body;
    let is_blank = |at: usize| lines.get(at).is_none_or(|line| line.body.is_empty());
    if !is_simple_rule(body) || is_blank(at + 1) {
        return None;
    }
    let mut ends = pairs.after(body, at).iter();
    let end = ends.find(|end| is_blank(*end + 1))?;
    Some((at, end + 1, BlockKind::TableRow))
}

/// A title between two lines of one mark.
fn overlined(lines: &[Line<'_>], at: usize) -> Option<Stretch> {
    let (over, title, under) = (lines.get(at)?, lines.get(at + 1)?, lines.get(at + 2)?);
    let before = at.checked_sub(1).and_then(|before| lines.get(before));
    let mark = over.body.bytes().next()?;
    let is_rule = over.body.len() >= 3
        && b"=-~^*+#\"'`._:".contains(&mark)
        && over.body.bytes().all(|byte| byte == mark);
    let is_one = is_rule
        && over.indent == 0
        && over.body == under.body
        && title.body.starts_with(|first: char| first.is_alphanumeric())
        && title.width <= over.width
        && before.is_none_or(|before| before.body.is_empty());
    is_one.then_some((at, at + 3, BlockKind::Heading))
}

/// The literal block under a line that ends with `::` or is a directive of code; the line itself
/// stays what it is.
fn literal(lines: &[Line<'_>], at: usize) -> Option<Stretch> {
    let line = lines.get(at)?;
    let directive = line.body.strip_prefix(".. ").and_then(|rest| rest.split_once("::"));
    let is_code = directive.is_some_and(|(name, _)| LITERAL.contains(&name.trim()));
    let introduces = directive.is_none() && line.body.ends_with("::");
    if !is_code && !introduces {
        return None;
    }
    let is_filled = |at: &usize| lines.get(*at).is_some_and(|line| !line.body.is_empty());
    let first = (at + 1..lines.len().min(at + 4)).find(is_filled)?;
    if introduces && first == at + 1 {
        return None;
    }
    let indent = lines.get(first)?.indent;
    let is_inside = |line: &Line<'_>| line.body.is_empty() || line.indent >= indent;
    let length = lines.get(first..)?.iter().take_while(|line| is_inside(line)).count();
    (indent > line.indent).then_some((first, first + length, BlockKind::Code))
}

#[cfg(test)]
mod tests {
    use super::BlockKind;
    use crate::text::blocks;

    /// One letter a block, in order.
    fn kinds(text: &str) -> String {
        let letter = |kind| match kind {
            BlockKind::Paragraph => 'p',
            BlockKind::Heading => 'h',
            BlockKind::ListItem => 'i',
            BlockKind::TableRow => 'r',
            BlockKind::Code => 'c',
        };
        blocks(text).iter().map(|block| letter(block.kind)).collect()
    }

    #[test]
    fn asciidoc_has_headings_tables_and_listings() {
        let text = "= Pump\n\n== Limits\n\n.Times\n|===\n|Name |Value\n\n|stop\n|5 s\n|===\n\n\
                    [source,sh]\n----\npump --stop\n\n# now\n----\n\n* one\n** two\n. three\n.. four\n";
        assert_eq!(kinds(text), "hhprrrrrpcccciiii");
    }

    #[test]
    fn titles_of_asciidoc_may_be_underlined_and_listings_follow_them() {
        let text =
            "NAME\n----\npump\n\nSYNOPSIS\n--------\n[verse]\npump [--stop]\n\n....\na  b\n....\n";
        assert_eq!(kinds(text), "hphppccc");
    }

    #[test]
    fn rules_of_markdown_hold_no_listing() {
        let text = "# Pump\n\n== is a sign of equality\n\n----\n\nText.\n\n----\n\nMore.\n";
        assert_eq!(kinds(text).matches('c').count(), 0, "{}", kinds(text));
        assert_eq!(kinds("```\n\n----\nx\n----\n```\n"), "ccccc");
    }

    #[test]
    fn restructuredtext_has_overlined_titles_simple_tables_and_literal_blocks() {
        let text = "====\nPump\n====\n\n=====  =====\nName   Value\n=====  =====\nstop   5 s\n\nopen   6 s\n\
                    =====  =====\n\nAs in::\n\n  pump --stop\n\n  pump\n\nText.\n\n\
                    .. code-block:: sh\n   :linenos:\n\n   pump\n\n.. note::\n\n   Stop first.\n";
        assert_eq!(kinds(text), "hrrrrrrpccppccpp");
    }

    #[test]
    fn marks_without_a_partner_say_nothing() {
        assert_eq!(kinds("|pump| must stop."), "p");
        assert_eq!(kinds("=====  =====\nName   Value\n\nText.\n"), "rpp");
        assert_eq!(kinds("== Pump\n\n|===\n|a |b\n\nText.\n"), "hprp");
        assert_eq!(kinds("[source]\n----\nText.\n"), "ppp");
    }
}
