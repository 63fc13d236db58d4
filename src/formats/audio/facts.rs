//! MP3, WAV, Ogg, Opus, FLAC, AAC and AIFF: the length of a recording.

use std::io::BufReader;
use std::time::Duration;

use lofty::config::ParseOptions;
use lofty::file::{AudioFile, FileType};
use lofty::probe::Probe;

use super::{frames, id3, ogg_flac, wav};
use crate::io::{ProbeError, Source, read_range};
use crate::model::Facts;

/// How far into an MP3 the header that an encoder writes into the first frame is searched for.
const FIRST_FRAME: u64 = 64 * 1024;

/// Length, and that it is sound; tags and pictures are not read.
///
/// Players forgive much: where no length is found, it is unknown, and the file is not damaged.
pub(crate) fn facts(source: &mut dyn Source) -> Result<Facts, ProbeError> {
    Ok(facts_of(length(source)?.unwrap_or(Length::UNKNOWN)))
}

/// The same of a file that its name alone calls sound.
pub(crate) fn facts_by_name(source: &mut dyn Source) -> Result<Facts, ProbeError> {
    let unknown = || ProbeError::damaged("its bytes are not those of a sound recording");
    Ok(facts_of(length(source)?.ok_or_else(unknown)?))
}

fn facts_of(length: Length) -> Facts {
    Facts {
        millis: length.millis.filter(|&millis| millis > 0),
        approximate: length.is_estimate,
        has_video: Some(false),
        has_audio: Some(true),
        ..Facts::default()
    }
}

struct Length {
    millis: Option<u64>,
    is_estimate: bool,
}

impl Length {
    const UNKNOWN: Length = Length { millis: None, is_estimate: false };

    fn exact(millis: Option<u64>) -> Length {
        Length { millis, is_estimate: false }
    }
}

/// The length of a recording; none where the file is not known to be one.
fn length(source: &mut dyn Source) -> Result<Option<Length>, ProbeError> {
    let start = id3::end_of_tags(source)?;
    let head = read_range(source, start..start + FIRST_FRAME)?;
    if wav::is_wav(&head) {
        return Ok(Some(Length::exact(wav::millis(source)?)));
    }
    if let Some(millis) = ogg_flac::millis(&head, source)? {
        return Ok(Some(Length::exact(Some(millis))));
    }
    let found = by_library(source)?;
    match found {
        Some((Some(FileType::Mpeg), _)) if states_length(&head) => {}
        // No header states the length of these.
        None | Some((None | Some(FileType::Mpeg | FileType::Aac), _)) => {
            if let Some(frames::Length { millis, is_estimate }) = frames::length(source, start)? {
                return Ok(Some(Length { millis: Some(millis), is_estimate }));
            }
        }
        Some(_) => {}
    }
    Ok(found.map(|(file_type, duration)| Length {
        millis: u64::try_from(duration.as_millis()).ok(),
        is_estimate: matches!(file_type, Some(FileType::Mpeg | FileType::Aac))
            && !states_length(&head),
    }))
}

/// What the library says of a recording; none where it gives up.
fn by_library(source: &mut dyn Source) -> Result<Option<(Option<FileType>, Duration)>, ProbeError> {
    source.rewind()?;
    let options = ParseOptions::new().read_tags(false).read_cover_art(false);
    let probe = Probe::new(BufReader::new(&mut *source)).options(options).guess_file_type()?;
    let file_type = probe.file_type();
    if file_type.is_none() {
        return Ok(None);
    }
    Ok(probe.read().ok().map(|file| (file_type, file.properties().duration())))
}

/// Whether an MP3 states how many frames it has.
fn states_length(head: &[u8]) -> bool {
    let marks: [&[u8]; 3] = [b"Xing", b"Info", b"VBRI"];
    marks.iter().any(|mark| memchr::memmem::find(head, mark).is_some())
}
