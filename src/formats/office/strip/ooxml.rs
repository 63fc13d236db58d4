//! Properties of Word, PowerPoint and Excel files (ECMA-376 part 1, section 22.2, and part 2,
//! section 11).

use super::xml::{Cut, Element, without};
use super::{Changes, fields};
use crate::container::zip::Package;
use crate::formats::office::properties::OOXML;
use crate::formats::{StripError, StripPlan};

/// The new contents of parts, without properties that identify someone.
pub(crate) fn changes(package: &Package<'_>, plan: &mut StripPlan) -> Result<Changes, StripError> {
    if package.names().any(|name| name.starts_with("_xmlsignatures/")) {
        return Err(StripError(
            "it is signed, and any change would break the signature".to_owned(),
        ));
    }
    let shown = fields::shown_in_word(package)?;
    let mut changes = Changes::new();
    for name in package.names() {
        let removed: fn(&Element<'_>) -> Option<String> = match name {
            "docProps/core.xml" | "docProps/app.xml" => property,
            "docProps/custom.xml" => {
                changes.extend(
                    custom(package, name, &shown, plan)?.map(|copy| (name.to_owned(), copy)),
                );
                continue;
            }
            // Paths on a disk, which often contain the user's name.
            "xl/workbook.xml" => |it| (it.name == "absPath").then(|| "folder".to_owned()),
            "word/settings.xml" => {
                |it| (it.name == "attachedTemplate").then(|| "template".to_owned())
            }
            "word/_rels/settings.xml.rels" => |it| {
                let kind = it.tag.get("Type").unwrap_or_default();
                kind.ends_with("/attachedTemplate").then(|| "template".to_owned())
            },
            _ if is_core_properties(name) => property,
            _ => continue,
        };
        let part = package.read(name)?;
        let copy = without(&part, |element| {
            let Some(property) = removed(element) else { return Cut::Nothing };
            if shown.iter().any(|it| it.eq_ignore_ascii_case(&property)) {
                plan.leave(format!("Office {property} (the text shows it)"));
                return Cut::Nothing;
            }
            plan.remove(format!("Office {property}"));
            Cut::Element
        })?;
        changes.extend(copy.map(|copy| (name.to_owned(), copy)));
    }
    Ok(changes)
}

fn property(element: &Element<'_>) -> Option<String> {
    (element.depth == 1 && !OOXML.keeps(element.name)).then(|| element.name.to_owned())
}

/// Properties that somebody defined; their names may identify someone, too.
fn custom(
    package: &Package<'_>,
    name: &str,
    shown: &[String],
    plan: &mut StripPlan,
) -> Result<Option<Vec<u8>>, StripError> {
    without(&package.read(name)?, |element| {
        let named = element.tag.get("name").filter(|_| element.depth == 1);
        let Some(named) = named else { return Cut::Nothing };
        if shown.iter().any(|it| it.eq_ignore_ascii_case(&named)) {
            plan.leave("custom property (the text shows it)");
            return Cut::Nothing;
        }
        plan.remove("custom properties");
        Cut::Element
    })
}

/// The name under which some programs store the core properties.
fn is_core_properties(name: &str) -> bool {
    name.starts_with("package/services/metadata/core-properties/") && name.ends_with(".psmdcp")
}
