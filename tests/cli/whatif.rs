//! `whatif` as people type it.

use serde_json::Value;

use crate::support::{AS_OF, Call, Folder, HEADER, assert_text, offers, role};

fn in_offers(arguments: &[&str]) -> Value {
    Call::new(&[arguments, &["--format", "json"]].concat()).folder(&offers()).run().ends_with(0).json()
}

fn texts<'v>(list: &'v Value, key: &str) -> Vec<&'v str> {
    list.as_array().expect("a list").iter().map(|entry| entry[key].as_str().expect("a text")).collect()
}

#[test]
fn it_is_shown_at_both_widths_and_as_markdown() {
    for width in [80, 120] {
        let run = Call::new(&["whatif"]).folder(&offers()).width(width).run().ends_with(0);
        assert_text(&format!("whatif-table-{width}"), &run.shown());
    }
    let run = Call::new(&["whatif", "brassvane", "--format", "md"]).folder(&offers()).run().ends_with(0);
    assert_text("whatif-md", &run.shown());
    let tried = ["whatif", "ottersby", "--set", "multi_team_scope=3", "--set", "self.m2_skills=5"];
    assert_text("whatif-set", &Call::new(&tried).folder(&offers()).run().ends_with(0).shown());
}

/// What is printed can be typed, and does what it said: in the real program, on the example.
#[test]
fn each_printed_fact_does_what_it_says() {
    let answer = in_offers(&["whatif"]);
    let mut tried = 0;
    for role in answer["roles"].as_array().expect("roles") {
        let id = role["role"].as_str().expect("an id");
        for ways in [&role["verdict_change"], &role["order_change"]["facts"]] {
            for fact in ways["single"].as_array().expect("a list") {
                let then = in_offers(&["whatif", id, "--set", fact["set"].as_str().expect("a text")]);
                assert_eq!(then["roles"][0]["now"], role["now"]);
                assert_eq!(then["roles"][0]["then"], fact["then"], "{id}: {fact}");
                if ways["goal"] == "no-pursue" {
                    assert_ne!(then["roles"][0]["then"]["verdict"], "pursue");
                }
                tried += 1;
            }
            let together = texts(&ways["together"], "set");
            let Some(last) = ways["together"].as_array().and_then(|facts| facts.last()) else { continue };
            let mut arguments = vec!["whatif", id];
            together.iter().for_each(|set| arguments.extend(["--set", set]));
            assert_eq!(in_offers(&arguments)["roles"][0]["then"], last["then"], "{id}: {together:?}");
            tried += 1;
        }
    }
    assert!(tried >= 5, "only {tried} facts were printed");
}

/// Saying it beforehand and writing it down afterwards are the same.
#[test]
fn a_fact_tried_is_a_fact_written() {
    let folder = Folder::small();
    let tried = folder.run(&["whatif", "acme-em", "--set", "autonomy=3@peer_em_said", "--format", "json"]).ends_with(0);
    let before = folder.files().into_iter().map(|file| folder.read(&file)).collect::<Vec<_>>();
    let csv = format!("{HEADER}culture.autonomy,3,2026-11-20,peer_em_said,what if,,,,,,\n");
    folder.write("roles/acme-em.csv", csv.as_bytes());
    let written = folder.run(&["compare", "--format", "json"]).ends_with(0).json();
    let then = &tried.json()["roles"][0]["then"];
    assert_eq!(then["score"], written["roles"][0]["score"]);
    assert_eq!(then["coverage"], written["roles"][0]["coverage"]);
    std::fs::remove_file(folder.path().join("roles/acme-em.csv")).expect("the file can go");
    let after = folder.files().into_iter().map(|file| folder.read(&file)).collect::<Vec<_>>();
    assert_eq!(before, after, "trying a fact touches no file");
}

#[test]
fn facts_about_you_reach_every_role_and_others_need_one() {
    let answer = in_offers(&["whatif", "--set", "self.stay_2_3_years=no"]);
    assert_eq!(answer["roles"].as_array().map(Vec::len), Some(3));
    let refused = Call::new(&["whatif", "--set", "autonomy=3"]).folder(&offers()).run().ends_with(2);
    assert!(
        refused.err().contains("name the role") && refused.err().contains("ottersby-clinics-em"),
        "{}",
        refused.err()
    );
}

#[test]
fn wrong_usage_is_named_with_its_mend() {
    let check = |arguments: &[&str], words: &[&str]| {
        let run = Call::new(&[&["whatif"], arguments].concat()).folder(&offers()).run().ends_with(2);
        let said = run.err();
        assert!(words.iter().all(|word| said.contains(word)), "{arguments:?}: {said}");
        assert!(run.out().is_empty());
    };
    check(&["ottersby-clinic-em"], &["no role `ottersby-clinic-em`", "did you mean `ottersby-clinics-em`?"]);
    check(&["ottersby", "--against", "ottersby"], &["names the role itself"]);
    check(&["ottersby", "--against", "nobody"], &["no role `nobody`"]);
    check(&["ottersby", "--set", "autonomy"], &["expected signal=value"]);
    check(&["ottersby", "--set", "autonmy=3"], &["did you mean `culture.autonomy`?"]);
    check(&["ottersby", "--set", "autonomy=9"], &["autonomy", "0"]);
    check(&["ottersby", "--set", "seat.p_open=0.9"], &["computed"]);
    check(&["ottersby", "--set", "autonomy=3@boss"], &["no kind of source is called `boss`"]);
    check(&["ottersby", "--set", "autonomy=3 @2027-01"], &["would not count yet"]);
    check(&["ottersby", "--set", "autonomy=3", "--set", "autonomy=2"], &["set twice"]);
    check(&["ottersby", "--format", "csv"], &["no format `csv`"]);
}

#[test]
fn one_role_twins_and_roles_without_a_fact_are_fine() {
    let alone = Folder::small().run(&["whatif"]).ends_with(0).out();
    assert!(alone.contains("place 1 of 1") && !alone.contains("Ahead of"), "{alone}");

    let twin = role("Acme", "Engineering Manager", "department.eng_headcount:: 120\n");
    let twins = Folder::small().file("roles/acme-twin.md", &twin);
    let text = twins.run(&["whatif"]).ends_with(0).out();
    assert!(text.contains("Clear of its equal Acme (acme-twin)"), "{text}");
    assert!(!text.contains("NaN"), "{text}");

    let nothing = Folder::empty()
        .file("skiplevel.toml", AS_OF)
        .file("roles/one.md", "---\ncompany: One\ntitle: EM\n---\n")
        .file("roles/two.md", "---\ncompany: Two\ntitle: EM\n---\n");
    for rubric in
        ["m2-path", "four-questions", "majority-of-four", "grow-managers", "operating-system", "business-need"]
    {
        let text = nothing.run(&["whatif", "--rubric", rubric]).ends_with(0).out();
        assert!(text.contains("0 % of it evidence") && !text.contains("NaN"), "{rubric}: {text}");
    }
}

/// A rival can be named, and both sides of a pair are told.
#[test]
fn another_rival_can_be_named() {
    let answer = in_offers(&["whatif", "ottersby", "--against", "brassvane"]);
    let order = &answer["roles"][0]["order_change"];
    assert_eq!(
        (order["rival"].as_str(), order["facts"]["goal"].as_str()),
        (Some("brassvane-checkout-sem"), Some("behind"))
    );
    // Ottersby is better in every group, so no weight turns the two around, but a score does.
    assert_eq!(order["weights"].as_array().map(Vec::len), Some(0), "{order}");
    assert!(order["groups"].as_array().is_some_and(|groups| !groups.is_empty()), "{order}");
}
