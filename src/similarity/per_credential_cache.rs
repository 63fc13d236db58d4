//! A cache of values computed from credentials, shared by the portfolios of a cohort.

use std::sync::{Arc, Mutex, PoisonError};

use crate::model::Credential;

/// The most values that are cached. A cohort has few credentials.
const MAX_VALUES: usize = 50;

/// Values computed from credentials.
pub struct PerCredentialCache<T>(Mutex<Vec<(Credential, Arc<T>)>>);

impl<T> PerCredentialCache<T> {
    /// An empty cache.
    pub const fn new() -> PerCredentialCache<T> {
        PerCredentialCache(Mutex::new(Vec::new()))
    }

    /// The value for this credential, computed if it is not in the cache.
    pub fn get_or_compute(
        &self,
        credential: &Credential,
        compute: impl FnOnce(&Credential) -> T,
    ) -> Arc<T> {
        let values = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let cached = values().iter().find(|(it, _)| it == credential).map(|(_, it)| it.clone());
        cached.unwrap_or_else(|| {
            let computed = Arc::new(compute(credential));
            let mut values = values();
            if values.len() < MAX_VALUES {
                values.push((credential.clone(), computed.clone()));
            }
            computed
        })
    }
}

impl<T> Default for PerCredentialCache<T> {
    fn default() -> PerCredentialCache<T> {
        PerCredentialCache::new()
    }
}
