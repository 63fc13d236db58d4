//! The text track of a recording: SubRip, WebVTT and SubStation (RFC 9559, and the specification of
//! codecs for Matroska, section "Subtitle Codec Mappings").

use super::block::BlockReader;
use super::content_encoding::ContentEncoding;
use super::ids;
use super::recording::Recording;
use crate::container::ebml::{Element, Elements};
use crate::formats::transcript::{Cue, collect, have_words, name_speakers};
use crate::io::{ProbeError, Source};
use crate::model::{Facts, Passages};

/// The most bytes of one block of text.
const LONGEST_BLOCK: u64 = 1 << 20;
/// The most text tracks that are read.
const MOST_TRACKS: usize = 20;
/// How long a cue is shown that does not state it, in milliseconds.
const USUAL_LENGTH: u64 = 3_000;

/// The facts of a recording, and the words of its text track. A track that can't be read is none.
pub(crate) fn read(source: &mut dyn Source) -> Result<(Facts, Passages), ProbeError> {
    let facts = super::facts(source)?;
    let cues = first_with_words(source).unwrap_or_default();
    Ok((facts, collect(cues).1))
}

/// Whether the text track says who speaks.
pub(super) fn names_speakers(source: &mut dyn Source) -> bool {
    name_speakers(first_with_words(source).unwrap_or_default())
}

/// How the text of a block is stored.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Codec {
    Plain,
    /// The identifier and the settings of a cue on two lines before its text, as WebM has it.
    WebM,
    /// The fields of a line of dialogue.
    SubStation,
}

struct TextTrack {
    number: u64,
    codec: Codec,
    encoding: ContentEncoding,
    cues: Vec<Cue<'static>>,
}

/// The cues of the first text track that has words.
fn first_with_words(source: &mut dyn Source) -> Result<Vec<Cue<'static>>, ProbeError> {
    let recording = Recording::find(source)?;
    let tracks = text_tracks(source, &recording.tracks)?;
    if tracks.is_empty() {
        return Ok(Vec::new());
    }
    let [scale] = recording.info.values(source, [ids::TIMESTAMP_SCALE])?;
    let scale = scale.unwrap_or(1_000_000).max(1);
    let mut blocks = TextBlocks { tracks, scale, blocks: BlockReader::default(), total: 0 };
    let mut parts = Elements::of(recording.first_cluster..recording.end);
    while let Some(part) = parts.next(source)? {
        match part.id {
            // The elements of a cluster are walked as if they stood beside it.
            ids::CLUSTER => parts.enter(&part),
            _ => blocks.add(source, part)?,
        }
    }
    Ok(blocks
        .tracks
        .into_iter()
        .find(|track| have_words(&track.cues))
        .map_or_else(Vec::new, |track| track.cues))
}

/// The tracks of text whose packing is known.
fn text_tracks(source: &mut dyn Source, list: &Element) -> Result<Vec<TextTrack>, ProbeError> {
    let mut found = Vec::new();
    let mut entries = list.children()?;
    while let Some(entry) = entries.next(source)?.filter(|_| found.len() < MOST_TRACKS) {
        if entry.id != ids::TRACK_ENTRY {
            continue;
        }
        let fields = [ids::TRACK_NUMBER, ids::CODEC_ID, ids::CONTENT_ENCODINGS];
        let [number, codec, encodings] = entry.fields(source, fields)?;
        let (Some(number), Some(codec)) = (number, codec) else { continue };
        let codec = match codec.text(source)?.as_str() {
            "S_TEXT/UTF8" | "S_TEXT/ASCII" | "S_TEXT/WEBVTT" => Codec::Plain,
            "D_WEBVTT/SUBTITLES" | "D_WEBVTT/CAPTIONS" => Codec::WebM,
            "S_TEXT/ASS" | "S_TEXT/SSA" | "S_ASS" | "S_SSA" => Codec::SubStation,
            _ => continue,
        };
        if let Some(encoding) = ContentEncoding::of(source, encodings.as_ref())? {
            let number = number.unsigned(source)?;
            found.push(TextTrack { number, codec, encoding, cues: Vec::new() });
        }
    }
    Ok(found)
}

struct TextBlocks {
    tracks: Vec<TextTrack>,
    /// Nanoseconds in a tick.
    scale: u64,
    blocks: BlockReader,
    /// The bytes of their frames.
    total: usize,
}

impl TextBlocks {
    /// Adds an element of a cluster.
    fn add(&mut self, source: &mut dyn Source, part: Element) -> Result<(), ProbeError> {
        let Some(block) = self.blocks.block(source, part)? else { return Ok(()) };
        let Some(track) = self.tracks.iter_mut().find(|it| it.number == block.track) else {
            return Ok(());
        };
        let bytes = block.element.read(source, LONGEST_BLOCK)?;
        let frame = bytes.get(block.frames..).unwrap_or_default();
        let frame = track.encoding.decoded(frame, LONGEST_BLOCK);
        self.total += frame.len();
        let text = String::from_utf8_lossy(&frame);
        let text = said(track.codec, text.trim_end_matches('\0'));
        if self.total > Passages::MAX_TEXT {
            return Err(ProbeError::TooLarge(Passages::TOO_MUCH_TEXT.to_owned()));
        }
        let millis = |ticks: u64| u128::from(ticks) * u128::from(self.scale) / 1_000_000;
        let length = block.duration.map_or(u128::from(USUAL_LENGTH), millis);
        let fit = |millis: u128| u32::try_from(millis).unwrap_or(u32::MAX);
        let start = millis(block.start);
        track.cues.push(Cue::of_track(fit(start), fit(start + length), text));
        Ok(())
    }
}

/// The text of a block in the form of a cue.
fn said(codec: Codec, text: &str) -> String {
    match codec {
        Codec::Plain => text.to_owned(),
        Codec::WebM => text.splitn(3, '\n').nth(2).unwrap_or_default().to_owned(),
        Codec::SubStation => {
            let mut fields = text.splitn(9, ',');
            let speaker = fields.nth(3).unwrap_or_default().trim();
            let said = fields.nth(4).unwrap_or_default();
            let said = said.replace("\\N", "\n").replace("\\n", "\n").replace("\\h", " ");
            match speaker.is_empty() {
                true => said,
                false => format!("<v {speaker}>{said}"),
            }
        }
    }
}
