//! OpenDocument presentations: slides and their text.

use std::collections::HashSet;

use super::archive::Archive;
use super::odf::{CONTENT, Gathered, Paragraph, has_macros, open};
use super::xml::{Node, walk};
use super::{Passage, Source, Trouble};
use crate::model::{Facts, Location, Numbers, Slide};

/// Slides in their order, and macros.
pub(super) fn facts(source: &mut dyn Source) -> Result<Facts, Trouble> {
    let mut archive = open(source)?;
    let macros = has_macros(&archive);
    let slides = slides(&mut archive)?.into_iter().map(|(slide, _)| slide).collect();
    Ok(Facts { slides: Some(slides), macros, ..Facts::default() })
}

/// The paragraphs of each slide that is shown.
pub(super) fn passages(source: &mut dyn Source) -> Result<Vec<Passage>, Trouble> {
    let slides = slides(&mut open(source)?)?;
    let mut passages = Vec::new();
    for (number, (slide, paragraphs)) in (1..).zip(slides) {
        if !slide.hidden {
            let at = Location::Slides(Numbers::one(number));
            let texts = paragraphs.into_iter().map(|it| Passage::new(at.clone(), it.text));
            passages.extend(texts);
        }
    }
    Ok(passages)
}

fn slides(archive: &mut Archive<'_>) -> Result<Vec<(Slide, Vec<Paragraph>)>, Trouble> {
    // The styles of slides that the show skips (section 20.436, presentation:visibility).
    let mut hiding = HashSet::new();
    let mut style = None;
    let mut slides = Vec::new();
    let mut hidden = false;
    let mut gathered = Gathered::default();
    walk(archive.part(CONTENT)?, CONTENT, |node| {
        gathered.take_in(&node);
        match node {
            Node::Start("style", tag) => style = tag.get("name"),
            Node::Start("drawing-page-properties", tag)
                if tag.get("visibility").as_deref() == Some("hidden") =>
            {
                hiding.extend(style.take());
            }
            Node::Start("page", tag) => {
                hidden = tag.get("style-name").is_some_and(|name| hiding.contains(&name));
                drop(gathered.finish());
            }
            Node::End("page") => slides.push((Slide { hidden }, gathered.finish())),
            _ => {}
        }
        Ok(())
    })?;
    Ok(slides)
}
