use super::*;
use crate::source::boards::testing::{page_of, pinned, refused, stranger};

const FIRST: &str = include_str!("../../../../fixtures/pages/workday_jobs.json");
const SECOND: &str = include_str!("../../../../fixtures/pages/workday_jobs_2.json");
const DETAIL: &str = include_str!("../../../../fixtures/pages/workday_job.json");
const NOTHING: &str = r#"{"total": 0, "jobPostings": [], "facets": [], "userAuthenticated": false}"#;

fn subject() -> Subject {
    pinned("workday", "dunlin/wd3/Careers")
}

fn request(words: &str, offset: usize) -> Request {
    Site { tenant: "dunlin", pod: "wd3", name: "Careers" }.search(words, offset)
}

fn page(words: &str, offset: usize, text: &str) -> Page {
    page_of(request(words, offset), text)
}

#[test]
fn four_searches_of_twenty_rows_are_posted() {
    let wants = Workday.read(&subject(), &[]).wants;
    assert_eq!(wants.len(), 4);
    assert_eq!(wants[0].url, "https://dunlin.wd3.myworkdayjobs.com/wday/cxs/dunlin/Careers/jobs");
    let body = r#"{"appliedFacets":{},"limit":20,"offset":0,"searchText":"engineering manager"}"#;
    assert_eq!(wants[0].body.as_deref(), Some(body));
    assert_eq!(Workday.about().use_, Use::OnRequest);
}

#[test]
fn an_id_has_three_parts() {
    for id in
        ["dunlin", "dunlin/wd3", "dunlin/3/Careers", "dunlin/wd3/Careers/x", "dun.lin/wd3/C", "a/wd/C", "a/wd3/.."]
    {
        let reading = Workday.read(&pinned("workday", id), &[]);
        assert_eq!((reading.state, reading.wants.len()), (SourceState::NotTried, 0), "{id}");
    }
    assert_eq!(Workday.read(&stranger(), &[]).state, SourceState::NotTried);
    assert!(Site::parse("dunlin/wd503/jobs").is_some());
}

#[test]
fn pages_follow_though_later_ones_say_that_there_are_none() {
    let first = Workday.read(&subject(), &[page("engineering manager", 0, FIRST)]);
    assert_eq!(first.wants, [request("engineering manager", 3)]);
    let pages = [page("engineering manager", 0, FIRST), page("engineering manager", 3, SECOND)];
    let both = Workday.read(&subject(), &pages);
    assert_eq!(both.why.as_deref(), Some("4 jobs found by searches, there may be more"));
    assert_eq!(both.state, SourceState::Observed);
    let adverts: Vec<&str> = both.wants.iter().filter_map(|want| want.url.rsplit('/').next()).collect();
    assert_eq!(adverts, ["Engineering-Manager_JR-201", "Sr-Engineering-Manager_JR-202", "VP-Engineering_JR-205"]);
    let counts: Vec<String> = both.observations.iter().map(|o| format!("{} {}", o.signal, o.value)).collect();
    assert_eq!(
        counts,
        ["company.open_eng_roles 4..20000", "company.open_em_roles 1..20000", "company.open_m2_roles 2..20000"]
    );
    let titles: Vec<String> =
        gather(&pages).expect("pages").found.into_iter().map(|found| found.opening.title).collect();
    assert_eq!(titles, ["Engineering Manager", "Sr Engineering Manager", "Software Engineer", "VP Engineering"]);
}

#[test]
fn a_job_that_two_searches_find_counts_once() {
    let pages = [page("engineering manager", 0, FIRST), page("vp engineering", 0, FIRST)];
    assert_eq!(gather(&pages).expect("pages").found.len(), 3);
}

#[test]
fn nothing_found_is_not_none() {
    let pages: Vec<Page> = SEARCHES.iter().map(|words| page(words, 0, NOTHING)).collect();
    let reading = Workday.read(&subject(), &pages);
    assert_eq!((reading.state, reading.observations.len()), (SourceState::Failed, 0));
    assert_eq!(reading.wants, []);
}

#[test]
fn counts_are_lower_bounds() {
    let reading = Workday.read(&subject(), &[page("engineering manager", 0, FIRST)]);
    assert!(reading.observations.iter().all(|o| o.value.ends().is_some_and(|(low, _)| low > 0.0)));
}

#[test]
fn an_advert_brings_its_text_and_the_day() {
    let site = Site { tenant: "dunlin", pod: "wd3", name: "Careers" };
    let advert = site.advert("/job/Cork/Sr-Engineering-Manager_JR-202").expect("a path");
    assert!(advert.url.ends_with("/wday/cxs/dunlin/Careers/job/Cork/Sr-Engineering-Manager_JR-202"));
    assert_eq!(site.advert("/job/../../x"), None);
    let pages = [page("engineering manager", 0, FIRST), page_of(advert, DETAIL)];
    let gathered = gather(&pages).expect("pages");
    assert_eq!(gathered.found.len(), 3);
    assert_eq!(gathered.found[1].opening.text, "You manage managers.");
    let reading = Workday.read(&subject(), &pages);
    assert_eq!(reading.remarks, ["Sr Engineering Manager: advertised since 2026-11-04"]);
}

#[test]
fn troubles_have_their_state() {
    let state = |status| Workday.read(&subject(), &[refused(request("vp engineering", 0), status, "{}")]).state;
    assert_eq!(
        (state(422), state(401), state(403)),
        (SourceState::Blocked, SourceState::Blocked, SourceState::Blocked)
    );
    assert_eq!(
        (state(404), state(429), state(500)),
        (SourceState::UnknownEntity, SourceState::Limited, SourceState::Failed)
    );
    for text in ["<html>", "{}", &FIRST[..90], ""] {
        assert_eq!(Workday.read(&subject(), &[page("vp engineering", 0, text)]).state, SourceState::Failed, "{text}");
    }
    let pages = [page("engineering manager", 0, FIRST), refused(request("vp engineering", 0), 429, "")];
    let reading = Workday.read(&subject(), &pages);
    assert_eq!(reading.state, SourceState::Observed);
    assert!(reading.why.is_some_and(|why| why.ends_with("\"vp engineering\": the server answered 429")));
}

#[test]
fn a_saved_page_needs_somebody_to_vouch_for_it() {
    let file = Page::of_text(Request::json(JOBS, "jobs.json"), FIRST, crate::model::Date::constant(2026, 11, 20));
    let mut subject = stranger();
    assert_eq!(Workday.read(&subject, std::slice::from_ref(&file)).state, SourceState::UnknownEntity);
    subject.is_vouched = true;
    let reading = Workday.read(&subject, &[file]);
    assert_eq!((reading.state, reading.wants.len()), (SourceState::Observed, 0));
}

#[test]
fn its_own_texts_are_recognised() {
    assert_eq!(Workday.recognise(FIRST), Some(JOBS));
    assert_eq!(Workday.recognise(DETAIL), Some(JOB));
    assert_eq!(Workday.recognise(r#"{"jobs": []}"#), None);
}
