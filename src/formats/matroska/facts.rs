//! WebM and Matroska (RFC 9559): the length and the tracks of a recording.

use super::frames;
use super::ids;
use super::recording::Recording;
use super::tracks::{AUDIO, VIDEO, tracks};
use crate::container::ebml::Element;
use crate::io::{ProbeError, Source};
use crate::model::Facts;

/// Lengths in milliseconds that a recording can have; a float may be negative, endless or no number.
const LENGTHS: std::ops::Range<f64> = 1.0..1e15;

/// Length (`Duration`, section 5.1.2.10, or else the end of the last frame) and tracks.
pub(crate) fn facts(source: &mut dyn Source) -> Result<Facts, ProbeError> {
    let recording = Recording::find(source)?;
    let tracks = tracks(source, &recording.tracks)?;
    let (scale, stated) = times(source, &recording.info)?;
    let millis = |ticks: f64| {
        let millis = ticks * scale as f64 / 1e6;
        LENGTHS.contains(&millis).then(|| millis.round() as u64)
    };
    let millis = match stated.and_then(millis) {
        Some(stated) => Some(stated),
        // Browsers that record leave it out.
        None => millis(frames::end(source, &recording, &tracks, scale)? as f64),
    };
    let has = |kind: u64| Some(tracks.iter().any(|track| track.kind == kind));
    Ok(Facts { millis, has_video: has(VIDEO), has_audio: has(AUDIO), ..Facts::default() })
}

/// How many nanoseconds a tick lasts, and the stated length in ticks.
fn times(source: &mut dyn Source, info: &Element) -> Result<(u64, Option<f64>), ProbeError> {
    let [scale, duration] = info.fields(source, [ids::TIMESTAMP_SCALE, ids::DURATION])?;
    let scale = scale.map_or(Ok(1_000_000), |scale| scale.unsigned(source))?;
    let duration = duration.map_or(Ok(None), |duration| duration.float(source))?;
    Ok((scale.max(1), duration))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    /// An element of known length.
    fn element(id: &[u8], content: &[u8]) -> Vec<u8> {
        let length = u32::try_from(content.len()).unwrap() | 1 << 28;
        [id, &length.to_be_bytes(), content].concat()
    }

    /// An element of unknown length.
    fn open(id: &[u8], content: &[u8]) -> Vec<u8> {
        [id, b"\x01\xff\xff\xff\xff\xff\xff\xff", content].concat()
    }

    /// Two hours as a browser records them, thirty frames a second, a cluster each second.
    fn recording(cluster: fn(&[u8], &[u8]) -> Vec<u8>) -> Vec<u8> {
        let header = element(b"\x1a\x45\xdf\xa3", &element(b"\x42\x82", b"webm"));
        let info = element(b"\x15\x49\xa9\x66", &element(b"\x2a\xd7\xb1", b"\x0f\x42\x40"));
        let track = [element(b"\xd7", &[1]), element(b"\x83", &[1])].concat();
        let tracks = element(b"\x16\x54\xae\x6b", &element(b"\xae", &track));
        let mut parts = [info, tracks].concat();
        for second in 0..7_200_u32 {
            let mut frames = element(b"\xe7", &(second * 1_000).to_be_bytes());
            for frame in 0..30_u16 {
                let [high, low] = (frame * 33).to_be_bytes();
                frames.extend(element(b"\xa3", &[0x81, high, low, 0]));
            }
            parts.extend(cluster(b"\x1f\x43\xb6\x75", &frames));
        }
        [header, open(b"\x18\x53\x80\x67", &parts)].concat()
    }

    #[test]
    fn a_recording_without_a_length_is_measured_to_its_last_frame() {
        for cluster in [element, open] {
            let facts = facts(&mut Cursor::new(recording(cluster))).unwrap();
            assert_eq!(facts.millis, Some(7_199_957));
            assert_eq!((facts.has_video, facts.has_audio), (Some(true), Some(false)));
        }
    }
}
