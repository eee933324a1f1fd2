//! The syntax of PDF (ISO 32000-2, 7): bytes to objects, streams to data.
//!
//! Owns lexing, cross references and their repair, filters, decryption and the budget that all of
//! them share. Knows nothing of pages, fonts or text. Start from [`File::open`].

mod budget;
mod cipher;
mod dict;
mod file;
mod filters;
mod flate;
mod lexer;
mod object;
mod packed;
mod parser;
mod predictor;
mod rebuild;
mod xref;

pub(crate) use budget::Budget;
pub(crate) use dict::Dict;
pub(crate) use file::{File, OpenError};
pub(crate) use lexer::{Lexer, Token};
pub(crate) use object::{Id, Object, Stream};
pub(crate) use parser::{Item, Parser};
