//! Fills in the portfolio that `mcred init` made, as a practitioner would.

use std::fs;
use std::path::Path;

use super::documents::edit_part;

/// Fills in what `mcred init` made: an answer to each question, a reflection, the attestations, and
/// for each detail an artifact, a location and an explanation.
pub fn fill(folder: &Path) {
    let mut prose = Prose::default();

    edit(folder, "overview", |text| {
        let answers = text.matches(ANSWER).count();
        assert!(answers > 0, "init leaves a place to write: {text}");
        replace_each(text, ANSWER, || prose.words(1100 / answers + 1))
    });
    edit(folder, "reflection", |text| {
        assert!(text.contains(REFLECTION), "{text}");
        text.replace(REFLECTION, &prose.words(550))
    });

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

/// Edits the text of a narrative, in a document without the paragraph of instructions.
fn edit(folder: &Path, stem: &str, edit: impl FnOnce(&str) -> String) {
    let markdown = folder.join(format!("narratives/{stem}.md"));
    if markdown.exists() {
        let text = edit(&fs::read_to_string(&markdown).unwrap());
        return fs::write(&markdown, text).unwrap();
    }
    edit_part(&folder.join(format!("narratives/{stem}.docx")), "word/document.xml", |text| {
        let without_instructions: Vec<&str> =
            text.split_inclusive("</w:p>").filter(|it| !it.contains("\"Instructions\"")).collect();
        let begin = text.split("<w:p>").next().unwrap();
        let text = without_instructions.concat();
        assert!(text.starts_with(begin), "the instructions are no first paragraph");
        edit(&text)
    });
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
