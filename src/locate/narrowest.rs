//! The place to cite for a range of passages.

use super::cells::hull;
use super::names::same_name;
use crate::model::normalize::one_line;
use crate::model::{Location, Numbers, Passages, TimeRange, Times, Unit};

/// The narrowest place that can be cited for each of these ranges, given by the numbers of their
/// first and last passage.
pub(crate) fn places(passages: &Passages, ranges: &[(usize, usize)]) -> Vec<Location> {
    if ranges.is_empty() {
        return Vec::new();
    }
    let headings = passages.iter().enumerate().filter_map(|(number, passage)| {
        let rank = passage.heading?;
        Some(Heading { number, rank, name: one_line(passage.text) })
    });
    let headings: Vec<Heading> = headings.collect();
    let unit = |number: usize| passages.get(number).map_or(Unit::Whole, |passage| passage.at);
    let place = |&(first, last): &(usize, usize)| match (unit(first), unit(last)) {
        (Unit::Page(a), Unit::Page(b)) => Location::Pages(Numbers::range(a, b)),
        (Unit::Slide(a), Unit::Slide(b)) => Location::Slides(Numbers::range(a, b)),
        (Unit::Row(a), Unit::Row(b)) => Location::Rows(Numbers::range(a, b)),
        (Unit::Line(a), Unit::Line(b)) => Location::Lines(Numbers::range(a, b)),
        (Unit::Cue { start, end }, Unit::Cue { end: last, .. }) => {
            Location::Time(Times::one(TimeRange::around(start, last.max(end))))
        }
        (Unit::Cells { sheet, cells: a }, Unit::Cells { cells: b, .. }) => {
            let cells = a.zip(b).map(|(a, b)| hull(&a, &b));
            Location::Sheet { name: passages.sheet(sheet).to_owned(), cells }
        }
        (Unit::Paragraph(a), Unit::Paragraph(b)) => match section_around(&headings, first, last) {
            Some(name) => Location::Section(name),
            None if a == b => Location::Paragraphs(Numbers::one(a)),
            None => Location::Whole,
        },
        _ => Location::Whole,
    };
    // A damaged name can't be typed.
    let is_citable = |place: &Location| Location::parse(&place.to_string()).is_ok();
    let places = ranges.iter().map(place);
    places.map(|place| if is_citable(&place) { place } else { Location::Whole }).collect()
}

/// A heading, with the number of its passage.
struct Heading {
    number: usize,
    rank: u8,
    name: String,
}

/// The nearest heading whose section contains these passages, if no other heading has its name.
fn section_around(headings: &[Heading], first: usize, last: usize) -> Option<String> {
    let (before, after) =
        headings.split_at_checked(headings.partition_point(|it| it.number <= first))?;
    let mut reaches = u8::MAX;
    // A heading of the same or a higher rank between the passages ends the section.
    let between = after.iter().take_while(|it| it.number <= last).map(|it| it.rank).min();
    for heading in before.iter().rev() {
        if heading.rank >= reaches {
            continue;
        }
        reaches = heading.rank;
        if between.is_some_and(|between| between <= heading.rank) {
            continue;
        }
        let name = &heading.name;
        let alone = headings.iter().filter(|it| same_name(&it.name, name)).count() == 1;
        if alone && Location::parse(&format!("section \"{name}\"")).is_ok() {
            return Some(name.clone());
        }
    }
    None
}
