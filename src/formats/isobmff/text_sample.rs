//! One sample of a text track.

use crate::container::isobmff::{boxes, find, take_number};
use crate::container::xml::{Node, local, walk};
use crate::formats::transcript::Cue;

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
        Kind::Ttml => ttml(bytes, (start, end), cues),
    }
}

/// Text in UTF-8, or in UTF-16 with a byte order mark.
fn decoded(bytes: &[u8]) -> String {
    let encoding = encoding_rs::Encoding::for_bom(bytes).map_or(encoding_rs::UTF_8, |it| it.0);
    encoding.decode(bytes).0.into_owned()
}

/// The paragraphs of a document of TTML 2.
fn ttml(bytes: &[u8], whole: (u32, u32), cues: &mut Vec<Cue<'static>>) {
    // The times and the words of the open paragraph.
    let mut open: Option<(u32, u32, String)> = None;
    // What stands before the damage is kept.
    walk(bytes, "the text track", |node| {
        match node {
            Node::Start(name, tag) if local(name) == "p" => {
                let time = |name| tag.get(name).and_then(|text| moment(&text));
                let (start, end) = (time("begin"), time("end"));
                open = Some((start.unwrap_or(whole.0), end.unwrap_or(whole.1), String::new()));
            }
            Node::Start(name, _) if local(name) == "br" => {
                open.iter_mut().for_each(|(.., text)| text.push('\n'));
            }
            Node::Text(more) => open.iter_mut().for_each(|(.., text)| text.push_str(more)),
            Node::End(name) if local(name) == "p" => {
                cues.extend(open.take().map(|(start, end, text)| Cue::of_track(start, end, text)));
            }
            _ => {}
        }
        Ok(())
    })
    .ok();
}

/// `00:01:02.500` or `62.5s` in milliseconds.
fn moment(text: &str) -> Option<u32> {
    let seconds = match text.strip_suffix('s') {
        Some(seconds) => seconds.parse::<f64>().ok()?,
        None => text
            .split(':')
            .try_fold(0.0, |sum, field| Some(sum * 60.0 + field.parse::<f64>().ok()?))?,
    };
    let millis = (seconds * 1_000.0).round();
    (0.0..4e9).contains(&millis).then_some(millis as u32)
}
