//! Reads a TOML file that people write by hand, with its slips in the words for evidence.toml.

use toml::de::DeTable;

use super::shape::Shape;
use super::slips;
use crate::model::{Place, Problem, ProblemKind, SourceText};

/// What `parse` reads in a text of this shape, and what is wrong with it. Where the parser refuses the
/// text, its slips are reported in place of what the parser says, and the text without them is read.
pub(super) fn read_mended<T>(
    source: &SourceText,
    shape: &'static Shape,
    kind: ProblemKind,
    parse: impl Fn(&SourceText) -> (T, Vec<Problem>),
) -> (T, Vec<Problem>) {
    let (value, problems) = parse(source);
    // A text that the parser refuses has a problem.
    if problems.is_empty() || DeTable::parse_recoverable(&source.text).1.is_empty() {
        return (value, problems);
    }
    let Some(repaired) = slips::repair(source, shape) else { return (value, problems) };
    let (value, mut problems) = parse(&SourceText::new(&source.path, repaired.text()));
    // What is missing may stand in what had to be left out.
    if !repaired.is_whole {
        problems.clear();
    }
    for problem in &mut problems {
        problem.place.span = problem.place.span.as_ref().map(|span| repaired.original(span));
    }
    problems.extend(repaired.slips.into_iter().map(|slip| Problem {
        kind,
        message: slip.message,
        key: None,
        help: Some(slip.help),
        place: Place::at(&source.path, slip.span),
    }));
    problems.sort_by_key(|problem| problem.place.span.as_ref().map_or(0, |span| span.start));
    (value, problems)
}
