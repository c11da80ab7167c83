//! From the ids that redacted answers show back to what was said.

use crate::support::{Call, Folder, offers, role, rows};

fn explain(hash: &str) -> String {
    Call::new(&["explain", "--hash", hash]).folder(&offers()).run().ends_with(0).out()
}

#[test]
fn an_id_leads_to_the_words_their_place_and_where_they_count() {
    let said = explain("oada3d06a");
    for words in [
        "oada3d06a · mobility.m2_internal_promotions_12m",
        "insider you know, 2026-11-04",
        "from Odile Franck",
        "roles/brassvane-checkout-sem.md:76",
        "nobody from inside in her last year",
        "41 % of the weight",
        "gate Q1",
    ] {
        assert!(said.split_whitespace().collect::<Vec<_>>().join(" ").contains(words), "{words}: {said}");
    }
    for same in ["ada3d06a", "ada3d0", "OADA3D06"] {
        assert_eq!(explain(same), said, "{same}");
    }
}

#[test]
fn every_id_of_a_redacted_table_leads_back_whoever_it_was_made_for() {
    let folder = Folder::small()
        .file(
            "companies/acme.csv",
            &format!(
                "{}company.headcount,300,2026-10-01,aggregator,site,,,,,,\ncompany.headcount,200,2025-10-01,aggregator,site,,,,,,\n\
                 company.headcount,200,2025-10-02,network_insider,site,,,,,,\n",
                crate::support::HEADER
            ),
        )
        .file("roles/acme-em.md", &role("Acme", "EM", "m2_internal_promotions_12m:: 2\nrole.comp_ratio:: 1.1\n"));
    let mut looked_at = 0;
    for view in [&["--redact"][..], &["--candidate-view"], &["--client-view"]] {
        let table = folder.run(&[&["compare", "--format", "csv", "-q"], view].concat()).ends_with(0);
        let rows = rows(&table.stdout);
        for (column, cell) in rows[0].iter().zip(&rows[1]).filter(|(column, _)| column.starts_with("evidence.")) {
            for id in cell.split(' ').filter(|id| !id.is_empty()) {
                let said = folder.run(&["explain", "--hash", id]).ends_with(0).out();
                assert!(said.starts_with(id), "{column}: {said}");
                looked_at += 1;
            }
        }
    }
    assert!(looked_at > 8, "{looked_at}");
}

#[test]
fn what_was_computed_leads_to_what_it_was_computed_from() {
    let json = Call::new(&["compare", "--format", "json"]).folder(&offers()).run().json();
    let all = json["observations"].as_array().expect("a list");
    let derived = all.iter().find(|o| o["parents"].as_array().is_some_and(|list| list.len() > 1)).expect("one");
    let said = explain(derived["id"].as_str().expect("an id"));
    for parent in derived["parents"].as_array().expect("a list") {
        assert!(said.contains(&format!("Computed from {}", parent.as_str().expect("an id"))), "{said}");
    }
}

#[test]
fn an_id_that_leads_nowhere_is_named() {
    let run = |hash: &str| Call::new(&["explain", "--hash", hash]).folder(&offers()).run().ends_with(2).err();
    assert!(run("000000").contains("there is no evidence with the id `000000`"));
    for malformed in ["12345", "zzzzzz", "112233445566"] {
        assert!(run(malformed).contains("six to eight hex digits"), "{malformed}");
    }
    Call::new(&["explain", "brassvane", "--hash", "000000"]).folder(&offers()).run().ends_with(2);
    Call::new(&["explain"]).folder(&offers()).run().ends_with(2);
}

#[test]
fn a_fact_that_is_not_known_yet_says_so_and_one_of_a_company_without_roles_is_found() {
    let folder = Folder::small().file("companies/other.md", "---\nname: Other\n---\n").file(
        "companies/other.csv",
        &format!("{}company.headcount,300,2026-12-01,aggregator,,,,,,,\n", crate::support::HEADER),
    );
    let facts = folder.file("roles/other-em.md", &role("Other", "EM", ""));
    let json = facts.run(&["facts", "other-em", "--format", "json", "-q"]).json();
    let id = json[0]["id"].as_str().expect("an id").to_owned();
    std::fs::remove_file(facts.path().join("roles/other-em.md")).expect("it can go");
    let said = facts.run(&["explain", "--hash", &id, "-q"]).ends_with(0).out();
    assert!(said.contains("It was not known yet on 2026-11-20."), "{said}");
}

#[test]
fn nothing_private_is_shown_with_redact() {
    let call = Call::new(&["explain", "--hash", "oada3d06a", "--redact"]).folder(&offers());
    let said = call.run().ends_with(0).out();
    assert!(!said.contains("Odile") && !said.contains("roles/") && !said.contains("nobody from inside"), "{said}");
    let md =
        Call::new(&["explain", "--hash", "oada3d06a", "--format", "md"]).folder(&offers()).run().ends_with(0).out();
    assert!(md.contains("- roles/brassvane-checkout-sem.md:76") && md.contains("\\[m2\\_internal"), "{md}");
}
