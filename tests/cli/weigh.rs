//! `weigh`: what it shows, what it writes, and what answers say after a lock.

use std::path::Path;

use serde_json::Value;

use crate::support::{AS_OF, Answer, Call, Folder, assert_text, offers, role};

/// Settings as a person keeps them, with an own weight in a table of its own.
const SETTINGS: &str = "# Mine.\nrubric   = \"m2-path\" # the default\nas_of = 2026-11-20\n\n\
                        [weights]   # what I like\n# more of this\nopenings = 30\n\n[trust]\nhearsay=0.2  # gossip\n";

/// Two roles, of which one is better at openings and the other at culture.
fn folder(settings: &str) -> Folder {
    Folder::small()
        .file("skiplevel.toml", settings)
        .file("companies/beta.md", "---\nname: Beta\n---\n")
        .file("roles/acme-em.md", &role("Acme", "EM", "eng_growth_12m:: 60%\nautonomy:: 0\neng_headcount:: 120\n"))
        .file("roles/beta-em.md", &role("Beta", "EM", "eng_growth_12m:: 0%\nautonomy:: 3\neng_headcount:: 120\n"))
}

fn in_offers(arguments: &[&str], width: usize) -> String {
    Call::new(arguments).folder(&offers()).width(width).run().ends_with(0).shown()
}

/// Score and rank of each role by an answer's list.
fn standings(roles: &Value) -> Vec<(String, f64, u64, String)> {
    let roles = roles.as_array().expect("a list").iter();
    let standing = |role: &Value| {
        let text = |key: &str| role[key].as_str().expect("a text").to_owned();
        let score = role["score"]["best"].as_f64().expect("a score");
        (text("role"), score, role["rank"].as_u64().expect("a rank"), text("verdict"))
    };
    roles.map(standing).collect()
}

#[test]
fn weights_and_what_they_change_are_shown_in_every_format() {
    for width in [80, 120] {
        assert_text(&format!("weigh-table-{width}"), &in_offers(&["weigh"], width));
        let rank = ["weigh", "--rank", "access,you,culture", "--lock", "--dry-run"];
        assert_text(&format!("weigh-rank-{width}"), &in_offers(&rank, width));
    }
    let swing = "openings=100,access=80,sponsor=60,you=40,culture=30,momentum=0";
    for format in ["md", "json"] {
        let shown = in_offers(&["weigh", "--swing", swing, "--dry-run", "--format", format], 80);
        assert_text(&format!("weigh-swing-{format}"), &shown);
    }
}

#[test]
fn nothing_is_wider_than_a_narrow_terminal() {
    let long = "An Employer With A Name That Is Far Longer Than Any Narrow Terminal";
    let folder = folder("as_of = 2026-11-20\n[weights]\nyou = 50\n")
        .file("companies/beta.md", &format!("---\nname: 日本語のとても長い会社名 {long}\naliases: [Beta]\n---\n"));
    folder.run(&["weigh", "--lock"]).ends_with(0);
    folder.run(&["weigh", "--rank", "culture"]).ends_with(0);
    for width in [40, 57, 80] {
        for arguments in
            [&["weigh"][..], &["weigh", "--rank", "openings", "--dry-run"], &["weigh", "--reset", "--dry-run"]]
        {
            let run = Call::new(arguments).folder(folder.path()).width(width).run().ends_with(0);
            for line in run.out().lines() {
                let cells = unicode_width::UnicodeWidthStr::width(line);
                assert!(cells <= width, "{arguments:?} at {width}: {cells}: {line}");
            }
        }
    }
}

#[test]
fn a_ranking_becomes_centroid_weights_and_the_rest_shares_alike() {
    let folder = folder(AS_OF);
    let points = |arguments: &[&str]| -> Vec<f64> {
        let run = folder.run(&[&["weigh", "--dry-run", "--format", "json"], arguments].concat()).ends_with(0);
        let json = run.json();
        json["weights"].as_array().expect("a list").iter().map(|w| w["new"].as_f64().expect("points")).collect()
    };
    assert_eq!(
        points(&["--rank", "openings,access,sponsor,culture,momentum,you"]),
        [40.833333, 24.166667, 15.833333, 10.277778, 6.111111, 2.777778]
    );
    assert_eq!(points(&["--rank", " You ,momentum"]), [8.75, 8.75, 8.75, 8.75, 24.166667, 40.833333]);
    let swing = ["--swing", "you=100,openings=50,access=50,sponsor=0,culture=0,momentum=0"];
    assert_eq!(points(&swing), [25.0, 25.0, 0.0, 0.0, 0.0, 50.0]);
    assert_eq!(points(&["--reset"]), [28.0, 24.0, 18.0, 10.0, 8.0, 12.0]);
}

#[test]
fn what_weigh_announces_is_what_compare_says_then() {
    let folder = folder(AS_OF);
    let culture_first = ["weigh", "--rank", "culture", "--format", "json"];
    let announced = folder.run(&culture_first).ends_with(0).json();
    let then = folder.run(&["compare", "--format", "json"]).ends_with(0).json();
    assert_eq!(standings(&announced["new"]), standings(&then["roles"]));
    assert_ne!(standings(&announced["now"]), standings(&announced["new"]));
    let again = folder.run(&culture_first).ends_with(0);
    assert_eq!(again.err(), "nothing was written: skiplevel.toml says so already\n");
    assert_eq!(standings(&again.json()["now"]), standings(&again.json()["new"]));
}

#[test]
fn other_weights_turn_the_order_around_and_it_is_shown_before_it_is_written() {
    let folder = folder(AS_OF);
    let ranks = |list: &Value| standings(list).into_iter().map(|role| role.2).collect::<Vec<_>>();
    let json = folder.run(&["weigh", "--rank", "culture", "--format", "json"]).ends_with(0).json();
    assert_eq!((ranks(&json["now"]), ranks(&json["new"])), (vec![1, 2], vec![2, 1]));
}

#[test]
fn only_the_table_of_the_weights_changes() {
    let folder = folder(SETTINGS);
    folder.run(&["weigh", "--swing", "openings=1,access=1,sponsor=1,culture=1,momentum=1,you=0"]).ends_with(0);
    let expect = SETTINGS
        .replace("openings = 30\n", "openings = 20\naccess = 20\nsponsor = 20\nculture = 20\nmomentum = 20\nyou = 0\n");
    assert_eq!(folder.read("skiplevel.toml"), expect);
    folder.run(&["weigh", "--reset"]).ends_with(0);
    assert_eq!(
        folder.read("skiplevel.toml"),
        SETTINGS.replace("[weights]   # what I like\n", "").replace("openings = 30\n", "")
    );
    assert_eq!(folder.files().len(), 5, "{:?}", folder.files());
}

#[test]
fn a_workspace_without_settings_gets_some() {
    let folder = folder(AS_OF);
    std::fs::remove_file(folder.path().join("skiplevel.toml")).expect("the settings can go");
    folder.run(&["weigh", "--rank", "you", "--as-of", "2026-11-20"]).ends_with(0);
    assert!(folder.read("skiplevel.toml").starts_with("[weights]\nopenings = 11.8"));
}

#[test]
fn a_dry_run_writes_nothing() {
    let folder = folder(SETTINGS);
    for arguments in [&["--rank", "you"][..], &["--reset"], &["--lock"], &["--relock", "--rank", "you"], &[]] {
        let run = folder.run(&[&["weigh", "--dry-run"], arguments].concat()).ends_with(0);
        let says_so = run.err() == "nothing was written (--dry-run)\n";
        assert!(says_so || arguments.is_empty(), "{arguments:?}: {}", run.err());
        assert_eq!(folder.read("skiplevel.toml"), SETTINGS, "{arguments:?}");
    }
}

#[test]
fn without_a_terminal_nobody_is_asked() {
    let folder = folder(SETTINGS);
    let run = folder.run(&["weigh"]).ends_with(0);
    assert_eq!(run.err(), "");
    assert!(
        run.out().contains("skiplevel weigh --rank openings,access,sponsor,you,culture,momentum\n"),
        "{}",
        run.out()
    );
    assert_eq!(folder.read("skiplevel.toml"), SETTINGS);
}

#[test]
fn wishes_that_make_no_sense_are_named() {
    let folder = folder(SETTINGS);
    let check = |arguments: &[&str], expect: &str| {
        let run = folder.run(&[&["weigh"], arguments].concat()).ends_with(2);
        assert_eq!((run.out().as_str(), run.err()), ("", format!("error: {expect}\n")), "{arguments:?}");
        assert_eq!(folder.read("skiplevel.toml"), SETTINGS, "{arguments:?}");
    };
    let all = "openings=1,access=1,sponsor=1,culture=1,momentum=1";
    check(&["--rank", "acess"], "rubric `m2-path` has no group `acess`\ndid you mean `access`?");
    let groups = "groups are openings, access, sponsor, culture, momentum, you";
    check(&["--rank", ""], &format!("rubric `m2-path` has no group ``\n{groups}"));
    check(&["--rank", "you,"], &format!("rubric `m2-path` has no group ``\n{groups}"));
    check(&["--rank", "you,YOU"], "`YOU` stands twice in `--rank`; a group has one rank");
    check(&["--swing", "you"], "`you` of `--swing` has no points; expected a group and a number: access=60");
    check(&["--swing", "yuo=1"], "rubric `m2-path` has no group `yuo`\ndid you mean `you`?");
    check(&["--swing", "you=1,you=2"], "`you` stands twice in `--swing`");
    check(&["--swing", all], "`--swing` says nothing about `you`; give every group points, 0 where it does not matter");
    for (points, found) in [("", "``"), ("a", "`a`"), ("-1", "-1"), ("nan", "NaN"), ("inf", "inf"), ("1e999", "inf")] {
        let expect = format!("the points of `you` are {found}; expected a number from 0 up, such as 60");
        check(&["--swing", &format!("you={points}")], &expect);
    }
    check(
        &["--swing", &format!("{},you=0", all.replace('1', "0"))],
        "every group of `--swing` has 0 points; give 100 to the one that you would lift first",
    );
    let ignored = "own weights apply only to the rubric that skiplevel.toml names, `m2-path`; they would be ignored for \
                   `four-questions`\nto weigh `four-questions`, make it the standard first: rubric = \"four-questions\" in skiplevel.toml";
    check(&["--rank", "you", "--rubric", "four-questions"], ignored);
    check(&["--lock", "--rubric", "four-questions"], ignored);
    for both in [&["--rank", "you", "--swing", all][..], &["--rank", "you", "--reset"], &["--swing", all, "--reset"]] {
        assert!(
            folder.run(&[&["weigh"], both].concat()).ends_with(2).err().contains("cannot be used with"),
            "{both:?}"
        );
    }
}

#[test]
fn the_standard_rubric_may_be_named() {
    let folder = folder(SETTINGS);
    folder.run(&["weigh", "--rank", "you", "--rubric", "m2-path"]).ends_with(0);
    assert!(folder.read("skiplevel.toml").contains("you = 40.8"));
    let other = folder.run(&["weigh", "--rubric", "four-questions"]).ends_with(0).out();
    assert!(other.contains("The rubric's own weights are in force.") && !other.contains("--rank"), "{other}");
}

#[test]
fn settings_that_cannot_be_edited_are_left_alone_and_named() {
    let check = |settings: &str, arguments: &[&str], expect: &str| {
        let folder = folder(settings);
        let run = folder.run(&[&["weigh", "--quiet"], arguments].concat()).ends_with(2);
        assert!(run.err().starts_with(&format!("error: skiplevel.toml is not edited: {expect}")), "{}", run.err());
        assert_eq!((run.out().as_str(), folder.read("skiplevel.toml").as_str()), ("", settings));
    };
    check("as_of = 2026-11-20\n[weights\n", &["--rank", "you"], "line 2 breaks the syntax of TOML: ");
    check("as_of = 2026-11-20\nas_of = 2026-11-21\n", &["--lock"], "line 2 breaks the syntax of TOML: ");
    check("weights = 3\n", &["--rank", "you"], "`weights` on line 1 is a single value; expected a table");
    check("lock = 3\n", &["--relock"], "`lock` on line 1 is a single value; expected a table");
}

#[test]
fn entries_of_other_rubrics_go_and_are_named() {
    let folder = folder("as_of = 2026-11-20\n[weights]\nopening = 3\n");
    let run = folder.run(&["weigh", "--rank", "you"]).ends_with(1);
    assert!(run.out().contains("`opening` goes from `[weights]`: the rubric has no such group."), "{}", run.out());
    folder.run(&["check"]).ends_with(0);
}

#[test]
#[cfg(unix)]
fn a_file_that_may_not_be_written_is_named_and_a_link_stays_one() {
    use std::os::unix::fs::PermissionsExt as _;
    let locked = folder(SETTINGS);
    let path = locked.path().join("skiplevel.toml");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o444)).expect("permissions can be set");
    let run = locked.run(&["weigh", "--rank", "you"]).ends_with(2);
    assert!(run.err().starts_with("error: cannot write `./skiplevel.toml`: permission denied"), "{}", run.err());
    assert_eq!(locked.read("skiplevel.toml"), SETTINGS);

    let linked = folder(AS_OF).file("elsewhere/mine.toml", SETTINGS);
    let path = linked.path().join("skiplevel.toml");
    std::fs::remove_file(&path).expect("the settings can go");
    std::os::unix::fs::symlink("elsewhere/mine.toml", &path).expect("a link");
    let target = linked.path().join("elsewhere/mine.toml");
    std::fs::set_permissions(&target, std::fs::Permissions::from_mode(0o600)).expect("permissions can be set");
    linked.run(&["weigh", "--rank", "you"]).ends_with(0);
    assert!(path.is_symlink() && linked.read("elsewhere/mine.toml").contains("you = 40.8"));
    let mode = std::fs::metadata(&target).expect("it is there").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
#[cfg(unix)]
fn a_folder_that_may_not_be_written_is_named() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = folder(SETTINGS);
    let permit = |mode: u32| {
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(mode)).expect("permissions can be set");
    };
    permit(0o555);
    let can_write = std::fs::write(folder.path().join("probe"), "").is_ok();
    let run = folder.run(&["weigh", "--rank", "you"]);
    permit(0o755);
    if can_write {
        return; // The superuser may write everywhere.
    }
    let run = run.ends_with(2);
    assert_eq!(run.err(), "error: cannot write `./skiplevel.toml`: permission denied\n");
    assert_eq!(folder.read("skiplevel.toml"), SETTINGS);
}

// ---------------------------------------------------------------------------------------------------------------------
// the lock
// ---------------------------------------------------------------------------------------------------------------------

/// Commands that print a heading, in every format that has one.
const HEADED: &[&[&str]] = &[
    &["ask"],
    &["ask", "--format", "md"],
    &["claims"],
    &["claims", "--format", "md"],
    &["whatif"],
    &["whatif", "--format", "md"],
    &["whatif", "acme-em", "--set", "autonomy=3"],
    &["odds"],
    &["odds", "acme-em"],
    &["odds", "acme-em", "--format", "md"],
    &["explain", "acme-em", "waterfall"],
    &["compare"],
    &["compare", "--format", "md"],
    &["score"],
    &["score", "--format", "md"],
    &["explain", "acme-em"],
    &["explain", "acme-em", "openings"],
    &["explain", "acme-em", "eng_growth_12m"],
    &["explain", "acme-em", "Q1", "--format", "md"],
    &["explain", "acme-em", "seat"],
    &["facts"],
    &["rubric", "show"],
    &["weigh"],
];
/// Commands whose JSON has a head.
const WITH_HEAD: &[&[&str]] =
    &[&["compare"], &["score"], &["weigh"], &["odds"], &["whatif"], &["whatif", "acme-em", "--set", "autonomy=3"]];

/// Fails unless every answer says this about the lock, or, for `None`, nothing.
#[track_caller]
fn assert_all_say(folder: &Folder, expect: Option<&str>, code: i32) {
    for &arguments in HEADED {
        // Problems of the workspace are not what `rubric show` is asked for.
        let code = if arguments[0] == "rubric" { 0 } else { code };
        let out = folder.run(arguments).ends_with(code).out();
        let joined = out.split_whitespace().collect::<Vec<_>>().join(" ").replace('\\', "");
        match expect {
            Some(expect) => assert!(joined.contains(expect), "{arguments:?} does not say {expect:?}: {out}"),
            None => assert!(!joined.contains("changed") && !joined.contains("another rubric"), "{arguments:?}: {out}"),
        }
    }
    for &arguments in WITH_HEAD {
        let json = folder.run(&[arguments, &["--format", "json"]].concat()).ends_with(code).json();
        assert_eq!(json["rubric"]["lock"]["changed"], expect.is_some(), "{arguments:?}");
    }
}

#[test]
fn every_answer_says_that_weights_changed_after_the_lock_until_they_are_back() {
    let folder = folder(SETTINGS);
    let json = folder.run(&["compare", "--format", "json"]).ends_with(0).json();
    assert_eq!(json["rubric"]["lock"], Value::Null);
    folder.run(&["weigh", "--lock"]).ends_with(0);
    assert!(folder.read("skiplevel.toml").starts_with(SETTINGS));
    assert_all_say(&folder, None, 0);
    let head = folder.run(&["compare", "--format", "json"]).json()["rubric"].clone();
    assert_eq!((&head["lock"]["date"], &head["lock"]["hash"]), (&"2026-11-20".into(), &head["hash"]));

    folder.run(&["weigh", "--rank", "culture"]).ends_with(0);
    let changed = "Weights changed after they were locked as of 2026-11-20.";
    assert_all_say(&folder, Some(changed), 0);

    let back = SETTINGS.replace("openings = 30", "openings = 30.000000000000001");
    let lock = folder.read("skiplevel.toml");
    folder.write("skiplevel.toml", format!("{back}{}", &lock[lock.find("\n[lock]").expect("a lock")..]).as_bytes());
    assert_all_say(&folder, None, 0);

    let trust = folder.read("skiplevel.toml").replace("hearsay=0.2", "hearsay=0.3");
    folder.write("skiplevel.toml", trust.as_bytes());
    let content = "The rubric, its trust values or the lock itself changed after weights were locked as of 2026-11-20.";
    assert_all_say(&folder, Some(content), 0);
    assert!(!folder.run(&["compare"]).out().contains("under the weights that were locked"));
}

#[test]
fn a_change_of_the_rubric_is_said_and_a_change_of_its_words_is_none() {
    let rubric = "id = \"mine\"\nversion = 1\ntitle = \"Mine\"\n\
                  [[group]]\nid = \"a\"\n[[group.criterion]]\nsignal = \"culture.autonomy\"\nweight = 60\nprior = 40\n\
                  [[group]]\nid = \"b\"\n[[group.criterion]]\nsignal = \"manager.sponsorship\"\nweight = 40\n";
    let folder = folder("as_of = 2026-11-20\nrubric = \"mine\"\n").file("rubrics/mine.toml", rubric);
    folder.run(&["weigh", "--swing", "a=1,b=2", "--lock"]).ends_with(0);
    let notice = |from: &str, to: &str| {
        folder.write("rubrics/mine.toml", rubric.replace(from, to).as_bytes());
        folder.run(&["compare"]).ends_with(0).out().lines().nth(1).unwrap_or_default().to_owned()
    };
    assert_eq!(notice("\"Mine\"", "\"Ours\""), "");
    for (from, to) in [("prior = 40", "prior = 41"), ("version = 1", "version = 2")] {
        assert!(notice(from, to).starts_with("The rubric, its trust values or the lock itself changed"), "{from}");
    }
    // A group that was not there has no locked weight.
    let third = "[[group]]\nid = \"c\"\n[[group.criterion]]\nsignal = \"department.m2_seat_planned\"\nweight = 10\n";
    folder.write("rubrics/mine.toml", format!("{}{third}", rubric.replace("weight = 40", "weight = 30")).as_bytes());
    let out = folder.run(&["compare"]).ends_with(0).out();
    assert!(out.contains("The rubric, its trust values or the lock itself changed"), "{out}");
}

#[test]
fn another_rubric_is_said_not_to_be_the_locked_one() {
    let folder = folder(AS_OF);
    folder.run(&["weigh", "--lock"]).ends_with(0);
    let other = folder.run(&["compare", "--rubric", "four-questions"]).ends_with(0).out();
    assert!(other.contains("Weights were locked as of 2026-11-20 for rubric m2-path v1; this is another"), "{other}");
    assert!(!folder.run(&["rubric", "show", "four-questions"]).ends_with(0).out().contains("locked"));
    let settings = format!("rubric = \"four-questions\"\n{}", folder.read("skiplevel.toml"));
    folder.write("skiplevel.toml", settings.as_bytes());
    let shown = folder.run(&["rubric", "show"]).ends_with(0).out();
    assert!(shown.split_whitespace().collect::<Vec<_>>().join(" ").contains("this is another rubric"), "{shown}");
}

#[test]
fn compare_shows_the_ranking_under_both_weights() {
    let folder = folder(AS_OF);
    let locked = folder.run(&["compare", "--format", "json"]).ends_with(0).json();
    assert_eq!(locked["locked"], Value::Array(Vec::new()));
    folder.run(&["weigh", "--lock"]).ends_with(0);
    folder.run(&["weigh", "--rank", "culture"]).ends_with(0);
    let now = folder.run(&["compare", "--format", "json"]).ends_with(0).json();
    assert_eq!(standings(&now["locked"]), standings(&locked["roles"]));
    assert_ne!(standings(&now["roles"]), standings(&now["locked"]));
    assert_text("compare-after-lock", &folder.run(&["compare"]).ends_with(0).shown());
    let md = folder.run(&["compare", "--format", "md"]).ends_with(0).out();
    assert!(md.contains("| Acme | now | 2 |") && md.contains("|  | locked | 1 |"), "{md}");
}

#[test]
fn a_second_lock_has_to_be_meant() {
    let folder = folder("as_of = 2026-10-01\n");
    let backdated = folder.run(&["weigh", "--lock", "--as-of", "2026-09-01"]).ends_with(2);
    assert!(backdated.err().contains("leave `--as-of` out"), "{}", backdated.err());
    folder.run(&["weigh", "--lock"]).ends_with(0);
    let settings = folder.read("skiplevel.toml").replace("as_of = 2026-10-01", "as_of = 2026-11-20");
    folder.write("skiplevel.toml", settings.as_bytes());
    let first = folder.read("skiplevel.toml");
    assert!(
        first
            .contains("[lock] # written by `skiplevel weigh --lock`; answers are held against it\ndate = 2026-10-01\n")
    );
    let refused = folder.run(&["weigh", "--lock"]).ends_with(2);
    let expect =
        "error: weights are locked since 2026-10-01\nto lock those in force now instead: skiplevel weigh --relock\n";
    assert_eq!(refused.err(), expect);
    assert_eq!(folder.read("skiplevel.toml"), first);
    folder.run(&["weigh", "--relock"]).ends_with(0);
    assert_eq!(folder.read("skiplevel.toml"), first.replace("2026-10-01", "2026-11-20"));
}

#[test]
fn weights_can_be_set_and_locked_in_one_go() {
    let folder = folder(AS_OF);
    folder.run(&["weigh", "--rank", "culture,access", "--lock"]).ends_with(0);
    assert_all_say(&folder, None, 0);
    let out = folder.run(&["weigh"]).ends_with(0).out();
    assert!(out.contains("They have been locked since 2026-11-20."), "{out}");
    let reset = folder.run(&["weigh", "--reset", "--dry-run"]).ends_with(0).out();
    assert!(reset.contains("With the new weights every answer will say: “Weights changed after they were"), "{reset}");
}

#[test]
fn a_lock_that_lost_a_part_is_an_error_and_every_answer_says_so() {
    let folder = folder(AS_OF);
    folder.run(&["weigh", "--lock"]).ends_with(0);
    let whole = folder.read("skiplevel.toml");
    let hash = whole.lines().find(|line| line.starts_with("hash")).expect("a hash");
    folder.write("skiplevel.toml", whole.replace(&format!("{hash}\n"), "").as_bytes());
    let expect = "Weights were locked, but the lock in skiplevel.toml cannot be read";
    assert_all_say(&folder, Some(expect), 1);
    assert!(folder.run(&["check"]).ends_with(1).out().contains("error[bad-lock]: the lock lacks `hash`"));
    let refused = folder.run(&["weigh", "--lock", "-q"]).ends_with(2);
    assert!(refused.err().contains("skiplevel weigh --relock"), "{}", refused.err());
    folder.run(&["weigh", "--relock"]).ends_with(1);
    assert_all_say(&folder, None, 0);
}

#[test]
fn weights_that_everybody_shares_and_nothing_known_are_fine() {
    for roles in [vec![], vec!["acme-em"], vec!["a", "b", "c"]] {
        let mut folder =
            Folder::empty().file("skiplevel.toml", AS_OF).file("companies/acme.md", "---\nname: Acme\n---\n");
        for name in &roles {
            folder = folder.file(&format!("roles/{name}.md"), "---\ncompany: acme\ntitle: EM\n---\n");
        }
        let code = i32::from(roles.is_empty());
        for arguments in [&["weigh"][..], &["weigh", "--rank", "you", "--lock"], &["weigh", "--reset"], &["compare"]] {
            let run: Answer = folder.run(arguments);
            if roles.is_empty() && arguments == ["compare"] {
                continue;
            }
            assert!(!run.ends_with(code).out().contains("NaN"), "{arguments:?}");
        }
        assert!(Path::new(&folder.path().join("skiplevel.toml")).is_file());
    }
}
