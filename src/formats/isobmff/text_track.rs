//! The text track of a recording: timed text of 3GPP and QuickTime (`tx3g`, `text`), WebVTT (`wvtt`,
//! ISO/IEC 14496-30, section 7) and TTML (`stpp`, section 6).

use super::edits::{Edits, millis};
use super::fragments::{TrackFragment, track_fragments};
use super::sample_table::{MOST_SAMPLES, SampleTable};
use super::text_sample::{Kind, read_sample};
use crate::container::isobmff::{FileBoxes, boxes, find, take_number};
use crate::formats::transcript::{Cue, collect, have_words, name_speakers};
use crate::io::{ProbeError, Source, read_range};
use crate::model::{Facts, Passages};

/// The most bytes of one sample.
const LONGEST_SAMPLE: u64 = 1 << 20;

/// The facts of a recording, and the words of its text track. A track that can't be read is none.
pub(crate) fn read(source: &mut dyn Source) -> Result<(Facts, Passages), ProbeError> {
    let facts = super::facts(source)?;
    let cues = first_text_track(source).unwrap_or_default();
    Ok((facts, collect(cues).1))
}

/// Whether the text track says who speaks.
pub(super) fn names_speakers(source: &mut dyn Source) -> bool {
    name_speakers(first_text_track(source).unwrap_or_default())
}

/// The cues of the first text track that has words.
fn first_text_track(source: &mut dyn Source) -> Result<Vec<Cue<'static>>, ProbeError> {
    let mut parts = FileBoxes::of(source)?;
    let movie = loop {
        match parts.next(source)? {
            Some(part) if &part.name == b"moov" => break part.read(source)?,
            Some(_) => {}
            None => return Ok(Vec::new()),
        }
    };
    let tracks = || boxes(&movie).flatten().filter(|it| it.name == b"trak");
    let chapters: Vec<u64> = tracks().flat_map(|track| chapter_tracks(track.content)).collect();
    let scale = find(&movie, &[b"mvhd"]).and_then(scale).unwrap_or(1);
    let defaults = find(&movie, &[b"mvex"]);
    let mut fragmented = Vec::new();
    for track in tracks() {
        let Some(mut text) = TextTrack::of(track.content, scale) else { continue };
        if chapters.contains(&text.number) {
            continue;
        }
        text.add_table(source)?;
        match defaults {
            None if text.has_words() => return Ok(text.shown()),
            None => {}
            Some(defaults) => {
                text.defaults = sample_defaults(defaults, text.number);
                fragmented.push(text);
            }
        }
    }
    while let Some(part) = parts.next(source)?.filter(|_| !fragmented.is_empty()) {
        if &part.name != b"moof" {
            continue;
        }
        for fragment in track_fragments(&part.read(source)?)? {
            if let Some(track) = fragmented.iter_mut().find(|it| it.number == fragment.track) {
                track.add_fragment(source, &fragment, part.start)?;
            }
        }
    }
    Ok(fragmented.into_iter().find(TextTrack::has_words).map_or_else(Vec::new, TextTrack::shown))
}

/// The tracks that hold the chapters of this one.
fn chapter_tracks(track: &[u8]) -> Vec<u64> {
    let mut rest = find(track, &[b"tref", b"chap"]).unwrap_or_default();
    std::iter::from_fn(|| take_number(&mut rest, 4)).collect()
}

/// The duration and the length of a sample in a fragment that states neither (`trex`, section 8.8.3).
fn sample_defaults(extends: &[u8], track: u64) -> (u64, u64) {
    let of_track = boxes(extends).flatten().filter(|it| it.name == b"trex").find_map(|it| {
        let mut rest = it.content.get(4..)?;
        let number = take_number(&mut rest, 4)?;
        take_number(&mut rest, 4)?;
        let both = take_number(&mut rest, 4).zip(take_number(&mut rest, 4))?;
        (number == track).then_some(both)
    });
    of_track.unwrap_or_default()
}

/// A text track, and what was read of it.
struct TextTrack<'t> {
    number: u64,
    kind: Kind,
    per_second: u64,
    edits: Edits,
    table: SampleTable<'t>,
    /// The duration and the length of a sample in a fragment that states neither.
    defaults: (u64, u64),
    /// When the next fragment begins that does not state it, in the units of the track.
    next: u64,
    /// In the time of the track.
    cues: Vec<Cue<'static>>,
    samples: usize,
    /// The bytes of all samples.
    total: usize,
}

impl<'t> TextTrack<'t> {
    /// None for a track that is no text.
    fn of(track: &'t [u8], movie_scale: u64) -> Option<TextTrack<'t>> {
        let tables = find(track, &[b"mdia", b"minf", b"stbl"])?;
        let kind = Kind::of(find(tables, &[b"stsd"])?.get(12..16)?)?;
        let header = find(track, &[b"tkhd"])?;
        let number = take_number(&mut header.get(behind_dates(header)..)?, 4)?;
        let per_second = scale(find(track, &[b"mdia", b"mdhd"])?)?.max(1);
        let edits = find(track, &[b"edts", b"elst"]).unwrap_or_default();
        Some(TextTrack {
            number,
            kind,
            per_second,
            edits: Edits::parse(edits, movie_scale, per_second),
            table: SampleTable(tables),
            defaults: (0, 0),
            next: 0,
            cues: Vec::new(),
            samples: 0,
            total: 0,
        })
    }

    fn has_words(&self) -> bool {
        have_words(&self.cues)
    }

    /// The cues in the time of the film, without those that were cut out.
    fn shown(mut self) -> Vec<Cue<'static>> {
        self.cues.retain_mut(|cue| {
            let shown = self.edits.shown((cue.start, cue.end));
            (cue.start, cue.end) = shown.unwrap_or_default();
            shown.is_some()
        });
        self.cues
    }

    /// Adds the samples that stand in no fragment.
    fn add_table(&mut self, source: &mut dyn Source) -> Result<(), ProbeError> {
        let sizes = self.table.sizes();
        let places = self.table.places(&sizes);
        for ((place, size), times) in places.into_iter().zip(sizes).zip(self.table.times()) {
            self.next = times.1;
            self.add_sample(source, place, size, times)?;
        }
        Ok(())
    }

    /// Adds the samples of a fragment that begins at this place of the file.
    fn add_fragment(
        &mut self,
        source: &mut dyn Source,
        fragment: &TrackFragment<'_>,
        start: u64,
    ) -> Result<(), ProbeError> {
        let base = fragment.base_offset.unwrap_or(start);
        let duration = fragment.default_duration.unwrap_or(self.defaults.0);
        let size = fragment.default_size.unwrap_or(self.defaults.1);
        let mut now = fragment.start.unwrap_or(self.next);
        let mut place = base;
        for run in &fragment.runs {
            if let Some(offset) = run.offset {
                place = base.saturating_add_signed(i64::from(offset));
            }
            for (own_duration, own_size) in run.samples() {
                if self.samples >= MOST_SAMPLES {
                    return Ok(());
                }
                let (begin, size) = (now, own_size.unwrap_or(size));
                now = now.saturating_add(own_duration.unwrap_or(duration));
                self.add_sample(source, place, size, (begin, now))?;
                place = place.saturating_add(size);
            }
        }
        self.next = now;
        Ok(())
    }

    fn add_sample(
        &mut self,
        source: &mut dyn Source,
        place: u64,
        size: u64,
        (start, end): (u64, u64),
    ) -> Result<(), ProbeError> {
        self.samples += 1;
        if size == 0 || size > LONGEST_SAMPLE {
            return Ok(());
        }
        let bytes = read_range(source, place..place.saturating_add(size))?;
        self.total += bytes.len();
        if self.total > Passages::MAX_TEXT {
            return Err(ProbeError::TooLarge(Passages::TOO_MUCH_TEXT.to_owned()));
        }
        let millis = |units| u32::try_from(millis(units, self.per_second)).unwrap_or(u32::MAX);
        read_sample(self.kind, &bytes, (millis(start), millis(end)), &mut self.cues);
        Ok(())
    }
}

/// Units of time per second, from the header of a film or a track.
fn scale(header: &[u8]) -> Option<u64> {
    take_number(&mut header.get(behind_dates(header)..)?, 4)
}

fn behind_dates(header: &[u8]) -> usize {
    if header.first() == Some(&1) { 20 } else { 12 }
}
