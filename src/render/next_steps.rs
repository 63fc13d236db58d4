//! The next steps: a summary of the findings as a to-do list.

use crate::coverage::DetailCoverage;
use crate::finding::{Finding, Level};
use crate::model::{Narrative, Spanned, abridged, enumerated, plural};
use crate::rules::{Checked, details_without_evidence};

/// The next steps in the order of the parts; none for a complete portfolio.
pub fn next_steps(checked: &Checked) -> Vec<String> {
    if let Some(first) = unreadable_form(checked) {
        return vec![first];
    }
    let errors = checked.findings.iter().filter(|finding| finding.level() == Level::Error);
    let mut open = Open(errors.collect());
    let portfolio = &checked.portfolio;
    let minimum = portfolio.credential.as_ref().map_or((0, 0), |credential| {
        (credential.overview.minimum_words, credential.reflection.minimum_words)
    });
    let mut steps = Vec::new();
    steps.extend(narrative(&mut open, "overview", &portfolio.overview, minimum.0, checked));
    steps.extend(evidence(&mut open, checked));
    steps.extend(narrative(&mut open, "reflection", &portfolio.reflection, minimum.1, checked));
    let affirm = affirmation(&mut open, checked);
    let named = !steps.is_empty() || affirm.is_some();
    steps.extend(others(&open.0, named));
    steps.extend(affirm);
    steps
}

/// The errors that no step is about yet.
struct Open<'c>(Vec<&'c Finding>);

impl<'c> Open<'c> {
    /// Takes those out that match.
    fn take(&mut self, is_meant: impl Fn(&Finding) -> bool) -> Vec<&'c Finding> {
        let (taken, left) = self.0.drain(..).partition(|finding| is_meant(finding));
        self.0 = left;
        taken
    }
}

/// The first step if evidence.toml or its credential can't be read. Any other advice would be a guess
/// then.
fn unreadable_form(checked: &Checked) -> Option<String> {
    let evidence = &checked.portfolio.evidence;
    let of =
        |rules: &[&str]| checked.findings.iter().find(|finding| rules.contains(&finding.rule.name));
    let broken = of(&["invalid-evidence-file"]).filter(|_| !evidence.well_formed);
    if let Some(finding) = broken {
        return Some(match &finding.place.span {
            Some(span) => {
                let line = evidence.source.position(span.start).line;
                format!("Mend line {line} of evidence.toml: {}.", finding.message)
            }
            None => format!("Mend this: {}.", finding.message),
        });
    }
    if !evidence.slips.is_empty() {
        return Some(
            "Let `mcred check --fix` mend the slips in evidence.toml, then check again.".to_owned(),
        );
    }
    if checked.portfolio.credential.is_some() {
        return None;
    }
    let unnamed = checked.findings.iter().find(|finding| {
        finding.rule.name == "invalid-evidence-file" && finding.message.contains("credential")
    });
    let first = of(&["unknown-credential", "invalid-catalog"]).or(unnamed)?;
    Some(format!("Mend this: {}.", first.message))
}

/// What a narrative lacks: words, answers, or the file itself.
fn narrative(
    open: &mut Open<'_>,
    name: &str,
    narrative: &Narrative,
    minimum: usize,
    checked: &Checked,
) -> Option<String> {
    if narrative.read().is_none() {
        let mut missing = open.take(|finding| finding.place.path == narrative.path).into_iter();
        return missing.next().map(|first| format!("Mend this: {}.", first.message));
    }
    let questions = if name == "overview" { open_questions(checked) } else { Vec::new() };
    let missing = minimum.saturating_sub(narrative.words().strict);
    let words = format!("at least {} more {}", super::grouped(missing), plural(missing, "word"));
    let step = match (questions.as_slice(), missing) {
        ([], 0) => return None,
        ([], _) => format!("Write {words} in the {name}."),
        (open, 0) => format!("Answer {} of the {name}.", listed(open)),
        (open, _) => format!("Answer {} of the {name}, in {words}.", listed(open)),
    };
    const COVERED: [&str; 3] = ["too-few-words", "unanswered-question", "leftover-placeholder"];
    open.take(|finding| {
        finding.place.path == narrative.path && COVERED.contains(&finding.rule.name)
    });
    Some(step)
}

fn listed(questions: &[String]) -> String {
    format!("{} {}", plural(questions.len(), "question"), enumerated(questions, "and"))
}

/// The questions without an answer. Where no heading says which question an answer belongs to, there
/// may be answers to all of them.
fn open_questions(checked: &Checked) -> Vec<String> {
    let credential = checked.portfolio.credential.as_ref();
    let Some((_, prose)) = checked.portfolio.overview.read() else { return Vec::new() };
    if prose.answers.is_empty() && prose.words.strict > 0 {
        return Vec::new();
    }
    let questions = credential.iter().flat_map(|credential| &credential.overview.questions);
    let open = questions.filter(|question| prose.answer_words(question.number) == 0);
    open.map(|question| question.number.to_string()).collect()
}

/// What details lack: evidence, or an explanation of it.
fn evidence(open: &mut Open<'_>, checked: &Checked) -> Vec<String> {
    let uncited = details_without_evidence(&checked.portfolio, &checked.coverage);
    let unexplained = checked.coverage.details();
    let unexplained =
        unexplained.filter(|it| !it.evidence.is_empty() && it.explanation_words == 0).collect();
    let step = |what: &str, details: Vec<&DetailCoverage>| {
        let ids: Vec<String> = details.iter().map(|detail| detail.id.to_string()).collect();
        (!ids.is_empty()).then(|| format!("{what} {}.", ids.join(", ")))
    };
    let steps = [step("Cite evidence for", uncited), step("Explain the evidence of", unexplained)];
    let steps: Vec<String> = steps.into_iter().flatten().collect();
    if !steps.is_empty() {
        const COVERED: [&str; 3] =
            ["missing-evidence", "missing-explanation", "leftover-placeholder"];
        let path = &checked.portfolio.evidence.source.path;
        open.take(|finding| finding.place.path == *path && COVERED.contains(&finding.rule.name));
    }
    steps
}

/// Which statements are still to be affirmed.
fn affirmation(open: &mut Open<'_>, checked: &Checked) -> Option<String> {
    if open.take(|finding| finding.rule.name == "missing-attestation").is_empty() {
        return None;
    }
    let honesty = &checked.portfolio.evidence.honesty;
    let statements =
        [("own_words", &honesty.own_words), ("releases_on_file", &honesty.releases_on_file)];
    let is_true = |it: &Option<Spanned<bool>>| it.as_ref().is_some_and(|it| it.value);
    let left = statements.into_iter().filter(|(_, affirmed)| !is_true(affirmed));
    let left = abridged(left.map(|(name, _)| name), 2);
    Some(format!("Read [honesty] in evidence.toml and affirm what is true: {left}."))
}

fn others(open: &[&Finding], named: bool) -> Option<String> {
    let first = open.first()?;
    Some(match open.len() {
        1 => format!("Mend this: {}.", first.message),
        more => {
            let other = if named { "other " } else { "" };
            format!("Mend {more} {other}errors; the first: {}.", first.message)
        }
    })
}
