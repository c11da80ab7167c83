//! `--redact`: what is handed out holds no quote, name or place, and still leads to the evidence by its ids.

use crate::support::{AS_OF, Folder, HEADER, role};

/// Everything that `--redact` has to keep back begins with this.
const SECRET: &str = "Zebulon";

fn folder() -> Folder {
    let notes = format!(
        "{}- {SECRET} said so [autonomy:: 2 (from: {SECRET} Two)]\n- [manager.sponsorship:: 2 (second-hand: {SECRET} Three) (note: {SECRET} heard it)]\n\n\
         ## 2026-11-04 — {SECRET} Quist, peer EM\n\nm2_internal_promotions_12m:: 2\neng_headcount:: 80 @2025-11\n\n\
         ## 2026-11-05, email from {SECRET} Quist, hiring manager\n\n{SECRET} writes: [department.m2_seat_planned:: yes (plan)]\n",
        role("Acme", "Engineering Manager", "department.eng_headcount:: 120\n")
    );
    Folder::empty()
        .file("skiplevel.toml", AS_OF)
        .file("me.md", &format!("---\nkind: me\nname: {SECRET} Me\n---\n## Feedback from {SECRET}, 2026-10-09\nself.m2_skills:: 3\n"))
        .file("companies/acme.md", "---\nname: Acme\n---\n")
        .file(
            "companies/acme.csv",
            &format!("{HEADER}company.headcount,300,2026-10-01,aggregator,{SECRET} site,,,,https://{SECRET}.example/,{SECRET} quote,{SECRET} note\n"),
        )
        .file("roles/acme-em.md", &notes)
}

const COMMANDS: &[&[&str]] = &[
    &["compare"],
    &["compare", "--format", "md"],
    &["compare", "--format", "csv"],
    &["compare", "--format", "tidy-csv"],
    &["compare", "--format", "json"],
    &["score"],
    &["weigh", "--rank", "you", "--dry-run"],
    &["weigh", "--rank", "you", "--dry-run", "--format", "md"],
    &["weigh", "--rank", "you", "--dry-run", "--format", "json"],
    &["facts"],
    &["facts", "--format", "csv"],
    &["facts", "--format", "json"],
    &["explain", "acme-em", "culture.autonomy"],
    &["explain", "acme-em", "manager.sponsorship", "--format", "md"],
    &["explain", "acme-em", "department.eng_growth_12m"],
    &["explain", "acme-em", "Q1"],
    &["explain", "acme-em", "seat"],
    &["whatif"],
    &["whatif", "--format", "md"],
    &["whatif", "--format", "json"],
    &["whatif", "acme-em", "--set", "autonomy=3@peer_em_said", "--format", "json"],
    &["odds"],
    &["odds", "--format", "md"],
    &["odds", "--format", "csv"],
    &["odds", "--format", "json"],
    &["ask"],
    &["ask", "--for", "Zebulon Quist", "--minutes", "30"],
    &["ask", "--for", "Zebulon Quist", "--format", "md"],
    &["ask", "--for", "Zebulon Quist", "--format", "json"],
    &["ask", "--format", "csv"],
    &["claims"],
    &["claims", "--all"],
    &["claims", "--all", "--format", "md"],
    &["claims", "--all", "--format", "csv"],
    &["claims", "--all", "--format", "json"],
];

#[test]
fn the_secrets_are_really_there_without_it() {
    let folder = folder();
    let secret = SECRET.to_lowercase();
    for arguments in [
        &["facts", "--format", "json"][..],
        &["compare", "--format", "json"],
        &["explain", "acme-em", "culture.autonomy"],
        &["ask", "--for", "Zebulon Quist"],
        &["ask", "--for", "Zebulon Quist", "--format", "md"],
        &["claims", "--all"],
        &["claims", "--all", "--format", "md"],
        &["claims", "--all", "--format", "csv"],
        &["claims", "--all", "--format", "json"],
    ] {
        assert!(folder.run(arguments).ends_with(0).out().to_lowercase().contains(&secret), "{arguments:?}");
    }
}

#[test]
fn no_quote_name_or_place_is_handed_out() {
    let folder = folder();
    let secret = SECRET.to_lowercase();
    for &arguments in COMMANDS {
        let out = folder.run(&[arguments, &["--redact"]].concat()).ends_with(0).out().to_lowercase();
        for planted in [secret.as_str(), "roles/", "companies/", "me.md", "dana", "https://"] {
            let line = out.lines().find(|line| line.contains(planted));
            assert!(line.is_none(), "{arguments:?} hands out {planted}: {}", line.unwrap_or_default());
        }
    }
}

#[test]
fn the_words_of_an_event_are_kept_back() {
    let notes = format!(
        "company.shakeup:: 2026-08 new CTO {SECRET} Quist\ncompany.layoff:: 2026-02 12% announced by {SECRET}\n"
    );
    let folder = Folder::small().file("roles/acme-em.md", &role("Acme", "EM", &notes));
    for &arguments in COMMANDS.iter().take(9) {
        let out = folder.run(&[arguments, &["--redact"]].concat()).ends_with(0).out();
        assert!(!out.contains(SECRET), "{arguments:?}: {out}");
    }
}

#[test]
fn problems_are_kept_back_as_they_quote_what_people_wrote() {
    let folder = Folder::small().file("roles/acme-em.md", &role("Acme", "EM", &format!("eng_headcount:: {SECRET}\n")));
    let open = folder.run(&["compare", "--format", "json"]).ends_with(1);
    assert!(open.out().contains(SECRET));
    let redacted = folder.run(&["compare", "--format", "json", "--redact"]).ends_with(1);
    assert!(!redacted.out().contains(SECRET), "{}", redacted.out());
}

#[test]
fn numbers_and_ids_stay() {
    let folder = folder();
    let (open, redacted) = (
        folder.run(&["compare", "--format", "json"]).json(),
        folder.run(&["compare", "--format", "json", "--redact"]).json(),
    );
    assert_eq!(open["roles"], redacted["roles"]);
    assert_eq!(open["comparison"], redacted["comparison"]);
    let ids = |json: &serde_json::Value| -> Vec<String> {
        json["observations"].as_array().expect("a list").iter().map(|o| o["id"].to_string()).collect()
    };
    assert_eq!(ids(&open), ids(&redacted));
    assert!(!ids(&open).is_empty());
    for format in ["csv", "tidy-csv", "md"] {
        let arguments = ["compare", "--format", format];
        assert_eq!(
            folder.run(&arguments).out(),
            folder.run(&[&arguments[..], &["--redact"]].concat()).out(),
            "{format}"
        );
    }
}
