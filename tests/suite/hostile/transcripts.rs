//! Time and memory for transcripts that were made to take much of both.

use std::fmt::Write;
use std::fs;

use crate::kit::{example, measured};

/// Seconds of the processor and bytes of memory to check the example with this transcript of its film.
fn effort(transcript: &str) -> (f64, u64) {
    let (_home, portfolio) = example("complete");
    fs::write(portfolio.join("artifacts/morning-assembly.vtt"), transcript).unwrap();
    let usage = measured(&portfolio, &["check", "--format", "json"]);
    assert!(matches!(usage.run.status, 0 | 1), "{:?}", usage.run);
    (usage.seconds, usage.peak)
}

#[test]
fn time_and_memory_for_a_transcript_grow_with_its_length_only() {
    type Form = (&'static str, fn(usize) -> String);
    let forms: [Form; 8] =
        [
            ("cues at one time", |_| "00:08.000 --> 00:09.000\nwe felt safe\n\n".into()),
            ("a cue without end", |n| match n {
                0 => "00:00.000 --> 99999:00:00.000\n".into(),
                _ => "we felt safe at school\n".into(),
            }),
            ("one line", |n| {
                if n == 0 { "00:08.000 --> 00:09.000\n".into() } else { "we felt ".into() }
            }),
            ("tags in tags", |n| match n {
                0 => "00:08.000 --> 00:09.000\n".into(),
                _ => "<v Ann Lee><c.a><b><i>&".into(),
            }),
            ("open tags", |n| {
                if n == 0 { "00:08.000 --> 00:09.000\n".into() } else { "<<v {\\ &".into() }
            }),
            ("times of 64 bits", |_| "18446744073709551615:00:00.000 --> 9:9\nso\n\n".into()),
            ("speakers", |n| format!("00:08.000 --> 00:09.000\nAnn Lee {n}: so: we felt safe\n\n")),
            ("arrows", |_| "--> --> 1 --> 2\n".into()),
        ];
    let (plain, _) = effort("WEBVTT\n\n00:01.000 --> 00:02.000\nso\n");
    for (name, piece) in forms {
        let of = |bytes: usize| {
            let mut text = String::from("WEBVTT\n\n");
            for n in 0.. {
                if text.len() > bytes {
                    break;
                }
                write!(text, "{}", piece(n)).unwrap();
            }
            effort(&text)
        };
        let ((short, _), (long, memory)) = (of(100_000), of(400_000));
        // Four times as long: a quadratic effort would be sixteen times as high.
        assert!(long - plain < 9.0 * (short - plain).max(plain), "{name}: {short} s, {long} s");
        assert!(memory < 200 << 20, "{name}: {memory} bytes");
    }
}

/// A meeting of two hours, as Zoom writes it down. An optimized mcred needs a few hundredths of a second
/// for it, which no test can tell from other work of the machine; so it is compared with plain text.
#[test]
fn a_transcript_costs_about_as_much_as_the_same_text_without_times() {
    let mut transcript = String::from("WEBVTT\n\n");
    for number in 0..20_000_u32 {
        let time = |at: u32| {
            format!(
                "{:02}:{:02}:{:02}.{:03}",
                at / 3_600_000,
                at / 60_000 % 60,
                at / 1_000 % 60,
                at % 1_000
            )
        };
        let (start, speaker) = (number * 360, ["Ann Lee", "Bo Roe"][number as usize % 2]);
        let (start, end) = (time(start), time(start + 340));
        writeln!(
            transcript,
            "{number}\n{start} --> {end}\n{speaker}: most of us felt safe at school {number}\n"
        )
        .unwrap();
    }
    let (_home, portfolio) = example("complete");
    let check = |name: &str| {
        fs::write(portfolio.join("artifacts").join(name), &transcript).unwrap();
        let usage = measured(&portfolio, &["check", "--format", "json"]);
        fs::remove_file(portfolio.join("artifacts").join(name)).unwrap();
        usage.seconds
    };
    let (as_text, as_transcript) = (check("meeting.txt"), check("meeting.vtt"));
    assert!(as_transcript < 2.5 * as_text, "{as_transcript} s, {as_text} s as a text");
}
