//! How much of each text is shared.

use super::compared_text::ComparedText;
use super::shared_passage::Occurrence;
use super::words::Authorship;

/// How much of a text is shared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// The number of its writer's own words.
    pub words: usize,
    /// The number of those in shared passages.
    pub shared: usize,
}

impl Share {
    /// The shared part in percent, rounded: at least 1 if any word is shared, at most 99 if any is
    /// not.
    pub fn percent(self) -> usize {
        match (self.shared, self.words) {
            (0, _) | (_, 0) => 0,
            (shared, words) if shared == words => 100,
            (shared, words) => ((shared * 100 + words / 2) / words).clamp(1, 99),
        }
    }
}

impl std::ops::AddAssign for Share {
    fn add_assign(&mut self, other: Share) {
        self.words += other.words;
        self.shared += other.shared;
    }
}

/// How much of each of these texts is part of these occurrences.
pub fn shares<'s>(
    texts: &[ComparedText],
    occurrences: impl Iterator<Item = &'s Occurrence>,
) -> Vec<Share> {
    let mut covered: Vec<Vec<bool>> =
        texts.iter().map(|text| vec![false; text.words.len()]).collect();
    for occurrence in occurrences {
        let words =
            covered.get_mut(occurrence.text).and_then(|it| it.get_mut(occurrence.words.clone()));
        words.into_iter().flatten().for_each(|word| *word = true);
    }
    let share = |(text, covered): (&ComparedText, Vec<bool>)| {
        let own =
            text.words.iter().zip(covered).filter(|(word, _)| word.authorship == Authorship::Own);
        Share { words: text.own_words(), shared: own.filter(|(_, covered)| *covered).count() }
    };
    texts.iter().zip(covered).map(share).collect()
}
