//! What stands beside the pages of a PDF: comments with their authors, values of form fields,
//! bookmarks, and the names of attached files (ISO 32000-2, sections 12.3.3, 12.5, 12.7, 7.11.4).

use hayro_syntax::Pdf;
use hayro_syntax::object::{self, Array, Dict, Name, Object};

use super::page_list::page_list;
use super::text_string::text;
use crate::formats::hidden_text::add;
use crate::model::Metadata;

/// How deep fields and names may be nested; in real files it is less than 10.
const MAX_DEPTH: u32 = 20;
/// How many objects are read of one file: one may be the child of many.
const MAX_OBJECTS: u32 = 20_000;

/// Reads all of it.
pub(super) fn read(pdf: &Pdf, metadata: &mut Metadata) {
    let mut reader = Reader { metadata, left: MAX_OBJECTS };
    for (number, page) in (1_u32..).zip(page_list(pdf)) {
        let Some(page) = page else { continue };
        let annotations = page.raw().get::<Array<'_>>(b"Annots".as_slice());
        for annotation in annotations.iter().flat_map(|all| all.iter::<Dict<'_>>()) {
            reader.annotation(&annotation, number);
        }
    }
    let Some(catalog) = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id()) else { return };
    if let Some(outlines) = catalog.get::<Dict<'_>>(b"Outlines".as_slice()) {
        reader.bookmarks(&outlines, 0);
    }
    if let Some(form) = catalog.get::<Dict<'_>>(b"AcroForm".as_slice()) {
        reader.fields(&form, b"Fields", 0);
    }
    let names = catalog.get::<Dict<'_>>(b"Names".as_slice());
    if let Some(files) = names.and_then(|it| it.get::<Dict<'_>>(b"EmbeddedFiles".as_slice())) {
        reader.attachments(&files, 0);
    }
}

struct Reader<'m> {
    metadata: &'m mut Metadata,
    left: u32,
}

impl Reader<'_> {
    /// Whether one more object may be read.
    fn takes(&mut self, depth: u32) -> bool {
        self.left = self.left.saturating_sub(1);
        self.left > 0 && depth <= MAX_DEPTH
    }

    fn annotation(&mut self, annotation: &Dict<'_>, page: u32) {
        let kind = annotation.get::<Name<'_>>(b"Subtype".as_slice());
        match kind.as_deref() {
            _ if !self.takes(0) => {}
            // A field is read with the form, and the window of a comment repeats its author.
            None | Some(b"Link" | b"Widget" | b"Popup") => {}
            Some(b"FileAttachment") => {
                if let Some(file) = annotation.get::<Dict<'_>>(b"FS".as_slice()) {
                    self.attachment(&file);
                }
            }
            Some(_) => {
                let words = string(annotation, b"Contents");
                if let Some(author) = string(annotation, b"T") {
                    self.metadata.add("author of a comment", &author);
                }
                if let Some(words) = words.filter(|words| !words.trim().is_empty()) {
                    self.metadata.comments = self.metadata.comments.saturating_add(1);
                    add(self.metadata, &format!("a comment on page {page}"), &words);
                }
            }
        }
    }

    /// The titles of bookmarks: a list at each level.
    fn bookmarks(&mut self, parent: &Dict<'_>, depth: u32) {
        let mut next = parent.get::<Dict<'_>>(b"First".as_slice());
        while let Some(bookmark) = next {
            if !self.takes(depth) {
                return;
            }
            if let Some(title) = string(&bookmark, b"Title") {
                add(self.metadata, "a bookmark", &title);
            }
            self.bookmarks(&bookmark, depth + 1);
            next = bookmark.get::<Dict<'_>>(b"Next".as_slice());
        }
    }

    fn fields(&mut self, parent: &Dict<'_>, key: &[u8], depth: u32) {
        let fields = parent.get::<Array<'_>>(key);
        for field in fields.iter().flat_map(|all| all.iter::<Dict<'_>>()) {
            if !self.takes(depth) {
                return;
            }
            if let Some(value) = string(&field, b"V") {
                add(self.metadata, "a form field", &value);
            }
            self.fields(&field, b"Kids", depth + 1);
        }
    }

    /// The files of a name tree (section 7.9.6).
    fn attachments(&mut self, node: &Dict<'_>, depth: u32) {
        if !self.takes(depth) {
            return;
        }
        // Names and files take turns.
        let pairs = node.get::<Array<'_>>(b"Names".as_slice());
        let objects = pairs.iter().flat_map(|pairs| pairs.iter::<Object<'_>>());
        for file in objects.filter_map(Object::into_dict) {
            if !self.takes(depth) {
                return;
            }
            self.attachment(&file);
        }
        let kids = node.get::<Array<'_>>(b"Kids".as_slice());
        for kid in kids.iter().flat_map(|kids| kids.iter::<Dict<'_>>()) {
            self.attachments(&kid, depth + 1);
        }
    }

    fn attachment(&mut self, file: &Dict<'_>) {
        self.metadata.attached_files = self.metadata.attached_files.saturating_add(1);
        let name = string(file, b"UF").or_else(|| string(file, b"F"));
        for words in [name, string(file, b"Desc")].into_iter().flatten() {
            add(self.metadata, "the name of an attached file", &words);
        }
    }
}

/// The text under a key.
fn string(dictionary: &Dict<'_>, key: &[u8]) -> Option<String> {
    let string = dictionary.get::<object::String<'_>>(key)?;
    Some(text(string.as_bytes()))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::formats::pdf::document::open;

    #[test]
    fn comments_bookmarks_field_values_and_attachments_are_read() {
        let pdf = "%PDF-1.7\n\
            1 0 obj << /Type /Catalog /Pages 2 0 R /Outlines 5 0 R /AcroForm << /Fields [7 0 R] >>\n\
            /Names << /EmbeddedFiles << /Names [(a) 8 0 R] >> >> >> endobj\n\
            2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n\
            3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Annots [4 0 R] >> endobj\n\
            4 0 obj << /Subtype /Text /T (Jane Doe) /Contents (Ask Sam) >> endobj\n\
            5 0 obj << /First 6 0 R >> endobj\n\
            6 0 obj << /Title (Plan of Ann) /Next 6 0 R >> endobj\n\
            7 0 obj << /T (Name) /V (Rosa) >> endobj\n\
            8 0 obj << /Type /Filespec /F (class-list.xlsx) >> endobj\n\
            trailer << /Root 1 0 R >>\nstartxref\n0\n%%EOF\n";
        let mut metadata = Metadata::default();
        read(&open(&mut Cursor::new(pdf)).unwrap(), &mut metadata);
        let found = |place: &str, text: &str| {
            metadata.hidden_texts.iter().any(|it| it.place == place && it.text == text)
        };
        assert!(found("a comment on page 1", "Ask Sam"));
        assert!(found("a bookmark", "Plan of Ann"));
        assert!(found("a form field", "Rosa"));
        assert!(found("the name of an attached file", "class-list.xlsx"));
        assert_eq!((metadata.comments, metadata.attached_files), (1, 1));
        assert_eq!(metadata.properties.first().map(|it| it.value.as_str()), Some("Jane Doe"));
    }
}
