//! mcred, an offline builder of micro-credential portfolios.
//!
//! The house, from the lowest floor up. A room knows the floors below it, never
//! one above or beside it; a test holds it to that.
//!
//! | floor | room | what it does |
//! |---|---|---|
//! | 0 | [`model`] | data, no reading or writing: ids, locations, places, credential, portfolio |
//! | 1 | [`finding`] | a rule, and one thing that it found |
//! | 1 | [`probe`] | bytes of an artifact -> facts about it, and its text |
//! | 1 | [`prose`] | a Markdown narrative -> its words and answers |
//! | 1 | [`privacy`] | a text -> the names and the personal data in it |
//! | 2 | [`load`] | folder -> portfolio; the only place that reads |
//! | 3 | [`coverage`] | details x evidence, computed once |
//! | 3 | [`changes`] | an earlier portfolio and this one -> what changed |
//! | 3 | [`scaffold`] | credential -> the files of a new portfolio |
//! | 3 | [`shared`] | texts of several portfolios -> the passages that they share |
//! | 3 | [`strip`] | files -> copies that tell neither author nor device nor place |
//! | 4 | [`rules`] | one table; one small file per rule: its documentation and its check |
//! | 5 | [`render`] | findings -> a terminal, JSON, SARIF, JUnit and others; one signature |
//! | 5 | [`guide`] | portfolio + coverage + findings -> the page that leads the assessor |
//! | 5 | [`edit`] | checked portfolio -> a better evidence.toml, every other byte as it was |
//! | 5 | [`pack`] | a plan of the bundle -> an archive, or a list |
//! | 5 | [`reference`](mod@reference) | shapes of files, grammar of places -> schemas for editors, pages for people |
//! | 6 | [`cli`] | arguments; one file per command |
//!
//! Data passes once through it: arguments, tree, portfolio, coverage, findings, output,
//! exit status.
//!
//! ```
//! use mcred::load::Folder;
//! use mcred::rules::Checked;
//!
//! let checked = Checked::of(&Folder::new("examples/incomplete"));
//! assert!(!checked.is_complete());
//! for finding in &checked.findings {
//!     println!("{}: {}", finding.rule.name, finding.message);
//! }
//! ```
#![forbid(unsafe_code)]
#![warn(missing_docs)]
// No input may make mcred panic.
#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod changes;
pub mod cli;
pub mod coverage;
pub mod edit;
pub mod finding;
pub mod guide;
pub mod load;
pub mod model;
pub mod pack;
pub mod privacy;
pub mod probe;
pub mod prose;
pub mod reference;
pub mod render;
pub mod rules;
pub mod scaffold;
pub mod shared;
pub mod strip;
