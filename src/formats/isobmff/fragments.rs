//! The fragments of a film (`moof`, ISO/IEC 14496-12, section 8.8.4): how long their samples last,
//! and where they lie.

use crate::container::isobmff::{boxes, find, take_number};
use crate::io::ProbeError;

/// Flags of `tfhd`: the fields that follow the number of the track, in this order.
const BASE_OFFSET: u64 = 0x1;
const DESCRIPTION: u64 = 0x2;
const DEFAULT_DURATION: u64 = 0x8;
/// Flags of `trun`: the fields of the run, ...
const DATA_OFFSET: u64 = 0x1;
const FIRST_FLAGS: u64 = 0x4;
/// ... and of each sample, four bytes each, in this order.
const DURATION: u64 = 0x100;
const SIZE: u64 = 0x200;
const FLAGS: u64 = 0x400;
const TIME: u64 = 0x800;

/// The samples of one track in a fragment (`traf`, section 8.8.6).
#[derive(Default)]
pub(crate) struct TrackFragment {
    /// The number of the track.
    pub track: u64,
    /// What the offsets of its runs count from; none: the beginning of the fragment.
    pub base_offset: Option<u64>,
    /// The duration of a sample that states none, where the fragment has one.
    pub default_duration: Option<u64>,
    /// The sum of the durations of all samples that state one, in the units of the track.
    pub stated_duration: u64,
    /// The number of the other samples.
    pub other_samples: u64,
    /// Where runs of samples begin.
    pub run_offsets: Vec<i32>,
}

/// Reads the content of a `moof`. Only what stands in the box is visited: the number of samples
/// that a run states takes four bytes, whatever it is.
///
/// # Errors
/// A box in it is not valid.
pub(crate) fn track_fragments(content: &[u8]) -> Result<Vec<TrackFragment>, ProbeError> {
    let damaged = || ProbeError::damaged("a fragment of it is not valid");
    let mut all = Vec::new();
    for part in boxes(content) {
        let part = part.map_err(|_| damaged())?;
        if part.name == b"traf" {
            all.push(track_fragment(part.content).ok_or_else(damaged)?);
        }
    }
    Ok(all)
}

/// One `traf`; none where it is not valid.
fn track_fragment(content: &[u8]) -> Option<TrackFragment> {
    let mut header = find(content, &[b"tfhd"])?;
    let flags = take_number(&mut header, 4)?;
    let track = take_number(&mut header, 4)?;
    let mut optional = |flag: u64, width: usize| match flags & flag {
        0 => Some(None),
        _ => take_number(&mut header, width).map(Some),
    };
    let base_offset = optional(BASE_OFFSET, 8)?;
    optional(DESCRIPTION, 4)?;
    let default_duration = optional(DEFAULT_DURATION, 4)?;
    let mut fragment =
        TrackFragment { track, base_offset, default_duration, ..TrackFragment::default() };
    for part in boxes(content) {
        let part = part.ok()?;
        if part.name == b"trun" {
            add_run(part.content, &mut fragment)?;
        }
    }
    Some(fragment)
}

/// Adds one `trun` (section 8.8.8); none where it is not valid.
fn add_run(mut content: &[u8], fragment: &mut TrackFragment) -> Option<()> {
    let flags = take_number(&mut content, 4)?;
    let count = take_number(&mut content, 4)?;
    if flags & DATA_OFFSET != 0 {
        let (offset, rest) = content.split_first_chunk::<4>()?;
        fragment.run_offsets.push(i32::from_be_bytes(*offset));
        content = rest;
    }
    if flags & FIRST_FLAGS != 0 {
        take_number(&mut content, 4)?;
    }
    let fields = (flags & (DURATION | SIZE | FLAGS | TIME)).count_ones();
    let length = count.checked_mul(u64::from(fields) * 4)?;
    let samples = content.get(..usize::try_from(length).ok()?)?;
    if flags & DURATION == 0 {
        fragment.other_samples = fragment.other_samples.saturating_add(count);
        return Some(());
    }
    let (samples, _) = samples.as_chunks::<4>();
    let durations = samples.iter().step_by(usize::try_from(fields).ok()?);
    let sum: u64 = durations.map(|bytes| u64::from(u32::from_be_bytes(*bytes))).sum();
    fragment.stated_duration = fragment.stated_duration.saturating_add(sum);
    Some(())
}
