//! What a chart says (ECMA-376 part 1, DrawingML charts): its titles, the names of its series and
//! categories, and its values.

use std::collections::HashSet;

use crate::container::xml::{Node, walk};
use crate::container::zip::Package;
use crate::io::{ProbeError, Source};

/// The most texts of one chart: more are no chart that anybody reads.
const MOST: usize = 10_000;

/// What the charts of a file show, by which the workbooks behind them are judged.
pub(crate) fn shown_by_charts(source: &mut dyn Source) -> HashSet<String> {
    let Ok(package) = Package::open(source) else { return HashSet::new() };
    let is_chart = |name: &&str| name.contains("/charts/chart") && name.ends_with(".xml");
    let mut texts = Vec::new();
    for chart in package.names().filter(is_chart) {
        // A damaged chart shows what stands before the damage.
        chart_texts(&package, chart, &mut texts).ok();
    }
    texts.into_iter().map(|text| text.trim().to_owned()).collect()
}

/// Adds the texts of a chart; one that is repeated, such as a category of each series, comes once.
pub(super) fn chart_texts(
    package: &Package<'_>,
    part: &str,
    texts: &mut Vec<String>,
) -> Result<(), ProbeError> {
    let mut seen = HashSet::new();
    let (mut paragraph, mut value, mut format) = (String::new(), String::new(), String::new());
    let (mut in_text, mut in_value, mut in_format) = (false, false, false);
    let mut take = |text: String| {
        if !text.trim().is_empty() && seen.len() < MOST && seen.insert(text.clone()) {
            texts.push(text);
        }
    };
    walk(package.part(part)?, part, |node| {
        match node {
            Node::Start("a:t", _) => in_text = true,
            Node::End("a:t") => in_text = false,
            Node::Start("a:br", _) => paragraph.push('\n'),
            Node::End("a:p") => take(std::mem::take(&mut paragraph)),
            // The values as the chart has them, beside the workbook that they come from.
            Node::Start("c:v" | "cx:pt" | "cx:v", _) => in_value = true,
            Node::End("c:v" | "cx:pt" | "cx:v") => {
                in_value = false;
                take(shown(&std::mem::take(&mut value), &format));
            }
            Node::Start("c:formatCode", _) => {
                in_format = true;
                format.clear();
            }
            Node::End("c:formatCode") => in_format = false,
            Node::End("c:numCache") => format.clear(),
            Node::Text(text) if in_text => paragraph.push_str(text),
            Node::Text(text) if in_value => value.push_str(text),
            Node::Text(text) if in_format => format.push_str(text),
            _ => {}
        }
        Ok(())
    })
}

/// A value as the chart shows it: a part of one as percent.
fn shown(value: &str, format: &str) -> String {
    match value.parse::<f64>() {
        Ok(number) if format.contains('%') => {
            let decimals = format.split_once('.').map_or(0, |(_, rest)| {
                rest.chars().take_while(|symbol| *symbol == '0' || *symbol == '#').count().min(9)
            });
            format!("{:.decimals$}%", number * 100.0)
        }
        _ => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_one_are_shown_as_percent() {
        assert_eq!(shown("0.834", "0%"), "83%");
        assert_eq!(shown("0.834", "0.0%"), "83.4%");
        assert_eq!(shown("12", "General"), "12");
        assert_eq!(shown("Belonging", "0%"), "Belonging");
    }
}
