//! Rows of a table: what each column holds, by its heading.

use super::block::{Block, Marker, Role};

/// Sets the role of the cells below headings of columns.
pub(super) fn set_roles(blocks: &mut [Block]) {
    let mut roles: Vec<(u32, Role)> = Vec::new();
    let mut start = 0;
    while let Some(cell) = blocks.get(start).map(|block| block.cell) {
        let Some(cell) = cell else {
            roles.clear();
            start += 1;
            continue;
        };
        let is_same = |block: &&Block| block.cell.is_some_and(|other| other.row == cell.row);
        let length = blocks.iter().skip(start).take_while(is_same).count();
        let row = blocks.get_mut(start..start + length).unwrap_or_default();
        let headings: Vec<Option<Role>> = row.iter().map(|block| of_heading(&block.text)).collect();
        if length > 1 && headings.iter().all(Option::is_some) {
            roles.clear();
            for (block, role) in row.iter_mut().zip(headings) {
                roles.extend(block.cell.zip(role).map(|(cell, role)| (cell.column, role)));
                block.role = Some(Role::Other);
            }
        } else {
            for block in row.iter_mut() {
                let column = block.cell.map(|cell| cell.column);
                let role = roles.iter().find(|(number, _)| Some(*number) == column);
                block.role = role.map(|(_, role)| *role);
                number(block);
            }
        }
        start += length;
    }
}

/// A bare number before the words of an outcome or question, which is none elsewhere: `1 Plants`.
fn number(block: &mut Block) {
    if block.marker.is_none()
        && matches!(block.role, Some(Role::Outcome | Role::Question))
        && let Some((head, words)) = block.text.split_once(' ')
        && let Ok(number @ 1..=99) = head.parse()
    {
        block.text = words.to_owned();
        block.marker = Some(Marker::Number(number));
    }
}

fn of_heading(text: &str) -> Option<Role> {
    let lower = text.to_lowercase();
    let words = lower.trim_matches([':', '*', ' ', '#', '.']);
    if words.len() > 40 {
        return None;
    }
    let has = |parts: &[&str]| parts.iter().any(|part| words.contains(part));
    if has(&["criteria", "criterion", "rubric", "proficient", "look-for", "success", "exemplary"]) {
        Some(Role::Criteria)
    } else if has(&[
        "basic",
        "developing",
        "not yet",
        "emerging",
        "unsatisfactory",
        "beginning",
        "evidence",
        "artifact",
        "explanation",
        "location",
        "score",
        "points",
        "rating",
        "notes",
        "comment",
        "status",
        "met",
        "yes",
        "page",
        "example",
        "date",
    ]) {
        Some(Role::Other)
    } else if has(&["detail", "subskill", "sub-skill", "indicator", "element", "descriptor"]) {
        Some(Role::Detail)
    } else if has(&["outcome", "competency", "standard", "component", "domain"]) || words == "eo" {
        Some(Role::Outcome)
    } else if has(&["question", "prompt"]) {
        Some(Role::Question)
    } else if ["", "no", "nr", "number", "id", "code", "description", "text"].contains(&words) {
        Some(Role::Detail)
    } else {
        None
    }
}
