//! The same files give the same bytes, whatever else is there and however many threads look at them.

use serde_json::Value;

use crate::support::{AS_OF, Call, Folder, HEADER, offers, role};

const ANSWERS: &[&[&str]] = &[
    &["compare"],
    &["compare", "--mode", "ranked", "--draws", "2000", "--format", "json"],
    &["compare", "--mode", "near", "--draws", "30000"],
    &["compare", "--format", "md"],
    &["compare", "--format", "csv"],
    &["compare", "--format", "tidy-csv"],
    &["compare", "--format", "json"],
    &["score"],
    &["weigh", "--rank", "you", "--dry-run"],
    &["facts", "--format", "json"],
    &["explain", "fennlicht", "seat"],
    &["odds"],
    &["odds", "--format", "md"],
    &["odds", "--format", "csv"],
    &["odds", "--format", "json"],
    &["whatif"],
    &["whatif", "--format", "json"],
    &["check"],
    &["ask"],
    &["ask", "--to-rank", "--format", "json"],
    &["ask", "--minutes", "60", "--format", "md"],
    &["claims", "--all"],
    &["claims", "--format", "json"],
];

#[test]
fn two_runs_give_the_same_bytes_with_any_number_of_threads() {
    for &arguments in ANSWERS {
        let run = |threads: &str| {
            let call = Call::new(arguments).folder(&offers()).variable("RAYON_NUM_THREADS", threads);
            let answer = call.run().ends_with(0);
            (answer.stdout, answer.stderr)
        };
        let first = run("1");
        assert_eq!(first, run("1"), "{arguments:?}");
        assert_eq!(first, run("2"), "{arguments:?}");
        assert_eq!(first, run("7"), "{arguments:?}");
    }
}

/// Files of a folder with three roles, in some order.
fn files() -> Vec<(String, String)> {
    let mut files = vec![("skiplevel.toml".to_owned(), AS_OF.to_owned())];
    for (at, name) in ["acme", "beta", "gamma"].iter().enumerate() {
        let count = 60 + 30 * at;
        files.push((
            format!("companies/{name}.md"),
            format!("---\nname: {name}\n---\n## Press, 2026-10-08\ncompany.news_tone:: {at}\n"),
        ));
        files.push((
            format!("companies/{name}.csv"),
            format!("{HEADER}company.headcount,{count},2026-10-01,aggregator,linkedin,,,,,,\n"),
        ));
        files.push((
            format!("roles/{name}-em.md"),
            role(name, "EM", &format!("eng_headcount:: {count}\nautonomy:: {at}\n")),
        ));
        files.push((
            format!("roles/{name}-em.csv"),
            format!("{HEADER}department.ems_per_m2,{},2026-10-01,company_record,,,,,,,\n", 4 + at),
        ));
    }
    files
}

fn folder(files: &[(String, String)]) -> Folder {
    files.iter().fold(Folder::empty(), |folder, (path, text)| folder.file(path, text))
}

#[test]
fn the_order_in_which_files_came_to_be_does_not_matter() {
    let forward = folder(&files());
    let mut reversed = files();
    reversed.reverse();
    let backward = folder(&reversed);
    for arguments in [&["compare", "--format", "json"][..], &["facts", "--format", "csv"], &["score"], &["check"]] {
        assert_eq!(
            forward.run(arguments).ends_with(0).out(),
            backward.run(arguments).ends_with(0).out(),
            "{arguments:?}"
        );
    }
}

#[test]
fn the_order_in_which_roles_are_named_does_not_matter() {
    let folder = folder(&files());
    for format in ["table", "md", "csv", "tidy-csv", "json"] {
        let one = folder.run(&["compare", "acme-em", "gamma-em", "--format", format]).ends_with(0);
        let other = folder.run(&["compare", "gamma-em", "acme-em", "gamma", "--format", format]).ends_with(0);
        assert_eq!(one.out(), other.out(), "{format}");
    }
}

/// A role without what depends on the other roles: its rank.
fn alone(json: &Value, id: &str) -> Value {
    let roles = json["roles"].as_array().expect("a list");
    let mut role = roles.iter().find(|role| role["role"] == id).expect("the role").clone();
    role["rank"].take();
    role
}

#[test]
fn another_role_changes_no_number_of_a_role() {
    let few = folder(&files());
    let mut with_more = files();
    with_more.push((
        "roles/aaa-first.md".to_owned(),
        role("acme", "Another one at Acme", "eng_headcount:: 10\nautonomy:: 0\n"),
    ));
    with_more.push((
        "roles/zzz-last.md".to_owned(),
        role("elsewhere", "Somewhere else", "eng_headcount:: 900\nautonomy:: 3\n"),
    ));
    with_more.push((
        "companies/delta.csv".to_owned(),
        format!("{HEADER}company.headcount,9,2026-10-01,aggregator,,,,,,,\n"),
    ));
    let more = folder(&with_more);
    let arguments = ["compare", "--format", "json"];
    let (before, after) = (few.run(&arguments).ends_with(0).json(), more.run(&arguments).ends_with(0).json());
    for id in ["acme-em", "beta-em", "gamma-em"] {
        assert_eq!(alone(&before, id), alone(&after, id), "{id}");
        let one = few.run(&["compare", id, "--format", "json"]).ends_with(0).json();
        assert_eq!(alone(&before, id), alone(&one, id), "{id}");
        let score = ["score", id];
        assert_eq!(few.run(&score).ends_with(0).out(), more.run(&score).ends_with(0).out(), "{id}");
    }
    let known = |json: &Value| -> Vec<Value> {
        let observations = json["observations"].as_array().expect("a list").iter();
        let kept = observations
            .filter(|o| before["observations"].as_array().expect("a list").iter().any(|known| known["id"] == o["id"]));
        kept.map(|o| Value::Array(vec![o["id"].clone(), o["trust"].clone(), o["weight"].clone(), o["claim"].clone()]))
            .collect()
    };
    assert_eq!(known(&before), known(&after));
}

#[test]
fn line_ends_and_a_byte_order_mark_change_nothing() {
    let plain = folder(&files());
    let windows = Folder::empty();
    for (path, text) in files() {
        windows.write(&path, format!("\u{feff}{}", text.replace('\n', "\r\n")).as_bytes());
    }
    for arguments in [&["compare", "--format", "json"][..], &["facts", "--format", "csv"], &["score"], &["check"]] {
        assert_eq!(plain.run(arguments).ends_with(0).out(), windows.run(arguments).ends_with(0).out(), "{arguments:?}");
    }
}
