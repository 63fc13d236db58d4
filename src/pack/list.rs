//! The bundle as a list, for a dry run.

use std::io::{self, Read};

use super::bag::Bag;
use super::plan::Plan;
use super::sink::Sink;
use crate::load::Tree;
use crate::model::size;

/// A line per file of the bundle, with its size.
///
/// # Errors
/// A file of the portfolio can't be read; the error names it.
pub fn list(tree: &dyn Tree, plan: &Plan) -> anyhow::Result<String> {
    let mut list = List { text: String::new() };
    Bag::new(plan, &|_| true).fill(tree, plan, &mut list)?;
    Ok(list.text)
}

struct List {
    text: String,
}

impl Sink for List {
    fn add(&mut self, path: &str, bytes: u64, content: &mut dyn Read) -> io::Result<()> {
        io::copy(content, &mut io::sink())?;
        self.text.push_str(&format!("{:>12}  {path}\n", size(bytes)));
        Ok(())
    }
}
