//! Code: a comment line that names the target, then comment lines with the quoted words.
//!
//! The form that users of duvet know: `//= seeds/001.txt#section` and `//# quoted text`, behind
//! any comment mark.

use super::file::line_number;
use super::options::ScanOptions;
use crate::citation::cited::Citation;
use crate::citation::cited::CitationForm;
use crate::citation::cited::Scan;
use crate::citation::cited::ScanFault;
use crate::citation::cited::ScanProblem;
use crate::citation::cited::Target;

/// Comment marks, longer ones before those that begin them.
const MARKS: [&str; 12] = ["<!--", "///", "//", "/*", "--", ";;", ";", "%%", "%", "#", "*", "'"];

/// What one line says.
enum Said<'t> {
    /// Names a target.
    Target(&'t str),
    /// Says more about it: `type=test`.
    Attribute(&'t str, &'t str),
    /// Quotes words.
    Quote(&'t str),
}

/// A citation that is being read.
struct Pending {
    citation: Citation,
    lines: Vec<String>,
    is_good: bool,
}

/// Finds the citations of a code file.
pub(super) fn scan_code(file: &str, text: &str, options: &ScanOptions) -> Scan {
    let mut found = Scan::default();
    let mut pending: Option<Pending> = None;
    for (index, line) in text.lines().enumerate() {
        let number = line_number(index + 1);
        match read(line, options, pending.is_some()) {
            Some(Said::Target(name)) => {
                close(pending.take(), &mut found);
                pending = open(file, name, number, options);
            }
            Some(Said::Attribute(key, value)) => {
                if let Some(pending) = pending.as_mut().filter(|_| key == "type") {
                    pending.citation.role = Some(value.to_owned());
                }
            }
            Some(Said::Quote(words)) => {
                if let Some(pending) = &mut pending {
                    pending.lines.push(words.to_owned());
                    pending.citation.last_line = number;
                }
            }
            None => close(pending.take(), &mut found),
        }
    }
    close(pending, &mut found);
    found
}

/// Ends a citation.
fn close(pending: Option<Pending>, found: &mut Scan) {
    let Some(Pending { mut citation, lines, is_good }) = pending else { return };
    citation.quote = lines.join("\n").trim().to_owned();
    let line = citation.first_line;
    let problem = |fault| ScanProblem { file: citation.file.clone(), line, fault };
    if citation.quote.is_empty() {
        found.problems.push(problem(ScanFault::WithoutQuote));
    } else if is_good {
        found.citations.push(citation);
    } else {
        found.problems.push(problem(ScanFault::BadTarget));
    }
}

/// Starts a citation, when the target is a seed.
fn open(file: &str, name: &str, number: u32, options: &ScanOptions) -> Option<Pending> {
    let target = target(name, options)?;
    let has_seed = target.seed.as_deref().is_none_or(|seed| !seed.is_empty());
    let has_version = target.version.as_deref().is_none_or(|version| !version.is_empty());
    let citation = Citation {
        file: file.to_owned(),
        first_line: number,
        last_line: number,
        form: CitationForm::Comment,
        target,
        quote: String::new(),
        role: None,
    };
    Some(Pending { citation, lines: Vec::new(), is_good: has_seed && has_version })
}

/// `seeds/001.txt@1f3a9c2e#section`, or `seed 001@1f3a9c2e`; none when it is something else.
fn target(name: &str, options: &ScanOptions) -> Option<Target> {
    let name = name.split('#').next().unwrap_or_default().trim();
    let (place, version) = match name.split_once('@') {
        Some((place, version)) => (place, Some(version.to_owned())),
        None => (name, None),
    };
    if let Some(seed) = place.strip_prefix("seed ") {
        return Some(Target { seed: Some(seed.trim().to_owned()), version, path: None });
    }
    let below = place.trim_start_matches("./").trim_start_matches("../");
    let is_seed = below.strip_prefix(options.seeds.as_str())?.starts_with('/');
    is_seed.then(|| Target { seed: None, version, path: Some(place.to_owned()) })
}

/// What a line says, if it is part of a citation.
fn read<'t>(line: &'t str, options: &ScanOptions, is_inside: bool) -> Option<Said<'t>> {
    let body = line.trim();
    for style in &options.comments {
        if let Some(rest) = body.strip_prefix(style.target.as_str()) {
            return Some(named(rest));
        }
        if let Some(rest) = body.strip_prefix(style.quote.as_str()) {
            return Some(Said::Quote(quoted(rest)));
        }
    }
    let after_mark = MARKS.iter().filter_map(|mark| body.strip_prefix(mark));
    for rest in after_mark {
        if let Some(rest) = rest.strip_prefix('=') {
            return Some(named(rest));
        }
        if let Some(rest) = rest.strip_prefix('#').filter(|_| is_inside) {
            return Some(Said::Quote(quoted(rest)));
        }
    }
    None
}

fn quoted(rest: &str) -> &str {
    rest.trim_end_matches("*/").trim_end_matches("-->").trim()
}

fn named(rest: &str) -> Said<'_> {
    let rest = quoted(rest);
    match rest.split_once('=') {
        Some((key, value)) if key.bytes().all(|byte| byte.is_ascii_alphabetic()) => {
            Said::Attribute(key, value.trim())
        }
        _ => Said::Target(rest),
    }
}

#[cfg(test)]
mod tests {
    use super::scan_code;
    use crate::citation::cited::ScanFault;
    use crate::citation::scan::CommentStyle;
    use crate::citation::scan::ScanOptions;

    #[test]
    fn two_comment_lines_are_a_citation_in_any_language() {
        for mark in ["//", "#", "--", ";", "%", "    //", " *"] {
            let text = format!(
                "code\n{mark}= seeds/001_cd55.txt@1f3a9c2e#limits\n{mark}= type=test\n{mark}# Nodes MUST\n{mark}# reply.\ncode\n"
            );
            let found = scan_code("a", &text, &ScanOptions::default());
            let [citation] = found.citations.as_slice() else { panic!("{mark}: {found:?}") };
            assert_eq!(citation.quote, "Nodes MUST\nreply.");
            assert_eq!(citation.target.path.as_deref(), Some("seeds/001_cd55.txt"));
            assert_eq!(citation.target.version.as_deref(), Some("1f3a9c2e"));
            assert_eq!(citation.role.as_deref(), Some("test"));
            assert_eq!((citation.first_line, citation.last_line), (2, 5));
        }
    }

    #[test]
    fn targets_that_are_no_seeds_are_none_of_ours() {
        let text = "//= https://example.org/spec#one\n//# Words.\n// = seeds/1\nlet a = 1;\n";
        let found = scan_code("a.rs", text, &ScanOptions::default());
        assert!(found.citations.is_empty() && found.problems.is_empty());
    }

    #[test]
    fn a_target_without_words_is_told() {
        let found =
            scan_code("a.rs", "//= seed 001@1f3a9c2e\nfn main() {}\n", &ScanOptions::default());
        assert_eq!(found.problems[0].fault, ScanFault::WithoutQuote);
        let found = scan_code("a.rs", "//= seed 001@\n//# Words.\n", &ScanOptions::default());
        assert_eq!(found.problems[0].fault, ScanFault::BadTarget);
    }

    #[test]
    fn the_comment_marks_can_be_chosen() {
        let style = CommentStyle { target: "@cite".to_owned(), quote: "@says".to_owned() };
        let options = ScanOptions { comments: vec![style], ..ScanOptions::default() };
        let found = scan_code("a", "@cite seed 001@1f3a9c2e\n@says Nodes reply.\n", &options);
        assert_eq!(found.citations[0].quote, "Nodes reply.");
    }
}
