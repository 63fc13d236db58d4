//! The end of the last frame, for recordings that do not state their length.

use super::ids;
use super::recording::Recording;
use super::tracks::Track;
use crate::container::ebml::{Element, Elements, vint};
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
    let mut frames = Frames { tracks, scale, cluster: 0, end: 0 };
    let mut last_two = [None, None];
    let mut parts = Elements::of(recording.first_cluster..recording.end);
    while let Some(part) = parts.next(source)? {
        match (part.id, part.end) {
            (ids::CLUSTER, None) => parts.enter(&part),
            (ids::CLUSTER, Some(end)) => last_two = [last_two[1].take(), Some(part.content..end)],
            // The elements of a cluster of unknown length stand beside it.
            _ => frames.add(source, &part)?,
        }
    }
    for cluster in last_two.into_iter().flatten() {
        let mut parts = Elements::of(cluster);
        while let Some(part) = parts.next(source)? {
            frames.add(source, &part)?;
        }
    }
    Ok(frames.end)
}

struct Frames<'t> {
    tracks: &'t [Track],
    scale: u64,
    /// The time of the cluster.
    cluster: u64,
    end: u64,
}

impl Frames<'_> {
    /// Adds an element of a cluster (section 5.1.3).
    fn add(&mut self, source: &mut dyn Source, part: &Element) -> Result<(), ProbeError> {
        match part.id {
            // The frames that a recording breaks off in are not shown.
            _ if part.is_truncated => {}
            ids::TIMESTAMP => self.cluster = part.unsigned(source)?,
            ids::SIMPLE_BLOCK => self.add_block(source, part, None)?,
            ids::BLOCK_GROUP => {
                let [block, duration] = part.fields(source, [ids::BLOCK, ids::BLOCK_DURATION])?;
                let duration = duration.map(|duration| duration.unsigned(source)).transpose()?;
                if let Some(block) = block {
                    self.add_block(source, &block, duration)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Adds a block: the number of its track, and its time, counted from that of the cluster
    /// (section 10.1).
    fn add_block(
        &mut self,
        source: &mut dyn Source,
        block: &Element,
        duration: Option<u64>,
    ) -> Result<(), ProbeError> {
        let header = block.read(source, 10)?;
        let Some((track, width)) = vint(&header) else { return Ok(()) };
        let Some(time) = header.get(width..).and_then(|rest| rest.first_chunk()) else {
            return Ok(());
        };
        let track = track & !(1 << (7 * width));
        let of_track = || self.tracks.iter().find(|it| it.number == track);
        let duration = duration
            .or_else(|| of_track().map(|track| track.default_duration / self.scale))
            .unwrap_or(0);
        let start = self.cluster.saturating_add_signed(i64::from(i16::from_be_bytes(*time)));
        self.end = self.end.max(start.saturating_add(duration));
        Ok(())
    }
}
