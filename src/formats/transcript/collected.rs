//! Cues, brought into the order of time and made the passages of a text.

use std::borrow::Cow;

use super::markup::{KnownLabels, Spoken, spoken};
use crate::model::{Facts, Passage, Passages, Unit};

/// A cue, with its text as it is stored.
#[derive(Debug, Clone)]
pub(crate) struct Cue<'t> {
    /// When it begins, in milliseconds.
    pub start: u32,
    /// When it ends.
    pub end: u32,
    pub text: Cow<'t, str>,
    /// The first and last line of its text in the file, where it is one.
    pub lines: Option<(u32, u32)>,
}

impl Cue<'static> {
    /// A cue of a text track.
    pub fn of_track(start: u32, end: u32, text: String) -> Cue<'static> {
        Cue { start, end, text: Cow::Owned(text), lines: None }
    }
}

/// Whether any of these cues has words.
pub(in crate::formats) fn have_words(cues: &[Cue<'_>]) -> bool {
    cues.iter().any(|cue| !cue.text.trim().is_empty())
}

/// Whether these cues say who speaks.
pub(in crate::formats) fn name_speakers(cues: Vec<Cue<'_>>) -> bool {
    collect(cues).1.iter().any(|passage| passage.stored.is_some())
}

/// How long a cue is shown that ends where it begins, unless the next one follows before, in milliseconds.
/// Programs that record live do not know how long a cue will last.
const USUAL_LENGTH: u32 = 3_000;

/// The facts and the text of these cues.
pub(crate) fn collect(mut cues: Vec<Cue<'_>>) -> (Facts, Passages) {
    cues.sort_by_key(|cue| cue.start);
    let known = KnownLabels::of(cues.iter().map(|cue| cue.text.as_ref()));
    let mut passages = Passages::default();
    let mut last: Option<(u32, Spoken)> = None;
    for (index, cue) in cues.iter().enumerate() {
        let mut said = spoken(&cue.text, &known);
        // Live captions roll: the last line is shown again above the next one.
        if let Some((end, before)) = &last
            && cue.start <= end.saturating_add(100)
            && let Some((repeated, next)) = said.labelled.split_once('\n')
            && before.labelled.lines().next_back() == Some(repeated)
        {
            said = spoken(next, &known);
        }
        if said.labelled.trim().is_empty() {
            continue;
        }
        let end = match cue.end > cue.start {
            true => cue.end,
            false => {
                // The last one may end with the recording.
                let next = cues.get(index + 1).map_or(cue.start, |next| next.start);
                next.clamp(cue.start, cue.start.saturating_add(USUAL_LENGTH))
            }
        };
        let at = Unit::Cue { start: cue.start, end };
        let stored = (said.words != said.labelled).then_some(said.words.as_str());
        let text = said.labelled.as_str();
        passages.push(Passage { lines: cue.lines, stored, ..Passage::new(at, text) });
        last = Some((cue.end, said));
    }
    let end = cues.iter().map(|cue| cue.end.max(cue.start)).max();
    (Facts { millis: end.map(u64::from), ..Facts::default() }, passages)
}
