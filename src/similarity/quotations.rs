//! The parts of a paragraph that are marked as somebody else's: quotations and cited sentences.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// Fewer words in quotation marks than this are scare quotes, not a quotation.
const MINIMUM_WORDS: usize = 3;

/// The ranges of a paragraph that are quoted or cited; `notes` are the places of its footnote
/// references.
pub(crate) fn quoted_ranges(paragraph: &str, notes: &[usize]) -> Vec<Range<usize>> {
    let mut ranges = quotations(paragraph);
    let mut citations: Vec<usize> = notes.to_vec();
    citations.extend(citations_in(paragraph));
    if !citations.is_empty() {
        let sentences = paragraph.split_sentence_bound_indices();
        let sentences = sentences.map(|(start, text)| start..start + text.len());
        // A footnote reference follows the full stop of its sentence, where the next one begins.
        let cited = |sentence: &Range<usize>| {
            citations.iter().any(|&at| {
                sentence.start < at && at <= sentence.end || at == 0 && sentence.start == 0
            })
        };
        ranges.extend(sentences.filter(cited));
    }
    ranges
}

/// Text in quotation marks of any style, with its marks.
fn quotations(paragraph: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    // Most paragraphs have no such mark.
    if paragraph.is_ascii() && !paragraph.contains('"') {
        return found;
    }
    let mut open: Option<(usize, char)> = None;
    let mut before = None;
    let mut chars = paragraph.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map(|&(_, c)| c);
        match open {
            Some((start, close)) if closes(c, close, after) => {
                let end = at + c.len_utf8();
                let inside = paragraph.get(start..end).unwrap_or_default();
                if inside.unicode_words().count() >= MINIMUM_WORDS {
                    found.push(start..end);
                }
                open = None;
            }
            Some(_) => {}
            None => open = opens(c, before, after).map(|close| (at, close)),
        }
        before = Some(c);
    }
    found
}

/// The mark that closes a quotation opened by this one.
fn opens(c: char, before: Option<char>, after: Option<char>) -> Option<char> {
    let free = before.is_none_or(|before| !before.is_alphanumeric());
    let full = after.is_some_and(|after| !after.is_whitespace());
    match c {
        '“' | '„' => Some('”'),
        '«' => Some('»'),
        '»' if free && full => Some('«'),
        '"' if free && full => Some('"'),
        '‘' if free && full => Some('’'),
        _ => None,
    }
}

fn closes(c: char, close: char, after: Option<char>) -> bool {
    let ends = after.is_none_or(|after| !after.is_alphanumeric());
    match (c, close) {
        ('”' | '“', '”') | ('»', '»') | ('«', '«') => true,
        ('"', '"') | ('’', '’') => ends,
        _ => false,
    }
}

/// The places of citations: a name and a year in parentheses (APA), a number in brackets, or a
/// footnote reference without its footnote.
fn citations_in(paragraph: &str) -> impl Iterator<Item = usize> {
    let opened = paragraph.char_indices().filter(|(_, c)| matches!(c, '(' | '['));
    opened.filter_map(|(at, c)| {
        let inside = paragraph.get(at + 1..)?;
        let inside = inside.split_once(if c == '(' { ')' } else { ']' })?.0;
        let before = paragraph.get(..at)?;
        let cites = match c {
            '(' => is_author_and_year(inside) || is_year(inside) && ends_with_name(before),
            _ => is_number(inside) || inside.starts_with('^'),
        };
        cites.then_some(at + 1)
    })
}

/// `Cohen et al., 2009, p. 3`: a name, a comma, a year.
fn is_author_and_year(text: &str) -> bool {
    let starts = text.trim_start().starts_with(char::is_uppercase);
    let years = text.split(',').skip(1).any(|part| is_year(part.split(';').next().unwrap_or(part)));
    starts && years
}

/// `2009`, `2009a`, `n.d.`
fn is_year(text: &str) -> bool {
    let text = text.trim();
    let digits = text.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let year = digits.len() == 4 && digits.parse::<u16>().is_ok_and(|y| (1800..2100).contains(&y));
    year && text.len() <= 5 || text == "n.d."
}

/// Whether the last word begins with a capital letter and is not a month: `Cohen (2009)`.
fn ends_with_name(text: &str) -> bool {
    const MONTHS: [&str; 14] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Spring",
        "Fall",
    ];
    let word = text.split_whitespace().next_back().unwrap_or_default();
    word.starts_with(char::is_uppercase) && !MONTHS.contains(&word)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'p>(paragraph: &'p str, notes: &[usize]) -> Vec<&'p str> {
        quoted_ranges(paragraph, notes).into_iter().map(|range| paragraph[range].trim()).collect()
    }

    #[test]
    fn quotations_of_every_style() {
        for (paragraph, quoted) in [
            ("He said “we all begin here” twice.", "“we all begin here”"),
            ("He said \"we all begin here\" twice.", "\"we all begin here\""),
            ("Er sagte „alles beginnt hier“ und ging.", "„alles beginnt hier“"),
            ("Il a dit « tout commence ici » hier.", "« tout commence ici »"),
            ("It reads ‘it’s all our own’ there.", "‘it’s all our own’"),
        ] {
            assert_eq!(found(paragraph, &[]), [quoted], "{paragraph}");
        }
    }

    #[test]
    fn scare_quotes_and_apostrophes_quote_nothing() {
        for paragraph in [
            "The “calm corner” is a corner.",
            "The teachers’ room and the students’ hall are ours.",
            "A 12\" screen and a 15\" screen stood there.",
            "We met (in September 2024) and again (May 2025) with forty people.",
            "They rose [see below] (from 48 to 68 percent) in May (2025).",
        ] {
            assert_eq!(found(paragraph, &[]), [""; 0], "{paragraph}");
        }
    }

    #[test]
    fn a_sentence_with_a_citation_is_cited() {
        let cited = "Climate drives learning (Cohen et al., 2009).";
        assert_eq!(found(&format!("We knew it. {cited} We acted."), &[]), [cited]);
        assert_eq!(found("Cohen (2009) says so. We act.", &[]), ["Cohen (2009) says so."]);
        assert_eq!(found("It is known [12]. We act.", &[]), ["It is known [12]."]);
        assert_eq!(found("It is known. We act.", &[12]), ["It is known."]);
    }
}
