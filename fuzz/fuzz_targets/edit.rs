//! Edits of evidence.toml by `check --fix` and `cite`.
#![no_main]

use mcred::edit::{self, NewCitation};
use mcred::model::SourceText;
use mcred::rules::Checked;
use mcred_fuzz::{MemoryTree, blame_mcred_alone, check, parts};

// The input: evidence.toml, then a part `artifact` (a text that may be cited), and a part
// `words` (a quote, an explanation, a path, a line each).
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    blame_mcred_alone();
    let parts = parts(bytes);
    let part = |wanted: &str| parts.iter().find(|(name, _)| name == wanted).map(|(_, it)| *it);
    let evidence = part("evidence").unwrap_or_default();
    let artifact = part("artifact").unwrap_or(b"# Plan\n\none two\n\n# End\n\nthree four\n");
    let tree = MemoryTree::default().with("artifacts/a.md", artifact);
    let checked = check(&tree.clone().with("evidence.toml", evidence));
    fix(&tree, &checked);
    let words = String::from_utf8_lossy(part("words").unwrap_or_default()).into_owned();
    cite(&checked.portfolio.evidence.source, &words);
});

fn fix(tree: &MemoryTree, checked: &Checked) {
    let source = &checked.portfolio.evidence.source;
    let fixes = edit::fixes(checked);
    let mended = edit::apply(&source.text, &fixes);
    // Between the mended values, every byte is unchanged.
    let (mut old, mut new) = (source.text.as_str(), mended.as_str());
    let mut at = 0;
    for (span, replacement) in fixes.iter().flat_map(|fix| &fix.edits) {
        assert!(span.start >= at, "fixes overlap: {fixes:?}");
        let kept = &old[..span.start - at];
        new = new
            .strip_prefix(kept)
            .and_then(|it| it.strip_prefix(replacement.as_str()))
            .expect(kept);
        old = &old[span.end - at..];
        at = span.end;
    }
    assert_eq!(old, new);
    // A broken file is only partly understood; `check --fix` does not touch what it could make worse.
    if fixes.is_empty() || !checked.portfolio.evidence.well_formed {
        return;
    }
    edit::diff(source, &fixes);
    let after = check(&tree.clone().with("evidence.toml", mended.as_bytes()));
    assert!(after.counts().errors <= checked.counts().errors, "worse: {mended}");
    assert_eq!(edit::fixes(&after), [], "mended twice: {mended}");
}

fn cite(source: &SourceText, words: &str) {
    let mut lines = words.lines();
    let mut next = || lines.next().filter(|line| !line.is_empty()).map(str::to_owned);
    let new = NewCitation {
        quote: next(),
        explanation: next(),
        artifact: next().unwrap_or_else(|| "artifacts/a.md".to_owned()),
        digest: next(),
        detail: "1.a".parse().expect("a detail"),
        at: "section \"Plan\"".to_owned(),
    };
    let Ok(edited) = edit::cite(&source.text, &new) else { return };
    let tree = MemoryTree::default().with("evidence.toml", edited.as_bytes());
    let checked = check(&tree);
    let file = &checked.portfolio.evidence;
    assert!(file.well_formed, "broken: {edited:?}");
    let entry = file.entries.iter().find(|entry| entry.id == new.detail).expect(&edited);
    let citation = entry.evidence.last().expect(&edited);
    let said = |value: &Option<mcred::model::Spanned<String>>| {
        value.as_ref().map(|value| value.value.clone())
    };
    assert_eq!(said(&citation.artifact).as_ref(), Some(&new.artifact), "{edited:?}");
    assert_eq!(said(&citation.quote), new.quote, "{edited:?}");
    assert_eq!(said(&citation.at).as_ref(), Some(&new.at), "{edited:?}");
    // No line is lost, and their order is unchanged.
    let mut after = edited.lines();
    for line in source.text.lines().filter(|line| line.trim_start().starts_with('#')) {
        assert!(after.any(|other| other.trim() == line.trim()), "{line:?} of {edited:?}");
    }
}
