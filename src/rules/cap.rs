//! How many findings of one rule a file may have: a file that was made to do harm has a million, and
//! nobody reads more than a few.

use std::collections::HashMap;

use crate::finding::Finding;
use crate::model::{Place, grouped};

/// The most findings of one rule in one file, beside the one that counts the others.
const MOST: usize = 200;

/// Of the findings of one rule, the first in each file; the others are counted.
pub(super) fn capped(mut findings: Vec<Finding>) -> Vec<Finding> {
    if findings.len() <= MOST {
        return findings;
    }
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut over: Vec<String> = Vec::new();
    let Some(rule) = findings.first().map(|finding| finding.rule) else { return findings };
    findings.retain(|finding| {
        let path = &finding.place.path;
        let count = match counts.get_mut(path) {
            Some(count) => count,
            None => counts.entry(path.clone()).or_default(),
        };
        *count += 1;
        if *count == MOST + 1 {
            over.push(path.clone());
        }
        *count <= MOST
    });
    findings.extend(over.into_iter().map(|path| {
        let more = grouped(counts.get(&path).map_or(0, |count| count - MOST));
        let message = format!("and {more} more findings of `{}` in this file", rule.name);
        Finding::new(rule, Place::file(&path), message).help("mend the first ones, and check again")
    }));
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::rule;

    #[test]
    fn the_first_findings_of_a_file_are_named_and_the_others_counted() {
        let rule = *rule("unknown-key").unwrap();
        let of = |path: &str, count: usize| {
            let finding = Finding::new(rule, Place::file(path), "m");
            std::iter::repeat_n(finding, count)
        };
        let all: Vec<Finding> =
            of("a.toml", 4_412).chain(of("b.toml", 3)).chain(of("c.toml", MOST)).collect();
        let kept = capped(all);
        assert_eq!(kept.len(), MOST + 3 + MOST + 1);
        let last = kept.last().unwrap();
        assert_eq!(last.message, "and 4,212 more findings of `unknown-key` in this file");
        assert_eq!(last.place.path, "a.toml");
    }
}
