//! `pack --strip-metadata`: other programs find no metadata in the copies, and decode the same content
//! as before. Other programs wrote the samples: `tests/strip/make_samples.sh`.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use serde_json::Value;
use tempfile::TempDir;

use crate::kit::{Run, copy, example, files, mcred, missing, project, require_tool};

/// Words in the samples that no copy may contain: an author, a school, a camera and its number.
const NAMES: [&str; 5] = ["Jane", "Doe", "Hill", "Acme", "0042117"];
/// Files that keep some metadata, and what the output says about it.
const KEPT: [(&str, &str); 3] = [
    ("field.docx", "Office title (the text shows it)"),
    ("field.odt", "Office title (the text shows it)"),
    ("protected.pdf", "it is protected: save it without protection"),
];

/// The complete example with all samples, packed without metadata.
struct Packed {
    /// Keeps the temporary folder.
    _home: TempDir,
    portfolio: PathBuf,
    bundle: PathBuf,
    /// The copies of the samples.
    copies: PathBuf,
    ran: Run,
    untouched: bool,
}

static PACKED: LazyLock<Packed> = LazyLock::new(|| {
    let (home, portfolio) = example("complete");
    copy(&project("tests/strip/samples"), &portfolio.join("artifacts"));
    fs::write(portfolio.join("private.toml"), "identities = [\"Jane Doe\"]\n").unwrap();
    let before = files(&portfolio);
    let bundle = home.path().join("bundle.zip");
    let ran = pack(&portfolio, &bundle, &["--strip-metadata"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    let untouched = files(&portfolio) == before;
    let copies = home.path().join("copies");
    fs::create_dir(&copies).unwrap();
    let artifacts = "leading-a-culture-of-safety/data/artifacts/";
    for (name, bytes) in entries(&File::open(&bundle).unwrap()) {
        if let Some(name) = name.strip_prefix(artifacts).filter(|name| sample(name).exists()) {
            fs::write(copies.join(name), bytes).unwrap();
        }
    }
    Packed { _home: home, portfolio, bundle, copies, ran, untouched }
});

fn pack(portfolio: &Path, bundle: &Path, more: &[&str]) -> Run {
    let mut arguments = vec!["pack", portfolio.to_str().unwrap(), "-o", bundle.to_str().unwrap()];
    arguments.extend(more);
    mcred(Path::new("."), &arguments)
}

fn sample(name: &str) -> PathBuf {
    project("tests/strip/samples").join(name)
}

/// Every sample with these extensions, and its copy.
fn pairs(extensions: &[&str]) -> Vec<(PathBuf, PathBuf)> {
    let mut pairs: Vec<_> = fs::read_dir(&PACKED.copies)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|copy| (sample(name(&copy)), copy))
        .filter(|(one, _)| extensions.contains(&one.extension().unwrap().to_str().unwrap()))
        .collect();
    pairs.sort();
    assert!(!pairs.is_empty());
    pairs
}

fn name(path: &Path) -> &str {
    path.file_name().unwrap().to_str().unwrap()
}

fn entries<R: Read + std::io::Seek>(zip: R) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(zip).unwrap();
    let count = archive.len();
    let read = |index| {
        let mut entry = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        (entry.name().unwrap().into_owned(), bytes)
    };
    (0..count).map(read).collect()
}

/// The output of a program, whatever its exit status; none if it is missing.
fn output_of(program: &str, arguments: &[&str], file: &Path, more: &[&str]) -> Option<Vec<u8>> {
    let mut command = require_tool(program)?;
    Some(command.args(arguments).arg(file).args(more).output().unwrap().stdout)
}

fn assert_same(program: &str, arguments: &[&str], pair: &(PathBuf, PathBuf), more: &[&str]) {
    let (one, copy) = pair;
    let Some(before) = output_of(program, arguments, one, more) else { return };
    assert!(!before.is_empty(), "{program} says nothing of {}", name(one));
    let after = output_of(program, arguments, copy, more).unwrap();
    assert!(before == after, "{program} sees another {}", name(one));
}

#[test]
fn every_sample_is_packed_and_the_originals_are_untouched() {
    let packed = &*PACKED;
    assert!(packed.untouched);
    let samples = fs::read_dir(project("tests/strip/samples")).unwrap().count();
    assert_eq!(fs::read_dir(&packed.copies).unwrap().count(), samples);
    let verified = mcred(Path::new("."), &["verify", packed.bundle.to_str().unwrap()]);
    assert_eq!(verified.status, 0, "{verified:?}");
}

#[test]
fn no_name_is_left_in_the_bytes_of_the_copies() {
    fn name_in(bytes: &[u8]) -> Option<&'static str> {
        let has = |word: &&str| bytes.windows(word.len()).any(|window| window == word.as_bytes());
        NAMES.into_iter().find(has)
    }
    fn assert_no_name(name: &str, bytes: &[u8]) {
        assert_eq!(name_in(bytes), None, "{name}");
        // The parts of Office files, and of Office files inside them.
        if bytes.starts_with(b"PK") {
            entries(Cursor::new(bytes))
                .iter()
                .for_each(|(part, bytes)| assert_no_name(part, bytes));
        }
    }
    for copy in fs::read_dir(&PACKED.copies).unwrap().map(|entry| entry.unwrap().path()) {
        if name(&copy) != "protected.pdf" {
            assert_no_name(name(&copy), &fs::read(&copy).unwrap());
        }
    }
}

#[test]
fn exiftool_and_pdfinfo_find_no_names_in_the_copies() {
    if let Some(read) = output_of("exiftool", &["-a", "-ee", "-G1", "-s"], &PACKED.copies, &[]) {
        let text = String::from_utf8_lossy(&read);
        let mut file = "";
        for line in text.lines() {
            file = line.strip_prefix("======== ").unwrap_or(file);
            if file.ends_with("protected.pdf") {
                continue;
            }
            // exiftool needs this module for Office files.
            if line.contains("Install Archive::Zip") {
                missing("exiftool lacks Archive::Zip");
                continue;
            }
            let is_named = NAMES.iter().any(|word| line.contains(word)) || line.contains("GPS");
            let warns = line.contains("Warning") && !line.contains("[minor]");
            assert!(!is_named && !warns, "{file}: {line}");
        }
    }
    for (_, copy) in pairs(&["pdf"]).iter().filter(|(_, copy)| name(copy) != "protected.pdf") {
        let Some(info) = output_of("pdfinfo", &[], copy, &[]) else { continue };
        let info = String::from_utf8_lossy(&info);
        assert!(info.contains("Pages:"), "{info}");
        for property in ["Title:", "Author:", "Creator:", "Producer:", "Subject:", "Keywords:"] {
            assert!(!info.contains(property), "{}: {info}", name(copy));
        }
    }
}

#[test]
fn pictures_keep_their_pixels_and_orientation() {
    for pair in pairs(&["jpg", "png", "webp"]) {
        assert_same("ImageMagick", &[], &pair, &["rgba:-"]);
        assert_same("ImageMagick", &[], &pair, &["-auto-orient", "rgba:-"]);
        if name(&pair.0) == "photo.jpg" {
            let turned = output_of("exiftool", &["-n", "-s3", "-Orientation"], &pair.1, &[]);
            assert!(turned.is_none_or(|it| it.starts_with(b"6")), "it is turned by a quarter");
        }
    }
    // In these formats metadata is overwritten, and every other byte stays in its place.
    for (one, copy) in pairs(&["heic", "avif"]) {
        let (one, copy) = (fs::read(one).unwrap(), fs::read(copy).unwrap());
        assert_eq!(one.len(), copy.len());
        let differ = one.iter().zip(&copy).filter(|(one, copy)| one != copy).count();
        assert!((50..one.len()).contains(&differ), "{differ}");
    }
}

#[test]
fn pdfs_keep_their_pages_and_text_and_are_valid() {
    for pair in pairs(&["pdf"]) {
        assert_same("pdftotext", &[], &pair, &["-"]);
        assert_same("pdftoppm", &["-r", "40"], &pair, &[]);
        assert_same("gs", &["-q", "-dSAFER", "-sDEVICE=ppmraw", "-r30", "-o", "-"], &pair, &[]);
        let Some(mut qpdf) = require_tool("qpdf") else { continue };
        let checked = qpdf.arg("--check").arg(&pair.1).output().unwrap();
        let text = String::from_utf8_lossy(&checked.stdout).into_owned();
        assert!(checked.status.success(), "{}: {text} {checked:?}", name(&pair.1));
    }
}

#[test]
fn recordings_keep_their_frames_and_samples() {
    let media = ["mp4", "mov", "mkv", "avi", "m4a", "mp3", "wav", "flac"];
    for pair in pairs(&media) {
        let decoded = ["-loglevel", "error", "-fflags", "+bitexact", "-i"];
        assert_same("ffmpeg", &decoded, &pair, &["-f", "framemd5", "-"]);
        assert_same("ffmpeg", &decoded, &pair, &["-c", "copy", "-f", "framemd5", "-"]);
    }
}

#[test]
fn office_files_change_only_in_properties_and_pictures() {
    for (one, copy) in pairs(&["docx", "pptx", "odt"]) {
        let (one, copy) = (entries(File::open(one).unwrap()), entries(File::open(copy).unwrap()));
        assert_eq!(one.keys().collect::<Vec<_>>(), copy.keys().collect::<Vec<_>>());
        let changed: Vec<&String> = one
            .iter()
            .filter(|(part, bytes)| copy[*part] != **bytes)
            .map(|(part, _)| part)
            .collect();
        assert!(!changed.is_empty());
        let may = [
            "docProps/",
            "meta.xml",
            "settings.xml",
            "/media/",
            "Pictures/",
            "/embeddings/",
            "customXml/",
            "/printerSettings/",
            "_rels/",
        ];
        // The marks of editing sessions are attributes, and no text.
        let text = |xml: &[u8]| -> String {
            let xml = String::from_utf8_lossy(xml);
            xml.split('<').filter_map(|it| it.split_once('>')).map(|(_, text)| text).collect()
        };
        for part in changed {
            let is_same_text = part.starts_with("word/") && text(&one[part]) == text(&copy[part]);
            assert!(may.iter().any(|may| part.contains(may)) || is_same_text, "{part}");
        }
    }
}

#[test]
fn libreoffice_shows_the_same_text_including_property_fields() {
    let home = tempfile::tempdir().unwrap();
    let convert = |folder: &str, from: Vec<PathBuf>| -> Option<Vec<Vec<u8>>> {
        let folder = home.path().join(folder);
        let profile = format!("-env:UserInstallation=file://{}", home.path().join("p").display());
        let mut command = require_tool("soffice")?;
        command.args([&profile, "--headless", "--convert-to", "pdf", "--outdir"]).arg(&folder);
        command.args(&from).output().unwrap();
        let pages = |file: &PathBuf| {
            let pdf = folder.join(file.with_extension("pdf").file_name().unwrap());
            output_of("pdftotext", &["-layout"], &pdf, &["-"])
        };
        from.iter().map(pages).collect()
    };
    let (from, to): (Vec<_>, Vec<_>) =
        pairs(&["docx"]).into_iter().filter(|(one, _)| name(one) != "streamed.docx").unzip();
    let (Some(before), Some(after)) = (convert("before", from), convert("after", to)) else {
        return;
    };
    assert!(before.iter().any(|text| String::from_utf8_lossy(text).contains("Title: The plan")));
    assert!(before == after);
}

#[test]
fn removed_and_remaining_metadata_is_listed_by_name_only() {
    let packed = &*PACKED;
    let bundle = entries(File::open(&packed.bundle).unwrap());
    let text = |path: &str| {
        let bytes = &bundle[&format!("leading-a-culture-of-safety/{path}")];
        String::from_utf8(bytes.clone()).unwrap()
    };
    let (guide, json) = (text("START-HERE.html"), text("completeness.json"));
    for (of, text) in [("guide", &guide), ("json", &json), ("standard error", &packed.ran.err)] {
        for word in ["Jane", "0042117", "Acme"] {
            assert!(!text.contains(word), "{of} contains {word}");
        }
    }
    for (file, why) in KEPT {
        let line = packed.ran.err.lines().find(|line| line.contains(file)).unwrap_or_default();
        assert!(line.contains(why), "{file}: {}", packed.ran.err);
        assert!(!guide.contains(why), "reviewers are not led to it");
    }
    assert!(guide.contains("artifacts/photo.jpg: EXIF, "), "the guide lists what was removed");
    let json: Value = serde_json::from_str(&json).unwrap();
    let stripped = json["portfolios"][0]["stripped"].as_array().unwrap();
    let of = |file: &str| stripped.iter().find(|it| it["path"] == format!("artifacts/{file}"));
    let removed = of("versions.pdf").unwrap()["removed"].as_array().unwrap();
    assert_eq!(removed, &["PDF Author", "PDF Title"]);
    assert!(of("protected.pdf").is_none(), "reviewers are not led to it");
    assert!(packed.ran.out.contains("Properties were left out of the copies of "));
}

#[test]
fn findings_disappear_only_for_metadata_that_was_removed() {
    let packed = &*PACKED;
    let findings = |bundle: &Path| -> Vec<(String, String)> {
        // completeness.json does not say them, so the files of the bundle are checked.
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in entries(File::open(bundle).unwrap()) {
            let Some((_, path)) = name.split_once("/data/") else { continue };
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        fs::copy(packed.portfolio.join("private.toml"), folder.path().join("private.toml"))
            .unwrap();
        let checked = mcred(folder.path(), &["check", "--format", "json"]);
        let json: Value = serde_json::from_str(&checked.out).unwrap();
        let all = json["portfolios"][0]["findings"].as_array().unwrap().clone();
        let rules = ["identity-in-metadata", "photo-location"];
        let mut found: Vec<_> = all
            .iter()
            .filter(|it| rules.contains(&it["rule"].as_str().unwrap()))
            .map(|it| {
                (it["rule"].as_str().unwrap().to_owned(), it["path"].as_str().unwrap().to_owned())
            })
            .collect();
        found.dedup();
        found
    };
    let plain = packed.copies.parent().unwrap().join("plain.zip");
    assert_eq!(pack(&packed.portfolio, &plain, &[]).status, 0);
    let before = findings(&plain);
    assert!(
        before.iter().any(|(rule, path)| rule == "photo-location" && path.ends_with("photo.jpg"))
    );
    assert!(before.len() > 20, "{before:?}");
    let after = findings(&packed.bundle);
    let files: Vec<&str> = after.iter().map(|(_, path)| path.rsplit('/').next().unwrap()).collect();
    assert_eq!(files, ["protected.pdf"], "{after:?}");
}

#[test]
fn stripping_is_reproducible_and_a_dry_run_lists_it() {
    let packed = &*PACKED;
    let again = packed.copies.parent().unwrap().join("again.zip");
    assert_eq!(pack(&packed.portfolio, &again, &["--strip-metadata"]).status, 0);
    assert!(fs::read(&again).unwrap() == fs::read(&packed.bundle).unwrap());
    let nowhere = packed.copies.parent().unwrap().join("nowhere.zip");
    let ran = pack(&packed.portfolio, &nowhere, &["--strip-metadata", "--dry-run"]);
    assert!(!nowhere.exists());
    assert!(ran.out.contains("\n  artifacts/talk.mp3: ID3"), "{}", ran.out);
    assert!(ran.err.contains("\n  artifacts/protected.pdf: "), "{}", ran.err);
}

#[test]
fn the_names_of_speakers_stay_out_of_the_bundle() {
    let (home, portfolio) = example("complete");
    let artifacts = portfolio.join("artifacts");
    let utf_16: Vec<u8> = "\u{feff}WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann Lee>Good morning\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    fs::write(artifacts.join("morning-assembly.vtt"), utf_16).unwrap();
    let windows = b"1\r\n00:00:01,000 --> 00:00:02,000\r\nZo\xeb Roe: caf\xe9\r\n";
    fs::write(artifacts.join("restorative-circle.srt"), windows).unwrap();
    let before = files(&portfolio);
    let bundle = home.path().join("bundle.zip");
    let ran = pack(&portfolio, &bundle, &["--strip-metadata", "--draft"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(files(&portfolio) == before, "the portfolio was changed");
    let bundle = entries(File::open(&bundle).unwrap());
    let text = |end: &str| {
        let (_, bytes) = bundle.iter().find(|(name, _)| name.ends_with(end)).unwrap();
        String::from_utf8(bytes.clone()).unwrap()
    };
    assert!(text("morning-assembly.vtt").ends_with("<v Speaker 1>Good morning\n"));
    assert!(text("restorative-circle.srt").ends_with("\r\nSpeaker 1: café\r\n"));
    let guide = text("START-HERE.html");
    assert!(guide.contains("artifacts/morning-assembly.vtt: names of speakers"));
    assert!(!guide.contains("Ann Lee") && !guide.contains("Roe"));
}

#[test]
fn the_names_in_a_text_track_are_found_and_said_to_stay() {
    let (home, portfolio) = example("complete");
    let words = home.path().join("words.srt");
    let text = "1\n00:00:01,000 --> 00:00:03,000\nAnn Lee: write to ann.lee@gmail.com\n";
    fs::write(&words, text).unwrap();
    fs::write(portfolio.join("private.toml"), "identities = [\"Ann Lee\"]\n").unwrap();
    for (name, codec) in [("talk.mp4", "mov_text"), ("talk.mkv", "srt")] {
        let Some(mut ffmpeg) = require_tool("ffmpeg") else { return };
        ffmpeg.args(["-v", "error", "-f", "lavfi", "-i", "testsrc=d=4:s=64x48:r=5", "-i"]);
        ffmpeg.arg(&words).args(["-map", "0", "-map", "1", "-c:v", "mpeg4", "-c:s", codec]);
        ffmpeg.arg(portfolio.join("artifacts").join(name));
        assert!(ffmpeg.status().unwrap().success(), "{name}");
    }
    let checked = mcred(&portfolio, &["check", "--format", "json"]);
    let json: Value = serde_json::from_str(&checked.out).unwrap();
    let found = json["portfolios"][0]["findings"].as_array().unwrap();
    let ran = pack(&portfolio, &home.path().join("bundle.zip"), &["--strip-metadata", "--draft"]);
    for name in ["talk.mp4", "talk.mkv"] {
        for rule in ["identity-in-text", "personal-data"] {
            let path = format!("artifacts/{name}");
            let finding = found.iter().find(|it| it["rule"] == rule && it["path"] == path);
            let message =
                finding.unwrap_or_else(|| panic!("{rule} in {name}"))["message"].to_string();
            assert!(message.contains("0:01-0:03"), "{message}");
        }
        let line = ran.err.lines().find(|line| line.contains(name)).unwrap_or_default();
        assert!(line.contains("names of speakers in the text track"), "{}", ran.err);
    }
}
