//! OpenDocument texts: headings, paragraphs, text.

use super::odf::{CONTENT, Gathered, has_macros, open};
use super::passage::facts_of;
use super::xml::walk;
use super::{Source, Trouble, archive::Archive};
use crate::model::{Facts, Location, Passage};

/// Headings, paragraphs and macros. How many pages it has depends on the machine that opens it.
pub(super) fn facts(source: &mut dyn Source) -> Result<Facts, Trouble> {
    Ok(facts_and_passages(source)?.0)
}

/// Its paragraphs in their order, then its footnotes and endnotes.
pub(super) fn passages(source: &mut dyn Source) -> Result<Vec<Passage>, Trouble> {
    Ok(facts_and_passages(source)?.1)
}

/// Both from one reading: to count its headings is to read all of it.
pub(super) fn facts_and_passages(
    source: &mut dyn Source,
) -> Result<(Facts, Vec<Passage>), Trouble> {
    let mut archive = open(source)?;
    let macros = has_macros(&archive);
    let passages = text(&mut archive)?;
    Ok((Facts { macros, ..facts_of(&passages) }, passages))
}

fn text(archive: &mut Archive<'_>) -> Result<Vec<Passage>, Trouble> {
    let mut gathered = Gathered::default();
    walk(archive.part(CONTENT)?, CONTENT, |node| {
        gathered.take_in(&node);
        Ok(())
    })?;
    let (notes, body): (Vec<_>, Vec<_>) = gathered.finish().into_iter().partition(|it| it.in_note);
    let body = (1..).zip(body).map(|(number, paragraph)| Passage {
        heading: paragraph.rank,
        ..Passage::new(Location::Paragraph(number), paragraph.text)
    });
    let notes = notes.into_iter().map(|note| Passage::new(Location::Whole, note.text));
    Ok(body.chain(notes).collect())
}
