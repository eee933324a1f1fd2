//! HTML: the visible text in reading order, its elements, and what the page says about itself.
//!
//! Owns decoding, parsing (WHATWG HTML, through html5ever) and rendering of one page. Does not
//! judge what of it is noise: the elements tell `analysis::noise`. Start from `extract`.

mod element;
mod embedded;
mod encoding;
mod jsonld;
mod line;
mod page;
mod render;
mod shown;
mod tree;
mod visibility;

pub(super) use page::extract;
