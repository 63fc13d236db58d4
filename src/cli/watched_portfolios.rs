//! Portfolios of which only changed ones are checked again.

use std::collections::HashMap;
use std::mem;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::clock;
use crate::load::{Folder, Stamps};
use crate::model::{counted, shown_path};
use crate::rules::Checked;

/// The portfolios at the last check.
pub(super) struct Watched {
    portfolios: Vec<PathBuf>,
    stamps: Vec<Stamps>,
    checked: Vec<Checked>,
    /// The time of the last check for changes.
    pub(super) compared_at: Instant,
    /// Its duration.
    pub(super) comparing: Duration,
    /// The duration of the last check of portfolios.
    pub(super) checking: Duration,
}

impl Watched {
    /// These portfolios, checked.
    pub(super) fn new(portfolios: Vec<PathBuf>) -> Watched {
        let mut watched = Watched {
            portfolios: Vec::new(),
            stamps: Vec::new(),
            checked: Vec::new(),
            compared_at: Instant::now(),
            comparing: Duration::ZERO,
            checking: Duration::ZERO,
        };
        watched.check_changes(portfolios);
        watched
    }

    pub(super) fn checked(&self) -> &[Checked] {
        &self.checked
    }

    /// Checks changed portfolios. Returns a description of the changes; none if nothing changed.
    pub(super) fn check_changes(&mut self, portfolios: Vec<PathBuf>) -> Option<String> {
        let begun = Instant::now();
        // Before the check, so that changes meanwhile are found the next time.
        let stamps: Vec<Stamps> =
            portfolios.par_iter().map(|one| Stamps::of(&Folder::new(one))).collect();
        self.comparing = begun.elapsed();
        self.compared_at = Instant::now();
        if portfolios == self.portfolios && stamps == self.stamps {
            return None;
        }
        let before = mem::take(&mut self.stamps).into_iter().zip(mem::take(&mut self.checked));
        let mut before: HashMap<PathBuf, (Stamps, Checked)> =
            mem::take(&mut self.portfolios).into_iter().zip(before).collect();
        let pairs: Vec<_> = portfolios
            .iter()
            .zip(&stamps)
            .map(|(portfolio, stamps)| (portfolio, stamps, before.remove(portfolio)))
            .collect();
        let alone = portfolios.len() == 1;
        let begun = Instant::now();
        let (checked, changes): (Vec<Checked>, Vec<Option<String>>) = pairs
            .into_par_iter()
            .map(|(portfolio, stamps, before)| check(portfolio, stamps, before, alone))
            .unzip();
        self.checking = begun.elapsed();
        let gone = before.into_keys().map(|portfolio| shown_path(&portfolio));
        let changes: Vec<String> = changes.into_iter().flatten().chain(gone).collect();
        (self.portfolios, self.stamps, self.checked) = (portfolios, stamps, checked);
        Some(listed(&changes))
    }
}

/// The current state of a portfolio, and what changed in it, if anything.
fn check(
    portfolio: &Path,
    stamps: &Stamps,
    before: Option<(Stamps, Checked)>,
    alone: bool,
) -> (Checked, Option<String>) {
    let name = shown_path(portfolio);
    let anew = || clock::checked(&Folder::new(portfolio).with_own_names());
    match before {
        None => (anew(), Some(name.to_string())),
        Some((old, checked)) if old == *stamps => (checked, None),
        Some((old, before)) => {
            let now = anew();
            let paths = stamps.changed_since(&old);
            let change = match alone {
                true => format!("{}{}", listed(&paths), written(&before, &now)),
                false => format!("{name}{}", written(&before, &now)),
            };
            (now, Some(change))
        }
    }
}

/// The number of words that were added or removed.
fn written(before: &Checked, now: &Checked) -> String {
    let words = |checked: &Checked| {
        let portfolio = &checked.portfolio;
        portfolio.overview.words().strict + portfolio.reflection.words().strict
    };
    let (before, now) = (words(before), words(now));
    match (now.checked_sub(before), before.checked_sub(now)) {
        (Some(more @ 1..), _) => format!(" (+{})", counted(more, "word")),
        (_, Some(less @ 1..)) => format!(" (−{})", counted(less, "word")),
        _ => String::new(),
    }
}

/// The first of these names, and the number of the others.
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [one, others @ ..] => format!("{one} and {} more", others.len()),
    }
}
