//! A format that only the tests have goes all the way; files are what their bytes say, with what is
//! embedded in them.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{StripMethod, identify, metadata};
use crate::formats;
use crate::model::{Format, Kind};

#[test]
fn a_format_is_added_by_a_row_and_a_file() {
    let mut file = std::io::Cursor::new(b"\x01SAMPLE Jane Doe\none\ntwo\n".to_vec());
    let found = formats::identify(&mut file, "artifacts/a.sample").unwrap();
    assert_eq!(found.format, Format::Sample);
    assert_eq!(formats::facts(&mut file, &found).unwrap().lines, Some(2));
    assert_eq!(formats::passages(&mut file, &found).unwrap().len(), 2);
    let metadata = formats::metadata(&mut file, &found);
    assert_eq!(metadata.properties.first().map(|it| it.value.as_str()), Some("Jane Doe"));
    let StripMethod::Edits(strip) = formats::strip_method(&found) else { panic!("it is stripped") };
    file.set_position(0);
    assert_eq!(strip(&mut file).unwrap().removed, ["author"]);
    assert!(formats::is_compressed("a.sample") && formats::is_shown_in_browsers("a.sample"));
    assert_eq!(formats::kind_of_name("a.sample"), Kind::Text);
    assert!(formats::extensions(Format::Sample).any(|it| it == "sample"));
}

fn zip_of(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn compound_file(stream: &str, content: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream(format!("/{stream}")).unwrap().write_all(content).unwrap();
    file.into_inner().into_inner()
}

#[test]
fn an_old_office_file_is_what_its_streams_say() {
    for (stream, expected) in [
        ("Workbook", Format::Xls),
        ("Book", Format::Xls),
        ("WordDocument", Format::Doc),
        ("PowerPoint Document", Format::Ppt),
        ("EncryptedPackage", Format::EncryptedExcel),
        ("Something", Format::CompoundFile),
    ] {
        let file = compound_file(stream, b"content");
        let file_type = identify(&mut Cursor::new(file), "results.xls").unwrap();
        assert_eq!(file_type.format, expected, "{stream}");
    }
}

#[test]
fn embedded_files_are_read_however_they_are_wrapped() {
    let cell = |text| format!("<row><c t='str'><v>{text}</v></c></row>");
    let sheet = format!("<worksheet>{}{}</worksheet>", cell("Student ID"), cell("9001234"));
    let workbook = zip_of(&[
        ("[Content_Types].xml", b"spreadsheetml.sheet.main+xml"),
        ("xl/workbook.xml", b"<workbook xmlns:r='r'><sheet name='A' r:id='r1'/></workbook>"),
        (
            "xl/_rels/workbook.xml.rels",
            b"<Relationships><Relationship Id='r1' Type='x/worksheet' Target='sheet1.xml'/>\
              </Relationships>",
        ),
        ("xl/sheet1.xml", sheet.as_bytes()),
    ]);
    let native = [
        &[0; 6][..],
        b"class.xlsx\0C:\\class.xlsx\0",
        &[0; 4],
        &2_u32.to_le_bytes(),
        b"C\0",
        &u32::try_from(workbook.len()).unwrap().to_le_bytes(),
        &workbook,
    ];
    let native = native.concat();
    for (name, embedded, called) in [
        ("sheet.xlsx", workbook.clone(), "sheet.xlsx"),
        ("ole1.bin", compound_file("Package", &workbook), "ole1.bin"),
        ("ole2.bin", compound_file("\u{1}Ole10Native", &native), "class.xlsx"),
    ] {
        let name = format!("word/embeddings/{name}");
        let document = zip_of(&[
            ("[Content_Types].xml", b"wordprocessingml.document.main+xml"),
            ("word/document.xml", b"<w:document/>"),
            (&name, &embedded),
        ]);
        let mut document = Cursor::new(document);
        let file_type = identify(&mut document, "plan.docx").unwrap();
        let metadata = metadata(&mut document, &file_type);
        let found: Vec<_> =
            metadata.hidden_texts.iter().map(|it| (it.place.as_str(), it.text.as_str())).collect();
        let place = format!("the embedded file \"{called}\"");
        assert_eq!(found, [(place.as_str(), "Student ID\nStudent ID: 9001234")]);
        assert_eq!(metadata.embedded_files, 1);
    }
}
