//! Property tests: what must hold for any input. The smallest input that fails is printed. Inputs that
//! failed once are kept in `tests/proptest-regressions/` and tried first.
//!
//! `PROPTEST_CASES=10000 cargo test --test suite properties` tries more. The targets in `fuzz/` check
//! the same with arbitrary bytes.

mod bundles;
mod damage;
mod edits;
mod locations;
mod portfolios;
mod words;
