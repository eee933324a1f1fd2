//! What a description says about itself.

use super::fields::Fields;
use super::sheet::Sheet;
use crate::document::extracted::Field;
use crate::document::extracted::Metadatum;

/// Writes title, version, contact, licence and description as the head of the text, with `facts` of
/// the document around it; gives what of it are statements about the document.
pub(super) fn write(
    sheet: &mut Sheet,
    info: Option<Fields<'_>>,
    facts: &[String],
) -> Vec<Metadatum> {
    let mut metadata = Vec::new();
    let Some(mut info) = info else {
        facts.iter().for_each(|fact| sheet.item(fact));
        return metadata;
    };
    if let Some(title) = info.text("title") {
        sheet.heading(1, title);
        metadata.extend(Metadatum::new(Field::Title, title, "info title"));
    }
    if let Some(version) = info.text("version") {
        sheet.item(&format!("Version: {version}"));
    }
    facts.iter().for_each(|fact| sheet.item(fact));
    if let Some(terms) = info.text("termsOfService") {
        sheet.item(&format!("Terms of service: {terms}"));
    }
    if let Some(mut contact) = info.map("contact") {
        metadata.extend(
            contact
                .clone()
                .text("name")
                .and_then(|name| Metadatum::new(Field::Author, name, "info contact name")),
        );
        write_named(sheet, "Contact", &mut contact);
        sheet.rest(contact);
    }
    if let Some(mut licence) = info.map("license") {
        write_named(sheet, "Licence", &mut licence);
        sheet.rest(licence);
    }
    write_more(sheet, &mut info);
    let summary = info.text("summary").unwrap_or_default();
    let description = info.text("description").unwrap_or_default();
    sheet.rest(info);
    sheet.paragraph(summary);
    sheet.prose(1, description);
    metadata
}

/// Writes a name with its addresses.
fn write_named(sheet: &mut Sheet, label: &str, fields: &mut Fields<'_>) {
    let parts = ["name", "identifier", "email", "url"].map(|key| fields.text(key));
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    if !parts.is_empty() {
        sheet.item(&format!("{label}: {}", parts.join(", ")));
    }
}

/// Writes tags with what they mean, and documents elsewhere.
pub(super) fn write_more(sheet: &mut Sheet, fields: &mut Fields<'_>) {
    for tag in fields.list("tags").unwrap_or_default() {
        let Some(mut tag_fields) = Fields::of(tag) else {
            sheet.entry("Tag", tag);
            continue;
        };
        let name = tag_fields.text("name").unwrap_or_default();
        let description = tag_fields.text("description").unwrap_or_default();
        super::body::write_labelled(sheet, 2, &format!("Tag {name}:"), description);
        write_more(sheet, &mut tag_fields);
        sheet.rest(tag_fields);
    }
    if let Some(mut documents) = fields.map("externalDocs") {
        let url = documents.text("url").unwrap_or_default();
        let description = documents.text("description").unwrap_or_default();
        let gap = if description.is_empty() { "" } else { ": " };
        sheet.item(&format!("See {url}{gap}{description}"));
        sheet.rest(documents);
    }
}
