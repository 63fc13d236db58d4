//! Floor 1: rules and what they find.

use crate::model::Place;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// A reviewer would send the submission back unread.
    Error,
    /// A careful colleague would mention it.
    Warning,
    /// Good to know.
    Note,
}

impl Level {
    /// The word for it in every output.
    pub fn name(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "note",
        }
    }
}

/// A named check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Its one name, which reads after "allow".
    pub name: &'static str,
    /// How grave its findings are.
    pub level: Level,
    /// The source file of the rule, whose opening comment documents it.
    source: &'static str,
}

impl Rule {
    /// A rule documented by the opening comment (`//!`) of its source file.
    pub const fn new(name: &'static str, level: Level, source: &'static str) -> Rule {
        Rule { name, level, source }
    }

    /// What it finds, why it matters and how to mend it, in Markdown.
    pub fn documentation(&self) -> String {
        let lines = self.source.lines().take_while(|line| line.starts_with("//!"));
        let mut text: String = lines
            .map(|line| line.trim_start_matches("//!"))
            .flat_map(|line| [line.strip_prefix(' ').unwrap_or(line), "\n"])
            .collect();
        text.truncate(text.trim_end().len());
        text
    }

    /// The first sentence of its documentation: what it finds.
    pub fn summary(&self) -> String {
        let documentation = self.documentation();
        documentation.lines().take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

/// One thing that a rule found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule that found it.
    pub rule: Rule,
    /// What is wrong here, in a sentence without full stop.
    pub message: String,
    /// What to do about it, most often what to type.
    pub help: Option<String>,
    /// Where.
    pub place: Place,
    /// The file that it is about, where that is another than the place's.
    pub about: Option<String>,
    /// The words of the requirement that it fails, where it fails one.
    pub requirement: Option<String>,
    /// Why the practitioner set it aside; none where they did not.
    pub waived: Option<String>,
    /// What stands at the place is a datum, which no output repeats.
    pub is_secret: bool,
}

impl Finding {
    /// A finding of this rule, at this place, that says this.
    pub fn new(rule: Rule, place: Place, message: impl Into<String>) -> Finding {
        let message = in_one_line(message.into());
        Finding {
            rule,
            message,
            help: None,
            place,
            about: None,
            requirement: None,
            waived: None,
            is_secret: false,
        }
    }

    /// The same, with what to do about it.
    pub fn help(mut self, help: impl Into<String>) -> Finding {
        self.help = Some(shortened(help.into()));
        self
    }

    /// The same, at a datum that no output repeats.
    pub fn secret(mut self) -> Finding {
        self.is_secret = true;
        self
    }

    /// The same, about this file.
    pub fn about(mut self, path: impl Into<String>) -> Finding {
        self.about = Some(path.into());
        self
    }

    /// The same, with the requirement that it fails.
    pub fn requirement(mut self, requirement: impl Into<String>) -> Finding {
        self.requirement = Some(requirement.into());
        self
    }

    /// Its level; a waived finding keeps it.
    pub fn level(&self) -> Level {
        self.rule.level
    }
}

/// The most bytes of a message or of help: a path in it may have two million.
const LONGEST: usize = 4_000;

/// A text of a finding, shortened where it is too long to be read.
fn shortened(mut text: String) -> String {
    if text.len() > LONGEST {
        text.truncate(text.floor_char_boundary(LONGEST));
        text.push('…');
    }
    text
}

/// The message on one line, as every output has it: what it names may hold any character.
fn in_one_line(message: String) -> String {
    let message = shortened(message);
    match message.contains(char::is_control) {
        true => message.chars().map(|c| if c.is_control() { ' ' } else { c }).collect(),
        false => message,
    }
}

/// How many findings there are at each level; waived ones are counted apart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Findings at error level.
    pub errors: usize,
    /// Warnings that are not waived.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
    /// Warnings set aside by the practitioner.
    pub waived: usize,
}

impl Counts {
    /// Counts these findings.
    pub fn of(findings: &[Finding]) -> Counts {
        let mut counts = Counts::default();
        for finding in findings {
            let count = match (&finding.waived, finding.level()) {
                (Some(_), _) => &mut counts.waived,
                (None, Level::Error) => &mut counts.errors,
                (None, Level::Warning) => &mut counts.warnings,
                (None, Level::Note) => &mut counts.notes,
            };
            *count += 1;
        }
        counts
    }
}
