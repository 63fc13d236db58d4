//! A portfolio that exists in memory alone.

use std::collections::BTreeMap;
use std::io::{self, Cursor};

use mcred::io::Source;
use mcred::load::{EntryKind, Stamp, Tree, TreeEntry};
use mcred::model::{Credential, Date, Portfolio};
use mcred::rules::{CheckOptions, Checked, Compared};

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
        let kind = |bytes: &Vec<u8>| EntryKind::File(bytes.len() as u64);
        self.0.iter().map(|(path, it)| TreeEntry { path: path.clone(), kind: kind(it) }).collect()
    }

    fn open(&self, path: &str) -> io::Result<Box<dyn Source>> {
        let bytes = self.0.get(path).ok_or(io::ErrorKind::NotFound)?;
        Ok(Box::new(Cursor::new(bytes.clone())))
    }

    fn stamp(&self, path: &str) -> io::Result<Stamp> {
        let bytes = self.0.get(path).ok_or(io::ErrorKind::NotFound)?;
        Ok(Stamp { bytes: bytes.len() as u64, modified: None })
    }
}

/// A portfolio, checked on some day.
pub fn check(tree: &dyn Tree) -> Checked {
    Checked::of(tree, &CheckOptions::on(Date::new(2026, 11, 1).unwrap()))
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
    says_no_more_than_colors(checked);
}

/// Asserts that no output tells a terminal anything but mcred's own colors, whatever the portfolio
/// holds.
fn says_no_more_than_colors(checked: &Checked) {
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
        let told = text.chars().find(|sign| tells(*sign) && !"\n\r\t".contains(*sign));
        assert_eq!(told, None, "{text:?}");
    }

    // In a browser, directions of writing end with their paragraph.
    let page = mcred::guide::page(checked, &mcred::guide::Edition::default());
    let portal = mcred::guide::portal(checked, mcred::guide::Characters::Unicode);
    for text in portal.iter().map(|(_, text)| text).chain([&page]) {
        let told = text.chars().find(|sign| sign.is_control() && !"\n\r\t".contains(*sign));
        assert_eq!(told, None, "{text:?}");
    }

    let problem = |entry: &str| mcred::load::BundleProblem {
        entry: Some(entry.to_owned()),
        message: entry.to_owned(),
    };
    let paths = checked.portfolio.artifacts.iter().map(|artifact| artifact.path.as_str());
    let problems: Vec<_> = paths.map(problem).collect();
    let verified = render::Verified {
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
        only_colored(&render::human(one, &options).unwrap());
        only_colored(&render::human(&both, &options).unwrap());
        only_colored(&render::summary(one, &options, None));
        only_colored(&render::summary(&both, &options, Some(20)));
        only_colored(&render::compare_human(&compared, &options));
        only_colored(&render::verify_human(&verified, &options).unwrap());
        only_colored(&render::catalog_list(&credential, &options));
        credential.iter().for_each(|one| only_colored(&render::catalog_human(one, &options)));
    }
}

/// A terminal is told its colors by mcred alone, and nothing by the portfolio.
fn only_colored(text: &str) {
    let mut pieces = text.split('\u{1b}');
    let before = pieces.next();
    let after = pieces.map(|piece| {
        let (code, rest) = piece.split_once('m').unwrap_or((piece, ""));
        assert!(code.starts_with('['), "{piece:?}");
        assert!(code[1..].chars().all(|c| c.is_ascii_digit() || c == ';'), "{piece:?}");
        // Nothing but mcred conceals a text or makes it blink.
        assert!(!matches!(&code[1..], "8" | "5" | "28"), "{piece:?}");
        rest
    });
    for piece in before.into_iter().chain(after) {
        assert!(!piece.contains(|sign| sign != '\n' && tells(sign)), "{piece:?}");
    }
}

/// Whether a terminal obeys it, or writes on in another direction.
fn tells(sign: char) -> bool {
    sign.is_control()
        || ('\u{202a}'..='\u{202e}').contains(&sign)
        || ('\u{2066}'..='\u{2069}').contains(&sign)
}

fn text<'p>(portfolio: &'p Portfolio, path: &str) -> &'p str {
    portfolio.source(path).map_or("", |source| source.text.as_str())
}
