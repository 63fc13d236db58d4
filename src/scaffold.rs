//! Floor 6: a credential -> the files of a new portfolio, written for a school leader.

use std::fmt::Write;

use crate::load::{EVIDENCE_FILE, OVERVIEW_FILE, REFLECTION_FILE};
use crate::model::{Credential, DetailId, Wording, wrapped};
use crate::narrative::PLACEHOLDERS;

/// The schema of evidence.toml in the portfolio, where an editor finds it without a network.
pub const EVIDENCE_SCHEMA: &str = ".mcred/evidence.schema.json";

/// The line of evidence.toml by which an editor knows its schema.
const SCHEMA_LINE: &str = "#:schema .mcred/evidence.schema.json\n";

/// What a new portfolio consists of.
pub struct Scaffold {
    /// Its folders.
    pub folders: &'static [&'static str],
    /// Path and text of its files.
    pub files: Vec<(&'static str, String)>,
}

/// The portfolio to begin with for this credential.
pub fn scaffold(credential: &Credential) -> Scaffold {
    Scaffold {
        folders: &["narratives", "artifacts"],
        files: vec![
            ("README.md", readme(credential)),
            (EVIDENCE_FILE, evidence(credential)),
            (OVERVIEW_FILE, overview(credential)),
            (REFLECTION_FILE, reflection(credential)),
            (
                ".gitignore",
                "# Made anew by mcred, or nobody else's business.\n/submission/\n/private.toml\n"
                    .to_owned(),
            ),
        ],
    }
}

fn overview(credential: &Credential) -> String {
    let [answer, ..] = PLACEHOLDERS;
    let minimum = credential.overview.minimum_words;
    let mut text = format!(
        "<!-- Part 1 of {}: at least {minimum} words in all, in your own words.\n     \
         Write below each heading and delete the placeholder in brackets. Keep the headings:\n     \
         they say which question an answer belongs to, and do not count as words. -->\n\n\
         # Overview\n",
        credential.title
    );
    for question in &credential.overview.questions {
        let _ = write!(text, "\n## {}. {}\n\n{answer}\n", question.number, question.text);
    }
    if credential.overview.questions.is_empty() {
        let _ = write!(
            text,
            "\n<!-- The public page of this credential does not print its questions. Copy them from the\n     \
             portal as headings, `## 1. The first question`, and answer below each. -->\n\n{answer}\n"
        );
    }
    text
}

fn reflection(credential: &Credential) -> String {
    let [_, placeholder, _] = PLACEHOLDERS;
    let reflection = &credential.reflection;
    let mut text = format!(
        "<!-- Part 3 of {}: at least {} words, in your own words.\n\n     \
         What is asked:\n{}\n-->\n\n# Reflection\n\n{placeholder}\n",
        credential.title,
        reflection.minimum_words,
        wrapped(&format!("     {}", reflection.prompt), "     ", 92).trim_end(),
    );
    // A comment of Markdown ends at the first `-->`; no prompt may end it early.
    if reflection.prompt.contains("--") {
        text = format!("# Reflection\n\n{placeholder}\n");
    }
    text
}

fn evidence(credential: &Credential) -> String {
    let mut text = format!(
        "{SCHEMA_LINE}# The evidence for {}.\n\
         #\n\
         # For every detail below: put the file that proves it into artifacts/, name it here with\n\
         # the place in it, and explain why it shows proficiency. One line of evidence looks so:\n\
         #\n\
         #     {{ artifact = \"artifacts/climate-survey.pdf\", at = \"pages 4-6\" }},\n\
         #\n\
         # Other places: at = \"7:45-8:03\" in a video, at = \"slide 3\", at = 'sheet \"Results\" B2:D9',\n\
         # at = 'section \"Findings\"' in a document, at = \"whole\" for one picture. To have the words\n\
         # at a place checked as well, add: quote = \"felt safe at school\"\n\
         #\n\
         # By the first line an editor with TOML support offers names and marks slips while you\n\
         # type; after artifacts were added, `mcred schema --write` tells it of them.\n\n\
         credential = \"{}\"\n\n\
         # Only you can say these two. Set each to true when it is true.\n\
         [honesty]\n\
         own_words = false           # no AI wrote any of it, and nobody else's text is in it\n\
         releases_on_file = false    # everyone who is shown or named has agreed\n",
        credential.title, credential.id
    );
    if credential.has_derived_details() {
        text.push_str(
            "\n# The public page prints no details: those below are a reading of each outcome's own\n\
             # words. Compare them with the portal, which has the official ones.\n",
        );
    }
    for outcome in &credential.outcomes {
        let _ = write!(text, "\n\n# Outcome {}\n{}", outcome.number, commented(&outcome.text));
        if outcome.wording == Wording::Overview {
            text.push_str(
                "# (from the overview sentence of the public page, which lists no outcomes)\n",
            );
        }
        for detail in &outcome.details {
            let _ = write!(text, "\n{}", detail_table(&detail.id, &detail.text));
        }
    }
    text
}

/// The table of a detail that waits for its evidence, below its words as a comment.
pub(crate) fn detail_table(id: &DetailId, words: &str) -> String {
    let [_, _, placeholder] = PLACEHOLDERS;
    format!(
        "{}[eo.{id}]\nexplanation = \"\"\"\n{placeholder}\n\"\"\"\nevidence = [\n]\n",
        commented(&format!("{id}  {words}")),
    )
}

fn readme(credential: &Credential) -> String {
    let Credential { title, overview, reflection, .. } = credential;
    let page = match &credential.page {
        Some(page) => format!("\nThe credential's page: <{page}>\n"),
        None => String::new(),
    };
    let questions = match overview.questions.len() {
        0 => "its questions are in the portal: copy them as headings".to_owned(),
        number => format!("{number} questions, each a heading already"),
    };
    format!(
        "# Portfolio: {title}\n\n\
         What is in this folder, and what to do with it.\n{page}\n\
         | file | what it is | what you do |\n\
         |---|---|---|\n\
         | `narratives/overview.md` | Part 1, at least {} words | answer below each heading: {questions} |\n\
         | `artifacts/` | the files that prove something | copy them in: PDF, video, slides, sheets, photos |\n\
         | `evidence.toml` | Part 2, {} details | for each detail: which artifact, where in it, and why |\n\
         | `narratives/reflection.md` | Part 3, at least {} words | write it when the work is done |\n\n\
         Any text editor opens these files (Notepad, TextEdit, VS Code). Replace every placeholder,\n\
         such as `[Write your answer here.]`, by your own words: no AI may write any of it.\n\n\
         ## How far am I?\n\n\
         In a terminal, in this folder:\n\n\
         ```console\n$ mcred check\n```\n\n\
         It says what is missing or wrong, with the file and the line, and what to do next.\n\
         `mcred explain` followed by the name in brackets says more.\n\n\
         ## Ready?\n\n\
         ```console\n$ mcred pack\n```\n\n\
         writes `submission/{}.zip`, the one file to upload. Open `START-HERE.html` in it to see what\n\
         the assessor will see. mcred says that a portfolio is complete; how good it is, the assessor\n\
         judges.\n",
        overview.minimum_words,
        credential.details().count(),
        reflection.minimum_words,
        credential.id,
    )
}

/// A text as TOML comments of comfortable length.
pub(crate) fn commented(text: &str) -> String {
    wrapped(&format!("# {text}"), "# ", 92)
}
