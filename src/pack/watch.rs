//! Who looks on while a bundle is made.

/// Told of the bytes of the portfolio that were read, in stretches; says whether
/// to go on. Where it says no, packing ends with an error and leaves nothing.
pub type Watch<'w> = &'w dyn Fn(u64) -> bool;
