//! The text track of a recording: timed text of 3GPP and QuickTime (`tx3g`, `text`), WebVTT (`wvtt`,
//! ISO/IEC 14496-30, section 7) and TTML (`stpp`, section 6).
//!
//! re_mp4 and the like hold every table of every track; of a long film only the text is of use here.

use super::text_sample::{Kind, read_sample};
use crate::container::isobmff::{FileBoxes, boxes, find, take_number};
use crate::formats::transcript::{Cue, collect};
use crate::io::{ProbeError, Source, read_range};
use crate::model::{Facts, Passages};

/// The most samples that are read of a track, and the most bytes of one and of all.
const MOST_SAMPLES: usize = 500_000;
const LONGEST_SAMPLE: u64 = 1 << 20;
const LONGEST_TEXT: usize = Passages::MAX_TEXT;
/// A table may repeat one entry without end.
const MOST_CHUNKS: usize = 1_000_000;

/// The facts of a recording, and the words of its text track. A track that can't be read is none.
pub(crate) fn read(source: &mut dyn Source) -> Result<(Facts, Passages), ProbeError> {
    let facts = super::facts(source)?;
    let cues = first_text_track(source).unwrap_or_default();
    Ok((facts, collect(cues).1))
}

/// The cues of the first text track that has words.
fn first_text_track(source: &mut dyn Source) -> Result<Vec<Cue<'static>>, ProbeError> {
    let mut found = FileBoxes::of(source)?;
    while let Some(part) = found.next(source)? {
        if &part.name != b"moov" {
            continue;
        }
        let movie = part.read(source)?;
        let tracks = || boxes(&movie).flatten().filter(|it| it.name == b"trak");
        let chapters: Vec<u64> = tracks().flat_map(|track| chapter_tracks(track.content)).collect();
        let scale = find(&movie, &[b"mvhd"]).and_then(scale).unwrap_or(1);
        for track in tracks() {
            let Some(table) = Table::of(track.content, scale) else { continue };
            if chapters.contains(&table.number) {
                continue;
            }
            let cues = table.cues(source)?;
            if cues.iter().any(|cue| !cue.text.trim().is_empty()) {
                return Ok(cues);
            }
        }
    }
    Ok(Vec::new())
}

/// The tracks that hold the chapters of this one.
fn chapter_tracks(track: &[u8]) -> Vec<u64> {
    let mut rest = find(track, &[b"tref", b"chap"]).unwrap_or_default();
    std::iter::from_fn(|| take_number(&mut rest, 4)).collect()
}

/// Where the samples of a text track lie.
struct Table<'t> {
    number: u64,
    kind: Kind,
    per_second: u64,
    /// How many milliseconds later than in its own time a track is shown.
    delay: i64,
    tables: &'t [u8],
}

impl<'t> Table<'t> {
    /// None for a track that is no text.
    fn of(track: &'t [u8], movie_scale: u64) -> Option<Table<'t>> {
        let tables = find(track, &[b"mdia", b"minf", b"stbl"])?;
        let kind = Kind::of(find(tables, &[b"stsd"])?.get(12..16)?)?;
        let header = find(track, &[b"tkhd"])?;
        let number = take_number(&mut header.get(behind_dates(header)..)?, 4)?;
        let per_second = scale(find(track, &[b"mdia", b"mdhd"])?)?.max(1);
        let edits = find(track, &[b"edts", b"elst"]);
        let delay = edits.and_then(|list| delay(list, movie_scale.max(1), per_second)).unwrap_or(0);
        Some(Table { number, kind, per_second, delay, tables })
    }

    fn table(&self, name: &[u8; 4]) -> &'t [u8] {
        find(self.tables, &[name]).and_then(|table| table.get(4..)).unwrap_or_default()
    }

    fn cues(&self, source: &mut dyn Source) -> Result<Vec<Cue<'static>>, ProbeError> {
        let (sizes, places) = (self.sizes(), self.places());
        let mut cues = Vec::new();
        let mut total = 0;
        let mut times = self.times();
        for (place, size) in places.into_iter().zip(sizes) {
            let Some((start, end)) = times.next() else { break };
            if size == 0 || size > LONGEST_SAMPLE {
                continue;
            }
            let bytes = read_range(source, place..place.saturating_add(size))?;
            total += bytes.len();
            if total > LONGEST_TEXT {
                return Err(ProbeError::TooLarge(Passages::TOO_MUCH_TEXT.to_owned()));
            }
            read_sample(self.kind, &bytes, (start, end), &mut cues);
        }
        Ok(cues)
    }

    /// When each sample begins and ends, in milliseconds (`stts`, section 8.6.1.2).
    fn times(&self) -> impl Iterator<Item = (u32, u32)> + use<'t> {
        let (per_second, delay) = (self.per_second, self.delay);
        let mut rest = self.table(b"stts");
        take_number(&mut rest, 4);
        let (mut left, mut each, mut now) = (0_u64, 0_u64, 0_u64);
        let millis = move |units: u64| {
            let millis = u128::from(units) * 1_000 / u128::from(per_second);
            let shown = i64::try_from(millis).unwrap_or(i64::MAX).saturating_add(delay);
            u32::try_from(shown.max(0)).unwrap_or(u32::MAX)
        };
        std::iter::from_fn(move || {
            while left == 0 {
                left = take_number(&mut rest, 4)?;
                each = take_number(&mut rest, 4)?;
            }
            left -= 1;
            let start = now;
            now = now.saturating_add(each);
            Some((millis(start), millis(now)))
        })
    }

    /// The length of each sample (`stsz`, section 8.7.3).
    fn sizes(&self) -> Vec<u64> {
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

    /// Where each sample begins (`stsc`, `stco`, `co64`, sections 8.7.4 and 8.7.5).
    fn places(&self) -> Vec<u64> {
        let sizes = self.sizes();
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
        for number in 1..=MOST_CHUNKS as u64 {
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

/// Units of time per second, from the header of a film or a track.
fn scale(header: &[u8]) -> Option<u64> {
    take_number(&mut header.get(behind_dates(header)..)?, 4)
}

fn behind_dates(header: &[u8]) -> usize {
    if header.first() == Some(&1) { 20 } else { 12 }
}

/// By how many milliseconds an edit list moves its track (section 8.6.6).
fn delay(list: &[u8], movie_scale: u64, per_second: u64) -> Option<i64> {
    let width = if list.first() == Some(&1) { 8 } else { 4 };
    let mut rest = list.get(4..)?;
    let count = take_number(&mut rest, 4)?;
    let mut delay = 0_i64;
    for _ in 0..count.min(100) {
        let (length, from) = (take_number(&mut rest, width)?, take_number(&mut rest, width)?);
        take_number(&mut rest, 4)?;
        let is_empty = from == if width == 8 { u64::MAX } else { u64::from(u32::MAX) };
        let millis = |units: u64, scale| units.saturating_mul(1_000) / scale;
        if !is_empty {
            let skipped = i64::try_from(millis(from, per_second)).ok()?;
            return delay.checked_sub(skipped);
        }
        delay = delay.checked_add(i64::try_from(millis(length, movie_scale)).ok()?)?;
    }
    Some(delay)
}
