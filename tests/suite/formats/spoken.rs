//! Recordings in which espeak-ng speaks, in seven containers, with transcripts beside them and in
//! them: what is said is found at its second and nowhere else.

use std::fs;
use std::path::{Path, PathBuf};

use mcred::coverage::QuoteStatus;
use mcred::model::Location;
use mcred::{CheckOptions, Checked, Date, Folder};

use crate::kit::require_tool;

const SENTENCES: [&str; 6] = [
    "Good morning, and welcome to the café of our families.",
    "Most of the students in grade six felt safe at school.",
    "We asked all of them again in the spring.",
    "Eleven of fourteen met their own goal.",
    "Each report is answered within one school day.",
    "Two rooms still lack a calm corner.",
];
const NEVER_SAID: &str = "purple elephants fly over the gym";
/// Samples per second of what espeak-ng writes, and the bytes of the header before them.
const RATE: usize = 22_050;
const HEADER: usize = 44;
/// A pause of two seconds before each sentence.
const PAUSE: usize = 2 * RATE;

/// A sentence and when it is said, in milliseconds.
type Said = (&'static str, u64, u64);

#[test]
fn what_is_said_in_a_recording_is_found_at_its_second() {
    let home = tempfile::tempdir().unwrap();
    let Some(studio) = Studio::new(home.path()) else { return };
    let said = &studio.said;
    let sidecar = |name: &str, codecs: &str, transcript: &str, text: Vec<u8>| {
        studio.record(name, &format!("-map 1 {codecs}"));
        fs::write(studio.artifacts.join(transcript), text).unwrap();
    };
    let film = "-map 0 -c:v mpeg4 -c:a aac";
    let utf_16 = |text: String| {
        let text = format!("\u{feff}{text}");
        text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()
    };
    let windows = |text: String| -> Vec<u8> {
        text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect()
    };
    sidecar("film.mp4", film, "film.vtt", webvtt(said).into());
    sidecar("meeting.mov", film, "meeting.en.srt", subrip(said).into());
    sidecar("voice.m4a", "-c:a aac", "voice.vtt", utf_16(webvtt(said)));
    sidecar("memo.mp3", "-c:a libmp3lame", "memo.srt", windows(subrip(said)));
    sidecar("talk.ogg", "-c:a libvorbis", "talk.vtt", labelled(&webvtt(said)).into());
    let zoom = "GMT20260305-150432_Recording";
    let zoom_film = format!("{zoom}_640x360.mp4");
    sidecar(&zoom_film, film, &format!("{zoom}.transcript.vtt"), labelled(&webvtt(said)).into());
    // Each picture can be the first one behind a cut.
    let in_it = "-map 0 -map 1 -map 2 -c:v mpeg4 -g 1 -c:a aac -c:s";
    studio.record("in-it.mp4", &format!("{in_it} mov_text"));
    studio.record("fragments.mov", &format!("{in_it} mov_text -movflags frag_keyframe+empty_moov"));
    studio.record("subrip.mkv", &format!("{in_it} srt"));
    studio.record("substation.mkv", &format!("{in_it} ass"));
    studio
        .record("in-it.webm", "-map 0 -map 1 -map 2 -c:v libvpx -b:v 50k -c:a libopus -c:s webvtt");
    // A player shows the first second as the sixth.
    studio.record("late.mp4", &format!("{in_it} mov_text -output_ts_offset 5"));
    studio.record("late.mkv", &format!("{in_it} srt -output_ts_offset 5"));
    let (_, second, _) = said[1];
    let cut = (second - 1_000) / 1_000;
    studio.cut("in-it.mp4", cut, "cut.mp4");
    studio.cut("subrip.mkv", cut, "cut.mkv");

    let recordings = [
        "film.mp4",
        "meeting.mov",
        "voice.m4a",
        "memo.mp3",
        "talk.ogg",
        &zoom_film,
        "in-it.mp4",
        "fragments.mov",
        "subrip.mkv",
        "substation.mkv",
        "in-it.webm",
        "late.mp4",
        "late.mkv",
        "cut.mp4",
        "cut.mkv",
    ];
    for name in recordings {
        let moved = |(text, start, end): Said| match name {
            "late.mp4" | "late.mkv" => Some((text, start + 5_000, end + 5_000)),
            "cut.mp4" | "cut.mkv" => {
                start.checked_sub(cut * 1_000).map(|start| (text, start, end - cut * 1_000))
            }
            _ => Some((text, start, end)),
        };
        let (here, gone): (Vec<_>, Vec<_>) =
            said.iter().map(|it| moved(*it).ok_or(it.0)).partition(Result::is_ok);
        let here: Vec<Said> = here.into_iter().flatten().collect();
        let gone: Vec<&str> = gone.into_iter().filter_map(Result::err).collect();
        studio.check(name, &here, &gone);
    }
}

/// A folder in which recordings are made.
struct Studio {
    home: PathBuf,
    artifacts: PathBuf,
    said: Vec<Said>,
}

impl Studio {
    /// Lets espeak-ng speak; none where a program is missing.
    fn new(home: &Path) -> Option<Studio> {
        require_tool("ffmpeg")?;
        let artifacts = home.join("portfolio/artifacts");
        fs::create_dir_all(&artifacts).unwrap();
        let mut sound: Vec<u8> = Vec::new();
        let mut said = Vec::new();
        let millis = |bytes: usize| (bytes / 2 * 1_000 / RATE) as u64;
        for sentence in SENTENCES {
            let wav = home.join("sentence.wav");
            let mut espeak = require_tool("espeak-ng")?;
            espeak.args(["-v", "en-us", "-w"]).arg(&wav).arg(sentence);
            assert!(espeak.status().unwrap().success());
            sound.extend(vec![0; PAUSE * 2]);
            let start = millis(sound.len());
            sound.extend(&fs::read(&wav).unwrap()[HEADER..]);
            said.push((sentence, start, millis(sound.len())));
        }
        sound.extend(vec![0; PAUSE * 2]);
        fs::write(home.join("sound.raw"), sound).unwrap();
        fs::write(home.join("words.srt"), subrip(&said)).unwrap();
        Some(Studio { home: home.to_owned(), artifacts, said })
    }

    /// Records a test picture (0), the sound (1) and the words (2).
    fn record(&self, name: &str, codecs: &str) {
        let mut ffmpeg = require_tool("ffmpeg").unwrap();
        let inputs = "-v error -f lavfi -i testsrc=s=64x48:r=5 -f s16le -ar 22050 -ac 1 -i sound.raw -i words.srt";
        ffmpeg.current_dir(&self.home).args(inputs.split(' ')).args(codecs.split(' '));
        let seconds = self.said.last().unwrap().2 / 1_000 + 2;
        ffmpeg.args(["-t", &seconds.to_string()]).arg(self.artifacts.join(name));
        assert!(ffmpeg.status().unwrap().success(), "{name}");
    }

    /// Cuts so many seconds off the beginning of a recording, without coding it anew.
    fn cut(&self, name: &str, seconds: u64, to: &str) {
        let mut ffmpeg = require_tool("ffmpeg").unwrap();
        ffmpeg.current_dir(&self.artifacts).args(["-v", "error", "-ss", &seconds.to_string()]);
        ffmpeg.args(["-i", name, "-map", "0", "-c", "copy", to]);
        assert!(ffmpeg.status().unwrap().success(), "{to}");
    }

    /// Checks that sentences are found where they are said and moved there from elsewhere, and that
    /// others are not found.
    fn check(&self, name: &str, said: &[Said], gone: &[&str]) {
        let clock = |millis: u64| format!("{}:{:02}", millis / 60_000, millis / 1_000 % 60);
        let cite = |at: &str, quote: &str| {
            format!(
                "  {{ artifact = \"artifacts/{name}\", at = \"{at}\", quote = \"{quote}\" }},\n"
            )
        };
        let mut citations = String::new();
        for (text, start, end) in said {
            citations += &cite(&format!("{}-{}", clock(*start), clock(*end + 1_000)), text);
            let other = if *start > 8_000 { "0:00-0:01" } else { "0:11-0:12" };
            citations += &cite(other, text);
        }
        let missing = gone.iter().chain([&NEVER_SAID]);
        citations.extend(missing.map(|text| cite("0:02-0:05", text)));
        let portfolio = self.home.join("portfolio");
        let evidence = format!(
            "credential = \"leading-a-culture-of-safety\"\n[eo.1.a]\nexplanation = \"x\"\nevidence = [\n{citations}]\n"
        );
        fs::write(portfolio.join("evidence.toml"), evidence).unwrap();
        let today = Date::parse("2026-11-29").unwrap();
        let checked = Checked::of(&Folder::new(&portfolio), &CheckOptions::on(today));
        let [quotes] = &checked.coverage.entries[..] else { panic!("one entry") };
        let mut quotes = quotes.iter().map(|status| &status.quote);
        for (text, start, _) in said {
            assert_eq!(quotes.next(), Some(&QuoteStatus::There), "{name}: {text}");
            let Some(QuoteStatus::Elsewhere(places)) = quotes.next() else {
                panic!("{name}: {text} is not moved")
            };
            let [Location::Time(times)] = &places[..] else { panic!("{name}: {places:?}") };
            let found = times.first().start;
            assert!(found.abs_diff(*start) <= 1_000, "{name}: {text}: {found} for {start}");
        }
        let others: Vec<_> = quotes.collect();
        assert_eq!(others.len(), gone.len() + 1);
        assert!(others.iter().all(|it| **it == QuoteStatus::Nowhere), "{name}: {others:?}");
    }
}

/// A moment as SubRip writes it.
fn moment(millis: u64) -> String {
    format!("00:{:02}:{:02},{:03}", millis / 60_000, millis / 1_000 % 60, millis % 1_000)
}

/// The second half of each sentence stands in a cue of its own.
fn subrip(said: &[Said]) -> String {
    let mut text = String::new();
    for (index, (sentence, start, end)) in said.iter().enumerate() {
        let middle = start + (end - start) / 2;
        let at = sentence.len() / 2;
        let (one, other) = sentence.split_at(at + sentence[at..].find(' ').unwrap());
        let number = index * 2 + 1;
        text += &format!("{number}\n{} --> {}\n{one}\n\n", moment(*start), moment(middle));
        text += &format!(
            "{}\n{} --> {}\n{}\n\n",
            number + 1,
            moment(middle),
            moment(*end),
            other.trim()
        );
    }
    text
}

fn webvtt(said: &[Said]) -> String {
    let cues = subrip(said).replace("\n00:", "\n").replace("--> 00:", "--> ");
    format!("WEBVTT\n\n{}", cues.replace(',', ".").replace("morning.", "morning,"))
}

/// The same with the names of speakers, as meetings have them.
fn labelled(text: &str) -> String {
    let mut names = ["Ann Lee", "Bo Roe"].iter().cycle();
    let lines = text.lines().map(|line| match line.starts_with(|c: char| c.is_alphabetic()) {
        true if line != "WEBVTT" => format!("{}: {line}\n", names.next().unwrap()),
        _ => format!("{line}\n"),
    });
    lines.collect()
}
