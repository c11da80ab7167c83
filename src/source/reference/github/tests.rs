use super::*;
use crate::source::reference::testing::{company, labelled, page_of, pinned, refused, stranger};

const ORGANISATION: &str = include_str!("../../../../fixtures/pages/github_org.json");
const REPOSITORIES: &str = include_str!("../../../../fixtures/pages/github_repos.json");
const PEOPLE: &str = include_str!("../../../../fixtures/pages/github_members.json");
const PULSE: &str = include_str!("../../../../fixtures/pages/github_activity.json");
const TOO_OFTEN: &str = include_str!("../../../../fixtures/pages/github_rate_limited.json");

fn subject() -> Subject {
    pinned("github", "fenwickloom")
}

fn all() -> Vec<Page> {
    let pulse = request(ACTIVITY, "/repos/fenwickloom/shuttle/stats/commit_activity".to_owned());
    vec![
        labelled(ORG, ORGANISATION),
        page_of(repos_request("fenwickloom", 1), REPOSITORIES),
        labelled(MEMBERS, PEOPLE),
        page_of(pulse, PULSE),
    ]
}

#[test]
fn pages_are_asked_for_step_by_step_with_the_key() {
    let first = GitHub.read(&subject(), &[]);
    assert_eq!(first.wants, [request(ORG, "/orgs/fenwickloom".to_owned())]);
    assert!(first.wants.iter().all(|want| want.key == Some("github")));
    let second = GitHub.read(&subject(), &all()[..1]);
    let labels: Vec<&str> = second.wants.iter().map(|want| want.label).collect();
    assert_eq!(labels, [REPOS, MEMBERS]);
    let third = GitHub.read(&subject(), &all()[..3]);
    assert_eq!(third.wants, [request(ACTIVITY, "/repos/fenwickloom/shuttle/stats/commit_activity".to_owned())]);
    assert_eq!(GitHub.read(&subject(), &all()).wants, []);
    assert_eq!(GitHub.read(&stranger(), &[]).state, SourceState::NotTried);
    assert_eq!(GitHub.read(&pinned("github", "a/b"), &[]).wants, []);
}

#[test]
fn live_repositories_members_and_ladders_are_remarks() {
    let reading = GitHub.read(&subject(), &all());
    assert_eq!((reading.state, reading.observations.len()), (SourceState::Observed, 0));
    let remarks = [
        "3 live public repositories (no forks, none archived), 1 of them changed in the last 90 days",
        "look at https://github.com/fenwickloom/career-framework: it may hold the career ladder",
        "2 people show that they are members; there may be many more",
        "15 commits to shuttle in the last 3 weeks",
    ];
    assert_eq!(reading.remarks, remarks);
    assert!(!format!("{reading:?}").contains("octo-"));
}

#[test]
fn the_website_proves_the_organisation() {
    let guessed = stranger();
    let reading = GitHub.read(&guessed, &[labelled(ORG, ORGANISATION)]);
    assert_eq!(reading.identities.first().map(|i| i.proof), Some(Proof::ByDomain));
    let other = company("Fenwick Loom", Some("loom.example"), &[]);
    let reading = GitHub.read(&other, &[labelled(ORG, ORGANISATION)]);
    assert_eq!((reading.state, reading.candidates.len()), (SourceState::UnknownEntity, 1));
    let other = company("Fenwick Loom", Some("loom.example"), &[("github", "fenwickloom")]);
    let reading = GitHub.read(&other, &[labelled(ORG, ORGANISATION)]);
    assert_eq!(reading.state, SourceState::Observed);
    assert!(reading.remarks.iter().any(|remark| remark.contains("is it the company's?")));
}

#[test]
fn a_full_page_has_another_behind_it() {
    let full = format!("[{}]", vec![r#"{"name":"a"}"#; PER_PAGE].join(","));
    let pages = [labelled(ORG, ORGANISATION), page_of(repos_request("fenwickloom", 1), &full)];
    assert_eq!(GitHub.read(&subject(), &pages).wants.first(), Some(&repos_request("fenwickloom", 2)));
    let three: Vec<Page> = (1..=3).map(|number| page_of(repos_request("fenwickloom", number), &full)).collect();
    let reading = GitHub.read(&subject(), &three);
    assert!(reading.wants.iter().all(|want| want.label != REPOS));
    assert!(reading.remarks.iter().any(|remark| remark.starts_with("at least 300 live")));
}

#[test]
fn troubles_have_their_state() {
    let state = |status, text| GitHub.read(&subject(), &[refused(ORG, status, text)]).state;
    assert_eq!(state(404, "{}"), SourceState::UnknownEntity);
    assert_eq!(state(403, TOO_OFTEN), SourceState::Limited);
    assert_eq!(state(403, "<html>no</html>"), SourceState::Blocked);
    assert_eq!(state(429, "{}"), SourceState::Limited);
    let person = ORGANISATION.replace("\"Organization\"", "\"User\"");
    assert_eq!(GitHub.read(&subject(), &[labelled(ORG, &person)]).state, SourceState::UnknownEntity);
    for text in ["<html>", "[]", "[1, 2, 3]", "", "{}", &ORGANISATION[..60]] {
        assert_eq!(GitHub.read(&subject(), &[labelled(ORG, text)]).state, SourceState::Failed, "{text}");
    }
    let computing = [labelled(ORG, ORGANISATION), refused(ACTIVITY, 202, "{}")];
    let reading = GitHub.read(&subject(), &computing);
    assert_eq!(reading.state, SourceState::Observed);
    assert!(reading.why.is_some_and(|why| why.contains("still computing")));
    assert!(reading.wants.iter().any(|want| want.label == REPOS));
    assert_eq!(GitHub.read(&subject(), &[refused(ACTIVITY, 202, "{}")]).state, SourceState::Failed);
}

#[test]
fn its_own_texts_are_recognised() {
    let texts = [(ORGANISATION, ORG), (REPOSITORIES, REPOS), (PEOPLE, MEMBERS), (PULSE, ACTIVITY)];
    for (text, label) in texts {
        assert_eq!(GitHub.recognise(text), Some(label));
    }
    assert_eq!(GitHub.recognise("{\"total\": 1}"), None);
}
