//! Links to a passage: the text directive of "URL Fragment Text Directives" (W3C/WICG draft),
//! `#:~:text=[prefix-,]start[,end][,-suffix]`.
//!
//! Owns making the shortest directive that leads to a passage, and the steps by which a browser
//! finds what a directive names, so that none is made that leads elsewhere. Does not own addresses.
//! Start from [`text_fragment`].
//!
//! ```
//! use provenance::citation::text_fragment;
//! use provenance::text::Span;
//! let text = "Wait here. Then wait, well-known or not.";
//! let fragment = text_fragment(text, Span::at(22, 10));
//! assert_eq!(fragment.as_deref(), Some("#:~:text=well%2Dknown"));
//! ```

mod page;
mod resolve;
mod terms;
#[cfg(test)]
mod tests;
mod write;

pub use write::text_fragment;
