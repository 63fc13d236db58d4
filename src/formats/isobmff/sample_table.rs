//! Where the samples of a track lie, and when they are shown (`stbl`, ISO/IEC 14496-12, section 8.5.1).
//!
//! re_mp4 and the like hold every table of every track; of a long film only the text is of use here.

use crate::container::isobmff::{find, take_number};

/// The most samples of a track.
pub(super) const MOST_SAMPLES: usize = 500_000;
/// A table may repeat one entry without end.
const MOST_CHUNKS: u64 = 1_000_000;

/// The tables of a track.
pub(super) struct SampleTable<'t>(pub &'t [u8]);

impl<'t> SampleTable<'t> {
    fn table(&self, name: &[u8; 4]) -> &'t [u8] {
        find(self.0, &[name]).and_then(|table| table.get(4..)).unwrap_or_default()
    }

    /// When each sample begins and ends, in the units of the track (`stts`, section 8.6.1.2).
    pub fn times(&self) -> impl Iterator<Item = (u64, u64)> + use<'t> {
        let mut rest = self.table(b"stts");
        take_number(&mut rest, 4);
        let (mut left, mut each, mut now) = (0_u64, 0_u64, 0_u64);
        std::iter::from_fn(move || {
            while left == 0 {
                left = take_number(&mut rest, 4)?;
                each = take_number(&mut rest, 4)?;
            }
            left -= 1;
            let start = now;
            now = now.saturating_add(each);
            Some((start, now))
        })
    }

    /// The length of each sample (`stsz`, section 8.7.3).
    pub fn sizes(&self) -> Vec<u64> {
        let mut rest = self.table(b"stsz");
        let (Some(same), Some(count)) = (take_number(&mut rest, 4), take_number(&mut rest, 4))
        else {
            return Vec::new();
        };
        let count = usize::try_from(count).unwrap_or(MOST_SAMPLES).min(MOST_SAMPLES);
        match same {
            0 => std::iter::from_fn(|| take_number(&mut rest, 4)).take(count).collect(),
            same => vec![same; count],
        }
    }

    /// Where each sample of these lengths begins (`stsc`, `stco`, `co64`, sections 8.7.4 and 8.7.5).
    pub fn places(&self, sizes: &[u64]) -> Vec<u64> {
        let is_long = !self.table(b"co64").is_empty();
        let mut chunks = self.table(if is_long { b"co64" } else { b"stco" });
        take_number(&mut chunks, 4);
        let width = if is_long { 8 } else { 4 };
        let mut runs = self.table(b"stsc");
        take_number(&mut runs, 4);
        let next_run = |runs: &mut &[u8]| {
            let (first, count) = (take_number(runs, 4)?, take_number(runs, 4)?);
            take_number(runs, 4)?;
            Some((first, count))
        };
        let mut run = next_run(&mut runs);
        let mut next = next_run(&mut runs);
        let mut places = Vec::new();
        for number in 1..=MOST_CHUNKS {
            let Some(mut place) = take_number(&mut chunks, width) else { break };
            while let Some((first, _)) = next.filter(|(first, _)| *first <= number) {
                run = next.map(|(_, count)| (first, count));
                next = next_run(&mut runs);
            }
            for _ in 0..run.map_or(0, |(_, count)| count) {
                let Some(size) = sizes.get(places.len()) else { return places };
                places.push(place);
                place = place.saturating_add(*size);
            }
        }
        places
    }
}
