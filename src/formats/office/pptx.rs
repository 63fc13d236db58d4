//! PowerPoint presentations (ECMA-376 part 1, PresentationML): slides and their text.

use super::chart::chart_texts;
use super::ooxml::{Relations, has_macros, main_part};
use crate::container::xml::{Node, walk};
use crate::container::zip::Package;
use crate::io::{ProbeError, Source};
use crate::model::{Facts, Passage, Passages, Slide, Unit};

/// The most slides that are read.
const MOST_SLIDES: usize = 20_000;

/// Slides in the order of the show, and macros. The count in the properties is ignored: some programs
/// write 0.
pub(crate) fn facts(source: &mut dyn Source) -> Result<Facts, ProbeError> {
    let package = Package::open(source)?;
    let macros = has_macros(&package);
    let mut slides = Vec::new();
    for part in slide_parts(&package)? {
        slides.push(slide(&package, &part, None)?);
    }
    Ok(Facts { slides: Some(slides), macros, ..Facts::default() })
}

/// The same, and the text: the paragraphs of each visible slide, those of its diagrams and charts
/// last.
pub(crate) fn read(source: &mut dyn Source) -> Result<(Facts, Passages), ProbeError> {
    let package = Package::open(source)?;
    let macros = has_macros(&package);
    let mut slides = Vec::new();
    let mut passages = Passages::default();
    for (number, part) in (1..).zip(slide_parts(&package)?) {
        let mut texts = Vec::new();
        let Slide { hidden } = slide(&package, &part, Some(&mut texts))?;
        slides.push(Slide { hidden });
        if hidden {
            continue;
        }
        let relations = Relations::of(&package, &part)?;
        for diagram in relations.of_kind("diagramData") {
            slide(&package, diagram, Some(&mut texts))?;
        }
        for chart in ["chart", "chartEx"].iter().flat_map(|kind| relations.of_kind(kind)) {
            chart_texts(&package, chart, &mut texts)?;
        }
        texts.iter().for_each(|text| passages.push(Passage::new(Unit::Slide(number), text)));
    }
    Ok((Facts { slides: Some(slides), macros, ..Facts::default() }, passages))
}

/// The parts of the slides in the order of the show (section 19.2.1.34, p:sldIdLst).
pub(crate) fn slide_parts(package: &Package<'_>) -> Result<Vec<String>, ProbeError> {
    let main = main_part(package, "ppt/presentation.xml")?;
    let relations = Relations::of(package, &main)?;
    let mut parts = Vec::new();
    let mut in_list = false;
    walk(package.part(&main)?, &main, |node| {
        match node {
            Node::Start("p:sldIdLst", _) => in_list = true,
            Node::End("p:sldIdLst") => in_list = false,
            Node::Start("p:sldId", tag) if in_list => {
                let id = tag.relationship().unwrap_or_default();
                match relations.target(&id) {
                    Some(part) => parts.push(part.to_owned()),
                    None => {
                        let number = parts.len() + 1;
                        return Err(ProbeError::Damaged(format!("slide {number} is missing")));
                    }
                }
                if parts.len() > MOST_SLIDES {
                    return Err(ProbeError::TooLarge("it has over 20,000 slides".into()));
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(parts)
}

/// Reads a slide; its paragraphs are appended to `texts` if given.
pub(super) fn slide(
    package: &Package<'_>,
    part: &str,
    mut texts: Option<&mut Vec<String>>,
) -> Result<Slide, ProbeError> {
    let mut hidden = false;
    let mut unseen = 0_u32;
    let mut paragraph = String::new();
    let mut in_text = false;
    walk(package.part(part)?, part, |node| {
        match node {
            Node::Start("p:sld", tag) => hidden = !tag.is_on("show"),
            // A drawing for older programs repeats the text.
            Node::Start("mc:Fallback", _) => unseen += 1,
            Node::End("mc:Fallback") => unseen = unseen.saturating_sub(1),
            Node::Start("a:t" | "m:t", _) => in_text = true,
            Node::End("a:t" | "m:t") => in_text = false,
            Node::Start("a:br", _) if unseen == 0 => paragraph.push('\n'),
            Node::Text(text) if in_text && unseen == 0 => paragraph.push_str(text),
            Node::End("a:p") => {
                let text = std::mem::take(&mut paragraph);
                if let Some(texts) = &mut texts
                    && !text.trim().is_empty()
                {
                    texts.push(text);
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(Slide { hidden })
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    #[test]
    fn sections_are_no_slides() {
        let presentation = "<p:presentation \
             xmlns:p='http://schemas.openxmlformats.org/presentationml/2006/main' \
             xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'>\
             <p:sldIdLst><p:sldId id='256' r:id='rId2'/></p:sldIdLst><p:extLst><p:ext>\
             <p14:sectionLst xmlns:p14='http://schemas.microsoft.com/office/powerpoint/2010/main'>\
             <p14:section name='Plan'><p14:sldIdLst><p14:sldId id='256'/></p14:sldIdLst>\
             </p14:section></p14:sectionLst></p:ext></p:extLst></p:presentation>";
        let relationships = "<Relationships \
             xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\
             <Relationship Id='rId2' Type='…/slide' Target='slides/slide1.xml'/></Relationships>";
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in [
            ("ppt/presentation.xml", presentation),
            ("ppt/_rels/presentation.xml.rels", relationships),
            ("ppt/slides/slide1.xml", "<p:sld><a:p><a:t>Findings</a:t></a:p></p:sld>"),
        ] {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(content.as_bytes()).unwrap();
        }
        let (facts, passages) = read(&mut zip.finish().unwrap()).unwrap();
        assert_eq!(facts.slides, Some(vec![Slide { hidden: false }]));
        let texts: Vec<&str> = passages.iter().map(|passage| passage.text).collect();
        assert_eq!(texts, ["Findings"]);
    }
}
