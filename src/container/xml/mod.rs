//! A walk through XML with bounds on its depth and length, and without expansion of entities.

mod metered;
mod names;
mod utf16;

use std::io::BufRead;
use std::ops::{ControlFlow, Range};

use quick_xml::errors::Error;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::zip;
use crate::io::ProbeError;
use metered::{Meter, Metered};
use names::Prefixes;

/// How deep elements may stand in each other; office files stay below 100.
const DEEPEST: usize = 2_000;
/// How many events one part may have; a sheet of a million rows has about 100 million.
const MOST_EVENTS: u64 = 300_000_000;
/// Stands before the text of some files, and is no part of it.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// What is met on the walk. An element is named with the prefix that is usual for its namespace
/// (`w:p`), whatever prefix the file uses.
pub(crate) enum Node<'a> {
    /// An element begins; for one without content, its end follows at once.
    Start(&'a str, Tag<'a>),
    /// An element ends.
    End(&'a str),
    /// Text, character references resolved. One text may come in several pieces.
    Text(&'a str),
}

/// A name without its prefix.
pub(crate) fn local(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}

/// The start tag of an element, for its attributes.
#[derive(Clone, Copy)]
pub(crate) struct Tag<'a> {
    start: &'a BytesStart<'a>,
    /// It is written as one tag, without an end tag.
    pub is_self_closing: bool,
}

impl Tag<'_> {
    /// The value of the attribute with this local name, whatever its prefix.
    pub fn get(&self, name: &str) -> Option<String> {
        self.find(|prefix, local| prefix.is_none_or(|it| it != "xmlns") && local == name)
    }

    /// The value of the attribute `id` that points to a relationship: the one with a prefix.
    pub fn relationship(&self) -> Option<String> {
        self.find(|prefix, local| prefix.is_some() && local == "id")
    }

    /// A switch such as `<w:vanish/>` or `w:val="false"`: on when it is there and not off.
    pub fn is_on(&self, name: &str) -> bool {
        !matches!(self.get(name).as_deref(), Some("0" | "false" | "off"))
    }

    /// All attributes, by their names without prefix; declarations of namespaces are none.
    pub fn attributes(&self) -> Vec<(String, String)> {
        let mut attributes = self.start.attributes();
        let all = attributes.with_checks(false).flatten();
        let all = all.filter(|it| it.key.as_namespace_binding().is_none());
        let value = |it: Attribute<'_>| match it.normalized_value(XmlVersion::Implicit1_0) {
            Ok(value) => value.into_owned(),
            Err(_) => it.value.into_owned(),
        };
        all.map(|it| (it.key.local_name().as_ref().to_owned(), value(it))).collect()
    }

    /// Whether it has any attribute.
    pub fn has_attributes(&self) -> bool {
        self.start.attributes().next().is_some()
    }

    fn find(&self, wanted: impl Fn(Option<&str>, &str) -> bool) -> Option<String> {
        self.start.attributes().with_checks(false).flatten().find_map(|attribute| {
            let key = attribute.key;
            wanted(key.prefix().as_ref().map(|prefix| prefix.as_ref()), key.local_name().as_ref())
                .then(|| match attribute.normalized_value(XmlVersion::Implicit1_0) {
                    Ok(value) => value.into_owned(),
                    // An entity of its own is not looked up; what stands there is taken as it is.
                    Err(_) => attribute.value.into_owned(),
                })
        })
    }
}

/// Walks through a part of an office file.
///
/// # Errors
/// Damage, with the part's name; what the visitor itself returns.
pub(crate) fn walk(
    part: impl BufRead,
    name: &str,
    mut visit: impl FnMut(Node<'_>) -> Result<(), ProbeError>,
) -> Result<(), ProbeError> {
    walk_while(part, name, |node| visit(node).map(ControlFlow::Continue))
}

/// The same, until the visitor has seen enough.
///
/// # Errors
/// Damage, with the part's name; what the visitor itself returns.
pub(crate) fn walk_while(
    part: impl BufRead,
    name: &str,
    mut visit: impl FnMut(Node<'_>) -> Result<ControlFlow<()>, ProbeError>,
) -> Result<(), ProbeError> {
    let part = utf16::decoded(part).map_err(|error| trouble(error.into(), name))?;
    walk_until(part, name, |node, _| visit(node))
}

/// The same of a part in UTF-8, for one that changes it: the visitor also gets the bytes of the part
/// that each node stands in.
///
/// # Errors
/// Damage, with the part's name; what the visitor itself returns.
pub(crate) fn walk_until(
    mut part: impl BufRead,
    name: &str,
    mut visit: impl FnMut(Node<'_>, Range<u64>) -> Result<ControlFlow<()>, ProbeError>,
) -> Result<(), ProbeError> {
    let start = part.fill_buf().map_err(|error| trouble(error.into(), name))?;
    let mut at = 0;
    if start.starts_with(BYTE_ORDER_MARK) {
        at = BYTE_ORDER_MARK.len() as u64;
        part.consume(BYTE_ORDER_MARK.len());
    }
    let offset = at;
    let meter = Meter::default();
    let mut reader = Reader::from_reader(Metered::new(part, &meter));
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.check_end_names = false;
    config.allow_unmatched_ends = false;
    let mut buffer = Vec::new();
    let mut prefixes = Prefixes::default();
    let mut depth = 0_usize;
    for _ in 0..MOST_EVENTS {
        buffer.clear();
        meter.reset();
        let event = reader.read_event_into(&mut buffer).map_err(|error| trouble(error, name))?;
        let end = offset + reader.buffer_position();
        let range = at..end;
        at = end;
        let seen = match event {
            Event::Start(tag) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(ProbeError::TooLarge(format!("{name} is nested too deeply")));
                }
                prefixes.enter(&tag, depth);
                let node = Node::Start(
                    prefixes.usual(tag.name().into_inner()),
                    Tag { start: &tag, is_self_closing: false },
                );
                visit(node, range)?
            }
            Event::Empty(tag) => {
                prefixes.enter(&tag, depth + 1);
                let element = prefixes.usual(tag.name().into_inner());
                let node = Node::Start(element, Tag { start: &tag, is_self_closing: true });
                let seen = match visit(node, range)? {
                    ControlFlow::Continue(()) => visit(Node::End(element), end..end)?,
                    enough => enough,
                };
                prefixes.leave(depth + 1);
                seen
            }
            Event::End(tag) => {
                let seen = visit(Node::End(prefixes.usual(tag.name().into_inner())), range)?;
                prefixes.leave(depth);
                depth = depth.saturating_sub(1);
                seen
            }
            Event::Text(text) => visit(Node::Text(&text.xml10_content()), range)?,
            Event::CData(text) => visit(Node::Text(&text.xml10_content()), range)?,
            Event::GeneralRef(reference) => {
                let mut utf8 = [0; 4];
                let text = match reference.resolve_char_ref() {
                    Ok(Some(character)) => Some(&*character.encode_utf8(&mut utf8)),
                    Ok(None) => quick_xml::escape::resolve_predefined_entity(&reference),
                    Err(_) => None,
                };
                match text {
                    Some(text) => visit(Node::Text(text), range)?,
                    None => ControlFlow::Continue(()),
                }
            }
            Event::Eof if depth > 0 => {
                return Err(ProbeError::Damaged(format!("the end of its part {name} is missing")));
            }
            Event::Eof => return Ok(()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {
                ControlFlow::Continue(())
            }
        };
        if seen.is_break() {
            return Ok(());
        }
    }
    Err(ProbeError::TooLarge(format!("its part {name} goes on without end")))
}

fn trouble(error: Error, name: &str) -> ProbeError {
    let part = format!("its part {name}");
    match error {
        Error::Io(error) => {
            zip::unpacking(std::io::Error::new(error.kind(), error.to_string()), &part)
        }
        error => ProbeError::Damaged(format!("{part} is no valid XML ({error})")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(xml: &str) -> Result<String, ProbeError> {
        let mut all = String::new();
        // In pieces, as a zip gives it.
        walk(std::io::BufReader::new(xml.as_bytes()), "a part", |node| {
            if let Node::Text(text) = node {
                all.push_str(text);
            }
            Ok(())
        })?;
        Ok(all)
    }

    #[test]
    fn characters_written_as_references_are_kept() {
        assert_eq!(
            text_of("<p>a &amp; b &#x2013; c<![CDATA[ < d]]></p>").unwrap(),
            "a & b – c < d"
        );
    }

    #[test]
    fn entities_of_the_file_itself_are_not_expanded() {
        let bomb = "<!DOCTYPE p [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><p>x&b;y</p>";
        assert_eq!(text_of(bomb).unwrap(), "xy");
    }

    #[test]
    fn names_have_the_prefix_that_is_usual_for_their_namespace() {
        let names_of = |xml: &str| {
            let mut names = Vec::new();
            let walked = walk(xml.as_bytes(), "a part", |node| {
                match node {
                    Node::Start(name, _) => names.push(name.to_owned()),
                    Node::End(name) => names.push(format!("/{name}")),
                    Node::Text(_) => {}
                }
                Ok(())
            });
            walked.unwrap();
            names.join(" ")
        };
        let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        let sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        let xml = format!("<ns0:p xmlns:ns0='{word}'><x/><x:c xmlns:x='{sheet}'/><x:c/></ns0:p>");
        assert_eq!(names_of(&xml), "w:p x /x c /c x:c /x:c /w:p");
        let xml = format!("<p xmlns='{word}'><p xmlns='other'><p/></p><p/></p>");
        assert_eq!(names_of(&xml), "w:p p p /p /p w:p /w:p /w:p");
        // A prefix that is declared nowhere is taken for the usual one.
        assert_eq!(names_of("<w:p><b:c/></w:p>"), "w:p b:c /b:c /w:p");
    }

    #[test]
    fn nodes_are_the_bytes_that_they_stand_in() {
        for mark in ["", "\u{feff}"] {
            let xml = format!("{mark}<?xml version='1.0'?><a b='ü'> x<!-- y --><c/>&amp;</a>\n");
            let mut found = Vec::new();
            let walked = walk_until(xml.as_bytes(), "a part", |_, range| {
                let range =
                    usize::try_from(range.start).unwrap()..usize::try_from(range.end).unwrap();
                found.push(&xml[range]);
                Ok(ControlFlow::Continue(()))
            });
            walked.unwrap();
            assert_eq!(found, ["<a b='ü'>", " x", "<c/>", "", "&amp;", "</a>", "\n"]);
        }
    }

    #[test]
    fn depth_is_bounded_and_an_end_that_is_missing_is_damage() {
        assert!(matches!(text_of(&"<p>".repeat(100_000)), Err(ProbeError::TooLarge(_))));
        assert!(matches!(text_of("<p>text"), Err(ProbeError::Damaged(_))));
        // One tag is held as a whole.
        let long = format!("<p a='{}'/>", "a".repeat(40 << 20));
        assert!(matches!(text_of(&long), Err(ProbeError::TooLarge(_))));
    }
}
