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
    let mut parts = Parts { package, shown, plan };
    let mut changes = Changes::new();
    for name in package.names() {
        let copy = match name {
            "docProps/core.xml" | "docProps/app.xml" => parts.properties(name)?,
            "docProps/custom.xml" => parts.custom_properties(name)?,
            _ if is_core_properties(name) => parts.properties(name)?,
            _ if name.ends_with(".rels") => parts.links(name)?,
            _ if personal::is_printer(name) => parts.printer(name)?,
            _ if personal::is_custom_xml(name) => parts.custom_xml(name)?,
            _ => parts.names(name)?,
        };
        changes.extend(copy.map(|copy| (name.to_owned(), copy)));
    }
    Ok(changes)
}

/// The parts of a file, each copied without what identifies someone; none where nothing does.
struct Parts<'p, 'a> {
    package: &'a Package<'p>,
    /// The properties that the text shows.
    shown: Vec<String>,
    plan: &'a mut StripPlan,
}

/// The new content of a part, if anything in it goes.
type PartCopy = Result<Option<Vec<u8>>, StripError>;

impl Parts<'_, '_> {
    /// A part with properties.
    fn properties(&mut self, name: &str) -> PartCopy {
        without(&self.package.read(name)?, |element| {
            let Some(property) = property(element) else { return Cut::Nothing };
            if self.shown.iter().any(|it| it.eq_ignore_ascii_case(&property)) {
                self.plan.leave(format!("Office {property} (the text shows it)"));
                return Cut::Nothing;
            }
            self.plan.remove(format!("Office {property}"));
            Cut::Element
        })
    }

    /// A part that names who worked on the file.
    fn names(&mut self, name: &str) -> PartCopy {
        let places = personal::in_part(name);
        if places.is_empty() {
            return Ok(None);
        }
        without(&self.package.read(name)?, |element| {
            let Some(place) = places.iter().find(|place| place.is(element.name)) else {
                return Cut::Nothing;
            };
            let called = place.called.unwrap_or("authors and marks of editing sessions");
            let cut = match place.removed {
                Removed::Element => Cut::Element,
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
            if element.name == "docVars" && self.shown.iter().any(|it| it == fields::VARIABLE) {
                self.plan.leave(format!("{called} (the text shows them)"));
                return Cut::Nothing;
            }
            self.plan.remove(called);
            cut
        })
    }

    /// The links of a part: those to files of this computer keep the names of the files.
    fn links(&mut self, name: &str) -> PartCopy {
        without(&self.package.read(name)?, |element| {
            let kind = element.tag.get("Type").unwrap_or_default();
            if name.starts_with("word/_rels/settings")
                && ["/attachedTemplate", "/mailMergeSource"].iter().any(|end| kind.ends_with(end))
            {
                self.plan.remove("Office template");
                return Cut::Element;
            }
            let target = element.tag.get("Target").unwrap_or_default();
            match personal::without_folder(&target) {
                Some(file) => {
                    self.plan.remove("folder of a linked file");
                    Cut::Attributes(vec![("Target".to_owned(), Some(file))])
                }
                None => Cut::Nothing,
            }
        })
    }

    /// The settings of a printer, which name it: zeros are none.
    fn printer(&mut self, name: &str) -> PartCopy {
        let settings = self.package.read(name)?;
        if settings.iter().all(|byte| *byte == 0) {
            return Ok(None);
        }
        self.plan.remove("printer");
        Ok(Some(vec![0; settings.len()]))
    }

    /// XML of other programs, unless the text shows it.
    fn custom_xml(&mut self, name: &str) -> PartCopy {
        const EMPTY: &[u8] = b"<empty/>";
        if self.shown.iter().any(|it| it == fields::CUSTOM_XML) {
            self.plan.leave("custom XML (the text shows it)");
            return Ok(None);
        }
        if self.package.read(name)? == EMPTY {
            return Ok(None);
        }
        self.plan.remove("custom XML");
        Ok(Some(EMPTY.to_vec()))
    }

    /// Properties that somebody defined; their names may identify someone, too.
    fn custom_properties(&mut self, name: &str) -> PartCopy {
        without(&self.package.read(name)?, |element| {
            let named = element.tag.get("name").filter(|_| element.depth == 1);
            let Some(named) = named else { return Cut::Nothing };
            if self.shown.iter().any(|it| it.eq_ignore_ascii_case(&named)) {
                self.plan.leave("custom property (the text shows it)");
                return Cut::Nothing;
            }
            self.plan.remove("custom properties");
            Cut::Element
        })
    }
}

fn property(element: &Element<'_>) -> Option<String> {
    (element.depth == 1 && !OOXML.keeps(element.name)).then(|| element.name.to_owned())
}

/// The name under which some programs store the core properties.
fn is_core_properties(name: &str) -> bool {
    name.starts_with("package/services/metadata/core-properties/") && name.ends_with(".psmdcp")
}
