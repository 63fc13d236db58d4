//! `check --fix` writes the new place of a quote that moved, and changes no other byte.

use std::fs;

use crate::kit::Example;
#[cfg(target_os = "linux")]
use crate::kit::Terminal;

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

/// The confirmed text shows which file it is, whatever it is called now.
#[test]
fn a_renamed_file_gets_its_new_path_in_all_its_citations() {
    let portfolio = Example::new("complete");
    let right = portfolio.read("evidence.toml");
    let line = r#"{ artifact = "artifacts/meeting-minutes.md", at = 'section "Decisions"'"#;
    assert!(right.contains(line));
    let confirmed = right.replacen(line, &format!("{line}, digest = \"\""), 1);
    let waiver = "\n[[waive]]\nrule = \"personal-data\"\npath = \"artifacts/meeting-minutes.md\"\n\
                  reason = \"It is the office.\"\n";
    portfolio.write("evidence.toml", format!("{confirmed}{waiver}"));
    assert_eq!(portfolio.mcred(&["check", "--fix"]).status, 0);
    let before = portfolio.read("evidence.toml");
    let times = before.matches("\"artifacts/meeting-minutes.md\"").count();
    assert!(times >= 2, "{times}");

    let renamed = "artifacts/team/What we decided.md";
    fs::create_dir(portfolio.folder.join("artifacts/team")).unwrap();
    let [from, to] = ["artifacts/meeting-minutes.md", renamed].map(|it| portfolio.folder.join(it));
    fs::rename(from, to).unwrap();
    let checked = portfolio.mcred(&["check", "--format", "json"]).json();
    let findings = checked["portfolios"][0]["findings"].as_array().unwrap();
    let missing = findings.iter().filter(|it| it["rule"] == "missing-artifact");
    assert_eq!(missing.count(), 1, "one cause is one finding: {findings:#?}");
    assert!(!findings.iter().any(|it| it["rule"] == "unused-artifact"), "{findings:#?}");
    let fixed = portfolio.mcred(&["check", "--fix"]);
    assert_eq!(fixed.status, 0, "{}", fixed.out);
    assert!(fixed.err.contains(&format!("`{renamed}` now, {times} times")), "{}", fixed.err);
    let after = before.replace("artifacts/meeting-minutes.md", renamed);
    assert_eq!(portfolio.read("evidence.toml"), after);
}

#[test]
fn a_file_whose_name_differs_in_a_number_is_only_offered() {
    let portfolio = Example::new("complete");
    let text = portfolio.read("evidence.toml");
    let [of_2023, of_2024] = ["artifacts/assembly-2023.mp4", "artifacts/assembly-2024.mp4"];
    let now = "artifacts/morning-assembly.mp4";
    assert!(text.contains(now));
    let text = text.replace(now, of_2023);
    portfolio.write("evidence.toml", &text);
    let [now, of_2024] = [now, of_2024].map(|it| portfolio.folder.join(it));
    fs::rename(now, of_2024).unwrap();
    let fixed = portfolio.mcred(&["check", "--fix"]);
    assert_eq!(fixed.status, 1);
    assert!(fixed.out.contains("did you mean `artifacts/assembly-2024.mp4`?\n"), "{}", fixed.out);
    assert_eq!(portfolio.read("evidence.toml"), text);
}

#[test]
#[cfg(target_os = "linux")]
fn a_photo_one_folder_up_is_offered_to_be_moved_in() {
    for (place, keys, status) in [("../", "y\n", 0), ("", "\n", 0), ("../", "n\n", 1)] {
        let portfolio = Example::new("complete");
        let text = portfolio.read("evidence.toml");
        let photo = "artifacts/morning-assembly.mp4";
        assert!(text.contains(photo));
        let name = photo.strip_prefix("artifacts/").unwrap();
        let [inside, beside] =
            [photo.to_owned(), format!("{place}{name}")].map(|it| portfolio.folder.join(it));
        fs::rename(&inside, &beside).unwrap();
        let checked = portfolio.mcred(&["check"]);
        let help = format!("move `{place}{name}` to `{photo}`");
        assert!(checked.out.contains(&help), "{}", checked.out);
        let terminal = Terminal::new(80, 24).with("NO_COLOR", "1").typing(keys);
        let Some(screen) = terminal.mcred(&portfolio.folder, "check --fix") else { return };
        assert!(screen.contains(&format!("Move {place}{name} to {photo}?")), "{screen}");
        assert_eq!(portfolio.mcred(&["check"]).status, status, "{screen}");
        assert_eq!((inside.exists(), beside.exists()), (status == 0, status == 1));
    }
}
