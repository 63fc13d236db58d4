//! Metadata of OpenDocument files (OASIS OpenDocument 1.3): properties, tracked changes, comments,
//! speaker notes, and text that readers do not see at first.

use super::odf::{CONTENT, Object, STYLES, open};
use super::ods;
use super::properties::ODF;
use crate::container::xml::{Node, walk};
use crate::formats::hidden_text::{add, chosen, holds};
use crate::io::{ProbeError, Source};
use crate::model::Metadata;

/// The part that holds the properties (part 3, section 4.3).
const META: &str = "meta.xml";
/// Changes of a text (section 5.5.3) and of a sheet (section 9.9).
const CHANGES: [&str; 5] = [
    "text:changed-region",
    "table:insertion",
    "table:deletion",
    "table:movement",
    "table:cell-content-change",
];

/// The most embedded documents that are looked into.
const MOST_OBJECTS: usize = 100;

/// Reads the metadata of a file.
pub(crate) fn read(source: &mut dyn Source, metadata: &mut Metadata) -> Result<(), ProbeError> {
    let package = open(source)?;
    if package.has(META) {
        ODF.report(package.part(META)?, META, metadata)?;
    }
    let mut state = State::default();
    walk(package.part(CONTENT)?, CONTENT, |node| {
        state.visit(&node, metadata);
        Ok(())
    })?;
    let marks: [&[u8]; 3] =
        [b"visibility=\"collapse", b"visibility=\"filter", b"table:display=\"false"];
    if holds(package.part(CONTENT)?, &marks)? {
        metadata.hidden_texts.extend(ods::hidden_texts(&package)?.hidden_texts);
    }
    let is_object = |name: &&str| name.contains('/') && name.ends_with(&format!("/{CONTENT}"));
    for part in package.names().filter(is_object).take(MOST_OBJECTS) {
        let object = Object::of_part(&package, part);
        if !object.is_chart && !object.texts.is_empty() {
            metadata.embedded_files = metadata.embedded_files.saturating_add(1);
            let name = part.split('/').next().unwrap_or_default();
            let place = format!("the embedded file \"{name}\"");
            add(metadata, &place, &object.texts.join("\n"));
        }
    }
    // Headers and footers belong to master pages (part 3, section 16.10).
    match package.has(STYLES) {
        true => chosen(package.part(STYLES)?, STYLES, "a header or footer", &["text:p"], metadata),
        false => Ok(()),
    }
}

/// The state of the walk through the content.
#[derive(Default)]
struct State {
    /// Depth in the list of tracked changes; 1 is the list itself.
    changes: u32,
    in_comment: bool,
    in_creator: bool,
    in_notes: bool,
    in_text: bool,
    has_notes: bool,
    /// The number of the slide.
    slide: u32,
    /// The paragraph that is being read, if it is hidden text.
    hidden: String,
}

impl State {
    fn visit(&mut self, node: &Node<'_>, metadata: &mut Metadata) {
        match *node {
            Node::Start("text:tracked-changes" | "table:tracked-changes", _) => self.changes = 1,
            Node::Start("text:p" | "text:h", _) if self.changes > 0 => {
                self.changes += 1;
                self.in_text = true;
            }
            Node::Start(name, _) if self.changes > 0 => {
                if self.changes == 1 && CHANGES.contains(&name) {
                    metadata.tracked_changes = metadata.tracked_changes.saturating_add(1);
                }
                self.changes += 1;
                self.in_creator = name == "dc:creator";
            }
            Node::Start("office:annotation", _) => {
                metadata.comments = metadata.comments.saturating_add(1);
                self.in_comment = true;
                // It stands inside a paragraph, and its text is not part of that paragraph.
                self.in_text = false;
            }
            Node::Start("dc:creator", _) => self.in_creator = self.in_comment,
            Node::Start("draw:page", _) => self.slide = self.slide.saturating_add(1),
            Node::Start("presentation:notes", _) => (self.in_notes, self.has_notes) = (true, false),
            Node::Start("text:p" | "text:h", _) => self.in_text = true,
            // Every notes page has the page number, which is a field.
            Node::Start("text:page-number", _) => self.in_text = false,
            Node::Text(text) if self.in_creator => {
                let of = if self.changes > 0 { "a tracked change" } else { "a comment" };
                metadata.add(format!("author of {of}"), text);
            }
            Node::Text(text)
                if self.in_text && (self.in_notes || self.in_comment || self.changes > 0) =>
            {
                self.has_notes |= self.in_notes && !text.trim().is_empty();
                self.hidden.push_str(text);
            }
            Node::End(name) => {
                match name {
                    "dc:creator" => self.in_creator = false,
                    "office:annotation" => self.in_comment = false,
                    "text:p" | "text:h" => {
                        self.in_text = false;
                        let place = match (self.in_comment, self.changes) {
                            (true, _) => "a comment".to_owned(),
                            (false, 0) => format!("the notes of slide {}", self.slide),
                            (false, _) => "deleted text".to_owned(),
                        };
                        add(metadata, &place, &std::mem::take(&mut self.hidden));
                    }
                    "text:page-number" => self.in_text = true,
                    // A slide has notes even if nothing is written in them.
                    "presentation:notes" => {
                        let noted = u32::from(self.has_notes);
                        metadata.noted_slides = metadata.noted_slides.saturating_add(noted);
                        self.in_notes = false;
                    }
                    _ => {}
                }
                self.changes = self.changes.saturating_sub(1);
            }
            _ => {}
        }
    }
}
