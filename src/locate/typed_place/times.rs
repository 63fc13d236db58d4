//! Times in recordings.

use crate::model::{Location, ParseLocationError, TimeRange, Times, TypedPlace, clock};

/// Reads moments and ranges of a recording; none where nothing looks like a time.
pub(super) fn read(text: &str) -> Option<Result<TypedPlace, ParseLocationError>> {
    let text = with_points(&text.to_lowercase());
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let parts = text.replace(" and ", ",").replace(['&', ';'], ",");
    let ranges: Result<Vec<TimeRange>, ParseLocationError> =
        parts.split(',').map(str::trim).filter(|part| !part.is_empty()).map(range).collect();
    Some(ranges.map(|ranges| match Times::list(ranges) {
        Some(times) => Location::Time(times).into(),
        None => Location::Whole.into(),
    }))
}

/// `00:07:45,500`, as subtitle files write a fraction, with a point.
fn with_points(text: &str) -> String {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes.iter().skip(from).take_while(|b| b.is_ascii_digit()).count();
    text.char_indices()
        .map(|(at, c)| {
            let is_clock = text.get(..at).is_some_and(|before| {
                let clock = before.rsplit([' ', '-', ',']).next().unwrap_or_default();
                clock.contains(':') && clock.ends_with(|c: char| c.is_ascii_digit())
            });
            if c == ',' && is_clock && digits(at + 1) == 3 { '.' } else { c }
        })
        .collect()
}

fn range(text: &str) -> Result<TimeRange, ParseLocationError> {
    let text = ["from ", "at ", "time ", "between "]
        .iter()
        .fold(text, |text, word| text.strip_prefix(word).unwrap_or(text));
    let ends = [" to ", " until ", " till ", " through ", "-"];
    let split = ends.iter().find_map(|word| text.split_once(word));
    let Some((start, end)) = split else {
        return Ok(TimeRange { start: moment(text)?, end: None });
    };
    let (start_text, end_text) = (start.trim(), end.trim());
    let start = moment(start_text)?;
    if end_text.is_empty() {
        let message = format!("`{text}` does not say where it ends");
        return Err(ParseLocationError::new(message).offering([clock(start)]));
    }
    let end = match end_text.parse::<u64>() {
        // `7:45-58`: the end within the same minute.
        Ok(seconds) if seconds < 60 && start_text.contains(':') => {
            start / 60_000 * 60_000 + seconds * 1_000
        }
        _ => moment(end_text)?,
    };
    if end <= start {
        let message = format!("`{text}` runs backwards: the end comes after the start");
        return Err(ParseLocationError::new(message));
    }
    Ok(TimeRange { start, end: Some(end) })
}

/// A moment in milliseconds.
fn moment(text: &str) -> Result<u64, ParseLocationError> {
    let text = text.trim().trim_start_matches(['@', '#']);
    let text = text.strip_prefix("t=").map_or_else(|| text.to_owned(), |it| format!("{it}s"));
    let text = text.as_str();
    if let Some(minute) = text.strip_prefix("minute ").or_else(|| text.strip_prefix("min ")) {
        let minute = minute.trim().parse::<u64>().map_err(|_| unknown(text))?;
        return minute.checked_mul(60_000).ok_or_else(|| unknown(text));
    }
    let by_grammar = |text: &str| TimeRange::parse(text).ok().map(|range| range.start);
    let bare = text.trim_end_matches(|c: char| c.is_alphabetic() || c == ' ');
    if bare.contains(':')
        && let Some(moment) = by_grammar(bare)
    {
        return Ok(moment);
    }
    if let Some(moment) = by_grammar(text).or_else(|| with_units(text)) {
        return Ok(moment);
    }
    Err(ambiguous(text).unwrap_or_else(|| unknown(text)))
}

fn unknown(text: &str) -> ParseLocationError {
    let message = format!("`{text}` is not a time, such as `7:45`, `1:02:03` or `12.5s`");
    ParseLocationError::new(message)
}

/// What may mean two things, each offered as it is to be typed.
fn ambiguous(text: &str) -> Option<ParseLocationError> {
    let error = |message: String, offers: Vec<String>| {
        Some(ParseLocationError::new(message).offering(offers))
    };
    if let Ok(seconds) = text.parse::<u64>() {
        let shown = clock(seconds.checked_mul(1_000)?);
        let message = format!("`{text}` may be seconds, or a time that was cut short");
        return error(message, vec![format!("{text}s"), shown]);
    }
    if let [hours, minutes, seconds, _frame] = text.split(':').collect::<Vec<_>>().as_slice() {
        let start = TimeRange::parse(&format!("{hours}:{minutes}:{seconds}")).ok()?.start;
        let message = format!("`{text}` ends in frames, which depend on the recording");
        return error(message, vec![clock(start)]);
    }
    let (minutes, seconds) = text.split_once('.')?;
    let (whole, part) = (minutes.parse::<u64>().ok()?, seconds.parse::<u64>().ok()?);
    let message = format!("`{text}` may be minutes and seconds, or seconds");
    let seconds = format!("{text}s");
    let minutes =
        (part < 60 && text.len() == minutes.len() + 3).then(|| format!("{whole}:{part:02}"));
    error(message, minutes.into_iter().chain([seconds]).collect())
}

/// `7m45s`, `1 hour 2 minutes`, `7'45"`: numbers, each with its unit.
fn with_units(text: &str) -> Option<u64> {
    let (mut millis, mut rest, mut smallest) = (0_u64, text.trim(), u64::MAX);
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit())?;
        let (number, after) = rest.split_at(digits);
        let after = after.trim_start();
        let end = match after.starts_with(['\'', '"']) {
            true => 1,
            false => after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len()),
        };
        let (unit, after) = after.split_at(end);
        let unit = match unit {
            "h" | "hr" | "hrs" | "hour" | "hours" => 3_600_000,
            "m" | "min" | "mins" | "minute" | "minutes" | "'" => 60_000,
            "s" | "sec" | "secs" | "second" | "seconds" | "\"" => 1_000,
            _ => return None,
        };
        // Units go from large to small.
        if unit >= smallest {
            return None;
        }
        smallest = unit;
        millis = millis.checked_add(number.parse::<u64>().ok()?.checked_mul(unit)?)?;
        rest = after.trim_start();
    }
    (smallest < u64::MAX).then_some(millis)
}
