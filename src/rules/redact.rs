//! No finding repeats personal data in full: a message that quotes the practitioner's text may hold
//! some.

use super::case::Case;
use crate::finding::Finding;
use crate::privacy::{Names, TextKind, mask, personal_data};

/// Redacts names and personal data in messages and help. Paths stay as they are: a file is
/// found by its name, and `identity-in-file-name` judges it.
pub(super) fn apply(case: &Case<'_>, findings: &mut [Finding]) {
    let names = Names::new(&case.portfolio.private.identities);
    for finding in findings {
        let is_path = |word: &str| {
            let artifacts = case.portfolio.artifacts.iter().map(|artifact| &artifact.path);
            artifacts.chain([&finding.place.path]).any(|path| path.contains(word))
        };
        let message = redacted(&finding.message, &names, is_path);
        let help = finding.help.as_ref().map(|help| redacted(help, &names, is_path));
        (finding.message, finding.help) = (message, help);
    }
}

fn redacted(text: &str, names: &Names<'_>, is_path: impl Fn(&str) -> bool) -> String {
    let mut spans: Vec<_> = personal_data(text).into_iter().map(|datum| datum.span).collect();
    if !names.is_empty() {
        spans.extend(names.find(text, TextKind::Text).into_iter().map(|mention| mention.span));
    }
    spans.sort_by_key(|span| span.start);
    let (mut redacted, mut from) = (String::with_capacity(text.len()), 0);
    for span in spans {
        let Some(datum) = text.get(span.clone()) else { continue };
        if span.start < from || is_path(datum) {
            continue;
        }
        redacted.push_str(text.get(from..span.start).unwrap_or_default());
        redacted.push_str(&mask(datum));
        from = span.end;
    }
    redacted.push_str(text.get(from..).unwrap_or_default());
    redacted
}
