//! Saved pages, Word documents and catalog files.

use std::fs;
use std::io::{Cursor, Write};

use mcred::formats::{identify, layout};
use mcred::import::{catalog_toml, import_lines, import_text};
use mcred::load::{bundled, bundled_ids, bundled_text, read_catalog};
use mcred::model::{Credential, LayoutLine, SourceText};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::shapes::{compare, shown, texts};
use crate::kit::{Example, mcred, project};

#[test]
fn a_saved_page_is_read_without_what_stands_around_its_content() {
    let page = fs::read(project("tests/import/shapes/saved_page.html")).unwrap();
    let imported = import_lines(lines(page, "page.html"), None, None, &[]).unwrap();
    compare("saved_page", &shown(&imported));
}

#[test]
fn the_lists_of_a_word_document_give_outcomes_and_details() {
    let imported = import_lines(lines(word_document(), "handbook.docx"), None, None, &[]).unwrap();
    compare("word_document", &shown(&imported));
}

#[test]
fn a_catalog_file_of_what_was_imported_is_read_as_the_same() {
    let mut credentials: Vec<Credential> = bundled_ids().filter_map(bundled).collect();
    for (_, text) in texts() {
        credentials.push(import_text(&text, None, Some("a-portfolio"), &[]).unwrap().credential);
    }
    assert!(credentials.len() > 15);
    for credential in credentials {
        let text = catalog_toml(&credential);
        let source = SourceText::new("catalog/own.toml", text.as_str());
        let (again, problems) = read_catalog(&source, &credential.id);
        // What the text lacks has to be added to the file before it is of use.
        if !credential.outcomes.is_empty() {
            assert!(problems.is_empty(), "{}: {problems:?}", credential.id);
            let again = again.unwrap();
            assert_eq!(again, credential);
            assert_eq!(catalog_toml(&again), text);
        }
    }
}

#[test]
fn a_catalog_file_that_was_printed_is_imported_as_it_stands() {
    let example = Example::new("complete");
    for id in bundled_ids() {
        let printed = example.mcred(&["catalog", id, "--format", "toml"]).out;
        assert_eq!(printed, bundled_text(id).unwrap());
        example.write("from-the-coach.toml", &printed);
        let run = example.mcred(&["catalog", "import", "from-the-coach.toml"]);
        assert_eq!(run.status, 0, "{run:?}");
        assert_eq!(example.read(&format!("catalog/{id}.toml")), printed);
        assert_eq!(example.mcred(&["catalog", id, "--format", "toml"]).out, printed);
        let again = example.mcred(&["catalog", "import", "from-the-coach.toml"]);
        assert!(again.out.contains("nothing was changed"), "{again:?}");
    }
    let run = example.mcred(&["catalog", "import", "from-the-coach.toml", "--as", "own"]);
    assert_eq!(run.status, 0, "{run:?}");
    assert!(example.read("catalog/own.toml").contains("id = \"own\""));
    example.write("broken.toml", "id = \"own\"\ntitle = 3\n");
    let run = example.mcred(&["catalog", "import", "broken.toml"]);
    assert_eq!(run.status, 2);
    assert!(run.err.starts_with("error: broken.toml:1: "), "{run:?}");
}

#[test]
fn any_bytes_give_one_line_and_no_file() {
    let example = Example::new("complete");
    let png = fs::read(project("tests/import/shapes/form.txt")).unwrap();
    let mut cut = word_document();
    cut.truncate(cut.len() / 2);
    let files: [(&str, Vec<u8>); 8] = [
        ("noise.txt", (0..=255).cycle().take(5_000).collect()),
        ("empty.txt", Vec::new()),
        ("blank.md", b"\n\n   \n".to_vec()),
        ("cut.docx", cut),
        ("empty.html", b"<html><body></body></html>".to_vec()),
        ("not.json", b"{\"a\":".to_vec()),
        ("text.png", png),
        ("zeros.txt", b"1. Outcome\0\0\0".to_vec()),
    ];
    for (name, bytes) in files {
        example.write(name, bytes);
        let run = mcred(&example.folder, &["catalog", "import", name]);
        if run.status == 0 {
            assert_eq!(name, "text.png", "{run:?}");
            continue;
        }
        assert_eq!(run.status, 2, "{name}: {run:?}");
        assert_eq!(run.err.trim_end().lines().count(), 1, "{name}: {run:?}");
        assert_eq!(run.out, "", "{name}");
    }
}

fn lines(bytes: Vec<u8>, name: &str) -> Vec<LayoutLine> {
    let mut source = Cursor::new(bytes);
    let found = identify(&mut source, name).unwrap();
    layout(&mut source, &found).unwrap().unwrap()
}

/// A document with numbered lists: `1.` and `(a)` as levels of one, bullets as another, and headings.
fn word_document() -> Vec<u8> {
    let level = |depth: u8, format: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"{depth}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>\
             <w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    let numbering = format!(
        "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"0\">{}{}</w:abstractNum>\
         <w:abstractNum w:abstractNumId=\"1\">{}</w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>\
         <w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>",
        level(0, "decimal", "EO %1:"),
        level(1, "lowerLetter", "(%2)"),
        level(0, "bullet", "\u{f0b7}"),
    );
    let item = |list: u8, depth: u8, text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{depth}\"/><w:numId w:val=\"{list}\"/></w:numPr>\
             </w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let heading = |text: &str| {
        format!("<w:p><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let body = [
        heading("Leading a Kind School"),
        heading("Essential Outcomes"),
        item(1, 0, "Makes kindness visible."),
        item(1, 1, "Names it in assemblies."),
        item(1, 1, "Thanks staff in writing."),
        item(1, 0, "Makes kindness a habit."),
        item(1, 1, "Plans it into the week."),
        heading("Overview Questions (800-word minimum)"),
        item(2, 0, "What was kind before you began?"),
        item(2, 0, "What is kind now?"),
        heading("Reflection (400-word minimum)"),
        "<w:p><w:r><w:t>Tell of a kindness that </w:t></w:r><w:r><w:t>surprised you.</w:t></w:r></w:p>"
            .to_owned(),
    ];
    let document =
        format!("<w:document xmlns:w=\"w\"><w:body>{}</w:body></w:document>", body.concat());
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relation = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
             <Relationship Id=\"r1\" Type=\"{office}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
                 <Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-\
                 officedocument.wordprocessingml.document.main+xml\"/></Types>";
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("[Content_Types].xml", types),
        ("_rels/.rels", &relation("officeDocument", "word/document.xml")),
        ("word/document.xml", &document),
        ("word/_rels/document.xml.rels", &relation("numbering", "numbering.xml")),
        ("word/numbering.xml", &numbering),
    ] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
