//! Floor 8: checked portfolios -> output for people and programs. One file per format, all with one
//! signature: [`Render`].

mod catalog;
mod cohort;
mod cohort_words;
mod compare;
mod compare_json;
mod csv;
mod display_location;
mod github;
mod human;
mod hyperlink;
mod json;
mod json_document;
#[cfg(test)]
mod json_schema;
mod jsonl;
mod junit;
mod markdown_report;
mod next_steps;
mod one_screen;
mod phrases;
mod plain;
mod plain_summary;
mod portfolio_names;
mod progress;
mod sarif;
mod since;
mod snippet;
mod stripped;
mod summary;
mod table;
mod text_width;
mod untouched;
mod uri;
mod verify;
mod verify_json;

pub use catalog::{catalog_human, catalog_json, catalog_list, catalog_with_places};
pub use compare::compare_human;
pub use compare_json::compare_json;
pub use csv::csv;
pub use github::github;
pub use human::human;
pub use hyperlink::linked;
pub use json::{completeness_json, json};
pub use jsonl::jsonl;
pub use junit::junit;
pub use markdown_report::markdown;
pub use next_steps::next_steps;
pub use sarif::sarif;
pub use since::since_human;
pub use stripped::{not_stripped, stripped};
pub use summary::{one_line, summary};
pub use table::{Column, table, table_or_lines};
pub(crate) use text_width::shortened;
pub use verify::{Verified, verify_human};
pub use verify_json::verify_json;

use crate::load::Beside;
use crate::model::{counted, grouped, sanitize};
use crate::rules::Checked;

/// Every format of `check`: checked portfolios in, text out, ready to print.
pub type Render = fn(&[Checked], &RenderOptions) -> Result<String, RenderError>;

/// The only portfolio, where no other folder lies beside it.
fn alone<'c>(checked: &'c [Checked], options: &RenderOptions) -> Option<&'c Checked> {
    match checked {
        [one] if options.beside.folders.is_empty() => Some(one),
        _ => None,
    }
}

/// Why there is no text.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RenderError {
    /// The serializer failed.
    #[error("the JSON can't be written")]
    Json(#[from] serde_json::Error),
}

/// How the output is read.
#[derive(Debug, Clone, Copy)]
pub struct RenderOptions<'o> {
    /// The columns of the terminal.
    pub width: usize,
    /// The rows of the terminal, if what is shown has to fit in it.
    pub height: Option<usize>,
    /// Everything, also of a portfolio in which nothing is done yet.
    pub all: bool,
    /// Warnings count as errors.
    pub strict: bool,
    /// Only findings, without tables and advice.
    pub quiet: bool,
    /// The portfolio is in a bundle.
    pub packed: bool,
    /// For screen readers: one fact per line, without tables and symbols.
    pub plain: bool,
    /// File names are links.
    pub links: bool,
    /// What lies beside the portfolios of a cohort.
    pub beside: &'o Beside,
}

/// Nothing beside portfolios.
static NOTHING: Beside = Beside { folders: Vec::new(), zips: Vec::new() };

impl Default for RenderOptions<'_> {
    fn default() -> Self {
        RenderOptions {
            width: 80,
            height: None,
            all: false,
            strict: false,
            quiet: false,
            packed: false,
            plain: false,
            links: false,
            beside: &NOTHING,
        }
    }
}
