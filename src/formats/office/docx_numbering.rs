//! The numbers and bullets of lists in a Word document (section 17.9 of ECMA-376 part 1), which are not
//! in its text.

use std::collections::HashMap;
use std::io::BufRead;

use crate::container::xml::{Node, walk};
use crate::io::ProbeError;
use crate::model::{letters, roman};

/// A list has no more levels (section 17.9.6).
const LEVELS: usize = 9;

/// The definitions of lists, and how far each has counted.
#[derive(Default)]
pub(super) struct Numbering {
    /// The levels of each definition.
    definitions: HashMap<String, Vec<Level>>,
    /// The definition of each list, and where a list of its own begins to count.
    lists: HashMap<String, (String, Option<u32>)>,
    /// The list and level of each style that has one.
    styles: HashMap<String, (String, u8)>,
    /// What each definition has counted to on each level.
    counts: HashMap<String, [Option<u32>; LEVELS]>,
    /// Lists that have begun.
    begun: Vec<String>,
}

#[derive(Default, Clone)]
struct Level {
    format: String,
    /// What is shown, with `%1` for the number of the first level.
    text: String,
    start: Option<u32>,
    style: Option<String>,
}

impl Numbering {
    /// Reads the definitions.
    pub fn read(&mut self, part: impl BufRead, name: &str) -> Result<(), ProbeError> {
        let (mut definition, mut list) = (None::<String>, None::<String>);
        walk(part, name, |node| {
            match node {
                Node::Start("w:abstractNum", tag) => definition = tag.get("abstractNumId"),
                Node::End("w:abstractNum") => definition = None,
                Node::Start("w:num", tag) => list = tag.get("numId"),
                Node::End("w:num") => list = None,
                Node::Start("w:abstractNumId", tag) => {
                    if let (Some(list), Some(id)) = (&list, tag.get("val")) {
                        self.lists.insert(list.clone(), (id, None));
                    }
                }
                Node::Start("w:startOverride", tag) => {
                    let list = list.as_ref().and_then(|list| self.lists.get_mut(list));
                    if let Some((_, start)) = list {
                        *start = start.or(tag.get("val").and_then(|value| value.parse().ok()));
                    }
                }
                Node::Start(element, tag) => {
                    let Some(id) = &definition else { return Ok(()) };
                    let levels = self.definitions.entry(id.clone()).or_default();
                    if element == "w:lvl" && levels.len() < LEVELS {
                        levels.push(Level::default());
                    }
                    let Some(level) = levels.last_mut() else { return Ok(()) };
                    let value = || tag.get("val");
                    match element {
                        "w:numFmt" => level.format = value().unwrap_or_default(),
                        "w:lvlText" => level.text = value().unwrap_or_default(),
                        "w:start" => level.start = value().and_then(|it| it.parse().ok()),
                        "w:pStyle" => level.style = value(),
                        _ => {}
                    }
                }
                _ => {}
            }
            Ok(())
        })
    }

    /// Reads which styles are items of lists.
    pub fn read_styles(&mut self, part: impl BufRead, name: &str) -> Result<(), ProbeError> {
        let mut style = None::<String>;
        walk(part, name, |node| {
            match node {
                Node::Start("w:style", tag) => style = tag.get("styleId"),
                Node::Start("w:numId", tag) => {
                    if let (Some(style), Some(list)) = (&style, tag.get("val")) {
                        self.styles.entry(style.clone()).or_default().0 = list;
                    }
                }
                Node::Start("w:ilvl", tag) => {
                    let depth = tag.get("val").and_then(|depth| depth.parse().ok());
                    if let (Some(style), Some(depth)) = (&style, depth) {
                        self.styles.entry(style.clone()).or_default().1 = depth;
                    }
                }
                _ => {}
            }
            Ok(())
        })
    }

    /// The list and the level of a paragraph that names none, by its style.
    pub fn of_style(&self, style: &str) -> Option<(String, u8)> {
        let (list, depth) = self.styles.get(style)?;
        // A level may name the style instead.
        let levels = self.lists.get(list).and_then(|(id, _)| self.definitions.get(id));
        let named = levels.and_then(|levels| {
            levels.iter().position(|level| level.style.as_deref() == Some(style))
        });
        let named = named.and_then(|depth| u8::try_from(depth).ok());
        Some((list.clone(), named.unwrap_or(*depth)))
    }

    /// Counts the next item of a list, and returns what is shown before it.
    pub fn next(&mut self, list: &str, depth: u8) -> Option<String> {
        let (id, start) = self.lists.get(list)?;
        let levels = self.definitions.get(id)?;
        let depth = usize::from(depth).min(LEVELS - 1);
        let level = levels.get(depth)?;
        let counts = self.counts.entry(id.clone()).or_default();
        if start.is_some() && !self.begun.iter().any(|begun| begun == list) {
            *counts = Default::default();
            self.begun.push(list.to_owned());
        }
        let count = match counts.get(depth).copied().flatten() {
            Some(count) => count.saturating_add(1),
            None => start.filter(|_| depth == 0).or(level.start).unwrap_or(1),
        };
        for (deeper, slot) in counts.iter_mut().enumerate().skip(depth) {
            *slot = (deeper == depth).then_some(count);
        }
        if matches!(level.format.as_str(), "bullet" | "none" | "") {
            // Symbol fonts show another character than the one that stands there.
            return (level.format == "bullet").then(|| "•".to_owned());
        }
        let mut shown = level.text.clone();
        for (number, (level, count)) in (1..).zip(levels.iter().zip(counts.iter())) {
            let count = count.or(level.start).unwrap_or(1);
            shown = shown.replace(&format!("%{number}"), &level.written(count));
        }
        Some(shown.trim().to_owned()).filter(|shown| !shown.is_empty())
    }
}

impl Level {
    fn written(&self, count: u32) -> String {
        match self.format.as_str() {
            "lowerLetter" => letters(count),
            "upperLetter" => letters(count).to_uppercase(),
            "lowerRoman" => roman(count),
            "upperRoman" => roman(count).to_uppercase(),
            _ => count.to_string(),
        }
    }
}
