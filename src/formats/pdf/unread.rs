//! Whether a page shows words that nobody can copy out of it: in pictures, in outlines, or in fonts
//! that do not say what their letters are.

/// An image that covers this part of a page may hold words; a logo covers less.
const LARGE: f64 = 0.15;
/// Words drawn as outlines have at least as many lines or curves; rules and boxes have fewer.
const LINES: usize = 100;
const CURVES: usize = 12;
/// Letters without a meaning in a row; a single one is the sign of a list, or an ornament.
const UNKNOWN_IN_A_ROW: u32 = 2;

/// What a page shows beside the text that is read.
#[derive(Default)]
pub(super) struct Unread {
    /// The area of its images, in the square of the page's unit.
    image_area: f64,
    has_images: bool,
    lines: usize,
    curves: usize,
    unknown_in_a_row: u32,
    has_unknown_words: bool,
    /// Glyphs that are known, and those of them that are not drawn.
    known: usize,
    invisible: usize,
}

impl Unread {
    pub fn image(&mut self, area: f64) {
        self.has_images = true;
        self.image_area += area;
    }

    pub fn outline(&mut self, lines: usize, curves: usize) {
        self.lines = self.lines.saturating_add(lines);
        self.curves = self.curves.saturating_add(curves);
    }

    /// A glyph, and whether its letter is known.
    pub fn glyph(&mut self, is_known: bool, is_invisible: bool) {
        if is_known {
            self.unknown_in_a_row = 0;
            self.known += 1;
            self.invisible += usize::from(is_invisible);
        } else {
            self.unknown_in_a_row += 1;
            self.has_unknown_words |= self.unknown_in_a_row >= UNKNOWN_IN_A_ROW;
        }
    }

    /// Whether the page may show words beside those that were read.
    pub fn may_have_words(&self, page_area: f64) -> bool {
        let is_blank = self.known == 0;
        let has_outlines = self.lines >= LINES || self.curves >= CURVES;
        // Text that is not drawn is that of the image above it, as text recognition writes it.
        let is_recognized = self.invisible * 2 > self.known;
        let has_large_image = self.image_area >= page_area * LARGE && !is_recognized;
        self.has_unknown_words || has_large_image || is_blank && (self.has_images || has_outlines)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_outlines_and_unknown_letters_may_be_words() {
        for (case, known, unknown, image, curves, expected) in [
            ("nothing", 0, 0, None, 0, false),
            ("a picture alone", 0, 0, Some(1.0), 0, true),
            ("outlines alone", 0, 0, None, 40, true),
            ("text and outlines", 9, 0, None, 40, false),
            ("text and a logo", 9, 0, Some(5.0), 0, false),
            ("text and a chart", 9, 0, Some(40.0), 0, true),
            ("the sign of a list", 9, 1, None, 0, false),
            ("unknown letters", 9, 2, None, 0, true),
        ] {
            let mut unread = Unread::default();
            (0..known).for_each(|_| unread.glyph(true, false));
            (0..unknown).for_each(|_| unread.glyph(false, false));
            image.into_iter().for_each(|area| unread.image(area));
            unread.outline(0, curves);
            assert_eq!(unread.may_have_words(100.0), expected, "{case}");
        }
    }

    #[test]
    fn the_text_of_a_recognized_scan_is_that_of_its_picture() {
        let mut unread = Unread::default();
        unread.image(99.0);
        unread.glyph(true, true);
        assert!(!unread.may_have_words(100.0));
    }
}
