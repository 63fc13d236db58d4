//! Word documents (ECMA-376 part 1, WordprocessingML): headings, paragraphs, text.

use std::collections::{HashMap, HashSet};
use std::io::BufRead;
use std::ops::ControlFlow;

use super::ooxml::{Relations, has_macros, main_part};
use crate::container::xml::{Node, walk, walk_while};
use crate::container::zip::Package;
use crate::io::{ProbeError, Source};
use crate::locate::text_at::facts_of;
use crate::model::{Facts, Passage, Passages, Unit};

/// Headings, paragraphs and macros. The number of pages depends on the computer that opens it.
pub(crate) fn facts(source: &mut dyn Source) -> Result<Facts, ProbeError> {
    Ok(read(source)?.0)
}

/// The same, and the text: paragraphs in order, then footnotes and endnotes.
pub(crate) fn read(source: &mut dyn Source) -> Result<(Facts, Passages), ProbeError> {
    let package = Package::open(source)?;
    let macros = has_macros(&package);
    let passages = text(&package)?;
    Ok((Facts { macros, ..facts_of(&passages) }, passages))
}

fn text(package: &Package<'_>) -> Result<Passages, ProbeError> {
    let main = main_part(package, "word/document.xml")?;
    let relations = Relations::of(package, &main)?;
    let mut body = Body::default();
    paragraphs(package.part(&main)?, &main, |paragraph| body.push(paragraph))?;
    let used: HashSet<&str> = body.styles.keys().map(String::as_str).collect();
    let levels = match relations.of_kind("styles").first() {
        Some(styles) if !used.is_empty() => heading_levels(package.part(styles)?, styles, used)?,
        _ => HashMap::new(),
    };
    let mut passages = body.passages(&levels);
    for kind in ["footnotes", "endnotes"] {
        for part in relations.of_kind(kind) {
            paragraphs(package.part(part)?, part, |note| {
                passages.push(Passage::new(Unit::Whole, &note.text));
            })?;
        }
    }
    Ok(passages)
}

/// The paragraphs of the main text, before the styles say which of them are headings.
#[derive(Default)]
struct Body {
    texts: Passages,
    /// For each, the number of its style and its own outline level.
    marks: Vec<(Option<u32>, Option<u8>)>,
    /// The number given to each style.
    styles: HashMap<String, u32>,
}

impl Body {
    fn push(&mut self, paragraph: Paragraph) {
        let next = u32::try_from(self.styles.len()).unwrap_or(u32::MAX);
        let style = paragraph.style.map(|style| *self.styles.entry(style).or_insert(next));
        self.marks.push((style, paragraph.outline));
        let number = u32::try_from(self.marks.len()).unwrap_or(u32::MAX);
        self.texts.push(Passage::new(Unit::Paragraph(number), &paragraph.text));
    }

    /// The same with their headings, by the heading levels of styles.
    fn passages(self, levels: &HashMap<String, Option<u8>>) -> Passages {
        let mut of_style = vec![None; self.styles.len()];
        for (style, number) in &self.styles {
            if let Some(level) = usize::try_from(*number).ok().and_then(|it| of_style.get_mut(it)) {
                *level = levels.get(style).copied().flatten();
            }
        }
        let mut passages = self.texts;
        passages.set_headings(|at| {
            let Unit::Paragraph(number) = at else { return None };
            match self.marks.get(number as usize - 1) {
                Some(&(_, Some(outline))) => level_of_outline(outline),
                Some(&(Some(style), None)) => of_style.get(style as usize).copied().flatten(),
                _ => None,
            }
        });
        passages
    }
}

#[derive(Default)]
struct Paragraph {
    text: String,
    style: Option<String>,
    /// Its own outline level (section 17.3.1.20), which overrides that of its style.
    outline: Option<u8>,
}

/// Calls `found` with each paragraph that is not blank. The paragraphs of a text box come after the
/// one in which the text box stands.
fn paragraphs(
    part: impl BufRead,
    name: &str,
    mut found: impl FnMut(Paragraph),
) -> Result<(), ProbeError> {
    let mut found = |paragraph: Paragraph| {
        if !paragraph.text.trim().is_empty() {
            found(paragraph);
        }
    };
    // The outermost open paragraph with those inside it, and the indices of those that are open.
    let mut all: Vec<Paragraph> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    // Depth in elements that are not shown: deleted text, and drawings for older programs.
    let mut unseen = 0_u32;
    let (mut in_text, mut hidden_run, mut in_run_of) = (false, false, 0_u32);
    walk(part, name, |node| {
        let paragraph = open.last().and_then(|&index| all.get_mut(index));
        match node {
            Node::Start("w:del" | "w:moveFrom" | "mc:Fallback", _) => unseen += 1,
            Node::End("w:del" | "w:moveFrom" | "mc:Fallback") => unseen = unseen.saturating_sub(1),
            Node::Start("w:p" | "a:p", _) => {
                open.push(all.len());
                all.push(Paragraph::default());
            }
            Node::End("w:p" | "a:p") => {
                open.pop();
                if open.is_empty() {
                    all.drain(..).for_each(&mut found);
                }
            }
            Node::Start("w:r" | "m:r" | "a:r", _) => {
                in_run_of += 1;
                hidden_run = false;
            }
            Node::End("w:r" | "m:r" | "a:r") => {
                in_run_of = in_run_of.saturating_sub(1);
                hidden_run = false;
            }
            Node::Start("w:vanish", tag) if in_run_of > 0 => hidden_run = tag.is_on("val"),
            Node::Start("w:pStyle", tag) => {
                if let Some(paragraph) = paragraph {
                    paragraph.style = tag.get("val");
                }
            }
            Node::Start("w:outlineLvl", tag) => {
                if let Some(paragraph) = paragraph {
                    paragraph.outline = tag.get("val").and_then(|level| level.parse().ok());
                }
            }
            Node::Start("w:t" | "m:t" | "a:t", _) => in_text = true,
            Node::End("w:t" | "m:t" | "a:t") => in_text = false,
            Node::Text(text) if in_text && unseen == 0 && !hidden_run => {
                if let Some(paragraph) = paragraph {
                    paragraph.text.push_str(text);
                }
            }
            Node::Start(element, _) if in_run_of > 0 && unseen == 0 && !hidden_run => {
                if let (Some(paragraph), Some(character)) = (paragraph, special(element)) {
                    paragraph.text.push(character);
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    // End tags may be missing.
    all.into_iter().for_each(found);
    Ok(())
}

/// Characters that are elements (section 17.3.3).
pub(super) fn special(element: &str) -> Option<char> {
    match element {
        "w:tab" | "w:ptab" => Some('\t'),
        "w:br" | "w:cr" => Some('\n'),
        "w:noBreakHyphen" => Some('-'),
        "w:softHyphen" => Some('\u{ad}'),
        _ => None,
    }
}

/// A paragraph style of the file.
#[derive(Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
}

/// The heading level of each of these styles: by its name, which is in English in every language of
/// the program (section 17.7.4.9), by its outline level, or by the style that it is based on.
/// The walk ends as soon as all are known, since programs write hundreds of unused styles.
pub(super) fn heading_levels(
    part: impl BufRead,
    name: &str,
    used: HashSet<&str>,
) -> Result<HashMap<String, Option<u8>>, ProbeError> {
    let mut styles: HashMap<String, Style> = HashMap::new();
    let mut wanted: HashSet<String> = used.iter().map(|&id| id.to_owned()).collect();
    let mut current: Option<(String, Style)> = None;
    walk_while(part, name, |node| {
        match node {
            Node::Start("w:style", tag) => {
                current = tag.get("styleId").map(|id| (id, Style::default()));
            }
            Node::End("w:style") => {
                if let Some((id, style)) = current.take() {
                    styles.insert(id.clone(), style);
                    if wanted.remove(&id)
                        && let Err(missing) = heading_level(&id, &styles)
                    {
                        wanted.insert(missing.to_owned());
                    }
                }
                if wanted.is_empty() {
                    return Ok(ControlFlow::Break(()));
                }
            }
            Node::Start(element, tag) => {
                if let Some((_, style)) = &mut current {
                    let value = || tag.get("val");
                    match element {
                        "w:name" => style.name = value().unwrap_or_default(),
                        "w:basedOn" => style.based_on = value(),
                        "w:outlineLvl" => style.outline = value().and_then(|it| it.parse().ok()),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(used.iter().map(|&id| (id.to_owned(), heading_level(id, &styles).ok().flatten())).collect())
}

/// The names of all styles, in lower case, by their ids.
pub(super) fn style_names(
    part: impl BufRead,
    name: &str,
) -> Result<HashMap<String, String>, ProbeError> {
    let (mut names, mut id) = (HashMap::new(), None);
    walk(part, name, |node| {
        match node {
            Node::Start("w:style", tag) => id = tag.get("styleId"),
            Node::Start("w:name", tag) => {
                if let (Some(id), Some(name)) = (id.take(), tag.get("val")) {
                    names.insert(id, name.to_lowercase());
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(names)
}

/// The heading level of a style, or the style that it depends on and that has not been read.
fn heading_level<'s>(
    id: &'s str,
    styles: &'s HashMap<String, Style>,
) -> Result<Option<u8>, &'s str> {
    let mut id = id;
    // Word allows no longer chain; one that leads back to itself ends here.
    for _ in 0..16 {
        let style = styles.get(id).ok_or(id)?;
        if let Some(level) = level_of_name(&style.name) {
            return Ok(Some(level));
        }
        if let Some(outline) = style.outline {
            return Ok(level_of_outline(outline));
        }
        match &style.based_on {
            Some(base) => id = base,
            None => return Ok(None),
        }
    }
    Ok(None)
}

fn level_of_name(name: &str) -> Option<u8> {
    let name = name.trim().to_ascii_lowercase();
    match name.as_str() {
        "title" => Some(0),
        name => name
            .strip_prefix("heading")?
            .trim()
            .parse()
            .ok()
            .filter(|level| (1..=9).contains(level)),
    }
}

/// Outline levels count from 0; 9 is body text.
pub(super) fn level_of_outline(outline: u8) -> Option<u8> {
    (outline < 9).then_some(outline + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style(id: &str, inside: &str) -> String {
        format!("<w:style w:styleId=\"{id}\">{inside}</w:style>")
    }

    #[test]
    fn styles_are_read_until_each_used_style_is_known() {
        let own = style("Own", "<w:name w:val=\"own\"/><w:basedOn w:val=\"Middle\"/>");
        let plain = style("Plain", "<w:name w:val=\"plain\"/>");
        let middle = style("Middle", "<w:name w:val=\"m\"/><w:basedOn w:val=\"Heading\"/>");
        let heading = style("Heading", "<w:name w:val=\"heading 2\"/>");
        let levels = |xml: &str, used: &[&str]| {
            let xml = format!("<w:styles>{xml}</w:styles>");
            heading_levels(xml.as_bytes(), "styles", used.iter().copied().collect())
        };
        // A style may stand before the one that it is based on, or behind it.
        for order in [[&own, &plain, &middle, &heading], [&heading, &middle, &own, &plain]] {
            let xml = order.map(String::as_str).concat();
            let levels = levels(&xml, &["Own", "Plain", "Gone"]).unwrap();
            let level = |id: &str| levels.get(id).copied().flatten();
            assert_eq!((level("Own"), level("Plain"), level("Gone")), (Some(2), None, None));
        }
        // What follows is not read.
        let cut = format!("{plain}{heading}<w:style");
        assert_eq!(levels(&cut, &["Heading"]).unwrap().get("Heading"), Some(&Some(2)));
        assert!(levels(&cut, &["Own"]).is_err());
    }
}
