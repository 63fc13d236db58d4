//! Which question a heading belongs to (design section 4).

use std::borrow::Cow;

use crate::model::Question;
use crate::model::normalize::{Accents, word};

/// The number of the question that this heading belongs to: it begins with
/// the question's number, or repeats its text.
pub(crate) fn of_heading(heading: &str, questions: &[Question]) -> Option<u32> {
    by_number(heading)
        .filter(|number| questions.iter().any(|question| question.number == *number))
        .or_else(|| by_text(heading, questions))
}

/// The number of the question that a line of a text without headings belongs to: a bold line as a
/// heading would; another one where it is nothing but `Question 1`, or the question itself.
pub(crate) fn of_line(line: &str, is_bold: bool, questions: &[Question]) -> Option<u32> {
    if is_bold {
        return of_heading(line, questions);
    }
    let is_label = normal_words(line).len() <= 2 && line.trim_start().starts_with(['Q', 'q']);
    match is_label {
        true => of_heading(line, questions),
        false => by_text(line, questions),
    }
}

/// `1.`, `1)`, `1:`, `1`, `Question 1`, `Q1`: a number alone counts only where
/// only punctuation follows it, so that "3 lessons we learned" is not answer 3.
fn by_number(heading: &str) -> Option<u32> {
    let heading = heading.trim_start();
    let lower = heading.to_lowercase();
    let named = ["question", "q"].iter().find_map(|word| {
        let after = lower.strip_prefix(word)?.trim_start_matches(['.', '#', ' ', '\u{a0}']);
        after.starts_with(|c: char| c.is_ascii_digit()).then_some(after)
    });
    let digits_from = named.unwrap_or(&lower);
    let end = digits_from.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits_from.len());
    let (digits, after) = digits_from.split_at(end);
    let number: u32 = digits.parse().ok()?;
    let after = after.trim_start();
    let ends = after.is_empty() || after.starts_with(['.', ')', ':', '-', '–', '—']);
    let decimal =
        after.strip_prefix('.').is_some_and(|a| a.starts_with(|c: char| c.is_ascii_digit()));
    (named.is_some() || (ends && !decimal)).then_some(number)
}

/// A heading without the number of the question that it begins with: `2.`, `Question 2:`.
pub(crate) fn without_number(heading: &str) -> &str {
    if by_number(heading).is_none() {
        return heading;
    }
    let digits = heading.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    let rest = heading.get(digits..).unwrap_or_default();
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start();
    rest.trim_start_matches(['.', ')', ':', '-', '–', '—']).trim_start()
}

/// The number of the question whose text this line repeats.
pub(crate) fn by_text(heading: &str, questions: &[Question]) -> Option<u32> {
    let heading = normal_words(heading);
    let heading = match heading.first() {
        Some(first) if first.bytes().all(|b| b.is_ascii_digit()) => &heading[1..],
        _ => &heading[..],
    };
    questions
        .iter()
        .find(|question| {
            let question = normal_words(&question.text);
            !question.is_empty() && heading == question.as_slice()
        })
        .map(|question| question.number)
}

/// The words of a text in the form in which they are compared. Split at white
/// space as the strict count does, so that official words are counted alike.
pub(crate) fn normal_words(text: &str) -> Vec<String> {
    let words = text.split_whitespace().map(normal_word);
    words.filter(|word| !word.is_empty()).map(Cow::into_owned).collect()
}

/// One token in that form.
pub(crate) fn normal_word(token: &str) -> Cow<'_, str> {
    word(token, Accents::Kept)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Wording;

    #[test]
    fn a_plain_line_belongs_to_a_question_if_it_says_nothing_else() {
        let text = "What did you do?".to_owned();
        let questions = [Question { number: 2, text, wording: Wording::Published }];
        for (line, is_bold, question) in [
            ("Question 2", false, Some(2)),
            ("Q2:", false, Some(2)),
            ("what did you do", false, Some(2)),
            ("2. What did you do?", false, Some(2)),
            ("2. We asked.", false, None),
            ("2. We asked.", true, Some(2)),
            ("Question 2 was hard", false, None),
        ] {
            assert_eq!(of_line(line, is_bold, &questions), question, "{line}");
        }
    }

    #[test]
    fn headings_find_their_question_by_number_or_by_text() {
        let questions: Vec<Question> = (1..=3)
            .map(|number| Question {
                number,
                text: format!("What did you do, part {number}?"),
                wording: Wording::Published,
            })
            .collect();
        for (heading, question) in [
            ("1. What did you do?", Some(1)),
            ("2)", Some(2)),
            ("3", Some(3)),
            ("Question 2", Some(2)),
            ("Question 2 Our process", Some(2)),
            ("Q3: ours", Some(3)),
            ("What did you do, part 2?", Some(2)),
            ("2 What did you do, part 2?", Some(2)),
            ("3 lessons we learned", None),
            ("4. Beyond", None),
            ("1.5 times more", None),
            ("Quality 1", None),
            ("Overview", None),
        ] {
            assert_eq!(of_heading(heading, &questions), question, "{heading}");
        }
    }
}
