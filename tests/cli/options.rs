//! Options and exit codes: what each of them changes, and what it leaves alone.

use std::path::Path;

use crate::support::{AS_OF, Answer, Call, Folder, HEADER, mistakes, offers, role, rows};

fn in_offers(arguments: &[&str]) -> Answer {
    Call::new(arguments).folder(&offers()).run()
}

/// A copy of the example folder.
fn copy_of_offers() -> Folder {
    let folder = Folder::empty();
    for part in ["skiplevel.toml", "me.md"] {
        folder.write(part, &std::fs::read(offers().join(part)).expect("a file of the example"));
    }
    for part in ["roles", "companies"] {
        for entry in std::fs::read_dir(offers().join(part)).expect("a folder of the example") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            folder.write(&format!("{part}/{name}"), &std::fs::read(&path).expect("a file of the example"));
        }
    }
    folder
}

/// Scores by role id.
fn scores(answer: &Answer) -> Vec<(String, f64)> {
    let json = answer.json();
    let roles = json["roles"].as_array().expect("a list").iter();
    roles
        .map(|r| (r["role"].as_str().expect("an id").to_owned(), r["score"]["best"].as_f64().expect("a score")))
        .collect()
}

#[test]
fn exit_codes_mean_what_the_help_says() {
    in_offers(&["compare"]).ends_with(0);
    Call::new(&["compare"]).folder(&mistakes()).run().ends_with(1);
    in_offers(&["compare", "--no-such-option"]).ends_with(2);
    in_offers(&["no-such-command"]).ends_with(2);
    in_offers(&[]).ends_with(2);
    in_offers(&["compare", "--as-of", "2026-02-30"]).ends_with(2);
    in_offers(&["compare", "--as-of", "2026-11"]).ends_with(2);
    in_offers(&["compare", "no-such-role"]).ends_with(2);
    in_offers(&["explain", "fennlicht", "no-such-thing"]).ends_with(2);
    in_offers(&["compare", "--previous", "no-such-file.json"]).ends_with(2);
    in_offers(&["compare", "-C", "no-such-folder"]).ends_with(2);
    in_offers(&["compare", "--rubric", "no-such-rubric"]).ends_with(1);
    in_offers(&["compare", "--rubric", "no-such-rubric.toml"]).ends_with(1);
    Folder::empty().run(&["compare"]).ends_with(2);
    Folder::empty().file("skiplevel.toml", AS_OF).run(&["compare"]).ends_with(1);
    in_offers(&["--help"]).ends_with(0);
    in_offers(&["--version"]).ends_with(0);
}

#[test]
fn a_requirement_is_met_or_ends_with_4_and_the_answer_is_given_all_the_same() {
    let met = in_offers(&["compare", "fennlicht", "--require", "pursue"]).ends_with(0);
    let missed = in_offers(&["compare", "--require", "pursue"]).ends_with(4);
    assert!(met.out().contains("pursue"));
    assert_eq!(missed.out(), in_offers(&["compare"]).out());
    in_offers(&["score", "brassvane", "--require", "pursue"]).ends_with(4);
    in_offers(&["compare", "--require", "perhaps"]).ends_with(2);
}

#[test]
fn an_unknown_role_is_answered_with_the_nearest_one() {
    let near = in_offers(&["score", "otersby-clinics-em"]).ends_with(2);
    assert_eq!(near.err(), "error: there is no role `otersby-clinics-em`\ndid you mean `ottersby-clinics-em`?\n");
    let far = in_offers(&["score", "zzz"]).ends_with(2);
    assert_eq!(
        far.err(),
        "error: there is no role `zzz`\nroles are brassvane-checkout-sem, fennlicht-dispatch-em, ottersby-clinics-em\n"
    );
    let many = in_offers(&["score", "em"]).ends_with(2);
    assert_eq!(
        many.err(),
        "error: `em` fits 3 roles: brassvane-checkout-sem, fennlicht-dispatch-em, ottersby-clinics-em\n"
    );
    let by_file = in_offers(&["score", "roles/ottersby-clinics-em.md"]).ends_with(0);
    assert_eq!(by_file.out(), in_offers(&["score", "otter"]).out());
}

#[test]
fn an_unknown_part_is_answered_with_the_nearest_one() {
    let near = in_offers(&["explain", "otter", "department.eng_grwth_12m"]).ends_with(2);
    assert_eq!(
        near.err(),
        "error: rubric `m2-path` has nothing named `department.eng_grwth_12m`\ndid you mean `department.eng_growth_12m`?\n"
    );
}

#[test]
fn an_unknown_rubric_is_answered_with_the_nearest_one() {
    let near = in_offers(&["compare", "--rubric", "four-question"]).ends_with(1);
    assert_eq!(near.out(), "");
    assert!(near.err().contains("error[unknown-rubric]: there is no rubric `four-question`"), "{}", near.err());
    assert!(near.err().contains("did you mean `four-questions`?"), "{}", near.err());
}

#[test]
fn a_format_that_a_command_has_not_is_named_with_those_that_it_has() {
    for (arguments, has) in [
        (["check", "--format", "md"], "table, json"),
        (["facts", "--format", "tidy-csv"], "table, csv, json"),
        (["rubric", "--format", "csv"], ""),
    ] {
        let refused = in_offers(&arguments).ends_with(2);
        assert_eq!(refused.out(), "");
        if !has.is_empty() {
            let expect = format!("error: this command has no format `{}`; it has {has}\n", arguments[2]);
            assert_eq!(refused.err(), expect);
        }
    }
    let unknown = in_offers(&["compare", "--format", "xml"]).ends_with(2);
    assert!(
        unknown.err().contains("[possible values: table, md, csv, tidy-csv, html, xlsx, json, toml]"),
        "{}",
        unknown.err()
    );
}

#[test]
fn looking_back_counts_nothing_that_was_learned_later() {
    let folder = Folder::small().file(
        "roles/acme-em.md",
        &format!(
            "{}\n## 2026-11-10 — Tom, peer EM\n\nA year ago they were eighty: [eng_headcount:: 80 @2025-11]\nautonomy:: 2\n",
            role("Acme", "EM", "department.eng_headcount:: 120\n")
        ),
    );
    let facts = |day: &str| -> Vec<String> {
        let run = folder.run(&["facts", "--format", "json", "--as-of", day]).ends_with(0);
        assert_eq!(run.err(), "", "{day}");
        let json = run.json();
        let counted = json.as_array().expect("a list").iter().filter(|fact| fact["status"] != "not yet");
        counted
            .map(|fact| {
                format!(
                    "{} {}",
                    fact["signal"].as_str().unwrap_or_default(),
                    fact["value"].as_str().unwrap_or_default()
                )
            })
            .collect()
    };
    assert_eq!(facts("2026-11-01"), Vec::<String>::new());
    assert_eq!(facts("2026-11-05"), ["department.eng_headcount 120"]);
    assert_eq!(facts("2026-11-10").len(), 3, "{:?}", facts("2026-11-10"));
}

#[test]
fn a_score_of_an_earlier_day_is_what_it_was_then() {
    let folder = copy_of_offers();
    let day = ["compare", "--format", "csv", "--as-of", "2026-10-20"];
    let then = folder.run(&day).ends_with(0);
    assert_eq!(then.err(), "");
    let later = "\n## 2026-11-19 — Dana R., hiring manager\n\n- [eng_headcount:: 999]\n- [autonomy:: 0]\n";
    for name in ["brassvane-checkout-sem", "fennlicht-dispatch-em", "ottersby-clinics-em"] {
        let path = format!("roles/{name}.md");
        let text = folder.read(&path) + later;
        folder.write(&path, text.as_bytes());
    }
    assert_eq!(folder.run(&day).ends_with(0).out(), then.out());
    assert_ne!(in_offers(&["compare", "--format", "csv"]).out(), folder.run(&["compare", "--format", "csv"]).out());
}

#[test]
fn a_date_after_the_pinned_day_is_a_warning_and_looking_back_is_none() {
    let folder = Folder::small()
        .file("companies/acme.csv", &format!("{HEADER}company.headcount,90,2026-12-01,aggregator,,,,,,,\n"));
    let pinned = folder.run(&["check"]).ends_with(0).out();
    assert!(pinned.contains("warning[future-date]: 2026-12-01 is later than the as-of date 2026-11-20"), "{pinned}");
    let back = folder.run(&["check", "--as-of", "2026-10-01"]).ends_with(0);
    assert_eq!(back.out(), "No problems in 1 role, 1 company, 2 facts.\n");
}

#[test]
fn as_of_on_the_command_line_beats_the_settings() {
    let run = in_offers(&["compare", "--format", "json", "--as-of", "2026-10-20"]);
    assert_eq!(run.json()["as_of"], "2026-10-20");
    assert_eq!(in_offers(&["compare", "--format", "json"]).json()["as_of"], "2026-11-20");
    let refused = in_offers(&["compare", "--as-of", "tomorrow"]).ends_with(2);
    assert_eq!(refused.err(), "error: `--as-of tomorrow` is not a day; expected 2026-11-20, or today\n");
}

#[test]
fn an_earlier_verdict_is_kept_while_scores_stay_close() {
    let folder = copy_of_offers();
    let first = folder.run(&["compare", "--format", "json", "-o", "before.json"]).ends_with(0);
    assert_eq!((first.out(), first.err()), (String::new(), String::new()));
    let again = folder.run(&["compare", "--format", "json", "--previous", "before.json"]).ends_with(0);
    assert_eq!(again.out().as_bytes(), folder.read("before.json").replace(&again_hash(&folder), "HASHHASH").as_bytes());
    folder.write("junk.json", b"[1, 2]");
    let junk = folder.run(&["compare", "--previous", "junk.json"]).ends_with(2);
    assert_eq!(junk.err(), "error: `junk.json` is not an answer of --format json: it has no `roles`\n");
    folder.write("junk.json", b"no json");
    let junk = folder.run(&["compare", "--previous", "junk.json"]).ends_with(2);
    assert!(junk.err().starts_with("error: `junk.json` is not an answer of --format json: "), "{}", junk.err());
}

fn again_hash(folder: &Folder) -> String {
    let json: serde_json::Value = serde_json::from_str(&folder.read("before.json")).expect("JSON");
    json["rubric"]["hash"].as_str().expect("a hash").to_owned()
}

#[test]
fn verdicts_near_a_threshold_stay_where_they_were() {
    // Thresholds are put around the score, so that the verdict depends on what was said before.
    let rubric = |pursue: f64| {
        format!(
            "id = \"edge\"\nversion = 1\ntitle = \"Edge\"\n[thresholds]\npursue = {pursue}\ndecline = 1\ncoverage = 0\ncoverage_high = 0\n\
             hysteresis = 5\n[[group]]\nid = \"all\"\n[[group.criterion]]\nsignal = \"culture.autonomy\"\nweight = 100\n"
        )
    };
    let folder = Folder::small().file("roles/acme-em.md", &role("Acme", "EM", "culture.autonomy:: 2\n"));
    let run = |folder: &Folder, more: &[&str]| {
        let arguments = [&["compare", "--format", "json", "--rubric", "./edge.toml"], more].concat();
        folder.run(&arguments).ends_with(0).json()
    };
    folder.write("edge.toml", rubric(50.0).as_bytes());
    let cautious = run(&folder, &[])["roles"][0]["cautious"].as_f64().expect("a number");
    folder.write("edge.toml", rubric((cautious * 10.0).round() / 10.0 - 1.0).as_bytes());
    let before = run(&folder, &[]);
    assert_eq!(before["roles"][0]["verdict"], "pursue");
    folder.write("before.json", before.to_string().as_bytes());
    folder.write("edge.toml", rubric((cautious * 10.0).round() / 10.0 + 2.0).as_bytes());
    assert_ne!(run(&folder, &[])["roles"][0]["verdict"], "pursue");
    assert_eq!(run(&folder, &["--previous", "before.json"])["roles"][0]["verdict"], "pursue");
    folder.write("edge.toml", rubric((cautious * 10.0).round() / 10.0 + 20.0).as_bytes());
    assert_ne!(run(&folder, &["--previous", "before.json"])["roles"][0]["verdict"], "pursue");
}

#[test]
fn csv_begins_with_a_mark_only_when_asked() {
    let plain = in_offers(&["compare", "--format", "csv"]);
    let marked = in_offers(&["compare", "--format", "csv", "--bom"]);
    assert_eq!(marked.stdout, [&[0xef, 0xbb, 0xbf], plain.stdout.as_slice()].concat());
    for format in ["table", "md", "json"] {
        let arguments = ["compare", "--format", format];
        assert_eq!(in_offers(&[&arguments[..], &["--bom"]].concat()).stdout, in_offers(&arguments).stdout);
    }
    let facts = in_offers(&["facts", "--format", "csv", "--bom"]);
    assert!(facts.stdout.starts_with(&[0xef, 0xbb, 0xbf]));
}

#[test]
fn an_answer_goes_to_a_file_whole_or_not_at_all() {
    let folder = copy_of_offers();
    let printed = folder.run(&["compare", "--format", "csv"]).ends_with(0);
    let before = folder.files();
    let run = folder.run(&["compare", "--format", "csv", "-o", "out/table.csv"]).ends_with(0);
    assert_eq!((run.out(), run.err()), (String::new(), String::new()));
    assert_eq!(folder.read("out/table.csv").as_bytes(), printed.stdout);
    folder.write("out/table.csv", b"an older answer, and longer than the new one could be\n");
    folder.run(&["compare", "otter", "--format", "csv", "-o", "out/table.csv"]).ends_with(0);
    assert_eq!(rows(folder.read("out/table.csv").as_bytes()).len(), 2);
    std::fs::remove_dir_all(folder.path().join("out")).expect("the folder can go");
    assert_eq!(folder.files(), before);
}

#[test]
fn nothing_is_left_behind_when_an_answer_cannot_be_given() {
    let folder = copy_of_offers();
    folder.write("kept.csv", b"kept\n");
    std::fs::create_dir(folder.path().join("taken")).expect("a folder can be made");
    let before = folder.files();
    folder.run(&["compare", "no-such-role", "-o", "kept.csv"]).ends_with(2);
    folder.run(&["compare", "--as-of", "never", "-o", "kept.csv"]).ends_with(2);
    folder.run(&["compare", "--rubric", "none", "-o", "kept.csv"]).ends_with(1);
    folder.run(&["compare", "--format", "xml", "-o", "kept.csv"]).ends_with(2);
    folder.run(&["compare", "-o", "taken"]).ends_with(2);
    folder.run(&["compare", "-o", "me.md/inside.csv"]).ends_with(2);
    assert_eq!(folder.files(), before);
    assert_eq!(folder.read("kept.csv"), "kept\n");
}

#[test]
#[cfg(unix)]
fn files_that_are_written_can_be_read_by_others() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = copy_of_offers();
    folder.run(&["compare", "-o", "a.txt"]).ends_with(0);
    folder.write("b.txt", b"");
    let mode = |name: &str| std::fs::metadata(folder.path().join(name)).expect("the file").permissions().mode() & 0o777;
    assert_eq!(mode("a.txt"), mode("b.txt"), "the user's own mask decides");
}

#[test]
fn a_folder_is_found_from_inside_and_by_name() {
    let folder = copy_of_offers();
    folder.write("roles/deeper/still/readme", b"");
    let expect = folder.run(&["compare"]).ends_with(0).out();
    let inside = folder.path().join("roles/deeper/still");
    assert_eq!(Call::new(&["compare", "-q"]).folder(&inside).run().ends_with(0).out(), expect);
    for path in [folder.path().to_path_buf(), inside, folder.path().join("companies")] {
        let path = path.to_string_lossy().into_owned();
        assert_eq!(Call::new(&["compare", "-q", "-C", &path]).folder(Path::new("/")).run().ends_with(0).out(), expect);
        assert_eq!(Call::new(&["-C", &path, "compare", "-q"]).folder(Path::new("/")).run().ends_with(0).out(), expect);
    }
    let outside = Folder::empty().run(&["compare"]).ends_with(2);
    assert_eq!(
        outside.err(),
        "error: `.` is not a workspace: neither it nor a folder above it has `skiplevel.toml` or `roles/`\n\
         begin one with: skiplevel init\n"
    );
}

const MINE: &str = "id = \"mine\"\nversion = 3\ntitle = \"My own way\"\n[[group]]\nid = \"all\"\ntitle = \"All of it\"\n\
    [[group.criterion]]\nsignal = \"culture.autonomy\"\nweight = 70\n[[group.criterion]]\nsignal = \"office.quiet\"\nweight = 30\n";
const QUIET: &str = "[[signal]]\nkey = \"office.quiet\"\nname = \"quiet rooms\"\ntype = \"count\"\nunit = \"rooms\"\ndirection = \"up\"\n\
    range = [0, 20]\nhalf_life_days = 365\nprior = 40\ncurve = [[0, 0], [10, 100]]\nask = \"peer EM\"\n\
    question = \"Where do you go to think?\"\n";

#[test]
fn a_rubric_and_signals_of_ones_own_are_used() {
    let folder = Folder::small().file("rubrics/mine.toml", MINE).file("rubrics/signals.toml", QUIET).file(
        "roles/acme-em.md",
        &role("Acme", "EM", "quiet:: 8 rooms\nWhere do you go to think?\nA: 6\nautonomy:: 2\n"),
    );
    let check = folder.run(&["check"]).ends_with(0);
    assert_eq!(check.out(), "No problems in 1 role, 1 company, 3 facts.\n");
    let by_id = folder.run(&["score", "--rubric", "mine"]).ends_with(0);
    assert!(by_id.out().contains("quiet rooms"), "{}", by_id.out());
    let by_file = folder.run(&["score", "--rubric", "rubrics/mine.toml"]).ends_with(0);
    assert_eq!(by_id.out(), by_file.out());
    folder.write("skiplevel.toml", format!("{AS_OF}rubric = \"mine\"\n").as_bytes());
    assert_eq!(folder.run(&["score"]).ends_with(0).out(), by_id.out());
    let listed = folder.run(&["rubric", "list"]).ends_with(0).out();
    assert!(listed.lines().any(|line| line.starts_with("mine ") && line.contains("v3")), "{listed}");
}

#[test]
fn templates_ask_for_signals_of_ones_own() {
    let folder = Folder::small().file("rubrics/mine.toml", MINE).file("rubrics/signals.toml", QUIET);
    folder.run(&["new", "role", "Acme", "Another one", "--rubric", "mine"]).ends_with(0);
    assert!(folder.read("roles/acme-another-one.md").contains("- Where do you go to think? [office.quiet:: ]"));
}

#[test]
fn a_rubric_may_take_the_place_of_a_built_in_one() {
    let own = MINE.replace("mine", "m2-path").replace("office.quiet", "culture.manager_ladder");
    let folder = Folder::small().file("rubrics/anything.toml", &own);
    let json = folder.run(&["compare", "--format", "json"]).ends_with(0).json();
    assert_eq!(json["rubric"]["version"], 3);
    let listed = folder.run(&["rubric", "list"]).ends_with(0).out();
    assert_eq!(listed.matches("m2-path").count(), 1, "{listed}");
}

#[test]
fn a_rubric_file_of_the_settings_is_found_from_everywhere() {
    let folder = Folder::small()
        .file("rubrics/mine.toml", MINE)
        .file("rubrics/signals.toml", QUIET)
        .file("skiplevel.toml", &format!("{AS_OF}rubric = \"rubrics/mine.toml\"\n"));
    let expect = folder.run(&["compare"]).ends_with(0).out();
    let path = folder.path().to_string_lossy().into_owned();
    assert_eq!(Call::new(&["compare", "-C", &path]).folder(Path::new("/")).run().ends_with(0).out(), expect);
    assert_eq!(Call::new(&["compare"]).folder(&folder.path().join("roles")).run().ends_with(0).out(), expect);
}

#[test]
fn a_missing_rubric_file_is_named_whatever_else_is_wrong() {
    let run = Call::new(&["compare", "--rubric", "nope.toml"]).folder(&mistakes()).run().ends_with(1);
    assert!(run.err().contains("unknown-rubric"), "{}", run.err());
}

#[test]
fn weights_of_ones_own_move_the_score_and_only_under_the_rubric_of_the_folder() {
    let folder = copy_of_offers();
    let plain = folder.run(&["compare", "--format", "json"]);
    let settings = folder.read("skiplevel.toml");
    folder.write("skiplevel.toml", format!("{settings}\n[weights]\nyou = 90\n").as_bytes());
    let own = folder.run(&["compare", "--format", "json"]).ends_with(0);
    assert_ne!(scores(&own), scores(&plain));
    let weights: f64 =
        own.json()["roles"][0]["groups"].as_array().expect("a list").iter().filter_map(|g| g["weight"].as_f64()).sum();
    assert!((weights - 1.0).abs() < 1e-5, "{weights}");
    let other = ["compare", "--format", "json", "--rubric", "four-questions"];
    assert_eq!(folder.run(&other).ends_with(0).stdout, in_offers(&other).stdout);
}

#[test]
fn trust_of_ones_own_moves_the_score_and_the_hash() {
    let folder = copy_of_offers();
    let plain = folder.run(&["compare", "--format", "json"]);
    let settings = folder.read("skiplevel.toml");
    folder.write("skiplevel.toml", format!("{settings}\n[trust]\nhiring_manager_said = 0.05\n").as_bytes());
    let own = folder.run(&["compare", "--format", "json"]).ends_with(0);
    assert_ne!(scores(&own), scores(&plain));
    assert_ne!(own.json()["rubric"]["hash"], plain.json()["rubric"]["hash"]);
}

#[test]
fn a_known_shake_up_moves_the_odds_of_its_company_only() {
    let folder = copy_of_offers();
    let odds = |folder: &Folder| -> Vec<f64> {
        let answer = folder.run(&["compare", "--format", "json"]).json();
        let roles = answer["roles"].as_array().expect("roles").iter();
        roles.map(|role| role["seat"]["yours"].as_f64().expect("a number")).collect()
    };
    let before = odds(&folder);
    let brassvane = folder.read("companies/brassvane.md");
    folder.write("companies/brassvane.md", brassvane.replacen("---\n", "---\nshake: 0.6\n", 1).as_bytes());
    let after = odds(&folder);
    assert_eq!(after[1..], before[1..]);
    assert!((after[0] - before[0]).abs() > 0.005, "{before:?} {after:?}");
    folder.write("companies/brassvane.md", brassvane.replacen("---\n", "---\nshake: often\n", 1).as_bytes());
    let wrong = folder.run(&["check", "--format", "json"]).ends_with(1).json();
    assert_eq!((wrong[0]["code"].as_str(), wrong[0]["line"].as_u64()), (Some("bad-setting"), Some(2)));
}

#[test]
fn pay_is_compared_with_the_walk_away_pay() {
    let folder = Folder::small()
        .file("skiplevel.toml", &format!("{AS_OF}currency = \"EUR\"\nwalk_away_pay = 100000\n"))
        .file("roles/acme-em.md", &role("Acme", "EM", "role.comp_ratio:: EUR 125k\n"));
    let facts = folder.run(&["facts", "--format", "json"]).ends_with(0).json();
    assert_eq!(facts[0]["point"], 1.25);
}

#[test]
fn a_closed_pipe_is_not_an_error() {
    for arguments in
        [&["compare", "--format", "json"][..], &["facts"], &["rubric", "show", "signals"], &["man"], &["--help"]]
    {
        let (reader, writer) = std::io::pipe().expect("a pipe can be made");
        drop(reader);
        let run = Call::new(arguments).folder(&offers()).stdout(writer).run().ends_with(0);
        assert_eq!(run.err(), "", "{arguments:?}");
    }
}

#[test]
fn colour_follows_the_option_and_the_variables() {
    let has_colour = |call: Call| call.folder(&offers()).run().ends_with(0).stdout.contains(&0x1b);
    assert!(!has_colour(Call::new(&["compare"])), "not into a file");
    assert!(has_colour(Call::new(&["compare", "--color", "always"])));
    assert!(has_colour(Call::new(&["compare", "--color", "always"]).variable("NO_COLOR", "1")), "the option is nearer");
    assert!(!has_colour(Call::new(&["compare", "--color", "never"])));
    assert!(!has_colour(Call::new(&["compare"]).variable("NO_COLOR", "1")));
    for format in ["md", "csv", "tidy-csv", "json"] {
        assert!(!has_colour(Call::new(&["compare", "--color", "always", "--format", format])), "{format}");
    }
    let plain = in_offers(&["compare"]).out();
    let coloured = in_offers(&["compare", "--color", "always"]).out();
    assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), plain, "colour changes nothing but colour");
}

#[test]
fn widths_that_make_no_sense_are_put_right() {
    for width in ["0", "-3", "wide", "", "999999999999999999999"] {
        let run = Call::new(&["compare"]).folder(&offers()).variable("COLUMNS", width).run().ends_with(0);
        assert!(run.out().starts_with("Path to managing managers"), "{width}");
    }
}

#[test]
fn quiet_keeps_problems_back_and_nothing_else() {
    let loud = Call::new(&["compare"]).folder(&mistakes()).run().ends_with(1);
    let quiet = Call::new(&["compare", "--quiet"]).folder(&mistakes()).run().ends_with(1);
    assert_eq!(quiet.out(), loud.out());
    assert_eq!(quiet.err(), "");
}

#[test]
fn wrong_usage_is_explained_even_when_quiet() {
    let run = in_offers(&["compare", "--quiet", "--as-of", "never"]).ends_with(2);
    assert!(run.err().contains("never"), "{}", run.err());
}

#[test]
fn an_answer_is_never_written_over_somebodys_notes() {
    let folder = Folder::small();
    let notes = folder.read("roles/acme-em.md");
    for file in ["roles/acme-em.md", "skiplevel.toml", "me.md"] {
        folder.write("me.md", b"---\nkind: me\n---\n");
        let refused = folder.run(&["compare", "-o", file]).ends_with(2);
        assert!(refused.err().contains("exists already; nothing was written"), "{}", refused.err());
    }
    assert_eq!(folder.read("roles/acme-em.md"), notes);
}

#[test]
fn a_broken_rubric_that_replaces_a_built_in_one_is_not_passed_over() {
    let text = include_str!("../../rubrics/m2-path.toml").replacen("weight = 10", "weight = 60", 1);
    let folder = Folder::small().file("rubrics/mine.toml", &text);
    let refused = folder.run(&["compare"]).ends_with(1);
    assert_eq!(refused.out(), "");
    assert!(refused.err().contains("rubrics/mine.toml"), "{}", refused.err());
}

#[test]
fn an_older_count_of_the_same_source_is_superseded() {
    let text = "eng_headcount:: 100\neng_headcount:: 90 @2026-10-01\n";
    let folder = Folder::small().file("roles/acme-em.md", &role("Acme", "EM", text));
    let facts = folder.run(&["facts", "--format", "json"]).ends_with(0).json();
    let states: Vec<(&str, &str)> = facts
        .as_array()
        .expect("a list")
        .iter()
        .filter(|fact| fact["signal"] == "department.eng_headcount")
        .map(|fact| (fact["value"].as_str().expect("a value"), fact["status"].as_str().expect("a status")))
        .collect();
    assert_eq!(states, [("90", "superseded"), ("100", "counted")]);
}
