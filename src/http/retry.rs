//! Whether and when to ask again (SOURCES 7).

use std::time::Duration;

use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

/// Tries after the first one.
pub(super) const RETRIES: u32 = 3;
/// The longest that a server may ask to wait within a run.
const LONGEST_WAIT: Duration = Duration::from_secs(120);

/// Whether a later try may do better than this status.
pub(super) fn may_pass(status: u16) -> bool {
    matches!(status, 202 | 408 | 425 | 429 | 500 | 502 | 503 | 504)
}

/// One, two, four seconds, each between a half and the whole of it. The part is made of address and try, so that the
/// hosts of a run are spread and a run can be repeated.
pub(super) fn backoff(url: &str, attempt: u32) -> Duration {
    let digest = Sha256::digest(format!("{attempt}\n{url}"));
    let part = 0.5 + f64::from(digest[0]) / 511.0;
    Duration::from_secs(1 << attempt.min(6)).mul_f64(part)
}

/// What `Retry-After` asks for: seconds, or a date.
pub(super) fn asked_for(header: &str, now: Timestamp) -> Option<Duration> {
    let header = header.trim();
    if let Ok(seconds) = header.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let date = httpdate::parse_http_date(header).ok()?;
    let date = Timestamp::try_from(date).ok()?;
    Some(Duration::try_from(date.duration_since(now)).unwrap_or_default())
}

/// The wait before the next try, or how long the server wants to be left alone when that is too long for a run.
///
/// # Errors
/// The time asked for, when it is over two minutes.
pub(super) fn wait_before(asked: Option<Duration>, otherwise: Duration) -> Result<Duration, Duration> {
    match asked {
        Some(asked) if asked > LONGEST_WAIT => Err(asked),
        Some(asked) => Ok(asked),
        None => Ok(otherwise),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let now: Timestamp = "2026-11-20T10:00:00Z".parse().expect("a time");
        let seconds = |header: &str| asked_for(header, now).map(|wait| wait.as_secs());
        assert_eq!(seconds("7"), Some(7));
        assert_eq!(seconds(" Fri, 20 Nov 2026 10:00:30 GMT "), Some(30));
        assert_eq!(seconds("Fri, 20 Nov 2026 09:00:00 GMT"), Some(0), "a date that is over");
        assert_eq!(seconds("soon"), None);
        assert_eq!(seconds("-3"), None);
    }

    #[test]
    fn a_wait_of_more_than_two_minutes_is_for_another_run() {
        let second = Duration::from_secs(1);
        assert_eq!(wait_before(Some(second * 120), second), Ok(second * 120));
        assert_eq!(wait_before(Some(second * 121), second), Err(second * 121));
        assert_eq!(wait_before(None, second), Ok(second));
    }

    #[test]
    fn waits_double_and_are_spread() {
        for attempt in 0..3 {
            let whole = Duration::from_secs(1 << attempt);
            let waits = ["a", "b", "c", "d"].map(|url| backoff(url, attempt));
            assert!(waits.iter().all(|wait| *wait >= whole / 2 && *wait <= whole), "{waits:?}");
            assert!(waits.windows(2).any(|pair| pair[0] != pair[1]));
        }
    }
}
