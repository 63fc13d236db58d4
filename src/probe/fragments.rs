//! How long the fragments of a film last (`moof`, ISO/IEC 14496-12, section 8.8.4). By a reader of
//! our own: the library counts up to the number of samples that a fragment says it has, which four
//! bytes can make four billion.

use super::Trouble;
use super::boxes::{boxes, find};

/// Flags of `tfhd`: what stands in it behind the number of the track, in this order.
const BASE_OFFSET: u32 = 0x1;
const DESCRIPTION: u32 = 0x2;
const DEFAULT_DURATION: u32 = 0x8;
/// Flags of `trun`: what stands in it once, ...
const DATA_OFFSET: u32 = 0x1;
const FIRST_FLAGS: u32 = 0x4;
/// ... and of each sample, four bytes each, in this order.
const DURATION: u32 = 0x100;
const SIZE: u32 = 0x200;
const FLAGS: u32 = 0x400;
const TIME: u32 = 0x800;

/// How long the runs of samples of one track last in a fragment.
pub(super) struct Lasting {
    /// The number of the track.
    pub track: u32,
    /// What the samples last that say it themselves, in the units of the track.
    pub stated: u64,
    /// How many others there are, ...
    pub others: u64,
    /// ... and how long each of them lasts, where the fragment says so.
    pub each: Option<u32>,
}

/// What each part of a fragment lasts; the bytes are those of the whole box.
///
/// # Errors
/// A box in it is not as it should be.
pub(super) fn lasting(fragment: &[u8]) -> Result<Vec<Lasting>, Trouble> {
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

fn damaged() -> Trouble {
    Trouble::damaged("a fragment of it is not valid")
}

/// One `traf` (section 8.8.6); none where it is not valid.
fn track(content: &[u8]) -> Option<Lasting> {
    let mut header = find(content, &[b"tfhd"])?;
    let flags = number(&mut header)?;
    let mut lasting = Lasting { track: number(&mut header)?, stated: 0, others: 0, each: None };
    for (flag, length) in [(BASE_OFFSET, 8), (DESCRIPTION, 4)] {
        if flags & flag != 0 {
            header = header.get(length..)?;
        }
    }
    if flags & DEFAULT_DURATION != 0 {
        lasting.each = Some(number(&mut header)?);
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
    let flags = number(&mut content)?;
    let count = number(&mut content)?;
    for flag in [DATA_OFFSET, FIRST_FLAGS] {
        if flags & flag != 0 {
            number(&mut content)?;
        }
    }
    let fields = (flags & (DURATION | SIZE | FLAGS | TIME)).count_ones();
    let length = u64::from(count).checked_mul(u64::from(fields) * 4)?;
    let samples = content.get(..usize::try_from(length).ok()?)?;
    if flags & DURATION == 0 {
        lasting.others = lasting.others.saturating_add(u64::from(count));
        return Some(());
    }
    let (samples, _) = samples.as_chunks::<4>();
    let durations = samples.iter().step_by(usize::try_from(fields).ok()?);
    let sum: u64 = durations.map(|bytes| u64::from(u32::from_be_bytes(*bytes))).sum();
    lasting.stated = lasting.stated.saturating_add(sum);
    Some(())
}

/// The next four bytes.
fn number(rest: &mut &[u8]) -> Option<u32> {
    let (bytes, after) = rest.split_first_chunk::<4>()?;
    *rest = after;
    Some(u32::from_be_bytes(*bytes))
}
