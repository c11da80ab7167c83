//! `odds`: the seat model laid open, for people and for machines.

use serde_json::Value;

use crate::support::{AS_OF, Call, Folder, assert_text, offers, role};

fn shown(arguments: &[&str], width: usize) -> String {
    Call::new(arguments).folder(&offers()).width(width).run().ends_with(0).shown()
}

/// What is known of a department, and of a person as strong as any rival.
fn folder(facts: &str) -> Folder {
    Folder::empty()
        .file("skiplevel.toml", AS_OF)
        .file("companies/acme.md", "---\nname: Acme\n---\n")
        .file("roles/acme-em.md", &role("Acme", "Engineering Manager", facts))
}

/// Lines that were folded, put together again.
fn unfolded(out: &str) -> String {
    out.lines().map(str::trim).collect::<Vec<_>>().join(" ")
}

fn of_role(json: &Value) -> &Value {
    &json["roles"][0]
}

#[test]
fn a_role_is_laid_open_in_every_format_and_width() {
    for width in [80, 120] {
        assert_text(&format!("odds-table-{width}"), &shown(&["odds", "fennlicht"], width));
    }
    assert_text("odds-md", &shown(&["odds", "fennlicht", "--format", "md"], 80));
    assert_text("odds-redacted", &shown(&["odds", "brassvane", "--redact"], 80));
    assert_text("odds-csv", &shown(&["odds", "--format", "csv"], 80));
    assert_eq!(shown(&["odds", "--format", "csv"], 40), shown(&["odds", "--format", "csv"], 160));
    assert_eq!(shown(&["odds", "--format", "json"], 40), shown(&["odds", "--format", "json"], 160));
}

#[test]
fn json_keeps_its_shape() {
    let run = Call::new(&["odds", "fennlicht", "--format", "json"]).folder(&offers()).run().ends_with(0);
    let mut kept = run.json();
    let role = &mut kept["roles"][0];
    for list in ["by_horizon", "scenarios", "sensitivity"] {
        let first = role[list][0].take();
        role[list] = serde_json::json!([first]);
    }
    let parameters = role["parameters"].as_array().expect("a list");
    let one = parameters.iter().find(|parameter| parameter["key"] == "ics_per_em").expect("it is there").clone();
    role["parameters"] = serde_json::json!([one]);
    assert_text("odds-json", &serde_json::to_string_pretty(&kept).expect("JSON"));
}

#[test]
fn all_roles_begin_with_an_overview_the_best_odds_first() {
    let all = shown(&["odds"], 80);
    let overview = all.split("────").next().expect("a first part");
    assert_text("odds-overview", overview);
    let places: Vec<_> = ["Fennlicht", "Brassvane", "Ottersby"].iter().map(|name| overview.find(name)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{overview}");
    // Each is laid open below as it is alone.
    for id in ["fennlicht", "brassvane", "ottersby"] {
        let alone = Call::new(&["odds", id]).folder(&offers()).run().ends_with(0).out();
        assert!(all.contains(&alone), "{id}");
    }
}

#[test]
fn roles_that_are_alike_are_shown_in_the_order_of_their_ids() {
    let twins = folder("department.eng_headcount:: 120\n")
        .file("roles/acme-a.md", &role("Acme", "Engineering Manager", "department.eng_headcount:: 120\n"));
    let out = twins.run(&["odds"]).ends_with(0).out();
    let first = out.find("explain acme-a seat").expect("the first");
    assert!(first < out.find("explain acme-em seat").expect("the second"));
}

#[test]
fn the_horizon_is_an_argument() {
    let ask = |months: &str| {
        let run = Call::new(&["odds", "fennlicht", "--horizon", months, "--format", "json"]).folder(&offers()).run();
        run.ends_with(0).json()
    };
    let yours = |json: &Value, months: f64| {
        let rows = of_role(json)["by_horizon"].as_array().expect("a list");
        let row = rows.iter().find(|row| row["months"] == months).expect("the horizon is there");
        (row["in_force"].as_bool().expect("yes or no"), row["yours"]["mean"].as_f64().expect("a number"))
    };
    let (at_18, at_36, at_60) = (ask("18"), ask("36"), ask("60"));
    assert_eq!(at_36["horizon_months"], 36.0);
    // The chance within so many months is the same, whichever horizon is in force.
    for months in [12.0, 18.0, 24.0, 36.0] {
        assert!((yours(&at_18, months).1 - yours(&at_36, months).1).abs() < 1e-9, "{months}");
    }
    assert_eq!((yours(&at_18, 18.0).0, yours(&at_18, 36.0).0, yours(&at_36, 36.0).0), (true, false, true));
    assert!(yours(&at_60, 60.0).1 > yours(&at_60, 36.0).1);
    let out = folder("").run(&["odds", "--horizon", "60"]).ends_with(0).out();
    assert!(out.contains("within 60 months") && out.contains("60 months ◂"), "{out}");
}

#[test]
fn a_horizon_that_makes_no_sense_is_refused() {
    for months in ["0", "0.9", "-6", "121", "nan", "inf", "two", "", "1e999", "18 months"] {
        let run = folder("").run(&["odds", "--horizon", months]).ends_with(2);
        assert!(run.err().contains("expected a number of months, 1 to 120"), "{months}: {}", run.err());
    }
    for months in ["1", "120", "7.5"] {
        folder("").run(&["odds", "--horizon", months]).ends_with(0);
    }
}

#[test]
fn an_unknown_role_and_a_format_that_is_not_there_are_named() {
    let run = folder("").run(&["odds", "acme-me"]).ends_with(2);
    assert!(run.err().contains("did you mean `acme-em`?"), "{}", run.err());
    let run = folder("").run(&["odds", "--format", "tidy-csv"]).ends_with(2);
    assert!(run.err().contains("it has table, md, csv, json"), "{}", run.err());
}

#[test]
fn with_nothing_known_every_number_is_called_a_default() {
    let out = folder("").run(&["odds"]).ends_with(0).out();
    assert_text("odds-nothing-known", &out);
    assert!(!out.contains("Known ("), "{out}");
}

#[test]
fn within_a_month_nothing_can_be_yours_and_no_wait_is_given() {
    let known = folder("department.eng_headcount:: 120\n");
    let out = unfolded(&known.run(&["odds", "--horizon", "1"]).ends_with(0).out());
    for words in [
        "you would hardly be considered within 1 month",
        "too short to say how long the wait would be",
        "stays at 0 %",
        "1 month ◂",
    ] {
        assert!(out.contains(words), "{words}: {out}");
    }
    let json = known.run(&["odds", "--horizon", "1", "--format", "json"]).ends_with(0).json();
    assert_eq!(of_role(&json)["wait"], serde_json::json!({ "state": "horizon-too-short", "years": null }));
}

#[test]
fn a_company_that_shrinks_to_nothing_promises_no_seat() {
    let facts = "department.eng_headcount:: 30\ndepartment.eng_growth_12m:: -75%\n";
    let shrinking = folder(facts).file("companies/acme.md", "---\nname: Acme\nshake: 1\n---\n");
    let out = unfolded(&shrinking.run(&["odds"]).ends_with(0).out());
    assert!(out.contains("At this rate no seat is to be expected."), "{out}");
    assert!(out.contains("needs about 0 manager-of-managers seats today and 0 in"), "{out}");
    let json = shrinking.run(&["odds", "--format", "json"]).ends_with(0).json();
    let role = of_role(&json);
    assert_eq!(role["wait"]["state"], "not-expected");
    assert_eq!(role["mixed"]["openings"]["total"], 0.0);
}

#[test]
fn courses_that_a_dossier_knows_carry_its_weights() {
    let known = folder("department.eng_headcount:: 200\n")
        .file("companies/acme.md", "---\nname: Acme\nboost: 0.25\nshake: 0.6\n---\n");
    let json = known.run(&["odds", "--format", "json"]).ends_with(0).json();
    let scenarios = of_role(&json)["scenarios"].as_array().expect("a list");
    let weights: Vec<_> = scenarios.iter().map(|s| (s["id"].as_str(), s["weight"].as_f64())).collect();
    assert_eq!(weights, [(Some("base"), Some(0.15)), (Some("boost"), Some(0.25)), (Some("shake"), Some(0.6))]);
    let mixed = |of: &dyn Fn(&Value) -> f64| -> f64 {
        scenarios.iter().map(|s| s["weight"].as_f64().expect("a weight") * of(&s["expected"])).sum()
    };
    let number = |value: &Value| value.as_f64().expect("a number");
    for (name, of) in [
        ("yours", (&|e: &Value| number(&e["yours"])) as &dyn Fn(&Value) -> f64),
        ("seats_at_horizon", &|e: &Value| number(&e["seats_at_horizon"])),
    ] {
        assert!((mixed(of) - number(&of_role(&json)["mixed"][name])).abs() < 1e-5, "{name}");
    }
}

#[test]
fn evidence_leads_to_its_line_and_a_default_to_its_source() {
    let known = folder("department.ics_per_em:: 8\n");
    let out = known.run(&["odds"]).ends_with(0).out();
    assert!(out.contains("roles/acme-em.md:8"), "{out}");
    assert!(out.contains("Larson 4–6; Majors 2–5") && !out.contains("Gallup"), "{out}");
    let json = known.run(&["odds", "--format", "json"]).ends_with(0).json();
    let parameters = of_role(&json)["parameters"].as_array().expect("a list");
    let spans = parameters.iter().find(|parameter| parameter["key"] == "ics_per_em").expect("it is there");
    let place = serde_json::json!({ "file": "roles/acme-em.md", "line": 8 });
    assert_eq!(spans["signals"][0]["evidence"][0]["place"], place);
}

/// The highest settings that the catalogue lets through.
#[test]
fn huge_numbers_stay_numbers() {
    let facts = "department.eng_headcount:: 5000\ndepartment.eng_growth_12m:: 400%\nmobility.competing_peers:: 40\n\
                 mobility.m2_internal_fill_share:: 4000000000 of 4000000000\ndepartment.m2_attrition_12m:: 100%\n";
    let huge = folder(facts).file("companies/acme.md", "---\nname: Acme\nboost: 1\n---\n");
    let out = huge.run(&["odds", "--horizon", "120", "-q"]).out();
    assert!(!out.contains("NaN") && !out.contains("inf"), "{out}");
    for line in out.lines() {
        assert!(unicode_width::UnicodeWidthStr::width(line) <= 80, "{line}");
    }
    let json = huge.run(&["odds", "--horizon", "120", "--format", "json", "-q"]).json();
    let yours = of_role(&json)["mixed"]["yours"].as_f64().expect("a number");
    assert!((0.0..=1.0).contains(&yours));
}

#[test]
fn a_share_without_a_count_is_said_not_to_be_used() {
    let out = folder("mobility.m2_internal_fill_share:: 90%\n").run(&["odds"]).ends_with(0).out();
    assert!(unfolded(&out).contains("not used, as a share counts only when every source"), "{out}");
    let counted = folder("mobility.m2_internal_fill_share:: 9 of 10\n").run(&["odds"]).ends_with(0).out();
    assert!(unfolded(&counted).contains("so few seats make up"), "{counted}");
}

#[test]
fn what_is_asked_first_is_whatever_moves_the_chance_most_and_is_not_known() {
    let json = Call::new(&["odds", "fennlicht", "--format", "json"]).folder(&offers()).run().ends_with(0).json();
    let role = of_role(&json);
    let width = |key: &Value| -> f64 {
        let rows = role["sensitivity"].as_array().expect("a list");
        let row = rows.iter().find(|row| row["parameter"] == *key).expect("it is moved");
        let at = |end: &str| row[end].as_f64().expect("a number");
        let all = [at("yours_at_low"), at("yours_at_mode"), at("yours_at_high")];
        all.into_iter().fold(0.0, f64::max) - all.into_iter().fold(1.0, f64::min)
    };
    let asked = role["worth_asking"].as_array().expect("a list");
    assert!(!asked.is_empty());
    assert!(asked.windows(2).all(|pair| width(&pair[0]) >= width(&pair[1])), "{asked:?}");
    let out = unfolded(&Call::new(&["odds", "fennlicht"]).folder(&offers()).run().ends_with(0).out());
    assert_eq!(asked[0], "lag_years");
    assert!(out.contains("Ask first: hiring manager — “When could somebody new in this role"), "{out}");
    assert!(out.contains("mobility.m2_internal_fill_share).") && asked[1] == "internal_share", "{out}");
}

#[test]
fn the_size_is_asked_for_first_while_nobody_has_counted() {
    let asked = |facts: &str| unfolded(&folder(facts).run(&["odds"]).ends_with(0).out());
    let uncounted = asked("");
    let (size, then) = (uncounted.find("(department.eng_headcount). Without it"), uncounted.find("Then: "));
    assert!(size.is_some() && size < then, "{uncounted}");
    assert!(!asked("department.eng_headcount:: 90\n").contains("(department.eng_headcount). Without it"));
}

#[test]
fn long_names_stay_within_the_terminal() {
    let long = "Very Long Engineering Manager Title of the Department of Departments ".repeat(3);
    let wide = Folder::small().file("roles/acme-em.md", &role("Acme", long.trim(), "department.eng_headcount:: 120\n"));
    for arguments in [&["odds"][..], &["explain", "acme-em", "seat"], &["explain", "acme-em", "Q1"]] {
        for line in wide.run(arguments).ends_with(0).out().lines() {
            assert!(unicode_width::UnicodeWidthStr::width(line) <= 80, "{arguments:?}: {line}");
        }
    }
}

#[test]
fn explain_and_odds_point_to_each_other() {
    let known = folder("department.eng_headcount:: 120\n");
    assert!(known.run(&["odds"]).ends_with(0).out().contains("skiplevel explain acme-em seat"));
    assert!(known.run(&["explain", "acme-em", "seat"]).ends_with(0).out().contains("skiplevel odds acme-em"));
}

#[test]
fn nothing_is_promised() {
    let out = shown(&["odds"], 80).to_lowercase() + &shown(&["odds", "--format", "md"], 80).to_lowercase();
    for promise in ["you will", "guarantee", "certainly"] {
        assert!(!out.contains(promise), "{promise}");
    }
    let with_decimals = out.split_whitespace().zip(out.split_whitespace().skip(1));
    let with_decimals = with_decimals.filter(|(number, unit)| number.contains('.') && unit.starts_with('%'));
    assert_eq!(with_decimals.collect::<Vec<_>>(), []);
}
