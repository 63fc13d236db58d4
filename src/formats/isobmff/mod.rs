//! MP4, MOV, M4A and 3GP: recordings in the ISO base media file format (ISO/IEC 14496-12).

mod edits;
mod facts;
mod fragments;
mod metadata;
mod movie;
mod sample_table;
mod strip;
mod tags;
mod text_sample;
mod text_track;

pub(super) use facts::facts;
pub(super) use metadata::metadata;
pub(super) use strip::strip;
pub(super) use text_track::read;
