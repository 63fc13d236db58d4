//! Properties of OpenDocument (version 1.3, part 3, section 4.3).

use std::collections::BTreeMap;

use super::fields;
use super::xml::{Cut, without};
use super::zip::Zip;
use crate::formats::StripError;
use crate::formats::StripPlan;

/// Properties that tell of the text and not of who wrote it, on what.
const OF_THE_TEXT: [&str; 8] = [
    "creation-date",
    "date",
    "print-date",
    "editing-cycles",
    "editing-duration",
    "document-statistic",
    "language",
    "auto-reload",
];
/// Settings that name a device.
const DEVICES: [&str; 2] = ["PrinterName", "PrinterSetup"];

/// The parts with properties that have something to lose, without it.
pub(crate) fn changes(
    zip: &mut Zip<'_>,
    plan: &mut StripPlan,
) -> Result<BTreeMap<String, Vec<u8>>, StripError> {
    if zip.has("META-INF/documentsignatures.xml") {
        return Err(StripError(
            "it is signed, and any change would break the signature".to_owned(),
        ));
    }
    let shown = fields::shown_in_opendocument(zip)?;
    let mut changes = BTreeMap::new();
    if zip.has("meta.xml") {
        let part = zip.part("meta.xml")?;
        // The properties stand in `office:meta` in `office:document-meta`.
        let copy = without(&part, |element| {
            let name = element.name();
            if element.depth != 2 || OF_THE_TEXT.contains(&name.as_str()) {
                return Cut::Nothing;
            }
            let called = element.attribute("name").unwrap_or_else(|| name.clone());
            if shown.contains(&called) {
                plan.leave(format!("Office {name} (the text shows it)"));
                return Cut::Nothing;
            }
            plan.remove(format!("Office {name}"));
            Cut::Element
        })?;
        changes.extend(copy.map(|copy| ("meta.xml".to_owned(), copy)));
    }
    if zip.has("settings.xml") {
        let part = zip.part("settings.xml")?;
        let copy = without(&part, |element| match element.attribute("name") {
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
