//! Files that are cut, damaged or made to do harm give an answer in bounded time and never a crash.

use std::fs;
use std::io::{Cursor, Write};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use mcred::formats;
use mcred::io::ProbeError;
use mcred::locate::quote::{self, Found};
use mcred::model::{Facts, Kind};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::samples;

/// The limit for one file, in an unoptimized build on a busy machine.
const LIMIT: Duration = Duration::from_secs(60);

/// The limit for one of many files.
const SHORT: Duration = Duration::from_secs(5);

/// Identifies a file, measures it, and reads its text and its metadata.
fn examine(name: &str, bytes: Vec<u8>) -> Result<Facts, ProbeError> {
    examine_within(LIMIT, name, bytes)
}

fn examine_within(limit: Duration, name: &str, bytes: Vec<u8>) -> Result<Facts, ProbeError> {
    let name = name.to_owned();
    mcred::io::run_with_timeout(limit, move || {
        let mut source = Cursor::new(bytes);
        let identity = formats::identify(&mut source, &name)?;
        let facts = formats::facts(&mut source, &identity);
        formats::passages(&mut source, &identity).ok();
        formats::metadata(&mut source, &identity);
        facts
    })
    .flatten()
}

/// Examines many variants of all samples, on two threads; returns those that crashed or hung.
fn crashed(variants: impl Fn(&[u8]) -> Vec<Vec<u8>> + Sync) -> (usize, Vec<String>) {
    let names = samples::names();
    let (sender, results) = mpsc::channel();
    thread::scope(|scope| {
        for half in names.chunks(names.len().div_ceil(2)) {
            let (sender, variants) = (sender.clone(), &variants);
            scope.spawn(move || {
                for name in half {
                    let bytes = fs::read(samples::path(name)).unwrap();
                    for (index, variant) in variants(&bytes).into_iter().enumerate() {
                        let trouble = examine_within(SHORT, name, variant).err();
                        let crash = match trouble {
                            Some(trouble @ (ProbeError::Crashed | ProbeError::TimedOut)) => {
                                Some(format!("{name}, variant {index}: {trouble}"))
                            }
                            _ => None,
                        };
                        sender.send(crash).unwrap();
                    }
                }
            });
        }
    });
    drop(sender);
    let all: Vec<Option<String>> = results.iter().collect();
    (all.len(), all.into_iter().flatten().collect())
}

#[test]
fn a_cut_file_neither_crashes_nor_hangs() {
    let (looked, crashed) = crashed(|bytes| {
        let parts = [0, 1, 7, 25, 50, 75, 90, 97, 99];
        parts.iter().map(|part| bytes[..bytes.len() * part / 100].to_vec()).collect()
    });
    println!(
        "{looked} cut files looked at, {} gave up inside a library: {crashed:?}",
        crashed.len()
    );
    assert!(crashed.len() * 50 < looked, "{crashed:#?}");
}

#[test]
fn a_file_with_flipped_bits_neither_crashes_nor_hangs() {
    let (looked, crashed) = crashed(|bytes| {
        let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
        let mut next = |below: usize| {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) as usize % below.max(1)
        };
        let flip = |bytes: &mut Vec<u8>, at: usize, bit: usize| {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << bit;
            }
        };
        // In an unoptimized build, deriving the key of a 256-bit encryption takes a second.
        let rounds = if bytes.windows(4).any(|window| window == b"/V 5") { 3 } else { 24 };
        (0..rounds)
            .map(|round| {
                let mut copy = bytes.to_vec();
                for _ in 0..1 + round / 4 {
                    // Damage to headers, at the beginning and the end, has the most effect.
                    let at = match next(3) {
                        0 => next(bytes.len().min(400)),
                        1 => bytes.len().saturating_sub(1 + next(bytes.len().min(400))),
                        _ => next(bytes.len()),
                    };
                    flip(&mut copy, at, next(8));
                }
                copy
            })
            .collect()
    });
    println!(
        "{looked} flipped files looked at, {} gave up inside a library: {crashed:?}",
        crashed.len()
    );
    assert!(crashed.len() * 50 < looked, "{crashed:#?}");
}

/// A zip with these parts.
fn zip_of(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn zip_bombs_are_read_in_bounded_time() {
    // 270 MB of spaces, compressed to 270 kB.
    let mut body = b"<w:document><w:body><w:p><w:r><w:t>".to_vec();
    body.resize(270_000_000, b' ');
    let bomb = zip_of(&[("word/document.xml", &body)]);
    assert!(bomb.len() < 1_000_000);
    assert!(matches!(examine("bomb.docx", bomb), Err(ProbeError::TooLarge(_))));

    let nested = "<a>".repeat(300_000);
    let bomb = zip_of(&[("word/document.xml", nested.as_bytes())]);
    assert!(matches!(examine("nested.docx", bomb), Err(ProbeError::TooLarge(_))));

    let mut entities = String::from("<!DOCTYPE x [<!ENTITY a0 \"ha\">");
    for level in 1..60 {
        let inner = format!("&a{};", level - 1).repeat(10);
        entities.push_str(&format!("<!ENTITY a{level} \"{inner}\">"));
    }
    entities
        .push_str("]><office:document-content><text:p>&a59;</text:p></office:document-content>");
    let mime = ("mimetype", &b"application/vnd.oasis.opendocument.text"[..]);
    let bomb = zip_of(&[mime, ("content.xml", entities.as_bytes())]);
    assert_eq!(examine("entities.odt", bomb).unwrap().paragraphs, Some(0));

    let cells = "<table:table-row table:number-rows-repeated=\"4000000000\"><table:table-cell \
                 table:number-columns-repeated=\"4000000000\"><text:p>x</text:p></table:table-cell>\
                 </table:table-row>";
    let sheet =
        format!("<a><table:table table:name=\"T\">{}</table:table></a>", cells.repeat(1_000));
    let mime = ("mimetype", &b"application/vnd.oasis.opendocument.spreadsheet"[..]);
    let bomb = zip_of(&[mime, ("content.xml", sheet.as_bytes())]);
    assert_eq!(examine("repeated.ods", bomb).unwrap().sheets.unwrap().len(), 1);
}

/// A PDF with these objects, numbered from 1; the first is the catalog.
pub fn pdf_of(objects: &[&str]) -> Vec<u8> {
    let mut pdf = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(pdf.len());
        pdf.extend(format!("{} 0 obj\n{object}\nendobj\n", index + 1).bytes());
    }
    let table = pdf.len();
    pdf.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        pdf.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let size = objects.len() + 1;
    pdf.extend(
        format!("trailer\n<</Root 1 0 R/Size {size}>>\nstartxref\n{table}\n%%EOF\n").bytes(),
    );
    pdf
}

#[test]
fn circular_page_trees_and_wrong_counts_are_survived() {
    let catalog = "<</Type/Catalog/Pages 2 0 R>>";
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>";
    let lying = pdf_of(&[catalog, "<</Type/Pages/Kids[3 0 R]/Count 1410065407>>", page]);
    assert_eq!(examine("lying.pdf", lying).unwrap().pages, Some(1));

    let circle = pdf_of(&[
        catalog,
        "<</Type/Pages/Kids[3 0 R 2 0 R]/Count 2>>",
        "<</Type/Pages/Kids[2 0 R 3 0 R]/Parent 2 0 R/Count 2>>",
    ]);
    let answer = examine("circle.pdf", circle);
    assert!(!matches!(answer, Err(ProbeError::TimedOut)), "{answer:?}");

    // Each level points to the next twice: 2^40 pages.
    let levels: Vec<String> = (0..40)
        .map(|level| format!("<</Type/Pages/Kids[{0} 0 R {0} 0 R]/Count 2>>", level + 3))
        .collect();
    let mut objects = vec![catalog];
    objects.extend(levels.iter().map(String::as_str));
    objects.push(page);
    let started = Instant::now();
    let answer = examine("doubling.pdf", pdf_of(&objects));
    println!("2^40 pages: {answer:?} in {:?}", started.elapsed());

    let nested = "[".repeat(2_000_000);
    let deep = pdf_of(&[catalog, "<</Type/Pages/Kids[3 0 R]/Count 1>>", page, &nested]);
    assert!(!matches!(examine("deep.pdf", deep), Err(ProbeError::TimedOut)));
}

#[test]
fn a_cell_outside_of_any_row_can_be_cited() {
    let sheet = "<a><table:table table:name=\"T\"><table:table-cell><text:p>stray</text:p>\
                 </table:table-cell></table:table></a>";
    let mime = ("mimetype", &b"application/vnd.oasis.opendocument.spreadsheet"[..]);
    let bytes = zip_of(&[mime, ("content.xml", sheet.as_bytes())]);
    let mut source = Cursor::new(bytes);
    let identity = formats::identify(&mut source, "stray.ods").unwrap();
    let passages = formats::passages(&mut source, &identity).unwrap();
    let Found::Elsewhere(places) = quote::find(&passages, None, "stray") else {
        panic!("it is not found");
    };
    let places: Vec<String> = places.iter().map(ToString::to_string).collect();
    assert_eq!(places, ["sheet \"T\" A1"]);
}

#[test]
fn a_box_without_length_is_the_last() {
    // A box inside `minf` with length 0 extends to the end.
    let mut mp4 = fs::read(samples::path("silent.mp4")).unwrap();
    let place = mp4.windows(4).position(|window| window == b"vmhd").unwrap();
    mp4[place - 4..place + 4].copy_from_slice(b"\0\0\0\0none");
    let answer = examine("circle.mp4", mp4);
    assert!(matches!(&answer, Err(ProbeError::Damaged(why)) if why.contains("dinf")), "{answer:?}");
}

/// Found by the fuzzer: 4,294,967,295 empty samples, and a box that claims nine terabytes. A library
/// counted the samples and requested that memory, which ended the program.
#[test]
fn counts_and_lengths_in_a_film_are_not_trusted() {
    for name in ["billions.mp4", "terabytes.mp4"] {
        let film = fs::read(samples::folder().join("found").join(name)).unwrap();
        let answer = examine(name, film);
        assert!(matches!(&answer, Ok(_) | Err(ProbeError::Damaged(_))), "{name}: {answer:?}");
    }
}

#[test]
fn a_recording_with_circular_references_is_survived() {
    // Found and minimized by the fuzzer: a library jumped back and forth in it.
    for name in ["circle.mkv", "circle-of-tags.mkv"] {
        let circle = fs::read(samples::folder().join("found").join(name)).unwrap();
        let answer = examine(name, circle);
        assert!(!matches!(answer, Err(ProbeError::TimedOut)), "{name}: {answer:?}");
    }
}

#[test]
fn negative_and_infinite_lengths_are_unknown() {
    let mp4 = fs::read(samples::path("silent.mp4")).unwrap();
    let place = mp4.windows(4).position(|window| window == b"mvhd").unwrap() + 4 + 16;
    for length in [[0xff; 4], [0; 4]] {
        let mut changed = mp4.clone();
        changed[place..place + 4].copy_from_slice(&length);
        // The length of the file is unknown, but that of its only track is known.
        assert_eq!(examine("negative.mp4", changed).unwrap().millis, Some(2_600));
    }
    let webm = fs::read(samples::path("video.webm")).unwrap();
    // The Duration element (RFC 9559, section 5.1.2.10): its ID, its size of 8, a float.
    let place = webm.windows(3).position(|window| window == [0x44, 0x89, 0x88]).unwrap() + 3;
    for length in [-5.0, f64::NAN, f64::INFINITY, 1e300] {
        let mut changed = webm.clone();
        changed[place..place + 8].copy_from_slice(&f64::to_be_bytes(length));
        match examine("negative.webm", changed) {
            Ok(facts) => assert!((2_300..2_500).contains(&facts.millis.unwrap()), "{length}"),
            Err(trouble) => {
                assert!(matches!(trouble, ProbeError::Damaged(_)), "{length}: {trouble}")
            }
        }
    }
}

#[test]
fn a_file_that_does_not_match_its_extension_is_recognized() {
    let noise: Vec<u8> = (0..=255).cycle().take(2_000).collect();
    let noise = noise.as_slice();
    for (name, bytes, kind, trouble) in [
        ("empty.pdf", &b""[..], Kind::Pdf, ""),
        ("noise.pdf", noise, Kind::Pdf, "it is damaged: its bytes are not"),
        ("noise.png", noise, Kind::Image, "it is damaged: its bytes are not"),
        ("noise.mp3", noise, Kind::Audio, "it is damaged: its bytes are not"),
        ("noise.txt", b"ab\x00\x01\x02", Kind::Text, "it is damaged"),
        ("login.pdf", b"<!DOCTYPE html><p>Sign in", Kind::Html, ""),
        ("note.docx", b"only text", Kind::Text, ""),
        ("cut.docx", b"PK\x03\x04cut", Kind::Document, "it is damaged: its list of contents"),
    ] {
        let identity = formats::identify(&mut Cursor::new(bytes), name).unwrap();
        assert_eq!(identity.kind, kind, "{name}");
        match examine(name, bytes.to_vec()) {
            Ok(_) => assert_eq!(trouble, "", "{name}"),
            Err(found) => assert!(
                !trouble.is_empty() && found.to_string().starts_with(trouble),
                "{name}: {found}"
            ),
        }
    }
}
