//! A noise span and its category.

use std::num::NonZeroU32;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

use crate::text::Span;

/// What kind of thing the scrape added.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Category {
    /// The path of the page in its site: `Home > Economy > …`.
    Breadcrumb,
    /// Menus and other links of the site itself.
    Navigation,
    /// Links to other pieces, and their headings.
    RelatedLinks,
    /// A list of other pieces' headlines.
    HeadlineList,
    /// The form for comments, and comments.
    CommentForm,
    /// A test for robots and its messages.
    Captcha,
    /// Numbers of views, comments or shares.
    Counter,
    /// The caption of a picture that did not come along.
    ImageCaption,
    /// A notice about pictures, such as "for reference only".
    ImageNotice,
    /// A caption that stands there twice.
    DuplicatedCaption,
    /// A title that stands there twice.
    DuplicatedTitle,
    /// Contact lines of the site.
    Hotline,
    /// The site's praise of itself, calls to subscribe.
    Promo,
    /// Buttons and invitations to share.
    Share,
    /// Notices about cookies and consent.
    CookieNotice,
    /// Copyright lines, terms, disclaimers.
    LegalFooter,
    /// Advertisements.
    Advert,
    /// The mark at the end of a piece: `(End)`, `(完)`.
    EndMarker,
    /// A line at the top of most pages.
    PageHeader,
    /// A line at the bottom of most pages.
    PageFooter,
    /// The number of a page.
    PageNumber,
    /// A text laid over or beside the pages.
    Watermark,
    /// Noise of no kind named above.
    Other,
}

impl Category {
    /// The version of the stored forms that first knows this category.
    #[must_use]
    pub(crate) const fn since(self) -> u32 {
        match self {
            Self::PageHeader | Self::PageFooter | Self::PageNumber | Self::Watermark => 3,
            _ => 1,
        }
    }
}

/// A span that the scrape added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoiseSpan {
    /// Where it stands, in bytes of the document's text, without the line feed at its end.
    pub span: Span,
    /// The first 1-based line it touches.
    pub first_line: NonZeroU32,
    /// The last 1-based line it touches.
    pub last_line: NonZeroU32,
    /// What kind of noise it is.
    pub category: Category,
    /// The rule or model that found it, by its stable name.
    pub rule: String,
}
