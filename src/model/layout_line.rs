//! A line of a document with what its layout says of it.

/// A paragraph, an item of a list with its number, or what stands in a cell of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LayoutLine {
    /// The line of the file, or the number of the paragraph, from 1.
    pub number: u32,
    /// How far it is indented, in columns.
    pub indent: usize,
    /// The rank of a heading, from 1.
    pub heading: Option<u8>,
    /// The cell of a table in which it stands.
    pub cell: Option<LayoutCell>,
    /// Its words, after the number or bullet that is shown before them.
    pub text: String,
}

/// A cell of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LayoutCell {
    /// The row, counted over all tables of the document.
    pub row: u32,
    /// The column, from 0.
    pub column: u32,
}
