//! Where the path of a citation leads.

use super::cited::Citation;
use super::cited::CitationForm;

/// Whether the path that is written in a citation leads to `path`, the seed's file from the root
/// of the project. None when no path is written, or an address that is no path.
pub(super) fn leads_to(citation: &Citation, path: &str) -> Option<bool> {
    let written = citation.target.path.as_deref().filter(|written| !written.contains("://"))?;
    let written = decoded(written.split(['#', '?']).next().unwrap_or_default());
    Some(match citation.form {
        CitationForm::Record => resolved(&citation.file, &written).as_deref() == Some(path),
        // In code the path starts at the root, whatever folders up are written before it.
        CitationForm::Comment => written.trim_start_matches("./").trim_start_matches("../") == path,
    })
}

/// What is to be written in a citation so that it leads to `path`.
#[must_use]
pub fn link_to(file: &str, form: CitationForm, path: &str) -> String {
    if form == CitationForm::Comment {
        return path.to_owned();
    }
    let mut from: Vec<&str> = file.split('/').collect();
    from.pop();
    let to: Vec<&str> = path.split('/').collect();
    let shared = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
    let up = std::iter::repeat_n("..", from.len() - shared);
    let down = to.get(shared..).unwrap_or_default().iter().copied();
    encoded(&up.chain(down).collect::<Vec<_>>().join("/"))
}

/// A relative link from a file, as a path from the root; none when it leads out of it.
fn resolved(file: &str, link: &str) -> Option<String> {
    let mut parts: Vec<&str> = match link.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => file.split('/').collect(),
    };
    parts.pop();
    for part in link.split('/').filter(|part| !part.is_empty() && *part != ".") {
        if part == ".." {
            parts.pop()?;
        } else {
            parts.push(part);
        }
    }
    Some(parts.join("/"))
}

/// Percent-encodes what would end a link or cannot stand in one.
fn encoded(path: &str) -> String {
    let mut link = String::with_capacity(path.len());
    for character in path.chars() {
        match character {
            ' ' | '(' | ')' | '<' | '>' | '%' | '#' | '?' | '[' | ']' | '\\' | '"' | '\'' => {
                link.push_str(&format!("%{:02X}", u32::from(character)));
            }
            _ => link.push(character),
        }
    }
    link
}

/// Undoes percent-encoding; what is no UTF-8 then stays as it was.
fn decoded(link: &str) -> String {
    let mut bytes = Vec::with_capacity(link.len());
    let mut rest = link.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let value = hex.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match (first, value) {
            (b'%', Some(value)) => {
                bytes.push(value);
                rest = after.get(2..).unwrap_or_default();
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_not_text| link.to_owned())
}

#[cfg(test)]
mod tests {
    use super::leads_to;
    use super::link_to;
    use crate::citation::cited::CitationForm;
    use crate::citation::scan::ScanOptions;
    use crate::citation::scan::scan;

    fn leads(file: &str, link: &str, path: &str) -> Option<bool> {
        let record = format!("> Nodes reply.\n> — [seed 001@1f3a9c2e]({link})\n");
        let found = scan(file, record.as_bytes(), &ScanOptions::default());
        leads_to(&found.citations[0], path)
    }

    #[test]
    fn a_link_is_followed_from_the_folder_of_its_file() {
        let seed = "seeds/001 a.txt";
        assert_eq!(leads("docs/adr/1.md", "../../seeds/001%20a.txt#top", seed), Some(true));
        assert_eq!(leads("docs/adr/1.md", "/seeds/001%20a.txt", seed), Some(true));
        assert_eq!(leads("docs/adr/1.md", "../seeds/001%20a.txt", seed), Some(false));
        assert_eq!(leads("1.md", "../../../etc/passwd", seed), Some(false));
        assert_eq!(leads("1.md", "https://example.org/001.txt", seed), None);
    }

    #[test]
    fn what_is_written_leads_there() {
        for (file, path) in [("docs/adr/1.md", "seeds/a (1).txt"), ("1.md", "seeds/规则.md")] {
            let link = link_to(file, CitationForm::Record, path);
            assert_eq!(leads(file, &link, path), Some(true), "{link}");
        }
        assert_eq!(link_to("a/b.rs", CitationForm::Comment, "seeds/a.txt"), "seeds/a.txt");
    }
}
