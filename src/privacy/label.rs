//! A label in front of a datum: `Date of birth:`, `SSN`, `Student ID #`.

use super::signs::Signs;

/// Words that may stand between a label and its datum.
const BETWEEN: [&str; 6] = ["is", "was", "of", "no", "number", "num"];
/// Signs that may stand there.
const SIGNS: &str = " :#.=-|\t()*_\"'?/";
/// So far behind its label a datum may begin.
const FARTHEST: usize = 24;

/// The places where a datum may begin behind one of these labels. A label is in lower case; a space
/// in it stands for any number of spaces, `_` and `-`.
pub(super) fn behind(signs: &Signs, labels: &[&str]) -> Vec<usize> {
    let mut found = Vec::new();
    // Few words begin as a label does.
    let bit = |sign: Option<char>| match sign {
        Some(sign @ 'a'..='z') => 1_u32 << (u32::from(sign) - u32::from('a')),
        _ => 0,
    };
    let first = labels.iter().fold(0, |bits, label| bits | bit(label.chars().next()));
    for index in signs.words() {
        let sign = signs.get(index);
        if first & bit(sign) == 0 {
            continue;
        }
        let alike = labels.iter().filter(|label| label.chars().next() == sign);
        let ends = alike.filter_map(|label| end(signs, index, label));
        if let Some(end) = ends.max() {
            let datum = datum(signs, end);
            if found.last() != Some(&datum) {
                found.push(datum);
            }
        }
    }
    found
}

/// Where a label that begins here ends.
fn end(signs: &Signs, from: usize, label: &str) -> Option<usize> {
    let mut index = from;
    for wanted in label.chars() {
        let sign = signs.get(index);
        if wanted == ' ' {
            if !sign.is_some_and(|sign| " _-".contains(sign)) {
                return None;
            }
            while signs.get(index).is_some_and(|sign| " _-".contains(sign)) {
                index += 1;
            }
        } else if sign == Some(wanted) {
            index += 1;
        } else {
            return None;
        }
    }
    signs.ends(index, "").then_some(index)
}

/// Where the datum begins behind a label that ends here.
fn datum(signs: &Signs, end: usize) -> usize {
    let mut index = end;
    while index < end + FARTHEST {
        if signs.get(index).is_some_and(|sign| SIGNS.contains(sign)) {
            index += 1;
            continue;
        }
        let word = BETWEEN.iter().find_map(|word| {
            let stop = signs.matches_word(index, word)?;
            signs.ends(stop, "").then_some(stop)
        });
        match word {
            Some(stop) => index = stop,
            None => break,
        }
    }
    index
}

impl Signs {
    /// Where a word that begins here ends; unlike in a pattern, `d` is a letter.
    pub(super) fn matches_word(&self, from: usize, word: &str) -> Option<usize> {
        let mut index = from;
        for wanted in word.chars() {
            if self.get(index) != Some(wanted) {
                return None;
            }
            index += 1;
        }
        Some(index)
    }
}
