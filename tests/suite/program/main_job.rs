//! The main workflow for every credential of the catalog: `init`, `check`, fill in, `check`, `pack`.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::kit::{files, fill, ids, mcred};

#[test]
fn every_credential_goes_from_init_to_a_bundle() {
    for id in ids() {
        main_job(&id, &[]);
    }
}

#[test]
fn every_credential_goes_from_init_to_a_bundle_with_narratives_in_word() {
    for id in ids() {
        main_job(&id, &["--narratives", "docx"]);
    }
}

fn main_job(id: &str, options: &[&str]) {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("portfolio");
    let made = mcred(home.path(), &[&["init", id, "portfolio"], options].concat());
    assert_eq!(made.status, 0, "{id}: {made:?}");

    let empty = mcred(&folder, &["check", "--format", "json"]);
    assert_eq!(empty.status, 1, "{id}: {empty:?}");
    let empty = &empty.json()["portfolios"][0];
    assert_eq!(empty["credential"], *id);
    assert_eq!(empty["complete"], false, "{id}");
    assert_eq!(empty["overview"]["words"], 0, "{id}: nothing of the scaffold counts as prose");
    assert_eq!(empty["reflection"]["words"], 0, "{id}: nothing of the scaffold counts as prose");
    let refused = mcred(&folder, &["pack"]);
    assert_eq!(refused.status, 1, "{id}: {refused:?}");
    assert!(!folder.join("submission").exists(), "{id}: a refused pack writes nothing");

    fill(&folder);
    let full = mcred(&folder, &["check", "--format", "json"]);
    assert_eq!(full.status, 0, "{id}: {}", mcred(&folder, &["check"]).out);
    let full = &full.json()["portfolios"][0];
    assert_eq!(full["complete"], true, "{id}");
    assert_eq!(full["counts"]["errors"], 0, "{id}");
    assert_eq!(full["counts"]["warnings"], 0, "{id}: {}", full["findings"]);

    let before = files(&folder);
    let packed = mcred(&folder, &["pack"]);
    assert_eq!(packed.status, 0, "{id}: {packed:?}");
    let bundle = folder.join(format!("submission/{id}.zip"));
    holds_the_portfolio(&bundle, id, before.keys().map(|path| path.strip_prefix(&folder).unwrap()));

    let mut after = files(&folder);
    after.retain(|path, _| !path.starts_with(folder.join("submission")));
    assert_eq!(before, after, "{id}: pack writes to nothing but submission/");
}

/// The bundle has the guide, the findings, and every file of the portfolio that belongs to it.
fn holds_the_portfolio<'p>(bundle: &Path, id: &str, files: impl Iterator<Item = &'p Path>) {
    let mut zip = zip::ZipArchive::new(File::open(bundle).unwrap()).unwrap();
    let names: BTreeSet<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
    assert!(names.iter().all(|name| name.starts_with(&format!("{id}/"))), "{names:?}");
    let mut wanted: Vec<String> = [
        "START-HERE.html",
        "completeness.json",
        "bagit.txt",
        "bag-info.txt",
        "manifest-sha256.txt",
        "tagmanifest-sha256.txt",
    ]
    .map(str::to_owned)
    .to_vec();
    let part = |path: &&Path| {
        let starts = ["evidence.toml", "narratives", "artifacts"];
        starts.iter().any(|start| path.starts_with(start))
    };
    let name = |path: &Path| format!("data/{}", path.to_str().unwrap().replace('\\', "/"));
    wanted.extend(files.filter(part).map(name));
    for name in wanted {
        assert!(names.contains(&format!("{id}/{name}")), "{name} is not in {names:?}");
    }
    assert!(names.iter().any(|name| name.starts_with(&format!("{id}/portal/"))), "{names:?}");

    let mut completeness = String::new();
    let mut entry = zip.by_name(&format!("{id}/completeness.json")).unwrap();
    entry.read_to_string(&mut completeness).unwrap();
    let completeness: serde_json::Value = serde_json::from_str(&completeness).unwrap();
    assert_eq!(completeness["schema"], "mcred.check/1");
    assert_eq!(completeness["portfolios"][0]["path"], *id, "no path of the machine");
    assert_eq!(completeness["portfolios"][0]["complete"], true);
}
