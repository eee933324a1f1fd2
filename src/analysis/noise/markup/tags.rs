//! The elements of HTML that tell something of the text in them.

/// A kind of element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tag {
    Other,
    Paragraph,
    Heading,
    Item,
    List,
    Cell,
    Table,
    Division,
    Link,
    Button,
    Caption,
    Figure,
    Quote,
    Preformatted,
    Navigation,
    Header,
    Footer,
    Aside,
    Form,
    Article,
    Main,
    Section,
    Definition,
    Time,
    Label,
    Strong,
    Address,
    Details,
}

impl Tag {
    /// Every kind with its name as a feature, in order.
    pub(super) const ALL: [(&'static str, Self); 28] = [
        ("in_other", Self::Other),
        ("in_p", Self::Paragraph),
        ("in_h", Self::Heading),
        ("in_li", Self::Item),
        ("in_list", Self::List),
        ("in_td", Self::Cell),
        ("in_table", Self::Table),
        ("in_div", Self::Division),
        ("in_a", Self::Link),
        ("in_button", Self::Button),
        ("in_figcaption", Self::Caption),
        ("in_figure", Self::Figure),
        ("in_blockquote", Self::Quote),
        ("in_pre", Self::Preformatted),
        ("in_nav", Self::Navigation),
        ("in_header", Self::Header),
        ("in_footer", Self::Footer),
        ("in_aside", Self::Aside),
        ("in_form", Self::Form),
        ("in_article", Self::Article),
        ("in_main", Self::Main),
        ("in_section", Self::Section),
        ("in_dl", Self::Definition),
        ("in_time", Self::Time),
        ("in_label", Self::Label),
        ("in_strong", Self::Strong),
        ("in_address", Self::Address),
        ("in_details", Self::Details),
    ];

    pub(super) fn of(name: &str) -> Self {
        match name {
            "p" => Self::Paragraph,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Self::Heading,
            "li" => Self::Item,
            "ul" | "ol" | "menu" | "dir" => Self::List,
            "td" | "th" => Self::Cell,
            "table" => Self::Table,
            "div" => Self::Division,
            "a" => Self::Link,
            "button" => Self::Button,
            "figcaption" | "caption" => Self::Caption,
            "figure" => Self::Figure,
            "blockquote" => Self::Quote,
            "pre" | "code" | "kbd" | "samp" => Self::Preformatted,
            "nav" | "search" => Self::Navigation,
            "header" => Self::Header,
            "footer" => Self::Footer,
            "aside" => Self::Aside,
            "form" | "fieldset" => Self::Form,
            "article" => Self::Article,
            "main" => Self::Main,
            "section" => Self::Section,
            "dl" | "dt" | "dd" => Self::Definition,
            "time" => Self::Time,
            "label" | "legend" => Self::Label,
            "b" | "strong" | "em" | "i" => Self::Strong,
            "address" => Self::Address,
            "details" | "summary" => Self::Details,
            _ => Self::Other,
        }
    }
}

/// A set of kinds of element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Tags(u32);

impl Tags {
    pub(super) const NONE: Self = Self(0);

    pub(super) const fn has(self, tag: Tag) -> bool {
        self.0 & (1 << tag as u32) != 0
    }

    pub(super) const fn with(self, tag: Tag) -> Self {
        Self(self.0 | 1 << tag as u32)
    }
}
