//! Times of cues, in the forms of WebVTT, SubRip and TTML.

/// The times of a cue in milliseconds, if this line states them: `00:01:02.500 --> 00:01:04,000 align:start`.
/// Hours may be missing; a point or a comma stands before the fraction; settings may follow (WebVTT
/// section 4.1, SubRip alike).
pub(super) fn timing(line: &str) -> Option<(u32, u32)> {
    // Most lines are words, and are looked at once.
    memchr::memchr(b'>', line.as_bytes())?;
    let (start, rest) = line.split_once("-->")?;
    let end = rest.split_whitespace().next()?;
    Some((clock(start)?, clock(end)?))
}

/// What the units of a time of TTML are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rates {
    pub frames_per_second: f64,
    pub ticks_per_second: f64,
}

/// A time of TTML in milliseconds (TTML2, section 12.3.1): a clock, behind which a number of frames
/// may stand, or a number with its unit.
pub(super) fn ttml_time(text: &str, rates: Rates) -> Option<u32> {
    let text = text.trim();
    let (number, per_second) = match text.find(|c: char| c.is_ascii_alphabetic()) {
        Some(unit_at) => {
            let (number, unit) = text.split_at(unit_at);
            let per_second = match unit {
                "h" => 1.0 / 3_600.0,
                "m" => 1.0 / 60.0,
                "s" => 1.0,
                "ms" => 1_000.0,
                "f" => rates.frames_per_second,
                "t" => rates.ticks_per_second,
                _ => return None,
            };
            (number, per_second)
        }
        None => match text.match_indices(':').nth(2) {
            Some((at, _)) => {
                let frames = text.get(at + 1..)?.parse::<f64>().ok()?;
                let before = clock(text.get(..at)?)?;
                let more = frames * 1_000.0 / rates.frames_per_second;
                return before.checked_add((0.0..1e4).contains(&more).then_some(more as u32)?);
            }
            None => return clock(text),
        },
    };
    let millis = (number.parse::<f64>().ok()? * 1_000.0 / per_second).round();
    (0.0..4e9).contains(&millis).then_some(millis as u32)
}

/// A clock in milliseconds: `1:02:03.5`, `02:03,500`; none where it is none, or behind 49 days.
fn clock(text: &str) -> Option<u32> {
    let text = text.trim();
    let (clock, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let mut seconds: u64 = 0;
    let mut count = 0;
    for field in clock.split(':') {
        count += 1;
        if count > 3 || field.is_empty() || !field.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        seconds = seconds.checked_mul(60)?.checked_add(field.parse().ok()?)?;
    }
    if count < 2 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let digits: String = fraction.chars().chain("000".chars()).take(3).collect();
    u32::try_from(seconds.checked_mul(1_000)?.checked_add(digits.parse().ok()?)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_in_every_usual_form() {
        for (line, times) in [
            ("00:00:01.000 --> 00:00:02.500", Some((1_000, 2_500))),
            ("00:01,5 --> 00:02,25 X1:40 X2:600", Some((1_500, 2_250))),
            ("1:00:00.000-->1:00:01.000 align:start position:0%", Some((3_600_000, 3_601_000))),
            ("00:00:01 --> 00:00:02", Some((1_000, 2_000))),
            ("see 1 --> 2", None),
            ("00:00:01.000 -->", None),
            ("99999999999:00:00.000 --> 1:00:00.000", None),
            ("::. --> ::.", None),
        ] {
            assert_eq!(timing(line), times, "{line}");
        }
    }

    #[test]
    fn times_of_ttml_have_units_or_frames() {
        let rates = Rates { frames_per_second: 25.0, ticks_per_second: 10_000_000.0 };
        for (text, millis) in [
            ("00:01:02.500", Some(62_500)),
            ("62.5s", Some(62_500)),
            ("1500ms", Some(1_500)),
            ("1.5m", Some(90_000)),
            ("2h", Some(7_200_000)),
            ("00:00:01:05", Some(1_200)),
            ("50f", Some(2_000)),
            ("15000000t", Some(1_500)),
            ("1e5s", None),
            ("-1s", None),
            ("00:00:01:999999999999", None),
            ("99999999h", None),
            ("s", None),
            ("", None),
        ] {
            assert_eq!(ttml_time(text, rates), millis, "{text}");
        }
    }
}
