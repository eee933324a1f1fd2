//! OpenAPI 3.0 and 3.1, and Swagger 2.0.

use super::components;
use super::fields::Fields;
use super::info;
use super::operation;
use super::security;
use super::sheet::Sheet;
use crate::document::extracted::Field;
use crate::document::extracted::Metadatum;

/// Writes a whole description; gives what it says about itself.
pub(super) fn write(sheet: &mut Sheet, mut document: Fields<'_>) -> Vec<Metadatum> {
    let version = ["openapi", "swagger"].map(|key| (key, document.text(key)));
    let version = version.into_iter().find_map(|(key, version)| Some((key, version?)));
    let version = match version {
        Some(("openapi", version)) => format!("OpenAPI {version}"),
        Some((_, version)) => format!("Swagger {version}"),
        None => String::new(),
    };
    let address = document.text("$self");
    let mut facts = vec![version];
    facts.extend(address.map(|address| format!("Address: {address}")));
    let mut metadata = info::write(sheet, document.map("info"), &facts);
    metadata.extend(address.and_then(|address| Metadatum::new(Field::Url, address, "$self")));
    write_access(sheet, &mut document);
    info::write_more(sheet, &mut document);
    for (key, title) in [("paths", "Operations"), ("webhooks", "Webhooks")] {
        let Some(paths) = document.map(key) else { continue };
        sheet.heading(2, title);
        for (path, item) in paths.rest() {
            operation::write_path(sheet, 3, path, item);
        }
    }
    if let Some(parts) = document.map("components") {
        components::write(sheet, parts);
    }
    components::write_swagger(sheet, &mut document);
    if document.keys().next().is_some() {
        sheet.heading(2, "Other statements");
        sheet.rest(document);
    }
    metadata
}

/// Writes where the interface is found, and who may ask.
fn write_access(sheet: &mut Sheet, document: &mut Fields<'_>) {
    let keys = ["servers", "host", "basePath", "schemes", "consumes", "produces", "security"];
    if keys.iter().any(|key| document.has(key)) {
        sheet.heading(2, "Access");
    }
    for (key, label) in
        [("host", "Host"), ("basePath", "Base path"), ("jsonSchemaDialect", "Schemas after")]
    {
        if let Some(value) = document.text(key) {
            sheet.item(&format!("{label}: {value}"));
        }
    }
    operation::write_media_types(sheet, document);
    operation::write_servers(sheet, document);
    if let Some(requirements) = document.take("security") {
        security::write(sheet, requirements);
    }
}
