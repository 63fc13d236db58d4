//! Links into the bundle that open the very page, second or region.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::model::Location;

/// What a path segment of a link may not hold as it is (RFC 3986, section 3.3).
const SEGMENT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The link to a file of the portfolio; `data` is where its files lie as seen
/// from the guide.
pub(super) fn to_file(data: &str, path: &str) -> String {
    let path: Vec<String> =
        path.split('/').map(|part| utf8_percent_encode(part, SEGMENT).to_string()).collect();
    format!("{data}{}", path.join("/"))
}

/// The link to a place in a file, where viewers know how to go there: pages
/// (RFC 8118, section 3), times and regions (Media Fragments URI 1.0, section 4.2).
pub(super) fn to_place(data: &str, path: &str, location: &Location) -> String {
    let file = to_file(data, path);
    match location {
        Location::Pages(pages) => format!("{file}#page={}", pages.first()),
        Location::Time(range) => match range.end {
            Some(end) => format!("{file}#t={},{}", seconds(range.start), seconds(end)),
            None => format!("{file}#t={}", seconds(range.start)),
        },
        Location::Region { x, y, width, height } => {
            format!("{file}#xywh={x},{y},{width},{height}")
        }
        _ => file,
    }
}

fn seconds(millis: u64) -> String {
    match millis % 1_000 {
        0 => (millis / 1_000).to_string(),
        fraction => format!("{}.{fraction:03}", millis / 1_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_opens_the_place_itself() {
        for (at, fragment) in [
            ("pages 4-6", "#page=4"),
            ("7:45-8:03", "#t=465,483"),
            ("12.5s", "#t=12.500"),
            ("region 10,20,300,200", "#xywh=10,20,300,200"),
            ("whole", ""),
        ] {
            let location = Location::parse(at).expect(at);
            let link = to_place("data/", "artifacts/a b#1.pdf", &location);
            assert_eq!(link, format!("data/artifacts/a%20b%231.pdf{fragment}"));
        }
    }
}
