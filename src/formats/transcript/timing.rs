//! The line that says when a cue is shown: `00:01:02.500 --> 00:01:04,000 align:start`.

/// The times of a cue in milliseconds, if this line states them. Hours may be missing; a point or a
/// comma stands before the fraction; settings may follow (WebVTT section 4.1, SubRip alike).
pub(super) fn timing(line: &str) -> Option<(u32, u32)> {
    let (start, rest) = line.split_once("-->")?;
    let end = rest.split_whitespace().next()?;
    Some((moment(start.trim())?, moment(end)?))
}

/// A moment in milliseconds; none where it is none, or behind 49 days.
fn moment(text: &str) -> Option<u32> {
    let (clock, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let mut fields = clock.split(':');
    let mut seconds: u64 = 0;
    let mut count = 0;
    for field in fields.by_ref() {
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
}
