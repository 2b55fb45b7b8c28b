//! What an HTTP answer means for a message, and how the two channels that speak HTTP ask.

use std::time::Duration;

use model::{
    Millis,
    channel::{Fault, Happened},
    limits,
};

/// An answer, as far as it counts.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) retry_after: Option<String>,
    /// What came behind it; none when it was too long or broke off.
    pub(super) body: Option<Vec<u8>>,
}

/// An agent that keeps connections open, for as many requests at once.
pub(super) fn agent(patience: Duration, at_once: usize) -> ureq::Agent {
    let config = ureq::Agent::config_builder()
        .timeout_global(Some(patience))
        .max_redirects(0)
        .http_status_as_error(false)
        .proxy(None)
        .max_idle_connections(at_once)
        .max_idle_connections_per_host(at_once)
        .user_agent("Preau");
    ureq::Agent::new_with_config(config.build())
}

/// Posts bytes, and reads the answer within its bound.
pub(super) fn post(
    agent: &ureq::Agent,
    to: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> Result<Answer, ureq::Error> {
    let mut request = agent.post(to);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let mut answer = request.send(body)?;
    let retry_after = answer.headers().get("retry-after").and_then(|value| value.to_str().ok()).map(str::to_owned);
    let status = answer.status().as_u16();
    let body = answer.body_mut().with_config().limit(limits::CHANNEL_ANSWER_BYTES_MAX as u64).read_to_vec().ok();
    Ok(Answer { status, retry_after, body })
}

/// What a failure to ask means.
pub(super) fn unanswered(error: &ureq::Error) -> Happened {
    let fault = match error {
        ureq::Error::Timeout(_) => Fault::Slow,
        ureq::Error::Protocol(_) | ureq::Error::Http(_) => Fault::Nonsense,
        _ => Fault::Unreachable,
    };
    Happened::Temporary(fault, None)
}

/// What a status that is no success means (RFC 9110 § 15, RFC 6585 § 4).
pub(super) fn refused(status: u16, retry_after: Option<&str>, now: Millis) -> Happened {
    let later = retry_after.and_then(|text| moment(text, now));
    match status {
        408 | 409 | 425 | 429 => Happened::Temporary(Fault::Busy, later),
        401..=403 | 407 => Happened::Temporary(Fault::NotAllowed, later),
        500..=599 => Happened::Temporary(Fault::Failing, later),
        400..=499 => Happened::Final(Fault::Refused),
        _ => Happened::Temporary(Fault::Nonsense, later),
    }
}

/// The moment that `Retry-After` names: seconds from now, or a date (RFC 9110 § 10.2.3).
fn moment(text: &str, now: Millis) -> Option<Millis> {
    let text = text.trim();
    if let Ok(seconds) = text.parse::<u32>() {
        return Some(now + Millis::seconds(i64::from(seconds)));
    }
    let date = jiff::fmt::rfc2822::parse(text).ok()?;
    Some(Millis(date.timestamp().as_millisecond()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Millis = Millis(784_111_777_000);

    #[test]
    fn each_status_says_whether_it_is_worth_another_try() {
        let busy = |at| Happened::Temporary(Fault::Busy, at);
        assert_eq!(refused(429, Some("30"), NOW), busy(Some(NOW + Millis::seconds(30))));
        assert_eq!(refused(429, None, NOW), busy(None));
        assert_eq!(refused(503, Some("soon"), NOW), Happened::Temporary(Fault::Failing, None));
        assert_eq!(refused(401, None, NOW), Happened::Temporary(Fault::NotAllowed, None));
        assert_eq!(refused(400, None, NOW), Happened::Final(Fault::Refused));
        assert_eq!(refused(302, None, NOW), Happened::Temporary(Fault::Nonsense, None));
        assert_eq!(refused(100, None, NOW), Happened::Temporary(Fault::Nonsense, None));
    }

    #[test]
    fn a_moment_is_seconds_or_a_date() {
        assert_eq!(moment("Sun, 06 Nov 1994 08:49:37 GMT", Millis(0)), Some(NOW));
        assert_eq!(moment(" 0 ", NOW), Some(NOW));
        assert_eq!(moment("-1", NOW), None);
        assert_eq!(moment("99999999999999999999", NOW), None);
    }
}
