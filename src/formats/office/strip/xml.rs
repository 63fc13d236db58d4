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
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cut {
    Nothing,
    Element,
    /// What stands between its tags.
    Content,
    /// Attributes, by their names without prefix, and what each has in the copy; without that it goes.
    Attributes(Vec<(String, Option<String>)>),
}

/// A part without what `decide` cuts; none if it cuts nothing.
pub(super) fn without(
    part: &[u8],
    mut decide: impl FnMut(&Element<'_>) -> Cut,
) -> Result<Option<Vec<u8>>, StripError> {
    let mut cuts: Vec<(Range<u64>, String)> = Vec::new();
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
                        Cut::Attributes(new) => {
                            cuts.extend(attribute_edits(part, &range, &new));
                            None
                        }
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
                    let to = if whole { range.end } else { range.start };
                    cuts.push((from..to, String::new()));
                    open = None;
                }
            }
            Node::Text(_) => {}
        }
        Ok(ControlFlow::Continue(()))
    });
    walked.map_err(|_| StripError::damaged("its properties are no valid XML"))?;
    cuts.retain(|(cut, _)| !cut.is_empty());
    if cuts.is_empty() {
        return Ok(None);
    }
    let mut copy = Vec::with_capacity(part.len());
    let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
    let mut from = 0;
    for (cut, new) in cuts {
        copy.extend(part.get(from..place(cut.start)).unwrap_or_default());
        copy.extend(new.bytes());
        from = place(cut.end);
    }
    copy.extend(part.get(from..).unwrap_or_default());
    Ok(Some(copy))
}

/// The edits of a tag that give attributes these values.
fn attribute_edits(
    part: &[u8],
    tag: &Range<u64>,
    new: &[(String, Option<String>)],
) -> Vec<(Range<u64>, String)> {
    let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
    let bytes = part.get(place(tag.start)..place(tag.end)).unwrap_or_default();
    let mut edits = Vec::new();
    for attribute in attributes(bytes) {
        let name = bytes.get(attribute.name).unwrap_or_default();
        let name = name.rsplit(|byte| *byte == b':').next().unwrap_or_default();
        let Some((_, new)) = new.iter().find(|(wanted, _)| wanted.as_bytes() == name) else {
            continue;
        };
        let (range, new) = match new {
            Some(new) => (attribute.value, escaped(new)),
            None => (attribute.whole, String::new()),
        };
        if bytes.get(range.clone()) != Some(new.as_bytes()) {
            edits.push((tag.start + range.start as u64..tag.start + range.end as u64, new));
        }
    }
    edits
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;").replace('\'', "&apos;")
}

/// Where an attribute stands in its tag.
struct AttributePlace {
    /// The white space before it included.
    whole: Range<usize>,
    name: Range<usize>,
    /// Without its quotes.
    value: Range<usize>,
}

fn attributes(tag: &[u8]) -> Vec<AttributePlace> {
    let find = |from: usize, is_wanted: fn(u8) -> bool| {
        let rest = tag.get(from..).unwrap_or_default();
        rest.iter().position(|byte| is_wanted(*byte)).map(|at| from + at)
    };
    let is_space = |byte: u8| byte.is_ascii_whitespace();
    let is_text = |byte: u8| !byte.is_ascii_whitespace();
    let mut found = Vec::new();
    let mut at = find(0, is_space);
    while let Some(start) = at {
        let place = find(start, is_text).and_then(|name| {
            let end = find(name, |byte| byte == b'=' || byte.is_ascii_whitespace())?;
            let quote = find(end, |byte| matches!(byte, b'"' | b'\''))?;
            let rest = tag.get(quote + 1..)?;
            let close = quote + 1 + memchr::memchr(*tag.get(quote)?, rest)?;
            Some(AttributePlace {
                whole: start..close + 1,
                name: name..end,
                value: quote + 1..close,
            })
        });
        at = place.as_ref().map(|place| place.whole.end);
        found.extend(place);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn without_b(part: &str) -> Result<Option<String>, StripError> {
        let copy = without(part.as_bytes(), |element| match element.name {
            "b" => Cut::Element,
            "c" => Cut::Content,
            "d" => Cut::Attributes(vec![
                ("gone".to_owned(), None),
                ("name".to_owned(), Some("A & B".to_owned())),
            ]),
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
        let part = "<d x:name='Jane' y=\"1\" gone = '2>'\n/>";
        let copy = "<d x:name='A &amp; B' y=\"1\"\n/>";
        assert_eq!(without_b(part), Ok(Some(copy.to_owned())));
        assert_eq!(without_b(copy), Ok(None));
    }

    #[test]
    fn elements_that_overlap_are_not_cut() {
        for part in ["<a><b></a></b>", "<a><b>", "</a>", "<a><b>x</c></a>"] {
            assert!(without_b(part).is_err(), "{part}");
        }
    }
}
