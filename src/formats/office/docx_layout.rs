//! A Word document -> its lines as they are laid out, with the numbers that lists give them.

use super::document_blocks::Block;
use super::docx_markdown::document;
use super::ooxml::{Relations, main_part};
use crate::container::zip::Package;
use crate::io::{ProbeError, Source};
use crate::model::normalize::one_line;
use crate::model::{LayoutCell, LayoutLine};

/// How far each level of a list is indented, in columns.
const STEP: usize = 4;

/// The lines of the main text; line breaks inside a paragraph part it.
pub(crate) fn layout(source: &mut dyn Source) -> Result<Vec<LayoutLine>, ProbeError> {
    let package = Package::open(source)?;
    let main = main_part(&package, "word/document.xml")?;
    let relations = Relations::of(&package, &main)?;
    let mut document = document(&package, &main, &relations)?;
    let mut numbering = std::mem::take(&mut document.numbering);
    let mut lines = Lines::default();
    for block in &document.blocks {
        let paragraph = match block {
            Block::Table(rows) => {
                lines.table(rows);
                continue;
            }
            Block::Paragraph(paragraph) => paragraph,
        };
        let properties = &paragraph.properties;
        lines.number += 1;
        let name = document.style_name(properties);
        if properties.in_contents || name.starts_with("toc ") {
            continue;
        }
        let list = properties.list(&numbering);
        let mut marker = list.as_ref().and_then(|(list, depth)| numbering.next(list, *depth));
        let indent = list.map_or(0, |(_, depth)| usize::from(depth.min(8)) * STEP);
        let heading = document.level(properties);
        for text in paragraph.plain().split('\n') {
            let text = text.trim();
            let text = match marker.take() {
                Some(marker) => format!("{marker} {text}"),
                None => text.to_owned(),
            };
            lines.push(LayoutLine { indent, heading, text, ..LayoutLine::default() });
        }
    }
    Ok(lines.done)
}

#[derive(Default)]
struct Lines {
    done: Vec<LayoutLine>,
    /// The paragraph, from 1 over those that are not empty.
    number: u32,
    row: u32,
}

impl Lines {
    fn push(&mut self, line: LayoutLine) {
        if !line.text.trim().is_empty() {
            self.done.push(LayoutLine { number: self.number, ..line });
        }
    }

    fn table(&mut self, rows: &[Vec<Vec<String>>]) {
        for row in rows {
            self.row += 1;
            let row_number = self.row;
            for (column, cell) in (0..).zip(row) {
                for text in cell {
                    self.number += 1;
                    let cell = Some(LayoutCell { row: row_number, column });
                    self.push(LayoutLine { cell, text: one_line(text), ..LayoutLine::default() });
                }
            }
        }
    }
}
