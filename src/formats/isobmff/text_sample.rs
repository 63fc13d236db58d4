//! One sample of a text track.

use crate::container::isobmff::{boxes, find, take_number};
use crate::formats::transcript::{Cue, ttml};

/// How the text of a track is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Its length in two bytes, then the text (3GPP TS 26.245, section 5.17).
    Timed,
    /// A box for each cue.
    WebVtt,
    /// A document.
    Ttml,
}

impl Kind {
    /// The kind that this name of a sample entry stands for.
    pub fn of(entry: &[u8]) -> Option<Kind> {
        match entry {
            b"tx3g" | b"text" => Some(Kind::Timed),
            b"wvtt" => Some(Kind::WebVtt),
            b"stpp" => Some(Kind::Ttml),
            _ => None,
        }
    }
}

/// Adds what a sample shows. A damaged one shows nothing.
pub(super) fn read_sample(
    kind: Kind,
    bytes: &[u8],
    (start, end): (u32, u32),
    cues: &mut Vec<Cue<'static>>,
) {
    match kind {
        Kind::Timed => {
            let mut rest = bytes;
            let length = take_number(&mut rest, 2).unwrap_or(0);
            let text = usize::try_from(length).ok().and_then(|length| rest.get(..length));
            let text = decoded(text.unwrap_or_default());
            cues.push(Cue::of_track(start, end, text));
        }
        Kind::WebVtt => {
            for cue in boxes(bytes).flatten().filter(|it| it.name == b"vttc") {
                let text = decoded(find(cue.content, &[b"payl"]).unwrap_or_default());
                cues.push(Cue::of_track(start, end, text));
            }
        }
        Kind::Ttml => cues.extend(ttml(bytes, (start, end))),
    }
}

/// Text in UTF-8, or in UTF-16 with a byte order mark.
fn decoded(bytes: &[u8]) -> String {
    let encoding = encoding_rs::Encoding::for_bom(bytes).map_or(encoding_rs::UTF_8, |it| it.0);
    encoding.decode(bytes).0.into_owned()
}
