//! `claims`: who said what, and how it stands.

use crate::support::{Answer, Call, Folder, assert_text, offers, role};

fn in_offers(arguments: &[&str]) -> Answer {
    Call::new(arguments).folder(&offers()).run()
}

#[test]
fn claims_are_shown_in_every_format_and_width() {
    for width in [80, 120] {
        let run = Call::new(&["claims", "brassvane"]).folder(&offers()).width(width).run().ends_with(0);
        assert_text(&format!("claims-table-{width}"), &run.shown());
    }
    for format in ["md", "csv"] {
        let run = in_offers(&["claims", "fennlicht", "--format", format]).ends_with(0);
        assert_text(&format!("claims-{format}"), &run.shown());
    }
}

#[test]
fn the_worst_claims_come_first_and_are_counted() {
    let shown = in_offers(&["claims"]).ends_with(0).out();
    assert!(
        shown.contains("20 claims: 14 contradicted, 4 rest on one voice, 2 corroborated; 3 in writing."),
        "{shown}"
    );
    let json = in_offers(&["claims", "--format", "json"]).ends_with(0).json();
    let rank = |standing: &serde_json::Value| {
        let all = skiplevel::analysis::ClaimStanding::ALL;
        all.iter().position(|known| *standing == known.word()).expect("a standing")
    };
    for role in json["roles"].as_array().expect("a list") {
        let ranks: Vec<usize> =
            role["claims"].as_array().expect("a list").iter().map(|claim| rank(&claim["standing"])).collect();
        assert!(ranks.is_sorted(), "{ranks:?}");
    }
    let all = in_offers(&["claims", "--all", "--format", "json"]).ends_with(0).json();
    assert_eq!((&json["scope"], &all["scope"]), (&"promises".into(), &"everything".into()));
    let count = |json: &serde_json::Value| json["roles"][0]["claims"].as_array().map_or(0, Vec::len);
    assert!(count(&all) > count(&json));
}

#[test]
fn without_a_voice_of_the_company_there_is_a_sentence() {
    let notes = "---\ncompany: acme\ntitle: EM\n---\n## LinkedIn, 2026-11-02\nm2_internal_promotions_12m:: 2\n";
    let folder = Folder::small().file("roles/acme-em.md", notes);
    let shown = folder.run(&["claims"]).ends_with(0).out();
    assert!(
        shown.contains(
            "Nobody who speaks for the company has said anything about scope, seats, growth\n  or promotion."
        ),
        "{shown}"
    );
    let shown = folder.run(&["claims", "--all"]).ends_with(0).out();
    assert!(shown.contains("Nobody who speaks for the company has said anything that is scored."), "{shown}");
    let md = folder.run(&["claims", "--format", "md"]).ends_with(0).out();
    assert!(md.contains("Nobody who speaks for the company") && !md.contains("|---|"), "{md}");
    assert_eq!(folder.run(&["claims", "--format", "csv"]).ends_with(0).out().lines().count(), 1);
}

#[test]
fn what_was_said_in_october_and_taken_back_in_november_is_shown_with_both_days() {
    let notes = "m2_internal_promotions_12m:: 3 (note: sure)\n\n\
        ## 2026-11-09, email from Dana R.\n\nm2_internal_promotions_12m:: 1\n";
    let text = role("Acme", "EM", notes).replace("2026-11-02", "2026-10-02");
    let folder = Folder::small().file("roles/acme-em.md", &text);
    let shown = folder.run(&["claims"]).ends_with(0).out();
    assert!(shown.contains("Taken back: the same person said something worse later"), "{shown}");
    assert!(shown.contains("  3 – 2026-10-02, Dana R., hiring manager, spoken"), "{shown}");
    assert!(shown.contains("    later: 1 – 2026-11-09, Dana R., hiring manager, written"), "{shown}");
    assert!(shown.contains("answers differ, 30 points of score apart"), "{shown}");
    let csv = folder.run(&["claims", "--format", "csv"]).ends_with(0).out();
    assert!(csv.contains(",took-back,3,") && csv.contains(",single,1,"), "{csv}");
}

#[test]
fn names_and_quotes_are_kept_back_and_ids_stay() {
    let open = in_offers(&["claims", "brassvane", "--format", "json"]).json();
    let shown = in_offers(&["claims", "brassvane", "--redact"]).ends_with(0).out();
    for secret in ["Raoul", "Jowita", "Odile", "DOUBLING", "roles/"] {
        assert!(!shown.contains(secret), "{secret}: {shown}");
    }
    let id = open["roles"][0]["claims"][0]["said"]["observation"].as_str().expect("an id");
    assert!(shown.contains(id), "{id}: {shown}");
}
