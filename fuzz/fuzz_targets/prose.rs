//! A narrative: its two counts, and the places of its findings.
#![no_main]

use mcred::model::{Question, Wording};
use mcred::narrative;

libfuzzer_sys::fuzz_target!(|text: &str| {
    // The first line is a question of the credential.
    let (question, text) = text.split_once('\n').unwrap_or(("", text));
    let question = Question { number: 1, text: question.to_owned(), wording: Wording::Published };
    let read = narrative::read(text, std::slice::from_ref(&question), &[]);
    assert!(read.words.strict <= read.words.generous, "{:?}", read.words);
    for answer in &read.answers {
        assert!(answer.words.strict <= answer.words.generous, "{:?}", answer.words);
        assert!(answer.words.strict <= read.words.strict, "an answer over the whole");
        assert!(text.get(answer.heading.clone()).is_some(), "{:?}", answer.heading);
    }
    for span in read.placeholders.iter().chain(read.links.iter().map(|link| &link.span)) {
        assert!(text.get(span.clone()).is_some(), "{span:?}");
    }
    let free = narrative::read(text, &[], &[]);
    assert!(read.words.strict <= free.words.strict, "a question adds words");
    let plain = narrative::words_of(text);
    assert!(plain.strict <= plain.generous, "{plain:?}");
});
