//! A portfolio in which nothing is done yet gets a page on how to begin.

use std::fs;

use super::snapshots::assert_snapshot;
use crate::kit::mcred;

#[test]
fn an_untouched_scaffold_is_one_page() {
    let home = tempfile::tempdir().unwrap();
    mcred(home.path(), &["init", "safety", "anna"]);
    let page = mcred(home.path(), &["check", "anna"]);
    assert_eq!(page.status, 1);
    assert_snapshot("untouched", &page.out);
    assert!(page.out.lines().count() <= 22, "it fits a small terminal");
    let inside = mcred(&home.path().join("anna"), &["check"]);
    assert!(!inside.out.contains("`cd"), "{}", inside.out);
    let all = mcred(home.path(), &["check", "anna", "--all"]).out;
    assert!(all.contains("error[missing-evidence]: detail 4.d has no evidence"), "{all}");
    let json = mcred(home.path(), &["check", "anna", "--format", "json"]).json();
    assert_eq!(json["portfolios"][0]["counts"]["errors"], 36);
}

#[test]
fn whatever_is_begun_is_checked_in_full() {
    let home = tempfile::tempdir().unwrap();
    mcred(home.path(), &["init", "safety", "anna"]);
    let artifact = home.path().join("anna/artifacts/plan.txt");
    fs::write(&artifact, "A plan.\n").unwrap();
    let checked = mcred(home.path(), &["check", "anna"]).out;
    assert!(checked.contains("unused-artifact"), "{checked}");
    fs::remove_file(&artifact).unwrap();
    let evidence = home.path().join("anna/evidence.toml");
    let text = fs::read_to_string(&evidence).unwrap();
    fs::write(&evidence, text.replace("own_words", "own_word")).unwrap();
    let checked = mcred(home.path(), &["check", "anna"]).out;
    assert!(checked.contains("unknown-key"), "{checked}");
}
