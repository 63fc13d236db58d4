//! What a stream is for, as far as its dictionary says so by itself.

use hayro_syntax::object::dict::keys::{
    DECODE_PARMS, DP, F, FILTER, FLATE_DECODE, FORM, LENGTH, SUBTYPE, TYPE,
};
use hayro_syntax::object::{Array, Dict, MaybeRef, Name};

/// What a stream is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    /// An image or an attachment.
    Picture,
    /// The content of a form.
    Form,
    /// The content of a page, or something else of which the dictionary says nothing.
    Plain,
    /// Everything else.
    Needed,
}

impl Sort {
    /// What the stream behind this dictionary is for.
    pub fn of(dictionary: &Dict<'_>) -> Sort {
        let name = |key| direct(dictionary.get_raw::<Name<'_>>(key));
        let (sort, kind) = (name(TYPE), name(SUBTYPE));
        let is_object = sort.as_deref().is_none_or(|sort| sort == b"XObject");
        match kind.as_deref() {
            _ if sort.as_deref() == Some(b"EmbeddedFile") => Sort::Picture,
            Some(b"Image") if is_object => Sort::Picture,
            Some(FORM) if is_object && is_simple(dictionary) => Sort::Form,
            None if is_simple(dictionary)
                && dictionary.keys().all(|key| matches!(&*key, LENGTH | FILTER)) =>
            {
                Sort::Plain
            }
            _ => Sort::Needed,
        }
    }
}

/// Whether its content is packed in the way of nearly all, or not at all.
fn is_simple(dictionary: &Dict<'_>) -> bool {
    let is_deflate = |name: Name<'_>| *name == *FLATE_DECODE;
    let filter = match dictionary.contains_key(FILTER) {
        false => true,
        true => match direct(dictionary.get_raw::<Array<'_>>(FILTER)) {
            Some(names) => {
                let mut names = names.raw_iter();
                let first = names.next().is_some_and(|name| match name {
                    MaybeRef::NotRef(name) => name.into_name().is_some_and(is_deflate),
                    MaybeRef::Ref(_) => false,
                });
                first && names.next().is_none()
            }
            None => direct(dictionary.get_raw::<Name<'_>>(FILTER)).is_some_and(is_deflate),
        },
    };
    filter && !has_parameters(dictionary)
}

/// Whether more is to be known of how a stream is packed, or where, than the names of the filters.
pub(in crate::formats::pdf) fn has_parameters(dictionary: &Dict<'_>) -> bool {
    [DECODE_PARMS, DP, F].iter().any(|key| dictionary.contains_key(key))
}

/// A value that stands in the dictionary itself.
pub(crate) fn direct<T>(value: Option<MaybeRef<T>>) -> Option<T> {
    match value {
        Some(MaybeRef::NotRef(value)) => Some(value),
        _ => None,
    }
}
