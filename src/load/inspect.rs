//! Opens the artifacts, on all cores, to identify and measure them and to read their text.

use std::collections::HashMap;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::time::Duration;

use rayon::prelude::*;

use super::tree::Tree;
use crate::formats::{FileType, Opened, format_of_name, kind_of_name};
use crate::io::{ProbeError, Source, run_with_timeout};
use crate::locate::quote::{self, Found};
use crate::model::{
    Artifact, ArtifactState, Citation, EvidenceFile, Facts, Inside, Kind, Location, Numbers,
    Passages, Seen,
};

/// A PDF of more pages than this is a handbook or a law rather than the practitioner's own
/// document; reading all of its text takes longer than everything else together.
const LONG: u32 = 100;

/// How long one artifact may take. The slowest real one took a few seconds.
const LIMIT: Duration = Duration::from_secs(30);

/// Inspects every artifact that can be read.
pub(super) fn inspect(
    tree: &dyn Tree,
    evidence: &EvidenceFile,
    thorough: bool,
    artifacts: &mut [Artifact],
) {
    let mut cited: HashMap<&str, Vec<&Citation>> = HashMap::new();
    for citation in evidence.entries.iter().flat_map(|entry| &entry.evidence) {
        let Some(artifact) = &citation.artifact else { continue };
        let path = artifact.value.strip_prefix("./").unwrap_or(&artifact.value);
        cited.entry(path).or_default().push(citation);
    }
    artifacts.par_iter_mut().for_each(|artifact| {
        let citations = cited.get(artifact.path.as_str()).map_or(&[][..], Vec::as_slice);
        // Names and personal data may stand anywhere, and the guide shows the text of each cited
        // place. Of a long PDF only the cited pages are read, unless private.toml names identities.
        let text = match (thorough, citations) {
            (true, []) => TextScope::Optional,
            (true, _) => TextScope::Required,
            (false, citations) => {
                pages(citations).map_or(TextScope::Required, TextScope::CitedPages)
            }
        };
        inspect_artifact(tree, artifact, text);
    });
}

/// The artifact with all of its text, cited or not.
pub fn with_text(tree: &dyn Tree, artifact: &Artifact) -> Artifact {
    let mut artifact = artifact.clone();
    // A recording that has its transcript was read, and alone does not know the file beside it.
    if artifact.transcript().is_none() {
        inspect_artifact(tree, &mut artifact, TextScope::Required);
    }
    artifact
}

/// How much of an artifact's text is read.
pub(super) enum TextScope {
    /// All of it, but of a long PDF only these pages.
    CitedPages(Vec<CitedPages>),
    /// All of it; if it can't be read, that is reported.
    Required,
    /// All of it if it can be read, since it is only searched.
    Optional,
}

/// The pages of a citation, and its quote.
pub(super) struct CitedPages {
    pages: Numbers,
    quote: Option<String>,
}

/// The pages of these citations; none if one of them cites something else.
fn pages(citations: &[&Citation]) -> Option<Vec<CitedPages>> {
    let pages = |citation: &&Citation| match citation.location() {
        Ok(Location::Pages(pages)) => {
            let quote = citation.quote.as_ref().map(|quote| quote.value.clone());
            Some(CitedPages { pages, quote })
        }
        _ => None,
    };
    citations.iter().map(pages).collect()
}

/// Inspects one artifact, if it can be read.
pub(super) fn inspect_artifact(tree: &dyn Tree, artifact: &mut Artifact, text: TextScope) {
    if !artifact.has_content() {
        return;
    }
    if !artifact.parts.is_empty() {
        let format = format_of_name(&artifact.path);
        artifact.inside = Inside::Seen(Box::new(Seen { format, ..Seen::default() }));
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

/// The content of an artifact, and its kind by its bytes.
fn inside(tree: &dyn Tree, path: &str, text: TextScope) -> Result<(Kind, Inside), String> {
    let mut source = tree.open(path).map_err(|error| super::error_clause(&error))?;
    let name = path.to_owned();
    let looked = run_with_timeout(LIMIT, move || {
        let opened = read_once(&mut source).and_then(|()| Opened::identify(source, &name));
        let mut opened = match opened {
            Ok(opened) => opened,
            Err(error) => return (None, Err(ProbeError::from(error))),
        };
        let FileType { format, kind } = opened.file_type();
        let seen = read(&mut opened, &text).map(|(facts, passages)| {
            let (passages, unread) = match passages {
                Ok(passages) => (Some(passages).filter(|it| !it.is_empty()).map(Arc::new), None),
                Err(why) => (None, Some(why)),
            };
            let metadata = opened.metadata();
            Seen { format, facts, passages, transcript: None, unread, metadata }
        });
        (Some(kind), seen)
    });
    let promised = kind_of_name(path);
    let (kind, inside) = match looked {
        Ok((kind, Ok(seen))) => (kind, Inside::Seen(Box::new(seen))),
        Ok((_, Err(ProbeError::Io(error)))) => return Err(super::error_clause(&error)),
        Ok((kind, Err(ProbeError::Encrypted))) => (kind, Inside::Encrypted),
        Ok((kind, Err(trouble))) => (kind, Inside::Broken(trouble.to_string())),
        Err(ProbeError::Io(error)) => return Err(super::error_clause(&error)),
        Err(trouble) => (None, Inside::Broken(trouble.to_string())),
    };
    Ok((kind.unwrap_or(promised), inside))
}

/// A file up to this length is read into memory, since most of the time for a small one goes into
/// calls of the system.
const SMALL: u64 = 256 << 10;

/// Reads a small file into memory.
fn read_once(source: &mut Box<dyn Source>) -> io::Result<()> {
    let length = source.seek(SeekFrom::End(0))?;
    source.rewind()?;
    if length > SMALL {
        return Ok(());
    }
    // A change of the file meanwhile is detected elsewhere.
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
    source.take(SMALL).read_to_end(&mut bytes)?;
    *source = Box::new(Cursor::new(bytes));
    Ok(())
}

/// The facts of an artifact, and as much of its text as is needed, or why there is none.
fn read(
    opened: &mut Opened,
    text: &TextScope,
) -> Result<(Facts, Result<Passages, String>), ProbeError> {
    let needed = match text {
        TextScope::CitedPages(cited) => !cited.is_empty(),
        TextScope::Required => true,
        TextScope::Optional => false,
    };
    match read_text(opened, text) {
        Ok((facts, passages)) => {
            let exceeded = passages.exceeded().map(str::to_owned);
            Ok((facts, exceeded.map_or(Ok(passages), Err)))
        }
        // A table of millions of rows is not damaged: its rows can be counted, and a quote stays
        // unverified.
        Err(ProbeError::TooLarge(what)) => Ok((opened.facts()?, Err(what))),
        Err(trouble) if needed => Err(trouble),
        Err(trouble) => Ok((opened.facts()?, Err(trouble.to_string()))),
    }
}

/// The facts of an artifact, and as much of its text as is needed.
fn read_text(opened: &mut Opened, text: &TextScope) -> Result<(Facts, Passages), ProbeError> {
    if let TextScope::CitedPages(cited) = text {
        let pages: Vec<Numbers> = cited.iter().map(|cited| cited.pages.clone()).collect();
        let read = opened.facts_and_pages(&pages, LONG)?;
        let is_all = |facts: &Facts| facts.pages.is_some_and(|pages| pages <= LONG);
        // A quote that is not on its page is looked for on all.
        if let Some(read) =
            read.filter(|(facts, passages)| is_all(facts) || all_stand(cited, passages))
        {
            return Ok(read);
        }
    }
    opened.facts_and_passages()
}

fn all_stand(cited: &[CitedPages], passages: &Passages) -> bool {
    cited.iter().all(|cited| {
        let at = Location::Pages(cited.pages.clone());
        let stands = |quote: &String| quote::find(passages, Some(&at), quote) == Found::Here;
        cited.quote.as_ref().is_none_or(stands)
    })
}
