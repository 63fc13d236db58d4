//! Where the parts of a recording stand (RFC 9559, section 4.5).

use std::io::SeekFrom;

use super::ids;
use crate::container::ebml::{Element, Elements};
use crate::io::{ProbeError, Source};

/// The most entries of an index that are read; there are fewer kinds of parts.
const MOST_POSITIONS: usize = 100;

/// The parts on the top level of a recording.
pub(crate) struct Recording {
    pub info: Element,
    pub tracks: Element,
    pub tags: Option<Element>,
    /// Where the first cluster of frames begins.
    pub first_cluster: u64,
    /// Where the segment ends, or the file if the length of the segment is not known.
    pub end: u64,
}

impl Recording {
    /// Finds the parts. What stands behind the first cluster is found by the index at the
    /// beginning. Only a recording without an index is searched to its end.
    ///
    /// # Errors
    /// A part is missing or damaged, or the file cannot be read.
    pub fn find(source: &mut dyn Source) -> Result<Recording, ProbeError> {
        let file_end = source.seek(SeekFrom::End(0))?;
        let segment = segment(source, file_end)?;
        // That of a live recording has no known length.
        let end = segment.end.map_or(Ok(file_end), |_| segment.whole_end())?;
        let (mut info, mut tracks, mut tags, mut first_cluster) = (None, None, None, None);
        let mut index = Vec::new();
        let mut parts = Elements::of(segment.content..end);
        while let Some(part) = parts.next(source)? {
            match part.id {
                ids::SEEK_HEAD => index = positions(source, &part)?,
                ids::INFO => info = info.or(Some(part)),
                ids::TRACKS => tracks = tracks.or(Some(part)),
                ids::TAGS => tags = tags.or(Some(part)),
                ids::CLUSTER => {
                    first_cluster = first_cluster.or(Some(part.start));
                    if !index.is_empty() || info.is_some() && tracks.is_some() && tags.is_some() {
                        break;
                    }
                    if part.end.is_none() {
                        parts.enter(&part);
                    }
                }
                _ => {}
            }
        }
        for (id, position) in index {
            let part = match id {
                ids::INFO => &mut info,
                ids::TRACKS => &mut tracks,
                ids::TAGS => &mut tags,
                _ => continue,
            };
            if part.is_none() {
                let place = segment.content.saturating_add(position);
                *part = Elements::of(place..end).next(source)?.filter(|found| found.id == id);
            }
        }
        Ok(Recording {
            info: info.ok_or_else(|| missing("Info"))?,
            tracks: tracks.ok_or_else(|| missing("Tracks"))?,
            tags,
            first_cluster: first_cluster.ok_or_else(|| missing("Cluster"))?,
            end,
        })
    }
}

/// The segment, behind the header that says that this is Matroska.
fn segment(source: &mut dyn Source, file_end: u64) -> Result<Element, ProbeError> {
    let mut parts = Elements::of(0..file_end);
    let mut is_matroska = false;
    while let Some(part) = parts.next(source)? {
        match part.id {
            ids::EBML => {
                let [doc_type] = part.fields(source, [ids::DOC_TYPE])?;
                let doc_type = doc_type.map(|field| field.text(source)).transpose()?;
                is_matroska = matches!(doc_type.as_deref(), Some("matroska" | "webm"));
            }
            ids::SEGMENT if is_matroska => return Ok(part),
            _ => {}
        }
    }
    Err(ProbeError::damaged("its bytes are not those of a Matroska recording"))
}

/// The numbers of parts and their places, from an index (`SeekHead`, section 5.1.1).
fn positions(source: &mut dyn Source, index: &Element) -> Result<Vec<(u64, u64)>, ProbeError> {
    let mut found = Vec::new();
    let mut entries = index.children()?;
    while let Some(entry) = entries.next(source)?.filter(|_| found.len() < MOST_POSITIONS) {
        if entry.id == ids::SEEK {
            let [id, position] = entry.values(source, [ids::SEEK_ID, ids::SEEK_POSITION])?;
            found.extend(id.zip(position));
        }
    }
    Ok(found)
}

fn missing(part: &str) -> ProbeError {
    ProbeError::damaged(format!("its description is not whole ({part} is missing)"))
}
