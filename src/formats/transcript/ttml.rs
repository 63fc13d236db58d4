//! Cues of TTML 2 (<https://www.w3.org/TR/ttml2/>), which stands in text tracks of MP4 files.

use super::collected::Cue;
use super::timing::{Rates, ttml_time};
use crate::container::xml::{Node, Tag, local, walk};

/// The cues of a document. One that states no time is shown for the whole of these milliseconds.
/// What stands before damage is kept.
pub(crate) fn ttml(document: &[u8], whole: (u32, u32)) -> Vec<Cue<'static>> {
    let mut cues = Vec::new();
    // Section 7.2: what holds where the document does not state it.
    let mut rates = Rates { frames_per_second: 30.0, ticks_per_second: 1.0 };
    let mut open: Option<Cue<'static>> = None;
    walk(document, "the text track", |node| {
        match node {
            Node::Start(name, tag) => match local(name) {
                "tt" => rates = stated_rates(&tag).unwrap_or(rates),
                "p" => {
                    let time = |name| tag.get(name).and_then(|text| ttml_time(&text, rates));
                    let start = time("begin").unwrap_or(whole.0);
                    let after = time("dur").map(|length| start.saturating_add(length));
                    let end = time("end").or(after).unwrap_or(whole.1);
                    open = Some(Cue::of_track(start, end, String::new()));
                }
                "br" => open.iter_mut().for_each(|cue| cue.text.to_mut().push('\n')),
                _ => {}
            },
            Node::Text(more) => open.iter_mut().for_each(|cue| cue.text.to_mut().push_str(more)),
            Node::End(name) if local(name) == "p" => cues.extend(open.take()),
            _ => {}
        }
        Ok(())
    })
    .ok();
    cues
}

/// The rates that the attributes of the root state.
fn stated_rates(root: &Tag<'_>) -> Option<Rates> {
    let number = |name| root.get(name).and_then(|text| text.trim().parse::<f64>().ok());
    let positive = |number: &f64| number.is_normal() && *number > 0.0;
    let frames = number("frameRate").filter(positive);
    let multiplier = root.get("frameRateMultiplier").and_then(|text| {
        let (over, under) = text.trim().split_once(' ')?;
        Some(over.parse::<f64>().ok()? / under.trim().parse::<f64>().ok()?)
    });
    let multiplier = multiplier.filter(positive).unwrap_or(1.0);
    let ticks = number("tickRate").filter(positive).or(frames);
    Some(Rates {
        frames_per_second: frames.unwrap_or(30.0) * multiplier,
        ticks_per_second: ticks.unwrap_or(1.0),
    })
}
