//! The texts of a portfolio in the form in which they are compared.

use std::sync::OnceLock;

use super::mapped_text::MappedText;
use super::official::OfficialPhrases;
use super::winnow::{Fingerprint, fingerprints};
use super::words::{Authorship, Word, words};
use crate::model::{Credential, DetailId, Portfolio, SourceText, Span};

/// A part of a portfolio that is a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PortfolioPart {
    /// Part 1.
    Overview,
    /// The explanation of a detail, in Part 2.
    Explanation(DetailId),
    /// Part 3.
    Reflection,
    /// A text from elsewhere.
    Other,
}

impl PortfolioPart {
    /// Its name in a sentence: `the overview`.
    pub fn noun(&self) -> String {
        match self {
            PortfolioPart::Overview => "the overview".to_owned(),
            PortfolioPart::Explanation(id) => format!("the explanation of {id}"),
            PortfolioPart::Reflection => "the reflection".to_owned(),
            PortfolioPart::Other => "another text".to_owned(),
        }
    }
}

/// A text of a portfolio, split into words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparedText {
    /// Its part of the portfolio.
    pub part: PortfolioPart,
    /// The path of its file, relative to the portfolio, with `/`.
    pub path: String,
    pub(crate) words: Vec<Word>,
    fingerprints: OnceLock<Vec<Fingerprint>>,
}

impl ComparedText {
    /// The texts of a portfolio that its practitioner wrote, in order.
    pub fn of(portfolio: &Portfolio) -> Vec<ComparedText> {
        let known = OfficialPhrases::of(portfolio);
        let narratives = [
            (PortfolioPart::Overview, &portfolio.overview),
            (PortfolioPart::Reflection, &portfolio.reflection),
        ];
        let narratives = narratives.into_iter().filter_map(|(part, narrative)| {
            let (source, _) = narrative.read()?;
            let words = words(&MappedText::file(source), &known);
            Some(ComparedText::new(part, source.path.clone(), words))
        });
        let source = &portfolio.evidence.source;
        let explanations = portfolio.evidence.entries.iter().filter_map(|entry| {
            let explanation = entry.explanation.as_ref()?;
            let written = MappedText::toml_string(source, &explanation.span, &explanation.value);
            let part = PortfolioPart::Explanation(entry.id.clone());
            Some(ComparedText::new(part, source.path.clone(), words(&written, &known)))
        });
        let mut texts: Vec<ComparedText> = narratives.chain(explanations).collect();
        texts.sort_by_key(|text| match text.part {
            PortfolioPart::Overview => 1,
            PortfolioPart::Explanation(_) => 2,
            PortfolioPart::Reflection | PortfolioPart::Other => 3,
        });
        texts
    }

    /// A text from elsewhere; phrases of this credential are official in it.
    pub fn of_plain(path: &str, text: &str, credential: &Credential) -> ComparedText {
        let source = SourceText::new(path.to_owned(), text.to_owned());
        let words = words(&MappedText::file(&source), &OfficialPhrases::official(credential));
        ComparedText::new(PortfolioPart::Other, source.path, words)
    }

    pub(crate) fn new(part: PortfolioPart, path: String, words: Vec<Word>) -> ComparedText {
        ComparedText { part, path, words, fingerprints: OnceLock::new() }
    }

    /// Its fingerprints in order, computed once for every corpus.
    pub(crate) fn fingerprints(&self) -> &[Fingerprint] {
        self.fingerprints.get_or_init(|| fingerprints(&self.words))
    }

    /// The text with quotations treated as the writer's own words.
    pub fn with_quotations(mut self) -> ComparedText {
        for word in self.words.iter_mut().filter(|word| word.authorship == Authorship::Quoted) {
            word.authorship = Authorship::Own;
        }
        self.fingerprints.take();
        self
    }

    /// The number of the writer's own words.
    pub fn own_words(&self) -> usize {
        self.words.iter().filter(|word| word.authorship == Authorship::Own).count()
    }

    /// The part of the file from one word to another.
    pub(crate) fn span(&self, first: usize, last: usize) -> Span {
        let start = self.words.get(first).map_or(0, |word| word.span.start);
        start..self.words.get(last).map_or(start, |word| word.span.end)
    }
}
