//! The grammar of `at`.

use mcred::locate::same_name;
use mcred::model::{CellRange, Location, Numbers, TimeRange, Times};
use proptest::prelude::*;

/// A number of a page, slide or line.
fn number() -> impl Strategy<Value = u32> {
    prop_oneof![1..40_u32, 1..=u32::MAX, Just(u32::MAX)]
}

fn numbers() -> impl Strategy<Value = Numbers> {
    let part = (number(), number()).prop_map(|(a, b)| match a == b {
        true => a.to_string(),
        false => format!("{}-{}", a.min(b), a.max(b)),
    });
    prop::collection::vec(part, 1..5).prop_map(|it| Numbers::parse(&it.join(","), "page").unwrap())
}

fn cells() -> impl Strategy<Value = CellRange> {
    let column = || (1..=16_384_u32, 1..=16_384_u32);
    let row = || (1..=1_048_576_u32, 1..=1_048_576_u32);
    (column(), row()).prop_map(|(columns, rows)| CellRange {
        first_column: columns.0.min(columns.1),
        first_row: rows.0.min(rows.1),
        last_column: columns.0.max(columns.1),
        last_row: rows.0.max(rows.1),
    })
}

/// A name with any characters, spaces and quotes among them.
fn name() -> impl Strategy<Value = String> {
    let telling = |name: &String| !name.trim().is_empty();
    prop_oneof![
        "[A-Za-z0-9 \"'“”«‘’–—.,:;()-]{1,20}".prop_filter("a name says something", telling),
        "\\PC{1,12}".prop_filter("a name says something", telling),
    ]
}

/// Any location.
pub fn location() -> impl Strategy<Value = Location> {
    let time = (0..u64::from(u32::MAX), prop::option::of(1..10_000_000_u64));
    prop_oneof![
        Just(Location::Whole),
        numbers().prop_map(Location::Pages),
        numbers().prop_map(Location::Slides),
        numbers().prop_map(Location::Rows),
        numbers().prop_map(Location::Lines),
        numbers().prop_map(Location::Paragraphs),
        prop::collection::vec(time, 1..4).prop_map(|times| {
            let range = |(start, longer): (u64, Option<u64>)| TimeRange {
                start,
                end: longer.map(|longer| start + longer),
            };
            Location::Time(Times::list(times.into_iter().map(range).collect()).unwrap())
        }),
        (any::<u32>(), any::<u32>(), 1..=u32::MAX, 1..=u32::MAX)
            .prop_map(|(x, y, width, height)| Location::Region { x, y, width, height }),
        name().prop_map(Location::Section),
        (name(), prop::option::of(cells()))
            .prop_map(|(name, cells)| Location::Sheet { name, cells }),
    ]
}

/// Pieces of locations in any order.
fn typed() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("page "),
        Just("pp. "),
        Just("slides"),
        Just("sheet "),
        Just("section "),
        Just("rows "),
        Just("line "),
        Just("paragraph "),
        Just("region "),
        Just("whole"),
        Just("time "),
        Just("\""),
        Just("'"),
        Just("“"),
        Just("”"),
        Just("Results"),
        Just(" B2"),
        Just(":"),
        Just("D9"),
        Just("-"),
        Just("–"),
        Just(","),
        Just("1"),
        Just("02"),
        Just("59"),
        Just("7:45"),
        Just(".5s"),
        Just(" "),
        Just("\u{a0}"),
        Just("\u{130}"),
        Just("&"),
    ];
    prop::collection::vec(piece, 1..9).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn a_printed_location_is_read_as_the_same_location(place in location()) {
        let printed = place.to_string();
        let read = Location::parse(&printed);
        prop_assert!(read.is_ok(), "{:?}: {:?}", printed, read);
        let read = read.unwrap();
        match (&place, &read) {
            // Curly quotes in a name may become straight ones.
            (Location::Section(name), Location::Section(other)) => {
                prop_assert!(same_name(name, other), "{:?} {:?}", name, other);
            }
            (
                Location::Sheet { name, cells },
                Location::Sheet { name: other, cells: found },
            ) => {
                prop_assert!(same_name(name, other), "{:?} {:?}", name, other);
                prop_assert_eq!(cells, found);
            }
            _ => prop_assert_eq!(&place, &read),
        }
        prop_assert_eq!(Location::parse(&read.to_string()), Ok(read));
    }

    #[test]
    fn a_location_that_is_read_prints_in_a_form_that_is_read_the_same(text in prop_oneof![typed(), ".*"]) {
        if let Ok(place) = Location::parse(&text) {
            prop_assert_eq!(Location::parse(&place.to_string()), Ok(place));
        }
    }
}
