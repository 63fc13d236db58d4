//! The markup in the text of a cue: tags of WebVTT and HTML, character references, and labels that
//! name the speaker.
//!
//! WebVTT's `<v Jane Doe>` is no HTML (a tokenizer of HTML lowers the name and takes it apart), and
//! SubRip has no grammar at all, so the few forms are read here.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// The most bytes of a tag, and of a label with the name of a speaker.
const LONGEST_TAG: usize = 256;
const LONGEST_LABEL: usize = 64;
/// Small words within a name.
const NAME_PARTICLES: [&str; 12] =
    ["de", "da", "del", "der", "di", "du", "la", "le", "van", "von", "of", "the"];

/// What is said in a cue.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Spoken {
    /// With the names of speakers, as players and guides show it.
    pub labelled: String,
    /// The words alone.
    pub words: String,
}

/// Names that stand before what is said but do not look like names: `jdoe: `, `iPad (2): `.
#[derive(Debug, Default)]
pub(crate) struct KnownLabels(HashSet<String>);

impl KnownLabels {
    /// Those that begin at least three lines of these cues.
    pub fn of<'t>(cues: impl Iterator<Item = &'t str>) -> KnownLabels {
        let mut counts: HashMap<String, u32> = HashMap::new();
        let has_colon = |line: &&str| memchr::memchr(b':', line.as_bytes()).is_some();
        for line in cues.flat_map(str::lines).filter(has_colon) {
            let line = plain(line);
            let Some((name, after)) = line.trim().split_once(':') else { continue };
            let is_short = name.len() <= LONGEST_LABEL && name.split_whitespace().count() <= 4;
            if is_short
                && after.starts_with(' ')
                && !name.contains(['.', ',', '!', '?', '"'])
                && name.contains(char::is_alphabetic)
                && !is_name(name)
            {
                *counts.entry(name.to_owned()).or_default() += 1;
            }
        }
        KnownLabels(counts.into_iter().filter(|(_, count)| *count >= 3).map(|it| it.0).collect())
    }
}

/// What the text of a cue says, a line for each line of it.
pub(crate) fn spoken(text: &str, known: &KnownLabels) -> Spoken {
    let mut spoken = Spoken::default();
    for (number, line) in text.lines().enumerate() {
        let line = plain(line);
        let line = line.trim();
        if number > 0 {
            spoken.labelled.push('\n');
            spoken.words.push('\n');
        }
        spoken.labelled.push_str(line);
        spoken.words.push_str(line.get(label(line, known)..).unwrap_or(line));
    }
    spoken
}

/// A line without tags and character references; the speaker of a voice tag becomes a label.
fn plain(line: &str) -> Cow<'_, str> {
    if memchr::memchr3(b'<', b'{', b'&', line.as_bytes()).is_none() {
        return Cow::Borrowed(line);
    }
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(['<', '{', '&']) {
        text.push_str(rest.get(..at).unwrap_or_default());
        rest = rest.get(at..).unwrap_or_default();
        let length = match rest.as_bytes().first() {
            Some(b'<') => tag(rest, &mut text),
            // Codes of SubStation in SubRip: `{\an8}`.
            Some(b'{') if rest.starts_with("{\\") => rest.find('}').map(|end| end + 1),
            Some(b'&') => reference(rest, &mut text),
            _ => None,
        };
        let kept = if length.is_none() { rest.get(..1) } else { None };
        text.push_str(kept.unwrap_or_default());
        rest = rest.get(length.unwrap_or(1)..).unwrap_or_default();
    }
    text.push_str(rest);
    Cow::Owned(text)
}

/// The length of the tag that begins here. A sign for "less than" is none.
fn tag(rest: &str, text: &mut String) -> Option<usize> {
    let within = rest.get(..rest.floor_char_boundary(LONGEST_TAG))?;
    let end = within.find('>')?;
    let name = rest.get(1..end)?;
    if !name.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '/') {
        return None;
    }
    if let Some(voice) = voice(name) {
        text.push_str(voice);
        text.push_str(": ");
    }
    Some(end + 1)
}

/// The speaker that a voice tag names: `v Jane Doe`, `v.loud Jane Doe`.
fn voice(tag: &str) -> Option<&str> {
    let rest = tag.strip_prefix('v').filter(|rest| rest.starts_with([' ', '\t', '.']))?;
    let (_, speaker) = rest.split_once([' ', '\t'])?;
    Some(speaker.trim()).filter(|speaker| !speaker.is_empty())
}

/// Where the names in the voice tags of a line stand.
pub(super) fn voices(line: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, _) in line.match_indices("<v") {
        let rest = line.get(at + 1..).unwrap_or_default();
        let within = rest.get(..rest.floor_char_boundary(LONGEST_TAG - 1)).unwrap_or_default();
        let Some((tag, _)) = within.split_once('>') else { continue };
        let Some(name) = voice(tag) else { continue };
        let end = at + 1 + tag.trim_end().len();
        found.push(end - name.len()..end);
    }
    found
}

/// The name in the label at the beginning of a line.
pub(super) fn speaker(line: &str, known: &KnownLabels) -> Option<String> {
    let line = plain(line);
    let line = line.trim();
    let label = line.get(..label(line, known))?.trim_start_matches(['>', '-', '–', ' ']);
    let name = label.trim_end().strip_suffix(':')?.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// The length of the character reference that begins here.
fn reference(rest: &str, text: &mut String) -> Option<usize> {
    let within = rest.get(..rest.floor_char_boundary(12))?;
    let end = within.find(';')?;
    let character = match rest.get(1..end)? {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "lrm" => '\u{200e}',
        "rlm" => '\u{200f}',
        number => {
            let number = number.strip_prefix('#')?;
            let number = match number.strip_prefix(['x', 'X']) {
                Some(number) => u32::from_str_radix(number, 16),
                None => number.parse(),
            };
            char::from_u32(number.ok()?)?
        }
    };
    text.push(character);
    Some(end + 1)
}

/// The length of the label at the beginning of a line: `Jane Doe: `, `>> JANE: `, `- Speaker 1: `.
fn label(line: &str, known: &KnownLabels) -> usize {
    let marks = line.len() - line.trim_start_matches(['>', '-', '–', ' ']).len();
    let rest = line.get(marks..).unwrap_or_default();
    let within = rest.get(..rest.floor_char_boundary(LONGEST_LABEL)).unwrap_or_default();
    // Two signs for "greater than" mark another speaker in captions for broadcast.
    let without_name = if line.starts_with(">>") { marks } else { 0 };
    let Some((name, after)) = within.split_once(':') else { return without_name };
    if !after.is_empty() && !after.starts_with(' ') || !is_name(name) && !known.0.contains(name) {
        return without_name;
    }
    let end = marks + name.len() + 1;
    let spaces = line.get(end..).map_or(0, |rest| rest.len() - rest.trim_start().len());
    end + spaces
}

/// Whether this may be the name of a speaker: a few words that begin with a capital letter.
fn is_name(name: &str) -> bool {
    let mut words = name.split_whitespace();
    let is_part = |word: &str| {
        let first = word.trim_start_matches(['(', '[', '"', '\'']).chars().next();
        let is_pronoun = word.starts_with('(') || word.ends_with(')');
        first.is_some_and(|c| is_capital(c) || c.is_numeric())
            || is_pronoun
            || NAME_PARTICLES.contains(&word)
    };
    name.starts_with(|c: char| is_capital(c) || c == '[')
        && name.split_whitespace().count() <= 6
        && words.all(is_part)
}

/// Whether a name can begin with this letter. Many scripts have no capital letters.
fn is_capital(c: char) -> bool {
    c.is_alphabetic() && !c.is_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_no_word() {
        for (text, labelled, words) in [
            ("<v Jane Doe>We felt safe.</v>", "Jane Doe: We felt safe.", "We felt safe."),
            ("<v.loud Ms. Lee>Stop &amp; think", "Ms. Lee: Stop & think", "Stop & think"),
            ("<i>one</i> <font color=\"#fff\">two</font>", "one two", "one two"),
            ("{\\an8}3 < 4 &#233;l&#xe8;ve", "3 < 4 élève", "3 < 4 élève"),
            ("Ana de la Cruz (she/her): Yes", "Ana de la Cruz (she/her): Yes", "Yes"),
            (">> PRINCIPAL: Good morning", ">> PRINCIPAL: Good morning", "Good morning"),
            ("- Speaker 1: a\n- Speaker 2: b", "- Speaker 1: a\n- Speaker 2: b", "a\nb"),
            (
                "we meet at 10:30 in room 4",
                "we meet at 10:30 in room 4",
                "we meet at 10:30 in room 4",
            ),
            ("and so he said: come", "and so he said: come", "and so he said: come"),
            ("a <00:00:01.000>b<c.x> c</c> <", "a b c <", "a b c <"),
        ] {
            let found = spoken(text, &KnownLabels::default());
            assert_eq!(
                (found.labelled.as_str(), found.words.as_str()),
                (labelled, words),
                "{text}"
            );
        }
    }

    #[test]
    fn a_label_that_recurs_is_a_speaker_whatever_it_looks_like() {
        let cues = ["jdoe: a", "jdoe: b", "<b>jdoe</b>: c", "and then: d", "iPad (2): e"];
        let known = KnownLabels::of(cues.into_iter());
        let words = |text| spoken(text, &known).words;
        assert_eq!(words("jdoe: we felt safe"), "we felt safe");
        assert_eq!(words("and then: d"), "and then: d");
        assert_eq!(words("李华: 我们很好"), "我们很好");
        assert_eq!(speaker("jdoe: a", &known).as_deref(), Some("jdoe"));
    }
}
