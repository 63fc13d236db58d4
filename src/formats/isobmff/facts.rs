//! MP4, MOV and M4A (ISO/IEC 14496-12): the length and the tracks of a recording.
//!
//! Only the boxes' headers, the `moov` box and, in a fragmented file, the `moof` boxes are read;
//! sound and picture are jumped over.

use std::collections::HashMap;
use std::io::SeekFrom;

use super::description;
use super::fragments::{Lasting, lasting};
use super::movie::{Duration, Movie};
use crate::container::isobmff::header_at;
use crate::io::{ProbeError, Source};
use crate::model::Facts;

/// Boxes looked at on the top level; a fragment a second gives 7,200 an hour.
const MOST_BOXES: usize = 1_000_000;

/// Length (of the film, or else of the longest track) and tracks.
pub(crate) fn facts(source: &mut dyn Source) -> Result<Facts, ProbeError> {
    let Recording { movie, fragments } = recording(source)?;
    let has = |handler: &[u8; 4]| movie.tracks.iter().any(|track| track.handler == *handler);
    Ok(Facts {
        millis: millis(&movie, &fragments),
        has_video: Some(has(b"vide")),
        has_audio: Some(has(b"soun")),
        ..Facts::default()
    })
}

/// What is needed of a file.
struct Recording {
    movie: Movie,
    /// The time that the fragments of a track last together, in the units of that track.
    fragments: HashMap<u64, u64>,
}

fn recording(source: &mut dyn Source) -> Result<Recording, ProbeError> {
    let length = source.seek(SeekFrom::End(0))?;
    let mut at = 0;
    let mut movie: Option<Movie> = None;
    let mut fragments = HashMap::new();
    for _ in 0..MOST_BOXES {
        // A few bytes after the last box are padding that players ignore as well.
        if at + 8 > length {
            break;
        }
        let Some((name, head, size)) = header_at(source, at, length - at)? else {
            return Err(ProbeError::damaged("the end of the file is missing"));
        };
        let end = at + size;
        match &name {
            b"moov" => {
                let bytes = description::read(source, at..end)?;
                let head = usize::try_from(head).unwrap_or(usize::MAX);
                movie = Some(Movie::of(bytes.get(head..).unwrap_or_default())?);
            }
            b"moof" => {
                let fragment = lasting(&description::read(source, at..end)?)?;
                add(&fragment, movie.as_ref(), &mut fragments);
            }
            _ => {}
        }
        at = end;
    }
    match movie {
        Some(movie) => Ok(Recording { movie, fragments }),
        None => Err(ProbeError::damaged("the box that describes the recording (moov) is missing")),
    }
}

/// Adds what a fragment lasts to the time of its tracks.
fn add(fragment: &[Lasting], movie: Option<&Movie>, times: &mut HashMap<u64, u64>) {
    for part in fragment {
        let default = || {
            let mut defaults = movie?.defaults.iter();
            defaults.find(|(track, _)| *track == part.track).map(|(_, each)| *each)
        };
        let others = part.others.saturating_mul(part.each.or_else(default).unwrap_or(0));
        let time = times.entry(part.track).or_default();
        *time = time.saturating_add(part.stated).saturating_add(others);
    }
}

/// The length of the whole; none when no box tells.
fn millis(movie: &Movie, fragments: &HashMap<u64, u64>) -> Option<u64> {
    let Duration { units, per_second } = movie.lasts;
    let stated = in_millis(units, per_second);
    let announced = movie.with_fragments.and_then(|units| in_millis(units, per_second));
    let longest = movie
        .tracks
        .iter()
        .filter_map(|track| {
            let later = fragments.get(&track.number).copied().unwrap_or(0);
            let before = known(track.lasts.units).unwrap_or(0);
            in_millis(before.saturating_add(later), track.lasts.per_second)
        })
        .max();
    match fragments.is_empty() {
        true => stated.or(announced).or(longest),
        // The header of a fragmented file covers only what stands before its fragments.
        false => longest.or(announced).or(stated),
    }
}

/// All ones, in 32 or 64 bits, say that a length is not known (section 8.2.2), and as signed
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
