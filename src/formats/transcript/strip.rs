//! The copy of a transcript in which the names of speakers are replaced by "Speaker 1" and so on.

use std::collections::HashMap;
use std::io::SeekFrom;

use super::file::{cues, hidden_blocks, read_lines};
use super::markup::{KnownLabels, speaker, voices};
use crate::formats::{StripError, StripPlan};
use crate::io::Source;

/// Replaces the names of speakers. A transcript without any stays byte by byte.
pub(crate) fn strip(source: &mut dyn Source) -> Result<StripPlan, StripError> {
    source.rewind()?;
    let text = read_lines(source)?;
    let cues = cues(&text);
    let mut plan = StripPlan::default();
    if !hidden_blocks(&text).is_empty() {
        plan.leave("the title and notes of the transcript");
    }
    let known = KnownLabels::of(cues.iter().map(|cue| cue.text.as_ref()));
    let mut speakers = Speakers { known, ..Speakers::default() };
    let mut copy = String::with_capacity(text.len());
    let mut lines = text.split_inclusive('\n');
    let mut number = 0;
    for (first, last) in cues.iter().filter_map(|cue| cue.lines) {
        while number + 1 < first {
            copy.push_str(lines.next().unwrap_or_default());
            number += 1;
        }
        while number < last {
            copy.push_str(&speakers.without_names(lines.next().unwrap_or_default()));
            number += 1;
        }
    }
    copy.extend(lines);
    if speakers.is_left {
        plan.leave("names of speakers within markup");
    }
    if copy != text {
        plan.remove("names of speakers (now \"Speaker 1\" and so on)");
        // The copy is UTF-8, which WebVTT demands and every player reads.
        let length = source.seek(SeekFrom::End(0))?;
        plan.edits.replace(0..length, copy.into_bytes());
    }
    Ok(plan)
}

/// The speakers of a transcript, each with a number in the order in which they begin to speak.
#[derive(Default)]
struct Speakers {
    numbers: HashMap<String, usize>,
    known: KnownLabels,
    /// Whether a name could not be replaced.
    is_left: bool,
}

impl Speakers {
    fn replacement(&mut self, name: &str) -> String {
        let next = self.numbers.len() + 1;
        let number = *self.numbers.entry(name.to_lowercase()).or_insert(next);
        format!("Speaker {number}")
    }

    /// A line of a cue without the names of its speakers.
    fn without_names(&mut self, line: &str) -> String {
        let mut copy = String::with_capacity(line.len());
        let mut written = 0;
        for range in voices(line) {
            let name = line.get(range.clone()).unwrap_or_default();
            copy.push_str(line.get(written..range.start).unwrap_or_default());
            copy.push_str(&self.replacement(name));
            written = range.end;
        }
        copy.push_str(line.get(written..).unwrap_or_default());
        if written > 0 {
            return copy;
        }
        let Some(name) = speaker(line, &self.known) else { return copy };
        if !line.contains(&name) {
            self.is_left = true;
            return copy;
        }
        copy.replacen(&name, &self.replacement(&name), 1)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};
    use std::sync::Arc;

    use super::*;
    use crate::io::PatchedReader;

    fn stripped(bytes: &[u8]) -> (String, StripPlan) {
        let mut plan = strip(&mut Cursor::new(bytes.to_vec())).unwrap();
        let edits = std::mem::take(&mut plan.edits);
        let patch = edits.patch(bytes.len() as u64).unwrap();
        let mut copy = String::new();
        let mut reader = PatchedReader::new(Cursor::new(bytes.to_vec()), Arc::new(patch));
        reader.read_to_string(&mut copy).unwrap();
        (copy, plan)
    }

    #[test]
    fn speakers_get_numbers_and_all_else_stays() {
        let text = "WEBVTT\n\n1\n00:01.000 --> 00:02.000\n<v Ann Lee>We felt safe.</v> <v.loud Bo>Yes\n\n\
                    00:03.000 --> 00:04.000\n<b>Ann Lee</b>: at 10:30\n- Cy Roe: no\n\n\
                    00:05.000 --> 00:06.000\nand so on: fine\n";
        let (copy, plan) = stripped(text.as_bytes());
        let expected = text
            .replace("Ann Lee", "Speaker 1")
            .replace("Bo>", "Speaker 2>")
            .replace("Cy Roe", "Speaker 3");
        assert_eq!(copy, expected);
        assert_eq!(plan.removed, ["names of speakers (now \"Speaker 1\" and so on)"]);
        assert!(plan.left.is_empty());
    }

    #[test]
    fn a_transcript_without_names_stays_as_it_is() {
        let text = "1\r\n00:00:01,000 --> 00:00:02,000\r\nwe felt safe\r\n";
        let (copy, plan) = stripped(text.as_bytes());
        assert_eq!(copy, text);
        assert!(plan.removed.is_empty());
        assert!(stripped(copy.replace("we", "Speaker 1: we").as_bytes()).1.removed.is_empty());
    }

    #[test]
    fn notes_stay_and_are_named() {
        let text = "WEBVTT\n\nNOTE by Ann Lee\n\n00:01.000 --> 00:02.000\nAnn Lee: yes\n";
        let (copy, plan) = stripped(text.as_bytes());
        assert!(copy.ends_with("Speaker 1: yes\n"));
        assert_eq!(plan.left, ["the title and notes of the transcript"]);
    }
}
