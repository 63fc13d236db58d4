//! Exit status: 0 without errors, 1 with findings at error level, 2 for wrong usage or a failure of the
//! machine, which is described on standard error.

use std::fs;

use crate::kit::{example, mcred, project};

#[test]
fn the_status_is_0_without_errors() {
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
fn the_status_is_1_with_errors() {
    let (_home, folder) = example("incomplete");
    for arguments in [&["check"][..], &["pack"], &["check", "--format", "json"]] {
        let run = mcred(&folder, arguments);
        assert_eq!(run.status, 1, "{arguments:?}: {run:?}");
        assert!(!run.out.is_empty() && run.err.is_empty(), "{arguments:?}: {run:?}");
    }
}

#[test]
fn the_status_is_1_if_one_of_several_portfolios_has_errors() {
    let cohort = mcred(&project("examples"), &["check"]);
    assert_eq!(cohort.status, 1, "{cohort:?}");
    let both = mcred(&project("examples"), &["check", "complete", "incomplete"]);
    assert_eq!(both.status, 1, "{both:?}");
}

#[test]
fn the_status_is_1_with_warnings_if_strict() {
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
fn the_status_is_2_for_wrong_usage_with_the_reason_on_standard_error() {
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
fn a_failure_of_the_machine_is_one_line_that_names_the_file() {
    let (home, folder) = example("complete");
    // A file is in the place of the folder for the bundle.
    fs::write(home.path().join("taken"), "").unwrap();
    let run = mcred(&folder, &["pack", "-o", "../taken/bundle.zip"]);
    assert_eq!(run.status, 2, "{run:?}");
    assert!(run.err.contains("bundle.zip"), "{}", run.err);
    assert_eq!(run.err.trim_end().lines().count(), 1, "{}", run.err);
}
