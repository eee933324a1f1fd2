//! Writing a value in canonical form without building a tree of it first.

use std::borrow::Cow;
use std::io::Write;

use serde::Serialize;
use serde::ser::Error;
use serde::ser::SerializeMap;
use serde::ser::SerializeSeq;
use serde::ser::SerializeStruct;
use serde::ser::SerializeStructVariant;
use serde::ser::SerializeTuple;
use serde::ser::SerializeTupleStruct;
use serde::ser::SerializeTupleVariant;
use serde::ser::Serializer;

use super::format::FormatError;

/// Appends one value to bytes.
pub(super) struct Writer<'a> {
    pub(super) out: &'a mut Vec<u8>,
}

impl Error for FormatError {
    fn custom<T: std::fmt::Display>(message: T) -> Self {
        Self::Unwritable(serde_json::Error::custom(message))
    }
}

impl Writer<'_> {
    fn show(self, value: impl std::fmt::Display) -> Result<(), FormatError> {
        write!(self.out, "{value}").map_err(FormatError::custom)
    }

    fn text(self, text: &str) -> Result<(), FormatError> {
        serde_json::to_writer(self.out, text).map_err(FormatError::Unwritable)
    }
}

/// Appends the items of an array.
pub(super) struct Items<'a> {
    out: &'a mut Vec<u8>,
    is_first: bool,
    /// What follows the last item.
    end: &'static [u8],
}

impl<'a> Items<'a> {
    fn begin(out: &'a mut Vec<u8>, end: &'static [u8]) -> Self {
        out.push(b'[');
        Self { out, is_first: true, end }
    }

    fn push<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), FormatError> {
        if !std::mem::take(&mut self.is_first) {
            self.out.push(b',');
        }
        item.serialize(Writer { out: self.out })
    }

    fn finish(self) {
        self.out.extend_from_slice(self.end);
    }
}

/// Appends the fields of an object in the order they come and sorts them at the end.
pub(super) struct Fields<'a> {
    out: &'a mut Vec<u8>,
    /// Where the object's first field begins.
    start: usize,
    /// The key of every field and where the field ends, comma excluded.
    fields: Vec<(Cow<'static, str>, usize)>,
    end: &'static [u8],
}

impl<'a> Fields<'a> {
    fn begin(out: &'a mut Vec<u8>, end: &'static [u8]) -> Self {
        out.push(b'{');
        let start = out.len();
        Self { out, start, fields: Vec::new(), end }
    }

    fn push<T: Serialize + ?Sized>(
        &mut self,
        key: Cow<'static, str>,
        value: &T,
    ) -> Result<(), FormatError> {
        if !self.fields.is_empty() {
            self.out.push(b',');
        }
        Writer { out: self.out }.text(&key)?;
        self.out.push(b':');
        value.serialize(Writer { out: self.out })?;
        self.fields.push((key, self.out.len()));
        Ok(())
    }

    fn finish(self) {
        let is_sorted = self.fields.is_sorted_by(|one, next| one.0 <= next.0);
        if !is_sorted {
            let written = self.out.split_off(self.start);
            let mut begin = 0;
            let mut pieces: Vec<(&str, &[u8])> = Vec::with_capacity(self.fields.len());
            for (key, end) in &self.fields {
                let end = end - self.start;
                pieces.push((key, written.get(begin..end).unwrap_or_default()));
                begin = end + 1;
            }
            pieces.sort_by_key(|(key, _)| *key);
            for (index, (_, piece)) in pieces.into_iter().enumerate() {
                if index > 0 {
                    self.out.push(b',');
                }
                self.out.extend_from_slice(piece);
            }
        }
        self.out.extend_from_slice(self.end);
    }
}

/// The fields of a map, whose keys come before their values.
pub(super) struct Entries<'a> {
    fields: Fields<'a>,
    key: String,
}

macro_rules! numbers {
    ($($method:ident $number:ty),*) => {
        $(fn $method(self, value: $number) -> Result<(), FormatError> {
            self.show(value)
        })*
    };
}

impl<'a> Serializer for Writer<'a> {
    type Ok = ();
    type Error = FormatError;
    type SerializeSeq = Items<'a>;
    type SerializeTuple = Items<'a>;
    type SerializeTupleStruct = Items<'a>;
    type SerializeTupleVariant = Items<'a>;
    type SerializeMap = Entries<'a>;
    type SerializeStruct = Fields<'a>;
    type SerializeStructVariant = Fields<'a>;

    numbers!(
        serialize_bool bool, serialize_i8 i8, serialize_i16 i16, serialize_i32 i32,
        serialize_i64 i64, serialize_u8 u8, serialize_u16 u16, serialize_u32 u32,
        serialize_u64 u64
    );

    fn serialize_f32(self, _value: f32) -> Result<(), FormatError> {
        Err(FormatError::Float)
    }

    fn serialize_f64(self, _value: f64) -> Result<(), FormatError> {
        Err(FormatError::Float)
    }

    fn serialize_char(self, value: char) -> Result<(), FormatError> {
        self.text(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Result<(), FormatError> {
        self.text(value)
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), FormatError> {
        self.collect_seq(value)
    }

    fn serialize_none(self) -> Result<(), FormatError> {
        self.show("null")
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), FormatError> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), FormatError> {
        self.show("null")
    }

    fn serialize_unit_struct(self, _name: &'static str) -> Result<(), FormatError> {
        self.show("null")
    }

    fn serialize_unit_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
    ) -> Result<(), FormatError> {
        self.text(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        value: &T,
    ) -> Result<(), FormatError> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), FormatError> {
        let mut fields = Fields::begin(self.out, b"}");
        fields.push(Cow::Borrowed(variant), value)?;
        fields.finish();
        Ok(())
    }

    fn serialize_seq(self, _length: Option<usize>) -> Result<Items<'a>, FormatError> {
        Ok(Items::begin(self.out, b"]"))
    }

    fn serialize_tuple(self, _length: usize) -> Result<Items<'a>, FormatError> {
        Ok(Items::begin(self.out, b"]"))
    }

    fn serialize_tuple_struct(
        self,
        _name: &'static str,
        _length: usize,
    ) -> Result<Items<'a>, FormatError> {
        Ok(Items::begin(self.out, b"]"))
    }

    fn serialize_tuple_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _length: usize,
    ) -> Result<Items<'a>, FormatError> {
        self.out.push(b'{');
        Writer { out: &mut *self.out }.text(variant)?;
        self.out.push(b':');
        Ok(Items::begin(self.out, b"]}"))
    }

    fn serialize_map(self, _length: Option<usize>) -> Result<Entries<'a>, FormatError> {
        Ok(Entries { fields: Fields::begin(self.out, b"}"), key: String::new() })
    }

    fn serialize_struct(
        self,
        _name: &'static str,
        _length: usize,
    ) -> Result<Fields<'a>, FormatError> {
        Ok(Fields::begin(self.out, b"}"))
    }

    fn serialize_struct_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _length: usize,
    ) -> Result<Fields<'a>, FormatError> {
        self.out.push(b'{');
        Writer { out: &mut *self.out }.text(variant)?;
        self.out.push(b':');
        Ok(Fields::begin(self.out, b"}}"))
    }
}

macro_rules! arrays {
    ($($name:ident $method:ident),*) => {
        $(impl $name for Items<'_> {
            type Ok = ();
            type Error = FormatError;

            fn $method<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), FormatError> {
                self.push(item)
            }

            fn end(self) -> Result<(), FormatError> {
                self.finish();
                Ok(())
            }
        })*
    };
}

arrays!(
    SerializeSeq serialize_element, SerializeTuple serialize_element,
    SerializeTupleStruct serialize_field, SerializeTupleVariant serialize_field
);

macro_rules! objects {
    ($($name:ident),*) => {
        $(impl $name for Fields<'_> {
            type Ok = ();
            type Error = FormatError;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                key: &'static str,
                value: &T,
            ) -> Result<(), FormatError> {
                self.push(Cow::Borrowed(key), value)
            }

            fn end(self) -> Result<(), FormatError> {
                self.finish();
                Ok(())
            }
        })*
    };
}

objects!(SerializeStruct, SerializeStructVariant);

impl SerializeMap for Entries<'_> {
    type Ok = ();
    type Error = FormatError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), FormatError> {
        let key = serde_json::to_value(key).map_err(FormatError::Unwritable)?;
        self.key = match key {
            serde_json::Value::String(key) => key,
            other => other.to_string(),
        };
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), FormatError> {
        self.fields.push(Cow::Owned(std::mem::take(&mut self.key)), value)
    }

    fn end(self) -> Result<(), FormatError> {
        self.fields.finish();
        Ok(())
    }
}
