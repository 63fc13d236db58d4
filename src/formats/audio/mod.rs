//! Sound: MP3, WAV, Ogg, Opus, FLAC, AAC and AIFF.

mod facts;
mod frames;
mod id3;
mod metadata;
mod ogg_flac;
mod strip_flac;
mod strip_mp3;
mod strip_riff;
mod wav;

pub(super) use facts::{facts, facts_by_name};
pub(super) use metadata::metadata;
pub(super) use strip_flac::strip as strip_flac;
pub(super) use strip_mp3::strip as strip_mp3;
pub(super) use strip_riff::strip as strip_riff;
