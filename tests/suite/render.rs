//! Every format of `check` matches its schema, and places equal those counted by hand.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use mcred::diff::Changes;
use mcred::load::{Folder, Tree, load_texts};
use mcred::render::{self, Render, RenderOptions};
use mcred::rules::{Checked, Compared};
use serde_json::Value;

use crate::kit::{mcred, options, project, require_python};

/// Every format for programs, with its schema.
const FORMATS: [(&str, Render, &str, &str); 5] = [
    ("json", render::json, "json", "mcred.check-1.json"),
    ("jsonl", render::jsonl, "jsonl", "mcred.check-1.json"),
    ("sarif", render::sarif, "json", "sarif-2.1.0-rtm.5.json"),
    ("junit", render::junit, "junit", "junit-10.xsd"),
    ("csv", render::csv, "csv", ""),
];

#[test]
fn every_format_is_valid_for_every_portfolio() {
    let broken = portfolio("credential = \"leading-a-culture-of-safety\"\n[eo.1.a\nexplan");
    let nothing = portfolio("");
    let odd = portfolio(
        "credential = \"a,b \\\"c\\\" <d>&\\u001b]]> |*\"\n[eo.1.a]\nx = 1\n\
         evidence = [{ artifact = \"artifacts/%::a,b\\n<c>&.pdf\", at = \"\\u0001\" }]\n",
    );
    // Windows has no question mark in names.
    let name = if cfg!(windows) { "a,b %20;#é '.pdf" } else { "a,b %20;#?é '.pdf" };
    fs::write(odd.path().join("artifacts").join(name), "x").unwrap();
    let cases: [(&str, Vec<Checked>); 8] = [
        ("no portfolio", Vec::new()),
        ("incomplete", vec![checked("examples/incomplete")]),
        ("complete", vec![checked("examples/complete")]),
        ("cohort", vec![checked("examples/complete"), checked("examples/incomplete")]),
        ("broken", vec![checked(broken.path())]),
        ("empty file", vec![checked(nothing.path())]),
        ("odd names", vec![checked(odd.path())]),
        ("no folder", vec![checked("examples/none")]),
    ];
    let mut jobs = Vec::new();
    for (case, checked) in &cases {
        for strict in [false, true] {
            let options = RenderOptions { strict, ..RenderOptions::default() };
            for (format, render, form, schema) in FORMATS {
                let what = format!("{format} of {case}, strict: {strict}");
                // Only JUnit distinguishes whether warnings count as errors.
                if !strict || format == "junit" {
                    jobs.push(job(&what, &render(checked, &options).unwrap(), form, schema));
                }
            }
            for line in render::github(checked, &options).unwrap().lines() {
                let command = line.strip_prefix("::").and_then(|rest| rest.split_once("::"));
                let (properties, _) = command.unwrap_or_else(|| panic!("{case}: {line}"));
                let named = properties.split_once(' ').unwrap().1.split(',');
                assert!(named.into_iter().all(|one| one.contains('=')), "{case}: {line}");
            }
            let human = [false, true].map(|plain| RenderOptions { plain, ..options });
            for options in human {
                assert!(!render::human(checked, &options).unwrap().is_empty(), "{case}");
            }
            assert!(render::markdown(checked, &options).unwrap().starts_with("## "), "{case}");
        }
    }
    assert_eq!(validated(&jobs).unwrap_or_default(), "");
}

#[test]
fn the_json_of_changes_is_valid() {
    let then = Folder::new("examples/incomplete");
    let now = checked("examples/complete");
    let earlier = (&checked("examples/incomplete").portfolio, &then as &dyn Tree);
    let tree = Folder::new("examples/complete");
    let changes = Changes::between(earlier, (&now.portfolio, &tree)).unwrap();
    for (what, since) in [("much", &changes), ("nothing", &Changes::default())] {
        let text =
            render::completeness_json(&now, "leading-a-culture-of-safety", Some(since)).unwrap();
        assert!(text.contains("\"since\""));
        let job = job(what, &text, "json", "mcred.check-1.json");
        assert_eq!(validated(&[job]).unwrap_or_default(), "");
    }
}

#[test]
fn the_validator_rejects_invalid_outputs() {
    let options = RenderOptions::default();
    let checked = [checked("examples/incomplete")];
    let spoiled = [
        ("json", "\"supported\"", "\"suported\""),
        ("jsonl", "mcred.check/1", "mcred.check/2"),
        ("sarif", "\"startLine\": ", "\"startLine\": -"),
        ("junit", "<testcase name", "<testcase nam"),
        ("csv", "portfolio,", ""),
    ];
    let jobs = spoiled.map(|(format, from, to)| {
        let (_, render, form, schema) = FORMATS.into_iter().find(|one| one.0 == format).unwrap();
        let text = render(&checked, &options).unwrap();
        assert!(text.contains(from), "{format} has {from}");
        job(format, &text.replacen(from, to, 1), form, schema)
    });
    let Some(said) = validated(&jobs) else { return };
    for (format, ..) in spoiled {
        assert!(said.contains(&format!("{format}: ")), "{format} in {said}");
    }
}

#[test]
fn the_json_of_the_catalog_is_valid() {
    let ids: Vec<_> = mcred::load::bundled_ids().filter_map(mcred::load::bundled).collect();
    let text = render::catalog_json(&ids.iter().collect::<Vec<_>>()).unwrap();
    let jobs = [job("the catalog", &text, "json", "mcred.catalog-1.json")];
    assert_eq!(validated(&jobs).unwrap_or_default(), "");
}

#[test]
fn the_json_of_a_comparison_is_valid() {
    let read = |example: &str| load_texts(&Folder::new(format!("examples/{example}"))).unwrap();
    let today = options().today;
    let compare = |portfolios| render::compare_json(&Compared::of(portfolios, today)).unwrap();
    let twice = compare(vec![read("complete"), read("complete"), read("incomplete")]);
    assert!(twice.contains("\"detail\": \"4.d\""), "{twice}");
    let jobs = [("nothing shared", compare(Vec::new())), ("all shared", twice.clone())]
        .map(|(what, text)| job(what, &text, "json", "mcred.compare-1.json"));
    assert_eq!(validated(&jobs).unwrap_or_default(), "");
    let spoiled = twice.replacen("\"percent\": ", "\"percent\": -", 1);
    let said = validated(&[job("spoiled", &spoiled, "json", "mcred.compare-1.json")]);
    assert!(said.is_none_or(|said| said.contains("spoiled: ")));
}

#[test]
fn the_json_of_verify_is_valid() {
    let home = tempfile::tempdir().unwrap();
    let mcred = |arguments: &[&str]| mcred(&project("."), arguments).out;
    let [whole, broken] = ["whole.zip", "broken.zip"].map(|name| home.path().join(name));
    mcred(&["pack", "examples/complete", "-o", whole.to_str().unwrap()]);
    let mut bytes = fs::read(&whole).unwrap();
    bytes[9_000] ^= 1;
    fs::write(&broken, bytes).unwrap();
    let jobs = [&whole, &broken].map(|bundle| {
        let said = mcred(&["verify", bundle.to_str().unwrap(), "--format", "json"]);
        job(&bundle.display().to_string(), &said, "json", "mcred.verify-1.json")
    });
    assert_eq!(validated(&jobs).unwrap_or_default(), "");
}

/// Lines end with CR LF. Counted by hand, in characters (Unicode code points):
///
/// ```text
/// line 7: 👩‍🏫 [Write here why this evidence shows proficiency.]
///         the teacher is 3 characters (woman, joiner, school), a space is the 4th:
///         `[` is the 5th; the 49 from `[` to `]` end before column 54.
/// line 9: ⇥evidence = [{ artifact = "artifacts/réunion 🏫.pdf", at = "pg fuor" }]
///         the tab is 1, `evidence` 2-9, `=` 11, `[` 13, `{` 14, `artifact` 16-23, `=` 25,
///         `"` 27. The é is an e and an accent, so `"artifacts/réunion 🏫.pdf"` has
///         1 + 10 + 8 + 1 + 1 + 4 + 1 = 26 characters: it ends before column 53. `,` 53,
///         `at` 55-56, `=` 58, `"` 60, and `"pg fuor"` has 9: it ends before column 69.
/// ```
const COUNTED: &str = "credential = \"leading-a-culture-of-safety\"\r\n\
    [honesty]\r\n\
    own_words = true\r\n\
    releases_on_file = true\r\n\
    [eo.1.a]\r\n\
    explanation = \"\"\"\r\n\
    👩\u{200d}🏫 [Write here why this evidence shows proficiency.]\r\n\
    \"\"\"\r\n\
    \tevidence = [{ artifact = \"artifacts/re\u{301}union 🏫.pdf\", at = \"pg fuor\" }]\r\n";

#[test]
fn lines_and_columns_equal_those_counted_by_hand() {
    let folder = portfolio(COUNTED);
    let checked = [checked(folder.path())];
    let expected = [
        ("leftover-placeholder", [7, 5, 7, 54]),
        ("missing-artifact", [9, 27, 9, 53]),
        ("invalid-location", [9, 60, 9, 69]),
    ];
    let options = RenderOptions::default();
    let json: Value = serde_json::from_str(&render::json(&checked, &options).unwrap()).unwrap();
    let sarif: Value = serde_json::from_str(&render::sarif(&checked, &options).unwrap()).unwrap();
    assert_eq!(sarif["runs"][0]["columnKind"], "unicodeCodePoints");
    let github = render::github(&checked, &options).unwrap();
    let rules = &sarif["runs"][0]["tool"]["driver"]["rules"];
    for result in sarif["runs"][0]["results"].as_array().unwrap() {
        let index = result["ruleIndex"].as_u64().unwrap() as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
    for (rule, [line, column, end_line, end_column]) in expected {
        let of_rule = |list: &Value, key: &str| {
            let found = list.as_array().unwrap().iter().find(|one| one[key] == rule);
            found.unwrap_or_else(|| panic!("{rule} is found")).clone()
        };
        let finding = of_rule(&json["portfolios"][0]["findings"], "rule");
        assert_eq!(finding["start"]["line"], line, "{rule}");
        assert_eq!(finding["start"]["column"], column, "{rule}");
        assert_eq!(finding["end"]["line"], end_line, "{rule}");
        assert_eq!(finding["end"]["column"], end_column, "{rule}");
        let result = of_rule(&sarif["runs"][0]["results"], "ruleId");
        let region = &result["locations"][0]["physicalLocation"]["region"];
        assert_eq!(region["startLine"], line, "{rule}");
        assert_eq!(region["startColumn"], column, "{rule}");
        assert_eq!(region["endLine"], end_line, "{rule}");
        assert_eq!(region["endColumn"], end_column, "{rule}");
        let place = format!(
            ",line={line},endLine={end_line},col={column},endColumn={end_column},title={rule}::"
        );
        assert!(github.contains(&place), "{place} in\n{github}");
    }
}

#[test]
fn waived_findings_are_not_results_in_sarif_and_are_notices_on_github() {
    let folder = portfolio(
        "credential = \"leading-a-culture-of-safety\"\n[[waive]]\nrule = \"unused-artifact\"\n\
         reason = \"It is, kept: 100 %.\"\n",
    );
    fs::write(folder.path().join("artifacts/a.txt"), "words").unwrap();
    let checked = [checked(folder.path())];
    let options = RenderOptions::default();
    assert_eq!(checked[0].counts().waived, 1);
    let sarif: Value = serde_json::from_str(&render::sarif(&checked, &options).unwrap()).unwrap();
    let results = sarif["runs"][0]["results"].to_string();
    assert!(!results.contains("unused-artifact"), "{results}");
    let waived = &sarif["runs"][0]["properties"]["waived"][0];
    assert_eq!(waived["ruleId"], "unused-artifact");
    assert_eq!(waived["reason"], "It is, kept: 100 %.");
    let github = render::github(&checked, &options).unwrap();
    let notice = github.lines().find(|line| line.contains("title=unused-artifact")).unwrap();
    assert!(notice.starts_with("::notice "), "{notice}");
    assert!(notice.ends_with("%0Awaived: It is, kept: 100 %25."), "{notice}");
    assert!(render::junit(&checked, &options).unwrap().contains("<system-out>"));
    assert!(render::markdown(&checked, &options).unwrap().contains("**waived**"));
}

#[test]
fn a_broken_portfolio_does_not_hide_the_others() {
    let cohort = tempfile::tempdir().unwrap();
    for (name, text) in [("anna", "credential = \"leading"), ("ben", ""), ("cleo", "x = 1")] {
        fs::create_dir(cohort.path().join(name)).unwrap();
        fs::write(cohort.path().join(name).join("evidence.toml"), text).unwrap();
    }
    fs::create_dir_all(cohort.path().join("dora/evidence.toml")).unwrap();
    let run = mcred(cohort.path(), &["check", ".", "--format", "csv"]);
    assert_eq!(run.status, 1);
    let names: Vec<&str> =
        run.out.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    assert_eq!(names, ["anna", "ben", "cleo", "dora"]);
}

/// A portfolio with this evidence.toml and an empty artifacts folder.
fn portfolio(evidence: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("artifacts")).unwrap();
    fs::write(folder.path().join("evidence.toml"), evidence).unwrap();
    folder
}

fn checked(folder: impl AsRef<Path>) -> Checked {
    Checked::of(&Folder::new(folder.as_ref()), &options())
}

/// A job for `validate.py`.
fn job(what: &str, text: &str, form: &str, schema: &str) -> Value {
    serde_json::json!({ "what": what, "text": text, "form": form, "schema": schema })
}

/// What `validate.py` reports; none if Python or one of its modules is missing.
pub fn validated(jobs: &[Value]) -> Option<String> {
    let mut python = require_python("jsonschema, lxml.etree")?;
    let script = project("tests/schemas/validate.py");
    let pipes = python.arg(script).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = pipes.spawn().unwrap();
    let jobs = serde_json::to_string(jobs).unwrap();
    child.stdin.take().unwrap().write_all(jobs.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "validate.py failed");
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}
