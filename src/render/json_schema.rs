//! Compares the JSON Schemas in `tests/schemas/` with the structs that are printed.

use std::path::Path;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;

/// Fails if the file is not the schema of this type. `INSTA_UPDATE=always` writes it.
pub(super) fn assert_schema_of<T: JsonSchema>(name: &str) {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let schema = settings.into_generator().into_root_schema_for::<T>();
    let schema = serde_json::to_string_pretty(&schema).unwrap() + "\n";
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemas").join(name);
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        std::fs::write(&file, &schema).unwrap();
    }
    let written = std::fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(written.replace("\r\n", "\n"), schema, "INSTA_UPDATE=always writes {name}");
}
