//! A day of the calendar.

use std::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

/// A day of the Gregorian calendar; earlier days are smaller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// This day, if the calendar has it.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Date> {
        let leap =
            year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => 0,
        };
        (1..=days).contains(&day).then_some(Date { year, month, day })
    }

    /// Reads `2027-06-30`.
    pub fn parse(text: &str) -> Option<Date> {
        let mut parts = text.trim().splitn(3, '-');
        let mut number = |digits: usize| {
            let part = parts.next()?;
            let plain = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
            if plain { part.parse::<u16>().ok() } else { None }
        };
        let (year, month, day) = (number(4)?, number(2)?, number(2)?);
        Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
    }

    /// Today in universal time.
    pub fn today() -> Date {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Date::of_day(since.as_secs() / 86_400)
    }

    /// The day so many days after 1 January 1970.
    fn of_day(days: u64) -> Date {
        // Counted in years that begin in March, so that a leap day is the last of its year; an era
        // is 400 years (Howard Hinnant, "chrono-compatible low-level date algorithms").
        let days = days.min(2_900_000) + 719_468;
        let (era, day_of_era) = (days / 146_097, days % 146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = era * 400 + year_of_era + u64::from(month <= 2);
        let small = |number: u64| u8::try_from(number).unwrap_or(1);
        Date { year: u16::try_from(year).unwrap_or(u16::MAX), month: small(month), day: small(day) }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_since_1970_are_the_days_of_the_calendar() {
        // Held to `date -u -d @<days * 86400> +%F`.
        for (days, date) in
            [(0, "1970-01-01"), (59, "1970-03-01"), (11_016, "2000-02-29"), (20_999, "2027-06-30")]
        {
            assert_eq!(Date::of_day(days).to_string(), date);
            assert_eq!(Date::parse(date), Some(Date::of_day(days)));
        }
    }

    #[test]
    fn only_days_that_exist_are_dates() {
        for text in ["2027-02-29", "2027-13-01", "2027-6-30", "2027-06-00", "soon", "27-06-30"] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }
}
