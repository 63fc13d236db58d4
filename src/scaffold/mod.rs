//! Floor 6: a credential -> the files of a new portfolio, written for a school leader.

mod narratives;
mod word_document;

use std::fmt::Write;
use std::io;

use crate::load::{EVIDENCE_FILE, OVERVIEW_FILE, REFLECTION_FILE};
use crate::model::{Credential, DetailId, Wording, wrapped};
use crate::narrative::PLACEHOLDERS;

/// The schema of evidence.toml in the portfolio, where an editor finds it without a network.
pub const EVIDENCE_SCHEMA: &str = ".mcred/evidence.schema.json";

/// The line of evidence.toml by which an editor knows its schema.
const SCHEMA_LINE: &str = "#:schema .mcred/evidence.schema.json\n";

/// What the practitioner writes the narratives in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NarrativeFormat {
    /// Markdown, with any text editor.
    Markdown,
    /// A document, with Word, LibreOffice or Google Docs.
    Docx,
}

impl NarrativeFormat {
    /// The path of the overview, and that of the reflection.
    pub fn paths(self) -> [&'static str; 2] {
        match self {
            NarrativeFormat::Markdown => [OVERVIEW_FILE, REFLECTION_FILE],
            NarrativeFormat::Docx => ["narratives/overview.docx", "narratives/reflection.docx"],
        }
    }
}

/// What a new portfolio consists of.
pub struct Scaffold {
    /// Its folders.
    pub folders: &'static [&'static str],
    /// Path and content of its files.
    pub files: Vec<(&'static str, Vec<u8>)>,
}

/// The portfolio to begin with for this credential.
///
/// # Errors
/// A document can't be written in memory.
pub fn scaffold(credential: &Credential, format: NarrativeFormat) -> io::Result<Scaffold> {
    let [overview_path, reflection_path] = format.paths();
    let (overview, reflection) = match format {
        NarrativeFormat::Markdown => (
            narratives::overview(credential).into_bytes(),
            narratives::reflection(credential).into_bytes(),
        ),
        NarrativeFormat::Docx => (
            word_document::document(&narratives::overview_document(credential))?,
            word_document::document(&narratives::reflection_document(credential))?,
        ),
    };
    Ok(Scaffold {
        folders: &["narratives", "artifacts"],
        files: vec![
            ("README.md", readme(credential, format).into_bytes()),
            (EVIDENCE_FILE, evidence(credential).into_bytes()),
            (overview_path, overview),
            (reflection_path, reflection),
            (
                ".gitignore",
                b"# Made anew by mcred, or nobody else's business.\n/submission/\n/private.toml\n"
                    .to_vec(),
            ),
        ],
    })
}

/// The words of the files of a new portfolio in all formats, each with its path.
pub(crate) fn scaffold_texts(credential: &Credential) -> Vec<(&'static str, String)> {
    let lines = |paragraphs: Vec<word_document::Paragraph>| {
        let lines: Vec<&str> = paragraphs.iter().map(|it| it.text()).collect();
        lines.join("\n\n")
    };
    let [overview_document, reflection_document] = NarrativeFormat::Docx.paths();
    vec![
        ("README.md", readme(credential, NarrativeFormat::Markdown)),
        (EVIDENCE_FILE, evidence(credential)),
        (OVERVIEW_FILE, narratives::overview(credential)),
        (REFLECTION_FILE, narratives::reflection(credential)),
        (overview_document, lines(narratives::overview_document(credential))),
        (reflection_document, lines(narratives::reflection_document(credential))),
    ]
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
         # (in a recording they are looked up in its transcript, a .vtt or .srt file of the same\n\
         # name; one of another name is added as: transcript = \"artifacts/words.vtt\")\n\
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

fn readme(credential: &Credential, format: NarrativeFormat) -> String {
    let [overview_path, reflection_path] = format.paths();
    let editors = match format {
        NarrativeFormat::Markdown => {
            "Any text editor opens these files (Notepad, TextEdit, VS Code)."
        }
        NarrativeFormat::Docx => {
            "Word, LibreOffice and Google Docs open the narratives, and any text editor the other files."
        }
    };
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
         | `{overview_path}` | Part 1, at least {} words | answer below each heading: {questions} |\n\
         | `artifacts/` | the files that prove something | copy them in: PDF, video, slides, sheets, photos |\n\
         | `evidence.toml` | Part 2, {} details | for each detail: which artifact, where in it, and why |\n\
         | `{reflection_path}` | Part 3, at least {} words | write it when the work is done |\n\n\
         {editors} Replace every placeholder,\n\
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
