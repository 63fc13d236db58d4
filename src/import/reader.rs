//! Collects requirements block by block; what stands below one heading is of one kind.

use super::block::{Block, Class, Marker, Role};
use super::draft::{Draft, Found, FoundDetail, FoundOutcome, FoundQuestion};
use super::file_limits::add_file_limits;
use super::label::{Label, number_at};
use super::marker::marker;
use super::page_text::is_of_page;
use super::section::Section;
use super::word_bounds::{WordBounds, word_bounds};

#[derive(Default)]
pub(super) struct Reader {
    pub draft: Draft,
    /// How many requirements there are.
    pub count: usize,
    section: Section,
    /// The outcome that details belong to, by its index.
    current: Option<usize>,
    /// Whether outcomes have labels, so that every item of a list is a detail.
    labelled: bool,
    /// Whether a heading said that details follow.
    details_follow: bool,
    /// The class and the indentation of each open level of a list.
    levels: Vec<(Class, usize)>,
    /// Bounds of the answer to each question.
    each: WordBounds,
    /// Whether a remark about lines without numbers was made below this heading.
    said_unmarked: bool,
}

impl Reader {
    pub fn new(title: Option<Found>) -> Reader {
        Reader { draft: Draft { title, ..Draft::default() }, ..Reader::default() }
    }

    /// Takes what follows for such a part.
    pub fn assume(&mut self, section: Section) {
        self.section = section;
    }

    pub fn finish(mut self) -> Draft {
        for question in &mut self.draft.questions {
            question.bounds = question.bounds.or(self.each);
        }
        self.draft
    }

    /// A block below the last heading; `is_marked` says whether any block there has a number or bullet.
    pub fn block(&mut self, block: &Block, is_marked: bool) {
        match (block.role, self.section) {
            (Some(Role::Other), _) => self.unused(block),
            (Some(Role::Criteria), _) => self.criterion(block),
            (Some(Role::Outcome | Role::Detail), _) => self.item(block, is_marked),
            (Some(Role::Question), _) | (_, Section::Questions) => self.question(block, is_marked),
            (_, Section::Outcomes | Section::Portfolio) => self.item(block, is_marked),
            (_, Section::Reflection) => self.reflection(block),
            (_, Section::Unknown) if self.is_title(block) => {}
            _ => self.unused(block),
        }
    }

    fn is_title(&self, block: &Block) -> bool {
        self.draft.title.as_ref().is_some_and(|title| title.text == block.text)
    }

    pub fn begin(&mut self, section: Section, block: &Block) {
        let head = block.text.get(..block.text.floor_char_boundary(400)).unwrap_or_default();
        self.section = section;
        self.levels.clear();
        self.current = None;
        (self.labelled, self.details_follow, self.said_unmarked) = (false, false, false);
        match section {
            Section::Questions | Section::Overview => self.bound_answers(head),
            Section::Reflection => {
                let stated = word_bounds(head);
                self.draft.reflection_bounds = self.draft.reflection_bounds.or(stated);
            }
            Section::Outcomes => {
                let words = head.to_lowercase();
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
        // The words behind a heading on its line: `Reflection (500-word minimum): Tell what …`
        if let Some((_, rest)) = block.text.split_once(": ") {
            let behind = Block { text: rest.to_owned(), marker: None, ..block.clone() };
            match section {
                Section::Reflection if rest.split(' ').count() > 3 => self.reflection(&behind),
                Section::Outcomes => self.unused(&behind),
                _ => {}
            }
        }
    }

    pub fn label(&mut self, label: &Label, rest: &str, block: &Block) {
        let words = Found { line: block.line, text: rest.to_owned() };
        self.levels.clear();
        self.said_unmarked = false;
        match label {
            Label::Question => {
                self.section = Section::Questions;
                let bounds = word_bounds(rest);
                let is_bound = rest.starts_with('(') && !bounds.is_empty();
                let words = if is_bound { Found { text: String::new(), ..words } } else { words };
                self.count += 1;
                self.draft.questions.push(FoundQuestion { words, bounds });
            }
            Label::Outcome(number) => {
                self.section = Section::Outcomes;
                (self.labelled, self.details_follow) = (true, false);
                self.outcome(*number, words);
            }
            Label::Details(number) => {
                self.section = Section::Outcomes;
                (self.labelled, self.details_follow) = (true, true);
                if let Some(number) = number {
                    self.outcome(*number, Found { line: block.line, text: String::new() });
                }
                let (marker, rest) = marker(rest);
                if !rest.trim_matches(['(', ')', ' ', ':']).is_empty() {
                    let letter = marker.as_ref().and_then(letter);
                    self.detail(letter, Found { text: rest.to_owned(), ..words });
                }
            }
            Label::Detail(number, letter) => {
                self.section = Section::Outcomes;
                if let Some(number) = number {
                    self.outcome(*number, Found { line: block.line, text: String::new() });
                }
                self.labelled = true;
                self.detail(Some(letter.clone()), words);
            }
        }
    }

    fn question(&mut self, block: &Block, is_marked: bool) {
        let bounds = word_bounds(&block.text);
        if let Some(question) =
            self.draft.questions.last_mut().filter(|question| question.words.text.is_empty())
        {
            let is_bound = !bounds.is_empty() && block.text.split(' ').count() < 9;
            match is_bound {
                true => question.bounds = bounds,
                false => question.words = found(block),
            }
            return;
        }
        let is_numbered = block.marker.is_some() || block.role == Some(Role::Question);
        if !is_numbered {
            return self.unnumbered_question(block, bounds, is_marked);
        }
        let class = (block.class(), block.indent);
        let is_inner = self.levels.first().is_some_and(|first| {
            block.marker.is_some() && (first.1 + 1 < class.1 || first.0 != class.0)
        });
        if is_inner && let Some(question) = self.draft.questions.last_mut() {
            self.count += 1;
            question.words.text.push(' ');
            question.words.text.push_str(&block.shown());
            let message = "an item below a question: it was added to the words of the question";
            self.draft.remarks.push((Some(block.line), message.to_owned()));
            return;
        }
        if self.levels.is_empty() && block.marker.is_some() {
            self.levels.push(class);
        }
        self.push_question(block, bounds);
    }

    fn unnumbered_question(&mut self, block: &Block, bounds: WordBounds, is_marked: bool) {
        let asks = block.text.ends_with('?');
        let is_sentence = block.text.ends_with('.') && block.text.split(' ').count() > 3;
        if !bounds.is_empty() && !asks {
            return self.bound_answers(&block.text);
        }
        let is_labelled = self.levels.is_empty() && !self.draft.questions.is_empty() && !is_marked;
        match self.draft.questions.last_mut() {
            // A sentence behind a numbered question goes on with it.
            Some(question) if is_marked && asks && !self.levels.is_empty() => {
                self.count += 1;
                question.words.text.push(' ');
                question.words.text.push_str(&block.text);
                let message = "a question without a number: it was added to the one before";
                self.draft.remarks.push((Some(block.line), message.to_owned()));
            }
            _ if asks || (is_sentence && !is_marked && !is_labelled) => {
                self.push_question(block, bounds);
                if !is_marked {
                    self.say_unmarked(block, "a question");
                }
            }
            _ if is_sentence && !is_marked && self.said_unmarked => {
                self.push_question(block, bounds)
            }
            _ => self.unused(block),
        }
    }

    fn push_question(&mut self, block: &Block, bounds: WordBounds) {
        self.count += 1;
        self.draft.questions.push(FoundQuestion { words: found(block), bounds });
    }

    /// The bounds that a heading or sentence states for the answers, each or together.
    fn bound_answers(&mut self, text: &str) {
        let stated = word_bounds(text);
        if stated.of_each {
            self.each = self.each.or(stated);
        } else {
            self.draft.overview = self.draft.overview.or(stated);
        }
    }

    fn reflection(&mut self, block: &Block) {
        if is_of_page(&block.text) {
            return self.unused(block);
        }
        let stated = word_bounds(&block.text);
        self.draft.reflection_bounds = self.draft.reflection_bounds.or(stated);
        // A line that states the bounds alone is no part of the prompt.
        if stated.is_empty() || block.text.split(' ').count() > 6 {
            self.count += 1;
            self.draft.reflection.push(Found { line: block.line, text: block.shown() });
        }
    }

    /// An item below a heading of outcomes.
    fn item(&mut self, block: &Block, is_marked: bool) {
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
        let depth = match (block.role, &block.marker) {
            (Some(Role::Outcome), _) => 0,
            (Some(Role::Detail), _) => 1,
            (_, None) if block.indent == 0 && (is_marked || !self.is_item(block)) => {
                return self.unused(block);
            }
            _ => self.depth(block) + usize::from(self.labelled),
        };
        if block.marker.is_none() && block.role.is_none() && !self.details_follow {
            self.say_unmarked(block, if depth == 0 { "an outcome" } else { "a detail" });
        }
        let letter = block.marker.as_ref().and_then(letter);
        match depth {
            0 if is_of_page(&block.text) => self.unused(block),
            0 => self.listed_outcome(block),
            1 if self.current.is_some() => self.detail(letter, found(block)),
            _ => self.inner(block),
        }
    }

    /// Whether a line without a number may be an item of a list: in a part that is headed as one, and
    /// longer than the words of a form.
    fn is_item(&self, block: &Block) -> bool {
        let words = block.text.split(' ').count();
        self.section == Section::Outcomes && words >= 3 && !block.text.ends_with(':')
    }

    fn listed_outcome(&mut self, block: &Block) {
        let known = &self.draft.outcomes;
        let same = |it: &&FoundOutcome| it.words.text == block.text;
        let number = match &block.marker {
            Some(Marker::Number(number) | Marker::Roman(number, _)) => *number,
            _ => match known.iter().find(same) {
                Some(same) => same.number,
                None => u32::try_from(known.len()).unwrap_or(0) + 1,
            },
        };
        let differs = known.iter().any(|it| {
            it.number == number && !it.words.text.is_empty() && it.words.text != block.text
        });
        if !differs {
            return self.outcome(number, found(block));
        }
        let message = format!("there is an outcome {number} already: left out");
        self.draft.remarks.push((Some(block.line), message));
        self.current = None;
        self.unused(block);
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
            Some(detail) => {
                self.count += 1;
                detail.words.text.push(' ');
                detail.words.text.push_str(&block.shown());
                let message = "an item below a detail: it was added to the words of the detail";
                self.draft.remarks.push((Some(block.line), message.to_owned()));
            }
            None => self.unused(block),
        }
    }

    /// What the issuer says of the last detail.
    fn criterion(&mut self, block: &Block) {
        let outcome = self.current.and_then(|index| self.draft.outcomes.get_mut(index));
        match outcome.and_then(|outcome| outcome.details.last_mut()) {
            Some(detail) => detail.criteria.push(block.shown()),
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
            None => {
                self.count += 1;
                self.draft.outcomes.push(FoundOutcome::new(number, words));
            }
        }
    }

    fn detail(&mut self, letter: Option<String>, words: Found) {
        match self.current.and_then(|index| self.draft.outcomes.get_mut(index)) {
            Some(outcome) => {
                self.count += 1;
                outcome.details.push(FoundDetail { letter, words, ..FoundDetail::default() });
            }
            None => self.draft.unused.push(words),
        }
    }

    fn say_unmarked(&mut self, block: &Block, what: &str) {
        if !std::mem::replace(&mut self.said_unmarked, true) {
            let message = format!("the lines from here have no numbers: each was taken for {what}");
            self.draft.remarks.push((Some(block.line), message));
        }
    }

    /// A line that is no requirement; it may state limits.
    fn unused(&mut self, block: &Block) {
        let line = Found { line: block.line, text: block.shown() };
        match add_file_limits(&block.text, &mut self.draft.limits) {
            true => self.draft.limit_lines.push(line),
            false => self.draft.unused.push(line),
        }
    }
}

/// The letter that a marker gives to a detail.
fn letter(marker: &Marker) -> Option<String> {
    match marker {
        Marker::Letters(letter) if letter.len() == 1 => Some(letter.to_lowercase()),
        _ => None,
    }
}

fn found(block: &Block) -> Found {
    Found { line: block.line, text: block.text.clone() }
}
