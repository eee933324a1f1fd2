//! Descriptions from file to text.

use crate::document::Document;
use crate::document::Hints;
use crate::document::LimitationKind;

fn text_of(content: &str, name: &str) -> String {
    let hints = Hints { file_name: Some(name.to_owned()) };
    Document::parse(content.as_bytes(), &hints).text().to_owned()
}

const ORDERS: &str = r#"openapi: 3.1.0
info:
  title: Orders
  version: "1.4"
  contact: {name: Ann Lee, email: ann@example.org}
  description: |
    Takes the orders of a shop.

    # Limits

    - at most 50 requests per second
  x-audience: partners
servers:
  - url: https://api.example.org/v1
    description: production
security:
  - oauth: [read]
paths:
  /orders/{id}:
    get:
      operationId: getOrder
      summary: One order
      parameters:
        - {name: id, in: path, required: true, schema: {type: string, format: uuid}}
        - name: fields
          in: query
          description: What to give. None gives all.
          schema: {type: array, items: {type: string}, maxItems: 20}
      responses:
        200:
          description: The order.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Order'}
        404: {$ref: '#/components/responses/Missing'}
components:
  schemas:
    Order:
      type: object
      description: What was ordered.
      required: [id, lines]
      properties:
        id: {type: string, format: uuid, readOnly: true}
        lines:
          type: array
          minItems: 1
          items:
            type: object
            required: [sku]
            properties:
              sku: {type: string, pattern: '^[A-Z]|[0-9]+$'}
              quantity: {type: integer, minimum: 1, maximum: 9999, default: 1}
        state: {enum: [open, shipped], x-index: 3}
  responses:
    Missing: {description: There is no such order.}
"#;

const ORDERS_TEXT: &str = r#"# Orders

- Version: 1.4
- OpenAPI 3.1.0
- Contact: Ann Lee, ann@example.org
- x-audience: partners

Takes the orders of a shop.

## Limits

- at most 50 requests per second

## Access

- Server https://api.example.org/v1: production

Authentication: REQUIRED, by oauth (read)

## Operations

### GET /orders/{id}

One order

- Operation: getOrder

Parameters:

| Field | Type | Presence | Limits | Description |
| id (path) | string (uuid) | REQUIRED | | |
| fields (query) | array of string | OPTIONAL | at most 20 items | What to give. None gives all. |

Response 200: The order.

Body application/json: #/components/schemas/Order

Response 404: #/components/responses/Missing

## Schemas

### Schema Order

Type: object

What was ordered.

| Field | Type | Presence | Limits | Description |
| id | string (uuid) | REQUIRED | read only | |
| lines | array of object | REQUIRED | at least 1 item | |
| lines[].quantity | integer | OPTIONAL | at least 1; at most 9999; default 1 | |
| lines[].sku | string | REQUIRED | must match `^[A-Z]\|[0-9]+$` | |
| state | any | OPTIONAL | one of "open", "shipped"; x-index: 3 | |

## Responses

### Response Missing

Response: There is no such order.
"#;

#[test]
fn an_interface_is_written_by_path_operation_and_schema() {
    assert_eq!(text_of(ORDERS, "orders.yaml"), ORDERS_TEXT);
}

/// The same description in JSON, keys in another order.
const ORDERS_JSON: &str = r##"{"components": {"responses": {"Missing": {"description": "There is no such order."}},
"schemas": {"Order": {"description": "What was ordered.", "properties": {
  "state": {"x-index": 3, "enum": ["open", "shipped"]},
  "lines": {"items": {"properties": {
      "quantity": {"default": 1.0, "maximum": 9999.0, "minimum": 1e0, "type": "integer"},
      "sku": {"pattern": "^[A-Z]|[0-9]+$", "type": "string"}},
    "required": ["sku"], "type": "object"}, "minItems": 1, "type": "array"},
  "id": {"type": "string", "readOnly": true, "format": "uuid"}},
  "type": "object", "required": ["lines", "id"]}}},
"paths": {"/orders/{id}": {"get": {"responses": {
    "404": {"$ref": "#/components/responses/Missing"},
    "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Order"}}},
      "description": "The order."}},
  "parameters": [
    {"required": true, "in": "path", "name": "id", "schema": {"format": "uuid", "type": "string"}},
    {"name": "fields", "in": "query", "required": false,
     "schema": {"maxItems": 20, "items": {"type": "string"}, "type": "array"},
     "description": "What to give.\nNone gives all."}],
  "summary": "One order", "operationId": "getOrder", "deprecated": false}}},
"security": [{"oauth": ["read"]}],
"servers": [{"description": "production", "url": "https:\/\/api.example.org/v1"}],
"info": {"x-audience": "partners",
  "description": "Takes the orders\nof a shop.\n\n# Limits\n\n* at most 50 requests per second",
  "contact": {"email": "ann@example.org", "name": "Ann Lee"}, "version": "1.4", "title": "Orders"},
"openapi": "3.1.0"}"##;

#[test]
fn order_of_keys_and_json_or_yaml_change_nothing() {
    assert_eq!(text_of(ORDERS_JSON, "orders.json"), ORDERS_TEXT);
}

#[test]
fn anchors_and_styles_of_yaml_change_nothing() {
    let plain = "openapi: 3.0.0\npaths:\n  /a:\n    get: {summary: One, deprecated: true}\n  /b:\n    get: {summary: One, deprecated: true}\n";
    let anchored = "\"openapi\": '3.0.0'\npaths:\n    \"/b\":\n        get: &get\n            deprecated: true\n            summary: >-\n                One\n    '/a': {get: *get}\n";
    let text = text_of(plain, "a.yaml");
    assert!(text.contains("### GET /b\n\nDEPRECATED\n\nOne\n"), "{text}");
    assert_eq!(text_of(anchored, "a.yml"), text);
}

#[test]
fn what_no_standard_knows_is_written_too() {
    let text = text_of(
        "swagger: '2.0'\ninfo: {title: T, version: 1.10, x-a: [1, {b: c}]}\nhost: a.example\n\
         paths:\n  /a:\n    x-path: 1\n    get:\n      responses: none yet\n      x-op: {k: v}\n      \
         parameters:\n      - {name: q, in: query, type: integer, maximum: 5, x-p: y}\n      \
         - {name: o, in: body, required: true, schema: {$ref: 'other.yaml#/O'}}\n\
         definitions:\n  A: {type: object, additionalProperties: false, required: [a], discriminator: a}\n\
         securityDefinitions:\n  key: {type: apiKey, in: header, name: X-Key}\nx-end: yes\nunknown: {}\n",
        "a.yaml",
    );
    for line in [
        "- Version: 1.10",
        "- Swagger 2.0",
        "- x-a: [1, {\"b\": \"c\"}]",
        "- Host: a.example",
        "- x-path: 1",
        "- responses: none yet",
        "- x-op: {\"k\": \"v\"}",
        "| q (query) | integer | OPTIONAL | at most 5; x-p: \"y\" | |",
        "| o (body) | other.yaml#/O | REQUIRED | | |",
        "Type: object; discriminator: \"a\"",
        "| a | any | REQUIRED | | |",
        "| (others) | none | | | |",
        "### Security scheme key",
        "- name: X-Key",
        "- unknown: {}",
        "- x-end: yes",
    ] {
        assert!(text.lines().any(|written| written == line), "{line} is not in\n{text}");
    }
}

#[test]
fn messages_are_written_by_channel_and_operation() {
    let text = text_of(
        "asyncapi: 3.0.0\ninfo: {title: Lamps, version: 2.0.0}\ndefaultContentType: application/json\n\
         servers: {main: {host: mqtt.example.org, protocol: mqtt}}\n\
         channels:\n  dim:\n    address: lamps/{id}/dim\n    parameters: {id: {description: The lamp.}}\n    \
         messages:\n      dimLamp:\n        payload: {type: object, required: [level], properties: {level: {type: integer, maximum: 100}}}\n\
         operations:\n  dimOne: {action: send, channel: {$ref: '#/channels/dim'}, summary: Dims a lamp.}\n",
        "lamps.yaml",
    );
    for line in [
        "- AsyncAPI 3.0.0",
        "- Default content type: application/json",
        "### Server main",
        "### Channel dim",
        "- Address: lamps/{id}/dim",
        "| id | any | | | The lamp. |",
        "#### Message dimLamp on dim",
        "| level | integer | REQUIRED | at most 100 | |",
        "### Operation dimOne",
        "- Channel: #/channels/dim",
    ] {
        assert!(text.lines().any(|written| written == line), "{line} is not in\n{text}");
    }
    let old = text_of(
        "asyncapi: 2.6.0\ninfo: {title: L, version: '1'}\nchannels:\n  dim:\n    publish:\n      \
         message: {oneOf: [{name: a, payload: {type: string}}, {$ref: '#/components/messages/b'}]}\n",
        "lamps.yaml",
    );
    assert!(
        old.contains("### PUBLISH dim\n\nMessage:\n\nOne of the messages:\n\n- Name: a\n"),
        "{old}"
    );
    assert!(old.contains("- Message: #/components/messages/b\n"), "{old}");
}

#[test]
fn a_schema_is_written_with_its_definitions() {
    let text = text_of(
        r##"{"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://example.org/s",
         "title": "Pump", "type": ["object", "null"], "required": ["rate"], "properties": {
           "rate": {"type": "number", "exclusiveMinimum": 0, "description": "Litres.\n\n- a\n- b"},
           "mode": {"oneOf": [{"const": "auto"}, {"$ref": "#/$defs/Manual"}]}},
         "$defs": {"Manual": {"type": "string", "minLength": 1, "examples": ["up"]}},
         "if": {"required": ["mode"]}, "$comment": "kept"}"##,
        "pump.schema.json",
    );
    for line in [
        "# Pump",
        "- Address: https://example.org/s",
        "Type: object or null; $comment: \"kept\"",
        "| rate | number | REQUIRED | more than 0 | |",
        "rate:",
        "- b",
        "| mode (one of 1) | any | | exactly \"auto\" | |",
        "| mode (one of 2) | #/$defs/Manual | | | |",
        "| (if).mode | any | REQUIRED | | |",
        "### Schema Manual",
        "Type: string; at least 1 character",
        "- Example: up",
    ] {
        assert!(text.lines().any(|written| written == line), "{line} is not in\n{text}");
    }
}

fn told(content: &str, name: &str) -> (String, Vec<(LimitationKind, String)>) {
    let hints = Hints { file_name: Some(name.to_owned()) };
    let document = Document::parse(content.as_bytes(), &hints);
    let limitations = document.limitations().iter();
    let limitations = limitations.map(|told| (told.kind, told.detail.clone())).collect();
    (document.extractor().to_string(), limitations)
}

#[test]
fn other_json_and_yaml_stay_their_own_text() {
    for (content, name) in [
        ("{\"$schema\": \"./a.schema.json\", \"properties\": 1}", "config.json"),
        ("properties:\n  colour: red # not a schema\n", "config.yaml"),
        ("properties: [", "broken.yaml"),
        ("---\nopenapi: 3.0.0\n---\nopenapi: 3.0.0\n", "notes.txt2"),
    ] {
        let text = text_of(content, name);
        assert_eq!((text.as_str(), told(content, name).0.as_str()), (content, "text/1"), "{name}");
    }
}

#[test]
fn a_broken_description_is_plain_text_and_says_why() {
    let (extractor, limitations) = told("openapi: 3.0.0\npaths: [\n", "a.yaml");
    assert_eq!((extractor.as_str(), limitations[0].0), ("text/1", LimitationKind::Damaged));
    assert!(limitations[0].1.contains("read as plain text"), "{}", limitations[0].1);
}

#[test]
fn comments_tags_and_doubled_keys_are_told() {
    let yaml = "openapi: 3.0.0 # ours\ninfo: {title: !secret a}\nx-a: 1\nx-a: 2\n";
    let (extractor, limitations) = told(yaml, "a.yaml");
    assert_eq!(extractor, "openapi/1");
    let details: Vec<&str> = limitations.iter().map(|(_, detail)| detail.as_str()).collect();
    assert_eq!(
        details,
        [
            "1 comment of the YAML file, not part of the text",
            "1 tag of the YAML file, not part of the text",
            "the key `x-a` stands twice in one object; both values are shown",
        ]
    );
    assert!(text_of(yaml, "a.yaml").ends_with("- x-a: 1\n- x-a: 2\n"));
}

#[test]
fn a_description_under_a_scraped_name_is_told_by_its_first_line() {
    assert_eq!(told("openapi: 3.0.0\ninfo: {title: T}\n", "003_46414047.txt").0, "openapi/1");
    assert_eq!(told("{\"swagger\": \"2.0\"}", "003_46414047.txt").0, "openapi/1");
}

#[test]
fn names_that_grow_with_every_level_are_cut_in_time() {
    let mut schema = "{\"type\": \"string\"}".to_owned();
    let name = "n".repeat(20_000);
    for _ in 0..50 {
        let many: Vec<String> = (0..2).map(|at| format!("\"{at}{name}\": {{}}")).collect();
        schema = format!("{{\"properties\": {{{}, \"z{name}\": {schema}}}}}", many.join(","));
    }
    let schema =
        format!("{{\"$schema\": \"http://json-schema.org/schema#\", \"a\": 1, {}", &schema[1..]);
    let document = Document::parse(schema.as_bytes(), &Hints { file_name: Some("a.json".into()) });
    assert!(document.text().len() < 32 << 20, "{}", document.text().len());
    assert!(document.limitations()[0].detail.contains("limit"));
}
