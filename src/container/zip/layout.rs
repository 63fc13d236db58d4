//! How the entries of an archive lie beside each other.

use std::collections::HashMap;
use std::ops::Range;

/// Entries that share bytes, and bytes that belong to no entry. Entries are given by index.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Layout {
    /// Each entry that overlaps another, and one that it overlaps.
    pub overlapping: HashMap<usize, usize>,
    /// How many bytes of no entry stand before this one; before the directory if none is given.
    pub gaps: Vec<(Option<usize>, u64)>,
}

impl Layout {
    /// The layout of entries that take up these ranges of a file, with the directory behind them.
    pub fn of(ranges: &[Range<u64>], directory: u64) -> Layout {
        let mut order: Vec<(usize, &Range<u64>)> = ranges.iter().enumerate().collect();
        order.sort_by_key(|(_, range)| (range.start, range.end));
        let mut layout = Layout::default();
        // The entry that reaches furthest so far, and where it ends.
        let mut furthest: Option<usize> = None;
        let mut end = 0;
        for (index, range) in order {
            if let Some(other) = furthest.filter(|_| range.start < end) {
                layout.overlapping.insert(index, other);
                layout.overlapping.entry(other).or_insert(index);
            } else if range.start > end {
                layout.gaps.push((Some(index), range.start - end));
            }
            if range.end >= end {
                furthest = Some(index);
                end = range.end;
            }
        }
        if directory > end {
            layout.gaps.push((None, directory - end));
        }
        layout
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlaps_and_gaps_are_found_in_any_order() {
        let layout = Layout::of(&[10..20, 0..10, 25..30], 32);
        assert_eq!(layout.overlapping, HashMap::new());
        assert_eq!(layout.gaps, [(Some(2), 5), (None, 2)]);
        // One that reaches over several others, and one that begins where another does.
        let layout = Layout::of(&[0..100, 10..20, 30..40, 100..120, 100..110], 120);
        let mut overlapping: Vec<_> = layout.overlapping.into_iter().collect();
        overlapping.sort_unstable();
        assert_eq!(overlapping, [(0, 1), (1, 0), (2, 0), (3, 4), (4, 3)]);
        assert_eq!(layout.gaps, []);
    }
}
