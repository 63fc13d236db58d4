//! Edits of XML that leave every other byte as it was.

use std::ops::{ControlFlow, Range};

use crate::container::xml::{Node, Tag, local, walk_until};
use crate::formats::StripError;
use crate::io::ProbeError;

/// An element on the walk.
pub(super) struct Element<'e> {
    /// How many elements it stands in.
    pub depth: usize,
    /// Its name without prefix.
    pub name: &'e str,
    pub tag: Tag<'e>,
}

/// What of an element is not in the copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cut {
    Nothing,
    Element,
    /// What stands between its tags.
    Content,
}

/// A part without what `decide` cuts; none if it cuts nothing.
pub(super) fn without(
    part: &[u8],
    mut decide: impl FnMut(&Element<'_>) -> Cut,
) -> Result<Option<Vec<u8>>, StripError> {
    let mut cuts: Vec<Range<u64>> = Vec::new();
    // The element that is being cut: how deep it stands, where the cut begins, and whether the end
    // tag goes with it.
    let mut open: Option<(usize, u64, bool)> = None;
    let mut names: Vec<String> = Vec::new();
    let walked = walk_until(part, "properties", |node, range| {
        match node {
            Node::Start(name, tag) => {
                let depth = names.len();
                // One that is empty has nothing to lose.
                let is_empty = tag.is_self_closing && !tag.has_attributes();
                if open.is_none() && !is_empty {
                    open = match decide(&Element { depth, name: local(name), tag }) {
                        Cut::Nothing => None,
                        Cut::Element => Some((depth, range.start, true)),
                        Cut::Content => Some((depth, range.end, false)),
                    };
                }
                names.push(name.to_owned());
            }
            Node::End(name) => {
                // Where elements overlap, programs disagree on what is in them.
                if names.pop().as_deref() != Some(name) {
                    return Err(ProbeError::damaged("its elements overlap"));
                }
                if let Some((_, from, whole)) = open.filter(|(depth, ..)| *depth == names.len()) {
                    cuts.push(from..if whole { range.end } else { range.start });
                    open = None;
                }
            }
            Node::Text(_) => {}
        }
        Ok(ControlFlow::Continue(()))
    });
    walked.map_err(|_| StripError::damaged("its properties are no valid XML"))?;
    cuts.retain(|cut| !cut.is_empty());
    if cuts.is_empty() {
        return Ok(None);
    }
    let mut copy = Vec::with_capacity(part.len());
    let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
    let mut from = 0;
    for cut in cuts {
        copy.extend(part.get(from..place(cut.start)).unwrap_or_default());
        from = place(cut.end);
    }
    copy.extend(part.get(from..).unwrap_or_default());
    Ok(Some(copy))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn without_b(part: &str) -> Result<Option<String>, StripError> {
        let copy = without(part.as_bytes(), |element| match element.name {
            "b" => Cut::Element,
            "c" => Cut::Content,
            _ => Cut::Nothing,
        })?;
        Ok(copy.map(|copy| String::from_utf8(copy).unwrap()))
    }

    #[test]
    fn only_what_is_cut_changes() {
        for mark in ["", "\u{feff}"] {
            let part = format!("{mark}<a> <x:b y='1'/>ü<b>z<b/></b><c>text</c><b/>&amp;</a>");
            let copy = without_b(&part).unwrap().unwrap();
            assert_eq!(copy, format!("{mark}<a> ü<c></c><b/>&amp;</a>"));
        }
        assert_eq!(without_b("<a><c/><c></c></a>"), Ok(None));
    }

    #[test]
    fn elements_that_overlap_are_not_cut() {
        for part in ["<a><b></a></b>", "<a><b>", "</a>", "<a><b>x</c></a>"] {
            assert!(without_b(part).is_err(), "{part}");
        }
    }
}
