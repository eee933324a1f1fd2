//! Bodies, headers, examples, links and responses.

use super::fields::Fields;
use super::schema;
use super::schema::Table;
use super::schema::presence;
use super::shape::Shape;
use super::sheet::Sheet;
use super::value::Value;

/// Writes a label with a description behind it, or below it where it is more than a paragraph.
pub(super) fn write_labelled(sheet: &mut Sheet, level: usize, label: &str, description: &str) {
    if super::prose::is_plain(description) {
        sheet.paragraph(&format!("{label} {description}"));
    } else {
        sheet.paragraph(label);
        sheet.prose(level, description);
    }
}

/// Writes the request body of an operation.
pub(super) fn write_request(sheet: &mut Sheet, level: usize, label: &str, body: &Value) {
    let Some(mut fields) = Fields::of(body) else { return sheet.entry(label, body) };
    if let Some(reference) = fields.text("$ref") {
        sheet.paragraph(&format!("{label}: {reference}"));
        return sheet.rest(fields);
    }
    let required = presence(Some(fields.flag("required")));
    let description = fields.text("description").unwrap_or_default();
    write_labelled(sheet, level, &format!("{label}: {required}."), description);
    write_content(sheet, level, &mut fields);
    sheet.rest(fields);
}

/// Writes the bodies of an object with `content`, by media type.
fn write_content(sheet: &mut Sheet, level: usize, fields: &mut Fields<'_>) {
    for (name, media_type) in fields.map("content").into_iter().flat_map(Fields::rest) {
        let label = format!("Body {name}");
        let Some(mut fields) = Fields::of(media_type) else {
            sheet.entry(&label, media_type);
            continue;
        };
        match fields.take("schema") {
            Some(body) => schema::write(sheet, level, &label, body),
            None => sheet.paragraph(&format!("{label}:")),
        }
        write_examples(sheet, level, &mut fields);
        sheet.rest(fields);
    }
}

/// Writes `example` and the named `examples` of an object.
pub(super) fn write_examples(sheet: &mut Sheet, level: usize, fields: &mut Fields<'_>) {
    if let Some(example) = fields.take("example") {
        sheet.entry("Example", example);
    }
    for (name, example) in fields.map("examples").into_iter().flat_map(Fields::rest) {
        write_example(sheet, level, &format!("Example {name}"), example);
    }
    for example in fields.list("examples").unwrap_or_default() {
        write_example(sheet, level, "Example", example);
    }
}

/// Writes one example with what is said of it.
pub(super) fn write_example(sheet: &mut Sheet, level: usize, label: &str, example: &Value) {
    let Some(mut fields) = Fields::of(example).filter(|fields| fields.has("value")) else {
        return sheet.entry(label, example);
    };
    let summary = fields.text("summary").unwrap_or_default();
    write_labelled(sheet, level, &format!("{label}:"), summary);
    sheet.prose(level, fields.text("description").unwrap_or_default());
    if let Some(value) = fields.take("value") {
        sheet.value(value);
    }
    sheet.rest(fields);
}

/// Writes headers as a table.
pub(super) fn write_headers(sheet: &mut Sheet, level: usize, headers: Fields<'_>) {
    let mut table = Table::default();
    for (name, header) in headers.rest() {
        let name = format!("{name} (header)");
        match Fields::of(header) {
            Some(fields) => super::parameter::add(&mut table, sheet, &name, fields),
            None => table.add(sheet, &name, None, Shape::of_value(header)),
        }
    }
    table.finish(sheet, level);
}

/// Writes a response, with its headers, bodies and links.
pub(super) fn write_response(sheet: &mut Sheet, level: usize, label: &str, response: &Value) {
    let Some(mut fields) = Fields::of(response) else { return sheet.entry(label, response) };
    if let Some(reference) = fields.text("$ref") {
        sheet.paragraph(&format!("{label}: {reference}"));
        return sheet.rest(fields);
    }
    let description = fields.text("description").unwrap_or_default();
    if let Some(summary) = fields.text("summary") {
        write_labelled(sheet, level, &format!("{label}: {summary}."), description);
    } else {
        write_labelled(sheet, level, &format!("{label}:"), description);
    }
    if let Some(headers) = fields.map("headers") {
        write_headers(sheet, level, headers);
    }
    write_content(sheet, level, &mut fields);
    // Swagger 2.0 has one body for all media types.
    if let Some(body) = fields.take("schema") {
        schema::write(sheet, level, "Body", body);
    }
    write_examples(sheet, level, &mut fields);
    for (name, link) in fields.map("links").into_iter().flat_map(Fields::rest) {
        sheet.entry(&format!("Link {name}"), link);
    }
    sheet.rest(fields);
}
