//! Exit status: 0 nothing at error level, 1 findings at error level, 2 wrong usage or a
//! failure of the machine; what failed goes to standard error.

use std::fs;

use crate::kit::{example, mcred, project};

#[test]
fn zero_where_nothing_is_at_error_level() {
    let examples = project("examples");
    for arguments in [
        &["check", "complete"][..],
        &["--help"],
        &["help", "pack"],
        &["check", "--help"],
        &["--version"],
        &["explain"],
        &["catalog"],
    ] {
        let run = mcred(&examples, arguments);
        assert_eq!(run.status, 0, "{arguments:?}: {run:?}");
        assert!(!run.out.is_empty() && run.err.is_empty(), "{arguments:?}: {run:?}");
    }
}

#[test]
fn one_where_something_is() {
    let (_home, folder) = example("incomplete");
    for arguments in [&["check"][..], &["pack"], &["check", "--format", "json"]] {
        let run = mcred(&folder, arguments);
        assert_eq!(run.status, 1, "{arguments:?}: {run:?}");
        assert!(!run.out.is_empty() && run.err.is_empty(), "{arguments:?}: {run:?}");
    }
}

#[test]
fn one_where_one_of_several_portfolios_fails() {
    let cohort = mcred(&project("examples"), &["check"]);
    assert_eq!(cohort.status, 1, "{cohort:?}");
    let both = mcred(&project("examples"), &["check", "complete", "incomplete"]);
    assert_eq!(both.status, 1, "{both:?}");
}

#[test]
fn warnings_fail_where_that_is_asked_for() {
    let (_home, folder) = example("complete");
    fs::copy(project("examples/complete/README.md"), folder.join("artifacts/spare.md")).unwrap();
    let mild = mcred(&folder, &["check", "--format", "json"]);
    assert_eq!(mild.status, 0, "{mild:?}");
    assert_eq!(mild.json()["portfolios"][0]["counts"]["warnings"], 1, "{mild:?}");
    assert_eq!(mcred(&folder, &["check", "--strict"]).status, 1);
    assert_eq!(mcred(&folder, &["pack", "--strict"]).status, 1);
    assert_eq!(mcred(&folder, &["pack"]).status, 0);
}

#[test]
fn two_for_wrong_usage_with_the_reason_on_standard_error() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("notes.txt"), "notes").unwrap();
    for arguments in [
        &[][..],
        &["chekc"],
        &["check", "--fromat", "json"],
        &["check", "--format", "yaml"],
        &["check"],
        &["check", "nowhere"],
        &["check", "notes.txt"],
        &["pack", "nowhere"],
        &["explain", "no-such-rule"],
        &["catalog", "no-such-credential"],
    ] {
        let run = mcred(home.path(), arguments);
        assert_eq!(run.status, 2, "{arguments:?}: {run:?}");
        assert!(run.out.is_empty() && !run.err.is_empty(), "{arguments:?}: {run:?}");
    }
}

#[test]
fn a_failure_of_the_machine_names_the_file_in_one_line() {
    let (home, folder) = example("complete");
    // A file stands where the folder of the bundle would be.
    fs::write(home.path().join("taken"), "").unwrap();
    let run = mcred(&folder, &["pack", "-o", "../taken/bundle.zip"]);
    assert_eq!(run.status, 2, "{run:?}");
    assert!(run.err.contains("bundle.zip"), "{}", run.err);
    assert_eq!(run.err.trim_end().lines().count(), 1, "{}", run.err);
}
