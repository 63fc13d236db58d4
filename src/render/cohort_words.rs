//! What tables of portfolios and the folders beside them say in words.

use super::phrases::quoted;
use crate::coverage::DetailCoverage;
use crate::load::Beside;
use crate::model::{abridged, shown_path};
use crate::rules::Checked;

/// What checks the zips of a cohort, which may be bundles; nothing if there is none.
pub(super) fn zips(beside: &Beside) -> String {
    const NAMED: usize = 5;
    if beside.zips.is_empty() {
        return String::new();
    }
    let commands =
        beside.zips.iter().map(|zip| format!("`mcred verify {}`", quoted(&shown_path(zip))));
    format!("Bundles are checked by {}.", abridged(commands, NAMED))
}

/// The details that are not supported.
pub(super) fn unsupported(checked: &Checked) -> String {
    details(checked, |detail| !detail.supported)
}

/// The details that match, those of one outcome in short: `2.a, 3.a–c`.
pub(super) fn details(checked: &Checked, is_meant: impl Fn(&DetailCoverage) -> bool) -> String {
    let mut runs: Vec<(String, String)> = Vec::new();
    for outcome in &checked.coverage.outcomes {
        let mut follows = false;
        for detail in &outcome.details {
            if !is_meant(detail) {
                follows = false;
                continue;
            }
            let id = detail.id.to_string();
            match runs.last_mut().filter(|_| follows) {
                Some((_, last)) => *last = id,
                None => runs.push((id.clone(), id)),
            }
            follows = true;
        }
    }
    let shown = runs.into_iter().map(|(first, last)| {
        let end = last.rsplit('.').next().unwrap_or(&last);
        if first == last { first } else { format!("{first}–{end}") }
    });
    shown.collect::<Vec<_>>().join(", ")
}
