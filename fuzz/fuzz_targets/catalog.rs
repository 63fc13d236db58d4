//! A credential of the portfolio's own is used whole or refused with a reason.
#![no_main]

use mcred::guide::Edition;
use mcred_fuzz::{MemoryTree, assert_sound, blame_mcred_alone, check};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    blame_mcred_alone();
    let tree = MemoryTree::default()
        .with("evidence.toml", b"credential = \"own\"\n[eo.1.a]\nexplanation = \"It is so.\"\n")
        .with("catalog/own.toml", bytes)
        .with("narratives/overview.md", b"## 1. How do we begin?\n\nWith a morning circle.\n");
    let checked = check(&tree);
    assert_sound(&checked);
    let refused = checked.findings.iter().any(|finding| finding.rule.name == "invalid-catalog");
    match &checked.portfolio.credential {
        None => assert!(refused, "neither used nor refused"),
        Some(credential) => {
            assert!(!refused, "used and refused");
            assert_eq!(credential.id, "own");
            let details: Vec<_> = credential.details().map(|detail| &detail.id).collect();
            for (index, id) in details.iter().enumerate() {
                assert!(!details[..index].contains(id), "{id} twice");
            }
            let edition = Edition { data: "data/", draft: true, since: None, pictures: None };
            mcred::guide::page(&checked, &edition);
        }
    }
});
