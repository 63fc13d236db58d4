//! Finds identities in a text.

use std::collections::HashMap;
use std::ops::Range;

use super::forms::{Form, Gap, Reach, forms};
use super::tokens::{Token, tokens};
use crate::model::Identity;

/// The identities to look for, in all their forms.
pub struct Names<'a> {
    forms: Vec<(&'a Identity, Form)>,
    /// The forms by their first word.
    by_first: HashMap<String, Vec<usize>>,
    /// The first bytes of these words.
    first_bytes: Vec<u8>,
}

/// The kind of text that is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// Sentences and tables.
    Text,
    /// A file name, where words are written together.
    FileName,
    /// A property of a file, which contains names and little else.
    Property,
}

/// An identity found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention<'a> {
    /// The identity.
    pub identity: &'a Identity,
    /// Its bytes in the text.
    pub span: Range<usize>,
}

/// The most bytes between two words of a name: a line break and an indent.
const WIDEST_GAP: usize = 40;

impl<'a> Names<'a> {
    /// Prepares the search for these.
    pub fn new(identities: &'a [Identity]) -> Names<'a> {
        let mut names =
            Names { forms: Vec::new(), by_first: HashMap::new(), first_bytes: Vec::new() };
        for identity in identities {
            for form in forms(identity) {
                let Some(first) = form.words.first() else { continue };
                names.by_first.entry(first.clone()).or_default().push(names.forms.len());
                names.forms.push((identity, form));
            }
        }
        names.first_bytes = names.by_first.keys().filter_map(|word| word.bytes().next()).collect();
        names.first_bytes.sort_unstable();
        names.first_bytes.dedup();
        names
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// The mentions in a text, in its order. Of several that overlap, the longest counts.
    pub fn find(&self, text: &str, kind: TextKind) -> Vec<Mention<'a>> {
        if self.is_empty() {
            return Vec::new();
        }
        let tokens = tokens(text, kind == TextKind::FileName);
        let mut found: Vec<Mention<'a>> = Vec::new();
        for index in 0..tokens.len() {
            let Some(here) = tokens.get(index..) else { break };
            let longest = self
                .starting(here)
                .filter_map(|(identity, form)| {
                    let span = match_at(form, here, text, kind)?;
                    Some(Mention { identity, span })
                })
                .max_by_key(|mention| mention.span.end);
            if let Some(mention) = longest
                && found.last().is_none_or(|last| last.span.end <= mention.span.start)
            {
                found.push(mention);
            }
        }
        found
    }

    /// The forms that begin with the first of these words.
    fn starting(&self, tokens: &[Token<'_>]) -> impl Iterator<Item = (&'a Identity, &Form)> {
        let word = tokens.first().map(|token| token.word.as_ref()).unwrap_or_default();
        let indices = |word: &str| {
            // Most words begin with another letter than any of the names.
            let begins = word.bytes().next().is_some_and(|byte| self.first_bytes.contains(&byte));
            begins.then(|| self.by_first.get(word)).flatten().into_iter().flatten()
        };
        let whole = indices(word);
        // An account may end with a number: `jdoe2`.
        let account = word.trim_end_matches(|c: char| c.is_ascii_digit());
        let numbered = indices(if account.len() < word.len() { account } else { "" });
        whole.map(|index| (*index, false)).chain(numbered.map(|index| (*index, true))).filter_map(
            |(index, numbered)| {
                let (identity, form) = self.forms.get(index)?;
                let alone = form.words.len() == 1;
                (!numbered || alone).then_some((*identity, form))
            },
        )
    }
}

/// The bytes of a form that begins with the first of these words.
fn match_at(form: &Form, tokens: &[Token<'_>], text: &str, kind: TextKind) -> Option<Range<usize>> {
    let here = tokens.get(..form.words.len())?;
    let rest = form.words.iter().zip(here).skip(1);
    if rest.clone().any(|(wanted, token)| *wanted != token.word) {
        return None;
    }
    let span = here.first()?.span.start..here.last()?.span.end;
    for pair in here.windows(2) {
        let [one, next] = pair else { return None };
        let gap = text.get(one.span.end..next.span.start)?;
        let initial = one.word.chars().count() <= 2 || is_title(&one.word);
        if !fits(gap, form.gap, initial, kind) {
            return None;
        }
    }
    let counts = match (form.reach, kind) {
        (Reach::Anywhere, _) | (_, TextKind::FileName | TextKind::Property) => true,
        (Reach::Account, TextKind::Text) => is_account(text, &span),
    };
    counts.then_some(span)
}

fn is_title(word: &str) -> bool {
    ["mrs", "prof", "sra"].contains(&word)
}

/// Whether the words around this gap belong to one name. A full stop and a space end a sentence,
/// except after an initial or a title.
fn fits(gap: &str, wanted: Gap, initial: bool, kind: TextKind) -> bool {
    if gap.len() > WIDEST_GAP || gap.contains("\n\n") || gap.contains("\r\n\r\n") {
        return false;
    }
    let spaced = gap.contains(char::is_whitespace);
    let breaks = gap.matches('\n').count();
    match wanted {
        Gap::Comma => {
            gap.trim_start_matches('*').starts_with(',')
                && gap.chars().all(|c| c == ',' || c == '*' || c.is_whitespace())
                && gap.matches(',').count() == 1
        }
        // Words without a gap: a script without spaces, or a split file name.
        Gap::Space if gap.is_empty() => true,
        Gap::Space => {
            let dots = gap.matches('.').count();
            let fits = |c: char| c.is_whitespace() || "-_.*'’‐‑+".contains(c);
            let dot_ends = dots > 0 && spaced && !initial && kind == TextKind::Text;
            gap.chars().all(fits) && dots <= 1 && !dot_ends && breaks <= 1
        }
    }
}

/// Whether this is an account: before `@`, or part of a path.
fn is_account(text: &str, span: &Range<usize>) -> bool {
    let before = text.get(..span.start).unwrap_or_default();
    let after = text.get(span.end..).unwrap_or_default();
    let home = ["/home/", "/Users/", "\\Users\\", "/~", "github.com/", "gitlab.com/"];
    let mention = before.ends_with('@')
        && !before.trim_end_matches('@').ends_with(|c: char| c.is_alphanumeric() || c == '.');
    after.starts_with('@') || mention || home.iter().any(|folder| before.ends_with(folder))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::KnownFrom;

    fn found(known_from: KnownFrom, name: &str, kind: TextKind, text: &str) -> Vec<String> {
        let identities = [Identity { name: name.to_owned(), known_from }];
        let names = Names::new(&identities);
        let found = names.find(text, kind);
        found.into_iter().map(|it| text[it.span].to_owned()).collect()
    }

    #[test]
    fn a_person_is_found_in_every_form() {
        for text in [
            "Jane Doe",
            "JANE DOE",
            "Jané  Doe",
            "Jane\nDoe",
            "Jane** Doe",
            "Doe, Jane",
            "Doe, J",
            "J. Doe",
            "J Doe",
            "jane.doe",
            "jane_doe",
            "janedoe",
            "Mrs. Doe",
            "Principal Doe",
            "Dr. Doe",
            "Jane-Doe",
        ] {
            let sentence = format!("then {text}'s plan");
            assert_eq!(
                found(KnownFrom::PrivateFile, "Jane Doe", TextKind::Text, &sentence),
                [text]
            );
        }
        for text in ["jdoe@hill.org", "/home/jdoe/plan", "jdoe2@hill.org", "doe.jane@hill.org"] {
            let found = found(KnownFrom::PrivateFile, "Jane Doe", TextKind::Text, text);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
        }
        for text in ["JaneDoePlan.pdf", "jdoe-plan.pdf", "doe_jane.pdf", "plan JaneDoe2026.pdf"] {
            let found = found(KnownFrom::PrivateFile, "Jane Doe", TextKind::FileName, text);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
        }
    }

    #[test]
    fn what_only_looks_like_the_person_is_not() {
        for text in [
            "Jane saw a doe",
            "Jane. Doe",
            "Jane Doeville",
            "Mary-Jane Doerr",
            "the doe",
            "Jane, Doe",
            "jdoe",
            "John Doe",
            "Jane\n\nDoe",
            "Doe. Jane",
        ] {
            let found = found(KnownFrom::PrivateFile, "Jane Doe", TextKind::Text, text);
            assert_eq!(found, Vec::<String>::new(), "{text}");
        }
        let school = "Lincoln Elementary";
        for (text, count) in [
            ("At Lincoln  elementary we", 1),
            ("lincoln-elementary", 1),
            ("L. Elementary", 0),
            ("Lincoln High", 0),
            ("the Lincoln elementary-school", 1),
        ] {
            assert_eq!(
                found(KnownFrom::PrivateFile, school, TextKind::Text, text).len(),
                count,
                "{text}"
            );
        }
    }

    #[test]
    fn a_login_name_counts_only_where_accounts_stand() {
        for (text, count) in
            [("the grace of it", 0), ("/home/grace/plan.pdf", 1), ("grace@x.org", 1)]
        {
            assert_eq!(
                found(KnownFrom::UserName, "grace", TextKind::Text, text).len(),
                count,
                "{text}"
            );
        }
        assert_eq!(found(KnownFrom::UserName, "grace", TextKind::Property, "Grace").len(), 1);
        assert_eq!(
            found(KnownFrom::Git, "jane@x.org", TextKind::Text, "write jane@x.org").len(),
            1
        );
    }
}
