//! Removing metadata from PDF files (ISO 32000-2): the information dictionary, XMP, and metadata of
//! the photos in them.
//!
//! Objects are found by their distance from the beginning of the file, so that nothing may move:
//! what is removed is overwritten with spaces. Appending a new version, as many programs do, would
//! leave the old one in the file for everybody to read.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use std::ops::Range;

use super::document::without_images;
use crate::container::pdf::{Kind, Object, Stream, Value, objects, packed_objects};
use crate::formats::{StripError, StripPlan, image, xmp};
use crate::io::{Edits, PatchedReader, RangeReader, Source};

/// The kinds of comments on a page (section 12.5.6); their author stands under `T`.
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

/// The edits that remove the metadata. Photos are read one by one, and not held.
pub(crate) fn plan(source: &mut dyn Source) -> Result<StripPlan, StripError> {
    let bytes = &without_images(source)?;
    let properties = Properties::of(bytes)?;
    let mut plan = StripPlan::default();
    for object in objects(bytes) {
        let object = object?;
        properties.blank(bytes, object.number, &object.value, &mut plan)?;
        blank_authors(bytes, &object.value, &mut plan);
        note_what_stays(&object.value, &mut plan);
        let Some(stream) = object.stream(bytes) else { continue };
        if object.value.is(b"Type", b"ObjStm") {
            plan_packed_objects(&stream, &properties, &mut plan)?;
        } else if object.value.is(b"Type", b"Metadata") || object.value.is(b"Subtype", b"XML") {
            plan_xmp(&stream, &mut plan);
        } else if object.value.is(b"Subtype", b"Image") {
            plan_photo(source, &stream, &mut plan)?;
        } else if object.value.is(b"Type", b"EmbeddedFile") {
            plan.leave("properties of an attached file");
        }
    }
    Ok(plan)
}

/// The information dictionaries of all versions of the file, and the strings that they refer to.
#[derive(Default)]
struct Properties {
    dictionaries: BTreeSet<u64>,
    /// Objects that are a value of these dictionaries, and how many references to each there are.
    strings: BTreeMap<u64, u32>,
}

impl Properties {
    /// Finds them in the whole file.
    fn of(bytes: &[u8]) -> Result<Properties, StripError> {
        let mut found = Properties::default();
        for object in objects(bytes) {
            let Object { number, value, .. } = object?;
            let is_trailer = number.is_none() || value.is(b"Type", b"XRef");
            if is_trailer && value.get(b"Encrypt").is_some() {
                return Err(StripError("it is protected: save it without protection".to_owned()));
            }
            if is_trailer {
                found.dictionaries.extend(value.get(b"Info").and_then(Value::reference));
            }
        }
        every_value(bytes, |number, value| {
            if number.is_some_and(|number| found.dictionaries.contains(&number))
                && let Kind::Dictionary(entries) = &value.kind
            {
                let strings = entries.iter().filter_map(|(_, value)| value.reference());
                found.strings.extend(strings.map(|string| (string, 0)));
            }
        })?;
        let mut is_signed = false;
        every_value(bytes, |_, value| {
            value.walk(&mut |value| {
                is_signed |= value.get(b"ByteRange").is_some();
                if let Some(count) = value.reference().and_then(|it| found.strings.get_mut(&it)) {
                    *count += 1;
                }
            });
        })?;
        match is_signed {
            true => {
                Err(StripError("it is signed, and any change would break the signature".to_owned()))
            }
            false => Ok(found),
        }
    }

    /// Whether this is the string of a property that nothing else refers to.
    fn is_own_string(&self, number: u64) -> bool {
        self.strings.get(&number) == Some(&1)
    }

    /// Overwrites an object of these bytes that is one of them.
    fn blank(
        &self,
        bytes: &[u8],
        number: Option<u64>,
        value: &Value<'_>,
        plan: &mut StripPlan,
    ) -> Result<(), StripError> {
        match number {
            Some(number) if self.dictionaries.contains(&number) => {
                self.blank_dictionary(bytes, value, plan)
            }
            Some(number) if self.is_own_string(number) => {
                blank_string(bytes, value, plan);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn blank_dictionary(
        &self,
        bytes: &[u8],
        dictionary: &Value<'_>,
        plan: &mut StripPlan,
    ) -> Result<(), StripError> {
        let Kind::Dictionary(entries) = &dictionary.kind else { return Ok(()) };
        let of_pages: [&[u8]; 4] = [b"Pages", b"Kids", b"Contents", b"Resources"];
        if of_pages.iter().any(|key| dictionary.get(key).is_some()) {
            return Err(StripError::damaged("its properties are a part of its pages"));
        }
        if entries.is_empty() {
            return Ok(());
        }
        for (key, value) in entries {
            let name = format!("PDF {}", String::from_utf8_lossy(key));
            match value.reference() {
                Some(string) if !self.is_own_string(string) => {
                    plan.leave(format!("{name} (something else uses it)"))
                }
                _ => plan.remove(name),
            }
        }
        let inside = dictionary.at.start + 2..dictionary.at.end.saturating_sub(2);
        replace(bytes, inside, b"", &mut plan.edits);
        Ok(())
    }
}

/// Makes a string an empty one of the same length.
fn blank_string(bytes: &[u8], string: &Value<'_>, plan: &mut StripPlan) {
    let old = bytes.get(string.at.clone()).unwrap_or_default();
    if matches!(string.kind, Kind::String) && old.len() > 2 && !old.starts_with(b"()") {
        replace(bytes, string.at.clone(), b"()", &mut plan.edits);
    }
}

/// Replaces this range by what is given and spaces.
fn replace(bytes: &[u8], range: Range<usize>, new: &[u8], edits: &mut Edits) {
    let mut new = new.to_vec();
    new.resize(bytes.get(range.clone()).unwrap_or_default().len(), b' ');
    edits.replace(range.start as u64..range.end as u64, new);
}

/// Visits every object, those in object streams too.
fn every_value(
    bytes: &[u8],
    mut visit: impl FnMut(Option<u64>, &Value<'_>),
) -> Result<(), StripError> {
    for object in objects(bytes) {
        let object = object?;
        visit(object.number, &object.value);
        if let Some(stream) = object.stream(bytes)
            && object.value.is(b"Type", b"ObjStm")
        {
            let content = stream.inflated().ok_or_else(unreadable)?;
            let packed = packed_objects(&content, &object.value).ok_or_else(unreadable)?;
            packed.iter().for_each(|(number, value)| visit(Some(*number), value));
        }
    }
    Ok(())
}

fn unreadable() -> StripError {
    StripError::damaged("a group of its objects cannot be read")
}

/// Overwrites the authors of comments, also of those that stand in the list of a page.
fn blank_authors(bytes: &[u8], value: &Value<'_>, plan: &mut StripPlan) {
    value.walk(&mut |value| {
        let kind = value.get(b"Subtype").and_then(Value::name);
        let author = value.get(b"T").filter(|_| kind.is_some_and(|it| COMMENTS.contains(&it)));
        let Some(author) = author else { return };
        let old = bytes.get(author.at.clone()).unwrap_or_default();
        if matches!(author.kind, Kind::String) && old.len() >= 2 {
            if old.len() > 2 && !old.starts_with(b"()") {
                replace(bytes, author.at.clone(), b"()", &mut plan.edits);
                plan.remove("author of a comment");
            }
        } else {
            plan.leave("author of a comment");
        }
    });
}

/// Notes what stays because it is part of what is shown, or belongs to another program.
fn note_what_stays(value: &Value<'_>, plan: &mut StripPlan) {
    value.walk(&mut |value| {
        if value.get(b"PieceInfo").is_some() {
            plan.leave("private data of the program that wrote it (PieceInfo)");
        }
        if value.is(b"S", b"JavaScript") {
            plan.leave("a script (JavaScript)");
        }
        if value.is(b"S", b"Launch") || value.is(b"S", b"GoToR") {
            plan.leave("a link to another file");
        }
        if value.is(b"Type", b"Filespec") || value.get(b"EF").is_some() {
            plan.leave("an attached file and its name");
        }
    });
}

/// The same as for the file, for the objects in an object stream.
fn plan_packed_objects(
    stream: &Stream<'_, '_>,
    properties: &Properties,
    plan: &mut StripPlan,
) -> Result<(), StripError> {
    let content = stream.inflated().ok_or_else(unreadable)?;
    let mut inside = StripPlan::default();
    for (number, value) in packed_objects(&content, stream.dictionary).ok_or_else(unreadable)? {
        properties.blank(&content, Some(number), &value, &mut inside)?;
        blank_authors(&content, &value, &mut inside);
        note_what_stays(&value, &mut inside);
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
    PatchedReader::new(Cursor::new(content), patch.into()).read_to_end(&mut copy)?;
    match stream.refilled(&copy) {
        Some(edits) => {
            plan.edits.extend(edits);
            inside.removed.into_iter().for_each(|name| plan.remove(name));
        }
        None => inside.removed.into_iter().for_each(|name| plan.leave(name)),
    }
    Ok(())
}

/// Replaces a packet of XMP by an empty one.
fn plan_xmp(stream: &Stream<'_, '_>, plan: &mut StripPlan) {
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

/// Blanks the metadata of a photo (section 7.4.8); a PDF states itself how it is turned.
fn plan_photo(
    source: &mut dyn Source,
    stream: &Stream<'_, '_>,
    plan: &mut StripPlan,
) -> Result<(), StripError> {
    let range = stream.at.start as u64..stream.at.end as u64;
    let filters = stream.filters();
    let is_photo = |filter: &&[u8]| matches!(*filter, b"DCTDecode" | b"DCT");
    match filters.as_slice() {
        [only] if is_photo(only) => {
            if let Ok(inside) = image::blank_jpeg(source, range) {
                plan.take_in(inside, 0);
            }
        }
        [b"FlateDecode" | b"Fl", second] if is_photo(second) => {
            let length = range.end - range.start;
            let raw = RangeReader::new(source, range)?.read_bytes(length)?;
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
