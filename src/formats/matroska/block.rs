//! The blocks of frames in the clusters of a recording (RFC 9559, sections 5.1.3 and 10.1).

use super::ids;
use crate::container::ebml::{Element, vint};
use crate::io::{ProbeError, Source};

/// The bytes of a number of up to eight bytes, and of a time.
const LONGEST_HEADER: u64 = 10;

/// The frames of one track at one time.
pub(super) struct Block {
    pub element: Element,
    /// The number of its track.
    pub track: u64,
    /// When it begins, in ticks.
    pub start: u64,
    /// How long it lasts, in ticks, if it states that.
    pub duration: Option<u64>,
    /// Where its frames begin in the element, behind a byte of flags.
    pub frames: usize,
}

/// Reads the elements of clusters in their order.
#[derive(Default)]
pub(super) struct BlockReader {
    /// The time of the cluster, in ticks: blocks count from there.
    cluster: u64,
}

impl BlockReader {
    /// The block that an element of a cluster is. One that the file breaks off in is not shown.
    ///
    /// # Errors
    /// It is damaged, or the file cannot be read.
    pub fn block(
        &mut self,
        source: &mut dyn Source,
        part: Element,
    ) -> Result<Option<Block>, ProbeError> {
        let (element, duration) = match part.id {
            _ if part.is_truncated => return Ok(None),
            ids::TIMESTAMP => {
                self.cluster = part.unsigned(source)?;
                return Ok(None);
            }
            ids::SIMPLE_BLOCK => (part, None),
            ids::BLOCK_GROUP => {
                let [block, duration] = part.fields(source, [ids::BLOCK, ids::BLOCK_DURATION])?;
                let duration = duration.map(|duration| duration.unsigned(source)).transpose()?;
                let Some(block) = block else { return Ok(None) };
                (block, duration)
            }
            _ => return Ok(None),
        };
        let header = element.read(source, LONGEST_HEADER)?;
        let Some((track, width)) = vint(&header) else { return Ok(None) };
        let Some(time) = header.get(width..).and_then(|rest| rest.first_chunk()) else {
            return Ok(None);
        };
        let start = self.cluster.saturating_add_signed(i64::from(i16::from_be_bytes(*time)));
        let track = track & !(1 << (7 * width));
        Ok(Some(Block { element, track, start, duration, frames: width + 3 }))
    }
}
