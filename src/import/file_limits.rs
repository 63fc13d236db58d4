//! The limits of files that a line states.

use std::sync::LazyLock;

use regex_automata::meta::Regex;

use crate::model::normalize::straight;
use crate::model::{Limits, TranscriptLimit};

/// `no more than`, `up to`, `maximum of`, before a number.
const MOST: &str = r"(?:maximum|max\.?|at most|up to|(?:no|not) (?:more|longer|larger|bigger|greater) than|(?:not|never|cannot|can't) (?:to )?(?:exceed|be (?:longer|larger|bigger|more) than)|limit(?:ed to)?|under)";

struct Patterns {
    types: Option<Regex>,
    size: Option<Regex>,
    files: Option<Regex>,
    pages: Option<Regex>,
    minutes: Option<Regex>,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let bound = |unit: &str| {
        let before = format!(
            r"{MOST}(?: (?:file |page |video |total )?(?:size|length|number of [a-z]+|duration|uploads?|files?))? *(?:of|is|are|to|:)* *([0-9][0-9,]*)[ -]*({unit})(?-u:\b)"
        );
        let after = format!(
            r"([0-9][0-9,]*)[ -]*({unit})(?-u:\b) *(?:maximum|max(?-u:\b)|limit|or (?:fewer|less|smaller|shorter)|in length or less)"
        );
        Regex::new_many(&[&before, &after]).ok()
    };
    Patterns {
        types: Regex::new(
            r"(?:accepted|allowed|acceptable|supported|permitted|valid)(?: file| upload)? (?:types|formats|extensions|file types|files)(?: are| include)?:? *(.+)|files? (?:must|should) be (?:in |uploaded as |submitted as )?(.+?)(?: formats?)?\.?$",
        )
        .ok(),
        size: bound("mb|megabytes|gb|gigabytes"),
        files: bound("files|artifacts|uploads|attachments|documents"),
        pages: bound("pages?"),
        minutes: bound("minutes?|mins?"),
    }
});

/// Adds the limits that a line states, and says whether it states any.
pub(super) fn add_file_limits(text: &str, limits: &mut Limits) -> bool {
    let plain = |c: char| if c.is_whitespace() { ' ' } else { straight(c) };
    let lower: String = text.chars().map(plain).collect();
    let lower = lower.to_ascii_lowercase();
    let before = limits.clone();
    let number = |regex: &Option<Regex>| -> Option<(u32, String)> {
        let regex = regex.as_ref()?;
        let mut captures = regex.create_captures();
        regex.captures(&lower, &mut captures);
        let digits = lower.get(captures.get_group(1)?.range())?.replace(',', "");
        let unit = lower.get(captures.get_group(2)?.range())?.to_owned();
        Some((digits.parse().ok().filter(|number| *number > 0)?, unit))
    };
    if let Some(types) = file_types(&lower) {
        limits.file_types = types;
    }
    if let Some((size, unit)) = number(&PATTERNS.size) {
        let size = if unit.starts_with('g') { size.saturating_mul(1000) } else { size };
        let of_all = ["total", "combined", "all files", "together"];
        match of_all.iter().any(|words| lower.contains(words)) {
            true => limits.maximum_total_mb = Some(size),
            false => limits.maximum_file_mb = Some(size),
        }
    }
    for (regex, limit) in [
        (&PATTERNS.files, &mut limits.maximum_files),
        (&PATTERNS.pages, &mut limits.maximum_pages),
        (&PATTERNS.minutes, &mut limits.maximum_minutes),
    ] {
        *limit = number(regex).map(|(number, _)| number).or(*limit);
    }
    if lower.contains("transcript") {
        let has = |words: &[&str]| words.iter().any(|words| lower.contains(words));
        if has(&[
            "no transcript",
            "not include a transcript",
            "not upload transcripts",
            "without transcript",
        ]) {
            limits.transcripts = Some(TranscriptLimit::Forbidden);
        } else if has(&["must", "require", "shall"]) {
            limits.transcripts = Some(TranscriptLimit::Required);
        }
    }
    *limits != before
}

/// `PDF, DOCX and .mp4`: at least one name of a type, and nothing that is none.
fn file_types(text: &str) -> Option<Vec<String>> {
    let regex = PATTERNS.types.as_ref()?;
    let mut captures = regex.create_captures();
    regex.captures(text, &mut captures);
    let list = captures.get_group(1).or_else(|| captures.get_group(2))?;
    let list = text.get(list.range())?;
    let words = list.split(|c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == '*'));
    let words = words.map(|word| word.trim_matches(['.', '*']));
    let known = [
        "pdf", "docx", "doc", "odt", "rtf", "txt", "md", "pptx", "ppt", "odp", "xlsx", "xls",
        "ods", "csv", "html", "jpg", "jpeg", "png", "gif", "heic", "mp4", "m4v", "mov", "avi",
        "wmv", "webm", "mkv", "mp3", "m4a", "wav", "zip",
    ];
    let joints = ["and", "or", "format", "formats", "files", "file", "only", "a", "the", ""];
    let mut types: Vec<String> = Vec::new();
    for word in words.filter(|word| !joints.contains(word)) {
        if !known.contains(&word) {
            return None;
        }
        if !types.iter().any(|known| known == word) {
            types.push(word.to_owned());
        }
    }
    (!types.is_empty()).then_some(types)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_read_as_portals_write_them() {
        let mut limits = Limits::default();
        for line in [
            "Accepted file types: PDF, DOCX, and .mp4",
            "Maximum file size: 2 GB",
            "All files together may not exceed 5,000 MB.",
            "Upload no more than 20 files.",
            "Documents are limited to 30 pages.",
            "Videos must be no longer than 15 minutes and must include a transcript.",
        ] {
            assert!(add_file_limits(line, &mut limits), "{line}");
        }
        assert_eq!(limits.file_types, ["pdf", "docx", "mp4"]);
        assert_eq!((limits.maximum_file_mb, limits.maximum_total_mb), (Some(2000), Some(5000)));
        assert_eq!((limits.maximum_files, limits.maximum_pages), (Some(20), Some(30)));
        assert_eq!(limits.maximum_minutes, Some(15));
        assert_eq!(limits.transcripts, Some(TranscriptLimit::Required));
        let mut none = Limits::default();
        for line in [
            "guide the assessor to the specific evidence (page number, video time stamp, etc.)",
            "Walk at least 20 minutes.",
            "Files must be named clearly.",
        ] {
            assert!(!add_file_limits(line, &mut none), "{line}");
        }
    }
}
