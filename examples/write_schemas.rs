//! Writes the JSON Schemas of all commands to `docs/schema/`.

use std::fs;
use std::io;
use std::path::Path;

use provenance::report::schemas;
use provenance::report::write_json;

fn main() -> io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema");
    fs::create_dir_all(&folder)?;
    for (command, schema) in schemas() {
        let mut file = fs::File::create(folder.join(format!("{command}.schema.json")))?;
        write_json(&schema, &mut file)?;
    }
    Ok(())
}
