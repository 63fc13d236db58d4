//! MP4, MOV and M4A (ISO/IEC 14496-12): the length and the tracks of a recording.
//!
//! Only the boxes' headers, the `moov` box and, in a fragmented file, the `moof` boxes are read;
//! sound and picture are jumped over.

use std::collections::HashMap;
use std::io::{Cursor, SeekFrom};

use re_mp4::{BoxHeader, BoxType, MoofBox, MoovBox, ReadBox, TrakBox};

use super::paced::Paced;
use super::{Source, Trouble, description};
use crate::model::Facts;

/// Boxes looked at on the top level; a fragment a second gives 7,200 an hour.
const MOST_BOXES: usize = 1_000_000;

/// Length (`mvhd`, section 8.2.2, or else the longest track) and tracks (`hdlr`, section 8.4.3).
pub(super) fn facts(source: &mut dyn Source) -> Result<Facts, Trouble> {
    let Boxes { moov, fragments } = boxes(source)?;
    let has = |handler: &[u8; 4]| moov.traks.iter().any(|track| handles(track, handler));
    Ok(Facts {
        millis: millis(&moov, &fragments),
        has_video: Some(has(b"vide")),
        has_audio: Some(has(b"soun")),
        ..Facts::default()
    })
}

/// What is needed of a file.
struct Boxes {
    moov: MoovBox,
    /// The time that the fragments of a track last together, in the units of that track.
    fragments: HashMap<u32, u64>,
}

fn boxes(source: &mut dyn Source) -> Result<Boxes, Trouble> {
    let length = source.seek(SeekFrom::End(0))?;
    let mut at = source.seek(SeekFrom::Start(0))?;
    let mut moov: Option<MoovBox> = None;
    let mut fragments = HashMap::new();
    for _ in 0..MOST_BOXES {
        // A few bytes after the last box are padding that players ignore as well.
        if at.saturating_add(8) > length {
            break;
        }
        source.seek(SeekFrom::Start(at))?;
        let header = BoxHeader::read(&mut &mut *source)
            .map_err(|_| Trouble::damaged("one of its boxes has no valid header"))?;
        // A size in 64 bits, of a film over 4 GiB and of what some cameras write, makes the header
        // longer by 8 bytes, which the library leaves out of the size.
        let longer = source.stream_position()?.saturating_sub(at).saturating_sub(8);
        // Size 0 says that the box goes on to the end of the file (section 4.2).
        let end = match header.size {
            0 => length,
            size => at.saturating_add(size).saturating_add(longer),
        };
        if end > length {
            return Err(Trouble::damaged("the end of the file is missing"));
        }
        match header.name {
            BoxType::MoovBox => moov = Some(parsed(source, at, end)?),
            BoxType::MoofBox => {
                let fragment: MoofBox = parsed(source, at, end)?;
                add(&fragment, moov.as_ref(), &mut fragments);
            }
            _ => {}
        }
        at = end.max(at.saturating_add(8));
    }
    match moov {
        Some(moov) => Ok(Boxes { moov, fragments }),
        None => Err(Trouble::damaged("the box that describes the recording (moov) is missing")),
    }
}

/// Reads one box and takes it apart in memory.
fn parsed<B>(source: &mut dyn Source, start: u64, end: u64) -> Result<B, Trouble>
where
    B: for<'a> ReadBox<&'a mut Paced<Cursor<Vec<u8>>>>,
{
    let bytes = description::read(source, start..end)?;
    let length = bytes.len() as u64;
    let mut cursor = Paced::new(Cursor::new(bytes), length, u64::MAX);
    BoxHeader::read(&mut cursor)
        .and_then(|header| B::read_box(&mut cursor, header.size))
        .map_err(|error| Trouble::Damaged(format!("its description is not valid ({error})")))
}

/// Adds what a fragment lasts (`trun`, section 8.8.8) to the time of its track.
fn add(fragment: &MoofBox, moov: Option<&MoovBox>, times: &mut HashMap<u32, u64>) {
    for traf in &fragment.trafs {
        let track = traf.tfhd.track_id;
        let default = traf.tfhd.default_sample_duration.or_else(|| {
            let defaults = &moov?.mvex.as_ref()?.trexs;
            let found = defaults.iter().find(|trex| trex.track_id == track)?;
            Some(found.default_sample_duration)
        });
        let lasts = traf.truns.iter().fold(0_u64, |sum, run| {
            sum.saturating_add(if run.sample_durations.is_empty() {
                u64::from(run.sample_count).saturating_mul(u64::from(default.unwrap_or(0)))
            } else {
                run.sample_durations.iter().copied().map(u64::from).sum()
            })
        });
        let time = times.entry(track).or_default();
        *time = time.saturating_add(lasts);
    }
}

/// The length of the whole; none when no box tells.
fn millis(moov: &MoovBox, fragments: &HashMap<u32, u64>) -> Option<u64> {
    let stated = in_millis(moov.mvhd.duration, moov.mvhd.timescale);
    let announced = moov
        .mvex
        .as_ref()
        .and_then(|mvex| mvex.mehd.as_ref())
        .and_then(|mehd| in_millis(mehd.fragment_duration, moov.mvhd.timescale));
    let longest = moov
        .traks
        .iter()
        .filter_map(|track| {
            let header = &track.mdia.mdhd;
            let later = fragments.get(&track.tkhd.track_id).copied().unwrap_or(0);
            let before = known(header.duration).unwrap_or(0);
            in_millis(before.saturating_add(later), header.timescale)
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

fn in_millis(duration: u64, timescale: u32) -> Option<u64> {
    let duration = known(duration)?;
    let exact = u128::from(duration) * 1_000;
    let millis = exact.checked_div(u128::from(timescale))?;
    u64::try_from(millis).ok().filter(|&millis| millis > 0)
}

fn handles(track: &TrakBox, handler: &[u8; 4]) -> bool {
    track.mdia.hdlr.handler_type.value == *handler
}
