//! Zip archives (PKWARE's APPNOTE 6.3.10), read without trust: what the directory says, what each
//! entry says of itself, and where the bytes of each lie.
//!
//! Section numbers in this folder are those of the APPNOTE.

mod archive;
mod end;
mod entry;
mod inflated;
mod layout;
mod package;
mod section;
mod whole;

use std::io;

pub(crate) use archive::{Archive, Directory};
pub(crate) use end::number;
pub(crate) use entry::{Entry, Header, Location};
pub(crate) use inflated::{Inflated, deflated};
pub(crate) use layout::Layout;
pub(crate) use package::{Package, unpacking};
pub(crate) use section::Section;
pub(crate) use whole::Whole;

fn damaged(why: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why)
}
