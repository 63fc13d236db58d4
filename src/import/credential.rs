//! What was found -> a credential, completed from the one that is known already.

use super::ImportError;
use super::draft::{Draft, Found, FoundOutcome};
use super::{outline, plain};
use crate::model::normalize::one_line;
use crate::model::{
    Credential, Detail, DetailId, Outcome, Overview, Question, Reflection, Wording,
};

/// What a text was read as.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// The credential.
    pub credential: Credential,
    /// The words of each item that was read, and their line.
    pub lines: Vec<(String, u32)>,
    /// What is not sure, or was kept from the known credential.
    pub remarks: Vec<Remark>,
    /// Lines that nothing was made of.
    pub unused: Vec<Remark>,
}

/// A sentence about a line of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The line, where it is about one.
    pub line: Option<u32>,
    /// The sentence, or the words of the line.
    pub text: String,
}

/// The longest text that is read, in bytes.
const LONGEST: usize = 16 << 20;

/// Reads a text. `wanted` is the id to give; otherwise it is that of the known credential whose title
/// stands in the text, or of `fallback`, or one made of the title. What the text leaves out is kept from
/// the known credential of that id.
///
/// # Errors
/// Nothing in the text is a requirement.
pub fn import_text(
    text: &str,
    wanted: Option<&str>,
    fallback: Option<&str>,
    known: &[&Credential],
) -> Result<Imported, ImportError> {
    if text.len() > LONGEST {
        return Err(ImportError("the text is longer than 16 MB".to_owned()));
    }
    let draft = outline::read(plain::blocks(text));
    if draft.outcomes.is_empty() && draft.questions.is_empty() && draft.reflection.is_empty() {
        let why = "it has no list of outcomes, no details and no questions";
        return Err(ImportError(why.to_owned()));
    }
    let on_one_line = one_line(text);
    let titled = known.iter().find(|one| on_one_line.contains(&one.title)).map(|one| &*one.id);
    let title = draft.title.as_ref().map(|title| title.text.clone());
    let id = match (wanted.or(titled).or(fallback), &title) {
        (Some(id), _) => id.to_owned(),
        (None, Some(title)) => slug(title),
        (None, None) => {
            let why = "it names no credential: add `--as` and an id";
            return Err(ImportError(why.to_owned()));
        }
    };
    let base = known.iter().find(|one| one.id == id).copied();
    Ok(complete(draft, id, title, base, &on_one_line))
}

fn complete(
    draft: Draft,
    id: String,
    title: Option<String>,
    base: Option<&Credential>,
    source: &str,
) -> Imported {
    let mut lines = Vec::new();
    let mut remarks: Vec<Remark> =
        draft.remarks.into_iter().map(|(line, text)| Remark { line, text }).collect();
    let mut say = |line: Option<u32>, text: String| remarks.push(Remark { line, text });
    let mut credential = base.cloned().unwrap_or_else(|| empty(&id, title));

    let count = u32::try_from(draft.outcomes.len()).unwrap_or(0);
    if let Some(announced) = draft.announced.filter(|it| *it != count && count > 0) {
        say(None, format!("the text announces {announced} outcomes and lists {count}"));
    }
    if !draft.questions.is_empty() {
        credential.overview.published = true;
        credential.overview.questions.clear();
        for (number, Found { line, text }) in (1..).zip(draft.questions) {
            lines.push((text.clone(), line));
            let wording = Wording::Published;
            credential.overview.questions.push(Question { number, text, wording });
        }
    } else if base.is_some() {
        say(None, "the text has no questions: those that were known are kept".to_owned());
    } else {
        credential.overview.published = false;
        say(None, "the text has no questions".to_owned());
    }
    match draft.overview_minimum {
        Some(minimum) => credential.overview.minimum_words = minimum,
        None if base.is_some() => {}
        None => say(None, "the text states no minimum for the overview: 0 was written".to_owned()),
    }

    if draft.outcomes.is_empty() {
        let is_there = |outcome: &Outcome| source.contains(&outcome.text);
        let text = match base {
            Some(base) if base.outcomes.iter().all(is_there) => {
                "the text lists no outcomes: the clauses of its overview stand for them"
            }
            Some(_) => "the text lists no outcomes: those that were known are kept",
            None => "the text lists no outcomes: add them to the file",
        };
        say(None, text.to_owned());
    } else {
        let outcomes = draft.outcomes.into_iter();
        credential.outcomes =
            outcomes.map(|found| outcome(found, base, &mut lines, &mut say)).collect();
        credential.outcomes.sort_by_key(|outcome| outcome.number);
        for (outcome, number) in credential.outcomes.iter().zip(1..) {
            if outcome.number != number {
                say(None, format!("outcome {number} is missing"));
                break;
            }
        }
    }

    match draft.reflection.split_first() {
        Some((first, _)) => {
            let words: Vec<&str> = draft.reflection.iter().map(|it| it.text.as_str()).collect();
            let prompt = words.join(" ");
            lines.push((prompt.clone(), first.line));
            if prompt != credential.reflection.prompt {
                (credential.reflection.must, credential.reflection.may) = Default::default();
            }
            credential.reflection.prompt = prompt;
        }
        None if base.is_some() => {
            say(None, "the text has no Part 3: the reflection that was known is kept".to_owned());
        }
        None => say(None, "the text has no Part 3: add the prompt to the file".to_owned()),
    }
    if let Some(minimum) = draft.reflection_minimum {
        credential.reflection.minimum_words = minimum;
    }
    let unused = draft.unused.into_iter();
    let unused = unused.map(|it| Remark { line: Some(it.line), text: it.text }).collect();
    Imported { credential, lines, remarks, unused }
}

fn outcome(
    found: FoundOutcome,
    base: Option<&Credential>,
    lines: &mut Vec<(String, u32)>,
    say: &mut impl FnMut(Option<u32>, String),
) -> Outcome {
    let FoundOutcome { number, words: Found { line, mut text }, details } = found;
    let known = base.and_then(|base| base.outcomes.iter().find(|it| it.number == number));
    if text.is_empty() {
        text = known.map(|known| known.text.clone()).unwrap_or_default();
        let source = if known.is_some() { "those that were known are kept" } else { "add them" };
        say(Some(line), format!("the words of outcome {number} are not in the text: {source}"));
    } else {
        lines.push((text.clone(), line));
    }
    let mut own: Vec<Detail> = Vec::new();
    for (letter, Found { line, text }) in details {
        let id = letter
            .filter(|letter| own.iter().all(|it| it.id.letter != *letter))
            .and_then(|letter| DetailId::new(&number.to_string(), &letter))
            .or_else(|| next_id(number, &own));
        let Some(id) = id else {
            say(Some(line), format!("outcome {number} has more details than letters: left out"));
            continue;
        };
        lines.push((text.clone(), line));
        own.push(Detail { id, text, wording: Wording::Published });
    }
    if own.is_empty() {
        let same = known.filter(|known| known.text == text);
        own = same.map(|known| known.details.clone()).unwrap_or_default();
        match same {
            Some(_) => say(None, format!("outcome {number} lists no details: known ones are kept")),
            None => {
                let text = text.clone();
                own.extend(next_id(number, &[]).map(|id| Detail {
                    id,
                    text,
                    wording: Wording::Derived,
                }));
                let message =
                    format!("outcome {number} lists no details: its own words stand for one");
                say(Some(line), message);
            }
        }
    }
    Outcome { number, text, wording: Wording::Published, details: own }
}

/// The first letter that is free.
fn next_id(outcome: u32, details: &[Detail]) -> Option<DetailId> {
    let letters = ('a'..='z').map(String::from);
    let doubled = ('a'..='z').map(|letter| format!("{letter}{letter}"));
    let mut free = letters.chain(doubled);
    let letter = free.find(|it| details.iter().all(|detail| detail.id.letter != *it))?;
    DetailId::new(&outcome.to_string(), &letter)
}

fn empty(id: &str, title: Option<String>) -> Credential {
    Credential {
        id: id.to_owned(),
        title: title.unwrap_or_else(|| id.replace('-', " ")),
        issuer: String::new(),
        page: None,
        tags: Vec::new(),
        professional_credit: None,
        honesty: None,
        overview: Overview { minimum_words: 0, published: true, questions: Vec::new() },
        outcomes: Vec::new(),
        evidence_requirements: Vec::new(),
        reflection: Reflection {
            minimum_words: 0,
            prompt: String::new(),
            must: Vec::new(),
            may: Vec::new(),
        },
        limits: Default::default(),
        course: None,
        purchase: None,
        citations: Vec::new(),
    }
}

/// An id made of a title: `leading-a-garden`.
fn slug(title: &str) -> String {
    let words = title.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<String> = words.take(10).map(str::to_ascii_lowercase).collect();
    words.join("-")
}
