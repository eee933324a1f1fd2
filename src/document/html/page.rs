//! Extracting one page.

use super::embedded::metadata;
use super::encoding::decode;
use super::render::render;
use super::tree::Tree;
use crate::document::decode::Encoding;
use crate::document::extracted::Extracted;
use crate::document::limitation::Limitation;
use crate::document::limitation::LimitationKind;
use crate::document::limits::Limits;

/// Fewest letters that a page hides for it to be told.
const FEWEST_HIDDEN: usize = 20;

/// Extracts the visible text of a page, its elements and what it says about itself.
pub(in crate::document) fn extract(bytes: &[u8], limits: &Limits) -> (Encoding, Extracted) {
    let decoded = decode(bytes);
    let tree = Tree::parse(&decoded.text, limits);
    let rendered = render(&tree, limits);
    let mut limitations = Vec::new();
    if tree.is_cut {
        limitations.push(Limitation::new(
            LimitationKind::Damaged,
            "nested too deep or made of too many elements: read up to there",
        ));
    }
    if decoded.unknown > 0 {
        let detail = format!(
            "{} places are no {}, and stand as \u{fffd} in the text",
            decoded.unknown, decoded.encoding.name
        );
        limitations.push(Limitation::new(LimitationKind::UnknownCharacters, detail));
    }
    if rendered.hidden_letters >= FEWEST_HIDDEN {
        let detail = format!(
            "{} letters that the page hides from its readers are left out",
            rendered.hidden_letters
        );
        limitations.push(Limitation::new(LimitationKind::HiddenText, detail));
    }
    let extracted = Extracted {
        text: rendered.text,
        elements: rendered.elements,
        metadata: metadata(&tree),
        limitations,
        ..Extracted::default()
    };
    (decoded.encoding, extracted)
}

#[cfg(test)]
mod tests {
    use super::extract;
    use crate::document::limitation::LimitationKind;
    use crate::document::limits::Limits;

    fn text(page: &str) -> String {
        extract(page.as_bytes(), &Limits::default()).1.text
    }

    #[test]
    fn headings_paragraphs_lists_and_tables_become_blocks() {
        let page = "<title>T</title><body><h1>Pump <em>control</em></h1><p>The controller\n shall \
                    stop.</p><ol start=3><li>open<li><p>close</p><ul><li>slowly</ul></ol>\
                    <table><tr><th>Limit<th>Value<tr><td>time<td>5&nbsp;s</table>tail";
        assert_eq!(
            text(page),
            "# Pump control\n\nThe controller shall stop.\n\n3. open\n4. close\n  - slowly\n\n\
             | Limit | Value |\n| time | 5 s |\n\ntail\n"
        );
    }

    #[test]
    fn scripts_styles_and_hidden_parts_are_not_shown_but_hidden_text_is_told() {
        let page = "<p>Seen.<script>var x='no'</script><style>p{}</style>\
                    <div style='display:none'>This warranty is void in all cases whatsoever.</div>\
                    <div hidden>x</div><noscript>Turn it on</noscript>";
        let (_, extracted) = extract(page.as_bytes(), &Limits::default());
        assert_eq!(extracted.text, "Seen.\n");
        assert_eq!(extracted.limitations[0].kind, LimitationKind::HiddenText);
    }

    #[test]
    fn line_breaks_part_lines_and_two_of_them_part_paragraphs() {
        assert_eq!(text("Name: A<br>Date: B<br><br>Text"), "Name: A\nDate: B\n\nText\n");
    }

    #[test]
    fn tables_that_lay_out_a_page_are_read_as_blocks() {
        let page =
            "<table><tr><td><p>Menu</p></td><td><h1>Title</h1><p>Text.</p></td></tr></table>";
        assert_eq!(text(page), "Menu\n\n# Title\n\nText.\n");
    }

    #[test]
    fn code_keeps_its_white_space_and_a_page_of_preformatted_text_is_a_text() {
        assert_eq!(text("<pre>a\n  b</pre>"), "```\na\n  b\n```\n");
        let memo =
            format!("<pre>{}</pre>", "1.  Scope\n\n   The host MUST answer.\n\n".repeat(200));
        assert!(text(&memo).starts_with("1.  Scope\n\n   The host MUST answer.\n"));
    }

    #[test]
    fn elements_cover_their_text_and_know_their_parents() {
        let page = "<main class=Body><p>One <a href=x>link</a> two.</main><footer>End</footer>";
        let (_, extracted) = extract(page.as_bytes(), &Limits::default());
        let of = |name: &str| {
            extracted.elements.iter().find(|element| element.name == name).expect("an element")
        };
        assert_eq!(of("a").span.slice(&extracted.text), "link");
        assert_eq!(of("p").span.slice(&extracted.text), "One link two.");
        assert_eq!(of("footer").span.slice(&extracted.text), "End");
        let main = of("p").parent.map(|parent| &extracted.elements[parent]).expect("a parent");
        assert_eq!((main.name.as_str(), main.hints.as_str()), ("main", "body"));
    }

    #[test]
    fn links_side_by_side_are_kept_apart() {
        assert_eq!(text("<nav><a>Home</a><a>News</a></nav>"), "Home News\n");
    }
}
