//! Charts, pictures and text boxes of a workbook's sheets (ECMA-376 part 1, SpreadsheetDrawingML): the
//! cells that they lie on, and what they say.

use super::chart::chart_texts;
use super::ooxml::Relations;
use super::workbook::Workbook;
use crate::container::xml::{Node, walk};
use crate::container::zip::Package;
use crate::io::ProbeError;
use crate::locate::cells::cells_from;
use crate::model::{CellRange, LAST_COLUMN};

/// Elements that hold one drawing each (sections 20.5.2.1, 20.5.2.24 and 20.5.2.33).
const ANCHORS: [&str; 3] = ["xdr:twoCellAnchor", "xdr:oneCellAnchor", "xdr:absoluteAnchor"];

/// A drawing that is being read.
#[derive(Default)]
struct Drawing {
    /// Column and row of its first and last corner, from 0.
    corners: [[u32; 2]; 2],
    texts: Vec<String>,
    charts: Vec<String>,
    has_picture: bool,
}

/// Reads the drawings of a sheet; on a tab that is a chart, one covers all of it.
pub(super) fn read(
    package: &Package<'_>,
    sheet: &str,
    is_whole: bool,
    workbook: &mut Workbook,
) -> Result<(), ProbeError> {
    let relations = Relations::of(package, sheet)?;
    let whole = CellRange::columns(1, LAST_COLUMN);
    let parts = relations.of_kind("drawing");
    if parts.is_empty() && is_whole {
        workbook.draw(whole, &[], true);
    }
    for part in parts.into_iter().filter(|part| package.has(part)) {
        for drawing in drawings_of(package, part)? {
            let cells = if is_whole { whole } else { drawing.cells() };
            let mut texts = drawing.texts;
            for chart in drawing.charts.iter().filter(|chart| package.has(chart)) {
                chart_texts(package, chart, &mut texts)?;
            }
            workbook.draw(cells, &texts, drawing.has_picture);
        }
    }
    Ok(())
}

fn drawings_of(package: &Package<'_>, part: &str) -> Result<Vec<Drawing>, ProbeError> {
    let relations = Relations::of(package, part)?;
    let mut drawings: Vec<Drawing> = Vec::new();
    let (mut corner, mut axis) = (0, None);
    let (mut paragraph, mut in_text) = (String::new(), false);
    walk(package.part(part)?, part, |node| {
        match node {
            Node::Start(name, _) if ANCHORS.contains(&name) => drawings.push(Drawing::default()),
            Node::Start("xdr:from", _) => corner = 0,
            Node::Start("xdr:to", _) => corner = 1,
            Node::Start("xdr:col", _) => axis = Some(0),
            Node::Start("xdr:row", _) => axis = Some(1),
            Node::End("xdr:col" | "xdr:row") => axis = None,
            Node::Start("a:t", _) => in_text = true,
            Node::End("a:t") => in_text = false,
            _ => {}
        }
        let Some(drawing) = drawings.last_mut() else { return Ok(()) };
        match node {
            Node::Text(text) if in_text => paragraph.push_str(text),
            Node::Text(text) => {
                if let (Some(axis), Ok(number)) = (axis, text.trim().parse()) {
                    let place = drawing.corners.get_mut(corner).and_then(|it| it.get_mut(axis));
                    place.into_iter().for_each(|place: &mut u32| *place = number);
                }
            }
            Node::End("a:p") => {
                let text = std::mem::take(&mut paragraph);
                drawing.texts.extend(Some(text).filter(|text| !text.trim().is_empty()));
            }
            Node::Start("xdr:pic", _) => drawing.has_picture = true,
            Node::Start("c:chart" | "cx:chart", tag) => {
                let chart =
                    tag.relationship().and_then(|id| relations.target(&id).map(str::to_owned));
                drawing.charts.extend(chart);
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(drawings)
}

impl Drawing {
    fn cells(&self) -> CellRange {
        let [[left, top], [right, bottom]] = self.corners;
        let length = |first: u32, last: u32| last.saturating_sub(first).saturating_add(1);
        cells_from(
            left.saturating_add(1),
            top.saturating_add(1),
            length(left, right),
            length(top, bottom),
        )
    }
}
