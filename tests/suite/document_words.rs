//! No word processor counts fewer words in a document than the strict count does.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use mcred::model::Words;

use crate::kit::{project, require_python, require_tool, text_of_part};

/// LibreOffice stops counting a paragraph after a zero-width space (see `words/counts.toml`).
const UNDERCUT: &str = "14-zero-width-space";

/// Writes each sample as a document, block by block.
const PYTHON_DOCX: &str = r"
import docx, glob, os, re, sys
for path in glob.glob(sys.argv[1] + '/*.md'):
    document = docx.Document()
    for block in re.split(r'\n\s*\n', open(path, encoding='utf-8').read()):
        lines = block.split('\n')
        heading = re.match(r'(#{1,6}) (.*)', lines[0])
        if heading:
            document.add_heading(heading[2], len(heading[1]))
            lines = lines[1:]
        style = {'- ': 'List Bullet', '* ': 'List Bullet', '1.': 'List Number'}.get(block[:2])
        if style:
            for line in lines:
                document.add_paragraph(re.sub(r'^\s*\S+ ', '', line), style=style)
        elif ''.join(lines).strip():
            text = re.sub(r'[\x00-\x08\x0b\x0c\x0e-\x1f]', '', ' '.join(lines))
            document.add_paragraph(text)
    document.save(sys.argv[2] + '/' + os.path.basename(path)[:-3] + '.docx')
";

#[test]
fn libreoffice_counts_no_fewer_words_in_documents_of_four_producers() {
    let home = tempfile::tempdir().unwrap();
    let folder = |name: &str| {
        let folder = home.path().join(name);
        fs::create_dir_all(&folder).unwrap();
        folder
    };
    let samples = sorted(&project("tests/words"), "md");
    for sample in &samples {
        let Some(mut pandoc) = require_tool("pandoc") else { return };
        let document = folder("pandoc").join(sample.file_name().unwrap()).with_extension("docx");
        let output = pandoc.args(["-f", "markdown"]).arg(sample).arg("-o").arg(document).output();
        assert!(output.unwrap().status.success(), "{}", sample.display());
    }
    let Some(mut python) = require_python("docx") else { return };
    python.args(["-c", PYTHON_DOCX]).arg(project("tests/words")).arg(folder("python-docx"));
    let output = python.output().unwrap();
    assert!(output.status.success(), "{output:?}");

    // The same documents as LibreOffice writes them; an ODT says how many words it has.
    let profile = format!("-env:UserInstallation=file://{}", home.path().join("p").display());
    let convert = |from: &str, to: &str, extension: &str| {
        let mut soffice = require_tool("soffice")?;
        soffice.args([&profile, "--headless", "--convert-to", extension, "--outdir"]);
        soffice.arg(folder(to)).args(sorted(&folder(from), "docx")).output().ok()
    };
    for (from, to, extension) in [
        ("pandoc", "pandoc-odt", "odt"),
        ("python-docx", "python-docx-odt", "odt"),
        ("pandoc", "libreoffice", "docx:MS Word 2007 XML"),
    ] {
        if convert(from, to, extension).is_none() {
            return;
        }
    }
    let mut compared = 0;
    for (documents, extension, counted) in [
        ("pandoc", "docx", "pandoc-odt"),
        ("python-docx", "docx", "python-docx-odt"),
        ("libreoffice", "docx", "pandoc-odt"),
        ("pandoc-odt", "odt", "pandoc-odt"),
    ] {
        for document in sorted(&folder(documents), extension) {
            let stem = document.file_stem().unwrap().to_str().unwrap();
            let odt = folder(counted).join(stem).with_extension("odt");
            let (words, theirs) = (words(&document), words_of_libreoffice(&odt));
            if stem != UNDERCUT {
                assert!(words.strict <= theirs, "{documents}: {stem}: {words:?}, not {theirs}");
            }
            compared += 1;
        }
    }
    assert_eq!(compared, 4 * samples.len());
}

fn sorted(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> =
        files.filter(|file| file.extension().is_some_and(|it| it == extension)).collect();
    files.sort();
    files
}

fn words(document: &Path) -> Words {
    let mut file = File::open(document).unwrap();
    let name = document.to_str().unwrap();
    let file_type = mcred::formats::identify(&mut file, name).unwrap();
    let text = mcred::formats::document_text(&mut file, &file_type).unwrap().unwrap();
    mcred::narrative::read(&text.markdown, &[], &[]).words
}

fn words_of_libreoffice(odt: &Path) -> usize {
    let text = text_of_part(odt, "meta.xml");
    let count = text.split("meta:word-count=\"").nth(1).and_then(|it| it.split('"').next());
    count.map_or(0, |count| count.parse().unwrap())
}
