//! Portfolios that were compared with each other.

use super::shared_text;
use super::waive::waiver_reason;
use crate::model::{Date, Portfolio};
use crate::similarity::{ComparedText, Corpus, Share, SharedPassage, shares};

/// Portfolios, and what each two of them share.
pub struct Compared {
    /// The portfolios.
    pub portfolios: Vec<Portfolio>,
    /// Their texts, in the same order.
    pub corpus: Corpus,
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
    pub passages: Vec<ComparedPassage>,
}

/// A passage that two portfolios share, with the waivers of their practitioners.
pub struct ComparedPassage {
    /// The passage.
    pub passage: SharedPassage,
    /// Why each of the two waived it, where it did.
    pub waived: [Option<String>; 2],
}

impl Compared {
    /// Compares each two of these portfolios.
    pub fn of(portfolios: Vec<Portfolio>, today: Date) -> Compared {
        use rayon::prelude::*;
        let corpus = Corpus::new(portfolios.par_iter().map(ComparedText::of).collect());
        let found = corpus.pairs().into_iter();
        let mut pairs: Vec<Pair> =
            found.map(|(one, passages)| pair(&portfolios, &corpus, one, passages, today)).collect();
        pairs.sort_by_key(|pair| {
            let words: usize = pair.shares.iter().flatten().map(|share| share.shared).sum();
            (std::cmp::Reverse(words), pair.portfolios)
        });
        Compared { portfolios, corpus, pairs }
    }

    /// Whether every shared passage was waived by both of its practitioners.
    pub fn is_settled(&self) -> bool {
        let passages = self.pairs.iter().flat_map(|pair| &pair.passages);
        passages.flat_map(|passage| &passage.waived).all(Option::is_some)
    }
}

fn pair(
    portfolios: &[Portfolio],
    corpus: &Corpus,
    one: usize,
    passages: Vec<SharedPassage>,
    today: Date,
) -> Pair {
    let other = passages.first().map_or(one, |passage| passage.other);
    let reason = |portfolio: usize, text: usize| {
        let path = &corpus.texts(portfolio).get(text)?.path;
        waiver_reason(portfolios.get(portfolio)?, &shared_text::RULE, path, today)
    };
    let shares = [
        shares(corpus.texts(one), passages.iter().map(|passage| &passage.here)),
        shares(corpus.texts(other), passages.iter().map(|passage| &passage.there)),
    ];
    let with_waivers = |passage: SharedPassage| {
        let waived = [reason(one, passage.here.text), reason(other, passage.there.text)];
        ComparedPassage { passage, waived }
    };
    Pair {
        portfolios: [one, other],
        shares,
        passages: passages.into_iter().map(with_waivers).collect(),
    }
}
