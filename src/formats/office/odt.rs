//! OpenDocument texts: headings, paragraphs, text.

use super::odf::{CONTENT, Paragraph, Paragraphs, has_macros, open};
use crate::container::xml::walk;
use crate::container::zip::Package;
use crate::io::{ProbeError, Source};
use crate::locate::text_at::facts_of;
use crate::model::{Facts, Passage, Passages, Unit};

/// Headings, paragraphs and macros. The number of pages depends on the computer that opens it.
pub(crate) fn facts(source: &mut dyn Source) -> Result<Facts, ProbeError> {
    Ok(read(source)?.0)
}

/// The same, and the text: paragraphs in order, then footnotes and endnotes.
pub(crate) fn read(source: &mut dyn Source) -> Result<(Facts, Passages), ProbeError> {
    let package = open(source)?;
    let macros = has_macros(&package);
    let passages = text(&package)?;
    Ok((Facts { macros, ..facts_of(&passages) }, passages))
}

fn text(package: &Package<'_>) -> Result<Passages, ProbeError> {
    let (mut passages, mut notes) = (Passages::default(), Passages::default());
    let mut number = 0_u32;
    let mut add = |Paragraph { text, level, in_note }: Paragraph| {
        if in_note {
            notes.push(Passage::new(Unit::Whole, &text));
        } else {
            number = number.saturating_add(1);
            let passage = Passage::new(Unit::Paragraph(number), &text);
            passages.push(Passage { heading: level, ..passage });
        }
    };
    let mut paragraphs = Paragraphs::default();
    walk(package.part(CONTENT)?, CONTENT, |node| {
        paragraphs.visit(&node);
        paragraphs.take_complete().into_iter().for_each(&mut add);
        Ok(())
    })?;
    // End tags may be missing.
    paragraphs.take_all().into_iter().for_each(add);
    notes.iter().for_each(|note| passages.push(note));
    Ok(passages)
}
