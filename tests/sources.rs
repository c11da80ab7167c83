//! Every source against every way in which the net disappoints (SOURCES 7): each ends in the right state, says why,
//! claims nothing, and stops asking.

mod net;

use std::sync::Arc;
use std::time::Duration;

use net::{Hit, Jumping, Reply, Server, Silent};
use skiplevel::collect::{Line, Progress, collect};
use skiplevel::http::{Fetcher, Patience, Route, Secret, Settings};
use skiplevel::model::{Company, Date, SourceState};
use skiplevel::source::{Source, Subject, Use, sources};

const TODAY: Date = Date::constant(2026, 11, 20);

/// A company that is pinned everywhere.
fn pinned() -> Subject {
    let ids = [
        ("greenhouse", "acme"),
        ("ashby", "acme"),
        ("lever", "acme"),
        ("smartrecruiters", "Acme"),
        ("personio", "acme"),
        ("recruitee", "acme"),
        ("workable", "acme"),
        ("workday", "acme/wd1/Careers"),
        ("cik", "9990001"),
        ("wikidata", "Q999000001"),
        ("github", "acme"),
        ("companies_house", "99900001"),
    ];
    let company = Company {
        id: "acme".to_owned(),
        name: "Acme Rocket Skates".to_owned(),
        domain: Some("acme.example".to_owned()),
        ids: ids.iter().map(|(service, id)| ((*service).to_owned(), (*id).to_owned())).collect(),
        ..Company::default()
    };
    Subject::new(&company, TODAY)
}

/// What a source makes of a net that answers everything in one way, and how many requests that took.
fn answered(
    source: &'static dyn Source,
    patience: Duration,
    reply: impl Fn(&Hit) -> Reply + Send + Sync + 'static,
) -> (Line, usize) {
    answered_about(pinned(), source, patience, reply)
}

/// The same about another company.
fn answered_about(
    subject: Subject,
    source: &'static dyn Source,
    patience: Duration,
    reply: impl Fn(&Hit) -> Reply + Send + Sync + 'static,
) -> (Line, usize) {
    let server = Server::start(move |hit, _| match hit.path.as_str() {
        "/robots.txt" => Reply::of(404, ""),
        _ => reply(hit),
    });
    let folder = tempfile::tempdir().expect("a folder");
    let key = || Secret::new("key".to_owned());
    let settings = Settings {
        contact: Some("me@mail.example".to_owned()),
        keys: [("github".to_owned(), key()), ("companies_house".to_owned(), key())].into(),
        route: Some(Route { server: server.address, certificate: None }),
        patience: Patience { page: patience, large_page: patience, ..Patience::default() },
        clock: Jumping::at("2026-11-20T10:00:00Z"),
        ..Settings::new(folder.path().to_path_buf())
    };
    let fetcher = Arc::new(Fetcher::new(settings).expect("a fetcher"));
    let progress: Arc<dyn Progress> = Arc::new(Silent);
    let mut lines = Vec::new();
    collect(vec![subject], &[source], &fetcher, &progress, |collected| lines.extend(collected.lines)).expect("threads");
    (lines.pop().expect("one line"), server.hits().len())
}

/// Sources that ask the net about the company.
fn asking() -> Vec<&'static dyn Source> {
    let asks =
        |source: &&dyn Source| source.about().use_ != Use::ByHand && !source.read(&pinned(), &[]).wants.is_empty();
    sources().filter(asks).collect()
}

/// All sources end in one of these states, find nothing, say why, and ask at most so often.
fn all_end(in_states: &[SourceState], reply: impl Fn(&Hit) -> Reply + Send + Sync + Clone + 'static) {
    all_end_within(Duration::from_secs(20), in_states, reply);
}

fn all_end_within(
    patience: Duration,
    in_states: &[SourceState],
    reply: impl Fn(&Hit) -> Reply + Send + Sync + Clone + 'static,
) {
    let mut wrong = Vec::new();
    for source in asking() {
        let (line, hits) = answered(source, patience, reply.clone());
        let reading = &line.reading;
        let is_said = reading.why.as_deref().is_some_and(|why| why.len() > 8);
        if !in_states.contains(&reading.state) || !reading.observations.is_empty() || !is_said || hits > 40 {
            let found = reading.observations.len();
            let why = reading.why.as_deref().unwrap_or("no reason");
            wrong.push(format!(
                "{}: {} ({why}), {found} found, {hits} requests",
                line.source.name,
                reading.state.word()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn who_is_not_known_is_unknown() {
    all_end(&[SourceState::UnknownEntity], |_| Reply::of(404, "{}"));
}

#[test]
fn a_refusal_is_blocked() {
    all_end(&[SourceState::Blocked, SourceState::Limited], |_| Reply::of(403, "<p>no"));
}

#[test]
fn too_many_is_limited() {
    all_end(&[SourceState::Limited], |_| Reply::of(429, "{}").with("Retry-After", "5"));
    all_end(&[SourceState::Limited], |_| Reply::of(429, "{}").with("Retry-After", "Fri, 20 Nov 2026 12:00:00 GMT"));
    all_end(&[SourceState::Limited], |_| Reply::of(429, "{}"));
}

#[test]
fn a_broken_server_is_a_failure() {
    all_end(&[SourceState::Failed], |_| Reply::of(500, "oops"));
    all_end(&[SourceState::Failed, SourceState::Limited], |_| Reply::Reset);
    all_end(&[SourceState::Failed, SourceState::Limited], |_| Reply::Cut(b"{\"jobs\":[".to_vec()));
    all_end_within(Duration::from_millis(60), &[SourceState::Failed, SourceState::Limited], |_| {
        Reply::Slow(Duration::from_millis(200))
    });
}

#[test]
fn an_oversized_page_is_a_failure() {
    all_end(&[SourceState::Failed], |_| Reply::ok("x").with("content-length", "999999999"));
}

#[test]
fn a_redirect_to_a_local_network_is_not_followed() {
    all_end(&[SourceState::Blocked], |_| {
        Reply::of(302, "").with("Location", "http://169.254.169.254/latest/meta-data/")
    });
}

/// Nothing is concluded from a page for people, from nothing, from half of something, or from something else.
#[test]
fn nonsense_is_never_a_fact() {
    let nonsense: [&'static str; 8] = [
        "<!doctype html><html><body><p>We are sorry</p></body></html>",
        "",
        "{\"jobs\":[{\"title\":\"Engineering",
        "[1, 2, 3]",
        "{}",
        "null",
        "\u{0}\u{1}\u{fffd}",
        "{\"error\":{\"code\":\"maxlag\"}}",
    ];
    for text in nonsense {
        for source in asking() {
            let (line, hits) = answered(source, Duration::from_secs(20), move |_| Reply::ok(text));
            let reading = &line.reading;
            assert!(
                reading.observations.is_empty(),
                "{} read {text:?} as {:?}",
                line.source.name,
                reading.observations
            );
            assert_ne!(reading.state, SourceState::Observed, "{} observed something in {text:?}", line.source.name);
            assert!(hits <= 40, "{}: {hits} requests", line.source.name);
        }
    }
}

#[test]
fn every_source_has_a_name_of_its_own_and_says_what_it_needs() {
    let mut names: Vec<&str> = sources().map(|source| source.about().name).collect();
    names.sort_unstable();
    let count = names.len();
    names.dedup();
    assert_eq!(names.len(), count, "two sources have one name");
    let nobody = Subject::new(&Company { id: "x".to_owned(), name: "X".to_owned(), ..Company::default() }, TODAY);
    for source in sources().filter(|source| source.about().use_ != Use::ByHand) {
        let reading = source.read(&nobody, &[]);
        let says = reading.why.as_deref().is_some_and(|why| why.len() > 20);
        assert!(says || !reading.wants.is_empty(), "{}: nothing wanted and no reason", source.about().name);
    }
}

/// A company of the pages in `fixtures/pages`, where it is known, what of an address tells the page, and the page.
const GOOD: &[(&str, &str, &str, &str, &str, &str)] = &[
    ("greenhouse", "Fennelworks", "greenhouse", "fennelworks", "/jobs", "greenhouse_jobs.json"),
    ("ashby", "Fennelworks", "ashby", "fennelworks", "/job-board/", "ashby_jobs.json"),
    ("lever", "Fennelworks", "lever", "fennelworks", "/v0/postings/", "lever_postings.json"),
    ("smartrecruiters", "Dunlin Works", "smartrecruiters", "DunlinWorks", "offset=", "smartrecruiters_postings.json"),
    ("personio", "Dunlin Works", "personio", "dunlin", "/xml", "personio_positions.xml"),
    ("recruitee", "Dunlin Works", "recruitee", "dunlin", "/api/offers", "recruitee_offers.json"),
    ("workable", "Dunlin Works", "workable", "dunlin", "/accounts/", "workable_board.json"),
    ("wikidata", "Fenwick Loom", "wikidata", "Q8800", "Q8800", "wikidata_entity.json"),
    ("yc", "Fenwick Loom", "yc", "fenwick-loom", "all.json", "yc_companies.json"),
    ("warn", "Dune Freight", "warn", "", "integrated.csv", "warn_notices.csv"),
];

fn known_as(name: &str, service: &str, id: &str) -> Subject {
    let domain = format!("{}.example", name.to_lowercase().replace(' ', ""));
    let ids = [(service.to_owned(), id.to_owned())].into_iter().filter(|(_, id)| !id.is_empty()).collect();
    let company =
        Company { id: "it".to_owned(), name: name.to_owned(), domain: Some(domain), ids, ..Company::default() };
    Subject::new(&company, TODAY)
}

#[test]
fn a_good_page_is_observed_over_the_net() {
    for (name, company, service, id, part, file) in GOOD {
        let source = skiplevel::source::source_called(name).expect("a source");
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pages").join(file);
        let page = std::fs::read(path).expect("a page");
        let reply =
            move |hit: &Hit| if hit.path.contains(part) { Reply::ok(page.clone()) } else { Reply::of(404, "{}") };
        let (line, _) = answered_about(known_as(company, service, id), source, Duration::from_secs(20), reply);
        let reading = &line.reading;
        assert_eq!(reading.state, SourceState::Observed, "{name}: {:?}", reading.why);
        assert!(!reading.observations.is_empty(), "{name}");
    }
}

/// An empty board that a person pinned says that there is none; an empty database says nothing.
#[test]
fn an_empty_page_is_zero_only_where_the_source_knows_all() {
    let empty = [
        ("greenhouse", "{\"jobs\":[],\"meta\":{\"total\":0}}", SourceState::Zero),
        ("ashby", "{\"jobs\":[],\"apiVersion\":\"1\"}", SourceState::Zero),
        ("lever", "[]", SourceState::Zero),
        ("smartrecruiters", "{\"offset\":0,\"limit\":100,\"totalFound\":0,\"content\":[]}", SourceState::Zero),
        ("personio", "<?xml version=\"1.0\"?><workzag-jobs></workzag-jobs>", SourceState::Zero),
        ("recruitee", "{\"offers\":[]}", SourceState::Zero),
        ("workable", "{\"name\":\"Acme Rocket Skates\",\"description\":null,\"jobs\":[]}", SourceState::Zero),
        ("yc", "[]", SourceState::UnknownEntity),
        (
            "wikidata",
            "{\"entities\":{\"Q999000001\":{\"id\":\"Q999000001\",\"missing\":\"\"}}}",
            SourceState::UnknownEntity,
        ),
    ];
    for (name, text, state) in empty {
        let source = skiplevel::source::source_called(name).expect("a source");
        let (line, _) = answered(source, Duration::from_secs(20), move |_| Reply::ok(text));
        assert_eq!(line.reading.state, state, "{name}: {:?}", line.reading.why);
    }
}
