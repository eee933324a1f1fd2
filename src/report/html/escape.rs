//! The one place where text becomes HTML.

use crate::report::visible;

/// Makes any text safe inside an element or a quoted attribute.
///
/// ```
/// use provenance::report::escape_html;
/// assert_eq!(escape_html("<b>\u{202e}"), "&lt;b&gt;&lt;U+202E&gt;");
/// ```
#[must_use]
pub fn escape_html(text: &str) -> String {
    let shown = visible(text);
    let mut escaped = String::with_capacity(shown.len() + 16);
    for character in shown.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(character),
        }
    }
    escaped
}
