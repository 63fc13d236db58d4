//! Floor 5: folder or bundle -> portfolio; the only place that reads.
//!
//! Loading succeeds for anything that the practitioner can mend: a broken file
//! becomes a problem with its place.

mod archive;
mod artifacts;
mod bag;
mod bag_files;
mod base_folder;
mod bundle;
mod bundled;
mod catalog;
mod catalog_limits;
mod catalog_shape;
mod checksums;
mod edited;
mod entry_check;
mod entry_fields;
mod evidence;
mod evidence_shape;
mod find;
mod folder;
mod inspect;
mod litter;
mod manifest;
mod mended;
mod misplaced;
mod narrative;
mod open_beneath;
mod pictures;
mod private;
mod problem;
mod safe_name;
mod samples;
mod shape;
mod shared_catalog;
mod slips;
mod snapshot;
mod stamps;
mod stand_in;
mod toml_reader;
mod transcript_name;
mod transcripts;
mod tree;
mod user_identity;

use std::io;

pub use artifacts::{ARTIFACTS, digest};
pub use bundle::Bundle;
pub use bundled::{bundled, bundled_ids, bundled_text};
pub use catalog::{read as read_catalog, stated_id};
pub use catalog_shape::CATALOG_SHAPE;
pub use edited::Edited;
pub use evidence::EVIDENCE_FILE;
pub use evidence_shape::{EVIDENCE_SHAPE, PRIVATE_SHAPE};
pub use find::{Beside, Cohort, Found, cohort_below, find_portfolio};
pub use folder::{FOLDERS, Folder};
pub use inspect::with_text;
pub(crate) use litter::is_litter;
pub use narrative::{OVERVIEW_FILE, REFLECTION_FILE};
pub use pictures::pictures;
pub use private::PRIVATE_FILE;
pub use problem::BundleProblem;
pub use samples::samples;
pub use shape::{Key, Need, Shape, Value};
pub use shared_catalog::SharedCatalog;
pub use snapshot::Snapshot;
pub use stamps::Stamps;
pub use tree::{EntryKind, Stamp, Tree, TreeEntry};

use crate::formats::kind_of_name;
use crate::locate::read_place;
use crate::model::{
    Artifact, Credential, EvidenceFile, Identity, KnownFrom, NarrativeState, Place, Portfolio,
    Private, Problem, ProblemKind, SourceText, Unreadable, escape_controls, is_nearly_evidence,
    is_stub, name_fault,
};

/// A file of a portfolio that is there and can't be read: which, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
#[non_exhaustive]
pub struct LoadError(pub String);

/// The id of the credential that a portfolio is for, from its evidence.toml; nothing else is read.
pub fn credential_named(tree: &dyn Tree) -> Option<String> {
    let source = read_source(tree, &tree.entries(), EVIDENCE_FILE).ok()?;
    evidence::read(source).0.credential.map(|credential| credential.value)
}

/// What a text of evidence.toml says.
pub(crate) fn read_evidence(text: &str) -> EvidenceFile {
    evidence::read(SourceText::new(EVIDENCE_FILE, text)).0
}

/// Reads a portfolio.
pub fn load(tree: &dyn Tree) -> Portfolio {
    let mut portfolio = load_uninspected(tree);
    let named = |identity: &Identity| identity.known_from == KnownFrom::PrivateFile;
    let thorough = portfolio.private.identities.iter().any(named);
    inspect::inspect(tree, &portfolio.evidence, thorough, &mut portfolio.artifacts);
    transcripts::pair(&mut portfolio);
    read_places(&mut portfolio);
    portfolio
}

/// Reads the places of citations as their artifacts have them.
fn read_places(portfolio: &mut Portfolio) {
    let mut evidence = std::mem::take(&mut portfolio.evidence);
    for citation in evidence.entries.iter_mut().flat_map(|entry| &mut entry.evidence) {
        let (Some(at), Some(path)) = (&citation.at, &citation.artifact) else { continue };
        let artifact = portfolio.artifact(&path.value);
        let kind = artifact.map_or_else(|| kind_of_name(&path.value), |artifact| artifact.kind);
        let facts = artifact.and_then(Artifact::facts);
        citation.place = Some(read_place(&at.value, kind, facts));
    }
    portfolio.evidence = evidence;
}

/// What the practitioner wrote, and a list of the artifacts, which are not opened.
pub fn load_uninspected(tree: &dyn Tree) -> Portfolio {
    let entries = tree.entries();
    let source = read_source(tree, &entries, EVIDENCE_FILE);
    let mut portfolio = load_form(tree, &entries, source);
    let artifacts = artifacts::read(tree, &entries);
    let (private, private_problems) = private::read(tree);
    portfolio.problems.extend(private_problems);
    portfolio.other_files = other_files(&entries);
    portfolio.outside_links = outside_links(&entries);
    portfolio.stray_files = stray_files(tree, &portfolio.evidence);
    portfolio.misplaced_files = misplaced::find(tree, &portfolio, &artifacts);
    Portfolio { artifacts, private, ..portfolio }
}

/// Reads evidence.toml and the narratives alone: no artifact is opened, and private.toml is not
/// read.
///
/// # Errors
/// One of these files is there and can't be read.
pub fn load_texts(tree: &dyn Tree) -> Result<Portfolio, LoadError> {
    let entries = tree.entries();
    let source = read_source(tree, &entries, EVIDENCE_FILE);
    // A portfolio without the file has nothing to compare, which is no failure.
    let is_there = entries.iter().any(|entry| entry.path == EVIDENCE_FILE);
    if let (true, Err(problem)) = (is_there, &source) {
        return Err(LoadError(problem.message.clone()));
    }
    let portfolio = load_form(tree, &entries, source);
    for narrative in portfolio.narratives() {
        if let NarrativeState::Unreadable(Unreadable { why, .. }) = &narrative.state {
            return Err(LoadError(format!("{} can't be read: {why}", narrative.path)));
        }
    }
    Ok(portfolio)
}

/// The portfolio without its artifacts, from the text of its evidence.toml.
fn load_form(
    tree: &dyn Tree,
    entries: &[TreeEntry],
    source: Result<SourceText, Box<Problem>>,
) -> Portfolio {
    let mut problems = Vec::new();
    let (mut evidence_file, evidence_problems) = match source {
        Ok(source) => evidence::read(source),
        Err(problem) => (Default::default(), vec![*problem]),
    };
    evidence_file.source.path = EVIDENCE_FILE.to_owned();
    problems.extend(evidence_problems);
    let mut catalog = own_catalog(tree, entries);
    problems.append(&mut catalog.problems);
    let id = evidence_file.credential.as_ref().map(|id| id.value.as_str());
    let mut shared_catalog = None;
    let credential = id.and_then(|id| match catalog.files.iter().find(|(own, _)| own == id) {
        // A broken file still shadows: the bundled one would have other requirements.
        Some((_, credential)) => credential.clone(),
        None => match tree.shared_catalog().iter().find(|(shared, _)| shared.id == id) {
            Some((shared, source)) => {
                catalog.sources.push(source.clone());
                shared_catalog = Some(source.path.clone());
                Some(shared.clone())
            }
            None => bundled(id),
        },
    });
    let mut known_credentials: Vec<String> = bundled_ids().map(str::to_owned).collect();
    known_credentials.extend(catalog.files.iter().map(|(id, _)| id.clone()));
    known_credentials.extend(tree.shared_catalog().iter().map(|(shared, _)| shared.id.clone()));
    known_credentials.sort();
    known_credentials.dedup();
    Portfolio {
        name: tree.name(),
        overview: narrative::overview(tree, entries, credential.as_ref()),
        reflection: narrative::reflection(tree, entries, credential.as_ref()),
        artifacts: Vec::new(),
        transcripts: Vec::new(),
        other_files: Vec::new(),
        stray_files: Vec::new(),
        misplaced_files: Vec::new(),
        unread_files: tree.unread_files(),
        outside_links: Vec::new(),
        evidence: evidence_file,
        credential,
        known_credentials,
        problems,
        catalog_sources: catalog.sources,
        shared_catalog,
        private: Private::default(),
        strippings: tree.strippings(),
    }
}

/// The usable credentials of a portfolio's own catalog folder.
pub fn portfolio_catalog(tree: &dyn Tree) -> (Vec<(Credential, SourceText)>, Vec<Problem>) {
    let catalog = own_catalog(tree, &tree.entries());
    let files = catalog.files.into_iter().filter_map(|(_, credential)| credential);
    let of_path = |credential: Credential| {
        let path = format!("catalog/{}.toml", credential.id);
        let source = catalog.sources.iter().find(|source| source.path == path)?.clone();
        Some((credential, source))
    };
    (files.filter_map(of_path).collect(), catalog.problems)
}

#[derive(Default)]
struct OwnCatalog {
    files: Vec<(String, Option<Credential>)>,
    sources: Vec<SourceText>,
    problems: Vec<Problem>,
}

fn own_catalog(tree: &dyn Tree, entries: &[TreeEntry]) -> OwnCatalog {
    let mut catalog = OwnCatalog::default();
    for entry in entries {
        let Some(id) =
            entry.path.strip_prefix("catalog/").and_then(|name| name.strip_suffix(".toml"))
        else {
            continue;
        };
        if let Some(why) = unsuitable_id(id) {
            catalog.problems.push(Problem {
                kind: ProblemKind::Catalog,
                message: format!(
                    "`{}` can't be the id of a credential: it {why}",
                    escape_controls(id)
                ),
                key: None,
                help: Some(
                    "rename the file with letters, digits and `-`, such as `my-own.toml`".into(),
                ),
                place: Place::file(&entry.path),
            });
            continue;
        }
        match read_source(tree, entries, &entry.path) {
            Ok(source) => {
                let (credential, problems) = catalog::read(&source, id);
                catalog.problems.extend(problems);
                catalog.files.push((id.to_owned(), credential));
                catalog.sources.push(source);
            }
            Err(problem) => {
                catalog.problems.push(Problem { kind: ProblemKind::Catalog, ..*problem });
                catalog.files.push((id.to_owned(), None));
            }
        }
    }
    catalog
}

/// The longest id of a credential, in bytes: it becomes the name of a folder, of a file and of fields.
const LONGEST_ID: usize = 100;

/// Why an id can't name the folder and the file of a bundle on every system.
pub fn unsuitable_id(id: &str) -> Option<String> {
    if id.contains('/') {
        return Some("is in a folder of its own".to_owned());
    }
    if id.starts_with(['.', '-']) {
        return Some("begins with a dot or a dash".to_owned());
    }
    (id.len() > LONGEST_ID).then(|| "is too long".to_owned()).or_else(|| name_fault(id))
}

/// The text of a file that a portfolio has, or what is wrong with it.
fn read_source(
    tree: &dyn Tree,
    entries: &[TreeEntry],
    path: &str,
) -> Result<SourceText, Box<Problem>> {
    let problem = |message: String, help: &str| {
        Box::new(Problem {
            kind: ProblemKind::EvidenceFile,
            message,
            key: None,
            help: Some(help.to_owned()),
            place: Place::file(path),
        })
    };
    let Some(entry) = entries.iter().find(|entry| entry.path == path) else {
        let unread = tree.unread_files();
        let near = unread.iter().find(|name| path == EVIDENCE_FILE && is_nearly_evidence(name));
        let help = match near {
            Some(near) if is_stub(near) => {
                format!("`{near}` is only a stub: download the file itself from the cloud first")
            }
            Some(near) => format!("rename `{near}` to `{path}`"),
            None => "`mcred init` adds it and leaves what is there alone".to_owned(),
        };
        return Err(problem(format!("there is no {path}"), &help));
    };
    tree::read_toml(tree, entry)
        .map(|text| SourceText::new(path, text))
        .map_err(|why| problem(format!("{path} can't be read: {why}"), tree::AS_TEXT))
}

/// Cited files that exist and would not be packed.
fn stray_files(tree: &dyn Tree, evidence: &EvidenceFile) -> Vec<String> {
    let citations = evidence.entries.iter().flat_map(|entry| &entry.evidence);
    let cited = citations.filter_map(|citation| citation.artifact.as_ref());
    let mut stray: Vec<String> = cited
        .map(|artifact| &artifact.value)
        .filter(|path| !path.starts_with(ARTIFACTS) && tree.has(path))
        .cloned()
        .collect();
    stray.sort();
    stray.dedup();
    stray
}

/// The files of a bundle beside artifacts.
fn other_files(entries: &[TreeEntry]) -> Vec<String> {
    let packed = |entry: &&TreeEntry| {
        !entry.path.starts_with(ARTIFACTS) && matches!(entry.kind, EntryKind::File(_))
    };
    entries.iter().filter(packed).map(|entry| entry.path.clone()).collect()
}

fn outside_links(entries: &[TreeEntry]) -> Vec<String> {
    let leaves = |entry: &&TreeEntry| {
        !entry.path.starts_with(ARTIFACTS) && entry.kind == EntryKind::LeavesPortfolio
    };
    entries.iter().filter(leaves).map(|entry| entry.path.clone()).collect()
}

/// An error of the system as a clause for a sentence, without its number.
pub(crate) fn error_clause(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied if error.get_ref().is_none() => {
            "you have no permission to read it".to_owned()
        }
        io::ErrorKind::NotFound => "it is gone".to_owned(),
        _ => {
            let text = error.to_string();
            // What mcred says itself may hold names.
            match error.get_ref() {
                Some(_) => text,
                None => text.split(" (os error").next().unwrap_or(&text).to_lowercase(),
            }
        }
    }
}
