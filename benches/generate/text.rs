//! Long texts, tables and workbooks with a given sentence at the end.

use std::fs::File;
use std::io::{self, BufWriter, Cursor, Write};
use std::path::Path;

use fastrand::Rng;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::words::line;

/// Writes an artifact with about this many bytes of text and markup, in the format of its name.
/// Returns the location of the sentence.
pub fn write(to: &Path, random: &mut Rng, bytes: u64, sentence: &str) -> io::Result<String> {
    let mut text = Text { random, bytes, sentence };
    let mut file = BufWriter::new(File::create(to)?);
    let file: &mut dyn Write = &mut file;
    let section = "section \"The end\"".to_owned();
    match to.extension().and_then(|it| it.to_str()) {
        Some("html") => {
            file.write_all(b"<!doctype html>\n<html><body>\n")?;
            text.blocks(file, |block, is_heading| match is_heading {
                true => format!("<h2>{block}</h2>\n"),
                false => format!("<p>{block}</p>\n"),
            })?;
            file.write_all(b"</body></html>\n")?;
            Ok(section)
        }
        Some("md") => {
            text.blocks(file, |block, is_heading| match is_heading {
                true => format!("## {block}\n\n"),
                false => format!("{block}\n\n"),
            })?;
            Ok(section)
        }
        Some("docx") => {
            office("anti-bullying-policy.docx", to, "word/document.xml", "w:body", |part| {
                text.blocks(part, |block, is_heading| {
                    let level = "<w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr>";
                    let level = if is_heading { level } else { "" };
                    format!("<w:p>{level}<w:r><w:t>{block}</w:t></w:r></w:p>")
                })
            })?;
            Ok(section)
        }
        Some("csv") => {
            let rows = text.rows(file, |number, line| {
                format!("2025-11-{:02},{line},{number}\n", number % 28 + 1)
            })?;
            Ok(format!("row {rows}"))
        }
        Some("xlsx") => {
            let mut rows = 0;
            let sheet = "xl/worksheets/sheet1.xml";
            office("survey-results.xlsx", to, sheet, "sheetData", |part| {
                // Rows far below those of the example.
                rows = 1_000
                    + text.rows(part, |number, line| {
                        let row = 1_000 + number;
                        let number = format!("<c><v>{number}</v></c>").repeat(8);
                        let text = format!("<c t=\"inlineStr\"><is><t>{line}</t></is></c>");
                        format!("<row r=\"{row}\">{text}{number}</row>")
                    })?;
                Ok(())
            })?;
            Ok(format!("row {rows}"))
        }
        _ => {
            let lines = text.rows(file, |_, line| format!("{line}\n"))?;
            Ok(format!("line {lines}"))
        }
    }
}

struct Text<'a> {
    random: &'a mut Rng,
    bytes: u64,
    sentence: &'a str,
}

impl Text<'_> {
    /// Headings and paragraphs; the last section has the sentence.
    fn blocks(
        &mut self,
        to: &mut dyn Write,
        block: impl Fn(&str, bool) -> String,
    ) -> io::Result<()> {
        let mut written = 0;
        for number in 0.. {
            if written >= self.bytes {
                break;
            }
            let heading = match number % 50 {
                0 => block(&format!("Part {number}"), true),
                _ => String::new(),
            };
            let text = block(&line(self.random, 40), false);
            written += (heading.len() + text.len()) as u64;
            write!(to, "{heading}{text}")?;
        }
        write!(to, "{}{}", block("The end", true), block(self.sentence, false))
    }

    /// Rows or lines, and their number; the last has the sentence.
    fn rows(
        &mut self,
        to: &mut dyn Write,
        row: impl Fn(usize, &str) -> String,
    ) -> io::Result<usize> {
        let mut written = 0;
        let mut number = 1;
        while written < self.bytes {
            let text = row(number, &line(self.random, 8));
            written += text.len() as u64;
            to.write_all(text.as_bytes())?;
            number += 1;
        }
        to.write_all(row(number, self.sentence).as_bytes())?;
        Ok(number)
    }
}

/// A file of the example with more content at the end of this element of one of its parts.
fn office(
    example: &str,
    to: &Path,
    part: &str,
    element: &str,
    more: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let mut archive = ZipArchive::new(Cursor::new(super::example(example)?))?;
    let mut copy = ZipWriter::new(File::create(to)?);
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index)?;
        if entry.name()? != part {
            copy.raw_copy_file(entry)?;
        }
    }
    let old = io::read_to_string(archive.by_name(part)?)?;
    let end = old.rfind(&format!("</{element}>")).unwrap_or(old.len());
    let (before, after) = old.split_at(end);
    copy.start_file(part, SimpleFileOptions::default().compression_level(Some(1)))?;
    copy.write_all(before.as_bytes())?;
    more(&mut copy)?;
    copy.write_all(after.as_bytes())?;
    copy.finish()?;
    Ok(())
}
