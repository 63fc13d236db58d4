//! `mcred compare` and `mcred check --against` find the text that portfolios share.

use std::fs;
use std::path::Path;

use crate::kit::{example, mcred, project};

/// Thirty words that two of the portfolios share.
const SHARED: &str = "When the snow closed both roads that week, our cook slept in the library and fed \
                      ninety children from a single stove, and none of them has forgotten her soup.";

/// A portfolio with this overview.
fn portfolio(folder: &Path, overview: &str) {
    fs::create_dir_all(folder.join("narratives")).unwrap();
    fs::write(folder.join("evidence.toml"), "credential = \"leading-a-culture-of-safety\"\n")
        .unwrap();
    fs::write(folder.join("narratives/overview.md"), overview).unwrap();
}

/// Two portfolios that share a passage, and one that shares nothing.
fn cohort() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    portfolio(&home.path().join("anna"), &format!("# Overview\n\nA hard year.\n\n{SHARED}\n"));
    let curled = SHARED.replace("that week, our", "THAT WEEK our\n");
    portfolio(&home.path().join("bea"), &format!("# Overview\n\nWe were lucky: {curled}\n"));
    portfolio(&home.path().join("carl"), "# Overview\n\nNothing of the sort happened here.\n");
    home
}

#[test]
fn a_shared_passage_has_a_place_in_both_portfolios() {
    let home = cohort();
    let compared = mcred(home.path(), &["compare", "--format", "json"]);
    assert_eq!(compared.status, 0, "a person judges: {compared:?}");
    assert!(!compared.out.contains("soup"), "no text of a portfolio is in a report");
    let json = compared.json();
    assert_eq!(json["schema"], "mcred.compare/1");
    assert_eq!(json["portfolios"], serde_json::json!(["anna", "bea", "carl"]));
    let [pair] = json["pairs"].as_array().unwrap().as_slice() else { panic!("{json}") };
    assert_eq!((&pair["first"]["path"], &pair["second"]["path"]), (&"anna".into(), &"bea".into()));
    // 30 of the 33 words of anna's overview, and of the 33 of bea's.
    for side in ["first", "second"] {
        let share = serde_json::json!({ "words": 33, "shared": 30, "percent": 91 });
        assert_eq!(pair[side]["overview"], share, "{json}");
    }
    let passage = serde_json::json!([{
        "words": 30,
        "first": {
            "path": "narratives/overview.md", "part": "overview",
            "start": { "line": 5, "column": 1 }, "end": { "line": 5, "column": 158 },
        },
        "second": {
            "path": "narratives/overview.md", "part": "overview",
            "start": { "line": 3, "column": 16 }, "end": { "line": 4, "column": 112 },
        },
    }]);
    assert_eq!(pair["passages"], passage);
}

#[test]
fn the_pairs_are_printed_before_their_passages() {
    let home = cohort();
    for (arguments, wanted) in [
        (
            &["compare"][..],
            &["Portfolios  Overview", "91 %", "anna and bea", "narratives/overview.md:5:1"][..],
        ),
        (&["compare", "--plain"], &["Shared of bea: 91 % of the overview", "30 words: anna/"]),
        (&["compare", "-q"], &["30 words: anna/narratives/overview.md:5:1 and bea/narratives/"]),
        (&["compare", "anna", "carl"], &["These two share nothing of 12 words"]),
    ] {
        let run = mcred(home.path(), arguments);
        assert_eq!(run.status, 0, "{run:?}");
        for wanted in wanted {
            assert!(run.out.contains(wanted), "{arguments:?}: {wanted} in\n{}", run.out);
        }
        assert!(!run.out.contains("soup"), "an excerpt is short: {}", run.out);
        assert!(run.out.lines().all(|line| line.chars().count() <= 120), "{}", run.out);
    }
}

#[test]
fn strict_requires_a_waiver_in_both_portfolios() {
    let home = cohort();
    let strict = || mcred(home.path(), &["compare", "--strict", "anna", "bea", "carl"]);
    assert_eq!(strict().status, 1);
    for (name, status) in [("anna", 1), ("bea", 0)] {
        let path = home.path().join(name).join("evidence.toml");
        let mut text = fs::read_to_string(&path).unwrap();
        text += "\n[[waive]]\nrule = \"shared-text\"\nreason = \"We told it together.\"\n";
        fs::write(path, text).unwrap();
        assert_eq!(strict().status, status, "{name}");
    }
    let said = mcred(home.path(), &["compare"]).out;
    assert_eq!(said.matches("set aside: We told it").count(), 2, "{said}");
    let json = mcred(home.path(), &["compare", "--format", "json"]).json();
    let passage = &json["pairs"][0]["passages"][0];
    for side in ["first", "second"] {
        assert_eq!(passage[side]["waived"], "We told it together.");
    }
    let check =
        mcred(home.path(), &["check", "anna", "--against", "bea", "--format", "json"]).json();
    let findings = check["portfolios"][0]["findings"].as_array().unwrap();
    let shared = findings.iter().find(|finding| finding["rule"] == "shared-text").unwrap();
    assert_eq!(shared["waived"], "We told it together.");
}

#[test]
fn check_against_names_the_other_portfolio_and_its_line() {
    let home = cohort();
    let of = |arguments: &[&str]| {
        let json = mcred(home.path(), arguments).json();
        let all = json["portfolios"][0]["findings"].as_array().unwrap().clone();
        let shared = all.into_iter().filter(|finding| finding["rule"] == "shared-text");
        shared.collect::<Vec<_>>()
    };
    let found = of(&["check", "anna", "--format", "json", "--against", "bea", "carl"]);
    let [finding] = found.as_slice() else { panic!("{found:?}") };
    let message = "30 words in a row stand in bea/narratives/overview.md, line 3, too; the overview \
                   shares 91 % of its words with that portfolio";
    assert_eq!(finding["message"], message);
    assert_eq!(finding["start"], serde_json::json!({ "line": 5, "column": 1 }));
    // Anna is in this cohort, and no portfolio is compared with itself.
    assert_eq!(of(&["check", "anna", "--format", "json", "--against", "."]).len(), 1);
    assert_eq!(of(&["check", "anna", "--format", "json", "--against", "./anna"]).len(), 0);
    assert_eq!(of(&["check", "anna", "--format", "json"]).len(), 0);
}

#[test]
fn a_path_that_cannot_be_compared_is_an_error_that_names_it() {
    let home = cohort();
    fs::write(home.path().join("carl/narratives/overview.md"), b"\x00\x01\x02\xff\x00").unwrap();
    for arguments in [
        &["compare"][..],
        &["compare", "anna", "carl"],
        &["check", "anna", "--against", "carl"],
        &["compare", "anna", "nowhere"],
        &["check", "anna", "--against", "nowhere"],
        &["compare", "anna", "./anna"],
    ] {
        let run = mcred(home.path(), arguments);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{arguments:?}: {run:?}");
        let named = match arguments.last() {
            Some(&"nowhere") => "nowhere",
            Some(&"./anna") => "anna is one portfolio",
            _ => "carl: narratives/overview.md",
        };
        assert!(run.err.contains(named), "{arguments:?}: {}", run.err);
    }
}

/// These people answer the same questions, repeat them, quote the same student and cite the same
/// paper, but wrote every word themselves.
#[test]
fn honest_colleagues_share_nothing() {
    let home = tempfile::tempdir().unwrap();
    for name in ["ann", "ben", "cyd"] {
        let overview = project("tests/program/honest").join(format!("{name}.md"));
        portfolio(&home.path().join(name), &fs::read_to_string(overview).unwrap());
    }
    let made = mcred(home.path(), &["init", "safety", "dot"]);
    assert_eq!(made.status, 0);
    let made = mcred(home.path(), &["init", "safety", "eve"]);
    assert_eq!(made.status, 0);
    let mut folders = vec!["compare".to_owned(), "--format".to_owned(), "json".to_owned()];
    folders.push(home.path().display().to_string());
    for known in ["examples", "tests/seeded"] {
        folders.push(project(known).display().to_string());
    }
    let folders: Vec<&str> = folders.iter().map(String::as_str).collect();
    let compared = mcred(home.path(), &folders).json();
    assert_eq!(compared["portfolios"].as_array().unwrap().len(), 9);
    assert_eq!(compared["pairs"], serde_json::json!([]), "{compared:#}");
}

#[test]
fn text_of_the_sample_is_reported() {
    let (_home, folder) = example("complete");
    let packed = mcred(&folder, &["pack"]);
    assert_eq!(packed.status, 0, "{packed:?}");
    assert!(packed.out.contains("SAMPLE"), "{}", packed.out);
    assert!(mcred(&folder, &["check"]).out.contains("This is a SAMPLE"));

    let evidence = folder.join("evidence.toml");
    let text = fs::read_to_string(&evidence).unwrap();
    let line = text.lines().find(|line| line.starts_with("sample = true")).unwrap();
    fs::write(&evidence, text.replace(&format!("{line}\n"), "")).unwrap();
    let refused = mcred(&folder, &["pack"]);
    assert_eq!(refused.status, 1, "{refused:?}");
    assert!(refused.out.contains("error[sample-text]"), "{}", refused.out);
    let json = mcred(&folder, &["check", "--format", "json"]).json();
    let findings = json["portfolios"][0]["findings"].as_array().unwrap();
    assert!(findings.iter().all(|finding| finding["rule"] == "sample-text"), "{findings:?}");
    // Two narratives and thirteen explanations.
    assert_eq!(findings.len(), 15);
    assert!(json["portfolios"][0].get("sample").is_none());
}
