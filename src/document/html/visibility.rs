//! What of a page a reader sees.

use super::tree::NodeId;
use super::tree::Tree;

/// Elements whose contents are no text of the page.
const UNSEEN: [&str; 24] = [
    "head", "script", "style", "template", "noscript", "svg", "iframe", "object", "embed",
    "canvas", "audio", "video", "map", "select", "datalist", "textarea", "input", "progress",
    "meter", "frameset", "noframes", "applet", "param", "title",
];

/// How an element takes part in what a reader sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Visibility {
    /// It is shown.
    Shown,
    /// It holds no text of the page: scripts, forms' fields, pictures.
    NoText,
    /// It holds text that the page hides.
    Hidden,
}

/// How the element `id` is shown, by its name, its attributes and the style on it. Style sheets are
/// not read.
pub(super) fn visibility(tree: &Tree, id: NodeId) -> Visibility {
    let name = tree.name(id);
    if UNSEEN.contains(&name) {
        return Visibility::NoText;
    }
    if matches!(name, "html" | "body") {
        return Visibility::Shown;
    }
    let is_hidden = tree.attribute(id, "hidden").is_some_and(|value| value != "until-found")
        || (name == "dialog" && tree.attribute(id, "open").is_none())
        || tree.attribute(id, "style").is_some_and(hides);
    if is_hidden { Visibility::Hidden } else { Visibility::Shown }
}

/// Whether a style on an element takes it out of sight.
fn hides(style: &str) -> bool {
    style.split(';').filter_map(|rule| rule.split_once(':')).any(|(property, value)| {
        let value = value.trim().trim_end_matches("!important").trim_end();
        let is = |wanted: &str| value.eq_ignore_ascii_case(wanted);
        match property.trim().to_ascii_lowercase().as_str() {
            "display" => is("none"),
            "visibility" => is("hidden") || is("collapse"),
            _ => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::hides;

    #[test]
    fn styles_that_hide_are_told_from_those_that_only_look_so() {
        assert!(hides("color:red; Display : none !important"));
        assert!(!hides("display:block;background:none"));
    }
}
