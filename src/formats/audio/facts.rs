//! MP3, WAV, Ogg, Opus, FLAC, AAC and AIFF: the length of a recording.

use std::io::BufReader;

use lofty::config::ParseOptions;
use lofty::file::{AudioFile, FileType};
use lofty::probe::Probe;

use super::id3;
use crate::io::{ProbeError, Source, read_range};
use crate::model::Facts;

/// How far into an MP3 the header that an encoder writes into the first frame is searched for.
const FIRST_FRAME: u64 = 64 * 1024;

/// Length, and that it is sound; tags and pictures are not read.
pub(crate) fn facts(source: &mut dyn Source) -> Result<Facts, ProbeError> {
    let options = ParseOptions::new().read_tags(false).read_cover_art(false);
    let probe = Probe::new(BufReader::new(&mut *source)).options(options).guess_file_type()?;
    let file_type = probe.file_type();
    if file_type.is_none() {
        return Err(ProbeError::damaged("its bytes are not those of a sound recording"));
    }
    let file = probe
        .read()
        .map_err(|error| ProbeError::Damaged(format!("its description is not valid ({error})")))?;
    let millis = u64::try_from(file.properties().duration().as_millis()).ok();
    Ok(Facts {
        millis: millis.filter(|&millis| millis > 0),
        approximate: file_type == Some(FileType::Mpeg) && !states_length(source)?
            || file_type == Some(FileType::Aac),
        has_video: Some(false),
        has_audio: Some(true),
        ..Facts::default()
    })
}

/// Whether an MP3 states how many frames it has. The length of another is estimated by the rate of
/// its first frame, which is wrong where the rate varies: every library and player does that.
fn states_length(source: &mut dyn Source) -> Result<bool, ProbeError> {
    let start = id3::tag_length(source, 0)?.unwrap_or(0);
    let frame = read_range(source, start..start + FIRST_FRAME)?;
    let marks: [&[u8]; 3] = [b"Xing", b"Info", b"VBRI"];
    Ok(marks.iter().any(|mark| memchr::memmem::find(&frame, mark).is_some()))
}
