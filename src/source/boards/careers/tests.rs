use super::super::tests::{answer, ask_all, import, lines, quote, subject};
use super::*;

const START: &str = include_str!("../../../../fixtures/pages/careers_home.html");
const PAGE: &str = include_str!("../../../../fixtures/pages/careers_page.html");
const EMPTY: &str = "<!doctype html><p>Welcome</p>";

fn found(reading: &Reading) -> Vec<String> {
    reading.identities.iter().map(|found| format!("{}: {}, {}", found.service, found.id, found.how)).collect()
}

#[test]
fn boards_that_the_careers_page_links_are_the_companys() {
    let (reading, urls) =
        ask_all(&Careers, &subject(&[]), |url| (200, if url.contains("careers") { PAGE } else { START }));
    assert_eq!(urls, ["https://fennelworks.example/", "https://fennelworks.example/company/careers?src=home"]);
    let at = "linked on fennelworks.example/company/careers";
    assert_eq!(
        found(&reading),
        [
            format!("greenhouse: fennelworks, {at}"),
            format!("lever: eu:fennel, {at}"),
            format!("workday: fennel/wd3/Shops, {at}")
        ],
        "not the customer's, not the commented one"
    );
    assert!(reading.identities.iter().all(|identity| identity.proof == Proof::ByDomain));
}

#[test]
fn openings_for_search_engines_are_a_lower_bound() {
    let reading = import(&Careers, PAGE);
    assert_eq!(
        lines(&reading),
        [
            "open_eng_roles: at least 2 on 2026-11-20 (careers page (schema.org))",
            "open_m2_roles: at least 1 on 2026-11-20 (careers page (schema.org))",
        ]
    );
    assert_eq!(quote(&reading, "company.open_m2_roles"), "Head of Platform & SRE");
    let remarks = reading.remarks.join("\n");
    for part in ["broken", "1 openings have expired", "openings of Rhubarb are left out", "120 to 150 employees"] {
        assert!(remarks.contains(part), "{part} in {remarks}");
    }
}

#[test]
fn of_several_boards_a_person_must_choose() {
    let two = "<a href='https://jobs.lever.co/one'>a</a><a href='https://jobs.lever.co/two'>b</a>";
    let (reading, _) = ask_all(&Careers, &subject(&[]), |url| (200, if url.contains("careers") { two } else { START }));
    let candidates: Vec<&str> = reading.candidates.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(candidates, ["lever: one", "lever: two"]);
    let only_two =
        "<title>Jobs</title><a href='https://jobs.lever.co/one'>a</a><a href='https://jobs.lever.co/two'>b</a>";
    let reading = import(&Careers, only_two);
    assert_eq!((reading.state, reading.candidates.len()), (SourceState::UnknownEntity, 2));
}

#[test]
fn a_site_that_leads_to_its_board_proves_it_and_one_that_leads_elsewhere_proves_nothing() {
    let leads = |to: &str, text: &str| {
        let mut page = answer(Request::html(CAREERS, "https://fennelworks.example/careers"), 200, text);
        if let Ok(answer) = &mut page.outcome {
            to.clone_into(&mut answer.url);
        }
        Careers.read(&subject(&[]), &[answer(Request::html(HOME, "https://fennelworks.example/"), 200, EMPTY), page])
    };
    let board = leads("https://job-boards.greenhouse.io/fennelworks", "<a href='https://jobs.lever.co/other'>");
    assert_eq!(found(&board), ["greenhouse: fennelworks, fennelworks.example/careers leads there"]);
    let bought = leads("https://bigfennel.example/careers", "<a href='https://jobs.lever.co/bigfennel'>");
    assert_eq!((bought.identities.len(), bought.candidates.len()), (0, 1));
    assert!(bought.remarks[0].contains("leads to bigfennel.example"), "{:?}", bought.remarks);
}

#[test]
fn a_site_without_a_board_is_unknown_and_asked_for_few_pages() {
    let (reading, urls) = ask_all(&Careers, &subject(&[]), |_| (200, EMPTY));
    assert_eq!(reading.state, SourceState::UnknownEntity);
    assert_eq!(urls.len(), 5, "{urls:?}");
    let (gone, urls) = ask_all(&Careers, &subject(&[]), |_| (404, ""));
    assert_eq!((gone.state, urls.len()), (SourceState::UnknownEntity, 6));
    for (status, state) in [(403, SourceState::Blocked), (429, SourceState::Limited), (500, SourceState::Failed)] {
        let (reading, urls) = ask_all(&Careers, &subject(&[]), |_| (status, ""));
        assert_eq!(reading.state, state);
        assert!(reading.why.is_some() && urls.len() <= 2);
    }
}

#[test]
fn endless_links_come_to_an_end() {
    let many: &'static str = "<a href='/jobs/a1-jobs'>x</a><a href='/a/jobs'>y</a><a href='/b/jobs'>y</a><a href='/c/jobs'>z</a>\
         <a href='/d/jobs'>z</a><a href='/e/jobs'>z</a><a href='/f/jobs'>z</a><a href='/g/jobs'>z</a><a href='/h/jobs'>z</a>";
    let (_, urls) = ask_all(&Careers, &subject(&[]), |_| (200, many));
    assert_eq!(urls.len(), MOST_PAGES);
}

#[test]
fn boards_of_services_that_are_not_read_are_said_and_a_ruled_out_board_is_not() {
    let text = "<title>Jobs</title><a href='https://fennel.teamtailor.com/jobs'>x</a><a href='/job?gh_jid=12'>y</a>";
    let reading = import(&Careers, &format!("{text}<a href='https://jobs.lever.co/fennel'>z</a>"));
    assert!(reading.remarks.iter().any(|remark| remark.contains("teamtailor (fennel)")), "{:?}", reading.remarks);
    assert!(reading.remarks.iter().any(|remark| remark.contains("uses Greenhouse")), "{:?}", reading.remarks);
    let company = crate::model::Company {
        name: "Fennelworks".to_owned(),
        domain: Some("fennelworks.example".to_owned()),
        not: vec!["lever: fennel".to_owned()],
        ..crate::model::Company::default()
    };
    let subject = Subject::new(&company, super::super::tests::TODAY);
    let page =
        answer(Request::html(HOME, "https://fennelworks.example/"), 200, "<a href='https://jobs.lever.co/fennel'>");
    assert!(Careers.read(&subject, &[page]).identities.is_empty());
}

#[test]
fn without_a_domain_nothing_is_tried() {
    let company = crate::model::Company { name: "X".to_owned(), ..crate::model::Company::default() };
    let reading = Careers.read(&Subject::new(&company, super::super::tests::TODAY), &[]);
    assert_eq!((reading.state, reading.wants.len()), (SourceState::NotTried, 0));
}

#[test]
fn openings_linked_at_a_board_are_counted_on_a_saved_page() {
    let page = "<title>Careers</title><a href='https://jobs.lever.co/f/00000000-0000-4000-8000-000000000001'><h3>Data \
        Engineer</h3> Leeds</a><a href='https://jobs.lever.co/f/00000000-0000-4000-8000-000000000001/apply'>Apply</a>\
        <a href='https://jobs.lever.co/f'>All jobs</a>";
    assert_eq!(lines(&import(&Careers, page)), ["open_eng_roles: at least 1 on 2026-11-20 (careers page (links))"]);
}

#[test]
fn a_board_on_the_home_page_alone_must_look_like_the_companys() {
    let home = |text: &'static str| {
        ask_all(&Careers, &subject(&[]), move |url| (200, if url.ends_with("example/") { text } else { EMPTY })).0
    };
    assert_eq!(home("<a href='https://jobs.lever.co/fennelworksjobs'>x</a>").identities.len(), 1);
    let other = home("<a href='https://jobs.lever.co/rhubarb'>x</a>");
    assert_eq!((other.identities.len(), other.candidates.len()), (0, 1));
}

#[test]
fn a_pinned_board_that_the_site_does_not_link_is_said() {
    let page = answer(Request::html(CAREERS, "https://fennelworks.example/careers"), 200, PAGE);
    let reading = Careers.read(&subject(&[("greenhouse", "fennel")]), &[page]);
    let expected = "`greenhouse: fennel` is pinned, and the site links fennelworks";
    assert!(reading.remarks.iter().any(|remark| remark == expected), "{:?}", reading.remarks);
}

#[test]
fn a_careers_page_that_a_person_wrote_down_is_looked_at_first_wherever_it_is() {
    let company = |careers: &str| crate::model::Company {
        name: "Fennelworks".to_owned(),
        ids: [("careers".to_owned(), careers.to_owned())].into(),
        ..crate::model::Company::default()
    };
    let subject = |careers: &str| Subject::new(&company(careers), super::super::tests::TODAY);
    let (reading, urls) = ask_all(&Careers, &subject("fennel-jobs.example/all"), |_| (200, PAGE));
    assert_eq!(urls, ["https://fennel-jobs.example/all"]);
    assert_eq!(reading.identities.len(), 3);
    for odd in ["file:///etc/passwd", "https://user@fennel.example/", "nonsense", ""] {
        let reading = Careers.read(&subject(odd), &[]);
        assert_eq!((reading.state, reading.wants.len()), (SourceState::NotTried, 0), "{odd}");
    }
}
