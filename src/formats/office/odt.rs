//! OpenDocument texts: headings, paragraphs, text.

use super::odf::{CONTENT, Gathered, Paragraph, has_macros, open};
use crate::container::xml::walk;
use crate::container::zip::Package;
use crate::io::{ProbeError, Source};
use crate::locate::text_at::facts_of;
use crate::model::{Facts, Passage, Passages, Unit};

/// Headings, paragraphs and macros. How many pages it has depends on the machine that opens it.
pub(crate) fn facts(source: &mut dyn Source) -> Result<Facts, ProbeError> {
    Ok(read(source)?.0)
}

/// The same, and the text: its paragraphs in their order, then its footnotes and endnotes.
pub(crate) fn read(source: &mut dyn Source) -> Result<(Facts, Passages), ProbeError> {
    let package = open(source)?;
    let macros = has_macros(&package);
    let passages = text(&package)?;
    Ok((Facts { macros, ..facts_of(&passages) }, passages))
}

fn text(package: &Package<'_>) -> Result<Passages, ProbeError> {
    let (mut passages, mut notes) = (Passages::default(), Passages::default());
    let mut number = 0_u32;
    let mut add = |Paragraph { text, rank, in_note }: Paragraph| {
        if in_note {
            notes.push(Passage::new(Unit::Whole, &text));
        } else {
            number = number.saturating_add(1);
            let passage = Passage::new(Unit::Paragraph(number), &text);
            passages.push(Passage { heading: rank, ..passage });
        }
    };
    let mut gathered = Gathered::default();
    walk(package.part(CONTENT)?, CONTENT, |node| {
        gathered.take_in(&node);
        gathered.complete().into_iter().for_each(&mut add);
        Ok(())
    })?;
    // Ends may be missing.
    gathered.finish().into_iter().for_each(add);
    notes.iter().for_each(|note| passages.push(note));
    Ok(passages)
}
