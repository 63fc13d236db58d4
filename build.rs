//! Lists `catalog/*.toml`, so that a credential is added by adding its file; and the texts of
//! `examples/`, so that whoever hands them in is told.

use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=catalog");
    println!("cargo::rerun-if-changed=examples");
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo names the folder of the package");
    let root = Path::new(&root);
    let catalog: String = inside(&root.join("catalog"))
        .iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .map(|path| {
            let id = path.file_stem().expect("a file has a name").to_string_lossy();
            format!("    ({id:?}, {}),\n", included(path))
        })
        .collect();
    write("bundled_catalog.rs", &catalog);
    let examples = inside(&root.join("examples")).into_iter().filter(|path| path.is_dir());
    let examples: String = examples.map(|folder| example(root, &folder)).collect();
    write("bundled_examples.rs", &examples);
}

/// The folder of an example, and path and text of what its author wrote.
fn example(root: &Path, folder: &Path) -> String {
    let mut files = vec![folder.join("evidence.toml")];
    files.extend(inside(&folder.join("narratives")));
    let files: String = files
        .iter()
        .map(|file| format!("({:?}, {}), ", relative(file, folder), included_bytes(file)))
        .collect();
    format!("    ({:?}, &[{files}]),\n", relative(folder, root))
}

fn included(path: &Path) -> String {
    format!("include_str!({:?})", path.display().to_string())
}

/// A narrative may be a document.
fn included_bytes(path: &Path) -> String {
    format!("include_bytes!({:?}).as_slice()", path.display().to_string())
}

/// A path below a folder, with `/` on every system.
fn relative(path: &Path, folder: &Path) -> String {
    let path = path.strip_prefix(folder).expect("it lies below");
    path.display().to_string().replace('\\', "/")
}

/// What lies in a folder, sorted.
fn inside(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.expect("a folder can be listed").path()).collect();
    paths.sort();
    paths
}

fn write(name: &str, rows: &str) {
    let out = Path::new(&env::var("OUT_DIR").expect("cargo names the output folder")).join(name);
    fs::write(out, format!("&[\n{rows}]\n")).expect("the output folder can be written to");
}
