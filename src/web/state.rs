//! A portfolio as the page shows it: what `check` says, and the texts that the user works on.

use serde::Serialize;
use serde_json::Value;

use crate::finding::Finding;
use crate::model::{KnownFrom, Narrative, Portfolio, Spanned};
use crate::narrative::find_placeholders;
use crate::render::{self, RenderOptions};
use crate::rules::{Checked, can_be_waived};

#[derive(Serialize)]
struct State<'p> {
    /// The document of `check --format json`.
    check: Value,
    /// Per finding of it, what the page can do about it.
    ways: Vec<Way>,
    /// The document of `catalog --format json`; none where the credential is not known.
    catalog: Option<Value>,
    details: Vec<Detail<'p>>,
    own_words: bool,
    releases_on_file: bool,
    identities: Vec<&'p str>,
    overview: Text<'p>,
    reflection: Text<'p>,
}

/// Where a finding leads to.
#[derive(Serialize)]
struct Way {
    /// The detail in whose table it stands.
    detail: Option<String>,
    /// The number of the evidence there, from 0.
    number: Option<usize>,
    /// The file that it is about, where that is another than its place.
    about: Option<String>,
    /// Whether it may be set aside.
    can_be_waived: bool,
}

#[derive(Serialize)]
struct Detail<'p> {
    id: String,
    /// Empty where a placeholder waits.
    explanation: &'p str,
    evidence: Vec<Evidence<'p>>,
}

#[derive(Serialize)]
struct Evidence<'p> {
    artifact: &'p str,
    at: &'p str,
    quote: Option<&'p str>,
}

/// A narrative: its file, and the text of it where it is one that the page can edit.
#[derive(Serialize)]
struct Text<'p> {
    path: &'p str,
    text: Option<&'p str>,
}

pub(super) fn json(checked: &Checked) -> anyhow::Result<String> {
    let portfolio = &checked.portfolio;
    let options = RenderOptions::default();
    let check = render::json(std::slice::from_ref(checked), &options)?;
    let catalog = portfolio.credential.as_ref().map(|one| render::catalog_json(&[one]));
    let catalog = catalog.transpose()?.map(|text| serde_json::from_str(&text)).transpose()?;
    let honesty = &portfolio.evidence.honesty;
    let names = portfolio.private.identities.iter();
    let state = State {
        check: serde_json::from_str(&check)?,
        ways: checked.findings.iter().map(|finding| way(portfolio, finding)).collect(),
        catalog,
        details: details(portfolio),
        own_words: honesty.own_words.as_ref().is_some_and(|it| it.value),
        releases_on_file: honesty.releases_on_file.as_ref().is_some_and(|it| it.value),
        identities: names
            .filter(|it| it.known_from == KnownFrom::PrivateFile)
            .map(|it| it.name.as_str())
            .collect(),
        overview: text(&portfolio.overview),
        reflection: text(&portfolio.reflection),
    };
    Ok(serde_json::to_string(&state)?)
}

fn details(portfolio: &Portfolio) -> Vec<Detail<'_>> {
    let entries = portfolio.evidence.entries.iter();
    entries
        .map(|entry| Detail {
            id: entry.id.to_string(),
            explanation: entry
                .explanation
                .as_ref()
                .map(|it| it.value.trim())
                .filter(|text| find_placeholders(text).is_empty())
                .unwrap_or_default(),
            evidence: entry
                .evidence
                .iter()
                .map(|one| Evidence {
                    artifact: value(&one.artifact).unwrap_or_default(),
                    at: value(&one.at).unwrap_or("whole"),
                    quote: value(&one.quote),
                })
                .collect(),
        })
        .collect()
}

fn value(text: &Option<Spanned<String>>) -> Option<&str> {
    text.as_ref().map(|it| it.value.as_str())
}

fn way(portfolio: &Portfolio, finding: &Finding) -> Way {
    let evidence = &portfolio.evidence;
    let at = match &finding.place.span {
        Some(span) if finding.place.path == evidence.source.path => Some(span.start),
        _ => None,
    };
    let before = evidence.entries.iter().filter(|it| at.is_some_and(|at| it.span.start <= at));
    let entry = before.max_by_key(|entry| entry.span.start);
    // Behind the last detail, warnings may be set aside.
    let entry = entry.filter(|_| {
        let waivers = evidence.waivers.iter().map(|waiver| waiver.span.start);
        at.is_none_or(|at| waivers.min().is_none_or(|first| at < first))
    });
    let number = entry.and_then(|entry| {
        entry.evidence.iter().position(|one| at.is_some_and(|at| one.span.contains(&at)))
    });
    Way {
        detail: entry.map(|entry| entry.id.to_string()),
        number,
        about: finding.about.clone(),
        can_be_waived: can_be_waived(&finding.rule) && finding.waived.is_none(),
    }
}

fn text(narrative: &Narrative) -> Text<'_> {
    let is_plain = narrative.path.ends_with(".md") || narrative.path.ends_with(".txt");
    let text = narrative.read().filter(|_| is_plain).map(|(source, _)| source.text.as_str());
    Text { path: &narrative.path, text }
}
