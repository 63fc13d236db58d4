//! `mcred explain` answers for every rule.

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
fn a_misspelt_rule_names_the_nearest() {
    let misspelt = mcred(Path::new("."), &["explain", "mising-evidence"]);
    assert_eq!(misspelt.status, 2, "{misspelt:?}");
    assert!(misspelt.err.contains("did you mean `missing-evidence`"), "{}", misspelt.err);
}
