//! The collected facts of the example are what `collect` makes of the pages in `fixtures/offers_net`, byte by byte.

mod net;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use net::{Jumping, Reply, Server, Silent};
use skiplevel::collect::{Progress, collect};
use skiplevel::http::{Fetcher, Route, Settings};
use skiplevel::model::{Date, SourceState};
use skiplevel::source::{Subject, Use, sources};
use skiplevel::workspace::{CollectLock, Workspace};

const TODAY: Date = Date::constant(2026, 11, 18);
const FILE: &str = "companies/brassvane.collected.csv";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The net as Brassvane is found there.
fn the_net() -> Server {
    let page = |name: &str| std::fs::read(root().join("fixtures/offers_net").join(name)).expect("a page");
    Server::start(move |hit, _| {
        let name = match (hit.host.as_str(), hit.path.as_str()) {
            ("brassvane.example", "/") => "home.html",
            ("brassvane.example", "/jobs") => "jobs.html",
            ("boards-api.greenhouse.io", path) if path.starts_with("/v1/boards/brassvane/jobs") => "greenhouse.json",
            ("www.wikidata.org", path) if path.contains("wbgetentities&ids=Q770001") => "wikidata.json",
            ("www.wikidata.org", path) if path.contains("wbsearchentities") => "wikidata_search.json",
            _ => return Reply::of(404, "{}"),
        };
        Reply::ok(page(name))
    })
}

#[test]
fn the_example_holds_what_collect_finds() {
    let (offers, _) = Workspace::open(&root().join("examples/offers")).expect("the example");
    let company = &offers.company_called("brassvane").expect("in the example").company;
    let server = the_net();
    let folder = tempfile::tempdir().expect("a folder");
    let settings = Settings {
        contact: Some("me@mail.example".to_owned()),
        route: Some(Route { server: server.address, certificate: None }),
        clock: Jumping::at("2026-11-18T19:00:00Z"),
        ..Settings::new(folder.path().join("pages"))
    };
    let fetcher = Arc::new(Fetcher::new(settings).expect("a fetcher"));
    let asked: Vec<_> = sources().filter(|source| source.about().use_ == Use::Always).collect();
    let progress: Arc<dyn Progress> = Arc::new(Silent);
    let mut found = Vec::new();
    collect(vec![Subject::new(company, TODAY)], &asked, &fetcher, &progress, |collected| found.push(collected))
        .expect("threads");
    let lines = &found[0].lines;
    let state = |name: &str| lines.iter().find(|line| line.source.name == name).map(|line| line.reading.state);
    assert_eq!(state("greenhouse"), Some(SourceState::Observed), "found through the company's own pages");
    let why = lines.iter().map(|line| format!("{}: {:?}", line.source.name, line.reading.why)).collect::<Vec<_>>();
    assert_eq!(state("wikidata"), Some(SourceState::Observed), "found by its website: {why:?} {:?}", server.asked());
    let observations: Vec<_> = lines.iter().flat_map(|line| line.reading.observations.iter().cloned()).collect();
    let empty = Workspace { root: folder.path().to_path_buf(), ..Workspace::empty() };
    let lock = CollectLock::take(folder.path()).expect("the right to write");
    let kept = empty.keep_collected("brassvane", &observations, &lock).expect("kept");
    let text = std::fs::read_to_string(&kept.path).expect("written");
    assert_same(&root().join("examples/offers").join(FILE), &text);
}

/// Asserts that a file holds `wanted`, or writes it.
#[expect(clippy::disallowed_methods, reason = "a switch for people who change the program")]
fn assert_same(path: &Path, wanted: &str) {
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path, wanted).expect("the example can be written");
    }
    let found = std::fs::read_to_string(path).unwrap_or_default();
    assert_eq!(found, wanted, "UPDATE_DOCS=1 cargo test --test collected writes it");
}
