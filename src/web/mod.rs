//! Floor 9: what the page in a browser asks for beyond the commands. The page itself is the HTML,
//! CSS and script beside this file.
//!
//! A request is one argument in JSON, and the answer is JSON on standard output. The files are those
//! that the page shows to the program; what is written there, the page saves.

mod artifact;
mod state;

use std::ffi::OsString;
use std::fs;
use std::io::Write;

use anyhow::{Context, bail};
use serde::Deserialize;

use crate::edit::{Change, change};
use crate::io::Encoding;
use crate::load::{EVIDENCE_FILE, Folder};
use crate::model::Date;
use crate::rules::{CheckOptions, Checked};

/// The first argument of a request.
const FLAG: &str = "--page-request";

/// What the page asks for.
#[derive(Deserialize)]
struct Request {
    /// The folder of the portfolio.
    folder: String,
    /// Today in the time zone of the user.
    today: String,
    ask: Ask,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Ask {
    /// The portfolio, checked, with all that the page shows of it.
    State,
    /// The text of an artifact, with the places that it can be cited by.
    Artifact(String),
    /// A new explanation of a detail.
    Explain { detail: String, text: String },
    /// What the practitioner affirms.
    Affirm { key: String, value: bool },
    /// Evidence to take out again, by its number from 0.
    Remove { detail: String, number: usize },
    /// A warning to set aside.
    Waive { rule: String, path: String, reason: String },
}

/// Answers a request of the page. Returns false where the arguments are none.
///
/// # Errors
/// The request can't be answered; why, for the user.
pub fn answer(mut arguments: impl Iterator<Item = OsString>) -> anyhow::Result<bool> {
    if arguments.nth(1).is_none_or(|first| first != FLAG) {
        return Ok(false);
    }
    let request = arguments.next().context("the request is missing")?;
    let answer = answer_to(&request.to_string_lossy())?;
    writeln!(std::io::stdout(), "{answer}")?;
    Ok(true)
}

fn answer_to(request: &str) -> anyhow::Result<String> {
    let request: Request =
        serde_json::from_str(request).context("the request is not understood")?;
    let folder = Folder::new(&request.folder);
    let today = Date::parse(&request.today).context("the request has no date")?;
    let edit = match request.ask {
        Ask::State => return state::json(&Checked::of(&folder, &CheckOptions::on(today))),
        Ask::Artifact(path) => return artifact::json(&folder, &path),
        Ask::Explain { detail, text } => Change::Explanation(detail.parse()?, text),
        Ask::Affirm { key, value } => Change::Honesty(key, value),
        Ask::Remove { detail, number } => Change::RemoveEvidence(detail.parse()?, number),
        Ask::Waive { rule, path, reason } => Change::Waive { rule, path, reason },
    };
    save(&folder, &edit)?;
    Ok("{}".to_owned())
}

/// Changes evidence.toml, in its own encoding.
fn save(folder: &Folder, edit: &Change) -> anyhow::Result<()> {
    let file = folder.on_disk(EVIDENCE_FILE);
    let bytes = fs::read(&file).with_context(|| format!("{EVIDENCE_FILE} can't be read"))?;
    let encoding = Encoding::of(&bytes);
    let Ok(text) = crate::io::decode_strictly(bytes) else {
        bail!("{EVIDENCE_FILE} is no text that can be read");
    };
    fs::write(&file, encoding.encode(&change(&text, edit)?))
        .with_context(|| format!("{EVIDENCE_FILE} can't be written"))
}
