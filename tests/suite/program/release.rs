//! The release workflow, the recipes of package managers and action.yml speak of the same files. The files
//! themselves are tested by `tests/downloads/run`.
#![cfg(target_os = "linux")]

use std::collections::BTreeSet;
use std::fs;

use super::ci::{Machine, environment, script};
use crate::kit::{Run, project};

/// Runs the step of this name of the release workflow for a tag.
fn step(machine: &Machine, workflow: &str, name: &str, tag: &str) -> Run {
    // The steps of an action are indented by two columns less.
    let text: String = workflow
        .lines()
        .map(|line| format!("{}\n", line.strip_prefix("  ").unwrap_or(line)))
        .collect();
    let found = text.split("\n    - name: ").find(|step| step.starts_with(name));
    let step = found.unwrap_or_else(|| panic!("no step `{name}`"));
    let mut environment = environment(step);
    environment.push(("GITHUB_REF_NAME".into(), tag.into()));
    machine.bash(&script(step), &environment)
}

/// The words of a text that begin like the names of targets.
fn targets(text: &str) -> BTreeSet<&str> {
    let separates = |c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-';
    let words = text.split(separates).map(|word| {
        let at = ["x86_64-", "aarch64-"].iter().find_map(|start| word.find(start));
        at.and_then(|at| word.get(at..)).unwrap_or_default()
    });
    words.filter(|word| word.matches('-').count() >= 2).collect()
}

#[test]
fn a_release_is_built_for_every_system_that_is_promised_one() {
    let Ok(workflow) = fs::read_to_string(project(".github/workflows/release.yml")) else {
        eprintln!("a package has no workflows");
        return;
    };
    let built = targets(&workflow);
    assert!(built.len() >= 5, "{built:?}");
    for name in ["mcred.rb", "mcred.json", "winget/mcred.installer.yaml"] {
        let recipe = fs::read_to_string(project(".ci/recipes").join(name)).unwrap();
        let wanted = targets(&recipe);
        assert!(!wanted.is_empty() && wanted.is_subset(&built), "{name}: {wanted:?}");
    }
    let action = fs::read_to_string(project("action.yml")).unwrap();
    assert_eq!(targets(&action), built);

    let machine = Machine::new();
    fs::copy(project("Cargo.toml"), machine.path("checkout/Cargo.toml")).unwrap();
    let tag = concat!("v", env!("CARGO_PKG_VERSION"));
    assert_eq!(step(&machine, &workflow, "The tag names the version", tag).status, 0);
    assert_eq!(step(&machine, &workflow, "The tag names the version", "v999.0.0").status, 1);
}
