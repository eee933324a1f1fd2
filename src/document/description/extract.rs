//! From the text of a JSON or YAML file to the text of what it describes.

use super::asyncapi;
use super::components;
use super::fields::Fields;
use super::json;
use super::kind::Kind;
use super::kind::begins_as;
use super::kind::may_be;
use super::openapi;
use super::schema;
use super::sheet::Sheet;
use super::value::Value;
use super::yaml;
use crate::document::extracted::Extracted;
use crate::document::extracted::Field;
use crate::document::extracted::Metadatum;
use crate::document::limitation::Limitation;
use crate::document::limitation::LimitationKind;
use crate::document::limits::Limits;
use crate::document::media_type::MediaType;

/// Most values that one file may hold.
const MOST_VALUES: usize = 1_000_000;

/// What became of a JSON or YAML file.
#[derive(Debug)]
pub(in crate::document) enum Described {
    /// It describes an interface or data; read by the extractor of this name.
    Read(&'static str, Extracted),
    /// It says that it does, and cannot be read: its text is its bytes.
    Broken(Limitation),
    /// It is about something else.
    Other,
}

/// Reads a JSON or YAML file as a description, if it is one.
pub(in crate::document) fn extract(
    text: &str,
    media_type: MediaType,
    limits: &Limits,
) -> Described {
    if !may_be(text) {
        return Described::Other;
    }
    let read = match media_type {
        MediaType::Json => json::read(text, MOST_VALUES).map(|value| (value, Vec::new())),
        _ => yaml::read(text, MOST_VALUES, limits.text_bytes).map(|read| {
            let limitations = limitations(&read);
            (read.value, limitations)
        }),
    };
    match read {
        Ok((value, limitations)) => describe(&value, limitations, limits),
        Err(_) if begins_as(text.as_bytes()).is_none() => Described::Other,
        Err(why) => Described::Broken(Limitation::new(
            LimitationKind::Damaged,
            format!("cannot be read as a description of an interface ({why}); read as plain text"),
        )),
    }
}

/// Writes a value that describes an interface or data.
fn describe(value: &Value, mut limitations: Vec<Limitation>, limits: &Limits) -> Described {
    let Some((kind, fields)) = Kind::of(value).zip(Fields::of(value)) else {
        return Described::Other;
    };
    let mut sheet = Sheet::new(limits.text_bytes);
    let metadata = match kind {
        Kind::OpenApi => openapi::write(&mut sheet, fields),
        Kind::AsyncApi => asyncapi::write(&mut sheet, fields),
        Kind::JsonSchema => write_schema(&mut sheet, fields),
    };
    let (text, is_cut) = sheet.finish();
    if is_cut {
        let detail = "its text grew beyond the limit; the rest is left out";
        limitations.push(Limitation::new(LimitationKind::Damaged, detail));
    }
    if let Some(key) = doubled(value) {
        let detail = format!("the key `{key}` stands twice in one object; both values are shown");
        limitations.push(Limitation::new(LimitationKind::Damaged, detail));
    }
    let extracted = Extracted { text, metadata, limitations, ..Extracted::default() };
    Described::Read(kind.name(), extracted)
}

/// Writes a JSON Schema: its head, its fields, then its definitions.
fn write_schema(sheet: &mut Sheet, mut fields: Fields<'_>) -> Vec<Metadatum> {
    let mut metadata = Vec::new();
    if let Some(title) = fields.text("title") {
        sheet.heading(1, title);
        metadata.extend(Metadatum::new(Field::Title, title, "title of the schema"));
    }
    for (key, label) in [("$schema", "JSON Schema after"), ("$id", "Address"), ("id", "Address")] {
        let Some(value) = fields.text(key) else { continue };
        sheet.item(&format!("{label}: {value}"));
        if label == "Address" {
            metadata.extend(Metadatum::new(Field::Url, value, format!("{key} of the schema")));
        }
    }
    let definitions = ["$defs", "definitions"].map(|key| fields.map(key));
    schema::write_fields(sheet, 1, "Type", fields);
    for definitions in definitions.into_iter().flatten() {
        components::write_definitions(sheet, definitions);
    }
    metadata
}

/// What of a YAML file is not in its values.
fn limitations(read: &yaml::Read) -> Vec<Limitation> {
    let mut limitations = Vec::new();
    let mut tell = |count: usize, kind: LimitationKind, one: &str, many: &str, what: &str| {
        if count > 0 {
            let noun = if count == 1 { one } else { many };
            limitations.push(Limitation::new(kind, format!("{count} {noun} {what}")));
        }
    };
    let left_out = "of the YAML file, not part of the text";
    tell(read.comments, LimitationKind::Comments, "comment", "comments", left_out);
    tell(read.tags, LimitationKind::Damaged, "tag", "tags", left_out);
    let null = "that would unfold to too much; null stands there";
    tell(read.unfolded_not, LimitationKind::Damaged, "alias", "aliases", null);
    limitations
}

/// The first key that stands twice in an object.
fn doubled(value: &Value) -> Option<&str> {
    match value {
        Value::Map(entries) => {
            let mut keys: Vec<&str> = entries.iter().map(|(key, _)| key.as_str()).collect();
            keys.sort_unstable();
            let twice = keys.windows(2).find_map(|pair| match pair {
                [one, other] if one == other => Some(*one),
                _ => None,
            });
            twice.or_else(|| entries.iter().find_map(|(_, value)| doubled(value)))
        }
        Value::List(values) => values.iter().find_map(doubled),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => None,
    }
}
