//! What people see, as files: every format on one example, and every `--help`.
//!
//! `INSTA_UPDATE=always cargo test` writes them anew; read the difference before it goes
//! into a commit.

use std::process::{Command, Stdio};

/// What the program prints with these arguments, for a terminal of 80 columns.
fn printed(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_mcred"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("NO_COLOR", "1")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn every_format() {
    for format in ["human", "json", "github", "junit", "markdown", "csv"] {
        let text = printed(&["check", "examples/incomplete", "--format", format]);
        insta::assert_snapshot!(format!("check-{format}"), text);
    }
    insta::assert_snapshot!("check-plain", printed(&["check", "examples/incomplete", "--plain"]));
}

#[test]
fn sarif_with_the_first_rule() {
    let text = printed(&["check", "examples/incomplete", "--format", "sarif"]);
    let mut log: serde_json::Value = serde_json::from_str(&text).unwrap();
    let driver = &mut log["runs"][0]["tool"]["driver"];
    driver["rules"].as_array_mut().unwrap().truncate(1);
    driver["semanticVersion"] = "(the version)".into();
    // It changes with every rule that is added.
    for result in log["runs"][0]["results"].as_array_mut().unwrap() {
        result.as_object_mut().unwrap().remove("ruleIndex");
    }
    insta::assert_snapshot!("check-sarif", serde_json::to_string_pretty(&log).unwrap());
}

#[test]
fn a_cohort() {
    insta::assert_snapshot!("cohort-human", printed(&["check", "examples"]));
    insta::assert_snapshot!("cohort-plain", printed(&["check", "examples", "--plain"]));
    insta::assert_snapshot!(
        "cohort-markdown",
        printed(&["check", "examples", "--format", "markdown"])
    );
}

#[test]
fn every_help() {
    let help = printed(&["--help"]);
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let commands: Vec<&str> = commands
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next())
        .filter(|name| *name != "help" && help.contains(&format!("\n  {name} ")))
        .collect();
    assert!(commands.contains(&"check"), "{commands:?}");
    for name in commands {
        insta::assert_snapshot!(format!("help-{name}"), printed(&[name, "--help"]));
    }
    insta::assert_snapshot!("help", help);
}
