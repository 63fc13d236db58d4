//! The styles of an OpenDocument text (part 3, section 16): what a paragraph or a span looks like.

use std::collections::HashMap;

use crate::container::xml::Node;

/// Programs write chains of a few styles; one that leads back to itself ends here.
const LONGEST_CHAIN: usize = 16;

/// What a style says, its parents included.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub is_bold: Option<bool>,
    pub is_italic: Option<bool>,
    pub is_hidden: Option<bool>,
    /// The level of headings of this style.
    pub level: Option<u8>,
    /// The names of the style and of its parents, which are in English in every language of a program.
    names: Vec<String>,
}

impl Look {
    /// Whether this is the style of this name, or one that is based on it.
    pub fn is(&self, name: &str) -> bool {
        self.names.iter().any(|it| it == name)
    }

    /// The same inside a paragraph or span that looks so, or based on a style that does.
    pub fn inside(self, outer: &Look) -> Look {
        Look {
            is_bold: self.is_bold.or(outer.is_bold),
            is_italic: self.is_italic.or(outer.is_italic),
            is_hidden: self.is_hidden.or(outer.is_hidden),
            ..self
        }
    }
}

/// Whether a style is one of paragraphs, and its name: both kinds have names of their own.
type Key = (bool, String);

/// The styles so far; those of the file come before its text.
#[derive(Default)]
pub(super) struct Styles {
    styles: HashMap<Key, (Look, Option<String>)>,
    current: Option<Key>,
    /// The list styles, each with the depths whose items have numbers or letters.
    numbered: HashMap<String, Vec<u8>>,
    list: Option<String>,
}

impl Styles {
    /// Takes the next node of a walk.
    pub fn visit(&mut self, node: &Node<'_>) {
        match node {
            Node::Start("style:style", tag) => {
                let is_paragraph = tag.get("family").as_deref() == Some("paragraph");
                let Some(name) = tag.get("name") else { return };
                let level = tag.get("default-outline-level").and_then(|level| level.parse().ok());
                let look = Look { level, ..Look::default() };
                let key = (is_paragraph, name);
                self.styles.insert(key.clone(), (look, tag.get("parent-style-name")));
                self.current = Some(key);
            }
            Node::End("style:style") => self.current = None,
            Node::Start("text:list-style", tag) => self.list = tag.get("name"),
            Node::End("text:list-style") => self.list = None,
            Node::Start("text:list-level-style-number", tag) => {
                let has_format = tag.get("num-format").is_some_and(|format| !format.is_empty());
                let level: Option<u8> = tag.get("level").and_then(|level| level.parse().ok());
                let list = self.list.clone().filter(|_| has_format);
                if let (Some(list), Some(depth)) = (list, level.and_then(|it| it.checked_sub(1))) {
                    self.numbered.entry(list).or_default().push(depth);
                }
            }
            Node::Start("style:text-properties", tag) => {
                let look = self.current.as_ref().and_then(|key| self.styles.get_mut(key));
                let Some((look, _)) = look else { return };
                let weight = tag.get("font-weight");
                let is_heavy =
                    |it: String| it == "bold" || it.parse().is_ok_and(|it: u32| it >= 600);
                look.is_bold = weight.map(is_heavy).or(look.is_bold);
                let style = tag.get("font-style");
                look.is_italic = style.map(|it| it != "normal").or(look.is_italic);
                look.is_hidden = tag.get("display").map(|it| it == "none").or(look.is_hidden);
            }
            _ => {}
        }
    }

    /// Whether the items of lists of this style have numbers or letters at this depth.
    pub fn is_numbered(&self, list: &str, depth: u8) -> bool {
        self.numbered.get(list).is_some_and(|depths| depths.contains(&depth))
    }

    /// The look of a paragraph of this style.
    pub fn paragraph(&self, name: &str) -> Look {
        self.look(true, name)
    }

    /// The look of a span of this style.
    pub fn span(&self, name: &str) -> Look {
        self.look(false, name)
    }

    fn look(&self, is_paragraph: bool, name: &str) -> Look {
        // A file may use a style by its name and leave its looks to the program.
        let mut whole = Look { names: vec![name.to_owned()], ..Look::default() };
        let mut name = Some(name.to_owned());
        for _ in 0..LONGEST_CHAIN {
            let Some((look, parent)) = name.and_then(|name| self.styles.get(&(is_paragraph, name)))
            else {
                break;
            };
            whole.level = whole.level.or(look.level);
            whole.names.extend(parent.clone());
            whole = whole.inside(look);
            name = parent.clone();
        }
        whole
    }
}
