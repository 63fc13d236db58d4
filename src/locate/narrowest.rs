//! From passages to the place that one would cite for them.

use std::collections::HashMap;

use super::cells::hull;
use super::names::same_name;
use crate::model::normalize::one_line;
use crate::model::{Location, Numbers, Passages, Unit};

/// The narrowest place that holds each of these stretches, from its first passage to its last, by
/// their numbers, and can be cited.
pub(crate) fn places(passages: &Passages, stretches: &[(usize, usize)]) -> Vec<Location> {
    if stretches.is_empty() {
        return Vec::new();
    }
    let mut units: HashMap<usize, Unit> = stretches
        .iter()
        .flat_map(|&(first, last)| [first, last])
        .map(|it| (it, Unit::Whole))
        .collect();
    let mut headings = Vec::new();
    let mut number = 0;
    passages.iter().for_each(|passage| {
        if let Some(unit) = units.get_mut(&number) {
            *unit = passage.at;
        }
        if let Some(rank) = passage.heading {
            headings.push(Heading { number, rank, name: one_line(passage.text) });
        }
        number += 1;
    });
    let unit = |number: usize| units.get(&number).copied().unwrap_or(Unit::Whole);
    let place = |&(first, last): &(usize, usize)| match (unit(first), unit(last)) {
        (Unit::Page(a), Unit::Page(b)) => Location::Pages(Numbers::range(a, b)),
        (Unit::Slide(a), Unit::Slide(b)) => Location::Slides(Numbers::range(a, b)),
        (Unit::Row(a), Unit::Row(b)) => Location::Rows(Numbers::range(a, b)),
        (Unit::Line(a), Unit::Line(b)) => Location::Lines(Numbers::range(a, b)),
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
    // A name that is damaged can't be typed.
    let is_citable = |place: &Location| Location::parse(&place.to_string()).is_ok();
    let places = stretches.iter().map(place);
    places.map(|place| if is_citable(&place) { place } else { Location::Whole }).collect()
}

/// A heading, with the number of its passage.
struct Heading {
    number: usize,
    rank: u8,
    name: String,
}

/// The nearest heading whose section holds these passages, if its name leads to it: a heading that
/// stands more than once may lead elsewhere.
fn section_around(headings: &[Heading], first: usize, last: usize) -> Option<String> {
    let (before, after) =
        headings.split_at_checked(headings.partition_point(|it| it.number <= first))?;
    let mut reaches = u8::MAX;
    // A lower heading between the passages does not end the section; one that is as high does.
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
