//! Results as people and programs see them.
//!
//! Owns the view models ([`crate::view`]), which are at once the public JSON, and a writer for every
//! format: [`terminal`], Markdown, HTML, JSON, SARIF, wdiff and unified. Does not query, decide or
//! print: a writer knows a finished view and an [`std::io::Write`]. Start from the view of a
//! command, such as [`crate::view::DiffView`].
//!
//! ```
//! use provenance::diff::{Options, compare};
//! use provenance::document::Space;
//! use provenance::view::{DiffSide, DiffView, VersionLabel};
//! use provenance::report::write_wdiff;
//! let (old, new) = ("retry within 5 s", "retry within 50 s");
//! let side = |text| DiffSide { label: VersionLabel::default(), text, space: Space::Raw, pages: &[], noise: &[] };
//! let view = DiffView::of(&compare(old, new, &Options::default()), side(old), side(new));
//! let mut out = Vec::new();
//! write_wdiff(&view, &mut out).unwrap();
//! assert!(String::from_utf8(out).unwrap().starts_with("retry within "));
//! ```

mod annotations;
mod audit_markdown;
mod audit_sarif;
mod excerpt;
mod html;
mod json;
mod markdown;
mod options;
mod passages;
mod phrases;
mod prose;
mod readiness_markdown;
mod review;
mod sarif;
mod schema;
mod sentences;
pub mod terminal;
mod unified;

mod visible;
mod wdiff;

pub use annotations::write_annotations;
pub use audit_markdown::{write_audit_markdown, write_impact_markdown};
pub use audit_sarif::write_audit_sarif;
pub use html::{escape_html, write_html};
pub use json::{write_json, write_json_line};
pub use markdown::{escape_markdown, write_markdown};
pub use options::{Context, DiffOptions, NoiseMode};
pub use readiness_markdown::{write_readiness_markdown, write_requirements_markdown};
pub use review::{write_review_html, write_review_markdown, write_review_sarif};
pub use sarif::{SarifLevel, SarifLog, SarifResult, SarifRule, write_sarif};
pub use schema::schemas;
pub use sentences::write_sentences;
pub use unified::write_unified;
pub use visible::{visible, visible_lines};
pub use wdiff::write_wdiff;
