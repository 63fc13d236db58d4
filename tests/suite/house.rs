//! The source agrees with the map in `src/lib.rs`, and the repository with its own conventions.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::kit::project;

/// A longer file has more than one idea.
const MOST_LINES: usize = 400;

#[test]
fn the_map_lists_every_module() {
    let mapped: BTreeSet<String> = floors().into_keys().collect();
    let declared: BTreeSet<String> = declared_modules(&code(&project("src/lib.rs")));
    assert_eq!(mapped, declared, "the table at the top of src/lib.rs, and its modules");
}

#[test]
fn a_module_imports_only_from_floors_below_it() {
    let floors = floors();
    let mut wrong = Vec::new();
    for file in sources() {
        let module = module(&file);
        let Some(room) = module.first() else { continue };
        for path in paths(&code(&file), &module) {
            let Some(other) = path.first().filter(|other| *other != room) else { continue };
            let Some(below) = floors.get(other) else { continue };
            if *below >= floors[room] {
                wrong.push(format!(
                    "{}: `{room}` on floor {} knows `{other}` on floor {below}",
                    shown(&file),
                    floors[room]
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_first_line_of_a_module_names_its_floor() {
    for (room, floor) in floors() {
        let folder = project("src").join(&room).join("mod.rs");
        let file = if folder.exists() { folder } else { project(&format!("src/{room}.rs")) };
        let first = format!("//! Floor {floor}: ");
        assert!(read(&file).starts_with(&first), "{} begins with `{first}`", shown(&file));
    }
}

#[test]
fn main_calls_only_the_library() {
    let main = code(&project("src/main.rs"));
    assert_eq!(declared_modules(&main), BTreeSet::new());
    assert!(!main.contains("crate::"));
    assert!(main.contains("mcred::cli::run"));
}

/// Files and folders of one module may import each other, but not in a circle. (The module's own
/// `mod.rs`, which names them all, is left out.)
#[test]
fn no_files_of_a_module_import_each_other_in_a_circle() {
    let mut knows: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in sources() {
        let own = module(&file);
        let [room, name, ..] = own.as_slice() else { continue };
        if own.last().is_some_and(|file| file == "tests") {
            continue;
        }
        let exported = exported(room);
        for path in paths(&code(&file), &own) {
            let [other_room, item, ..] = path.as_slice() else { continue };
            let other = exported.get(item).unwrap_or(item);
            let place = project("src").join(room);
            let is_there = place.join(format!("{other}.rs")).exists() || place.join(other).is_dir();
            if other_room == room && other != name && is_there {
                let known = knows.entry(format!("{room}/{name}")).or_default();
                known.insert(format!("{room}/{other}"));
            }
        }
    }
    assert!(knows.len() > 20, "the reading of the source finds who knows whom: {knows:?}");
    // A file that imports none of those that are left is in no circle.
    while let Some(free) = knows
        .iter()
        .find(|(_, others)| others.iter().all(|other| !knows.contains_key(other)))
        .map(|(file, _)| file.clone())
    {
        knows.remove(&free);
    }
    assert!(knows.is_empty(), "in a circle, or above one: {knows:#?}");
}

#[test]
fn no_file_is_longer_than_400_lines() {
    for file in sources() {
        let lines = read(&file).lines().count();
        assert!(lines <= MOST_LINES, "{} has {lines} lines: cut it by its ideas", shown(&file));
    }
}

#[test]
fn every_file_begins_with_a_module_comment() {
    for file in sources() {
        assert!(read(&file).starts_with("//! "), "{}", shown(&file));
    }
}

#[test]
fn every_file_is_declared_by_its_module() {
    for file in sources() {
        let mut module = module(&file);
        let Some(name) = module.pop() else { continue };
        let parent = match module.as_slice() {
            [] => project("src/lib.rs"),
            rooms => project("src").join(rooms.join("/")).join("mod.rs"),
        };
        assert!(declared_modules(&code(&parent)).contains(&name), "{} is built", shown(&file));
    }
}

#[test]
fn every_file_of_the_catalog_is_bundled_under_its_id() {
    let mut files = Vec::new();
    for entry in fs::read_dir(project("catalog")).unwrap() {
        let file = entry.unwrap().path();
        assert_eq!(file.extension().unwrap(), "toml", "{}", shown(&file));
        let id = file.file_stem().unwrap().to_str().unwrap().to_owned();
        let credential = mcred::load::bundled(&id).unwrap_or_else(|| panic!("{id} is bundled"));
        assert_eq!(credential.id, id);
        assert_eq!(mcred::load::bundled_text(&id), Some(read(&file).as_str()));
        files.push(id);
    }
    files.sort();
    assert_eq!(mcred::load::bundled_ids().collect::<Vec<_>>(), files);
}

#[test]
fn every_rule_has_a_file_cases_and_documentation_of_the_same_name() {
    for rule in mcred::rules::all() {
        let name = rule.name;
        let source = project("src/rules").join(format!("{}.rs", name.replace('-', "_")));
        assert!(read(&source).contains(&format!("\"{name}\"")), "{}", shown(&source));
        let documentation = rule.documentation();
        assert!(
            read(&source).contains(&format!("//! {}", rule.summary().split(' ').next().unwrap()))
        );
        let (first, rest) = documentation.split_once("\n\n").unwrap_or_default();
        assert!(first.ends_with('.'), "{name} begins with a sentence: {first}");
        for heading in ["## Why it matters\n\n", "## How to mend it\n\n"] {
            assert!(rest.contains(heading), "{name} has no {heading}");
        }
        for verdict in ["fail", "pass"] {
            let cases = project("tests/rules").join(name);
            let has_one = fs::read_dir(&cases)
                .unwrap_or_else(|error| panic!("{}: {error}", shown(&cases)))
                .any(|case| case.unwrap().file_name().to_str().unwrap().starts_with(verdict));
            assert!(has_one, "{} has a case that is to {verdict}", shown(&cases));
        }
    }
}

#[test]
fn every_dependency_has_its_reason() {
    let manifest = read(&project("Cargo.toml"));
    for section in ["[dependencies]\n", "[dev-dependencies]\n"] {
        let (_, text) = manifest.split_once(section).unwrap();
        let text = text.split("\n[").next().unwrap();
        let mut above = "";
        for line in text.lines() {
            if !line.is_empty() && !line.starts_with('#') {
                assert!(above.starts_with("# "), "no comment above `{line}` says why it is here");
            }
            above = line;
        }
    }
}

/// `deny.toml` checks more of licences and sources; this test needs no other program.
#[test]
fn every_dependency_comes_from_crates_io_with_its_checksum() {
    let lock: toml::Table = read(&project("Cargo.lock")).parse().unwrap();
    let others = lock["package"].as_array().unwrap().iter();
    for package in others.filter(|package| package["name"].as_str() != Some("mcred")) {
        let source = package.get("source").and_then(toml::Value::as_str);
        let crates_io = "registry+https://github.com/rust-lang/crates.io-index";
        assert_eq!(source, Some(crates_io), "{package}");
        assert!(package.get("checksum").is_some(), "{package}");
    }
}

#[test]
fn documents_name_only_files_that_exist() {
    let documents = [
        "README.md",
        ".github/CONTRIBUTING.md",
        ".github/SECURITY.md",
        "fuzz/README.md",
        "tests/rules/README.md",
        "tests/schemas/README.md",
    ];
    // A published package has no .github/.
    for document in documents.map(project).into_iter().filter(|document| document.exists()) {
        let text = read(&document);
        for span in text.split('`').filter(|span| !span.contains(['<', '*', ' ', '\n'])) {
            let folders = ["src/", "tests/", "fuzz/", "benches/", "examples/"];
            if folders.iter().any(|folder| span.starts_with(folder)) {
                assert!(project(span).exists(), "{} names {span}", shown(&document));
            }
        }
    }
}

/// Module -> floor, from the table at the top of `src/lib.rs`.
fn floors() -> BTreeMap<String, usize> {
    let map = read(&project("src/lib.rs"));
    let row = |line: &str| {
        let mut cells = line.strip_prefix("//! |")?.split('|').map(str::trim);
        let floor = cells.next()?.parse().ok()?;
        // A link may be qualified: `module@name`.
        let (room, _) = cells.next()?.strip_prefix("[`")?.split_once("`]")?;
        Some((room.to_owned(), floor))
    };
    let floors: BTreeMap<String, usize> = map.lines().filter_map(row).collect();
    assert_eq!(floors.get("model"), Some(&0), "the map of the house can be read");
    floors
}

/// What the `mod.rs` of a module exports from its files: item -> file.
fn exported(room: &str) -> BTreeMap<String, String> {
    let file = project("src").join(room).join("mod.rs");
    let code = code(&file);
    let mut exported = BTreeMap::new();
    for statement in code.split(';').filter_map(|text| text.split_once("use ")) {
        for path in tree(statement.1.trim(), &[]) {
            if let [name, .., item] = path.as_slice() {
                exported.insert(item.clone(), name.clone());
            }
        }
    }
    exported
}

/// Every path in a file that begins with `crate::` or `super::`, from the root of the library.
fn paths(code: &str, module: &[String]) -> Vec<Vec<String>> {
    let mut paths = Vec::new();
    for (start, _) in code.match_indices("crate::") {
        paths.extend(tree(&code[start + "crate::".len()..], &[]));
    }
    // Inside a test module, `super` is the file itself.
    let outside_tests = code.split("\n#[cfg(test)]\nmod ").next().unwrap_or_default();
    let mut rest = outside_tests;
    while let Some(start) = rest.find("super::") {
        rest = &rest[start..];
        let mut above = module;
        while let Some(after) = rest.strip_prefix("super::") {
            above = above.split_last().map_or(&[], |(_, above)| above);
            rest = after;
        }
        paths.extend(tree(rest, above));
    }
    paths
}

/// The paths of a `use` tree or of a path in an expression: `a::{b, c::d}` -> `a::b`, `a::c::d`.
fn tree(text: &str, lead: &[String]) -> Vec<Vec<String>> {
    let mut lead = lead.to_vec();
    let mut text = text.trim_start();
    loop {
        if let Some(group) = text.strip_prefix('{') {
            return members(group).into_iter().flat_map(|member| tree(member, &lead)).collect();
        }
        let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
        if end == 0 || &text[..end] == "self" {
            return vec![lead];
        }
        lead.push(text[..end].to_owned());
        match text[end..].strip_prefix("::") {
            Some(rest) => text = rest,
            None => return vec![lead],
        }
    }
}

/// The members of a group, after its opening brace.
fn members(group: &str) -> Vec<&str> {
    let mut members = Vec::new();
    let (mut depth, mut from) = (0, 0);
    for (at, sign) in group.char_indices() {
        match sign {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' if depth == 0 => {
                members.push(&group[from..at]);
                from = at + 1;
            }
            '}' => {
                members.push(&group[from..at]);
                break;
            }
            _ => {}
        }
    }
    members.into_iter().map(str::trim).filter(|member| !member.is_empty()).collect()
}

fn declared_modules(code: &str) -> BTreeSet<String> {
    let name = |line: &str| {
        let visibilities = ["pub(crate) ", "pub(super) ", "pub "];
        let line = visibilities.iter().find_map(|it| line.strip_prefix(it)).unwrap_or(line);
        Some(line.strip_prefix("mod ")?.strip_suffix(';')?.to_owned())
    };
    code.lines().filter_map(name).collect()
}

/// `src/rules/case.rs` -> `rules`, `case`; `src/rules/mod.rs` -> `rules`; none for the roots.
fn module(file: &Path) -> Vec<String> {
    let path = file.strip_prefix(project("src")).unwrap().with_extension("");
    let mut parts: Vec<String> =
        path.iter().map(|part| part.to_str().unwrap().to_owned()).collect();
    if ["mod", "lib", "main"].contains(&parts.last().unwrap().as_str()) {
        parts.pop();
    }
    parts
}

/// The source without comment lines.
fn code(file: &Path) -> String {
    let text = read(file);
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.map(|line| format!("{line}\n")).collect()
}

fn sources() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = walkdir::WalkDir::new(project("src"))
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect();
    files.sort();
    files
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", shown(file)))
}

/// A path relative to the project, for messages.
fn shown(file: &Path) -> String {
    file.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap_or(file).display().to_string()
}

/// Code compares formats, never their labels: a new wording of a label may change only sentences.
#[test]
fn no_code_compares_the_label_of_a_format() {
    for file in sources() {
        if file.ends_with("model/format.rs") {
            continue;
        }
        let code = code(&file);
        for format in mcred::model::Format::ALL {
            let literal = format!("\"{}\"", format.label());
            let is_there = literal.contains(' ') && code.contains(&literal);
            assert!(!is_there, "{} has {literal}", shown(&file));
        }
        let compared = ["label() ==", "label() !=", "match format.label()", "label().starts_with"];
        for comparison in compared {
            assert!(!code.contains(comparison), "{} has {comparison}", shown(&file));
        }
    }
}
