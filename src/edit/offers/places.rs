//! The places of a file that can be cited, each with the words that stand there first.

use std::collections::HashSet;

use crate::locate::quote::{Found, find};
use crate::locate::{examples, read_place, resolve};
use crate::model::normalize::one_line;
use crate::model::{
    Artifact, Facts, Kind, Location, Numbers, ParseLocationError, Passages, Unit, clock,
};

/// So many places are offered.
const MOST: usize = 2_000;
/// So many bytes of the words at a place are shown.
const SHOWN: usize = 120;

/// A place with its first words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceOffer {
    /// What chooses it among the others, where the place itself is long to type: the number of a
    /// heading or sheet, and otherwise that of the page, slide, row or line, or the time.
    pub key: String,
    /// The place.
    pub at: Location,
    /// The first words there, on one line; empty where there is no text.
    pub words: String,
}

/// The places of a file in its order: every page, slide or visible sheet, the sections or else the
/// paragraphs of a document, the rows or lines that are not empty, the cues of a transcript. None for a
/// recording without transcript: any time can be cited.
pub fn places(artifact: &Artifact) -> Vec<PlaceOffer> {
    let unknown = Facts::default();
    let facts = artifact.facts().unwrap_or(&unknown);
    let empty = Passages::default();
    let passages = artifact.passages().unwrap_or(&empty);
    let mut offers = Offers::default();
    match artifact.kind {
        Kind::Pdf => offers.numbered(facts.pages.unwrap_or(0), Location::Pages),
        Kind::Presentation => {
            let slides = facts.slides.as_ref().map_or(0, Vec::len);
            offers.numbered(u32::try_from(slides).unwrap_or(0), Location::Slides);
        }
        Kind::Spreadsheet => offers.sheets(facts),
        Kind::Document | Kind::Html | Kind::Markdown => offers.sections(passages),
        Kind::Image | Kind::Other => offers.push("whole".to_owned(), Location::Whole, ""),
        _ => {}
    }
    match offers.list.is_empty() {
        true => offers.passages(passages),
        false => offers.first_words(passages),
    }
    let exists = |offer: &PlaceOffer| {
        resolve(facts, artifact.kind, &offer.at).is_ok()
            // A damaged name can't be typed.
            && Location::parse(&offer.at.to_string()).is_ok()
    };
    offers.list.retain(exists);
    offers.list
}

#[derive(Default)]
struct Offers {
    list: Vec<PlaceOffer>,
}

impl Offers {
    fn push(&mut self, key: String, at: Location, words: &str) {
        if self.list.len() < MOST {
            self.list.push(PlaceOffer { key, at, words: beginning(words) });
        }
    }

    fn numbered(&mut self, last: u32, location: fn(Numbers) -> Location) {
        for number in (1..=last).take(MOST) {
            self.push(number.to_string(), location(Numbers::one(number)), "");
        }
    }

    fn sheets(&mut self, facts: &Facts) {
        let sheets = facts.sheets.iter().flatten();
        for sheet in sheets.filter(|sheet| !sheet.hidden && sheet.used.is_some()) {
            let at = Location::Sheet { name: sheet.name.clone(), cells: sheet.used };
            self.push((self.list.len() + 1).to_string(), at, "");
        }
    }

    fn sections(&mut self, passages: &Passages) {
        let mut known = HashSet::new();
        let mut last_is_heading = false;
        for passage in passages.iter() {
            let is_heading = passage.heading.is_some();
            if !is_heading
                && last_is_heading
                && let Some(last) = self.list.last_mut()
            {
                last.words = beginning(passage.text);
            }
            last_is_heading = false;
            let name = if is_heading { one_line(passage.text) } else { String::new() };
            if !name.is_empty() && known.insert(name.clone()) {
                let key = (self.list.len() + 1).to_string();
                self.push(key, Location::Section(name), "");
                last_is_heading = true;
            }
        }
    }

    /// Each place that has text, in reading order.
    fn passages(&mut self, passages: &Passages) {
        let mut last = None;
        for passage in passages.iter().filter(|passage| !passage.text.trim().is_empty()) {
            if self.list.len() >= MOST {
                return;
            }
            if last.replace(passage.at) == Some(passage.at) {
                if let Some(last) = self.list.last_mut() {
                    extend(&mut last.words, passage.text);
                }
                continue;
            }
            let key = match passage.at {
                Unit::Page(number)
                | Unit::Slide(number)
                | Unit::Row(number)
                | Unit::Line(number)
                | Unit::Paragraph(number) => number.to_string(),
                Unit::Cue { start, .. } => clock(u64::from(start)),
                Unit::Whole | Unit::Cells { .. } => continue,
            };
            self.push(key, passages.location(passage.at), passage.text);
        }
    }

    /// The first words of places that were offered without any.
    fn first_words(&mut self, passages: &Passages) {
        let sheets: Vec<Option<String>> = self
            .list
            .iter()
            .map(|offer| match &offer.at {
                Location::Sheet { name, .. } => Some(name.clone()),
                _ => None,
            })
            .collect();
        for passage in passages.iter() {
            let index = match passage.at {
                Unit::Page(number) | Unit::Slide(number) => {
                    usize::try_from(number).unwrap_or(0).checked_sub(1)
                }
                Unit::Cells { sheet, .. } => {
                    let name = passages.sheet(sheet);
                    sheets.iter().position(|known| known.as_deref() == Some(name))
                }
                _ => None,
            };
            if let Some(offer) = index.and_then(|index| self.list.get_mut(index)) {
                extend(&mut offer.words, passage.text);
            }
        }
    }
}

/// The beginning of a text on one line.
fn beginning(text: &str) -> String {
    let mut words = String::new();
    extend(&mut words, text);
    words
}

fn extend(words: &mut String, text: &str) {
    for word in text.split_whitespace() {
        if words.len() >= SHOWN {
            return;
        }
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word.get(..word.floor_char_boundary(SHOWN)).unwrap_or_default());
    }
}

/// What an answer to the question for a place means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlaceAnswer {
    /// This place, and what the person should know of it, as a sentence without full stop.
    Place(Location, Option<String>),
    /// Words of the file that stand at these places.
    Words(Vec<Location>),
}

/// Reads an answer: the key of an offer, a place as people type it, or words that stand there.
///
/// # Errors
/// A sentence without full stop that says why it is no place of this file.
pub fn read_answer(
    typed: &str,
    artifact: &Artifact,
    offers: &[PlaceOffer],
) -> Result<PlaceAnswer, String> {
    let typed = typed.trim();
    if let Some(offer) = offers.iter().find(|offer| offer.key.eq_ignore_ascii_case(typed)) {
        return Ok(PlaceAnswer::Place(offer.at.clone(), None));
    }
    let facts = artifact.facts();
    let forms = || {
        let forms = examples(artifact.kind, facts);
        format!("in {} a place is `{}`", artifact.kind.noun(), forms.join("` or `"))
    };
    match read_place(typed, artifact.kind, facts) {
        Ok(place) if !place.location.suits(artifact.kind) => {
            words_at(typed, artifact).ok_or_else(|| {
                let noun = place.location.noun();
                format!("{} has no {noun}s: {}", artifact.kind.noun(), forms())
            })
        }
        Ok(place) => {
            let there = facts.map_or(Ok(()), |it| resolve(it, artifact.kind, &place.location));
            match there {
                Ok(()) => Ok(PlaceAnswer::Place(place.location, place.note)),
                Err(not_found) => Err(format!("`{}` {not_found}", artifact.path)),
            }
        }
        Err(error) => words_at(typed, artifact).ok_or_else(|| refusal(&error, &forms())),
    }
}

fn words_at(typed: &str, artifact: &Artifact) -> Option<PlaceAnswer> {
    let words = typed.trim_matches(['"', '“', '”', '\'']);
    match find(artifact.passages()?, None, words) {
        Found::Elsewhere(places) if typed.chars().any(char::is_alphabetic) => {
            Some(PlaceAnswer::Words(places))
        }
        _ => None,
    }
}

fn refusal(error: &ParseLocationError, forms: &str) -> String {
    match error.offers.as_slice() {
        [] => format!("{error}; {forms}"),
        offers => format!("{error}: type `{}`", offers.join("` or `")),
    }
}
