//! A walk through XML with bounds on its depth and length, and without expansion of entities.

use std::io::BufRead;
use std::ops::ControlFlow;

use quick_xml::errors::Error;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::zip;
use crate::io::ProbeError;

/// How deep elements may stand in each other; office files stay below 100.
const DEEPEST: usize = 2_000;
/// How many events one part may have; a sheet of a million rows has about 100 million.
const MOST_EVENTS: u64 = 300_000_000;

/// What is met on the walk. Names are without their prefix: `w:p` is `p`.
pub(crate) enum Node<'a> {
    /// An element begins; for one without content, its end follows at once.
    Start(&'a str, Tag<'a>),
    /// An element ends.
    End(&'a str),
    /// Text, character references resolved. One text may come in several pieces.
    Text(&'a str),
}

/// The beginning of an element, for its attributes.
#[derive(Clone, Copy)]
pub(crate) struct Tag<'a>(&'a BytesStart<'a>);

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

    fn find(&self, wanted: impl Fn(Option<&str>, &str) -> bool) -> Option<String> {
        self.0.attributes().with_checks(false).flatten().find_map(|attribute| {
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
    walk_until(part, name, |node| visit(node).map(ControlFlow::Continue))
}

/// The same, until the visitor has seen enough.
///
/// # Errors
/// Damage, with the part's name; what the visitor itself returns.
pub(crate) fn walk_until(
    part: impl BufRead,
    name: &str,
    mut visit: impl FnMut(Node<'_>) -> Result<ControlFlow<()>, ProbeError>,
) -> Result<(), ProbeError> {
    let mut reader = Reader::from_reader(part);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.check_end_names = false;
    config.allow_unmatched_ends = false;
    let mut buffer = Vec::new();
    let mut depth = 0_usize;
    for _ in 0..MOST_EVENTS {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer).map_err(|error| trouble(error, name))?;
        let seen = match event {
            Event::Start(tag) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(ProbeError::TooLarge(format!("{name} is nested too deeply")));
                }
                visit(Node::Start(tag.local_name().as_ref(), Tag(&tag)))?
            }
            Event::Empty(tag) => match visit(Node::Start(tag.local_name().as_ref(), Tag(&tag)))? {
                ControlFlow::Continue(()) => visit(Node::End(tag.local_name().as_ref()))?,
                enough => enough,
            },
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                visit(Node::End(tag.local_name().as_ref()))?
            }
            Event::Text(text) => visit(Node::Text(&text.xml10_content()))?,
            Event::CData(text) => visit(Node::Text(&text.xml10_content()))?,
            Event::GeneralRef(reference) => {
                let mut utf8 = [0; 4];
                let text = match reference.resolve_char_ref() {
                    Ok(Some(character)) => Some(&*character.encode_utf8(&mut utf8)),
                    Ok(None) => quick_xml::escape::resolve_predefined_entity(&reference),
                    Err(_) => None,
                };
                match text {
                    Some(text) => visit(Node::Text(text))?,
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
        walk(xml.as_bytes(), "a part", |node| {
            if let Node::Text(text) = node {
                all.push_str(text);
            }
            Ok(())
        })?;
        Ok(all)
    }

    #[test]
    fn signs_written_as_references_are_kept() {
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
    fn depth_is_bounded_and_an_end_that_is_missing_is_damage() {
        assert!(matches!(text_of(&"<p>".repeat(100_000)), Err(ProbeError::TooLarge(_))));
        assert!(matches!(text_of("<p>text"), Err(ProbeError::Damaged(_))));
    }
}
