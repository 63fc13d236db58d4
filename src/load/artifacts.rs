//! The files below `artifacts/`, before they are inspected.

use std::collections::HashMap;
use std::io::{self, Read, SeekFrom};

use sha2::{Digest, Sha256};

use super::stand_in;
use super::tree::{EntryKind, Tree, TreeEntry};
use crate::formats::kind_of_name;
use crate::io::Source;
use crate::model::{Artifact, ArtifactState, COMPARED_BYTES, Inside};

/// The folder's name with its slash, with which every artifact's path begins.
pub const ARTIFACTS: &str = "artifacts/";

/// Extensions of folders that their program shows as one document.
const PACKAGES: [&str; 4] = ["pages", "key", "numbers", "download"];

/// The artifacts among these entries.
pub(super) fn read(tree: &dyn Tree, entries: &[TreeEntry]) -> Vec<Artifact> {
    let mut of_length: HashMap<u64, usize> = HashMap::new();
    let entries = entries.iter().filter(|entry| entry.path.starts_with(ARTIFACTS));
    for entry in entries.clone() {
        if let EntryKind::File(bytes) = entry.kind {
            *of_length.entry(bytes).or_default() += 1;
        }
    }
    let mut artifacts: Vec<Artifact> = Vec::new();
    for entry in entries {
        let Some(folder) = package(&entry.path) else {
            artifacts.push(artifact(tree, entry, &of_length));
            continue;
        };
        // The files of one folder follow each other.
        if artifacts.last().is_none_or(|last| last.path != folder) {
            artifacts.push(unread(folder));
        }
        if let Some(document) = artifacts.last_mut() {
            add(document, entry);
        }
    }
    // A folder stands behind its files in the order of paths.
    artifacts.sort_by(|one, other| one.path.cmp(&other.path));
    artifacts
}

/// The folder that is a document, where a file lies in one.
fn package(path: &str) -> Option<&str> {
    let mut slashes = path.match_indices('/').map(|(at, _)| &path[..at]);
    slashes.find(|folder| {
        let extension = folder.rsplit('/').next().and_then(|name| Some(name.rsplit_once('.')?.1));
        extension.is_some_and(|it| PACKAGES.iter().any(|known| it.eq_ignore_ascii_case(known)))
    })
}

/// An artifact at this path of which nothing is known yet but its name.
fn unread(path: &str) -> Artifact {
    Artifact {
        path: path.to_owned(),
        bytes: 0,
        kind: kind_of_name(path),
        inside: Inside::Unseen,
        state: ArtifactState::Readable,
        digest: None,
        stand_in: stand_in::of_name(path),
        parts: Vec::new(),
    }
}

fn state(kind: &EntryKind) -> ArtifactState {
    match kind {
        EntryKind::File(_) => ArtifactState::Readable,
        EntryKind::LeavesPortfolio => ArtifactState::LeavesPortfolio,
        EntryKind::Unreadable(why) => ArtifactState::Unreadable(why.clone()),
    }
}

/// Adds a file to an artifact that is a folder.
fn add(document: &mut Artifact, part: &TreeEntry) {
    if let EntryKind::File(bytes) = part.kind {
        document.bytes += bytes;
    }
    if document.is_readable() {
        document.state = state(&part.kind);
    }
    document.parts.push(part.path.clone());
}

fn artifact(tree: &dyn Tree, entry: &TreeEntry, of_length: &HashMap<u64, usize>) -> Artifact {
    let mut artifact = Artifact { state: state(&entry.kind), ..unread(&entry.path) };
    if let EntryKind::File(bytes) = entry.kind {
        artifact.bytes = bytes;
    }
    if artifact.has_content() {
        // Only files of the same length can be equal.
        let may_be_duplicate = of_length.get(&artifact.bytes).is_some_and(|files| *files > 1);
        let looked = tree.open(&artifact.path).and_then(|mut file| {
            artifact.stand_in = stand_in::of_bytes(&mut *file, &artifact.path, artifact.bytes)?;
            if may_be_duplicate && artifact.stand_in.is_none() {
                artifact.digest = Some(sampled_digest(&mut *file, artifact.bytes)?);
            }
            Ok(())
        });
        if let Err(error) = looked {
            artifact.state = ArtifactState::Unreadable(super::error_clause(&error));
        }
    }
    artifact
}

/// SHA-256 of what is compared of a file of this length: a short one as a whole, of a film its
/// beginning, middle and end.
fn sampled_digest(file: &mut dyn Source, bytes: u64) -> io::Result<[u8; 32]> {
    let piece = COMPARED_BYTES / 3;
    let places = match bytes > COMPARED_BYTES {
        true => vec![0, bytes / 2 - piece / 2, bytes - piece],
        false => vec![0],
    };
    let length = if places.len() == 1 { COMPARED_BYTES } else { piece };
    let mut hash = Sha256::new();
    for place in places {
        file.seek(SeekFrom::Start(place))?;
        let mut part = Vec::new();
        file.take(length).read_to_end(&mut part)?;
        hash.update(&part);
    }
    Ok(hash.finalize().into())
}

/// SHA-256 of the bytes of a file.
///
/// # Errors
/// What the system reports.
pub fn digest(tree: &dyn Tree, path: &str) -> io::Result<[u8; 32]> {
    let mut file = tree.open(path)?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 128 << 10];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(hash.finalize().into()),
            read => hash.update(&buffer[..read]),
        }
    }
}
