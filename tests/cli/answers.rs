//! The example folder in every command, format and width.

use serde_json::{Value, json};

use crate::support::{Call, assert_text, offers};

/// The role that is looked at most closely.
const ROLE: &str = "ottersby-clinics-em";

fn answer(arguments: &[&str], width: usize) -> String {
    Call::new(arguments).folder(&offers()).width(width).run().ends_with(0).shown()
}

#[test]
fn compare_is_shown_in_every_format_and_width() {
    for width in [80, 120] {
        assert_text(&format!("compare-table-{width}"), &answer(&["compare"], width));
    }
    for format in ["md", "csv", "tidy-csv"] {
        assert_text(&format!("compare-{format}"), &answer(&["compare", "--format", format], 80));
    }
}

#[test]
fn machine_formats_do_not_depend_on_the_width() {
    for command in ["compare", "score", "facts", "ask", "claims"] {
        for format in ["csv", "json"] {
            let arguments = [command, "--format", format];
            assert_eq!(answer(&arguments, 40), answer(&arguments, 160), "{command} {format}");
        }
    }
    for arguments in [
        ["compare", "--format", "tidy-csv"],
        ["compare", "--format", "md"],
        ["ask", "--format", "md"],
        ["claims", "--format", "md"],
    ] {
        assert_eq!(answer(&arguments, 40), answer(&arguments, 160), "{arguments:?}");
    }
}

#[test]
fn score_is_shown_in_both_widths() {
    for width in [80, 120] {
        assert_text(&format!("score-table-{width}"), &answer(&["score", ROLE], width));
    }
}

#[test]
fn score_and_compare_say_the_same_to_machines() {
    for format in ["md", "csv", "tidy-csv", "json"] {
        assert_eq!(answer(&["score", "--format", format], 80), answer(&["compare", "--format", format], 80));
        assert_eq!(
            answer(&["score", ROLE, "--format", format], 80),
            answer(&["compare", ROLE, "--format", format], 80)
        );
    }
}

#[test]
fn explain_leads_from_every_kind_of_number_to_its_evidence() {
    for (name, what) in [
        ("criterion", "eng_growth_12m"),
        ("waterfall", "waterfall"),
        ("contradicted", "m2_internal_promotions_12m"),
        ("gate", "Q1"),
        ("group", "access"),
        ("seat", "seat"),
    ] {
        let role = if name == "contradicted" { "brassvane" } else { "fennlicht" };
        for width in [80, 120] {
            assert_text(&format!("explain-{name}-{width}"), &answer(&["explain", role, what], width));
        }
    }
    assert_text("explain-criterion-md", &answer(&["explain", "fennlicht", "eng_growth_12m", "--format", "md"], 80));
    assert_eq!(answer(&["explain", ROLE], 80), answer(&["score", ROLE], 80));
}

#[test]
fn facts_are_listed_for_people_and_for_machines() {
    for width in [80, 120] {
        assert_text(&format!("facts-table-{width}"), &answer(&["facts", ROLE], width));
    }
    assert_text("facts-csv", &answer(&["facts", ROLE, "--format", "csv"], 80));
    let of_file = answer(&["facts", "fennlicht", "--file", "companies/fennlicht.csv"], 80);
    assert_text("facts-of-a-file", &of_file);
    let run = Call::new(&["facts", ROLE, "--format", "json"]).folder(&offers()).run().ends_with(0);
    let all = run.json();
    let all = all.as_array().expect("a list");
    let kept = json!({ "count": all.len(), "first": all[0], "last": all[all.len() - 1] });
    assert_text("facts-json", &serde_json::to_string_pretty(&kept).expect("JSON"));
}

#[test]
fn json_keeps_its_shape() {
    let run = Call::new(&["compare", "--format", "json"]).folder(&offers()).run().ends_with(0);
    let mut kept: Value = serde_json::from_str(&run.out()).expect("JSON");
    // Of each list the first entry shows the shape; the numbers stand in the CSV snapshots.
    let role = kept["roles"][0].take();
    kept["roles"] = json!([role]);
    for list in ["gates", "groups", "criteria"] {
        let first = kept["roles"][0][list][0].take();
        kept["roles"][0][list] = json!([first]);
    }
    let first = kept["observations"][0].take();
    kept["observations"] = json!([first]);
    assert_text("compare-json", &serde_json::to_string_pretty(&kept).expect("JSON"));
}

#[test]
fn json_answers_fit_the_published_schema() {
    let schema: Value = serde_json::from_str(&skiplevel::report::json_schema()).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is one");
    let runs = [
        (offers(), vec!["compare", "--format", "json"], 0),
        (offers(), vec!["compare", "--format", "json", "--redact"], 0),
        (offers(), vec!["compare", "--format", "json", "--candidate-view"], 0),
        (offers(), vec!["score", ROLE, "--format", "json"], 0),
        (offers(), vec!["compare", "--format", "json", "--rubric", "grow-managers"], 0),
        (offers(), vec!["compare", "--format", "json", "--as-of", "2026-10-01"], 0),
        (offers(), vec!["whatif", "--format", "json"], 0),
        (offers(), vec!["whatif", ROLE, "--set", "autonomy=3", "--format", "json"], 0),
        (crate::support::mistakes(), vec!["whatif", "--format", "json"], 1),
        (offers(), vec!["weigh", "--format", "json"], 0),
        (offers(), vec!["weigh", "--format", "json", "--rank", "access", "--lock", "--dry-run"], 0),
        (offers(), vec!["ask", "--format", "json"], 0),
        (offers(), vec!["ask", "--format", "json", "--to-rank", "--top", "3"], 0),
        (offers(), vec!["ask", ROLE, "--format", "json", "--for", "peer", "--minutes", "9", "--redact"], 0),
        (offers(), vec!["claims", "--format", "json", "--all"], 0),
        (offers(), vec!["claims", "--format", "json", "--redact"], 0),
        (crate::support::mistakes(), vec!["ask", "--format", "json"], 1),
        (crate::support::mistakes(), vec!["claims", "--format", "json"], 1),
        (offers(), vec!["compare", "--format", "json", "--mode", "ranked", "--draws", "100"], 0),
        (crate::support::mistakes(), vec!["compare", "--format", "json"], 1),
        (offers(), vec!["odds", "--format", "json"], 0),
        (offers(), vec!["odds", ROLE, "--format", "json", "--redact", "--horizon", "7.5"], 0),
        (crate::support::mistakes(), vec!["odds", "--format", "json"], 1),
    ];
    for (folder, arguments, code) in runs {
        let json = Call::new(&arguments).folder(&folder).run().ends_with(code).json();
        let wrong: Vec<String> =
            validator.iter_errors(&json).map(|error| format!("{error} at {}", error.instance_path())).collect();
        assert_eq!(wrong, Vec::<String>::new(), "{arguments:?}");
    }
    let mut json = Call::new(&["compare", "--format", "json"]).folder(&offers()).run().json();
    json["roles"][0]["verdict"] = json!(7);
    assert!(!validator.is_valid(&json), "the schema lets a number pass for a verdict");
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    let commands: &[&[&str]] = &[
        &["whatif"],
        &["whatif", "fennlicht", "--set", "competing_peers=0"],
        &["compare"],
        &["compare", "--mode", "near"],
        &["compare", "brassvane", "--client-view"],
        &["explain", "--hash", "oada3d06a"],
        &["score"],
        &["explain", "fennlicht", "eng_growth_12m"],
        &["explain", "fennlicht", "Q1"],
        &["explain", "fennlicht", "openings"],
        &["explain", "fennlicht", "seat"],
        &["odds"],
        &["facts"],
        &["rubric", "list"],
        &["rubric", "show"],
        &["weigh"],
        &["weigh", "--rank", "access,you", "--lock", "--dry-run"],
        &["ask"],
        &["ask", "--all"],
        &["ask", "--minutes", "60"],
        &["ask", "--to-rank", "--for", "hiring manager"],
        &["claims"],
        &["claims", "--all"],
    ];
    for width in [80, 100, 120, 160] {
        for &arguments in commands {
            let run = Call::new(arguments).folder(&offers()).width(width).run().ends_with(0);
            for line in run.out().lines() {
                let cells = unicode_width::UnicodeWidthStr::width(line);
                assert!(cells <= width, "{arguments:?} at {width}: {cells}: {line}");
            }
        }
    }
}

#[test]
fn keys_of_signals_can_be_copied_at_80_columns() {
    let shown = answer(&["rubric", "show", "signals"], 80);
    let catalogue = skiplevel::signal::builtin_catalogue();
    for signal in catalogue.iter().filter(|signal| signal.purpose != skiplevel::signal::Use::Derived) {
        assert!(shown.contains(&signal.key), "{}", signal.key);
    }
}

#[test]
fn rubrics_are_listed_and_shown() {
    assert_text("rubric-list", &answer(&["rubric", "list"], 80));
    assert_text("rubric-show", &answer(&["rubric", "show", "four-questions"], 80));
    assert_text("rubric-test", &answer(&["rubric", "test"], 80));
    assert_eq!(answer(&["rubric", "check"], 80), "exit code 0\n----- stdout -----\nNo problems in 6 rubrics.\n");
    let schema = Call::new(&["rubric", "schema"]).run().ends_with(0).json();
    assert!(schema.is_object());
}
