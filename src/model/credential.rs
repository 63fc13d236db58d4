//! A credential: what its issuer requires, as data (design section 3).

use serde::Serialize;

use super::detail_id::DetailId;
use super::limits::Limits;

/// Where the words of a requirement come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Wording {
    /// Word for word as the credential's public page lists it.
    Published,
    /// A clause of the page's overview sentence, because the page lists none.
    Overview,
    /// Our reading of the outcome's own clauses; the portal has the official words.
    Derived,
}

impl Wording {
    /// Its name in files.
    pub fn name(self) -> &'static str {
        match self {
            Wording::Published => "published",
            Wording::Overview => "overview",
            Wording::Derived => "derived",
        }
    }
}

/// One micro-credential and everything it asks for.
#[derive(Debug, Clone, PartialEq)]
pub struct Credential {
    /// The id, the same as its file's name without `.toml`.
    pub id: String,
    /// The title as the issuer writes it.
    pub title: String,
    /// Who awards it.
    pub issuer: String,
    /// Its public page.
    pub page: Option<String>,
    /// The issuer's tags.
    pub tags: Vec<String>,
    /// What it may count for beyond itself.
    pub professional_credit: Option<String>,
    /// The issuer's rule of academic honesty.
    pub honesty: Option<String>,
    /// Part 1.
    pub overview: Overview,
    /// Part 2.
    pub outcomes: Vec<Outcome>,
    /// What the issuer asks of evidence, in our words.
    pub evidence_requirements: Vec<String>,
    /// Part 3.
    pub reflection: Reflection,
    /// What else the issuer asks of files and texts.
    pub limits: Limits,
    /// The course that goes with it.
    pub course: Option<Course>,
    /// How to buy it and whom to ask.
    pub purchase: Option<Purchase>,
    /// Works that its page cites.
    pub citations: Vec<Work>,
}

/// Part 1: what the overview narrative must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    /// The fewest words that are accepted.
    pub minimum_words: usize,
    /// Whether the page prints its list of questions.
    pub published: bool,
    /// The questions in their order.
    pub questions: Vec<Question>,
}

/// A question of the overview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its number, from 1.
    pub number: u32,
    /// Its words.
    pub text: String,
    /// Where its words come from.
    pub wording: Wording,
}

/// An essential outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Its number, from 1.
    pub number: u32,
    /// Its words.
    pub text: String,
    /// Where its words come from.
    pub wording: Wording,
    /// Its details in their order.
    pub details: Vec<Detail>,
}

/// A detail (subskill) of an outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detail {
    /// Its id.
    pub id: DetailId,
    /// Its words.
    pub text: String,
    /// Where its words come from.
    pub wording: Wording,
    /// The issuer's criteria for it, word for word: a rubric. Nothing is checked by them.
    pub criteria: Vec<String>,
}

/// Part 3: what the reflection must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reflection {
    /// The fewest words that are accepted.
    pub minimum_words: usize,
    /// The prompt, word for word.
    pub prompt: String,
    /// What it must contain, in our words.
    pub must: Vec<String>,
    /// What it may cover, in our words.
    pub may: Vec<String>,
}

/// The companion course.
#[derive(Debug, Clone, PartialEq)]
pub struct Course {
    /// Its title.
    pub title: String,
    /// Hours of professional development that it counts for.
    pub pd_hours: f64,
    /// Who gives it.
    pub presenter: Option<String>,
    /// What it is about.
    pub summary: Option<String>,
    /// What it takes to view it.
    pub access: Option<String>,
}

/// How the credential is bought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Purchase {
    /// The steps in their order.
    pub steps: Vec<String>,
    /// What a purchase includes.
    pub subscription: Option<String>,
    /// Where to ask for help.
    pub support: Option<String>,
}

/// A work that the credential's page cites.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// The reference as printed.
    pub text: String,
    /// The words quoted from it.
    pub quote: Option<String>,
}

impl Credential {
    /// The detail with this id.
    pub fn detail(&self, id: &DetailId) -> Option<&Detail> {
        self.details().find(|detail| detail.id == *id)
    }

    /// Every detail of every outcome, in order.
    pub fn details(&self) -> impl Iterator<Item = &Detail> {
        self.outcomes.iter().flat_map(|outcome| &outcome.details)
    }

    /// Whether an outcome or the list of questions is not as the portal has it:
    /// the public page prints none, so something stands in or is missing.
    pub fn is_provisional(&self) -> bool {
        !self.overview.published
            || self.outcomes.iter().any(|outcome| outcome.wording != Wording::Published)
    }

    /// Whether its details are our reading of the outcomes.
    pub fn has_derived_details(&self) -> bool {
        self.details().any(|detail| detail.wording == Wording::Derived)
    }
}
