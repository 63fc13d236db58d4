//! The files that can be cited.

use std::collections::{BTreeSet, HashMap};

use crate::coverage::ArtifactStatus;
use crate::model::normalize::name;
use crate::model::{Artifact, DetailId, Facts, Portfolio, clock, counted, file_name, nearest};
use crate::rules::Checked;

/// A file of the portfolio that evidence can lead to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileOffer {
    /// Its path.
    pub path: String,
    /// What it is, for people: "PDF, 12 pages".
    pub about: String,
    /// The details that cite it already.
    pub cited_for: Vec<DetailId>,
}

/// The files that can be cited, by their paths. What only stands in place of a file is none, and neither
/// is the transcript of a recording, which goes with it.
pub fn files(checked: &Checked) -> Vec<FileOffer> {
    let portfolio = &checked.portfolio;
    let mut citing: HashMap<usize, BTreeSet<&DetailId>> = HashMap::new();
    for (entry, statuses) in portfolio.evidence.entries.iter().zip(&checked.coverage.entries) {
        for status in statuses {
            if let ArtifactStatus::Found(index) = status.artifact {
                citing.entry(index).or_default().insert(&entry.id);
            }
        }
    }
    let citable = |(index, artifact): &(usize, &Artifact)| {
        artifact.has_content() && !portfolio.is_of_recording(*index)
    };
    let files = portfolio.artifacts.iter().enumerate().filter(citable);
    let offer = |(index, artifact): (usize, &Artifact)| FileOffer {
        path: artifact.path.clone(),
        about: about(artifact),
        cited_for: citing.get(&index).into_iter().flatten().map(|id| (*id).clone()).collect(),
    };
    files.map(offer).collect()
}

/// The file that someone names: its path, with either slash and with or without `artifacts/`, or its name
/// where only one file has it.
///
/// # Errors
/// No file has this name; the path of the nearest one, if any is near.
pub fn named_file<'p>(
    portfolio: &'p Portfolio,
    typed: &str,
) -> Result<&'p Artifact, Option<&'p str>> {
    let path = typed.trim().replace('\\', "/");
    let below = format!("artifacts/{path}");
    if let Some(found) = portfolio.artifact(&path).or_else(|| portfolio.artifact(&below)) {
        return Ok(found);
    }
    let files = || portfolio.artifacts.iter().filter(|artifact| artifact.stand_in.is_none());
    let same = |one: &str, other: &str| name(one).eq(name(other));
    let is_meant = |artifact: &&Artifact| {
        let file = file_name(&artifact.path);
        same(&artifact.path, &path) || same(&artifact.path, &below) || same(file, &path)
    };
    let mut meant = files().filter(is_meant);
    if let (Some(one), None) = (meant.next(), meant.next()) {
        return Ok(one);
    }
    let paths = || files().map(|artifact| artifact.path.as_str());
    Err(nearest(&path, paths()).or_else(|| nearest(&below, paths())))
}

/// What a file is and how long.
fn about(artifact: &Artifact) -> String {
    let noun = artifact.kind.noun();
    let noun = noun.strip_prefix("a ").or_else(|| noun.strip_prefix("an ")).unwrap_or(noun);
    match artifact.facts().and_then(length) {
        Some(length) => format!("{noun}, {length}"),
        None => noun.to_owned(),
    }
}

fn length(facts: &Facts) -> Option<String> {
    let number = |count: u32, noun: &str| counted(usize::try_from(count).unwrap_or(0), noun);
    let pages = facts.pages.map(|pages| number(pages, "page"));
    let slides = facts.slides.as_ref().map(|slides| counted(slides.len(), "slide"));
    let sheets = facts.sheets.as_ref().map(|sheets| counted(sheets.len(), "sheet"));
    let time = facts.millis.map(|millis| clock(millis / 1_000 * 1_000));
    let rows = facts.rows.map(|rows| number(rows, "row"));
    let headings = facts.headings.as_ref().filter(|headings| !headings.is_empty());
    let headings = headings.map(|headings| counted(headings.len(), "heading"));
    let paragraphs = facts.paragraphs.map(|paragraphs| number(paragraphs, "paragraph"));
    let lines = facts.lines.map(|lines| number(lines, "line"));
    let pixels = facts.width.zip(facts.height).map(|(width, height)| format!("{width} x {height}"));
    let image = pixels.filter(|_| facts.has_video.is_none());
    pages.or(slides).or(sheets).or(time).or(rows).or(headings).or(paragraphs).or(lines).or(image)
}
