//! The tags of Matroska (matroska.org, "Tagging").

use super::ids;
use super::recording::Recording;
use crate::container::ebml::Element;
use crate::io::{ProbeError, Source};
use crate::model::Metadata;

/// The tags that name a person or an organisation.
const IDENTITY: [&str; 8] =
    ["ARTIST", "AUTHOR", "DIRECTOR", "PRODUCER", "COPYRIGHT", "PUBLISHER", "ENCODED_BY", "COMMENT"];

/// Reads the tags of a recording (RFC 9559, section 5.1.8).
pub(crate) fn metadata(source: &mut dyn Source, found: &mut Metadata) -> Result<(), ProbeError> {
    let Some(tags) = Recording::find(source)?.tags else { return Ok(()) };
    let mut tags = tags.children()?;
    while let Some(tag) = tags.next(source)? {
        if tag.id == ids::TAG {
            let mut fields = tag.children()?;
            while let Some(field) = fields.next(source)? {
                if field.id == ids::SIMPLE_TAG {
                    add(source, &field, found)?;
                }
            }
        }
    }
    Ok(())
}

/// Adds a tag: a name and a value.
fn add(source: &mut dyn Source, tag: &Element, found: &mut Metadata) -> Result<(), ProbeError> {
    let [Some(name), Some(value)] = tag.fields(source, [ids::TAG_NAME, ids::TAG_STRING])? else {
        return Ok(());
    };
    let (name, value) = (name.text(source)?.to_ascii_uppercase(), value.text(source)?);
    if IDENTITY.contains(&name.as_str()) {
        found.add(format!("tag {name}"), &value);
    }
    found.has_place |= name == "LOCATION" && !value.trim().is_empty();
    Ok(())
}
