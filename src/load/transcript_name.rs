//! Which names of transcripts and recordings belong together.

use unicode_normalization::UnicodeNormalization;

/// What programs add to the name of a recording or of its transcript: Zoom (`_Recording_1920x1080`,
/// `.transcript`, `.cc`), Teams (`-Meeting Recording`, `-Meeting Transcript`), Google Meet
/// (` - Recording`, ` - Transcript`), and editors.
const ADDITIONS: [&str; 38] = [
    "meeting recording",
    "meeting transcript",
    "audio transcript",
    "audio only",
    "shared screen",
    "transcription",
    "transcript",
    "closed caption",
    "closed captions",
    "captions",
    "caption",
    "subtitles",
    "subtitle",
    "subs",
    "sub",
    "recording",
    "gallery",
    "speaker",
    "video",
    "audio",
    "auto",
    "forced",
    "default",
    "sdh",
    "avo",
    "gvo",
    "asr",
    "cc",
    "as",
    "hi",
    // `lesson.mp4.vtt`
    "mp4",
    "mov",
    "m4v",
    "m4a",
    "mp3",
    "wav",
    "webm",
    "mkv",
];

/// The languages that schools in North America meet most, by their codes and names.
const LANGUAGES: [&str; 54] = [
    "en", "es", "fr", "de", "pt", "it", "zh", "ar", "vi", "ko", "ru", "ht", "tl", "so", "hm", "pl",
    "ja", "uk", "nl", "sv", "da", "nb", "fi", "el", "tr", "he", "fa", "ur", "hi", "bn", "ne", "my",
    "sw", "am", "eng", "spa", "fra", "fre", "deu", "ger", "por", "ita", "zho", "chi", "ara", "vie",
    "kor", "rus", "english", "spanish", "french", "german", "español", "arabic",
];

/// The folder of a file and its name without extension, in lower case and one form of Unicode.
pub(super) fn stem(path: &str) -> (&str, String) {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    (folder, stem.nfc().flat_map(char::to_lowercase).collect())
}

/// What is left of a stem without what programs add to it.
pub(super) fn key(stem: &str) -> &str {
    let mut key = stem.trim();
    while let Some(shorter) = without_addition(key) {
        key = shorter;
    }
    key
}

fn without_addition(stem: &str) -> Option<&str> {
    const SEPARATORS: [char; 8] = ['.', '_', '-', '–', ' ', '(', '[', ','];
    let inner = stem.trim_end_matches([')', ']']);
    let is_end = |before: &str| {
        let left = before.trim_end_matches(SEPARATORS);
        (left.len() < before.len() && !left.is_empty()).then_some(left.len())
    };
    let of_list = ADDITIONS.iter().find_map(|addition| is_end(inner.strip_suffix(addition)?));
    let end = of_list.or_else(|| {
        let at = inner.rfind(SEPARATORS)?;
        let word = inner.get(at..)?.trim_start_matches(SEPARATORS);
        let is_size = word.split_once('x').is_some_and(|(width, height)| {
            let is_number = |it: &str| it.len() >= 3 && it.bytes().all(|it| it.is_ascii_digit());
            is_number(width) && is_number(height)
        });
        // A language may have its region: `en-us`.
        let before = inner.get(..at)?;
        let region_of =
            before.rfind(['.', '_', '-']).filter(|_| word.len() == 2 || word.len() == 4);
        let with_region = region_of.filter(|start| {
            let language = before.get(start + 1..).unwrap_or_default();
            LANGUAGES.contains(&language)
        });
        match with_region {
            Some(start) => is_end(inner.get(..=start)?),
            None if is_size || LANGUAGES.contains(&word) => is_end(inner.get(..=at)?),
            None => None,
        }
    })?;
    stem.get(..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn belong(recording: &str, transcript: &str) -> bool {
        let (one, other) = (stem(recording).1, stem(transcript).1);
        key(&one) == key(&other)
    }

    #[test]
    fn names_that_programs_give_belong_together() {
        for (recording, transcript) in [
            (
                "GMT20240305-150432_Recording_1920x1080.mp4",
                "GMT20240305-150432_Recording.transcript.vtt",
            ),
            ("GMT20240305-150432_Recording.m4a", "GMT20240305-150432_Recording.cc.vtt"),
            (
                "GMT20240305-150432_Recording_gallery_1280x720.mp4",
                "GMT20240305-150432_Recording.transcript.vtt",
            ),
            (
                "Staff Meeting-20240305_100512-Meeting Recording.mp4",
                "Staff Meeting-20240305_100512-Meeting Transcript.vtt",
            ),
            (
                "Staff Meeting-20240305_100512-Meeting Recording.mp4",
                "Staff Meeting-20240305_100512-Meeting Recording-en-US.vtt",
            ),
            (
                "abc-defg-hij (2024-03-05 10:02 GMT-5).mp4",
                "abc-defg-hij (2024-03-05 10:02 GMT-5) - Transcript.vtt",
            ),
            (
                "Data team - 2024_03_05 10_00 EST - Recording.mp4",
                "Data team - 2024_03_05 10_00 EST - Transcript.srt",
            ),
            ("assembly.mp4", "Assembly.en.vtt"),
            ("assembly.mov", "assembly.en-US.vtt"),
            ("assembly.mov", "assembly_captions (English).srt"),
            ("lesson.webm", "lesson.srt"),
            ("lesson.mp4", "lesson.mp4.vtt"),
            ("lesson.m4a", "lesson.m4a.en.vtt"),
        ] {
            assert!(belong(recording, transcript), "{recording} {transcript}");
        }
        for (recording, transcript) in [
            ("lesson1.mp4", "lesson2.vtt"),
            ("assembly.mp4", "en.vtt"),
            (
                "GMT20240305-150432_Recording_1920x1080.mp4",
                "GMT20240306-150432_Recording.transcript.vtt",
            ),
        ] {
            assert!(!belong(recording, transcript), "{recording} {transcript}");
        }
    }
}
