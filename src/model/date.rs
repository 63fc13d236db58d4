//! A day of the calendar.

use std::fmt;

use jiff::civil;

/// A day of the Gregorian calendar; earlier days are smaller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(civil::Date);

impl Date {
    /// This day, if the calendar has it.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Date> {
        let (year, month, day) =
            (year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?);
        civil::Date::new(year, month, day).ok().map(Date)
    }

    /// Reads `2027-06-30`, and no other form of a date.
    pub fn parse(text: &str) -> Option<Date> {
        let text = text.trim();
        let date = Date(text.parse().ok()?);
        (date.to_string() == text).then_some(date)
    }
}

impl From<civil::Date> for Date {
    fn from(date: civil::Date) -> Date {
        Date(date)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_that_exist_are_dates() {
        assert_eq!(Date::parse(" 2028-02-29 "), Date::new(2028, 2, 29));
        for text in [
            "2027-02-29",
            "2027-13-01",
            "2027-6-30",
            "2027-06-00",
            "soon",
            "27-06-30",
            "20270630",
            "2027-06-30T08:00",
        ] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }
}
