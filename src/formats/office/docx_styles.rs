//! The styles of a Word document (ECMA-376 part 1, section 17.7): headings and lists by their styles.

use std::collections::{HashMap, HashSet};
use std::io::BufRead;
use std::ops::ControlFlow;

use crate::container::xml::{Node, Tag, walk, walk_while};
use crate::io::ProbeError;

/// Word allows no longer chain of styles; one that leads back to itself ends here.
const LONGEST_CHAIN: usize = 16;

/// A style of the file.
#[derive(Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
}

impl Style {
    /// Takes an element inside the style.
    fn visit(&mut self, element: &str, tag: &Tag<'_>) {
        match element {
            "w:name" => self.name = tag.get("val").unwrap_or_default(),
            "w:basedOn" => self.based_on = tag.get("val"),
            "w:outlineLvl" => self.outline = number(tag),
            _ => {}
        }
    }
}

fn number(tag: &Tag<'_>) -> Option<u8> {
    tag.get("val").and_then(|it| it.parse().ok())
}

/// All styles of a document.
#[derive(Default)]
pub(super) struct Styles(HashMap<String, Style>);

impl Styles {
    /// Reads the styles.
    pub fn read(part: impl BufRead, name: &str) -> Result<Styles, ProbeError> {
        let mut styles = HashMap::new();
        let mut current: Option<(String, Style)> = None;
        walk(part, name, |node| {
            match node {
                Node::Start("w:style", tag) => {
                    current = tag.get("styleId").map(|id| (id, Style::default()));
                }
                Node::End("w:style") => styles.extend(current.take()),
                Node::Start(element, tag) => {
                    if let Some((_, style)) = &mut current {
                        style.visit(element, &tag);
                    }
                }
                _ => {}
            }
            Ok(())
        })?;
        Ok(Styles(styles))
    }

    /// The name of a style in lower case, which is in English in every language of the program.
    pub fn name(&self, id: &str) -> String {
        self.0.get(id).map_or_else(String::new, |style| style.name.to_lowercase())
    }

    /// The level of headings of this style.
    pub fn level(&self, id: &str) -> Option<u8> {
        heading_level(id, &self.0).ok().flatten()
    }
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
                    style.visit(element, &tag);
                }
            }
            _ => {}
        }
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(used.iter().map(|&id| (id.to_owned(), heading_level(id, &styles).ok().flatten())).collect())
}

/// The heading level of a style, or the style that it depends on and that has not been read.
fn heading_level<'s>(
    id: &'s str,
    styles: &'s HashMap<String, Style>,
) -> Result<Option<u8>, &'s str> {
    let mut id = id;
    for _ in 0..LONGEST_CHAIN {
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
