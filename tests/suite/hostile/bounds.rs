//! Time and memory of a check of files that were made to do harm. Each is made in two sizes: four times
//! as much may take about four times as long, and no more memory than any file gets.

use std::fs;
use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use crate::kit::{Example, measured};

/// The most memory that a check of a file takes which nothing cites.
const MOST_MEMORY: u64 = 150 << 20;
/// A quadratic effort would be sixteen times as high.
const MOST_GROWTH: f64 = 9.0;
/// Below this, in seconds of the processor, start and noise count for more than the file.
const NOISE: f64 = 0.7;

fn packed(content: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

/// A PDF of one page with these entries and this content, and more objects from number 5 on.
fn pdf(page: &str, filters: &str, content: &[u8], more: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let stream = |about: &str, data: &[u8]| {
        let head = format!("<< {about} /Length {} >> stream\n", data.len());
        [head.as_bytes(), data, b"\nendstream"].concat()
    };
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        format!("<< /Type /Page /Parent 2 0 R /Contents 4 0 R {page} >>").into_bytes(),
        stream(filters, content),
    ];
    objects.extend(more.iter().cloned());
    let mut file = b"%PDF-1.7\n".to_vec();
    for (number, object) in (1..).zip(objects) {
        file.extend(format!("{number} 0 obj ").bytes());
        file.extend(object);
        file.extend(b" endobj\n");
    }
    file.extend(format!("trailer << /Root 1 0 R {trailer} >>\nstartxref\n0\n%%EOF\n").bytes());
    file
}

fn stream(about: &str, data: &[u8]) -> Vec<u8> {
    let head = format!("<< {about} /Length {} >> stream\n", data.len());
    [head.as_bytes(), data, b"\nendstream"].concat()
}

const FLATE: &str = "/Filter /FlateDecode";

fn packed_twice(size: usize) -> Vec<u8> {
    let content = packed(&packed(&vec![0; 8_000_000 * size]));
    pdf("", "/Filter [/FlateDecode /FlateDecode]", &content, &[], "")
}

fn packed_thrice(size: usize) -> Vec<u8> {
    let content = packed(&packed(&packed(&vec![0; 25_000_000 * size])));
    pdf("", "/Filter [/FlateDecode /FlateDecode /FlateDecode]", &content, &[], "")
}

fn run_lengths(size: usize) -> Vec<u8> {
    let content = packed(&b"\x81A".repeat(100_000 * size));
    pdf("", "/Filter [/FlateDecode /RunLengthDecode]", &content, &[], "")
}

/// One code that stands for a long text.
fn long_text_of_a_code(size: usize) -> Vec<u8> {
    let map = format!("1 beginbfchar <61> <{}> endbfchar", "0061".repeat(200_000 * size));
    let font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>".to_vec();
    let shown = format!("BT /F 9 Tf {} ET", "(aaaaaaaaaa) Tj ".repeat(500));
    let page = "/Resources << /Font << /F 5 0 R >> >>";
    pdf(page, "", shown.as_bytes(), &[font, stream(FLATE, &packed(map.as_bytes()))], "")
}

fn long_property(size: usize) -> Vec<u8> {
    let info = format!("<< /Author ({}) >>", "Jane Doe ".repeat(400_000 * size)).into_bytes();
    pdf("", "", b"", &[info], "/Info 5 0 R")
}

fn nested_dictionaries(size: usize) -> Vec<u8> {
    let depth = 50_000 * size;
    pdf(&format!("/X {}1{}", "<< /A ".repeat(depth), " >>".repeat(depth)), "", b"", &[], "")
}

fn packed_objects(size: usize) -> Vec<u8> {
    let content = packed(&vec![b' '; 25_000_000 * size]);
    let about = format!("/Type /ObjStm /N 1 /First 9 {FLATE}");
    pdf("", "", b"", &[stream(&about, &content)], "")
}

fn many_pages(size: usize) -> Vec<u8> {
    let pages = b"<< /Type /Pages /Kids [".to_vec();
    let kids = [pages, b"<<>>".repeat(60_000 * size), b"] >>".to_vec()].concat();
    pdf("", "", b"", &[kids], "")
}

fn zip(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let entries: Vec<_> =
        parts.iter().map(|(name, content)| super::Entry::deflated(name, content)).collect();
    super::zip(&entries)
}

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn document(body: &str) -> Vec<u8> {
    let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let types = "http://schemas.openxmlformats.org/package/2006/content-types";
    let main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    zip(&[
        (
            "[Content_Types].xml",
            format!(
                "<Types xmlns='{types}'><Override PartName='/word/document.xml' \
                 ContentType='{main}'/></Types>"
            )
            .into_bytes(),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns='{package}'><Relationship Id='r' \
                 Type='{RELATIONS}/officeDocument' Target='word/document.xml'/></Relationships>"
            )
            .into_bytes(),
        ),
        (
            "word/document.xml",
            format!("<w:document xmlns:w='{word}'><w:body>{body}</w:body></w:document>")
                .into_bytes(),
        ),
    ])
}

fn paragraphs(size: usize) -> Vec<u8> {
    document(&"<w:p><w:r><w:t>one two three</w:t></w:r></w:p>".repeat(20_000 * size))
}

fn long_tag(size: usize) -> Vec<u8> {
    document(&format!("<w:p a='{}'/>", "a".repeat(10_000_000 * size)))
}

fn addresses(size: usize) -> Vec<u8> {
    "a@b.cd ".repeat(20_000 * size).into_bytes()
}

fn births(size: usize) -> Vec<u8> {
    "born 01/02/2010 ".repeat(5_000 * size).into_bytes()
}

fn lines(size: usize) -> Vec<u8> {
    "-\n".repeat(1_000_000 * size).into_bytes()
}

fn nested_lists(size: usize) -> Vec<u8> {
    "- ".repeat(5_000 * size).into_bytes()
}

fn headings(size: usize) -> Vec<u8> {
    "# Same\n".repeat(10_000 * size).into_bytes()
}

type Make = fn(usize) -> Vec<u8>;

const FILES: [(&str, Make); 16] = [
    ("twice.pdf", packed_twice),
    ("thrice.pdf", packed_thrice),
    ("run-lengths.pdf", run_lengths),
    ("map.pdf", long_text_of_a_code),
    ("property.pdf", long_property),
    ("dictionaries.pdf", nested_dictionaries),
    ("objects.pdf", packed_objects),
    ("pages.pdf", many_pages),
    ("paragraphs.docx", paragraphs),
    ("tag.docx", long_tag),
    ("addresses.txt", addresses),
    ("births.txt", births),
    ("lines.txt", lines),
    ("lists.md", nested_lists),
    ("headings.md", headings),
    ("plain.txt", |size| "one two three\n".repeat(10_000 * size).into_bytes()),
];

/// Seconds of the processor and bytes of memory of a check.
fn effort(name: &str, bytes: &[u8]) -> (f64, u64) {
    let portfolio = Example::new("complete");
    fs::write(portfolio.folder.join("artifacts").join(name), bytes).unwrap();
    let usage = measured(&portfolio.folder, &["check", "--format", "json"]);
    assert!(matches!(usage.run.status, 0 | 1), "{name}: {:?}", usage.run);
    assert!(usage.run.out.len() < 1_000_000, "{name}: {} bytes", usage.run.out.len());
    (usage.seconds, usage.peak)
}

#[test]
fn files_made_to_do_harm_cost_as_much_as_any_others_of_their_length() {
    effort("plain.txt", b"one");
    let (plain, _) = effort("plain.txt", b"one");
    for (name, make) in FILES {
        let (short, _) = effort(name, &make(1));
        let (long, memory) = effort(name, &make(4));
        println!("{name}: {short} s, {long} s, {} MB", memory >> 20);
        let (short, long) = ((short - plain).max(NOISE), long - plain);
        assert!(long < MOST_GROWTH * short, "{name}: {short} s, {long} s");
        assert!(memory < MOST_MEMORY, "{name}: {memory} bytes");
    }
}

#[test]
fn a_rule_names_its_first_findings_in_a_file_and_counts_the_others() {
    let portfolio = Example::new("complete");
    let form = portfolio.folder.join("evidence.toml");
    let keys: String = (0..5_000).map(|number| format!("k{number} = 1\n")).collect();
    let text = fs::read_to_string(&form).unwrap();
    fs::write(&form, format!("{keys}{text}")).unwrap();
    let usage = measured(&portfolio.folder, &["check", "--format", "json"]);
    assert!(usage.run.out.contains("and 4,800 more findings of `unknown-key` in this file"));
    assert!(usage.run.out.len() < 200_000, "{} bytes", usage.run.out.len());
}
