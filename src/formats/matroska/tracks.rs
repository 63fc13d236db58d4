//! The tracks of a recording (RFC 9559, section 5.1.4.1).

use super::ids;
use crate::container::ebml::Element;
use crate::io::{ProbeError, Source};

/// Types of tracks (section 5.1.4.1.3).
pub(crate) const VIDEO: u64 = 1;
pub(crate) const AUDIO: u64 = 2;
/// The most tracks that are read.
const MOST_TRACKS: usize = 10_000;

/// A track (`TrackEntry`).
pub(crate) struct Track {
    pub number: u64,
    pub kind: u64,
    /// How long a frame lasts that does not state it, in nanoseconds; 0: not known.
    pub default_duration: u64,
}

/// Reads the list of tracks.
pub(crate) fn tracks(source: &mut dyn Source, list: &Element) -> Result<Vec<Track>, ProbeError> {
    let mut found = Vec::new();
    let mut entries = list.children()?;
    while let Some(entry) = entries.next(source)?.filter(|_| found.len() < MOST_TRACKS) {
        if entry.id == ids::TRACK_ENTRY {
            let fields = [ids::TRACK_NUMBER, ids::TRACK_TYPE, ids::DEFAULT_DURATION];
            let values = entry.values(source, fields)?;
            let [number, kind, default_duration] = values.map(Option::unwrap_or_default);
            found.push(Track { number, kind, default_duration });
        }
    }
    Ok(found)
}
