//! `cite` verifies evidence before it writes it, and changes nothing else in evidence.toml.

use crate::kit::{Example, mcred};

#[test]
fn a_valid_citation_adds_one_line_and_changes_no_other() {
    let portfolio = Example::new("complete");
    let before = portfolio.read("evidence.toml");
    let cited = portfolio.mcred(&["cite", "1.a", "artifacts/safety-plan.pdf", "--at", "p. 2"]);
    assert_eq!(cited.status, 0, "{}{}", cited.out, cited.err);
    let after = portfolio.read("evidence.toml");
    let added: Vec<&str> =
        after.lines().filter(|line| !before.lines().any(|known| known == *line)).collect();
    assert_eq!(added.len(), 1, "{added:?}");
    assert!(added[0].starts_with(
        "    { artifact = \"artifacts/safety-plan.pdf\", at = \"page 2\", digest = \""
    ));
    let without: String =
        after.lines().filter(|line| *line != added[0]).flat_map(|line| [line, "\n"]).collect();
    assert_eq!(without, before);
    assert_eq!(portfolio.mcred(&["check", "--strict"]).status, 0);
}

#[test]
fn an_invalid_citation_writes_nothing() {
    let portfolio = Example::new("complete");
    let before = portfolio.read("evidence.toml");
    for (arguments, expected, says) in [
        (&["cite", "1.a", "artifacts/safety-plan.pdf", "--at", "page 99"][..], 1, "has 6 pages"),
        (&["cite", "1.a", "artifacts/safety-plan.pdf", "--at", "row 1"], 1, "has no rows"),
        (&["cite", "1.a", "artifacts/safety-plan.pdf", "--at", "there"], 2, "does not say where"),
        (&["cite", "1.a", "artifacts/saftey-plan.pdf", "--at", "page 1"], 2, "did you mean"),
        (&["cite", "9.z", "artifacts/safety-plan.pdf", "--at", "page 1"], 2, "no detail 9.z"),
        (&["cite", "1.a", "artifacts/safety-plan.pdf"], 2, "--at 'page 4'"),
        (
            &["cite", "1.a", "safety-plan.pdf", "--at", "page 1", "--quote", "xyzzy plugh"],
            1,
            "stand nowhere",
        ),
        (
            &["cite", "1.a", "safety-plan.pdf", "--at", "page 1", "--explanation", "Other."],
            2,
            "has an explanation already",
        ),
    ] {
        let cited = portfolio.mcred(arguments);
        let said = format!("{}{}", cited.out, cited.err);
        assert_eq!(cited.status, expected, "{arguments:?}: {said}");
        assert!(said.contains(says), "{arguments:?}: {said}");
        assert_eq!(portfolio.read("evidence.toml"), before, "{arguments:?}");
    }
}

#[test]
fn a_quote_without_location_is_located() {
    let portfolio = Example::new("complete");
    let cited = portfolio.mcred(&[
        "cite",
        "1.c",
        "climate-survey.pdf",
        "--quote",
        "Greet every student at the door",
    ]);
    assert_eq!(cited.status, 0, "{}{}", cited.out, cited.err);
    assert_eq!(cited.out, "1.c: cited artifacts/climate-survey.pdf, page 3\n");
}

#[test]
fn the_first_citation_of_a_new_portfolio_keeps_its_comments() {
    let home = tempfile::tempdir().expect("a folder");
    assert_eq!(mcred(home.path(), &["init", "leading-and"]).status, 0);
    std::fs::write(home.path().join("artifacts/a.md"), "# Respect\n\nWords.\n").expect("a file");
    let path = home.path().join("evidence.toml");
    let before = std::fs::read_to_string(&path).expect("evidence.toml");
    let arguments = [
        "cite",
        "1.a",
        "artifacts/a.md",
        "--at",
        "section 'Respect'",
        "--explanation",
        "It shows how we \"began\".",
    ];
    let cited = mcred(home.path(), &arguments);
    assert_eq!(cited.status, 0, "{}{}", cited.out, cited.err);
    let after = std::fs::read_to_string(&path).expect("evidence.toml");
    let comments = |text: &str| -> Vec<String> {
        text.lines().filter(|line| line.starts_with('#')).map(str::to_owned).collect()
    };
    assert_eq!(comments(&after), comments(&before));
    assert!(after.contains("at = 'section \"Respect\"'"), "{after}");
}

#[test]
fn ids_and_paths_are_taken_as_people_type_them() {
    for arguments in [
        ["cite", "1a", "artifacts/safety-plan.pdf"],
        ["cite", "1.A", "artifacts\\safety-plan.pdf"],
        ["cite", "EO1.a", "Safety-Plan.pdf"],
    ] {
        let portfolio = Example::new("complete");
        let arguments: Vec<&str> = arguments.into_iter().chain(["--at", "p. 2"]).collect();
        let cited = portfolio.mcred(&arguments);
        assert_eq!(cited.out, "1.a: cited artifacts/safety-plan.pdf, page 2\n", "{cited:?}");
    }
}

#[test]
fn a_citation_that_stands_there_already_is_not_added_again() {
    let portfolio = Example::new("complete");
    let arguments = ["cite", "1.a", "artifacts/safety-plan.pdf", "--at", "page 2"];
    assert_eq!(portfolio.mcred(&arguments).status, 0);
    let before = portfolio.read("evidence.toml");
    let again = portfolio.mcred(&arguments);
    assert_eq!(again.status, 0, "{again:?}");
    assert_eq!(
        again.out,
        "1.a: artifacts/safety-plan.pdf, page 2, is cited already. Nothing was changed.\n"
    );
    assert_eq!(portfolio.read("evidence.toml"), before);
}

#[test]
fn nothing_is_asked_without_a_terminal() {
    let portfolio = Example::new("complete");
    for arguments in [&["cite"][..], &["cite", "1.a"], &["cite", "1.a", "safety-plan.pdf"]] {
        let refused = portfolio.mcred(arguments);
        assert_eq!(refused.status, 2, "{refused:?}");
        assert!(refused.err.contains("page 4"), "{}", refused.err);
    }
}
