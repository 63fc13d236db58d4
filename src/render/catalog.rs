//! Credentials, for people and as `mcred.catalog/1` (design section 3).

use serde::Serialize;

use super::phrases::heading;
use super::text_width::columns;
use super::{Column, RenderError, RenderOptions, counted, sanitize, table_or_lines};
use crate::import::Item;
use crate::model::{Course, Credential, Limits, Purchase, Wording, Work, wrapped};

/// The width of the columns with numbers, and of all gaps.
const NUMBERS: usize = 9 + 8 + 7 + 10;
/// The width below which there is no table.
const NARROW: usize = 60;

/// The credentials in a table.
pub fn catalog_list(credentials: &[&Credential], options: &RenderOptions) -> String {
    // Ids are for copying and are not wrapped. Where there is no room for title and id, the id
    // comes below the title.
    let widest = |text: fn(&Credential) -> &str| {
        credentials.iter().map(|one| columns(text(one))).max().unwrap_or(0)
    };
    let both = widest(|one| &one.title) + widest(|one| &one.id);
    let below = !options.plain && both + NUMBERS > options.width && options.width >= NARROW;
    let mut headings = vec![
        Column::word("Credential"),
        Column::word("Id"),
        Column::number("Questions"),
        Column::number("Outcomes"),
        Column::number("Details"),
    ];
    if below {
        headings.remove(1);
    }
    let row = |credential: &&Credential| {
        let questions = match credential.overview.published {
            true => credential.overview.questions.len().to_string(),
            false => "in portal".to_owned(),
        };
        let (title, id) = (credential.title.clone(), credential.id.clone());
        let mut row = if below { vec![format!("{title}\n  {id}")] } else { vec![title, id] };
        row.push(questions);
        row.push(credential.outcomes.len().to_string());
        row.push(credential.details().count().to_string());
        row
    };
    let mut text = table_or_lines(options, &headings, credentials.iter().map(row).collect());
    let hint = "`mcred catalog ID` prints one in full, `mcred init ID` begins a portfolio.";
    text.push_str(&format!("\n{}", wrapped(hint, "", options.width)));
    sanitize(&text)
}

/// One credential in full.
pub fn catalog_human(credential: &Credential, options: &RenderOptions) -> String {
    catalog_with_places(credential, options, &|_| None)
}

/// The same, each item with the place from which it was imported, if it was.
pub fn catalog_with_places(
    credential: &Credential,
    options: &RenderOptions,
    place: &dyn Fn(&Item) -> Option<String>,
) -> String {
    let from = |item: &Item| place(item).map(|place| format!(" [{place}]")).unwrap_or_default();
    let mut text = heading(&credential.title, options);
    let width = if options.plain { usize::MAX } else { options.width };
    let mut line = |words: &str, indent: &str| text.push_str(&wrapped(words, indent, width));
    if let Some(place) = place(&Item::Title) {
        line(&format!("title: [{place}]"), "");
    }
    line(&format!("id: {}", credential.id), "");
    if !credential.issuer.is_empty() {
        line(&format!("issuer: {}", credential.issuer), "");
    }
    if let Some(page) = &credential.page {
        line(&format!("page: {page}"), "");
    }
    if !credential.tags.is_empty() {
        line(&format!("tags: {}", credential.tags.join(", ")), "");
    }

    let overview = &credential.overview;
    line(&format!("\nPart 1: Overview{}", at_least(overview.minimum_words)), "");
    if !overview.published {
        line("  Its public page does not print the questions; the portal has them.", "  ");
    }
    for question in &overview.questions {
        let from = from(&Item::Question(question.number));
        line(&format!("  {}. {}{from}", question.number, question.text), "     ");
    }

    line("\nPart 2: Evidence and explanation for every detail", "");
    for outcome in &credential.outcomes {
        let source = match outcome.wording {
            Wording::Published => "",
            Wording::Overview => " (from the overview sentence: the page lists no outcomes)",
            Wording::Derived => " (our reading)",
        };
        let place = from(&Item::Outcome(outcome.number));
        line(&format!("  {}. {}{source}{place}", outcome.number, outcome.text), "     ");
        for detail in &outcome.details {
            let place = from(&Item::Detail(detail.id.clone()));
            line(&format!("     {}  {}{place}", detail.id, detail.text), "          ");
            for criterion in &detail.criteria {
                line(&format!("          - {criterion}"), "            ");
            }
        }
    }
    if credential.has_derived_details() {
        let id = &credential.id;
        line(
            &format!(
                "  The details are a reading of the outcomes' own clauses: the public page prints \
                 none. The portal has the official ones; paste them into catalog/{id}.toml of your \
                 portfolio (`mcred catalog {id} --format toml` prints the file to start from)."
            ),
            "  ",
        );
    }
    for requirement in &credential.evidence_requirements {
        line(&format!("  - {requirement}"), "    ");
    }

    if !credential.limits.is_empty() {
        line(&format!("\nLimits{}", from(&Item::Limit)), "");
    }
    for limit in credential.limits.sentences() {
        line(&format!("  - {limit}"), "    ");
    }

    let reflection = &credential.reflection;
    let minimum = at_least(reflection.minimum_words);
    line(&format!("\nPart 3: Reflection{minimum}"), "");
    line(&format!("  {}{}", reflection.prompt, from(&Item::Reflection)), "  ");
    for (title, items) in [("It must have:", &reflection.must), ("It may have:", &reflection.may)] {
        if !items.is_empty() {
            line(&format!("  {title}"), "  ");
        }
        for item in items {
            line(&format!("  - {item}"), "    ");
        }
    }

    if let Some(course) = &credential.course {
        line("\nCompanion course", "");
        line(&format!("  {} ({} PD hours)", course.title, course.pd_hours), "  ");
        for fact in [&course.presenter, &course.summary, &course.access].into_iter().flatten() {
            line(&format!("  {fact}"), "  ");
        }
    }
    if let Some(purchase) = &credential.purchase {
        line("\nPurchase and help", "");
        for (index, step) in purchase.steps.iter().enumerate() {
            line(&format!("  {}. {step}", index + 1), "     ");
        }
        for fact in [&purchase.subscription, &purchase.support].into_iter().flatten() {
            line(&format!("  {fact}"), "  ");
        }
    }
    if credential.honesty.is_some() || credential.professional_credit.is_some() {
        line("\nGood to know", "");
        for fact in [&credential.honesty, &credential.professional_credit].into_iter().flatten() {
            line(&format!("  {fact}"), "  ");
        }
    }
    if !credential.citations.is_empty() {
        line("\nWorks that the page cites", "");
        for work in &credential.citations {
            line(&format!("  {}", work.text), "  ");
        }
    }
    sanitize(&text)
}

fn at_least(words: usize) -> String {
    if words == 0 { String::new() } else { format!(", at least {}", counted(words, "word")) }
}

/// The credentials as `mcred.catalog/1`.
///
/// # Errors
/// The serializer failed.
pub fn catalog_json(credentials: &[&Credential]) -> Result<String, RenderError> {
    let document = CatalogJson {
        schema: "mcred.catalog/1",
        credentials: credentials.iter().map(|credential| credential_json(credential)).collect(),
    };
    super::json_document::document(&document)
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "mcred.catalog/1"))]
/// What `mcred catalog --format json` says.
struct CatalogJson<'c> {
    #[cfg_attr(test, schemars(extend("const" = "mcred.catalog/1")))]
    schema: &'static str,
    credentials: Vec<CredentialJson<'c>>,
}

#[cfg(test)]
const WORDINGS: [&str; 3] = ["published", "overview", "derived"];

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct CredentialJson<'c> {
    id: &'c str,
    title: &'c str,
    issuer: &'c str,
    page: Option<&'c str>,
    tags: &'c [String],
    overview: OverviewJson<'c>,
    outcomes: Vec<OutcomeJson<'c>>,
    evidence_requirements: &'c [String],
    /// What else the issuer asks of files and texts, where the catalog file states any.
    #[serde(skip_serializing_if = "Option::is_none")]
    limits: Option<&'c Limits>,
    reflection: ReflectionJson<'c>,
    course: Option<CourseJson<'c>>,
    purchase: Option<PurchaseJson<'c>>,
    professional_credit: Option<&'c str>,
    honesty: Option<&'c str>,
    citations: Vec<WorkJson<'c>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct OverviewJson<'c> {
    minimum_words: usize,
    /// Whether the public page prints the questions.
    published: bool,
    questions: Vec<QuestionJson<'c>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct QuestionJson<'c> {
    number: u32,
    text: &'c str,
    #[cfg_attr(test, schemars(with = "String", extend("enum" = WORDINGS)))]
    wording: Wording,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct OutcomeJson<'c> {
    number: u32,
    text: &'c str,
    #[cfg_attr(test, schemars(with = "String", extend("enum" = WORDINGS)))]
    wording: Wording,
    details: Vec<DetailJson<'c>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct DetailJson<'c> {
    id: String,
    text: &'c str,
    #[cfg_attr(test, schemars(with = "String", extend("enum" = WORDINGS)))]
    wording: Wording,
    /// The issuer's criteria for it, where the catalog file states any.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    criteria: &'c [String],
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct ReflectionJson<'c> {
    minimum_words: usize,
    prompt: &'c str,
    must: &'c [String],
    may: &'c [String],
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct CourseJson<'c> {
    title: &'c str,
    pd_hours: serde_json::Number,
    #[serde(skip_serializing_if = "Option::is_none")]
    presenter: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    access: Option<&'c str>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct PurchaseJson<'c> {
    steps: &'c [String],
    subscription: Option<&'c str>,
    support: Option<&'c str>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct WorkJson<'c> {
    text: &'c str,
    quote: Option<&'c str>,
}

fn credential_json(credential: &Credential) -> CredentialJson<'_> {
    let questions = credential.overview.questions.iter().map(|question| QuestionJson {
        number: question.number,
        text: &question.text,
        wording: question.wording,
    });
    let outcomes = credential.outcomes.iter().map(|outcome| OutcomeJson {
        number: outcome.number,
        text: &outcome.text,
        wording: outcome.wording,
        details: outcome
            .details
            .iter()
            .map(|detail| DetailJson {
                id: detail.id.to_string(),
                text: &detail.text,
                wording: detail.wording,
                criteria: &detail.criteria,
            })
            .collect(),
    });
    CredentialJson {
        id: &credential.id,
        title: &credential.title,
        issuer: &credential.issuer,
        page: credential.page.as_deref(),
        tags: &credential.tags,
        overview: OverviewJson {
            minimum_words: credential.overview.minimum_words,
            published: credential.overview.published,
            questions: questions.collect(),
        },
        outcomes: outcomes.collect(),
        evidence_requirements: &credential.evidence_requirements,
        limits: Some(&credential.limits).filter(|limits| !limits.is_empty()),
        reflection: ReflectionJson {
            minimum_words: credential.reflection.minimum_words,
            prompt: &credential.reflection.prompt,
            must: &credential.reflection.must,
            may: &credential.reflection.may,
        },
        course: credential.course.as_ref().map(course_json),
        purchase: credential.purchase.as_ref().map(purchase_json),
        professional_credit: credential.professional_credit.as_deref(),
        honesty: credential.honesty.as_deref(),
        citations: credential.citations.iter().map(work_json).collect(),
    }
}

fn course_json(course: &Course) -> CourseJson<'_> {
    CourseJson {
        title: &course.title,
        pd_hours: hours(course.pd_hours),
        presenter: course.presenter.as_deref(),
        summary: course.summary.as_deref(),
        access: course.access.as_deref(),
    }
}

/// Whole hours as integers: `4`, not `4.0`.
fn hours(hours: f64) -> serde_json::Number {
    let whole = format!("{hours}").parse::<u64>().map(serde_json::Number::from);
    whole.or_else(|_| serde_json::Number::from_f64(hours).ok_or(())).unwrap_or_else(|()| 0.into())
}

fn purchase_json(purchase: &Purchase) -> PurchaseJson<'_> {
    PurchaseJson {
        steps: &purchase.steps,
        subscription: purchase.subscription.as_deref(),
        support: purchase.support.as_deref(),
    }
}

fn work_json(work: &Work) -> WorkJson<'_> {
    WorkJson { text: &work.text, quote: work.quote.as_deref() }
}

#[cfg(test)]
mod tests {
    use super::CatalogJson;
    use crate::render::json_schema::assert_schema_of;

    #[test]
    fn the_schema_matches_the_structs() {
        assert_schema_of::<CatalogJson<'_>>("mcred.catalog-1.json");
    }
}
