//! Narratives in Word and LibreOffice, as each program writes them, and as they are damaged.

use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use zip::ZipArchive;

use crate::kit::{
    Run, copy, edit_part, edit_parts, fill, ids, mcred, project, require_python, require_tool,
};

const NAMES: [&str; 2] = ["overview", "reflection"];

/// A portfolio of this credential whose narratives are filled in.
fn filled(home: &Path, id: &str) -> PathBuf {
    let folder = home.join(id);
    let made = mcred(home, &["init", id, id, "--narratives", "docx"]);
    assert_eq!(made.status, 0, "{made:?}");
    fill(&folder);
    folder
}

fn narratives(folder: &Path) -> [PathBuf; 2] {
    NAMES.map(|name| folder.join(format!("narratives/{name}.docx")))
}

/// What `check` counts, without the paths.
fn words(checked: &Run) -> [serde_json::Value; 2] {
    let json = checked.json();
    NAMES.map(|name| json["portfolios"][0][name].clone())
}

/// Replaces the narratives by those of this extension that a program wrote.
fn replace(folder: &Path, from: &Path, extension: &str) {
    let place = folder.join("narratives");
    fs::remove_dir_all(&place).unwrap();
    fs::create_dir(&place).unwrap();
    for name in NAMES {
        let name = format!("{name}.{extension}");
        fs::copy(from.join(&name), place.join(&name)).unwrap();
    }
}

/// Checks that a portfolio goes to a bundle with the same words as before.
#[track_caller]
fn packs_with_the_same_words(folder: &Path, before: &Run, producer: &str) {
    let checked = mcred(folder, &["check", "--format", "json"]);
    assert_eq!(checked.status, 0, "{producer}: {}", mcred(folder, &["check"]).out);
    assert_eq!(words(&checked), words(before), "{producer}");
    let packed = mcred(folder, &["pack"]);
    assert_eq!(packed.status, 0, "{producer}: {packed:?}");
}

#[test]
fn every_credential_goes_to_a_bundle_from_libreoffice() {
    for extension in ["docx", "odt"] {
        let home = tempfile::tempdir().unwrap();
        let profile = format!("-env:UserInstallation=file://{}", home.path().join("p").display());
        for id in ids() {
            let folder = filled(home.path(), &id);
            let before = mcred(&folder, &["check", "--format", "json"]);
            let Some(mut soffice) = require_tool("soffice") else { return };
            let out = home.path().join("out");
            soffice.args([&profile, "--headless", "--convert-to", extension, "--outdir"]);
            soffice.arg(&out).args(narratives(&folder)).output().unwrap();
            replace(&folder, &out, extension);
            packs_with_the_same_words(&folder, &before, extension);
        }
    }
}

#[test]
fn every_credential_goes_to_a_bundle_from_pandoc() {
    for extension in ["docx", "odt"] {
        let home = tempfile::tempdir().unwrap();
        for id in ids() {
            let folder = filled(home.path(), &id);
            let before = mcred(&folder, &["check", "--format", "json"]);
            for name in NAMES {
                let Some(mut pandoc) = require_tool("pandoc") else { return };
                let from = folder.join(format!("narratives/{name}.docx"));
                let to = home.path().join(format!("{name}.{extension}"));
                pandoc.arg(from).arg("-o").arg(to).output().unwrap();
            }
            replace(&folder, home.path(), extension);
            packs_with_the_same_words(&folder, &before, extension);
        }
    }
}

/// Builds a new document from the paragraphs of another.
const PYTHON_DOCX: &str = "
import docx, sys
for path in sys.argv[1:]:
    new = docx.Document()
    for paragraph in docx.Document(path).paragraphs:
        style = paragraph.style.name
        if style.startswith('Heading'):
            new.add_heading(paragraph.text, 1)
        elif style == 'Title':
            new.add_heading(paragraph.text, 0)
        else:
            new.add_paragraph(paragraph.text)
    new.save(path)
";

#[test]
fn every_credential_goes_to_a_bundle_from_python_docx() {
    let home = tempfile::tempdir().unwrap();
    for id in ids() {
        let folder = filled(home.path(), &id);
        let before = mcred(&folder, &["check", "--format", "json"]);
        let Some(mut python) = require_python("docx") else { return };
        let output = python.args(["-c", PYTHON_DOCX]).args(narratives(&folder)).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        packs_with_the_same_words(&folder, &before, "python-docx");
    }
}

/// Google Docs exports the styles of Word under ids of its own order, each run with properties of its
/// own, bookmarks in headings, and no title for a title without the style.
#[test]
fn every_credential_goes_to_a_bundle_from_the_structure_of_google_docs() {
    let home = tempfile::tempdir().unwrap();
    for id in ids() {
        let folder = filled(home.path(), &id);
        let before = mcred(&folder, &["check", "--format", "json"]);
        for path in narratives(&folder) {
            edit_part(&path, "word/document.xml", |text| {
                let run = "<w:r w:rsidDel=\"00000000\" w:rsidR=\"00000000\" w:rsidRPr=\"00000000\">\
                           <w:rPr><w:rtl w:val=\"0\"/></w:rPr>";
                text.replace("<w:r>", run)
                    .replace("<w:p>", "<w:p w:rsidR=\"00000000\" w:rsidDel=\"00000000\">")
                    .replace(
                        "<w:pStyle w:val=\"Heading1\"/></w:pPr>",
                        "<w:pStyle w:val=\"Heading1\"/><w:rPr><w:b w:val=\"0\"/></w:rPr></w:pPr>\
                         <w:bookmarkStart w:id=\"0\" w:name=\"_heading=h.abc\"/>\
                         <w:bookmarkEnd w:id=\"0\"/>",
                    )
                    .replace("<w:pStyle w:val=\"Normal\"/>", "")
            });
        }
        packs_with_the_same_words(&folder, &before, "Google Docs");
    }
}

const RELATIONSHIP: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// What Word keeps beside the text: the author, a comment, an insertion and a deletion.
fn reviewed(file: &Path) {
    let word = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let change = "w:author=\"Ann Example\" w:date=\"2026-01-01T00:00:00Z\"";
    edit_parts(file, |parts| {
        let mut replace = |part: &str, from: &str, to: &str| {
            let text = &mut parts.iter_mut().find(|(name, _)| name == part).unwrap().1;
            let edited = String::from_utf8(text.clone()).unwrap().replacen(from, to, 1);
            *text = edited.into_bytes();
        };
        let text = format!(
            "<w:ins {change} w:id=\"1\"><w:r><w:t xml:space=\"preserve\"> one two</w:t></w:r></w:ins>\
             <w:del {change} w:id=\"2\"><w:r><w:delText>three four</w:delText></w:r></w:del></w:p>\
             <w:sectPr>"
        );
        replace("word/document.xml", "</w:p><w:sectPr>", &text);
        let comments = format!(
            "<Relationship Id=\"c\" Type=\"{RELATIONSHIP}/comments\" Target=\"comments.xml\"/></Relationships>"
        );
        replace("word/_rels/document.xml.rels", "</Relationships>", &comments);
        let properties = "<Relationship Id=\"p\" Type=\"http://schemas.openxmlformats.org/package/2006/\
                          relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>";
        replace("_rels/.rels", "</Relationships>", properties);
        let comment = format!(
            "<w:comments {word}><w:comment w:id=\"0\" w:author=\"Ann Example\"><w:p><w:r><w:t>Ask Ann Example</w:t></w:r></w:p></w:comment></w:comments>"
        );
        parts.push(("word/comments.xml".to_owned(), comment.into_bytes()));
        let core = "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/\
                    core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\
                    <dc:creator>Ann Example</dc:creator></cp:coreProperties>";
        parts.push(("docProps/core.xml".to_owned(), core.as_bytes().to_vec()));
    });
}

#[test]
fn what_a_document_keeps_beside_its_text_is_found_and_stripped() {
    let home = tempfile::tempdir().unwrap();
    let folder = filled(home.path(), "leading-a-culture-of-safety");
    let words = |checked: &Run| checked.json()["portfolios"][0]["reflection"]["words"].clone();
    let before = mcred(&folder, &["check", "--format", "json"]);
    reviewed(&folder.join("narratives/reflection.docx"));
    fs::write(folder.join("private.toml"), "identities = [\"Ann Example\"]\n").unwrap();

    let checked = mcred(&folder, &["check", "--format", "json"]);
    assert_eq!(words(&checked), words(&before).as_u64().unwrap() + 2, "inserted words count");
    let findings = checked.json()["portfolios"][0]["findings"].clone();
    let rules: Vec<&str> =
        findings.as_array().unwrap().iter().map(|it| it["rule"].as_str().unwrap()).collect();
    let expected = [
        "hidden-content",
        "identity-in-metadata",
        "identity-in-metadata",
        "identity-in-metadata",
        "identity-in-text",
        "tracked-changes",
    ];
    assert_eq!(rules, expected, "{findings}");

    let packed = mcred(&folder, &["pack", "--draft", "--strip-metadata", "-o", "../copy.zip"]);
    assert_eq!(packed.status, 0, "{packed:?}");
    assert!(packed.out.contains("left out of the copies of 1 file"), "{packed:?}");
    let mut bundle =
        ZipArchive::new(fs::File::open(home.path().join("copy.zip")).unwrap()).unwrap();
    let name = "leading-a-culture-of-safety-DRAFT/data/narratives/reflection.docx";
    let mut document = Vec::new();
    bundle.by_name(name).unwrap().read_to_end(&mut document).unwrap();
    let mut document = ZipArchive::new(Cursor::new(document)).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        document.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    // The words of a comment are the practitioner's.
    assert!(part("word/comments.xml").contains("author=\"Author\""));
    assert!(part("word/comments.xml").contains("Ask Ann Example"));
    assert!(!part("word/document.xml").contains("Ann Example"));
    assert!(!part("docProps/core.xml").contains("Ann Example"));
}

#[test]
fn a_finding_in_a_document_stands_at_a_paragraph() {
    let home = tempfile::tempdir().unwrap();
    let id = "leading-a-culture-of-safety";
    let folder = filled(home.path(), id);
    edit_part(&folder.join("narratives/overview.docx"), "word/document.xml", |text| {
        let answer = "\"Normal\"/></w:pPr><w:r><w:t xml:space=\"preserve\">";
        text.replacen(answer, &format!("{answer}[Write more] "), 1)
    });
    let shown = mcred(home.path(), &["check", id]).out;
    assert!(shown.contains(&format!("{id}/narratives/overview.docx, paragraph 3")), "{shown}");
    let json = mcred(home.path(), &["check", id, "--format", "json"]).json();
    let findings = json["portfolios"][0]["findings"].as_array().unwrap().clone();
    let [finding] = findings.as_slice() else { panic!("{findings:?}") };
    assert_eq!(finding["at"], "paragraph 3");
    assert!(finding["start"].is_null(), "{finding}");
}

#[test]
fn the_sample_in_word_is_complete() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("word");
    copy(&project("examples/word"), &folder);
    let checked = mcred(&folder, &["check", "--format", "json"]);
    assert_eq!(checked.json()["portfolios"][0]["counts"]["warnings"], 0, "{checked:?}");
    packs_with_the_same_words(&folder, &checked, "the sample");
}

#[test]
fn each_damaged_document_is_one_finding_and_the_rest_is_checked() {
    let home = tempfile::tempdir().unwrap();
    let folder = filled(home.path(), "leading-a-culture-of-safety");
    let place = folder.join("narratives/overview.docx");
    let whole = fs::read(&place).unwrap();
    let words = |text: &str| {
        edit_part(&place, "word/document.xml", |xml| xml.replacen("</w:t>", text, 1));
        fs::read(&place).unwrap()
    };
    let bomb = words(&format!("{}</w:t>", " word".repeat(3_000_000)));
    fs::write(&place, &whole).unwrap();
    let broken = words("</w:x <");
    let old = fs::read(project("tests/probe/samples/libreoffice.doc")).unwrap();
    for (name, content, why) in [
        ("overview.docx", &b""[..], "it is empty"),
        ("overview.docx", &whole[..whole.len() / 2], "it is a document that is cut off"),
        ("overview.docx", &bomb, "it is too large to look into"),
        ("overview.docx", &broken, "it is damaged"),
        ("overview.docx", b"{\\rtf1 words}", "by its content it is a Rich Text document"),
        ("overview.docx", b"only words", "by its content it is a plain text"),
        ("overview.docx", &old, "by its content it is a Word 97-2003 document"),
        ("overview.odt", &whole, "by its content it is a Word document"),
        ("overview.md", &whole, "by its content it is a Word document"),
    ] {
        fs::remove_dir_all(folder.join("narratives")).unwrap();
        fs::create_dir(folder.join("narratives")).unwrap();
        fs::write(folder.join("narratives/reflection.md"), "some words\n").unwrap();
        let path = folder.join("narratives").join(name);
        fs::write(&path, content).unwrap();
        let json = mcred(&folder, &["check", "--format", "json"]).json();
        let portfolio = &json["portfolios"][0];
        let findings = portfolio["findings"].as_array().unwrap();
        let findings: Vec<_> =
            findings.iter().filter(|it| it["path"] == format!("narratives/{name}")).collect();
        let [finding] = findings.as_slice() else { panic!("{name}: {why}: {findings:?}") };
        assert_eq!(finding["rule"], "unreadable-text");
        assert!(finding["message"].as_str().unwrap().contains(why), "{why}: {finding}");
        assert_eq!(portfolio["reflection"]["words"], 2, "{why}");
        assert_eq!(fs::read(&path).unwrap(), content, "{why}");
    }
}
