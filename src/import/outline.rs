//! Blocks -> outcomes with their details, questions and the reflection.

use super::block::{Block, Case, Class, Marker};
use super::draft::{Draft, Found, FoundOutcome};
use super::label::{Label, label, number_at};
use super::marker::roman;
use super::section::{Section, section};
use super::word_bounds::minimum;

/// Reads the blocks of a source.
pub(super) fn read(mut blocks: Vec<Block>) -> Draft {
    resolve_roman(&mut blocks);
    let mut reader = Reader { section: Section::Unknown, ..Reader::default() };
    // Without any heading, a list of questions is one, and any other is of outcomes.
    let is_headed = blocks.iter().any(|it| {
        let known = section(it).is_some_and(|it| it != Section::Other);
        known || matches!(label(&it.text), Some((Label::Outcome(_) | Label::Question, _)))
    });
    if !is_headed {
        let asks = blocks.iter().filter(|block| block.text.ends_with('?')).count();
        let items = blocks.iter().filter(|block| block.marker.is_some()).count();
        let is_list = asks * 2 > items.max(1);
        reader.section = if is_list { Section::Questions } else { Section::Outcomes };
    }
    blocks.iter().for_each(|block| reader.block(block));
    reader.draft
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

#[derive(Default)]
struct Reader {
    draft: Draft,
    section: Section,
    /// The outcome that details belong to, by its index.
    current: Option<usize>,
    /// Whether outcomes have labels, so that every item of a list is a detail.
    labelled: bool,
    /// Whether a heading said that details follow.
    details_follow: bool,
    /// The class and the indentation of each open level of a list.
    levels: Vec<(Class, usize)>,
}

impl Reader {
    fn block(&mut self, block: &Block) {
        let is_open = self.section != Section::Other || block.marker.is_none();
        if let Some((label, rest)) = label(&block.text).filter(|_| is_open) {
            return self.label(label, rest, block);
        }
        if let Some(section) = section(block) {
            return self.begin(section, block);
        }
        match self.section {
            Section::Questions => self.question(block),
            Section::Outcomes | Section::Portfolio => self.item(block),
            Section::Reflection => match is_of_page(&block.text) {
                true => self.unused(block),
                false => {
                    let draft = &mut self.draft;
                    let stated = minimum(&block.text);
                    draft.reflection_minimum = draft.reflection_minimum.or(stated);
                    draft.reflection.push(Found { line: block.line, text: block.shown() });
                }
            },
            Section::Unknown if block.text.split(' ').count() <= 14 => {
                let is_title = self.draft.title.is_none() && !is_of_page(&block.text);
                match is_title {
                    true => self.draft.title = Some(found(block)),
                    false => self.unused(block),
                }
            }
            _ => self.unused(block),
        }
    }

    fn begin(&mut self, section: Section, block: &Block) {
        self.section = section;
        self.levels.clear();
        self.current = None;
        (self.labelled, self.details_follow) = (false, false);
        let stated = minimum(&block.text);
        match section {
            Section::Questions | Section::Overview => {
                self.draft.overview_minimum = self.draft.overview_minimum.or(stated);
            }
            Section::Reflection => {
                self.draft.reflection_minimum = self.draft.reflection_minimum.or(stated);
            }
            Section::Outcomes => {
                let words = block.text.to_lowercase();
                let before = words.split("identified").next().unwrap_or_default();
                let announced = before.split(' ').rev().find_map(|word| number_at(word));
                self.draft.announced = announced.map(|(number, _)| number).or(self.draft.announced);
            }
            Section::Other => self.unused(block),
            _ => {}
        }
        if section == Section::Overview && block.text.len() > 90 {
            self.unused(block);
        }
    }

    fn label(&mut self, label: Label, rest: &str, block: &Block) {
        let words = Found { line: block.line, text: rest.to_owned() };
        self.levels.clear();
        match label {
            Label::Question => {
                self.section = Section::Questions;
                self.draft.questions.push(words);
            }
            Label::Outcome(number) => {
                self.section = Section::Outcomes;
                (self.labelled, self.details_follow) = (true, false);
                self.outcome(number, words);
            }
            Label::Details(number) => {
                self.section = Section::Outcomes;
                (self.labelled, self.details_follow) = (true, true);
                if let Some(number) = number {
                    self.outcome(number, Found { line: block.line, text: String::new() });
                }
                if !rest.is_empty() {
                    self.detail(None, words);
                }
            }
            Label::Detail(number, letter) => {
                self.section = Section::Outcomes;
                if let Some(number) = number {
                    self.outcome(number, Found { line: block.line, text: String::new() });
                }
                self.labelled = true;
                self.detail(Some(letter), words);
            }
        }
    }

    fn question(&mut self, block: &Block) {
        let stated = minimum(&block.text);
        let asks = block.text.ends_with('?');
        if block.marker.is_none() && !asks {
            self.draft.overview_minimum = self.draft.overview_minimum.or(stated);
            if stated.is_none() {
                self.unused(block);
            }
            return;
        }
        let class = (block.class(), block.indent);
        let is_inner = self.levels.first().is_some_and(|first| {
            block.marker.is_some() && (first.1 + 1 < class.1 || first.0 != class.0)
        });
        if is_inner && let Some(question) = self.draft.questions.last_mut() {
            question.text.push(' ');
            question.text.push_str(&block.shown());
            return;
        }
        if self.levels.is_empty() && block.marker.is_some() {
            self.levels.push(class);
        }
        self.draft.questions.push(found(block));
    }

    /// An item below a heading of outcomes.
    fn item(&mut self, block: &Block) {
        let awaits = self.current.and_then(|index| self.draft.outcomes.get_mut(index));
        if let Some(outcome) = awaits
            && outcome.words.text.is_empty()
            && outcome.details.is_empty()
            && block.marker.is_none()
            && !self.details_follow
        {
            outcome.words = found(block);
            return;
        }
        if let Some(Marker::Pair(number, letter)) = &block.marker {
            self.outcome(*number, Found { line: block.line, text: String::new() });
            return self.detail(Some(letter.clone()), found(block));
        }
        let depth = match (&block.marker, self.details_follow) {
            (None, false) if block.indent == 0 => return self.unused(block),
            _ => self.depth(block) + usize::from(self.labelled),
        };
        let letter = match &block.marker {
            Some(Marker::Letters(letter)) if letter.len() == 1 => Some(letter.to_lowercase()),
            _ => None,
        };
        match depth {
            0 if is_of_page(&block.text) => self.unused(block),
            0 => {
                let known = &self.draft.outcomes;
                let number = match &block.marker {
                    Some(Marker::Number(number)) => *number,
                    Some(Marker::Roman(number, _)) => *number,
                    _ => u32::try_from(known.len()).unwrap_or(0) + 1,
                };
                let differs = known.iter().any(|it| {
                    it.number == number && !it.words.text.is_empty() && it.words.text != block.text
                });
                match differs {
                    true => {
                        let message = format!("there is an outcome {number} already: left out");
                        self.draft.remarks.push((Some(block.line), message));
                        self.current = None;
                        self.unused(block);
                    }
                    false => self.outcome(number, found(block)),
                }
            }
            1 if self.current.is_some() => self.detail(letter, found(block)),
            _ => self.inner(block),
        }
    }

    /// How deep in its list an item is, from 0.
    fn depth(&mut self, block: &Block) -> usize {
        let class = block.class();
        let at = self
            .levels
            .iter()
            .position(|(open, indent)| *open == class && block.indent <= indent.saturating_add(1));
        match at {
            Some(at) => self.levels.truncate(at + 1),
            None => self.levels.push((class, block.indent)),
        }
        at.unwrap_or(self.levels.len().saturating_sub(1))
    }

    /// An item below a detail belongs to its words.
    fn inner(&mut self, block: &Block) {
        let outcome = self.current.and_then(|index| self.draft.outcomes.get_mut(index));
        match outcome.and_then(|outcome| outcome.details.last_mut()) {
            Some((_, detail)) => {
                detail.text.push(' ');
                detail.text.push_str(&block.shown());
                let message = "an item below a detail: it was added to the words of the detail";
                self.draft.remarks.push((Some(block.line), message.to_owned()));
            }
            None => self.unused(block),
        }
    }

    /// Opens an outcome; one that is known gets its words where it lacks them.
    fn outcome(&mut self, number: u32, words: Found) {
        let known = self.draft.outcomes.iter().position(|it| it.number == number);
        self.current = Some(known.unwrap_or(self.draft.outcomes.len()));
        match known.and_then(|index| self.draft.outcomes.get_mut(index)) {
            Some(outcome) if outcome.words.text.is_empty() => outcome.words = words,
            Some(_) => {}
            None => self.draft.outcomes.push(FoundOutcome { number, words, details: Vec::new() }),
        }
    }

    fn detail(&mut self, letter: Option<String>, words: Found) {
        match self.current.and_then(|index| self.draft.outcomes.get_mut(index)) {
            Some(outcome) => outcome.details.push((letter, words)),
            None => self.draft.unused.push(words),
        }
    }

    fn unused(&mut self, block: &Block) {
        self.draft.unused.push(Found { line: block.line, text: block.shown() });
    }
}

fn found(block: &Block) -> Found {
    Found { line: block.line, text: block.text.clone() }
}

/// Whether a line belongs to the page around the requirements.
fn is_of_page(text: &str) -> bool {
    let lower = text.to_lowercase();
    let begins = ["return to", "skip to", "log in", "sign in", "purchase"];
    let holds = ["support@", "subscription is included", "must have eln access"];
    begins.iter().any(|words| lower.starts_with(words))
        || holds.iter().any(|words| lower.contains(words))
        || ["submit", "save", "next", "previous", "back"].contains(&lower.as_str())
}
