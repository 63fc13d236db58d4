//! The end of the last frame, for recordings that do not state their length.

use super::block::BlockReader;
use super::ids;
use super::recording::Recording;
use super::tracks::Track;
use crate::container::ebml::{Element, Elements};
use crate::io::{ProbeError, Source};

/// When the last frame ends, in ticks. Clusters of known length are skipped but for the last two: a
/// recording of hours costs little more than one of minutes.
///
/// # Errors
/// An element is damaged, or the file cannot be read.
pub(crate) fn end(
    source: &mut dyn Source,
    recording: &Recording,
    tracks: &[Track],
    scale: u64,
) -> Result<u64, ProbeError> {
    let mut frames = Frames { tracks, scale, blocks: BlockReader::default(), end: 0 };
    let mut last_two = [None, None];
    let mut parts = Elements::of(recording.first_cluster..recording.end);
    while let Some(part) = parts.next(source)? {
        match (part.id, part.end) {
            (ids::CLUSTER, None) => parts.enter(&part),
            (ids::CLUSTER, Some(end)) => last_two = [last_two[1].take(), Some(part.content..end)],
            // The elements of a cluster of unknown length stand beside it.
            _ => frames.add(source, part)?,
        }
    }
    for cluster in last_two.into_iter().flatten() {
        let mut parts = Elements::of(cluster);
        while let Some(part) = parts.next(source)? {
            frames.add(source, part)?;
        }
    }
    Ok(frames.end)
}

struct Frames<'t> {
    tracks: &'t [Track],
    scale: u64,
    blocks: BlockReader,
    end: u64,
}

impl Frames<'_> {
    /// Adds an element of a cluster.
    fn add(&mut self, source: &mut dyn Source, part: Element) -> Result<(), ProbeError> {
        let Some(block) = self.blocks.block(source, part)? else { return Ok(()) };
        let of_track = || self.tracks.iter().find(|it| it.number == block.track);
        let duration = block
            .duration
            .or_else(|| of_track().map(|track| track.default_duration / self.scale))
            .unwrap_or(0);
        self.end = self.end.max(block.start.saturating_add(duration));
        Ok(())
    }
}
