//! A text gives away whose portfolio it is.
//!
//! ## Why it matters
//!
//! The review is double-blind: a reviewer who reads your name or your school's cannot go on without bias, and sends the
//! submission back. Searched are `evidence.toml`, both narratives and the text of every artifact that has any, with the comments,
//! speaker notes, headers, footers, deleted text and hidden slides of Office files; hidden sheets are not searched. Pictures,
//! film and sound are not searched: look at them yourself.
//!
//! Looked for is what `private.toml` lists, and what follows from it: for `Jane Doe` also `Doe, Jane`, `J. Doe`, `Mrs. Doe`,
//! `Principal Doe`, `jane.doe`, and `jdoe` in front of `@`. Case and accents make no difference, and a name inside a
//! longer word is none. `mcred check` and `mcred pack` also look for your login name and for the author in git's settings, as far
//! as these are the name of a person; they are read on your computer and stand in no bundle.
//!
//! ## How to mend it
//!
//! Write the role in place of the name: "the principal", "our school". In artifacts, delete the name in the original and
//! export it again; a black box leaves the words underneath. What must not be named stands in `private.toml`, beside `evidence.toml`; it is never packed:
//!
//! ```toml
//! identities = ["Jane Doe", "Lincoln Elementary"]
//! ```

use super::case::Case;
use super::searched_text::{self, Places};
use crate::finding::{Finding, Level, Rule};
use crate::model::Place;
use crate::privacy::{Names, TextKind, mask};

pub(super) const RULE: Rule =
    Rule::new("identity-in-text", Level::Error, include_str!("identity_in_text.rs"));

const HELP: &str = "write the role in its place, such as \"the principal\" or \"our school\"";

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let names = Names::new(&case.portfolio.private.identities);
    if names.is_empty() {
        return Vec::new();
    }
    let mut findings = Vec::new();
    let paths = searched_text::Paths::of(case);
    for source in searched_text::own(case) {
        for mention in names.find(&source.text, TextKind::Text) {
            if paths.contain(source, &mention.span) {
                continue;
            }
            let shown = mask(source.text.get(mention.span.clone()).unwrap_or_default());
            let message =
                format!("`{shown}` stands here, and {}", mention.identity.known_from.clause());
            let place = Place::at(&source.path, mention.span);
            findings.push(Finding::new(RULE, place, message).help(HELP).secret());
        }
    }
    for file in searched_text::files(case) {
        let known = &case.portfolio.private.identities;
        let mut found: Vec<(Places, String)> =
            known.iter().map(|_| (Places::default(), String::new())).collect();
        file.each_piece(|piece| {
            let mut at = piece.places();
            for mention in names.find(piece.text(), TextKind::Text) {
                let number = known.iter().position(|identity| identity == mention.identity);
                let Some((places, shown)) = number.and_then(|it| found.get_mut(it)) else {
                    continue;
                };
                if places.is_empty() {
                    *shown = mask(piece.text().get(mention.span.clone()).unwrap_or_default());
                }
                places.add(at.at(mention.span.start));
            }
        });
        for (identity, (places, shown)) in known.iter().zip(found) {
            if places.is_empty() {
                continue;
            }
            let message = format!(
                "`{shown}` stands in `{}` at {places}, and {}",
                file.path,
                identity.known_from.clause()
            );
            let place = Place::file(file.path);
            let help = "delete it in the original, or write the role in its place, and export it again; a \
                 black box leaves the words underneath";
            findings.push(Finding::new(RULE, place, message).help(help));
        }
    }
    findings
}
