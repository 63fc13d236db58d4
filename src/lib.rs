//! mcred, an offline builder of micro-credential portfolios.
//!
//! The modules, from the lowest floor up. A module imports from floors below its own, never from
//! its own floor or above; a test holds them to that.
//!
//! | floor | room | what it does |
//! |---|---|---|
//! | 0 | [`model`] | data without input or output: ids, locations, spans, credential, portfolio |
//! | 1 | [`io`] | bytes, wherever they lie, and bounds on reading them |
//! | 1 | [`finding`] | a rule, and one thing that it found |
//! | 2 | [`container`] | one reader per container: zip, XML, boxes, chunks, PDF objects |
//! | 2 | [`locate`] | the text of an artifact with its places: locations and quotes |
//! | 2 | [`privacy`] | a text -> the names and the personal data in it |
//! | 3 | [`formats`] | one family of formats per folder: facts, text, metadata, stripping |
//! | 4 | [`narrative`] | a narrative -> its words and answers |
//! | 5 | [`load`] | folder or bundle -> portfolio; the only place that reads |
//! | 6 | [`coverage`] | details x evidence, computed once |
//! | 6 | [`diff`] | an earlier portfolio and this one -> what changed |
//! | 6 | [`scaffold`] | credential -> the files of a new portfolio |
//! | 6 | [`similarity`] | texts of several portfolios -> the passages that they share |
//! | 6 | [`strip`] | files -> copies without author, device and place |
//! | 7 | [`rules`] | one table; one small file per rule: its documentation and its check |
//! | 8 | [`render`] | findings -> a terminal, JSON, SARIF, JUnit and others; one signature |
//! | 8 | [`guide`] | portfolio + coverage + findings -> the page that leads the assessor |
//! | 8 | [`edit`] | checked portfolio -> a better evidence.toml, every other byte as it was |
//! | 8 | [`pack`] | a plan of the bundle -> an archive, or a list |
//! | 8 | [`docs`] | shapes of files, grammar of places -> schemas for editors, pages for people |
//! | 9 | [`cli`] | arguments; one file per command |
//!
//! Data passes once through it: arguments, tree, portfolio, coverage, findings, output,
//! exit status.
//!
//! ```
//! use mcred::load::Folder;
//! use mcred::model::Date;
//! use mcred::rules::{CheckOptions, Checked};
//!
//! let today = Date::new(2026, 11, 1).expect("a day of the calendar");
//! let checked = Checked::of(&Folder::new("examples/incomplete"), &CheckOptions::on(today));
//! assert!(!checked.is_complete());
//! for finding in &checked.findings {
//!     println!("{}: {}", finding.rule.name, finding.message);
//! }
//! ```
#![forbid(unsafe_code)]
#![warn(missing_docs)]
// No input may make mcred panic.
#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod cli;
pub mod container;
pub mod coverage;
pub mod diff;
pub mod docs;
pub mod edit;
pub mod finding;
pub mod formats;
pub mod guide;
pub mod io;
pub mod load;
pub mod locate;
pub mod model;
pub mod narrative;
pub mod pack;
pub mod privacy;
pub mod render;
pub mod rules;
pub mod scaffold;
pub mod similarity;
pub mod strip;
