//! OpenDocument presentations: slides and their text.

use std::collections::HashSet;

use super::odf::{CONTENT, Gathered, has_macros, open};
use crate::container::xml::{Node, walk};
use crate::io::{ProbeError, Source};
use crate::model::{Facts, Passage, Passages, Slide, Unit};

/// Slides in their order, and macros.
pub(crate) fn facts(source: &mut dyn Source) -> Result<Facts, ProbeError> {
    Ok(read(source)?.0)
}

/// The same, and the text: the paragraphs of each slide that is shown.
pub(crate) fn read(source: &mut dyn Source) -> Result<(Facts, Passages), ProbeError> {
    let package = open(source)?;
    let macros = has_macros(&package);
    let mut passages = Passages::default();
    // The styles of slides that the show skips (section 20.436, presentation:visibility).
    let mut hiding = HashSet::new();
    let mut style = None;
    let mut slides = Vec::new();
    let mut hidden = false;
    let mut gathered = Gathered::default();
    walk(package.part(CONTENT)?, CONTENT, |node| {
        gathered.take_in(&node);
        match node {
            Node::Start("style:style", tag) => style = tag.get("name"),
            Node::Start("style:drawing-page-properties", tag)
                if tag.get("visibility").as_deref() == Some("hidden") =>
            {
                hiding.extend(style.take());
            }
            Node::Start("draw:page", tag) => {
                hidden = tag.get("style-name").is_some_and(|name| hiding.contains(&name));
                drop(gathered.finish());
            }
            Node::End("draw:page") => {
                slides.push(Slide { hidden });
                let number = u32::try_from(slides.len()).unwrap_or(u32::MAX);
                for paragraph in gathered.finish().iter().filter(|_| !hidden) {
                    passages.push(Passage::new(Unit::Slide(number), &paragraph.text));
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok((Facts { slides: Some(slides), macros, ..Facts::default() }, passages))
}
