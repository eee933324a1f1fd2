//! What a page says about itself outside its text.

use super::jsonld;
use super::jsonld::unescaped;
use super::shown::Shown;
use super::tree::NodeId;
use super::tree::ROOT;
use super::tree::Tree;
use crate::document::extracted::Field;
use crate::document::extracted::Metadatum;

/// Names of `meta` elements and what they state, in any case. Sources: Open Graph, Dublin Core,
/// Highwire Press, Parse.ly, Sailthru, Twitter Cards, WHATWG.
const NAMES: [(&str, Field); 61] = [
    ("og:title", Field::Title),
    ("twitter:title", Field::Title),
    ("dc.title", Field::Title),
    ("dcterms.title", Field::Title),
    ("citation_title", Field::Title),
    ("parsely-title", Field::Title),
    ("sailthru.title", Field::Title),
    ("title", Field::Title),
    ("headline", Field::Title),
    ("author", Field::Author),
    ("article:author", Field::Author),
    ("og:article:author", Field::Author),
    ("og:author", Field::Author),
    ("dc.creator", Field::Author),
    ("dcterms.creator", Field::Author),
    ("dc.contributor", Field::Author),
    ("citation_author", Field::Author),
    ("parsely-author", Field::Author),
    ("sailthru.author", Field::Author),
    ("byl", Field::Author),
    ("authors", Field::Author),
    ("og:site_name", Field::Publisher),
    ("application-name", Field::Publisher),
    ("dc.publisher", Field::Publisher),
    ("dcterms.publisher", Field::Publisher),
    ("citation_publisher", Field::Publisher),
    ("citation_journal_title", Field::Publisher),
    ("publisher", Field::Publisher),
    ("cre", Field::Publisher),
    ("article:published_time", Field::Published),
    ("og:article:published_time", Field::Published),
    ("og:published_time", Field::Published),
    ("datepublished", Field::Published),
    ("date", Field::Published),
    ("dc.date", Field::Published),
    ("dc.date.issued", Field::Published),
    ("dc.date.created", Field::Published),
    ("dcterms.created", Field::Published),
    ("dcterms.issued", Field::Published),
    ("dcterms.date", Field::Published),
    ("citation_publication_date", Field::Published),
    ("citation_date", Field::Published),
    ("parsely-pub-date", Field::Published),
    ("sailthru.date", Field::Published),
    ("pubdate", Field::Published),
    ("publishdate", Field::Published),
    ("publish-date", Field::Published),
    ("publish_date", Field::Published),
    ("article.published", Field::Published),
    ("article_date_original", Field::Published),
    ("originalpublicationdate", Field::Published),
    ("release_date", Field::Published),
    ("article:modified_time", Field::Updated),
    ("og:updated_time", Field::Updated),
    ("dcterms.modified", Field::Updated),
    ("dc.date.modified", Field::Updated),
    ("last-modified", Field::Updated),
    ("lastmod", Field::Updated),
    ("datemodified", Field::Updated),
    ("og:locale", Field::Language),
    ("og:url", Field::Url),
];

/// Everything that a page states about itself, in the order of the page.
pub(super) fn metadata(tree: &Tree) -> Vec<Metadatum> {
    let mut found = Vec::new();
    let mut shown = is_article(tree).then(Shown::default);
    for id in tree.descendants(ROOT) {
        found.extend(shown.as_mut().and_then(|shown| shown.look(tree, id)));
        match tree.name(id) {
            "html" => found.extend(attribute(tree, id, "lang", Field::Language, "html lang")),
            "title" if tree.parent(id).is_some_and(|parent| tree.name(parent) != "svg") => {
                found.extend(Metadatum::new(Field::Title, &tree.text_of(id), "title"));
            }
            "meta" => found.extend(of_meta(tree, id)),
            "link" => found.extend(of_link(tree, id)),
            "time" => found.extend(of_time(tree, id)),
            "script" => found.extend(of_script(tree, id)),
            "" => {}
            _ => found.extend(of_microdata(tree, id)),
        }
    }
    found
}

/// Whether a page says of itself that it is one article. On other pages, such as shops and forums,
/// what is marked as author or date is that of a review or an answer.
fn is_article(tree: &Tree) -> bool {
    let says_so = |id: NodeId| match tree.name(id) {
        "meta" => {
            let kind = tree.attribute(id, "property").or_else(|| tree.attribute(id, "name"));
            let value = tree.attribute(id, "content").unwrap_or_default();
            kind.is_some_and(|kind| kind.eq_ignore_ascii_case("og:type"))
                && value.to_ascii_lowercase().contains("article")
        }
        "script" => {
            let kind = tree.attribute(id, "type").unwrap_or_default();
            kind.trim().eq_ignore_ascii_case("application/ld+json")
                && jsonld::has_article(&tree.text_of(id))
        }
        "" => false,
        _ => tree.attribute(id, "itemtype").is_some_and(|kind| {
            ["Article", "BlogPosting"].iter().any(|article| kind.trim_end().ends_with(article))
        }),
    };
    tree.descendants(ROOT).any(says_so)
}

fn attribute(tree: &Tree, id: NodeId, name: &str, field: Field, source: &str) -> Option<Metadatum> {
    Metadatum::new(field, tree.attribute(id, name)?, source)
}

fn of_meta(tree: &Tree, id: NodeId) -> Option<Metadatum> {
    let keys = ["property", "name", "itemprop", "http-equiv"];
    let name = keys.into_iter().find_map(|key| tree.attribute(id, key))?.trim();
    let lower = name.to_ascii_lowercase();
    let wanted = lower.replacen("dc:", "dc.", 1).replacen("dcterms:", "dcterms.", 1);
    let (_, field) = NAMES.into_iter().find(|(known, _)| *known == wanted)?;
    Metadatum::new(field, &unescaped(tree.attribute(id, "content")?), format!("meta {lower}"))
}

fn of_link(tree: &Tree, id: NodeId) -> Option<Metadatum> {
    let rel = tree.attribute(id, "rel")?;
    rel.eq_ignore_ascii_case("canonical")
        .then(|| attribute(tree, id, "href", Field::Url, "link canonical"))
        .flatten()
}

/// A `time` says when something was published only where it says so; any other may be of anything.
fn of_time(tree: &Tree, id: NodeId) -> Option<Metadatum> {
    let words = ["itemprop", "class", "pubdate"].map(|name| tree.attribute(id, name));
    let says = |wanted: &str| {
        words.iter().flatten().any(|words| words.to_ascii_lowercase().contains(wanted))
    };
    let is_pubdate = tree.attribute(id, "pubdate").is_some();
    let (field, source) = if says("modified") || says("updated") {
        (Field::Updated, "time updated")
    } else if is_pubdate || says("published") || says("entry-date") || says("dt-published") {
        (Field::Published, "time published")
    } else {
        (Field::Published, "time")
    };
    attribute(tree, id, "datetime", field, source)
}

fn of_script(tree: &Tree, id: NodeId) -> Vec<Metadatum> {
    let kind = tree.attribute(id, "type").unwrap_or_default();
    if kind.trim().eq_ignore_ascii_case("application/ld+json") {
        return jsonld::statements(&tree.text_of(id));
    }
    Vec::new()
}

/// Microdata with the words of schema.org on shown elements.
fn of_microdata(tree: &Tree, id: NodeId) -> Option<Metadatum> {
    let property = tree.attribute(id, "itemprop")?.trim();
    let field = match property {
        "headline" => Field::Title,
        "datePublished" => Field::Published,
        "dateModified" => Field::Updated,
        _ => return None,
    };
    let value = tree.attribute(id, "content").or_else(|| tree.attribute(id, "datetime"));
    let value = value.map_or_else(|| tree.text_of(id), str::to_owned);
    Metadatum::new(field, &value, format!("microdata {property}"))
}

#[cfg(test)]
mod tests {
    use super::Field;
    use super::Tree;
    use super::metadata;
    use crate::document::limits::Limits;

    #[test]
    fn a_page_states_its_title_author_dates_language_and_address() {
        let page = "<html lang=en-GB><title>T</title><meta property=og:title content='The title'>\
                    <meta name=DC.creator content='Jo Doe'><meta name=date content=2024-01-31>\
                    <link rel=canonical href=https://example.org/a><time datetime=2023-05-01 \
                    class=updated>1 May</time>";
        let found = metadata(&Tree::parse(page, &Limits::default()));
        let told: Vec<(Field, &str, &str)> =
            found.iter().map(|one| (one.field, one.value.as_str(), one.source.as_str())).collect();
        assert_eq!(
            told,
            [
                (Field::Language, "en-GB", "html lang"),
                (Field::Title, "T", "title"),
                (Field::Title, "The title", "meta og:title"),
                (Field::Author, "Jo Doe", "meta dc.creator"),
                (Field::Published, "2024-01-31", "meta date"),
                (Field::Url, "https://example.org/a", "link canonical"),
                (Field::Updated, "2023-05-01", "time updated"),
            ]
        );
    }
}
