//! `check --format junit`: JUnit XML, for the test reports of CI services.
//!
//! A suite per portfolio and a case per requirement: the minimum of each narrative, each question, each
//! detail, and one case each for evidence.toml, the narratives, the artifacts and honesty. Errors fail
//! a case (warnings, too, with `--strict`); other findings are its output. The format is that of
//! Jenkins' xUnit plugin (`junit-10.xsd`), which GitLab and others read. Written by hand, since it has
//! five elements and a crate for it depends on nineteen others.

use std::fmt::Write;

use super::display_location::{DisplayLocation, full_text};
use super::{RenderError, RenderOptions, counted, grouped, sanitize};
use crate::coverage::{DetailCoverage, Status};
use crate::finding::{Finding, Level};
use crate::model::{Narrative, Portfolio};
use crate::rules::Checked;

/// A suite per portfolio.
///
/// # Errors
/// None, but the signature is that of all formats.
pub fn junit(checked: &[Checked], options: &RenderOptions) -> Result<String, RenderError> {
    let suites: Vec<(String, Vec<Case<'_>>)> =
        checked.iter().map(|one| (one.portfolio.name.clone(), cases(one, options))).collect();
    let all = || suites.iter().flat_map(|(_, cases)| cases);
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <testsuites name=\"mcred\" tests=\"{}\" failures=\"{}\" errors=\"0\">\n",
        all().count(),
        all().filter(|case| case.failed(options)).count(),
    );
    for ((name, cases), one) in suites.iter().zip(checked) {
        let _ = writeln!(
            text,
            "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"{}\">",
            escaped(name),
            cases.len(),
            cases.iter().filter(|case| case.failed(options)).count(),
            cases.iter().filter(|case| case.skipped(options)).count(),
        );
        cases.iter().for_each(|case| text.push_str(&element(case, &one.portfolio, options)));
        text.push_str("  </testsuite>\n");
    }
    text.push_str("</testsuites>\n");
    Ok(text)
}

/// A requirement and the findings about it.
struct Case<'f> {
    class: &'static str,
    name: String,
    state: State,
    findings: Vec<&'f Finding>,
}

/// The state of a requirement apart from its findings.
enum State {
    Met,
    /// The reason.
    NotMet(String),
    /// It could not be checked, for this reason.
    Unknown(&'static str),
}

impl Case<'_> {
    /// The findings that fail it, or the others.
    fn findings(&self, failing: bool, options: &RenderOptions) -> impl Iterator<Item = &Finding> {
        let fails = move |finding: &Finding| {
            let strict = options.strict && finding.level() == Level::Warning;
            finding.waived.is_none() && (finding.level() == Level::Error || strict)
        };
        self.findings.iter().copied().filter(move |finding| fails(finding) == failing)
    }

    fn failed(&self, options: &RenderOptions) -> bool {
        self.findings(true, options).next().is_some() || matches!(self.state, State::NotMet(_))
    }

    fn skipped(&self, options: &RenderOptions) -> bool {
        matches!(self.state, State::Unknown(_)) && !self.failed(options)
    }
}

const OVERVIEW: &str = "Part 1: Overview";
const EVIDENCE: &str = "Part 2: Evidence";
const REFLECTION: &str = "Part 3: Reflection";
const WHOLE: &str = "The whole portfolio";

/// The requirements of a portfolio. Each finding belongs to exactly one.
fn cases<'f>(checked: &'f Checked, options: &RenderOptions) -> Vec<Case<'f>> {
    let portfolio = &checked.portfolio;
    let mut rest: Vec<&Finding> = checked.findings.iter().collect();
    let mut cases = Vec::new();
    let mut case = |class, name: String, state, is_about: &dyn Fn(&Finding) -> bool| {
        let findings = rest.extract_if(.., |finding| is_about(finding)).collect();
        cases.push(Case { class, name, state, findings });
    };
    if let Some(credential) = &portfolio.credential {
        let overview = &portfolio.overview;
        let least = credential.overview.minimum_words;
        case(OVERVIEW, at_least(least), enough(overview, least), &|f| is_of_length(f, overview));
        for question in &credential.overview.questions {
            let requirement = format!("{}. {}", question.number, question.text);
            let words = overview.read().map_or(0, |(_, p)| p.answer_words(question.number));
            let state = match words {
                0 => State::NotMet(format!("question {} has no answer", question.number)),
                _ => State::Met,
            };
            let is_about = |finding: &Finding| {
                finding.requirement.as_ref() == Some(&requirement)
                    || (finding.place.path == overview.path
                        && answered_at(overview, finding) == Some(question.number))
            };
            case(OVERVIEW, format!("Question {requirement}"), state, &is_about);
        }
        for (coverage, detail) in checked.coverage.details().zip(credential.details()) {
            let requirement = format!("{} {}", detail.id, detail.text);
            let state = match (portfolio.evidence.well_formed, coverage.supported) {
                (_, true) => State::Met,
                (true, false) => State::NotMet(unsupported(coverage)),
                (false, false) => State::Unknown("evidence.toml can't be read as a whole"),
            };
            let is_about = |finding: &Finding| finding.requirement.as_ref() == Some(&requirement);
            case(EVIDENCE, format!("Detail {requirement}"), state, &is_about);
        }
        let reflection = &portfolio.reflection;
        let least = credential.reflection.minimum_words;
        let state = enough(reflection, least);
        case(REFLECTION, at_least(least), state, &|f| is_of_length(f, reflection));
    }
    let honest =
        |f: &Finding| matches!(f.rule.name, "missing-attestation" | "shared-text" | "sample-text");
    case(WHOLE, "Honesty is affirmed".to_owned(), State::Met, &honest);
    case(WHOLE, "evidence.toml is in order".to_owned(), State::Met, &|f| {
        matches!(f.place.path.as_str(), "evidence.toml" | "private.toml")
            || f.place.path.starts_with("catalog/")
    });
    case(WHOLE, "The narratives are in order".to_owned(), State::Met, &|f| {
        f.place.path.starts_with("narratives/")
    });
    case(WHOLE, "The artifacts are in order".to_owned(), State::Met, &|_| true);
    // A finding is more exact than the reason of a state.
    for case in &mut cases {
        if matches!(case.state, State::NotMet(_)) && case.findings(true, options).next().is_some() {
            case.state = State::Met;
        }
    }
    cases
}

fn at_least(words: usize) -> String {
    format!("At least {} words", grouped(words))
}

fn enough(narrative: &Narrative, least: usize) -> State {
    match narrative.words().strict {
        words if words >= least => State::Met,
        words => State::NotMet(format!("{} of {}", counted(words, "word"), grouped(least))),
    }
}

/// Why a detail is not supported.
fn unsupported(detail: &DetailCoverage) -> String {
    let failed = detail.evidence.iter().filter(|evidence| evidence.status == Status::Failed);
    let failed: Vec<String> =
        failed.map(|evidence| format!("{}, {}", evidence.artifact, evidence.at)).collect();
    let why = match (failed.as_slice(), detail.explanation_words) {
        ([], 0) => "there is no explanation".to_owned(),
        ([], _) => "there is no evidence".to_owned(),
        (failed, _) => format!("its evidence failed ({})", failed.join("; ")),
    };
    format!("detail {} is not supported: {why}", detail.id)
}

/// Whether a finding is about the length of a narrative, or its absence.
fn is_of_length(finding: &Finding, narrative: &Narrative) -> bool {
    finding.place.path == narrative.path
        && matches!(
            finding.rule.name,
            "too-few-words" | "slim-word-margin" | "missing-narrative" | "unreadable-text"
        )
}

/// The number of the question whose answer contains a finding.
fn answered_at(narrative: &Narrative, finding: &Finding) -> Option<u32> {
    let start = finding.place.span.as_ref()?.start;
    let (_, prose) = narrative.read()?;
    let above = prose.answers.iter().filter(|answer| answer.heading.start <= start);
    above.max_by_key(|answer| answer.heading.start).map(|answer| answer.question)
}

fn element(case: &Case<'_>, portfolio: &Portfolio, options: &RenderOptions) -> String {
    let texts = |findings: Vec<&Finding>| {
        let lines = findings.iter().map(|finding| {
            let place = DisplayLocation::of(finding, portfolio).line_and_column();
            let Finding { rule, .. } = finding;
            format!("{place}: {}[{}]: {}", rule.level.name(), rule.name, full_text(finding))
        });
        escaped(&lines.collect::<Vec<_>>().join("\n\n"))
    };
    let failing: Vec<&Finding> = case.findings(true, options).collect();
    let others: Vec<&Finding> = case.findings(false, options).collect();
    let mut inside = String::new();
    if let Some(first) = failing.first() {
        let more = match failing.len() {
            1 => String::new(),
            several => format!(" (and {} more)", several - 1),
        };
        let _ = writeln!(
            inside,
            "      <failure type=\"{}\" message=\"{}\">{}</failure>",
            escaped(first.rule.name),
            escaped(&format!("{}{more}", first.message)),
            texts(failing),
        );
    } else if let State::NotMet(why) = &case.state {
        let why = escaped(why);
        let _ = writeln!(inside, "      <failure type=\"requirement\" message=\"{why}\"/>");
    } else if let State::Unknown(why) = case.state {
        let _ = writeln!(inside, "      <skipped message=\"{}\"/>", escaped(why));
    }
    if !others.is_empty() {
        let _ = writeln!(inside, "      <system-out>{}</system-out>", texts(others));
    }
    let (name, class) = (escaped(&case.name), case.class);
    match inside.as_str() {
        "" => format!("    <testcase name=\"{name}\" classname=\"{class}\"/>\n"),
        inside => format!(
            "    <testcase name=\"{name}\" classname=\"{class}\">\n{inside}    </testcase>\n"
        ),
    }
}

/// A text for an element or an attribute. Control characters, most of which XML 1.0 excludes (section
/// 2.2), become `\u{FFFD}`.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\r' => escaped.push_str("&#13;"),
            '\n' | '\t' => escaped.push(character),
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            other => escaped.push_str(&sanitize(other.encode_utf8(&mut [0; 4]))),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn any_text_becomes_xml() {
        assert_eq!(escaped("a<b>&\"c\"\u{1b}[1m"), "a&lt;b&gt;&amp;&quot;c&quot;\u{fffd}[1m");
    }
}
