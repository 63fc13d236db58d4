//! The main text of an OpenDocument text as Markdown, which is never written to disk (see
//! `docx_markdown`).

use std::collections::HashMap;

use super::document_blocks::{Block, Blocks, Paragraph};
use super::markdown_writer::{MarkdownWriter, Run};
use super::odf::{CONTENT, STYLES, characters, is_unseen, open};
use super::odt_styles::{Look, Styles};
use crate::container::xml::{Node, walk};
use crate::io::{ProbeError, Source};
use crate::model::DocumentText;

/// Reads the text: paragraphs, lists, quotes, headings, tables and links. What is deleted, hidden,
/// or generated (a table of contents) is left out; captions and text boxes become tables, which
/// are shown and no prose.
pub(crate) fn markdown(source: &mut dyn Source) -> Result<DocumentText, ProbeError> {
    let package = open(source)?;
    let mut styles = Styles::default();
    if package.has(STYLES) {
        walk(package.part(STYLES)?, STYLES, |node| {
            styles.visit(&node);
            Ok(())
        })?;
    }
    let mut reader = Reader { styles, ..Reader::default() };
    walk(package.part(CONTENT)?, CONTENT, |node| {
        reader.visit(&node);
        reader.blocks.check_size()
    })?;
    Ok(written(&reader.blocks.finish(), &reader.styles, &reader.notes))
}

fn written(blocks: &[Block<Properties>], styles: &Styles, notes: &[String]) -> DocumentText {
    let mut writer = MarkdownWriter::default();
    let mut numbers: HashMap<&str, u32> = HashMap::new();
    for block in blocks {
        let paragraph = match block {
            Block::Table(rows) => {
                writer.table(rows);
                continue;
            }
            Block::Paragraph(paragraph) => paragraph,
        };
        let Paragraph { runs, properties } = paragraph;
        if properties.in_contents {
            writer.skip(&paragraph.plain());
        } else if let Some(level) = properties.level {
            // Headings of the second level of an outline have numbers such as 1.2.
            let list = properties.list.as_ref();
            let list = list.filter(|(name, depth)| *depth == 0 && styles.is_numbered(name, 0));
            let number = list.map(|(name, _)| {
                let number = numbers.entry(name).or_default();
                *number += 1;
                number.to_string()
            });
            writer.heading(level, number.as_deref(), &paragraph.plain());
        } else if properties.style.is("Caption") {
            writer.table(&[vec![vec![paragraph.plain()]]]);
        } else if let Some((list, depth)) = &properties.list {
            writer.item(*depth, styles.is_numbered(list, *depth), runs);
        } else {
            let quotes = ["Quotations", "Block_20_Text", "Quote", "Intense_20_Quote"];
            let is_quote = quotes.iter().any(|quote| properties.style.is(quote));
            writer.paragraph(is_quote, runs);
        }
    }
    writer.finish(notes)
}

/// What is known of a paragraph.
#[derive(Default)]
struct Properties {
    /// The level of a heading; 0 for the title.
    level: Option<u8>,
    style: Look,
    /// The list that it is an item of, and its depth in it.
    list: Option<(String, u8)>,
    /// It belongs to a table of contents or another index.
    in_contents: bool,
}

#[derive(Default)]
struct Reader {
    styles: Styles,
    blocks: Blocks<Properties>,
    /// Depth in elements that are not shown, and in indexes.
    unseen: u32,
    contents: u32,
    /// The style of the outermost open list, and how many are open.
    list: String,
    lists: u8,
    /// The looks of the open paragraphs and spans, the innermost last.
    looks: Vec<Look>,
    link: Option<String>,
    /// The texts of footnotes and endnotes, in order, and whether the last is open.
    notes: Vec<String>,
    in_note: bool,
}

impl Reader {
    fn visit(&mut self, node: &Node<'_>) {
        self.styles.visit(node);
        match node {
            Node::Start(name, _) if is_unseen(name) => self.unseen += 1,
            Node::End(name) if is_unseen(name) => self.unseen = self.unseen.saturating_sub(1),
            _ if self.unseen > 0 => {}
            Node::Start("text:note", _) => {
                self.notes.push(String::new());
                self.in_note = true;
            }
            Node::End("text:note") => {
                self.in_note = false;
                let note = u32::try_from(self.notes.len()).ok();
                self.blocks.push(Run { note, ..Run::default() });
            }
            Node::Text(text) if self.in_note => self.push_to_note(text),
            Node::Start("text:s" | "text:tab", _) | Node::End("text:p") if self.in_note => {
                self.push_to_note(" ");
            }
            _ if self.in_note => {}
            Node::Start(name, _) if is_index(name) => self.contents += 1,
            Node::End(name) if is_index(name) => self.contents = self.contents.saturating_sub(1),
            Node::Start("text:list", tag) => {
                if self.lists == 0 {
                    self.list = tag.get("style-name").unwrap_or_default();
                }
                self.lists = self.lists.saturating_add(1);
            }
            Node::End("text:list") => self.lists = self.lists.saturating_sub(1),
            Node::Start("table:table", _) => self.blocks.begin_table(),
            Node::End("table:table") => self.blocks.end_table(),
            Node::Start("table:table-row", _) => self.blocks.begin_row(),
            Node::Start("table:table-cell" | "table:covered-table-cell", _) => {
                self.blocks.begin_cell();
            }
            Node::Start("draw:text-box", _) => self.blocks.begin_box(),
            Node::End("draw:text-box") => self.blocks.end_box(),
            Node::Start(name @ ("text:p" | "text:h"), tag) => {
                let style = self.styles.paragraph(&tag.get("style-name").unwrap_or_default());
                let own = tag.get("outline-level").and_then(|level| level.parse().ok());
                let level = match *name {
                    "text:h" => Some(own.or(style.level).unwrap_or(1)),
                    _ if style.is("Title") => Some(0),
                    _ => style.level,
                };
                let depth = self.lists.checked_sub(1);
                let list = depth.map(|depth| (self.list.clone(), depth));
                self.looks.push(style.clone());
                let in_contents = self.contents > 0;
                self.blocks.begin_paragraph(Properties { level, style, list, in_contents });
            }
            Node::End("text:p" | "text:h") => {
                self.looks.pop();
                self.blocks.end_paragraph();
            }
            Node::Start("text:span", tag) => {
                let style = self.styles.span(&tag.get("style-name").unwrap_or_default());
                let outer = self.looks.last().cloned().unwrap_or_default();
                self.looks.push(style.inside(&outer));
            }
            Node::End("text:span") => drop(self.looks.pop()),
            Node::Start("text:a", tag) => self.link = tag.get("href"),
            Node::End("text:a") => self.link = None,
            node => self.push(&characters(node)),
        }
    }

    fn push_to_note(&mut self, text: &str) {
        if let Some(note) = self.notes.last_mut() {
            note.push_str(text);
        }
    }

    fn push(&mut self, text: &str) {
        let look = self.looks.last().cloned().unwrap_or_default();
        if look.is_hidden == Some(true) || text.is_empty() {
            return;
        }
        self.blocks.push(Run {
            text: text.to_owned(),
            is_bold: look.is_bold == Some(true),
            is_italic: look.is_italic == Some(true),
            // A link inside the document has no meaning outside of it.
            link: self.link.clone().filter(|link| !link.starts_with('#')),
            ..Run::default()
        });
    }
}

/// The indexes that a program generates (part 3, section 8).
fn is_index(name: &str) -> bool {
    matches!(
        name,
        "text:table-of-content"
            | "text:alphabetical-index"
            | "text:bibliography"
            | "text:illustration-index"
            | "text:object-index"
            | "text:table-index"
            | "text:user-index"
    )
}
