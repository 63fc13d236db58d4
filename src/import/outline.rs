//! Blocks -> outcomes with their details, questions and the reflection.

use super::block::{Block, Case, Marker, Role};
use super::draft::{Draft, Found};
use super::label::{Label, label};
use super::marker::roman;
use super::reader::Reader;
use super::section::{Section, section};
use super::{ImportError, MOST, inline_list, page_text, table, title, too_many};

/// Reads the blocks of a source.
///
/// # Errors
/// It lists more than any credential.
pub(super) fn read(blocks: Vec<Block>) -> Result<Draft, ImportError> {
    let (mut blocks, of_page) = page_text::parted(blocks);
    table::set_roles(&mut blocks);
    let (mut blocks, split_lines) = inline_list::split(blocks);
    resolve_roman(&mut blocks);
    let headings: Vec<Option<Heading>> = blocks.iter().map(heading).collect();
    let is_other = |it: &Heading| matches!(it, Heading::Section(Section::Other));
    let first = headings.iter().position(|it| it.as_ref().is_some_and(|it| !is_other(it)));
    let first = first.unwrap_or(0);
    let title = title::title(blocks.get(..first).unwrap_or_default(), &blocks);
    let mut reader = Reader::new(title);
    // Without any heading, a list of questions is one, and any other is of outcomes.
    if headings.iter().flatten().all(is_other) {
        let asks = blocks.iter().filter(|block| block.text.ends_with('?')).count();
        let items = blocks.iter().filter(|block| block.marker.is_some()).count();
        let is_list = asks * 2 > items.max(1);
        reader.assume(if is_list { Section::Questions } else { Section::Outcomes });
    }
    let mut at = 0;
    while let Some(block) = blocks.get(at) {
        if let Some(Some(heading)) = headings.get(at) {
            match heading {
                Heading::Label(label, rest) => reader.label(label, rest, block),
                Heading::Section(section) => reader.begin(*section, block),
            }
            at += 1;
        }
        // What stands below one heading is judged together.
        let length = headings.iter().skip(at).take_while(|heading| heading.is_none()).count();
        let run = blocks.get(at..at + length).unwrap_or_default();
        // Where details are headed as such, what stands before them is none.
        let are_details_headed = matches!(
            headings.get(at + length),
            Some(Some(Heading::Label(Label::Details(None) | Label::Detail(..), _)))
        );
        let is_marked = are_details_headed
            || run.iter().any(|block| block.marker.is_some() || block.role.is_some());
        for block in run {
            reader.block(block, is_marked);
            if reader.count > MOST {
                return Err(too_many());
            }
        }
        at += length;
    }
    let mut draft = reader.finish();
    for line in split_lines {
        let message = "several items on one line: each was taken for itself";
        draft.remarks.push((Some(line), message.to_owned()));
    }
    draft.unused.extend(of_page.into_iter().map(|it| Found { line: it.line, text: it.shown() }));
    draft.unused.sort_by_key(|found| found.line);
    draft.remarks.sort_by_key(|(line, _)| *line);
    Ok(draft)
}

/// A block that says what follows.
enum Heading {
    Section(Section),
    Label(Label, String),
}

fn heading(block: &Block) -> Option<Heading> {
    if matches!(block.role, Some(Role::Other)) {
        return None;
    }
    if let Some((label, rest)) = label(&block.text) {
        return Some(Heading::Label(label, rest.to_owned()));
    }
    section(block).map(Heading::Section)
}

/// Letters that are roman numbers: `i` where no `h` came before, and what follows from there.
fn resolve_roman(blocks: &mut [Block]) {
    let mut last = [(String::new(), 0_u32), (String::new(), 0)];
    for marker in blocks.iter_mut().filter_map(|block| block.marker.as_mut()) {
        let Marker::Letters(text) = marker else { continue };
        let case = Case::of(text);
        let [lower, upper] = &mut last;
        let (letter, number) = if case == Case::Lower { lower } else { upper };
        let small = text.to_ascii_lowercase();
        let follows = letter.len() == 1
            && small.len() == 1
            && letter.bytes().next().map(|byte| byte + 1) == small.bytes().next();
        let value = roman(&small)
            .filter(|value| !follows && (small.len() > 1 || *value == 1 || *value == *number + 1));
        match value {
            Some(value) => {
                (*letter, *number) = (String::new(), value);
                *marker = Marker::Roman(value, case);
            }
            None => (*letter, *number) = (small, 0),
        }
    }
}
