//! An open artifact, which is read once for several answers.

use std::io;

use hayro_syntax::Pdf;

use super::pdf;
use super::{FileType, identify, metadata, table};
use crate::io::{ProbeError, Source};
use crate::model::{Facts, Format, Metadata, Numbers, Passages};

/// An open artifact: a PDF is read once for its facts, its text and its metadata.
pub struct Opened {
    source: Box<dyn Source>,
    file_type: FileType,
    pdf: Option<Pdf>,
}

impl Opened {
    /// Opens an artifact and identifies it.
    ///
    /// # Errors
    /// What the machine says when it cannot read the artifact.
    pub fn identify(mut source: Box<dyn Source>, name: &str) -> io::Result<Opened> {
        let file_type = identify(&mut source, name)?;
        Ok(Opened { source, file_type, pdf: None })
    }

    /// What it is.
    pub fn file_type(&self) -> FileType {
        self.file_type
    }

    /// What [`facts`](super::facts) says.
    ///
    /// # Errors
    /// [`ProbeError`] says what stands in the way.
    pub fn facts(&mut self) -> Result<Facts, ProbeError> {
        match self.pdf()? {
            Some(open) => Ok(pdf::facts_of(open)),
            None => super::facts(&mut self.source, &self.file_type),
        }
    }

    /// The same together with the text, but of an artifact of more pages than so many the text of
    /// these pages alone: a report of a thousand pages of which one is cited costs the text of
    /// one. None for an artifact of which no pages can be read without the others.
    ///
    /// # Errors
    /// [`ProbeError`] says what stands in the way.
    pub fn facts_and_pages(
        &mut self,
        pages: &[Numbers],
        long: u32,
    ) -> Result<Option<(Facts, Passages)>, ProbeError> {
        let Some(open) = self.pdf()? else { return Ok(None) };
        let facts = pdf::facts_of(open);
        let is_short = facts.pages.is_some_and(|pages| pages <= long);
        let is_wanted = |page| is_short || pages.iter().any(|numbers| numbers.contains(page));
        let passages = pdf::passages_of(open, is_wanted)?;
        Ok(Some((facts, passages)))
    }

    /// What [`facts`](super::facts) and [`passages`](super::passages) say, from one reading where
    /// that is enough.
    ///
    /// # Errors
    /// [`ProbeError`] says what stands in the way of either.
    pub fn facts_and_passages(&mut self) -> Result<(Facts, Passages), ProbeError> {
        if let Some(read) = self.facts_and_pages(&[], u32::MAX)? {
            return Ok(read);
        }
        let Opened { source, file_type, .. } = self;
        source.rewind()?;
        match table::of(file_type.format).read {
            Some(read) => read(source),
            None => Ok((super::facts(source, file_type)?, Passages::default())),
        }
    }

    /// What [`traces`](super::traces) says.
    pub fn metadata(&mut self) -> Metadata {
        match self.pdf() {
            Ok(Some(open)) => metadata::metadata_of_pdf(open),
            Ok(None) => metadata::metadata(&mut self.source, &self.file_type),
            Err(_) => Metadata::default(),
        }
    }

    /// The artifact, opened as a PDF if it is one.
    fn pdf(&mut self) -> Result<Option<&Pdf>, ProbeError> {
        if self.file_type.format == Format::Pdf && self.pdf.is_none() {
            self.pdf = Some(pdf::open(&mut self.source)?);
        }
        Ok(self.pdf.as_ref())
    }
}
