//! The shell steps of .github/workflows/release.yml, run with the program under test.
#![cfg(target_os = "linux")]

use std::fs;
use std::process::Command;

use super::ci::{Machine, environment, script};
use crate::kit::{MCRED, Run, project};

const TARGET: &str = "x86_64-unknown-linux-musl";

/// Runs the step of this name for a tag.
fn step(machine: &Machine, name: &str, tag: &str) -> Run {
    let text = fs::read_to_string(project(".github/workflows/release.yml")).unwrap();
    // The steps of an action are indented by two columns less.
    let text: String =
        text.lines().map(|line| format!("{}\n", line.strip_prefix("  ").unwrap_or(line))).collect();
    let found = text.split("\n    - name: ").find(|step| step.starts_with(name));
    let step = found.unwrap_or_else(|| panic!("no step `{name}`"));
    let step = step.replace("${{ matrix.target }}", TARGET);
    let mut environment = environment(&step);
    environment.push(("GITHUB_REF_NAME".into(), tag.into()));
    environment.push(("RUNNER_OS".into(), "Linux".into()));
    machine.bash(&script(&step), &environment)
}

#[test]
fn a_release_is_packed_with_its_checksum() {
    if !project(".github/workflows/release.yml").exists() {
        eprintln!("a package has no workflows");
        return;
    }
    let machine = Machine::new();
    let top = machine.path("checkout");
    for name in ["Cargo.toml", "README.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE"] {
        fs::copy(project(name), top.join(name)).unwrap();
    }
    let built = top.join("target").join(TARGET).join("release");
    fs::create_dir_all(&built).unwrap();
    fs::copy(MCRED, built.join("mcred")).unwrap();

    let tag = concat!("v", env!("CARGO_PKG_VERSION"));
    assert_eq!(step(&machine, "The tag names the version", tag).status, 0);
    assert_eq!(step(&machine, "The tag names the version", "v999.0.0").status, 1);

    let packed = step(&machine, "Pack the program", tag);
    assert_eq!(packed.status, 0, "{packed:?}");
    let name = format!("mcred-{tag}-{TARGET}");
    let archive = top.join("dist").join(format!("{name}.tar.gz"));
    let unpacked = top.join("unpacked");
    fs::create_dir(&unpacked).unwrap();
    let tar = Command::new("tar").arg("-xzf").arg(&archive).arg("-C").arg(&unpacked).status();
    assert!(tar.unwrap().success());
    let version = Command::new(unpacked.join(&name).join("mcred")).arg("--version").output();
    let version = String::from_utf8(version.unwrap().stdout).unwrap();
    assert_eq!(version.trim(), format!("mcred {}", env!("CARGO_PKG_VERSION")));

    let right = step(&machine, "Every checksum is right", tag);
    assert_eq!(right.status, 0, "{right:?}");
    let sums = fs::read_to_string(top.join("dist/SHA256SUMS")).unwrap();
    assert!(sums.trim_end().ends_with(&format!("{name}.tar.gz")), "{sums}");
    fs::write(&archive, "spoiled").unwrap();
    assert_eq!(step(&machine, "Every checksum is right", tag).status, 1);
}
