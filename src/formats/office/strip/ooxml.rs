//! Properties of Word, PowerPoint and Excel files (ECMA-376 part 1, section 22.2, and part 2,
//! section 11).

use super::xml::{Cut, Element, without};
use super::{Changes, fields};
use crate::container::zip::Package;
use crate::formats::office::personal::{self, Removed};
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
        let copy = match name {
            "docProps/core.xml" | "docProps/app.xml" => properties(package, name, &shown, plan)?,
            "docProps/custom.xml" => custom(package, name, &shown, plan)?,
            _ if is_core_properties(name) => properties(package, name, &shown, plan)?,
            _ if name.ends_with(".rels") => links(package, name, plan)?,
            _ if personal::is_printer(name) => printer(package, name, plan)?,
            _ if personal::is_custom_xml(name) => custom_xml(package, name, &shown, plan)?,
            _ => names(package, name, &shown, plan)?,
        };
        changes.extend(copy.map(|copy| (name.to_owned(), copy)));
    }
    Ok(changes)
}

/// A part with properties.
fn properties(
    package: &Package<'_>,
    name: &str,
    shown: &[String],
    plan: &mut StripPlan,
) -> Result<Option<Vec<u8>>, StripError> {
    without(&package.read(name)?, |element| {
        let Some(property) = property(element) else { return Cut::Nothing };
        if shown.iter().any(|it| it.eq_ignore_ascii_case(&property)) {
            plan.leave(format!("Office {property} (the text shows it)"));
            return Cut::Nothing;
        }
        plan.remove(format!("Office {property}"));
        Cut::Element
    })
}

/// A part that names who worked on the file.
fn names(
    package: &Package<'_>,
    name: &str,
    shown: &[String],
    plan: &mut StripPlan,
) -> Result<Option<Vec<u8>>, StripError> {
    let places = personal::in_part(name);
    if places.is_empty() {
        return Ok(None);
    }
    without(&package.read(name)?, |element| {
        let Some(place) = places.iter().find(|place| place.is(element.name)) else {
            return Cut::Nothing;
        };
        let called = place.called.unwrap_or("authors and marks of editing sessions");
        let cut = match place.removed {
            Removed::Element => Cut::Element,
            // One that is empty already.
            Removed::Content => Cut::Content,
            Removed::Attributes(wanted) => {
                let there = element.tag.attributes().into_iter().filter_map(|(name, value)| {
                    let new = personal::replacement(wanted, &name)?;
                    (new != Some(value.as_str())).then(|| (name, new.map(str::to_owned)))
                });
                match there.collect::<Vec<_>>() {
                    none if none.is_empty() => return Cut::Nothing,
                    new => Cut::Attributes(new),
                }
            }
        };
        if element.name == "docVars" && shown.iter().any(|it| it == fields::VARIABLE) {
            plan.leave(format!("{called} (the text shows them)"));
            return Cut::Nothing;
        }
        plan.remove(called);
        cut
    })
}

/// The links of a part: those to files of this computer keep the names of the files.
fn links(
    package: &Package<'_>,
    name: &str,
    plan: &mut StripPlan,
) -> Result<Option<Vec<u8>>, StripError> {
    without(&package.read(name)?, |element| {
        let kind = element.tag.get("Type").unwrap_or_default();
        if name.starts_with("word/_rels/settings")
            && ["/attachedTemplate", "/mailMergeSource"].iter().any(|end| kind.ends_with(end))
        {
            plan.remove("Office template");
            return Cut::Element;
        }
        let target = element.tag.get("Target").unwrap_or_default();
        match personal::without_folder(&target) {
            Some(file) => {
                plan.remove("folder of a linked file");
                Cut::Attributes(vec![("Target".to_owned(), Some(file))])
            }
            None => Cut::Nothing,
        }
    })
}

/// The settings of a printer, which name it: zeros are none.
fn printer(
    package: &Package<'_>,
    name: &str,
    plan: &mut StripPlan,
) -> Result<Option<Vec<u8>>, StripError> {
    let settings = package.read(name)?;
    if settings.iter().all(|byte| *byte == 0) {
        return Ok(None);
    }
    plan.remove("printer");
    Ok(Some(vec![0; settings.len()]))
}

/// XML of other programs, unless the text shows it.
fn custom_xml(
    package: &Package<'_>,
    name: &str,
    shown: &[String],
    plan: &mut StripPlan,
) -> Result<Option<Vec<u8>>, StripError> {
    const EMPTY: &[u8] = b"<empty/>";
    if shown.iter().any(|it| it == fields::CUSTOM_XML) {
        plan.leave("custom XML (the text shows it)");
        return Ok(None);
    }
    if package.read(name)? == EMPTY {
        return Ok(None);
    }
    plan.remove("custom XML");
    Ok(Some(EMPTY.to_vec()))
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
