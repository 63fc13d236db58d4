//! Times in a recording, as `7:45`, `1:02:03-1:02:40` or `12.5s`, and lists of these.

use std::fmt;

use super::parse_location_error::ParseLocationError;

/// One or more moments and ranges of a recording, in the order they were typed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Times(Vec<TimeRange>);

impl Times {
    /// One moment or range.
    pub fn one(range: TimeRange) -> Times {
        Times(vec![range])
    }

    /// Several moments and ranges; none where there are none.
    pub fn list(ranges: Vec<TimeRange>) -> Option<Times> {
        (!ranges.is_empty()).then_some(Times(ranges))
    }

    /// Reads `7:45`, `7:45-8:03` or `7:45, 9:10-9:20`.
    ///
    /// # Errors
    /// [`ParseLocationError`] says what is wrong.
    pub fn parse(text: &str) -> Result<Times, ParseLocationError> {
        text.split([',', ';']).map(TimeRange::parse).collect::<Result<_, _>>().map(Times)
    }

    /// The moments and ranges.
    pub fn ranges(&self) -> &[TimeRange] {
        &self.0
    }

    /// The first as typed: where a viewer is sent first.
    pub fn first(&self) -> TimeRange {
        self.0.first().copied().unwrap_or(TimeRange { start: 0, end: None })
    }
}

impl fmt::Display for Times {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ranges: Vec<String> = self.0.iter().map(TimeRange::to_string).collect();
        f.write_str(&ranges.join(", "))
    }
}

/// A moment, or a stretch from one moment to a later one, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TimeRange {
    /// Milliseconds from the beginning.
    pub start: u64,
    /// Where it ends, in milliseconds from the beginning; none for a moment.
    pub end: Option<u64>,
}

impl TimeRange {
    /// Reads `7:45`, `7:45-8:03`, `1:02:03-1:02:40` or `12.5s`.
    ///
    /// # Errors
    /// [`ParseLocationError`] says what is wrong.
    pub fn parse(text: &str) -> Result<TimeRange, ParseLocationError> {
        let (start, end) = match text.split_once('-') {
            Some((start, end)) => (moment(start)?, Some(moment(end)?)),
            None => (moment(text)?, None),
        };
        if end.is_some_and(|end| end <= start) {
            return Err(ParseLocationError::new(format!(
                "`{text}` runs backwards: the end comes after the start"
            )));
        }
        Ok(TimeRange { start, end })
    }

    /// The range in whole seconds that holds all between these moments, in milliseconds.
    pub fn around(start: u32, end: u32) -> TimeRange {
        let start = u64::from(start) / 1_000 * 1_000;
        let end = u64::from(end).div_ceil(1_000) * 1_000;
        TimeRange { start, end: Some(end.max(start + 1_000)) }
    }

    /// Whether what is said between these moments, in milliseconds, is said at least partly in it. A
    /// moment in whole seconds is that second.
    pub fn overlaps(&self, start: u32, end: u32) -> bool {
        let (start, end) = (u64::from(start), u64::from(end));
        let last = match self.end {
            Some(last) => last,
            None if self.start.is_multiple_of(1_000) => self.start + 1_000,
            None => self.start + 1,
        };
        start < last && (end > self.start || start >= self.start)
    }

    /// The last moment that it names, in milliseconds.
    pub fn last(&self) -> u64 {
        self.end.unwrap_or(self.start)
    }
}

impl fmt::Display for TimeRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&clock(self.start))?;
        match self.end {
            Some(end) => write!(f, "-{}", clock(end)),
            None => Ok(()),
        }
    }
}

/// Milliseconds as a clock shows them: `7:45`, `1:02:03`, `0:12.5`.
pub fn clock(millis: u64) -> String {
    let (hours, minutes, seconds) = (millis / 3_600_000, millis / 60_000 % 60, millis / 1_000 % 60);
    let mut shown = match hours {
        0 => format!("{minutes}:{seconds:02}"),
        hours => format!("{hours}:{minutes:02}:{seconds:02}"),
    };
    if !millis.is_multiple_of(1_000) {
        let fraction = format!("{:03}", millis % 1_000);
        shown.push('.');
        shown.push_str(fraction.trim_end_matches('0'));
    }
    shown
}

fn moment(text: &str) -> Result<u64, ParseLocationError> {
    let text = text.trim();
    let wrong = || {
        ParseLocationError::new(format!(
            "`{text}` is not a time, such as `7:45`, `1:02:03` or `12.5s`"
        ))
    };
    let too_large = || ParseLocationError::new(format!("`{text}` is too large for a time"));
    let parts: Vec<&str> = match text.strip_suffix(['s', 'S']) {
        Some(seconds) if !text.contains(':') => vec![seconds.trim_end()],
        _ if text.contains(':') => text.split(':').collect(),
        _ => return Err(wrong()),
    };
    if parts.len() > 3 {
        return Err(wrong());
    }
    let mut millis: u64 = 0;
    for (index, part) in parts.iter().enumerate() {
        let last = index + 1 == parts.len();
        let (whole, fraction) = match part.split_once('.') {
            Some((whole, fraction)) if last => (whole, thousandths(fraction).ok_or_else(wrong)?),
            Some(_) => return Err(wrong()),
            None => (*part, 0),
        };
        if whole.is_empty() || !whole.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(wrong());
        }
        let whole: u64 = whole.parse().map_err(|_| too_large())?;
        if index > 0 && whole >= 60 {
            return Err(ParseLocationError::new(format!(
                "in `{text}`, minutes and seconds go up to 59, not 60 or more"
            )));
        }
        millis = millis
            .checked_mul(60)
            .and_then(|millis| millis.checked_add(whole.checked_mul(1_000)?))
            .and_then(|millis| millis.checked_add(fraction))
            .ok_or_else(too_large)?;
    }
    Ok(millis)
}

/// The digits after the point, as thousandths; finer digits are left out.
fn thousandths(digits: &str) -> Option<u64> {
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let three: String = digits.chars().chain("00".chars()).take(3).collect();
    three.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_may_stand_alone_and_fractions_stay() {
        assert_eq!(TimeRange::parse("12.5s"), Ok(TimeRange { start: 12_500, end: None }));
        assert_eq!(TimeRange::parse("90s").unwrap().to_string(), "1:30");
        assert_eq!(
            TimeRange::parse("1:02:03.25-1:02:40").unwrap().to_string(),
            "1:02:03.25-1:02:40"
        );
        assert!(TimeRange::parse("12").is_err());
        assert!(TimeRange::parse("1:2:3:4").is_err());
    }
}
