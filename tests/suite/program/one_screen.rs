//! At a terminal, `check` shows one screen.

use std::path::Path;

use unicode_width::UnicodeWidthStr;

use super::snapshots::assert_snapshot;
use crate::kit::{Example, Terminal, mcred, project};

fn check(columns: usize, rows: usize, folder: &Path, arguments: &str) -> Option<String> {
    let terminal = Terminal::new(columns, rows).with("NO_COLOR", "1");
    terminal.mcred(folder, &format!("check {arguments}"))
}

#[test]
fn a_screen_shows_the_progress_and_what_matters_most() {
    for (columns, rows) in [(80, 24), (120, 40)] {
        let examples = project("examples");
        let Some(screen) = check(columns, rows, &examples, "incomplete") else { return };
        assert_snapshot(&format!("screen-{columns}x{rows}"), &screen);
        let complete = check(columns, rows, &examples, "complete").unwrap();
        for screen in [screen, complete] {
            assert!(
                screen.lines().count() + 2 <= rows,
                "with the command and the prompt: {screen}"
            );
            assert!(screen.lines().all(|line| line.width() <= columns), "{screen}");
        }
    }
}

#[test]
fn pipes_ci_and_all_show_everything() {
    let examples = project("examples");
    let piped = mcred(&examples, &["check", "incomplete"]).out;
    let Some(all) = check(80, 24, &examples, "incomplete --all") else { return };
    assert_eq!(all, piped);
    let ci = Terminal::new(80, 24).with("CI", "true").with("NO_COLOR", "1");
    assert_eq!(ci.mcred(&examples, "check incomplete").unwrap(), piped);
}

/// A slip in the form comes first, and what is wrong before what is missing.
#[test]
fn findings_stand_in_the_order_in_which_to_act() {
    let example = Example::new("incomplete");
    let Some(screen) = check(80, 60, &example.folder, "") else { return };
    let at = |text: &str| screen.find(text).unwrap_or_else(|| panic!("{text}: {screen}"));
    assert!(at("saftey-plan.pdf") < at("question 4 has a heading"), "{screen}");
    assert!(at("question 4 has a heading") < at("detail 3.a has no evidence"), "{screen}");
    assert!(at("detail 3.a has no evidence") < at("you have not affirmed"), "{screen}");
    assert!(at("you have not affirmed") < at("  warning: "), "{screen}");
    let text = example.read("evidence.toml").replace("own_words = false", "own_words = nope");
    example.write("evidence.toml", text);
    let screen = check(80, 24, &example.folder, "").unwrap();
    let findings = screen.lines().find(|line| line.starts_with("  error: "));
    assert!(findings.unwrap().contains("evidence.toml:11: "), "{screen}");
}
