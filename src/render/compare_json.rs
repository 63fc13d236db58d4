//! `compare --format json`: the format `mcred.compare/1`.
//!
//! These structs define the format. It contains no text of a portfolio.

use serde::Serialize;

use super::RenderError;
use super::compare::{at, of_parts};
use super::json::{PositionJson, position_json};
use crate::rules::{Compared, ComparedPassage, Pair};
use crate::similarity::{MINIMUM_WORDS, Occurrence, PortfolioPart, Share};

/// The name and version of the format.
const SCHEMA: &str = "mcred.compare/1";

/// The passages that portfolios share, as one JSON document.
///
/// # Errors
/// The serializer failed.
pub fn compare_json(compared: &Compared) -> Result<String, RenderError> {
    let document = CompareJson {
        schema: SCHEMA,
        shortest: MINIMUM_WORDS,
        portfolios: compared.portfolios.iter().map(|one| one.name.clone()).collect(),
        pairs: compared.pairs.iter().map(|pair| pair_json(pair, compared)).collect(),
    };
    super::json_document::document(&document)
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "mcred.compare/1"))]
/// What `mcred compare --format json` says.
struct CompareJson {
    #[cfg_attr(test, schemars(extend("const" = SCHEMA)))]
    schema: &'static str,
    /// The fewest words in a row that are a shared passage.
    shortest: usize,
    /// The folders that were compared, as the user named them.
    portfolios: Vec<String>,
    /// The pairs that share something, those that share most first.
    pairs: Vec<PairJson>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct PairJson {
    first: SideJson,
    second: SideJson,
    passages: Vec<PassageJson>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
/// One of the two portfolios, and how much it shares with the other.
struct SideJson {
    path: String,
    overview: ShareJson,
    /// All of them together.
    explanations: ShareJson,
    reflection: ShareJson,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct ShareJson {
    /// The writer's own words: no quotations, no official texts.
    words: usize,
    /// Those of them that stand in shared passages.
    shared: usize,
    percent: usize,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct PassageJson {
    /// How many words it has, without what both quote or were given.
    words: usize,
    first: StretchJson,
    second: StretchJson,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
/// Where a passage stands in one of the two portfolios.
struct StretchJson {
    /// Relative to the portfolio, with `/`.
    path: String,
    #[cfg_attr(test, schemars(extend("enum" = ["overview", "explanation", "reflection"])))]
    part: &'static str,
    /// The detail that an explanation is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    start: PositionJson,
    /// Behind the last character.
    end: PositionJson,
    /// The practitioner's reason, only where the passage is waived.
    #[serde(skip_serializing_if = "Option::is_none")]
    waived: Option<String>,
}

fn pair_json(pair: &Pair, compared: &Compared) -> PairJson {
    let side = |side: usize, number: usize| {
        let [overview, explanations, reflection] = of_parts(pair, compared, side).map(share_json);
        let path = compared.portfolios.get(number).map(|it| it.name.clone()).unwrap_or_default();
        SideJson { path, overview, explanations, reflection }
    };
    let [one, other] = pair.portfolios;
    let passages = pair.passages.iter();
    PairJson {
        first: side(0, one),
        second: side(1, other),
        passages: passages.filter_map(|it| passage_json(it, one, other, compared)).collect(),
    }
}

fn share_json(share: Share) -> ShareJson {
    ShareJson { words: share.words, shared: share.shared, percent: share.percent() }
}

fn passage_json(
    shared: &ComparedPassage,
    one: usize,
    other: usize,
    compared: &Compared,
) -> Option<PassageJson> {
    let [waived_one, waived_other] = &shared.waived;
    let passage = &shared.passage;
    Some(PassageJson {
        words: passage.words,
        first: stretch_json(compared, one, &passage.here, waived_one)?,
        second: stretch_json(compared, other, &passage.there, waived_other)?,
    })
}

fn stretch_json(
    compared: &Compared,
    portfolio: usize,
    occurrence: &Occurrence,
    waived: &Option<String>,
) -> Option<StretchJson> {
    let (portfolio, part, path) = at(compared, portfolio, occurrence)?;
    let source = portfolio.source(path)?;
    let position = |byte: usize| position_json(source.position(byte));
    let (part, detail) = match part {
        PortfolioPart::Overview => ("overview", None),
        PortfolioPart::Explanation(id) => ("explanation", Some(id.to_string())),
        PortfolioPart::Reflection | PortfolioPart::Other => ("reflection", None),
    };
    Some(StretchJson {
        path: path.to_owned(),
        part,
        detail,
        start: position(occurrence.span.start),
        end: position(occurrence.span.end),
        waived: waived.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::CompareJson;
    use crate::render::json_schema::assert_schema_of;

    #[test]
    fn the_schema_matches_the_structs() {
        assert_schema_of::<CompareJson>("mcred.compare-1.json");
    }
}
