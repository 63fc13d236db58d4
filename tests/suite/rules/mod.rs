//! Every rule has cases in `tests/rules/<rule>/`. A case lists all findings, and nothing else may be
//! found.
//!
//! `tests/rules/README.md` describes how to add one. `UPDATE_CASES=1 cargo test --test suite rules`
//! rewrites every `expect.txt` to what is found now: compare each place with the file by eye.

mod case;

use std::fs;
use std::path::{Path, PathBuf};

use mcred::coverage::Coverage;
use mcred::finding::Finding;
use mcred::load::{Folder, load_texts};
use mcred::model::{Date, Portfolio};
use mcred::rules::{self, CheckOptions, Others};
use mcred::similarity::{ComparedText, Corpus};

use case::{Changes, build};

use crate::kit::project;

#[test]
fn every_case_gives_exactly_what_it_expects() {
    let differences: Vec<String> = cases().iter().filter_map(|case| difference(case)).collect();
    assert!(differences.is_empty(), "\n{}", differences.join("\n"));
}

#[test]
fn the_base_has_no_findings() {
    let (_home, portfolio) = build(&rules_folder().join("base"), &Changes::default());
    assert_eq!(render(&portfolio, &check(&portfolio, None), true), "");
}

#[test]
fn ten_seeded_mistakes_are_found_and_nothing_else() {
    let seeded = project("tests/seeded");
    assert_eq!(difference(&seeded), None);
    let expected = read(&seeded.join("expect.txt"));
    let rules: Vec<&str> = expected.lines().filter_map(rule_of_line).collect();
    assert_eq!(rules.len(), 10);
    let mut different = rules.clone();
    different.sort_unstable();
    different.dedup();
    assert_eq!(different.len(), 10, "ten different mistakes: {rules:?}");
}

#[test]
fn every_rule_has_a_failing_and_a_passing_case() {
    for rule in rules::all() {
        let cases = children(&rules_folder().join(rule.name));
        let fails = cases.iter().any(|case| {
            let expected = read(&case.join("expect.txt"));
            name(case).starts_with("fail")
                && expected.lines().any(|line| rule_of_line(line) == Some(rule.name))
        });
        assert!(fails, "{}: no failing case", rule.name);
        let passes = cases.iter().any(|case| name(case).starts_with("pass"));
        assert!(passes, "{}: no passing case", rule.name);
    }
}

#[test]
fn the_name_of_a_case_begins_with_its_verdict() {
    for case in cases() {
        let expected = read(&case.join("expect.txt"));
        let left = expected.lines().any(|line| rule_of_line(line).is_some() && !is_waived(line));
        match name(&case) {
            verdict if verdict.starts_with("fail") => assert!(left, "{}", title(&case)),
            verdict if verdict.starts_with("pass") => assert!(!left, "{}", title(&case)),
            _ => panic!("{}: a case begins with `fail` or `pass`", title(&case)),
        }
    }
}

#[test]
fn every_folder_of_cases_belongs_to_a_rule() {
    for folder in children(&rules_folder()) {
        let known = name(&folder) == "base" || rules::rule(name(&folder)).is_some();
        assert!(known, "tests/rules/{} belongs to no rule", name(&folder));
    }
}

#[test]
fn every_rule_is_documented_in_the_file_of_its_name() {
    let sources = project("src/rules");
    for rule in rules::all() {
        let source = sources.join(format!("{}.rs", rule.name.replace('-', "_")));
        let text = read(&source);
        let documentation = rule.documentation();
        let opening = documentation.lines().next().unwrap_or_default();
        assert!(text.starts_with(&format!("//! {opening}\n")), "{}: {opening}", rule.name);
        assert!(text.contains(&format!("\"{}\"", rule.name)), "{}", source.display());
        let summary = rule.summary();
        assert!(summary.ends_with('.') && summary.len() < 200, "{}: {summary}", rule.name);
        for heading in ["Why it matters", "How to mend it"] {
            let section = documentation.split_once(&format!("\n\n## {heading}\n\n"));
            let begins = section.is_some_and(|(_, text)| !text.starts_with('#'));
            assert!(begins, "{}: nothing under `## {heading}`", rule.name);
        }
    }
}

#[test]
fn every_rule_is_in_the_table() {
    let sources = project("src/rules");
    for entry in fs::read_dir(sources).unwrap() {
        let source = entry.unwrap().path();
        if source.is_file() && read(&source).contains("Rule::new(") {
            let rule = source.file_stem().unwrap().to_str().unwrap().replace('_', "-");
            assert!(rules::rule(&rule).is_some(), "`{rule}` is in no table");
        }
    }
}

/// What a case expects and does not find, and what it finds and does not expect; none if they agree.
fn difference(case: &Path) -> Option<String> {
    let changes: Changes = match read(&case.join("case.toml")) {
        text if text.is_empty() => Changes::default(),
        text => toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", title(case))),
    };
    let elsewhere =
        |only: &String| ![std::env::consts::FAMILY, std::env::consts::OS].contains(&only.as_str());
    if changes.only.as_ref().is_some_and(elsewhere) {
        return None;
    }
    let (_home, portfolio) = build(case, &changes);
    let findings = check_case(case, &portfolio);
    let expect = case.join("expect.txt");
    let expected = read(&expect);
    // Help is compared only if the case lists it.
    let found = render(&portfolio, &findings, expected.contains("\n  help: "));
    let faults = faults(&portfolio, &findings);
    if found == expected && faults.is_empty() {
        return None;
    }
    if std::env::var_os("UPDATE_CASES").is_some() && faults.is_empty() {
        match found.as_str() {
            "" => fs::remove_file(&expect).unwrap(),
            found => fs::write(&expect, found).unwrap(),
        }
        return None;
    }
    let only_in = |sign: &str, one: &str, other: &str| -> String {
        let lines = one.lines().filter(|line| !other.lines().any(|known| known == *line));
        lines.map(|line| format!("  {sign} {line}\n")).collect()
    };
    let mut shown = only_in("-", &expected, &found) + &only_in("+", &found, &expected);
    if shown.is_empty() && found != expected {
        shown = format!("  the same lines in another order or number, found:\n{found}");
    }
    shown.extend(faults.iter().map(|fault| format!("  ! {fault}\n")));
    Some(format!("{} (- expected, + found)\n{shown}", title(case)))
}

fn check(portfolio: &Portfolio, others: Option<&Others<'_>>) -> Vec<Finding> {
    let today = Date::parse("2026-11-01").unwrap();
    rules::check(portfolio, &Coverage::of(portfolio), &CheckOptions { today, others })
}

/// The same, compared with the portfolios in the folder `against` of the case, if it has one.
fn check_case(case: &Path, portfolio: &Portfolio) -> Vec<Finding> {
    let against = case.join("against");
    if !against.exists() {
        return check(portfolio, None);
    }
    let others = children(&against).into_iter().map(|folder| {
        let other = load_texts(&Folder::new(&folder)).unwrap();
        Portfolio { name: format!("../{}", name(&folder)), ..other }
    });
    let portfolios: Vec<Portfolio> = others.collect();
    let corpus = Corpus::new(portfolios.iter().map(ComparedText::of).collect());
    let others = Others { portfolios: &portfolios, corpus: &corpus, own: None };
    check(portfolio, Some(&others))
}

/// Violations of what holds for every finding: it has help, no full stop, and a place in its file.
fn faults(portfolio: &Portfolio, findings: &[Finding]) -> Vec<String> {
    let mut faults = Vec::new();
    for finding in findings {
        let mut fault = |what: &str| faults.push(format!("{what}: {}", finding.message));
        if finding.help.as_ref().is_none_or(|help| help.trim().is_empty()) {
            fault("no help");
        }
        if finding.message.ends_with('.') {
            fault("a full stop at the end");
        }
        let text = portfolio.source(&finding.place.path).map(|source| source.text.as_str());
        if let Some(span) = &finding.place.span
            && text.is_none_or(|text| text.get(span.clone()).is_none())
        {
            fault("a place outside its file");
        }
    }
    faults
}

/// A line for each finding: `level rule path line:column-line:column message`; the end is the column
/// after the last character.
fn render(portfolio: &Portfolio, findings: &[Finding], with_help: bool) -> String {
    let mut lines = String::new();
    for finding in findings {
        // A name may contain a line break, and a finding is one line.
        let path = finding.place.path.replace('\n', "\\n");
        lines += &format!("{} {} {path}", finding.level().name(), finding.rule.name);
        if let Some(span) = &finding.place.span {
            let source = portfolio.source(&finding.place.path).cloned().unwrap_or_default();
            let (start, end) = (source.position(span.start), source.position(span.end));
            lines += &format!(" {}:{}-{}:{}", start.line, start.column, end.line, end.column);
        }
        lines += &format!(" {}", finding.message);
        if let Some(reason) = &finding.waived {
            lines += &format!(" waived: {reason}");
        }
        lines += "\n";
        if let (Some(help), true) = (&finding.help, with_help) {
            lines += &format!("  help: {help}\n");
        }
    }
    lines
}

fn rule_of_line(line: &str) -> Option<&str> {
    if line.starts_with(' ') { None } else { line.split(' ').nth(1) }
}

fn is_waived(line: &str) -> bool {
    line.contains(" waived: ")
}

fn rules_folder() -> PathBuf {
    project("tests/rules")
}

fn cases() -> Vec<PathBuf> {
    let rules = children(&rules_folder()).into_iter().filter(|folder| name(folder) != "base");
    rules.flat_map(|folder| children(&folder)).collect()
}

/// The folders in a folder, sorted.
fn children(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut folders: Vec<PathBuf> =
        entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

fn name(path: &Path) -> &str {
    path.file_name().unwrap().to_str().unwrap()
}

fn title(case: &Path) -> String {
    format!("tests/rules/{}/{}", name(case.parent().unwrap()), name(case))
}

/// The text of a file; empty if there is none.
fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_default()
}
