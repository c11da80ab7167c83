//! What the fetcher promises, held against a server on this machine and a clock on which waiting takes no time.

mod net;

use std::future::Future;
use std::io::Write as _;
use std::sync::Arc;
use std::time::Duration;

use net::{Hit, Jumping, Reply, Server};
use skiplevel::http::{Fetcher, Patience, Route, Secret, Settings};
use skiplevel::model::{Form, Page, Request, SourceState, Taken};

struct Net {
    server: Server,
    clock: Arc<Jumping>,
    folder: tempfile::TempDir,
}

impl Net {
    fn new(handler: impl Fn(&Hit, usize) -> Reply + Send + Sync + 'static) -> Self {
        let server = Server::start(move |hit, before| match hit.path.as_str() {
            "/robots.txt" if !hit.host.starts_with("robots-") => Reply::of(404, ""),
            _ => handler(hit, before),
        });
        Self { server, clock: Jumping::at("2026-11-20T10:00:00Z"), folder: tempfile::tempdir().expect("a folder") }
    }

    fn settings(&self) -> Settings {
        Settings {
            contact: Some("me@mail.example".to_owned()),
            route: Some(Route { server: self.server.address, certificate: None }),
            clock: self.clock.clone(),
            patience: Patience {
                connect: Duration::from_secs(5),
                page: Duration::from_secs(20),
                large_page: Duration::from_secs(20),
            },
            ..Settings::new(self.folder.path().join("pages"))
        }
    }

    fn fetcher(&self) -> Fetcher {
        Fetcher::new(self.settings()).expect("a fetcher")
    }

    fn fetch(&self, request: &Request) -> Page {
        block_on(self.fetcher().fetch(request))
    }
}

fn block_on<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime").block_on(future)
}

fn board() -> Request {
    Request::json("board", "https://boards.example/v1/acme").for_hours(6)
}

fn trouble(page: &Page) -> (SourceState, String) {
    let trouble = page.json::<serde_json::Value>().expect_err("a trouble");
    (trouble.state, trouble.why)
}

#[test]
fn a_page_says_who_asks_and_is_asked_for_once() {
    let net = Net::new(|_, _| Reply::ok("{}"));
    let page = net.fetch(&board());
    assert!(page.json::<serde_json::Value>().is_ok());
    assert_eq!(page.fetched.to_string(), "2026-11-20");
    let agent = &net.server.hits()[0].headers["user-agent"];
    assert_eq!(*agent, format!("skiplevel/{} (me@mail.example)", env!("CARGO_PKG_VERSION")));
    assert_eq!(net.fetch(&board()).taken, Taken::Cache);
    assert_eq!(net.server.asked(), ["boards.example/v1/acme"]);
}

#[test]
fn equal_requests_at_the_same_time_are_one() {
    let net = Net::new(|_, _| Reply::ok("{}"));
    let fetcher = net.fetcher();
    let request = board();
    let pages = block_on(futures_util::future::join_all((0..10).map(|_| fetcher.fetch(&request))));
    assert!(pages.iter().all(|page| page.outcome.is_ok()));
    assert_eq!(net.server.hits().len(), 1);
}

#[test]
fn a_page_is_fetched_again_when_its_time_is_over_and_not_before() {
    let net = Net::new(|_, _| Reply::ok("{}"));
    net.fetch(&board());
    net.clock.jump(Duration::from_secs(5 * 3600));
    assert_eq!(net.fetch(&board()).taken, Taken::Cache);
    net.clock.jump(Duration::from_secs(2 * 3600));
    assert_eq!(net.fetch(&board()).taken, Taken::Net);
    let for_ever = Request::json("filing", "https://boards.example/f").for_ever();
    net.fetch(&for_ever);
    net.clock.jump(Duration::from_secs(400 * 24 * 3600));
    assert_eq!(net.fetch(&for_ever).taken, Taken::Cache);
    let refreshing = Fetcher::new(Settings { refresh: true, ..net.settings() }).expect("a fetcher");
    assert_eq!(block_on(refreshing.fetch(&for_ever)).taken, Taken::Net);
}

#[test]
fn a_server_that_says_nothing_changed_is_believed() {
    let net = Net::new(|hit, _| match hit.headers.get("if-none-match").map(String::as_str) {
        Some("\"v1\"") => Reply::of(304, ""),
        _ => Reply::ok("{\"a\":1}").with("ETag", "\"v1\"").with("Last-Modified", "Fri, 20 Nov 2026 09:00:00 GMT"),
    });
    net.fetch(&board());
    net.clock.jump(Duration::from_secs(24 * 3600));
    let page = net.fetch(&board());
    assert_eq!(page.text().as_deref(), Ok("{\"a\":1}"));
    assert_eq!((page.taken, page.fetched.to_string().as_str()), (Taken::Net, "2026-11-21"));
    assert_eq!(net.server.hits()[1].headers["if-modified-since"], "Fri, 20 Nov 2026 09:00:00 GMT");
    assert_eq!(net.fetch(&board()).taken, Taken::Cache, "it is fresh again");
}

#[test]
fn offline_takes_what_is_there_whatever_its_age_and_asks_nobody() {
    let net = Net::new(|_, _| Reply::ok("{}"));
    net.fetch(&board());
    net.clock.jump(Duration::from_secs(400 * 24 * 3600));
    let offline = Fetcher::new(Settings { offline: true, ..net.settings() }).expect("a fetcher");
    assert!(block_on(offline.fetch(&board())).outcome.is_ok());
    let (state, why) = trouble(&block_on(offline.fetch(&Request::json("x", "https://boards.example/other"))));
    assert_eq!(state, SourceState::NotTried, "{why}");
    assert_eq!((net.server.hits().len(), offline.sent()), (1, 0));
}

#[test]
fn unknown_is_kept_for_a_day_and_a_refusal_not_at_all() {
    let net = Net::new(|hit, _| Reply::of(if hit.path.contains("gone") { 404 } else { 403 }, "{}"));
    let (gone, refused) =
        (Request::json("x", "https://boards.example/gone").for_ever(), Request::json("x", "https://other.example/no"));
    assert_eq!(trouble(&net.fetch(&gone)).0, SourceState::UnknownEntity);
    net.fetch(&gone);
    assert_eq!(net.server.hits().len(), 1);
    net.clock.jump(Duration::from_secs(25 * 3600));
    net.fetch(&gone);
    assert_eq!(net.server.hits().len(), 2);
    assert_eq!(trouble(&net.fetch(&refused)).0, SourceState::Blocked);
    net.fetch(&refused);
    assert_eq!(net.server.hits().len(), 4, "asked once each time: a refusal is not tried again");
}

#[test]
fn too_many_is_waited_for_as_the_server_says() {
    for (header, expected) in
        [(Some("7"), 7), (Some("Fri, 20 Nov 2026 10:00:31 GMT"), 28), (None, 5), (Some("not a time"), 5)]
    {
        let net = Net::new(move |_, before| match (before, header) {
            (0, Some(header)) => Reply::of(429, "{}").with("Retry-After", header),
            (0, None) => Reply::of(429, "{}"),
            _ => Reply::ok("{}"),
        });
        let page = net.fetch(&board());
        assert!(page.json::<serde_json::Value>().is_ok());
        let waits = net.clock.seconds();
        assert!(waits.iter().any(|wait| wait.abs_diff(expected) <= 3), "{header:?}: {waits:?}");
    }
}

#[test]
fn too_many_for_too_long_is_for_another_run() {
    let net = Net::new(|_, _| Reply::of(429, "{}").with("Retry-After", "900"));
    let (state, why) = trouble(&net.fetch(&board()));
    assert_eq!(
        (state, why.as_str()),
        (SourceState::Limited, "the server answered 429 and asks to come back in 15 minutes")
    );
    assert_eq!(net.server.hits().len(), 1);
    let net = Net::new(|_, _| Reply::of(429, "{}"));
    assert_eq!(trouble(&net.fetch(&board())).0, SourceState::Limited);
    assert!(net.server.hits().len() <= 4);
}

#[test]
fn faults_that_may_pass_are_tried_again_and_others_are_not() {
    for status in [408, 425, 500, 502, 503, 504] {
        let net = Net::new(move |_, before| if before < 2 { Reply::of(status, "x") } else { Reply::ok("{}") });
        assert!(net.fetch(&board()).json::<serde_json::Value>().is_ok(), "{status}");
    }
    let net = Net::new(|_, _| Reply::of(503, "x"));
    assert_eq!(trouble(&net.fetch(&board())), (SourceState::Failed, "the server answered 503".to_owned()));
    assert_eq!(net.server.hits().len(), 4);
    for status in [400, 401, 403, 404, 410, 422] {
        let net = Net::new(move |_, _| Reply::of(status, "x"));
        net.fetch(&board());
        assert_eq!(net.server.hits().len(), 1, "{status}");
    }
}

#[test]
fn answers_that_break_off_come_late_or_not_at_all_fail() {
    let cut = Net::new(|_, _| Reply::Cut(b"{\"jobs\": [".to_vec()));
    let (state, why) = trouble(&cut.fetch(&board()));
    assert_eq!((state, cut.server.hits().len()), (SourceState::Failed, 4), "{why}");
    let reset = Net::new(|_, _| Reply::Reset);
    assert_eq!(trouble(&reset.fetch(&board())).0, SourceState::Failed);
    let slow = Net::new(|_, _| Reply::Slow(Duration::from_secs(2)));
    let patience = Patience { page: Duration::from_millis(400), ..Patience::default() };
    let impatient = Fetcher::new(Settings { patience, ..slow.settings() }).expect("a fetcher");
    let (state, why) = trouble(&block_on(impatient.fetch(&board())));
    // Even its robots.txt does not come in time on a busy machine; the reason is the same.
    assert_eq!(state, SourceState::Failed);
    assert!(why.contains("no answer within 0.4 s"), "{why}");
    let once = Net::new(|_, before| if before == 0 { Reply::Reset } else { Reply::ok("{}") });
    assert!(once.fetch(&board()).json::<serde_json::Value>().is_ok());
}

#[test]
fn a_page_for_people_where_data_is_due_is_asked_for_once_more() {
    let net = Net::new(|_, _| Reply::ok("<!doctype html><p>Sorry"));
    assert_eq!(trouble(&net.fetch(&board())).1, "the answer is HTML where JSON is due");
    assert_eq!(net.server.hits().len(), 2);
}

#[test]
fn a_huge_page_is_not_taken_in_whether_packed_or_not() {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let zeros = vec![b' '; 1024 * 1024];
    for _ in 0..40 {
        packer.write_all(&zeros).expect("packed");
    }
    let bomb = packer.finish().expect("packed");
    assert!(bomb.len() < 100_000);
    let net = Net::new(move |hit, _| match hit.path.as_str() {
        "/bomb" => Reply::ok(bomb.clone()).with("content-encoding", "gzip"),
        _ => Reply::ok(vec![b' '; 33 * 1024 * 1024]),
    });
    let slowly = Settings { patience: Patience::default(), ..net.settings() };
    let fetcher = Fetcher::new(slowly).expect("a fetcher");
    for path in ["bomb", "plain"] {
        let page = block_on(fetcher.fetch(&Request::json("x", format!("https://boards.example/{path}"))));
        assert_eq!(trouble(&page), (SourceState::Failed, "the page is larger than 32 MiB".to_owned()), "{path}");
    }
    assert_eq!(net.server.hits().len(), 2, "asked once each");
    let left = std::fs::read_dir(net.folder.path().join("pages")).expect("a folder").flatten();
    let large = left.filter(|entry| entry.metadata().is_ok_and(|about| about.len() > 1024 * 1024)).count();
    assert_eq!(large, 0, "nothing of it is left");
}

#[test]
fn robots_txt_is_heeded() {
    let net = Net::new(|hit, _| match (hit.host.as_str(), hit.path.as_str()) {
        ("robots-some.example", "/robots.txt") => {
            Reply::ok("User-agent: *\nDisallow: /private\nCrawl-delay: 9\n\nUser-agent: other\nDisallow: /")
        }
        ("robots-down.example", "/robots.txt") => Reply::of(500, ""),
        _ => Reply::ok("<p>jobs"),
    });
    let page = |url: &str| net.fetch(&Request::html("x", url));
    assert!(page("https://robots-some.example/jobs").answer().is_ok());
    assert!(net.clock.seconds().iter().any(|wait| (8..=9).contains(wait)), "the delay that it asks for");
    let refused = page("https://robots-some.example/private/x").answer().map(|_| ()).expect_err("refused");
    assert_eq!(refused.state, SourceState::Blocked);
    let refused = page("https://robots-down.example/jobs").answer().map(|_| ()).expect_err("refused");
    assert!(refused.why.contains("robots.txt cannot be read"), "{}", refused.why);
    assert_eq!(net.server.asked(), ["robots-some.example/jobs"]);
}

#[test]
fn redirects_are_followed_with_care() {
    let net = Net::new(|hit, _| {
        let to = |place: &str| Reply::of(302, "").with("Location", place);
        match hit.path.as_str() {
            "/moved" => to("https://boards.example/new"),
            "/away" => to("https://elsewhere.example/new"),
            "/down" => to("http://boards.example/new"),
            "/loop" => to("https://boards.example/loop"),
            "/nowhere" => Reply::of(302, ""),
            path if path.starts_with("/to/") => to(&path[4..].replace('~', "/")),
            _ => Reply::ok("{}"),
        }
    });
    let fetch = |path: &str| net.fetch(&Request::json("x", format!("https://boards.example{path}")));
    let moved = fetch("/moved");
    assert_eq!(moved.outcome.as_ref().map(|answer| answer.url.as_str()), Ok("https://boards.example/new"));
    assert!(fetch("/away").json::<serde_json::Value>().is_ok());
    assert!(trouble(&fetch("/down")).1.contains("https to http"));
    assert_eq!(trouble(&fetch("/loop")).1, "more than 5 redirects");
    assert_eq!(trouble(&fetch("/nowhere")).0, SourceState::Failed);
    let before = net.server.hits().len();
    let hostile = [
        "http:~~169.254.169.254~latest~meta-data",
        "https:~~127.0.0.1~x",
        "https:~~[::1]~",
        "https:~~localhost~",
        "https:~~10.0.0.1~",
        "https:~~boards.example:22~",
        "ftp:~~boards.example~",
        "file:~~~etc~passwd",
        "https:~~2130706433~",
        "https:~~user:pw@boards.example~",
        "~~127.0.0.1~",
        "https:~~metadata.google.internal~",
    ];
    for (at, place) in hostile.iter().enumerate() {
        let (state, why) = trouble(&fetch(&format!("/to/{place}")));
        assert_eq!(state, SourceState::Blocked, "{place}: {why}");
        assert_eq!(net.server.hits().len(), before + at + 1, "{place} was asked");
    }
}

#[test]
fn names_that_lead_to_a_local_network_are_not_reached() {
    let numbers = [
        "127.0.0.1",
        "127.8.8.8",
        "10.0.0.1",
        "172.16.9.9",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.1.1",
        "0.0.0.0",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "fe80::1",
        "fd00::1",
        "::ffff:127.0.0.1",
        "::ffff:10.1.1.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:db8::1",
        "ff02::1",
    ];
    let net = Net::new(|_, _| Reply::ok("{}"));
    for number in numbers {
        let also = move |_: &str| vec!["8.8.8.8".parse().expect("an address"), number.parse().expect("an address")];
        let names: Arc<dyn skiplevel::http::Names> = Arc::new(also);
        let fetcher = Fetcher::new(Settings { route: None, names: Some(names), ..net.settings() }).expect("a fetcher");
        // A host whose robots.txt is not asked, so that the page itself is what is refused.
        let page = block_on(fetcher.fetch(&Request::json("x", "https://api.github.com/orgs/acme")));
        let (state, why) = trouble(&page);
        assert_eq!(state, SourceState::Blocked, "{number}: {why}");
        assert!(why.contains(number) && why.contains("not on the public net"), "{why}");
    }
    assert!(net.server.hits().is_empty());
}

#[test]
fn a_key_goes_to_its_service_alone_and_is_written_nowhere() {
    let net = Net::new(|hit, _| match hit.host.as_str() {
        "api.github.com" => Reply::of(302, "").with("Location", "https://storage.example/signed"),
        _ => Reply::ok("{}"),
    });
    let key = "ghp_very_secret";
    let keys = [("github".to_owned(), Secret::new(key.to_owned()))].into();
    let settings = Settings { keys, ..net.settings() };
    assert!(!format!("{:?}", settings.keys).contains(key));
    let fetcher = Fetcher::new(settings).expect("a fetcher");
    let request = Request::json("org", "https://api.github.com/orgs/acme").with_key("github");
    let page = block_on(fetcher.fetch(&request));
    assert!(!format!("{page:?}").contains(key));
    let hits = net.server.hits();
    assert_eq!(hits[0].headers.get("authorization"), Some(&format!("Bearer {key}")));
    assert_eq!(hits[1].headers.get("authorization"), None, "the redirect leads away from the service");
    for entry in std::fs::read_dir(net.folder.path().join("pages")).expect("a folder").flatten() {
        let bytes = std::fs::read(entry.path()).expect("read");
        assert!(!String::from_utf8_lossy(&bytes).contains(key));
    }
    let other = Request::json("x", "https://boards.example/x").with_key("github");
    block_on(fetcher.fetch(&other));
    assert_eq!(net.server.hits().last().and_then(|hit| hit.headers.get("authorization").cloned()), None);
}

#[test]
fn services_that_want_a_contact_or_a_key_are_not_asked_without() {
    let net = Net::new(|_, _| Reply::ok("{}"));
    for contact in [None, Some(String::new()), Some("me".to_owned())] {
        let fetcher = Fetcher::new(Settings { contact, ..net.settings() }).expect("a fetcher");
        let page = block_on(fetcher.fetch(&Request::json("x", "https://data.sec.gov/x").identified()));
        let (state, why) = trouble(&page);
        assert_eq!(state, SourceState::NotTried);
        assert!(why.contains("skiplevel.toml") && why.contains("--contact"), "{why}");
    }
    let request = Request::json("x", "https://api.company-information.service.gov.uk/x").with_key("companies_house");
    let (state, why) = trouble(&net.fetch(&request));
    assert!(state == SourceState::NotTried && why.contains("SKIPLEVEL_COMPANIES_HOUSE_KEY"), "{why}");
    assert!(net.server.hits().is_empty());
}

#[test]
fn a_service_that_had_enough_is_left_alone() {
    let net = Net::new(|hit, _| match hit.host.as_str() {
        "www.sec.gov" => Reply::of(403, "<h1>Request Rate Threshold Exceeded</h1>"),
        _ => Reply::of(403, "no"),
    });
    let fetcher = net.fetcher();
    let fetch = |url: &str| trouble(&block_on(fetcher.fetch(&Request::json("x", url).identified())));
    let (state, why) = fetch("https://www.sec.gov/a");
    assert_eq!(state, SourceState::Limited, "{why}");
    assert_eq!(fetch("https://data.sec.gov/b").0, SourceState::Limited, "the same service under another name");
    assert_eq!(net.server.hits().len(), 1);
    for path in ["a", "b", "c", "d", "e"] {
        fetch(&format!("https://boards.example/{path}"));
    }
    assert_eq!(net.server.hits().len(), 1 + 3, "three refusals in a row are enough");
}

#[test]
fn what_is_sent_reaches_the_server() {
    let net = Net::new(|hit, _| Reply::ok(format!("{{\"method\":\"{}\",\"body\":{}}}", hit.method, hit.body)));
    let request = Request::json("jobs", "https://acme.wd1.example/jobs").posting("{\"offset\":20}".to_owned());
    assert_eq!(net.fetch(&request).text().as_deref(), Ok("{\"method\":\"POST\",\"body\":{\"offset\":20}}"));
}

#[test]
fn secure_connections_are_checked() {
    let made = rcgen::generate_simple_self_signed(["boards.example".to_owned()]).expect("a certificate");
    let (certificate, key) = (made.cert.der().clone(), made.signing_key.serialize_der());
    let key = rustls::pki_types::PrivateKeyDer::try_from(key).expect("a key");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(vec![certificate.clone()], key)
        .expect("a server");
    let server = Server::start_tls(Arc::new(config), |hit, _| match hit.path.as_str() {
        "/robots.txt" => Reply::of(404, ""),
        _ => Reply::ok("{}"),
    });
    let other = rcgen::generate_simple_self_signed(["boards.example".to_owned()]).expect("a certificate");
    let net = Net::new(|_, _| Reply::Reset);
    let fetch = |trusted: &[u8], host: &str| {
        let route = Route { server: server.address, certificate: Some(trusted.to_vec()) };
        let patience = Patience::default();
        let cache = tempfile::tempdir_in(net.folder.path()).expect("a folder").keep();
        let fetcher =
            Fetcher::new(Settings { route: Some(route), cache, patience, ..net.settings() }).expect("a fetcher");
        block_on(fetcher.fetch(&Request::new("x", Form::Json, format!("https://{host}/x"))))
    };
    let good = fetch(&certificate, "boards.example");
    assert!(good.json::<serde_json::Value>().is_ok(), "{:?}", good.outcome);
    assert_eq!(
        trouble(&fetch(&certificate, "other.example")).0,
        SourceState::Failed,
        "another name: its robots.txt fails"
    );
    let (_, why) = trouble(&fetch(other.cert.der(), "boards.example"));
    assert!(why.contains("certificate") || why.contains("robots.txt"), "{why}");
}
