//! `cite` and `init` at a terminal ask for what is missing, and write nothing before the last answer.

use std::fs;

use crate::kit::{Example, Run, at_terminal, files, mcred};

/// Types these answers in a portfolio.
fn typed(portfolio: &Example, arguments: &[&str], answers: &[&str]) -> Option<Run> {
    let answers: Vec<Option<&str>> = answers.iter().map(|answer| Some(*answer)).collect();
    at_terminal(&portfolio.folder, arguments, &answers)
}

#[test]
fn cite_asks_for_all_that_is_missing() {
    let portfolio = Example::new("complete");
    let answers = ["1b", "safety-plan.pdf", "99", "4", "1", "y"];
    let Some(cited) = typed(&portfolio, &["cite"], &answers) else { return };
    assert_eq!(cited.status, 0, "{}", cited.out);
    for shown in [
        "1.b  2 cited",
        "has artifacts/climate-survey.pdf, page 4",
        "safety-plan.pdf (PDF, 6 pages; cited for",
        "page 5  5 Monitoring process",
        "has 6 pages",
        "1.b: cited artifacts/safety-plan.pdf, page 4",
    ] {
        assert!(cited.out.contains(shown), "{shown}:\n{}", cited.out);
    }
    let evidence = portfolio.read("evidence.toml");
    let added = "{ artifact = \"artifacts/safety-plan.pdf\", at = \"page 4\", quote = \"";
    assert!(evidence.contains(added), "{evidence}");
    assert_eq!(portfolio.mcred(&["check", "--strict"]).status, 0);
}

#[test]
fn cite_asks_only_for_what_is_missing() {
    let portfolio = Example::new("complete");
    let arguments = ["cite", "1.A", "artifacts\\calm-corner.png"];
    let Some(cited) = typed(&portfolio, &arguments, &["", "y"]) else { return };
    assert_eq!(cited.status, 0, "{}", cited.out);
    assert!(!cited.out.contains("Which"), "{}", cited.out);
    assert!(cited.out.contains("1.a: cited artifacts/calm-corner.png, whole"), "{}", cited.out);
    let full = ["cite", "1.b", "safety-plan.pdf", "--at", "page 2"];
    let asked = typed(&portfolio, &full, &[]).unwrap();
    assert_eq!(asked.out, "1.b: cited artifacts/safety-plan.pdf, page 2\n");
}

#[test]
fn a_first_citation_brings_its_file_and_its_explanation() {
    let home = tempfile::tempdir().unwrap();
    assert_eq!(mcred(home.path(), &["init", "safety", "mine"]).status, 0);
    let folder = home.path().join("mine");
    fs::write(home.path().join("what we did.md"), "# Respect\n\nWe greet every student.\n")
        .unwrap();
    let answers =
        ["", "../what we did.md", "y", "greet every", "", "We wrote it.", "All of us.", "", "y"];
    let answers: Vec<Option<&str>> = answers.into_iter().map(Some).collect();
    let Some(cited) = at_terminal(&folder, &["cite"], &answers) else { return };
    assert_eq!(cited.status, 0, "{}", cited.out);
    assert!(folder.join("artifacts/what we did.md").is_file());
    let evidence = fs::read_to_string(folder.join("evidence.toml")).unwrap();
    for written in [
        "explanation = \"\"\"\nWe wrote it.\nAll of us.\n\"\"\"",
        "artifact = \"artifacts/what we did.md\", at = 'section \"Respect\"'",
    ] {
        assert!(evidence.contains(written), "{evidence}");
    }
}

/// However far the questions were answered, and however they end.
#[test]
fn an_interruption_at_any_question_writes_nothing() {
    let portfolio = Example::new("complete");
    let outside = portfolio.folder.parent().unwrap().join("new.md");
    fs::write(&outside, "# New\n\nSome words that stand in this file.\n").unwrap();
    let outside = outside.to_str().unwrap();
    let before = files(&portfolio.folder);
    let all = ["1.a", outside, "y", "1", "1"];
    for known in 0..=all.len() {
        let end = if known % 2 == 0 { None } else { Some("^C") };
        let mut answers: Vec<Option<&str>> = all[..known].iter().map(|it| Some(*it)).collect();
        answers.push(end);
        let Some(run) = at_terminal(&portfolio.folder, &["cite"], &answers) else { return };
        assert_ne!(run.status, 0, "{}", run.out);
        assert_eq!(files(&portfolio.folder), before, "{answers:?}: {}", run.out);
    }
    let all: Vec<&str> = all.into_iter().chain(["n"]).collect();
    let refused = typed(&portfolio, &["cite"], &all).unwrap();
    assert_eq!(refused.status, 0, "{}", refused.out);
    assert_eq!(files(&portfolio.folder), before, "{}", refused.out);
}

#[test]
fn init_takes_a_part_of_a_name_and_fills_no_folder_of_other_files_unasked() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("budget.xlsx"), "1").unwrap();
    let answers = [Some("9"), Some("safety"), Some(""), Some("1")];
    let Some(made) = at_terminal(home.path(), &["init"], &answers) else { return };
    assert_eq!(made.status, 0, "{}", made.out);
    assert!(made.out.contains("holds other files already: budget.xlsx"), "{}", made.out);
    assert!(home.path().join("my-portfolio/evidence.toml").is_file(), "{}", made.out);
    assert!(!home.path().join("evidence.toml").exists());
    let empty = tempfile::tempdir().unwrap();
    let made = at_terminal(empty.path(), &["init"], &[Some("3"), Some("2")]).unwrap();
    assert_eq!(made.status, 0, "{}", made.out);
    assert!(empty.path().join("evidence.toml").is_file(), "{}", made.out);
}
