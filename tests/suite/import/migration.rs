//! A portfolio that was filled before the portal's requirements were imported.

use crate::kit::Example;
#[cfg(unix)]
use crate::kit::at_terminal;

/// What a portal shows: other details than the derived ones, in another order and number; one question
/// has another number, one has other words, one is new.
const PORTAL: &str = "Leading a Culture of Safety

Part 1. Overview Questions
Develop a responsive narrative that answers the following questions (1,000-word minimum):
1. How would you describe the process you used to analyze current policies, procedures, and systems your school/district adopted to ensure best practice in safe school climates?
2. How would you describe the process you used to evaluate the current climate of your school/district in reflection of best practice?
3. How would you describe the process you used to adopt new policies, procedures, or systems in your school/district to improve safe school climate?
4. How would you describe the process you used to evaluate, monitor, and implement system change to ensure best practice of school climate is adhered to?
5. What will you hand over to your successor?

Essential Outcome 1: Fosters respectful, trusting, and caring relationships throughout the school community.
EO 1 Details
a. Fosters caring relationships throughout the school community.
b. Fosters respectful relationships throughout the whole school community.
c. Repairs relationships that broke.
d. Shows families that they are trusted.
Essential Outcome 2: Ensures all stakeholders a safe environment free of violence, bullying, and harassment.
EO 2 Details
a. Ensures a safe environment.
Essential Outcome 3: Provide supportive educational settings that address social, emotional, and behavioral needs.
EO 3 Details
a. Provide supportive educational settings that address emotional needs.
b. Provide supportive educational settings that address social needs.
c. Provide supportive educational settings that address behavioral needs.
Essential Outcome 4: Provide a plan with strategies, implementation timelines, evaluation, and a monitoring process to establish a culture focused on the safety of all stakeholders.
EO 4 Details
a. Provide a plan.
";

/// The question comes in the conversation that the command has already.
#[cfg(unix)]
#[test]
fn at_a_terminal_the_changes_are_asked_for() {
    let example = Example::new("complete");
    example.write("portal.txt", PORTAL);
    assert_eq!(example.mcred(&["catalog", "import", "portal.txt"]).status, 0);
    let before = example.read("evidence.toml");
    for (answer, is_changed) in [("n", false), ("y", true)] {
        let answers = [Some(answer)];
        let Some(run) = at_terminal(&example.folder, &["init"], &answers) else { return };
        assert_eq!(run.status, 0, "{run:?}");
        assert_eq!(example.read("evidence.toml") != before, is_changed, "{run:?}");
    }
}

/// The lines that cite something, and those of explanations, without their order.
fn written(evidence: &str) -> Vec<String> {
    let is_own =
        |line: &&str| !line.trim_start().starts_with(['#', '[']) && !line.trim().is_empty();
    let mut lines: Vec<String> = evidence.lines().filter(is_own).map(str::to_owned).collect();
    lines.retain(|line| {
        !["explanation = \"\"\"", "\"\"\"", "evidence = [", "]"].contains(&line.trim())
    });
    lines.retain(|line| !line.contains("[Explain why"));
    lines.sort();
    lines
}

#[test]
fn no_citation_is_lost_when_the_portals_details_are_imported() {
    let example = Example::new("complete");
    let before = example.read("evidence.toml");
    example.write("portal.txt", PORTAL);
    let imported = example.mcred(&["catalog", "import", "portal.txt"]);
    assert_eq!(imported.status, 0, "{imported:?}");
    // `check` says what to do.
    let check = example.mcred(&["check", "--format", "json"]).json();
    let findings = check["portfolios"][0]["findings"].as_array().unwrap().clone();
    let of = |rule: &str| findings.iter().filter(|it| it["rule"] == rule).collect::<Vec<_>>();
    let outdated = of("outdated-requirement");
    assert!(outdated[0]["help"].as_str().unwrap().contains("mcred init"), "{outdated:?}");
    assert!(!of("unknown-detail").is_empty());

    let run = example.mcred(&["init"]);
    assert_eq!(run.status, 0, "{run:?}");
    let after = example.read("evidence.toml");
    let kept = written(&after);
    for line in written(&before) {
        assert!(kept.contains(&line), "{line}\n\n{run:?}");
    }
    // The caring detail moved from 1.c to 1.a, the respectful one from 1.a to 1.b.
    assert!(run.out.contains("1.c is 1.a now"), "{run:?}");
    assert!(run.out.contains("1.a is 1.b now"), "{run:?}");
    assert!(run.out.contains("added [eo.1.c]"), "{run:?}");
    assert!(example.mcred(&["init"]).out.contains("has everything already"));
    assert_eq!(example.read("evidence.toml"), after);
    let check = example.mcred(&["check", "--format", "json"]).json();
    let findings = check["portfolios"][0]["findings"].as_array().unwrap().clone();
    let unknown = findings.iter().find(|it| it["rule"] == "unknown-detail").unwrap();
    assert!(unknown["help"].as_str().unwrap().contains("the nearest detail is"), "{unknown}");
    let is_outdated_evidence = |it: &serde_json::Value| {
        it["rule"] == "outdated-requirement" && it["path"] == "evidence.toml"
    };
    assert!(!findings.iter().any(is_outdated_evidence), "{findings:#?}");
}

#[test]
fn headings_follow_changed_questions_on_request() {
    let example = Example::new("complete");
    example.write("portal.txt", PORTAL);
    example.mcred(&["catalog", "import", "portal.txt"]);
    let overview = || example.read("narratives/overview.md");
    let before = overview();
    let shown = example.mcred(&["check", "--fix", "--dry-run"]);
    assert!(shown.out.contains("+## 2. How would you describe"), "{shown:?}");
    assert_eq!(overview(), before);
    let run = example.mcred(&["check", "--fix"]);
    assert!(run.err.contains("mended narratives/overview.md:"), "{run:?}");
    let after = overview();
    let headings = |text: &str| -> Vec<String> {
        text.lines().filter(|line| line.starts_with("## ")).map(str::to_owned).collect()
    };
    let (old, new) = (headings(&before), headings(&after));
    assert!(
        new[0].starts_with("## 2. How would you describe the process you used to evaluate the")
    );
    assert!(new[1].starts_with("## 1. How would you describe the process you used to analyze"));
    assert!(
        new[2]
            .starts_with("## 3. How would you describe the process you used to adopt new policies")
    );
    // The question is not asked any more: the heading stays, and a finding says so.
    assert_eq!(new[4], old[4]);
    let check = example.mcred(&["check", "--format", "json"]).json();
    let findings = check["portfolios"][0]["findings"].as_array().unwrap().clone();
    let outdated: Vec<_> = findings
        .iter()
        .filter(|it| it["rule"] == "outdated-requirement" && it["path"] == "narratives/overview.md")
        .collect();
    assert_eq!(outdated.len(), 1, "{outdated:#?}");
    assert!(outdated[0]["message"].as_str().unwrap().contains("not asked any more"));
    let prose = |text: &str| -> String {
        text.lines().filter(|line| !line.starts_with("## ")).collect::<Vec<_>>().join("\n")
    };
    assert_eq!(prose(&after), prose(&before));
}
