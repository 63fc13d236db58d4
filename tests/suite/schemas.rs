//! The reader of a file and its JSON Schema accept and reject the same files. Both are run on valid and
//! invalid files, which are generated from the shape that both are made from.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use mcred::load::{
    CATALOG_SHAPE, EVIDENCE_SHAPE, Folder, PRIVATE_SHAPE, Shape, Value, bundled_ids, bundled_text,
};
use mcred::rules::Checked;
use serde_json::json;
use toml::{Table, Value as Toml};

use crate::kit::{mcred, options, project};
use crate::render::validated;

/// The rules whose findings mean that the schema rejects the file as well.
const SCHEMA_RULES: [&str; 7] = [
    "invalid-evidence-file",
    "unknown-key",
    "invalid-catalog",
    "unknown-credential",
    "unknown-detail",
    "missing-artifact",
    "artifact-outside-portfolio",
];

/// Path, shape and name of the schema of each file.
const FILES: [(&str, &Shape, &str); 3] = [
    ("evidence.toml", &EVIDENCE_SHAPE, "evidence"),
    ("catalog/sample.toml", &CATALOG_SHAPE, "catalog"),
    ("private.toml", &PRIVATE_SHAPE, "private"),
];

#[test]
fn reader_and_schema_agree_on_every_file() {
    let home = portfolio();
    let mut jobs = Vec::new();
    let mut refused = BTreeSet::new();
    for (path, shape, name) in FILES {
        let schema = schema(home.path(), name);
        let good = whole(shape);
        let mut variants = vec![(format!("{path} whole"), good.clone())];
        vary(&good, shape, path, &mut |what, table| variants.push((what, table)), &|table| table);
        assert!(variants.len() > 10, "{path}");
        for (what, table) in variants {
            let text = toml::to_string(&table).unwrap();
            fs::write(home.path().join(path), &text).unwrap();
            let checked = Checked::of(&Folder::new(home.path()), &options());
            let found = checked.findings.iter().find(|f| SCHEMA_RULES.contains(&f.rule.name));
            if let Some(found) = found {
                assert!(!what.ends_with(" whole"), "{what}: {}", found.message);
                refused.insert(what.clone());
            }
            let shown = format!("{what}|{}", found.map_or("", |found| &found.message));
            jobs.push(json!({ "what": shown, "text": text, "form": "toml", "schema": schema }));
        }
        fs::write(home.path().join(path), toml::to_string(&good).unwrap()).unwrap();
    }
    let Some(said) = validated(&jobs) else { return };
    let by_schema: BTreeSet<String> =
        said.lines().filter_map(|line| Some(line.split_once('|')?.0.to_owned())).collect();
    assert!(by_schema.len() > 100, "most variants are bad: {}", by_schema.len());
    let only_reader: Vec<_> = refused.difference(&by_schema).collect();
    let only_schema: Vec<_> = by_schema.difference(&refused).collect();
    assert!(
        only_reader.is_empty() && only_schema.is_empty(),
        "refused by the reader alone: {only_reader:#?}\nby the schema alone: {only_schema:#?}"
    );
}

#[test]
fn files_of_the_examples_match_their_schemas() {
    let home = portfolio();
    let catalog = schema(home.path(), "catalog");
    let mut jobs: Vec<_> = bundled_ids()
        .map(
            |id| json!({ "what": id, "text": bundled_text(id), "form": "toml", "schema": catalog }),
        )
        .collect();
    for example in ["complete", "incomplete"] {
        let folder = project("examples").join(example);
        let text = fs::read_to_string(folder.join("evidence.toml")).unwrap();
        let schema = schema(&folder, "evidence");
        jobs.push(json!({ "what": example, "text": text, "form": "toml", "schema": schema }));
    }
    // Outside of a portfolio, the schema accepts whatever some portfolio may have.
    let elsewhere = tempfile::tempdir().unwrap();
    let any = schema(elsewhere.path(), "evidence");
    let text = fs::read_to_string(home.path().join("evidence.toml")).unwrap();
    jobs.push(json!({ "what": "elsewhere", "text": text, "form": "toml", "schema": any }));
    let Some(said) = validated(&jobs) else { return };
    assert!(said.lines().all(|line| line.starts_with("incomplete: ")), "{said}");
    assert!(said.contains("'explanaton' was unexpected"), "{said}");
    assert!(said.contains("'f' was unexpected"), "{said}");
}

/// A portfolio with a credential of its own, one artifact, and files with every key.
fn portfolio() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    for folder in ["artifacts", "catalog"] {
        fs::create_dir(home.path().join(folder)).unwrap();
    }
    fs::write(home.path().join("artifacts/notes.txt"), "words\n").unwrap();
    for (path, shape, _) in FILES {
        fs::write(home.path().join(path), toml::to_string(&whole(shape)).unwrap()).unwrap();
    }
    home
}

/// The output of `mcred schema` in this folder.
fn schema(folder: &Path, name: &str) -> serde_json::Value {
    mcred(folder, &["schema", name]).json()
}

/// A table of this shape with every key.
fn whole(shape: &Shape) -> Table {
    let value = |name: &str, value: Value| match value {
        Value::Text if name == "id" => "sample".into(),
        Value::Text | Value::Words => "words".into(),
        Value::Credential => "sample".into(),
        Value::Artifact => "artifacts/notes.txt".into(),
        Value::Location => "line 1".into(),
        Value::Rule => "thin-explanation".into(),
        Value::Detail => "1.a".into(),
        Value::OneOf(words) => words[0].into(),
        Value::Texts => Toml::Array(vec!["words".into()]),
        Value::Truth => true.into(),
        Value::Number => 1.into(),
        Value::Decimal => 1.5.into(),
        Value::Date => Toml::Datetime("2099-06-30".parse().unwrap()),
        Value::Table(shape) => whole(shape).into(),
        Value::Tables(shape) | Value::SomeTables(shape) => Toml::Array(vec![whole(shape).into()]),
        Value::Details(shape) => {
            let details = Table::from_iter([("a".to_owned(), whole(shape).into())]);
            Table::from_iter([("1".to_owned(), details.into())]).into()
        }
    };
    shape.keys.iter().map(|key| (key.name.to_owned(), value(key.name, key.value))).collect()
}

/// Every variant of a table: without one key, with an unknown key, and with every kind of value for
/// every key; `around` puts the table into its file.
fn vary(
    table: &Table,
    shape: &Shape,
    path: &str,
    emit: &mut dyn FnMut(String, Table),
    around: &dyn Fn(Table) -> Table,
) {
    let with = |name: &str, value: Toml| {
        let mut table = table.clone();
        table.insert(name.to_owned(), value);
        around(table)
    };
    emit(format!("{path} and more"), with("nothing_of_mcred", 1.into()));
    for key in shape.keys {
        let here = format!("{path} {}", key.name);
        let mut without = table.clone();
        without.remove(key.name);
        emit(format!("{here} left out"), around(without));
        for value in values() {
            // A schema can't distinguish a date from a text, and doesn't know the name of its file.
            let date = matches!(value, Toml::Datetime(_)) && key.value.is_text();
            let in_list = matches!(&value, Toml::Array(list) if list.iter().any(Toml::is_datetime));
            let name = key.name == "id" && value.is_str();
            if !(date || in_list || name) {
                emit(format!("{here} = {value}"), with(key.name, value));
            }
        }
        let Some(inner) = key.value.shape() else { continue };
        let put = |inner: Table| match key.value {
            Value::Table(_) => with(key.name, inner.into()),
            Value::Details(_) => {
                let details = Table::from_iter([("a".to_owned(), inner.into())]);
                with(key.name, Table::from_iter([("1".to_owned(), details.into())]).into())
            }
            _ => with(key.name, Toml::Array(vec![inner.into()])),
        };
        vary(&whole(inner), inner, &here, emit, &put);
    }
}

/// Values of every kind.
fn values() -> Vec<Toml> {
    let of_table = |name: &str, value: Toml| Table::from_iter([(name.to_owned(), value)]).into();
    let deep = of_table("9", of_table("z", Table::new().into()));
    vec![
        1.into(),
        (-1).into(),
        1.5.into(),
        (-1.5).into(),
        true.into(),
        "x y".into(),
        " ".into(),
        "2099-06-30".into(),
        "missing-evidence".into(),
        "elsewhere/notes.txt".into(),
        Toml::Datetime("2099-06-30".parse().unwrap()),
        Toml::Array(Vec::new()),
        Toml::Array(vec![true.into()]),
        Toml::Array(vec!["words".into(), 1.into()]),
        Table::new().into(),
        of_table("x", 1.into()),
        of_table("1", 1.into()),
        deep,
    ]
}
