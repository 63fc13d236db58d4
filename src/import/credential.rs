//! What was found -> a credential, completed from the one that is known already.

use super::ImportError;
use super::draft::{Draft, Found, FoundDetail, FoundOutcome, FoundQuestion};
use super::item::{Imported, Item, Remark};
use super::known::Known;
use super::word_bounds::WordBounds;
use crate::model::{
    AnswerLimit, Credential, Detail, DetailId, Outcome, Overview, Question, Reflection, Wording,
};

/// The credential that a draft describes. What it leaves out is kept from the known credential of that
/// id.
pub(super) fn credential(draft: Draft, known: &Known<'_>) -> Result<Imported, ImportError> {
    if draft.is_empty() {
        let why = "it has no list of outcomes, no details and no questions";
        return Err(ImportError(why.to_owned()));
    }
    let title = draft.title.as_ref().map(|title| title.text.clone());
    let id = match (known.id(), &title) {
        (Some(id), _) => id.to_owned(),
        (None, Some(title)) => slug(title),
        (None, None) => String::new(),
    };
    if id.is_empty() {
        let why = "it names no credential: add `--as` and an id";
        return Err(ImportError(why.to_owned()));
    }
    Ok(complete(draft, id, title, known))
}

fn complete(draft: Draft, id: String, title: Option<String>, known: &Known<'_>) -> Imported {
    let base = known.credential(&id);
    let mut lines = Vec::new();
    let mut remarks: Vec<Remark> =
        draft.remarks.into_iter().map(|(line, text)| Remark { line, text }).collect();
    let mut say = |line: Option<u32>, text: String| remarks.push(Remark { line, text });
    if base.is_none() {
        lines.extend(
            draft.title.iter().filter(|it| it.line > 0).map(|title| (Item::Title, title.line)),
        );
    }
    let mut credential = base.cloned().unwrap_or_else(|| empty(&id, title));

    let count = u32::try_from(draft.outcomes.len()).unwrap_or(0);
    if let Some(announced) = draft.announced.filter(|it| *it != count && count > 0) {
        say(None, format!("the text announces {announced} outcomes and lists {count}"));
    }
    if !draft.questions.is_empty() {
        questions(draft.questions, &mut credential, &mut lines);
    } else if base.is_some() {
        say(None, "the text has no questions: those that were known are kept".to_owned());
    } else {
        credential.overview.published = false;
        say(None, "the text has no questions".to_owned());
    }
    let overview = draft.overview;
    match overview.minimum {
        Some(minimum) => credential.overview.minimum_words = size(minimum),
        None if base.is_some() => {}
        None if credential.limits.answers.iter().any(|it| it.minimum_words.is_some()) => {
            let message =
                "the text states a minimum for each answer, and none for the whole overview";
            say(None, message.to_owned());
        }
        None => say(None, "the text states no minimum for the overview: 0 was written".to_owned()),
    }
    credential.limits.overview_maximum_words =
        overview.maximum.or(credential.limits.overview_maximum_words);

    if draft.outcomes.is_empty() {
        let is_there = |outcome: &Outcome| known.source.contains(&outcome.text);
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

    match draft.reflection.first() {
        Some(first) => {
            lines.push((Item::Reflection, first.line));
            let words: Vec<&str> = draft.reflection.iter().map(|it| it.text.as_str()).collect();
            let prompt = words.join(" ");
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
    let WordBounds { minimum, maximum, .. } = draft.reflection_bounds;
    match minimum {
        Some(minimum) => credential.reflection.minimum_words = size(minimum),
        None if base.is_some() || draft.reflection.is_empty() => {}
        None => {
            say(None, "the text states no minimum for the reflection: 0 was written".to_owned())
        }
    }
    let limits = &mut credential.limits;
    limits.reflection_maximum_words = maximum.or(limits.reflection_maximum_words);
    limits.take_files_of(&draft.limits);
    lines.extend(draft.limit_lines.iter().map(|found| (Item::Limit, found.line)));
    let unused = draft.unused.into_iter();
    let unused = unused.map(|it| Remark { line: Some(it.line), text: it.text }).collect();
    Imported { credential, lines, remarks, unused }
}

fn questions(found: Vec<FoundQuestion>, credential: &mut Credential, lines: &mut Vec<(Item, u32)>) {
    credential.overview.published = true;
    credential.overview.questions.clear();
    let mut answers = Vec::new();
    for (number, FoundQuestion { words, bounds }) in (1..).zip(found) {
        lines.push((Item::Question(number), words.line));
        let (text, wording) = (words.text, Wording::Published);
        credential.overview.questions.push(Question { number, text, wording });
        let WordBounds { minimum: minimum_words, maximum: maximum_words, .. } = bounds;
        if !bounds.is_empty() {
            answers.push(AnswerLimit { question: number, minimum_words, maximum_words });
        }
    }
    // A text that bounds no answer says nothing of those that are known.
    if !answers.is_empty() {
        credential.limits.answers = answers;
    }
    let count = credential.overview.questions.len();
    credential.limits.answers.retain(|answer| size(answer.question) <= count);
}

fn size(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn outcome(
    found: FoundOutcome,
    base: Option<&Credential>,
    lines: &mut Vec<(Item, u32)>,
    say: &mut impl FnMut(Option<u32>, String),
) -> Outcome {
    let FoundOutcome { number, words: Found { line, mut text }, details } = found;
    let known = base.and_then(|base| base.outcomes.iter().find(|it| it.number == number));
    if text.is_empty() {
        text = known.map(|known| known.text.clone()).unwrap_or_default();
        let source = if known.is_some() { "those that were known are kept" } else { "add them" };
        say(Some(line), format!("the words of outcome {number} are not in the text: {source}"));
    } else {
        lines.push((Item::Outcome(number), line));
    }
    let mut own: Vec<Detail> = Vec::new();
    for FoundDetail { letter, words: Found { line, text }, criteria } in details {
        let id = letter
            .filter(|letter| own.iter().all(|it| it.id.letter != *letter))
            .and_then(|letter| DetailId::new(&number.to_string(), &letter))
            .or_else(|| next_id(number, &own));
        let Some(id) = id else {
            say(Some(line), format!("outcome {number} has more details than letters: left out"));
            continue;
        };
        lines.push((Item::Detail(id.clone()), line));
        own.push(Detail { id, text, wording: Wording::Published, criteria });
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
                    criteria: Vec::new(),
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
