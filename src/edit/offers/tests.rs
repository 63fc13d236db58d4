//! The offers for the complete example.

use super::*;
use crate::load::{Folder, with_text};
use crate::model::{Artifact, Location, Passage, Passages, Unit};
use crate::rules::{CheckOptions, Checked};

fn sample() -> (Folder, Checked) {
    let folder = Folder::new(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/complete"));
    let today = crate::model::Date::new(2026, 11, 1).unwrap();
    let checked = Checked::of(&folder, &CheckOptions::on(today));
    (folder, checked)
}

fn artifact(name: &str) -> Artifact {
    let (folder, checked) = sample();
    with_text(&folder, named_file(&checked.portfolio, name).unwrap())
}

#[test]
fn a_detail_is_named_in_any_usual_way() {
    let (_, checked) = sample();
    let credential = checked.portfolio.credential.unwrap();
    for typed in ["1.a", "1a", "1.A", " 1A ", "1-a", "EO 1.a", "[eo.1.a]", "eo.1a", "1(a)", "1a."] {
        assert_eq!(read_detail(typed, &credential).unwrap().to_string(), "1.a", "{typed}");
    }
    for typed in ["", "a", "1", "1.", "first", "9.z"] {
        assert!(read_detail(typed, &credential).is_err(), "{typed}");
    }
}

#[test]
fn every_detail_is_offered_with_what_it_has() {
    let (_, checked) = sample();
    let offers = details(&checked);
    assert_eq!(offers.len(), checked.coverage.details().count());
    assert_eq!(offers[0].id.to_string(), "1.a");
    assert!(offers.iter().all(|offer| !offer.evidence.is_empty() && !offer.text.is_empty()));
}

#[test]
fn a_file_is_named_by_its_path_or_its_name() {
    let (_, checked) = sample();
    let portfolio = &checked.portfolio;
    let named = |typed| named_file(portfolio, typed).map(|artifact| artifact.path.as_str());
    for typed in [
        "artifacts\\safety-plan.pdf",
        "safety-plan.pdf",
        "./artifacts/safety-plan.pdf",
        "Safety-Plan.PDF",
    ] {
        assert_eq!(named(typed), Ok("artifacts/safety-plan.pdf"), "{typed}");
    }
    assert_eq!(named("saftey-plan.pdf"), Err(Some("artifacts/safety-plan.pdf")));
    assert_eq!(named("budget.xlsx"), Err(None));
    let offers = files(&checked);
    let plan = offers.iter().find(|offer| offer.path.ends_with("safety-plan.pdf")).unwrap();
    assert_eq!(plan.about, "PDF, 6 pages");
    assert!(plan.cited_for.iter().any(|id| id.to_string() == "4.a"), "{plan:?}");
}

#[test]
fn places_are_offered_with_their_first_words() {
    let offered = |name| places(&artifact(name));
    let pages = offered("safety-plan.pdf");
    assert_eq!(pages.len(), 6);
    assert_eq!(pages[4].at.to_string(), "page 5");
    assert!(pages[4].words.starts_with("5 Monitoring process"), "{}", pages[4].words);
    let sections = offered("anti-bullying-policy.docx");
    assert_eq!(
        (sections[1].key.as_str(), sections[1].at.to_string().as_str()),
        ("2", "section \"Purpose\"")
    );
    assert!(sections[1].words.starts_with("Every student"), "{}", sections[1].words);
    let slides = offered("staff-training.pptx");
    assert!(slides.iter().all(|slide| slide.at.noun() == "slide" && !slide.words.is_empty()));
    let sheets = offered("survey-results.xlsx");
    assert!(sheets.iter().any(|sheet| sheet.at.to_string().starts_with("sheet \"Results\" A1:")));
    assert!(sheets.iter().all(|sheet| !sheet.words.is_empty()), "{sheets:?}");
    assert_eq!(offered("incident-log.csv").len(), 31);
    assert_eq!(offered("hallway-poster.jpg")[0].at, Location::Whole);
}

#[test]
fn an_answer_is_an_offer_a_place_or_words() {
    let plan = artifact("safety-plan.pdf");
    let offers = places(&plan);
    let answer = |typed| read_answer(typed, &plan, &offers);
    let page = |number| Location::parse(&format!("page {number}")).unwrap();
    for typed in ["5", "p. 5", "page 5"] {
        assert_eq!(answer(typed), Ok(PlaceAnswer::Place(page(5), None)), "{typed}");
    }
    assert_eq!(answer("monitoring process"), Ok(PlaceAnswer::Words(vec![page(5)])));
    assert!(answer("page 7").unwrap_err().contains("has 6 pages"));
    assert!(answer("xyzzy").unwrap_err().contains("`page 4`"));
    let film = artifact("morning-assembly.mp4");
    assert!(read_answer("7:45", &film, &[]).unwrap_err().contains("lasts 0:28"));
    assert!(read_answer("page 2", &film, &[]).unwrap_err().contains("has no pages"));
}

#[test]
fn every_sentence_that_is_offered_stands_at_its_place() {
    for name in [
        "safety-plan.pdf",
        "staff-training.pptx",
        "anti-bullying-policy.docx",
        "survey-results.xlsx",
        "incident-log.csv",
        "meeting-minutes.md",
        "morning-assembly.mp4",
        "restorative-circle.mp3",
    ] {
        let artifact = artifact(name);
        for offer in places(&artifact) {
            for sentence in sentences(&artifact, &offer.at, 8) {
                assert_eq!(
                    read_quote(&sentence, &artifact, &offer.at),
                    QuoteAnswer::Good,
                    "{name}: {sentence}"
                );
            }
        }
        let all: Vec<String> =
            places(&artifact).iter().flat_map(|offer| sentences(&artifact, &offer.at, 8)).collect();
        assert!(all.len() >= 3, "{name}: {all:?}");
    }
}

#[test]
fn sentences_of_a_recording_are_those_that_are_said_at_the_time() {
    let film = artifact("morning-assembly.mp4");
    let at = Location::parse("0:07-0:14").unwrap();
    let said = sentences(&film, &at, 8);
    assert_eq!(said, ["Today, greet three people by name.", "Start at the door."]);
    let cue = |start: u32, text, stored| Passage {
        stored,
        ..Passage::new(Unit::Cue { start, end: start + 1_900 }, text)
    };
    let passages = Passages::from_iter([
        cue(0, "Ann: most of our students", Some("most of our students")),
        cue(2_000, "felt safe at school. And", None),
        cue(4_000, "we asked all of them again.", None),
        cue(6_000, "Bo: did they say why they did", Some("did they say why they did")),
        cue(20_000, "a pause is no part of it", None),
    ]);
    let seen =
        crate::model::Seen { passages: Some(std::sync::Arc::new(passages)), ..Default::default() };
    let inside = crate::model::Inside::Seen(Box::new(seen));
    let film = Artifact { inside, ..film };
    assert_eq!(
        sentences(&film, &Location::parse("0:00-0:30").unwrap(), 8),
        [
            "most of our students felt safe at school.",
            "And we asked all of them again.",
            "did they say why they did",
            "a pause is no part of it",
        ]
    );
}

#[test]
fn words_that_stand_elsewhere_or_nowhere_are_told_apart() {
    let plan = artifact("safety-plan.pdf");
    let at = Location::parse("page 1").unwrap();
    let elsewhere = read_quote("asks whether the plan did what it was meant", &plan, &at);
    assert_eq!(elsewhere, QuoteAnswer::Elsewhere(vec![Location::parse("page 4").unwrap()]));
    let QuoteAnswer::Nowhere(Some(near)) =
        read_quote("Sample Hill School does never exist", &plan, &at)
    else {
        panic!("it stands nowhere");
    };
    assert!(near.contains("Sample Hill School"), "{near}");
}
