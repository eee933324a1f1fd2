//! The published JSON Schemas.

use std::fs;
use std::path::Path;

use provenance::report::schemas;
use provenance::report::write_json;

use crate::screens::written;

#[test]
fn published_schemas_are_those_of_the_views() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema");
    for (command, schema) in schemas() {
        let published = fs::read_to_string(folder.join(format!("{command}.schema.json")));
        assert!(
            published.is_ok_and(|text| text == written(|out| write_json(&schema, out))),
            "docs/schema/{command}.schema.json is stale: cargo run --example write_schemas"
        );
    }
    assert_eq!(fs::read_dir(folder).unwrap().count(), schemas().len());
}
