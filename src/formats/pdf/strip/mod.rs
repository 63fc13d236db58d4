//! PDF (ISO 32000-2): the information dictionary, XMP, and what photos in it tell.
//!
//! Objects are found by their distance from the beginning of the file, so that nothing may move:
//! what is removed becomes space. Appending a new version, as many programs do, would leave the
//! old one in the file for everybody to read.

mod lexer;
mod scan;
mod stream;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::ops::Range;

use crate::formats;
use crate::formats::StripError;
use crate::formats::StripPlan;
use crate::formats::{image, xmp};
use crate::io::RangeReader;
use crate::io::Source;
use crate::io::{Edits, PatchedReader};
use lexer::{Sort, Value, number, skip_space, value};
use scan::{Object, objects};
use stream::Stream;

/// Marks of a comment on a page (section 12.5.6); its author stands under `T`.
const COMMENTS: [&[u8]; 12] = [
    b"Text",
    b"FreeText",
    b"Highlight",
    b"Underline",
    b"StrikeOut",
    b"Squiggly",
    b"Ink",
    b"Stamp",
    b"Caret",
    b"Square",
    b"Circle",
    b"Line",
];
/// Makes properties space. The photos in it are looked at one by one, and not held.
pub(crate) fn plan(source: &mut dyn Source) -> Result<StripPlan, StripError> {
    let bytes = &formats::pdf_without_images(source)?;
    let named = named(bytes)?;
    let mut plan = StripPlan::default();
    objects(bytes, |object| {
        let own = object.number.is_some_and(|number| named.infos.contains(&number));
        if own {
            blank(bytes, &object.value, &named, 0, &mut plan)?;
        } else if object.number.is_some_and(|number| named.is_alone(number)) {
            blank_text(bytes, &object.value, 0, &mut plan);
        }
        told(&object.value, &mut plan);
        let Some(at) = object.stream else { return Ok(()) };
        let stream = Stream { bytes, at, dictionary: &object.value };
        if object.value.is(b"Type", b"ObjStm") {
            packed_objects(&stream, &named, &mut plan)?;
        } else if object.value.is(b"Type", b"Metadata") || object.value.is(b"Subtype", b"XML") {
            packet(&stream, &mut plan);
        } else if object.value.is(b"Subtype", b"Image") {
            photo(source, &stream, &mut plan)?;
        } else if object.value.is(b"Type", b"EmbeddedFile") {
            plan.leave("properties of an attached file");
        }
        Ok(())
    })?;
    Ok(plan)
}

/// The information dictionaries of all versions of the file, and the texts that they point to.
#[derive(Default)]
struct Named {
    infos: BTreeSet<u64>,
    /// Objects that stand for a value of these dictionaries, and how many references there are.
    texts: BTreeMap<u64, u32>,
}

impl Named {
    /// The text of a property that nothing else refers to.
    fn is_alone(&self, number: u64) -> bool {
        self.texts.get(&number) == Some(&1)
    }
}

/// Looks through the whole file for them.
fn named(bytes: &[u8]) -> Result<Named, StripError> {
    let mut named = Named::default();
    objects(bytes, |object| {
        let is_trailer = object.number.is_none() || object.value.is(b"Type", b"XRef");
        if is_trailer && object.value.get(b"Encrypt").is_some() {
            return Err(StripError("it is protected: save it without protection".to_owned()));
        }
        if is_trailer {
            named.infos.extend(object.value.get(b"Info").and_then(Value::reference));
        }
        Ok(())
    })?;
    every_value(bytes, |number, value| {
        if number.is_some_and(|number| named.infos.contains(&number))
            && let Sort::Dictionary(entries) = &value.sort
        {
            let texts = entries.iter().filter_map(|(_, value)| value.reference());
            texts.for_each(|text| {
                named.texts.insert(text, 0);
            });
        }
        Ok(())
    })?;
    every_value(bytes, |_, value| {
        let mut is_signed = value.get(b"ByteRange").is_some();
        value.walk(&mut |value| {
            is_signed |= value.get(b"ByteRange").is_some();
            if let Some(count) = value.reference().and_then(|it| named.texts.get_mut(&it)) {
                *count += 1;
            }
        });
        match is_signed {
            true => {
                Err(StripError("it is signed, and any change would break the signature".to_owned()))
            }
            false => Ok(()),
        }
    })?;
    Ok(named)
}

/// Every object, those in object streams too.
fn every_value(
    bytes: &[u8],
    mut visit: impl FnMut(Option<u64>, &Value<'_>) -> Result<(), StripError>,
) -> Result<(), StripError> {
    objects(bytes, |Object { number, value, stream }| {
        visit(number, &value)?;
        if let Some(at) = stream
            && value.is(b"Type", b"ObjStm")
        {
            let stream = Stream { bytes, at, dictionary: &value };
            let content = stream.inflated().ok_or_else(unreadable)?;
            for (number, value) in members(&content, &value)? {
                visit(Some(number), &value)?;
            }
        }
        Ok(())
    })
}

/// The objects in an object stream (section 7.5.7).
fn members<'c>(
    content: &'c [u8],
    dictionary: &Value<'_>,
) -> Result<Vec<(u64, Value<'c>)>, StripError> {
    let of = |key: &[u8]| dictionary.get(key).and_then(Value::number);
    let (Some(count), Some(first)) = (of(b"N"), of(b"First")) else { return Err(unreadable()) };
    let mut members = Vec::new();
    let mut at = 0;
    for _ in 0..count {
        let (object, end) = number(content, skip_space(content, at)).ok_or_else(unreadable)?;
        let (offset, end) = number(content, skip_space(content, end)).ok_or_else(unreadable)?;
        at = end;
        let place = usize::try_from(first.saturating_add(offset)).unwrap_or(usize::MAX);
        members.push((object, value(content, place, 0).ok_or_else(unreadable)?));
    }
    Ok(members)
}

fn unreadable() -> StripError {
    StripError::damaged("a group of its objects cannot be read")
}

/// Makes the entries of an information dictionary space, which begins at this place of the file.
fn blank(
    bytes: &[u8],
    dictionary: &Value<'_>,
    named: &Named,
    at: usize,
    plan: &mut StripPlan,
) -> Result<(), StripError> {
    let Sort::Dictionary(entries) = &dictionary.sort else { return Ok(()) };
    if ["Pages", "Kids", "Contents", "Resources"]
        .iter()
        .any(|key| dictionary.get(key.as_bytes()).is_some())
    {
        return Err(StripError::damaged("its properties are a part of its pages"));
    }
    if entries.is_empty() {
        return Ok(());
    }
    for (key, value) in entries {
        let name = format!("PDF {}", String::from_utf8_lossy(key));
        match value.reference() {
            Some(text) if !named.is_alone(text) => {
                plan.leave(format!("{name} (something else uses it)"))
            }
            _ => plan.remove(name),
        }
    }
    let inside = dictionary.at.start + 2..dictionary.at.end.saturating_sub(2);
    spaces(bytes, inside, at, &mut plan.edits);
    Ok(())
}

/// Makes a text that stands alone an empty one of the same length.
fn blank_text(bytes: &[u8], text: &Value<'_>, at: usize, plan: &mut StripPlan) {
    let old = bytes.get(text.at.clone()).unwrap_or_default();
    if !matches!(text.sort, Sort::Text) || old.len() <= 2 || old.starts_with(b"()") {
        return;
    }
    let mut new = b"()".to_vec();
    new.resize(old.len(), b' ');
    plan.edits.replace((at + text.at.start) as u64..(at + text.at.end) as u64, new);
}

fn spaces(bytes: &[u8], range: Range<usize>, at: usize, edits: &mut Edits) {
    let old = bytes.get(range.clone()).unwrap_or_default();
    edits.replace((at + range.start) as u64..(at + range.end) as u64, vec![b' '; old.len()]);
}

/// What stays because it is part of what is shown, or of another program's business.
fn told(value: &Value<'_>, plan: &mut StripPlan) {
    let is_comment =
        value.get(b"Subtype").and_then(Value::name).is_some_and(|it| COMMENTS.contains(&it));
    if is_comment && value.get(b"T").is_some() {
        plan.leave("author of a comment");
    }
    if value.get(b"PieceInfo").is_some() {
        plan.leave("private data of the program that wrote it (PieceInfo)");
    }
}

/// The same for the objects in an object stream.
fn packed_objects(
    stream: &Stream<'_, '_>,
    named: &Named,
    plan: &mut StripPlan,
) -> Result<(), StripError> {
    let content = stream.inflated().ok_or_else(unreadable)?;
    let mut inside = StripPlan::default();
    for (number, value) in members(&content, stream.dictionary)? {
        if named.infos.contains(&number) {
            blank(&content, &value, named, 0, &mut inside)?;
        } else if named.is_alone(number) {
            blank_text(&content, &value, 0, &mut inside);
        }
        told(&value, &mut inside);
    }
    refill(stream, &content, inside, plan)
}

/// Gives a stream the content that these edits make of it; where it has no room, all stays.
fn refill(
    stream: &Stream<'_, '_>,
    content: &[u8],
    inside: StripPlan,
    plan: &mut StripPlan,
) -> Result<(), StripError> {
    inside.left.into_iter().for_each(|name| plan.leave(name));
    if inside.edits.is_empty() {
        return Ok(());
    }
    let patch = inside.edits.patch(content.len() as u64)?;
    let mut copy = Vec::new();
    let mut patched = PatchedReader::new(Cursor::new(content), patch.into());
    std::io::Read::read_to_end(&mut patched, &mut copy)?;
    match stream.refilled(&copy) {
        Some(edits) => {
            plan.edits.extend(edits);
            inside.removed.into_iter().for_each(|name| plan.remove(name));
        }
        None => inside.removed.into_iter().for_each(|name| plan.leave(name)),
    }
    Ok(())
}

/// Makes a packet of XMP one that says nothing.
fn packet(stream: &Stream<'_, '_>, plan: &mut StripPlan) {
    let Some(content) = stream.inflated() else { return plan.leave("XMP") };
    let new = match stream.filters().is_empty() {
        true => xmp::empty_packet(content.len()),
        false => xmp::EMPTY_PACKET.as_bytes().to_vec(),
    };
    if content == new {
        return;
    }
    match stream.refilled(&new) {
        Some(edits) => {
            plan.edits.extend(edits);
            plan.remove("XMP");
        }
        None => plan.leave("XMP"),
    }
}

/// Makes space of what a photo tells (section 7.4.8); a PDF says itself how it is turned.
fn photo(
    source: &mut dyn Source,
    stream: &Stream<'_, '_>,
    plan: &mut StripPlan,
) -> Result<(), StripError> {
    let there = stream.at.start as u64..stream.at.end as u64;
    let filters = stream.filters();
    let is_photo = |filter: &&[u8]| matches!(*filter, b"DCTDecode" | b"DCT");
    match filters.as_slice() {
        [only] if is_photo(only) => {
            if let Ok(inside) = image::blank_jpeg(source, there) {
                plan.take_in(inside, 0);
            }
        }
        [b"FlateDecode" | b"Fl", second] if is_photo(second) => {
            let raw =
                RangeReader::through(source, there.clone())?.bytes(there.end - there.start)?;
            let Some(content) = stream.inflated_from(&raw) else { return Ok(()) };
            let length = content.len() as u64;
            if let Ok(inside) = image::blank_jpeg(&mut Cursor::new(content.as_slice()), 0..length)
                && refill(stream, &content, inside, plan).is_err()
            {
                plan.leave("EXIF of a photo");
            }
        }
        _ => {}
    }
    Ok(())
}
