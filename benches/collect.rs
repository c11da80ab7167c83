//! `cargo bench --bench collect`: twenty companies on two boards behind a server that takes 200 ms for every answer.
//! Prints how long that took, and how long the manners of the services make it take at least.

#![allow(clippy::print_stdout, reason = "its figures are what it is for")]

#[path = "../tests/net/mod.rs"]
mod net;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use net::{Reply, Server, Silent};
use skiplevel::collect::{Progress, collect};
use skiplevel::http::{Fetcher, Route, Settings};
use skiplevel::model::{Company, Date, SourceState};
use skiplevel::source::{Subject, source_called};

const COMPANIES: usize = 20;
const LATENCY: Duration = Duration::from_millis(200);
const INTERVAL: Duration = Duration::from_secs(1);

fn main() {
    let server = Server::start(|hit, _| {
        std::thread::sleep(LATENCY);
        match hit.path.as_str() {
            path if path.starts_with("/v1/boards") => Reply::ok("{\"jobs\":[],\"meta\":{\"total\":0}}"),
            path if path.starts_with("/v1/companies") => {
                Reply::ok("{\"offset\":0,\"limit\":100,\"totalFound\":0,\"content\":[]}")
            }
            _ => Reply::of(404, "{}"),
        }
    });
    let folder = tempfile::tempdir().expect("a folder");
    let subject = |at: usize| {
        let id = format!("acme{at}");
        let ids: BTreeMap<String, String> =
            ["greenhouse", "smartrecruiters"].iter().map(|service| ((*service).to_owned(), id.clone())).collect();
        Subject::new(&Company { name: id.clone(), id, ids, ..Company::default() }, Date::constant(2026, 11, 20))
    };
    let subjects: Vec<Subject> = (0..COMPANIES).map(subject).collect();
    let sources: Vec<_> = ["greenhouse", "smartrecruiters"].iter().filter_map(|name| source_called(name)).collect();
    let settings = Settings {
        route: Some(Route { server: server.address, certificate: None }),
        ..Settings::new(folder.path().to_path_buf())
    };
    let fetcher = Arc::new(Fetcher::new(settings).expect("a fetcher"));
    let progress: Arc<dyn Progress> = Arc::new(Silent);
    let mut answered = 0;
    #[expect(clippy::disallowed_methods, reason = "measuring is what this is for")]
    let begun = Instant::now();
    collect(subjects, &sources, &fetcher, &progress, |collected| {
        answered += collected.lines.iter().filter(|line| line.reading.state == SourceState::Zero).count();
    })
    .expect("threads");
    let took = begun.elapsed();
    let mut by_host: BTreeMap<String, u32> = BTreeMap::new();
    for hit in server.all_hits() {
        *by_host.entry(hit.host).or_default() += 1;
    }
    // The busiest host that is asked once a second sets the bound: its last request cannot begin before.
    let busiest = by_host.iter().filter(|(host, _)| !host.contains("smartrecruiters")).map(|(_, count)| *count).max();
    let bound = INTERVAL * busiest.unwrap_or(1).saturating_sub(1) + LATENCY;
    println!("{answered} answers of {} companies, {by_host:?}", COMPANIES);
    println!("took {:.2} s; the pace of the busiest host allows {:.2} s", took.as_secs_f64(), bound.as_secs_f64());
}
