//! Office files: Word, PowerPoint and Excel since 2007 (ECMA-376), and OpenDocument.

mod chart;
mod document_blocks;
pub(super) mod docx;
mod docx_layout;
mod docx_markdown;
mod docx_numbering;
mod docx_styles;
mod drawings;
mod escapes;
mod markdown_writer;
mod number_formats;
mod odf;
mod odf_metadata;
pub(super) mod odp;
pub(super) mod ods;
pub(super) mod odt;
mod odt_markdown;
mod odt_styles;
mod ooxml;
mod ooxml_metadata;
mod personal;
pub(super) mod pptx;
mod properties;
#[cfg(test)]
mod sheet_tests;
mod strip;
mod workbook;
pub(super) mod xlsx;

pub(super) use chart::shown_by_charts;
pub(super) use docx_layout::layout as docx_layout;
pub(super) use docx_markdown::markdown as docx_markdown;
pub(super) use odf_metadata::read as odf_metadata;
pub(super) use odt_markdown::markdown as odt_markdown;
pub(super) use ooxml_metadata::read as ooxml_metadata;
pub(super) use strip::{odf as strip_odf, ooxml as strip_ooxml};
