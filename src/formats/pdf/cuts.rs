//! Where the content of a page may be cut: behind an instruction (ISO 32000-2, 7.8.2).

use memchr::memmem;

/// So many instructions behind the mark that may end an image, nothing but plain signs: then it
/// ended there.
const SURE: u32 = 20;

/// The last place where this content, which begins with an instruction, may be cut. None where
/// none is sure: in a text, a list or an image whose end is still to come.
pub(crate) fn last(content: &[u8]) -> Option<usize> {
    let mut cuts = Cuts { content, at: 0, depth: 0, since_image: SURE, last: None };
    while cuts.pass().is_some() {}
    cuts.last
}

struct Cuts<'c> {
    content: &'c [u8],
    at: usize,
    /// How many lists and dictionaries are open.
    depth: u32,
    /// Instructions since the last image.
    since_image: u32,
    last: Option<usize>,
}

impl Cuts<'_> {
    /// Passes over what stands here; none at the end.
    fn pass(&mut self) -> Option<()> {
        let rest = self.content.get(self.at..)?;
        match rest {
            [b'%', ..] => self.at += memchr::memchr2(b'\n', b'\r', rest)?,
            [b'(', ..] => self.at += text(rest)?,
            [b'<', b'<', ..] => self.bracket(2, 1),
            [b'>', b'>', ..] => self.bracket(2, -1),
            [b'<', ..] => self.at += memchr::memchr(b'>', rest)? + 1,
            [b'[', ..] => self.bracket(1, 1),
            [b']', ..] => self.bracket(1, -1),
            [b'/', name @ ..] => self.at += 1 + word(name).len(),
            [first, ..] if !is_regular(*first) => self.at += 1,
            _ => return self.word(word(rest)),
        }
        Some(())
    }

    fn bracket(&mut self, length: usize, by: i32) {
        self.at += length;
        self.depth = self.depth.saturating_add_signed(by);
    }

    /// A number, or the name of an instruction.
    fn word(&mut self, word: &[u8]) -> Option<()> {
        if self.since_image < SURE && !word.is_ascii() {
            return self.image();
        }
        self.at += word.len();
        // It may go on behind what is here.
        self.content.get(self.at)?;
        match word {
            [b'0'..=b'9' | b'+' | b'-' | b'.', ..] | b"true" | b"false" | b"null" => {}
            b"BI" => return self.image(),
            _ if self.depth == 0 => {
                self.since_image = self.since_image.saturating_add(1);
                if self.since_image > SURE {
                    self.last = Some(self.at);
                }
            }
            _ => {}
        }
        Some(())
    }

    /// The rest of an image that stands in the content (section 8.9.7), up to what may be its end.
    fn image(&mut self) -> Option<()> {
        let is_space = |at: Option<usize>| {
            let byte = at.and_then(|at| self.content.get(at));
            byte.is_some_and(|byte| byte.is_ascii_whitespace() || *byte == 0)
        };
        loop {
            let mark = self.at + memmem::find(self.content.get(self.at..)?, b"EI")?;
            self.at = mark + 2;
            if is_space(mark.checked_sub(1)) && is_space(Some(self.at)) {
                self.since_image = 0;
                return Some(());
            }
        }
    }
}

/// The length of a text in round brackets (section 7.3.4.2).
fn text(bytes: &[u8]) -> Option<usize> {
    let mut depth = 0_u32;
    let mut at = 0;
    loop {
        match bytes.get(at)? {
            b'\\' => at += 1,
            b'(' => depth += 1,
            b')' if depth == 1 => return Some(at + 1),
            b')' => depth -= 1,
            _ => {}
        }
        at += 1;
    }
}

/// The regular signs that these bytes begin with.
fn word(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().position(|byte| !is_regular(*byte)).unwrap_or(bytes.len());
    bytes.get(..end).unwrap_or_default()
}

/// Whether a sign is neither space nor one that ends a word (section 7.2.3).
fn is_regular(byte: u8) -> bool {
    !matches!(
        byte,
        b'\0'
            | b'\t'
            | b'\n'
            | 0x0c
            | b'\r'
            | b' '
            | b'('
            | b')'
            | b'<'
            | b'>'
            | b'['
            | b']'
            | b'{'
            | b'}'
            | b'/'
            | b'%'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn before_cut(content: &str) -> &str {
        last(content.as_bytes()).map_or("", |at| &content[..at])
    }

    #[test]
    fn content_is_cut_behind_its_last_whole_instruction() {
        for (content, before) in [
            ("0 0 m 10 20 l 30", "0 0 m 10 20 l"),
            ("0 0 m 10 20 l", "0 0 m"),
            ("BT (a) Tj (b Tj ", "BT (a) Tj"),
            ("BT (a) Tj (b \\) Tj (c) Tj ", "BT (a) Tj"),
            ("BT (a (b) c) Tj % (d\n(e", "BT (a (b) c) Tj"),
            ("BT [(a) -20 (b)] TJ [(c) -20 TJ ", "BT [(a) -20 (b)] TJ"),
            ("/a << /b [q] >> BDC /c << /d q ", "/a << /b [q] >> BDC"),
            ("q <48 65> Tj <48 q ", "q <48 65> Tj"),
            ("q % Q \n0 g % f", "q % Q \n0 g"),
            ("q /Q gs /Q", "q /Q gs"),
            ("q true false null 1", "q"),
            ("", ""),
        ] {
            assert_eq!(before_cut(content), before, "{content}");
        }
    }

    #[test]
    fn content_is_not_cut_in_an_image_nor_near_its_end() {
        let image = "q BI /W 4 /H 4 ID \u{80} EI \u{81} q q Q Q EI ";
        assert_eq!(before_cut(image), "q");
        let behind = "Q ".repeat(30);
        let content = format!("{image}{behind}");
        assert_eq!(before_cut(&content), content.trim_end());
        let binary = format!("{image}Q Q \u{82} Q ");
        assert_eq!(before_cut(&binary), "q");
    }
}
