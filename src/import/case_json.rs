//! A package of CASE 1.1 -> outcomes and details, by the tree that its associations make.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use super::block::Marker;
use super::draft::{Draft, Found, FoundDetail, FoundOutcome};
use super::framework_text::{numbered, plain};
use super::marker::bare_marker;
use super::{ImportError, MOST, too_many};

/// `CFPackage`, whose parts may also stand at the top.
#[derive(Default, Deserialize)]
pub(super) struct CasePackage {
    #[serde(rename = "CFDocument")]
    pub document: Option<CaseDocument>,
    #[serde(rename = "CFItems")]
    pub items: Option<Vec<CaseItem>>,
    #[serde(rename = "CFAssociations")]
    pub associations: Option<Vec<Association>>,
}

#[derive(Deserialize)]
pub(super) struct CaseDocument {
    title: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CaseItem {
    identifier: String,
    #[serde(default)]
    full_statement: String,
    human_coding_scheme: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Association {
    association_type: String,
    #[serde(rename = "originNodeURI")]
    origin: Option<Node>,
    #[serde(rename = "destinationNodeURI")]
    destination: Option<Node>,
    sequence_number: Option<f64>,
}

#[derive(Deserialize)]
struct Node {
    #[serde(default)]
    identifier: String,
}

impl CasePackage {
    pub(super) fn draft(self) -> Result<Draft, ImportError> {
        let Some(items) = self.items.filter(|items| !items.is_empty()) else {
            let why = "its JSON has neither `CFItems` (CASE) nor a `framework` (SmartEvidence)";
            return Err(ImportError(why.to_owned()));
        };
        if items.len() > MOST {
            return Err(too_many());
        }
        let title = self.document.as_ref().and_then(|document| document.title.clone());
        let title = title.map(|title| Found { line: 0, text: plain(&title) });
        let mut draft = Draft { title, ..Draft::default() };
        let tree = Tree::new(&items, &self.associations.unwrap_or_default());
        let roots = tree.outcomes();
        if roots.is_empty() {
            let why = "each of its items is below another of them, in a circle";
            return Err(ImportError(why.to_owned()));
        }
        let mut seen: HashSet<usize> = HashSet::new();
        for (number, root) in (1..).zip(roots) {
            draft.outcomes.push(tree.outcome(number, root, &mut seen, &mut draft.remarks));
        }
        for (index, item) in items.iter().enumerate() {
            if !seen.contains(&index) && !tree.headings.contains(&index) {
                draft.unused.push(found(index, item));
            }
        }
        Ok(draft)
    }
}

/// The items, each with those below it in their order.
struct Tree<'i> {
    items: &'i [CaseItem],
    children: HashMap<usize, Vec<usize>>,
    roots: Vec<usize>,
    /// Items above the outcomes.
    headings: HashSet<usize>,
}

impl<'i> Tree<'i> {
    fn new(items: &'i [CaseItem], associations: &[Association]) -> Tree<'i> {
        let mut indices: HashMap<&str, usize> = HashMap::new();
        for (index, item) in items.iter().enumerate() {
            indices.entry(item.identifier.as_str()).or_insert(index);
        }
        let index = |node: &Option<Node>| {
            node.as_ref().and_then(|node| indices.get(node.identifier.as_str()).copied())
        };
        let mut orders: HashMap<usize, f64> = HashMap::new();
        let mut parents: HashMap<usize, usize> = HashMap::new();
        for association in associations.iter().filter(|it| it.association_type == "isChildOf") {
            let Some(child) = index(&association.origin) else { continue };
            if let Some(order) = association.sequence_number {
                orders.entry(child).or_insert(order);
            }
            if let Some(parent) = index(&association.destination).filter(|it| *it != child) {
                parents.entry(child).or_insert(parent);
            }
        }
        let mut children: HashMap<usize, Vec<usize>> = HashMap::new();
        let mut roots = Vec::new();
        for child in 0..items.len() {
            match parents.get(&child) {
                Some(parent) => children.entry(*parent).or_default().push(child),
                None => roots.push(child),
            }
        }
        // Items without a number stay where they stand in the file.
        let order = |index: &usize| orders.get(index).copied().unwrap_or(f64::MAX);
        let sort = |list: &mut Vec<usize>| list.sort_by(|a, b| order(a).total_cmp(&order(b)));
        children.values_mut().for_each(sort);
        sort(&mut roots);
        let mut tree = Tree { items, children, roots, headings: HashSet::new() };
        tree.skip_headings();
        tree
    }

    /// A single item above all others stands for the credential.
    fn skip_headings(&mut self) {
        while let [root] = *self.roots.as_slice() {
            let below = self.below(root).to_vec();
            if below.iter().all(|child| self.below(*child).is_empty())
                || !self.headings.insert(root)
            {
                break;
            }
            self.roots = below;
        }
    }

    fn outcomes(&self) -> Vec<usize> {
        self.roots.clone()
    }

    fn below(&self, index: usize) -> &[usize] {
        self.children.get(&index).map_or(&[], Vec::as_slice)
    }

    fn outcome(
        &self,
        number: u32,
        root: usize,
        seen: &mut HashSet<usize>,
        remarks: &mut Vec<(Option<u32>, String)>,
    ) -> FoundOutcome {
        seen.insert(root);
        let words = self.items.get(root).map(|item| found(root, item)).unwrap_or_default();
        let mut outcome = FoundOutcome::new(number, words);
        // What stands deeper is a detail of its own; each item once, so that a circle ends.
        let mut open: Vec<(usize, u32)> =
            self.below(root).iter().rev().map(|it| (*it, 1)).collect();
        while let Some((index, depth)) = open.pop() {
            let Some(item) = self.items.get(index).filter(|_| seen.insert(index)) else { continue };
            open.extend(self.below(index).iter().rev().map(|it| (*it, depth + 1)));
            let words = found(index, item);
            if depth > 1 {
                let message = "an item below a detail: it was taken for a detail of its own";
                remarks.push((Some(words.line), message.to_owned()));
            }
            let code = item.human_coding_scheme.as_deref().unwrap_or_default();
            let letter = match bare_marker(code) {
                Some(Marker::Pair(outcome, letter)) if outcome == number => Some(letter),
                Some(Marker::Letters(letter)) => Some(letter.to_lowercase()),
                _ => None,
            };
            outcome.details.push(FoundDetail { letter, words, ..FoundDetail::default() });
        }
        outcome
    }
}

/// An item with its place in the list.
fn found(index: usize, item: &CaseItem) -> Found {
    Found { line: numbered(index), text: plain(&item.full_statement) }
}
