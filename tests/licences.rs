//! What mcred is built from: every licence is one that asks for no more than its own text,
//! every source is crates.io, and nothing speaks to a network or builds C. `deny.toml` says the
//! same for all systems; this needs nothing but cargo.

use std::collections::{BTreeMap, BTreeSet};
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

/// Those of them that are in use all the same, and why that may be.
const EXCUSED: [(&str, &str); 1] = [(
    "paste",
    "RUSTSEC-2024-0436: finished and archived; a macro of lofty's that runs when mcred is built \
     and leaves nothing in it",
)];

#[test]
fn nothing_is_built_from_what_nobody_keeps() {
    let packages = packages();
    let names: Vec<&str> = packages.iter().filter_map(|it| it["name"].as_str()).collect();
    let found: Vec<_> = UNMAINTAINED.iter().filter(|name| names.contains(name)).collect();
    let excused: Vec<_> = EXCUSED.iter().map(|(name, _)| name).collect();
    assert_eq!(found, excused, "an excuse that nothing needs is to be taken out as well");
}

/// What each dependency is for, and what it costs. `INSTA_UPDATE=always cargo test --test licences`
/// writes it anew.
#[test]
fn every_dependency_earns_its_place() {
    let manifest = std::fs::read_to_string(project("Cargo.toml")).unwrap();
    let used = Used::new();
    let all = used.below(&used.root, None);
    let mut text = format!(
        "{} crates are built into mcred on Linux, {} of them only for its feature `pictures`. \"Brings\" counts what a crate is built from;\n\
         \"alone\" is how many fewer there would be without it.\n\n\
         | crate | what for | licence | brings | alone |\n|---|---|---|--:|--:|\n",
        all.len(),
        all.len() - used.below(&used.root, Some(used.direct("hayro"))).len()
    );
    // What a feature adds that is off is not built in; Cargo.toml says there what it costs.
    for (name, reason) in reasons(&manifest).into_iter().filter(|(name, _)| used.has(name)) {
        let id = used.direct(&name);
        let brings = used.below(id, None).len();
        let alone = all.len() - used.below(&used.root, Some(id)).len();
        let licence = used.licences[id].replace('/', " or ").replace(" OR ", " or ");
        text += &format!("| {name} | {reason} | {licence} | {brings} | {alone} |\n");
    }
    insta::assert_snapshot!("dependencies", text);
}

/// Each dependency and the remark above its line.
fn reasons(manifest: &str) -> Vec<(String, String)> {
    let (_, after) = manifest.split_once("[dependencies]\n").unwrap();
    let (lines, _) = after.split_once("\n[").unwrap();
    let mut remark = String::new();
    let mut reasons = Vec::new();
    for line in lines.lines().filter(|line| !line.is_empty()) {
        match line.strip_prefix("# ") {
            Some(words) => remark += &format!("{words} "),
            None => {
                let name = line.split(' ').next().unwrap().to_owned();
                assert!(!remark.is_empty(), "{name} has no reason");
                reasons.push((name, std::mem::take(&mut remark).trim().to_owned()));
            }
        }
    }
    reasons
}

/// What is built into mcred on Linux: crates by their ids, and what each needs.
struct Used {
    root: String,
    needs: BTreeMap<String, Vec<String>>,
    licences: BTreeMap<String, String>,
    names: BTreeMap<String, String>,
}

impl Used {
    fn new() -> Used {
        let metadata = metadata("x86_64-unknown-linux-gnu");
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let built_in = |need: &&Value| {
            need["dep_kinds"].as_array().unwrap().iter().any(|kind| kind["kind"].is_null())
        };
        let nodes = metadata["resolve"]["nodes"].as_array().unwrap();
        let needs = nodes.iter().map(|node| {
            let needs = node["deps"].as_array().unwrap().iter().filter(built_in);
            (text(&node["id"]), needs.map(|need| text(&need["pkg"])).collect())
        });
        let packages = metadata["packages"].as_array().unwrap();
        let of = |key: &str| packages.iter().map(|it| (text(&it["id"]), text(&it[key]))).collect();
        Used {
            root: text(&metadata["resolve"]["root"]),
            needs: needs.collect(),
            licences: of("license"),
            names: of("name"),
        }
    }

    fn has(&self, name: &str) -> bool {
        self.needs[&self.root].iter().any(|id| self.names[id] == name)
    }

    fn direct(&self, name: &str) -> &str {
        self.needs[&self.root].iter().find(|id| self.names[*id] == name).expect(name)
    }

    /// Everything that this crate needs, itself left out, as it is without one of mcred's own needs.
    fn below(&self, id: &str, without: Option<&str>) -> BTreeSet<&str> {
        let mut found = BTreeSet::new();
        let mut open = vec![id];
        while let Some(next) = open.pop() {
            let needs = self.needs[next].iter().map(String::as_str);
            let needs = needs.filter(|need| next != self.root || Some(*need) != without);
            open.extend(needs.filter(|need| found.insert(*need)).collect::<Vec<_>>());
        }
        found
    }
}
