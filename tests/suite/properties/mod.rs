//! What holds for any input, made up by the thousand: the smallest one that breaks it is printed.
//! What a run found once stands beside its property, so that it is tried first ever after.
//!
//! `PROPTEST_CASES=10000 cargo test --test suite properties` looks longer. The targets in `fuzz/` ask
//! the same of bytes that no strategy thinks of.

mod bundles;
mod damage;
mod edits;
mod locations;
mod portfolios;
mod words;
