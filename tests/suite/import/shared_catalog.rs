//! The catalog that a coach shares with a cohort, and the issuer's criteria in it.

use std::fs;

use mcred::import::catalog_toml;
use mcred::load::bundled;
use tempfile::TempDir;

use crate::kit::{copy, mcred, project};

const ID: &str = "leading-a-culture-of-safety";

/// A folder with two portfolios and the shared catalog.
fn cohort(edit: impl FnOnce(&str) -> String) -> TempDir {
    let home = TempDir::new().unwrap();
    for name in ["anna", "ben"] {
        copy(&project("examples/complete"), &home.path().join("cohort").join(name));
    }
    let shared = home.path().join("shared");
    fs::create_dir_all(&shared).unwrap();
    let text = edit(&catalog_toml(&bundled(ID).unwrap()));
    fs::write(shared.join(format!("{ID}.toml")), text).unwrap();
    home
}

#[test]
fn the_shared_catalog_counts_for_each_portfolio_that_has_none() {
    let home =
        cohort(|text| text.replacen("[course]", "[limits]\nmaximum_files = 1\n\n[course]", 1));
    assert_eq!(mcred(home.path(), &["check", "cohort"]).status, 0);
    let arguments = ["check", "cohort", "--catalog", "shared", "--format", "json"];
    let run = mcred(home.path(), &arguments);
    assert_eq!(run.status, 1, "{run:?}");
    for portfolio in run.json()["portfolios"].as_array().unwrap() {
        let findings = portfolio["findings"].as_array().unwrap();
        let found = findings.iter().find(|finding| finding["rule"] == "over-limit").unwrap();
        assert_eq!(found["path"], format!("shared/{ID}.toml"));
    }
    assert!(run.err.contains("2 portfolios checked by the catalog in shared"), "{run:?}");

    // One portfolio's own catalog goes first, and that is said.
    let own = home.path().join("cohort/anna/catalog");
    fs::create_dir_all(&own).unwrap();
    fs::write(own.join(format!("{ID}.toml")), catalog_toml(&bundled(ID).unwrap())).unwrap();
    let run = mcred(home.path(), &arguments);
    let portfolios = run.json()["portfolios"].clone();
    let over_limit = |portfolio: &serde_json::Value| {
        let findings = portfolio["findings"].as_array().unwrap();
        findings.iter().any(|finding| finding["rule"] == "over-limit")
    };
    let judged: Vec<bool> = portfolios.as_array().unwrap().iter().map(over_limit).collect();
    assert_eq!(judged, [false, true]);
    assert!(run.err.contains(&format!("anna goes by its own catalog/{ID}.toml")), "{run:?}");
    assert!(run.err.contains("1 portfolio checked"), "{run:?}");
}

#[test]
fn a_shared_catalog_may_lie_in_a_folder_called_catalog() {
    let home = cohort(str::to_owned);
    fs::rename(home.path().join("shared"), home.path().join("catalog")).unwrap();
    let run = mcred(home.path(), &["check", "cohort", "--catalog", "catalog"]);
    assert!(run.err.contains("2 portfolios checked by the catalog in catalog"), "{run:?}");
    assert!(!run.err.contains("its own"), "{run:?}");
}

#[test]
fn a_shared_catalog_that_is_broken_or_missing_is_an_error() {
    let home = cohort(|text| text.replacen("minimum_words = 1000", "minimum_words = \"many\"", 1));
    let run = mcred(home.path(), &["check", "cohort", "--catalog", "shared"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains(&format!("shared/{ID}.toml:")), "{run:?}");
    for none in ["nowhere", "cohort"] {
        let run = mcred(home.path(), &["check", "cohort", "--catalog", none]);
        assert_eq!(run.status, 2, "{run:?}");
        assert_eq!(run.err.trim_end().lines().count(), 1, "{run:?}");
    }
}

#[test]
fn criteria_stand_in_the_catalog_and_in_the_guide_and_count_for_nothing() {
    let home = cohort(|text| {
        let criteria = "criteria = [\n    \"The survey names every group.\",\n]\n";
        let at = text.find("[[outcomes.details]]\nid = \"1.b\"").unwrap();
        let (before, after) = text.split_at(at);
        format!("{}{criteria}\n{after}", before.trim_end_matches('\n').to_owned() + "\n")
    });
    let anna = home.path().join("cohort/anna");
    let plain = mcred(&anna, &["check", "--format", "json"]).json();
    fs::create_dir_all(anna.join("catalog")).unwrap();
    let file = format!("{ID}.toml");
    fs::copy(home.path().join("shared").join(&file), anna.join("catalog").join(&file)).unwrap();
    assert!(mcred(&anna, &["catalog", ID]).out.contains("- The survey names every group."));
    let json = mcred(&anna, &["catalog", ID, "--format", "json"]).json();
    let detail = &json["credentials"][0]["outcomes"][0]["details"][0];
    assert_eq!(detail["criteria"][0], "The survey names every group.");
    let with = mcred(&anna, &["check", "--format", "json"]).json();
    assert_eq!(with["portfolios"][0]["outcomes"], plain["portfolios"][0]["outcomes"]);
    assert_eq!(with["portfolios"][0]["counts"]["errors"], 0);
    let run = mcred(&anna, &["report"]);
    assert_eq!(run.status, 0, "{run:?}");
    let guide = fs::read_to_string(anna.join("submission/guide.html")).unwrap();
    let criteria = guide.find("The survey names every group.").unwrap();
    assert!(guide[..criteria].contains("id=\"detail-1.a\""));
    assert!(!guide[..criteria].contains("id=\"detail-1.b\""));
}
