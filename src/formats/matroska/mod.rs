//! WebM and Matroska (RFC 9559).

mod block;
mod content_encoding;
mod facts;
mod frames;
mod ids;
mod metadata;
mod recording;
mod strip;
mod text_track;
mod tracks;

pub(super) use facts::facts;
pub(super) use metadata::metadata;
pub(super) use strip::strip;
pub(super) use text_track::read;
