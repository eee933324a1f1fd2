//! Telling descriptions from other JSON and YAML, by their own keys.

use super::fields::Fields;
use super::value::Value;
use crate::document::media_type::MediaType;

/// The kinds of description.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// OpenAPI 3, and Swagger 2.0 before it.
    OpenApi,
    /// `AsyncAPI` 2 and 3.
    AsyncApi,
    /// JSON Schema.
    JsonSchema,
}

/// The keys by which a file says what it is, and the versions that are read.
const CLAIMS: [(&str, &[&str], Kind); 3] = [
    ("openapi", &["3."], Kind::OpenApi),
    ("swagger", &["2"], Kind::OpenApi),
    ("asyncapi", &["2.", "3."], Kind::AsyncApi),
];

impl Kind {
    /// The name of its extractor.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::OpenApi => "openapi",
            Self::AsyncApi => "asyncapi",
            Self::JsonSchema => "json-schema",
        }
    }

    /// What a document is, by its keys at the top; `None` for any other JSON or YAML.
    pub(super) fn of(value: &Value) -> Option<Self> {
        let mut fields = Fields::of(value)?;
        for (key, versions, kind) in CLAIMS {
            let claimed = fields.text(key);
            if claimed.is_some_and(|it| versions.iter().any(|version| it.starts_with(version))) {
                return Some(kind);
            }
        }
        is_schema(fields).then_some(Self::JsonSchema)
    }
}

/// Whether an object is a schema: it says so, or it has the keys that nothing else has together.
/// That it *names* a schema (`"$schema": "./config.schema.json"`) makes it an instance.
fn is_schema(mut fields: Fields<'_>) -> bool {
    if let Some(dialect) = fields.text("$schema") {
        return dialect.contains("json-schema.org/");
    }
    let is_object = fields.text("type") == Some("object");
    let has_company = ["$id", "$defs", "definitions", "required", "additionalProperties"]
        .into_iter()
        .any(|key| fields.has(key));
    let defines = |fields: &mut Fields<'_>, key: &str| {
        fields.map(key).is_some_and(|entries| entries.rest().all(|(_, value)| is_like_one(value)))
    };
    if defines(&mut fields, "properties") {
        return is_object || has_company;
    }
    let has_definitions = ["$defs", "definitions"].map(|key| defines(&mut fields, key));
    has_definitions.contains(&true) && fields.keys().all(|key| key.starts_with('$'))
}

/// Whether a value can be a schema inside another.
fn is_like_one(value: &Value) -> bool {
    let keys =
        ["type", "$ref", "properties", "enum", "const", "oneOf", "anyOf", "allOf", "description"];
    match value {
        Value::Bool(_) => true,
        Value::Map(entries) => {
            entries.is_empty() || entries.iter().any(|(key, _)| keys.contains(&key.as_str()))
        }
        _ => false,
    }
}

/// Words without which a file is none of the three.
const MARKS: [&str; 6] = ["openapi", "swagger", "asyncapi", "$schema", "properties", "$defs"];

/// Whether a file may be a description, told without reading it as JSON or YAML.
pub(super) fn may_be(text: &str) -> bool {
    MARKS.iter().any(|mark| memchr::memmem::find(text.as_bytes(), mark.as_bytes()).is_some())
        || memchr::memmem::find(text.as_bytes(), b"definitions").is_some()
}

/// The media type of a file whose first bytes say that it describes an interface.
pub(in crate::document) fn begins_as(head: &[u8]) -> Option<MediaType> {
    let head = String::from_utf8_lossy(head);
    let head = head.trim_start_matches('\u{feff}').trim_start();
    let is_json = head.starts_with('{');
    let claims = |line: &str| {
        let line = if is_json { line.trim_start_matches([' ', '\t', '{', ',']) } else { line };
        CLAIMS.iter().any(|(key, versions, _)| {
            let line = line.strip_prefix(['"', '\'']).unwrap_or(line);
            let rest = line.strip_prefix(key).unwrap_or_default();
            let rest = rest.strip_prefix(['"', '\'']).unwrap_or(rest).trim_start();
            let value = rest.strip_prefix(':').unwrap_or_default().trim_start();
            let value = value.strip_prefix(['"', '\'']).unwrap_or(value);
            versions.iter().any(|version| value.starts_with(version))
        })
    };
    let claims = head.lines().any(claims);
    match (claims, is_json) {
        (true, true) => Some(MediaType::Json),
        (true, false) => Some(MediaType::Yaml),
        (false, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Kind;
    use super::MediaType;
    use super::begins_as;
    use crate::document::description::json;

    fn kind(text: &str) -> Option<Kind> {
        Kind::of(&json::read(text, 1000).unwrap())
    }

    #[test]
    fn each_is_told_by_its_own_keys() {
        assert_eq!(kind("{\"openapi\": \"3.1.0\"}"), Some(Kind::OpenApi));
        assert_eq!(kind("{\"swagger\": 2.0, \"info\": {}}"), Some(Kind::OpenApi));
        assert_eq!(kind("{\"asyncapi\": \"3.0.0\"}"), Some(Kind::AsyncApi));
        let schema = "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\"}";
        assert_eq!(kind(schema), Some(Kind::JsonSchema));
        let bare = "{\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"string\"}}}";
        assert_eq!(kind(bare), Some(Kind::JsonSchema));
        assert_eq!(kind("{\"$defs\": {\"a\": {\"type\": \"string\"}}}"), Some(Kind::JsonSchema));
    }

    #[test]
    fn other_json_is_none_of_them() {
        for other in [
            "{\"$schema\": \"https://example.org/config.schema.json\", \"type\": \"object\"}",
            "{\"properties\": {\"colour\": \"red\"}, \"type\": \"object\"}",
            "{\"openapi\": true}",
            "{\"swagger\": {}}",
            "{\"definitions\": {\"word\": \"meaning\"}}",
            "[1]",
            "{}",
        ] {
            assert_eq!(kind(other), None, "{other}");
        }
    }

    #[test]
    fn a_file_without_a_telling_name_is_told_by_its_first_lines() {
        assert_eq!(begins_as(b"# ours\nopenapi: 3.0.3\ninfo:\n"), Some(MediaType::Yaml));
        assert_eq!(begins_as(b"{\n  \"openapi\" : \"3.1.0\","), Some(MediaType::Json));
        assert_eq!(begins_as(b"{\"swagger\":\"2.0\","), Some(MediaType::Json));
        assert_eq!(begins_as(b"openapi is a format\n"), None);
        assert_eq!(begins_as(b"  openapi: 3.0.3\n"), Some(MediaType::Yaml));
        assert_eq!(begins_as(b"info:\n  openapi: 3.0.3\n"), None);
    }
}
