//! The main text of a Word document as Markdown, which is never written to disk: by it a narrative
//! in Word is counted, compared and shown as one in Markdown is.

use std::collections::{HashMap, HashSet};

use super::document_blocks::{Block, Blocks, Paragraph};
use super::docx::{heading_levels, level_of_outline, special, style_names};
use super::markdown_writer::{MarkdownWriter, Run};
use super::ooxml::{Relations, external_targets, main_part};
use crate::container::xml::{Node, walk};
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
    Ok(written(&document))
}

/// The blocks of a document, and what its styles say of them.
pub(super) struct Document {
    pub blocks: Vec<Block<Properties>>,
    /// The heading levels of styles.
    pub levels: HashMap<String, Option<u8>>,
    /// The names of styles.
    pub names: HashMap<String, String>,
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
        Ok(())
    })?;
    let blocks = reader.blocks.finish();
    let used = blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => paragraph.properties.style.as_deref(),
        Block::Table(_) => None,
    });
    let used: HashSet<&str> = used.collect();
    let (levels, names) = match relations.of_kind("styles").first() {
        Some(styles) if !used.is_empty() => (
            heading_levels(package.part(styles)?, styles, used)?,
            style_names(package.part(styles)?, styles)?,
        ),
        _ => Default::default(),
    };
    Ok(Document { blocks, levels, names })
}

impl Document {
    /// The name of the style of a paragraph, in lower case.
    pub fn style_name(&self, properties: &Properties) -> &str {
        properties.style.as_ref().and_then(|id| self.names.get(id)).map_or("", String::as_str)
    }

    /// The heading level of a paragraph.
    pub fn level(&self, properties: &Properties) -> Option<u8> {
        match properties.outline {
            Some(outline) => level_of_outline(outline),
            None => properties.style.as_ref().and_then(|id| self.levels.get(id).copied().flatten()),
        }
    }
}

fn written(document: &Document) -> DocumentText {
    let mut writer = MarkdownWriter::default();
    let mut numbers: HashMap<String, u32> = HashMap::new();
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
        let plain = paragraph.plain();
        if properties.in_contents || name.starts_with("toc ") {
            writer.skip(&plain);
        } else if let Some(level) = level {
            let number =
                properties.list.as_ref().filter(|(_, depth)| *depth == 0).map(|(id, _)| {
                    let number = numbers.entry(id.clone()).or_default();
                    *number += 1;
                    *number
                });
            writer.heading(level, number, &plain);
        } else if name == "caption" {
            writer.table(&[vec![vec![plain]]]);
        } else if let Some((_, depth)) = &properties.list {
            writer.item(*depth, runs);
        } else if name.starts_with("list bullet") || name.starts_with("list number") {
            writer.item(0, runs);
        } else {
            let is_quote = matches!(name, "quote" | "intense quote" | "block text");
            writer.paragraph(is_quote, runs);
        }
    }
    writer.finish()
}

/// What a paragraph says of itself, before the styles say what that means.
#[derive(Default)]
pub(super) struct Properties {
    pub style: Option<String>,
    /// Its own outline level (section 17.3.1.20), which overrides that of its style.
    outline: Option<u8>,
    /// The list that it is an item of, and its depth in it.
    pub list: Option<(String, u8)>,
    /// It belongs to a table of contents.
    pub in_contents: bool,
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
                self.format = Run::default();
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
                // The list 0 takes a paragraph out of that of its style.
                let id = tag.get("val").filter(|id| id != "0");
                let depth = paragraph.list.as_ref().map_or(0, |list| list.1);
                paragraph.list = id.map(|id| (id, depth));
            }),
            Node::Start("w:ilvl", tag) => self.of_paragraph(|paragraph| {
                let depth = tag.get("val").and_then(|depth| depth.parse().ok()).unwrap_or(0);
                paragraph.list = Some((String::new(), depth));
            }),
            Node::Start(element, tag) if self.runs > 0 && !self.in_mark => match *element {
                "w:b" => self.format.is_bold = tag.is_on("val"),
                "w:i" => self.format.is_italic = tag.is_on("val"),
                "w:vanish" => self.is_hidden = tag.is_on("val"),
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

    fn push(&mut self, text: &str) {
        if self.unseen == 0 && !self.is_hidden {
            let text = text.to_owned();
            self.blocks.push(Run { text, link: self.link.clone(), ..self.format.clone() });
        }
    }
}
