//! Floor 5: checked portfolios -> what people and programs read. One file per
//! format, all with one signature: [`Render`].

mod catalog;
mod cohort;
mod columns;
mod compare;
mod compare_json;
mod csv;
mod document;
mod github;
mod glance;
mod human;
mod json;
mod jsonl;
mod junit;
mod link;
mod markdown;
mod names;
mod next;
mod plain;
mod plain_glance;
mod sarif;
#[cfg(test)]
mod schema;
mod since;
mod snippet;
mod spot;
mod stripped;
mod table;
mod verify;
mod verify_json;
mod words;

pub use catalog::{catalog_human, catalog_json, catalog_list};
pub use compare::compare_human;
pub use compare_json::compare_json;
pub use csv::csv;
pub use github::github;
pub use glance::{glance, one_line};
pub use human::human;
pub use json::{completeness_json, json};
pub use jsonl::jsonl;
pub use junit::junit;
pub use link::linked;
pub use markdown::markdown;
pub use next::next_steps;
pub use sarif::sarif;
pub use since::since_human;
pub use stripped::{not_stripped, stripped};
pub use table::{Column, table, table_or_lines};
pub use verify::{Verified, verify_human};
pub use verify_json::verify_json;

use crate::model::{counted, grouped, harmless};
use crate::rules::Checked;

/// What every format is: checked portfolios in, text out, ready to print.
pub type Render = fn(&[Checked], &Look) -> String;

/// How the text will be looked at.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Columns of the terminal.
    pub width: usize,
    /// Warnings count as errors.
    pub strict: bool,
    /// Findings alone, without tables and advice.
    pub quiet: bool,
    /// What is looked at is packed already.
    pub packed: bool,
    /// One fact a line in words, without tables, lines and signs: for screen readers.
    pub plain: bool,
    /// Names of files lead to them.
    pub links: bool,
}

impl Default for Look {
    fn default() -> Look {
        Look { width: 80, strict: false, quiet: false, packed: false, plain: false, links: false }
    }
}
