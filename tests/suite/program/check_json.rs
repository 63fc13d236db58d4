//! `check --format json`: exactly the published keys of `mcred.check/1`, at every level.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::kit::{mcred, project};

#[test]
fn the_json_of_check_has_exactly_the_published_keys() {
    for (example, status) in [("complete", 0), ("incomplete", 1)] {
        let run = mcred(&project("examples"), &["check", example, "--format", "json"]);
        assert_eq!(run.status, status, "{run:?}");
        assert_eq!(run.err, "", "machine formats print nothing else");
        let document = run.json();
        assert_eq!(keys(&document), set(&["schema", "portfolios"]));
        assert_eq!(document["schema"], "mcred.check/1");
        assert_eq!(list(&document, "portfolios").len(), 1);
        portfolio(&document["portfolios"][0]);
        assert_eq!(document["portfolios"][0]["complete"], status == 0);
        assert_eq!(document["portfolios"][0]["path"], example);
        // Only a sample has this key.
        assert_eq!(document["portfolios"][0]["sample"], true);
    }
}

fn portfolio(portfolio: &Value) {
    let wanted = [
        "path",
        "credential",
        "complete",
        "sample",
        "overview",
        "outcomes",
        "reflection",
        "artifacts",
        "findings",
        "counts",
    ];
    assert_eq!(keys(portfolio), set(&wanted));
    let overview = &portfolio["overview"];
    assert_eq!(keys(overview), set(&["words", "words_generous", "minimum", "questions"]));
    assert_eq!(list(overview, "questions").len(), 5);
    for question in list(overview, "questions") {
        assert_eq!(keys(question), set(&["number", "words", "answered"]));
    }
    assert_eq!(list(portfolio, "outcomes").len(), 4);
    for outcome in list(portfolio, "outcomes") {
        assert_eq!(keys(outcome), set(&["number", "details"]));
        for detail in list(outcome, "details") {
            assert_eq!(keys(detail), set(&["id", "supported", "explanation_words", "evidence"]));
            for evidence in list(detail, "evidence") {
                assert_eq!(keys(evidence), set(&["artifact", "at", "status"]));
                let status = evidence["status"].as_str().unwrap();
                assert!(["verified", "unverified", "failed"].contains(&status), "{status}");
            }
        }
    }
    assert_eq!(keys(&portfolio["reflection"]), set(&["words", "words_generous", "minimum"]));
    assert!(!list(portfolio, "artifacts").is_empty());
    list(portfolio, "artifacts").iter().for_each(artifact);
    list(portfolio, "findings").iter().for_each(finding);
    assert_eq!(keys(&portfolio["counts"]), set(&["errors", "warnings", "notes", "waived"]));
}

/// Every artifact has the common keys, and otherwise only those of its kind.
fn artifact(artifact: &Value) {
    let every = set(&["path", "kind", "bytes", "cited"]);
    let of_kind = match artifact["kind"].as_str().unwrap() {
        "pdf" => set(&["pages"]),
        "presentation" => set(&["slides"]),
        "spreadsheet" => set(&["sheets"]),
        "video" => set(&["seconds", "width", "height"]),
        "audio" => set(&["seconds"]),
        "transcript" => set(&["seconds", "lines"]),
        "image" => set(&["width", "height"]),
        "csv" | "text" | "markdown" | "html" => set(&["lines"]),
        "document" | "other" => set(&[]),
        kind => panic!("`{kind}` is no kind of artifact"),
    };
    let found = keys(artifact);
    assert!(found.is_superset(&every), "{artifact}");
    let beside: BTreeSet<&str> = found.difference(&every).copied().collect();
    assert!(beside.is_subset(&of_kind), "{artifact}");
}

fn finding(finding: &Value) {
    let mut found = keys(finding);
    // The reason of a waiver.
    found.remove("waived");
    assert_eq!(found, set(&["rule", "level", "message", "help", "path", "start", "end"]));
    for place in ["start", "end"] {
        if !finding[place].is_null() {
            assert_eq!(keys(&finding[place]), set(&["line", "column"]));
        }
    }
}

/// The keys of an object.
pub fn keys(object: &Value) -> BTreeSet<&str> {
    object.as_object().unwrap_or_else(|| panic!("{object}")).keys().map(String::as_str).collect()
}

pub fn set<'k>(keys: &[&'k str]) -> BTreeSet<&'k str> {
    keys.iter().copied().collect()
}

fn list<'v>(object: &'v Value, key: &str) -> &'v Vec<Value> {
    object[key].as_array().unwrap_or_else(|| panic!("{key}: {object}"))
}
