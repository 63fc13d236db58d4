//! Phrases of official texts, which anyone may repeat.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::per_credential_cache::PerCredentialCache;
use super::word_keys::{WordKey, key_of, normalized_words};
use crate::model::{Credential, Portfolio};

/// The words of a phrase. People rephrase a question before they answer it, so only short phrases
/// stay as they are.
const PHRASE_WORDS: usize = 4;

type Phrases = FxHashSet<[WordKey; PHRASE_WORDS]>;

/// The phrases of official texts.
#[derive(Default)]
pub(crate) struct OfficialPhrases {
    /// Those of the credential.
    official: Arc<Phrases>,
    /// Those of cited quotes.
    quoted: Phrases,
}

impl OfficialPhrases {
    /// The phrases of a portfolio's credential and of the quotes that it cites from artifacts.
    pub fn of(portfolio: &Portfolio) -> OfficialPhrases {
        let mut known = match &portfolio.credential {
            Some(credential) => OfficialPhrases::official(credential),
            None => OfficialPhrases::default(),
        };
        let citations = portfolio.evidence.entries.iter().flat_map(|entry| &entry.evidence);
        let quotes = citations.filter_map(|citation| citation.quote.as_ref());
        known.quoted.extend(quotes.flat_map(|quote| phrases(&quote.value)));
        known
    }

    /// The phrases of this credential alone.
    pub fn official(credential: &Credential) -> OfficialPhrases {
        static OFFICIAL: PerCredentialCache<Phrases> = PerCredentialCache::new();
        let official = OFFICIAL.get_or_compute(credential, |credential| {
            official(credential).flat_map(phrases).collect()
        });
        OfficialPhrases { official, quoted: Phrases::default() }
    }

    /// Whether each of these words belongs to an official phrase. Words are given by their question
    /// form, if they have one.
    pub fn mark(&self, keys: &[WordKey]) -> Vec<bool> {
        let mut marks = vec![false; keys.len()];
        for (start, run) in keys.windows(PHRASE_WORDS).enumerate() {
            let is_known = |run| self.official.contains(&run) || self.quoted.contains(&run);
            if <[WordKey; PHRASE_WORDS]>::try_from(run).is_ok_and(is_known) {
                marks.iter_mut().skip(start).take(PHRASE_WORDS).for_each(|mark| *mark = true);
            }
        }
        marks
    }
}

fn phrases(text: &str) -> Vec<[WordKey; PHRASE_WORDS]> {
    let key = |word: &str| question_form(word).unwrap_or_else(|| key_of(word));
    let keys: Vec<WordKey> = normalized_words(text).map(|(_, word)| key(&word)).collect();
    keys.windows(PHRASE_WORDS).filter_map(|run| run.try_into().ok()).collect()
}

/// The key of the form that a word of an answer has in the question: `our school` answers `your
/// school`.
pub(crate) fn question_form(word: &str) -> Option<WordKey> {
    let asked = match word {
        "i" | "we" | "me" | "us" => "you",
        "my" | "our" => "your",
        "am" | "was" => "are",
        _ => return None,
    };
    Some(key_of(asked))
}

/// Every text of a credential that its practitioners may repeat.
fn official(credential: &Credential) -> impl Iterator<Item = &str> {
    let questions = credential.overview.questions.iter().map(|question| &question.text);
    let outcomes = credential.outcomes.iter().map(|outcome| &outcome.text);
    let details = credential
        .details()
        .flat_map(|detail| std::iter::once(&detail.text).chain(&detail.criteria));
    let reflection = &credential.reflection;
    let course = credential.course.iter();
    let courses = course.flat_map(|course| [Some(&course.title), course.summary.as_ref()]);
    let works =
        credential.citations.iter().flat_map(|work| [Some(&work.text), work.quote.as_ref()]);
    questions
        .chain(outcomes)
        .chain(details)
        .chain([&credential.title, &reflection.prompt])
        .chain(reflection.must.iter().chain(&reflection.may))
        .chain(&credential.evidence_requirements)
        .chain(&credential.honesty)
        .chain(courses.chain(works).flatten())
        .map(String::as_str)
}
