//! Every mcred command in README.md runs and prints what the README shows.
//!
//! Conventions for the README:
//!
//! - Commands are in blocks fenced with three backticks and `console`, each after `$ `. Commands that
//!   begin with `$ mcred` or `$ cargo run --release --` are run in one copy of `examples/` and
//!   `catalog/`, in the order of the README; later commands see the files of earlier ones. Other
//!   commands (`$ cargo test`, `$ unzip …`) and other blocks are ignored.
//! - `$ cd FOLDER` applies to the rest of its block; every block begins at the top.
//! - A line that ends with `\` continues on the next one, `> FILE` writes the output to a file, and
//!   `"…"` or `'…'` quote an argument. There are no pipes and no variables.
//! - The exit status must be 0. For the last command of a block, an HTML comment in the line above the
//!   fence (an empty line may be between) can state another: `<!-- exit: 1 -->`.
//! - `<!-- fill: FOLDER -->` on a line of its own fills in the portfolio there, as a practitioner
//!   would, before the next block.
//! - Lines after a command are its complete output (at 80 columns, without colors, standard output
//!   before standard error). `…` within a line stands for any text; a line with only `…` stands for
//!   the rest of the output. A command without such lines is only run.

use std::fs;
use std::path::Path;

use crate::kit::{copy, fill, mcred, project};

#[test]
fn every_command_of_the_readme_runs() {
    let readme = fs::read_to_string(project("README.md")).unwrap();
    let home = tempfile::tempdir().unwrap();
    for folder in ["examples", "catalog"] {
        copy(&project(folder), &home.path().join(folder));
    }
    let mut commands = 0;
    for step in steps(&readme) {
        match step {
            Step::Fill(folder) => fill(&home.path().join(folder)),
            Step::Block(block) => commands += run_block(&block, home.path()),
        }
    }
    assert!(commands >= 5, "the README shows how mcred is used");
    assert!(readme.contains("cargo run --release -- pack examples/complete"));
    assert!(readme.contains("cargo test"));
}

/// The steps of the README, in order.
#[derive(Debug, PartialEq)]
enum Step {
    Fill(String),
    Block(Block),
}

#[derive(Debug, Default, PartialEq)]
struct Block {
    /// The expected exit status of the last command.
    exit: i32,
    /// Each command and the lines after it.
    commands: Vec<(String, Vec<String>)>,
}

fn steps(readme: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut exit = 0;
    let mut lines = readme.lines();
    while let Some(line) = lines.next() {
        if let Some(number) = comment(line, "exit:") {
            exit = number.parse().expect("an exit status is a number");
        } else if let Some(folder) = comment(line, "fill:") {
            steps.push(Step::Fill(folder.to_owned()));
        } else if line.trim_start().starts_with("```") {
            let inside: Vec<&str> =
                lines.by_ref().take_while(|line| line.trim_start() != "```").collect();
            if line.trim() == "```console" {
                steps.push(Step::Block(Block { exit, commands: commands(&inside) }));
            }
            exit = 0;
        } else if !line.trim().is_empty() {
            exit = 0;
        }
    }
    steps
}

fn comment<'l>(line: &'l str, name: &str) -> Option<&'l str> {
    let inside = line.trim().strip_prefix("<!--")?.strip_suffix("-->")?.trim();
    Some(inside.strip_prefix(name)?.trim())
}

fn commands(lines: &[&str]) -> Vec<(String, Vec<String>)> {
    let mut commands: Vec<(String, Vec<String>)> = Vec::new();
    let mut goes_on = false;
    for line in lines {
        match (line.strip_prefix("$ "), commands.last_mut()) {
            (None, Some((command, _))) if goes_on => *command += line,
            (Some(command), _) => commands.push((command.to_owned(), Vec::new())),
            (None, Some((_, output))) => output.push(line.trim_end().to_owned()),
            (None, None) => panic!("a console block begins with a command: {line}"),
        }
        goes_on = false;
        if let Some((command, output)) = commands.last_mut()
            && output.is_empty()
            && command.ends_with('\\')
        {
            command.pop();
            goes_on = true;
        }
    }
    commands
}

/// Runs the mcred commands of a block; returns how many there were.
fn run_block(block: &Block, top: &Path) -> usize {
    let mut folder = top.to_owned();
    let mut ran = 0;
    for (index, (command, wanted)) in block.commands.iter().enumerate() {
        let words = words(command);
        let mut arguments = match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            ["cd", to] => {
                folder = folder.join(to);
                assert!(folder.is_dir(), "`{command}`: there is no such folder");
                continue;
            }
            ["mcred", arguments @ ..] => arguments.to_vec(),
            ["cargo", "run", "--release", "--", arguments @ ..] => arguments.to_vec(),
            _ => continue,
        };
        let file = match arguments.as_slice() {
            [.., ">", file] => Some(folder.join(file)),
            _ => None,
        };
        arguments.truncate(arguments.len() - if file.is_some() { 2 } else { 0 });
        assert!(!arguments.contains(&"|"), "`{command}`: there are no pipes here");
        let run = mcred(&folder, &arguments);
        let last = index + 1 == block.commands.len();
        assert_eq!(run.status, if last { block.exit } else { 0 }, "`{command}`: {run:?}");
        if let Some(file) = file {
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, &run.out).unwrap();
        } else if wanted.iter().any(|line| !line.is_empty()) {
            let found = format!("{}{}", run.out, run.err);
            if let Err(difference) = compare(wanted, &found) {
                panic!("`{command}`: {difference}\nOutput:\n{found}");
            }
        }
        ran += 1;
    }
    ran
}

/// Compares lines of the README with the output of a command.
fn compare(wanted: &[String], found: &str) -> Result<(), String> {
    let mut found = found.trim_end().lines().map(str::trim_end);
    let end = wanted.iter().rposition(|line| !line.is_empty()).map_or(0, |last| last + 1);
    for line in &wanted[..end] {
        if line.trim() == "…" {
            return Ok(());
        }
        match found.next() {
            Some(found) if matches(line, found) => {}
            Some(found) => {
                return Err(format!("`{line}` is in the README, `{found}` in the output"));
            }
            None => return Err(format!("`{line}` is in the README and not in the output")),
        }
    }
    match found.next() {
        Some(more) => Err(format!("`{more}` comes after what the README shows: end it with `…`")),
        None => Ok(()),
    }
}

fn matches(wanted: &str, found: &str) -> bool {
    if wanted == found {
        return true;
    }
    let Some((begin, mut rest)) = wanted.split_once('…') else { return false };
    let Some(mut found) = found.strip_prefix(begin) else { return false };
    while let Some((part, after)) = rest.split_once('…') {
        let Some(at) = found.find(part) else { return false };
        (found, rest) = (&found[at + part.len()..], after);
    }
    found.ends_with(rest)
}

/// The words of a command without quotes.
fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    let (mut word, mut quote) = (None::<String>, None);
    for symbol in command.chars() {
        match (symbol, quote) {
            (_, Some(open)) if symbol == open => quote = None,
            (_, Some(_)) => word.get_or_insert_default().push(symbol),
            ('"' | '\'', None) => {
                quote = Some(symbol);
                word.get_or_insert_default();
            }
            (' ', None) => words.extend(word.take()),
            (_, None) => word.get_or_insert_default().push(symbol),
        }
    }
    assert_eq!(quote, None, "`{command}`: a quote is not closed");
    words.extend(word);
    words
}

#[test]
fn the_conventions_of_the_readme_are_understood() {
    let readme = "<!-- fill: mine -->\n<!-- exit: 1 -->\n\n```console\n$ mcred check \\\n  \"my \
                  mine\" > out.txt\n$ cd mine\nshown\n```\n\n```toml\n$ mcred no\n```\n";
    let command = |text: &str, output: &[&str]| {
        (text.to_owned(), output.iter().map(|line| (*line).to_owned()).collect())
    };
    let commands =
        vec![command("mcred check   \"my mine\" > out.txt", &[]), command("cd mine", &["shown"])];
    let block = Step::Block(Block { exit: 1, commands });
    assert_eq!(steps(readme), vec![Step::Fill("mine".to_owned()), block]);
    assert_eq!(words("mcred  a \"b c\" ''"), ["mcred", "a", "b c", ""]);
}

#[test]
fn output_is_compared_exactly() {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(compare(&lines("one\ntwo"), "one\ntwo\n"), Ok(()));
    assert_eq!(compare(&lines("one\n…"), "one\ntwo\n"), Ok(()));
    assert_eq!(compare(&lines("a … c"), "a b c\n"), Ok(()));
    assert_eq!(compare(&lines("a …: …."), "a b: c.\n"), Ok(()));
    for wrong in ["one", "one\nthree", "one\ntwo\nthree", "on…\n", "… x\ntwo"] {
        assert!(compare(&lines(wrong), "one\ntwo\n").is_err(), "{wrong}");
    }
}
