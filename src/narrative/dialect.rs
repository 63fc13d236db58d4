//! The dialect of Markdown that narratives are written in.

use pulldown_cmark::Options;

/// CommonMark with the extensions of common editors: tables, footnotes,
/// strikethrough, task lists and front matter.
pub fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
}
