//! The lists and tables that are open at a place of a web page.

use crate::model::{LayoutCell, letters, roman};

/// A line break inside a block, where those of the source are spaces.
pub(super) const LINE_BREAK: char = '\u{b}';
/// How far the items of a list are indented, in columns.
const STEP: usize = 4;

/// Where in lists and tables the next block stands.
#[derive(Default)]
pub(in crate::formats) struct Layout {
    lists: Vec<List>,
    /// The number or bullet of an item whose words have not come yet.
    marker: Option<String>,
    /// How many articles are open, whose header belongs to them.
    articles: u32,
    tables: u32,
    row: u32,
    column: Option<u32>,
}

/// A list that is open.
struct List {
    /// How its items are numbered; none where they have bullets.
    style: Option<char>,
    next: u32,
}

impl Layout {
    /// Whether an element belongs to the page around its content.
    pub fn leaves_out(&self, name: &str, attribute: &dyn Fn(&[u8]) -> Option<String>) -> bool {
        matches!(name, "nav" | "footer" | "aside" | "select" | "textarea" | "svg" | "dialog")
            || (name == "header" && self.articles == 0)
            || attribute(b"role").is_some_and(|role| {
                let around =
                    ["navigation", "banner", "contentinfo", "search", "complementary", "menu"];
                around.contains(&role.to_ascii_lowercase().as_str())
            })
    }

    pub fn start_tag(&mut self, name: &str, attribute: &dyn Fn(&[u8]) -> Option<String>) {
        let number = |name: &[u8]| attribute(name).and_then(|value| value.trim().parse().ok());
        match name {
            "ol" => {
                let style = attribute(b"type").and_then(|style| style.chars().next());
                let style = style.filter(|style| "1aAiI".contains(*style)).or_else(|| {
                    // The style sheet of a word processor or an editor says it in an attribute.
                    let css = attribute(b"style")?.to_ascii_lowercase();
                    let named = [
                        ("lower-alpha", 'a'),
                        ("upper-alpha", 'A'),
                        ("lower-latin", 'a'),
                        ("upper-latin", 'A'),
                        ("lower-roman", 'i'),
                        ("upper-roman", 'I'),
                    ];
                    named.into_iter().find(|(name, _)| css.contains(name)).map(|(_, style)| style)
                });
                let next = number(b"start").unwrap_or(1);
                self.lists.push(List { style: style.or(Some('1')), next });
            }
            "ul" | "menu" | "dl" => self.lists.push(List { style: None, next: 1 }),
            "li" => {
                let Some(list) = self.lists.last_mut() else {
                    self.marker = Some("•".to_owned());
                    return;
                };
                list.next = number(b"value").unwrap_or(list.next);
                self.marker = Some(list.marker());
                list.next = list.next.saturating_add(1);
            }
            "article" | "main" | "section" => self.articles += 1,
            "table" => self.tables += 1,
            "tr" if self.tables == 1 => {
                (self.row, self.column) = (self.row.saturating_add(1), None)
            }
            "td" | "th" if self.tables == 1 => {
                self.column = Some(self.column.map_or(0, |column| column.saturating_add(1)));
            }
            _ => {}
        }
    }

    pub fn end_tag(&mut self, name: &str) {
        match name {
            "ol" | "ul" | "menu" | "dl" => drop(self.lists.pop()),
            "article" | "main" | "section" => self.articles = self.articles.saturating_sub(1),
            "table" => {
                self.tables = self.tables.saturating_sub(1);
                self.column = None;
            }
            _ => {}
        }
    }

    /// The block that was open is shown.
    pub fn shown(&mut self) {
        self.marker = None;
    }

    /// How far the open block is indented. What follows in an item is indented as its words are.
    pub fn indent(&self) -> usize {
        let depth = self.lists.len().min(50) * STEP;
        if self.marker.is_some() { depth.saturating_sub(STEP) } else { depth }
    }

    /// The number or bullet before the open block.
    pub fn marker(&self) -> Option<&str> {
        self.marker.as_deref()
    }

    /// The cell in which it stands.
    pub fn cell(&self) -> Option<LayoutCell> {
        self.column.map(|column| LayoutCell { row: self.row, column })
    }
}

impl List {
    fn marker(&self) -> String {
        match self.style {
            None => "•".to_owned(),
            Some('a') => format!("{}.", letters(self.next)),
            Some('A') => format!("{}.", letters(self.next).to_uppercase()),
            Some('i') => format!("{}.", roman(self.next)),
            Some('I') => format!("{}.", roman(self.next).to_uppercase()),
            Some(_) => format!("{}.", self.next),
        }
    }
}
