//! The two counts of words.

use mcred::model::{Question, Wording};
use mcred::narrative::{read, words_of};
use proptest::prelude::*;

/// Markdown with every construct, broken and nested at random.
fn markdown() -> impl Strategy<Value = String> {
    const PIECES: [&str; 46] = [
        "word ",
        "two words ",
        "well-known ",
        "a/b ",
        "3.5 ",
        "学校安全",
        "ไทย",
        "한국어 ",
        "é",
        "—",
        "–",
        "\u{a0}",
        "\u{200b}",
        "\n",
        "\n\n",
        "# ",
        "## 1. ",
        "- ",
        "1. ",
        "> ",
        "    ",
        "\t",
        "```\n",
        "`",
        "*",
        "**",
        "~~",
        "[",
        "](",
        ")",
        "![",
        "<!--",
        "-->",
        "<b>",
        "</b>",
        "<div>\n",
        "|",
        "\n|---|---|\n",
        "[^1]",
        "[^1]: ",
        "---\n",
        "https://example.org/a ",
        "[Write your answer here.]",
        "&nbsp;",
        "\\",
        "How do we begin with all of it? ",
    ];
    let piece = prop_oneof![20 => prop::sample::select(&PIECES[..]).prop_map(str::to_owned), 1 => "\\PC{0,6}"];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn question() -> Question {
    let text = "How do we begin with all of it?".to_owned();
    Question { number: 1, text, wording: Wording::Published }
}

proptest! {
    #[test]
    fn the_generous_count_of_markdown_is_never_below_the_strict_count(text in markdown()) {
        let prose = read(&text, &[question()], &[]);
        prop_assert!(prose.words.strict <= prose.words.generous, "{:?}", prose.words);
        for answer in &prose.answers {
            prop_assert!(answer.words.strict <= answer.words.generous, "{:?}", answer.words);
            prop_assert!(text.get(answer.heading.clone()).is_some());
        }
        for span in prose.placeholders.iter().chain(prose.links.iter().map(|link| &link.span)) {
            prop_assert!(text.get(span.clone()).is_some(), "{:?}", span);
        }
        // Official text does not count: knowing it never adds words.
        prop_assert!(prose.words.strict <= read(&text, &[], &[]).words.strict);
    }

    #[test]
    fn the_generous_count_of_text_is_never_below_the_strict_count(text in any::<String>()) {
        let words = words_of(&text);
        prop_assert!(words.strict <= words.generous, "{:?}", words);
    }

    #[test]
    fn the_count_of_two_paragraphs_is_the_sum(one in "\\PC{0,30}", other in "\\PC{0,30}") {
        let both = words_of(&format!("{one}\n\n{other}"));
        prop_assert_eq!(both.strict, words_of(&one).strict + words_of(&other).strict);
    }
}
