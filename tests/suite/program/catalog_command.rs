//! `mcred catalog`: for people, as JSON, and as the TOML to start from.

use std::fs;

use serde_json::Value;

use super::check_json::{keys, set};
use crate::kit::{ids, mcred, project};

#[test]
fn the_list_names_every_credential() {
    let home = tempfile::tempdir().unwrap();
    let list = mcred(home.path(), &["catalog"]);
    assert_eq!(list.status, 0, "{list:?}");
    let catalog = mcred(home.path(), &["catalog", "--format", "json"]).json();
    for credential in catalog["credentials"].as_array().unwrap() {
        for word in credential["title"].as_str().unwrap().split([' ', '-']) {
            assert!(list.out.contains(word), "{word}\n{}", list.out);
        }
    }
}

#[test]
fn the_json_of_the_catalog_has_exactly_the_published_keys() {
    let home = tempfile::tempdir().unwrap();
    let catalog = mcred(home.path(), &["catalog", "--format", "json"]).json();
    assert_eq!(keys(&catalog), set(&["schema", "credentials"]));
    assert_eq!(catalog["schema"], "mcred.catalog/1");
    let credentials = catalog["credentials"].as_array().unwrap();
    assert_eq!(
        credentials.iter().map(|one| one["id"].as_str().unwrap()).collect::<Vec<_>>(),
        ids()
    );
    for credential in credentials {
        credential_has_the_published_keys(credential);
    }
}

fn credential_has_the_published_keys(credential: &Value) {
    for key in ["id", "title", "overview", "outcomes", "reflection"] {
        assert!(keys(credential).contains(key), "{key}: {credential}");
    }
    for key in ["minimum_words", "questions"] {
        assert!(keys(&credential["overview"]).contains(key), "{key}");
    }
    for question in credential["overview"]["questions"].as_array().unwrap() {
        assert_eq!(keys(question), set(&["number", "text", "wording"]));
    }
    for outcome in credential["outcomes"].as_array().unwrap() {
        assert_eq!(keys(outcome), set(&["number", "text", "wording", "details"]));
        for detail in outcome["details"].as_array().unwrap() {
            assert_eq!(keys(detail), set(&["id", "text", "wording"]));
        }
    }
    for key in ["minimum_words", "prompt"] {
        assert!(keys(&credential["reflection"]).contains(key), "{key}");
    }
    if !credential["course"].is_null() {
        assert!(keys(&credential["course"]).is_superset(&set(&["title", "pd_hours"])));
    }
}

#[test]
fn the_toml_of_a_credential_is_its_catalog_file() {
    let home = tempfile::tempdir().unwrap();
    for id in ids() {
        let printed = mcred(home.path(), &["catalog", &id, "--format", "toml"]);
        assert_eq!(printed.status, 0, "{printed:?}");
        let file = fs::read_to_string(project(&format!("catalog/{id}.toml"))).unwrap();
        assert_eq!(printed.out, file, "{id}");
    }
}

#[test]
fn a_credential_is_printed_with_every_question_and_detail() {
    let home = tempfile::tempdir().unwrap();
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let catalog = mcred(home.path(), &["catalog", "--format", "json"]).json();
    for credential in catalog["credentials"].as_array().unwrap() {
        let full = mcred(home.path(), &["catalog", credential["id"].as_str().unwrap()]);
        let full = one_line(&full.out.replace(['│', '|', '┆'], " "));
        let mut texts = vec![&credential["title"], &credential["reflection"]["prompt"]];
        for question in credential["overview"]["questions"].as_array().unwrap() {
            texts.push(&question["text"]);
        }
        for outcome in credential["outcomes"].as_array().unwrap() {
            texts.push(&outcome["text"]);
        }
        for text in texts {
            assert!(full.contains(&one_line(text.as_str().unwrap())), "{text}\n{full}");
        }
    }
}

#[test]
fn a_catalog_file_describes_one_credential() {
    let home = tempfile::tempdir().unwrap();
    let all = mcred(home.path(), &["catalog", "--format", "toml"]);
    assert_eq!((all.status, all.out.as_str()), (2, ""), "{all:?}");
    assert!(all.err.contains("--format toml"), "{}", all.err);
}
