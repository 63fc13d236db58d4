//! Word documents (ECMA-376 part 1, WordprocessingML): headings, paragraphs, text.

use std::collections::HashMap;
use std::io::BufRead;

use super::archive::Archive;
use super::ooxml::{Relations, has_macros, main_part};
use super::passage::facts_of;
use super::xml::{Node, walk};
use super::{Source, Trouble};
use crate::model::{Facts, Location, Passage};

/// Headings, paragraphs and macros. How many pages it has depends on the machine that opens it.
pub(super) fn facts(source: &mut dyn Source) -> Result<Facts, Trouble> {
    Ok(facts_and_passages(source)?.0)
}

/// Its paragraphs in their order, then its footnotes and endnotes.
pub(super) fn passages(source: &mut dyn Source) -> Result<Vec<Passage>, Trouble> {
    Ok(facts_and_passages(source)?.1)
}

/// Both from one reading: to count its headings is to read all of it.
pub(super) fn facts_and_passages(
    source: &mut dyn Source,
) -> Result<(Facts, Vec<Passage>), Trouble> {
    let mut archive = Archive::open(source)?;
    let macros = has_macros(&archive);
    let passages = text(&mut archive)?;
    Ok((Facts { macros, ..facts_of(&passages) }, passages))
}

fn text(archive: &mut Archive<'_>) -> Result<Vec<Passage>, Trouble> {
    let main = main_part(archive, "word/document.xml")?;
    let relations = Relations::of(archive, &main)?;
    let ranks = match relations.of_sort("styles").first() {
        Some(styles) => ranks(archive.part(styles)?, styles)?,
        None => HashMap::new(),
    };
    let body = paragraphs(archive.part(&main)?, &main, &ranks)?;
    let mut passages: Vec<Passage> = (1..)
        .zip(body)
        .map(|(number, paragraph)| Passage {
            heading: paragraph.rank,
            ..Passage::new(Location::Paragraph(number), paragraph.text)
        })
        .collect();
    for sort in ["footnotes", "endnotes"] {
        for part in relations.of_sort(sort) {
            let notes = paragraphs(archive.part(part)?, part, &ranks)?;
            passages.extend(notes.into_iter().map(|it| Passage::new(Location::Whole, it.text)));
        }
    }
    Ok(passages)
}

/// A paragraph that is being read, or has been.
#[derive(Default)]
struct Paragraph {
    text: String,
    style: Option<String>,
    /// The rank of a heading.
    rank: Option<u8>,
    /// Its own outline level (section 17.3.1.20), which overrides that of its style.
    outline: Option<u8>,
}

/// The paragraphs that hold something. A text box stands inside a paragraph and has paragraphs of
/// its own: these come after the one that they stand in.
fn paragraphs(
    part: impl BufRead,
    name: &str,
    ranks: &HashMap<String, Option<u8>>,
) -> Result<Vec<Paragraph>, Trouble> {
    let mut all: Vec<Paragraph> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    // Elements whose content is not seen: deleted text, the old variant of a newer drawing.
    let mut unseen = 0_u32;
    let (mut in_text, mut hidden_run, mut in_run_of) = (false, false, 0_u32);
    walk(part, name, |node| {
        let paragraph = open.last().and_then(|&index| all.get_mut(index));
        match node {
            Node::Start("del" | "moveFrom" | "Fallback", _) => unseen += 1,
            Node::End("del" | "moveFrom" | "Fallback") => unseen = unseen.saturating_sub(1),
            Node::Start("p", _) => {
                open.push(all.len());
                all.push(Paragraph::default());
            }
            Node::End("p") => drop(open.pop()),
            Node::Start("r", _) => {
                in_run_of += 1;
                hidden_run = false;
            }
            Node::End("r") => {
                in_run_of = in_run_of.saturating_sub(1);
                hidden_run = false;
            }
            Node::Start("vanish", tag) if in_run_of > 0 => hidden_run = tag.is_on("val"),
            Node::Start("pStyle", tag) => {
                if let Some(paragraph) = paragraph {
                    paragraph.style = tag.get("val");
                }
            }
            Node::Start("outlineLvl", tag) => {
                if let Some(paragraph) = paragraph {
                    paragraph.outline = tag.get("val").and_then(|level| level.parse().ok());
                }
            }
            Node::Start("t", _) => in_text = true,
            Node::End("t") => in_text = false,
            Node::Text(text) if in_text && unseen == 0 && !hidden_run => {
                if let Some(paragraph) = paragraph {
                    paragraph.text.push_str(text);
                }
            }
            Node::Start(sign, _) if in_run_of > 0 && unseen == 0 && !hidden_run => {
                if let (Some(paragraph), Some(sign)) = (paragraph, special(sign)) {
                    paragraph.text.push(sign);
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    all.retain(|paragraph| !paragraph.text.trim().is_empty());
    for paragraph in &mut all {
        let style = paragraph.style.as_ref().and_then(|style| ranks.get(style).copied().flatten());
        paragraph.rank = match paragraph.outline {
            Some(level) => rank_of_level(level),
            None => style,
        };
    }
    Ok(all)
}

/// Signs that are elements (section 17.3.3).
fn special(element: &str) -> Option<char> {
    match element {
        "tab" | "ptab" => Some('\t'),
        "br" | "cr" => Some('\n'),
        "noBreakHyphen" => Some('-'),
        "softHyphen" => Some('\u{ad}'),
        _ => None,
    }
}

/// A style of paragraphs as the file has it.
#[derive(Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
}

/// The rank of the headings that each style makes: by its name, which is the English one whatever
/// the language of the program (section 17.7.4.9), by its outline level, or by the style that it is
/// based on.
fn ranks(part: impl BufRead, name: &str) -> Result<HashMap<String, Option<u8>>, Trouble> {
    let mut styles: HashMap<String, Style> = HashMap::new();
    let mut current: Option<(String, Style)> = None;
    walk(part, name, |node| {
        match node {
            Node::Start("style", tag) => {
                current = tag.get("styleId").map(|id| (id, Style::default()));
            }
            Node::End("style") => styles.extend(current.take()),
            Node::Start(element, tag) => {
                if let Some((_, style)) = &mut current {
                    let value = || tag.get("val");
                    match element {
                        "name" => style.name = value().unwrap_or_default(),
                        "basedOn" => style.based_on = value(),
                        "outlineLvl" => style.outline = value().and_then(|it| it.parse().ok()),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(styles.keys().map(|id| (id.clone(), rank(id, &styles))).collect())
}

fn rank(id: &str, styles: &HashMap<String, Style>) -> Option<u8> {
    let mut id = id;
    // A chain of styles that comes back to itself ends after as many steps as Word allows.
    for _ in 0..16 {
        let style = styles.get(id)?;
        if let Some(rank) = rank_of_name(&style.name) {
            return Some(rank);
        }
        if let Some(level) = style.outline {
            return rank_of_level(level);
        }
        id = style.based_on.as_deref()?;
    }
    None
}

fn rank_of_name(name: &str) -> Option<u8> {
    let name = name.trim().to_ascii_lowercase();
    match name.as_str() {
        "title" => Some(0),
        name => {
            name.strip_prefix("heading")?.trim().parse().ok().filter(|rank| (1..=9).contains(rank))
        }
    }
}

/// Levels count from 0; 9 is the level of plain text.
fn rank_of_level(level: u8) -> Option<u8> {
    (level < 9).then_some(level + 1)
}
