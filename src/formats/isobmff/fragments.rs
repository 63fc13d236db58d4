//! How long the fragments of a film last (`moof`, ISO/IEC 14496-12, section 8.8.4). By a reader of
//! our own: the library counts up to the number of samples that a fragment says it has, which four
//! bytes can make four billion.

use crate::container::isobmff::{boxes, find, take};
use crate::io::ProbeError;

/// Flags of `tfhd`: what stands in it behind the number of the track, in this order.
const BASE_OFFSET: u64 = 0x1;
const DESCRIPTION: u64 = 0x2;
const DEFAULT_DURATION: u64 = 0x8;
/// Flags of `trun`: what stands in it once, ...
const DATA_OFFSET: u64 = 0x1;
const FIRST_FLAGS: u64 = 0x4;
/// ... and of each sample, four bytes each, in this order.
const DURATION: u64 = 0x100;
const SIZE: u64 = 0x200;
const FLAGS: u64 = 0x400;
const TIME: u64 = 0x800;

/// How long the runs of samples of one track last in a fragment.
pub(crate) struct Lasting {
    /// The number of the track.
    pub track: u64,
    /// What the samples last that say it themselves, in the units of the track.
    pub stated: u64,
    /// How many others there are, ...
    pub others: u64,
    /// ... and how long each of them lasts, where the fragment says so.
    pub each: Option<u64>,
}

/// What each part of a fragment lasts; the bytes are those of the whole box.
///
/// # Errors
/// A box in it is not as it should be.
pub(crate) fn lasting(fragment: &[u8]) -> Result<Vec<Lasting>, ProbeError> {
    let content = find(fragment, &[b"moof"]).unwrap_or_default();
    let mut all = Vec::new();
    for part in boxes(content) {
        let part = part.ok_or_else(damaged)?;
        if part.name == b"traf" {
            all.push(track(part.content).ok_or_else(damaged)?);
        }
    }
    Ok(all)
}

fn damaged() -> ProbeError {
    ProbeError::damaged("a fragment of it is not valid")
}

/// One `traf` (section 8.8.6); none where it is not valid.
fn track(content: &[u8]) -> Option<Lasting> {
    let mut header = find(content, &[b"tfhd"])?;
    let flags = take(&mut header, 4)?;
    let mut lasting = Lasting { track: take(&mut header, 4)?, stated: 0, others: 0, each: None };
    for (flag, width) in [(BASE_OFFSET, 8), (DESCRIPTION, 4)] {
        if flags & flag != 0 {
            take(&mut header, width)?;
        }
    }
    if flags & DEFAULT_DURATION != 0 {
        lasting.each = Some(take(&mut header, 4)?);
    }
    for part in boxes(content) {
        let part = part?;
        if part.name == b"trun" {
            run(part.content, &mut lasting)?;
        }
    }
    Some(lasting)
}

/// Adds one `trun` (section 8.8.8); none where it is not valid.
fn run(mut content: &[u8], lasting: &mut Lasting) -> Option<()> {
    let flags = take(&mut content, 4)?;
    let count = take(&mut content, 4)?;
    for flag in [DATA_OFFSET, FIRST_FLAGS] {
        if flags & flag != 0 {
            take(&mut content, 4)?;
        }
    }
    let fields = (flags & (DURATION | SIZE | FLAGS | TIME)).count_ones();
    let length = count.checked_mul(u64::from(fields) * 4)?;
    let samples = content.get(..usize::try_from(length).ok()?)?;
    if flags & DURATION == 0 {
        lasting.others = lasting.others.saturating_add(count);
        return Some(());
    }
    let (samples, _) = samples.as_chunks::<4>();
    let durations = samples.iter().step_by(usize::try_from(fields).ok()?);
    let sum: u64 = durations.map(|bytes| u64::from(u32::from_be_bytes(*bytes))).sum();
    lasting.stated = lasting.stated.saturating_add(sum);
    Some(())
}
