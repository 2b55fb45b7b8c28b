//! Moments as text. What is kept is milliseconds, so no text claims more.

use jiff::{Timestamp, tz::TimeZone};
use model::Millis;

/// In UTC, to the millisecond: `2024-03-20T18:30:00.000Z` (RFC 3339).
pub(crate) fn utc(at: Millis) -> String {
    stamp(at).strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

/// The same, or nothing.
pub(crate) fn maybe(at: Option<Millis>) -> String {
    at.map(utc).unwrap_or_default()
}

/// As a letter says it (RFC 5322 §3.3), in UTC.
pub(crate) fn letter(at: Millis) -> String {
    stamp(at).strftime("%a, %d %b %Y %H:%M:%S +0000").to_string()
}

/// The day, in UTC: `2024-03-20`.
pub(crate) fn day(at: Millis) -> String {
    stamp(at).strftime("%Y-%m-%d").to_string()
}

/// As people of a place say it, with the distance from UTC: `20/03/2024 19:30:00 (UTC+01:00)`.
pub(crate) fn local(at: Millis, zone: &str) -> String {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    stamp(at).to_zoned(zone).strftime("%d/%m/%Y %H:%M:%S (UTC%:z)").to_string()
}

/// What lies outside of the calendar is shown as its beginning: such a row was not written by the program.
fn stamp(at: Millis) -> Timestamp {
    Timestamp::from_millisecond(at.0).unwrap_or(Timestamp::UNIX_EPOCH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_as_standards_and_people_write_them() {
        let at = Millis(1_710_959_400_123);
        assert_eq!(utc(at), "2024-03-20T18:30:00.123Z");
        assert_eq!(letter(at), "Wed, 20 Mar 2024 18:30:00 +0000");
        assert_eq!(day(at), "2024-03-20");
        assert_eq!(local(at, "Europe/Paris"), "20/03/2024 19:30:00 (UTC+01:00)");
        assert_eq!(local(at, "Nowhere/At_all"), "20/03/2024 18:30:00 (UTC+00:00)");
        assert_eq!(utc(Millis::NEVER), "1970-01-01T00:00:00.000Z");
    }
}
