//! What a page shows and says of by the names of its elements: who wrote it, and when.

use super::tree::Content;
use super::tree::NodeId;
use super::tree::Tree;
use crate::document::extracted::Field;
use crate::document::extracted::Metadatum;

/// The longest text of an element that names an author or a day, in bytes.
const LONGEST: usize = 120;

/// Words of class names that stand for authors, and for days of publication and of change.
const AUTHOR_WORDS: [&str; 4] = ["author", "byline", "autor", "auteur"];
const DATE_WORDS: [&str; 7] =
    ["date", "datum", "fecha", "published", "pubdate", "posted", "datetime"];
const CHANGE_WORDS: [&str; 3] = ["updated", "modified", "update"];

/// Words beside which those words stand for something else: comments, other texts, and what is told
/// of an author rather than the name.
const OTHER_WORDS: [&str; 22] = [
    "comment",
    "comments",
    "related",
    "sidebar",
    "widget",
    "footer",
    "nav",
    "menu",
    "bio",
    "box",
    "avatar",
    "image",
    "img",
    "photo",
    "icon",
    "social",
    "archive",
    "event",
    "expires",
    "reading",
    "read",
    "copyright",
];

/// Words that introduce an author's name.
const LABELS: [&str; 16] = [
    "written by",
    "posted by",
    "published by",
    "reviewed by",
    "words by",
    "story by",
    "authored by",
    "article by",
    "report by",
    "author",
    "authors",
    "autor",
    "autorin",
    "von",
    "par",
    "by",
];

/// The first element of each kind: further ones mostly belong to teasers and comments. What only a
/// class name says counts below the headline.
#[derive(Debug, Default)]
pub(super) struct Shown {
    has_headline: bool,
    has_author: bool,
    has_day: bool,
    has_change: bool,
}

impl Shown {
    /// What an element shows, when it is the first that does.
    pub(super) fn look(&mut self, tree: &Tree, id: NodeId) -> Option<Metadatum> {
        let name = tree.name(id);
        if matches!(name, "" | "meta" | "link" | "script" | "style" | "html" | "body" | "input") {
            return None;
        }
        self.has_headline |= name == "h1";
        let rel = tree.attribute(id, "rel").unwrap_or_default();
        let is_author_link = rel.split_whitespace().any(|word| word == "author");
        let property = tree.attribute(id, "itemprop").unwrap_or_default();
        let class = tree.attribute(id, "class").unwrap_or_default().to_ascii_lowercase();
        let words: Vec<&str> =
            class.split(|letter: char| !letter.is_ascii_alphanumeric()).collect();
        let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(word));
        let is_other = has(&OTHER_WORDS);
        if !self.has_author && (is_author_link || property == "author") {
            let found = self.author(
                tree,
                id,
                if is_author_link { "rel author" } else { "microdata author" },
            );
            return found;
        }
        if is_other || !self.has_headline {
            return None;
        }
        if !self.has_author && has(&AUTHOR_WORDS) {
            return self.author(tree, id, "class author");
        }
        let is_change = has(&CHANGE_WORDS);
        if !self.has_change && is_change {
            let found = day(tree, id, Field::Updated, "class updated");
            self.has_change = found.is_some();
            return found;
        }
        if !self.has_day && !is_change && has(&DATE_WORDS) {
            let found = day(tree, id, Field::Published, "class date");
            self.has_day = found.is_some();
            return found;
        }
        None
    }

    fn author(&mut self, tree: &Tree, id: NodeId, source: &str) -> Option<Metadatum> {
        let text = spaced_text(tree, id);
        let name = without_label(&text);
        let is_name = text.len() <= LONGEST
            && name.split_whitespace().count() <= MOST_WORDS
            && !name.chars().any(|letter| letter.is_ascii_digit() || letter == ':');
        let found = is_name.then(|| Metadatum::new(Field::Author, name, source))?;
        self.has_author = found.is_some();
        found
    }
}

/// The most words of a name with what a person is.
const MOST_WORDS: usize = 7;

/// The text of an element, with a space between the texts of elements in it.
fn spaced_text(tree: &Tree, id: NodeId) -> String {
    let pieces = tree.descendants(id).filter_map(|node| match tree.content(node) {
        Content::Text(piece) => Some(piece),
        Content::Other | Content::Element(..) => None,
    });
    let words: Vec<&str> = pieces.flat_map(|piece| piece.split_whitespace()).collect();
    words.join(" ")
}

/// A name without the words that introduce it.
fn without_label(text: &str) -> &str {
    let lower = text.to_ascii_lowercase();
    let label = LABELS
        .iter()
        .find(|label| lower.strip_prefix(**label).is_some_and(|rest| rest.starts_with([' ', ':'])));
    let rest = label.and_then(|label| text.get(label.len()..)).unwrap_or(text);
    rest.trim_start_matches([' ', ':']).trim_end_matches([' ', ',', '|', '\u{b7}', '\u{2022}'])
}

/// A short text with a whole year in it.
fn day(tree: &Tree, id: NodeId, field: Field, source: &str) -> Option<Metadatum> {
    let text = tree.text_of(id);
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let is_day = text.len() <= LONGEST && (5..=14).contains(&digits);
    is_day.then(|| Metadatum::new(field, &text, source)).flatten()
}

#[cfg(test)]
mod tests {
    use super::Field;
    use super::Shown;
    use super::Tree;
    use crate::document::html::tree::ROOT;
    use crate::document::limits::Limits;

    fn told(page: &str) -> Vec<(Field, String, String)> {
        let tree = Tree::parse(page, &Limits::default());
        let mut shown = Shown::default();
        let found = tree.descendants(ROOT).filter_map(|id| shown.look(&tree, id));
        found.map(|one| (one.field, one.value, one.source)).collect()
    }

    #[test]
    fn what_elements_are_called_says_who_wrote_it_and_when() {
        let page = "<h1>Dams hold</h1><div class='post-meta'><span class='c-byline'>Written \
                    by<b>Ann Lee</b></span><span class=entry-date>31 January 2024</span></div>";
        let author = (Field::Author, "Ann Lee".to_owned(), "class author".to_owned());
        let day = (Field::Published, "31 January 2024".to_owned(), "class date".to_owned());
        assert_eq!(told(page), [author, day]);
        let linked = "<a rel=author href=/jo>Jo Doe</a><h1>T</h1>";
        assert_eq!(told(linked)[0].2, "rel author");
    }

    #[test]
    fn teasers_comments_and_what_is_no_name_are_passed_over() {
        for page in [
            "<p class=author>Ann Lee<h1>T</h1>",
            "<h1>T</h1><p class='comment-author'>Ann Lee",
            "<h1>T</h1><p class=author>October 15, 2025",
            "<h1>T</h1><p class=author>Ann writes about dams and rivers and all the fish in them.",
            "<h1>T</h1><p class=date>today",
        ] {
            assert!(told(page).is_empty(), "{page}: {:?}", told(page));
        }
        let two = "<h1>T</h1><p class=author>Ann Lee<p class=author>Bo Kim";
        assert_eq!(told(two).len(), 1);
    }
}
