//! Kinds of documents that their headings give away, whatever their sentences say.

use super::reading::Reading;

/// Headings that name a version, from which a document is a list of changes.
const FEWEST_VERSIONS: usize = 2;

/// Headings that every research paper has, and proposals hardly ever together.
const PAPER_CORE: [&[&str]; 2] = [
    &["evaluation", "experiments", "results", "experimental results", "实验结果", "实验与分析"],
    &["conclusion", "conclusions", "conclusion and future work", "结论", "结语"],
];

/// Headings that a research paper has some of.
const PAPER_REST: [&[&str]; 4] = [
    &["abstract", "摘要"],
    &["related work", "background and related work", "相关工作", "研究现状"],
    &["references", "bibliography", "参考文献"],
    &["acknowledgements", "acknowledgments", "致谢"],
];

/// How many of the latter.
const FEWEST_OF_PAPER: usize = 2;

/// What the headings say that the document is, if that is no specification.
pub(super) fn other_kind(text: &str, reading: &Reading) -> Option<&'static str> {
    let headings: Vec<String> = reading
        .sections
        .all()
        .iter()
        .map(|heading| heading.span.slice(text).trim().to_lowercase())
        .collect();
    let versions = headings.iter().filter(|heading| is_version(heading)).count();
    if versions >= FEWEST_VERSIONS && versions * 8 >= headings.len() {
        return Some("a list of changes");
    }
    let is_there = |names: &&[&str]| headings.iter().any(|it| names.contains(&unnumbered(it)));
    let is_paper = PAPER_CORE.iter().all(&is_there)
        && PAPER_REST.iter().filter(|names| is_there(names)).count() >= FEWEST_OF_PAPER;
    is_paper.then_some("a research paper")
}

/// `[2.4.0] - 2025-04-02`, `v1.3`, `Version 2.0.1 (May 2025)`: a version and hardly more.
fn is_version(heading: &str) -> bool {
    let bare = heading.trim_start_matches(['[', '(', '*', '`', '#', ' ']);
    let bare = ["version ", "release ", "版本", "v"]
        .iter()
        .find_map(|prefix| bare.strip_prefix(prefix))
        .unwrap_or(bare)
        .trim_start();
    let rest = bare.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let number = bare.get(..bare.len() - rest.len()).unwrap_or_default();
    let dots = number.trim_matches('.').bytes().filter(|byte| *byte == b'.').count();
    let has_date = rest.bytes().filter(u8::is_ascii_digit).count() >= 4;
    let is_bare = !rest.chars().any(char::is_alphanumeric);
    number.starts_with(|c: char| c.is_ascii_digit())
        && dots >= 1
        && rest.len() <= 28
        && (has_date || is_bare && (dots >= 2 || bare.len() < heading.len()))
}

fn unnumbered(heading: &str) -> &str {
    heading.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' ' | '、'))
}

#[cfg(test)]
mod tests {
    use super::is_version;

    #[test]
    fn headings_of_releases_are_told_from_numbered_sections() {
        for heading in [
            "[2.4.0] - 2025-04-02",
            "v1.3",
            "version 2.0.1 (may 2025)",
            "1.2.3",
            "0.9 (2024-01-31)",
        ] {
            assert!(is_version(heading), "{heading}");
        }
        for heading in ["2.1 scope", "3.2 version 2 of the protocol", "2.1", "scope", "第2.1节", ""]
        {
            assert!(!is_version(heading), "{heading}");
        }
    }
}
