//! What mcred is built from: every licence is one that asks for no more than its own text,
//! every source is crates.io, and nothing speaks to a network or builds C. `deny.toml` says the
//! same for all systems; this needs nothing but cargo.
//!
//! What each dependency is for and what it costs is `tests/dependencies/`.

mod dependencies;

use std::path::Path;
use std::process::Command;

use serde_json::Value;

const ALLOWED: [&str; 9] = [
    "MIT",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "Unicode-3.0",
    "CC0-1.0",
];

const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

const BANNED: [&str; 11] = [
    "reqwest",
    "ureq",
    "hyper",
    "curl",
    "openssl-sys",
    "native-tls",
    "rustls",
    "cc",
    "cmake",
    "bindgen",
    "pkg-config",
];

#[test]
fn every_licence_is_allowed() {
    let packages = packages();
    assert!(packages.len() > 50, "{} packages", packages.len());
    for package in &packages {
        let licence = package["license"].as_str().unwrap_or_default();
        assert!(is_allowed(licence), "{}: `{licence}`", package["name"]);
    }
}

#[test]
fn licences_are_read_as_spdx_means_them() {
    for allowed in ["MIT", "MIT/Apache-2.0", "GPL-3.0 OR MIT", "(MIT OR GPL-3.0) AND Unicode-3.0"] {
        assert!(is_allowed(allowed), "{allowed}");
    }
    for refused in ["", "GPL-3.0", "MIT AND GPL-3.0", "(MIT OR Zlib) AND MPL-2.0", "MIT OR"] {
        assert!(!is_allowed(refused), "{refused}");
    }
}

#[test]
fn everything_comes_from_crates_io_and_nothing_is_banned() {
    let text = std::fs::read_to_string(project("Cargo.lock")).unwrap();
    let lock: toml::Table = toml::from_str(&text).unwrap();
    for package in lock["package"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap();
        if name != "mcred" {
            assert_eq!(package["source"].as_str(), Some(CRATES_IO), "{name}");
            assert!(package.get("checksum").is_some(), "{name}");
        }
        assert!(!BANNED.contains(&name), "{name}");
    }
}

/// What cargo builds mcred from, on this system.
fn packages() -> Vec<Value> {
    let rustc = Command::new("rustc").arg("-vV").output().unwrap();
    let rustc = String::from_utf8(rustc.stdout).unwrap();
    let host = rustc.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    metadata(host)["packages"].as_array().unwrap().clone()
}

fn metadata(system: &str) -> Value {
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--offline", "--locked", "--all-features", "--format-version", "1"])
        .args(["--filter-platform", system])
        .current_dir(project(""))
        .output()
        .unwrap();
    assert!(metadata.status.success(), "{}", String::from_utf8_lossy(&metadata.stderr));
    serde_json::from_slice(&metadata.stdout).unwrap()
}

/// Whether an SPDX expression leaves a choice whose every part is allowed.
fn is_allowed(expression: &str) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let tokens: Vec<&str> = spaced.split_whitespace().collect();
    let (allowed, rest) = any(&tokens);
    allowed && rest.is_empty()
}

fn any<'t>(tokens: &'t [&'t str]) -> (bool, &'t [&'t str]) {
    let (mut allowed, mut rest) = all(tokens);
    while let ["OR", after @ ..] = rest {
        let (other, left) = all(after);
        // A choice with nothing behind it is no expression.
        if left.len() == after.len() {
            return (false, rest);
        }
        (allowed, rest) = (allowed || other, left);
    }
    (allowed, rest)
}

fn all<'t>(tokens: &'t [&'t str]) -> (bool, &'t [&'t str]) {
    let (mut allowed, mut rest) = one(tokens);
    while let ["AND", after @ ..] = rest {
        let (other, left) = one(after);
        (allowed, rest) = (allowed && other, left);
    }
    (allowed, rest)
}

fn one<'t>(tokens: &'t [&'t str]) -> (bool, &'t [&'t str]) {
    match tokens {
        ["(", inside @ ..] => match any(inside) {
            (allowed, [")", rest @ ..]) => (allowed, rest),
            (_, rest) => (false, rest),
        },
        [name, "WITH", exception, rest @ ..] => {
            (ALLOWED.contains(&format!("{name} WITH {exception}").as_str()), rest)
        }
        [name, rest @ ..] => (ALLOWED.contains(name), rest),
        [] => (false, tokens),
    }
}

fn project(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Crates that nobody keeps any more (RustSec's class "unmaintained"); the advisory database itself
/// is looked at by `cargo deny check advisories`, where it can be reached.
const UNMAINTAINED: [&str; 24] = [
    "ansi_term",
    "atty",
    "backoff",
    "bincode",
    "derivative",
    "dirs-sys-next",
    "failure",
    "fxhash",
    "instant",
    "json",
    "lexical-core",
    "mach",
    "memmap",
    "net2",
    "number_prefix",
    "paste",
    "proc-macro-error",
    "rusttype",
    "serde_cbor",
    "serde_yaml",
    "stdweb",
    "tempdir",
    "term_size",
    "yaml-rust",
];

/// Those of them that are in use all the same, and the advisories: deny.toml says why that may be.
const EXCUSED: [(&str, &str); 1] = [("paste", "RUSTSEC-2024-0436")];

#[test]
fn nothing_is_built_from_what_nobody_keeps() {
    let packages = packages();
    let names: Vec<&str> = packages.iter().filter_map(|it| it["name"].as_str()).collect();
    let found: Vec<_> = UNMAINTAINED.iter().filter(|name| names.contains(name)).collect();
    let excused: Vec<_> = EXCUSED.iter().map(|(name, _)| name).collect();
    assert_eq!(found, excused, "an excuse that nothing needs is to be taken out as well");
    let deny: toml::Table = std::fs::read_to_string(project("deny.toml")).unwrap().parse().unwrap();
    let ignored = deny["advisories"]["ignore"].as_array().unwrap();
    let ignored: Vec<_> = ignored.iter().filter_map(|one| one["id"].as_str()).collect();
    assert_eq!(ignored, EXCUSED.map(|(_, id)| id), "deny.toml ignores as much");
}

/// What each dependency is for, and what it costs. `INSTA_UPDATE=always cargo test --test licences`
/// writes it anew.
#[test]
fn every_dependency_earns_its_place() {
    let manifest = std::fs::read_to_string(project("Cargo.toml")).unwrap();
    let crates = dependencies::Crates::new(&metadata("x86_64-unknown-linux-gnu"));
    let record = dependencies::Record::read(&project("benches/cost/record.toml"));
    insta::assert_snapshot!("dependencies", dependencies::table(&manifest, &crates, &record));
}

#[test]
#[should_panic(expected = "zip was never measured: run benches/cost/run")]
fn a_dependency_that_nobody_measured_is_found() {
    let manifest = std::fs::read_to_string(project("Cargo.toml")).unwrap();
    let crates = dependencies::Crates::new(&metadata("x86_64-unknown-linux-gnu"));
    let record = dependencies::Record::read(&project("benches/cost/record.toml")).without("zip");
    dependencies::table(&manifest, &crates, &record);
}

#[test]
fn the_readme_says_what_the_record_says() {
    let readme = std::fs::read_to_string(project("README.md")).unwrap();
    let readme = readme.split_whitespace().collect::<Vec<_>>().join(" ");
    let said = dependencies::Record::read(&project("benches/cost/record.toml")).said();
    assert!(readme.contains(&said), "README.md is to say: {said}");
}
