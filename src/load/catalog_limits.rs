//! `[limits]` of a catalog file, and the bounds of words that stand beside its texts.

use super::toml_reader::{Fields, TomlReader};
use crate::model::{AnswerLimit, Limits, TranscriptLimit};

/// Bounds of words, collected from the tables in which they stand.
#[derive(Default)]
pub(super) struct WordLimits {
    pub overview: Option<u32>,
    pub reflection: Option<u32>,
    answers: Vec<AnswerLimit>,
}

impl WordLimits {
    /// Reads the bounds of the answer to one question.
    pub(super) fn read_question<'t>(
        &mut self,
        reader: &mut TomlReader<'t>,
        own: &Fields<'t>,
        question: u32,
    ) {
        let minimum = reader.number(own, "minimum_words");
        let maximum = reader.number(own, "maximum_words");
        if let (Some(least), Some(most)) = (&minimum, &maximum)
            && least.value > most.value
        {
            let message = format!(
                "`maximum_words` is {} and below `minimum_words`, which is {}",
                most.value, least.value
            );
            let help = "exchange the two numbers, or correct one";
            reader.report(most.span.clone(), message, Some(help.into()));
        }
        let minimum_words = minimum.map(|least| least.value);
        let maximum_words = maximum.map(|most| most.value);
        if minimum_words.is_some() || maximum_words.is_some() {
            self.answers.push(AnswerLimit { question, minimum_words, maximum_words });
        }
    }

    /// Puts them beside the limits of files.
    pub(super) fn add_to(self, limits: &mut Limits) {
        limits.overview_maximum_words = self.overview;
        limits.reflection_maximum_words = self.reflection;
        limits.answers = self.answers;
    }
}

/// The limits of files.
pub(super) fn limits<'t>(reader: &mut TomlReader<'t>, fields: &Fields<'t>) -> Limits {
    let Some(own) = reader.table_field(fields, "limits") else { return Limits::default() };
    let types = reader.text_list(&own, "file_types");
    let file_types = types.into_iter().map(|kind| {
        kind.value.trim().trim_start_matches('*').trim_start_matches('.').to_lowercase()
    });
    let file_types = file_types.filter(|kind| !kind.is_empty()).collect();
    let mut number = |name| reader.number(&own, name).map(|found| found.value);
    let mut limits = Limits {
        file_types,
        maximum_file_mb: number("maximum_file_mb"),
        maximum_total_mb: number("maximum_total_mb"),
        maximum_files: number("maximum_files"),
        maximum_pages: number("maximum_pages"),
        maximum_minutes: number("maximum_minutes"),
        ..Limits::default()
    };
    let stated = reader.text(&own, "transcripts").map(|it| it.value);
    let mut known = [TranscriptLimit::Required, TranscriptLimit::Forbidden].into_iter();
    limits.transcripts = known.find(|known| stated.as_deref() == Some(known.name()));
    limits
}
