//! The content of a bundle, in its order.

use std::collections::HashSet;

use crate::model::{name_fault, twins};
use crate::rules::Checked;

/// The content of a bundle (design section 8).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    base: String,
    sample: bool,
    pages: Vec<(String, Vec<u8>)>,
    payload: Vec<String>,
}

impl Plan {
    /// The content of a bundle of this portfolio; none if it has no credential.
    ///
    /// Files that can't be read, or whose names are not the same everywhere, are left out. The checks
    /// report them as errors, and a draft is packed without them.
    pub fn new(checked: &Checked, draft: bool) -> Option<Plan> {
        let portfolio = &checked.portfolio;
        let id = &portfolio.credential.as_ref()?.id;
        let base = if draft { format!("{id}-DRAFT") } else { id.clone() };
        let artifacts = portfolio.artifacts.iter().filter(|artifact| artifact.is_readable());
        let artifacts = artifacts.flat_map(|artifact| match artifact.parts.as_slice() {
            [] => std::slice::from_ref(&artifact.path),
            parts => parts,
        });
        let mut payload: Vec<String> = artifacts.chain(&portfolio.other_files).cloned().collect();
        payload.sort();
        let twins: HashSet<String> = twins(payload.iter().map(String::as_str))
            .iter()
            .filter(|twin| !twin.of_folders)
            .map(|twin| twin.path.to_owned())
            .collect();
        payload.retain(|path| name_fault(path).is_none() && !twins.contains(path));
        let sample = portfolio.evidence.is_sample();
        Some(Plan { base, sample, pages: Vec::new(), payload })
    }

    /// The name of the bundle's folder, and of its file without `.zip`.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Whether it is a sample, which may not be handed in.
    pub fn is_sample(&self) -> bool {
        self.sample
    }

    /// Adds a generated page.
    pub fn add_page(&mut self, path: &str, text: String) {
        self.pages.push((path.to_owned(), text.into_bytes()));
    }

    /// The generated pages, in the order in which they were added.
    pub fn pages(&self) -> &[(String, Vec<u8>)] {
        &self.pages
    }

    /// The files of the portfolio by their paths, which are their paths below `data/`; sorted.
    pub fn payload(&self) -> &[String] {
        &self.payload
    }
}
