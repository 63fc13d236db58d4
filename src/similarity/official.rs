//! Official words: whoever repeats them copied from nobody.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::per_credential_cache::PerCredentialCache;
use super::word_keys::{WordKey, key_of, normalized_words};
use crate::model::{Credential, Portfolio};

/// So many words in a row that stand in an official text are official. People turn a question
/// round before they answer it, so that few of its words stay together.
const TOGETHER: usize = 4;

type Runs = FxHashSet<[WordKey; TOGETHER]>;

/// Every run of a few words of the official texts.
#[derive(Default)]
pub(crate) struct OfficialPhrases {
    /// Those of the credential.
    official: Arc<Runs>,
    /// Those of the quotes.
    quoted: Runs,
}

impl OfficialPhrases {
    /// What a portfolio did not have to find words for: the texts of its credential, and the
    /// quotes that it cites from artifacts.
    pub fn of(portfolio: &Portfolio) -> OfficialPhrases {
        let mut known = match &portfolio.credential {
            Some(credential) => OfficialPhrases::official(credential),
            None => OfficialPhrases::default(),
        };
        let citations = portfolio.evidence.entries.iter().flat_map(|entry| &entry.evidence);
        let quotes = citations.filter_map(|citation| citation.quote.as_ref());
        known.quoted.extend(quotes.flat_map(|quote| runs(&quote.value)));
        known
    }

    /// The texts of this credential alone.
    pub fn official(credential: &Credential) -> OfficialPhrases {
        static OFFICIAL: PerCredentialCache<Runs> = PerCredentialCache::new();
        let official =
            OFFICIAL.of(credential, |credential| official(credential).flat_map(runs).collect());
        OfficialPhrases { official, quoted: Runs::default() }
    }

    /// For each of these words whether it belongs to an official run; a word that [`person`] has
    /// a key for goes by that.
    pub fn mark(&self, keys: &[WordKey]) -> Vec<bool> {
        let mut marks = vec![false; keys.len()];
        for (start, run) in keys.windows(TOGETHER).enumerate() {
            let is_known = |run| self.official.contains(&run) || self.quoted.contains(&run);
            if <[WordKey; TOGETHER]>::try_from(run).is_ok_and(is_known) {
                marks.iter_mut().skip(start).take(TOGETHER).for_each(|mark| *mark = true);
            }
        }
        marks
    }
}

fn runs(text: &str) -> Vec<[WordKey; TOGETHER]> {
    let key = |word: &str| person(word).unwrap_or_else(|| key_of(word));
    let keys: Vec<WordKey> = normalized_words(text).map(|(_, word)| key(&word)).collect();
    keys.windows(TOGETHER).filter_map(|run| run.try_into().ok()).collect()
}

/// The key of a word that questions and answers have in common in another form: `your school` is
/// answered by `our school`.
pub(crate) fn person(word: &str) -> Option<WordKey> {
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
    let details = credential.details().map(|detail| &detail.text);
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
