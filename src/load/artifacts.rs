//! The files below `artifacts/`, before they are inspected.

use std::collections::HashMap;
use std::io::{self, Read};

use sha2::{Digest, Sha256};

use super::tree::{EntryKind, Tree, TreeEntry};
use crate::formats::kind_of_name;
use crate::model::{Artifact, ArtifactState, Inside};

/// The folder's name with its slash, with which every artifact's path begins.
pub const ARTIFACTS: &str = "artifacts/";

/// The artifacts among these entries.
pub(super) fn read(tree: &dyn Tree, entries: &[TreeEntry]) -> Vec<Artifact> {
    let mut of_length: HashMap<u64, usize> = HashMap::new();
    let artifacts = entries.iter().filter(|entry| entry.path.starts_with(ARTIFACTS));
    for entry in artifacts.clone() {
        if let EntryKind::File(bytes) = entry.kind {
            *of_length.entry(bytes).or_default() += 1;
        }
    }
    artifacts.map(|entry| artifact(tree, entry, &of_length)).collect()
}

fn artifact(tree: &dyn Tree, entry: &TreeEntry, of_length: &HashMap<u64, usize>) -> Artifact {
    let mut artifact = Artifact {
        path: entry.path.clone(),
        bytes: 0,
        kind: kind_of_name(&entry.path),
        inside: Inside::Unseen,
        state: ArtifactState::Readable,
        digest: None,
        shortcut: None,
    };
    match &entry.kind {
        EntryKind::File(bytes) => artifact.bytes = *bytes,
        EntryKind::LeavesPortfolio => artifact.state = ArtifactState::LeavesPortfolio,
        EntryKind::Unreadable(why) => artifact.state = ArtifactState::Unreadable(why.clone()),
    }
    if artifact.is_readable() && artifact.bytes > 0 {
        // Only files of the same length can be equal.
        let may_be_duplicate = of_length.get(&artifact.bytes).is_some_and(|files| *files > 1);
        let looked = shortcut(tree, &artifact).and_then(|shortcut| {
            artifact.shortcut = shortcut;
            if may_be_duplicate {
                artifact.digest = Some(digest(tree, &artifact.path)?);
            } else {
                tree.open(&artifact.path)?;
            }
            Ok(())
        });
        if let Err(error) = looked {
            artifact.state = ArtifactState::Unreadable(super::error_clause(&error));
        }
    }
    artifact
}

/// SHA-256 of the bytes of a file.
///
/// # Errors
/// What the machine says.
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

/// Extensions of shortcut files, which contain an address and no document: Windows `.url`, macOS
/// `.webloc`, Linux `.desktop`, and the stubs of cloud drives.
const SHORTCUTS: [&str; 9] =
    ["url", "webloc", "desktop", "gdoc", "gsheet", "gslides", "gdraw", "lnk", "gform"];

/// The address that a shortcut file points to.
fn shortcut(tree: &dyn Tree, artifact: &Artifact) -> io::Result<Option<String>> {
    let extension = artifact.path.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    if !SHORTCUTS.contains(&extension.as_str()) {
        return Ok(None);
    }
    let mut start = Vec::new();
    tree.open(&artifact.path)?.take(4096).read_to_end(&mut start)?;
    let text = String::from_utf8_lossy(&start);
    let address = text.find("http").map(|from| {
        let end = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>');
        text[from..].split(end).next().unwrap_or("").to_owned()
    });
    Ok(Some(address.unwrap_or_else(|| "another place".to_owned())))
}
