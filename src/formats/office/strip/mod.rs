//! Office files, of Microsoft's family (ECMA-376) and of OpenDocument: a zip whose parts with
//! properties get another content, while all others are taken over as they are packed.

mod fields;
mod odf;
mod ooxml;
mod pictures;
mod rewrite;
mod xml;

use std::collections::BTreeMap;

use crate::container::zip::Package;
use crate::formats::StripError;
use crate::formats::StripPlan;
use crate::io::Source;
use pictures::Depth;
use rewrite::Rewriter;

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
    planned(source, depth, ooxml::changes)
}

/// Properties of OpenDocument, and what the pictures in it tell.
pub(crate) fn odf(source: &mut dyn Source) -> Result<StripPlan, StripError> {
    planned(source, Depth::Outermost, odf::changes)
}

/// The new contents of parts that differ from the old ones.
type Changes = BTreeMap<String, Vec<u8>>;

fn planned(
    source: &mut dyn Source,
    depth: Depth,
    changes: fn(&Package<'_>, &mut StripPlan) -> Result<Changes, StripError>,
) -> Result<StripPlan, StripError> {
    let package = Package::open(source)?;
    let rewriter = Rewriter::new(&package)?;
    let mut plan = StripPlan::default();
    let mut changes = changes(&package, &mut plan)?;
    changes.extend(pictures::changes(&package, &mut plan, depth)?);
    rewriter.rewrite(changes, &mut plan.edits)?;
    Ok(plan)
}
