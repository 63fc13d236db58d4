//! What a citation can be made of: the details of the credential, the files of the portfolio, the places
//! of a file and the sentences there. A terminal and a page ask with the same offers.

mod details;
mod files;
mod places;
mod sentences;

pub use details::{DetailOffer, details, read_detail};
pub use files::{FileOffer, files, named_file};
pub use places::{PlaceAnswer, PlaceOffer, places, read_answer};
pub use sentences::{QuoteAnswer, read_quote, sentences};

#[cfg(test)]
mod tests;
