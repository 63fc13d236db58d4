//! A portfolio in memory, and what must hold for every portfolio.

use std::collections::BTreeMap;
use std::io::{self, Cursor};

use mcred::io::Source;
use mcred::load::{EntryKind, Stamp, Tree, TreeEntry};
use mcred::model::{Credential, Date, Portfolio};
use mcred::rules::{CheckOptions, Checked, Compared};

/// Files by their paths.
#[derive(Default, Clone)]
pub struct MemoryTree(pub BTreeMap<String, Vec<u8>>);

impl MemoryTree {
    /// Adds or replaces a file.
    pub fn with(mut self, path: &str, bytes: &[u8]) -> MemoryTree {
        self.0.insert(path.to_owned(), bytes.to_owned());
        self
    }
}

impl Tree for MemoryTree {
    fn name(&self) -> String {
        "memory".to_owned()
    }

    fn entries(&self) -> Vec<TreeEntry> {
        let kind = |bytes: &Vec<u8>| EntryKind::File(bytes.len() as u64);
        self.0.iter().map(|(path, it)| TreeEntry { path: path.clone(), kind: kind(it) }).collect()
    }

    fn open(&self, path: &str) -> io::Result<Box<dyn Source>> {
        let bytes = self.0.get(path).ok_or(io::ErrorKind::NotFound)?;
        Ok(Box::new(Cursor::new(bytes.clone())))
    }

    fn stamp(&self, path: &str) -> io::Result<Stamp> {
        let bytes = self.0.get(path).ok_or(io::ErrorKind::NotFound)?;
        Ok(Stamp { bytes: bytes.len() as u64, ..Stamp::default() })
    }
}

/// Checks a portfolio, as on a fixed day.
pub fn check(tree: &dyn Tree) -> Checked {
    Checked::of(tree, &CheckOptions::on(Date::new(2026, 11, 1).unwrap()))
}

/// Asserts what must hold for every checked portfolio: each finding has a message and is inside its
/// file, and every format can print it.
pub fn assert_sound(checked: &Checked) {
    for finding in &checked.findings {
        let rule = finding.rule.name;
        assert!(!finding.message.is_empty(), "{rule} has no message");
        assert!(!finding.message.contains('\n'), "{rule}: {:?}", finding.message);
        if let Some(span) = &finding.place.span {
            let text = text(&checked.portfolio, &finding.place.path);
            assert!(text.get(span.clone()).is_some(), "{rule}: {span:?} of {}", text.len());
        }
    }
    assert_only_colors_reach_a_terminal(checked);
}

/// Asserts that the outputs send nothing to a terminal but mcred's own colors.
fn assert_only_colors_reach_a_terminal(checked: &Checked) {
    use mcred::render::{self, RenderOptions};
    let options = RenderOptions::default();
    let one = std::slice::from_ref(checked);
    let both = [checked.clone(), checked.clone()];
    let formats = [
        render::json,
        render::jsonl,
        render::sarif,
        render::junit,
        render::github,
        render::markdown,
        render::csv,
    ];
    let mut texts: Vec<String> = Vec::new();
    for render in formats {
        texts.extend([render(one, &options).unwrap(), render(&both, &options).unwrap()]);
    }
    texts.push(render::completeness_json(checked, "base", None).unwrap());
    let portfolios = vec![checked.portfolio.clone(), checked.portfolio.clone()];
    let compared = Compared::of(portfolios, Date::new(2026, 11, 1).unwrap());
    texts.push(render::compare_json(&compared).unwrap());
    let credential: Vec<&Credential> = checked.portfolio.credential.iter().collect();
    texts.push(render::catalog_json(&credential).unwrap());
    for text in &texts {
        let control =
            text.chars().find(|symbol| is_control(*symbol) && !"\n\r\t".contains(*symbol));
        assert_eq!(control, None, "{text:?}");
    }

    // In a browser, a change of the writing direction ends with its paragraph.
    let page = mcred::guide::page(checked, &mcred::guide::Edition::default());
    let portal = mcred::guide::portal(checked, mcred::guide::Characters::Unicode);
    for text in portal.iter().map(|(_, text)| text).chain([&page]) {
        let control =
            text.chars().find(|symbol| symbol.is_control() && !"\n\r\t".contains(*symbol));
        assert_eq!(control, None, "{text:?}");
    }

    let problem = |entry: &str| mcred::load::BundleProblem {
        entry: Some(entry.to_owned()),
        message: entry.to_owned(),
    };
    let paths = checked.portfolio.artifacts.iter().map(|artifact| artifact.path.as_str());
    let problems: Vec<_> = paths.map(problem).collect();
    let verified = render::Verified {
        added: &[],
        name: "a.zip",
        base: "base",
        files: 1,
        bytes: 1,
        problems: &problems,
        checked: Some(checked),
    };
    for options in [
        options,
        RenderOptions { quiet: true, ..options },
        RenderOptions { plain: true, ..options },
        RenderOptions { width: 40, ..options },
        RenderOptions { width: 120, packed: true, ..options },
    ] {
        assert_only_colors(&render::human(one, &options).unwrap());
        assert_only_colors(&render::human(&both, &options).unwrap());
        assert_only_colors(&render::summary(one, &options, None));
        assert_only_colors(&render::summary(&both, &options, Some(20)));
        assert_only_colors(&render::compare_human(&compared, &options));
        assert_only_colors(&render::verify_human(&verified, &options).unwrap());
        assert_only_colors(&render::catalog_list(&credential, &options));
        credential.iter().for_each(|one| assert_only_colors(&render::catalog_human(one, &options)));
    }
}

/// Asserts that the only escape sequences of a text are those that mcred uses for colors.
fn assert_only_colors(text: &str) {
    let mut pieces = text.split('\u{1b}');
    let before = pieces.next();
    let after = pieces.map(|piece| {
        let (code, rest) = piece.split_once('m').unwrap_or((piece, ""));
        assert!(code.starts_with('['), "{piece:?}");
        assert!(code[1..].chars().all(|c| c.is_ascii_digit() || c == ';'), "{piece:?}");
        // mcred itself never conceals text or makes it blink.
        assert!(!matches!(&code[1..], "8" | "5" | "28"), "{piece:?}");
        rest
    });
    for piece in before.into_iter().chain(after) {
        assert!(!piece.contains(|symbol| symbol != '\n' && is_control(symbol)), "{piece:?}");
    }
}

/// Whether a terminal acts on a character, or changes the writing direction at it.
fn is_control(symbol: char) -> bool {
    symbol.is_control()
        || ('\u{202a}'..='\u{202e}').contains(&symbol)
        || ('\u{2066}'..='\u{2069}').contains(&symbol)
}

fn text<'p>(portfolio: &'p Portfolio, path: &str) -> &'p str {
    portfolio.source(path).map_or("", |source| source.text.as_str())
}
