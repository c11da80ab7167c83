//! `check` on the folder of mistakes: each of them, with its place and its mend, in one run.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::support::{Call, Folder, assert_text, mistakes};

fn problems() -> Vec<Value> {
    let answer = Call::new(&["check", "--format", "json"]).folder(&mistakes()).run().ends_with(1);
    answer.json().as_array().expect("a list").clone()
}

fn text<'v>(problem: &'v Value, key: &str) -> &'v str {
    problem[key].as_str().unwrap_or_default()
}

#[test]
fn every_mistake_is_shown_with_its_line_and_its_mend() {
    let answer = Call::new(&["check"]).folder(&mistakes()).run().ends_with(1);
    assert_eq!(answer.err(), "");
    let shown = answer.out();
    let mut by_code: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    let mut rest = Vec::new();
    for block in shown.split("\n\n") {
        match block.split_once('[').and_then(|(_, rest)| rest.split_once(']')) {
            Some((code, _)) => by_code.entry(code.to_owned()).or_default().push(block),
            None => rest.push(block),
        }
    }
    for (code, blocks) in &by_code {
        assert_text(&format!("mistakes-{code}"), &blocks.join("\n\n"));
    }
    assert_text("mistakes", &rest.join("\n\n"));
}

#[test]
fn there_are_more_than_a_hundred_different_mistakes() {
    let places: BTreeSet<String> = problems()
        .iter()
        .map(|problem| format!("{} {}:{}:{}", problem["code"], problem["file"], problem["line"], problem["column"]))
        .collect();
    assert!(places.len() >= 100, "{}", places.len());
    let codes: BTreeSet<String> = problems().iter().map(|problem| text(problem, "code").to_owned()).collect();
    assert!(codes.len() >= 40, "{}: {codes:?}", codes.len());
}

#[test]
fn every_remarked_line_of_the_folder_is_named() {
    let reported: BTreeSet<(String, u64)> = problems()
        .iter()
        .map(|problem| (text(problem, "file").to_owned(), problem["line"].as_u64().unwrap_or_default()))
        .collect();
    let mut remarked = 0;
    for file in
        ["skiplevel.toml", "rubrics/mine.toml", "rubrics/signals.toml", "rubrics/half.toml", "rubrics/weights.toml"]
    {
        let content = std::fs::read_to_string(mistakes().join(file)).expect("the file is there");
        for (at, line) in content.lines().enumerate() {
            let is_remarked = line.split_once('#').is_some_and(|(before, _)| !before.trim().is_empty());
            if is_remarked {
                remarked += 1;
                assert!(reported.contains(&(file.to_owned(), at as u64 + 1)), "{file}:{}: {line}", at + 1);
            }
        }
    }
    let content = std::fs::read_to_string(mistakes().join("companies/brightwell.csv")).expect("the file is there");
    for (at, line) in content.lines().enumerate() {
        remarked += 1;
        assert!(reported.contains(&("companies/brightwell.csv".to_owned(), at as u64 + 1)), "row {}: {line}", at + 1);
    }
    assert!(remarked >= 60, "{remarked}");
}

#[test]
fn every_problem_has_a_place_and_says_what_was_expected_or_how_to_mend_it() {
    let mute: Vec<String> = problems()
        .iter()
        .filter(|problem| {
            let message = text(problem, "message");
            let explains = RULES;
            let is_mended = problem["help"].is_string() || explains.iter().any(|word| message.contains(word));
            text(problem, "file").is_empty() || !is_mended
        })
        .map(|problem| format!("{}:{}: {}", text(problem, "file"), problem["line"], text(problem, "message")))
        .collect();
    assert_eq!(mute, MUTE);
}

/// Words of messages that name the rule itself, so that the mend is plain.
const RULES: [&str; 16] = [
    "expected",
    "must",
    "needs",
    "exactly",
    "two groups",
    "two gates",
    "two numbers",
    "two criteria",
    "outside the range",
    "leaves its range",
    "its range has",
    "against its direction",
    "no half-life",
    "with a weight",
    "not read: only",
    "is empty",
];

/// Problems that neither name the rule nor a mend, so far.
const MUTE: [&str; 2] = [
    "rubrics/mine.toml:98: no earlier gate has the id `G99`",
    "rubrics/mine.toml:119: no signal has the key `culture.autonommy`",
];

#[test]
fn the_rest_is_still_answered() {
    let answer = Call::new(&["compare", "--format", "json"]).folder(&mistakes()).run().ends_with(1);
    let json = answer.json();
    let roles: Vec<&str> = json["roles"].as_array().expect("a list").iter().map(|role| text(role, "role")).collect();
    assert_eq!(
        roles,
        ["brightwel-search-em", "brightwell-payments-em", "harbour-em", "juniper-core-em", "larkspur-em"]
    );
    let mut counted = json["observations"].as_array().expect("a list").iter();
    let clean = counted.find(|o| text(o, "signal") == "department.eng_headcount").expect("the clean fact");
    assert_eq!((text(clean, "value"), text(clean, "origin")), ("120", "Priya N."));
}

#[test]
fn commands_show_the_worst_problems_and_count_the_rest() {
    let answer = Call::new(&["compare"]).folder(&mistakes()).run().ends_with(1);
    let errors = answer.err();
    assert_eq!(errors.matches("error[").count(), 5, "{errors}");
    assert!(errors.trim_end().ends_with("`skiplevel check` shows all of them"), "{errors}");
    let answer = Call::new(&["compare", "--quiet"]).folder(&mistakes()).run().ends_with(1);
    assert_eq!(answer.err(), "");
}

#[test]
fn a_clean_folder_has_no_problems() {
    let answer = Folder::small().run(&["check"]).ends_with(0);
    assert_eq!(answer.shown(), "exit code 0\n----- stdout -----\nNo problems in 1 role, 1 company, 1 fact.\n");
    assert_eq!(Folder::small().run(&["check", "--format", "json"]).ends_with(0).out(), "[]\n");
}

#[test]
fn the_column_is_mended_in_the_place_and_nowhere_else() {
    let folder = Folder::small().file(
        "roles/acme-em.md",
        "---\ncompany: Acme\ntitle: EM\n---\n## 2026-11-02 — Dana R., hiring manager\neng_headcount:: a:6:9\n",
    );
    let shown = folder.run(&["check"]).ends_with(1).out();
    assert!(shown.contains("found `a:6:9`;"), "{shown}");
    assert!(shown.contains(" --> roles/acme-em.md:6:17\n"), "{shown}");
}

#[test]
fn columns_count_characters_and_long_lines_are_cut_around_the_place() {
    let long = "é".repeat(300);
    let folder = Folder::small().file(
        "roles/acme-em.md",
        &crate::support::role("Acme", "EM", &format!("{long} [eng_headcount:: lots] {long}\n")),
    );
    let answer = folder.run(&["check", "--format", "json"]).ends_with(1);
    assert_eq!(answer.json()[0]["column"], 319);
    let shown = folder.run(&["check"]).ends_with(1).out();
    assert!(shown.contains("roles/acme-em.md:8:319"), "{shown}");
    assert!(shown.lines().all(|line| line.chars().count() <= 170), "{shown}");
}
