//! How elements take part in the text.

/// How an element's text stands on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// In the line.
    Inline,
    /// On lines of its own.
    Block,
    /// A heading of this level.
    Heading(usize),
    /// A list; whether its items are numbered.
    List { is_ordered: bool },
    /// An item of a list.
    Item,
    /// A table.
    Table,
    /// Text whose white space counts.
    Preformatted,
    /// A line's end.
    Break,
}

/// The layout that the standard's style sheet gives an element (WHATWG HTML 15.3).
pub(super) fn layout(name: &str) -> Layout {
    match name {
        "h1" => Layout::Heading(1),
        "h2" => Layout::Heading(2),
        "h3" => Layout::Heading(3),
        "h4" => Layout::Heading(4),
        "h5" => Layout::Heading(5),
        "h6" => Layout::Heading(6),
        "ul" | "menu" | "dir" => Layout::List { is_ordered: false },
        "ol" => Layout::List { is_ordered: true },
        "li" => Layout::Item,
        "table" => Layout::Table,
        "pre" | "listing" | "xmp" | "plaintext" => Layout::Preformatted,
        "br" => Layout::Break,
        "address" | "article" | "aside" | "blockquote" | "body" | "caption" | "center" | "dd"
        | "details" | "dialog" | "div" | "dl" | "dt" | "fieldset" | "figcaption" | "figure"
        | "footer" | "form" | "header" | "hgroup" | "hr" | "html" | "legend" | "main" | "nav"
        | "optgroup" | "option" | "p" | "search" | "section" | "summary" | "tbody" | "td"
        | "tfoot" | "th" | "thead" | "tr" => Layout::Block,
        _ => Layout::Inline,
    }
}

/// Inline elements that only dress letters: without a class or name they tell nothing.
pub(super) fn is_dress(name: &str) -> bool {
    matches!(
        name,
        "b" | "bdi"
            | "bdo"
            | "big"
            | "em"
            | "font"
            | "i"
            | "mark"
            | "nobr"
            | "s"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "tt"
            | "u"
            | "wbr"
    )
}
