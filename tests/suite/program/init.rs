//! `mcred init` never overwrites a file, and accepts a unique part of the id of a credential.

use std::fs;

use crate::kit::{files, ids, mcred};

const SAFETY: &str = "leading-a-culture-of-safety";

#[test]
fn a_second_init_changes_nothing() {
    for id in ids() {
        let home = tempfile::tempdir().unwrap();
        assert_eq!(mcred(home.path(), &["init", &id, "mine"]).status, 0, "{id}");
        let before = files(home.path());
        let again = mcred(home.path(), &["init", &id, "mine"]);
        assert_eq!(again.status, 0, "{again:?}");
        assert!(again.out.contains("nothing was changed"), "{}", again.out);
        assert_eq!(before, files(home.path()), "{id}");
    }
}

/// Only the practitioner can attest that the words are their own.
#[test]
fn init_and_fix_never_set_an_attestation() {
    for id in ids() {
        let home = tempfile::tempdir().unwrap();
        mcred(home.path(), &["init", &id, "mine"]);
        let evidence = fs::read_to_string(home.path().join("mine/evidence.toml")).unwrap();
        let values: toml::Table = evidence.parse().unwrap();
        let honesty = values["honesty"].as_table().unwrap();
        assert_eq!(honesty.len(), 2, "{evidence}");
        assert!(honesty.values().all(|word| word.as_bool() == Some(false)), "{id}: {evidence}");
        assert!(!values.contains_key("sample"), "{id}");
        // Neither a later run nor --fix sets it.
        mcred(home.path(), &["init", &id, "mine"]);
        mcred(home.path(), &["check", "mine", "--fix"]);
        assert_eq!(fs::read_to_string(home.path().join("mine/evidence.toml")).unwrap(), evidence);
    }
}

#[test]
fn a_later_init_adds_missing_files_and_keeps_the_others() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("mine");
    mcred(home.path(), &["init", SAFETY, "mine"]);
    fs::write(folder.join("narratives/overview.md"), "my own words\n").unwrap();
    fs::remove_file(folder.join("narratives/reflection.md")).unwrap();
    let before = files(&folder);
    let again = mcred(&folder, &["init"]);
    assert_eq!(again.status, 0, "{again:?}");
    assert!(again.out.contains("+ narratives/reflection.md"), "{}", again.out);
    assert!(!again.out.contains("+ narratives/overview.md"), "{}", again.out);
    let after = files(&folder);
    assert_eq!(after.len(), before.len() + 1);
    for (path, file) in before {
        assert_eq!(after[&path], file, "{}", path.display());
    }
}

#[test]
fn init_keeps_files_that_were_there_before() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("narratives")).unwrap();
    for name in ["README.md", "narratives/overview.md"] {
        fs::write(home.path().join(name), "mine").unwrap();
    }
    let made = mcred(home.path(), &["init", SAFETY]);
    assert_eq!(made.status, 0, "{made:?}");
    for name in ["README.md", "narratives/overview.md"] {
        assert_eq!(fs::read_to_string(home.path().join(name)).unwrap(), "mine");
    }
    assert!(home.path().join("evidence.toml").exists());
}

#[test]
fn init_does_not_change_the_credential_of_a_portfolio() {
    let home = tempfile::tempdir().unwrap();
    mcred(home.path(), &["init", SAFETY]);
    let before = files(home.path());
    let other = mcred(home.path(), &["init", "leading-and-promoting-mutual-respect"]);
    assert_eq!(other.status, 2, "{other:?}");
    assert!(other.err.contains(SAFETY), "{}", other.err);
    assert_eq!(before, files(home.path()));
}

#[test]
fn a_unique_part_of_an_id_is_enough() {
    let home = tempfile::tempdir().unwrap();
    let made = mcred(home.path(), &["init", "leading-a-c"]);
    assert_eq!(made.status, 0, "{made:?}");
    let evidence = fs::read_to_string(home.path().join("evidence.toml")).unwrap();
    assert!(evidence.contains(&format!("credential = \"{SAFETY}\"")), "{evidence}");
}

#[test]
fn an_ambiguous_part_of_an_id_lists_the_candidates() {
    let home = tempfile::tempdir().unwrap();
    let refused = mcred(home.path(), &["init", "leading-an"]);
    assert_eq!(refused.status, 2, "{refused:?}");
    for id in ["leading-an-equitable-learning-culture", "leading-and-promoting-mutual-respect"] {
        assert!(refused.err.contains(id), "{}", refused.err);
    }
    assert!(!refused.err.contains(SAFETY), "{}", refused.err);
    assert_eq!(files(home.path()).len(), 0);
}

#[test]
fn an_unknown_id_gets_a_suggestion() {
    let home = tempfile::tempdir().unwrap();
    let refused = mcred(home.path(), &["init", "leading-a-culture-of-saftey", "mine"]);
    assert_eq!(refused.status, 2, "{refused:?}");
    assert!(refused.err.contains(&format!("did you mean `{SAFETY}`")), "{}", refused.err);
    assert_eq!(refused.err.trim_end().lines().count(), 1, "{}", refused.err);
    assert!(!home.path().join("mine").exists());
}

#[test]
fn init_asks_nothing_without_a_terminal() {
    let home = tempfile::tempdir().unwrap();
    let refused = mcred(home.path(), &["init"]);
    assert_eq!(refused.status, 2, "{refused:?}");
    for id in ids() {
        assert!(refused.err.contains(&id), "{}", refused.err);
    }
    assert_eq!(files(home.path()).len(), 0);
}
