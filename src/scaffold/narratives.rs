//! The narratives of a new portfolio: headings, and placeholders where the practitioner writes.

use std::fmt::Write;

use super::word_document::Paragraph;
use crate::model::{Credential, wrapped};
use crate::narrative::PLACEHOLDERS;

/// Part 1 as Markdown.
pub(super) fn overview(credential: &Credential) -> String {
    let [answer, ..] = PLACEHOLDERS;
    let minimum = credential.overview.minimum_words;
    let mut text = format!(
        "<!-- Part 1 of {}: at least {minimum} words in all, in your own words.\n     \
         Write below each heading and delete the placeholder in brackets. Keep the headings:\n     \
         they say which question an answer belongs to, and do not count as words. -->\n\n\
         # Overview\n",
        credential.title
    );
    for question in &credential.overview.questions {
        let _ = write!(text, "\n## {}. {}\n\n{answer}\n", question.number, question.text);
    }
    if credential.overview.questions.is_empty() {
        let _ = write!(
            text,
            "\n<!-- The public page of this credential does not print its questions. Copy them from the\n     \
             portal as headings, `## 1. The first question`, and answer below each. -->\n\n{answer}\n"
        );
    }
    text
}

/// Part 3 as Markdown.
pub(super) fn reflection(credential: &Credential) -> String {
    let [_, placeholder, _] = PLACEHOLDERS;
    let reflection = &credential.reflection;
    let mut text = format!(
        "<!-- Part 3 of {}: at least {} words, in your own words.\n\n     \
         What is asked:\n{}\n-->\n\n# Reflection\n\n{placeholder}\n",
        credential.title,
        reflection.minimum_words,
        wrapped(&format!("     {}", reflection.prompt), "     ", 92).trim_end(),
    );
    // A comment of Markdown ends at the first `-->`; no prompt may end it early.
    if reflection.prompt.contains("--") {
        text = format!("# Reflection\n\n{placeholder}\n");
    }
    text
}

/// Part 1 as the paragraphs of a document. A document has no comments that nobody sees, so that its
/// instructions are a placeholder, too: they count as no words, and are found while they stand.
pub(super) fn overview_document(credential: &Credential) -> Vec<Paragraph> {
    let [answer, ..] = PLACEHOLDERS;
    let questions = &credential.overview.questions;
    let headings = match questions.len() {
        0 => {
            "The public page of this credential does not print its questions: copy each from the portal \
             as a heading (style Heading 1), `1.` before the first, and answer below it."
        }
        _ => {
            "Keep the headings: they say which question an answer belongs to, and do not count as words."
        }
    };
    let instructions = format!(
        "Write your answers here, at least {} words in all, in your own words. {headings} Delete this \
         paragraph, and write your text in place of each placeholder in brackets.",
        credential.overview.minimum_words,
    );
    let mut paragraphs = vec![Paragraph::Title("Overview".to_owned()), in_brackets(&instructions)];
    for question in questions {
        paragraphs.push(Paragraph::Heading(format!("{}. {}", question.number, question.text)));
        paragraphs.push(Paragraph::Text(answer.to_owned()));
    }
    if questions.is_empty() {
        paragraphs.push(Paragraph::Text(answer.to_owned()));
    }
    paragraphs
}

/// Part 3 as the paragraphs of a document.
pub(super) fn reflection_document(credential: &Credential) -> Vec<Paragraph> {
    let [_, placeholder, _] = PLACEHOLDERS;
    let reflection = &credential.reflection;
    let instructions = format!(
        "Write your reflection here, at least {} words, in your own words. Delete this paragraph. What \
         is asked: {}",
        reflection.minimum_words, reflection.prompt,
    );
    vec![
        Paragraph::Title("Reflection".to_owned()),
        in_brackets(&instructions),
        Paragraph::Text(placeholder.to_owned()),
    ]
}

/// Instructions as one placeholder, which a bracket inside would end.
fn in_brackets(text: &str) -> Paragraph {
    Paragraph::Instructions(format!("[{}]", text.replace('[', "(").replace(']', ")")))
}
