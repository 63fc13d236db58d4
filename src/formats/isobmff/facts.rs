//! MP4, MOV and M4A (ISO/IEC 14496-12): the length and the tracks of a recording.
//!
//! Only the boxes' headers, the `moov` box and, in a fragmented file, the `moof` boxes are read;
//! sound and picture are skipped.

use std::collections::HashMap;

use super::fragments::{TrackFragment, track_fragments};
use super::movie::{Duration, Movie, Track};
use crate::container::isobmff::FileBoxes;
use crate::io::{ProbeError, Source};
use crate::model::{Facts, Unshown};

/// Length (of the film, or else of the longest track) and tracks.
pub(crate) fn facts(source: &mut dyn Source) -> Result<Facts, ProbeError> {
    let mut movie: Option<Movie> = None;
    // The time that the fragments of each track last together, in the units of that track.
    let mut fragments = HashMap::new();
    let mut boxes = FileBoxes::of(source)?;
    while let Some(found) = boxes.next(source)? {
        match &found.name {
            b"moov" => movie = Some(Movie::parse(&found.read(source)?)?),
            b"moof" => {
                for fragment in track_fragments(&found.read(source)?)? {
                    let time: &mut u64 = fragments.entry(fragment.track).or_default();
                    *time = time.saturating_add(duration(&fragment, movie.as_ref()));
                }
            }
            _ => {}
        }
    }
    let Some(movie) = movie else {
        return Err(ProbeError::damaged("the box that describes the recording (moov) is missing"));
    };
    let has = |handler: &[u8; 4]| movie.tracks.iter().any(|track| track.handler == *handler);
    Ok(Facts {
        millis: millis(&movie, &fragments),
        has_video: Some(has(b"vide")),
        has_audio: Some(has(b"soun")),
        unshown: movie.tracks.iter().filter(|it| it.handler == *b"vide").find_map(unshown),
        ..Facts::default()
    })
}

/// Whether browsers play the film in a track. (Cover pictures stand in tracks of their own.)
fn unshown(track: &Track) -> Option<Unshown> {
    match &track.format? {
        b"avc1" | b"avc2" | b"avc3" | b"avc4" | b"vp08" | b"vp09" | b"av01" | b"encv" => None,
        b"jpeg" | b"png " | b"mjpg" if track.duration.units <= 1 => None,
        b"hvc1" | b"hev1" | b"dvh1" | b"dvhe" => Some(Unshown::Hevc),
        _ => Some(Unshown::Film),
    }
}

/// How long a fragment lasts, in the units of its track.
fn duration(fragment: &TrackFragment<'_>, movie: Option<&Movie>) -> u64 {
    let of_movie = || movie?.default_durations.get(&fragment.track).copied();
    let each = fragment.default_duration.or_else(of_movie).unwrap_or(0);
    fragment.duration(each)
}

/// The length of the whole; none when no box states it.
fn millis(movie: &Movie, fragments: &HashMap<u64, u64>) -> Option<u64> {
    let Duration { units, per_second } = movie.duration;
    let stated = in_millis(units, per_second);
    let with_fragments =
        movie.duration_with_fragments.and_then(|units| in_millis(units, per_second));
    let longest = movie
        .tracks
        .iter()
        .filter_map(|track| {
            let later = fragments.get(&track.number).copied().unwrap_or(0);
            let before = known(track.duration.units).unwrap_or(0);
            in_millis(before.saturating_add(later), track.duration.per_second)
        })
        .max();
    match fragments.is_empty() {
        true => stated.or(with_fragments).or(longest),
        // The header of a fragmented file covers only what stands before its fragments.
        false => longest.or(with_fragments).or(stated),
    }
}

/// A duration that is known. All ones, in 32 or 64 bits, mean unknown (section 8.2.2); as signed
/// numbers they are the negative lengths that some programs write.
fn known(duration: u64) -> Option<u64> {
    let unknown = duration == 0 || duration == u64::from(u32::MAX) || duration > i64::MAX as u64;
    (!unknown).then_some(duration)
}

fn in_millis(duration: u64, timescale: u64) -> Option<u64> {
    let duration = known(duration)?;
    let exact = u128::from(duration) * 1_000;
    let millis = exact.checked_div(u128::from(timescale))?;
    u64::try_from(millis).ok().filter(|&millis| millis > 0)
}
