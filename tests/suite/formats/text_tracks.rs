//! Text tracks of recordings that ffmpeg wrote: their words are those that ffmpeg reads.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use mcred::model::Location;
use mcred::{identify, passages};

use crate::kit::require_tool;

const WORDS: &str = "1\n00:00:01,200 --> 00:00:02,900\nMost of our students & families\n\n\
    2\n00:00:03,100 --> 00:00:05,000\nfelt safe at school,\nsaid Ms. Lee\n\n\
    3\n00:00:06,000 --> 00:00:08,000\nélèves in four rooms\n";

/// Containers, with the codec of their text track.
const TRACKS: [(&str, &[&str]); 8] = [
    (
        "fragments.mp4",
        &[
            "-c:v",
            "mpeg4",
            "-c:a",
            "aac",
            "-c:s",
            "mov_text",
            "-movflags",
            "frag_keyframe+empty_moov",
        ],
    ),
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
    for (name, codecs) in TRACKS {
        let film = folder.path().join(name);
        if !record(&film, codecs) {
            return;
        }
        assert_eq!(read(&film).0, words_of_ffmpeg(&film), "{name}");
        is_in_time(&film);
    }
}

/// ffmpeg writes such a track, and does not read it.
#[test]
fn a_track_of_ttml_has_the_words_that_went_into_it() {
    let folder = tempfile::tempdir().unwrap();
    let film = folder.path().join("ttml.mp4");
    if record(&film, &["-c:v", "mpeg4", "-c:a", "aac", "-c:s", "ttml"]) {
        let words: Vec<&str> = WORDS.split_whitespace().collect();
        let said = |word: &&str| word.chars().all(|c| c.is_alphabetic() || "&,.".contains(c));
        let words: Vec<&str> = words.into_iter().filter(said).collect();
        assert_eq!(read(&film).0, words);
        is_in_time(&film);
    }
}

#[test]
fn packed_frames_have_the_words_that_ffmpeg_reads() {
    let folder = tempfile::tempdir().unwrap();
    let cues = ["We felt safe at school", "We met in four rooms"];
    let zlib = |text: &str| {
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
        packed.write_all(text.as_bytes()).unwrap();
        packed.finish().unwrap()
    };
    let without_prefix = |text: &str| text.as_bytes()[3..].to_vec();
    let algorithm = |number: u8| element(b"\x42\x54", &[number]);
    let by_prefix = [algorithm(3), element(b"\x42\x55", b"We ")].concat();
    for (name, compression, pack) in [
        ("zlib.mkv", algorithm(0), &zlib as &dyn Fn(&str) -> Vec<u8>),
        ("stated-by-default.mkv", Vec::new(), &zlib),
        ("prefix.mkv", by_prefix, &without_prefix),
    ] {
        let film = folder.path().join(name);
        fs::write(&film, packed_film(&compression, &cues.map(pack))).unwrap();
        let (words, places) = read(&film);
        assert_eq!(words.join(" "), cues.join(" "), "{name}");
        assert_eq!(places, [1_000, 3_000], "{name}");
        if require_tool("ffmpeg").is_some() {
            assert_eq!(words, words_of_ffmpeg(&film), "{name}");
        }
    }
}

/// An element of EBML.
fn element(id: &[u8], content: &[u8]) -> Vec<u8> {
    let length = (content.len() as u32) | 0x1000_0000;
    [id, &length.to_be_bytes(), content].concat()
}

/// A film without pictures that has a text track, with a cue every two seconds from the first on.
fn packed_film(compression: &[u8], frames: &[Vec<u8>]) -> Vec<u8> {
    let encoding = element(b"\x62\x40", &element(b"\x50\x34", compression));
    let track = [
        element(b"\xd7", &[1]),
        element(b"\x73\xc5", &[1]),
        element(b"\x83", &[0x11]),
        element(b"\x86", b"S_TEXT/UTF8"),
        element(b"\x6d\x80", &encoding),
    ];
    let picture =
        [element(b"\xd7", &[2]), element(b"\x83", &[1]), element(b"\x86", b"V_UNCOMPRESSED")];
    let tracks = [element(b"\xae", &picture.concat()), element(b"\xae", &track.concat())];
    let tracks = element(b"\x16\x54\xae\x6b", &tracks.concat());
    let scale = element(b"\x2a\xd7\xb1", &1_000_000_u32.to_be_bytes());
    let duration = element(b"\x44\x89", &9_000_f64.to_be_bytes());
    let info = element(b"\x15\x49\xa9\x66", &[scale, duration].concat());
    let group = |(index, frame): (usize, &Vec<u8>)| {
        let time = (index as u16 * 2_000 + 1_000).to_be_bytes();
        let block = element(b"\xa1", &[&[0x81], &time[..], &[0], frame].concat());
        element(b"\xa0", &[block, element(b"\x9b", &1_500_u16.to_be_bytes())].concat())
    };
    let groups: Vec<u8> = frames.iter().enumerate().flat_map(group).collect();
    let cluster = element(b"\x1f\x43\xb6\x75", &[element(b"\xe7", &[0]), groups].concat());
    let header = element(b"\x1a\x45\xdf\xa3", &element(b"\x42\x82", b"matroska"));
    [header, element(b"\x18\x53\x80\x67", &[info, tracks, cluster].concat())].concat()
}

/// Records a film with a text track of the words; false where there is no ffmpeg.
fn record(film: &Path, codecs: &[&str]) -> bool {
    let Some(mut ffmpeg) = require_tool("ffmpeg") else { return false };
    let subtitles = film.with_extension("words.srt");
    fs::write(&subtitles, WORDS).unwrap();
    let inputs = ["-v", "error", "-f", "lavfi", "-i", "testsrc=d=9:s=64x48:r=5"];
    ffmpeg.args(inputs).args(["-f", "lavfi", "-i", "sine=d=9", "-i"]).arg(&subtitles);
    ffmpeg.args(["-map", "0", "-map", "1", "-map", "2"]).args(codecs).arg(film);
    assert!(ffmpeg.status().unwrap().success(), "{film:?}");
    true
}

/// Checks when the cues of a recorded film begin.
fn is_in_time(film: &Path) {
    let (_, places) = read(film);
    assert_eq!(places.len(), 3, "{film:?}");
    for (found, start) in places.iter().zip([1_200, 3_100, 6_000]) {
        assert!(found.abs_diff(start) <= 1_000, "{film:?}: {found}");
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
