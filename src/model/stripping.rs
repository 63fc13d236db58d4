//! What was removed from the packed copy of a file.

/// What became of the properties of one file on its way into a bundle; names alone, never what
/// they said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stripping {
    /// The file, relative to the portfolio, with `/`.
    pub path: String,
    /// Blocks and properties that are not in the copy, such as `EXIF` and `PDF Author`.
    pub removed: Vec<String>,
    /// Those that are still in it.
    pub left: Vec<String>,
    /// Why the copy is as the file was, where nothing could be removed: a clause that goes on after
    /// the file's name.
    pub obstacle: Option<String>,
}
