//! The title of the credential among the first lines of a source.

use super::block::Block;
use super::draft::Found;

/// The line that is most likely the title: of those before the requirements, one that other lines repeat,
/// that is a heading, or that is written as titles are.
pub(super) fn title(before: &[Block], all: &[Block]) -> Option<Found> {
    let mut best: Option<(u32, &Block)> = None;
    for block in before.iter().filter(|block| may_be_title(block)).take(60) {
        let repeated = all
            .iter()
            .take(2_000)
            .any(|other| other.text.len() > block.text.len() && other.text.contains(&block.text));
        let first = block.text.split(' ').next().unwrap_or_default().to_lowercase();
        let score = u32::from(repeated) * 4
            + u32::from(first.ends_with("ing") && first.len() > 4) * 3
            + u32::from(block.heading.is_some()) * 2
            + u32::from(block.text.to_lowercase().contains("micro-credential") && !repeated)
            + u32::from(is_title_case(&block.text))
            + 1;
        // The later of two that are equally likely stands closer to the requirements.
        if best.as_ref().is_none_or(|(most, _)| score >= *most) {
            best = Some((score, block));
        }
    }
    best.map(|(_, block)| Found { line: block.line, text: block.text.clone() })
}

fn may_be_title(block: &Block) -> bool {
    let words = block.text.split(' ').count();
    let is_sentence = block.text.ends_with(['.', ':', '?', ',', ';']);
    let is_path = block.text.contains([';', '|', '>', '›', '»', '%', '@', '/']);
    (1..=14).contains(&words)
        && block.text.len() <= 120
        && !is_sentence
        && !is_path
        && block.cell.is_none()
        && !matches!(&block.marker, Some(marker) if !matches!(marker, super::block::Marker::Number(_)))
}

/// Whether most long words begin with a capital.
fn is_title_case(text: &str) -> bool {
    let long = text.split(' ').filter(|word| word.chars().count() > 3);
    let (capital, all) = long.fold((0, 0), |(capital, all), word| {
        (capital + u32::from(word.starts_with(char::is_uppercase)), all + 1)
    });
    all > 1 && capital * 3 >= all * 2
}
