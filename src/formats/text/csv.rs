//! Tables as text (RFC 4180, and its variants with tabs and semicolons): rows as a spreadsheet shows
//! them.

use csv_core::{ReadFieldResult, Reader, ReaderBuilder};

use crate::io::{ProbeError, Source, decode, read_text};
use crate::model::{Facts, Passage, Passages, Unit};

/// The separators of fields that are looked for, the most usual one first.
const SEPARATORS: [char; 3] = [',', ';', '\t'];
/// How much of a table is looked at to find its separator, in bytes.
const SAMPLE: usize = 4_096;

/// Rows as a spreadsheet numbers them, the heading and empty rows included, and lines. They differ
/// where a quoted field has a line break.
pub(crate) fn facts(source: &mut dyn Source) -> Result<Facts, ProbeError> {
    let mut rows = Rows::new(|_| {});
    decode(source, None, |chunk| {
        rows.add(chunk);
        // A quote that is never closed makes all the rest one row.
        rows.text.clear();
        Ok(())
    })?;
    Ok(rows.finish())
}

/// The same, and a passage for each row that is not empty, its fields with tabs between them.
pub(crate) fn read(source: &mut dyn Source) -> Result<(Facts, Passages), ProbeError> {
    let text = read_text(source, None)?;
    let mut passages = Passages::default();
    let mut rows = Rows::new(|row| {
        if !row.text.trim().is_empty() {
            let passage = Passage::new(Unit::Row(row.number), row.text);
            passages.push(Passage { lines: Some(row.lines), ..passage });
        }
    });
    rows.add(&text);
    let facts = rows.finish();
    Ok((facts, passages))
}

/// A row with its number and its first and last line.
struct Row<'a> {
    number: u32,
    lines: (u32, u32),
    text: &'a str,
}

/// Reads the rows of a table that comes in chunks, and shows each.
struct Rows<F> {
    visit: F,
    /// Once the separator is known.
    reader: Option<Reader>,
    field: [u8; 4_096],
    /// The fields of this row so far.
    text: Vec<u8>,
    /// How many rows have begun.
    row: u32,
    is_open: bool,
    /// The line that is being read, and the first one of this row.
    line: u32,
    first_line: u32,
    /// The byte that was read last.
    last: u8,
}

impl<F: FnMut(Row<'_>)> Rows<F> {
    fn new(visit: F) -> Rows<F> {
        Rows {
            visit,
            reader: None,
            field: [0; 4_096],
            text: Vec::new(),
            row: 0,
            is_open: false,
            line: 1,
            first_line: 1,
            last: b'\n',
        }
    }

    fn add(&mut self, chunk: &str) {
        let mut rest = chunk.as_bytes();
        if self.reader.is_none() && !rest.is_empty() {
            let declared = declared_separator(rest);
            if declared.is_some() {
                // Excel shows no row for it; its line counts.
                rest = self.skip(rest, "sep=;\n".len());
            }
            let separator = declared.unwrap_or_else(|| separator(chunk));
            self.reader = Some(ReaderBuilder::new().delimiter(separator).build());
        }
        while let Some(&next) = rest.first() {
            let is_rest_of_break = next == b'\n' && self.last == b'\r';
            if !self.is_open && !is_rest_of_break {
                self.row = self.row.saturating_add(1);
                self.first_line = self.line;
                self.is_open = !is_line_break(next);
            }
            rest = match self.is_open {
                true => self.read_field(rest),
                // The reader passes over empty rows.
                false => self.skip(rest, 1),
            };
        }
    }

    /// Reads up to the end of a field, and returns what follows; without input, the end of the table is
    /// the end of the field.
    fn read_field<'a>(&mut self, input: &'a [u8]) -> &'a [u8] {
        let Some(reader) = &mut self.reader else { return &[] };
        let (result, read, written) = reader.read_field(input, &mut self.field);
        self.text.extend(self.field.iter().take(written));
        match result {
            ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => self.skip(input, read),
            ReadFieldResult::Field { record_end: false } => {
                self.text.push(b'\t');
                self.skip(input, read)
            }
            ReadFieldResult::Field { record_end: true } | ReadFieldResult::End => {
                let line_break = self.skip(input, read.saturating_sub(1));
                self.end();
                self.skip(line_break, read.min(1))
            }
        }
    }

    /// Counts the lines of so many bytes, and returns what follows.
    fn skip<'a>(&mut self, input: &'a [u8], length: usize) -> &'a [u8] {
        let (skipped, rest) = input.split_at_checked(length).unwrap_or((input, &[]));
        let before = |at: usize| at.checked_sub(1).and_then(|at| skipped.get(at));
        let breaks = memchr::memchr2_iter(b'\r', b'\n', skipped).filter(|&at| {
            skipped.get(at) == Some(&b'\r') || *before(at).unwrap_or(&self.last) != b'\r'
        });
        let breaks = u32::try_from(breaks.count()).unwrap_or(u32::MAX);
        self.line = self.line.saturating_add(breaks);
        self.last = *skipped.last().unwrap_or(&self.last);
        rest
    }

    fn end(&mut self) {
        let text = String::from_utf8_lossy(&self.text);
        let lines = (self.first_line, self.line);
        (self.visit)(Row { number: self.row, lines, text: &text });
        self.text.clear();
        self.is_open = false;
    }

    /// The last row may have no line break at its end.
    fn finish(mut self) -> Facts {
        if is_line_break(self.last) {
            self.line -= 1;
        }
        while self.is_open {
            self.read_field(&[]);
        }
        Facts { rows: Some(self.row), lines: Some(self.line), ..Facts::default() }
    }
}

fn is_line_break(byte: u8) -> bool {
    matches!(byte, b'\r' | b'\n')
}

/// The separator that the first line names for Excel: `sep=;`.
fn declared_separator(table: &[u8]) -> Option<u8> {
    let (name, rest) = table.split_at_checked("sep=".len())?;
    let [separator, b'\r' | b'\n', ..] = rest else { return None };
    let can_separate =
        *separator == b'\t' || separator.is_ascii_punctuation() && *separator != b'"';
    (name.eq_ignore_ascii_case(b"sep=") && can_separate).then_some(*separator)
}

/// The separator that occurs equally often in the most rows, outside quotes.
fn separator(table: &str) -> u8 {
    let sample = table.get(..table.floor_char_boundary(SAMPLE)).unwrap_or(table);
    let rows = separators_per_row(sample);
    // The last row may be cut.
    let whole =
        if sample.len() < table.len() && rows.len() > 1 { rows.len() - 1 } else { rows.len() };
    let agreeing = |index: usize| {
        let counts = rows.iter().take(whole).filter_map(|counts| counts.get(index).copied());
        let mut counts: Vec<usize> = counts.filter(|count| *count > 0).collect();
        counts.sort_unstable();
        counts.chunk_by(usize::eq).map(<[usize]>::len).max().unwrap_or(0)
    };
    // Numbers and prose have commas: where several separators fit, it is not the comma.
    let fitting = SEPARATORS.into_iter().enumerate().map(|(index, it)| (agreeing(index), it));
    let best = fitting.filter(|(rows, _)| *rows > 0).max_by_key(|(rows, _)| *rows);
    best.map_or(b',', |(_, separator)| separator as u8)
}

/// How often each separator occurs in each row, outside quotes.
fn separators_per_row(sample: &str) -> Vec<[usize; 3]> {
    let mut rows = Vec::new();
    let mut row = [0; 3];
    let mut is_quoted = false;
    let mut before = '\n';
    for char in sample.chars() {
        let begins_field = matches!(before, '\r' | '\n') || SEPARATORS.contains(&before);
        match char {
            // A quote after a quote is one in the text of a quoted field.
            '"' if is_quoted || begins_field || before == '"' => is_quoted = !is_quoted,
            _ if is_quoted => {}
            '\r' | '\n' => rows.push(std::mem::take(&mut row)),
            _ => {
                for (count, _) in row.iter_mut().zip(SEPARATORS).filter(|(_, it)| *it == char) {
                    *count += 1;
                }
            }
        }
        before = char;
    }
    rows.push(row);
    rows
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn rows(table: &str) -> Vec<(String, String)> {
        let (read, passages) = read(&mut Cursor::new(table.to_owned())).unwrap();
        assert_eq!(facts(&mut Cursor::new(table)).unwrap(), read, "{table:?}");
        let location = |at| passages.location(at).to_string();
        passages.iter().map(|it| (location(it.at), it.text.to_owned())).collect()
    }

    fn texts(table: &str) -> Vec<String> {
        rows(table).into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_does() {
        let table = "name;note\r\n\r\n\"Do; Re\";\"two\nlines, \"\"quoted\"\"\"\nlast;";
        assert_eq!(
            rows(table),
            [
                ("row 1".to_owned(), "name\tnote".to_owned()),
                ("row 3".to_owned(), "Do; Re\ttwo\nlines, \"quoted\"".to_owned()),
                ("row 4".to_owned(), "last\t".to_owned()),
            ]
        );
        let facts = facts(&mut Cursor::new(table)).unwrap();
        assert_eq!((facts.rows, facts.lines), (Some(4), Some(5)));
    }

    #[test]
    fn line_breaks_of_every_system_end_a_row() {
        for line_break in ["\n", "\r\n", "\r"] {
            let table = ["a,b", "", "\"c,\nd\",e"].join(line_break);
            for table in [table.clone(), table + line_break] {
                let expected = [("row 1", "a\tb"), ("row 3", "c,\nd\te")];
                assert_eq!(rows(&table), expected.map(|(at, text)| (at.into(), text.into())));
                let (facts, passages) = read(&mut Cursor::new(&table)).unwrap();
                assert_eq!((facts.rows, facts.lines), (Some(3), Some(4)), "{table:?}");
                let lines: Vec<_> = passages.iter().map(|it| it.lines).collect();
                assert_eq!(lines, [Some((1, 1)), Some((3, 4))], "{table:?}");
            }
        }
    }

    #[test]
    fn a_table_reads_the_same_in_chunks_of_any_length() {
        let table = "sep=;\r\na;b\r\n\r\n\"c\r\n\"\"d\"\"\";e\r\rf;\n";
        let read = |length: usize| {
            let mut shown = Vec::new();
            let mut rows =
                Rows::new(|row| shown.push((row.number, row.lines, row.text.to_owned())));
            // The separator is found in the first chunk.
            let (head, rest) = table.split_at(8);
            rows.add(head);
            rest.as_bytes().chunks(length).for_each(|it| rows.add(str::from_utf8(it).unwrap()));
            (rows.finish(), shown)
        };
        let (facts, shown) = read(usize::MAX);
        assert_eq!((facts.rows, facts.lines), (Some(5), Some(7)));
        assert_eq!(
            shown,
            [
                (1, (2, 2), "a\tb".to_owned()),
                (3, (4, 5), "c\r\n\"d\"\te".to_owned()),
                (5, (7, 7), "f\t".to_owned()),
            ]
        );
        for length in 1..9 {
            assert_eq!(read(length), (facts.clone(), shown.clone()), "{length}");
        }
    }

    #[test]
    fn separators_inside_quotes_do_not_count() {
        let table =
            "grade;comment\n6;\"Yes, well, of course, we do, always\"\n7;\"No, never, ever\"\n";
        assert_eq!(
            texts(table),
            ["grade\tcomment", "6\tYes, well, of course, we do, always", "7\tNo, never, ever"]
        );
        let table = "grade,comment\n6,\"a; b; \"\"c;\"\" d\"\n";
        assert_eq!(texts(table), ["grade\tcomment", "6\ta; b; \"c;\" d"]);
    }

    #[test]
    fn commas_in_prose_and_numbers_do_not_separate_fields() {
        let prose =
            "Grade;Comment\n6;Yes, well, mostly\n7;Not in the bus, or the yard, or the hall\n";
        assert_eq!(texts(prose)[2], "7\tNot in the bus, or the yard, or the hall");
        assert_eq!(texts("6;71,5\n7;85,0\n"), ["6\t71,5", "7\t85,0"]);
        assert_eq!(texts("5\" pipe,1\n6\" pipe,2\n")[1], "6\" pipe\t2");
        assert_eq!(texts("one column\nof words\n"), ["one column", "of words"]);
    }

    #[test]
    fn the_line_that_names_the_separator_is_no_row() {
        let table = "sep=;\r\nGrade;Note\r\n6;a, b\r\n";
        let expected = [("row 1", "Grade\tNote"), ("row 2", "6\ta, b")];
        assert_eq!(rows(table), expected.map(|(at, text)| (at.into(), text.into())));
        let (facts, passages) = read(&mut Cursor::new(table)).unwrap();
        assert_eq!((facts.rows, facts.lines), (Some(2), Some(3)));
        assert_eq!(passages.iter().next().unwrap().lines, Some((2, 2)));
        assert_eq!(texts("SEP=|\na|b"), ["a\tb"]);
    }

    #[test]
    fn a_quote_that_is_never_closed_makes_the_rest_one_row() {
        let table = format!("a,b\n\"{}", "c,d\n".repeat(1_000_000));
        let rows = rows(&table);
        assert!(rows.iter().skip(1).all(|(at, _)| at == "row 2"));
        let text: String = rows.into_iter().skip(1).map(|(_, text)| text).collect();
        assert!(table.ends_with(&text));
    }
}
