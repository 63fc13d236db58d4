//! Shared by OpenDocument formats (OASIS OpenDocument 1.3): encryption, macros, paragraphs.

use std::collections::HashSet;

use crate::container::xml::{Node, Tag, walk};
use crate::container::zip::Package;
use crate::io::{ProbeError, Source};

/// The part that holds the text.
pub(crate) const CONTENT: &str = "content.xml";
/// The part that holds the named styles, headers and footers.
pub(super) const STYLES: &str = "styles.xml";

/// The most texts of one embedded object.
const MOST_OBJECT_TEXTS: usize = 10_000;

/// Opens the file; one behind a password says so in its manifest (part 2, section 4.9).
pub(crate) fn open(source: &mut dyn Source) -> Result<Package<'_>, ProbeError> {
    const MANIFEST: &str = "META-INF/manifest.xml";
    let package = Package::open(source)?;
    if package.has(MANIFEST) {
        walk(package.part(MANIFEST)?, MANIFEST, |node| match node {
            Node::Start("manifest:encryption-data", _) => Err(ProbeError::Encrypted),
            _ => Ok(()),
        })?;
    }
    // Since LibreOffice 24.2 the whole file may be encrypted as one package inside.
    if package.has("encrypted-package") { Err(ProbeError::Encrypted) } else { Ok(package) }
}

/// What an object says that is embedded in the file as a document of its own, in a folder (part 2,
/// section 3.4).
pub(crate) struct Object {
    pub texts: Vec<String>,
    /// It is a chart, which shows all of it: its titles, categories and values.
    pub is_chart: bool,
}

impl Object {
    /// The object at an address.
    pub fn at(package: &Package<'_>, address: &str) -> Object {
        let folder = address.trim_start_matches("./").trim_end_matches('/');
        Object::of_part(package, &format!("{folder}/{CONTENT}"))
    }

    /// The object with this content. A damaged one says what stands before the damage.
    pub fn of_part(package: &Package<'_>, part: &str) -> Object {
        let mut paragraphs = Paragraphs::default();
        let mut object = Object { texts: Vec::new(), is_chart: false };
        let read = package.part(part).and_then(|content| {
            walk(content, part, |node| {
                paragraphs.visit(&node);
                object.is_chart |= matches!(node, Node::Start("office:chart", _));
                if object.texts.len() < MOST_OBJECT_TEXTS {
                    object.texts.extend(paragraphs.take_complete().into_iter().map(|it| it.text));
                }
                Ok(())
            })
        });
        read.ok();
        object
    }
}

/// Whether the file has a Basic module, or a script in another language.
pub(crate) fn has_macros(package: &Package<'_>) -> bool {
    package.names().any(|name| {
        let lists = ["script-lc.xml", "script-lb.xml", "dialog-lc.xml", "dialog-lb.xml"];
        let is_list = lists.iter().any(|list| name.ends_with(list));
        !name.ends_with('/')
            && !is_list
            && (name.starts_with("Basic/") || name.starts_with("Scripts/"))
    })
}

/// Styles with a property that hides what has this style.
pub(crate) struct HiddenStyles {
    /// The element, its attribute and the value that hide.
    by: [&'static str; 3],
    /// The style that is being read.
    current: Option<String>,
    hidden: HashSet<String>,
}

impl HiddenStyles {
    pub fn by(element: &'static str, attribute: &'static str, value: &'static str) -> HiddenStyles {
        let by = [element, attribute, value];
        HiddenStyles { by, current: None, hidden: HashSet::new() }
    }

    /// Takes the next node of the walk; styles come before what has them.
    pub fn visit(&mut self, node: &Node<'_>) {
        let [element, attribute, value] = self.by;
        match node {
            Node::Start("style:style", tag) => self.current = tag.get("name"),
            Node::Start(name, tag)
                if *name == element && tag.get(attribute).as_deref() == Some(value) =>
            {
                self.hidden.extend(self.current.take());
            }
            _ => {}
        }
    }

    /// Whether the style of an element hides it.
    pub fn hides(&self, tag: &Tag<'_>) -> bool {
        tag.get("style-name").is_some_and(|name| self.hidden.contains(&name))
    }
}

/// A paragraph or heading.
pub(crate) struct Paragraph {
    pub text: String,
    /// The level of a heading (`text:outline-level`).
    pub level: Option<u8>,
    /// It belongs to a footnote or endnote.
    pub in_note: bool,
}

/// The characters that a node of a paragraph stands for; none for others.
pub(super) fn characters(node: &Node<'_>) -> String {
    match node {
        Node::Start("text:s", tag) => {
            let count = tag.get("c").and_then(|count| count.parse().ok()).unwrap_or(1_usize);
            " ".repeat(count.min(1_000))
        }
        Node::Start("text:tab", _) => "\t".to_owned(),
        Node::Start("text:line-break", _) => "\n".to_owned(),
        // Line breaks of the file itself are spaces (section 6.1.2).
        Node::Text(text) => text.replace(['\n', '\r', '\t'], " "),
        _ => String::new(),
    }
}

/// Collects the visible paragraphs during a walk.
///
/// The paragraphs of a text box or note come after the one in which it stands.
#[derive(Default)]
pub(crate) struct Paragraphs {
    all: Vec<Paragraph>,
    /// Indices of those whose end has not come yet.
    open: Vec<usize>,
    /// Depth in elements that are not shown, and in notes.
    unseen: u32,
    notes: u32,
}

impl Paragraphs {
    /// Takes the next node of the walk.
    pub fn visit(&mut self, node: &Node<'_>) {
        match node {
            Node::Start(name, _) if is_unseen(name) => self.unseen += 1,
            Node::End(name) if is_unseen(name) => self.unseen = self.unseen.saturating_sub(1),
            Node::Start("text:note", _) => self.notes += 1,
            Node::End("text:note") => self.notes = self.notes.saturating_sub(1),
            _ if self.unseen > 0 => {}
            Node::Start(name @ ("text:p" | "text:h"), tag) => {
                let level = tag.get("outline-level").and_then(|level| level.parse().ok());
                let level = (*name == "text:h").then_some(level.unwrap_or(1));
                self.open.push(self.all.len());
                self.all.push(Paragraph { text: String::new(), level, in_note: self.notes > 0 });
            }
            Node::End("text:p" | "text:h") => drop(self.open.pop()),
            node => self.push(&characters(node)),
        }
    }

    /// Takes the paragraphs so far that are not blank, if all of them have ended.
    pub fn take_complete(&mut self) -> Vec<Paragraph> {
        if self.open.is_empty() && !self.all.is_empty() { self.take_all() } else { Vec::new() }
    }

    /// Takes the paragraphs so far that are not blank.
    pub fn take_all(&mut self) -> Vec<Paragraph> {
        self.open.clear();
        let mut all = std::mem::take(&mut self.all);
        all.retain(|paragraph| !paragraph.text.trim().is_empty());
        all
    }

    fn push(&mut self, text: &str) {
        if let Some(paragraph) = self.open.last().and_then(|&index| self.all.get_mut(index)) {
            paragraph.text.push_str(text);
        }
    }
}

/// Elements whose text is not on the page: comments, the sources of formulas, deleted text, speaker
/// notes, the numbers of footnotes, names and descriptions of pictures and tables, scripts.
pub(super) fn is_unseen(name: &str) -> bool {
    matches!(
        name,
        "office:annotation"
            | "math:annotation"
            | "text:tracked-changes"
            | "table:tracked-changes"
            | "presentation:notes"
            | "text:note-citation"
            | "svg:title"
            | "svg:desc"
            | "table:title"
            | "table:desc"
            | "text:script"
            | "office:script"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_text_and_the_sources_of_formulas_are_not() {
        let xml = "<office:text><text:p><text:title>The plan</text:title><draw:frame>\
             <svg:title>a picture</svg:title><draw:object><m:math \
             xmlns:m='http://www.w3.org/1998/Math/MathML'><m:annotation>x over y</m:annotation>\
             </m:math></draw:object></draw:frame><text:s text:c='2'/>for\n2027\
             <office:annotation><text:p>why?</text:p></office:annotation></text:p>\
             <text:h>Findings</text:h></office:text>";
        let mut paragraphs = Paragraphs::default();
        let walked = walk(xml.as_bytes(), CONTENT, |node| {
            paragraphs.visit(&node);
            Ok(())
        });
        walked.unwrap();
        let all = paragraphs.take_all();
        let all: Vec<_> = all.iter().map(|it| (it.text.as_str(), it.level)).collect();
        assert_eq!(all, [("The plan  for 2027", None), ("Findings", Some(1))]);
    }
}
