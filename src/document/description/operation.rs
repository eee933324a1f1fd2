//! Paths and operations of OpenAPI.

use super::body;
use super::fields::Fields;
use super::parameter;
use super::security;
use super::sheet::Sheet;
use super::value::Value;

/// The methods that a path may have, in the order in which they are written.
const METHODS: [&str; 9] =
    ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// Writes the operations of a path, webhook or callback; before them what holds for all.
pub(super) fn write_path(sheet: &mut Sheet, level: usize, path: &str, item: &Value) {
    let Some(mut fields) = Fields::of(item) else { return sheet.entry(path, item) };
    let operations = METHODS.map(|method| (method.to_uppercase(), fields.take(method)));
    let others = fields.map("additionalOperations");
    let others = others.into_iter().flat_map(Fields::rest);
    if fields.keys().next().is_some() {
        sheet.heading(level, path);
        write_common(sheet, level, &mut fields);
        sheet.rest(fields);
    }
    let others = others.map(|(method, operation)| (method.to_owned(), Some(operation)));
    for (method, operation) in operations.into_iter().chain(others) {
        if let Some(operation) = operation {
            write(sheet, level, &format!("{method} {path}"), operation);
        }
    }
}

/// Writes what an operation and a path both may say.
fn write_common(sheet: &mut Sheet, level: usize, fields: &mut Fields<'_>) {
    sheet.paragraph(fields.text("summary").unwrap_or_default());
    sheet.prose(level, fields.text("description").unwrap_or_default());
    if let Some(reference) = fields.text("$ref") {
        sheet.item(&format!("As in {reference}"));
    }
    for (key, label) in [("operationId", "Operation"), ("tags", "Tags")] {
        let value = fields.text(key).map(ToOwned::to_owned);
        let value = value.or_else(|| fields.texts(key).map(|values| values.join(", ")));
        if let Some(value) = value {
            sheet.item(&format!("{label}: {value}"));
        }
    }
    write_media_types(sheet, fields);
    write_servers(sheet, fields);
    if let Some(requirements) = fields.take("security") {
        security::write(sheet, requirements);
    }
    if let Some(parameters) = fields.list("parameters") {
        parameter::write(sheet, level, parameters);
    }
}

/// Writes what Swagger 2.0 says of media types and schemes.
pub(super) fn write_media_types(sheet: &mut Sheet, fields: &mut Fields<'_>) {
    for (key, label) in
        [("consumes", "Accepts"), ("produces", "Answers in"), ("schemes", "Schemes")]
    {
        if let Some(values) = fields.texts(key) {
            sheet.item(&format!("{label}: {}", values.join(", ")));
        }
    }
}

/// Writes servers, an item each.
pub(super) fn write_servers(sheet: &mut Sheet, fields: &mut Fields<'_>) {
    for server in fields.list("servers").unwrap_or_default() {
        let Some(mut server_fields) = Fields::of(server) else {
            sheet.entry("Server", server);
            continue;
        };
        let url = server_fields.text("url").unwrap_or_default();
        let description = server_fields.text("description").unwrap_or_default();
        let gap = if description.is_empty() { "" } else { ": " };
        sheet.item(&format!("Server {url}{gap}{description}"));
        sheet.rest(server_fields);
    }
}

/// Writes one operation.
fn write(sheet: &mut Sheet, level: usize, name: &str, operation: &Value) {
    let Some(mut fields) = Fields::of(operation) else { return sheet.entry(name, operation) };
    sheet.heading(level, name);
    if fields.flag("deprecated") {
        sheet.paragraph("DEPRECATED");
    }
    write_common(sheet, level, &mut fields);
    if let Some(request) = fields.take("requestBody") {
        body::write_request(sheet, level, "Request body", request);
    }
    for (status, response) in fields.map("responses").into_iter().flat_map(Fields::rest) {
        body::write_response(sheet, level, &format!("Response {status}"), response);
    }
    let callbacks = fields.map("callbacks");
    sheet.rest(fields);
    for (name, callback) in callbacks.into_iter().flat_map(Fields::rest) {
        write_callback(sheet, level + 1, &format!("callback {name}"), callback);
    }
}

/// Writes a callback: paths of the one who asked.
pub(super) fn write_callback(sheet: &mut Sheet, level: usize, name: &str, callback: &Value) {
    let Some(fields) = Fields::of(callback).filter(|fields| !fields.has("$ref")) else {
        return sheet.entry(name, callback);
    };
    for (expression, item) in fields.rest() {
        write_path(sheet, level, &format!("{expression} ({name})"), item);
    }
}
