//! Looks into the artifacts, side by side on all cores.

use std::collections::HashSet;
use std::time::Duration;

use rayon::prelude::*;

use super::tree::Tree;
use crate::model::{Artifact, ArtifactState, EvidenceFile, Inside, Kind, Seen};
use crate::probe::{self, Identity, Trouble};

/// Which artifacts' texts are read, beside what is measured of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Texts {
    /// Those that a quote or a digest is held to.
    Quoted,
    /// Those that anything cites: the guide shows what stands at each place.
    Cited,
    /// All: what must not leave the building may stand anywhere.
    All,
}

/// How long one artifact may take. The slowest honest one that was met took
/// a few seconds; whatever takes longer than this was made to.
const LIMIT: Duration = Duration::from_secs(30);

/// Looks into every artifact that can be read.
pub(super) fn look(
    tree: &dyn Tree,
    evidence: &EvidenceFile,
    texts: Texts,
    artifacts: &mut [Artifact],
) {
    let citations = evidence.entries.iter().flat_map(|entry| &entry.evidence);
    let wanted: HashSet<&str> = citations
        .filter(|citation| {
            texts != Texts::Quoted || citation.quote.is_some() || citation.digest.is_some()
        })
        .filter_map(|citation| citation.artifact.as_ref())
        .map(|artifact| artifact.value.strip_prefix("./").unwrap_or(&artifact.value))
        .collect();
    artifacts.par_iter_mut().for_each(|artifact| {
        let text = match wanted.contains(artifact.path.as_str()) {
            true => Text::Needed,
            false if texts == Texts::All => Text::Welcome,
            false => Text::Unread,
        };
        look_at(tree, artifact, text);
    });
}

/// What the text of an artifact is read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Text {
    /// Something is held to it: that it can't be read is worth knowing.
    Needed,
    /// It is searched if it can be read.
    Welcome,
    /// Nothing asks for it.
    Unread,
}

/// Looks into one artifact, if it can be read.
pub(super) fn look_at(tree: &dyn Tree, artifact: &mut Artifact, text: Text) {
    if !artifact.is_readable() || artifact.bytes == 0 || artifact.shortcut.is_some() {
        return;
    }
    match inside(tree, &artifact.path, text) {
        Ok((kind, inside)) => {
            artifact.kind = kind;
            artifact.inside = inside;
        }
        Err(why) => artifact.state = ArtifactState::Unreadable(why),
    }
}

/// What stands in an artifact, and its kind by its bytes.
fn inside(tree: &dyn Tree, path: &str, text: Text) -> Result<(Kind, Inside), String> {
    let mut source = tree.open(path).map_err(|error| super::clause(&error))?;
    let name = path.to_owned();
    let looked = probe::within(LIMIT, move || {
        let identity = match probe::identify(&mut source, &name) {
            Ok(identity) => identity,
            Err(error) => return (None, Err(Trouble::from(error))),
        };
        let seen = probe::facts(&mut source, &identity).and_then(|facts| {
            let passages = match text {
                Text::Needed => Some(probe::passages(&mut source, &identity)?),
                Text::Welcome => probe::passages(&mut source, &identity).ok(),
                Text::Unread => None,
            };
            let traces = probe::traces(&mut source, &identity);
            let passages = passages.filter(|passages| !passages.is_empty());
            let Identity { format, extensions, .. } = identity;
            Ok(Seen { format, extensions, facts, passages, traces })
        });
        (Some(identity.kind), seen)
    });
    let promised = Kind::of_name(path);
    let (kind, inside) = match looked {
        Ok((kind, Ok(seen))) => (kind, Inside::Seen(Box::new(seen))),
        Ok((_, Err(Trouble::Io(error)))) => return Err(super::clause(&error)),
        Ok((kind, Err(Trouble::Encrypted))) => (kind, Inside::Encrypted),
        Ok((kind, Err(trouble))) => (kind, Inside::Broken(trouble.to_string())),
        Err(Trouble::Io(error)) => return Err(super::clause(&error)),
        Err(trouble) => (None, Inside::Broken(trouble.to_string())),
    };
    Ok((kind.unwrap_or(promised), inside))
}
