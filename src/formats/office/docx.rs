//! Word documents (ECMA-376 part 1, WordprocessingML): headings, paragraphs, text.

use std::collections::{HashMap, HashSet};
use std::io::BufRead;

use super::docx_styles::{heading_levels, level_of_outline};
use super::ooxml::{Relations, has_macros, main_part};
use crate::container::xml::{Node, walk};
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
