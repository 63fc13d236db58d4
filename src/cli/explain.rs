//! `mcred explain`: what a rule finds, why it matters, how to mend it.

use anyhow::bail;
use clap::Args;

use super::{Status, output};
use crate::model::nearest;
use crate::render::{Column, Look, table_or_lines};
use crate::rules;

/// Say what a rule finds, why it matters and how to mend it
#[derive(Args)]
pub(super) struct Explain {
    /// The name of a rule, as it stands in brackets behind a finding [default: list all]
    #[arg(value_name = "RULE")]
    rule: Option<String>,
    /// Explain every rule
    #[arg(long, conflicts_with = "rule")]
    all: bool,
}

impl Explain {
    pub(super) fn run(&self, look: &Look) -> anyhow::Result<Status> {
        let text = match &self.rule {
            Some(name) => match rules::rule(name.trim()) {
                Some(rule) => explanation(rule),
                None => bail!(unknown(name)),
            },
            None if self.all => rules::all().map(explanation).collect::<Vec<_>>().join("\n"),
            None => list(look),
        };
        output::print(&text)?;
        Ok(Status::Clean)
    }
}

fn explanation(rule: &rules::Rule) -> String {
    format!("# {} ({})\n\n{}\n", rule.name, rule.level.name(), rule.documentation())
}

fn list(look: &Look) -> String {
    let columns = [Column::word("Rule"), Column::word("Level"), Column::text("What it finds")];
    let row = |rule: &rules::Rule| {
        vec![rule.name.to_owned(), rule.level.name().to_owned(), rule.summary()]
    };
    let mut text = table_or_lines(look, &columns, rules::all().map(row).collect());
    text.push_str("\n`mcred explain RULE` says why it matters and how to mend it.\n");
    text
}

fn unknown(name: &str) -> String {
    match nearest(name, rules::all().map(|rule| rule.name)) {
        Some(near) => format!("there is no rule `{name}`; did you mean `{near}`?"),
        None => format!("there is no rule `{name}`; `mcred explain` lists them"),
    }
}
