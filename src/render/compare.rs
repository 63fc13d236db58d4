//! `compare --format human`: the pairs that share text, then their passages side by side.

use std::fmt::Write;

use super::display_location::path_with_portfolio;
use super::portfolio_names::without_common_parents;
use super::text_width::shortened;
use super::{Column, RenderOptions, counted, grouped, sanitize, table};
use crate::model::{Portfolio, wrapped};
use crate::rules::{Compared, ComparedPassage, Pair};
use crate::similarity::{MINIMUM_WORDS, Occurrence, PortfolioPart, Share};

/// The most pairs that are listed; JSON has all.
const PAIRS: usize = 40;
/// The most passages that are listed per pair.
const PASSAGES: usize = 12;
/// The most words that are shown of a passage, enough to find it.
const EXCERPT: usize = 6;
/// The width below which texts are not shown side by side.
const NARROW: usize = 60;

/// The pairs that share text, and the passages that they share.
pub fn compare_human(compared: &Compared, options: &RenderOptions) -> String {
    let names =
        without_common_parents(compared.portfolios.iter().map(|portfolio| portfolio.name.as_str()));
    let shown = compared.pairs.get(..PAIRS).unwrap_or(&compared.pairs);
    let mut text = String::new();
    if !options.quiet && !shown.is_empty() && !options.plain {
        text.push_str(&overview(shown, compared, &names, options));
        text.push('\n');
    }
    for pair in shown {
        match options.plain || options.quiet || options.width < NARROW {
            true => lines(&mut text, pair, compared, &names, options),
            false => passages(&mut text, pair, compared, &names, options),
        }
    }
    if compared.pairs.len() > PAIRS {
        let more = compared.pairs.len() - PAIRS;
        let _ = writeln!(text, "… and {}: `--format json` lists all", counted(more, "more pair"));
    }
    if !options.quiet {
        let said = summary(compared);
        text.push_str(&if options.plain { said + "\n" } else { wrapped(&said, "", options.width) });
    }
    sanitize(&text)
}

fn summary(compared: &Compared) -> String {
    let all = compared.portfolios.len();
    let run = format!("{MINIMUM_WORDS} words or more in a row");
    match compared.pairs.len() {
        0 if all == 2 => format!("These two share nothing of {run}."),
        0 => format!("No two of {} share {run}.", counted(all, "portfolio")),
        pairs => {
            let of = all * (all - 1) / 2;
            let who = match (pairs, of) {
                (_, 1) => "These two share".to_owned(),
                (1, of) => format!("1 of {} shares", counted(of, "pair")),
                (pairs, of) => format!("{} of {} share", grouped(pairs), counted(of, "pair")),
            };
            format!("{who} {run}. Whether they may, a person judges: `mcred explain shared-text`.")
        }
    }
}

/// A row per pair: the percentage of each part that either shares with the other.
fn overview(
    pairs: &[Pair],
    compared: &Compared,
    names: &[String],
    options: &RenderOptions,
) -> String {
    let mut columns = vec![Column::text("Portfolios")];
    columns.extend(["Overview", "Explanations", "Reflection", "Passages"].map(Column::number));
    let rows = pairs.iter().map(|pair| {
        let cell = |percent: &dyn Fn(&[Share; 3]) -> Share| {
            let both = [0, 1].map(|side| percent(&of_parts(pair, compared, side)));
            both.map(|share| format!("{} %", share.percent())).join("\n")
        };
        let named = pair.portfolios.map(|number| name(names, number).to_owned());
        vec![
            named.join("\n"),
            cell(&|[overview, _, _]| *overview),
            cell(&|[_, explanations, _]| *explanations),
            cell(&|[_, _, reflection]| *reflection),
            pair.passages.len().to_string(),
        ]
    });
    let mut text = table(options.width, &columns, rows.collect());
    let hint = "\n  Of each portfolio's own words, how many the other one has in the same order.";
    text.push_str(&wrapped(hint, "  ", options.width));
    text
}

/// The share of the overview, of all explanations, and of the reflection.
pub(super) fn of_parts(pair: &Pair, compared: &Compared, side: usize) -> [Share; 3] {
    let mut parts = [Share::default(); 3];
    let [overview, explanations, reflection] = &mut parts;
    let texts = pair.portfolios.get(side).map_or(&[][..], |it| compared.corpus.texts(*it));
    for (text, share) in texts.iter().zip(pair.shares.get(side).into_iter().flatten()) {
        match text.part {
            PortfolioPart::Overview => *overview += *share,
            PortfolioPart::Explanation(_) => *explanations += *share,
            PortfolioPart::Reflection | PortfolioPart::Other => *reflection += *share,
        }
    }
    parts
}

/// The passages of a pair in two columns.
fn passages(
    text: &mut String,
    pair: &Pair,
    compared: &Compared,
    names: &[String],
    options: &RenderOptions,
) {
    let [one, other] = pair.portfolios;
    let _ = writeln!(text, "{} and {}", name(names, one), name(names, other));
    let columns = [Column::number("Words"), Column::text("First"), Column::text("Second")];
    let room = options.width.saturating_sub(14) / 2;
    let rows = pair.passages.iter().take(PASSAGES).map(|shared| {
        let sides = sides(pair, shared).map(|(portfolio, occurrence, waived)| {
            let Some((portfolio, part, path)) = at(compared, portfolio, occurrence) else {
                return String::new();
            };
            let mut cell = place(portfolio, path, occurrence);
            if let PortfolioPart::Explanation(id) = part {
                let _ = write!(cell, " ({id})");
            }
            let _ = write!(cell, "\n{}", excerpt(portfolio, path, occurrence, room));
            if let Some(reason) = waived {
                let _ = write!(cell, "\nset aside: {reason}");
            }
            cell
        });
        let [first, second] = sides;
        vec![shared.passage.words.to_string(), first, second]
    });
    text.push_str(&table(options.width, &columns, rows.collect()));
    text.push('\n');
    more(text, pair);
    text.push('\n');
}

/// The passages of a pair, a line each.
fn lines(
    text: &mut String,
    pair: &Pair,
    compared: &Compared,
    names: &[String],
    options: &RenderOptions,
) {
    let [one, other] = pair.portfolios;
    if !options.quiet {
        let shared = counted(pair.passages.len(), "shared passage");
        let _ = writeln!(text, "{} and {}: {shared}.", name(names, one), name(names, other));
        for side in [0, 1] {
            let [overview, explanations, reflection] =
                of_parts(pair, compared, side).map(Share::percent);
            let who = pair.portfolios.get(side).map_or("", |number| name(names, *number));
            let _ = writeln!(
                text,
                "Shared of {who}: {overview} % of the overview, {explanations} % of the \
                 explanations, {reflection} % of the reflection."
            );
        }
    }
    for shared in pair.passages.iter().take(PASSAGES) {
        let places = sides(pair, shared).map(|(portfolio, occurrence, waived)| {
            let Some((portfolio, _, path)) = at(compared, portfolio, occurrence) else {
                return String::new();
            };
            let place = path_with_portfolio(portfolio, &place(portfolio, path, occurrence));
            match waived {
                Some(reason) => format!("{place} (set aside: {reason})"),
                None => place,
            }
        });
        let _ = writeln!(text, "{} words: {}", shared.passage.words, places.join(" and "));
    }
    more(text, pair);
    if !options.quiet {
        text.push('\n');
    }
}

fn more(text: &mut String, pair: &Pair) {
    if pair.passages.len() > PASSAGES {
        let _ = writeln!(text, "… and {} more", pair.passages.len() - PASSAGES);
    }
}

/// Portfolio, passage and reason of both sides.
fn sides<'j>(
    pair: &Pair,
    shared: &'j ComparedPassage,
) -> [(usize, &'j Occurrence, Option<&'j String>); 2] {
    let [one, other] = pair.portfolios;
    let [waived_one, waived_other] = &shared.waived;
    [
        (one, &shared.passage.here, waived_one.as_ref()),
        (other, &shared.passage.there, waived_other.as_ref()),
    ]
}

/// The portfolio, part and file of a passage.
pub(super) fn at<'c>(
    compared: &'c Compared,
    portfolio: usize,
    occurrence: &Occurrence,
) -> Option<(&'c Portfolio, &'c PortfolioPart, &'c str)> {
    let text = compared.corpus.texts(portfolio).get(occurrence.text)?;
    Some((compared.portfolios.get(portfolio)?, &text.part, &text.path))
}

fn place(portfolio: &Portfolio, path: &str, occurrence: &Occurrence) -> String {
    let start = occurrence.span.start;
    match portfolio.source(path) {
        Some(source) if source.paragraph(start).is_some() => {
            format!("{path}, {}", source.place_in_words(start))
        }
        Some(source) => {
            let start = source.position(start);
            format!("{path}:{}:{}", start.line, start.column)
        }
        None => path.to_owned(),
    }
}

/// The first words of a passage. No report copies it whole.
fn excerpt(portfolio: &Portfolio, path: &str, occurrence: &Occurrence, room: usize) -> String {
    let text = portfolio.source(path).and_then(|source| source.text.get(occurrence.span.clone()));
    let words: Vec<&str> = text.unwrap_or_default().split_whitespace().take(EXCERPT).collect();
    let words = shortened(&words.join(" "), room.saturating_sub(4));
    format!("“{} …”", words.trim_end_matches('…'))
}

fn name(names: &[String], number: usize) -> &str {
    names.get(number).map_or("", String::as_str)
}
