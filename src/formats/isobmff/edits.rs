//! The edit list of a track: which parts of it are shown, and when (`elst`, ISO/IEC 14496-12,
//! section 8.6.6). Cameras, QuickTime and ffmpeg trim recordings by it, and leave the rest in the file.

use crate::container::isobmff::take_number;

/// The most parts that are read.
const MOST: u64 = 100;

/// The parts of a track that are shown, in the order in which they are. All times are milliseconds.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Edits(Vec<Edit>);

#[derive(Debug, PartialEq, Eq)]
struct Edit {
    /// When it is shown.
    shown: u64,
    /// Where it begins in the track.
    from: u64,
    /// How long it is; none: to the end.
    length: Option<u64>,
}

impl Edits {
    /// Reads the content of an `elst`, with the units per second of the film and of the track. One
    /// that is damaged says nothing.
    pub fn parse(list: &[u8], movie_scale: u64, per_second: u64) -> Edits {
        let width = if list.first() == Some(&1) { 8 } else { 4 };
        let mut rest = list.get(4..).unwrap_or_default();
        let count = take_number(&mut rest, 4).unwrap_or(0);
        let (mut edits, mut shown) = (Vec::new(), 0_u64);
        for _ in 0..count.min(MOST) {
            let length = take_number(&mut rest, width);
            let Some((length, from)) = length.zip(take_number(&mut rest, width)) else { break };
            take_number(&mut rest, 4);
            let length = millis(length, movie_scale);
            let is_empty = from == if width == 8 { u64::MAX } else { u64::from(u32::MAX) };
            if !is_empty {
                let length = Some(length).filter(|length| *length > 0);
                edits.push(Edit { shown, from: millis(from, per_second), length });
            }
            shown = shown.saturating_add(length);
        }
        if edits.is_empty() && shown > 0 {
            edits.push(Edit { shown, from: 0, length: None });
        }
        Edits(edits)
    }

    /// When a stretch of the track is shown; none where it was cut out.
    pub fn shown(&self, (start, end): (u32, u32)) -> Option<(u32, u32)> {
        if self.0.is_empty() {
            return Some((start, end));
        }
        let (start, end) = (u64::from(start), u64::from(end.max(start)));
        let fit = |millis: u64| u32::try_from(millis).unwrap_or(u32::MAX);
        self.0.iter().find_map(|edit| {
            let last = edit.length.map_or(u64::MAX, |length| edit.from.saturating_add(length));
            let is_shown = start < last && (end > edit.from || start >= edit.from);
            let at = |millis: u64| {
                fit(edit.shown.saturating_add(millis.clamp(edit.from, last) - edit.from))
            };
            is_shown.then(|| (at(start), at(end)))
        })
    }
}

/// A time in milliseconds.
pub(super) fn millis(units: u64, per_second: u64) -> u64 {
    let millis = u128::from(units) * 1_000 / u128::from(per_second.max(1));
    u64::try_from(millis).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lengths in units of a tenth of a second, and places in milliseconds of the track.
    fn edits(entries: &[(u32, i32)]) -> Edits {
        let mut list = vec![0; 4];
        list.extend((entries.len() as u32).to_be_bytes());
        for (length, from) in entries {
            list.extend(length.to_be_bytes());
            list.extend(from.to_be_bytes());
            list.extend([0, 1, 0, 0]);
        }
        Edits::parse(&list, 10, 1_000)
    }

    #[test]
    fn what_is_cut_out_is_not_shown() {
        assert_eq!(edits(&[]).shown((1, 2)), Some((1, 2)));
        assert_eq!(edits(&[(50, -1)]).shown((0, 1_000)), Some((5_000, 6_000)));
        let trimmed = edits(&[(50, -1), (40, 2_000), (30, 9_000)]);
        for (stretch, shown) in [
            ((0, 2_000), None),
            ((1_000, 3_000), Some((5_000, 6_000))),
            ((2_000, 2_500), Some((5_000, 5_500))),
            ((5_500, 7_000), Some((8_500, 9_000))),
            ((6_000, 7_000), None),
            ((9_500, 10_000), Some((9_500, 10_000))),
            ((12_000, 13_000), None),
        ] {
            assert_eq!(trimmed.shown(stretch), shown, "{stretch:?}");
        }
        assert_eq!(edits(&[(0, 2_000)]).shown((90_000, 91_000)), Some((88_000, 89_000)));
    }
}
