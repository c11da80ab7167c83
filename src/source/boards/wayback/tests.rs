use super::super::tests::{answer, ask_all, import, known, lines, quote, subject};
use super::*;

const INDEX: &str = include_str!("../../../../fixtures/pages/wayback_cdx.json");
const JOBS: &str = include_str!("../../../../fixtures/pages/greenhouse_jobs.json");
const OLD_PAGE: &str = include_str!("../../../../fixtures/pages/greenhouse_board_old.html");
const NEW_PAGE: &str = include_str!("../../../../fixtures/pages/greenhouse_board_new.html");

fn pinned() -> Subject {
    subject(&[("greenhouse", "fennelworks")])
}

fn is_index(url: &str) -> bool {
    url.contains("/cdx/")
}

#[test]
fn counts_are_as_of_the_day_of_the_capture() {
    let reply = |url: &str| match () {
        () if is_index(url) && url.contains("boards-api") => (200, INDEX),
        () if is_index(url) => (200, "[]"),
        () => (200, JOBS),
    };
    let (reading, urls) = ask_all(&Wayback, &pinned(), reply);
    let captures: Vec<&str> = urls.iter().filter_map(|url| url.strip_prefix("https://web.archive.org/web/")).collect();
    assert_eq!(
        captures,
        [
            "20260815101010id_/https://boards-api.greenhouse.io/v1/boards/fennelworks/jobs",
            "20251101101010id_/http://boards-api.greenhouse.io:80/v1/boards/FennelWorks/jobs",
            "20250520101010id_/https://boards-api.greenhouse.io/v1/boards/fennelworks/jobs?content=true",
            "20250110101010id_/https://boards-api.greenhouse.io/v1/boards/fennelworks/jobs",
        ],
        "one a quarter; what was not stored again is fetched where it was stored"
    );
    let managers: Vec<String> = lines(&reading).into_iter().filter(|line| line.starts_with("open_em")).collect();
    let origin = "(archived greenhouse board (json))";
    assert_eq!(
        managers,
        ["2026-08-15", "2025-11-01", "2025-08-22", "2025-05-20", "2025-01-10"]
            .map(|day| format!("open_em_roles: 1 on {day} {origin}"))
    );
    assert_eq!(reading.state, SourceState::Observed);
    let url = reading.observations[0].url.as_deref().unwrap_or_default();
    assert!(url.starts_with("https://web.archive.org/web/20260815101010/https://"), "{url}");
}

#[test]
fn the_index_is_asked_for_boards_that_are_surely_the_companys() {
    let urls = |subject: &Subject| -> Vec<String> {
        let wants = Wayback.read(subject, &[]).wants;
        assert!(wants.iter().all(|want| want.needs_contact && want.label == CDX));
        wants.into_iter().map(|want| want.url).collect()
    };
    let greenhouse = urls(&pinned());
    assert_eq!(greenhouse.len(), 3);
    assert!(greenhouse[0].contains("url=boards-api.greenhouse.io%2Fv1%2Fboards%2Ffennelworks%2Fjobs&matchType=prefix"));
    assert!(greenhouse[1].contains("url=boards.greenhouse.io%2Ffennelworks&matchType=exact"));
    assert!(greenhouse[0].contains("from=20240101"));
    let lever = urls(&subject(&[("lever", "eu:fennel")]));
    assert!(lever[1].contains("url=jobs.eu.lever.co%2Ffennel&"), "{lever:?}");
    let ashby = urls(&subject(&[("ashby", "Fennel works")]));
    assert!(ashby[1].contains("url=jobs.ashbyhq.com%2FFennel%2520works&"), "{ashby:?}");
    for unsure in [known("greenhouse", "fennelworks", Proof::ByName), subject(&[("greenhouse", "../x")]), subject(&[])]
    {
        let reading = Wayback.read(&unsure, &[]);
        assert_eq!((reading.state, reading.wants.len()), (SourceState::NotTried, 0));
        assert!(reading.why.is_some());
    }
}

/// An index of one capture a month of a page.
fn monthly(original: &str) -> String {
    let months = (1..=11).map(|month| format!("[\"2026{month:02}15000000\",\"{original}\",\"200\",\"D{month}\"]"));
    let before = (1..=12).map(|month| format!("[\"2025{month:02}15000000\",\"{original}\",\"200\",\"E{month}\"]"));
    let rows: Vec<String> = before.chain(months).collect();
    format!("[[\"timestamp\",\"original\",\"statuscode\",\"digest\"],{}]", rows.join(","))
}

fn index_page(text: &str) -> Page {
    answer(Wayback.read(&pinned(), &[]).wants.remove(0), 200, text)
}

#[test]
fn at_most_eight_captures_are_wanted_about_a_quarter_apart() {
    let wants = Wayback.read(&pinned(), &[index_page(&monthly("https://boards.greenhouse.io/fennelworks"))]).wants;
    let days: Vec<String> =
        wants.iter().filter_map(|want| timestamp_in(&want.url)).map(|at| at[..6].to_owned()).collect();
    assert_eq!(days, ["202611", "202608", "202605", "202602", "202511", "202508", "202505", "202502"]);
    assert!(wants.iter().all(|want| want.hours.is_none()));
}

/// What comes of one capture of a page.
fn capture_of(original: &str, text: &str, final_url: Option<&str>) -> Reading {
    let index = format!("[[\"timestamp\",\"original\"],[\"20260815000000\",\"{original}\"]]");
    let index = index_page(&index);
    let want = Wayback.read(&pinned(), std::slice::from_ref(&index)).wants.remove(0);
    let mut page = answer(want, 200, text);
    if let (Ok(answer), Some(url)) = (&mut page.outcome, final_url) {
        url.clone_into(&mut answer.url);
    }
    Wayback.read(&pinned(), &[index, page])
}

#[test]
fn pages_of_both_designs_are_series_of_their_own() {
    let old = capture_of("https://boards.greenhouse.io/fennelworks", OLD_PAGE, None);
    assert_eq!(lines(&old)[0], "open_eng_roles: 2 on 2026-08-15 (archived greenhouse board (old page))");
    // The old address leads to the new design since boards moved there.
    let new = capture_of("https://boards.greenhouse.io/fennelworks", NEW_PAGE, None);
    assert_eq!(lines(&new)[0], "open_eng_roles: 2 on 2026-08-15 (archived greenhouse board (new page))");
    let row = "<tr class=\"job-post\"><td><p class=\"body body--medium\">Data Engineer N</p></td></tr>";
    let rows: String = (0..50).map(|at| row.replace('N', &at.to_string())).collect();
    let full = capture_of("https://job-boards.greenhouse.io/fennelworks", &format!("<table>{rows}</table>"), None);
    assert_eq!(lines(&full), ["open_eng_roles: at least 50 on 2026-08-15 (archived greenhouse board (new page))"]);
}

#[test]
fn a_page_without_rows_is_a_failure_and_no_zero() {
    let shell = capture_of("https://boards.greenhouse.io/fennelworks", "<html><div id=root></div></html>", None);
    assert_eq!((shell.state, shell.observations.len()), (SourceState::Failed, 0));
    let odd = capture_of("https://boards.greenhouse.io/fennelworks", "\u{1f}\u{8b}", None);
    assert_eq!(odd.state, SourceState::Failed);
}

#[test]
fn a_capture_of_another_day_is_taken_as_of_that_day_and_refused_when_it_is_far() {
    let url = "https://boards.greenhouse.io/fennelworks";
    let near = capture_of(url, OLD_PAGE, Some("https://web.archive.org/web/20260901000000id_/https://x.example"));
    assert!(lines(&near)[0].contains("on 2026-09-01"), "{:?}", lines(&near));
    let far = capture_of(url, OLD_PAGE, Some("https://web.archive.org/web/20261001000000id_/https://x.example"));
    assert_eq!((far.state, far.observations.len()), (SourceState::Failed, 0));
    assert!(far.why.unwrap_or_default().contains("2026-10-01"));
}

#[test]
fn without_captures_of_a_board_the_careers_page_is_looked_for() {
    let page =
        "<title>Careers</title><a href='https://boards.greenhouse.io/fennelworks/jobs/1'>Engineering Manager</a>";
    let index = "[[\"timestamp\",\"original\"],[\"20260815000000\",\"https://www.fennelworks.example/careers\"]]";
    let reply = move |url: &str| match () {
        () if is_index(url) && url.contains("fennelworks.example%2Fcareers") => (200, index),
        () if is_index(url) => (200, "[]"),
        () => (200, page),
    };
    let (reading, _) = ask_all(&Wayback, &pinned(), reply);
    let origin = "(archived careers page (links))";
    assert_eq!(
        lines(&reading),
        ["open_eng_roles", "open_em_roles"].map(|signal| format!("{signal}: at least 1 on 2026-08-15 {origin}"))
    );
    let (none, urls) = ask_all(&Wayback, &pinned(), |_| (200, "[]"));
    assert_eq!((none.state, urls.len()), (SourceState::UnknownEntity, 5));
}

#[test]
fn troubles_of_the_index_have_their_states() {
    let excluded = "org.archive.util.io.RuntimeIOException: AdministrativeAccessControlException: Blocked Site Error";
    let state = |status, text| {
        let (reading, urls) = ask_all(&Wayback, &pinned(), move |_| (status, text));
        assert!(reading.observations.is_empty() && reading.why.is_some() && urls.len() <= 5);
        reading.state
    };
    assert_eq!(state(403, excluded), SourceState::Blocked);
    assert_eq!(state(429, ""), SourceState::Limited);
    assert_eq!(state(503, ""), SourceState::Failed);
    assert_eq!(state(404, ""), SourceState::UnknownEntity);
    for text in ["", "{}", "null", "[1, 2]", "[[\"a\"]]", "<html>", "[[\"timestamp\",\"orig"] {
        assert_eq!(state(200, text), SourceState::Failed, "{text}");
    }
}

#[test]
fn captures_after_the_day_of_looking_are_not_used_and_an_ended_series_is_said() {
    let row =
        |at: &str| format!("[[\"timestamp\",\"original\"],[\"{at}\",\"https://boards.greenhouse.io/fennelworks\"]]");
    let future = Wayback.read(&pinned(), &[index_page(&row("20270101000000"))]);
    assert!(future.wants.iter().all(|want| want.label == CDX), "{:?}", future.wants);
    let ended = Wayback.read(&pinned(), &[index_page(&row("20250825000000"))]);
    assert!(ended.remarks[0].contains("2025-08-25"), "{:?}", ended.remarks);
}

#[test]
fn a_page_saved_from_the_archive_is_of_its_own_day() {
    let archived = "href=\"https://web.archive.org/web/20250302101010/https://boards.greenhouse.io/";
    let page = OLD_PAGE.replace("href=\"/", archived);
    assert_eq!(greenhouse::Greenhouse.recognise(&page), None);
    let reading = import(&Wayback, &page);
    assert_eq!(quote(&reading, "company.open_m2_roles"), "Director of Engineering");
    assert!(lines(&reading)[0].contains("on 2025-03-02"), "{:?}", lines(&reading));
    assert_eq!(Wayback.recognise(INDEX), Some(CDX));
}

#[test]
fn jobs_above_managers_that_were_not_there_before_are_said() {
    let before = r#"{"jobs":[{"internal_job_id":1,"title":"Head of Engineering"}],"meta":{"total":1}}"#;
    let reply = |url: &str| match () {
        () if is_index(url) && url.contains("boards-api") => (200, INDEX),
        () if is_index(url) => (200, "[]"),
        () if url.contains("/20260815") => {
            (200, r#"{"jobs":[{"internal_job_id":2,"title":"VP Engineering"}],"meta":{"total":1}}"#)
        }
        () => (200, before),
    };
    let (reading, _) = ask_all(&Wayback, &pinned(), reply);
    assert_eq!(reading.remarks, ["new above managers between 2025-11-01 and 2026-08-15: VP Engineering"]);
}
