//! The number, letter or bullet at the beginning of a line.

use super::block::Marker;

/// Bullets of word processors, browsers and mail programs. A hyphen and an asterisk need a space.
const BULLETS: &str = "•◦▪▫■□●○‣⁃·➢►▶✓✔☐☑❖§";
const TYPED_BULLETS: &str = "-–—*+";

/// The marker that a line begins with, and what follows it.
pub(super) fn marker(line: &str) -> (Option<Marker>, &str) {
    let line = line.trim();
    let Some((bullet, rest)) = bullet(line) else {
        return match enumerator(line) {
            Some((marker, rest)) => (Some(marker), rest.trim_start()),
            None => (None, line),
        };
    };
    let rest = rest.trim_start();
    // A number behind a bullet says more than the bullet.
    match enumerator(rest) {
        Some((marker, rest)) => (Some(marker), rest.trim_start()),
        None => (Some(bullet), rest),
    }
}

/// The marker that is all of a text, as in a cell of its own.
pub(super) fn bare_marker(text: &str) -> Option<Marker> {
    let followed = format!("{}\tX", text.trim());
    let (marker, rest) = marker(&followed);
    marker.filter(|_| rest == "X")
}

fn bullet(line: &str) -> Option<(Marker, &str)> {
    let first = line.chars().next()?;
    let rest = line.get(first.len_utf8()..)?;
    let spaced = rest.starts_with(char::is_whitespace) || rest.is_empty();
    // Symbol fonts of word processors put their bullets into the private area.
    let is_bullet = BULLETS.contains(first) || ('\u{f000}'..='\u{f0ff}').contains(&first);
    // The second level of Word is a letter `o` in a fixed-width font.
    let is_circle = first == 'o'
        && (rest.starts_with('\t')
            || rest.starts_with("  ")
            || (spaced && rest.trim_start().starts_with(char::is_uppercase)));
    let is_typed = TYPED_BULLETS.contains(first) && spaced && !rest.trim().is_empty();
    (is_bullet || is_circle || is_typed).then_some((Marker::Bullet(first), rest))
}

fn enumerator(line: &str) -> Option<(Marker, &str)> {
    let (open, inside) = match line.strip_prefix(['(', '[']) {
        Some(inside) => (true, inside),
        None => (false, line),
    };
    let end = inside.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inside.len());
    let (head, after) = inside.split_at(end);
    if head.is_empty() || head.len() > 5 {
        return None;
    }
    if open {
        let rest = after.strip_prefix([')', ']'])?;
        return single(head).map(|marker| (marker, rest));
    }
    pair(head, after).or_else(|| {
        let rest = closed(head, after)?;
        single(head).map(|marker| (marker, rest))
    })
}

/// What follows the sign that closes a marker. Without a space behind it, a capital must follow a number:
/// `1.Fosters`, but not `1.5` or `e.g.`
fn closed<'l>(head: &str, after: &'l str) -> Option<&'l str> {
    let rest = after
        .strip_prefix([')', '.', ':', ']'])
        .map(|rest| rest.strip_prefix([')', '.']).unwrap_or(rest))
        .or_else(|| spaced_dash(after))
        .or_else(|| after.strip_prefix('\t'))?;
    let is_number = head.bytes().all(|byte| byte.is_ascii_digit());
    let spaced = rest.is_empty()
        || rest.starts_with(char::is_whitespace)
        || after.starts_with('\t')
        || spaced_dash(after).is_some();
    (spaced || (is_number && rest.starts_with(char::is_uppercase))).then_some(rest)
}

/// ` - ` between a marker and its words.
fn spaced_dash(after: &str) -> Option<&str> {
    let rest = after.strip_prefix(char::is_whitespace)?.trim_start();
    let rest = rest.strip_prefix(['-', '–', '—'])?;
    rest.starts_with(char::is_whitespace).then_some(rest)
}

/// A number, a letter, or a roman number, which may be letters, too.
fn single(head: &str) -> Option<Marker> {
    if head.bytes().all(|byte| byte.is_ascii_digit()) {
        return (head.len() <= 3).then(|| head.parse().ok().map(Marker::Number)).flatten();
    }
    if head.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let doubled = head.len() == 2 && head.bytes().next() == head.bytes().last();
    match head.len() {
        1 => Some(Marker::Letters(head.to_owned())),
        _ if roman(head).is_some() => Some(Marker::Letters(head.to_owned())),
        // `aa)` follows `z)`.
        2 if doubled => Some(Marker::Letters(head.to_owned())),
        _ => None,
    }
}

/// `1.a`, `1.1`, `1a.`, `1-a`, `1(a)`, `A.1`: an outcome and its detail.
fn pair<'l>(head: &str, after: &'l str) -> Option<(Marker, &'l str)> {
    let digits = head.bytes().take_while(u8::is_ascii_digit).count();
    let (number, letter) = head.split_at(digits);
    let pair = |letter: &str, rest| {
        let number: u32 = number.parse().ok().filter(|number| (1..=99).contains(number))?;
        let plain = !letter.is_empty() && letter.len() <= 4;
        plain.then(|| (Marker::Pair(number, letter.to_ascii_lowercase()), rest))
    };
    if number.is_empty() {
        return None;
    }
    if !letter.is_empty() {
        // `1a.`, and `1a` before a space: not `1st`.
        let rest = closed(head, after)
            .or_else(|| after.strip_prefix(' ').filter(|_| letter.len() == 1))?;
        return pair(letter, rest);
    }
    let inside = after.strip_prefix(['.', '-', '('])?;
    let end = inside.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inside.len());
    let (letter, rest) = inside.split_at(end);
    let is_number = letter.bytes().all(|byte| byte.is_ascii_digit());
    let is_letter = letter.len() == 1 || roman(letter).is_some();
    if !((is_number && letter.len() <= 2) || is_letter) {
        return None;
    }
    if after.starts_with('(') {
        return pair(letter, rest.strip_prefix(')')?);
    }
    // `1-2 pages` is no marker.
    let rest = match rest.strip_prefix(['.', ')', ':']) {
        Some(rest) => rest,
        None if after.starts_with('-') && is_number => return None,
        None => rest,
    };
    let spaced = rest.is_empty() || rest.starts_with(char::is_whitespace);
    spaced.then(|| pair(letter, rest)).flatten()
}

/// The value of a roman number.
pub(super) fn roman(text: &str) -> Option<u32> {
    let is_roman = |byte: u8| b"ivxlcIVXLC".contains(&byte);
    if text.len() > 8 || !text.bytes().all(is_roman) {
        return None;
    }
    let text = text.to_ascii_lowercase();
    (1..=99).find(|number| crate::model::roman(*number) == text)
}
