//! Slips and the text as it should be.

use toml::de::DeTable;

use super::super::evidence_shape::EVIDENCE_SHAPE;
use super::repair;
use crate::model::{ProblemKind, SourceText};

fn mended(text: &str) -> (String, bool) {
    let source = SourceText::new("evidence.toml", text);
    match repair(&source, &EVIDENCE_SHAPE) {
        None => (text.to_owned(), true),
        Some(repaired) => {
            let is_sure = repaired.slips.iter().all(|slip| !slip.edits.is_empty());
            (repaired.text().to_owned(), is_sure)
        }
    }
}

const LIST: &str = "evidence = [{ artifact = \"artifacts/a.pdf\", at = \"page 1\" }]\n";

#[test]
fn a_slip_that_can_mean_one_thing_only_is_mended() {
    for (typed, wanted) in [
        ("explanation = “Page 4.”\n", "explanation = \"Page 4.\"\n"),
        ("explanation = «Page 4.»\n", "explanation = \"Page 4.\"\n"),
        ("explanation = “““\nPage 4.\n”””\n", "explanation = \"\"\"\nPage 4.\n\"\"\"\n"),
        ("explanation = “She said \"yes\".”\n", "explanation = 'She said \"yes\".'\n"),
        ("explanation: \"Page 4\"\n", "explanation = \"Page 4\"\n"),
        ("explanation \"Page 4\"\n", "explanation = \"Page 4\"\n"),
        ("explanation = Page 4 shows it\n", "explanation = \"Page 4 shows it\"\n"),
        ("explanation = \"Page 4\",\n", "explanation = \"Page 4\"\n"),
        ("explanation\u{a0}= \"Page 4\"\n", "explanation = \"Page 4\"\n"),
        ("explanation = \"C:\\data is gone\"\n", "explanation = \"C:\\\\data is gone\"\n"),
        ("explanation = \"Page 4.\n", "explanation = \"Page 4.\"\n"),
        ("// mine\n", "# mine\n"),
        ("[eo 1.A]\n", "[eo.1.a]\n"),
        ("[EO1a]\n", "[eo.1.a]\n"),
        ("[1.a]\n", "[eo.1.a]\n"),
        ("[eo.1.a\n", "[eo.1.a]\n"),
        ("eo.1.a]\n", "[eo.1.a]\n"),
        ("[[eo.1.a]]\n", "[eo.1.a]\n"),
        ("[Honesty]\n", "[honesty]\n"),
        ("own_words = Yes\n", "own_words = true\n"),
        ("own_words = \"false\"\n", "own_words = false\n"),
        ("evidence = [{ artifact = \"artifacts/a.pdf\", at = \"page 1\" }\n", LIST),
        ("evidence = [{ artifact = \"artifacts/a.pdf\", at = \"page 1\"]\n", LIST),
        ("evidence = { artifact = \"artifacts/a.pdf\", at = \"page 1\" }\n", LIST),
        (
            "evidence = [ artifact = \"artifacts/a.pdf\", at = \"page 1\" }]\n",
            "evidence = [ { artifact = \"artifacts/a.pdf\", at = \"page 1\" }]\n",
        ),
        ("evidence = [{ artifact = \"artifacts/a.pdf, at = \"page 1\" }]\n", LIST),
        ("evidence = [{ artifact = artifacts/a.pdf, at = page 1 }]\n", LIST),
        ("evidence = [{ artifact: \"artifacts/a.pdf\", at: \"page 1\" }]\n", LIST),
        ("evidence = [{ artifact = \"artifacts/a.pdf\"; at = \"page 1\" }]\n", LIST),
        ("evidence = [{ artifact = \"artifacts\\a.pdf\", at = \"page 1\" }]\n", LIST),
        ("evidence = [{ artifact = \"D:\\p\\artifacts\\a.pdf\", at = \"page 1\" }]\n", LIST),
        ("evidence = \"artifacts/a.pdf, page 1\"\n", LIST),
        ("- evidence = [{ artifact = \"artifacts/a.pdf\", at = \"page 1\" }]\n", LIST),
        (
            "[eo.1.a]\nartifact = \"artifacts/a.pdf\"\nat = \"page 1\"\n",
            &format!("[eo.1.a]\n{LIST}"),
        ),
    ] {
        assert_eq!(mended(typed), (wanted.to_owned(), true), "{typed}");
        assert!(DeTable::parse(wanted).is_ok(), "{wanted}");
        assert!(repair(&SourceText::new("", wanted), &EVIDENCE_SHAPE).is_none(), "{wanted}");
    }
}

#[test]
fn an_unclosed_text_is_reported_on_the_line_that_opens_it() {
    let text = "[eo.1.a]\nexplanation = \"\"\"\nPage 4.\nevidence = []\n\n[eo.1.b]\n\
                explanation = \"\"\"\nMore.\n\"\"\"\n";
    let source = SourceText::new("evidence.toml", text);
    let repaired = repair(&source, &EVIDENCE_SHAPE).unwrap();
    let lines = repaired.slips.iter().map(|slip| source.position(slip.span.start).line);
    assert_eq!(lines.collect::<Vec<_>>(), [2]);
    assert!(repaired.text().contains("Page 4.\n\"\"\"\nevidence"));
}

#[test]
fn a_second_table_names_the_line_of_the_first_and_is_left_to_the_reader() {
    let text = format!("[eo.1.a]\n{LIST}\n[eo.1.a]\n{LIST}[eo.1.b]\n{LIST}{LIST}");
    let repaired = repair(&SourceText::new("evidence.toml", text), &EVIDENCE_SHAPE).unwrap();
    let messages: Vec<&str> = repaired.slips.iter().map(|slip| slip.message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "[eo.1.a] is here a second time; the first is on line 1",
            "`evidence` is here a second time; the first is on line 7",
        ]
    );
    assert!(repaired.slips.iter().all(|slip| slip.edits.is_empty()) && !repaired.is_whole);
}

#[test]
fn what_stands_around_a_line_that_is_nothing_is_read() {
    let (text, is_sure) =
        mended("[eo.1.a]\nOutcome one, as agreed\n[eo.1.b]\nexplanation: \"x\"\n");
    assert!(!is_sure);
    assert_eq!(text, "[eo.1.a]\n\n[eo.1.b]\nexplanation = \"x\"\n");
}

#[test]
fn a_misspelt_name_of_a_table_is_an_unknown_key() {
    for (typed, wanted, meant) in [
        ("[honestly]\n", "[honesty]\n", "honesty"),
        ("[Honesty] # mine\n", "[honesty] # mine\n", "honesty"),
        ("[wave]\n", "[[waive]]\n", "waive"),
        ("[[ waives ]]\n", "[[waive]]\n", "waive"),
    ] {
        let source = SourceText::new("evidence.toml", typed);
        let repaired = repair(&source, &EVIDENCE_SHAPE).unwrap();
        assert_eq!(repaired.text(), wanted);
        let [slip] = repaired.slips.as_slice() else { panic!("{typed}") };
        assert_eq!(slip.kind, ProblemKind::UnknownKey, "{typed}");
        assert_eq!(slip.help, format!("did you mean `{meant}`?"));
        let name = typed.trim_matches(|c: char| !c.is_alphabetic());
        assert!(name.starts_with(&typed[slip.span.clone()]), "{typed}");
        assert!(!slip.edits.is_empty());
    }
    let broken = SourceText::new("evidence.toml", "[Honesty\n");
    let repaired = repair(&broken, &EVIDENCE_SHAPE).unwrap();
    assert_eq!(repaired.slips[0].kind, ProblemKind::EvidenceFile);
}

#[test]
fn a_misspelt_name_beside_the_right_one_is_not_mended() {
    for text in ["[honesty]\n[honestly]\n", "[honestly]\n[honesty]\n"] {
        assert_eq!(mended(text), (text.to_owned(), true));
    }
    let (_, is_sure) = mended("[honestly]\n[honestly]\n");
    assert!(!is_sure);
}

#[test]
fn a_line_that_is_added_ends_as_the_others_do() {
    for (typed, wanted) in [
        (
            "evidence = [\n    { artifact = \"artifacts/a.pdf\", at = \"page 1\" }\n",
            "evidence = [\n    { artifact = \"artifacts/a.pdf\", at = \"page 1\" }\n]\n",
        ),
        ("<!-- one\ntwo -->\n", "# one\n# two\n"),
        (
            "explanation = \"\"\"\nPage 4.\n[eo.1.b]\n",
            "explanation = \"\"\"\nPage 4.\n\"\"\"\n[eo.1.b]\n",
        ),
    ] {
        assert_eq!(mended(typed).0, wanted);
        let windows = |text: &str| text.replace('\n', "\r\n");
        assert_eq!(mended(&windows(typed)).0, windows(wanted));
    }
}
