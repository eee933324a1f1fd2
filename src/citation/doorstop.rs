//! External references of Doorstop items: files, and a keyword in them.
//!
//! An item is a YAML file, or a Markdown file that begins with YAML between two lines of `---`. The
//! old attribute `ref: KEYWORD` and the newer list `references:` are read, whose entries have
//! `path:`, `type:` and `keyword:`, in block style or in braces. Whatever else YAML can say is
//! passed over.

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
    let mut list: Option<List> = None;
    for line in attributes(item).lines() {
        let is_indented = line.starts_with([' ', '\t', '-', ']', '}']);
        if let Some(list) = list.as_mut().filter(|list| is_indented || list.depth > 0) {
            list.read(line);
            continue;
        }
        found.extend(list.take().into_iter().flat_map(|list| list.entries));
        if let Some(rest) = line.strip_prefix("references:") {
            let mut open = List::default();
            open.read(rest);
            list = Some(open);
        } else if let Some(keyword) = line.strip_prefix("ref:").and_then(scalar) {
            found.push(DoorstopReference { path: None, keyword: Some(keyword) });
        }
    }
    found.extend(list.into_iter().flat_map(|list| list.entries));
    found.retain(|reference| reference.path.is_some() || reference.keyword.is_some());
    found
}

/// The YAML of an item: of a Markdown file what stands between its first lines of dashes.
fn attributes(item: &str) -> &str {
    let body = item.strip_prefix("---\n").or_else(|| item.strip_prefix("---\r\n"));
    let front = body.and_then(|body| body.split_once("\n---").map(|(front, _)| front));
    front.unwrap_or(item)
}

/// The list of references as far as it was read.
#[derive(Debug, Default)]
struct List {
    entries: Vec<DoorstopReference>,
    /// How many brackets and braces are open.
    depth: usize,
}

impl List {
    /// Reads a line, or what stands on the line of the list's name.
    fn read(&mut self, line: &str) {
        let body = line.trim_start();
        let entry = body.strip_prefix('-').filter(|_| self.depth == 0);
        if entry.is_some() {
            self.entries.push(DoorstopReference::default());
        }
        let mut quote: Option<char> = None;
        let mut field = String::new();
        let mut before = ' ';
        for character in entry.unwrap_or(body).chars() {
            let is_flow = self.depth > 0 || field.trim().is_empty();
            match (quote, character) {
                (Some(mark), _) => {
                    quote = quote.filter(|_| character != mark);
                    field.push(character);
                }
                (None, '"' | '\'') if before.is_whitespace() || before == ':' => {
                    quote = Some(character);
                    field.push(character);
                }
                (None, '#') if before.is_whitespace() => break,
                (None, '[' | '{') if is_flow => {
                    self.depth += 1;
                    self.begin(character == '{');
                    field.clear();
                }
                (None, ']' | '}' | ',') if self.depth > 0 => {
                    self.take(&field);
                    field.clear();
                    self.depth -= usize::from(character != ',');
                }
                (None, _) => field.push(character),
            }
            before = character;
        }
        self.take(&field);
    }

    /// Begins an entry in braces, unless the dash before it has begun one.
    fn begin(&mut self, is_entry: bool) {
        let is_fresh =
            self.entries.last().is_some_and(|last| *last == DoorstopReference::default());
        if is_entry && !is_fresh {
            self.entries.push(DoorstopReference::default());
        }
    }

    /// Takes `key: value` into the last entry.
    fn take(&mut self, field: &str) {
        let (Some(last), Some((key, value))) = (self.entries.last_mut(), field.split_once(':'))
        else {
            return;
        };
        match key.trim().trim_matches(['"', '\'']) {
            "path" => last.path = scalar(value),
            "keyword" => last.keyword = scalar(value),
            _ => {}
        }
    }
}

/// A value on one line, without its quotation marks and without a comment; none when it is empty or
/// null.
fn scalar(value: &str) -> Option<String> {
    let value = value.trim();
    let quoted = |mark: char| value.strip_prefix(mark)?.split_once(mark).map(|(text, _)| text);
    let plain = || value.split(" #").next().unwrap_or_default();
    let plain = quoted('\'').or_else(|| quoted('"')).unwrap_or_else(plain).trim();
    (!plain.is_empty() && plain != "null" && plain != "~").then(|| plain.to_owned())
}

#[cfg(test)]
mod tests {
    use super::doorstop_references;

    fn pairs(item: &str) -> Vec<(Option<String>, Option<String>)> {
        doorstop_references(item).into_iter().map(|it| (it.path, it.keyword)).collect()
    }

    #[test]
    fn the_list_is_read_in_every_style_it_can_be_written_in() {
        let expected = [
            (Some("seeds/a, b.txt".to_owned()), Some("REQ-1".to_owned())),
            (Some("seeds/b.txt".to_owned()), None),
        ];
        let styles = [
            "references:\n- path: seeds/a, b.txt\n  type: file\n  keyword: REQ-1  # first\n- type: file\n  path: seeds/b.txt\nlevel: 1\n",
            "references:   # two\n  -\n    path: \"seeds/a, b.txt\"\n    keyword: 'REQ-1'\n  - path: 'seeds/b.txt'\n",
            "references: [{path: 'seeds/a, b.txt', type: file, keyword: REQ-1}, {path: seeds/b.txt}]\nreviewed: null\n",
            "references:\n- {path: \"seeds/a, b.txt\", keyword: REQ-1}\n- {type: file, path: seeds/b.txt}\n",
            "references: [\n  {\n    \"path\": \"seeds/a, b.txt\",\n    \"keyword\": \"REQ-1\"\n  },\n{ \"path\": \"seeds/b.txt\" }\n]\nref: ''\n",
            "---\nactive: true\nreferences:\n- path: seeds/a, b.txt\n  keyword: REQ-1\n- path: seeds/b.txt\n---\n\n# Title\n\nref: no attribute\n",
        ];
        for style in styles {
            assert_eq!(pairs(style), expected, "{style}");
        }
    }

    #[test]
    fn open_brackets_and_quotes_end_with_the_item() {
        assert_eq!(pairs("references: [{path: 'a"), [(Some("'a".to_owned()), None)]);
        assert_eq!(pairs("references: ]]}}\n- }\n").len(), 0);
        assert_eq!(pairs("references: {{{{[[[[\npath: x\n"), [(Some("x".to_owned()), None)]);
    }

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
