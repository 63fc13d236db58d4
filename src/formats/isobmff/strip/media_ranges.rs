//! Where sound and picture lie, so that nothing is written over them.

use std::ops::Range;

use crate::container::isobmff::find;
use crate::formats::isobmff::fragments::TrackFragment;

/// Ranges of the file that hold sound, picture or other timed data.
#[derive(Default)]
pub(crate) struct MediaRanges(Vec<Range<u64>>);

impl MediaRanges {
    /// Whether one of them has a byte in common with this range.
    pub fn overlap(&self, range: &Range<u64>) -> bool {
        self.0.iter().any(|it| it.start < range.end && range.start < it.end)
    }

    /// Adds the chunks of a track (ISO/IEC 14496-12, sections 8.7.3 to 8.7.5).
    pub fn add_track(&mut self, track: &[u8]) {
        let Some(table) = find(track, &[b"mdia", b"minf", b"stbl"]) else { return };
        let chunks: Vec<u64> = match (find(table, &[b"stco"]), find(table, &[b"co64"])) {
            (Some(short), _) => numbers(short, 8).map(u64::from).collect(),
            (None, Some(long)) => {
                let (offsets, _) = long.get(8..).unwrap_or_default().as_chunks::<8>();
                offsets.iter().map(|bytes| u64::from_be_bytes(*bytes)).collect()
            }
            (None, None) => return,
        };
        let runs: Vec<u32> = numbers(find(table, &[b"stsc"]).unwrap_or_default(), 8).collect();
        let runs = runs.as_chunks::<3>().0;
        let sizes = find(table, &[b"stsz"]).unwrap_or_default();
        let same_size = numbers(sizes, 4).next().unwrap_or(0);
        let mut sizes = numbers(sizes, 12);
        let mut run = 0;
        for (index, start) in chunks.into_iter().enumerate() {
            let next = runs.get(run + 1).is_some_and(|[first, ..]| *first as usize <= index + 1);
            run += usize::from(next);
            let count = runs.get(run).map_or(1, |[_, count, _]| *count);
            let length = match same_size {
                0 => sizes.by_ref().take(count as usize).map(u64::from).sum(),
                size => u64::from(count) * u64::from(size),
            };
            // Where the sizes are stated in another way, at least the first byte is known.
            self.0.push(start..start.saturating_add(length.max(1)));
        }
    }

    /// Adds the first bytes of the runs of a fragment that begins at this place.
    pub fn add_fragment(&mut self, fragment: &TrackFragment<'_>, start: u64) {
        let base = fragment.base_offset.unwrap_or(start);
        for offset in fragment.runs.iter().filter_map(|run| run.offset) {
            let first = base.saturating_add_signed(i64::from(offset));
            self.0.push(first..first.saturating_add(1));
        }
    }
}

/// The numbers of a table behind so many bytes.
fn numbers(table: &[u8], from: usize) -> impl Iterator<Item = u32> {
    let (numbers, _) = table.get(from..).unwrap_or_default().as_chunks::<4>();
    numbers.iter().map(|bytes| u32::from_be_bytes(*bytes))
}
