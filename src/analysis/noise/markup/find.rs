//! What of a page with elements is noise.

use super::frame::Frame;
use super::hints;
use super::hints::Words;
use super::judge::JUDGES;
use super::judge::Judges;
use super::naming;
use super::verdict;
use crate::analysis::noise::known::Finding;
use crate::analysis::noise::page::Page;
use crate::document::Document;

/// For every line of a document that has elements what kind of noise it is, and by which rule.
pub(in crate::analysis::noise) fn find(
    document: &Document<'_>,
    page: &Page,
) -> Vec<Option<Finding>> {
    findings(document, page, JUDGES.as_ref(), &hints::EMBEDDED)
}

/// The same with other models.
pub(super) fn findings(
    document: &Document<'_>,
    page: &Page,
    judges: Option<&Judges>,
    words: &Words,
) -> Vec<Option<Finding>> {
    let frame = Frame::of(document, page, words);
    let odds = match judges {
        Some(judges) => judges.judge(document, page, &frame),
        None => vec![i32::MIN; page.lines.len()],
    };
    let is_noise = verdict::settle(document, page, &frame, &odds);
    naming::name(page, &frame, &is_noise)
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::analysis::noise::page::Page;
    use crate::analysis::noise::span::Category;
    use crate::document::Document;
    use crate::document::Hints;

    /// The lines of a page that are noise with their categories, and those that are not.
    fn judged(page: &str) -> (Vec<(String, Category)>, Vec<String>) {
        let hints = Hints { file_name: Some("page.html".to_owned()) };
        let document = Document::parse(page.as_bytes(), &hints);
        let read = Page::read(document.text());
        let (mut noise, mut content) = (Vec::new(), Vec::new());
        for (line, found) in read.lines.iter().zip(find(&document, &read)) {
            let text = document.slice(line.span).to_owned();
            match found {
                Some((category, _)) => noise.push((text, category)),
                None => content.push(text),
            }
        }
        (noise, content)
    }

    const ARTICLE: &str = "<html><head><title>Harbour opens new lock - The Quay</title></head><body>\
        <nav class=mainmenu><ul><li><a href=/a>News</a></li><li><a href=/b>Sport</a></li>\
        <li><a href=/c>Weather</a></li></ul></nav><article><h1>Harbour opens new lock</h1>\
        <p>The new lock of the harbour was opened on Monday after four years of work, the harbour \
        master said at a small ceremony.</p><p>Ships of up to two hundred metres can now pass it in \
        twenty minutes, half of the time that they needed before, and in any tide.</p>\
        <h2>What comes next</h2><p>The old lock stays in use for small boats until the end of the \
        year, and is then to become a museum with a view of the basin.</p></article>\
        <div class=related-articles><h3>Read also</h3><ul><li><a href=/d>Bridge closed for a week of \
        repairs</a></li><li><a href=/e>Fish market moves to the north pier</a></li></ul></div>\
        <footer class=site-footer><p>&copy; The Quay. All rights reserved.</p></footer></body></html>";

    #[test]
    fn menus_teasers_and_footers_are_noise_and_the_article_with_its_title_is_not() {
        let (noise, content) = judged(ARTICLE);
        assert_eq!(content.len(), 5, "{content:#?}");
        let category = |part: &str| {
            noise.iter().find(|(text, _)| text.contains(part)).map(|(_, category)| *category)
        };
        assert_eq!(category("Sport"), Some(Category::Navigation));
        assert_eq!(category("Bridge closed"), Some(Category::RelatedLinks));
        assert_eq!(category("rights reserved"), Some(Category::LegalFooter));
    }

    #[test]
    fn a_specification_keeps_its_clauses_tables_and_code() {
        let clause = |number: u32| {
            format!(
                "<h3 id=s{number}>3.{number} Frame {number}</h3><p>The sender MUST set the length to \
                 {number}.</p><p>Reserved bits SHALL be zero.</p><pre>len = {number}\nsend(len)</pre>\
                 <table><tr><th>Field</th><th>Bits</th></tr><tr><td>Length</td><td>16</td></tr>\
                 </table><ul><li>ack</li><li>nack</li></ul>"
            )
        };
        let clauses: String = (1..12).map(clause).collect();
        let page = format!("<title>Frames</title><body><h1>Frames</h1>{clauses}</body>");
        let (noise, _) = judged(&page);
        assert!(noise.is_empty(), "{noise:#?}");
    }

    #[test]
    fn a_memo_set_in_one_preformatted_block_loses_nothing() {
        let memo =
            "1.  Scope\n\n   The host MUST answer within five seconds.\n\nRFC 1\n\n".repeat(120);
        let (noise, content) =
            judged(&format!("<title>Memo</title><body><pre>{memo}</pre></body>"));
        assert!(noise.is_empty() && content.len() > 300);
    }

    #[test]
    fn an_answer_in_a_forum_is_kept() {
        let post = |name: &str, text: &str| {
            format!(
                "<div class=post><div class=author>{name}</div><div class=post-body><p>{text}</p></div></div>"
            )
        };
        let page = [
            "<title>Pump does not start</title><body><h1>Pump does not start</h1>".to_owned(),
            post("ann", "My pump does not start after the update to version four, and the panel stays dark. What can I do about it?"),
            post("bob", "Hold the reset button for ten seconds while you switch the power on, and then load the old settings again."),
        ]
        .concat();
        let (_, content) = judged(&page);
        assert!(content.iter().any(|line| line.contains("reset button")), "{content:#?}");
    }

    #[test]
    fn a_page_without_text_or_only_with_links_makes_no_trouble() {
        assert_eq!(judged("<html></html>").1.len(), 0);
        let links = "<li><a href=/x>Pier</a></li>".repeat(3000);
        let (noise, content) = judged(&format!("<ul>{links}</ul>"));
        assert_eq!(noise.len() + content.len(), 3000);
    }
}
