//! Facts of the samples, compared with recorded answers of other programs (truth.toml).

use std::fs;

use mcred::io::ProbeError;
use mcred::model::Kind;
use toml::{Table, Value};

use super::samples;

/// The tolerance in seconds compared with ffprobe: about one frame, since streamed files do not state
/// how long their last frame lasts.
const TOLERANCE: f64 = 0.06;

#[test]
fn facts_of_every_sample_equal_those_of_other_programs() {
    let truth = fs::read_to_string(samples::folder().join("truth.toml")).unwrap();
    let truth: Table = truth.parse().unwrap();
    let files = truth["files"].as_table().unwrap();
    let recorded: Vec<&String> = files.keys().collect();
    assert_eq!(recorded, samples::names().iter().collect::<Vec<_>>(), "a row for every sample");
    let mut compared = 0;
    for (name, answers) in files {
        let answers = answers.as_table().unwrap();
        for (key, expected) in answers {
            if let Some(found) = found(name, key, expected) {
                assert_eq!(&found, expected, "{name}: {key}, by {}", answers["by"]);
                compared += 1;
            }
        }
    }
    println!("{compared} facts of {} files as other programs find them", files.len());
    assert!(compared > 120, "only {compared} facts were compared");
}

/// The fact of this name; none if there is nothing to compare.
fn found(name: &str, key: &str, expected: &Value) -> Option<Value> {
    let facts = samples::facts(name);
    if key == "encrypted" {
        return Some(Value::Boolean(matches!(facts, Err(ProbeError::Encrypted))));
    }
    if matches!(key, "by" | "note") {
        return None;
    }
    let facts = facts.unwrap_or_else(|trouble| panic!("{name}: {trouble}"));
    let count = |count: Option<u32>| Value::Integer(count.map_or(-1, i64::from));
    let names = |names: Vec<String>| Value::Array(names.into_iter().map(Value::String).collect());
    let slides = facts.slides.unwrap_or_default();
    let sheets = facts.sheets.unwrap_or_default();
    Some(match key {
        "pages" => count(facts.pages),
        "lines" => count(facts.lines),
        "rows" => count(facts.rows),
        "paragraphs" => count(facts.paragraphs),
        "width" => count(facts.width),
        "height" => count(facts.height),
        "video" => Value::Boolean(facts.has_video.unwrap()),
        "audio" => Value::Boolean(facts.has_audio.unwrap()),
        "seconds" if facts.approximate => return None,
        "seconds" => {
            let seconds = facts.millis.unwrap_or(0) as f64 / 1_000.0;
            let near = (seconds - expected.as_float().unwrap()).abs() <= TOLERANCE;
            if near { expected.clone() } else { Value::Float(seconds) }
        }
        "headings" => names(facts.headings.unwrap_or_default()),
        "slides" => Value::Integer(slides.len() as i64),
        "hidden_slides" => {
            let hidden = (1..).zip(&slides).filter(|(_, slide)| slide.hidden);
            Value::Array(hidden.map(|(number, _)| Value::Integer(number)).collect())
        }
        "sheets" => names(sheets.into_iter().map(|sheet| sheet.name).collect()),
        "hidden_sheets" => {
            let hidden = sheets.into_iter().filter(|sheet| sheet.hidden);
            names(hidden.map(|sheet| sheet.name).collect())
        }
        "used" => {
            let used = sheets.iter().map(|sheet| sheet.used.map(|used| used.to_string()));
            names(used.map(Option::unwrap_or_default).collect())
        }
        key => panic!("{name}: nothing is known under {key}"),
    })
}

#[test]
fn a_format_is_recognized_by_bytes_whatever_the_extension() {
    for name in samples::names() {
        let (_, extension) = name.rsplit_once('.').unwrap();
        let identity = samples::identity(&name);
        let fits = mcred::formats::extensions(identity.format).any(|it| it == extension);
        assert!(fits, "{name} is a {identity:?}");
        let sound_in_a_video_file = name.starts_with("sound-only");
        let expected =
            if sound_in_a_video_file { Kind::Audio } else { mcred::formats::kind_of_name(&name) };
        let texts = [Kind::Text, Kind::Csv, Kind::Html, Kind::Markdown];
        if expected != Kind::Other {
            assert_eq!(identity.kind, expected, "{name}");
        }
        // With a wrong extension, everything but a text is still recognized.
        let path = samples::path(&name);
        let mut file = fs::File::open(path).unwrap();
        let renamed = mcred::formats::identify(&mut file, "renamed.jpg").unwrap();
        if !texts.contains(&identity.kind) {
            assert_eq!(renamed, identity, "{name}");
        }
        let fits = mcred::formats::extensions(renamed.format).any(|it| it == "jpg");
        assert_eq!(
            fits,
            identity.format == mcred::model::Format::Jpeg,
            "{name} renamed is {renamed:?}"
        );
    }
}
