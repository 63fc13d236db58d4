//! Which passages are found, wherever they are.

use proptest::prelude::*;

use super::compared_text::{ComparedText, PortfolioPart};
use super::mapped_text::MappedText;
use super::winnow::MINIMUM_WORDS;
use super::words::words;
use super::{Corpus, SharedPassage, shares};
use crate::model::SourceText;

fn text(markdown: &str) -> ComparedText {
    let source = SourceText::new("narratives/overview.md", markdown);
    let words = words(&MappedText::file(&source), &super::official::OfficialPhrases::default());
    ComparedText::new(PortfolioPart::Overview, source.path, words)
}

/// The passages that two texts share, as words and the shared parts of both.
fn shared<'t>(one: &'t str, other: &'t str) -> Vec<(usize, &'t str, &'t str)> {
    let corpus = Corpus::new(vec![vec![text(other)]]);
    let found = corpus.shared(&[text(one)], |_| true).into_iter();
    found.map(|it| (it.words, &one[it.here.span], &other[it.there.span])).collect()
}

#[test]
fn a_passage_is_found_exactly() {
    let one = "First we met. On the second of May we carried all the red chairs out into the yard, \
               and sang.";
    let other = "# On\n\nNobody knew. ON THE SECOND of *May* we carried\nall the red chairs out — into \
                 the yard and slept.";
    let (here, there) = (
        "On the second of May we carried all the red chairs out into the yard, and",
        "ON THE SECOND of *May* we carried\nall the red chairs out — into the yard and",
    );
    assert_eq!(shared(one, other), [(16, here, there)]);
    assert_eq!(shared(other, one), [(16, there, here)]);
}

#[test]
fn a_passage_has_twelve_words_or_more() {
    let run = "one two three four five six seven eight nine ten eleven twelve";
    let (shorter, _) = run.rsplit_once(' ').unwrap();
    assert_eq!(shared(&format!("a {run} b"), &format!("c {run} d")).len(), 1);
    assert_eq!(shared(&format!("a {shorter} b"), &format!("c {shorter} d")).len(), 0);
    // A quotation in between does not join two halves.
    let halves = "one two three four five six “he said so loudly” seven eight nine ten eleven ten";
    assert_eq!(shared(&format!("a {halves} b"), &format!("c {halves} d")).len(), 0);
}

#[test]
fn a_passage_may_contain_a_quotation_that_does_not_count() {
    let both = "We began in the gym with all of them, and a mother read aloud “what we owe each \
                other” to everyone who came with us that night and later on again.";
    assert_eq!(shared(both, both), [(26, both.trim_end_matches('.'), both.trim_end_matches('.'))]);
}

#[test]
fn only_prose_is_compared() {
    let run = "one two three four five six seven eight nine ten eleven twelve thirteen";
    for (lead, tail) in [
        ("# ", ""),
        ("    ", ""),
        ("> ", ""),
        ("<!-- ", " -->"),
        ("[^1]: ", "\n\nSee[^1]"),
        ("| a |\n|---|\n| ", " |"),
        ("He said “", "”."),
        ("", " (Rivera & Stone, 2019)."),
        ("", ".[^a]\n\n[^a]: A book"),
    ] {
        let text = format!("{lead}{run}{tail}\n");
        assert_eq!(shared(&text, &text).len(), 0, "{text}");
    }
}

#[test]
fn a_text_that_repeats_one_word_is_fast() {
    let one = "no ".repeat(40_000);
    let found = shared(&one, &one);
    assert_eq!(found.iter().map(|(words, _, _)| *words).max(), Some(40_000));
}

#[test]
fn shares_count_each_word_once() {
    let run = "one two three four five six seven eight nine ten eleven twelve";
    let (one, other) = (format!("{run} more of it than that"), format!("{run}. Or {run}"));
    let texts = [text(&one)];
    let corpus = Corpus::new(vec![vec![text(&other)]]);
    let found: Vec<SharedPassage> = corpus.shared(&texts, |_| true);
    assert_eq!(found.len(), 2);
    let [share] = shares(&texts, found.iter().map(|it| &it.here))[..] else { panic!() };
    assert_eq!((share.words, share.shared, share.percent()), (17, 12, 71));
}

/// Words of a small vocabulary, so that short runs meet by chance.
fn prose(most: usize) -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(0..40_u8, 0..most)
}

fn say(words: &[u8]) -> String {
    let said: Vec<String> = words.iter().map(|word| format!("w{word}")).collect();
    said.join(" ")
}

proptest! {
    /// The guarantee of winnowing: every common run of enough words is found.
    #[test]
    fn planted_passages_are_found(
        (a, b, c, d) in (prose(90), prose(90), prose(90), prose(90)),
        planted in prop::collection::vec(0..40_u8, MINIMUM_WORDS..40),
    ) {
        let one = [a.as_slice(), &planted, &b].concat();
        let other = [c.as_slice(), &planted, &d].concat();
        let corpus = Corpus::new(vec![vec![text(&say(&other))]]);
        let found = corpus.shared(&[text(&say(&one))], |_| true);
        let holds = |it: &SharedPassage| {
            let (here, there) = (&it.here.words, &it.there.words);
            here.start <= a.len()
                && a.len() + planted.len() <= here.end
                && there.start <= c.len()
                && c.len() + planted.len() <= there.end
        };
        prop_assert!(found.iter().any(holds), "{found:?}");
    }

    /// The order of the two texts makes no difference.
    #[test]
    fn comparing_is_symmetric(one in prose(200), other in prose(200), run in prose(30)) {
        let one = say(&[one.as_slice(), &run].concat());
        let other = say(&[run.as_slice(), &other].concat());
        let mut there: Vec<_> =
            shared(&other, &one).into_iter().map(|(words, a, b)| (words, b, a)).collect();
        let mut here = shared(&one, &other);
        here.sort_unstable();
        there.sort_unstable();
        prop_assert_eq!(here, there);
    }

    /// No text causes a panic, and every place lies in its text.
    #[test]
    fn any_text_can_be_compared(text in "[\\PC\\n]{0,300}") {
        let doubled = format!("{text}\n\n{text}");
        for (_, here, there) in shared(&doubled, &text) {
            prop_assert!(!here.is_empty() && !there.is_empty());
        }
    }
}
