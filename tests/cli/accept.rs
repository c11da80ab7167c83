//! Prose: what is clear counts by itself, and levels are listed, taken over as fields, and never count before.

use crate::support::Folder;

const NOTE: &str = "roles/acme-em.md";

const NOTES: &str = "## 2026-11-02 — Dana R., hiring manager (call)\n\n\
    Eng is ~120 now, was 80 last spring. Two EMs became directors since January.\n\
    It's sink or swim after that, she says.\n\nThey raised $40M in March 2026 (Series B).\n\n\
    ## 2026-11-04 — Tom, peer EM\n\nNice office.\n";

fn of_notes(notes: &str) -> Folder {
    Folder::small().file(NOTE, &format!("---\ncompany: Acme\ntitle: EM\n---\n\n{notes}"))
}

fn folder() -> Folder {
    of_notes(NOTES)
}

/// Signals, values and places of what was stated, as `score --format json` lists them.
fn counted(folder: &Folder) -> Vec<String> {
    let answer = folder.run(&["score", "acme-em", "--format", "json"]).ends_with(0).json();
    let list = answer["observations"].as_array().expect("a list");
    let stated = list.iter().filter(|one| one["parents"].as_array().is_some_and(Vec::is_empty));
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    stated
        .map(|one| {
            let how = if one["in_prose"] == true { "in prose" } else { "stated" };
            format!(
                "{} {} of {}, line {}, {how}",
                text(&one["signal"]),
                text(&one["value"]),
                text(&one["fact_date"]),
                one["place"]["line"]
            )
        })
        .collect()
}

#[test]
fn what_is_clear_in_prose_counts_at_once_and_a_level_does_not() {
    let folder = folder();
    let mut known = counted(&folder);
    known.sort();
    assert_eq!(
        known,
        [
            "company.funding_round 2026-03 USD 40000000 Series B of 2026-03, line 11, in prose",
            "department.eng_headcount 120 of 2026-11-02, line 8, in prose",
            "department.eng_headcount 80 of 2026-04, line 8, in prose",
            "mobility.m2_internal_promotions_12m 2 of 2026-11-02, line 8, in prose",
        ]
    );
    let why = folder.run(&["explain", "acme-em", "promotions"]).ends_with(0).out();
    assert!(why.contains("roles/acme-em.md:8, in prose"), "{why}");
    assert!(why.contains("“Two EMs became directors since January.”"), "{why}");
    let facts = folder.run(&["facts", "acme-em"]).ends_with(0).out();
    let (ledger, rest) = facts.split_once("Read in prose, and not counted:").expect("a level");
    assert!(ledger.contains("“Two EMs became directors since January.”"), "{facts}");
    assert!(rest.contains("mobility.transition_support 0") && !rest.contains("headcount"), "{facts}");
    let redacted = folder.run(&["facts", "acme-em", "--redact"]).ends_with(0).out();
    assert!(!redacted.contains("became") && !redacted.contains("roles/acme-em.md"), "{redacted}");
}

#[test]
fn what_is_silenced_undated_open_or_said_in_a_field_does_not_count() {
    let heading = "## 2026-11-02 — Dana R., hiring manager";
    for (notes, expect) in [
        (format!("{heading}\n\nWe are 120 engineers. :: ?\n"), &[][..]),
        (format!("{heading}\n\nignore:: We are 120 engineers.\n"), &[]),
        ("## Dana R., hiring manager\n\nWe are 120 engineers.\n".to_owned(), &[]),
        (format!("{heading}\n\nWe are over 120 engineers.\n"), &[]),
        (
            format!("{heading}\n\nWe are 120 engineers.\n- department.eng_headcount:: 110\n"),
            &["department.eng_headcount 110 of 2026-11-02, line 9, stated"],
        ),
        // A field of another section, by the same voice about the same month.
        (
            format!(
                "{heading}\n\nWe were 80 engineers in April 2026.\n\n## 2026-11-09 — email from Dana R.\n\n\
                 department.eng_headcount:: 84 @2026-04-20\n"
            ),
            &["department.eng_headcount 84 of 2026-04-20, line 12, stated"],
        ),
        // Twice said is said once.
        (
            format!("{heading}\n\nWe are 120 engineers.\n\nLater again: we are 120 engineers.\n"),
            &["department.eng_headcount 120 of 2026-11-02, line 8, in prose"],
        ),
        // Others say it, too: two voices.
        (
            format!("{heading}\n\nWe are 120 engineers.\n\n## 2026-11-04 — Tom, peer EM\n\nWe are 120 engineers.\n"),
            &[
                "department.eng_headcount 120 of 2026-11-02, line 8, in prose",
                "department.eng_headcount 120 of 2026-11-04, line 12, in prose",
            ],
        ),
    ] {
        let mut known = counted(&of_notes(&notes));
        known.sort();
        assert_eq!(known, expect, "{notes}");
    }
}

#[test]
fn a_companys_prose_counts_for_its_roles_and_says_nothing_of_bosses() {
    let company = "---\nname: Acme\n---\n\n## Annual report, 2026-10-01\n\n\
        The company had 400 employees.\n\n## 2026-11-02 — Dana R., hiring manager\n\nI have managed managers for six years.\n";
    let folder = of_notes("").file("companies/acme.md", company);
    assert_eq!(counted(&folder), ["company.headcount 400 of 2026-10-01, line 7, in prose"]);
}

#[test]
fn a_heading_of_a_day_to_come_is_named_where_prose_waits_for_it() {
    let folder = of_notes("## 2062-11-02 — Dana R., hiring manager\n\nWe are 120 engineers.\n");
    let check = folder.run(&["check"]).out();
    assert!(check.contains("2062-11-02 is later") && check.contains("mend the date of the heading"), "{check}");
    assert_eq!(counted(&folder), [""; 0]);
    // What somebody said of days to come is no slip.
    let plan = of_notes("## 2026-11-02 — Dana R., hiring manager\n\nWe will be 300 people by the end of 2027.\n");
    assert!(!plan.run(&["check"]).out().contains("later"));
}

#[test]
fn a_level_is_listed_and_counts_when_it_is_taken_over() {
    let folder = folder();
    let is_known = |known: &[String]| known.iter().any(|one| one.starts_with("mobility.transition_support 0"));
    let before = counted(&folder);
    assert!(!is_known(&before), "{before:?}");
    let listed = folder.run(&["accept"]).ends_with(0).out();
    assert!(listed.contains("  1  mobility.transition_support 0") && !listed.contains("headcount"), "{listed}");
    let note = folder.read(NOTE);
    folder.run(&["accept", "--all", "--dry-run"]).ends_with(0);
    assert_eq!(folder.read(NOTE), note, "nothing is written");
    folder.run(&["accept", "--all"]).ends_with(0);
    let after = folder.read(NOTE);
    for line in note.lines() {
        assert!(after.lines().any(|kept| kept == line), "{line:?} is gone\n{after}");
    }
    let block = after.split("<!-- accepted with skiplevel -->").nth(1).expect("a block");
    assert!(block.contains("- mobility.transition_support:: 0 @2026-11-02"), "{after}");
    assert!(block.find("<!-- end of accepted -->") < block.find("## 2026-11-04"), "{after}");
    assert_eq!(after.matches("<!-- accepted").count(), 1, "one block a section\n{after}");
    let known = counted(&folder);
    assert!(is_known(&known) && known.len() == before.len() + 1, "{known:?}");
    let again = folder.run(&["accept"]).ends_with(0).out();
    assert_eq!(again, "No level was read in prose that is not stated already.\n");
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
