use super::*;
use crate::source::reference::testing::{company, labelled, pinned, refused, stranger};

const ENTRY: &str = include_str!("../../../../fixtures/pages/wikidata_entity.json");
const ENTRIES: &str = include_str!("../../../../fixtures/pages/wikidata_entities.json");
const HITS: &str = include_str!("../../../../fixtures/pages/wikidata_search.json");
const CIK_HIT: &str = include_str!("../../../../fixtures/pages/wikidata_by_cik.json");
const MISSING: &str = include_str!("../../../../fixtures/pages/wikidata_missing.json");
const LAG: &str = include_str!("../../../../fixtures/pages/wikidata_maxlag.json");
const ROWS: &str = include_str!("../../../../fixtures/pages/wikidata_table.json");

fn read(subject: &Subject, label: &'static str, text: &str) -> Reading {
    Wikidata.read(subject, &[labelled(label, text)])
}

fn url(reading: &Reading) -> &str {
    reading.wants.first().map_or("", |want| want.url.as_str())
}

fn counts(reading: &Reading) -> Vec<(String, String, u8)> {
    let seen = |o: &Observation| (o.fact_date.to_string(), o.value.to_string(), o.credibility);
    reading.observations.iter().map(seen).collect()
}

#[test]
fn the_known_entry_is_asked_for() {
    let reading = Wikidata.read(&pinned("wikidata", "q8800"), &[]);
    assert_eq!(url(&reading), "https://www.wikidata.org/wiki/Special:EntityData/Q8800.json");
    assert!(reading.wants.iter().all(|want| want.needs_contact));
    for id in ["8800", "Q0", "Q1/../x", "Q", "P31"] {
        let reading = Wikidata.read(&pinned("wikidata", id), &[]);
        assert_eq!((reading.state, reading.wants.len()), (SourceState::NotTried, 0), "{id}");
    }
}

#[test]
fn without_one_it_is_looked_up_by_cik_and_then_by_name() {
    let listed = pinned("cik", "8800123");
    let lookup = Wikidata.read(&listed, &[]);
    assert!(url(&lookup).contains("srsearch=haswbstatement%3AP5531%3D0008800123&"), "{}", url(&lookup));
    assert!(url(&read(&listed, BY_CIK, CIK_HIT)).contains("wbgetentities&ids=Q8800&"));
    let no_hit = read(&listed, BY_CIK, r#"{"query":{"searchinfo":{"totalhits":0},"search":[]}}"#);
    assert!(url(&no_hit).contains("wbsearchentities&search=fenwick+loom&"), "{}", url(&no_hit));
    let search = Wikidata.read(&stranger(), &[]);
    assert!(url(&search).contains("wbsearchentities&search=fenwick+loom&"));
    assert!(url(&read(&stranger(), SEARCH, HITS)).contains("ids=Q8800%7CQ8801%7CQ8802&"));
    let nothing = read(&stranger(), SEARCH, r#"{"searchinfo":{},"search":[],"success":1}"#);
    assert_eq!((nothing.state, nothing.wants.len()), (SourceState::UnknownEntity, 0));
}

#[test]
fn dated_counts_are_observed_and_the_withdrawn_unknown_and_partial_are_not() {
    let reading = read(&pinned("wikidata", "Q8800"), ENTITY, ENTRY);
    assert_eq!(reading.state, SourceState::Observed);
    let wanted = [("2024-02", "900", 3), ("2025", "1010", 2), ("2026-06-30", "1140..1160", 3)];
    let wanted: Vec<(String, String, u8)> =
        wanted.iter().map(|(date, value, digit)| ((*date).to_owned(), (*value).to_owned(), *digit)).collect();
    assert_eq!(counts(&reading), wanted);
    assert!(reading.observations.iter().all(|o| o.origin == "Wikidata" && o.signal == "company.headcount"));
    let note = reading.observations.get(1).and_then(|o| o.note.as_deref());
    assert_eq!(note, Some("stated as 1000 to 1020"));
    assert!(reading.remarks.contains(&"870 employees, says Wikidata, without a date".to_owned()));
    assert!(reading.remarks.contains(&"founded in 2009-04, says Wikidata".to_owned()));
}

#[test]
fn an_old_or_undated_count_sets_no_size() {
    let old = ENTRY.replace("+2024", "+2014").replace("+2025", "+2015").replace("+2026", "+2016");
    let reading = read(&pinned("wikidata", "Q8800"), ENTITY, &old);
    assert_eq!((reading.state, reading.observations.len()), (SourceState::Stale, 0));
    assert!(reading.why.is_some_and(|why| why.contains("2016-06-30")));
    let undated = ENTRY.replace("\"P585\"", "\"P0\"");
    let reading = read(&pinned("wikidata", "Q8800"), ENTITY, &undated);
    assert_eq!((reading.state, reading.observations.len()), (SourceState::Observed, 0));
    assert!(reading.why.is_some());
}

#[test]
fn what_it_is_called_elsewhere_goes_out() {
    let reading = read(&pinned("wikidata", "Q8800"), ENTITY, ENTRY);
    let seen: Vec<(&str, &str, Proof)> =
        reading.identities.iter().map(|i| (i.service.as_str(), i.id.as_str(), i.proof)).collect();
    assert_eq!(
        seen,
        [
            ("companies_house", "SC000880", Proof::ByDomain),
            ("github", "fenwickloom", Proof::ByDomain),
            ("cik", "8800123", Proof::ByDomain),
            ("ticker", "FENW", Proof::ByDomain),
        ]
    );
}

#[test]
fn of_the_entries_of_a_name_that_with_the_website_is_the_company() {
    let reading = read(&stranger(), ENTITY, ENTRIES);
    assert_eq!(reading.state, SourceState::Observed);
    assert_eq!(counts(&reading), [("2025-12-31".to_owned(), "240".to_owned(), 2)]);
    assert_eq!(reading.identities.first().map(|i| (i.id.as_str(), i.proof)), Some(("Q8800", Proof::ByDomain)));
}

#[test]
fn without_a_domain_there_are_only_candidates() {
    let reading = read(&company("Fenwick Loom", None, &[]), ENTITY, ENTRIES);
    assert_eq!((reading.state, reading.observations.len()), (SourceState::UnknownEntity, 0));
    let keys: Vec<&str> = reading.candidates.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(keys, ["wikidata: Q8800", "wikidata: Q8801"]);
    let other = read(&company("Fenwick Loom", Some("loom.example"), &[]), ENTITY, ENTRIES);
    assert_eq!(other.why.as_deref(), Some("no company among the entries has loom.example as its website"));
}

#[test]
fn a_ruled_out_or_dissolved_entry_is_not_taken() {
    let mut company_file = crate::model::Company { name: "Fenwick Loom".to_owned(), ..Default::default() };
    company_file.domain = Some("fenwickloom.example".to_owned());
    company_file.not = vec!["wikidata: Q8800".to_owned()];
    let subject = Subject::new(&company_file, crate::source::reference::testing::TODAY);
    assert_eq!(read(&subject, ENTITY, ENTRIES).state, SourceState::UnknownEntity);
    let dissolved = ENTRIES.replace("\"P571\"", "\"P576\"");
    assert_eq!(read(&stranger(), ENTITY, &dissolved).state, SourceState::UnknownEntity);
}

#[test]
fn a_pinned_entry_is_trusted_and_contradictions_are_said() {
    let other = company("Fenwick Loom", Some("loom.example"), &[("wikidata", "Q8800")]);
    let reading = read(&other, ENTITY, ENTRY);
    assert_eq!(reading.observations.len(), 3);
    let remark = "Q8800 has the website https://www.fenwickloom.example/; is it the company's entry?";
    assert!(reading.remarks.contains(&remark.to_owned()));
    let moved = read(&pinned("wikidata", "Q77"), ENTITY, ENTRY);
    assert!(moved.identities.iter().any(|i| i.service == "wikidata" && i.id == "Q8800"));
}

#[test]
fn a_cik_proves_as_much_as_it_is_known_itself() {
    let by_cik = company("Fenwick", None, &[("cik", "0008800123")]);
    let reading = read(&by_cik, ENTITY, ENTRY);
    assert_eq!(reading.state, SourceState::Observed);
    assert_eq!(reading.identities.first().map(|i| i.proof), Some(Proof::ByDomain));
}

#[test]
fn a_table_is_read_for_a_known_entry() {
    let reading = read(&pinned("wikidata", "Q8800"), TABLE, ROWS);
    assert_eq!(counts(&reading), [("2025-12-31".to_owned(), "1010".to_owned(), 3)]);
    assert_eq!(reading.remarks, ["900 employees, says Wikidata, without a date"]);
    let reading = read(&stranger(), TABLE, ROWS);
    assert_eq!((reading.state, reading.candidates.len()), (SourceState::UnknownEntity, 1));
}

#[test]
fn troubles_have_their_state() {
    let subject = pinned("wikidata", "Q8800");
    let state = |text: &str| read(&subject, ENTITY, text).state;
    assert_eq!(state(MISSING), SourceState::UnknownEntity);
    assert_eq!(state(LAG), SourceState::Limited);
    assert_eq!(state(r#"{"error":{"code":"badvalue"}}"#), SourceState::Failed);
    for text in ["<html>", "{}", "[]", "", &ENTRY[..500]] {
        assert_eq!(state(text), SourceState::Failed, "{text}");
    }
    for text in
        [r#"{"entities":{"Q8800":{"claims":[]}}}"#, r#"{"entities":{"Q8800":{"claims":{"P1128":[null,7,{}]}}}}"#]
    {
        let reading = read(&subject, ENTITY, text);
        assert_eq!((reading.state, reading.observations.len()), (SourceState::Observed, 0), "{text}");
    }
    let answered = |status| Wikidata.read(&subject, &[refused(ENTITY, status, "")]).state;
    assert_eq!((answered(404), answered(403)), (SourceState::UnknownEntity, SourceState::Blocked));
    assert_eq!(Wikidata.read(&stranger(), &[labelled(SEARCH, LAG)]).state, SourceState::Limited);
}

#[test]
fn its_own_texts_are_recognised() {
    let texts =
        [(ENTRY, ENTITY), (ENTRIES, ENTITY), (MISSING, ENTITY), (HITS, SEARCH), (CIK_HIT, BY_CIK), (ROWS, TABLE)];
    for (text, label) in texts {
        assert_eq!(Wikidata.recognise(text), Some(label));
    }
    assert_eq!(Wikidata.recognise("{\"hits\": []}"), None);
}
