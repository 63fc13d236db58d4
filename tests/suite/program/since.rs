//! `pack --since` and `report --since` list what changed since an earlier bundle.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::kit::{Run, example, mcred};

const ZIP: &str = "submission/leading-a-culture-of-safety.zip";

/// The complete example and its submitted bundle.
fn submitted() -> (tempfile::TempDir, PathBuf, PathBuf) {
    let (home, folder) = example("complete");
    let old = home.path().join("handed-in.zip");
    let packed = mcred(&folder, &["pack", "-o", old.to_str().unwrap()]);
    assert_eq!(packed.status, 0, "{packed:?}");
    (home, folder, old)
}

/// Packs with `--since`; returns the run, the guide and `since` of completeness.json.
fn pack_since(folder: &Path, old: &Path) -> (Run, String, Value) {
    let ran = mcred(folder, &["pack", "--since", old.to_str().unwrap()]);
    assert_eq!(ran.status, 0, "{ran:?}");
    let bundle = folder.join(ZIP);
    let guide = entry(&bundle, "START-HERE.html");
    let completeness: Value = serde_json::from_str(&entry(&bundle, "completeness.json")).unwrap();
    (ran, guide, completeness["portfolios"][0]["since"].clone())
}

fn entry(bundle: &Path, name: &str) -> String {
    use std::io::Read;
    let mut archive = zip::ZipArchive::new(fs::File::open(bundle).unwrap()).unwrap();
    let mut text = String::new();
    let name = format!("leading-a-culture-of-safety/{name}");
    archive.by_name(&name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn replace(file: PathBuf, from: &str, to: &str) {
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains(from), "{from} in {}", file.display());
    fs::write(file, text.replacen(from, to, 1)).unwrap();
}

#[test]
fn every_kind_of_change_is_listed_and_nothing_else() {
    let (_home, folder, old) = submitted();
    let artifacts = folder.join("artifacts");
    // Words: one replaced by two in an answer, a new sentence in the reflection.
    let overview = folder.join("narratives/overview.md");
    replace(overview, "In September the safety team", "In late August the safety team");
    let reflection = folder.join("narratives/reflection.md");
    let text = fs::read_to_string(&reflection).unwrap();
    fs::write(&reflection, text.trim_end().to_owned() + "\n\nI would <b>begin</b> sooner.\n")
        .unwrap();
    // Evidence: another place, a new line, a removed line, another explanation.
    let evidence = folder.join("evidence.toml");
    replace(evidence.clone(), "at = \"0:07-0:14\"", "at = \"0:07-0:12\"");
    let slide = "at = \"slide 4\", quote = \"Choose one student who seems alone.\" },";
    replace(
        evidence.clone(),
        slide,
        &format!("{slide}\n    {{ artifact = \"artifacts/notes.txt\", at = \"line 1\" }},"),
    );
    let gone = "    { artifact = \"artifacts/restorative-circle.mp3\", at = \"0:06-0:11\", \
                quote = \"who was hurt, and what do they need now\" },\n";
    replace(evidence.clone(), gone, "");
    replace(evidence.clone(), "Caring begins with knowing a child.", "Caring begins with a name.");
    // Artifacts: a new one, other bytes of the same length, another name.
    fs::write(artifacts.join("notes.txt"), "A note on two-minute talks.\n").unwrap();
    let log = fs::read_to_string(artifacts.join("incident-log.csv")).unwrap();
    fs::write(artifacts.join("incident-log.csv"), log.replacen(',', ";", 1)).unwrap();
    fs::rename(artifacts.join("calm-corner.png"), artifacts.join("calm corner.png")).unwrap();
    let text = fs::read_to_string(&evidence).unwrap();
    fs::write(&evidence, text.replace("artifacts/calm-corner.png", "artifacts/calm corner.png"))
        .unwrap();

    let (ran, guide, since) = pack_since(&folder, &old);
    assert_eq!(since["schema"], "mcred.since/1");
    assert_eq!(since["changed"], true);
    assert_eq!(since["overview"], json!([{ "question": 1, "words_added": 2, "words_removed": 1 }]));
    assert_eq!(since["reflection"], json!({ "words_added": 4, "words_removed": 0 }));
    let artifact = |change, path: &str| json!({ "change": change, "path": path });
    assert_eq!(
        since["artifacts"],
        json!([
            { "change": "moved", "path": "artifacts/calm corner.png", "from": "artifacts/calm-corner.png" },
            artifact("changed", "artifacts/incident-log.csv"),
            artifact("added", "artifacts/notes.txt"),
        ])
    );
    let details = since["details"].as_array().unwrap();
    let ids: Vec<_> = details.iter().map(|detail| detail["id"].clone()).collect();
    assert_eq!(ids, ["1.a", "1.c"], "a renamed artifact is cited as before");
    let line = |artifact: &str, at: &str, quote: Option<&str>| json!({ "artifact": artifact, "at": at, "quote": quote });
    let greeting = Some("greet three people by name");
    let mut changed = line("artifacts/morning-assembly.mp4", "0:07-0:12", greeting);
    changed["change"] = "changed".into();
    changed["was"] = line("artifacts/morning-assembly.mp4", "0:07-0:14", greeting);
    assert_eq!(details[0]["evidence"], json!([changed]));
    assert_eq!(details[0]["explanation"], Value::Null);
    let mut new = line("artifacts/notes.txt", "line 1", None);
    new["change"] = "added".into();
    let asked = Some("who was hurt, and what do they need now");
    let mut gone = line("artifacts/restorative-circle.mp3", "0:06-0:11", asked);
    gone["change"] = "removed".into();
    assert_eq!(details[1]["evidence"], json!([new, gone]));
    assert_eq!(details[1]["explanation"], json!({ "words_added": 2, "words_removed": 3 }));

    for line in [
        "Part 1: 2 words added, 1 removed, in the answer to question 1",
        "Part 3: 4 words added, 0 removed",
        "Artifacts: 1 added, 1 changed, 1 moved",
    ] {
        assert!(ran.out.contains(&format!("\n  {line}\n")), "{line}: {}", ran.out);
        assert!(guide.contains(&format!("<li>{line}</li>")), "{line}");
    }
    for shown in [
        "In <del><span class=\"unseen\">[taken out: </span>September<span class=\"unseen\">]</span></del> \
         <ins><span class=\"unseen\">[new: </span>late August<span class=\"unseen\">]</span></ins> the safety team",
        "I would begin sooner.",
        "<a href=\"#since\">What changed</a>",
        "restorative-circle<span class=\"extension\">.mp3</span>, 0:06–0:11",
    ] {
        assert!(guide.contains(shown), "{shown}");
    }
    assert!(!ran.out.contains("took the place"), "{}", ran.out);

    // A dry run and `report` list the same.
    let dry = mcred(&folder, &["pack", "--dry-run", "--since", old.to_str().unwrap()]);
    assert!(dry.out.contains("  Artifacts: 1 added, 1 changed, 1 moved\n"), "{dry:?}");
    let report = mcred(&folder, &["report", "--since", old.to_str().unwrap()]);
    assert_eq!(report.status, 0, "{report:?}");
    let page = fs::read_to_string(folder.join("submission/guide.html")).unwrap();
    assert!(page.contains("In <del>"));
}

#[test]
fn a_bundle_has_no_changes_since_itself() {
    let (home, folder, old) = submitted();
    let (ran, guide, since) = pack_since(&folder, &old);
    assert!(ran.out.contains("Since the last submission: nothing changed."), "{}", ran.out);
    assert!(guide.contains("every word, every cited place and every artifact is as it was"));
    assert_eq!(
        since,
        json!({ "schema": "mcred.since/1", "changed": false, "overview": [], "details": [],
            "reflection": null, "artifacts": [], "requirements": false })
    );
    let unpacked = home.path().join("unpacked");
    let mut archive = zip::ZipArchive::new(fs::File::open(&old).unwrap()).unwrap();
    archive.extract(&unpacked).unwrap();
    let first = fs::read(folder.join(ZIP)).unwrap();
    pack_since(&folder, &unpacked);
    assert!(fs::read(folder.join(ZIP)).unwrap() == first, "the same bundle from the folder");
    // Without the flag, no changes are listed.
    let packed = mcred(&folder, &["pack"]);
    assert!(!packed.out.contains("Since"), "{packed:?}");
    let bundle = folder.join(ZIP);
    assert!(!entry(&bundle, "completeness.json").contains("\"since\""));
    assert!(fs::read(bundle).unwrap() == fs::read(&old).unwrap());
}

#[test]
fn changes_since_the_bundle_that_is_replaced_are_listed() {
    let (_home, folder, old) = submitted();
    fs::create_dir_all(folder.join("submission")).unwrap();
    fs::copy(&old, folder.join(ZIP)).unwrap();
    replace(folder.join("narratives/reflection.md"), "When I began", "As I began");
    let (ran, _, since) = pack_since(&folder, Path::new(ZIP));
    assert_eq!(since["reflection"], json!({ "words_added": 1, "words_removed": 1 }));
    assert!(ran.out.contains("It took the place of the bundle"), "{}", ran.out);
    let verified = mcred(&folder, &["verify", ZIP]);
    assert_eq!(verified.status, 0, "{verified:?}");
}

#[test]
fn a_removed_name_is_withheld_in_the_list_of_changes() {
    let (_home, folder) = example("complete");
    let reflection = folder.join("narratives/reflection.md");
    replace(reflection.clone(), "When I began", "When I, Jane Doe, began at (615) 555-2368");
    let named = folder.join("artifacts/jane-doe-note.txt");
    fs::write(&named, "A note.\n").unwrap();
    let packed = mcred(&folder, &["pack", "--draft", "-o", "../old.zip"]);
    assert_eq!(packed.status, 0, "{packed:?}");
    fs::remove_file(named).unwrap();
    replace(reflection, "When I, Jane Doe, began at (615) 555-2368", "When I began");
    fs::write(folder.join("private.toml"), "identities = [\"Jane Doe\"]\n").unwrap();
    let (ran, guide, since) = pack_since(&folder, Path::new("../old.zip"));
    assert_eq!(since["reflection"]["words_removed"], 7, "{since}");
    assert!(guide.contains("•••"));
    for text in [&ran.out, &guide, &since.to_string()] {
        let lower = text.to_lowercase();
        assert!(!lower.contains("jane") && !lower.contains("(615)"), "{text}");
    }
}

#[test]
fn a_file_that_is_no_earlier_bundle_is_refused_in_one_line() {
    let (home, folder, old) = submitted();
    let path = |name: &str| home.path().join(name);
    fs::write(path("no.zip"), "no zip").unwrap();
    let bytes = fs::read(&old).unwrap();
    fs::write(path("half.zip"), &bytes[..bytes.len() / 2]).unwrap();
    // A byte of an artifact that is stored uncompressed.
    let mut damaged = bytes.clone();
    let pdf = bytes.windows(5).position(|window| window == b"%PDF-").unwrap();
    damaged[pdf + 200] ^= 1;
    fs::write(path("damaged.zip"), damaged).unwrap();
    let mut foreign = zip::ZipWriter::new(fs::File::create(path("foreign.zip")).unwrap());
    foreign.start_file("photos/one.jpg", zip::write::SimpleFileOptions::default()).unwrap();
    foreign.finish().unwrap();
    let other = path("other");
    let made = mcred(home.path(), &["init", "leading-and-promoting-mutual-respect", "other"]);
    assert_eq!(made.status, 0, "{made:?}");
    assert_eq!(mcred(&other, &["pack", "--draft", "-o", "../other.zip"]).status, 0);
    for (name, said) in [
        ("none.zip", "there is no bundle"),
        ("no.zip", "can't be compared with"),
        ("half.zip", "can't be compared with"),
        ("damaged.zip", "is not the bundle that was packed: data/artifacts/"),
        ("foreign.zip", "is not the bundle that was packed: "),
        ("portfolio", "it is a portfolio and no bundle"),
        (
            "other.zip",
            "is a bundle for another credential: it is for leading-and-promoting-mutual-respect",
        ),
    ] {
        let commands = [&["pack"][..], &["pack", "--dry-run"], &["report"]];
        for command in commands.into_iter().take(if name == "damaged.zip" { 3 } else { 1 }) {
            let given = format!("../{name}");
            let ran = mcred(&folder, &[command, &["--since", &given]].concat());
            assert_eq!(ran.status, 2, "{name}: {ran:?}");
            assert_eq!(ran.err.lines().count(), 1, "{name}: {ran:?}");
            assert!(ran.err.starts_with("error: ") && ran.err.contains(said), "{name}: {ran:?}");
            assert!(ran.err.contains(name), "{ran:?}");
        }
        assert!(!folder.join("submission").exists(), "{name}: nothing is written");
    }
}
