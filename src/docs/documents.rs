//! The JSON Schema of an output -> the list of its fields, for people.

use serde_json::Value as Json;

use crate::model::wrapped;

/// The JSON Schema of `mcred check --format json`; a test compares it with the output.
pub const CHECK_DOCUMENT: &str = include_str!("../../tests/schemas/mcred.check-1.json");

/// The JSON Schema of `mcred catalog --format json`; a test compares it with the output.
pub const CATALOG_DOCUMENT: &str = include_str!("../../tests/schemas/mcred.catalog-1.json");

/// The JSON Schema of `mcred verify --format json`; a test compares it with the output.
pub const VERIFY_DOCUMENT: &str = include_str!("../../tests/schemas/mcred.verify-1.json");

/// The JSON Schema of `mcred compare --format json`; a test compares it with the output.
pub const COMPARE_DOCUMENT: &str = include_str!("../../tests/schemas/mcred.compare-1.json");

/// Every field of a document with this schema, by its path.
pub(crate) fn fields(schema: &str) -> String {
    let schema: Json = serde_json::from_str(schema).unwrap_or_default();
    let mut text = String::new();
    walk(&schema, &schema, "", &mut text, 0);
    text
}

/// Deeper than any output. A recursive schema would not end.
const DEEPEST: usize = 12;

fn walk(root: &Json, schema: &Json, path: &str, text: &mut String, depth: usize) {
    let schema = resolved(root, schema);
    if depth > DEEPEST {
        return;
    }
    if let Some(items) = schema.get("items") {
        walk(root, items, &format!("{path}[]"), text, depth + 1);
    }
    for (name, field) in schema.get("properties").and_then(Json::as_object).into_iter().flatten() {
        let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        let target = resolved(root, field);
        let about = field.get("description").or_else(|| target.get("description"));
        let about = about.and_then(Json::as_str).unwrap_or_default();
        let line = format!("- `{path}` ({}): {about}", value(root, field));
        text.push_str(&wrapped(line.trim_end_matches([':', ' ']), "  ", 96));
        walk(root, field, &path, text, depth + 1);
    }
}

/// The schema that this one refers to, or itself. Of a choice between a schema and null, the schema.
fn resolved<'s>(root: &'s Json, schema: &'s Json) -> &'s Json {
    if let Some(reference) = schema.get("$ref").and_then(Json::as_str) {
        let pointer = reference.trim_start_matches('#');
        return root.pointer(pointer).unwrap_or(schema);
    }
    let choices = schema.get("anyOf").and_then(Json::as_array);
    let some = choices.and_then(|all| all.iter().find(|one| one["type"] != "null"));
    some.map_or(schema, |some| resolved(root, some))
}

/// The values of a field: "number or null", "one of error, warning".
fn value(root: &Json, field: &Json) -> String {
    let target = resolved(root, field);
    let word = |name: &Json| match name.as_str().unwrap_or_default() {
        "integer" | "number" => "number",
        "array" => "list",
        "boolean" => "true or false",
        "string" => "text",
        "null" => "null",
        _ => "object",
    };
    let words = |names: &Json| match names.as_array() {
        Some(names) => names.iter().map(word).collect::<Vec<_>>().join(" or "),
        None => word(names).to_owned(),
    };
    let mut words = match (target.get("const"), target.get("enum").and_then(Json::as_array)) {
        (Some(one), _) => one.to_string(),
        (None, Some(list)) => list.iter().map(Json::to_string).collect::<Vec<_>>().join(" or "),
        (None, None) => words(&target["type"]),
    };
    if field.get("anyOf").is_some() && !words.contains("null") {
        words.push_str(" or null");
    }
    words
}
