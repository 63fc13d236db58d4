//! The progress of packing.

/// Called with the number of bytes that were just read from the portfolio. Packing stops with an
/// error where it returns false.
pub type Progress<'p> = &'p dyn Fn(u64) -> bool;
