//! Moments as they are typed and written on the command line.

use model::Millis;

/// Where times are written without saying so.
const ZONE: &str = "Europe/Paris";

/// A moment as it is typed: with its offset, or in the time of Paris.
pub(super) fn moment(typed: &str) -> Result<Millis, String> {
    if let Ok(at) = typed.parse::<jiff::Timestamp>() {
        return Ok(Millis(at.as_millisecond()));
    }
    let civil: jiff::civil::DateTime =
        typed.parse().map_err(|_| "un moment s'écrit 2026-03-20T18:00, ou 2026-03-20T17:00:00Z".to_owned())?;
    let zoned = civil.in_tz(ZONE).map_err(|error| error.to_string())?;
    Ok(Millis(zoned.timestamp().as_millisecond()))
}

/// A moment in the time of Paris.
pub(super) fn written(at: Millis) -> String {
    let at = jiff::Timestamp::from_millisecond(at.0).unwrap_or_default();
    at.in_tz(ZONE).map_or_else(|_| at.to_string(), |at| at.strftime("%Y-%m-%d %H:%M").to_string())
}
