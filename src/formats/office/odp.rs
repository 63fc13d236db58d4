//! OpenDocument presentations: slides and their text.

use super::odf::{CONTENT, HiddenStyles, Object, Paragraphs, has_macros, open};
use crate::container::xml::{Node, walk};
use crate::io::{ProbeError, Source};
use crate::model::{Facts, Passage, Passages, Slide, Unit};

/// Slides in order, and macros.
pub(crate) fn facts(source: &mut dyn Source) -> Result<Facts, ProbeError> {
    Ok(read(source)?.0)
}

/// The same, and the text: the paragraphs of each slide that is shown.
pub(crate) fn read(source: &mut dyn Source) -> Result<(Facts, Passages), ProbeError> {
    let package = open(source)?;
    let macros = has_macros(&package);
    let mut passages = Passages::default();
    // The show skips slides of these styles (section 20.436, presentation:visibility).
    let mut hiding = HiddenStyles::by("style:drawing-page-properties", "visibility", "hidden");
    let mut slides = Vec::new();
    let mut hidden = false;
    let mut objects = Vec::new();
    let mut paragraphs = Paragraphs::default();
    walk(package.part(CONTENT)?, CONTENT, |node| {
        paragraphs.visit(&node);
        hiding.visit(&node);
        match node {
            Node::Start("draw:page", tag) => {
                hidden = hiding.hides(&tag);
                drop(paragraphs.take_all());
            }
            Node::Start("draw:object", tag) => {
                let object = Object::at(&package, &tag.get("href").unwrap_or_default());
                objects
                    .extend(Some(object.texts).filter(|_| object.is_chart).into_iter().flatten());
            }
            Node::End("draw:page") => {
                slides.push(Slide { hidden });
                let number = u32::try_from(slides.len()).unwrap_or(u32::MAX);
                for paragraph in paragraphs.take_all().iter().filter(|_| !hidden) {
                    passages.push(Passage::new(Unit::Slide(number), &paragraph.text));
                }
                for text in std::mem::take(&mut objects).iter().filter(|_| !hidden) {
                    passages.push(Passage::new(Unit::Slide(number), text));
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok((Facts { slides: Some(slides), macros, ..Facts::default() }, passages))
}
