//! Brings evidence.toml along when the catalog lists other details than before. All that the practitioner
//! wrote stays: a detail whose words only moved keeps its evidence under its new id.

use std::ops::Range;

use super::line_ends::with_line_ends_of;
use super::missing_tables::{end_of, with_missing_tables};
use super::replaced::replaced;
use crate::load::read_evidence;
use crate::model::{
    Citation, Credential, Detail, DetailId, Entry, EvidenceFile, comment_above, likeness,
    words_in_comment,
};
use crate::scaffold::{commented, detail_table};

/// Two details that share so much of their words are taken for one that moved.
const SAME: f64 = 0.8;

/// The new evidence.toml.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Migration {
    /// Its text.
    pub text: String,
    /// What was done, one sentence each.
    pub notes: Vec<String>,
}

/// A table of the file, and where it goes.
struct Old<'e> {
    entry: &'e Entry,
    comment: Range<usize>,
    words: Option<String>,
    is_untouched: bool,
    /// The detail that it is for now.
    new: Option<&'e Detail>,
}

/// evidence.toml for the details of this credential; `former` is the credential that it was written for,
/// for tables without a comment that has the words. None where it is up to date, or can't be edited
/// without losing something.
pub fn migrate(
    text: &str,
    credential: &Credential,
    former: Option<&Credential>,
) -> Option<Migration> {
    let plain = text.replace("\r\n", "\n");
    let file = read_evidence(&plain);
    if !file.well_formed || !file.slips.is_empty() {
        return None;
    }
    let mut olds: Vec<Old> = file.entries.iter().map(|it| old(&plain, it, former)).collect();
    assign(&mut olds, credential);
    let mut notes = Vec::new();
    let edits = edits(&plain, &olds, &mut notes);
    let moved = replaced(&plain, &edits);
    let (mut edited, mut added) = with_missing_tables(&moved, credential);
    if contents(&read_evidence(&edited)) != contents(&file) {
        // Tables in a form that can't be moved stay as they are.
        notes.clear();
        (edited, added) = with_missing_tables(&plain, credential);
        if contents(&read_evidence(&edited)) != contents(&file) {
            return None;
        }
    }
    notes.extend(added.iter().map(|detail| format!("added [eo.{}]", detail.id)));
    (edited != plain).then(|| Migration { text: with_line_ends_of(text, &edited), notes })
}

fn old<'e>(text: &str, entry: &'e Entry, former: Option<&Credential>) -> Old<'e> {
    let comment = comment_above(text, entry.span.start);
    let commented = words_in_comment(&text[comment.clone()], &entry.id);
    let is_untouched = commented.as_ref().is_some_and(|words| {
        entry.evidence.is_empty()
            && text[comment.start..end_of(text, entry)] == detail_table(&entry.id, words)
    });
    let known = || {
        let former = former?.details().find(|detail| detail.id == entry.id)?;
        Some(former.text.clone())
    };
    Old { entry, comment, words: commented.or_else(known), is_untouched, new: None }
}

/// Finds the detail that each table is for now: that of the same words, or else that of the same id.
fn assign<'e>(olds: &mut [Old<'e>], credential: &'e Credential) {
    let mut pairs: Vec<(f64, bool, usize, &Detail)> = Vec::new();
    for (index, old) in olds.iter().enumerate().filter(|(_, old)| !old.is_untouched) {
        let Some(words) = &old.words else { continue };
        for detail in credential.details() {
            let score = likeness(words, &detail.text);
            if score >= SAME {
                pairs.push((score, detail.id == old.entry.id, index, detail));
            }
        }
    }
    pairs.sort_by(|one, other| other.0.total_cmp(&one.0).then(other.1.cmp(&one.1)));
    let mut taken: Vec<&DetailId> = Vec::new();
    for (_, _, index, detail) in pairs {
        if olds[index].new.is_none() && !taken.contains(&&detail.id) {
            olds[index].new = Some(detail);
            taken.push(&detail.id);
        }
    }
    for old in olds.iter_mut().filter(|old| old.new.is_none()) {
        let same = credential.details().find(|detail| detail.id == old.entry.id);
        let is_current =
            |detail: &&Detail| !old.is_untouched || old.words.as_ref() == Some(&detail.text);
        old.new = same.filter(|detail| !taken.contains(&&detail.id)).filter(is_current);
    }
}

fn edits(text: &str, olds: &[Old], notes: &mut Vec<String>) -> Vec<(Range<usize>, String)> {
    let mut edits = Vec::new();
    let taken = |id: &DetailId| olds.iter().any(|it| it.new.is_some_and(|new| new.id == *id));
    for old in olds {
        let id = &old.entry.id;
        if old.is_untouched && old.new.is_none() {
            // Nothing of the practitioner's is in it.
            let end = end_of(text, old.entry);
            let blank = usize::from(text[end..].starts_with('\n'));
            edits.push((old.comment.start..end + blank, String::new()));
            notes.push(format!("removed [eo.{id}], which nothing was written in"));
            continue;
        }
        let comment = &text[old.comment.clone()];
        let holds_words = words_in_comment(comment, id).is_some();
        let was = match comment.find(&id.to_string()).filter(|_| holds_words) {
            Some(at) => {
                let (before, after) = comment.split_at(at);
                format!("{before}was {id}:{}", &after[id.to_string().len()..])
            }
            None => match &old.words {
                Some(words) if old.new.is_none() => {
                    comment.to_owned() + &commented(&format!("was {id}:  {words}"))
                }
                _ => comment.to_owned(),
            },
        };
        let (new_id, new_comment) = match old.new {
            Some(new) => {
                let same = old.words.as_ref().is_none_or(|it| it.starts_with(&new.text));
                if same && new.id == *id {
                    continue;
                }
                let words = commented(&format!("{}  {}", new.id, new.text));
                match new.id == *id {
                    true => notes.push(format!("{id} has other words now: compare its evidence")),
                    false => notes.push(format!("{id} is {} now: its evidence moved", new.id)),
                }
                let is_bare = commented(&format!("{id}  {}", new.text)) == comment;
                (new.id.clone(), if is_bare { words } else { words + &was })
            }
            None if taken(id) => {
                let free = (1..).map(|number| format!("old{number}{}", id.letter));
                let mut free = free.filter_map(|it| DetailId::new(&id.outcome.to_string(), &it));
                let Some(free) = free.find(|it| olds.iter().all(|old| old.entry.id != *it)) else {
                    continue;
                };
                notes
                    .push(format!("{id} belongs to no detail any more: it is kept as [eo.{free}]"));
                (free, was)
            }
            None => continue,
        };
        edits.push((old.comment.clone(), new_comment));
        if new_id != *id {
            edits.push((old.entry.span.clone(), format!("eo.{new_id}")));
        }
    }
    edits.sort_by_key(|(range, _)| range.start);
    edits
}

/// All that the practitioner wrote, without the ids of the details.
fn contents(file: &EvidenceFile) -> (bool, Vec<(String, Vec<String>)>, usize) {
    let text = |it: &Option<crate::model::Spanned<String>>| {
        it.as_ref().map(|it| it.value.clone()).unwrap_or_default()
    };
    let citation = |it: &Citation| {
        [&it.artifact, &it.at, &it.quote, &it.transcript, &it.digest].map(text).join("\n")
    };
    let entries = file.entries.iter().map(|entry| {
        let evidence = entry.evidence.iter().map(citation).collect();
        (text(&entry.explanation).trim().to_owned(), evidence)
    });
    let placeholder = crate::narrative::PLACEHOLDERS[2];
    let mut entries: Vec<(String, Vec<String>)> = entries
        .filter(|(words, evidence): &(String, Vec<String>)| {
            !(evidence.is_empty() && words == placeholder)
        })
        .collect();
    entries.sort();
    (file.well_formed, entries, file.waivers.len())
}
