//! Places as people write them: `pages 4 to 6`, `from 7:45 to 8:03`, `Results!B2:D9`.
//!
//! [`Location::parse`] reads the grammar alone. This reader also knows the artifact: in a PDF a bare
//! `4` can only be a page, and `Findings` is a section where there is such a heading. What has one
//! meaning is understood; what has two is refused, and each is offered as the exact text to type.

mod counted;
mod examples;
mod headings;
mod sheets;
mod times;

use crate::model::{Facts, Kind, Location, ParseLocationError, TypedPlace, plain_punctuation};

pub use examples::examples;

/// Reads a place of an artifact as a person types it. The facts decide where the words alone
/// don't; none are known of an artifact that could not be looked into.
///
/// # Errors
/// [`ParseLocationError`] says what is wrong, and offers what was probably meant.
pub fn read_place(
    typed: &str,
    kind: Kind,
    facts: Option<&Facts>,
) -> Result<TypedPlace, ParseLocationError> {
    let unknown = Facts::default();
    let facts = facts.unwrap_or(&unknown);
    let text = tidied(typed);
    let by_grammar = Location::parse(&text);
    match by_grammar {
        Ok(location) if location.suits(kind) => return Ok(location.into()),
        Err(error) if text.is_empty() => return Err(error),
        _ if is_whole(&text) => return Ok(Location::Whole.into()),
        _ => {}
    }
    let read = match kind {
        Kind::Pdf => counted::pages(&text, facts),
        Kind::Video | Kind::Audio => times::read(&text),
        Kind::Presentation => counted::slides(&text, facts),
        Kind::Spreadsheet => sheets::read(&text, facts),
        Kind::Csv => counted::rows(&text, facts),
        Kind::Document | Kind::Html | Kind::Markdown => headings::read(&text, facts),
        Kind::Text => counted::lines(&text, facts),
        Kind::Transcript => times::read(&text).or_else(|| counted::lines(&text, facts)),
        Kind::Image | Kind::Other => None,
    };
    // A bare number is a time to the grammar alone.
    let is_about_times = text.starts_with(|c: char| c.is_ascii_digit());
    match (read, by_grammar) {
        (Some(Err(error)), Err(by_grammar)) if error.offers.is_empty() && !is_about_times => {
            Err(by_grammar)
        }
        // It is a place of another kind of artifact: the rule says so.
        (None | Some(Err(_)), Ok(location)) => Ok(location.into()),
        (Some(read), _) => read,
        (None, Err(by_grammar)) if !is_about_times => Err(by_grammar),
        (None, Err(_)) => {
            let message = format!("`{}` does not say where", typed.trim());
            Err(ParseLocationError::new(message))
        }
    }
}

/// The text with plain punctuation, single spaces, and without what says nothing: an end mark.
fn tidied(typed: &str) -> String {
    let text = plain_punctuation(typed).replace(['‘', '’', '‚', '‛', '′', '´'], "'");
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    let end = text.trim_end_matches(['.', ',', ';']);
    end.trim_end().to_owned()
}

fn is_whole(text: &str) -> bool {
    let text = text.to_lowercase();
    let words: Vec<&str> = text.split(' ').filter(|word| *word != "the").collect();
    let nouns = [
        "document",
        "file",
        "video",
        "film",
        "movie",
        "recording",
        "presentation",
        "deck",
        "spreadsheet",
        "workbook",
        "picture",
        "photo",
        "image",
        "page",
        "pdf",
        "thing",
    ];
    match words.as_slice() {
        ["all" | "everything"] => true,
        ["whole" | "entire" | "complete" | "full", noun] => nouns.contains(noun),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
