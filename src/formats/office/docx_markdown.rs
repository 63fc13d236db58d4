//! The main text of a Word document as Markdown, which is never written to disk: by it a narrative
//! in Word is counted, compared and shown as one in Markdown is.

use std::collections::HashMap;
use std::io::BufRead;

use super::document_blocks::{Block, Blocks, Paragraph};
use super::docx::special;
use super::docx_numbering::Numbering;
use super::docx_styles::{Styles, level_of_outline};
use super::markdown_writer::{MarkdownWriter, Run};
use super::ooxml::{Relations, external_targets, main_part};
use crate::container::xml::{Node, Tag, walk};
use crate::container::zip::Package;
use crate::io::{ProbeError, Source};
use crate::model::DocumentText;

/// Reads the text: paragraphs, lists, quotes, headings, tables and links. What is deleted, hidden,
/// or generated (a table of contents) is left out; captions and text boxes become tables, which
/// are shown and no prose.
pub(crate) fn markdown(source: &mut dyn Source) -> Result<DocumentText, ProbeError> {
    let package = Package::open(source)?;
    let main = main_part(&package, "word/document.xml")?;
    let relations = Relations::of(&package, &main)?;
    let document = document(&package, &main, &relations)?;
    Ok(written(document))
}

/// The blocks of a document, and what its styles say of them.
pub(super) struct Document {
    pub blocks: Vec<Block<Properties>>,
    styles: Styles,
    pub numbering: Numbering,
    /// The texts of its notes, in the order of their references.
    notes: Vec<String>,
}

/// Reads the main part.
pub(super) fn document(
    package: &Package<'_>,
    main: &str,
    relations: &Relations,
) -> Result<Document, ProbeError> {
    let targets = external_targets(package, main)?;
    let mut reader = Reader { targets, ..Reader::default() };
    walk(package.part(main)?, main, |node| {
        reader.visit(&node);
        reader.blocks.check_size()
    })?;
    let mut texts = HashMap::new();
    for kind in ["footnote", "endnote"] {
        let parts = relations.of_kind(&format!("{kind}s"));
        if reader.notes.iter().any(|(of, _)| *of == kind)
            && let Some(part) = parts.first()
        {
            notes(package.part(part)?, part, |id, text| drop(texts.insert((kind, id), text)))?;
        }
    }
    let notes = reader.notes.iter().map(|note| texts.remove(note).unwrap_or_default());
    let notes: Vec<String> = notes.collect();
    let blocks = reader.blocks.finish();
    let styles = match relations.of_kind("styles").first() {
        Some(part) => Styles::read(package.part(part)?, part)?,
        None => Styles::default(),
    };
    let mut numbering = Numbering::default();
    if let Some(part) = relations.of_kind("numbering").first() {
        numbering.read(package.part(part)?, part)?;
    }
    if let Some(part) = relations.of_kind("styles").first() {
        numbering.read_styles(package.part(part)?, part)?;
    }
    Ok(Document { blocks, styles, numbering, notes })
}

impl Document {
    /// The name of the style of a paragraph, in lower case.
    pub fn style_name(&self, properties: &Properties) -> String {
        properties.style.as_deref().map(|id| self.styles.name(id)).unwrap_or_default()
    }

    /// The heading level of a paragraph.
    pub fn level(&self, properties: &Properties) -> Option<u8> {
        match properties.outline {
            Some(outline) => level_of_outline(outline),
            None => properties.style.as_deref().and_then(|id| self.styles.level(id)),
        }
    }
}

fn written(mut document: Document) -> DocumentText {
    let mut numbering = std::mem::take(&mut document.numbering);
    let mut writer = MarkdownWriter::default();
    for block in &document.blocks {
        let paragraph = match block {
            Block::Table(rows) => {
                writer.table(rows);
                continue;
            }
            Block::Paragraph(paragraph) => paragraph,
        };
        let Paragraph { runs, properties } = paragraph;
        let (name, level) = (document.style_name(properties), document.level(properties));
        let list = properties.list(&numbering);
        let marker = list.as_ref().and_then(|(list, depth)| numbering.next(list, *depth));
        let marker = marker.filter(|marker| marker != "•");
        let plain = paragraph.plain();
        if properties.in_contents || name.starts_with("toc ") {
            writer.skip(&plain);
        } else if let Some(level) = level {
            writer.heading(level, marker.as_deref(), &plain);
        } else if name == "caption" {
            writer.table(&[vec![vec![plain]]]);
        } else if let Some((_, depth)) = list {
            writer.item(depth, marker.is_some(), runs);
        } else if name.starts_with("list bullet") || name.starts_with("list number") {
            writer.item(0, name.starts_with("list number"), runs);
        } else {
            let is_quote = matches!(name.as_str(), "quote" | "intense quote" | "block text");
            writer.paragraph(is_quote, runs);
        }
    }
    writer.finish(&document.notes)
}

/// Calls `found` with the id and the text of each footnote or endnote.
fn notes(
    part: impl BufRead,
    name: &str,
    mut found: impl FnMut(String, String),
) -> Result<(), ProbeError> {
    let (mut note, mut in_text, mut unseen) = (None, false, 0_u32);
    walk(part, name, |node| {
        match node {
            Node::Start("w:footnote" | "w:endnote", tag) => {
                note = tag.get("id").map(|id| (id, String::new()));
            }
            Node::End("w:footnote" | "w:endnote") => {
                note.take().into_iter().for_each(|(id, text)| found(id, text));
            }
            Node::Start("w:del" | "w:moveFrom", _) => unseen += 1,
            Node::End("w:del" | "w:moveFrom") => unseen = unseen.saturating_sub(1),
            Node::Start("w:t", _) => in_text = true,
            Node::End("w:t") => in_text = false,
            Node::Text(text) if in_text && unseen == 0 => {
                note.iter_mut().for_each(|(_, of)| of.push_str(text));
            }
            Node::Start("w:tab" | "w:br", _) | Node::End("w:p") => {
                note.iter_mut().for_each(|(_, of)| of.push(' '));
            }
            _ => {}
        }
        Ok(())
    })
}

/// What a paragraph says of itself, before the styles say what that means.
#[derive(Default)]
pub(super) struct Properties {
    pub style: Option<String>,
    /// Its own outline level (section 17.3.1.20), which overrides that of its style.
    outline: Option<u8>,
    /// The list that it is an item of, and its depth in it; or that it is an item of none.
    list: Option<Option<(String, u8)>>,
    /// It belongs to a table of contents.
    pub in_contents: bool,
}

impl Properties {
    /// The list that it is an item of, by itself or by its style, and its depth in it.
    pub fn list(&self, numbering: &Numbering) -> Option<(String, u8)> {
        let own = match &self.list {
            // The list 0 takes a paragraph out of that of its style.
            Some(None) => return None,
            Some(Some((list, depth))) if !list.is_empty() => return Some((list.clone(), *depth)),
            own => own.iter().flatten().next().map(|(_, depth)| *depth),
        };
        let (list, depth) = numbering.of_style(self.style.as_deref()?)?;
        (list != "0").then(|| (list, own.unwrap_or(depth)))
    }
}

#[derive(Default)]
struct Reader {
    targets: HashMap<String, String>,
    blocks: Blocks<Properties>,
    /// Depth in elements that are not shown.
    unseen: u32,
    in_text: bool,
    runs: u32,
    /// What a run that is open looks like.
    format: Run,
    is_hidden: bool,
    link: Option<String>,
    /// For each open content control whether it is a table of contents.
    controls: Vec<bool>,
    /// The notes that are referred to, by kind and id, in order.
    notes: Vec<(&'static str, String)>,
    /// A mark of the paragraph inside its properties is no run.
    in_mark: bool,
}

impl Reader {
    fn visit(&mut self, node: &Node<'_>) {
        match node {
            Node::Start("w:del" | "w:moveFrom" | "mc:Fallback", _) => self.unseen += 1,
            Node::End("w:del" | "w:moveFrom" | "mc:Fallback") => {
                self.unseen = self.unseen.saturating_sub(1);
            }
            Node::Start("w:sdt", _) => self.controls.push(false),
            Node::Start("w:docPartGallery", tag)
                if tag.get("val").is_some_and(|name| name == "Table of Contents") =>
            {
                if let Some(control) = self.controls.last_mut() {
                    *control = true;
                }
            }
            Node::End("w:sdt") => drop(self.controls.pop()),
            Node::Start("w:tbl", _) => self.blocks.begin_table(),
            Node::End("w:tbl") => self.blocks.end_table(),
            Node::Start("w:tr", _) => self.blocks.begin_row(),
            Node::Start("w:tc", _) => self.blocks.begin_cell(),
            Node::Start("w:txbxContent", _) => self.blocks.begin_box(),
            Node::End("w:txbxContent") => self.blocks.end_box(),
            Node::Start("w:p" | "a:p", _) => {
                let in_contents = self.controls.contains(&true);
                self.blocks.begin_paragraph(Properties { in_contents, ..Properties::default() });
            }
            Node::End("w:p" | "a:p") => self.blocks.end_paragraph(),
            Node::Start("w:hyperlink", tag) => {
                let external = tag.relationship().and_then(|id| self.targets.get(&id).cloned());
                self.link = external;
            }
            Node::End("w:hyperlink") => self.link = None,
            Node::Start("w:pPr", _) => self.in_mark = true,
            Node::End("w:pPr") => self.in_mark = false,
            Node::Start("w:r" | "m:r" | "a:r", _) => {
                self.runs += 1;
                let is_code = matches!(node, Node::Start("m:r", _));
                self.format = Run { is_code, ..Run::default() };
                self.is_hidden = false;
            }
            Node::End("w:r" | "m:r" | "a:r") => self.runs = self.runs.saturating_sub(1),
            Node::Start("w:t" | "m:t" | "a:t", _) => self.in_text = true,
            Node::End("w:t" | "m:t" | "a:t") => self.in_text = false,
            Node::Text(text) if self.in_text => self.push(text),
            Node::Start("w:pStyle", tag) => self.of_paragraph(|it| it.style = tag.get("val")),
            Node::Start("w:outlineLvl", tag) => self.of_paragraph(|paragraph| {
                paragraph.outline = tag.get("val").and_then(|level| level.parse().ok());
            }),
            Node::Start("w:numId", tag) => self.of_paragraph(|paragraph| {
                let depth = paragraph.list.iter().flatten().next().map_or(0, |list| list.1);
                let id = tag.get("val").filter(|id| id != "0");
                paragraph.list = Some(id.map(|id| (id, depth)));
            }),
            Node::Start("w:ilvl", tag) => self.of_paragraph(|paragraph| {
                let depth = tag.get("val").and_then(|depth| depth.parse().ok()).unwrap_or(0);
                paragraph.list = Some(Some((String::new(), depth)));
            }),
            Node::Start(element, tag) if self.runs > 0 && !self.in_mark => match *element {
                "w:b" => self.format.is_bold = tag.is_on("val"),
                "w:i" => self.format.is_italic = tag.is_on("val"),
                "w:vanish" => self.is_hidden = tag.is_on("val"),
                "w:footnoteReference" => self.note("footnote", tag),
                "w:endnoteReference" => self.note("endnote", tag),
                element => {
                    if let Some(character) = special(element) {
                        self.push(character.encode_utf8(&mut [0; 4]));
                    }
                }
            },
            _ => {}
        }
    }

    fn of_paragraph(&mut self, set: impl FnOnce(&mut Properties)) {
        if let Some(properties) = self.blocks.properties() {
            set(properties);
        }
    }

    fn note(&mut self, kind: &'static str, tag: &Tag<'_>) {
        if self.unseen == 0
            && let Some(id) = tag.get("id")
        {
            self.notes.push((kind, id));
            let note = u32::try_from(self.notes.len()).ok();
            self.blocks.push(Run { note, ..Run::default() });
        }
    }

    fn push(&mut self, text: &str) {
        if self.unseen == 0 && !self.is_hidden {
            let text = text.to_owned();
            self.blocks.push(Run { text, link: self.link.clone(), ..self.format.clone() });
        }
    }
}
