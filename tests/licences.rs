//! What mcred is built from: every licence is one that asks for no more than its own text,
//! every source is crates.io, and nothing speaks to a network or builds C. `deny.toml` says the
//! same for all systems; this needs nothing but cargo.

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
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--offline", "--locked", "--format-version", "1"])
        .args(["--filter-platform", host])
        .current_dir(project(""))
        .output()
        .unwrap();
    assert!(metadata.status.success(), "{}", String::from_utf8_lossy(&metadata.stderr));
    let metadata: Value = serde_json::from_slice(&metadata.stdout).unwrap();
    metadata["packages"].as_array().unwrap().clone()
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
