//! A web page -> its lines as they are laid out, without navigation, headers and footers.

use super::html::{declared_encoding, walk};
use super::html_lists::LINE_BREAK;
use crate::io::{ProbeError, Source, read_text};
use crate::model::LayoutLine;
use crate::model::normalize::one_line;

/// The lines of the content of a page.
pub(crate) fn layout(source: &mut dyn Source) -> Result<Vec<LayoutLine>, ProbeError> {
    let page = read_text(source, Some(declared_encoding))?;
    let mut lines = Vec::new();
    walk(&page, true, |block| {
        let Some(layout) = block.layout else { return };
        let mut marker = layout.marker();
        for text in block.text.split(LINE_BREAK).map(one_line).filter(|text| !text.is_empty()) {
            let text = match marker.take() {
                Some(marker) => format!("{marker} {text}"),
                None => text,
            };
            lines.push(LayoutLine {
                number: block.lines.map_or(0, |(first, _)| first),
                indent: layout.indent(),
                heading: block.heading,
                cell: layout.cell(),
                text,
            });
        }
    });
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn lists_have_their_numbers_and_the_page_around_them_is_left_out() {
        let page = "<nav><li>Home</nav><header>Top</header><main><header><h1>Plan</h1></header>\n\
                    <ol start=3><li>Three<ol type=a><li>Inner</ol><p>More<li>Four</ol>\n\
                    <ul><li>One<br>Two</ul><table><tr><td>1<td><p>Cell</table></main><footer>x</footer>";
        let lines = layout(&mut Cursor::new(page)).unwrap();
        let shown: Vec<(usize, &str)> =
            lines.iter().map(|line| (line.indent, line.text.as_str())).collect();
        assert_eq!(
            shown,
            [
                (0, "Plan"),
                (0, "3. Three"),
                (4, "a. Inner"),
                (4, "More"),
                (0, "4. Four"),
                (0, "• One"),
                (0, "Two"),
                (0, "1"),
                (0, "Cell"),
            ]
        );
        assert_eq!((lines[0].heading, lines[0].number, lines[1].number), (Some(1), 1, 2));
        let columns: Vec<Option<u32>> =
            lines.iter().map(|line| line.cell.map(|cell| cell.column)).collect();
        assert_eq!(columns[6..], [None, Some(0), Some(1)]);
    }
}
