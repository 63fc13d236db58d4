//! A PDF reads the same with its images and without them.

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::content_stream::{parts_of, unpacked};
use super::document::open_with;
use super::{facts_of, passages_of};
use crate::container::pdf::{Bounds, read_sparse};
use crate::formats::metadata;
use crate::io::ProbeError;
use crate::locate::text_at;
use crate::model::{Facts, Location, Metadata, Passages};

const WITH_IMAGES: Bounds = Bounds::WITH_IMAGES;
const WITHOUT_IMAGES: Bounds = Bounds { image: 0, ..WITH_IMAGES };

/// What is read of a PDF.
type Read = (Facts, Passages, Metadata);

fn read(bytes: &[u8], bounds: Bounds) -> Result<Read, String> {
    let pdf = open_with(&mut Cursor::new(bytes), bounds).map_err(|error| error.to_string())?;
    let passages = passages_of(&pdf, |_| true).map_err(|error| error.to_string())?;
    Ok((facts_of(&pdf), passages, metadata::metadata_of_pdf(&pdf)))
}

fn sparse(bytes: &[u8], bounds: Bounds) -> Result<Vec<u8>, ProbeError> {
    Ok(read_sparse(&mut Cursor::new(bytes), bytes.len(), bounds)?.bytes)
}

/// How many bytes of a file are left out; it is asserted that nothing else differs.
fn left_out(bytes: &[u8]) -> usize {
    let kept = sparse(bytes, WITHOUT_IMAGES).expect("memory can be read");
    let differing = kept.iter().zip(bytes).filter(|(kept, byte)| kept != byte);
    assert!(differing.clone().all(|(kept, _)| *kept == 0), "another byte than that of the file");
    differing.count()
}

/// Asserts that a file reads the same either way, and returns how much of it is left out.
fn compare(path: &Path) -> usize {
    let bytes = fs::read(path).expect("a file");
    let (with, without) = (read(&bytes, WITH_IMAGES), read(&bytes, WITHOUT_IMAGES));
    assert!(with == without, "{}: {with:?}\nbut {without:?}", path.display());
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
            compare(&path);
            count += 1;
        }
    }
    assert!(count > 5, "{count} samples");
}

/// A page with text, a form with text, an attachment, and an image with this dictionary and data, and
/// this behind them.
fn file_with_image(image: &str, data: &[u8], behind: &str) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut offsets = Vec::new();
    let words = |y, words| format!("BT /F1 12 Tf 50 {y} Td ({words}) Tj ET\n");
    let image_and_form = "q 9 0 0 9 0 0 cm /Im Do Q /Fm Do\n";
    let page = [words(700, "before the image"), image_and_form.into()].concat();
    let form = words(600, "and behind it");
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

/// About how much is read at the beginning of data that is left out: a page of memory.
const READ_ALONG: usize = 4_128;
const ATTACHED: usize = 20_000;

/// Bytes that no program packs smaller, none of them zero.
fn noise(length: usize) -> Vec<u8> {
    let mut random = fastrand::Rng::with_seed(7);
    (0..length).map(|_| random.u8(1..)).collect()
}

/// Whether this many bytes are left out beside the attachment, but for what is read along.
fn is_about(left: usize, expected: usize) -> bool {
    let expected = expected + ATTACHED;
    (expected.saturating_sub(2 * READ_ALONG)..=expected + 200).contains(&left)
}

#[test]
fn an_image_is_left_out_however_its_length_is_stated() {
    let noise = noise(200_000);
    let about = "/Type /XObject /Subtype /Image /Width 400 /Height 500 /ColorSpace /DeviceGray \
                 /BitsPerComponent 8 /DecodeParms << /K -1 /Columns 400 >> % a remark >>\n";
    let image = about.replace("/Type /XObject", "");
    for (about, behind, expected) in [
        (format!("{about}/Length 200000"), "\nendstream", noise.len()),
        (format!("{image}/Length 200000"), "endstream", noise.len()),
        (format!("{about}/Length 6 0 R"), "\nendstream", noise.len()),
        // A wrong length: the keyword decides, as in the library.
        (format!("{about}/Length 190000"), "\nendstream", noise.len()),
        (format!("{about}/Length 99999999"), "\nendstream", noise.len()),
        // Nothing ends the data: nothing is left out that is not plainly an image.
        (format!("{about}/Length 200000"), "\n", 0),
        (format!("{about}/Length 6 0 R"), "\n", 0),
        // What may be the content of a page.
        ("/Length 200000".to_owned(), "\nendstream", 0),
        ("/Subtype /Form /Length 6 0 R".to_owned(), "\nendstream", 0),
        // Other streams.
        ("/Length 200000 /Length1 7".to_owned(), "\nendstream", 0),
        ("/Length 200000 /Filter /LZWDecode".to_owned(), "\nendstream", 0),
        ("/Subtype /Image /Type /ObjStm /Length 200000".to_owned(), "\nendstream", 0),
        ("/DecodeParms << /Subtype /Image >> /Length 200000".to_owned(), "\nendstream", 0),
        ("/Note (/Subtype /Image) /Length 6 0 R".to_owned(), "\nendstream", 0),
    ] {
        let file = file_with_image(&about, &noise, behind);
        let (with, without) = (read(&file, WITH_IMAGES), read(&file, WITHOUT_IMAGES));
        assert_eq!(with, without, "{about}");
        let text = text_at(&with.expect(&about).1, &Location::Whole).unwrap();
        assert_eq!(text, "before the image\nand behind it", "{about}");
        let left = left_out(&file);
        assert!(is_about(left, expected), "{left}: {about} {behind:?}");
    }
}

#[test]
fn an_endstream_across_two_blocks_is_found() {
    let about = "/Subtype /Image /Width 1 /Height 1 /Length 6 0 R";
    for before in 0..12 {
        let data = vec![9; 2 * 65_536 - before];
        let file = file_with_image(about, &data, "endstream");
        let left = left_out(&file);
        assert!(is_about(left, data.len()), "{left}: {before} bytes before the end of a block");
        assert_eq!(read(&file, WITH_IMAGES), read(&file, WITHOUT_IMAGES));
    }
}

#[test]
fn a_file_cut_anywhere_reads_the_same() {
    let about = "/Subtype /Image /Width 10 /Height 10 /Length 6 0 R";
    let file = file_with_image(about, &[9; 100], "\nendstream");
    for end in (0..file.len()).step_by(97) {
        // With this at its end it passes for complete; its objects are searched for.
        let cut = [&file[..end], b"\n%%EOF"].concat();
        assert_eq!(read(&cut, WITH_IMAGES), read(&cut, WITHOUT_IMAGES), "cut at {end}");
    }
}

#[test]
fn a_file_with_too_much_beside_its_images_is_refused() {
    let file = file_with_image("/Type /Font /Length 20000", &[9; 20_000], "\nendstream");
    let bounds = Bounds { total: 10_000, ..WITHOUT_IMAGES };
    assert!(matches!(sparse(&file, bounds), Err(ProbeError::TooLarge(_))));
}

/// A file whose page draws this many zeros, packed as often.
fn packed_page(length: usize, layers: usize) -> Vec<u8> {
    let mut content = vec![0; length];
    for _ in 0..layers {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(&content).unwrap();
        content = encoder.finish().unwrap();
    }
    let filters = "/FlateDecode ".repeat(layers);
    let page = [
        format!(
            "%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n\
             2 0 obj << /Type /Pages /Count 1 /Kids [3 0 R] >> endobj\n\
             3 0 obj << /Type /Page /Parent 2 0 R /Contents 4 0 R >> endobj\n\
             4 0 obj << /Filter [{filters}] /Length {} >> stream\n",
            content.len()
        )
        .into_bytes(),
        content,
        b"\nendstream endobj\ntrailer << /Root 1 0 R >>\n%%EOF".to_vec(),
    ];
    page.concat()
}

#[test]
fn a_page_may_draw_up_to_a_bound_however_it_is_packed() {
    for layers in 1..5 {
        let file = packed_page(100_000, layers);
        let pdf = open_with(&mut Cursor::new(file), WITH_IMAGES).unwrap();
        let parts = parts_of(&pdf.pages()[0]);
        if layers > 2 {
            assert!(matches!(unpacked(&parts, 200_000), Err(ProbeError::TooLarge(_))));
            continue;
        }
        assert_eq!(unpacked(&parts, 200_000).unwrap().len(), 100_001, "{layers} layers");
        assert!(matches!(unpacked(&parts, 100_000), Err(ProbeError::TooLarge(_))));
    }
}

/// Files as qpdf rewrites them: packed, linearized, encrypted.
#[test]
fn files_rewritten_by_qpdf_read_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let noise = noise(90_000);
    let about = "/Type /XObject /Subtype /Image /Width 300 /Height 300 /ColorSpace /DeviceGray \
                 /BitsPerComponent 8 /Length 6 0 R";
    let file = folder.path().join("made.pdf");
    fs::write(&file, file_with_image(about, &noise, "\nendstream")).unwrap();
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
        assert!(compare(&written) > 80_000, "{options:?}: the image is left out");
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
                let left = crate::io::run_with_timeout(limit, move || compare(&path));
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

#[test]
fn forms_that_draw_each_other_without_end_are_refused() {
    let mut pdf = String::from(
        "%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n\
        2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n\
        3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R\
        /Resources<</XObject<</F 5 0 R>>>>>> endobj\n\
        4 0 obj <</Length 5>> stream\n/F Do\nendstream endobj\n",
    );
    let drawn = "/F Do ".repeat(10);
    for form in 5..17 {
        pdf += &format!(
            "{form} 0 obj <</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length {}\
            /Resources<</XObject<</F {} 0 R>>>>>> stream\n{drawn}\nendstream endobj\n",
            drawn.len(),
            form + 1
        );
    }
    pdf += "17 0 obj <</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 0>> stream\n\nendstream endobj\n";
    pdf += "trailer <</Root 1 0 R/Size 18>>\nstartxref\n0\n%%EOF\n";
    let error = read(pdf.as_bytes(), WITH_IMAGES).expect_err("a trillion forms");
    assert!(error.contains("forms"), "{error}");
}

/// The passages of a file of one page: its objects from the fourth on, what the page says besides, and
/// what it draws.
fn passages_of_page(page: &str, drawn: &str, objects: &[&str]) -> Passages {
    let mut pdf = format!(
        "%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n\
         2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n\
         3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R {page} >> endobj\n\
         4 0 obj << /Length {} >> stream\n{drawn}\nendstream endobj\n",
        drawn.len()
    );
    for (number, object) in (5..).zip(objects) {
        pdf += &format!("{number} 0 obj {object} endobj\n");
    }
    pdf += "trailer << /Root 1 0 R >>\nstartxref\n0\n%%EOF\n";
    read(pdf.as_bytes(), WITH_IMAGES).unwrap().1
}

#[test]
fn values_of_fields_are_text_of_the_page_that_shows_them() {
    let field = "/Type /Annot /Subtype /Widget /Rect [20 100 200 120]";
    let passages = passages_of_page(
        "/Annots [5 0 R 6 0 R 7 0 R 8 0 R 9 0 R]",
        "BT 20 250 Td (Walkthrough) Tj ET",
        &[
            &format!("<< {field} /FT /Tx /V (greeted every student) >>"),
            &format!("<< {field} /FT /Ch /Opt [[(x1) (Strongly agree)]] /V (x1) >>"),
            &format!("<< {field} /FT /Tx /F 2 /V (hidden) >>"),
            &format!("<< {field} /FT /Tx /Ff 8192 /V (password) >>"),
            &format!("<< {field} /Parent << /FT /Tx /V (of the parent) >> >>"),
        ],
    );
    let text = text_at(&passages, &Location::Whole).unwrap();
    assert_eq!(text, "Walkthrough\ngreeted every student\nStrongly agree\nof the parent");
}

#[test]
fn words_are_unread_in_fonts_that_do_not_name_their_letters_and_not_on_blank_pages() {
    let font = |names: &str| {
        format!(
            "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [.1 0 0 .1 0 0] \
             /CharProcs << /a 6 0 R /g7 6 0 R >> /FirstChar 97 /LastChar 98 /Widths [9 9] \
             /Encoding << /Differences [97 {names}] >> >>"
        )
    };
    let glyph = "<< /Length 24 >> stream\n9 0 0 0 9 9 d1 0 0 9 9 re f\nendstream";
    let drawn = "BT /F 12 Tf 20 200 Td (abab) Tj ET";
    for (case, drawn, names, expected) in [
        ("named letters", drawn, "/a /a", false),
        ("letters without a name", drawn, "/g7 /g7", true),
        ("nothing", "", "/a /a", false),
        ("outlines", &"0 0 m 1 2 3 4 5 6 c 1 2 3 4 5 6 c f ".repeat(9), "/a /a", true),
        ("a box", "9 9 200 200 re S", "/a /a", false),
    ] {
        let fonts = "/Resources << /Font << /F 5 0 R >> >>";
        let passages = passages_of_page(fonts, drawn, &[&font(names), glyph]);
        let page = passages.iter().next().unwrap();
        assert_eq!(page.has_unread, expected, "{case}: {page:?}");
    }
}
