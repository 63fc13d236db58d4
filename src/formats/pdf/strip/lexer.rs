//! The values of a PDF and where they stand (ISO 32000-2, section 7.3).

use std::ops::Range;

/// How deep arrays and dictionaries may stand in each other.
const DEEPEST: u32 = 200;

/// A value, and its bytes.
#[derive(Debug, Clone)]
pub(crate) struct Value<'b> {
    pub at: Range<usize>,
    pub sort: Sort<'b>,
}

#[derive(Debug, Clone)]
pub(crate) enum Sort<'b> {
    Name(&'b [u8]),
    Text,
    Number(u64),
    Array(Vec<Value<'b>>),
    Dictionary(Vec<(&'b [u8], Value<'b>)>),
    /// The number of an object.
    Reference(u64),
    /// A word, and a number that is no count.
    Other,
}

impl<'b> Value<'b> {
    /// The value of a key, where this is a dictionary that has it.
    pub fn get(&self, key: &[u8]) -> Option<&Value<'b>> {
        let Sort::Dictionary(entries) = &self.sort else { return None };
        entries.iter().find(|(known, _)| *known == key).map(|(_, value)| value)
    }

    /// Whether the value of a key is this name.
    pub fn is(&self, key: &[u8], name: &[u8]) -> bool {
        self.get(key).and_then(Value::name) == Some(name)
    }

    pub fn name(&self) -> Option<&'b [u8]> {
        if let Sort::Name(name) = self.sort { Some(name) } else { None }
    }

    pub fn number(&self) -> Option<u64> {
        if let Sort::Number(number) = self.sort { Some(number) } else { None }
    }

    pub fn reference(&self) -> Option<u64> {
        if let Sort::Reference(number) = self.sort { Some(number) } else { None }
    }

    /// This value and all values in it.
    pub fn walk(&self, visit: &mut impl FnMut(&Value<'b>)) {
        visit(self);
        match &self.sort {
            Sort::Array(values) => values.iter().for_each(|value| value.walk(visit)),
            Sort::Dictionary(entries) => entries.iter().for_each(|(_, value)| value.walk(visit)),
            _ => {}
        }
    }
}

pub(crate) fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

/// The place of the next byte that is neither space nor comment.
pub(crate) fn skip_space(bytes: &[u8], mut at: usize) -> usize {
    while let Some(&byte) = bytes.get(at) {
        if byte == b'%' {
            let rest = bytes.get(at..).unwrap_or_default();
            let line = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
            at += line.unwrap_or(rest.len());
        } else if is_space(byte) {
            at += 1;
        } else {
            break;
        }
    }
    at
}

/// The regular characters from here on: a word or a number.
pub(crate) fn word(bytes: &[u8], at: usize) -> &[u8] {
    let rest = bytes.get(at..).unwrap_or_default();
    let end = rest.iter().position(|&byte| is_space(byte) || is_delimiter(byte));
    rest.get(..end.unwrap_or(rest.len())).unwrap_or_default()
}

/// A whole number without sign, and the place behind it.
pub(crate) fn number(bytes: &[u8], at: usize) -> Option<(u64, usize)> {
    let word = word(bytes, at);
    let is_number = !word.is_empty() && word.len() < 16 && word.iter().all(u8::is_ascii_digit);
    let value = std::str::from_utf8(word).ok()?.parse().ok();
    value.filter(|_| is_number).map(|value| (value, at + word.len()))
}

/// The value that begins here or behind the next space; none where there is no valid one.
pub(crate) fn value(bytes: &[u8], at: usize, depth: u32) -> Option<Value<'_>> {
    let start = skip_space(bytes, at);
    if depth > DEEPEST {
        return None;
    }
    let rest = bytes.get(start..)?;
    let (sort, end) = match rest {
        [b'/', ..] => {
            let name = word(bytes, start + 1);
            (Sort::Name(name), start + 1 + name.len())
        }
        [b'(', ..] => (Sort::Text, text_end(bytes, start)?),
        [b'<', b'<', ..] => dictionary(bytes, start, depth)?,
        [b'<', ..] => (Sort::Text, start + rest.iter().position(|byte| *byte == b'>')? + 1),
        [b'[', ..] => array(bytes, start, depth)?,
        _ => {
            let end = start + word(bytes, start).len();
            match number(bytes, start) {
                Some((first, end)) => match reference(bytes, end) {
                    Some(end) => (Sort::Reference(first), end),
                    None => (Sort::Number(first), end),
                },
                None if end > start => (Sort::Other, end),
                None => return None,
            }
        }
    };
    Some(Value { at: start..end, sort })
}

/// Behind the first number of `12 0 R`: where it ends.
fn reference(bytes: &[u8], at: usize) -> Option<usize> {
    let (_, end) = number(bytes, skip_space(bytes, at))?;
    let at = skip_space(bytes, end);
    (word(bytes, at) == b"R").then_some(at + 1)
}

/// Behind the bracket that closes a text; brackets in it are escaped or balanced.
fn text_end(bytes: &[u8], start: usize) -> Option<usize> {
    let (mut at, mut open) = (start, 0_u32);
    loop {
        match bytes.get(at)? {
            b'\\' => at += 1,
            b'(' => open += 1,
            b')' => open -= 1,
            _ => {}
        }
        at += 1;
        if open == 0 {
            return Some(at);
        }
    }
}

fn array(bytes: &[u8], start: usize, depth: u32) -> Option<(Sort<'_>, usize)> {
    let mut values = Vec::new();
    let mut at = skip_space(bytes, start + 1);
    while bytes.get(at)? != &b']' {
        let next = value(bytes, at, depth + 1)?;
        at = skip_space(bytes, next.at.end);
        values.push(next);
    }
    Some((Sort::Array(values), at + 1))
}

fn dictionary(bytes: &[u8], start: usize, depth: u32) -> Option<(Sort<'_>, usize)> {
    let mut entries = Vec::new();
    let mut at = skip_space(bytes, start + 2);
    while !bytes.get(at..)?.starts_with(b">>") {
        let key = value(bytes, at, depth + 1)?;
        let next = value(bytes, key.at.end, depth + 1)?;
        at = skip_space(bytes, next.at.end);
        entries.push((key.name()?, next));
    }
    Some((Sort::Dictionary(entries), at + 2))
}
