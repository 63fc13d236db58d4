//! Text tracks of recordings that ffmpeg wrote: their words are those that ffmpeg reads.

use std::fs::{self, File};
use std::path::Path;

use mcred::model::Location;
use mcred::{identify, passages};

use crate::kit::require_tool;

const WORDS: &str = "1\n00:00:01,200 --> 00:00:02,900\nMost of our students & families\n\n\
    2\n00:00:03,100 --> 00:00:05,000\nfelt safe at school,\nsaid Ms. Lee\n\n\
    3\n00:00:06,000 --> 00:00:08,000\nélèves in four rooms\n";

/// Containers, with the codec of their text track.
const TRACKS: [(&str, &[&str]); 7] = [
    ("film.mp4", &["-c:v", "mpeg4", "-c:a", "aac", "-c:s", "mov_text"]),
    ("film.mov", &["-c:v", "mpeg4", "-c:a", "aac", "-c:s", "mov_text"]),
    ("film.3gp", &["-c:v", "mpeg4", "-c:a", "aac", "-c:s", "mov_text"]),
    ("subrip.mkv", &["-c:v", "mpeg4", "-c:a", "aac", "-c:s", "srt"]),
    ("substation.mkv", &["-c:v", "mpeg4", "-c:a", "aac", "-c:s", "ass"]),
    ("webvtt.mkv", &["-c:v", "mpeg4", "-c:a", "aac", "-c:s", "webvtt"]),
    ("film.webm", &["-c:v", "libvpx", "-c:a", "libopus", "-c:s", "webvtt"]),
];

#[test]
fn a_text_track_has_the_words_that_ffmpeg_reads() {
    let folder = tempfile::tempdir().unwrap();
    let subtitles = folder.path().join("words.srt");
    fs::write(&subtitles, WORDS).unwrap();
    for (name, codecs) in TRACKS {
        let Some(mut ffmpeg) = require_tool("ffmpeg") else { return };
        let film = folder.path().join(name);
        let inputs = ["-v", "error", "-f", "lavfi", "-i", "testsrc=d=9:s=64x48:r=5"];
        ffmpeg.args(inputs).args(["-f", "lavfi", "-i", "sine=d=9", "-i"]).arg(&subtitles);
        ffmpeg.args(["-map", "0", "-map", "1", "-map", "2"]).args(codecs).arg(&film);
        assert!(ffmpeg.status().unwrap().success(), "{name}");
        let (words, places) = read(&film);
        assert_eq!(words, words_of_ffmpeg(&film), "{name}");
        for (found, start) in places.iter().zip([1_200, 3_100, 6_000]) {
            assert!(found.abs_diff(start) <= 1_000, "{name}: {found}");
        }
        assert_eq!(places.len(), 3, "{name}");
    }
}

/// The words that mcred reads, and when each cue begins, in milliseconds.
fn read(film: &Path) -> (Vec<String>, Vec<u64>) {
    let mut file = File::open(film).unwrap();
    let found = identify(&mut file, &film.to_string_lossy()).unwrap();
    let passages = passages(&mut file, &found).unwrap();
    let words = passages.iter().flat_map(|it| it.text.split_whitespace().map(str::to_owned));
    let start = |at| match passages.location(at) {
        Location::Time(times) => times.first().start,
        other => panic!("{other} is no time"),
    };
    (words.collect(), passages.iter().map(|it| start(it.at)).collect())
}

fn words_of_ffmpeg(film: &Path) -> Vec<String> {
    let mut ffmpeg = require_tool("ffmpeg").unwrap();
    ffmpeg.args(["-v", "error", "-i"]).arg(film).args(["-map", "0:s", "-f", "webvtt", "-"]);
    let text = String::from_utf8(ffmpeg.output().unwrap().stdout).unwrap();
    let lines = text.lines().filter(|line| !line.contains("-->") && *line != "WEBVTT");
    lines.flat_map(str::split_whitespace).map(str::to_owned).collect()
}
