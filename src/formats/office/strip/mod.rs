//! Removes metadata from Office files (ECMA-376 and OpenDocument): parts with properties are written
//! anew, all others stay as they are packed.

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

/// The most bytes that the new parts of one file may have together, packed.
const MOST_NEW: usize = 256 * 1024 * 1024;

/// Removes properties of a Word, PowerPoint or Excel file and of the pictures in it.
pub(crate) fn ooxml(source: &mut dyn Source) -> Result<StripPlan, StripError> {
    of_microsoft(source, Depth::Outermost)
}

/// The same for a file inside another.
fn inner(source: &mut dyn Source) -> Result<StripPlan, StripError> {
    of_microsoft(source, Depth::Within)
}

fn of_microsoft(source: &mut dyn Source, depth: Depth) -> Result<StripPlan, StripError> {
    planned(source, depth, ooxml::changes)
}

/// Removes properties of an OpenDocument file and of the pictures in it.
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
