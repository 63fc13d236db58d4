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
//! | 6 | [`import`] | what a portal says, as text -> the credential that it describes |
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
//! | 9 | [`web`] | what the page in a browser asks for beyond the commands |
//!
//! Data passes once through it: arguments, tree, portfolio, coverage, findings, output,
//! exit status.
//!
//! # For other programs
//!
//! What stands at the root of the crate is kept: [`Checked`] reads and checks a portfolio,
//! [`cite`] adds evidence, [`pack`](fn@pack) writes the bundle, [`facts`] and [`passages`] look into
//! an artifact. The modules serve the program, its tests and its fuzz targets; they may change with
//! any version.
//!
//! ```
//! use mcred::{CheckOptions, Checked, Date, Folder};
//!
//! let today = Date::parse("2026-11-29").ok_or("a day of the calendar")?;
//! let checked = Checked::of(&Folder::new("examples/incomplete"), &CheckOptions::on(today));
//! assert!(!checked.is_complete());
//! for finding in &checked.findings {
//!     println!("{}: {}", finding.rule.name, finding.message);
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A citation is written into the text of evidence.toml, whose comments and layout stay:
//!
//! ```
//! use mcred::NewCitation;
//!
//! let new = NewCitation {
//!     detail: "1.a".parse()?,
//!     artifact: "artifacts/survey.pdf".into(),
//!     at: "page 4".into(),
//!     quote: None,
//!     explanation: None,
//!     digest: None,
//! };
//! let text = mcred::cite("[eo.1.a] # the survey\n", &new)?;
//! assert!(text.starts_with("[eo.1.a] # the survey\nevidence = ["));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The bundle of a complete portfolio, without its guide:
//!
//! ```
//! use mcred::{CheckOptions, Checked, Date, Folder, Plan};
//!
//! let folder = Folder::new("examples/complete");
//! let today = Date::parse("2026-11-29").ok_or("a day of the calendar")?;
//! let checked = Checked::of(&folder, &CheckOptions::on(today));
//! let plan = Plan::new(&checked, false).ok_or("it names no credential")?;
//! let mut bundle = std::io::Cursor::new(Vec::new());
//! let files = mcred::pack(&folder, &plan, &mut bundle, &|_| true)?;
//! assert!(files > 10);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! An artifact on its own:
//!
//! ```
//! use mcred::{Format, facts, identify, passages};
//!
//! let mut file = std::io::Cursor::new("name,score\nA,4\n");
//! let found = identify(&mut file, "scores.csv")?;
//! assert_eq!(found.format, Format::Csv);
//! assert_eq!(facts(&mut file, &found)?.rows, Some(2));
//! assert_eq!(passages(&mut file, &found)?.len(), 2);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![forbid(unsafe_code)]
#![warn(missing_docs)]
// No input may make mcred panic.
#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

#[doc(hidden)]
pub mod cli;
#[doc(hidden)]
pub mod container;
#[doc(hidden)]
pub mod coverage;
#[doc(hidden)]
pub mod diff;
#[doc(hidden)]
pub mod docs;
#[doc(hidden)]
pub mod edit;
#[doc(hidden)]
pub mod finding;
#[doc(hidden)]
pub mod formats;
#[doc(hidden)]
pub mod guide;
#[doc(hidden)]
pub mod import;
#[doc(hidden)]
pub mod io;
#[doc(hidden)]
pub mod load;
#[doc(hidden)]
pub mod locate;
#[doc(hidden)]
pub mod model;
#[doc(hidden)]
pub mod narrative;
#[doc(hidden)]
pub mod pack;
#[doc(hidden)]
pub mod privacy;
#[doc(hidden)]
pub mod render;
#[doc(hidden)]
pub mod rules;
#[doc(hidden)]
pub mod scaffold;
#[doc(hidden)]
pub mod similarity;
#[doc(hidden)]
pub mod strip;
#[doc(hidden)]
pub mod web;

pub use edit::{NewCitation, cite};
pub use finding::{Counts, Finding, Level, Rule};
pub use formats::{FileType, facts, identify, metadata, passages};
pub use io::{ProbeError, Source};
pub use load::{Bundle, Folder, LoadError, Tree};
pub use model::{
    Artifact, Credential, Date, DetailId, Facts, Format, Kind, Location, Metadata,
    ParseDetailIdError, ParseLocationError, Passage, Passages, Portfolio,
};
pub use pack::{Plan, write_to as pack};
pub use rules::{CheckOptions, Checked, Others, all as rules};
