//! The streams of a font (ISO 32000-2, section 9.9 and 9.10.3), measured before `hayro-font` unpacks
//! them, which has no bound.

use hayro_syntax::object::{Array, Dict, Stream};

use super::content_stream;

/// The longest program of a font: one of Chinese has 20 MB.
const LONGEST_PROGRAM: usize = 32 << 20;
/// The longest map of codes: all of Unicode's first plane, each code in a line, has 1 MB.
const LONGEST_MAP: usize = 2 << 20;
/// Maps of codes stand in several times their length in memory.
const SIZE_OF_MAP: usize = 10;

/// How much memory the streams of a font take, where it is at most so much.
pub(super) fn length(font: &Dict<'_>, most: usize) -> Option<usize> {
    let mut left = most;
    measure(font, &mut left)?;
    let descendants = font.get::<Array<'_>>(b"DescendantFonts".as_slice());
    // Only the first is read.
    if let Some(descendant) = descendants.and_then(|all| all.iter::<Dict<'_>>().next()) {
        measure(&descendant, &mut left)?;
    }
    Some(most - left)
}

fn measure(font: &Dict<'_>, left: &mut usize) -> Option<()> {
    for key in [&b"ToUnicode"[..], b"Encoding", b"CIDToGIDMap"] {
        if let Some(map) = font.get::<Stream<'_>>(key) {
            let length = content_stream::length(&map, LONGEST_MAP)?;
            *left = left.checked_sub(length * SIZE_OF_MAP)?;
        }
    }
    let Some(descriptor) = font.get::<Dict<'_>>(b"FontDescriptor".as_slice()) else {
        return Some(());
    };
    for key in [&b"FontFile"[..], b"FontFile2", b"FontFile3"] {
        if let Some(program) = descriptor.get::<Stream<'_>>(key) {
            let length = content_stream::length(&program, LONGEST_PROGRAM)?;
            *left = left.checked_sub(length)?;
        }
    }
    Some(())
}
