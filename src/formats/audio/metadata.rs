//! The tags of sound: ID3, Vorbis comments, RIFF INFO, APE.

use std::io::BufReader;

use lofty::config::ParseOptions;
use lofty::file::TaggedFileExt;
use lofty::probe::Probe;
use lofty::tag::ItemKey;

use crate::io::{ProbeError, Source};
use crate::model::Metadata;

/// The tags that name a person or an organisation.
const IDENTITY: [(ItemKey, &str); 11] = [
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

/// Reads the tags of a recording.
pub(crate) fn metadata(source: &mut dyn Source, found: &mut Metadata) -> Result<(), ProbeError> {
    let options = ParseOptions::new().read_properties(false).read_tags(true).read_cover_art(false);
    let probe = Probe::new(BufReader::new(source)).options(options).guess_file_type()?;
    if probe.file_type().is_none() {
        return Ok(());
    }
    let Ok(file) = probe.read() else { return Ok(()) };
    for item in file.tags().iter().flat_map(|tag| tag.items()) {
        let name = IDENTITY.iter().find(|(key, _)| *key == item.key()).map(|(_, name)| name);
        if let (Some(name), Some(text)) = (name, item.value().text()) {
            found.add(format!("tag {name}"), text);
        }
    }
    Ok(())
}
