//! evidence.toml is read, checked, printed in every format, and made into a guide.
#![no_main]

use mcred::guide::Edition;
use mcred_fuzz::{MemoryTree, assert_sound, blame_mcred_alone, check};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    blame_mcred_alone();
    let tree = MemoryTree::default()
        .with("evidence.toml", bytes)
        .with("artifacts/a.md", b"# Plan\n\nWe greet each child.\n\n# Findings\n\nAll is well.\n")
        .with("artifacts/b.csv", b"when,what\n1,one\n2,two\n");
    let checked = check(&tree);
    assert_sound(&checked);
    assert!(checked == check(&tree), "another answer the second time");
    let file = &checked.portfolio.evidence;
    for entry in &file.entries {
        assert!(file.source.text.get(entry.span.clone()).is_some());
        for citation in &entry.evidence {
            let values = [&citation.artifact, &citation.at, &citation.quote, &citation.digest];
            for value in values.into_iter().flatten() {
                assert!(file.source.text.get(value.span.clone()).is_some());
            }
        }
    }
    if checked.portfolio.credential.is_some() {
        let edition = Edition { data: "data/", draft: false, since: None, pictures: None };
        let page = mcred::guide::page(&checked, &edition);
        assert!(page.contains("</html>") && !page.contains("<script>alert"), "{page}");
        mcred::guide::portal(&checked, mcred::guide::Characters::Ascii);
    }
});
