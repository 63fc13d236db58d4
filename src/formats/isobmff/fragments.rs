//! The fragments of a film (`moof`, ISO/IEC 14496-12, section 8.8.4): how long their samples last,
//! and where they lie.

use crate::container::isobmff::{boxes, find, take_number};
use crate::io::ProbeError;

/// Flags of `tfhd`: the fields that follow the number of the track, in this order.
const BASE_OFFSET: u64 = 0x1;
const DESCRIPTION: u64 = 0x2;
const DEFAULT_DURATION: u64 = 0x8;
const DEFAULT_SIZE: u64 = 0x10;
/// Flags of `trun`: the fields of the run, ...
const DATA_OFFSET: u64 = 0x1;
const FIRST_FLAGS: u64 = 0x4;
/// ... and of each sample, four bytes each, in this order.
const DURATION: u64 = 0x100;
const SIZE: u64 = 0x200;
const FLAGS: u64 = 0x400;
const TIME: u64 = 0x800;

/// The samples of one track in a fragment (`traf`, section 8.8.6).
pub(crate) struct TrackFragment<'b> {
    /// The number of the track.
    pub track: u64,
    /// What the offsets of its runs count from; none: the beginning of the fragment.
    pub base_offset: Option<u64>,
    /// The duration and the length of a sample that states none, where the fragment has one.
    pub default_duration: Option<u64>,
    pub default_size: Option<u64>,
    /// When its first sample begins, in the units of the track (`tfdt`, section 8.8.12).
    pub start: Option<u64>,
    pub runs: Vec<Run<'b>>,
}

/// Samples that lie behind each other (`trun`, section 8.8.8).
pub(crate) struct Run<'b> {
    /// Where the first begins; none: behind the run before.
    pub offset: Option<i32>,
    /// The number of samples as stated: it takes four bytes, whatever it is.
    pub count: u64,
    flags: u64,
    /// The fields of each sample.
    fields: &'b [u8],
}

impl TrackFragment<'_> {
    /// The sum of the durations of all samples, where one that states none lasts so long.
    pub fn duration(&self, each: u64) -> u64 {
        self.runs.iter().fold(0, |sum, run| sum.saturating_add(run.duration(each)))
    }
}

impl Run<'_> {
    fn duration(&self, each: u64) -> u64 {
        if self.flags & DURATION == 0 {
            return self.count.saturating_mul(each);
        }
        self.samples().fold(0, |sum, (duration, _)| sum.saturating_add(duration.unwrap_or(0)))
    }

    /// The duration and the length of each sample, as far as they are stated. There may be billions
    /// of samples that state neither.
    pub fn samples(&self) -> impl Iterator<Item = (Option<u64>, Option<u64>)> {
        let (flags, width) = (self.flags, field_count(self.flags) * 4);
        (0..self.count).map(move |index| {
            let from = usize::try_from(index).ok().and_then(|index| index.checked_mul(width));
            let mut fields = from.and_then(|from| self.fields.get(from..)).unwrap_or_default();
            let mut field = |flag| match flags & flag {
                0 => None,
                _ => take_number(&mut fields, 4),
            };
            (field(DURATION), field(SIZE))
        })
    }
}

fn field_count(flags: u64) -> usize {
    (flags & (DURATION | SIZE | FLAGS | TIME)).count_ones() as usize
}

/// Reads the content of a `moof`. Only what stands in the box is visited.
///
/// # Errors
/// A box in it is not valid.
pub(crate) fn track_fragments(content: &[u8]) -> Result<Vec<TrackFragment<'_>>, ProbeError> {
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
fn track_fragment(content: &[u8]) -> Option<TrackFragment<'_>> {
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
    let default_size = optional(DEFAULT_SIZE, 4)?;
    let start = find(content, &[b"tfdt"]).and_then(|time| {
        let width = if time.first() == Some(&1) { 8 } else { 4 };
        take_number(&mut time.get(4..)?, width)
    });
    let mut runs = Vec::new();
    for part in boxes(content) {
        let part = part.ok()?;
        if part.name == b"trun" {
            runs.push(run(part.content)?);
        }
    }
    Some(TrackFragment { track, base_offset, default_duration, default_size, start, runs })
}

/// One `trun`; none where it is not valid.
fn run(mut content: &[u8]) -> Option<Run<'_>> {
    let flags = take_number(&mut content, 4)?;
    let count = take_number(&mut content, 4)?;
    let mut offset = None;
    if flags & DATA_OFFSET != 0 {
        let (bytes, rest) = content.split_first_chunk::<4>()?;
        offset = Some(i32::from_be_bytes(*bytes));
        content = rest;
    }
    if flags & FIRST_FLAGS != 0 {
        take_number(&mut content, 4)?;
    }
    let length = count.checked_mul(field_count(flags) as u64 * 4)?;
    let fields = content.get(..usize::try_from(length).ok()?)?;
    Some(Run { offset, count, flags, fields })
}
