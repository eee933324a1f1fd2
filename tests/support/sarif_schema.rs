//! The published schema of SARIF 2.1.0, which the development dependency `serde-sarif` carries.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// What the published schema says against a log; empty when it is valid.
pub(crate) fn violations(log: &Value) -> Vec<String> {
    let validator = jsonschema::validator_for(&published()).unwrap();
    validator.iter_errors(log).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

fn published() -> Value {
    let output = Command::new("cargo")
        .args(["metadata", "--format-version=1", "--offline", "--locked", "--all-features"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let package = packages.iter().find(|package| package["name"] == "serde-sarif").unwrap();
    let manifest = Path::new(package["manifest_path"].as_str().unwrap());
    let schema = fs::read_to_string(manifest.with_file_name("src").join("schema.json")).unwrap();
    let mut schema: Value = serde_json::from_str(&schema).unwrap();
    // This pattern has a bracket too many, so that it is no regular expression.
    for owner in ["run", "toolComponent"] {
        let path = format!("/definitions/{owner}/properties/language");
        let language = schema.pointer_mut(&path).unwrap();
        language.as_object_mut().unwrap().remove("pattern");
    }
    schema
}
