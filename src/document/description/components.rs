//! The parts that a description keeps to refer to.

use super::body;
use super::fields::Fields;
use super::message;
use super::operation;
use super::parameter;
use super::schema;
use super::schema::Table;
use super::sheet::Sheet;
use super::value::Value;

/// How parts of one kind are written.
#[derive(Debug, Clone, Copy)]
enum Part {
    Schema,
    Parameter,
    Header,
    Request,
    Response,
    Example,
    Callback,
    Path,
    Message,
    Traits,
    Entry,
}

/// Kinds of parts: key, heading over all, name before each, how it is written.
const PARTS: [(&str, &str, &str, Part); 22] = [
    ("schemas", "Schemas", "Schema", Part::Schema),
    ("messages", "Messages", "Message", Part::Message),
    ("parameters", "Parameters", "Parameter", Part::Parameter),
    ("headers", "Headers", "Header", Part::Header),
    ("requestBodies", "Request bodies", "Request body", Part::Request),
    ("responses", "Responses", "Response", Part::Response),
    ("pathItems", "Paths to refer to", "Path", Part::Path),
    ("callbacks", "Callbacks", "Callback", Part::Callback),
    ("examples", "Examples", "Example", Part::Example),
    ("links", "Links", "Link", Part::Entry),
    ("messageTraits", "Message traits", "Message trait", Part::Message),
    ("operationTraits", "Operation traits", "Operation trait", Part::Traits),
    ("replies", "Replies", "Reply", Part::Entry),
    ("replyAddresses", "Reply addresses", "Reply address", Part::Entry),
    ("correlationIds", "Correlation ids", "Correlation id", Part::Entry),
    ("servers", "Servers to refer to", "Server", Part::Entry),
    ("serverVariables", "Server variables", "Server variable", Part::Entry),
    ("serverBindings", "Server bindings", "Server binding", Part::Entry),
    ("channelBindings", "Channel bindings", "Channel binding", Part::Entry),
    ("operationBindings", "Operation bindings", "Operation binding", Part::Entry),
    ("messageBindings", "Message bindings", "Message binding", Part::Entry),
    ("securitySchemes", "Security schemes", "Security scheme", Part::Traits),
];

/// Writes all parts of `components`; what no standard names comes last.
pub(super) fn write(sheet: &mut Sheet, mut components: Fields<'_>) {
    for (key, title, name, part) in PARTS {
        if let Some(parts) = components.map(key) {
            write_parts(sheet, title, name, part, parts);
        }
    }
    if components.keys().next().is_some() {
        sheet.heading(2, "Components");
        sheet.rest(components);
    }
}

/// Writes the parts that Swagger 2.0 keeps at its top.
pub(super) fn write_swagger(sheet: &mut Sheet, document: &mut Fields<'_>) {
    for (key, part) in [
        ("definitions", "schemas"),
        ("parameters", "parameters"),
        ("responses", "responses"),
        ("securityDefinitions", "securitySchemes"),
    ] {
        let known = PARTS.into_iter().find(|(known, ..)| *known == part);
        if let Some(((_, title, name, part), parts)) = known.zip(document.map(key)) {
            write_parts(sheet, title, name, part, parts);
        }
    }
}

/// Writes definitions of JSON Schema.
pub(super) fn write_definitions(sheet: &mut Sheet, definitions: Fields<'_>) {
    write_parts(sheet, "Definitions", "Schema", Part::Schema, definitions);
}

fn write_parts(sheet: &mut Sheet, title: &str, name: &str, part: Part, parts: Fields<'_>) {
    if parts.keys().next().is_none() {
        return;
    }
    sheet.heading(2, title);
    for (key, value) in parts.rest() {
        let name = format!("{name} {key}");
        match part {
            Part::Path => {
                operation::write_path(sheet, 3, key, value);
                continue;
            }
            Part::Callback => {
                operation::write_callback(sheet, 3, &name, value);
                continue;
            }
            Part::Entry => {
                sheet.entry(&name, value);
                continue;
            }
            _ => sheet.heading(3, &name),
        }
        write_part(sheet, part, value);
    }
}

/// Writes one part under its heading.
fn write_part(sheet: &mut Sheet, part: Part, value: &Value) {
    match part {
        Part::Schema => schema::write(sheet, 3, "Type", value),
        Part::Parameter => {
            let mut table = Table::default();
            parameter::add_one(&mut table, sheet, value);
            table.finish(sheet, 3);
        }
        Part::Header => {
            let mut table = Table::default();
            match Fields::of(value) {
                Some(fields) => parameter::add(&mut table, sheet, "(header)", fields),
                None => sheet.entry("Header", value),
            }
            table.finish(sheet, 3);
        }
        Part::Request => body::write_request(sheet, 3, "Request body", value),
        Part::Response => body::write_response(sheet, 3, "Response", value),
        Part::Example => body::write_example(sheet, 3, "Example", value),
        Part::Message => message::write(sheet, 3, value),
        Part::Traits | Part::Entry | Part::Path | Part::Callback => match Fields::of(value) {
            Some(mut fields) => {
                sheet.prose(3, fields.text("description").unwrap_or_default());
                sheet.rest(fields);
            }
            None => sheet.entry("Is", value),
        },
    }
}
