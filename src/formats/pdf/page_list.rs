//! The pages of a PDF in the order of its tree (ISO 32000-2, section 7.7.3), each entry one page.
//!
//! The library leaves out an entry that repeats a page, and one that cannot be read. Viewers count
//! both, so that every page behind them would have a wrong number.

use std::collections::HashMap;

use hayro_syntax::Pdf;
use hayro_syntax::object::dict::keys::{COUNT, KIDS, PAGES, TYPE};
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, ObjectIdentifier};
use hayro_syntax::page::Page;

/// How deep the tree may be; writers make less than ten levels.
const MAX_DEPTH: u32 = 200;
/// How many entries are read: one node may be the child of many.
const MAX_ENTRIES: usize = 200_000;

/// Every page in its place; none where it cannot be read.
pub(super) fn page_list(pdf: &Pdf) -> Vec<Option<&Page<'_>>> {
    let read = pdf.pages();
    let mut walk = Walk::default();
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    let root = catalog.and_then(|catalog| catalog.get::<Dict<'_>>(PAGES));
    if let Some(root) = &root {
        if let Some(id) = root.obj_id() {
            walk.known.insert(id, Node::Tree);
            walk.open.push(id);
        }
        walk.tree(pdf, root, 0);
    }
    // A damaged tree, whose pages the library searched for in the whole file.
    if walk.is_exceeded || walk.next != read.len() {
        return read.iter().map(Some).collect();
    }
    let counted = root.and_then(|root| root.get::<u32>(COUNT));
    if counted.is_none_or(|counted| counted as usize != walk.entries.len()) {
        // Some programs leave the place of a deleted page in the list, and count without it.
        walk.entries.retain(Option::is_some);
    }
    walk.entries.iter().map(|entry| entry.and_then(|index| read.get(index))).collect()
}

/// What an object was found to be.
#[derive(Clone, Copy)]
enum Node {
    /// A page, by its number among those that the library read.
    Page(usize),
    Tree,
    Unreadable,
}

/// The entries that were met, and how the library counts them.
#[derive(Default)]
struct Walk {
    known: HashMap<ObjectIdentifier, Node>,
    entries: Vec<Option<usize>>,
    /// The number of the next page that was not met before.
    next: usize,
    /// The nodes that are being read, so that none holds itself.
    open: Vec<ObjectIdentifier>,
    is_exceeded: bool,
    visits: usize,
}

impl Walk {
    fn tree(&mut self, pdf: &Pdf, node: &Dict<'_>, depth: u32) {
        self.visits += 1;
        self.is_exceeded |= depth > MAX_DEPTH || self.visits > MAX_ENTRIES;
        let kids = node.get::<Array<'_>>(KIDS);
        for kid in kids.iter().flat_map(Array::raw_iter) {
            self.is_exceeded |= self.entries.len() >= MAX_ENTRIES;
            if self.is_exceeded {
                return;
            }
            match kid {
                MaybeRef::NotRef(object) => {
                    if let Some(node) = object.into_dict() {
                        self.entry(pdf, None, &node, depth);
                    }
                }
                MaybeRef::Ref(reference) => {
                    let id = ObjectIdentifier::from(reference);
                    match self.known.get(&id).copied() {
                        Some(Node::Page(index)) => self.entries.push(Some(index)),
                        Some(Node::Unreadable) => self.entries.push(None),
                        Some(Node::Tree) if self.open.contains(&id) => {}
                        Some(Node::Tree) | None => match pdf.xref().get::<Dict<'_>>(id) {
                            Some(node) => self.entry(pdf, Some(id), &node, depth),
                            None => {
                                self.known.insert(id, Node::Unreadable);
                                self.entries.push(None);
                            }
                        },
                    }
                }
            }
        }
    }

    /// A node of the tree, or a page: whatever does not say that it is a node.
    fn entry(&mut self, pdf: &Pdf, id: Option<ObjectIdentifier>, node: &Dict<'_>, depth: u32) {
        if node.get::<Name<'_>>(TYPE).as_deref() != Some(PAGES) {
            self.known.extend(id.map(|id| (id, Node::Page(self.next))));
            self.entries.push(Some(self.next));
            self.next += 1;
            return;
        }
        self.known.extend(id.map(|id| (id, Node::Tree)));
        self.open.extend(id);
        self.tree(pdf, node, depth + 1);
        if id.is_some() {
            self.open.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::formats::pdf::document::open;

    /// Which page stands where, by its width; 0 for one that cannot be read.
    fn widths(kids: &str, count: u32) -> Vec<u32> {
        let pdf = format!(
            "%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n\
             2 0 obj << /Type /Pages /Kids [{kids}] /Count {count} >> endobj\n\
             3 0 obj << /Type /Page /MediaBox [0 0 3 9] >> endobj\n\
             4 0 obj << /Type /Page /MediaBox [0 0 4 9] >> endobj\n\
             5 0 obj << /Type /Pages /Kids [3 0 R 4 0 R 5 0 R 2 0 R] /Count 2 >> endobj\n\
             trailer << /Root 1 0 R >>\nstartxref\n0\n%%EOF\n"
        );
        let pdf = open(&mut Cursor::new(pdf)).unwrap();
        let width = |page: &Page<'_>| page.media_box().width() as u32;
        page_list(&pdf).into_iter().map(|page| page.map_or(0, width)).collect()
    }

    #[test]
    fn every_entry_is_a_page() {
        for (kids, count, expected) in [
            ("3 0 R 4 0 R", 2, &[3, 4][..]),
            ("3 0 R 3 0 R 4 0 R", 3, &[3, 3, 4]),
            ("3 0 R 99 0 R 4 0 R", 3, &[3, 0, 4]),
            // The count says that nothing is missing.
            ("3 0 R 99 0 R 4 0 R", 2, &[3, 4]),
            ("5 0 R 3 0 R 5 0 R", 5, &[3, 4, 3, 3, 4]),
        ] {
            assert_eq!(widths(kids, count), expected, "{kids}");
        }
    }
}
