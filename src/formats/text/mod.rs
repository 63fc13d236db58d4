//! Texts: plain text and code, CSV tables, Markdown and web pages.

pub(super) mod csv;
pub(super) mod html;
mod html_metadata;
pub(super) mod lines;
pub(super) mod markdown;
pub(super) mod plain;

pub(crate) use html::visible_text;
pub(super) use html_metadata::metadata as html_metadata;
