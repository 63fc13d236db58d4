//! `check --fix` writes the new place of a quote that moved, and changes no other byte.

use crate::kit::Example;

const RIGHT: &str = r#"{ artifact = "artifacts/climate-survey.pdf", at = "page 3", quote"#;
const WRONG: &str = r#"{ artifact = "artifacts/climate-survey.pdf", at = "page 2", quote"#;

fn with_a_moved_quote() -> (Example, String, String) {
    let portfolio = Example::new("complete");
    let right = portfolio.read("evidence.toml");
    assert!(right.contains(RIGHT));
    let wrong = right.replacen(RIGHT, WRONG, 1);
    portfolio.write("evidence.toml", &wrong);
    (portfolio, right, wrong)
}

#[test]
fn fix_writes_the_new_place_of_a_moved_quote_and_changes_nothing_else() {
    let (portfolio, right, _) = with_a_moved_quote();
    assert_eq!(portfolio.mcred(&["check"]).status, 1);
    let fixed = portfolio.mcred(&["check", "--fix"]);
    assert_eq!(fixed.status, 0, "{}", fixed.out);
    assert!(fixed.err.contains("page 3"), "{}", fixed.err);
    assert_eq!(portfolio.read("evidence.toml"), right);
    let again = portfolio.mcred(&["check", "--fix"]);
    assert_eq!(again.err, "");
    assert_eq!(portfolio.read("evidence.toml"), right);
}

#[test]
fn a_dry_run_shows_the_change_and_writes_nothing() {
    let (portfolio, _, wrong) = with_a_moved_quote();
    let shown = portfolio.mcred(&["check", "--fix", "--dry-run"]);
    let text = shown.out;
    let changed = |mark: &str| text.lines().filter(|line| line.starts_with(mark)).count();
    // One removed and one added line, and the two lines of the header.
    assert_eq!((changed("-"), changed("+")), (2, 2), "{text}");
    assert_eq!(portfolio.read("evidence.toml"), wrong);
}

#[test]
fn fix_keeps_the_encoding_of_the_file() {
    let (portfolio, right, wrong) = with_a_moved_quote();
    let utf16 = |text: &str| -> Vec<u8> {
        let text = format!("\u{FEFF}{}", text.replace('\n', "\r\n"));
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    };
    portfolio.write("evidence.toml", utf16(&wrong));
    assert_eq!(portfolio.mcred(&["check", "--fix"]).status, 0);
    let bytes = std::fs::read(portfolio.folder.join("evidence.toml")).expect("evidence.toml");
    assert!(bytes == utf16(&right), "the bytes differ");
}

#[test]
fn a_quote_that_is_at_two_places_is_not_changed() {
    let portfolio = Example::new("complete");
    portfolio.write("artifacts/twice.md", "# One\n\nthe same words\n\n# Two\n\nthe same words\n");
    let text = portfolio.read("evidence.toml").replacen(
        "evidence = [",
        "evidence = [\n    { artifact = \"artifacts/twice.md\", at = \"paragraph 1\", quote = \"the same words\" },",
        1,
    );
    portfolio.write("evidence.toml", &text);
    let fixed = portfolio.mcred(&["check", "--fix"]);
    assert_eq!(fixed.status, 1, "{}", fixed.out);
    assert_eq!(portfolio.read("evidence.toml"), text);
}

#[test]
fn an_empty_digest_is_filled_in_and_then_shows_that_the_text_changed() {
    let portfolio = Example::new("complete");
    let text = portfolio.read("evidence.toml");
    let line = r#"{ artifact = "artifacts/meeting-minutes.md", at = 'section "Decisions"'"#;
    assert!(text.contains(line));
    portfolio.write("evidence.toml", text.replacen(line, &format!("{line}, digest = \"\""), 1));
    assert_eq!(portfolio.mcred(&["check", "--fix", "--strict"]).status, 0);
    assert!(!portfolio.read("evidence.toml").contains("digest = \"\""));
    let minutes = portfolio.read("artifacts/meeting-minutes.md");
    let changed = minutes.replacen("## Decisions\n", "## Decisions\n\nOne more decision.\n", 1);
    assert_ne!(minutes, changed);
    portfolio.write("artifacts/meeting-minutes.md", changed);
    let check = portfolio.mcred(&["check", "--strict"]);
    assert_eq!(check.status, 1);
    assert!(check.out.contains("stale-evidence"), "{}", check.out);
}
