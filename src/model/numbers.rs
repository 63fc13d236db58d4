//! Counted things: `4`, `4-6`, `2, 4-6`.

use super::text_format::plural;
use std::fmt;

use super::parse_location_error::ParseLocationError;

/// One or more numbers and ranges, each from 1, in the order they were typed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Numbers(Vec<(u32, u32)>);

impl Numbers {
    /// A single number.
    pub fn one(number: u32) -> Numbers {
        Numbers(vec![(number, number)])
    }

    /// From the first number to the last, both included.
    pub fn range(first: u32, last: u32) -> Numbers {
        Numbers(vec![(first, last)])
    }

    /// These ranges in their order, those joined that follow on each other; none where one runs
    /// backwards or begins before 1, and where there are none.
    pub fn of(ranges: Vec<(u32, u32)>) -> Option<Numbers> {
        let mut joined: Vec<(u32, u32)> = Vec::new();
        for (first, last) in ranges {
            if first == 0 || first > last {
                return None;
            }
            match joined.last_mut() {
                Some(before) if before.1.checked_add(1) == Some(first) => before.1 = last,
                _ => joined.push((first, last)),
            }
        }
        (!joined.is_empty()).then_some(Numbers(joined))
    }

    /// Reads `4`, `4-6` or `2, 4-6`; `noun` names what is counted, for messages.
    ///
    /// # Errors
    /// [`ParseLocationError`] says what is wrong.
    pub fn parse(text: &str, noun: &str) -> Result<Numbers, ParseLocationError> {
        let wrong = || {
            ParseLocationError::new(format!(
                "after `{noun}` stands a number, such as `{noun} 4` or `{noun}s 4-6`"
            ))
        };
        let number = |part: &str| -> Result<u32, ParseLocationError> {
            match part.trim().parse::<u32>() {
                Ok(0) => Err(ParseLocationError::new(format!("{noun}s are counted from 1"))),
                Ok(number) => Ok(number),
                Err(_) => Err(wrong()),
            }
        };
        let mut ranges = Vec::new();
        for part in text.split([',', ';', '&']) {
            let (first, last) = match part.split_once('-') {
                Some((first, last)) => (number(first)?, number(last)?),
                None => {
                    let only = number(part)?;
                    (only, only)
                }
            };
            if first > last {
                return Err(ParseLocationError::new(format!("`{}` runs backwards", part.trim())));
            }
            ranges.push((first, last));
        }
        Ok(Numbers(ranges))
    }

    /// The number, if there is only one.
    pub fn single(&self) -> Option<u32> {
        match self.0.as_slice() {
            &[(first, last)] if first == last => Some(first),
            _ => None,
        }
    }

    /// The first number as typed: where a reader is sent first.
    pub fn first(&self) -> u32 {
        self.0.first().map_or(1, |range| range.0)
    }

    /// The largest number in it.
    pub fn largest(&self) -> u32 {
        self.0.iter().map(|range| range.1).max().unwrap_or(1)
    }

    /// Whether this number is among them.
    pub fn contains(&self, number: u32) -> bool {
        self.0.iter().any(|&(first, last)| (first..=last).contains(&number))
    }

    /// Whether any number from the first to the last is among them.
    pub fn touches(&self, first: u32, last: u32) -> bool {
        self.0.iter().any(|&(from, to)| from <= last && first <= to)
    }

    /// The ranges, each with its first and last number.
    pub fn ranges(&self) -> &[(u32, u32)] {
        &self.0
    }

    /// Prints them behind their noun, in the plural where there are more.
    pub(super) fn named(&self, f: &mut fmt::Formatter<'_>, noun: &str) -> fmt::Result {
        let count = if self.single().is_some() { 1 } else { 2 };
        write!(f, "{} {self}", plural(count, noun))
    }
}

impl fmt::Display for Numbers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, &(first, last)) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str(", ")?;
            }
            if first == last {
                write!(f, "{first}")?;
            } else {
                write!(f, "{first}-{last}")?;
            }
        }
        Ok(())
    }
}
