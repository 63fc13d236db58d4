//! How much a check may read and hold. (Times are measured by the benchmarks.)

#[allow(dead_code, reason = "most of the generator is for the benchmarks")]
#[path = "../../benches/generate/mod.rs"]
mod generate;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use generate::film::{self, Filling};
use generate::{pdf, text};
use serde_json::Value;

use crate::kit::{Example, MCRED, measured, run};

const MB: u64 = 1_000_000;

/// The complete example with a film that is this much longer.
fn with_film(megabytes: u64) -> Example {
    let copied = Example::new("complete");
    let film = copied.folder.join("artifacts/morning-assembly.mp4");
    let short = fs::read(&film).expect("the film of the example");
    film::inflated(&short, megabytes * MB, Filling::Hole, &film).expect("a longer film");
    copied
}

/// The bytes that a check reads, as Linux counts them: the count of a child is added to that of the
/// shell when it ends.
fn bytes_read(folder: &Path) -> u64 {
    let script = "\"$0\" check >&2 && cat /proc/$$/io";
    let run = run(Command::new("sh").args(["-c", script, MCRED]).current_dir(folder));
    assert_eq!(run.status, 0, "{run:?}");
    let read = run.out.lines().find_map(|line| line.strip_prefix("rchar: "));
    read.and_then(|bytes| bytes.parse().ok()).expect("Linux counts the bytes that are read")
}

/// Peak memory of a check in bytes.
fn peak(folder: &Path) -> u64 {
    peak_and_output(folder).0
}

/// The same, and what the check found.
fn peak_and_output(folder: &Path) -> (u64, Value) {
    let usage = measured(folder, &["check", "--format", "json"]);
    assert_eq!(usage.run.status, 0, "{:?}", usage.run);
    (usage.peak, usage.run.json())
}

#[test]
fn a_check_reads_only_the_headers_of_a_film() {
    let portfolio = with_film(300);
    let others: u64 = fs::read_dir(portfolio.folder.join("artifacts"))
        .expect("artifacts")
        .map(|entry| entry.expect("an artifact").metadata().expect("its length").len())
        .filter(|length| *length < 300 * MB)
        .sum();
    let read = bytes_read(&portfolio.folder);
    // Less would mean that something other than the check was counted.
    assert!(read > others / 2, "it read {read} bytes, of {others} beside the film");
    // Every other file is read for its facts, its text and its metadata.
    assert!(read < 4 * MB, "it read {read} bytes");
}

#[test]
fn little_is_read_of_films_of_one_length_to_find_duplicates() {
    let portfolio = with_film(50);
    let film = portfolio.folder.join("artifacts/morning-assembly.mp4");
    fs::copy(&film, portfolio.folder.join("artifacts/again.mp4")).expect("a second film");
    let read = bytes_read(&portfolio.folder);
    assert!(read < 14 * MB, "it read {read} bytes");
    let (_, told) = peak_and_output(&portfolio.folder);
    let findings = told["portfolios"][0]["findings"].as_array().expect("findings");
    let twin = findings.iter().find(|it| it["rule"] == "duplicate-artifact").expect("twins");
    assert!(twin["message"].to_string().contains("as far as compared"), "{twin}");
}

#[test]
fn memory_of_a_check_does_not_grow_with_the_length_of_a_film() {
    // The first run of a program maps fewer of its pages than later runs.
    peak(&with_film(10).folder);
    let (short, long) = (peak(&with_film(10).folder), peak(&with_film(300).folder));
    let ratio = long as f64 / short as f64;
    assert!((0.75..1.25).contains(&ratio), "10 MB: {short} bytes, 300 MB: {long} bytes");
}

/// The complete example with a scan of this length whose text is cited.
fn with_scans(megabytes: u64) -> Example {
    let copied = Example::new("complete");
    let scan = copied.folder.join("artifacts/scan.pdf");
    let mut random = fastrand::Rng::with_seed(megabytes);
    let (page, quote) = pdf::write(&scan, &mut random, 60, megabytes * MB).expect("a scan");
    let at = format!("page {page}");
    let cited = ["cite", "1.a", "artifacts/scan.pdf", "--at", &at, "--quote", &quote];
    let run = copied.mcred(&cited);
    assert_eq!(run.status, 0, "{run:?}");
    copied
}

#[test]
fn memory_of_a_check_does_not_grow_with_scans_and_little_of_them_is_read() {
    peak(&with_scans(1).folder);
    let (short, long) = (with_scans(1), with_scans(200));
    let (least, most) = (peak(&short.folder), peak(&long.folder));
    assert!(most < least + 4 * MB, "1 MB: {least} bytes, 200 MB: {most} bytes");
    assert!(most < 64 << 20, "{most} bytes");
    let read = bytes_read(&long.folder);
    assert!(read < 20 * MB, "it read {read} bytes");
    // Nothing was skipped: the cited text was found on its page.
    let told = long.mcred(&["check", "--format", "json"]).json();
    let artifacts = told["portfolios"][0]["artifacts"].as_array().expect("artifacts");
    let scan = artifacts.iter().find(|it| it["path"] == "artifacts/scan.pdf").expect("the scan");
    assert_eq!(scan["pages"], 60);
    let details = &told["portfolios"][0]["outcomes"][0]["details"];
    let evidence = details[0]["evidence"].as_array().expect("evidence");
    let cited = evidence.iter().find(|it| it["artifact"] == "artifacts/scan.pdf").expect("cited");
    assert_eq!(cited["status"], "verified");
}

/// The complete example with a drawing of this length whose last words are cited.
fn with_drawing(megabytes: u64) -> Example {
    let copied = Example::new("complete");
    let drawing = copied.folder.join("artifacts/drawing.pdf");
    let mut random = fastrand::Rng::with_seed(megabytes);
    let quote = pdf::drawing(&drawing, &mut random, megabytes * MB).expect("a drawing");
    let artifact = "artifacts/drawing.pdf";
    cite_first(
        &copied,
        &format!("{{ artifact = \"{artifact}\", at = 'page 1', quote = \"{quote}\" }},"),
    );
    copied
}

#[test]
fn words_after_a_long_drawing_are_found_in_a_few_times_its_length() {
    peak(&with_drawing(1).folder);
    let (short, long) = (with_drawing(1), with_drawing(20));
    let (least, (most, told)) = (peak(&short.folder), peak_and_output(&long.folder));
    // The file, its unpacked content, and what grows while it is unpacked are held.
    assert!(most < least + 60 * MB, "1 MB: {least} bytes, 20 MB: {most} bytes");
    let evidence = &told["portfolios"][0]["outcomes"][0]["details"][0]["evidence"][0];
    assert_eq!(evidence["artifact"], "artifacts/drawing.pdf");
    assert_eq!(evidence["status"], "verified");
}

/// The complete example with a text of this length that is cited near its end.
fn with_text(name: &str, bytes: u64) -> Example {
    let copied = Example::new("complete");
    let artifact = format!("artifacts/{name}");
    let mut random = fastrand::Rng::with_seed(bytes);
    let quote = "and in the end they were heard";
    let at =
        text::write(&copied.folder.join(&artifact), &mut random, bytes, quote).expect("a text");
    let citation = format!("{{ artifact = \"{artifact}\", at = '{at}', quote = \"{quote}\" }},");
    cite_first(&copied, &citation);
    copied
}

/// Inserts a citation before the others of the first detail.
fn cite_first(copied: &Example, citation: &str) {
    let file = copied.folder.join("evidence.toml");
    let evidence = fs::read_to_string(&file).expect("evidence");
    let (before, after) = evidence.split_once("evidence = [").expect("a detail has evidence");
    fs::write(file, format!("{before}evidence = [\n    {citation}{after}")).expect("it is written");
}

/// A text is held in a few forms: decoded, as passages, and normalized for matching.
#[test]
fn memory_of_a_check_is_at_most_a_few_times_the_length_of_a_text() {
    peak(&with_text("text.txt", MB / 10).folder);
    for name in ["text.txt", "page.html", "notes.md", "table.csv", "paper.docx", "cells.xlsx"] {
        let (short, long) = (with_text(name, MB / 10), with_text(name, 16 * MB));
        let (least, (most, told)) = (peak(&short.folder), peak_and_output(&long.folder));
        println!("{name}, 100 kB: {least} bytes, 16 MB: {most} bytes");
        assert!(most < least + 5 * 16 * MB, "{name}, 100 kB: {least} bytes, 16 MB: {most} bytes");
        // Nothing was skipped: the sentence at the end was found at its location.
        let evidence = &told["portfolios"][0]["outcomes"][0]["details"][0]["evidence"];
        assert_eq!(evidence[0]["artifact"], format!("artifacts/{name}"));
        assert_eq!(evidence[0]["status"], "verified", "{name}");
    }
}

/// A PDF of one page that draws this many zeros.
fn pdf_that_draws(bytes: usize) -> Vec<u8> {
    let mut content = ZlibEncoder::new(Vec::new(), Compression::fast());
    content.write_all(&vec![0; bytes]).expect("memory");
    let content = content.finish().expect("memory");
    let objects = format!(
        "%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n\
         2 0 obj << /Type /Pages /Count 1 /Kids [3 0 R] >> endobj\n\
         3 0 obj << /Type /Page /Parent 2 0 R /Contents 4 0 R >> endobj\n\
         4 0 obj << /Filter /FlateDecode /Length {} >> stream\n",
        content.len()
    );
    let end = b"\nendstream endobj\ntrailer << /Root 1 0 R >>\n%%EOF";
    [objects.as_bytes(), &content, end].concat()
}

#[test]
fn an_artifact_that_is_too_long_to_be_searched_is_not_reported_as_damaged() {
    let line = "a line of the log of a machine, of which there are many\n";
    for (name, bytes, at) in [
        ("log.txt", line.repeat(70_000_000 / line.len()).into_bytes(), "line 7"),
        ("drawn.pdf", pdf_that_draws(270_000_000), "page 1"),
    ] {
        let copied = Example::new("complete");
        let artifact = format!("artifacts/{name}");
        fs::write(copied.folder.join(&artifact), bytes).expect("an artifact");
        let citation =
            format!("{{ artifact = \"{artifact}\", at = \"{at}\", quote = \"a machine\" }},");
        cite_first(&copied, &citation);
        let (_, told) = peak_and_output(&copied.folder);
        let evidence = &told["portfolios"][0]["outcomes"][0]["details"][0]["evidence"][0];
        assert_eq!(evidence["artifact"], artifact);
        assert_eq!(evidence["status"], "unverified");
    }
}
