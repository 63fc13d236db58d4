//! A PDF reads the same with its images and without them.

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::*;
use crate::formats::metadata;
use crate::formats::pdf::{self, Document};
use crate::locate::text_at;
use crate::model::{Facts, Location, Metadata, Passages};

/// Everything that may go, goes, and contents are read a few instructions at a time.
const FEWEST: Limits = Limits { file: 0, stream: 0, content: 0, piece: 100, ..LIMITS };

/// What is asked of a PDF.
type Read = (Facts, Passages, Metadata);

fn asked(bytes: &[u8], limits: Limits) -> Result<Read, String> {
    let source = &mut Cursor::new(bytes);
    let document = Document::open(source, limits).map_err(|error| error.to_string())?;
    let passages = pdf::passages_of(&document, source, |_| true);
    let passages = passages.map_err(|error| error.to_string())?;
    Ok((pdf::facts_of(&document.pdf), passages, metadata::metadata_of_pdf(&document.pdf)))
}

fn kept(bytes: &[u8], limits: Limits) -> Result<Kept, ProbeError> {
    read(&mut Cursor::new(bytes), bytes.len(), limits, &BTreeSet::new())
}

/// How many bytes of a file are left out; it is asserted that nothing else differs.
fn left_out(bytes: &[u8]) -> usize {
    let kept = kept(bytes, FEWEST).expect("memory can be read").bytes;
    let differing = kept.iter().zip(bytes).filter(|(kept, byte)| kept != byte);
    assert!(differing.clone().all(|(kept, _)| *kept == 0), "another byte than that of the file");
    differing.count()
}

/// Asserts that a file reads the same either way, and returns how much of it is left out.
fn compared(path: &Path) -> usize {
    let bytes = fs::read(path).expect("a file");
    let (all, fewest) = (asked(&bytes, ALL), asked(&bytes, FEWEST));
    assert!(all == fewest, "{}: {all:?}\nbut {fewest:?}", path.display());
    left_out(&bytes)
}

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/probe/samples")
}

#[test]
fn files_of_other_programs_read_the_same() {
    let mut count = 0;
    for entry in fs::read_dir(samples()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "pdf") {
            compared(&path);
            count += 1;
        }
    }
    assert!(count > 5, "{count} samples");
}

/// A page with a text and a drawing, a form with the same, an image of noise and an attachment; the
/// stream of the image is written so.
fn made(image: &str, data: &[u8], behind: &str) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut offsets = Vec::new();
    let words = |y, words| format!("BT /F1 12 Tf 50 {y} Td ({words}) Tj ET\n");
    let image_and_form = "q 9 0 0 9 0 0 cm /Im Do Q /Fm Do\n";
    let page = [words(700, "before the image"), image_and_form.into(), drawn()].concat();
    let form = [drawn(), words(600, "and behind it")].concat();
    let about_form = format!("/Subtype /Form /BBox [0 0 612 792] /Length {}", form.len());
    let stream = |about: &str, data: &[u8], behind: &str| {
        [b"<< ", about.as_bytes(), b" >>\nstream\n", data, behind.as_bytes()].concat()
    };
    let ends = "\nendstream";
    let objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>".to_vec(),
        stream(image, data, behind),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R /Resources << \
          /XObject << /Im 3 0 R /Fm 8 0 R >> /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont \
          /Helvetica >> >> >> >>"
            .to_vec(),
        stream(&format!("/Length {}", page.len()), page.as_bytes(), ends),
        data.len().to_string().into_bytes(),
        stream(&format!("/Type /EmbeddedFile /Length {ATTACHED}"), &[7; ATTACHED], ends),
        stream(&about_form, form.as_bytes(), ends),
    ];
    for (number, object) in (1..).zip(&objects) {
        offsets.push(file.len());
        file.extend(format!("{number} 0 obj\n").into_bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    // The page is the fourth object, behind the image.
    let kids = file.windows(7).position(|part| part == b"[3 0 R]").unwrap();
    file[kids + 1] = b'4';
    let start = file.len();
    file.extend(b"xref\n0 9\n0000000000 65535 f \n");
    offsets.iter().for_each(|at| file.extend(format!("{at:010} 00000 n \n").into_bytes()));
    file.extend(format!("trailer\n<< /Size 9 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").bytes());
    file
}

const ATTACHED: usize = 20_000;
const DRAWN: usize = 20_000;

/// A drawing that no program packs much smaller.
fn drawn() -> String {
    let mut drawn = "0 0 m\n".to_owned();
    let mut random = fastrand::Rng::with_seed(8);
    while drawn.len() < DRAWN {
        drawn.push_str(&format!("{} {} l\n", random.u32(..), random.u32(..)));
    }
    drawn + "S\n"
}

/// Bytes that no program packs smaller, none of them zero.
fn noise(length: usize) -> Vec<u8> {
    let mut random = fastrand::Rng::with_seed(7);
    (0..length).map(|_| random.u8(1..)).collect()
}

/// Whether so much is left out beside drawings and attachment, but for what is read along at the
/// beginning of each.
fn is_about(left: usize, expected: usize) -> bool {
    let expected = expected + ATTACHED + 2 * DRAWN;
    (expected.saturating_sub(4 * (PAGE + MARGIN))..=expected + 200).contains(&left)
}

#[test]
fn an_image_is_left_out_however_its_length_is_told() {
    let noise = noise(200_000);
    let about = "/Type /XObject /Subtype /Image /Width 400 /Height 500 /ColorSpace /DeviceGray \
                 /BitsPerComponent 8 /DecodeParms << /K -1 /Columns 400 >> % a remark >>\n";
    let image = about.replace("/Type /XObject", "");
    for (about, behind, expected) in [
        (format!("{about}/Length 200000"), "\nendstream", noise.len()),
        (format!("{image}/Length 200000"), "endstream", noise.len()),
        (format!("{about}/Length 6 0 R"), "\nendstream", noise.len()),
        // A length that lies: the mark decides, as for the library.
        (format!("{about}/Length 190000"), "\nendstream", noise.len()),
        (format!("{about}/Length 99999999"), "\nendstream", noise.len()),
        // No mark behind it: nothing is left out that is not plainly an image.
        (format!("{about}/Length 200000"), "\n", 0),
        (format!("{about}/Length 6 0 R"), "\n", 0),
        // What may be the content of a page, until it is known to be that of none.
        ("/Length 200000".to_owned(), "\nendstream", noise.len()),
        ("/Subtype /Form /Length 6 0 R".to_owned(), "\nendstream", noise.len()),
        // Other streams.
        ("/Length 200000 /Length1 7".to_owned(), "\nendstream", 0),
        ("/Length 200000 /Filter /LZWDecode".to_owned(), "\nendstream", 0),
        ("/Subtype /Image /Type /ObjStm /Length 200000".to_owned(), "\nendstream", 0),
        ("/DecodeParms << /Subtype /Image >> /Length 200000".to_owned(), "\nendstream", 0),
        ("/Note (/Subtype /Image) /Length 6 0 R".to_owned(), "\nendstream", 0),
    ] {
        let file = made(&about, &noise, behind);
        let (all, fewest) = (asked(&file, ALL), asked(&file, FEWEST));
        assert_eq!(all, fewest, "{about}");
        let text = text_at(&all.expect(&about).1, &Location::Whole).unwrap();
        assert_eq!(text, "before the image\nand behind it", "{about}");
        let left = left_out(&file);
        assert!(is_about(left, expected), "{left}: {about} {behind:?}");
    }
}

#[test]
fn a_mark_across_two_blocks_is_found() {
    let about = "/Subtype /Image /Width 1 /Height 1 /Length 6 0 R";
    let start = made(about, b"", "").windows(7).position(|part| part == b"stream\n").unwrap() + 7;
    for before in 0..12 {
        let data = vec![9; 2 * BLOCK - start - before];
        let file = made(about, &data, "endstream");
        let left = left_out(&file);
        assert!(is_about(left, data.len()), "{left}: {before} bytes before the seam");
        assert_eq!(asked(&file, ALL), asked(&file, FEWEST));
    }
}

#[test]
fn a_file_cut_anywhere_reads_the_same() {
    let about = "/Subtype /Image /Width 10 /Height 10 /Length 6 0 R";
    let file = made(about, &[9; 100], "\nendstream");
    for end in (0..file.len()).step_by(97) {
        // The mark of its end lets it pass for whole; its objects are searched for.
        let cut = [&file[..end], b"\n%%EOF"].concat();
        assert_eq!(asked(&cut, ALL), asked(&cut, FEWEST), "cut at {end}");
    }
}

#[test]
fn more_than_may_be_kept_is_not_kept() {
    let file = made("/Type /Font /Length 20000", &[9; 20_000], "\nendstream");
    let limits = Limits { kept: 10_000, ..FEWEST };
    assert!(matches!(kept(&file, limits), Err(ProbeError::TooLarge(_))));
}

/// Files as qpdf and Ghostscript write them anew: packed, linearized, locked.
#[test]
fn files_written_anew_read_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let noise = noise(90_000);
    let about = "/Type /XObject /Subtype /Image /Width 300 /Height 300 /ColorSpace /DeviceGray \
                 /BitsPerComponent 8 /Length 6 0 R";
    let file = folder.path().join("made.pdf");
    fs::write(&file, made(about, &noise, "\nendstream")).unwrap();
    let written = folder.path().join("written.pdf");
    for options in [
        &["--object-streams=generate"][..],
        &["--linearize"],
        &["--qdf"],
        &["--encrypt", "", "owner", "256", "--"],
        &["--encrypt", "", "owner", "128", "--use-aes=n", "--"],
    ] {
        let ran = Command::new("qpdf")
            .args(options)
            .arg("--allow-weak-crypto")
            .args([&file, &written])
            .output();
        let Ok(ran) = ran else { return };
        assert!(ran.status.success(), "{options:?}: {}", String::from_utf8_lossy(&ran.stderr));
        assert!(compared(&written) > 80_000, "{options:?}: the image is left out");
    }
}

/// `MCRED_PDFS=/folder:/other cargo test pdfs_of_this_machine -- --ignored`
#[test]
#[ignore = "reads whatever PDFs are on the machine"]
fn pdfs_of_this_machine_read_the_same() {
    let folders = std::env::var_os("MCRED_PDFS").expect("MCRED_PDFS names folders");
    let (mut files, mut without) = (0, 0);
    for folder in std::env::split_paths(&folders) {
        for entry in walkdir::WalkDir::new(folder).into_iter().flatten() {
            let path = entry.into_path();
            if path.extension().is_some_and(|extension| extension == "pdf") && path.is_file() {
                let name = path.display().to_string();
                let limit = std::time::Duration::from_secs(60);
                let left = crate::io::run_with_timeout(limit, move || compared(&path));
                files += 1;
                match left {
                    Ok(left) => without += usize::from(left > 0),
                    Err(trouble) => println!("{name}: {trouble}"),
                }
            }
        }
    }
    println!("{files} files, {without} of them with something left out");
}
