//! `--plain`: what a screen reader says is all that is drawn, and nothing else.

use std::collections::BTreeSet;

use crate::support::{Call, Folder, offers, role};

const COMMANDS: &[&[&str]] = &[
    &["compare"],
    &["compare", "brassvane", "--client-view"],
    &["score"],
    &["odds"],
    &["ask", "--all"],
    &["ask", "--minutes", "60"],
    &["claims", "--all"],
    &["facts"],
    &["whatif"],
    &["whatif", "fennlicht", "--set", "competing_peers=0"],
    &["weigh"],
    &["explain", "brassvane", "m2_internal_promotions_12m"],
    &["explain", "brassvane", "Q1"],
    &["explain", "brassvane", "waterfall"],
    &["explain", "brassvane", "seat"],
    &["rubric", "list"],
];

fn plain(arguments: &[&str]) -> String {
    let arguments = [arguments, &["--plain", "-q"]].concat();
    Call::new(&arguments).folder(&offers()).width(160).run().ends_with(0).out()
}

fn figures(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !(c.is_ascii_digit() || c == '.'));
    words.map(|word| word.trim_matches('.').to_owned()).filter(|word| !word.is_empty()).collect()
}

#[test]
fn nothing_is_said_but_letters_digits_and_ordinary_punctuation() {
    for &arguments in COMMANDS {
        for line in plain(arguments).lines() {
            let strange: Vec<char> =
                line.chars().filter(|c| !(c.is_alphabetic() || c.is_ascii_graphic() || *c == ' ')).collect();
            assert!(strange.is_empty(), "{arguments:?}: {strange:?} in {line}");
            // A run of spaces is a column that somebody has to see.
            assert!(!line.trim_start().contains("   "), "{arguments:?}: {line}");
        }
    }
}

#[test]
fn every_figure_that_is_drawn_is_said() {
    for &arguments in COMMANDS {
        let drawn = Call::new(&[arguments, &["-q"]].concat()).folder(&offers()).width(160).run().ends_with(0).out();
        let mut missing: Vec<String> = figures(&drawn).difference(&figures(&plain(arguments))).cloned().collect();
        // The scale below the bars of `odds`.
        missing.retain(|figure| !["0", "10", "90", "100"].contains(&figure.as_str()));
        assert!(missing.is_empty(), "{arguments:?}: {missing:?}");
    }
}

#[test]
fn gates_and_ranges_are_facts_with_a_label() {
    let said = plain(&["compare"]);
    for line in [
        "gate Q1: passes",
        "gate Q1: fails",
        "score: 74",
        "range: 54 to 94",
        "it is yours: 20 % (13 to 28)",
        "openings: 72, the weakest",
    ] {
        assert!(said.lines().any(|known| known == line), "{line}: {said}");
    }
    let said = plain(&["score", "ottersby"]);
    for line in [
        "  range: 25 to 69",
        "  voices: 3, agree, and not only the company says so",
        "ACCESS, the weakest necessary group",
    ] {
        assert!(said.lines().any(|known| known == line), "{line}: {said}");
    }
    let facts = plain(&["facts", "ottersby"]);
    assert!(facts.lines().any(|line| line.starts_with("  ") && line.matches(", ").count() >= 4), "{facts}");
}

#[test]
fn plain_answers_have_no_colour_do_not_depend_on_the_width_and_can_go_into_a_file() {
    for &arguments in COMMANDS {
        let run = |width: usize| {
            Call::new(&[arguments, &["--plain", "-q", "--color", "always"]].concat())
                .folder(&offers())
                .width(width)
                .run()
        };
        let narrow = run(40).ends_with(0);
        assert!(!narrow.out().contains('\u{1b}'), "{arguments:?}");
        assert_eq!(narrow.out(), run(160).out(), "{arguments:?}");
    }
    let folder = Folder::small().file("roles/acme-em.md", &role("Acmé — 株式会社", "EM", "autonomy:: 2\n"));
    folder.run(&["compare", "--plain", "-q", "-o", "answer.txt"]).ends_with(0);
    let written = folder.read("answer.txt");
    assert_eq!(written.as_bytes(), folder.run(&["compare", "--plain", "-q"]).stdout);
    assert!(written.contains("Acmé - 株式会社"), "{written}");
    let csv = ["compare", "--format", "csv", "-q"];
    assert_eq!(folder.run(&csv).out(), folder.run(&[&csv[..], &["--plain"]].concat()).out());
}
