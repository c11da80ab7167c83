//! The only network code: says who asks, heeds robots.txt and the pace that each service wants, asks again when that may
//! help, keeps pages with their dates, and reaches nothing but names on the public net.

mod address;
mod cache;
mod clock;
mod pace;
mod retry;
mod robots;
mod wire;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use reqwest::header::{CONTENT_TYPE, ETAG, LAST_MODIFIED, LOCATION, RETRY_AFTER};
use tokio::sync::OnceCell;
use url::Url;

pub use address::Names;
pub use clock::{Clock, SystemClock};
pub use wire::{Patience, Route, Secret};

use crate::model::{Answer, Date, Form, Page, Request, SourceState, Taken, Trouble};
use address::permitted;
use cache::{About, Cache, Kept};
use pace::Pace;
use robots::Robots;
use wire::{Sent, Setup, Unsent, Wire};

/// Redirects that are followed.
const MOST_HOPS: usize = 5;

/// How pages are fetched.
pub struct Settings {
    /// Whom a service may write to; some want to know.
    pub contact: Option<String>,
    /// Keys by service: `github`, `companies_house`.
    pub keys: BTreeMap<String, Secret>,
    /// Folder of the page cache.
    pub cache: PathBuf,
    /// Take pages from the cache only, whatever their age.
    pub offline: bool,
    /// Fetch anew what the cache has.
    pub refresh: bool,
    /// How long answers may take.
    pub patience: Patience,
    /// Where names lead, instead of the system's table; numbers are looked at all the same.
    pub names: Option<Arc<dyn Names>>,
    /// A server that stands for all others.
    pub route: Option<Route>,
    /// The time.
    pub clock: Arc<dyn Clock>,
}

impl Settings {
    /// Nothing special, with this folder for pages.
    #[must_use]
    pub fn new(cache: PathBuf) -> Self {
        Self {
            contact: None,
            keys: BTreeMap::new(),
            cache,
            offline: false,
            refresh: false,
            patience: Patience::default(),
            names: None,
            route: None,
            clock: Arc::new(SystemClock),
        }
    }
}

/// What the machine can refuse.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum HttpError {
    /// Secure connections cannot be set up.
    #[error("{0}")]
    Setup(String),
    /// Not the address of a server.
    #[error("`{0}` is not the address of a server; expected 127.0.0.1:8080")]
    Route(String),
}

/// What came of a request, and when and from where.
#[derive(Clone)]
struct Fetched {
    outcome: Result<Answer, Trouble>,
    on: Timestamp,
    taken: Taken,
}

/// Fetches pages, each once a run.
pub struct Fetcher {
    wire: Wire,
    cache: Cache,
    pace: Pace,
    robots: Robots,
    clock: Arc<dyn Clock>,
    has_contact: bool,
    offline: bool,
    refresh: bool,
    started: Timestamp,
    /// Requests of this run, under way or answered.
    asked: Mutex<BTreeMap<String, Arc<OnceCell<Fetched>>>>,
    sent: AtomicU64,
}

impl Fetcher {
    /// A fetcher with an empty memory.
    ///
    /// # Errors
    /// [`HttpError::Setup`] when the machine's TLS cannot be set up.
    pub fn new(settings: Settings) -> Result<Self, HttpError> {
        let setup = Setup {
            contact: settings.contact.as_deref(),
            keys: settings.keys,
            patience: settings.patience,
            names: settings.names,
            route: settings.route,
        };
        let wire = Wire::new(setup).map_err(HttpError::Setup)?;
        let cache = Cache::new(&settings.cache);
        Ok(Self {
            wire,
            cache,
            pace: Pace::default(),
            robots: Robots::default(),
            started: settings.clock.now(),
            clock: settings.clock,
            has_contact: settings.contact.is_some_and(|contact| contact.contains('@') || contact.contains("://")),
            offline: settings.offline,
            refresh: settings.refresh,
            asked: Mutex::default(),
            sent: AtomicU64::new(0),
        })
    }

    /// Removes what interrupted runs left half done. Only for the one run that may write: another one's pages on their way
    /// in look the same.
    pub fn tidy(&self) {
        self.cache.tidy();
    }

    /// Requests that went over the net so far.
    pub fn sent(&self) -> u64 {
        self.sent.load(Ordering::Relaxed)
    }

    /// The page, from this run's memory, the cache, or the net. Never fails: what went wrong is its outcome.
    pub async fn fetch(&self, request: &Request) -> Page {
        self.get(request, Heed::Robots).await
    }

    async fn get(&self, request: &Request, heed: Heed) -> Page {
        let name = format!("{}\n{}", request.url, request.body.as_deref().unwrap_or_default());
        let cell = {
            let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
            asked.entry(name).or_default().clone()
        };
        let fetched = cell.get_or_init(|| self.look(request, heed)).await.clone();
        Page { request: request.clone(), outcome: fetched.outcome, fetched: day(fetched.on), taken: fetched.taken }
    }

    /// The page, if the cache has it young enough; else from the net.
    async fn look(&self, request: &Request, heed: Heed) -> Fetched {
        let kept = self.cache.find(request);
        if let Some(kept) = kept.as_ref().filter(|kept| self.offline || self.is_young(request, kept)) {
            return from_cache(kept);
        }
        let fetched = self.load(request, kept.as_ref(), heed).await;
        fetched.unwrap_or_else(|trouble| Fetched { outcome: Err(trouble), on: self.clock.now(), taken: Taken::Net })
    }

    fn is_young(&self, request: &Request, kept: &Kept) -> bool {
        // What was fetched in this run is not fetched again, whatever `refresh` says.
        if self.refresh && kept.about.fetched < self.started {
            return false;
        }
        let hours = match (request.hours, kept.about.status) {
            (hours, 200..=299) => hours,
            (hours, _) => Some(hours.unwrap_or(24).min(24)),
        };
        let age = self.clock.now().duration_since(kept.about.fetched);
        hours.is_none_or(|hours| age.as_hours() < i64::from(hours))
    }

    async fn load(&self, request: &Request, kept: Option<&Kept>, heed: Heed) -> Result<Fetched, Trouble> {
        if self.offline {
            return Err(Trouble::new(SourceState::NotTried, "not in the cache, and the net is not asked (--offline)"));
        }
        if request.needs_contact && !self.has_contact {
            let why = "the service wants to know whom to write to: set `contact = \"you@example.org\"` in skiplevel.toml, or --contact";
            return Err(Trouble::new(SourceState::NotTried, why));
        }
        if let Some(service) = request.key.filter(|service| *service != "github" && !self.wire.has_key(service)) {
            let why = format!("the service wants a key (free): set SKIPLEVEL_{}_KEY", service.to_uppercase());
            return Err(Trouble::new(SourceState::NotTried, why));
        }
        let mut url = permitted(&request.url).map_err(|why| Trouble::new(SourceState::Blocked, why))?;
        for _ in 0..=MOST_HOPS {
            if heed == Heed::Robots && !pace::has_terms(&url) {
                self.heed_robots(&url).await?;
            }
            let sent = self.ask(request, &url, kept.map(|kept| &kept.about)).await?;
            match next_hop(&url, &sent)? {
                Some(next) => url = next,
                None => return self.keep(request, &url, sent, kept),
            }
        }
        Err(Trouble::failed(format!("more than {MOST_HOPS} redirects")))
    }

    /// Asks until there is an answer worth keeping, or no hope.
    async fn ask(&self, request: &Request, url: &Url, known: Option<&About>) -> Result<Sent, Trouble> {
        let mut attempt = 0;
        loop {
            let send = async || {
                self.sent.fetch_add(1, Ordering::Relaxed);
                self.wire.send(request, url, known, &self.cache).await
            };
            let answer = self.pace.in_turn(url, &*self.clock, send).await?;
            let last = attempt == retry::RETRIES;
            let wait = match answer {
                Err(Unsent::Never(trouble)) => return Err(trouble),
                Err(Unsent::MayPass(trouble)) => {
                    if last {
                        self.pace.refused(url);
                        return Err(trouble);
                    }
                    retry::backoff(&request.url, attempt)
                }
                Ok(sent) => match self.judge(request, url, sent, attempt)? {
                    Judged::Good(sent) => return Ok(*sent),
                    Judged::Again(wait) => wait,
                },
            };
            self.clock.wait(wait).await;
            attempt += 1;
        }
    }

    /// What to do with an answer.
    fn judge(&self, request: &Request, url: &Url, mut sent: Sent, attempt: u32) -> Result<Judged, Trouble> {
        let start = sent.body.start().map_err(|error| Trouble::failed(format!("cannot read the page: {error}")))?;
        let start = String::from_utf8_lossy(&start).into_owned();
        self.pace.heed(url, &start)?;
        let status = sent.status;
        if matches!(status, 403 | 429) {
            self.pace.refused(url);
        } else {
            self.pace.went_well(url);
        }
        if retry::may_pass(status) {
            let asked = sent.header(RETRY_AFTER).and_then(|header| retry::asked_for(header, self.clock.now()));
            let otherwise = if status == 429 { pace::penalty(url) } else { retry::backoff(&request.url, attempt) };
            let wait = retry::wait_before(asked, otherwise).map_err(|asked| come_back(status, asked))?;
            return Ok(if attempt == retry::RETRIES { Judged::Good(Box::new(sent)) } else { Judged::Again(wait) });
        }
        // Some services answer with a page for people now and then; once more is enough.
        let is_html = request.form == Form::Json && status == 200 && start.trim_start().starts_with('<');
        if is_html && attempt == 0 {
            return Ok(Judged::Again(retry::backoff(&request.url, attempt)));
        }
        Ok(Judged::Good(Box::new(sent)))
    }

    fn keep(&self, request: &Request, url: &Url, sent: Sent, kept: Option<&Kept>) -> Result<Fetched, Trouble> {
        let disk = |error: std::io::Error| Trouble::failed(format!("cannot keep the page: {error}"));
        let now = self.clock.now();
        if let Some(kept) = kept.filter(|_| sent.status == 304) {
            let renewed = self.cache.renew(request, kept, now).map_err(disk)?;
            return Ok(Fetched { taken: Taken::Net, ..from_cache(&renewed) });
        }
        let header = |name| sent.header(name).map(str::to_owned);
        let about = About {
            asked: request.url.clone(),
            url: url.to_string(),
            status: sent.status,
            content_type: header(CONTENT_TYPE),
            etag: header(ETAG),
            last_modified: header(LAST_MODIFIED),
            fetched: now,
            sha256: String::new(),
            size: 0,
        };
        // What may be otherwise next time is not kept; its words are, for the source to look at.
        if matches!(sent.status, 200..=299 | 404 | 410) && sent.status != 202 {
            let kept = self.cache.keep(request, sent.body, about).map_err(disk)?;
            return Ok(Fetched { taken: Taken::Net, ..from_cache(&kept) });
        }
        let mut body = sent.body;
        let start = body.start().map_err(disk)?;
        let answer =
            Answer { status: about.status, url: about.url, content_type: about.content_type, body: Arc::new(start) };
        Ok(Fetched { outcome: Ok(answer), on: now, taken: Taken::Net })
    }

    /// Whether a site's robots.txt lets a page be fetched (RFC 9309).
    async fn heed_robots(&self, url: &Url) -> Result<(), Trouble> {
        let Some(place) = robots::place(url) else { return Ok(()) };
        let request = Request::new("robots", Form::Text, place.to_string());
        let page = Box::pin(self.get(&request, Heed::No)).await;
        let rules = self.robots.rules(&place, &page);
        if let Some(delay) = rules.crawl_delay() {
            self.pace.slow_down(url, delay)?;
        }
        if rules.is_url_allowed(url) {
            return Ok(());
        }
        Err(match page.answer() {
            Ok(_) => Trouble::new(SourceState::Blocked, "its robots.txt does not want the page fetched"),
            Err(Trouble { state, why }) => {
                Trouble::new(state, format!("its robots.txt cannot be read ({why}), so nothing of it is fetched"))
            }
        })
    }
}

/// Whether a site's robots.txt is heeded. It is not for robots.txt itself.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Heed {
    Robots,
    No,
}

/// What to do with an answer.
enum Judged {
    Good(Box<Sent>),
    Again(Duration),
}

fn come_back(status: u16, asked: Duration) -> Trouble {
    let minutes = asked.as_secs().div_ceil(60);
    Trouble::new(
        SourceState::Limited,
        format!("the server answered {status} and asks to come back in {minutes} minutes"),
    )
}

/// Where an answer leads on to, if it is a redirect.
fn next_hop(url: &Url, sent: &Sent) -> Result<Option<Url>, Trouble> {
    if !matches!(sent.status, 301 | 302 | 303 | 307 | 308) {
        return Ok(None);
    }
    let blocked = |why: String| Trouble::new(SourceState::Blocked, why);
    let location = sent.header(LOCATION).ok_or_else(|| Trouble::failed("a redirect that leads nowhere"))?;
    let next =
        url.join(location).map_err(|error| Trouble::failed(format!("a redirect that leads nowhere: {error}")))?;
    let next = permitted(next.as_str()).map_err(|why| blocked(format!("a redirect is not followed; {why}")))?;
    if url.scheme() == "https" && next.scheme() != "https" {
        return Err(blocked("a redirect is not followed; it leads from https to http".to_owned()));
    }
    Ok(Some(next))
}

fn from_cache(kept: &Kept) -> Fetched {
    let about = &kept.about;
    let answer = Answer {
        status: about.status,
        url: about.url.clone(),
        content_type: about.content_type.clone(),
        body: Arc::new(kept.body.clone()),
    };
    Fetched { outcome: Ok(answer), on: about.fetched, taken: Taken::Cache }
}

/// The day of a moment, by Greenwich: the same wherever a page is read again.
fn day(moment: Timestamp) -> Date {
    moment.to_zoned(jiff::tz::TimeZone::UTC).date()
}
