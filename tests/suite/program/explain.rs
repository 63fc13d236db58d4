//! `mcred explain` describes every rule and every page of the reference.

use std::path::Path;

use mcred::rules;

use crate::kit::mcred;

#[test]
fn every_rule_is_explained() {
    let here = Path::new(".");
    let list = mcred(here, &["explain"]);
    let all = mcred(here, &["explain", "--all"]);
    assert_eq!((list.status, all.status), (0, 0));
    for rule in rules::all() {
        let one = mcred(here, &["explain", rule.name]);
        assert_eq!(one.status, 0, "{one:?}");
        for part in [rule.name, rule.level.name(), "## Why it matters", "## How to mend it"] {
            assert!(one.out.contains(part), "{}: no {part}", rule.name);
        }
        assert!(list.out.contains(rule.name), "the list lacks {}", rule.name);
        assert!(all.out.contains(one.out.trim_end()), "--all lacks {}", rule.name);
    }
}

#[test]
fn a_misspelled_rule_gets_a_suggestion() {
    let misspelt = mcred(Path::new("."), &["explain", "mising-evidence"]);
    assert_eq!(misspelt.status, 2, "{misspelt:?}");
    assert!(misspelt.err.contains("did you mean `missing-evidence`"), "{}", misspelt.err);
}

#[test]
fn every_page_of_the_reference_is_listed_and_printed() {
    let here = Path::new(".");
    let list = mcred(here, &["explain"]).out;
    let all = mcred(here, &["explain", "--all"]).out;
    let pages = list.split("`mcred explain RULE`").nth(1).unwrap();
    let names: Vec<&str> = pages
        .lines()
        .skip(1)
        .filter_map(|line| line.strip_prefix(' ')?.split(' ').next())
        .filter(|name| !name.is_empty() && *name != "Page")
        .collect();
    assert!(names.len() >= 7, "{names:?}");
    for name in names {
        let page = mcred(here, &["explain", name]);
        assert_eq!(page.status, 0, "{page:?}");
        assert!(page.out.starts_with(&format!("# {name}\n\n")), "{}", page.out);
        assert!(page.out.lines().count() > 4, "{}", page.out);
        assert!(all.contains(page.out.trim_end()), "--all lacks {name}");
    }
}

#[test]
fn the_reference_describes_every_key() {
    let evidence = mcred(Path::new("."), &["explain", "evidence.toml"]).out;
    for key in mcred::load::EVIDENCE_SHAPE.keys {
        assert!(evidence.contains(&format!("- `{}` (", key.name)), "{}", key.name);
    }
    let catalog = mcred(Path::new("."), &["explain", "catalog"]).out;
    assert!(catalog.contains("## [[outcomes.details]]\n\n- `id` ("), "{catalog}");
    let json = mcred(Path::new("."), &["explain", "json"]).out;
    assert!(json.contains("- `portfolios[].findings[].start.line` (number)"), "{json}");
    assert!(json.contains("- `credentials[].outcomes[].details[].id` (text)"), "{json}");
}
