use super::super::tests::{answer, ask, ask_all, import, known, lines, quote, subject};
use super::*;

const JOBS_TEXT: &str = include_str!("../../../../fixtures/pages/greenhouse_jobs.json");
const EMPTY: &str = r#"{"jobs":[],"meta":{"total":0}}"#;

fn pinned() -> Subject {
    subject(&[("greenhouse", "fennelworks")])
}

#[test]
fn requisitions_count_once_and_general_posts_not_at_all() {
    let (reading, urls) = ask_all(&Greenhouse, &pinned(), |_| (200, JOBS_TEXT));
    assert_eq!(urls, ["https://boards-api.greenhouse.io/v1/boards/fennelworks/jobs?content=true"]);
    assert_eq!(reading.state, SourceState::Observed);
    assert_eq!(
        lines(&reading),
        [
            "open_eng_roles: 3 on 2026-11-20 (greenhouse board)",
            "open_em_roles: 1 on 2026-11-20 (greenhouse board)",
            "open_m2_roles: 1 on 2026-11-20 (greenhouse board)",
        ]
    );
    assert_eq!(quote(&reading, "company.open_em_roles"), "Engineering Manager, Kilns");
    assert!(reading.observations.iter().all(|observation| observation.credibility == 2));
}

#[test]
fn an_advert_that_is_escaped_twice_is_read() {
    let reading = ask(&Greenhouse, &pinned(), |_| (200, JOBS_TEXT));
    let above = reading.observations.iter().find(|one| one.signal == "company.open_m2_roles").expect("counted");
    assert_eq!(above.quote.as_deref(), Some("Head of Engineering"));
    let note = above.note.as_deref().unwrap_or_default();
    assert!(note.contains("leads managers, says the advert: Head of Engineering"), "{note}");
}

#[test]
fn an_empty_board_is_zero_where_it_is_known_to_be_the_companys() {
    let reading = ask(&Greenhouse, &known("greenhouse", "fennelworks", Proof::ByDomain), |_| (200, EMPTY));
    assert_eq!(reading.state, SourceState::Zero);
    assert_eq!(reading.observations.len(), 3);
    let nobody = Greenhouse.read(&subject(&[]), &[answer(Request::json(JOBS, "saved.json"), 200, EMPTY)]);
    assert_eq!((nobody.state, nobody.observations.len()), (SourceState::UnknownEntity, 0));
}

#[test]
fn a_board_that_is_only_pinned_is_asked_for_its_name_and_a_contradiction_is_said() {
    let reply = |url: &str| match url.ends_with("/fennelworks") {
        true => (200, r#"{"name":"Fennel & Sons","content":""}"#),
        false => (200, EMPTY),
    };
    let (reading, urls) = ask_all(&Greenhouse, &pinned(), reply);
    assert_eq!(urls.len(), 2);
    assert_eq!(reading.remarks, ["the board calls its owner Fennel & Sons, not Fennelworks Ltd: is it the company's?"]);
    assert_eq!(reading.state, SourceState::Zero);
    let by_name = ask(&Greenhouse, &known("greenhouse", "fennelworks", Proof::ByName), reply);
    assert_eq!((by_name.state, by_name.observations.len()), (SourceState::UnknownEntity, 0));
}

#[test]
fn a_board_known_by_its_name_alone_is_trusted_less() {
    let reading = ask(&Greenhouse, &known("greenhouse", "fennelworks", Proof::ByName), |_| (200, JOBS_TEXT));
    assert!(reading.observations.iter().all(|observation| observation.credibility == 3));
}

#[test]
fn what_is_no_board_is_no_zero() {
    let state = |status, text| {
        let reading = ask(&Greenhouse, &known("greenhouse", "fennelworks", Proof::ByDomain), move |_| (status, text));
        assert!(reading.observations.is_empty() && reading.why.is_some());
        reading.state
    };
    assert_eq!(state(404, r#"{"status":404,"error":"Job not found"}"#), SourceState::UnknownEntity);
    assert_eq!(state(403, "<p>no</p>"), SourceState::Blocked);
    assert_eq!(state(429, ""), SourceState::Limited);
    assert_eq!(state(200, "<!doctype html><p>Sorry"), SourceState::Failed);
    assert_eq!(state(200, r#"{"jobs":[{"title":"Eng"#), SourceState::Failed);
    assert_eq!(state(200, r#"{"jobs":[],"meta":{"total":7}}"#), SourceState::Failed);
    assert_eq!(state(200, "{}"), SourceState::Failed);
    assert_eq!(state(200, r#"{"jobs":{"a":1}}"#), SourceState::Failed);
    assert_eq!(state(200, r#"{"jobs":[]}"#), SourceState::Failed);
    assert_eq!(state(200, r#"{"jobs":[null,1]}"#), SourceState::Failed);
}

#[test]
fn a_token_of_another_form_is_never_put_into_an_address() {
    for token in ["../x", "a/b", "a?b", "a#b", "", "a b", "a.b"] {
        let reading = Greenhouse.read(&subject(&[("greenhouse", token)]), &[]);
        assert!(reading.wants.is_empty(), "{token}");
        assert_eq!(reading.state, SourceState::UnknownEntity, "{token}");
    }
    assert_eq!(Greenhouse.read(&subject(&[]), &[]).state, SourceState::NotTried);
}

#[test]
fn saved_pages_of_both_designs_and_the_tree_are_series_of_their_own() {
    let old = import(&Greenhouse, include_str!("../../../../fixtures/pages/greenhouse_board_old.html"));
    assert_eq!(
        lines(&old),
        [
            "open_eng_roles: 2 on 2026-11-20 (greenhouse board (old page))",
            "open_em_roles: 0 on 2026-11-20 (greenhouse board (old page))",
            "open_m2_roles: 1 on 2026-11-20 (greenhouse board (old page))",
        ]
    );
    let new = import(&Greenhouse, include_str!("../../../../fixtures/pages/greenhouse_board_new.html"));
    assert_eq!(quote(&new, "company.open_em_roles"), "Engineering Manager, Glazes");
    assert!(lines(&new)[0].starts_with("open_eng_roles: 2 on"));
    let tree = import(&Greenhouse, include_str!("../../../../fixtures/pages/greenhouse_departments.json"));
    assert!(lines(&tree)[0].starts_with("open_eng_roles: 2 on"), "{:?}", lines(&tree));
}

#[test]
fn fifty_rows_of_a_new_page_are_a_lower_bound() {
    let row =
        "<tr class=\"job-post\"><td class=\"cell\"><a><p class=\"body body--medium\">Data Engineer N</p></a></td></tr>";
    let rows: String = (0..50).map(|at| row.replace('N', &at.to_string())).collect();
    let reading = import(&Greenhouse, &format!("<!DOCTYPE html><table>{rows}</table>"));
    assert_eq!(lines(&reading), ["open_eng_roles: at least 50 on 2026-11-20 (greenhouse board (new page))"]);
}

#[test]
fn a_name_alone_is_believed_of_a_board_with_some_openings() {
    let read = |text| Greenhouse.read(&subject(&[]), &[answer(Request::json(JOBS, "saved.json"), 200, text)]);
    let full = read(JOBS_TEXT);
    assert_eq!(full.state, SourceState::Observed);
    assert!(full.observations.iter().all(|observation| observation.credibility == 3));
    let one = r#"{"jobs":[{"internal_job_id":1,"title":"CTO","company_name":"Fennelworks"}],"meta":{"total":1}}"#;
    assert_eq!((read(one).state, read(one).observations.len()), (SourceState::UnknownEntity, 0));
}
