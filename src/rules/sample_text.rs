//! A text is that of the sample that comes with mcred, or of the scaffold.
//!
//! ## Why it matters
//!
//! Everybody who has mcred has its sample, and the issuer prohibits narratives that repeat somebody else's work. Twelve words in a row that
//! stand in one of its examples, or in what `mcred init` writes, are an error wherever a portfolio has them as its own.
//!
//! ## How to mend it
//!
//! Write your own words about your own school. A portfolio that is a sample itself says so at the top of its `evidence.toml`, with
//! `sample = true`; then this rule is silent, and every page that mcred makes of it says SAMPLE, so that nobody can hand it in.

use std::sync::LazyLock;

use super::case::Case;
use crate::finding::{Finding, Level, Rule};
use crate::load::samples;
use crate::model::{Credential, Place, Portfolio, SourceText};
use crate::narrative::{PLACEHOLDERS, find_placeholders};
use crate::scaffold::scaffold_texts;
use crate::similarity::{ComparedText, Corpus, PerCredentialCache};

pub(super) const RULE: Rule =
    Rule::new("sample-text", Level::Error, include_str!("sample_text.rs"));

const HELP: &str = "write your own words about your own school";

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let portfolio = case.portfolio;
    if portfolio.evidence.is_sample() {
        return Vec::new();
    }
    // Who repeats the sample in quotation marks repeats it all the same.
    let texts: Vec<ComparedText> =
        ComparedText::of(portfolio).into_iter().map(ComparedText::with_quotations).collect();
    let mut findings = in_examples(&texts);
    findings.extend(in_scaffold(portfolio, &texts));
    findings.extend(bare_placeholders(portfolio));
    findings
}

fn in_examples(texts: &[ComparedText]) -> Vec<Finding> {
    static EXAMPLES: LazyLock<(Vec<Portfolio>, Corpus)> = LazyLock::new(|| {
        let portfolios = samples();
        let texts = |it: &Portfolio| {
            ComparedText::of(it).into_iter().map(ComparedText::with_quotations).collect()
        };
        let corpus = Corpus::new(portfolios.iter().map(texts).collect());
        (portfolios, corpus)
    });
    let (portfolios, corpus) = &*EXAMPLES;
    let from = |portfolio: usize, path: &str, byte: usize| {
        let example = portfolios.get(portfolio)?;
        let at = example.source(path)?.place_in_words(byte);
        Some(format!("stand in mcred's own sample, {}/{path}, {at}", example.name))
    };
    findings(texts, corpus, from)
}

fn in_scaffold(portfolio: &Portfolio, texts: &[ComparedText]) -> Vec<Finding> {
    static SCAFFOLDS: PerCredentialCache<Corpus> = PerCredentialCache::new();
    let Some(credential) = &portfolio.credential else { return Vec::new() };
    let corpus = SCAFFOLDS.get_or_compute(credential, corpus_of);
    findings(texts, &corpus, |_, path, _| Some(format!("are those of `mcred init` in {path}")))
}

fn corpus_of(credential: &Credential) -> Corpus {
    let files = scaffold_texts(credential).into_iter();
    // A comment whose marks are deleted becomes text.
    let files = files.map(|(path, text)| {
        let bare = text.replace("<!--", "").replace("-->", "").replace("\n#", "\n");
        ComparedText::of_plain(path, &bare, credential)
    });
    Corpus::new(vec![files.collect()])
}

/// What is found in a corpus whose texts are these, by portfolio, path and byte.
fn findings(
    texts: &[ComparedText],
    corpus: &Corpus,
    from: impl Fn(usize, &str, usize) -> Option<String>,
) -> Vec<Finding> {
    let mut passages = corpus.shared(texts, |_| true);
    passages.sort_by_key(|passage| std::cmp::Reverse(passage.words));
    let mut seen: Vec<&crate::similarity::Occurrence> = Vec::new();
    let mut findings = Vec::new();
    for passage in &passages {
        if seen.iter().any(|seen| seen.contains(&passage.here)) {
            continue;
        }
        seen.push(&passage.here);
        let there = corpus.texts(passage.other).get(passage.there.text);
        let from = there.and_then(|it| from(passage.other, &it.path, passage.there.span.start));
        let (Some(text), Some(from)) = (texts.get(passage.here.text), from) else { continue };
        let place = Place::at(&text.path, passage.here.span.clone());
        let message = format!("{} words in a row {from}", passage.words);
        findings.push(Finding::new(RULE, place, message).help(HELP));
    }
    findings
}

/// Placeholders whose brackets were taken away: too few words to be found like the rest.
fn bare_placeholders(portfolio: &Portfolio) -> Vec<Finding> {
    let narratives = portfolio.narratives().into_iter();
    let narratives = narratives.filter_map(|narrative| Some(narrative.read()?.0));
    let narratives = narratives.map(|source| (source, 0..source.text.len()));
    let source = &portfolio.evidence.source;
    let explanations = portfolio
        .evidence
        .entries
        .iter()
        .filter_map(|entry| Some((source, entry.explanation.as_ref()?.span.clone())));
    narratives.chain(explanations).flat_map(|(source, span)| bare_in(source, span)).collect()
}

fn bare_in(source: &SourceText, span: std::ops::Range<usize>) -> Vec<Finding> {
    let text = source.text.get(span.clone()).unwrap_or_default();
    let whole = find_placeholders(text);
    let bare = PLACEHOLDERS.iter().map(|placeholder| placeholder.trim_matches(['[', ']']));
    let stands = bare.flat_map(|bare| text.match_indices(bare));
    stands
        .filter(|(at, _)| !whole.iter().any(|whole| whole.contains(at)))
        .map(|(at, bare)| {
            let start = span.start + at;
            let place = Place::at(&source.path, start..start + bare.len());
            let message = format!("`{bare}` is what `mcred init` wrote");
            Finding::new(RULE, place, message).help(HELP)
        })
        .collect()
}
