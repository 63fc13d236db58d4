//! MP3, WAV, Ogg, Opus, FLAC, AAC and AIFF: the length of a recording.

use std::io::{BufReader, Read, SeekFrom};

use lofty::config::ParseOptions;
use lofty::file::{AudioFile, FileType};
use lofty::probe::Probe;

use crate::io::{ProbeError, Source};
use crate::model::Facts;

/// How far into an MP3 its first frame is looked for an encoder's header.
const FIRST_FRAME: u64 = 64 * 1024;

/// Length, and that it is sound; tags and pictures are not read.
pub(crate) fn facts(source: &mut dyn Source) -> Result<Facts, ProbeError> {
    let options = ParseOptions::new().read_tags(false).read_cover_art(false);
    let probe = Probe::new(BufReader::new(&mut *source)).options(options).guess_file_type()?;
    let sort = probe.file_type();
    if sort.is_none() {
        return Err(ProbeError::damaged("its bytes are not those of a sound recording"));
    }
    let file = probe
        .read()
        .map_err(|error| ProbeError::Damaged(format!("its description is not valid ({error})")))?;
    let millis = u64::try_from(file.properties().duration().as_millis()).ok();
    Ok(Facts {
        millis: millis.filter(|&millis| millis > 0),
        approximate: sort == Some(FileType::Mpeg) && !counted(source)?
            || sort == Some(FileType::Aac),
        has_video: Some(false),
        has_audio: Some(true),
        ..Facts::default()
    })
}

/// Whether an MP3 says how many frames it has. One that does not is measured by the rate of its
/// first frame, which is wrong where the rate varies: every library and player only estimates it.
fn counted(source: &mut dyn Source) -> Result<bool, ProbeError> {
    source.seek(SeekFrom::Start(0))?;
    let mut start = [0; 10];
    let first = match source.read_exact(&mut start) {
        // An ID3 tag gives its size in four bytes of seven bits, its header of ten bytes not
        // counted (ID3v2.4 section 3.1).
        Ok(()) if start.starts_with(b"ID3") => {
            let size =
                start.iter().skip(6).fold(0, |size, &byte| size << 7 | u64::from(byte & 0x7f));
            size + 10
        }
        _ => 0,
    };
    source.seek(SeekFrom::Start(first))?;
    let mut frame = Vec::new();
    source.take(FIRST_FRAME).read_to_end(&mut frame)?;
    let names: [&[u8]; 3] = [b"Xing", b"Info", b"VBRI"];
    Ok(frame.windows(4).any(|window| names.contains(&window)))
}
