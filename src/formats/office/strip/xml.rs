//! Edits of XML that leave every other byte as it was.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::formats::StripError;

/// How deep elements may stand in each other.
const DEEPEST: usize = 2_000;

/// An element on the walk.
pub(crate) struct Element<'e> {
    /// How many elements it stands in.
    pub depth: usize,
    tag: &'e BytesStart<'e>,
}

impl Element<'_> {
    /// Its name without prefix.
    pub fn name(&self) -> String {
        self.tag.local_name().as_ref().to_owned()
    }

    /// The value of the attribute with this local name, as it stands.
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.tag
            .attributes()
            .with_checks(false)
            .flatten()
            .find_map(|it| (it.key.local_name().as_ref() == name).then(|| it.value.into_owned()))
    }
}

/// What of an element is not in the copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cut {
    Nothing,
    Element,
    /// What stands between its tags.
    Content,
}

/// A part without what `judge` wants cut; none where that is nothing.
pub(crate) fn without(
    part: &[u8],
    mut judge: impl FnMut(&Element<'_>) -> Cut,
) -> Result<Option<Vec<u8>>, StripError> {
    let text = std::str::from_utf8(part).map_err(|_| disorder())?;
    let mut reader = Reader::from_str(text);
    let mut cuts: Vec<Range<usize>> = Vec::new();
    // The element that is being cut: how deep it stands, where the cut begins, and whether the end
    // tag goes with it.
    let mut open: Option<(usize, usize, bool)> = None;
    let mut depth = 0;
    loop {
        let start = place(&reader);
        match reader.read_event().map_err(|_| disorder())? {
            Event::Start(tag) => {
                if open.is_none() {
                    match judge(&Element { depth, tag: &tag }) {
                        Cut::Nothing => {}
                        Cut::Element => open = Some((depth, start, true)),
                        Cut::Content => open = Some((depth, place(&reader), false)),
                    }
                }
                depth += 1;
                if depth > DEEPEST {
                    return Err(disorder());
                }
            }
            Event::Empty(tag) => {
                // One that holds nothing tells nothing.
                let holds = tag.attributes().next().is_some();
                if open.is_none() && holds && judge(&Element { depth, tag: &tag }) == Cut::Element {
                    cuts.push(start..place(&reader));
                }
            }
            Event::End(_) => {
                depth = depth.checked_sub(1).ok_or_else(disorder)?;
                if let Some((of, from, whole)) = open.filter(|(of, ..)| *of == depth) {
                    debug_assert_eq!(of, depth);
                    cuts.push(from..if whole { place(&reader) } else { start });
                    open = None;
                }
            }
            Event::Eof if depth == 0 => break,
            Event::Eof => return Err(disorder()),
            _ => {}
        }
    }
    cuts.retain(|cut| !cut.is_empty());
    if cuts.is_empty() {
        return Ok(None);
    }
    let mut copy = Vec::with_capacity(part.len());
    let mut from = 0;
    for cut in cuts {
        copy.extend(part.get(from..cut.start).unwrap_or_default());
        from = cut.end;
    }
    copy.extend(part.get(from..).unwrap_or_default());
    Ok(Some(copy))
}

/// Where in the part the walk stands.
fn place(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

fn disorder() -> StripError {
    StripError::damaged("its properties are no valid XML")
}
