//! `mcred explain`: the documentation of rules, and the reference.

use anyhow::bail;
use clap::{Args, Command};

use super::arguments_page::{commands, formats};
use super::{Status, output};
use crate::docs::PAGES;
use crate::model::nearest;
use crate::render::{Column, RenderOptions, table_or_lines};
use crate::rules;

/// Say what a rule finds, why it matters and how to mend it, or what a file may hold
#[derive(Args)]
pub(super) struct Explain {
    /// The name of a rule, as it stands in brackets behind a finding, or of a page such as
    /// `evidence.toml` or `locations` [default: list all]
    #[arg(value_name = "RULE")]
    rule: Option<String>,
    /// Explain every rule, and print every page
    #[arg(long, conflicts_with = "rule")]
    all: bool,
}

impl Explain {
    pub(super) fn run(&self, options: &RenderOptions, command: &Command) -> anyhow::Result<Status> {
        let pages = pages(command);
        let text = match &self.rule {
            Some(name) => {
                let page = pages.iter().find(|page| page.name == name.trim());
                match (rules::rule(name.trim()), page) {
                    (Some(rule), _) => explanation(rule),
                    (None, Some(page)) => page.text(),
                    (None, None) => bail!(unknown(name)),
                }
            }
            None if self.all => {
                let rules = rules::all().map(explanation);
                rules.chain(pages.iter().map(Page::text)).collect::<Vec<_>>().join("\n")
            }
            None => list(options, &pages),
        };
        output::print(&text)?;
        Ok(Status::Clean)
    }
}

/// A page of the reference.
struct Page {
    name: &'static str,
    summary: &'static str,
    body: String,
}

impl Page {
    fn text(&self) -> String {
        format!("# {}\n\n{}\n\n{}", self.name, self.summary, self.body)
    }
}

/// The name, summary and body of a page.
type OwnPage = (&'static str, &'static str, fn(&Command) -> String);

/// The pages on the command line, which only this module knows.
const OWN: [OwnPage; 2] = [
    ("formats", "Every format that a command prints.", formats),
    ("commands", "Every command, with its flags.", commands),
];

/// All pages: on files and locations, then on the command line.
fn pages(command: &Command) -> Vec<Page> {
    let made = PAGES.iter().map(|page| (page.name, page.summary, (page.body)()));
    let own = OWN.into_iter().map(|(name, summary, body)| (name, summary, body(command)));
    made.chain(own).map(|(name, summary, body)| Page { name, summary, body }).collect()
}

/// The names of all rules and pages.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    let pages = PAGES.iter().map(|page| page.name).chain(OWN.into_iter().map(|(name, ..)| name));
    rules::all().map(|rule| rule.name).chain(pages)
}

fn explanation(rule: &rules::Rule) -> String {
    format!("# {} ({})\n\n{}\n", rule.name, rule.level.name(), rule.documentation())
}

fn list(options: &RenderOptions, pages: &[Page]) -> String {
    let columns = [Column::word("Rule"), Column::word("Level"), Column::text("What it finds")];
    let row = |rule: &rules::Rule| {
        vec![rule.name.to_owned(), rule.level.name().to_owned(), rule.summary()]
    };
    let mut text = table_or_lines(options, &columns, rules::all().map(row).collect());
    text.push_str("\n`mcred explain RULE` says why it matters and how to mend it.\n\n");
    let columns = [Column::word("Page"), Column::text("What it is about")];
    let row = |page: &Page| vec![page.name.to_owned(), page.summary.to_owned()];
    text.push_str(&table_or_lines(options, &columns, pages.iter().map(row).collect()));
    text.push_str("\n`mcred explain PAGE` prints it.\n");
    text
}

fn unknown(name: &str) -> String {
    match nearest(name, names()) {
        Some(near) => format!("there is no rule or page `{name}`; did you mean `{near}`?"),
        None => format!("there is no rule or page `{name}`; `mcred explain` lists them"),
    }
}
