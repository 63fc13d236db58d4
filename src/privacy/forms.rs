//! The forms in which the name of a person or school is written, account names included.

use super::tokens::words;
use crate::model::{Identity, KnownFrom};

/// A sequence of words that identifies somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Form {
    pub words: Vec<String>,
    /// What may stand between its words.
    pub gap: Gap,
    /// In which texts it counts.
    pub reach: Reach,
}

/// The separator between two words of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// The separators of a name: spaces, `-`, `_`, `.`.
    Space,
    /// A comma.
    Comma,
}

/// In which texts a form counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Everywhere.
    Anywhere,
    /// In properties, file names, paths and account names. Elsewhere it may be an ordinary word or
    /// another person's first name.
    Account,
}

/// Words in the names of institutions and not of persons.
const INSTITUTIONS: [&str; 26] = [
    "school",
    "schools",
    "elementary",
    "primary",
    "middle",
    "high",
    "junior",
    "academy",
    "district",
    "county",
    "city",
    "college",
    "university",
    "charter",
    "preparatory",
    "prep",
    "magnet",
    "center",
    "centre",
    "institute",
    "board",
    "department",
    "isd",
    "usd",
    "k",
    "the",
];
/// Titles before a surname.
const TITLES: [&str; 13] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "prof",
    "professor",
    "principal",
    "superintendent",
    "coach",
    "sr",
    "sra",
];
/// A form with fewer letters matches too much.
const SHORTEST: usize = 4;

/// Every form of an identity.
pub(super) fn forms(identity: &Identity) -> Vec<Form> {
    let name = identity.name.trim();
    if let Some((local, domain)) = name.split_once('@') {
        return of_address(local, domain);
    }
    let all = words(name);
    // A login name, or a single word from the settings of git, may be an ordinary word.
    if identity.known_from != KnownFrom::PrivateFile && all.len() < 2 {
        return vec![form(&all, Reach::Account)];
    }
    let mut forms = vec![form(&all, Reach::Anywhere)];
    if all.len() > 1 {
        forms.push(joined(&all.concat(), Reach::Anywhere));
    }
    let titled: Vec<String> =
        all.iter().skip_while(|word| TITLES.contains(&word.as_str())).cloned().collect();
    forms.extend(of_person(&titled, name));
    forms.retain(|form| form.words.iter().map(|word| word.chars().count()).sum::<usize>() > 1);
    forms
}

/// The forms of a person's name; none if it is not a person's.
fn of_person(all: &[String], name: &str) -> Vec<Form> {
    let institution = all.iter().any(|word| INSTITUTIONS.contains(&word.as_str()));
    let letters =
        all.iter().all(|word| word.chars().all(|c| c.is_alphabetic() && !c.is_uppercase()));
    // `Doe, Jane` has the surname first.
    let (Some(first), Some(last)) = (match name.contains(',') {
        true => (all.last(), all.first()),
        false => (all.first(), all.last()),
    }) else {
        return Vec::new();
    };
    if institution || !letters || !(2..=4).contains(&all.len()) || last.chars().count() < 2 {
        return Vec::new();
    }
    let initial: String = first.chars().take(1).collect();
    let last_initial: String = last.chars().take(1).collect();
    let pair = |a: &str, b: &str, gap| Form {
        words: vec![a.to_owned(), b.to_owned()],
        gap,
        reach: Reach::Anywhere,
    };
    let mut forms = vec![
        pair(first, last, Gap::Space),
        pair(last, first, Gap::Comma),
        pair(last, &initial, Gap::Comma),
        pair(&initial, last, Gap::Space),
        joined(&format!("{first}{last}"), Reach::Anywhere),
        Form { reach: Reach::Account, ..pair(last, first, Gap::Space) },
        joined(&format!("{initial}{last}"), Reach::Account),
        joined(&format!("{last}{initial}"), Reach::Account),
        joined(&format!("{first}{last_initial}"), Reach::Account),
    ];
    // A middle name may be left out or shortened to its initial.
    for middle in all.get(1..all.len() - 1).unwrap_or_default() {
        let middle: String = middle.chars().take(1).collect();
        let words = [first.clone(), middle, last.clone()];
        forms.push(form(&words, Reach::Anywhere));
    }
    forms.extend(TITLES.iter().map(|title| pair(title, last, Gap::Space)));
    forms.retain(|form| form.words.concat().chars().count() >= SHORTEST);
    forms
}

/// The forms of an e-mail address: the whole, and its account.
fn of_address(local: &str, domain: &str) -> Vec<Form> {
    let mut whole = words(local);
    let account = whole.clone();
    whole.extend(words(domain));
    let mut forms = vec![form(&whole, Reach::Anywhere)];
    if account.concat().chars().count() >= SHORTEST {
        forms.push(form(&account, Reach::Account));
    }
    forms
}

fn form(words: &[String], reach: Reach) -> Form {
    Form { words: words.to_vec(), gap: Gap::Space, reach }
}

fn joined(word: &str, reach: Reach) -> Form {
    Form { words: vec![word.to_owned()], gap: Gap::Space, reach }
}
