//! Office files, of Microsoft's family (ECMA-376) and of OpenDocument: a zip whose parts with
//! properties get another content, while all others are taken over as they are packed.

mod fields;
mod odf;
mod ooxml;
mod pictures;
mod xml;
mod zip;

use crate::formats::StripError;
use crate::formats::StripPlan;
use crate::io::Source;
use pictures::Depth;
use zip::Zip;

/// New content that all changed parts of one file may have together, packed.
const MOST_NEW: usize = 256 * 1024 * 1024;

/// Properties of Word, PowerPoint and Excel, and what the pictures in them tell.
pub(crate) fn ooxml(source: &mut dyn Source) -> Result<StripPlan, StripError> {
    of_microsoft(source, Depth::Outermost)
}

/// The same of a file that lies in another.
fn inner(source: &mut dyn Source) -> Result<StripPlan, StripError> {
    of_microsoft(source, Depth::Within)
}

fn of_microsoft(source: &mut dyn Source, depth: Depth) -> Result<StripPlan, StripError> {
    let mut zip = Zip::open(source)?;
    let mut plan = StripPlan::default();
    let mut changes = ooxml::changes(&mut zip, &mut plan)?;
    changes.extend(pictures::changes(&mut zip, &mut plan, depth)?);
    zip.rewritten(changes, &mut plan.edits)?;
    Ok(plan)
}

/// Properties of OpenDocument, and what the pictures in it tell.
pub(crate) fn odf(source: &mut dyn Source) -> Result<StripPlan, StripError> {
    let mut zip = Zip::open(source)?;
    let mut plan = StripPlan::default();
    let mut changes = odf::changes(&mut zip, &mut plan)?;
    changes.extend(pictures::changes(&mut zip, &mut plan, Depth::Outermost)?);
    zip.rewritten(changes, &mut plan.edits)?;
    Ok(plan)
}
