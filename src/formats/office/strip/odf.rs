//! Properties of OpenDocument (version 1.3, part 3, section 4.3).

use super::xml::{Cut, without};
use super::{Changes, fields};
use crate::container::zip::Package;
use crate::formats::office::properties::ODF;
use crate::formats::{StripError, StripPlan};

/// Settings that name a device.
const DEVICES: [&str; 2] = ["PrinterName", "PrinterSetup"];

/// The new contents of parts, without properties that identify someone.
pub(crate) fn changes(package: &Package<'_>, plan: &mut StripPlan) -> Result<Changes, StripError> {
    if package.has("META-INF/documentsignatures.xml") {
        return Err(StripError(
            "it is signed, and any change would break the signature".to_owned(),
        ));
    }
    let shown = fields::shown_in_opendocument(package)?;
    let mut changes = Changes::new();
    if package.has("meta.xml") {
        let part = package.read("meta.xml")?;
        // The properties are children of `office:meta` in `office:document-meta`.
        let copy = without(&part, |element| {
            let name = element.name;
            if element.depth != 2 || ODF.keeps(name) {
                return Cut::Nothing;
            }
            let called = element.tag.get("name").unwrap_or_else(|| name.to_owned());
            if shown.contains(&called) {
                plan.leave(format!("Office {name} (the text shows it)"));
                return Cut::Nothing;
            }
            plan.remove(format!("Office {name}"));
            Cut::Element
        })?;
        changes.extend(copy.map(|copy| ("meta.xml".to_owned(), copy)));
    }
    if package.has("settings.xml") {
        let part = package.read("settings.xml")?;
        let copy = without(&part, |element| match element.tag.get("name") {
            Some(name) if DEVICES.contains(&name.as_str()) => Cut::Content,
            _ => Cut::Nothing,
        })?;
        if let Some(copy) = copy {
            plan.remove("printer");
            changes.insert("settings.xml".to_owned(), copy);
        }
    }
    Ok(changes)
}
