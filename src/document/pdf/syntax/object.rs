//! The objects that a PDF consists of.

use std::ops::Range;
use std::rc::Rc;

use super::dict::Dict;

/// The number and generation of an indirect object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Id {
    pub(crate) number: u32,
    pub(crate) generation: u16,
}

/// A stream: its dictionary and where its encoded bytes stand in the file.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stream {
    pub(crate) id: Id,
    pub(crate) dict: Rc<Dict>,
    pub(crate) range: Range<usize>,
}

/// Any object; cheap to clone.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Object {
    Null,
    Bool(bool),
    Int(i64),
    Real(f64),
    Name(Rc<[u8]>),
    String(Rc<[u8]>),
    Array(Rc<[Self]>),
    Dict(Rc<Dict>),
    Stream(Rc<Stream>),
    Ref(Id),
}

impl Object {
    pub(crate) fn is_null(&self) -> bool {
        *self == Self::Null
    }

    pub(crate) fn int(&self) -> Option<i64> {
        match self {
            Self::Int(value) => Some(*value),
            #[expect(clippy::cast_possible_truncation, reason = "saturates, which is as good")]
            Self::Real(value) => Some(*value as i64),
            _ => None,
        }
    }

    pub(crate) fn size(&self) -> Option<usize> {
        self.int().and_then(|value| usize::try_from(value).ok())
    }

    pub(crate) fn number(&self) -> Option<f64> {
        match self {
            #[expect(clippy::cast_precision_loss, reason = "coordinates are far below 2^53")]
            Self::Int(value) => Some(*value as f64),
            Self::Real(value) => Some(*value),
            _ => None,
        }
    }

    pub(crate) fn name(&self) -> Option<&[u8]> {
        match self {
            Self::Name(name) => Some(name),
            _ => None,
        }
    }

    pub(crate) fn is_name(&self, name: &str) -> bool {
        self.name() == Some(name.as_bytes())
    }

    pub(crate) fn string(&self) -> Option<&[u8]> {
        match self {
            Self::String(string) => Some(string),
            _ => None,
        }
    }

    pub(crate) fn array(&self) -> Option<&[Self]> {
        match self {
            Self::Array(array) => Some(array),
            _ => None,
        }
    }

    /// The dictionary; that of a stream too.
    pub(crate) fn dict(&self) -> Option<&Rc<Dict>> {
        match self {
            Self::Dict(dict) => Some(dict),
            Self::Stream(stream) => Some(&stream.dict),
            _ => None,
        }
    }

    pub(crate) fn stream(&self) -> Option<&Rc<Stream>> {
        match self {
            Self::Stream(stream) => Some(stream),
            _ => None,
        }
    }

    pub(crate) fn id(&self) -> Option<Id> {
        match self {
            Self::Ref(id) => Some(*id),
            _ => None,
        }
    }
}
