//! WebM and Matroska (RFC 9559): the length and the tracks of a recording.

use std::io::{BufReader, SeekFrom};
use std::num::NonZeroU64;

use matroska_demuxer::{DemuxError, Frame, MatroskaFile, TrackType};

use crate::io::BudgetedReader;
use crate::io::{ProbeError, Source};
use crate::model::Facts;

pub(crate) type Recording<'a> = MatroskaFile<BudgetedReader<BufReader<&'a mut dyn Source>>>;

/// Lengths in milliseconds that a recording can have; a float may be negative, endless or no number.
const LENGTHS: std::ops::Range<f64> = 1.0..1e15;
/// How near to the last frame the jumps lead, in seconds.
const NEAR: f64 = 0.5;
/// No recording goes on for so many ticks.
const LAST_TICK: u64 = 1 << 50;
/// The most frames that are read behind the last jump.
const MOST_FRAMES: u32 = 100_000;
/// How much is read at a time: a header is short, and what stands behind it is jumped over.
const BUFFER: usize = 512;
/// How often the library may read or jump; a recording of ten hours takes a few million.
const MOST_STEPS: u64 = 20_000_000;

/// Length (`Duration`, section 5.1.2.10, or else the last frame) and tracks (section 5.1.4.1.3).
pub(crate) fn facts(source: &mut dyn Source) -> Result<Facts, ProbeError> {
    let mut recording = open(source)?;
    let has = |sort: TrackType| recording.tracks().iter().any(|track| track.track_type() == sort);
    let (has_video, has_audio) = (has(TrackType::Video), has(TrackType::Audio));
    Ok(Facts {
        millis: stated(&recording).or_else(|| last_frame(&mut recording)),
        has_video: Some(has_video),
        has_audio: Some(has_audio),
        ..Facts::default()
    })
}

/// Reads the description of a recording, whose parts may lead in a circle.
pub(crate) fn open(source: &mut dyn Source) -> Result<Recording<'_>, ProbeError> {
    let length = source.seek(SeekFrom::End(0))?;
    source.rewind()?;
    let paced = BudgetedReader::new(BufReader::with_capacity(BUFFER, source), length, MOST_STEPS);
    MatroskaFile::open(paced).map_err(trouble)
}

/// The length that the header gives; browsers that record leave it out.
fn stated(recording: &Recording<'_>) -> Option<u64> {
    let ticks = recording.info().duration()?;
    let millis = ticks * nanos_a_tick(recording) / 1e6;
    LENGTHS.contains(&millis).then_some(millis.round() as u64)
}

/// Where the last frame ends. It is found by jumps, each to half of what is left, and only the
/// frames behind the last jump are read: a recording of hours costs as much as one of minutes.
fn last_frame(recording: &mut Recording<'_>) -> Option<u64> {
    let nanos = nanos_a_tick(recording);
    let near = (NEAR * 1e9 / nanos) as u64;
    let mut frame = Frame::default();
    let mut there_is = |recording: &mut Recording<'_>, tick| {
        frame.duration = None;
        matches!(recording.seek(tick).and_then(|()| recording.next_frame(&mut frame)), Ok(true))
    };
    let (mut there, mut beyond) = (0, near.max(1));
    while beyond < LAST_TICK && there_is(recording, beyond) {
        (there, beyond) = (beyond, beyond.saturating_mul(2));
    }
    while beyond - there > near.max(1) {
        let middle = there + (beyond - there) / 2;
        match there_is(recording, middle) {
            true => there = middle,
            false => beyond = middle,
        }
    }
    recording.seek(there).ok()?;
    let mut last = 0;
    for _ in 0..MOST_FRAMES {
        frame.duration = None;
        if !matches!(recording.next_frame(&mut frame), Ok(true)) {
            break;
        }
        last = last.max(frame.timestamp.saturating_add(length(recording, &frame)));
    }
    let millis = (last as f64 * nanos / 1e6).round();
    LENGTHS.contains(&millis).then_some(millis as u64)
}

/// How many ticks a frame lasts, where that is known.
fn length(recording: &Recording<'_>, frame: &Frame) -> u64 {
    frame.duration.unwrap_or_else(|| {
        let track = recording.tracks().iter().find(|it| it.track_number().get() == frame.track);
        let nanos = track.and_then(|track| track.default_duration()).map_or(0, NonZeroU64::get);
        nanos / recording.info().timestamp_scale().get()
    })
}

fn nanos_a_tick(recording: &Recording<'_>) -> f64 {
    recording.info().timestamp_scale().get() as f64
}

fn trouble(error: DemuxError) -> ProbeError {
    match error {
        DemuxError::IoError(error) => ProbeError::from(error),
        error => ProbeError::Damaged(format!("its description is not valid ({error})")),
    }
}
