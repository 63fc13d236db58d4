//! Matroska and WebM (RFC 9559): a tree of elements. What is removed becomes a `Void` of the same
//! size, since some elements are found by their distance from the beginning.

use std::io::{Read, SeekFrom};

use crate::formats::StripError;
use crate::formats::StripPlan;
use crate::io::Source;

/// Elements by their numbers (section 5.1).
const SEGMENT: u64 = 0x1853_8067;
const CLUSTER: u64 = 0x1f43_b675;
const INFO: u64 = 0x1549_a966;
const TAGS: u64 = 0x1254_c367;
const ATTACHMENTS: u64 = 0x1941_a469;
const CHECKSUM: u64 = 0xbf;
const VOID: u64 = 0xec;
const OF_INFO: [(u64, &str); 4] = [
    (0x7ba9, "tag title"),
    (0x7384, "name of the file"),
    (0x3c_83ab, "name of the file"),
    (0x3e_83bb, "name of the file"),
];
/// Elements that are looked at.
const MOST: usize = 10_000_000;

/// Makes tags, titles and names of files unused space.
pub(crate) fn plan(source: &mut dyn Source) -> Result<StripPlan, StripError> {
    let length = source.seek(SeekFrom::End(0))?;
    let mut plan = StripPlan::default();
    let mut at = 0;
    for _ in 0..MOST {
        let Some(element) = Element::at(source, at, length)? else { return Ok(plan) };
        match element.id {
            // Of a live recording the length is not known: its parts simply follow.
            SEGMENT => at = element.content,
            CLUSTER if element.end.is_none() => at = element.content,
            TAGS => {
                at = element.end.ok_or_else(StripError::cut_off)?;
                tags(source, &element, &mut plan)?;
            }
            INFO => {
                info(source, &element, &mut plan)?;
                at = element.end.ok_or_else(StripError::cut_off)?;
            }
            _ => {
                if element.id == ATTACHMENTS {
                    plan.leave("properties of attached files");
                }
                at = element.end.ok_or_else(StripError::cut_off)?;
            }
        }
    }
    Err(StripError("it is too large: it has over ten million parts".to_owned()))
}

/// Makes what stands in the element of tags unused space. The element itself stays, since an index
/// at the beginning points to it.
fn tags(source: &mut dyn Source, tags: &Element, plan: &mut StripPlan) -> Result<(), StripError> {
    let end = tags.end.ok_or_else(StripError::cut_off)?;
    let first = Element::at(source, tags.content, end)?;
    // One `Void` that fills it is what stands there in a copy.
    let is_void = |first: &Element| first.id == VOID && first.end == Some(end);
    if first.as_ref().is_some_and(|first| !is_void(first)) {
        plan.remove("Matroska tags");
        void(
            plan,
            &Element { id: TAGS, start: tags.content, content: tags.content, end: tags.end },
        )?;
    }
    Ok(())
}

/// Looks through the description of the recording (section 5.1.2).
fn info(source: &mut dyn Source, info: &Element, plan: &mut StripPlan) -> Result<(), StripError> {
    let end = info.end.ok_or_else(StripError::cut_off)?;
    let mut at = info.content;
    let (mut checksum, mut changed) = (None, false);
    while let Some(element) = Element::at(source, at, end)? {
        at = element.end.ok_or_else(StripError::cut_off)?;
        if let Some((_, name)) = OF_INFO.iter().find(|(id, _)| *id == element.id) {
            plan.remove(*name);
            void(plan, &element)?;
            changed = true;
        } else if element.id == CHECKSUM {
            checksum = Some(element);
        }
    }
    if let Some(checksum) = checksum.filter(|_| changed) {
        void(plan, &checksum)?;
    }
    Ok(())
}

/// Makes an element a `Void` of the same size, and tells where it ends.
fn void(plan: &mut StripPlan, element: &Element) -> Result<u64, StripError> {
    let end = element.end.ok_or_else(StripError::cut_off)?;
    let mut head = vec![0xec];
    match u8::try_from(end - element.start - 2) {
        Ok(size) if size < 0x7f => head.push(0x80 | size),
        // A length in eight bytes, of which the first says so.
        _ => head.extend(((end - element.start - 9) | (1 << 56)).to_be_bytes()),
    }
    let content = element.start + head.len() as u64;
    plan.edits.replace(element.start..content, head);
    plan.edits.zero(content..end);
    Ok(end)
}

/// An element: a number, a length, a content (RFC 8794, section 6).
struct Element {
    id: u64,
    start: u64,
    content: u64,
    /// None where its length is not known.
    end: Option<u64>,
}

impl Element {
    /// The element that begins here; none at the end.
    fn at(source: &mut dyn Source, start: u64, limit: u64) -> Result<Option<Element>, StripError> {
        if start >= limit {
            return Ok(None);
        }
        let mut head = Vec::new();
        source.seek(SeekFrom::Start(start))?;
        source.take(12).read_to_end(&mut head)?;
        let (id, width) = number(&head, false).ok_or_else(StripError::cut_off)?;
        let rest = head.get(width..).unwrap_or_default();
        let (size, more) = number(rest, true).ok_or_else(StripError::cut_off)?;
        let content = start + (width + more) as u64;
        let unknown = size == (1 << (7 * more)) - 1;
        let end = content.checked_add(size).filter(|end| *end <= limit);
        match (unknown, end) {
            (true, _) => Ok(Some(Element { id, start, content, end: None })),
            (false, Some(end)) => Ok(Some(Element { id, start, content, end: Some(end) })),
            (false, None) => Err(StripError::cut_off()),
        }
    }
}

/// A number whose first byte tells by its leading zeros how long it is; a length is without the
/// bit that tells it.
fn number(bytes: &[u8], is_length: bool) -> Option<(u64, usize)> {
    let first = *bytes.first()?;
    let width = first.leading_zeros() as usize + 1;
    let all = bytes.get(..width).filter(|_| width <= 8)?;
    let whole = all.iter().fold(0, |number, byte| (number << 8) | u64::from(*byte));
    Some((if is_length { whole & !(1 << (7 * width)) } else { whole }, width))
}
