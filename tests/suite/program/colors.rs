//! Colors are printed only where they are shown or requested.

#[cfg(target_os = "linux")]
use crate::kit::Terminal;
use crate::kit::{Run, command, example, mcred, project, run};

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
fn no_color_is_honored_unless_the_flag_says_otherwise() {
    let examples = project("examples");
    let check = |arguments: &[&str]| {
        let mut command = command();
        command.current_dir(&examples).env("NO_COLOR", "1").env("CLICOLOR_FORCE", "1");
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

#[test]
fn a_pipe_gets_no_links() {
    let mut command = command();
    command.current_dir(project("examples"));
    command.env("VTE_VERSION", "7000").env("CLICOLOR_FORCE", "1").env("FORCE_HYPERLINK", "1");
    let run = run(command.args(["check", "incomplete"]));
    assert!(colored(&run) && !run.out.contains("\u{1b}]8;"), "{}", run.out);
}

#[test]
#[cfg(target_os = "linux")]
fn a_terminal_that_shows_links_gets_them() {
    let examples = project("examples");
    let run = |arguments: &str| Terminal::new(80, 24).with_links().mcred(&examples, arguments);
    let Some(linked) = run("check incomplete --all") else { return };
    let there = project("examples/incomplete/evidence.toml");
    let link = format!("{}\u{1b}\\incomplete/evidence.toml:11:13\u{1b}]8;;", there.display());
    assert!(linked.contains("\u{1b}]8;;file://") && linked.contains(&link), "{linked}");
    let link = format!("{}\u{1b}\\evidence.toml:32\u{1b}]8;;", there.display());
    let linked = run("check incomplete").unwrap();
    assert!(linked.contains(&link), "{linked}");
    for without in ["--plain", "--color never", "--format json"] {
        let run = run(&format!("check incomplete {without}")).unwrap();
        assert!(!run.contains("\u{1b}]8;"), "{without}: {run}");
    }
}

/// Every command prints names of files and texts in them.
#[test]
#[cfg(unix)]
fn names_and_texts_send_no_commands_to_the_terminal() {
    use std::fs;
    const NAME: &str = "a\u{1b}[2J\u{1b}]0;b\u{7}\u{9b}8m\u{202e}c";
    let (home, folder) = example("complete");
    let catalog = mcred(&folder, &["catalog", "leading-a-culture-of-safety", "--format", "toml"]);
    let own = catalog.out.replace("title = \"", "title = \"\\u001b[8m\u{9b}8m");
    fs::create_dir(folder.join("catalog")).unwrap();
    fs::write(folder.join("catalog/leading-a-culture-of-safety.toml"), own).unwrap();
    fs::write(folder.join("artifacts").join(format!("{NAME}.md")), "# Plan\n\nOne two.\n").unwrap();
    let named = home.path().join(NAME);
    fs::rename(&folder, &named).unwrap();
    let artifact = format!("artifacts/{NAME}.md");
    let zip = format!("{NAME}.zip");
    let arguments: [&[&str]; 18] = [
        &["check", NAME],
        &["check", NAME, "--fix", "--dry-run"],
        &["check", NAME, "--format", "markdown"],
        &["check", "no", NAME, "no\u{1b}[2J"],
        &["catalog"],
        &["catalog", "leading-a-culture-of-safety\u{1b}[2J"],
        &["cite", "1.a", &artifact, "-C", NAME, "--quote", "nowhere"],
        &["cite", "1.a", &artifact, "-C", NAME, "--at", "section \"Nowhere\""],
        &["cite", "1.a", &artifact, "-C", NAME, "--quote", "one two", "--explanation", NAME],
        &["init", "leading-a-culture-of-safety", NAME],
        &["report", NAME],
        &["pack", NAME, "--draft", "--dry-run"],
        &["pack", NAME, "--draft", "--output", &zip],
        &["verify", &zip],
        &["verify", NAME],
        &["compare", NAME, NAME],
        &["schema", "evidence", "--write", "--folder", NAME],
        &["explain", "--all", NAME],
    ];
    for arguments in arguments {
        let run =
            run(command().current_dir(home.path()).args(arguments).args(["--color", "always"]));
        for said in [&run.out, &run.err] {
            let said = without_colors(said);
            let told = said.chars().find(|sign| {
                *sign != '\n' && (sign.is_control() || ('\u{202a}'..='\u{202e}').contains(sign))
            });
            assert_eq!(told, None, "{arguments:?}: {said:?}");
            assert!(
                !said.contains("8m") || said.contains("\u{fffd}") || said.contains("\\u{"),
                "{said:?}"
            );
        }
    }
}
