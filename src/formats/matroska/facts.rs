//! WebM and Matroska (RFC 9559): the length and the tracks of a recording.

use super::frames;
use super::ids;
use super::recording::Recording;
use crate::container::ebml::Element;
use crate::io::{ProbeError, Source};
use crate::model::Facts;

/// Lengths in milliseconds that a recording can have; a float may be negative, endless or no number.
const LENGTHS: std::ops::Range<f64> = 1.0..1e15;
/// The most tracks that are read.
const MOST_TRACKS: usize = 10_000;

/// A track (`TrackEntry`, section 5.1.4.1).
pub(crate) struct Track {
    pub number: u64,
    kind: u64,
    /// How long a frame lasts that does not state it, in nanoseconds; 0: not known.
    pub default_duration: u64,
}

/// Length (`Duration`, section 5.1.2.10, or else the end of the last frame) and tracks.
pub(crate) fn facts(source: &mut dyn Source) -> Result<Facts, ProbeError> {
    let recording = Recording::find(source)?;
    let tracks = tracks(source, &recording.tracks)?;
    let (scale, stated) = times(source, &recording.info)?;
    let millis = |ticks: f64| {
        let millis = ticks * scale as f64 / 1e6;
        LENGTHS.contains(&millis).then(|| millis.round() as u64)
    };
    let millis = match stated.and_then(millis) {
        Some(stated) => Some(stated),
        // Browsers that record leave it out.
        None => millis(frames::end(source, &recording, &tracks, scale)? as f64),
    };
    // Section 5.1.4.1.3.
    let has = |kind: u64| Some(tracks.iter().any(|track| track.kind == kind));
    Ok(Facts { millis, has_video: has(1), has_audio: has(2), ..Facts::default() })
}

/// How many nanoseconds a tick lasts, and the stated length in ticks.
fn times(source: &mut dyn Source, info: &Element) -> Result<(u64, Option<f64>), ProbeError> {
    let [scale, duration] = info.fields(source, [ids::TIMESTAMP_SCALE, ids::DURATION])?;
    let scale = scale.map_or(Ok(1_000_000), |scale| scale.unsigned(source))?;
    let duration = duration.map_or(Ok(None), |duration| duration.float(source))?;
    Ok((scale.max(1), duration))
}

fn tracks(source: &mut dyn Source, tracks: &Element) -> Result<Vec<Track>, ProbeError> {
    let mut found = Vec::new();
    let mut entries = tracks.children()?;
    while let Some(entry) = entries.next(source)?.filter(|_| found.len() < MOST_TRACKS) {
        if entry.id == ids::TRACK_ENTRY {
            let fields = [ids::TRACK_NUMBER, ids::TRACK_TYPE, ids::DEFAULT_DURATION];
            let [number, kind, default_duration] = entry.values(source, fields)?;
            found.push(Track {
                number: number.unwrap_or(0),
                kind: kind.unwrap_or(0),
                default_duration: default_duration.unwrap_or(0),
            });
        }
    }
    Ok(found)
}
