//! A quote looked for in a long text, of which only a stretch is held at a time.

use std::ops::ControlFlow;

use super::normalize::Folded;

/// When so much is held, in bytes, it is searched and let go.
const HELD: usize = 1 << 20;
/// Behind a number stand a point and a digit where it goes on.
const LOOK_AHEAD: usize = 16;

/// What stands between two passages, for a quote that may run over both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Between {
    /// A space.
    Space,
    /// Something that no quote runs over.
    Barrier,
}

/// A text that goes by, and what of it was found.
pub(crate) struct Window<'q> {
    quote: &'q Folded,
    most: usize,
    text: Folded,
    /// Where each passage that is held begins, with its number.
    starts: Vec<(usize, usize)>,
    passages: usize,
    found: Vec<(usize, usize)>,
}

impl<'q> Window<'q> {
    /// For at most so many places of a quote.
    pub fn new(quote: &'q Folded, most: usize) -> Window<'q> {
        let text = Folded::default();
        Window { quote, most, text, starts: Vec::new(), passages: 0, found: Vec::new() }
    }

    /// Takes in the next passage; breaks when all that is wanted has been found.
    pub fn push(&mut self, between: Between, text: &str) -> ControlFlow<()> {
        if self.passages > 0 {
            match between {
                Between::Space => self.text.space(),
                Between::Barrier => self.text.barrier(),
            }
        }
        self.starts.push((self.text.len(), self.passages));
        self.passages += 1;
        self.text.push(text);
        if self.text.len() < HELD.max(4 * self.quote.len()) {
            return ControlFlow::Continue(());
        }
        // Whatever may end behind this stretch begins in its last passages: these are kept.
        let sure = self.text.len().saturating_sub(self.quote.len() + LOOK_AHEAD);
        let kept = self.starts.partition_point(|&(start, _)| start <= sure).saturating_sub(1);
        let kept_from = self.starts.get(kept).map_or(0, |&(start, _)| start);
        if kept_from == 0 {
            return ControlFlow::Continue(());
        }
        self.search(kept_from);
        self.text.forget(kept_from);
        self.starts.drain(..kept);
        self.starts.iter_mut().for_each(|(start, _)| *start -= kept_from);
        if self.found.len() >= self.most {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }

    /// The numbers of the first and last passage of each place where the quote stands.
    pub fn finish(mut self) -> Vec<(usize, usize)> {
        self.search(usize::MAX);
        self.found
    }

    /// Searches what is held for what begins before here.
    fn search(&mut self, end: usize) {
        let number = |byte: usize| {
            let behind = self.starts.partition_point(|&(start, _)| start <= byte);
            self.starts.get(behind.saturating_sub(1)).map_or(0, |&(_, number)| number)
        };
        let wanted = self.most.saturating_sub(self.found.len());
        for range in self.text.find(self.quote, wanted) {
            if range.start < end {
                self.found.push((number(range.start), number(range.end.saturating_sub(1))));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locate::normalize::fold;

    #[test]
    fn each_place_of_a_long_text_is_found_once() {
        let quote = fold("safe at school, all 17");
        let mut window = Window::new(&quote, 1_000);
        let mut expected = Vec::new();
        for number in 0..60_000 {
            // The quote stands in one passage, in two, and in three.
            let (text, parts) = match number % 1_003 {
                0 => ("we felt safe at school, all 17 of us", 1),
                500 => ("in the end safe", 3),
                501 => ("at school,", 0),
                502 => ("all 17.", 0),
                700 => ("safe at school, all", 2),
                701 => ("17", 0),
                800 => ("safe at school, all 175", 0),
                _ => ("nothing of that sort is said in this passage", 0),
            };
            if parts > 0 {
                expected.push((number, number + parts - 1));
            }
            assert!(window.push(Between::Space, text).is_continue());
        }
        assert_eq!(window.finish(), expected);
    }

    #[test]
    fn no_quote_runs_over_a_barrier_and_enough_is_enough() {
        let quote = fold("one two");
        let mut window = Window::new(&quote, 1);
        assert!(window.push(Between::Space, "one").is_continue());
        assert!(window.push(Between::Barrier, "two").is_continue());
        assert_eq!(window.finish(), []);
        let mut window = Window::new(&quote, 2);
        let long = "x".repeat(HELD / 4);
        let taken = (0..100).take_while(|_| {
            window.push(Between::Space, "One two").is_continue()
                && window.push(Between::Barrier, &long).is_continue()
        });
        assert!(taken.count() < 8);
        assert_eq!(window.finish(), [(0, 0), (2, 2)]);
    }
}
