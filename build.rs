//! Lists `catalog/*.toml`, so that a credential is added by adding its file.

use std::{env, fs, path::Path};

fn main() {
    println!("cargo::rerun-if-changed=catalog");
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo names the folder of the package");
    let mut files: Vec<_> = fs::read_dir(Path::new(&root).join("catalog"))
        .expect("the package has a catalog folder")
        .map(|entry| entry.expect("the catalog folder can be listed").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    files.sort();
    let rows: String = files
        .iter()
        .map(|path| {
            let id = path.file_stem().expect("a file has a name").to_string_lossy();
            format!("    ({id:?}, include_str!({:?})),\n", path.display().to_string())
        })
        .collect();
    let out = Path::new(&env::var("OUT_DIR").expect("cargo names the output folder"))
        .join("bundled_catalog.rs");
    fs::write(out, format!("&[\n{rows}]\n")).expect("the output folder can be written to");
}
