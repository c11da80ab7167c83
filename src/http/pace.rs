//! How often a host is asked, and when it is left alone (SOURCES 7).

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::Semaphore;
use url::Url;

use super::Clock;
use crate::model::{SourceState, Trouble};

/// Refusals in a row after which a host is left alone for the rest of the run.
const STRIKES: u32 = 3;
/// The slowest pace that a robots.txt can ask for and still be visited.
const LONGEST_DELAY: Duration = Duration::from_secs(60);

/// The manners that a service asks for.
struct Manner {
    /// What they hold for: a host, with everything below it, and the beginning of the path.
    place: (&'static str, &'static str),
    /// Least time from one request to the next.
    interval: Duration,
    /// Requests under way at the same time.
    at_once: usize,
    /// How long to wait when told "too many" without being told how long.
    penalty: Duration,
    /// Text of a page that says "too many" whatever its status, and how long it must be quiet then.
    limit_page: Option<(&'static str, Duration)>,
    /// Whether its own terms permit what is asked.
    has_terms: bool,
}

const fn manner(host: &'static str, path: &'static str, milliseconds: u64, at_once: usize) -> Manner {
    Manner {
        place: (host, path),
        interval: Duration::from_millis(milliseconds),
        at_once,
        penalty: Duration::from_secs(5),
        limit_page: None,
        has_terms: false,
    }
}

/// A service whose terms permit what is asked of it.
const fn with_terms(manner: Manner) -> Manner {
    Manner { has_terms: true, ..manner }
}

/// First one that fits; the last fits all: one request a second, one at a time.
const MANNERS: &[Manner] = &[
    // All machines of a person together may ask ten times a second; half of it is left to the others.
    Manner {
        limit_page: Some(("Request Rate Threshold Exceeded", Duration::from_secs(600))),
        ..with_terms(manner("sec.gov", "", 200, 2))
    },
    // Thirty a minute are allowed, four fifths of that asked for.
    Manner { penalty: Duration::from_secs(60), ..with_terms(manner("web.archive.org", "/cdx/", 2500, 1)) },
    Manner { penalty: Duration::from_secs(60), ..with_terms(manner("web.archive.org", "", 1000, 1)) },
    with_terms(manner("wikidata.org", "", 1000, 1)),
    with_terms(manner("api.smartrecruiters.com", "", 200, 4)),
    with_terms(manner("hn.algolia.com", "", 500, 1)),
    with_terms(manner("api.github.com", "", 1000, 1)),
    with_terms(manner("company-information.service.gov.uk", "", 500, 1)),
    Manner { penalty: Duration::from_secs(20), ..manner("apply.workable.com", "", 1000, 1) },
    manner("", "", 1000, 1),
];

fn manner_of(url: &Url) -> (usize, &'static Manner) {
    let host = url.host_str().unwrap_or_default();
    let fits = |manner: &Manner| {
        let (wanted, path) = manner.place;
        let is_host =
            wanted.is_empty() || host == wanted || host.strip_suffix(wanted).is_some_and(|rest| rest.ends_with('.'));
        is_host && url.path().starts_with(path)
    };
    let at = MANNERS.iter().position(fits).unwrap_or(MANNERS.len() - 1);
    (at, &MANNERS[at])
}

/// The requests to one service, one after the other.
struct Lane {
    places: Semaphore,
    state: Mutex<LaneState>,
}

struct LaneState {
    /// Earliest moment of the next request.
    next: Timestamp,
    interval: Duration,
    strikes: u32,
    /// Why it is left alone.
    off: Option<Trouble>,
}

/// Who is asked when.
#[derive(Default)]
pub(super) struct Pace {
    lanes: Mutex<BTreeMap<String, Arc<Lane>>>,
}

/// Locks; a thread that panicked while it held the lock has left nothing half done.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Pace {
    fn lane(&self, url: &Url) -> Arc<Lane> {
        let (at, manner) = manner_of(url);
        // The services of the table share their lane over all of their hosts.
        let name = if at + 1 == MANNERS.len() { url.host_str().unwrap_or_default().to_owned() } else { at.to_string() };
        let make = || {
            Arc::new(Lane {
                places: Semaphore::new(manner.at_once),
                state: Mutex::new(LaneState { next: Timestamp::MIN, interval: manner.interval, strikes: 0, off: None }),
            })
        };
        lock(&self.lanes).entry(name).or_insert_with(make).clone()
    }

    /// Sends when it is the turn of a request.
    ///
    /// # Errors
    /// When the service is left alone for the rest of the run.
    pub(super) async fn in_turn<T>(
        &self,
        url: &Url,
        clock: &dyn Clock,
        send: impl AsyncFnOnce() -> T,
    ) -> Result<T, Trouble> {
        let lane = self.lane(url);
        // Never closed, so never refused.
        let _place = lane.places.acquire().await;
        let wait = {
            let mut state = lock(&lane.state);
            state.is_open()?;
            let now = clock.now();
            let start = state.next.max(now);
            state.next = start.checked_add(state.interval).unwrap_or(start);
            Duration::try_from(start.duration_since(now)).unwrap_or_default()
        };
        if !wait.is_zero() {
            clock.wait(wait).await;
        }
        lock(&lane.state).is_open()?;
        Ok(send().await)
    }

    /// Slows a host down to what its robots.txt asks for.
    ///
    /// # Errors
    /// When it asks for more patience than anybody has.
    pub(super) fn slow_down(&self, url: &Url, delay: Duration) -> Result<(), Trouble> {
        if delay > LONGEST_DELAY {
            let why = format!("its robots.txt asks for {} s between requests", delay.as_secs());
            return Err(Trouble::new(SourceState::Blocked, why));
        }
        let lane = self.lane(url);
        let mut state = lock(&lane.state);
        // The request for robots.txt itself counts as one.
        let more = delay.saturating_sub(state.interval);
        state.next = state.next.checked_add(more).unwrap_or(state.next);
        state.interval += more;
        Ok(())
    }

    /// Takes note of an answer that was no refusal.
    pub(super) fn went_well(&self, url: &Url) {
        lock(&self.lane(url).state).strikes = 0;
    }

    /// Takes note of a refusal; the third in a row ends the run for the service.
    pub(super) fn refused(&self, url: &Url) {
        let lane = self.lane(url);
        let mut state = lock(&lane.state);
        state.strikes += 1;
        if state.strikes >= STRIKES && state.off.is_none() {
            let why = format!("{STRIKES} refusals in a row; it is left alone for the rest of the run");
            state.off = Some(Trouble::new(SourceState::Limited, why));
        }
    }

    /// Leaves a service alone when the text of its answer asks for that, whatever the status.
    pub(super) fn heed(&self, url: &Url, start_of_text: &str) -> Result<(), Trouble> {
        let (_, manner) = manner_of(url);
        let Some((mark, quiet)) = manner.limit_page.filter(|(mark, _)| start_of_text.contains(mark)) else {
            return Ok(());
        };
        let minutes = quiet.as_secs() / 60;
        let why =
            format!("\"{mark}\"; it is left alone for the rest of the run, come back in {minutes} minutes or later");
        let trouble = Trouble::new(SourceState::Limited, why);
        lock(&self.lane(url).state).off = Some(trouble.clone());
        Err(trouble)
    }
}

impl LaneState {
    fn is_open(&self) -> Result<(), Trouble> {
        self.off.clone().map_or(Ok(()), Err)
    }
}

/// How long to wait after "too many" that does not say how long.
pub(super) fn penalty(url: &Url) -> Duration {
    manner_of(url).1.penalty
}

/// Whether the service's own terms permit what is asked of it, so that its robots.txt, meant for other visitors, is not
/// asked.
pub(super) fn has_terms(url: &Url) -> bool {
    manner_of(url).1.has_terms
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).expect("an address")
    }

    #[test]
    fn services_have_their_manners_and_all_others_one_a_second() {
        let interval = |text: &str| manner_of(&url(text)).1.interval.as_millis();
        assert_eq!(interval("https://data.sec.gov/submissions/x"), 200);
        assert_eq!(interval("https://www.sec.gov/x"), 200);
        assert_eq!(interval("https://notsec.gov/x"), 1000);
        assert_eq!(interval("https://web.archive.org/cdx/search/cdx?url=x"), 2500);
        assert_eq!(interval("https://web.archive.org/web/2026id_/x"), 1000);
        assert_eq!(interval("https://boards-api.greenhouse.io/v1"), 1000);
    }

    #[test]
    fn hosts_of_one_service_share_a_lane_and_others_do_not() {
        let pace = Pace::default();
        let same = |a: &str, b: &str| Arc::ptr_eq(&pace.lane(&url(a)), &pace.lane(&url(b)));
        assert!(same("https://data.sec.gov/a", "https://www.sec.gov/b"));
        assert!(!same("https://web.archive.org/cdx/a", "https://web.archive.org/web/b"));
        assert!(!same("https://a.example/", "https://b.example/"));
        assert!(same("https://a.example/1", "https://a.example/2"));
    }

    #[test]
    fn three_refusals_in_a_row_end_it_and_an_answer_between_forgives() {
        let pace = Pace::default();
        let host = url("https://a.example/");
        let is_open = || lock(&pace.lane(&host).state).is_open().is_ok();
        pace.refused(&host);
        pace.refused(&host);
        pace.went_well(&host);
        pace.refused(&host);
        pace.refused(&host);
        assert!(is_open());
        pace.refused(&host);
        assert!(!is_open());
    }

    #[test]
    fn the_threshold_page_of_the_sec_ends_it_at_once() {
        let pace = Pace::default();
        let host = url("https://www.sec.gov/a");
        assert!(pace.heed(&host, "<h1>Welcome</h1>").is_ok());
        let trouble = pace.heed(&host, "<h1>Request Rate Threshold Exceeded</h1>").expect_err("limited");
        assert_eq!(trouble.state, SourceState::Limited);
        assert!(lock(&pace.lane(&url("https://data.sec.gov/b")).state).is_open().is_err());
    }

    #[test]
    fn a_robots_txt_may_ask_for_patience_but_not_for_ever() {
        let pace = Pace::default();
        let host = url("https://a.example/");
        assert!(pace.slow_down(&host, Duration::from_secs(7)).is_ok());
        assert_eq!(lock(&pace.lane(&host).state).interval, Duration::from_secs(7));
        assert!(pace.slow_down(&host, Duration::from_secs(3600)).is_err());
    }
}
