//! No finding repeats a datum whole: a message that quotes the practitioner's text may hold one.

use super::case::Case;
use crate::finding::Finding;
use crate::privacy::{Names, Where, mask, personal_data};

/// Masks names and personal data in what the findings say. Paths stay as they are: a file is
/// found by its name, and `identity-in-file-name` judges it.
pub(super) fn apply(case: &Case<'_>, findings: &mut [Finding]) {
    let names = Names::new(&case.portfolio.private.identities);
    for finding in findings {
        let is_path = |word: &str| {
            let artifacts = case.portfolio.artifacts.iter().map(|artifact| &artifact.path);
            artifacts.chain([&finding.place.path]).any(|path| path.contains(word))
        };
        let message = veiled(&finding.message, &names, is_path);
        let help = finding.help.as_ref().map(|help| veiled(help, &names, is_path));
        (finding.message, finding.help) = (message, help);
    }
}

fn veiled(text: &str, names: &Names<'_>, is_path: impl Fn(&str) -> bool) -> String {
    let mut stretches: Vec<_> = personal_data(text).into_iter().map(|datum| datum.span).collect();
    if !names.is_empty() {
        stretches.extend(names.find(text, Where::Text).into_iter().map(|mention| mention.span));
    }
    stretches.sort_by_key(|stretch| stretch.start);
    let (mut veiled, mut from) = (String::with_capacity(text.len()), 0);
    for stretch in stretches {
        let Some(datum) = text.get(stretch.clone()) else { continue };
        if stretch.start < from || is_path(datum) {
            continue;
        }
        veiled.push_str(text.get(from..stretch.start).unwrap_or_default());
        veiled.push_str(&mask(datum));
        from = stretch.end;
    }
    veiled.push_str(text.get(from..).unwrap_or_default());
    veiled
}
