//! `collect` and `import`: the real program against a server on this machine.

use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::net::{Reply, Server};
use crate::support::{Call, Folder};

const COLLECTED: &str = "companies/acme.collected.csv";
const COMPANY: &str = "---\nname: Acme\ndomain: acme.example\ngreenhouse: acme\n---\n";

/// A board with so many engineering managers.
fn board(managers: usize) -> String {
    let job = |at: usize| {
        format!(
            "{{\"id\":{at},\"internal_job_id\":{at},\"company_name\":\"Acme\",\"title\":\"Engineering Manager, Team {at}\",\"departments\":[{{\"name\":\"Engineering\"}}],\"content\":\"\"}}"
        )
    };
    let jobs: Vec<String> = (1..=managers).map(job).collect();
    format!("{{\"jobs\":[{}],\"meta\":{{\"total\":{managers}}}}}", jobs.join(","))
}

/// A server whose boards have so many managers; it knows no robots.txt.
fn boards(managers: impl Fn() -> usize + Send + Sync + 'static) -> Server {
    Server::start(move |hit, _| match hit.path.as_str() {
        path if path.starts_with("/v1/boards/acme") => Reply::ok(board(managers())),
        path if path.starts_with("/v1/boards/down") => Reply::of(503, "").with("Retry-After", "600"),
        _ => Reply::of(404, "{}"),
    })
}

fn folder() -> Folder {
    Folder::small().file("companies/acme.md", COMPANY)
}

fn via(server: &Server) -> String {
    server.address.to_string()
}

#[test]
fn facts_are_added_once_and_what_changed_is_added_again() {
    let count = Arc::new(AtomicUsize::new(2));
    let now = count.clone();
    let server = boards(move || now.load(Ordering::Relaxed));
    let folder = folder();
    let collect = |more: &[&str]| {
        let via = via(&server);
        folder.run(&[&["collect", "--source", "greenhouse", "--via", &via], more].concat())
    };
    let first = collect(&[]).ends_with(0).out();
    assert!(first.contains("wrote 3 facts to companies/acme.collected.csv"), "{first}");
    let text = folder.read(COLLECTED);
    assert!(text.contains("company.open_em_roles,2,"), "{text}");
    assert!(text.contains("https://boards-api.greenhouse.io/v1/boards/acme/jobs?content=true"), "{text}");
    let again = collect(&[]).ends_with(0).out();
    assert!(again.contains("nothing new") && again.contains("1 cache"), "{again}");
    let anew = collect(&["--refresh"]).ends_with(0).out();
    assert!(anew.contains("nothing new") && anew.contains("1 net"), "{anew}");
    assert_eq!(folder.read(COLLECTED), text);
    count.store(3, Ordering::Relaxed);
    collect(&["--refresh"]).ends_with(0);
    let more = folder.read(COLLECTED);
    assert!(more.starts_with(&text), "old rows stay as they are");
    assert!(more[text.len()..].contains("company.open_em_roles,3,"), "{more}");
    folder.run(&["check"]).ends_with(0);
    let facts = folder.run(&["facts", "acme-em", "--as-of", "today"]).ends_with(0).out();
    assert!(facts.contains("companies/acme.collected.csv:"), "{facts}");
}

#[test]
fn one_source_or_company_that_fails_stops_no_other() {
    let server = boards(|| 1);
    let folder = folder().file("companies/broken.md", "---\nname: Broken\ngreenhouse: down\n---\n");
    let run = folder.run(&["collect", "--source", "greenhouse", "--via", &via(&server)]).ends_with(3);
    let said = run.out().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("limited") && said.contains("come back in 10 minutes"), "{said}");
    assert!(folder.read(COLLECTED).contains("company.open_em_roles,1,"));
    assert!(!folder.files().contains(&"companies/broken.collected.csv".to_owned()), "nothing is written for it");
}

#[test]
fn a_plan_lists_every_address_and_asks_nobody() {
    let server = boards(|| 1);
    let folder = folder();
    let run = folder.run(&["collect", "--dry-run", "--source", "greenhouse", "--via", &via(&server)]).ends_with(0);
    assert!(
        run.out().contains("to ask  https://boards-api.greenhouse.io/v1/boards/acme/jobs?content=true"),
        "{}",
        run.shown()
    );
    assert!(server.hits().is_empty());
    assert_eq!(folder.files().iter().filter(|file| file.contains("collected")).count(), 0);
}

#[test]
fn offline_uses_what_was_fetched_and_says_what_is_missing() {
    let server = boards(|| 1);
    let folder = folder();
    let run = |more: &[&str]| {
        let via = via(&server);
        folder.run(&[&["collect", "--source", "greenhouse", "--via", &via], more].concat())
    };
    let missing = run(&["--offline"]).ends_with(0).out();
    assert!(missing.contains("not tried greenhouse: not in the cache"), "{missing}");
    run(&[]).ends_with(0);
    let asked = server.hits().len();
    std::fs::remove_file(folder.path().join(COLLECTED)).expect("it is there");
    run(&["--offline"]).ends_with(0);
    assert_eq!(server.hits().len(), asked);
    assert!(folder.read(COLLECTED).contains("company.open_em_roles,1,"));
}

#[test]
fn what_was_asked_for_wrongly_is_named() {
    let folder = folder();
    for (arguments, named) in [
        (vec!["collect", "akme"], "did you mean `acme`?"),
        (vec!["collect", "--source", "greenhose"], "did you mean `greenhouse`?"),
        (vec!["import", "nothing.json"], "cannot read `nothing.json`"),
        (vec!["import", "companies/acme.md"], "--source NAME"),
    ] {
        let run = folder.run(&arguments).ends_with(2);
        assert!(run.err().contains(named), "{arguments:?}: {}", run.shown());
    }
}

#[test]
fn two_runs_do_not_write_at_the_same_time() {
    let asked = Arc::new(Mutex::new(false));
    let seen = asked.clone();
    let server = Server::start(move |hit, _| {
        if hit.path.starts_with("/v1") {
            *seen.lock().expect("no panic") = true;
            return Reply::Slow(Duration::from_secs(20));
        }
        Reply::of(404, "")
    });
    let folder = folder();
    let mut first = start(&folder, &via(&server));
    while !*asked.lock().expect("no panic") {
        std::thread::yield_now();
    }
    let on_its_way = ".skiplevel/pages/.incoming-x";
    folder.write(on_its_way, b"half a page");
    folder.run(&["collect", "--dry-run"]).ends_with(0);
    let second = folder.run(&["collect", "--via", &via(&server)]).ends_with(2);
    assert!(folder.files().iter().any(|file| file == on_its_way), "the first run's page is gone");
    assert!(second.err().contains("another run collects into this workspace"), "{}", second.shown());
    first.kill().expect("killed");
    first.wait().expect("ended");
    folder.run(&["collect", "--offline", "--via", &via(&server)]).ends_with(0);
    assert!(folder.files().iter().all(|file| file != on_its_way), "what nobody finishes is removed");
}

fn start(folder: &Folder, via: &str) -> std::process::Child {
    Command::new(env!("CARGO_BIN_EXE_skiplevel"))
        .args(["collect", "--source", "greenhouse", "--refresh", "--via", via])
        .env_clear()
        .current_dir(folder.path())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts")
}

/// Every run finds another count, so every run that comes far enough writes.
#[test]
fn a_run_that_is_killed_leaves_nothing_half_done() {
    let count = Arc::new(AtomicUsize::new(1));
    let next = count.clone();
    let server = boards(move || next.fetch_add(1, Ordering::Relaxed));
    let folder = folder();
    folder.run(&["collect", "--source", "greenhouse", "--via", &via(&server)]).ends_with(0);
    let mut written = folder.read(COLLECTED);
    // Fifty moments, spread over a run by a fixed sequence that looks like chance.
    let mut moment = 1_u64;
    for _ in 0..50 {
        moment = moment.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mut run = start(&folder, &via(&server));
        std::thread::sleep(Duration::from_micros((moment >> 33) % 60_000));
        run.kill().expect("killed");
        run.wait().expect("ended");
        let text = folder.read(COLLECTED);
        assert!(text.starts_with(&written), "old rows are gone\n{text}");
        assert!(text.ends_with('\n'), "half a row\n{text}");
        let rows = crate::support::rows(text.as_bytes());
        assert!(rows.iter().all(|row| row.len() == 11), "{text}");
        written = text;
    }
    let before = written.len();
    folder.run(&["collect", "--source", "greenhouse", "--refresh", "--via", &via(&server)]).ends_with(0);
    let last = folder.read(COLLECTED);
    assert!(last.starts_with(&written) && last.len() > before);
    folder.run(&["check"]).ends_with(0);
    let leftovers: Vec<String> = folder.files().into_iter().filter(|file| file.contains(".incoming-")).collect();
    assert!(leftovers.is_empty(), "{leftovers:?}");
}

#[test]
fn a_saved_page_is_read_like_a_fetched_one() {
    let folder = folder().file("board.json", &board(4));
    let shown =
        folder.run(&["import", "board.json", "--dry-run", "--as-of", "2026-11-18", "--format", "csv"]).ends_with(0);
    let rows = crate::support::rows(&shown.stdout);
    assert!(
        rows.iter().any(|row| row[2] == "company.open_em_roles" && row[3] == "4" && row[4] == "2026-11-18"),
        "{rows:?}"
    );
    assert!(!folder.files().contains(&COLLECTED.to_owned()));
    let written = folder.run(&["import", "board.json", "--as-of", "2026-11-18"]).ends_with(0);
    assert!(written.out().contains("wrote 3 facts"), "{}", written.shown());
    let again = folder.run(&["import", "board.json", "--as-of", "2026-11-18"]).ends_with(0);
    assert!(again.out().contains("nothing new"), "{}", again.shown());
    let json = folder.run(&["import", "board.json", "--dry-run", "--format", "json"]).ends_with(0).json();
    assert_eq!(json["companies"][0]["sources"][0]["state"], "observed", "{json}");
    let table = folder.run(&["import", "board.json", "--dry-run", "--format", "md"]).ends_with(0).out();
    assert!(table.contains("| greenhouse | observed | company.open\\_em\\_roles | 4 |"), "{table}");
    let cut = folder.bytes("cut.json", &board(4).as_bytes()[..200]);
    let run = cut.run(&["import", "cut.json", "--source", "greenhouse"]).ends_with(3);
    assert!(run.out().contains("cut off after 200 bytes"), "{}", run.shown());
}

#[test]
fn a_page_is_read_without_a_workspace_when_nothing_is_written() {
    let folder = Folder::empty().file("board.json", &board(1));
    let run = Call::new(&["import", "board.json", "--company", "Acme", "--dry-run"]).folder(folder.path()).run();
    assert!(run.ends_with(0).out().contains("open engineering manager roles: 1"));
    folder.run(&["import", "board.json", "--company", "Acme"]).ends_with(2);
}
