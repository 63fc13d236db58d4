//! Sound: MP3, WAV, Ogg, Opus, FLAC, AAC and AIFF.

mod facts;
mod strip_flac;
mod strip_mp3;
mod strip_riff;
mod tags;

pub(super) use facts::facts;
pub(super) use strip_flac::plan as strip_flac;
pub(super) use strip_mp3::plan as strip_mp3;
pub(super) use strip_riff::plan as strip_riff;
pub(super) use tags::look as metadata;
