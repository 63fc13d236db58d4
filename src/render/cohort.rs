//! Several portfolios in one table, for the coach of a cohort.

use std::collections::HashMap;
use std::fmt::Write;

use super::cohort_words::{unsupported, zips};
use super::plain::plain;
use super::portfolio_names::{credential_name, without_common_parents};
use super::text_width::{columns, shortened};
use super::{Column, RenderOptions, counted, grouped, next_steps, table};
use crate::load::Beside;
use crate::model::{escape_controls, shown_path, wrapped};
use crate::rules::Checked;

/// The width from which the credential has a column.
const WIDE: usize = 100;
/// The width below which there is no table.
const NARROW: usize = 72;
/// The most characters of a credential's title.
const TITLE: usize = 22;

/// The width from which the heading of a column is written out.
const ROOMY: usize = 100;

/// A row per folder: its name, credential, progress, missing details and next step.
pub(super) fn cohort(checked: &[Checked], options: &RenderOptions) -> String {
    if options.width < NARROW {
        return plain(checked, options);
    }
    let mut text = String::new();
    // The most frequent credential is named once, above the table.
    let common = common(checked);
    let same = checked.iter().all(|one| Some(credential_name(one)) == common);
    if let Some(common) = &common {
        let unless = if same { "" } else { ", where a row says no other" };
        let title = format!(" {}{unless}", escape_controls(common));
        text.push_str(&wrapped(&title, " ", options.width));
    }
    let own_column = !same && options.width >= WIDE;
    let most = if options.width >= WIDE { 28 } else { 20 };
    let names: Vec<String> = folder_names(checked, options.beside)
        .iter()
        .map(|name| end_of(&escape_controls(name), most, '/'))
        .collect();
    // Below the name, a title is indented.
    let title_room = if own_column { TITLE } else { most - 2 };
    let titles: Vec<String> = checked
        .iter()
        .map(credential_name)
        .map(|name| match common == Some(name.clone()) {
            true => String::new(),
            false => end_of(&escape_controls(&name), title_room, ' '),
        })
        .collect();
    let widest = |texts: &[String]| texts.iter().map(|text| columns(text)).max();
    let mut left = widest(&names).unwrap_or(0).max("Portfolio".len());
    let mut columns = vec![Column::word("Portfolio")];
    match (same, own_column) {
        (false, true) => {
            columns.push(Column::word("Credential"));
            left += widest(&titles).unwrap_or(0) + 2;
        }
        (false, false) => left = left.max(widest(&titles).unwrap_or(0) + 2),
        (true, _) => {}
    }
    let warnings = if options.width >= ROOMY { "Warnings" } else { "Warn." };
    columns.extend(["Part 1", "Details", "Part 3", "Errors", warnings].map(Column::number));
    columns.push(Column::text("Next"));
    // The first headings of the numbers have 25 characters, and columns are two spaces apart.
    let next = options.width.saturating_sub(left + 25 + warnings.len() + 2 * columns.len());
    let others = names.get(checked.len()..).unwrap_or_default().to_vec();
    let rows = checked.iter().zip(names.into_iter().zip(titles)).map(|(one, (name, title))| {
        let mut row = match (same, own_column) {
            (true, _) => vec![name],
            (false, true) => vec![name, title],
            (false, false) if title.is_empty() => vec![name],
            (false, false) => vec![format!("{name}\n  {title}")],
        };
        row.extend(progress(one));
        // Three lines, minus the space that is lost at line ends.
        let step = shortened(&next_step(one), (next * 3).saturating_sub(12).max(16));
        row.push(match unsupported(one) {
            missing if missing.is_empty() => step,
            missing => format!("{step}\nLacks {missing}"),
        });
        row
    });
    let mut rows: Vec<Vec<String>> = rows.collect();
    rows.extend(others.into_iter().zip(&options.beside.folders).map(|(name, (_, why))| {
        let mut row = vec![name];
        row.resize(columns.len() - 1, "–".to_owned());
        row.push(format!("No portfolio: {why}."));
        row
    }));
    text.push_str(&table(options.width, &columns, rows));
    let complete = checked.iter().filter(|one| one.is_complete()).count();
    let _ = writeln!(
        text,
        "\n{complete} of {} complete; parts 1 and 3 in words.\n\
         `mcred check FOLDER` shows one in full.",
        counted(checked.len(), "portfolio")
    );
    text.push_str(&wrapped(&zips(options.beside), "  ", options.width));
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

/// The names of the portfolios and the other folders, without their common parents.
fn folder_names(checked: &[Checked], beside: &Beside) -> Vec<String> {
    let portfolios = checked.iter().map(|one| one.portfolio.name.clone());
    let others = beside.folders.iter().map(|(path, _)| shown_path(path));
    let names: Vec<String> = portfolios.chain(others).collect();
    without_common_parents(names.iter().map(String::as_str))
}

/// The credential of more than half of the portfolios.
fn common(checked: &[Checked]) -> Option<String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    checked.iter().for_each(|one| *counts.entry(credential_name(one)).or_default() += 1);
    let most = counts.into_iter().find(|(_, count)| count * 2 > checked.len());
    most.map(|(name, _)| name).filter(|name| name != "?")
}

fn progress(checked: &Checked) -> [String; 5] {
    let portfolio = &checked.portfolio;
    let supported = checked.coverage.details().filter(|detail| detail.supported).count();
    [
        grouped(portfolio.overview.words().strict),
        format!("{supported}/{}", checked.coverage.details().count()),
        grouped(portfolio.reflection.words().strict),
        checked.counts().errors.to_string(),
        checked.counts().warnings.to_string(),
    ]
}

fn next_step(checked: &Checked) -> String {
    let step = next_steps(checked).into_iter().next();
    step.unwrap_or_else(|| "Pack it.".to_owned())
}

/// The end of a text, from a whole word on, at most this long. The end of a title or path
/// distinguishes it best.
fn end_of(text: &str, characters: usize, between: char) -> String {
    if columns(text) <= characters {
        return text.to_owned();
    }
    let starts = text.match_indices(between).map(|(index, separator)| index + separator.len());
    let ends = starts.filter_map(|start| text.get(start..));
    let short = ends.filter(|end| columns(end) < characters);
    // "Safety" is better than "of Safety".
    let capitalized = short.clone().find(|end| end.starts_with(|c: char| !c.is_lowercase()));
    match capitalized.or_else(|| short.clone().next()) {
        Some(end) if between == ' ' => format!("…{end}"),
        Some(end) => format!("…/{end}"),
        None => shortened(text, characters),
    }
}

#[cfg(test)]
mod tests {
    use super::end_of;

    #[test]
    fn long_titles_keep_their_end() {
        let short = |title| end_of(title, super::TITLE, ' ');
        assert_eq!(short("Leading a Culture of Safety"), "…Culture of Safety");
        assert_eq!(short("Embedding a Culture of Student-Centeredness"), "…Student-Centeredness");
        assert_eq!(short("Leading and Promoting Mutual Respect"), "…Mutual Respect");
        assert_eq!(
            end_of("2025/spring/group-of-the-north/anna", 24, '/'),
            "…/group-of-the-north/anna"
        );
    }
}
