//! The generated tables in README.md are up to date, and the commands in its sentences exist. (Commands
//! in blocks are run by `readme.rs`.)
//!
//! Between `<!-- table: mcred … -->` and `<!-- end of table -->` is the table that the command prints.
//! `INSTA_UPDATE=always cargo test` updates the tables.

use std::fs;

use crate::kit::{mcred, project};

const BEGIN: &str = "<!-- table: mcred ";
const END: &str = "<!-- end of table -->";

#[test]
fn tables_of_the_readme_are_up_to_date() {
    let file = project("README.md");
    let readme = fs::read_to_string(&file).unwrap();
    let (made, tables) = with_updated_tables(&readme);
    assert!(tables >= 2, "the README has tables of the program");
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        fs::write(&file, &made).unwrap();
    } else {
        assert!(readme == made, "INSTA_UPDATE=always cargo test updates the tables");
    }
}

#[test]
fn every_flag_of_every_command_is_in_the_readme() {
    let (readme, _) = with_updated_tables(&fs::read_to_string(project("README.md")).unwrap());
    let help = mcred(&project("."), &["--help"]).out;
    let commands = help.lines().filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    let mut flags = 0;
    for command in commands.filter(|name| !name.is_empty() && *name != "help") {
        let help = mcred(&project("."), &[command, "--help"]).out;
        let words = help.lines().filter(|line| line.trim_start().starts_with('-'));
        for word in words.flat_map(|line| line.split([' ', ','])) {
            if word.starts_with("--") && word != "--help" && word != "--version" {
                assert!(readme.contains(&format!("`{word}`")), "{command} {word}");
                flags += 1;
            }
        }
    }
    assert!(flags > 20, "flags are found in --help: {flags}");
}

#[test]
fn commands_in_sentences_of_the_readme_exist() {
    let readme = fs::read_to_string(project("README.md")).unwrap();
    let outside_blocks = readme.split("```").step_by(2);
    let spans = outside_blocks.flat_map(|text| text.split('`').skip(1).step_by(2));
    let mut commands = 0;
    for span in spans.filter(|span| span.starts_with("mcred ")) {
        let words: Vec<&str> = span.split_whitespace().filter(|word| *word != "help").collect();
        let help = mcred(&project("."), &[words[1], "--help"]);
        assert_eq!(help.status, 0, "`{span}`: {help:?}");
        for flag in words.iter().filter(|word| word.starts_with('-')) {
            assert!(
                help.out.contains(&format!("{flag} ")) || help.out.contains(&format!("{flag}\n")),
                "`{span}`: {flag}"
            );
        }
        if let ["mcred", "explain", name] = words[..] {
            let explained = mcred(&project("."), &["explain", name]);
            assert_eq!(explained.status, 0, "`{span}`: {explained:?}");
        }
        commands += 1;
    }
    assert!(commands > 10, "commands are found in sentences: {commands}");
}

/// The text with updated tables, and the number of tables.
fn with_updated_tables(readme: &str) -> (String, usize) {
    let mut made = String::new();
    let mut tables = 0;
    let mut rest = readme;
    while let Some((before, after)) = rest.split_once(BEGIN) {
        let (command, after) = after.split_once(" -->").expect("the comment ends");
        let (_, after) = after.split_once(END).expect("the table ends");
        let arguments: Vec<&str> = command.split(' ').collect();
        let out = mcred(&project("."), &arguments).out;
        let table: String = out
            .lines()
            .filter(|line| line.starts_with('|'))
            .map(|line| format!("{line}\n"))
            .collect();
        assert!(table.lines().count() > 2, "`mcred {command}` prints a table: {out}");
        made += &format!("{before}{BEGIN}{command} -->\n\n{table}\n{END}");
        tables += 1;
        rest = after;
    }
    (made + rest, tables)
}
