//! Decision records: quotations with an attribution link.

use std::collections::BTreeMap;

use super::file::line_number;
use crate::citation::cited::Citation;
use crate::citation::cited::CitationForm;
use crate::citation::cited::Scan;
use crate::citation::cited::ScanFault;
use crate::citation::cited::ScanProblem;
use crate::citation::cited::Target;

/// A quotation that waits for its attribution.
#[derive(Debug, Default)]
struct Quotation {
    first_line: u32,
    lines: Vec<String>,
    /// Blank lines since its end, once it has ended.
    blanks: Option<u32>,
}

/// A link whose text names a seed.
struct Attribution<'t> {
    /// What the text says after `seed`.
    name: &'t str,
    /// Where it leads, or the label of the definition that says so.
    target: Result<&'t str, &'t str>,
    /// What stands before the link.
    before: &'t str,
}

/// Finds the citations of a Markdown text.
pub(super) fn scan_record(file: &str, text: &str) -> Scan {
    let definitions = definitions(text);
    let mut found = Scan::default();
    let mut quotation = Quotation::default();
    let mut fence: Option<&str> = None;
    for (index, line) in text.lines().enumerate() {
        let number = line_number(index + 1);
        let (depth, body) = unquoted(line);
        let mark = body.trim_start();
        if let Some(open) = fence {
            fence = Some(open).filter(|open| !mark.starts_with(open));
            continue;
        }
        if depth == 0 && (mark.starts_with("```") || mark.starts_with("~~~")) {
            fence = mark.get(..3);
            quotation = Quotation::default();
            continue;
        }
        let Some(link) = attribution(body).filter(|link| depth > 0 || is_lead(link.before)) else {
            quotation.read(depth, body, number);
            continue;
        };
        if depth > 0 {
            quotation.read(depth, link.before.trim_end_matches(is_dash), number);
        }
        let is_open = quotation.blanks.is_none_or(|blanks| blanks < 2);
        let words = quotation.lines.join("\n").trim().to_owned();
        let words = if is_open { words } else { String::new() };
        let first_line = quotation.first_line;
        quotation = Quotation::default();
        let problem = |fault| ScanProblem { file: file.to_owned(), line: number, fault };
        match target(&link, &definitions) {
            _ if words.is_empty() && depth == 0 => {}
            _ if words.is_empty() => found.problems.push(problem(ScanFault::WithoutQuote)),
            None => found.problems.push(problem(ScanFault::BadTarget)),
            Some(target) => found.citations.push(Citation {
                file: file.to_owned(),
                first_line,
                last_line: number,
                form: CitationForm::Record,
                target,
                quote: words,
                role: None,
            }),
        }
    }
    found
}

impl Quotation {
    /// Takes up one line that is no attribution.
    fn read(&mut self, depth: usize, body: &str, number: u32) {
        match (depth, self.blanks) {
            (0, Some(blanks)) if body.trim().is_empty() => self.blanks = Some(blanks + 1),
            (0, None) if body.trim().is_empty() && !self.lines.is_empty() => self.blanks = Some(1),
            // A line without its mark goes on with the paragraph that is quoted.
            (0, None) if !self.lines.is_empty() => self.lines.push(body.trim().to_owned()),
            (0, _) => *self = Self::default(),
            (_, Some(_)) => {
                *self = Self::default();
                self.read(depth, body, number);
            }
            (_, None) => {
                let body = body.trim_end();
                if self.lines.is_empty() && body.trim().is_empty() {
                    return;
                }
                if self.lines.is_empty() {
                    self.first_line = number;
                }
                self.lines.push(body.to_owned());
            }
        }
    }
}

/// How many quotation marks a line has, and what stands after them.
fn unquoted(line: &str) -> (usize, &str) {
    let (mut depth, mut rest) = (0, line);
    while let Some(after) = rest.trim_start().strip_prefix('>') {
        depth += 1;
        rest = after.strip_prefix(' ').unwrap_or(after);
    }
    (depth, if depth == 0 { line } else { rest })
}

const fn is_dash(character: char) -> bool {
    matches!(character, '—' | '–' | '-' | '―' | '─' | ' ' | '\t' | '~')
}

/// Whether what stands before a link only leads to it.
fn is_lead(before: &str) -> bool {
    let before = before.trim_matches(is_dash).trim_end_matches([':', '：']);
    before.is_empty()
        || ["source", "from", "see", "来源", "出处", "引自"].contains(&before.to_lowercase().trim())
}

/// The last link of a line whose text begins with `seed`.
fn attribution(line: &str) -> Option<Attribution<'_>> {
    let opens = line.match_indices('[').map(|(at, _)| at);
    opens.filter_map(|open| link_at(line, open)).next_back()
}

fn link_at(line: &str, open: usize) -> Option<Attribution<'_>> {
    let inside = line.get(open + 1..)?;
    let close = inside.find(']')?;
    let text = inside.get(..close)?.trim();
    let head = text.get(..4)?;
    let name = text.get(4..)?.strip_prefix(char::is_whitespace)?.trim();
    let rest = inside.get(close + 1..)?;
    let target = if let Some(rest) = rest.strip_prefix('(') {
        Ok(destination(rest)?)
    } else if let Some(rest) = rest.strip_prefix('[') {
        Err(Some(rest.get(..rest.find(']')?)?).filter(|label| !label.is_empty()).unwrap_or(text))
    } else {
        Err(text)
    };
    let before = line.get(..open)?;
    head.eq_ignore_ascii_case("seed").then_some(Attribution { name, target, before })
}

/// Where a link leads, from after its opening bracket, without a title.
fn destination(rest: &str) -> Option<&str> {
    if let Some(rest) = rest.strip_prefix('<') {
        return rest.get(..rest.find('>')?);
    }
    let mut depth = 0_usize;
    let end = rest.find(|character: char| {
        match character {
            '(' => depth += 1,
            ')' if depth == 0 => return true,
            ')' => depth -= 1,
            _ => {}
        }
        false
    })?;
    rest.get(..end)?.split_whitespace().next().or(Some(""))
}

/// Link definitions: `[label]: destination`.
fn definitions(text: &str) -> BTreeMap<String, &str> {
    let read = |line: &'_ str| -> Option<(usize, usize)> {
        let body = line.trim_start();
        let close = body.strip_prefix('[')?.find("]:")?;
        Some((line.len() - body.len() + 1, close))
    };
    let found = text.lines().filter_map(|line| {
        let (start, length) = read(line)?;
        let label = line.get(start..start + length)?.to_lowercase();
        let destination = line.get(start + length + 2..)?.split_whitespace().next()?;
        Some((label, destination.trim_matches(['<', '>'])))
    });
    found.collect()
}

/// What an attribution names; none when it is badly written.
fn target(link: &Attribution<'_>, definitions: &BTreeMap<String, &str>) -> Option<Target> {
    let (seed, version) = match link.name.split_once('@') {
        Some((seed, version)) => (seed, Some(version)),
        None => (link.name, None),
    };
    let is_name = |name: &str| {
        !name.is_empty() && !name.chars().any(|it| it.is_whitespace() || it.is_control())
    };
    if !is_name(seed) || version.is_some_and(|version| !is_name(version)) {
        return None;
    }
    let path = match link.target {
        Ok(path) => Some(path),
        Err(label) => definitions.get(&label.to_lowercase()).copied(),
    };
    Some(Target {
        seed: Some(seed.to_owned()),
        version: version.map(str::to_owned),
        path: path.filter(|path| !path.is_empty()).map(str::to_owned),
    })
}

#[cfg(test)]
mod tests {
    use super::scan_record;
    use crate::citation::cited::ScanFault;

    #[test]
    fn a_quotation_with_an_attribution_is_a_citation() {
        let text = "# Decision\n\n> create a low-latency\n> \"service circle\"\n>\n> — [seed 001@1f3a9c2e](../../seeds/001_cd55.txt)\n\nSo we did.\n";
        let found = scan_record("a.md", text);
        let [citation] = found.citations.as_slice() else { panic!("{found:?}") };
        assert_eq!(citation.quote, "create a low-latency\n\"service circle\"");
        assert_eq!((citation.first_line, citation.last_line), (3, 6));
        assert_eq!(citation.target.seed.as_deref(), Some("001"));
        assert_eq!(citation.target.version.as_deref(), Some("1f3a9c2e"));
        assert_eq!(citation.target.path.as_deref(), Some("../../seeds/001_cd55.txt"));
    }

    #[test]
    fn the_attribution_may_follow_the_quotation_or_use_a_definition() {
        let text = "> 系统应当重试。\n\n— [seed 002@3d62ea6c][s]\r\n\r\n[s]: ../seeds/002.txt\r\n";
        let found = scan_record("a.md", text);
        assert_eq!(found.citations[0].quote, "系统应当重试。");
        assert_eq!(found.citations[0].target.path.as_deref(), Some("../seeds/002.txt"));
    }

    #[test]
    fn one_block_may_hold_several_citations() {
        let text = "> One.\n> [seed 001@11111111](a)\n> Two.\n> [seed 002@22222222](b)\n";
        let quotes: Vec<String> =
            scan_record("a.md", text).citations.into_iter().map(|found| found.quote).collect();
        assert_eq!(quotes, ["One.", "Two."]);
    }

    #[test]
    fn mentions_other_quotations_and_examples_are_no_citations() {
        let text = "See [seed 001@1f3a9c2e](a) for more.\n\n> Just a quotation.\n\nText.\n\n```md\n> Example.\n> [seed 001@1f3a9c2e](a)\n```\n";
        let found = scan_record("a.md", text);
        assert!(found.citations.is_empty() && found.problems.is_empty(), "{found:?}");
    }

    #[test]
    fn what_is_badly_written_is_told_with_its_line() {
        let found =
            scan_record("a.md", "> — [seed 001@1f3a9c2e](a)\n\n> Words.\n> [seed 00 1@](a)\n");
        let faults: Vec<(u32, ScanFault)> =
            found.problems.iter().map(|problem| (problem.line, problem.fault)).collect();
        assert_eq!(faults, [(1, ScanFault::WithoutQuote), (4, ScanFault::BadTarget)]);
    }
}
