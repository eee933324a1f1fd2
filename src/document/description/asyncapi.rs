//! `AsyncAPI` 2 and 3.

use super::components;
use super::fields::Fields;
use super::info;
use super::message;
use super::schema::Table;
use super::security;
use super::shape::Shape;
use super::sheet::Sheet;
use super::value::Value;
use crate::document::extracted::Metadatum;

/// Writes a whole description; gives what it says about itself.
pub(super) fn write(sheet: &mut Sheet, mut document: Fields<'_>) -> Vec<Metadatum> {
    let mut facts = vec![format!("AsyncAPI {}", document.text("asyncapi").unwrap_or_default())];
    for (key, label) in [("id", "Identifier"), ("defaultContentType", "Default content type")] {
        facts.extend(document.text(key).map(|value| format!("{label}: {value}")));
    }
    let metadata = info::write(sheet, document.map("info"), &facts);
    info::write_more(sheet, &mut document);
    for (key, title, write) in [
        ("servers", "Servers", write_server as fn(&mut Sheet, &str, &Value)),
        ("channels", "Channels", write_channel),
        ("operations", "Operations", |sheet, name, operation| {
            write_operation(sheet, &format!("Operation {name}"), operation);
        }),
    ] {
        let Some(entries) = document.map(key) else { continue };
        sheet.heading(2, title);
        for (name, value) in entries.rest() {
            write(sheet, name, value);
        }
    }
    if let Some(parts) = document.map("components") {
        components::write(sheet, parts);
    }
    if document.keys().next().is_some() {
        sheet.heading(2, "Other statements");
        sheet.rest(document);
    }
    metadata
}

fn write_server(sheet: &mut Sheet, name: &str, server: &Value) {
    let name = format!("Server {name}");
    let Some(mut fields) = Fields::of(server) else { return sheet.entry(&name, server) };
    sheet.heading(3, &name);
    write_words(sheet, &mut fields);
    for key in ["url", "host", "pathname", "protocol", "protocolVersion"] {
        if let Some(value) = fields.take(key) {
            sheet.entry(key, value);
        }
    }
    if let Some(requirements) = fields.take("security") {
        security::write(sheet, requirements);
    }
    info::write_more(sheet, &mut fields);
    sheet.rest(fields);
}

/// Writes title, summary and description.
fn write_words(sheet: &mut Sheet, fields: &mut Fields<'_>) {
    for key in ["title", "summary"] {
        sheet.paragraph(fields.text(key).unwrap_or_default());
    }
    sheet.prose(3, fields.text("description").unwrap_or_default());
    if let Some(reference) = fields.text("$ref") {
        sheet.item(&format!("As in {reference}"));
    }
}

fn write_channel(sheet: &mut Sheet, name: &str, channel: &Value) {
    let title = format!("Channel {name}");
    let Some(mut fields) = Fields::of(channel) else { return sheet.entry(&title, channel) };
    sheet.heading(3, &title);
    write_words(sheet, &mut fields);
    if let Some(address) = fields.take("address") {
        sheet.entry("Address", address);
    }
    if let Some(servers) = fields.take("servers") {
        sheet.entry("Servers", servers);
    }
    info::write_more(sheet, &mut fields);
    write_parameters(sheet, &mut fields);
    let messages = fields.map("messages");
    // AsyncAPI 2 keeps operations in their channel, seen by the one who talks to the application.
    let operations = ["publish", "subscribe"].map(|verb| (verb, fields.take(verb)));
    sheet.rest(fields);
    for (key, message) in messages.into_iter().flat_map(Fields::rest) {
        sheet.heading(4, &format!("Message {key} on {name}"));
        message::write(sheet, 4, message);
    }
    for (verb, operation) in operations {
        if let Some(operation) = operation {
            write_operation(sheet, &format!("{} {name}", verb.to_uppercase()), operation);
        }
    }
}

/// Writes the parameters of a channel's address: a map from name to parameter.
fn write_parameters(sheet: &mut Sheet, fields: &mut Fields<'_>) {
    let mut table = Table::default();
    for (name, parameter) in fields.map("parameters").into_iter().flat_map(Fields::rest) {
        let shape = match Fields::of(parameter) {
            Some(mut fields) => match fields.take("schema") {
                Some(schema) => {
                    let mut shape = Shape::of_value(schema);
                    let outer = Shape::of(fields);
                    if !outer.description.is_empty() {
                        shape.description = format!("{} {}", outer.description, shape.description);
                    }
                    if !outer.bounds.is_empty() {
                        shape.bounds = format!("{} {}", outer.bounds, shape.bounds);
                    }
                    shape
                }
                None => Shape::of(fields),
            },
            None => Shape::of_value(parameter),
        };
        table.add(sheet, name, None, shape);
    }
    table.finish(sheet, 3);
}

fn write_operation(sheet: &mut Sheet, name: &str, operation: &Value) {
    let Some(mut fields) = Fields::of(operation) else { return sheet.entry(name, operation) };
    sheet.heading(3, name);
    write_words(sheet, &mut fields);
    for (key, label) in [("operationId", "Operation"), ("action", "Action"), ("channel", "Channel")]
    {
        if let Some(value) = fields.take(key) {
            sheet.entry(label, value);
        }
    }
    info::write_more(sheet, &mut fields);
    if let Some(requirements) = fields.take("security") {
        security::write(sheet, requirements);
    }
    if let Some(message) = fields.take("message") {
        sheet.paragraph("Message:");
        message::write(sheet, 3, message);
    }
    for message in fields.list("messages").unwrap_or_default() {
        message::write(sheet, 3, message);
    }
    if let Some(reply) = fields.take("reply") {
        sheet.entry("Reply", reply);
    }
    sheet.rest(fields);
}
