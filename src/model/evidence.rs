//! evidence.toml, understood.

use super::date::Date;
use super::detail_id::DetailId;
use super::location::{Location, TypedPlace};
use super::parse_location_error::ParseLocationError;
use super::source_text::{SourceText, Span, Spanned};

/// The content of evidence.toml, with the place of every value.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EvidenceFile {
    /// The text it was read from.
    pub source: SourceText,
    /// Whether the text is well-formed: where it is not, what could be read is
    /// no ground to say that something is missing.
    pub well_formed: bool,
    /// The id of the credential.
    pub credential: Option<Spanned<String>>,
    /// Whether it says that the portfolio is a sample, which can't be handed in.
    pub sample: Option<Spanned<bool>>,
    /// What the practitioner affirms.
    pub honesty: Honesty,
    /// The tables `[eo.1.a]`, in the order of the file.
    pub entries: Vec<Entry>,
    /// The tables `[[waive]]`, in the order of the file.
    pub waivers: Vec<Waiver>,
    /// Slips in its syntax that can be mended in one way only.
    pub slips: Vec<TomlSlip>,
}

/// A slip in the syntax of evidence.toml, and what mends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TomlSlip {
    /// What is wrong: a sentence without full stop.
    pub message: String,
    /// The stretches to replace, in the order of the file, and their replacements.
    pub edits: Vec<(Span, String)>,
}

impl EvidenceFile {
    /// Changes every place in it, as after a change of the text.
    pub fn map_spans(&mut self, map: &dyn Fn(&Span) -> Span) {
        fn of<T>(value: &mut Option<Spanned<T>>, map: &dyn Fn(&Span) -> Span) {
            if let Some(value) = value {
                value.span = map(&value.span);
            }
        }
        of(&mut self.credential, map);
        of(&mut self.sample, map);
        self.honesty.span = self.honesty.span.as_ref().map(map);
        of(&mut self.honesty.own_words, map);
        of(&mut self.honesty.releases_on_file, map);
        for entry in &mut self.entries {
            entry.span = map(&entry.span);
            entry.evidence_span = entry.evidence_span.as_ref().map(map);
            of(&mut entry.explanation, map);
            for citation in &mut entry.evidence {
                citation.span = map(&citation.span);
                for text in [
                    &mut citation.artifact,
                    &mut citation.at,
                    &mut citation.quote,
                    &mut citation.digest,
                ] {
                    of(text, map);
                }
            }
        }
        for waiver in &mut self.waivers {
            waiver.span = map(&waiver.span);
            for text in [&mut waiver.rule, &mut waiver.path, &mut waiver.reason] {
                of(text, map);
            }
            of(&mut waiver.until, map);
        }
    }

    /// Whether the portfolio is a sample, which can't be handed in.
    pub fn is_sample(&self) -> bool {
        self.sample.as_ref().is_some_and(|sample| sample.value)
    }
}

/// What the practitioner affirms by hand in `[honesty]`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Honesty {
    /// Where `[honesty]` stands.
    pub span: Option<Span>,
    /// The practitioner wrote all of it, without AI.
    pub own_words: Option<Spanned<bool>>,
    /// Everyone shown or named has agreed.
    pub releases_on_file: Option<Spanned<bool>>,
}

/// The evidence for one detail.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Which detail.
    pub id: DetailId,
    /// Where the table's name stands.
    pub span: Span,
    /// Why the evidence shows proficiency.
    pub explanation: Option<Spanned<String>>,
    /// Where the list of evidence stands.
    pub evidence_span: Option<Span>,
    /// The evidence, in the order of the file.
    pub evidence: Vec<Citation>,
}

/// One piece of evidence: an artifact, and where in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Citation {
    /// Where it stands as a whole.
    pub span: Span,
    /// The path of the artifact, relative to the portfolio; none where it was left out.
    pub artifact: Option<Spanned<String>>,
    /// The location as typed; none where it was left out.
    pub at: Option<Spanned<String>>,
    /// What the location means in this artifact; none before anything looked into the artifact.
    pub place: Option<Result<TypedPlace, ParseLocationError>>,
    /// Words that must stand there.
    pub quote: Option<Spanned<String>>,
    /// The path of the transcript of the artifact, where its name does not lead to it.
    pub transcript: Option<Spanned<String>>,
    /// A digest of the text of that place when it was last confirmed.
    pub digest: Option<Spanned<String>>,
}

impl Citation {
    /// The location that is cited; without `at` it is the whole artifact.
    ///
    /// # Errors
    /// Why `at` is no location.
    pub fn location(&self) -> Result<Location, ParseLocationError> {
        match (&self.place, &self.at) {
            (Some(place), _) => place.clone().map(|place| place.location),
            (None, Some(at)) => Location::parse(&at.value),
            (None, None) => Ok(Location::Whole),
        }
    }
}

/// A warning that the practitioner has weighed and set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiver {
    /// Where it stands.
    pub span: Span,
    /// The name of the rule.
    pub rule: Option<Spanned<String>>,
    /// The file it is about; any file where it is left out.
    pub path: Option<Spanned<String>>,
    /// Why.
    pub reason: Option<Spanned<String>>,
    /// The last day on which it holds; without one it holds for good.
    pub until: Option<Spanned<Date>>,
}

impl Waiver {
    /// Whether it ended before this day.
    pub fn is_expired(&self, today: Date) -> bool {
        self.until.as_ref().is_some_and(|until| until.value < today)
    }
}
