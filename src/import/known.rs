//! The known credentials, and the one among them that a source is about.

use crate::model::Credential;

/// What is known before a source is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known<'k> {
    /// The id to give.
    pub wanted: Option<&'k str>,
    /// The id where the source tells none.
    pub fallback: Option<&'k str>,
    pub credentials: &'k [&'k Credential],
    /// The words of the source on one line.
    pub source: &'k str,
}

impl<'k> Known<'k> {
    /// The id: the one that is wanted, or that of the known credential whose title the source repeats
    /// most; that of the portfolio among them goes first.
    pub fn id(&self) -> Option<&'k str> {
        if self.wanted.is_some() {
            return self.wanted;
        }
        let times = |credential: &Credential| match credential.title.is_empty() {
            true => 0,
            false => self.source.matches(&*credential.title).count(),
        };
        let is_fallback = |credential: &Credential| Some(&*credential.id) == self.fallback;
        let titled = self.credentials.iter().copied().map(|one| (times(one), one));
        let titled = titled.filter(|(times, _)| *times > 0);
        let best = titled.max_by_key(|(times, one)| (is_fallback(one), *times));
        best.map(|(_, credential)| &*credential.id).or(self.fallback)
    }

    /// The known credential of this id.
    pub fn credential(&self, id: &str) -> Option<&'k Credential> {
        self.credentials.iter().copied().find(|one| one.id == id)
    }
}
