//! What a catalog file may hold (design section 3).

use super::shape::{Key, Shape, Value};

/// The words that `wording` may be.
const WORDINGS: &[&str] = &["published", "overview", "derived"];

/// A catalog file.
pub static CATALOG_SHAPE: Shape = Shape {
    place: "at the top of a catalog file",
    header: "",
    keys: &[
        Key::new("id", Value::Text, "The id of the credential: the file's name without `.toml`.")
            .required(),
        Key::new("title", Value::Text, "The title as the issuer writes it.").required(),
        Key::new("issuer", Value::Text, "Who awards it."),
        Key::new("page", Value::Text, "The address of its public page."),
        Key::new("tags", Value::Texts, "The issuer's tags."),
        Key::new("professional_credit", Value::Text, "What it may count for beyond itself."),
        Key::new("honesty", Value::Text, "The issuer's rule of academic honesty."),
        Key::new("overview", Value::Table(&OVERVIEW), "Part 1: the overview.").required(),
        Key::new("outcomes", Value::SomeTables(&OUTCOME), "Part 2: an essential outcome each.")
            .required(),
        Key::new("evidence", Value::Table(&EVIDENCE), "What the issuer asks of evidence."),
        Key::new("limits", Value::Table(&LIMITS), "What else the issuer asks of files."),
        Key::new("reflection", Value::Table(&REFLECTION), "Part 3: the reflection.").required(),
        Key::new("course", Value::Table(&COURSE), "The course that goes with it."),
        Key::new("purchase", Value::Table(&PURCHASE), "How it is bought, and whom to ask."),
        Key::new("citations", Value::Tables(&WORK), "Works that its page cites."),
    ],
};

const WORDING: Key = Key::new(
    "wording",
    Value::OneOf(WORDINGS),
    "Where the words come from: `published` is word for word the issuer's (so it is when left out), \
     `overview` is a clause of the page's overview sentence, `derived` is a reading of the outcome.",
);

static OVERVIEW: Shape = Shape {
    place: "in [overview]",
    header: "[overview]",
    keys: &[
        Key::new("minimum_words", Value::Number, "The fewest words that are accepted.").required(),
        Key::new("maximum_words", Value::Number, "The most words that are accepted."),
        Key::new(
            "published",
            Value::Truth,
            "false where the page does not print its list of questions.",
        ),
        Key::new("questions", Value::Tables(&QUESTION), "The questions, in their order."),
    ],
};

static QUESTION: Shape = Shape {
    place: "in [[overview.questions]]",
    header: "[[overview.questions]]",
    keys: &[
        Key::new("number", Value::Number, "Its number; each question has its own.").required(),
        Key::new("text", Value::Text, "Its words.").required(),
        Key::new("minimum_words", Value::Number, "The fewest words of its answer."),
        Key::new("maximum_words", Value::Number, "The most words of its answer."),
        WORDING,
    ],
};

static OUTCOME: Shape = Shape {
    place: "in [[outcomes]]",
    header: "[[outcomes]]",
    keys: &[
        Key::new("number", Value::Number, "Its number, from 1; each outcome has its own.")
            .required(),
        Key::new("text", Value::Text, "Its words.").required(),
        WORDING,
        Key::new("details", Value::SomeTables(&DETAIL), "Its details (subskills).").required(),
    ],
};

static DETAIL: Shape = Shape {
    place: "in [[outcomes.details]]",
    header: "[[outcomes.details]]",
    keys: &[
        Key::new("id", Value::Detail, "The outcome's number and a letter, such as `1.a`.")
            .required(),
        Key::new("text", Value::Text, "Its words.").required(),
        WORDING,
        Key::new(
            "criteria",
            Value::Texts,
            "The issuer's criteria (a rubric) for it, word for word. The guide shows them; nothing is \
             checked by them.",
        ),
    ],
};

static EVIDENCE: Shape = Shape {
    place: "in [evidence]",
    header: "[evidence]",
    keys: &[Key::new("requirements", Value::Texts, "What is asked of evidence, a sentence each.")],
};

static LIMITS: Shape = Shape {
    place: "in [limits]",
    header: "[limits]",
    keys: &[
        Key::new(
            "file_types",
            Value::Texts,
            "Ends of the names of files that are taken, such as `pdf`.",
        ),
        Key::new("maximum_file_mb", Value::Number, "The largest file, in MB (1,000,000 bytes)."),
        Key::new("maximum_total_mb", Value::Number, "All files together, in MB."),
        Key::new("maximum_files", Value::Number, "The most files."),
        Key::new("maximum_pages", Value::Number, "The most pages of a document."),
        Key::new("maximum_minutes", Value::Number, "The longest recording, in minutes."),
        Key::new(
            "transcripts",
            Value::OneOf(&["required", "forbidden"]),
            "Whether each recording must have a transcript, or none may.",
        ),
    ],
};

static REFLECTION: Shape = Shape {
    place: "in [reflection]",
    header: "[reflection]",
    keys: &[
        Key::new("minimum_words", Value::Number, "The fewest words that are accepted.").required(),
        Key::new("maximum_words", Value::Number, "The most words that are accepted."),
        Key::new("prompt", Value::Text, "The prompt, word for word.").required(),
        Key::new("must", Value::Texts, "What it must contain."),
        Key::new("may", Value::Texts, "What it may cover."),
    ],
};

static COURSE: Shape = Shape {
    place: "in [course]",
    header: "[course]",
    keys: &[
        Key::new("title", Value::Text, "Its title.").required(),
        Key::new(
            "pd_hours",
            Value::Decimal,
            "Hours of professional development that it counts for.",
        )
        .required(),
        Key::new("presenter", Value::Text, "Who gives it."),
        Key::new("summary", Value::Text, "What it is about."),
        Key::new("access", Value::Text, "What it takes to view it."),
    ],
};

static PURCHASE: Shape = Shape {
    place: "in [purchase]",
    header: "[purchase]",
    keys: &[
        Key::new("steps", Value::Texts, "The steps, in their order."),
        Key::new("subscription", Value::Text, "What a purchase includes."),
        Key::new("support", Value::Text, "Where to ask for help."),
    ],
};

static WORK: Shape = Shape {
    place: "in [[citations]]",
    header: "[[citations]]",
    keys: &[
        Key::new("text", Value::Text, "The reference as it is printed.").required(),
        Key::new("quote", Value::Text, "The words quoted from it."),
    ],
};
