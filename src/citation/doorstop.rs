//! External references of Doorstop items: files, and a keyword in them.
//!
//! An item is a YAML file with `ref: KEYWORD` or `references:` and under it entries of `path:`,
//! `type:` and `keyword:`. Only these lines are read; whatever else YAML can say is passed over.

/// A reference of an item.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DoorstopReference {
    /// The file, from the repository's root; none when any file may have the keyword.
    pub path: Option<String>,
    /// A word that stands in the line that is meant; none when the whole file is.
    pub keyword: Option<String>,
}

/// Reads the external references of an item.
#[must_use]
pub fn doorstop_references(item: &str) -> Vec<DoorstopReference> {
    let mut found: Vec<DoorstopReference> = Vec::new();
    let mut is_inside = false;
    for line in item.lines() {
        let is_indented = line.starts_with([' ', '-']);
        if !is_indented {
            is_inside = line.trim_end() == "references:";
            let keyword = line.strip_prefix("ref:").and_then(scalar);
            found.extend(
                keyword.map(|keyword| DoorstopReference { path: None, keyword: Some(keyword) }),
            );
            continue;
        }
        if !is_inside {
            continue;
        }
        let body = line.trim_start();
        let entry = body.strip_prefix('-').map(str::trim_start);
        if entry.is_some() {
            found.push(DoorstopReference::default());
        }
        let (Some(last), Some((key, value))) =
            (found.last_mut(), entry.unwrap_or(body).split_once(':'))
        else {
            continue;
        };
        match key.trim() {
            "path" => last.path = scalar(value),
            "keyword" => last.keyword = scalar(value),
            _ => {}
        }
    }
    found.retain(|reference| reference.path.is_some() || reference.keyword.is_some());
    found
}

/// A value on one line, without its quotation marks; none when it is empty or null.
fn scalar(value: &str) -> Option<String> {
    let value = value.trim();
    let quoted = |mark: char| value.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
    let plain = quoted('\'').or_else(|| quoted('"')).unwrap_or(value).trim();
    (!plain.is_empty() && plain != "null" && plain != "~").then(|| plain.to_owned())
}

#[cfg(test)]
mod tests {
    use super::doorstop_references;

    #[test]
    fn both_ways_to_refer_are_read_and_nothing_else() {
        let item = "active: true\nref: 'REQ-7'\nreferences:\n- keyword: REQ-1\n  path: seeds/a.txt\n  type: file\n- path: \"seeds/b.txt\"\n  type: file\ntext: |\n  path: no reference\n";
        let found = doorstop_references(item);
        let pairs: Vec<(Option<&str>, Option<&str>)> =
            found.iter().map(|it| (it.path.as_deref(), it.keyword.as_deref())).collect();
        let expected = [
            (None, Some("REQ-7")),
            (Some("seeds/a.txt"), Some("REQ-1")),
            (Some("seeds/b.txt"), None),
        ];
        assert_eq!(pairs, expected);
        assert!(doorstop_references("ref: ''\nreferences: null\n").is_empty());
    }
}
