//! What goes into a bundle, in which order.

use crate::rules::Checked;

/// The content of a bundle (design section 8).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    base: String,
    sample: bool,
    pages: Vec<(String, Vec<u8>)>,
    payload: Vec<Item>,
}

/// A file of the portfolio on its way into the bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its path in the portfolio, which is its path below `data/`.
    pub path: String,
}

impl Plan {
    /// What a bundle of this portfolio carries; none where it has no credential.
    ///
    /// Files that can't be read are left out: the checks report them as errors,
    /// and a draft is packed without them.
    pub fn new(checked: &Checked, draft: bool) -> Option<Plan> {
        let portfolio = &checked.portfolio;
        let id = &portfolio.credential.as_ref()?.id;
        let base = if draft { format!("{id}-DRAFT") } else { id.clone() };
        let artifacts = portfolio.artifacts.iter().filter(|artifact| artifact.is_readable());
        let mut payload: Vec<Item> = artifacts
            .map(|artifact| &artifact.path)
            .chain(&portfolio.other_files)
            .map(|path| Item { path: path.clone() })
            .collect();
        payload.sort_by(|one, other| one.path.cmp(&other.path));
        let sample = portfolio.evidence.is_sample();
        Some(Plan { base, sample, pages: Vec::new(), payload })
    }

    /// The name of the bundle's one folder, and of the bundle before `.zip`.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Whether it is a sample, which nobody may hand in.
    pub fn is_sample(&self) -> bool {
        self.sample
    }

    /// Adds a page that mcred made.
    pub fn add_page(&mut self, path: &str, text: String) {
        self.pages.push((path.to_owned(), text.into_bytes()));
    }

    /// Pages that mcred made, in the order in which they were added.
    pub fn pages(&self) -> &[(String, Vec<u8>)] {
        &self.pages
    }

    /// Files of the portfolio, sorted by path.
    pub fn payload(&self) -> &[Item] {
        &self.payload
    }
}
