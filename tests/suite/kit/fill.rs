//! Fills in the portfolio that `mcred init` made, as a practitioner would.

use std::fs;
use std::path::Path;

/// Fills in what `mcred init` made: an answer to each question, a reflection, the attestations, and
/// for each detail an artifact, a location and an explanation.
pub fn fill(folder: &Path) {
    let mut prose = Prose::default();

    let overview = folder.join("narratives/overview.md");
    let text = fs::read_to_string(&overview).unwrap();
    let answers = text.matches(ANSWER).count();
    assert!(answers > 0, "init leaves a place to write: {text}");
    let text = replace_each(&text, ANSWER, || prose.words(1100 / answers + 1));
    fs::write(&overview, text).unwrap();

    let reflection = folder.join("narratives/reflection.md");
    let text = fs::read_to_string(&reflection).unwrap();
    assert!(text.contains(REFLECTION), "{text}");
    fs::write(&reflection, text.replace(REFLECTION, &prose.words(550))).unwrap();

    let evidence = folder.join("evidence.toml");
    let text = fs::read_to_string(&evidence).unwrap();
    let text = text.replace("= false", "= true ");
    let text = replace_each(&text, EXPLANATION, || prose.words(45));
    let mut number = 0;
    let text = replace_each(&text, NO_EVIDENCE, || {
        number += 1;
        let artifact = format!("artifacts/minutes-{number}.txt");
        let quote = prose.words(6);
        let lines = format!("{}\n{quote}\n{}\n", prose.words(9), prose.words(9));
        fs::write(folder.join(&artifact), lines).unwrap();
        let quote = quote.trim_end_matches('.');
        format!(
            "evidence = [\n    {{ artifact = \"{artifact}\", at = \"line 2\", quote = \"{quote}\" }},\n]"
        )
    });
    assert!(number > 0, "init leaves places for evidence: {text}");
    fs::write(&evidence, text).unwrap();
}

const ANSWER: &str = "[Write your answer here.]";
const REFLECTION: &str = "[Write your reflection here.]";
const EXPLANATION: &str = "[Write here why this evidence shows proficiency.]";
const NO_EVIDENCE: &str = "evidence = [\n]";

fn replace_each(text: &str, what: &str, mut by: impl FnMut() -> String) -> String {
    let mut parts = text.split(what);
    let mut replaced = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        replaced += &by();
        replaced += part;
    }
    replaced
}

/// Generates sentences of made-up words, none of which repeats.
#[derive(Default)]
struct Prose {
    words: usize,
}

impl Prose {
    /// This many words; the last one has a full stop.
    fn words(&mut self, count: usize) -> String {
        let words: Vec<String> = (0..count).map(|_| self.word()).collect();
        format!("{}.", words.join(" "))
    }

    fn word(&mut self) -> String {
        const SYLLABLES: [&str; 16] = [
            "ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so",
            "tu", "va",
        ];
        self.words += 1;
        let digits = [self.words >> 8, self.words >> 4, self.words];
        digits.iter().map(|digit| SYLLABLES[digit % 16]).collect()
    }
}
