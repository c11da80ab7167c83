use super::{ANNUAL, CONCEPT, FACTS, FORM_D, OLDER, SUBMISSIONS, Sec, TICKERS, recognise};
use crate::model::{SourceKind, SourceState};
use crate::source::filings::testing::{answered, collect, saved, subject, told};
use crate::source::{Proof, Source as _};

macro_rules! fixture {
    ($name:literal) => {
        include_str!(concat!("../../../../fixtures/pages/", $name))
    };
}

const TICKERS_JSON: &str = fixture!("sec_tickers.json");
const SUBMISSIONS_JSON: &str = fixture!("sec_submissions.json");
const PRIVATE_JSON: &str = fixture!("sec_submissions_private.json");
const REPORT: &str = fixture!("sec_10k.html");
const TWO_YEARS: &str = fixture!("sec_10k_two_years.html");
const WITHOUT: &str = fixture!("sec_10k_without.html");
const INDEX_JSON: &str = fixture!("sec_filing_index.json");
const FACTS_JSON: &str = fixture!("sec_companyfacts.json");
const CONCEPT_JSON: &str = fixture!("sec_companyconcept.json");
const FORM: &str = fixture!("sec_form_d.xml");
const FORM_AMENDED: &str = fixture!("sec_form_d_amended.xml");
const FORM_FUND: &str = fixture!("sec_form_d_fund.xml");
const FORM_INDEFINITE: &str = fixture!("sec_form_d_indefinite.xml");
const NOT_FOUND: (u16, &str) = (404, fixture!("sec_404.xml"));
const OLDER_JSON: &str = fixture!("sec_submissions_older.json");

/// The listed company's pages.
fn listed(url: &str) -> (u16, &'static str) {
    match url.rsplit('/').next().unwrap_or_default() {
        "company_tickers.json" => (200, TICKERS_JSON),
        "CIK0009970001.json" if url.contains("submissions") => (200, SUBMISSIONS_JSON),
        "CIK0009970001.json" => (200, FACTS_JSON),
        "tlwd-20251231.htm" => (200, REPORT),
        _ => NOT_FOUND,
    }
}

#[test]
fn a_listed_company_is_found_by_name_and_read_to_the_end() {
    let (reading, urls) = collect(&Sec, &subject("Tallowick Data", None, &[]), listed);
    assert_eq!(reading.state, SourceState::Observed);
    assert_eq!(
        told(&reading),
        [
            "company.layoff 2026-09-08 (3)",
            "company.shakeup 2024-04-01 acquisition (3)",
            "company.headcount 2740 on 2025-12-31 (3)",
            "department.eng_headcount 1105 on 2025-12-31 (5)",
            "company.headcount 2120 on 2023-12-31 (3)",
        ]
    );
    let identity = reading.identities.first().expect("an identity");
    assert_eq!((identity.service.as_str(), identity.id.as_str(), identity.proof), ("cik", "9970001", Proof::ByName));
    assert_eq!(
        reading.remarks,
        [
            "officers or directors changed, the index does not say which (8-K item 5.02) once, last on 2026-07-01",
            "revenue in USD: 312 million in the year to 2024-12-31, 377 million in the year to 2025-12-31",
            "research and development in USD: 88 million in the year to 2025-12-31",
        ]
    );
    assert!(
        urls.contains(
            &"https://www.sec.gov/Archives/edgar/data/9970001/000997000126000011/tlwd-20251231.htm".to_owned()
        )
    );
    assert_eq!(reading.why, None);
}

#[test]
fn the_sentence_is_kept_and_the_source_named() {
    let (reading, _) = collect(&Sec, &subject("Tallowick Data", None, &[("cik", "0009970001")]), listed);
    let count = reading.observations.iter().find(|one| one.signal == "company.headcount").expect("a head count");
    assert_eq!((count.kind, count.origin.as_str(), count.credibility), (SourceKind::RegulatorFiling, "10-K", 2));
    assert!(count.quote.as_deref().is_some_and(|quote| {
        quote.starts_with("As of December 31, 2025, Tallowick Data, Inc. had approximately 2,740 full-time")
    }));
    let engineers =
        reading.observations.iter().find(|one| one.signal == "department.eng_headcount").expect("engineers");
    assert!(engineers.note.as_deref().is_some_and(|note| note.contains("whole company")));
    let layoff = reading.observations.iter().find(|one| one.signal == "company.layoff").expect("a layoff");
    assert!(layoff.url.as_deref().is_some_and(|url| url.ends_with("/000997000126000039/tlwd-8k.htm")));
}

#[test]
fn a_pinned_ticker_is_exact() {
    let ask = |ticker| collect(&Sec, &subject("Anything", None, &[("ticker", ticker)]), listed).0;
    let found = ask("tlwd.b");
    assert_eq!(found.identities.first().map(|one| (one.id.as_str(), one.proof)), Some(("9970001", Proof::Pinned)));
    assert!(found.remarks.iter().any(|remark| remark == "CIK 9970001 is TALLOWICK DATA, INC.; is that the company?"));
    assert_eq!(ask("TLW").state, SourceState::UnknownEntity);
}

#[test]
fn a_name_that_proves_nothing_gives_candidates_and_no_observation() {
    let ask = |name| collect(&Sec, &subject(name, None, &[]), listed).0;
    let several = ask("Harbelt Freight");
    assert_eq!(several.state, SourceState::UnknownEntity);
    assert_eq!(several.candidates.len(), 3);
    assert_eq!(
        several.candidates.first(),
        Some(&("cik: 9970003".to_owned(), "Harbelt Freight Holdings Ltd (HBLT)".to_owned()))
    );
    assert_eq!(ask("Marrowby").candidates, [("cik: 9970002".to_owned(), "Marrowby Corp (MRRW)".to_owned())]);
    assert_eq!(ask("Tallowick").candidates, [("cik: 9970001".to_owned(), "TALLOWICK DATA, INC. (TLWD)".to_owned())]);
    let none = ask("Somebody Else");
    assert!(none.candidates.is_empty() && none.why.is_some_and(|why| why.contains("`cik:`")));
}

#[test]
fn what_a_person_ruled_out_does_not_come_back() {
    let company = crate::model::Company {
        name: "Tallowick Data".to_owned(),
        not: vec!["cik: 9970001".to_owned()],
        ..crate::model::Company::default()
    };
    let out = crate::source::Subject::new(&company, crate::source::filings::testing::TODAY);
    let (reading, _) = collect(&Sec, &out, listed);
    assert_eq!((reading.state, reading.candidates.len()), (SourceState::UnknownEntity, 0));
}

#[test]
fn a_private_company_has_rounds_and_nobody_named() {
    let serve = |url: &str| match url {
        _ if url.contains("submissions") => (200, PRIVATE_JSON),
        _ if url.contains("000997005026000003/primary_doc.xml") => (200, FORM_AMENDED),
        _ if url.contains("000997005026000002/primary_doc.xml") => (200, FORM),
        _ if url.contains("000997005024000001/primary_doc.xml") => (200, FORM_INDEFINITE),
        _ => NOT_FOUND,
    };
    let (reading, urls) = collect(&Sec, &subject("Fennelock Robotics", None, &[("cik", "9970050")]), serve);
    assert_eq!(
        told(&reading),
        ["company.funding_round 2026-04-03 USD 30000000 (2)", "company.funding_round 2024-01-10 USD 4000000 (3)"]
    );
    assert_eq!(urls.len(), 4, "{urls:?}");
    assert!(!format!("{reading:?}").contains("Personage"));
}

#[test]
fn funds_are_no_rounds_and_what_is_cut_off_is_said() {
    let serve = |url: &str| match url {
        _ if url.contains("submissions") => (200, PRIVATE_JSON),
        _ if url.contains("000997005026000003") => (200, FORM_FUND),
        _ if url.contains("000997005026000002") => (200, &FORM[..900]),
        _ => (503, ""),
    };
    let (reading, _) = collect(&Sec, &subject("Fennelock Robotics", None, &[("cik", "9970050")]), serve);
    assert_eq!((reading.state, reading.observations.len()), (SourceState::Failed, 0));
    assert_eq!(reading.remarks, ["the form D of 2026-05-20 is of an investment fund"]);
    let why = reading.why.expect("a reason");
    assert!(why.contains("cut off") && why.contains("the server answered 503"), "{why}");
}

#[test]
fn the_exhibit_is_looked_for_once() {
    let serve = |url: &str| match url {
        _ if url.ends_with("tlwd-20251231.htm") => (200, WITHOUT),
        _ if url.ends_with("000997000126000011/index.json") => (200, INDEX_JSON),
        _ if url.ends_with("xexx13.htm") => (200, TWO_YEARS),
        _ => listed(url),
    };
    let subject = subject("Tallowick Data", None, &[("cik", "9970001")]);
    let (reading, urls) = collect(&Sec, &subject, serve);
    let counts: Vec<String> = told(&reading).into_iter().filter(|line| line.contains("headcount")).collect();
    assert_eq!(counts[..2], ["company.headcount 12300 on 2025-06-30 (2)", "company.headcount 11050 on 2024-06-30 (2)"]);
    assert!(!urls.iter().any(|url| url.contains("tlwd-20241231")), "both years are told already");
    let serve =
        |url: &str| if url.ends_with("htm") || url.ends_with("index.json") { (200, WITHOUT) } else { listed(url) };
    let (reading, _) = collect(&Sec, &subject, serve);
    assert!(reading.remarks.iter().any(|remark| remark.contains("no sentence that gives the head count")));
}

#[test]
fn a_threefold_jump_is_doubted() {
    let serve = |url: &str| match url {
        _ if url.ends_with("tlwd-20241231.htm") => (200, "<p>As of December 31, 2024, we had 310 employees.</p>"),
        _ => listed(url),
    };
    let (reading, _) = collect(&Sec, &subject("Tallowick Data", None, &[("cik", "9970001")]), serve);
    let doubted: Vec<String> = told(&reading).into_iter().filter(|line| line.ends_with("(5)")).collect();
    assert_eq!(doubted.len(), 3, "{doubted:?}");
}

#[test]
fn refusals_are_told_apart() {
    let ask = |status, text| {
        let (reading, _) = collect(&Sec, &subject("X", None, &[("cik", "1")]), |_| (status, text));
        (reading.state, reading.why.unwrap_or_default())
    };
    let (state, why) = ask(403, fixture!("sec_rate_exceeded.html"));
    assert!(state == SourceState::Limited && why.contains("ten minutes"), "{why}");
    assert_eq!(ask(200, fixture!("sec_rate_exceeded.html")).0, SourceState::Limited);
    let (state, why) = ask(403, fixture!("sec_undeclared_tool.html"));
    assert!(state == SourceState::Blocked && why.contains("--contact"), "{why}");
    assert_eq!(ask(403, "no").0, SourceState::Blocked);
    assert_eq!(ask(429, "").0, SourceState::Limited);
    assert_eq!(ask(NOT_FOUND.0, NOT_FOUND.1), (SourceState::UnknownEntity, "the SEC knows no CIK 1".to_owned()));
    assert_eq!(ask(200, "<html>").0, SourceState::Failed);
    assert_eq!(ask(200, &SUBMISSIONS_JSON[..700]).0, SourceState::Failed);
    assert_eq!(
        ask(200, r#"{"filings":{"recent":{"accessionNumber":["0000000001-26-000001"],"form":[]}}}"#).0,
        SourceState::Failed
    );
    assert_eq!(ask(200, r#"{"name":"X"}"#).0, SourceState::UnknownEntity);
    let bad = Sec.read(&subject("X", None, &[("cik", "1/../2")]), &[]);
    assert_eq!((bad.state, bad.wants.len()), (SourceState::NotTried, 0));
}

#[test]
fn a_report_out_of_reach_leaves_the_events() {
    let serve = |url: &str| if url.ends_with(".htm") { (500, "") } else { listed(url) };
    let (reading, _) = collect(&Sec, &subject("Tallowick Data", None, &[("cik", "9970001")]), serve);
    assert_eq!(reading.state, SourceState::Observed);
    assert!(reading.why.is_some_and(|why| why.contains("no head count from the 10-K of 2026-02-26")));
}

#[test]
fn saved_pages_are_told_apart_by_shape() {
    let check = |text: &str, label| assert_eq!(recognise(text), label, "{}", &text[..text.len().min(80)]);
    check(TICKERS_JSON, Some(TICKERS));
    check(SUBMISSIONS_JSON, Some(SUBMISSIONS));
    check(PRIVATE_JSON, Some(SUBMISSIONS));
    check(OLDER_JSON, Some(OLDER));
    check(FACTS_JSON, Some(FACTS));
    check(CONCEPT_JSON, Some(CONCEPT));
    check(FORM, Some(FORM_D));
    check(FORM_AMENDED, Some(FORM_D));
    check(REPORT, Some(ANNUAL));
    check(TWO_YEARS, Some(ANNUAL));
    check(WITHOUT, Some(ANNUAL));
    check("<html><p>We had a good year.</p>", None);
    check("<script></script><p>As of May 1, 2026, we had 500 employees.</p>", None);
    check("{}", None);
    check("", None);
}

#[test]
fn a_saved_page_is_read_by_itself() {
    let mut ours = subject("Tallowick Data", None, &[]);
    let read = |subject: &crate::source::Subject, label, text| Sec.read(subject, &[saved(label, text)]);
    // The name on the page agrees.
    assert_eq!(
        told(&read(&ours, ANNUAL, REPORT)).first().map(String::as_str),
        Some("company.headcount 2740 on 2025-12-31 (3)")
    );
    assert_eq!(read(&ours, ANNUAL, TWO_YEARS).state, SourceState::UnknownEntity);
    assert_eq!(read(&subject("Other Firm", None, &[]), FACTS, FACTS_JSON).state, SourceState::UnknownEntity);
    assert_eq!(
        read(&subject("Other Firm", None, &[("cik", "5")]), CONCEPT, CONCEPT_JSON).state,
        SourceState::UnknownEntity
    );
    // A person says whose it is.
    ours.is_vouched = true;
    assert_eq!(told(&read(&ours, ANNUAL, TWO_YEARS)).len(), 2);
    assert_eq!(
        told(&read(&ours, CONCEPT, CONCEPT_JSON)),
        ["company.headcount 2380 on 2024-12-31 (2)", "company.headcount 2740 on 2025-12-31 (2)"]
    );
    assert_eq!(told(&read(&ours, FACTS, FACTS_JSON)).len(), 2);
    assert_eq!(told(&read(&ours, FORM_D, FORM)), ["company.funding_round 2026-04-03 USD 21000000 (3)"]);
    assert_eq!(told(&read(&ours, OLDER, OLDER_JSON)), ["company.layoff 2013-05-02 (2)"]);
    assert_eq!(told(&read(&ours, SUBMISSIONS, SUBMISSIONS_JSON)).len(), 2);
    assert_eq!(read(&ours, ANNUAL, WITHOUT).state, SourceState::Failed);
    // Even so, what speaks against it is said.
    let mut other = subject("Tallowick Data", None, &[("cik", "5")]);
    other.is_vouched = true;
    let reading = read(&other, CONCEPT, CONCEPT_JSON);
    assert_eq!(reading.remarks, ["the page is of CIK 9970001, the company's is 5"]);
}

#[test]
fn odd_values_never_panic() {
    let any = subject("X Y", None, &[("cik", "1")]);
    for text in [
        "null",
        "[]",
        "{\"filings\":null}",
        "{\"facts\":{\"dei\":{\"EntityNumberOfEmployees\":null}}}",
        "{\"fields\":[],\"data\":[[1]]}",
        "\u{feff}{}",
        "<a",
        "{\"cik\":1e400}",
    ] {
        for label in [TICKERS, SUBMISSIONS, OLDER, FACTS, CONCEPT, FORM_D, ANNUAL] {
            let request = crate::model::Request::json(label, "https://www.sec.gov/x");
            let _ = Sec.read(&any, &[answered(request, 200, text)]);
        }
    }
}
