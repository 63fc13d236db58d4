//! `check --fix` and `cite` change nothing else in evidence.toml.

use mcred::edit::{self, NewCitation};
use mcred::rules::Checked;
use proptest::prelude::*;

use crate::kit::{MemoryTree, check};

const NOTES: &str = "# Plan\n\nEach child is greeted.\n\n# Findings\n\nAll doors were open.\n\n\
                     # Ende „gut“\n\nWe stayed late.\n\n```\n'a' \"b\"\n```\n";

/// Words of the notes, and where they are.
const QUOTES: [&str; 4] =
    ["Each child is greeted", "all DOORS were open", "We stayed late.", "nowhere at all"];
const PLACES: [&str; 5] =
    ["section \\\"Plan\\\"", "section \\\"Findings\\\"", "lines 1-3", "paragraph 2", "whole"];

/// One line of evidence, right or wrong, in different styles.
fn citation() -> impl Strategy<Value = String> {
    let quote = prop::option::of(prop::sample::select(&QUOTES[..]));
    let place = prop::option::of(prop::sample::select(&PLACES[..]));
    let digest = prop::option::of(prop_oneof![Just(""), Just("0123456789abcdef")]);
    let space = prop::sample::select(&["", " ", "  "][..]);
    (quote, place, digest, space).prop_map(|(quote, place, digest, space)| {
        let mut fields = vec![format!("artifact{space}={space}\"artifacts/a.md\"")];
        fields.extend(place.map(|place| format!("at = \"{place}\"")));
        fields.extend(quote.map(|quote| format!("quote{space}= '{quote}'")));
        fields.extend(digest.map(|digest| format!("digest=\"{digest}\"")));
        format!("{{{space}{}{space}}}", fields.join(&format!("{space},{space}")))
    })
}

/// An evidence.toml with comments and empty lines wherever TOML allows them.
fn evidence() -> impl Strategy<Value = String> {
    let remark = prop::sample::select(&["", "# remark\n", "\n\n", "# ünï \"a\" [b]\n"][..]);
    let lines = prop::collection::vec((citation(), remark.clone()), 0..5);
    let table = (prop::sample::select(&["1.a", "1.b", "2.c", "9.z"][..]), lines, remark);
    let tables = prop::collection::vec(table, 0..4);
    (tables, any::<bool>()).prop_map(|(tables, windows)| {
        let mut text = "credential = \"leading-a-culture-of-safety\"\n".to_owned();
        for (id, lines, remark) in tables {
            text += &format!("{remark}[eo.{id}]\n{remark}evidence = [\n");
            for (line, remark) in lines {
                text += &format!("    {line},  {}\n", remark.trim_end());
            }
            text += "]\nexplanation = \"é — It is so.\"  # why\n";
        }
        if windows { text.replace('\n', "\r\n") } else { text }
    })
}

fn checked_evidence(evidence: &str) -> Checked {
    let paper = MemoryTree::default().with("artifacts/a.md", NOTES.as_bytes());
    check(&paper.with("evidence.toml", evidence.as_bytes()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn fix_changes_only_the_values_that_it_mends(text in evidence()) {
        let checked = checked_evidence(&text);
        let evidence = &checked.portfolio.evidence;
        prop_assume!(evidence.well_formed && evidence.slips.is_empty());
        let fixes = edit::fixes(&checked);
        let mended = edit::apply(&text, &fixes);
        let (mut old, mut new, mut at) = (text.as_str(), mended.as_str(), 0);
        for (span, replacement) in fixes.iter().flat_map(|fix| &fix.edits) {
            let value = &text[span.clone()];
            prop_assert!(value.starts_with(['"', '\'']) && value.ends_with(['"', '\'']), "{value}");
            let kept = &old[..span.start - at];
            let rest = new.strip_prefix(kept).and_then(|it| it.strip_prefix(replacement.as_str()));
            prop_assert!(rest.is_some(), "{:?} does not follow {:?}", new, kept);
            new = rest.unwrap_or_default();
            old = &old[span.end - at..];
            at = span.end;
        }
        prop_assert_eq!(old, new);
        let after = checked_evidence(&mended);
        prop_assert_eq!(edit::fixes(&after), vec![], "mended twice");
        prop_assert!(after.counts().errors <= checked.counts().errors);
        prop_assert!(fixes.is_empty() || after.findings != checked.findings);
    }

    #[test]
    fn cite_adds_one_line_and_keeps_all_others(
        text in evidence(),
        quote in prop::option::of("\\PC{1,20}"),
        at in super::locations::location(),
    ) {
        let before = checked_evidence(&text).portfolio.evidence;
        prop_assume!(before.well_formed && before.slips.is_empty());
        let detail = "1.a".parse().unwrap();
        let new = NewCitation {
            detail,
            artifact: "artifacts/a.md".into(),
            at: at.to_string(),
            quote,
            explanation: None,
            digest: None,
        };
        let edited = edit::cite(&text, &new).unwrap();
        let file = checked_evidence(&edited).portfolio.evidence;
        prop_assert!(file.well_formed, "{}", edited);
        let entry = file.entries.iter().find(|entry| entry.id == new.detail).unwrap();
        let last = entry.evidence.last().unwrap();
        prop_assert_eq!(last.at.as_ref().map(|at| at.value.as_str()), Some(new.at.as_str()));
        prop_assert_eq!(last.quote.as_ref().map(|it| &it.value), new.quote.as_ref());
        // Every line is kept, in order; a bracket may move after the new line.
        let solid = |text: &str| -> String { text.split_whitespace().collect() };
        let mut rest = edited.lines().map(solid);
        for line in text.lines().map(solid).filter(|line| !matches!(line.as_str(), "]" | "")) {
            let stands = rest.any(|other| other.trim_end_matches("]") == line.trim_end_matches("]"));
            prop_assert!(stands, "{:?} is gone from {}", line, edited);
        }
        prop_assert_eq!(text.contains("\r\n"), edited.contains("\r\n"));
    }
}
