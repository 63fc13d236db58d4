//! Properties of Word, PowerPoint and Excel files (ECMA-376 part 1, section 22.2, and part 2,
//! section 11).

use std::collections::BTreeMap;

use super::fields;
use super::xml::{Cut, Element, without};
use super::zip::Zip;
use crate::formats::StripError;
use crate::formats::StripPlan;

/// Properties that tell of the text and not of who wrote it, on what.
const OF_THE_TEXT: [&str; 24] = [
    "created",
    "modified",
    "revision",
    "lastPrinted",
    "language",
    "Pages",
    "Words",
    "Characters",
    "CharactersWithSpaces",
    "Lines",
    "Paragraphs",
    "Slides",
    "Notes",
    "HiddenSlides",
    "MMClips",
    "TotalTime",
    "ScaleCrop",
    "LinksUpToDate",
    "SharedDoc",
    "HyperlinksChanged",
    "DocSecurity",
    "PresentationFormat",
    "HeadingPairs",
    "TitlesOfParts",
];

/// The parts with properties that have something to lose, without it.
pub(crate) fn changes(
    zip: &mut Zip<'_>,
    plan: &mut StripPlan,
) -> Result<BTreeMap<String, Vec<u8>>, StripError> {
    if zip.names().iter().any(|name| name.starts_with("_xmlsignatures/")) {
        return Err(StripError(
            "it is signed, and any change would break the signature".to_owned(),
        ));
    }
    let shown = fields::shown_in_word(zip)?;
    let mut changes = BTreeMap::new();
    for name in zip.names() {
        let judge: fn(&Element<'_>) -> Option<String> = match name.as_str() {
            "docProps/core.xml" | "docProps/app.xml" => property,
            "docProps/custom.xml" => {
                changes.extend(custom(zip, &name, &shown, plan)?.map(|copy| (name, copy)));
                continue;
            }
            // Places on the disk, which often have its user's name in them.
            "xl/workbook.xml" => |it| (it.name() == "absPath").then(|| "folder".to_owned()),
            "word/settings.xml" => {
                |it| (it.name() == "attachedTemplate").then(|| "template".to_owned())
            }
            "word/_rels/settings.xml.rels" => |it| {
                let sort = it.attribute("Type").unwrap_or_default();
                sort.ends_with("/attachedTemplate").then(|| "template".to_owned())
            },
            _ if is_core_properties(&name) => property,
            _ => continue,
        };
        let part = zip.part(&name)?;
        let copy = without(&part, |element| {
            let Some(property) = judge(element) else { return Cut::Nothing };
            if shown.iter().any(|it| it.eq_ignore_ascii_case(&property)) {
                plan.leave(format!("Office {property} (the text shows it)"));
                return Cut::Nothing;
            }
            plan.remove(format!("Office {property}"));
            Cut::Element
        })?;
        changes.extend(copy.map(|copy| (name, copy)));
    }
    Ok(changes)
}

fn property(element: &Element<'_>) -> Option<String> {
    let name = element.name();
    (element.depth == 1 && !OF_THE_TEXT.contains(&name.as_str())).then_some(name)
}

/// Properties that somebody named; the names tell of somebody, too.
fn custom(
    zip: &mut Zip<'_>,
    name: &str,
    shown: &[String],
    plan: &mut StripPlan,
) -> Result<Option<Vec<u8>>, StripError> {
    without(&zip.part(name)?, |element| {
        let named = element.attribute("name").filter(|_| element.depth == 1);
        let Some(named) = named else { return Cut::Nothing };
        if shown.iter().any(|it| it.eq_ignore_ascii_case(&named)) {
            plan.leave("custom property (the text shows it)");
            return Cut::Nothing;
        }
        plan.remove("custom properties");
        Cut::Element
    })
}

/// Where some programs put what stands in `docProps/core.xml` elsewhere.
fn is_core_properties(name: &str) -> bool {
    name.starts_with("package/services/metadata/core-properties/") && name.ends_with(".psmdcp")
}
