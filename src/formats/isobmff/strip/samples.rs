//! Where sound and picture lie, so that nothing is written over them.

use std::ops::Range;

use crate::container::isobmff::{boxes, find};

/// Stretches of the file that hold sound, picture or other timed data.
#[derive(Default)]
pub(crate) struct Samples(Vec<Range<u64>>);

impl Samples {
    /// Whether one of them has a byte in common with this stretch.
    pub fn reach_into(&self, stretch: &Range<u64>) -> bool {
        self.0.iter().any(|it| it.start < stretch.end && stretch.start < it.end)
    }

    /// Takes in the chunks of a track (sections 8.7.3 to 8.7.5).
    pub fn track(&mut self, track: &[u8]) {
        let Some(table) = find(track, &[b"mdia", b"minf", b"stbl"]) else { return };
        let places: Vec<u64> = match (find(table, &[b"stco"]), find(table, &[b"co64"])) {
            (Some(short), _) => numbers(short, 8).into_iter().map(u64::from).collect(),
            (None, Some(long)) => {
                let (halves, _) = long.get(8..).unwrap_or_default().as_chunks::<8>();
                halves.iter().map(|bytes| u64::from_be_bytes(*bytes)).collect()
            }
            (None, None) => return,
        };
        let runs = find(table, &[b"stsc"]).map(|runs| numbers(runs, 8)).unwrap_or_default();
        let runs = runs.as_chunks::<3>().0;
        let sizes = find(table, &[b"stsz"]).unwrap_or_default();
        let same = numbers(sizes, 4).first().copied().unwrap_or(0);
        let mut sizes = numbers(sizes, 12).into_iter();
        let mut run = 0;
        for (index, start) in places.into_iter().enumerate() {
            let next = runs.get(run + 1).is_some_and(|[first, ..]| *first as usize <= index + 1);
            run += usize::from(next);
            let count = runs.get(run).map_or(1, |[_, count, _]| *count);
            let length = match same {
                0 => sizes.by_ref().take(count as usize).map(u64::from).sum(),
                same => u64::from(count) * u64::from(same),
            };
            // Where its sizes are told in another way, at least its first byte is known.
            self.0.push(start..start.saturating_add(length.max(1)));
        }
    }

    /// Takes in the first bytes of the runs of a fragment that begins at this place (sections
    /// 8.8.7 and 8.8.8).
    pub fn fragment(&mut self, fragment: &[u8], at: u64) {
        for part in boxes(fragment).flatten().filter(|part| part.name == b"traf") {
            let head = find(part.content, &[b"tfhd"]).unwrap_or_default();
            let base = match head {
                [_, _, _, flags, _, _, _, _, base @ ..] if flags & 1 == 1 => {
                    base.first_chunk::<8>().map_or(at, |base| u64::from_be_bytes(*base))
                }
                _ => at,
            };
            for run in boxes(part.content).flatten().filter(|part| part.name == b"trun") {
                if run.content.get(3).is_some_and(|flags| flags & 1 == 1)
                    && let Some(offset) = numbers(run.content, 8).first()
                {
                    let start = base.saturating_add_signed(i64::from(offset.cast_signed()));
                    self.0.push(start..start.saturating_add(1));
                }
            }
        }
    }
}

/// Whether a track holds neither sound nor picture nor words but what a device notes meanwhile:
/// phones and action cameras write their way into it.
pub(crate) fn is_timed_metadata(track: &[u8]) -> bool {
    const HANDLERS: [&[u8]; 3] = [b"meta", b"camm", b"gpmd"];
    let handler = find(track, &[b"mdia", b"hdlr"]).and_then(|handler| handler.get(8..12));
    handler.is_some_and(|handler| HANDLERS.contains(&handler))
}

/// The numbers of a table behind so many bytes.
fn numbers(table: &[u8], from: usize) -> Vec<u32> {
    let (numbers, _) = table.get(from..).unwrap_or_default().as_chunks::<4>();
    numbers.iter().map(|bytes| u32::from_be_bytes(*bytes)).collect()
}
