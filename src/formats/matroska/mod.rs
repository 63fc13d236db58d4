//! WebM and Matroska (RFC 9559).

mod facts;
mod strip;

pub(super) use facts::{facts, open};
pub(super) use strip::plan as strip;
