//! `accept`: what is read in prose is listed, taken over as fields, and never counts before.

use crate::support::Folder;

const NOTE: &str = "roles/acme-em.md";

const NOTES: &str = "## 2026-11-02 — Dana R., hiring manager (call)\n\n\
    Eng is ~120 now, was 80 last spring. Two EMs became directors since January.\n\
    It's sink or swim after that, she says.\n\nThey raised $40M in March 2026 (Series B).\n\n\
    ## 2026-11-04 — Tom, peer EM\n\nNice office.\n";

fn folder() -> Folder {
    Folder::small().file(NOTE, &format!("---\ncompany: Acme\ntitle: EM\n---\n\n{NOTES}"))
}

#[test]
fn prose_is_listed_and_counts_only_when_it_is_taken_over() {
    let folder = folder();
    let before = folder.run(&["score", "acme-em", "--format", "json"]).ends_with(0).json();
    assert_eq!(before["observations"].as_array().map(Vec::len), Some(0), "{before}");
    let listed = folder.run(&["accept"]).ends_with(0).out();
    for words in [
        "department.eng_headcount 120",
        "department.eng_headcount 80",
        "mobility.m2_internal_promotions_12m 2",
        "mobility.transition_support 0",
        "company.funding_round 2026-03",
    ] {
        assert!(listed.contains(words), "{words}\n{listed}");
    }
    let note = folder.read(NOTE);
    folder.run(&["accept", "--all", "--dry-run"]).ends_with(0);
    assert_eq!(folder.read(NOTE), note, "nothing is written");
    folder.run(&["accept", "--all"]).ends_with(0);
    let after = folder.read(NOTE);
    for line in note.lines() {
        assert!(after.lines().any(|kept| kept == line), "{line:?} is gone\n{after}");
    }
    let block = after.split("<!-- accepted with skiplevel -->").nth(1).expect("a block");
    assert!(block.contains("- department.eng_headcount:: 80 @2026-04"), "{after}");
    assert!(block.find("<!-- end of accepted -->") < block.find("## 2026-11-04"), "{after}");
    let scored = folder.run(&["score", "acme-em", "--format", "json"]).ends_with(0).json();
    assert!(scored["observations"].as_array().is_some_and(|list| list.len() >= 4), "{scored}");
    assert_eq!(after.matches("<!-- accepted").count(), 1, "one block a section\n{after}");
    let again = folder.run(&["accept"]).ends_with(0).out();
    assert_eq!(again, "Nothing more was read in prose.\n");
}

#[test]
fn one_can_be_taken_and_wrong_numbers_are_named() {
    let folder = folder();
    folder.run(&["accept", "1"]).ends_with(0);
    let note = folder.read(NOTE);
    assert_eq!(note.matches(":: ").count(), 1, "{note}");
    for (wrong, named) in [("0", "`0`"), ("99", "99"), ("5-3", "`5-3`"), ("x", "`x`")] {
        let run = folder.run(&["accept", wrong]).ends_with(2);
        assert!(run.err().contains(named), "{}", run.shown());
    }
    assert_eq!(folder.read(NOTE), note);
}

#[test]
fn a_note_with_windows_line_ends_and_a_mark_keeps_them() {
    let folder = folder();
    let note = format!("\u{feff}{}", folder.read(NOTE).replace('\n', "\r\n"));
    folder.write(NOTE, note.as_bytes());
    folder.run(&["accept", "1"]).ends_with(0);
    let after = folder.read(NOTE);
    assert!(after.starts_with('\u{feff}') && !after.replace("\r\n", "").contains('\n'), "{after:?}");
}

#[test]
fn a_note_is_shown_with_what_was_read_underlined() {
    let shown = folder().run(&["facts", "--file", NOTE, "--show"]).ends_with(0).out();
    assert!(shown.contains('^') && shown.contains("mobility.transition_support 0"), "{shown}");
    let csv = folder().run(&["facts", "--file", NOTE, "--format", "csv"]).ends_with(0).out();
    let columns = "line,signal,value,low,high,fact_date,kind,forward,class,amount,currency,stage,quote,status";
    assert_eq!(csv.lines().next().map(|line| line.trim_end_matches(['\r', '␍'])), Some(columns));
}
