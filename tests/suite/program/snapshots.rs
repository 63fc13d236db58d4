//! Snapshots of what people see: every format for one example, and every `--help`.
//!
//! `INSTA_UPDATE=always cargo test` updates them; read the difference before you commit it.

use crate::kit::{command, project, run};

/// The output for these arguments at 80 columns, without colors.
fn printed(arguments: &[&str]) -> String {
    let run = run(command().args(arguments).current_dir(project(".")).env("NO_COLOR", "1"));
    assert_eq!(run.err, "");
    run.out
}

/// Compares a text with `tests/snapshots/<name>.snap`.
#[track_caller]
pub(super) fn assert_snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(project("tests/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn every_format_of_check_matches_its_snapshot() {
    for format in ["human", "json", "github", "junit", "markdown", "csv"] {
        let text = printed(&["check", "examples/incomplete", "--format", format]);
        assert_snapshot(&format!("check-{format}"), &text);
    }
    assert_snapshot("check-plain", &printed(&["check", "examples/incomplete", "--plain"]));
}

#[test]
fn sarif_matches_its_snapshot() {
    let text = printed(&["check", "examples/incomplete", "--format", "sarif"]);
    let mut log: serde_json::Value = serde_json::from_str(&text).unwrap();
    let driver = &mut log["runs"][0]["tool"]["driver"];
    driver["rules"].as_array_mut().unwrap().truncate(1);
    driver["semanticVersion"] = "(the version)".into();
    // The index changes with every new rule.
    for result in log["runs"][0]["results"].as_array_mut().unwrap() {
        result.as_object_mut().unwrap().remove("ruleIndex");
    }
    assert_snapshot("check-sarif", &serde_json::to_string_pretty(&log).unwrap());
}

#[test]
fn the_tables_of_a_cohort_match_their_snapshots() {
    assert_snapshot("cohort-human", &printed(&["check", "examples"]));
    assert_snapshot("cohort-plain", &printed(&["check", "examples", "--plain"]));
    assert_snapshot("cohort-markdown", &printed(&["check", "examples", "--format", "markdown"]));
}

#[test]
fn every_help_text_matches_its_snapshot() {
    let help = printed(&["--help"]);
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let commands: Vec<&str> = commands
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next())
        .filter(|name| *name != "help" && help.contains(&format!("\n  {name} ")))
        .collect();
    assert!(commands.contains(&"check"), "{commands:?}");
    for name in commands {
        assert_snapshot(&format!("help-{name}"), &printed(&[name, "--help"]));
    }
    assert_snapshot("help", &help);
}
