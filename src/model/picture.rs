//! Pictures of cited pages.

use std::collections::BTreeMap;

/// A page as it is seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// The picture as a PNG file.
    pub png: Vec<u8>,
}

/// A page of an artifact: its path, and the number of the page from 1.
pub type Page = (String, u32);

/// The pictures of pages that could be drawn.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pictures {
    by_page: BTreeMap<Page, Picture>,
}

impl Pictures {
    /// The picture of this page, where there is one.
    pub fn of(&self, path: &str, page: u32) -> Option<&Picture> {
        self.by_page.get(&(path.to_owned(), page))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.by_page.is_empty()
    }
}

impl FromIterator<(Page, Picture)> for Pictures {
    fn from_iter<I: IntoIterator<Item = (Page, Picture)>>(pictures: I) -> Pictures {
        Pictures { by_page: pictures.into_iter().collect() }
    }
}
