//! The tags of recordings: ID3, Vorbis comments, RIFF INFO, APE; and those of Matroska.

use std::io::BufReader;

use lofty::config::ParseOptions;
use lofty::file::TaggedFileExt;
use lofty::probe::Probe;
use lofty::tag::ItemKey;

use crate::formats::matroska;
use crate::io::{ProbeError, Source};
use crate::model::Metadata;

/// The tags that name a person or an organisation.
const TELLING: [(ItemKey, &str); 11] = [
    (ItemKey::TrackArtist, "Artist"),
    (ItemKey::AlbumArtist, "AlbumArtist"),
    (ItemKey::Composer, "Composer"),
    (ItemKey::Performer, "Performer"),
    (ItemKey::Producer, "Producer"),
    (ItemKey::Publisher, "Publisher"),
    (ItemKey::Label, "Label"),
    (ItemKey::CopyrightMessage, "Copyright"),
    (ItemKey::EncodedBy, "EncodedBy"),
    (ItemKey::FileOwner, "FileOwner"),
    (ItemKey::Comment, "Comment"),
];
/// The same in Matroska (matroska.org, "Tagging").
const MATROSKA: [&str; 8] =
    ["ARTIST", "AUTHOR", "DIRECTOR", "PRODUCER", "COPYRIGHT", "PUBLISHER", "ENCODED_BY", "COMMENT"];

/// Reads the tags of a recording.
pub(crate) fn look(source: &mut dyn Source, traces: &mut Metadata) -> Result<(), ProbeError> {
    let mut start = [0; 4];
    std::io::Read::read_exact(source, &mut start)?;
    source.rewind()?;
    if start == [0x1a, 0x45, 0xdf, 0xa3] {
        in_matroska(source, traces);
        return Ok(());
    }
    let options = ParseOptions::new().read_properties(false).read_tags(true).read_cover_art(false);
    let probe = Probe::new(BufReader::new(source)).options(options).guess_file_type()?;
    if probe.file_type().is_none() {
        return Ok(());
    }
    let Ok(file) = probe.read() else { return Ok(()) };
    for item in file.tags().iter().flat_map(|tag| tag.items()) {
        let name = TELLING.iter().find(|(key, _)| *key == item.key()).map(|(_, name)| name);
        if let (Some(name), Some(text)) = (name, item.value().text()) {
            traces.add(format!("tag {name}"), text);
        }
    }
    Ok(())
}

fn in_matroska(source: &mut dyn Source, traces: &mut Metadata) {
    let Ok(file) = matroska::open(source) else { return };
    for tag in file.tags().into_iter().flatten().flat_map(|tag| tag.simple_tags()) {
        let name = tag.name().to_ascii_uppercase();
        if let Some(text) = tag.string() {
            if MATROSKA.contains(&name.as_str()) {
                traces.add(format!("tag {name}"), text);
            }
            traces.has_place |= name == "LOCATION" && !text.trim().is_empty();
        }
    }
}
