//! Texts: plain text and code, CSV tables, Markdown and web pages.

mod active;
pub(super) mod csv;
pub(super) mod html;
mod html_layout;
mod html_lists;
mod html_metadata;
pub(super) mod lines;
pub(super) mod markdown;
pub(super) mod plain;

pub(super) use active::metadata as active_metadata;
pub(crate) use html::{visible_blocks, visible_text};
pub(super) use html_layout::layout as html_layout;
pub(super) use html_metadata::metadata as html_metadata;
