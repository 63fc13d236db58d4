//! All text of an artifact.

use super::location::Location;
use super::numbers::Numbers;
use super::passage::{Passage, Unit};
use super::time::{TimeRange, Times};

/// A longer text becomes several passages at one place, in bytes: taking a passage apart
/// into words needs several times its length.
const MAX_PASSAGE: usize = 2 << 20;

/// The text of an artifact in reading order, each passage with its place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Passages {
    /// The text of all passages, each followed by its stored form.
    text: String,
    entries: Vec<Entry>,
    sheets: Vec<String>,
    exceeded: Option<&'static str>,
}

/// A passage without its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Entry {
    at: Unit,
    lines: Option<(u32, u32)>,
    heading: Option<u8>,
    has_unread: bool,
    /// Where its text begins.
    start: u32,
    /// Where its text ends, and its stored form begins.
    end: u32,
    /// Where its stored form ends, if it has one.
    stored_end: Option<u32>,
}

impl Passages {
    /// The most memory that the passages of one artifact take.
    const MAX_SIZE: usize = 96 << 20;
    /// The most text that is held of one artifact, in bytes.
    pub const MAX_TEXT: usize = 64 << 20;
    /// Why none is held of one that has more, as a clause.
    pub const TOO_MUCH_TEXT: &str = "it has over 64 MB of text";

    /// How many passages there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Why nothing is held, as a clause, where the artifact has more text than one may have.
    pub fn exceeded(&self) -> Option<&'static str> {
        self.exceeded
    }

    /// The number by which passages refer to the sheet that begins here.
    pub fn begin_sheet(&mut self, name: impl Into<String>) -> u32 {
        self.sheets.push(name.into());
        u32::try_from(self.sheets.len() - 1).unwrap_or(u32::MAX)
    }

    /// The name of a sheet.
    pub fn sheet(&self, number: u32) -> &str {
        let name = usize::try_from(number).ok().and_then(|number| self.sheets.get(number));
        name.map_or("", String::as_str)
    }

    /// The place of a passage, as it is cited.
    pub fn location(&self, at: Unit) -> Location {
        match at {
            Unit::Whole => Location::Whole,
            Unit::Page(number) => Location::Pages(Numbers::one(number)),
            Unit::Slide(number) => Location::Slides(Numbers::one(number)),
            Unit::Row(number) => Location::Rows(Numbers::one(number)),
            Unit::Line(number) => Location::Lines(Numbers::one(number)),
            Unit::Paragraph(number) => Location::Paragraphs(Numbers::one(number)),
            Unit::Cue { start, end } => Location::Time(Times::one(TimeRange::around(start, end))),
            Unit::Cells { sheet, cells } => {
                Location::Sheet { name: self.sheet(sheet).to_owned(), cells }
            }
        }
    }

    /// Adds the next passage.
    pub fn push(&mut self, passage: Passage<'_>) {
        let mut rest = passage.text;
        while rest.len() > MAX_PASSAGE {
            let (piece, after) = rest.split_at(end_of_piece(rest));
            self.push_piece(Passage { text: piece, ..passage });
            rest = after;
        }
        self.push_piece(Passage { text: rest, ..passage });
    }

    fn push_piece(&mut self, passage: Passage<'_>) {
        let Passage { at, text, stored, heading, has_unread, lines } = passage;
        let length = self.text.len() + text.len() + stored.map_or(0, str::len);
        if length > Passages::MAX_TEXT {
            self.exceed(Passages::TOO_MUCH_TEXT);
        } else if length + (self.entries.len() + 1) * size_of::<Entry>() > Passages::MAX_SIZE {
            self.exceed("it has over 1,500,000 lines or cells");
        }
        if self.exceeded.is_some() {
            return;
        }
        let start = self.position();
        self.text.push_str(text);
        let end = self.position();
        let stored_end = stored.map(|stored| {
            self.text.push_str(stored);
            self.position()
        });
        self.entries.push(Entry { at, lines, heading, has_unread, start, end, stored_end });
    }

    fn exceed(&mut self, why: &'static str) {
        *self = Passages { exceeded: Some(why), ..Passages::default() };
    }

    /// Sets which passages are headings, by the rank of each, where that is known only after the text.
    pub fn set_headings(&mut self, rank: impl Fn(Unit) -> Option<u8>) {
        for entry in &mut self.entries {
            entry.heading = rank(entry.at);
        }
    }

    /// Sets the places of all passages from this number on, where they are known only after the text.
    pub fn set_places(&mut self, from: usize, place: impl Fn(Unit) -> Unit) {
        for entry in self.entries.iter_mut().skip(from) {
            entry.at = place(entry.at);
        }
    }

    /// The end of the text, which [`Passages::MAX_TEXT`] bounds.
    fn position(&self) -> u32 {
        u32::try_from(self.text.len()).unwrap_or(u32::MAX)
    }

    /// The passages in reading order.
    pub fn iter(&self) -> impl Iterator<Item = Passage<'_>> {
        self.entries.iter().map(|entry| self.passage(entry))
    }

    /// A passage by its number in reading order.
    pub fn get(&self, number: usize) -> Option<Passage<'_>> {
        self.entries.get(number).map(|entry| self.passage(entry))
    }

    fn passage(&self, entry: &Entry) -> Passage<'_> {
        let text =
            |start: u32, end: u32| self.text.get(start as usize..end as usize).unwrap_or_default();
        Passage {
            at: entry.at,
            text: text(entry.start, entry.end),
            stored: entry.stored_end.map(|stored_end| text(entry.end, stored_end)),
            heading: entry.heading,
            has_unread: entry.has_unread,
            lines: entry.lines,
        }
    }
}

impl<'a> FromIterator<Passage<'a>> for Passages {
    fn from_iter<I: IntoIterator<Item = Passage<'a>>>(passages: I) -> Passages {
        let mut all = Passages::default();
        passages.into_iter().for_each(|passage| all.push(passage));
        all
    }
}

/// Where a long text is split: after the last space of the most that one passage has, if it has one.
fn end_of_piece(text: &str) -> usize {
    let most = text.floor_char_boundary(MAX_PASSAGE);
    let space = text.get(..most).and_then(|piece| piece.rfind(char::is_whitespace));
    space.map_or(most, |space| text.ceil_char_boundary(space + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::CellRange;

    #[test]
    fn passages_come_back_as_they_were_added() {
        let mut passages = Passages::default();
        let sheet = passages.begin_sheet("Résultats");
        let cells = CellRange::parse("C1:D1").ok();
        let added = [
            Passage { stored: Some("0.5"), ..Passage::new(Unit::Cells { sheet, cells }, "50 %") },
            Passage { lines: Some((7, 9)), ..Passage::new(Unit::Line(7), "") },
            Passage { heading: Some(2), ..Passage::new(Unit::Paragraph(3), "élèves") },
        ];
        added.into_iter().for_each(|passage| passages.push(passage));
        assert!(passages.iter().eq(added));
        assert_eq!(passages.len(), 3);
        assert_eq!(passages.location(added[0].at).to_string(), "sheet \"Résultats\" C1:D1");
    }

    #[test]
    fn a_very_long_text_is_split_between_words() {
        let split = |text: &str| -> Vec<String> {
            let passages = Passages::from_iter([Passage::new(Unit::Line(1), text)]);
            assert!(passages.iter().all(|it| it.at == Unit::Line(1)));
            passages.iter().map(|it| it.text.to_owned()).collect()
        };
        let text = "wörter und so ".repeat(200_000);
        let pieces = split(&text);
        assert_eq!(pieces.len(), 2);
        assert!(pieces.iter().all(|piece| piece.ends_with(' ')));
        assert_eq!(pieces.concat(), text);
        assert_eq!(split(&"ü".repeat(MAX_PASSAGE)).len(), 2);
    }

    #[test]
    fn of_too_much_text_nothing_is_held() {
        let mut passages = Passages::default();
        let long = "a ".repeat(Passages::MAX_TEXT / 2);
        passages.push(Passage::new(Unit::Line(1), &long));
        assert_eq!(passages.exceeded(), None);
        passages.push(Passage::new(Unit::Line(2), "b"));
        passages.push(Passage::new(Unit::Line(3), "c"));
        assert_eq!(passages.exceeded(), Some(Passages::TOO_MUCH_TEXT));
        assert!(passages.is_empty());
        let passage = Passage::new(Unit::Line(1), "");
        let passages: Passages = std::iter::repeat_n(passage, 1_500_000).collect();
        assert_eq!(passages.exceeded(), None);
        let passages: Passages = std::iter::repeat_n(passage, 3_000_000).collect();
        assert_eq!(passages.exceeded(), Some("it has over 1,500,000 lines or cells"));
    }
}
