//! Pictures of the cited pages of a PDF.

use std::cell::RefCell;
use std::collections::BTreeMap;

use data_encoding::BASE64;
use maud::{Markup, html};

use super::hrefs::Files;
use super::labels;
use crate::coverage::{ArtifactStatus, LocationStatus};
use crate::model::{Artifact, DetailId, Kind, Location, Page, Picture, Pictures};
use crate::rules::Checked;

/// The most pages that are shown of one piece of evidence.
const MAX_OF_EVIDENCE: usize = 3;
/// The most pages that are shown in all.
const MAX_PAGES: usize = 60;

/// The pages of which the guide shows pictures, if they can be drawn, in its order.
pub fn pages_to_draw(checked: &Checked) -> Vec<Page> {
    let mut pages: Vec<Page> = Vec::new();
    for detail in checked.coverage.details() {
        let statuses = detail.entry.and_then(|entry| checked.coverage.entries.get(entry));
        for status in statuses.into_iter().flatten() {
            let (ArtifactStatus::Found(index), LocationStatus::There(location)) =
                (&status.artifact, &status.place)
            else {
                continue;
            };
            let Some(artifact) = checked.portfolio.artifacts.get(*index) else { continue };
            for page in cited(artifact, location).take(MAX_OF_EVIDENCE) {
                let page = (artifact.path.clone(), page);
                if !pages.contains(&page) && pages.len() < MAX_PAGES {
                    pages.push(page);
                }
            }
        }
    }
    pages
}

/// The cited pages of a PDF, in order; a PDF cited as a whole has one page.
fn cited(artifact: &Artifact, location: &Location) -> impl Iterator<Item = u32> {
    let pages = artifact.facts().and_then(|facts| facts.pages);
    let ranges = match location {
        _ if artifact.kind != Kind::Pdf => Vec::new(),
        Location::Pages(pages) => pages.ranges().to_vec(),
        Location::Whole if pages == Some(1) => vec![(1, 1)],
        _ => Vec::new(),
    };
    ranges.into_iter().flat_map(|(first, last)| first..=last)
}

/// The pictures of a guide. Each is shown once, where its page is first cited.
pub(super) struct PagePictures<'p> {
    pictures: Option<&'p Pictures>,
    /// For each page, the detail that shows its picture.
    at: RefCell<BTreeMap<Page, DetailId>>,
}

impl<'p> PagePictures<'p> {
    pub(super) fn new(pictures: Option<&'p Pictures>) -> PagePictures<'p> {
        PagePictures { pictures, at: RefCell::default() }
    }

    /// The pictures of the cited pages, or links to where they are shown already.
    pub(super) fn of(
        &self,
        artifact: &Artifact,
        location: &Location,
        detail: &DetailId,
        files: &Files<'_>,
    ) -> Markup {
        let Some(pictures) = self.pictures else { return html! {} };
        let path = artifact.path.as_str();
        let pages: Vec<u32> = cited(artifact, location).take(MAX_OF_EVIDENCE + 1).collect();
        let more = pages.len() > MAX_OF_EVIDENCE;
        let mut at = self.at.borrow_mut();
        let (mut here, mut before) = (Vec::new(), Vec::new());
        for page in pages.into_iter().take(MAX_OF_EVIDENCE) {
            let Some(picture) = pictures.of(path, page) else { continue };
            match at.get(&(path.to_owned(), page)) {
                Some(detail) => before.push((page, detail.clone())),
                None => {
                    here.push((page, picture));
                    at.insert((path.to_owned(), page), detail.clone());
                }
            }
        }
        html! {
            @if !here.is_empty() {
                figure.pages {
                    @for (page, picture) in here { (one(path, page, picture, files)) }
                    @if more { figcaption { "The first of the cited pages; the file has them all." } }
                }
            }
            @for (page, detail) in before {
                p.hint.way { "Page " (page) " is pictured at " a href={ "#detail-" (detail) } { (detail) } "." }
            }
        }
    }
}

fn one(path: &str, page: u32, picture: &Picture, files: &Files<'_>) -> Markup {
    let name = labels::file_name(path);
    html! {
        a href={ (files.href(path)) "#page=" (page) } {
            img src={ "data:image/png;base64," (BASE64.encode(&picture.png)) }
                alt={ "Page " (page) " of " (name) } loading="lazy"
                width=(picture.width) height=(picture.height);
        }
    }
}
