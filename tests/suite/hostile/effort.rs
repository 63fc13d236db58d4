//! What the program takes to judge a bundle.

use std::fs;

use super::bags::{EVIDENCE, bag, bag_with};
use super::zip_writer::{Entry, zip};
use crate::kit::measured;

/// Seconds of the processor, bytes of memory.
pub fn effort(bytes: &[u8]) -> (f64, u64) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("bundle.zip"), bytes).unwrap();
    let usage = measured(folder.path(), &["verify", "bundle.zip", "--format", "json"]);
    assert!(matches!(usage.run.status, 1 | 2), "{:?}", usage.run);
    (usage.seconds, usage.peak)
}

#[test]
fn forms_that_are_made_to_take_long_take_no_longer_than_their_length() {
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
        // Four times as long: sixteen times the effort would be the square.
        assert!(long - plain < 9.0 * (short - plain).max(plain), "{name}: {short} s, {long} s");
        assert!(memory < 300 << 20, "{name}: {memory} bytes");
    }
}

#[test]
fn bundles_of_very_many_entries_are_judged_in_bounded_memory() {
    let mut entries = bag();
    entries.extend((0..60_000).map(|n| Entry::new(&format!("b/data/artifacts/{n}"), b"")));
    let bytes = zip(&entries);
    let (seconds, memory) = effort(&bytes);
    println!("60,000 entries: {seconds} s, {memory} bytes");
    // The bytes of the archive's directory, some forty times over.
    assert!(memory < 40 * bytes.len() as u64, "{memory} bytes for {}", bytes.len());
}
