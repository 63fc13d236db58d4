//! Portfolios that were compared with each other.

use super::shared_text;
use super::waive::waiver_reason;
use crate::model::{Date, Portfolio};
use crate::similarity::{Library, Passage, Share, Text, shares};

/// Portfolios, and what each two of them share.
pub struct Compared {
    /// The portfolios.
    pub portfolios: Vec<Portfolio>,
    /// Their texts, in the same order.
    pub library: Library,
    /// The pairs that share something, those that share most first.
    pub pairs: Vec<Pair>,
}

/// Two portfolios that share something.
pub struct Pair {
    /// The numbers of the two, the smaller first.
    pub portfolios: [usize; 2],
    /// How much of its texts each shares with the other, text by text.
    pub shares: [Vec<Share>; 2],
    /// What they share, in the order of the first.
    pub passages: Vec<SharedPassage>,
}

/// A passage that two portfolios share, with the waivers of their practitioners.
pub struct SharedPassage {
    /// The passage.
    pub passage: Passage,
    /// Why each of the two waived it, where it did.
    pub waived: [Option<String>; 2],
}

impl Compared {
    /// Compares each two of these portfolios.
    pub fn of(portfolios: Vec<Portfolio>, today: Date) -> Compared {
        use rayon::prelude::*;
        let library = Library::new(portfolios.par_iter().map(Text::of).collect());
        let found = library.pairs().into_iter();
        let mut pairs: Vec<Pair> = found
            .map(|(one, passages)| pair(&portfolios, &library, one, passages, today))
            .collect();
        pairs.sort_by_key(|pair| {
            let words: usize = pair.shares.iter().flatten().map(|share| share.shared).sum();
            (std::cmp::Reverse(words), pair.portfolios)
        });
        Compared { portfolios, library, pairs }
    }

    /// Whether every shared passage was waived by both of its practitioners.
    pub fn is_settled(&self) -> bool {
        let passages = self.pairs.iter().flat_map(|pair| &pair.passages);
        passages.flat_map(|passage| &passage.waived).all(Option::is_some)
    }
}

fn pair(
    portfolios: &[Portfolio],
    library: &Library,
    one: usize,
    passages: Vec<Passage>,
    today: Date,
) -> Pair {
    let other = passages.first().map_or(one, |passage| passage.other);
    let reason = |portfolio: usize, text: usize| {
        let path = &library.texts(portfolio).get(text)?.path;
        waiver_reason(portfolios.get(portfolio)?, &shared_text::RULE, path, today)
    };
    let shares = [
        shares(library.texts(one), passages.iter().map(|passage| &passage.here)),
        shares(library.texts(other), passages.iter().map(|passage| &passage.there)),
    ];
    let with_waivers = |passage: Passage| {
        let waived = [reason(one, passage.here.text), reason(other, passage.there.text)];
        SharedPassage { passage, waived }
    };
    Pair {
        portfolios: [one, other],
        shares,
        passages: passages.into_iter().map(with_waivers).collect(),
    }
}
