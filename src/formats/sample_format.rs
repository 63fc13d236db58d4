//! A format that only the tests have: what it takes to add one is a row and a file.

use super::StripError;
use super::row::Row;
use super::strip_plan::StripPlan;
use crate::io::{ProbeError, Source};
use crate::model::{Facts, Format, Metadata, Passage, Passages, Unit};

/// Begins with its mark and the author's name on one line; the text follows.
pub(super) const ROW: Row = Row::of(Format::Sample)
    .named(&["sample"])
    .begins_with(MARK)
    .read(facts, read)
    .metadata(metadata)
    .stripped(strip)
    .shown_in_browsers()
    .compressed();

const MARK: &[u8] = b"\x01SAMPLE ";

fn content(source: &mut dyn Source) -> Result<(String, String), ProbeError> {
    let mut text = String::new();
    source.read_to_string(&mut text)?;
    let (author, text) = text.split_once('\n').ok_or_else(ProbeError::cut_off)?;
    Ok((author[MARK.len()..].to_owned(), text.to_owned()))
}

fn facts(source: &mut dyn Source) -> Result<Facts, ProbeError> {
    Ok(read(source)?.0)
}

fn read(source: &mut dyn Source) -> Result<(Facts, Passages), ProbeError> {
    let (_, text) = content(source)?;
    let passages: Passages =
        (1..).zip(text.lines()).map(|(line, text)| Passage::new(Unit::Line(line), text)).collect();
    Ok((Facts { lines: u32::try_from(passages.len()).ok(), ..Facts::default() }, passages))
}

fn metadata(source: &mut dyn Source, metadata: &mut Metadata) -> Result<(), ProbeError> {
    metadata.add("author", &content(source)?.0);
    Ok(())
}

fn strip(source: &mut dyn Source) -> Result<StripPlan, StripError> {
    let (author, _) = content(source)?;
    let mut plan = StripPlan::default();
    let start = MARK.len() as u64;
    plan.edits.cut(start..start + author.len() as u64);
    plan.remove("author");
    Ok(plan)
}
