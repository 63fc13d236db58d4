//! The values of a PDF and where they stand (ISO 32000-2, section 7.3).

use std::ops::Range;

/// How deep arrays and dictionaries may be nested.
const DEEPEST: u32 = 200;

/// A value, and its bytes.
#[derive(Debug, Clone)]
pub(crate) struct Value<'b> {
    pub at: Range<usize>,
    pub kind: Kind<'b>,
}

#[derive(Debug, Clone)]
pub(crate) enum Kind<'b> {
    Name(&'b [u8]),
    String,
    Number(u64),
    Array(Vec<Value<'b>>),
    Dictionary(Vec<(&'b [u8], Value<'b>)>),
    /// The number of an object.
    Reference(u64),
    /// A keyword, or a number that is negative or not whole.
    Other,
}

impl<'b> Value<'b> {
    /// The value of a key, where this is a dictionary that has it. The last one counts, as in
    /// `hayro-syntax`.
    pub fn get(&self, key: &[u8]) -> Option<&Value<'b>> {
        let Kind::Dictionary(entries) = &self.kind else { return None };
        entries.iter().rfind(|(known, _)| *known == key).map(|(_, value)| value)
    }

    /// Whether the value of a key is this name.
    pub fn is(&self, key: &[u8], name: &[u8]) -> bool {
        self.get(key).and_then(Value::name) == Some(name)
    }

    pub fn name(&self) -> Option<&'b [u8]> {
        if let Kind::Name(name) = self.kind { Some(name) } else { None }
    }

    pub fn number(&self) -> Option<u64> {
        if let Kind::Number(number) = self.kind { Some(number) } else { None }
    }

    pub fn reference(&self) -> Option<u64> {
        if let Kind::Reference(number) = self.kind { Some(number) } else { None }
    }

    /// Visits this value and all values in it.
    pub fn walk(&self, visit: &mut impl FnMut(&Value<'b>)) {
        visit(self);
        match &self.kind {
            Kind::Array(values) => values.iter().for_each(|value| value.walk(visit)),
            Kind::Dictionary(entries) => entries.iter().for_each(|(_, value)| value.walk(visit)),
            _ => {}
        }
    }
}

pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

/// The place of the next byte that is neither white space nor in a comment.
pub(super) fn skip_space(bytes: &[u8], mut at: usize) -> usize {
    while let Some(&byte) = bytes.get(at) {
        if byte == b'%' {
            let rest = bytes.get(at..).unwrap_or_default();
            at += memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        } else if is_space(byte) {
            at += 1;
        } else {
            break;
        }
    }
    at
}

/// The regular characters from here on: a keyword or a number.
pub(super) fn word(bytes: &[u8], at: usize) -> &[u8] {
    let rest = bytes.get(at..).unwrap_or_default();
    let end = rest.iter().position(|&byte| is_space(byte) || is_delimiter(byte));
    rest.get(..end.unwrap_or(rest.len())).unwrap_or_default()
}

/// A whole number without a sign, and the place behind it.
pub(super) fn number(bytes: &[u8], at: usize) -> Option<(u64, usize)> {
    let word = word(bytes, at);
    let is_number = !word.is_empty() && word.len() < 16 && word.iter().all(u8::is_ascii_digit);
    let value = std::str::from_utf8(word).ok()?.parse().ok();
    value.filter(|_| is_number).map(|value| (value, at + word.len()))
}

/// The value that begins here or behind the next white space; none where there is no valid one.
pub(super) fn value(bytes: &[u8], at: usize) -> Option<Value<'_>> {
    nested_value(bytes, at, 0)
}

fn nested_value(bytes: &[u8], at: usize, depth: u32) -> Option<Value<'_>> {
    let start = skip_space(bytes, at);
    if depth > DEEPEST {
        return None;
    }
    let rest = bytes.get(start..)?;
    let (kind, end) = match rest {
        [b'/', ..] => {
            let name = word(bytes, start + 1);
            (Kind::Name(name), start + 1 + name.len())
        }
        [b'(', ..] => (Kind::String, string_end(bytes, start)?),
        [b'<', b'<', ..] => dictionary(bytes, start, depth)?,
        [b'<', ..] => (Kind::String, start + memchr::memchr(b'>', rest)? + 1),
        [b'[', ..] => array(bytes, start, depth)?,
        _ => {
            let end = start + word(bytes, start).len();
            match number(bytes, start) {
                Some((first, end)) => match reference_end(bytes, end) {
                    Some(end) => (Kind::Reference(first), end),
                    None => (Kind::Number(first), end),
                },
                None if end > start => (Kind::Other, end),
                None => return None,
            }
        }
    };
    Some(Value { at: start..end, kind })
}

/// Behind the first number of `12 0 R`: where the reference ends.
fn reference_end(bytes: &[u8], at: usize) -> Option<usize> {
    let (_, end) = number(bytes, skip_space(bytes, at))?;
    let at = skip_space(bytes, end);
    (word(bytes, at) == b"R").then_some(at + 1)
}

/// Behind the parenthesis that closes a string; parentheses in it are escaped or balanced.
fn string_end(bytes: &[u8], start: usize) -> Option<usize> {
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

fn array(bytes: &[u8], start: usize, depth: u32) -> Option<(Kind<'_>, usize)> {
    let mut values = Vec::new();
    let mut at = skip_space(bytes, start + 1);
    while bytes.get(at)? != &b']' {
        let next = nested_value(bytes, at, depth + 1)?;
        at = skip_space(bytes, next.at.end);
        values.push(next);
    }
    Some((Kind::Array(values), at + 1))
}

fn dictionary(bytes: &[u8], start: usize, depth: u32) -> Option<(Kind<'_>, usize)> {
    let mut entries = Vec::new();
    let mut at = skip_space(bytes, start + 2);
    while !bytes.get(at..)?.starts_with(b">>") {
        let key = nested_value(bytes, at, depth + 1)?;
        let next = nested_value(bytes, key.at.end, depth + 1)?;
        at = skip_space(bytes, next.at.end);
        entries.push((key.name()?, next));
    }
    Some((Kind::Dictionary(entries), at + 2))
}
