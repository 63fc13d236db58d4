//! MP4, MOV, M4A and 3GP: recordings in the ISO base media file format (ISO/IEC 14496-12).

mod description;
mod facts;
mod fragments;
mod metadata;
mod movie;
mod strip;

pub(super) use facts::facts;
pub use metadata::called as called_in_mp4;
pub(super) use metadata::look as metadata;
pub(super) use strip::plan as strip;
