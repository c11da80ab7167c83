//! `ask`: the questions as they are shown, and the note that they make.

use crate::support::{AS_OF, Answer, Call, Folder, assert_text, offers, role};

fn in_offers(arguments: &[&str]) -> Answer {
    Call::new(arguments).folder(&offers()).run()
}

/// Facts of the folder that count: signal, value, kind and date.
fn counted(folder: &Folder) -> Vec<String> {
    let json = folder.run(&["facts", "--format", "json"]).ends_with(0).json();
    let text = |fact: &serde_json::Value, key: &str| fact[key].as_str().unwrap_or_default().to_owned();
    let facts = json.as_array().expect("a list").iter().filter(|fact| fact["status"] == "counted");
    facts.map(|fact| ["signal", "value", "kind", "fact_date", "origin"].map(|key| text(fact, key)).join(" ")).collect()
}

#[test]
fn questions_are_shown_in_both_widths() {
    for width in [80, 120] {
        let run = Call::new(&["ask", "--top", "4"]).folder(&offers()).width(width).run().ends_with(0);
        assert_text(&format!("ask-table-{width}"), &run.shown());
    }
    assert_text("ask-plan", &in_offers(&["ask", "brassvane", "--minutes", "25"]).ends_with(0).shown());
    assert_text("ask-person", &in_offers(&["ask", "--for", "Jowita", "--minutes", "6"]).ends_with(0).shown());
    assert_text("ask-to-rank", &in_offers(&["ask", "ottersby", "--to-rank", "--top", "2"]).ends_with(0).shown());
    assert_text("ask-note", &in_offers(&["ask", "brassvane", "--top", "4", "--format", "md"]).ends_with(0).shown());
    assert_text("ask-csv", &in_offers(&["ask", "ottersby", "--top", "4", "--format", "csv"]).ends_with(0).shown());
}

#[test]
fn ten_questions_are_shown_and_all_are_for_machines() {
    let numbers = |answer: &Answer| {
        let is_number = |line: &&str| line.trim_start().split(". “").next().is_some_and(|n| n.parse::<u32>().is_ok());
        answer.out().lines().filter(is_number).count()
    };
    let shown = in_offers(&["ask", "ottersby"]).ends_with(0);
    assert_eq!(numbers(&shown), 10);
    assert!(shown.out().contains("22 more questions; --all shows them."));
    assert_eq!(numbers(&in_offers(&["ask", "ottersby", "--all"])), 32);
    let json = in_offers(&["ask", "ottersby", "--format", "json"]).json();
    assert_eq!(json["roles"][0]["questions"].as_array().map(Vec::len), Some(32));
    assert_eq!(in_offers(&["ask", "ottersby", "--format", "csv"]).out().lines().count(), 33);
}

/// The note goes into the dossier as it is: it states nothing, and what is filled in counts with kind and date of its
/// heading.
#[test]
fn a_note_that_is_filled_in_counts_and_the_rest_stays_open() {
    let facts = "mobility.m2_internal_promotions_12m:: 2\n";
    let folder = Folder::small().file("roles/acme-em.md", &role("Acme", "Engineering Manager", facts));
    let before = counted(&folder);
    let note = folder.run(&["ask", "acme-em", "--format", "md", "--on", "2026-11-18", "--all"]).ends_with(0).out();
    let dossier = folder.read("roles/acme-em.md");
    folder.write("roles/acme-em.md", format!("{dossier}\n{note}").as_bytes());
    assert_eq!(folder.run(&["check"]).ends_with(0).out(), "No problems in 1 role, 1 company, 1 fact.\n");
    assert_eq!(counted(&folder), before);
    let open = |folder: &Folder| folder.run(&["facts"]).out().split("Open questions:").nth(1).map(str::to_owned);
    let all_open = open(&folder).expect("there are open questions");

    let filled = note
        .replace("[culture.autonomy:: ]", "[culture.autonomy:: 2]")
        .replace("[company.layoffs_recency:: ]", "[company.layoffs_recency:: 2026-03]")
        .replace("[self.stay_2_3_years:: ]", "[self.stay_2_3_years:: yes]");
    folder.write("roles/acme-em.md", format!("{dossier}\n{filled}").as_bytes());
    let new: Vec<String> = counted(&folder).into_iter().filter(|fact| !before.contains(fact)).collect();
    let kind_of = |key: &str| {
        let at = note.find(&format!("[{key}:: ]")).expect("it is asked");
        note[..at].rsplit("## 2026-11-18 — ").next().and_then(|rest| rest.lines().next()).unwrap_or_default().to_owned()
    };
    let heading = ["company.layoffs_recency", "culture.autonomy", "self.stay_2_3_years"].map(kind_of);
    assert_eq!(heading, ["recruiter", "peer manager", "you, unsupported"]);
    assert_eq!(
        new,
        [
            "company.layoffs_recency 2026-03 recruiter_said 2026-11-18 recruiter",
            "culture.autonomy 2 peer_em_said 2026-11-18 peer",
            "self.stay_2_3_years 1 self_report 2026-11-18 me",
        ]
    );
    let still_open = open(&folder).expect("there are open questions");
    assert_eq!(all_open.matches("(culture.autonomy").count(), 1);
    assert_eq!(still_open.matches("(culture.autonomy").count(), 0);
    assert_eq!(all_open.matches("\n- ").count(), still_open.matches("\n- ").count() + 3);
}

/// Every kind that can be asked has a heading that is read as that kind, under every rubric.
#[test]
fn every_heading_of_a_note_is_read_as_the_kind_that_was_asked() {
    let trust = skiplevel::signal::Trust::builtin();
    let folder = Folder::small().file("roles/acme-em.md", &role("Acme", "EM", ""));
    let mut seen = std::collections::BTreeSet::new();
    for (rubric, _) in skiplevel::rubric::BUILTIN {
        for kind in trust.entries() {
            let arguments = ["ask", "--rubric", rubric, "--all", "--for", kind.kind.key(), "--format", "md"];
            let out = folder.run(&arguments).ends_with(0).out();
            for line in out.lines().filter_map(|line| line.strip_prefix("## ")) {
                let heading = skiplevel::notes::read_heading(line, &trust);
                assert_eq!(heading.kind, Some(kind.kind), "{line}");
                assert_eq!(heading.date.map(|date| date.to_string()).as_deref(), Some("2026-11-20"), "{line}");
                seen.insert(kind.kind);
            }
        }
    }
    assert!(seen.len() >= 14, "{seen:?}");
}

#[test]
fn a_person_of_the_notes_can_be_asked_by_name() {
    let note = in_offers(&["ask", "--for", "jowita kern", "--format", "md", "--on", "2026-11-24"]).ends_with(0).out();
    assert!(note.contains("## 2026-11-24 — Jowita Kern, peer manager\n"), "{note}");
    assert!(note.starts_with("<!-- brassvane-checkout-sem: ") && note.matches("<!-- ").count() > 1, "{note}");
    assert!(!note.contains("ottersby"), "Jowita works at one of the three");
    let unknown = in_offers(&["ask", "--for", "Jowta"]).ends_with(2);
    assert_eq!(unknown.out(), "");
    let words = unknown.err();
    assert!(words.starts_with("error: nobody here is called `Jowta`\nthere are questions for: "), "{words}");
    assert!(
        words.contains("peer manager; ") && words.contains("\nby name: ") && words.contains("Jowita Kern"),
        "{words}"
    );
    let redacted = in_offers(&["ask", "--for", "Jowta", "--redact"]).ends_with(2).err();
    assert!(!redacted.contains("Jowita"), "{redacted}");
    // She is at one company; at another nobody is called so.
    in_offers(&["ask", "ottersby", "--for", "Jowita Kern"]).ends_with(2);
}

#[test]
fn who_has_answered_a_question_is_not_asked_it_again() {
    let note = in_offers(&["ask", "brassvane", "--for", "Jowita", "--format", "md", "--all"]).ends_with(0).out();
    assert!(!note.contains("culture.autonomy"), "{note}");
    let shown = in_offers(&["ask", "brassvane", "--for", "Jowita"]).ends_with(0).out();
    let words = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("Heard already about: ") && words.contains("autonomy of managers; "), "{shown}");
}

#[test]
fn minutes_and_numbers_that_make_no_sense_are_refused() {
    for wrong in ["0", "1", "481", "-5", "1.5", "half an hour"] {
        let run = in_offers(&["ask", &format!("--minutes={wrong}")]).ends_with(2);
        assert!(run.err().contains("expected whole minutes from 2 to 480, such as 30"), "{wrong}: {}", run.err());
    }
    assert!(in_offers(&["ask", "--top", "0"]).ends_with(2).err().contains("expected a number of questions, 1 or more"));
    in_offers(&["ask", "--top", "3", "--all"]).ends_with(2);
    in_offers(&["ask", "--minutes", "30", "--all"]).ends_with(2);
    let undated = in_offers(&["ask", "--on", "2026-11-24"]).ends_with(2);
    assert_eq!(undated.err(), "error: `--on` dates a note; it goes with --format md\n");
    let wrong = in_offers(&["ask", "--format", "md", "--on", "soon"]).ends_with(2);
    assert_eq!(wrong.err(), "error: `--on soon` is not a day; expected 2026-11-20\n");
}

#[test]
fn a_plan_keeps_within_its_minutes_or_says_that_nothing_fits() {
    for minutes in [2_u64, 7, 30, 480] {
        let arguments = ["ask", "--minutes", &minutes.to_string(), "--format", "json"];
        let json = in_offers(&arguments).ends_with(0).json();
        for role in json["roles"].as_array().expect("a list") {
            let plan = &role["plan"];
            assert!(plan["minutes"].as_u64().is_some_and(|planned| planned <= minutes && planned > 0), "{plan}");
            let minutes_of = |key: &serde_json::Value| {
                let questions = role["questions"].as_array().expect("a list");
                questions.iter().find(|q| q["signal"] == *key).and_then(|q| q["minutes"].as_u64()).expect("it is asked")
            };
            let sum: u64 = plan["signals"].as_array().expect("a list").iter().map(minutes_of).sum();
            assert_eq!(plan["minutes"].as_u64(), Some(sum));
        }
    }
    let nothing = in_offers(&["ask", "brassvane", "--for", "Odile", "--minutes", "10"]).ends_with(0).out();
    assert!(nothing.contains("Nothing fits into 10 minutes: the shortest of 9 questions takes 15."), "{nothing}");
}

#[test]
fn nothing_left_to_ask_is_a_sentence() {
    let shown = in_offers(&["ask", "ottersby", "--for", "hearsay"]).ends_with(0).out();
    assert!(shown.contains("There is nothing left to ask hearsay."), "{shown}");
    let note = in_offers(&["ask", "ottersby", "--for", "hearsay", "--format", "md"]).ends_with(0).out();
    assert_eq!(note, "<!-- ottersby-clinics-em: nothing left to ask. -->\n");
    let json =
        in_offers(&["ask", "ottersby", "--for", "hearsay", "--minutes", "9", "--format", "json"]).ends_with(0).json();
    assert_eq!(json["roles"][0]["plan"]["evsi"], 0.0);
}

#[test]
fn an_order_needs_two_roles_and_equal_roles_are_about_equal() {
    let alone = Folder::small().run(&["ask", "--to-rank"]).ends_with(2);
    assert_eq!(alone.err(), "error: `--to-rank` needs a second role to rank this one against\n");
    let twins = Folder::small().file("roles/twin.md", &role("Acme", "Twin", "department.eng_headcount:: 120\n"));
    let shown = twins.run(&["ask", "acme-em", "--to-rank", "--top", "3"]).ends_with(0).out();
    assert!(shown.contains("Best rival: Acme (Twin), about equal."), "{shown}");
    assert!(shown.contains("could change the order: "), "{shown}");
    // The rival is found whether it is shown or not.
    let json = twins.run(&["ask", "twin", "--to-rank", "--format", "json"]).ends_with(0).json();
    assert_eq!((&json["roles"][0]["rival"], &json["roles"][0]["aim"]), (&"acme-em".into(), &"order".into()));
    assert_eq!(json["roles"].as_array().map(Vec::len), Some(1));
}

#[test]
fn with_nothing_known_the_gates_come_first() {
    let folder = Folder::empty().file("skiplevel.toml", AS_OF).file("roles/acme-em.md", &role("Acme", "EM", ""));
    let shown = folder.run(&["ask", "--top", "5"]).ends_with(0).out();
    for gate in ["Q1", "Q2", "Q3", "Q4"] {
        assert!(shown.contains(&format!("comes first: gate {gate} is open")), "{gate}: {shown}");
    }
    assert!(!shown.contains("Nobody is left"), "{shown}");
}

#[test]
fn a_gate_that_only_the_company_vouches_for_asks_somebody_else() {
    let notes =
        "m2_internal_promotions_12m:: 2\n\n## 2026-11-09 — Tom Blue, peer EM\n\nm2_internal_promotions_12m:: 2\n";
    let folder = Folder::small().file("roles/acme-em.md", &role("Acme", "EM", notes));
    let words = folder.run(&["ask"]).ends_with(0).out().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("comes first: only the company says that gate Q1 holds"), "{words}");
    // Nobody of the company can mend that.
    let tom = folder.run(&["ask", "--for", "tom blue", "--all"]).ends_with(0).out();
    assert!(!tom.contains("gate Q1"), "{tom}");
}
