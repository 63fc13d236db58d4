//! A portfolio that exists in memory alone.

use std::collections::BTreeMap;
use std::io::{self, Cursor};

use mcred::load::{Bytes, EntrySort, Stamp, Tree, TreeEntry};
use mcred::model::Portfolio;
use mcred::rules::Checked;

/// Paths and what stands there.
#[derive(Default, Clone)]
pub struct Paper(pub BTreeMap<String, Vec<u8>>);

impl Paper {
    /// The same with this file.
    pub fn with(mut self, path: &str, bytes: &[u8]) -> Paper {
        self.0.insert(path.to_owned(), bytes.to_owned());
        self
    }
}

impl Tree for Paper {
    fn name(&self) -> String {
        "paper".to_owned()
    }

    fn entries(&self) -> Vec<TreeEntry> {
        let sort = |bytes: &Vec<u8>| EntrySort::File(bytes.len() as u64);
        self.0.iter().map(|(path, it)| TreeEntry { path: path.clone(), sort: sort(it) }).collect()
    }

    fn open(&self, path: &str) -> io::Result<Box<dyn Bytes>> {
        let bytes = self.0.get(path).ok_or(io::ErrorKind::NotFound)?;
        Ok(Box::new(Cursor::new(bytes.clone())))
    }

    fn stamp(&self, path: &str) -> io::Result<Stamp> {
        let bytes = self.0.get(path).ok_or(io::ErrorKind::NotFound)?;
        Ok(Stamp { bytes: bytes.len() as u64, modified: None })
    }
}

/// Asserts what holds for every judged portfolio: each finding stands inside its file, says
/// something, and every format prints it.
pub fn is_sound(checked: &Checked) {
    for finding in &checked.findings {
        let rule = finding.rule.name;
        assert!(!finding.message.is_empty(), "{rule} says nothing");
        assert!(!finding.message.contains('\n'), "{rule}: {:?}", finding.message);
        if let Some(span) = &finding.place.span {
            let text = text(&checked.portfolio, &finding.place.path);
            assert!(text.get(span.clone()).is_some(), "{rule}: {span:?} of {}", text.len());
        }
    }
    let look = mcred::render::Look::default();
    let judged = std::slice::from_ref(checked);
    for render in [
        mcred::render::json,
        mcred::render::jsonl,
        mcred::render::sarif,
        mcred::render::junit,
        mcred::render::github,
        mcred::render::markdown,
        mcred::render::csv,
    ] {
        let text = render(judged, &look);
        let foreign = text.chars().find(|c| c.is_control() && !"\n\r\t".contains(*c));
        assert_eq!(foreign, None, "{text:?}");
    }
    // A terminal is told its colors by mcred alone, and nothing by the portfolio.
    let text = mcred::render::human(judged, &look);
    let mut pieces = text.split('\u{1b}');
    let before = pieces.next();
    let after = pieces.map(|piece| {
        let (code, rest) = piece.split_once('m').unwrap_or((piece, ""));
        assert!(code.starts_with('['), "{piece:?}");
        assert!(code[1..].chars().all(|c| c.is_ascii_digit() || c == ';'), "{piece:?}");
        rest
    });
    for piece in before.into_iter().chain(after) {
        assert!(!piece.contains(|c: char| c.is_control() && c != '\n'), "{piece:?}");
    }
}

fn text<'p>(portfolio: &'p Portfolio, path: &str) -> &'p str {
    portfolio.source(path).map_or("", |source| source.text.as_str())
}
