//! What is made from a credential once, and not again for each portfolio of a cohort.

use std::sync::{Arc, Mutex, PoisonError};

use crate::model::Credential;

/// The portfolios of a cohort are for few credentials: one with more than this has the others made
/// anew.
const MOST: usize = 50;

/// What was made from credentials.
pub struct PerCredentialCache<T>(Mutex<Vec<(Credential, Arc<T>)>>);

impl<T> PerCredentialCache<T> {
    /// Nothing yet.
    pub const fn new() -> PerCredentialCache<T> {
        PerCredentialCache(Mutex::new(Vec::new()))
    }

    /// What is made from this credential.
    pub fn of(&self, credential: &Credential, make: impl FnOnce(&Credential) -> T) -> Arc<T> {
        let kept = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = kept().iter().find(|(known, _)| known == credential).map(|(_, it)| it.clone());
        known.unwrap_or_else(|| {
            let made = Arc::new(make(credential));
            let mut kept = kept();
            if kept.len() < MOST {
                kept.push((credential.clone(), made.clone()));
            }
            made
        })
    }
}

impl<T> Default for PerCredentialCache<T> {
    fn default() -> PerCredentialCache<T> {
        PerCredentialCache::new()
    }
}
