//! What a file says beside its content.

/// What programs and cameras noted in an artifact, and what its reader does not see at first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Properties that name a person, an organisation or a device, in the order of the file.
    pub properties: Vec<Property>,
    /// It says where on earth it was taken.
    pub has_place: bool,
    /// A browser that opens it runs scripts, shows other pages, or loads from the web.
    pub is_active: bool,
    /// Insertions and deletions that are neither accepted nor rejected.
    pub tracked_changes: u32,
    /// Comments in the margin or at a cell.
    pub comments: u32,
    /// Slides with speaker notes.
    pub noted_slides: u32,
    /// Files that are attached to a PDF.
    pub attached_files: u32,
    /// Files that are embedded in an Office file and say more than it shows.
    pub embedded_files: u32,
    /// What is written beside the text: comments, speaker notes, headers and footers, deleted text.
    pub hidden_texts: Vec<HiddenText>,
}

/// A piece of text that stands beside the text of a file, where no quote is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HiddenText {
    /// Where, for the end of a sentence: `a comment`, `the notes of slide 3`.
    pub place: String,
    /// The text.
    pub text: String,
}

/// One property of a file, as the program that wrote it names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Property {
    /// Its name, with the block that it stands in: `PDF Author`, `EXIF Artist`.
    pub name: String,
    /// What it says.
    pub value: String,
}

impl Metadata {
    /// Adds a property, unless it is empty or there already.
    pub fn add(&mut self, name: impl Into<String>, value: &str) {
        let value = value.trim_matches(|c: char| c.is_whitespace() || c == '\0');
        let property = Property { name: name.into(), value: value.to_owned() };
        if !value.is_empty() && !self.properties.contains(&property) {
            self.properties.push(property);
        }
    }
}
