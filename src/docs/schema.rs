//! The shape of a file -> its JSON Schema, for completion and checks in editors.

use serde_json::{Map, Value as Json, json};

use crate::load::{CATALOG_SHAPE, EVIDENCE_SHAPE, Key, PRIVATE_SHAPE, Shape, Value};
use crate::model::{Credential, Kind, Outcome, sanitize_json};
use crate::rules;

/// The names in a portfolio, for completion.
#[derive(Default)]
pub struct KnownNames<'k> {
    /// The ids of all credentials.
    pub credentials: Vec<&'k str>,
    /// The portfolio's credential.
    pub credential: Option<&'k Credential>,
    /// The paths of its artifacts.
    pub artifacts: Vec<&'k str>,
    /// Whether this is a portfolio. If not, names are offered and others are not refused.
    pub is_portfolio: bool,
}

/// The schema of evidence.toml.
pub fn evidence_schema(known: &KnownNames<'_>) -> String {
    document("evidence.toml of a portfolio", &EVIDENCE_SHAPE, known)
}

/// The schema of a catalog file.
pub fn catalog_schema() -> String {
    document(
        "a catalog file: the requirements of a credential",
        &CATALOG_SHAPE,
        &KnownNames::default(),
    )
}

/// The schema of private.toml.
pub fn private_schema() -> String {
    document("private.toml of a portfolio", &PRIVATE_SHAPE, &KnownNames::default())
}

fn document(title: &str, shape: &'static Shape, known: &KnownNames<'_>) -> String {
    let mut schema = table(shape, known);
    // The draft that TOML editors support best.
    schema.insert("$schema".into(), "http://json-schema.org/draft-07/schema#".into());
    schema.insert("title".into(), title.into());
    sanitize_json(format!("{:#}\n", Json::Object(schema)))
}

fn table(shape: &'static Shape, known: &KnownNames<'_>) -> Map<String, Json> {
    let properties: Map<String, Json> = shape
        .keys
        .iter()
        .map(|key| {
            let mut schema = value(key.value, known);
            schema.insert("description".into(), key.about.into());
            (key.name.to_owned(), Json::Object(schema))
        })
        .collect();
    let required: Vec<&str> =
        shape.keys.iter().filter(|key| key.is_required()).map(|key| key.name).collect();
    let mut schema = closed(properties);
    if !required.is_empty() {
        schema.insert("required".into(), required.into());
    }
    schema
}

/// A table with these keys and no others.
fn closed(properties: Map<String, Json>) -> Map<String, Json> {
    object(json!({ "type": "object", "properties": properties, "additionalProperties": false }))
}

fn value(value: Value, known: &KnownNames<'_>) -> Map<String, Json> {
    object(match value {
        Value::Text => json!({ "type": "string" }),
        Value::Words => json!({ "type": "string", "pattern": r"\S" }),
        Value::Credential if known.is_portfolio => {
            json!({ "type": "string", "enum": known.credentials })
        }
        Value::Credential => offered(&known.credentials, ""),
        // Files may be added after the schema was generated.
        Value::Artifact => offered(&known.artifacts, r"^(\./)*artifacts/."),
        Value::Location => offered(&places(), ""),
        Value::Rule => json!({ "type": "string", "enum": waivable() }),
        Value::Detail => {
            json!({ "type": "string", "pattern": format!("^{OUTCOME}\\.{LETTER}$") })
        }
        Value::OneOf(words) => json!({ "type": "string", "enum": words }),
        Value::Texts => json!({ "type": "array", "items": { "type": "string" } }),
        Value::Truth => json!({ "type": "boolean" }),
        Value::Number => json!({ "type": "integer", "minimum": 0, "maximum": u32::MAX }),
        Value::Decimal => json!({ "type": "number", "minimum": 0 }),
        Value::Date => json!({ "type": "string", "pattern": DAY }),
        Value::Table(shape) => Json::Object(table(shape, known)),
        Value::Tables(shape) => json!({ "type": "array", "items": table(shape, known) }),
        Value::SomeTables(shape) => {
            json!({ "type": "array", "minItems": 1, "items": table(shape, known) })
        }
        Value::Details(shape) => match known.credential {
            Some(credential) => details(credential, shape, known),
            None => any_details(shape, known),
        },
    })
}

/// An outcome's number.
const OUTCOME: &str = "0*[1-9][0-9]*";

/// The part after the dot in the id of a detail.
const LETTER: &str = "[A-Za-z0-9]+";

/// A day. Editors pass a TOML date to the schema as text.
const DAY: &str = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";

/// The tables of this credential's details, each described by its requirement.
fn details(credential: &Credential, shape: &'static Shape, known: &KnownNames<'_>) -> Json {
    let of = |outcome: &Outcome| {
        let letters = outcome.details.iter().map(|detail| {
            let mut entry = table(shape, known);
            entry.insert("title".into(), format!("{} {}", detail.id, detail.text).into());
            let needed = format!("{} {}", detail.id, detail.text);
            entry.insert("description".into(), needed.into());
            (detail.id.letter.clone(), Json::Object(entry))
        });
        let mut schema = closed(letters.collect());
        schema.insert("title".into(), format!("Outcome {}", outcome.number).into());
        schema.insert("description".into(), outcome.text.clone().into());
        (outcome.number.to_string(), Json::Object(schema))
    };
    Json::Object(closed(credential.outcomes.iter().map(of).collect()))
}

/// The tables of details of any credential.
fn any_details(shape: &'static Shape, known: &KnownNames<'_>) -> Json {
    let letters = json!({ format!("^{LETTER}$"): table(shape, known) });
    let outcome =
        json!({ "type": "object", "patternProperties": letters, "additionalProperties": false });
    let outcomes = json!({ format!("^{OUTCOME}$"): outcome });
    json!({ "type": "object", "patternProperties": outcomes, "additionalProperties": false })
}

/// Strings that an editor offers; others that match the pattern are valid, too.
fn offered(names: &[&str], pattern: &str) -> Json {
    let mut other = object(json!({ "type": "string" }));
    if !pattern.is_empty() {
        other.insert("pattern".into(), pattern.into());
    }
    match names {
        [] => Json::Object(other),
        names => json!({ "anyOf": [{ "enum": names }, other] }),
    }
}

/// Samples of all forms of locations.
fn places() -> Vec<&'static str> {
    let mut forms: Vec<&str> = Kind::ALL.iter().flat_map(|kind| kind.forms()).copied().collect();
    forms.sort_unstable();
    forms.dedup();
    forms
}

/// The names of the rules whose findings may be waived.
fn waivable() -> Vec<&'static str> {
    rules::all().filter(|rule| rules::can_be_waived(rule)).map(|rule| rule.name).collect()
}

fn object(json: Json) -> Map<String, Json> {
    match json {
        Json::Object(object) => object,
        _ => Map::new(),
    }
}

/// The kind of a key's value, for people.
pub(crate) fn in_words(key: &Key) -> String {
    let needed = if key.is_required() { ", needed" } else { "" };
    let words = match key.value {
        Value::Text | Value::Words => "text".to_owned(),
        Value::Credential => "the id of a credential".to_owned(),
        Value::Artifact => "a path".to_owned(),
        Value::Location => "a place".to_owned(),
        Value::Rule => "the name of a rule".to_owned(),
        Value::Detail => "the id of a detail".to_owned(),
        Value::OneOf(words) => {
            words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" or ")
        }
        Value::Texts => "a list of texts".to_owned(),
        Value::Truth => "true or false".to_owned(),
        Value::Number => "a whole number".to_owned(),
        Value::Decimal => "a number".to_owned(),
        Value::Date => "a day, such as 2027-06-30".to_owned(),
        Value::Table(_) | Value::Details(_) => "a table".to_owned(),
        Value::Tables(_) => "a list of tables".to_owned(),
        Value::SomeTables(_) => "a list of at least one table".to_owned(),
    };
    format!("{words}{needed}")
}
