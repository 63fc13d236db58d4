//! Time and memory of `verify`.

use std::fs;

use super::bags::{EVIDENCE, bag, bag_with};
use super::zip_writer::{Entry, zip};
use crate::kit::measured;

/// Seconds of the processor and bytes of memory.
pub fn effort(bytes: &[u8]) -> (f64, u64) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("bundle.zip"), bytes).unwrap();
    let usage = measured(folder.path(), &["verify", "bundle.zip", "--format", "json"]);
    assert!(matches!(usage.run.status, 1 | 2), "{:?}", usage.run);
    (usage.seconds, usage.peak)
}

#[test]
fn time_to_check_an_evidence_file_grows_with_its_length_only() {
    let detail = |n: usize| format!("[eo.{}.{}]\n", n % 97 + 1, "abcdefghij".repeat(1 + n / 97));
    let unknown = |n: usize| format!("k{n} = 1\n");
    let gone = |n: usize| format!("{{artifact=\"artifacts/{n}\",at=\"page 1\"}},");
    let waiver = |n: usize| format!("[[waive]]\nrule=\"macros\"\npath=\"{n}\"\nreason=\"r\"\n");
    type Piece<'p> = &'p dyn Fn(usize) -> String;
    let forms: [(&str, &str, Piece<'_>, &str); 5] = [
        ("unknown keys", "", &unknown, ""),
        ("details", "", &detail, ""),
        ("one line", "[eo.1.a]\nexplanation = \"x\"\nevidence = [", &gone, "]\n"),
        ("waivers", "", &waiver, ""),
        ("one long name", "", &|n| format!("{:010}", n), " = 1\n"),
    ];
    effort(&zip(&bag()));
    let (plain, _) = effort(&zip(&bag()));
    for (name, begin, piece, end) in forms {
        let of = |bytes: usize| {
            let mut form = format!("{}{begin}", String::from_utf8_lossy(EVIDENCE));
            (0..)
                .map(piece)
                .take_while(|it| {
                    form += it;
                    form.len() < bytes
                })
                .count();
            let bag = zip(&bag_with("data/evidence.toml", (form + end).as_bytes()));
            effort(&bag)
        };
        let ((short, _), (long, memory)) = (of(50_000), of(200_000));
        // Four times as long: a quadratic effort would be sixteen times as high.
        assert!(long - plain < 9.0 * (short - plain).max(plain), "{name}: {short} s, {long} s");
        assert!(memory < 300 << 20, "{name}: {memory} bytes");
    }
}

#[test]
fn a_manifest_of_endless_problems_costs_little_and_the_rest_is_counted() {
    for (name, line) in [("b/manifest-md5.txt", "x\n"), ("b/manifest-sha1.txt", "0 ../up\n")] {
        let mut entries = bag();
        entries.push(Entry::deflated(name, line.repeat(300_000).as_bytes()));
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("bundle.zip"), zip(&entries)).unwrap();
        let usage = measured(folder.path(), &["verify", "bundle.zip", "--format", "json"]);
        assert_eq!(usage.run.status, 1, "{name}");
        assert!(usage.run.out.contains("more problems"), "{name}");
        assert!(usage.run.out.len() < 1_000_000, "{name}: {} bytes", usage.run.out.len());
        assert!(usage.peak < 150 << 20, "{name}: {} bytes", usage.peak);
    }
}

#[test]
fn a_narrative_over_a_megabyte_is_a_finding_and_is_not_read() {
    let long = "one two three\n".repeat(800_000);
    let folder = tempfile::tempdir().unwrap();
    let bytes = zip(&bag_with("data/narratives/overview.md", long.as_bytes()));
    fs::write(folder.path().join("bundle.zip"), bytes).unwrap();
    let usage = measured(folder.path(), &["verify", "bundle.zip", "--format", "json"]);
    assert!(usage.run.out.contains("over 1 MB long"), "{:?}", usage.run.status);
    assert!(usage.peak < 150 << 20, "{} bytes", usage.peak);
}

#[test]
fn memory_to_verify_is_bounded_by_the_number_of_entries() {
    let mut entries = bag();
    entries.extend((0..60_000).map(|n| Entry::new(&format!("b/data/artifacts/{n}"), b"")));
    let bytes = zip(&entries);
    let (seconds, memory) = effort(&bytes);
    println!("60,000 entries: {seconds} s, {memory} bytes");
    // Forty times the directory of the archive.
    assert!(memory < 40 * bytes.len() as u64, "{memory} bytes for {}", bytes.len());
}
