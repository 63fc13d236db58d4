//! What evidence.toml and private.toml may hold (design section 4).

use super::shape::{Key, Shape, Value};

/// evidence.toml.
pub static EVIDENCE_SHAPE: Shape = Shape {
    place: "at the top of evidence.toml",
    header: "",
    keys: &[
        Key::new(
            "credential",
            Value::Credential,
            "The credential that the portfolio is for: an id that `mcred catalog` lists.",
        )
        .required_with(
            "evidence.toml does not say which credential it is for",
            "write at the top: credential = \"leading-a-culture-of-safety\" \
             (`mcred catalog` lists the ids)",
        ),
        Key::new(
            "sample",
            Value::Truth,
            "True for a portfolio that shows others what one looks like: every page of it says so, \
             and nobody can hand it in.",
        ),
        Key::new(
            "honesty",
            Value::Table(&HONESTY),
            "What only you can say. Each is false until you set it to true.",
        ),
        Key::new(
            "eo",
            Value::Details(&ENTRY),
            "A table for every detail of every essential outcome, such as `[eo.1.a]`.",
        ),
        Key::new(
            "waive",
            Value::Tables(&WAIVER),
            "A warning that you have judged. It stays in every output, with your reason.",
        ),
    ],
};

static HONESTY: Shape = Shape {
    place: "in [honesty]",
    header: "[honesty]",
    keys: &[
        Key::new(
            "own_words",
            Value::Truth,
            "No AI wrote any of it, and nobody else's text is in it.",
        ),
        Key::new("releases_on_file", Value::Truth, "Everyone who is shown or named has agreed."),
    ],
};

static ENTRY: Shape = Shape {
    place: "in [eo.1.a]",
    header: "[eo.1.a]",
    keys: &[
        Key::new(
            "explanation",
            Value::Text,
            "Why this evidence shows that you are proficient in this detail, in your own words.",
        ),
        Key::new("evidence", Value::Tables(&CITATION), "The artifacts, and where in them."),
    ],
};

static CITATION: Shape = Shape {
    place: "in a piece of evidence",
    header: "evidence = [{ artifact = \"artifacts/…\", at = \"page 4\" }]",
    keys: &[
        Key::new(
            "artifact",
            Value::Artifact,
            "The file that proves it: its path below the portfolio, with `/` on every system.",
        )
        .required_with(
            "this evidence names no artifact",
            "write `evidence = [{ artifact = \"artifacts/…\", at = \"page 4\" }]`",
        ),
        Key::new(
            "at",
            Value::Location,
            "Where in it the proof stands; left out, it is the whole file. \
             `mcred explain locations` shows all forms.",
        ),
        Key::new("quote", Value::Text, "Words that stand at that place: mcred looks for them."),
        Key::new(
            "transcript",
            // A path that leads to no transcript is a warning, which a schema can't give.
            Value::Text,
            "The transcript of a recording, a `.vtt` or `.srt` file below `artifacts/`; only needed \
             where it is not named like the recording.",
        ),
        Key::new(
            "digest",
            Value::Text,
            "Written by `mcred cite`: tells later whether that place has changed since.",
        ),
    ],
};

static WAIVER: Shape = Shape {
    place: "in [[waive]]",
    header: "[[waive]]",
    keys: &[
        Key::new("rule", Value::Rule, "The rule whose warning may stand.")
            .required_with("this waiver names no rule", "name one: rule = \"thin-explanation\""),
        Key::new(
            "path",
            Value::Text,
            "The file that it is about; left out, every file of the portfolio.",
        ),
        Key::new("reason", Value::Words, "Why it may stand.").required_with(
            "this waiver gives no reason",
            "say why the warning may stand: reason = \"…\"",
        ),
        Key::new(
            "until",
            Value::Date,
            "The last day on which it holds; left out, it holds for good.",
        ),
    ],
};

/// private.toml.
pub static PRIVATE_SHAPE: Shape = Shape {
    place: "in private.toml",
    header: "",
    keys: &[Key::new(
        "identities",
        Value::Texts,
        "Names that reviewers must not learn: of people, schools, districts, towns.",
    )],
};
