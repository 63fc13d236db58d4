//! Portfolios that are checked again as far as they changed.

use std::collections::HashMap;
use std::mem;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::clock;
use crate::load::{Folder, Stamps};
use crate::model::counted;
use crate::rules::Checked;

/// The portfolios as they were when last looked at.
pub(super) struct Watched {
    portfolios: Vec<PathBuf>,
    stamps: Vec<Stamps>,
    checked: Vec<Checked>,
    /// When it was last looked whether anything changed.
    pub(super) looked: Instant,
    /// How long that took.
    pub(super) looking: Duration,
    /// How long the last check took.
    pub(super) checking: Duration,
}

impl Watched {
    /// These portfolios, checked.
    pub(super) fn new(portfolios: Vec<PathBuf>) -> Watched {
        let mut watched = Watched {
            portfolios: Vec::new(),
            stamps: Vec::new(),
            checked: Vec::new(),
            looked: Instant::now(),
            looking: Duration::ZERO,
            checking: Duration::ZERO,
        };
        watched.look_again(portfolios);
        watched
    }

    pub(super) fn checked(&self) -> &[Checked] {
        &self.checked
    }

    /// Checks again what changed since, and says what that was; none where nothing did.
    pub(super) fn look_again(&mut self, portfolios: Vec<PathBuf>) -> Option<String> {
        let begun = Instant::now();
        // Before the check: what changes meanwhile is seen the next time.
        let stamps: Vec<Stamps> =
            portfolios.par_iter().map(|one| Stamps::of(&Folder::new(one))).collect();
        self.looking = begun.elapsed();
        self.looked = Instant::now();
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
        let (checked, said): (Vec<Checked>, Vec<Option<String>>) = pairs
            .into_par_iter()
            .map(|(portfolio, stamps, before)| check(portfolio, stamps, before, alone))
            .unzip();
        self.checking = begun.elapsed();
        let gone = before.into_keys().map(|portfolio| portfolio.display().to_string());
        let said: Vec<String> = said.into_iter().flatten().chain(gone).collect();
        (self.portfolios, self.stamps, self.checked) = (portfolios, stamps, checked);
        Some(listed(&said))
    }
}

/// A portfolio as it is now, and what changed in it, if anything.
fn check(
    portfolio: &Path,
    stamps: &Stamps,
    before: Option<(Stamps, Checked)>,
    alone: bool,
) -> (Checked, Option<String>) {
    let name = portfolio.display();
    let anew = || clock::checked(&Folder::new(portfolio).with_own_names());
    match before {
        None => (anew(), Some(name.to_string())),
        Some((old, checked)) if old == *stamps => (checked, None),
        Some((old, before)) => {
            let now = anew();
            let paths = stamps.changed_since(&old);
            let said = match alone {
                true => format!("{}{}", listed(&paths), written(&before, &now)),
                false => format!("{name}{}", written(&before, &now)),
            };
            (now, Some(said))
        }
    }
}

/// How many words came or went: what a writer looks for first.
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

/// The first of these names, and how many more there are.
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [one, others @ ..] => format!("{one} and {} more", others.len()),
    }
}
