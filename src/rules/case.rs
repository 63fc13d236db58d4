//! What a rule is given: the portfolio, and how it covers its credential.

use std::collections::HashSet;

use crate::coverage::{ArtifactStatus, CitationStatus, Coverage};
use crate::finding::{Finding, Rule};
use crate::model::{
    AnswerLimit, Artifact, Citation, Detail, Entry, Limits, Metadata, Narrative, Place, Portfolio,
    ProblemKind, Span, Words,
};
use crate::narrative::{LinkTarget, NARRATIVES};
use crate::similarity::Corpus;

/// A narrative that could be read, and how many words it must have.
pub(super) struct Part<'a> {
    pub title: &'static str,
    pub path: &'a str,
    pub words: Words,
    pub minimum: usize,
}

/// An answer whose length the catalog file bounds.
pub(super) struct BoundedAnswer {
    pub limit: AnswerLimit,
    pub words: usize,
    pub place: Place,
}

/// A portfolio and how it covers its credential.
pub(super) struct Case<'a> {
    pub portfolio: &'a Portfolio,
    pub coverage: &'a Coverage,
    /// The portfolios that it is compared with.
    pub others: Option<&'a Others<'a>>,
}

/// Other portfolios, from which a text may be copied.
#[derive(Clone, Copy)]
pub struct Others<'o> {
    /// The portfolios.
    pub portfolios: &'o [Portfolio],
    /// Their texts, in the same order.
    pub corpus: &'o Corpus,
    /// The number of the portfolio that is checked itself, where it is among them.
    pub own: Option<usize>,
}

impl<'a> Case<'a> {
    /// A stretch of evidence.toml.
    pub fn evidence_place(&self, span: Span) -> Place {
        Place::at(&self.portfolio.evidence.source.path, span)
    }

    /// The detail that an entry is for, if the credential has it.
    pub fn detail(&self, entry: &Entry) -> Option<&'a Detail> {
        self.portfolio.credential.as_ref()?.detail(&entry.id)
    }

    /// Every citation, in the order of the file.
    pub fn citations(&self) -> impl Iterator<Item = (&'a Entry, &'a Citation, &'a CitationStatus)> {
        let entries = self.portfolio.evidence.entries.iter().zip(&self.coverage.entries);
        entries.flat_map(|(entry, statuses)| {
            entry.evidence.iter().zip(statuses).map(move |(c, status)| (entry, c, status))
        })
    }

    /// The artifact that a citation leads to.
    pub fn found(&self, status: &CitationStatus) -> Option<&'a Artifact> {
        match status.artifact {
            ArtifactStatus::Found(index) => self.portfolio.artifacts.get(index),
            _ => None,
        }
    }

    /// A finding at a stretch of evidence.toml that concerns a detail.
    pub fn of_entry(
        &self,
        rule: Rule,
        entry: &Entry,
        span: Span,
        message: impl Into<String>,
    ) -> Finding {
        let finding = Finding::new(rule, self.evidence_place(span), message);
        match self.detail(entry) {
            Some(detail) => finding.requirement(format!("{} {}", detail.id, detail.text)),
            None => finding,
        }
    }

    /// Artifacts that are there and can be read; one that only stands in for a file is not.
    pub fn readable_artifacts(&self) -> impl Iterator<Item = &'a Artifact> {
        let artifacts = self.portfolio.artifacts.iter();
        artifacts.filter(|artifact| artifact.is_readable() && artifact.stand_in.is_none())
    }

    /// What files say beside their content, with their paths: artifacts, and narratives that are
    /// documents.
    pub fn metadata(&self) -> impl Iterator<Item = (&'a str, &'a Metadata)> {
        let portfolio = self.portfolio;
        let artifacts = self.readable_artifacts();
        let artifacts =
            artifacts.filter_map(|it| it.metadata().map(|metadata| (it.path.as_str(), metadata)));
        let narratives = portfolio.narratives().into_iter();
        narratives.map(|it| (it.path.as_str(), &it.metadata)).chain(artifacts)
    }

    /// The files of the portfolio that the narratives link to.
    pub fn linked_files(&self) -> HashSet<&'a str> {
        let portfolio = self.portfolio;
        let narratives = portfolio.narratives();
        let links = narratives.into_iter().filter_map(|it| it.read()).flat_map(|(_, it)| &it.links);
        let files =
            links.filter_map(|link| match LinkTarget::of(&link.target, NARRATIVES, portfolio) {
                LinkTarget::File(path, _) => Some(path),
                _ => None,
            });
        files.collect()
    }

    /// The limits of the credential, and the path of the catalog file that states them: the bundled
    /// files state none.
    pub fn limits(&self) -> Option<(&'a Limits, String)> {
        let credential = self.portfolio.credential.as_ref()?;
        let limits = Some(&credential.limits).filter(|limits| !limits.is_empty())?;
        let own = || format!("catalog/{}.toml", credential.id);
        Some((limits, self.portfolio.shared_catalog.clone().unwrap_or_else(own)))
    }

    /// The answers that are there and whose length is bounded.
    pub fn bounded_answers(&self) -> impl Iterator<Item = BoundedAnswer> {
        let limits = self.limits().into_iter().flat_map(|(limits, _)| &limits.answers);
        let read = self.portfolio.overview.read();
        limits.filter_map(move |limit| {
            let (source, prose) = read?;
            let answer = prose.answers.iter().find(|it| it.question == limit.question)?;
            let heading = source.text.get(answer.heading.clone()).unwrap_or("").trim_end().len();
            let span = answer.heading.start..answer.heading.start + heading;
            let words = prose.answer_words(limit.question);
            Some(BoundedAnswer { limit: *limit, words, place: Place::at(&source.path, span) })
        })
    }

    /// The problems of form of one kind, as findings of this rule.
    pub fn problems(&self, rule: Rule, kind: ProblemKind) -> Vec<Finding> {
        let problems = self.portfolio.problems.iter().filter(|problem| problem.kind == kind);
        problems
            .map(|problem| Finding {
                help: problem.help.clone(),
                ..Finding::new(rule, problem.place.clone(), &problem.message)
            })
            .collect()
    }

    /// The narratives that could be read, with their minimum of words.
    pub fn narratives(&self) -> impl Iterator<Item = Part<'a>> {
        let part = |title, narrative: &'a Narrative, minimum| {
            narrative.read().map(|(source, prose)| Part {
                title,
                path: &source.path,
                words: prose.words,
                minimum,
            })
        };
        let portfolio = self.portfolio;
        let parts = portfolio.credential.iter().flat_map(move |credential| {
            [
                part("the overview", &portfolio.overview, credential.overview.minimum_words),
                part("the reflection", &portfolio.reflection, credential.reflection.minimum_words),
            ]
        });
        parts.flatten()
    }
}
