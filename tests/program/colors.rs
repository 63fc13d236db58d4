//! Colors go where they are shown and asked for, and nowhere else.

use crate::kit::{Run, command, mcred, project, run};

#[test]
fn a_pipe_gets_no_colors() {
    assert!(!colored(&mcred(&project("examples"), &["check", "incomplete"])));
}

#[test]
fn colors_can_be_asked_for() {
    let asked = mcred(&project("examples"), &["check", "incomplete", "--color", "always"]);
    assert!(colored(&asked));
    assert_eq!(
        without_colors(&asked.out),
        mcred(&project("examples"), &["check", "incomplete"]).out
    );
}

#[test]
fn no_color_is_honoured_but_for_the_flag() {
    let examples = project("examples");
    let check = |arguments: &[&str]| {
        let mut command = command(&examples);
        command.env("NO_COLOR", "1").env("CLICOLOR_FORCE", "1");
        run(command.args(["check", "incomplete"]).args(arguments))
    };
    assert!(!colored(&check(&[])));
    assert!(!colored(&check(&["--color", "never"])));
    assert!(colored(&check(&["--color", "always"])), "what is typed outweighs the environment");
}

#[test]
fn machine_formats_are_never_colored() {
    let arguments = ["check", "incomplete", "--format", "json", "--color", "always"];
    assert!(!colored(&mcred(&project("examples"), &arguments)));
}

fn colored(run: &Run) -> bool {
    run.out.contains('\u{1b}')
}

fn without_colors(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    parts.for_each(|part| plain += part.split_once('m').map_or("", |(_, text)| text));
    plain
}
