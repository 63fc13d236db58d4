//! The last day of a waiver ends in the time zone of the user, not in UTC.

use std::fs;

use jiff::{ToSpan, ZonedDateTime, tz};

use crate::kit::{command, run};

#[test]
fn a_waiver_holds_to_the_end_of_its_last_day_where_the_user_is() {
    let home = tempfile::tempdir().unwrap();
    // Today in the last time zone to begin a day. The test may run past midnight.
    let west = tz::offset(-12).to_time_zone();
    let today = ZonedDateTime::now().with_time_zone(west).date();
    let tomorrow = today.checked_add(1.day()).unwrap();
    let is_expired = |zone: &str, until| {
        let waiver = format!(
            "credential = \"leading-a-culture-of-safety\"\n\n[[waive]]\nrule = \"silent-video\"\n\
             reason = \"No microphone.\"\nuntil = {until}\n"
        );
        fs::write(home.path().join("evidence.toml"), waiver).unwrap();
        let run = run(command()
            .current_dir(home.path())
            .args(["check", "--format", "json"])
            .env("TZ", zone));
        run.out.contains("\"expired-waiver\"")
    };
    // The two zones are 26 hours apart, so that their days always differ.
    assert!(!is_expired("<-12>12", tomorrow));
    assert!(is_expired("<+14>-14", today));
}
