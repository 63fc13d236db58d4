//! Captions for the players of the guide.
//!
//! A page that is opened from disk may not load a text track from the file beside it: browsers take
//! every file for another site. So the cues stand in the page itself, as a data address.

use data_encoding::BASE64;

use crate::model::{Location, Passages, TimeRange, Unit};

/// The most bytes of the captions of one player; the transcript of half an hour has as many.
const MOST: usize = 32 << 10;
/// Of a longer transcript, what is said so long before and after the cited time, in milliseconds.
const AROUND: u64 = 60_000;
const HEADER: &str = "WEBVTT\n";

/// The address of a recording's captions, from its words; none where nothing is said.
pub(super) fn captions(passages: &Passages, at: &Location) -> Option<String> {
    let file = webvtt(passages, |_| true).or_else(|file| match at {
        Location::Time(times) => {
            let near = |it: &TimeRange| times.ranges().iter().any(|range| is_near(range, it));
            webvtt(passages, near)
        }
        _ => Err(file),
    });
    // Too long a file holds what is said first.
    let file = file.unwrap_or_else(|file| file);
    (file.len() > HEADER.len())
        .then(|| format!("data:text/vtt;base64,{}", BASE64.encode(file.as_bytes())))
}

fn is_near(cited: &TimeRange, cue: &TimeRange) -> bool {
    cue.start <= cited.last().saturating_add(AROUND)
        && cue.last() >= cited.start.saturating_sub(AROUND)
}

/// The wanted cues as a WebVTT file; as an error as many as may stand in it, where there are more.
fn webvtt(passages: &Passages, is_wanted: impl Fn(&TimeRange) -> bool) -> Result<String, String> {
    let mut file = HEADER.to_owned();
    for passage in passages.iter() {
        let Unit::Cue { start, end } = passage.at else { continue };
        if !is_wanted(&TimeRange { start: start.into(), end: Some(end.into()) }) {
            continue;
        }
        let times = format!("\n{} --> {}\n", timestamp(start), timestamp(end.max(start + 1)));
        let lines: Vec<String> =
            passage.text.lines().map(str::trim).filter(|it| !it.is_empty()).map(escaped).collect();
        if file.len() + times.len() + lines.iter().map(|line| line.len() + 1).sum::<usize>() > MOST
        {
            return Err(file);
        }
        file.push_str(&times);
        lines.iter().for_each(|line| file.extend([line.as_str(), "\n"]));
    }
    Ok(file)
}

/// A moment as WebVTT writes it (section 4.1).
fn timestamp(millis: u32) -> String {
    let (seconds, millis) = (millis / 1_000, millis % 1_000);
    format!("{:02}:{:02}:{:02}.{millis:03}", seconds / 3_600, seconds / 60 % 60, seconds % 60)
}

/// A line of a cue, which may hold neither a tag nor the arrow between times.
fn escaped(line: &str) -> String {
    line.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats;
    use crate::model::Passage;

    fn file(passages: Passages, at: &str) -> Option<String> {
        let address = captions(&passages, &Location::parse(at).unwrap())?;
        let bytes = BASE64.decode(address.split_once(',').unwrap().1.as_bytes()).unwrap();
        Some(String::from_utf8(bytes).unwrap())
    }

    #[test]
    fn captions_are_read_back_as_they_were() {
        let cues = [(1_000, 2_500, "Ann: 3 < 4 & 5 > 2"), (3_600_000, 3_600_000, "a\n\n --> b")];
        let passages: Passages = cues
            .iter()
            .map(|&(start, end, it)| Passage::new(Unit::Cue { start, end }, it))
            .collect();
        let file = file(passages, "0:01").unwrap();
        assert!(file.starts_with("WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nAnn: 3 &lt; 4 &amp; 5"));
        let name = formats::identify(&mut std::io::Cursor::new(file.clone()), "a.vtt").unwrap();
        let read = formats::passages(&mut std::io::Cursor::new(file), &name).unwrap();
        let texts: Vec<&str> = read.iter().map(|it| it.text).collect();
        assert_eq!(texts, ["Ann: 3 < 4 & 5 > 2", "a\n--> b"]);
    }

    #[test]
    fn of_a_long_transcript_the_part_around_the_cited_time_is_shown() {
        let cue = |second: u32| {
            let at = Unit::Cue { start: second * 1_000, end: second * 1_000 + 900 };
            Passage::new(at, "we felt safe at school")
        };
        let passages: Passages = (0..7_200).map(cue).collect();
        let file = file(passages, "1:00:00-1:00:05").unwrap();
        assert!(file.len() < MOST && file.matches("-->").count() == 126, "{file}");
        assert!(file.contains("\n00:59:00.000 --> ") && file.contains("\n01:01:05.000 --> "));
    }

    #[test]
    fn what_has_no_words_has_no_captions() {
        assert_eq!(file(Passages::default(), "0:01"), None);
    }
}
