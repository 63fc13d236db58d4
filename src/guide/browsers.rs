//! What browsers show and play by themselves.

use crate::model::{Artifact, Kind};

/// Pictures that every browser shows.
const PICTURES: &[&str] = &["jpg", "jpeg", "png", "gif", "webp", "bmp", "svg"];
/// Moving pictures that browsers play, most of them at least.
const VIDEOS: &[&str] = &["mp4", "m4v", "mov", "webm"];
/// Sound that browsers play.
const SOUNDS: &[&str] = &["mp3", "m4a", "wav", "ogg", "oga", "opus", "flac", "aac"];

/// Whether the name of a file promises a picture that browsers show.
pub(super) fn is_shown(path: &str) -> bool {
    ends_in(path, PICTURES)
}

/// Whether browsers play this recording.
pub(super) fn is_played(artifact: &Artifact) -> bool {
    match artifact.kind {
        Kind::Video => ends_in(&artifact.path, VIDEOS),
        Kind::Audio => ends_in(&artifact.path, SOUNDS),
        _ => false,
    }
}

fn ends_in(path: &str, extensions: &[&str]) -> bool {
    let extension = path.rsplit('/').next().and_then(|name| name.rsplit_once('.'));
    extension.is_some_and(|(_, it)| extensions.iter().any(|known| it.eq_ignore_ascii_case(known)))
}
