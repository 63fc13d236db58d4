//! Reads WebVTT and SubRip files, and what programs write in place of either.
//!
//! Own code, since what people have is often neither: Zoom, YouTube, phones and editors leave out
//! numbers, hours and blank lines, and players show such files all the same. webvtt-parser and the
//! like stop at the first slip, and give no lines, by which a transcript is cited as well.

use std::borrow::Cow;

use super::collected::{Cue, collect};
use super::timing::timing;
use crate::formats::hidden_text::add;
use crate::formats::text::lines;
use crate::io::{ProbeError, Source, read_text};
use crate::model::{Facts, Metadata, Passages, Span};

/// The length of the text in lines, and in time to the end of its last cue.
pub(crate) fn facts(source: &mut dyn Source) -> Result<Facts, ProbeError> {
    lines::facts_or_lines(source, read)
}

/// A passage for each cue.
pub(crate) fn read(source: &mut dyn Source) -> Result<(Facts, Passages), ProbeError> {
    let text = read_lines(source)?;
    let lines = u32::try_from(text.lines().count()).ok();
    let (facts, passages) = collect(cues(&text));
    Ok((Facts { lines, ..facts }, passages))
}

/// What no player shows: the title and the notes of a WebVTT file.
pub(crate) fn metadata(source: &mut dyn Source, metadata: &mut Metadata) -> Result<(), ProbeError> {
    let text = read_lines(source)?;
    for block in hidden_blocks(&text) {
        let place = format!("a note of the transcript (line {})", block.line);
        add(metadata, &place, text.get(block.span).unwrap_or_default());
    }
    Ok(())
}

/// The text of a file. A carriage return alone ends a line, too (WebVTT, section 4.1).
pub(super) fn read_lines(source: &mut dyn Source) -> Result<String, ProbeError> {
    let text = read_text(source, None)?;
    let is_old_mac = text.contains('\r') && !text.contains('\n');
    Ok(if is_old_mac { text.replace('\r', "\n") } else { text })
}

/// A block that no player shows.
pub(super) struct HiddenBlock {
    pub line: u32,
    pub span: Span,
}

/// The header of a WebVTT file, as far as it says more than its name, and its notes.
pub(super) fn hidden_blocks(text: &str) -> Vec<HiddenBlock> {
    let mut after_blank = true;
    let mut open: Option<HiddenBlock> = None;
    let mut found = Vec::new();
    let has_notes = memchr::memmem::find(text.as_bytes(), b"\nNOTE").is_some();
    for line in lines_of(text) {
        if !has_notes && line.number > 1 && after_blank {
            break;
        }
        let is_note = after_blank && ["NOTE", "WEBVTT"].iter().any(|it| line.text.starts_with(it));
        let end = line.start + line.text.len();
        after_blank = line.text.trim().is_empty();
        if after_blank || timing(line.text).is_some() {
            found.extend(open.take());
        } else if let Some(block) = &mut open {
            block.span.end = end;
        } else if is_note {
            let word = line.text.find(char::is_whitespace).unwrap_or(line.text.len());
            open = Some(HiddenBlock { line: line.number, span: line.start + word..end });
        }
    }
    found.extend(open);
    let says_more = |block: &HiddenBlock| {
        text.get(block.span.clone()).is_some_and(|words| !words.trim().is_empty())
    };
    found.retain(says_more);
    found
}

/// A line of a text, without its line break.
#[derive(Clone, Copy)]
struct Line<'t> {
    /// From 1.
    number: u32,
    /// Where it begins.
    start: usize,
    text: &'t str,
}

/// The lines of a text.
fn lines_of(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut end = 0;
    (1..).zip(text.split_inclusive('\n')).map(move |(number, line)| {
        let start = end;
        end += line.len();
        let line = line.strip_suffix('\n').unwrap_or(line);
        Line { number, start, text: line.strip_suffix('\r').unwrap_or(line) }
    })
}

/// The cues of a file. The text of a cue ends where the next one begins. In WebVTT it ends at a blank
/// line, behind which notes may follow; players of SubRip show what stands behind a blank line.
pub(super) fn cues(text: &str) -> Vec<Cue<'_>> {
    let is_webvtt = text.trim_start_matches('\u{feff}').starts_with("WEBVTT");
    let mut cues = Vec::new();
    // The times of the open cue, its first line of text, and its last two.
    let mut open: Option<Open<'_>> = None;
    for line in lines_of(text) {
        if let Some((start, end)) = timing(line.text) {
            cues.extend(open.take().and_then(|open| open.before_next(text)));
            open = Some(Open {
                start,
                end,
                first: None,
                last: None,
                before_last: None,
                is_before_blank: false,
            });
        } else if line.text.trim().is_empty() {
            match &mut open {
                Some(open) if !is_webvtt => open.is_before_blank = true,
                _ => cues.extend(open.take().and_then(|open| open.cue(text))),
            }
        } else if let Some(open) = &mut open {
            open.first.get_or_insert(line);
            open.before_last = open.last.replace(line);
            open.is_before_blank = false;
        }
    }
    cues.extend(open.and_then(|open| open.cue(text)));
    cues
}

/// A cue whose text goes on.
struct Open<'t> {
    start: u32,
    end: u32,
    first: Option<Line<'t>>,
    last: Option<Line<'t>>,
    before_last: Option<Line<'t>>,
    /// A blank line follows its last line.
    is_before_blank: bool,
}

impl<'t> Open<'t> {
    fn cue(self, text: &'t str) -> Option<Cue<'t>> {
        let (first, last) = self.first.zip(self.last)?;
        Some(Cue {
            start: self.start,
            end: self.end,
            text: Cow::Borrowed(text.get(first.start..last.start + last.text.len())?),
            lines: Some((first.number, last.number)),
        })
    }

    /// The same where the next cue follows: its number is not said.
    fn before_next(self, text: &'t str) -> Option<Cue<'t>> {
        if self.is_before_blank {
            return self.cue(text);
        }
        let is_number = |line: Line<'_>| line.text.trim().bytes().all(|byte| byte.is_ascii_digit());
        match (self.last, self.before_last) {
            (Some(last), None) if is_number(last) => None,
            (Some(last), before) if is_number(last) => Open { last: before, ..self }.cue(text),
            _ => self.cue(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::model::Location;

    fn shown(text: &str) -> Vec<String> {
        let (_, passages) = read(&mut Cursor::new(text.as_bytes().to_vec())).unwrap();
        let line = |it: crate::model::Passage<'_>| {
            let Location::Time(times) = passages.location(it.at) else { panic!("a time") };
            format!("{times} {}", it.text.replace('\n', " / "))
        };
        passages.iter().map(line).collect()
    }

    #[test]
    fn webvtt_is_read_with_all_that_stands_around_its_cues() {
        let text = "\u{feff}WEBVTT - Board meeting\r\nKind: captions\r\n\r\nSTYLE\r\n::cue { color: red }\r\n\r\n\
                    NOTE checked by Jane\r\n\r\nintro\r\n00:01.000 --> 00:02.500 align:start line:0\r\n\
                    <v Ann Lee>Good <b>morning</b>\r\nall\r\n\r\n2\r\n00:00:03.000 --> 00:00:04.000\r\nNOTE to self\r\n";
        assert_eq!(
            shown(text),
            ["0:01-0:03 Ann Lee: Good morning / all", "0:03-0:04 NOTE to self"]
        );
        let mut found = Metadata::default();
        metadata(&mut Cursor::new(text), &mut found).unwrap();
        let hidden: Vec<_> = found.hidden_texts.iter().map(|it| it.text.as_str()).collect();
        assert_eq!(hidden, ["- Board meeting\r\nKind: captions", "checked by Jane"]);
    }

    #[test]
    fn subrip_is_read_as_programs_write_it() {
        let text = "1\n00:00:01,000 --> 00:00:02,000\n<i>one</i>\n2\n00:03 --> 00:04\ntwo\n2024\n\n\
                    00:00:05,500 --> 00:00:06,000\n\n\n4\n00:00:07,000 --> 00:00:08,000\nfour";
        assert_eq!(shown(text), ["0:01-0:02 one", "0:03-0:04 two / 2024", "0:07-0:08 four"]);
    }

    #[test]
    fn blank_lines_and_old_line_ends_do_not_hide_words() {
        let subrip = "1\n00:00:01,000 --> 00:00:02,000\nwe\n\nfelt safe\n\n2\n00:00:03,000 --> 00:00:04,000\n\nhere\n";
        assert_eq!(shown(subrip), ["0:01-0:02 we /  / felt safe", "0:03-0:04 here"]);
        assert_eq!(shown(&subrip.replace('\n', "\r")).len(), 2);
        let webvtt = "WEBVTT\n\n00:01.000 --> 00:02.000\nwe\n\nSTYLE\n::cue { }\n";
        assert_eq!(shown(webvtt), ["0:01-0:02 we"]);
    }

    #[test]
    fn live_captions_that_roll_are_said_once() {
        let text = "WEBVTT\n\n00:01.000 --> 00:02.000\nwe\n\n00:02.000 --> 00:03.000\nwe\nfelt\n\n\
                    00:03.000 --> 00:04.000\nfelt\nsafe\n";
        assert_eq!(shown(text), ["0:01-0:02 we", "0:02-0:03 felt", "0:03-0:04 safe"]);
    }
}
