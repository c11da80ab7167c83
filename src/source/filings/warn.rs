//! Notices of mass layoffs in the United States, gathered by a newsroom from all states (SOURCES F1). One large table, read
//! as a stream.

use std::collections::BTreeSet;

use crate::model::{Amount, Event, Observation, Page, PartialDate, Request, SourceKind, Trouble, Value, days_between};
use crate::source::reading::page;
use crate::source::{About, Holds, Proof, Reading, Source, Subject, Use, name_key};

/// The integrated table of notices.
pub(in crate::source) struct Warn;

const TABLE: &str = "notices";
const ORIGIN: &str = "WARN notice";
const URL: &str = "https://raw.githubusercontent.com/biglocalnews/warn-github-flow/transformer/data/warn-transformer/processed/integrated.csv";
/// A table whose newest notice is older says nothing about today.
const STALE_AFTER_DAYS: i64 = 120;
/// More people than that in one notice is a slip of the pen.
const MOST_PEOPLE: f64 = 10_000.0;
/// Notices of one company within so many days are of one layoff at several places.
const ONE_LAYOFF_DAYS: i64 = 30;

impl Source for Warn {
    fn about(&self) -> About {
        About {
            name: "warn",
            title: "notices of mass layoffs (US)",
            holds: Holds::ManyCompanies,
            kind: SourceKind::RegulatorFiling,
            use_: Use::Always,
        }
    }

    fn read(&self, subject: &Subject, pages: &[Page]) -> Reading {
        if !is_telling(subject) {
            let why =
                "notices name companies, and a name of one word fits too many; an alias of several words would do";
            return Reading::not_tried(why);
        }
        match page(pages, TABLE) {
            None => Reading::wanting(vec![Request::new(TABLE, crate::model::Form::Csv, URL).for_hours(24).large()]),
            Some(page) => read(subject, page).unwrap_or_else(Reading::from),
        }
    }

    fn recognise(&self, text: &str) -> Option<&'static str> {
        let header = text.trim_start_matches('\u{feff}').lines().next().unwrap_or_default();
        (header.contains("notice_date") && header.contains("is_superseded")).then_some(TABLE)
    }

    fn main_page(&self) -> Option<&'static str> {
        Some(TABLE)
    }
}

/// Whether a name of the company is one that no other is likely to have.
fn is_telling(subject: &Subject) -> bool {
    subject.is_vouched || names(subject).any(|name| name.contains(' '))
}

/// The names by which notices are matched.
fn names(subject: &Subject) -> impl Iterator<Item = String> {
    std::iter::once(&subject.name).chain(&subject.aliases).map(|name| name_key(name))
}

/// A row of the table, as far as it is looked at.
#[derive(serde::Deserialize)]
struct Notice {
    #[serde(default)]
    notice_date: String,
    #[serde(default)]
    effective_date: String,
    #[serde(default)]
    postal_code: String,
    #[serde(default)]
    jobs: String,
    #[serde(default)]
    is_closure: String,
    #[serde(default)]
    is_superseded: String,
}

impl Notice {
    fn date(&self) -> Option<PartialDate> {
        [&self.notice_date, &self.effective_date].into_iter().find_map(|text| text.trim().parse().ok())
    }

    fn people(&self) -> Option<f64> {
        self.jobs.trim().parse().ok().filter(|people: &f64| (1.0..=MOST_PEOPLE).contains(people))
    }
}

fn is_true(text: &str) -> bool {
    text.trim().eq_ignore_ascii_case("true")
}

/// Notices of one layoff.
struct Layoff {
    date: PartialDate,
    people: Option<f64>,
    states: BTreeSet<String>,
    is_closure: bool,
}

fn read(subject: &Subject, page: &Page) -> Result<Reading, Trouble> {
    let (notices, newest) = notices(subject, page)?;
    let Some(newest) = newest else { return Err(Trouble::failed("the table has no notice with a date")) };
    let age = days_between(newest.day(), subject.today);
    let layoffs = layoffs(notices);
    let observations: Vec<Observation> = layoffs.iter().map(|layoff| observe(subject, page, layoff)).collect();
    let stale = format!("the newest notice of the table is of {newest}; later ones may be missing");
    if observations.is_empty() {
        let state = if age > STALE_AFTER_DAYS {
            Reading::of(crate::model::SourceState::Stale).because(stale)
        } else {
            // Notices begin at fifty people at one site, and not every state publishes them: none found is not none.
            Reading::unknown("no notice names the company; small cuts and some states are not in the table")
        };
        return Ok(state);
    }
    let reading = Reading::observed(observations);
    Ok(if age > STALE_AFTER_DAYS { reading.because(stale) } else { reading })
}

/// The notices of the company, and the newest date of all.
fn notices(subject: &Subject, page: &Page) -> Result<(Vec<Notice>, Option<PartialDate>), Trouble> {
    let answer = page.answer()?;
    let broken = |error: csv::Error| Trouble::failed(format!("the table is broken: {error}"));
    let body = answer.body.open().map_err(|error| Trouble::failed(format!("the page cannot be read: {error}")))?;
    let mut reader = csv::ReaderBuilder::new().flexible(true).buffer_capacity(64 * 1024).from_reader(body);
    let header = reader.byte_headers().map_err(broken)?.clone();
    let column = |name: &[u8]| header.iter().position(|column| column == name);
    let (Some(company), Some(date)) = (column(b"company"), column(b"notice_date")) else {
        return Err(Trouble::failed("the table has no columns `company` and `notice_date`"));
    };
    let wanted: Vec<String> = names(subject).filter(|name| subject.is_vouched || name.contains(' ')).collect();
    let starts: Vec<String> = wanted.iter().filter_map(|name| name.split(' ').next().map(str::to_owned)).collect();
    let (mut found, mut newest) = (Vec::new(), None);
    let mut record = csv::ByteRecord::new();
    while reader.read_byte_record(&mut record).map_err(broken)? {
        let text = |at: usize| record.get(at).map(String::from_utf8_lossy).unwrap_or_default();
        if let Ok(day) = text(date).trim().parse::<PartialDate>()
            && day.first() <= subject.today
        {
            newest = newest.max(Some(day));
        }
        let name = text(company);
        // Most rows are somebody else's: only those with the first word of a name in them are looked at closely.
        let lower = name.to_lowercase();
        if !starts.iter().any(|start| lower.contains(start.as_str())) || !wanted.contains(&name_key(&name)) {
            continue;
        }
        let row: Result<Notice, _> = record.deserialize(Some(&header));
        found.extend(row.ok().filter(|notice| !is_true(&notice.is_superseded)));
    }
    Ok((found, newest))
}

/// Notices of several places within a month are one layoff, and its people are theirs together.
fn layoffs(notices: Vec<Notice>) -> Vec<Layoff> {
    let mut dated: Vec<(PartialDate, Notice)> =
        notices.into_iter().filter_map(|notice| Some((notice.date()?, notice))).collect();
    dated.sort_by_key(|(date, _)| *date);
    let mut layoffs: Vec<Layoff> = Vec::new();
    for (date, notice) in dated {
        let people = notice.people();
        let state = notice.postal_code.trim().to_owned();
        match layoffs.last_mut().filter(|last| days_between(last.date.day(), date.day()) <= ONE_LAYOFF_DAYS) {
            Some(last) => {
                last.people = last.people.zip(people).map(|(a, b)| a + b).or(last.people).or(people);
                last.states.insert(state);
                last.is_closure |= is_true(&notice.is_closure);
            }
            None => layoffs.push(Layoff {
                date,
                people,
                states: std::iter::once(state).collect(),
                is_closure: is_true(&notice.is_closure),
            }),
        }
    }
    layoffs
}

fn observe(subject: &Subject, page: &Page, layoff: &Layoff) -> Observation {
    let amount = layoff.people.map(|number| Amount { number, unit: "people".to_owned() });
    let value = Value::Event(Event { date: layoff.date, amount, label: None });
    let states: Vec<&str> = layoff.states.iter().map(String::as_str).filter(|state| !state.is_empty()).collect();
    let what = if layoff.is_closure { "closure of a site" } else { "mass layoff" };
    let note =
        format!("{what}, {}; matched by name", if states.is_empty() { "US".to_owned() } else { states.join(", ") });
    let kind = SourceKind::RegulatorFiling;
    let observation = subject.observe("company.layoff", value, layoff.date, kind, ORIGIN, &page.request.url);
    let proof = if subject.is_vouched { Proof::Pinned } else { Proof::ByName };
    Observation { note: Some(note), credibility: proof.credibility(), ..observation }.sealed()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Company, Date, SourceState};

    const NOTICES: &str = include_str!("../../../fixtures/pages/warn_notices.csv");
    const TODAY: Date = Date::constant(2026, 11, 20);

    fn subject(name: &str, today: Date) -> Subject {
        Subject::new(&Company { id: "x".to_owned(), name: name.to_owned(), ..Company::default() }, today)
    }

    fn read_as(name: &str, today: Date) -> Reading {
        let Some(request) = Warn.read(&subject(name, today), &[]).wants.first().cloned() else {
            return Warn.read(&subject(name, today), &[]);
        };
        assert!(request.is_large);
        Warn.read(&subject(name, today), &[Page::of_text(request, NOTICES, today)])
    }

    fn facts(reading: &Reading) -> Vec<String> {
        reading
            .observations
            .iter()
            .map(|o| format!("{} ({})", o.value, o.note.as_deref().unwrap_or_default()))
            .collect()
    }

    #[test]
    fn an_amended_notice_counts_once_and_places_of_one_layoff_together() {
        let reading = read_as("Dune Freight", TODAY);
        assert_eq!(
            facts(&reading),
            [
                "2025-02-03 (closure of a site, IL; matched by name)",
                "2026-10-02 175 people (mass layoff, CO, TX; matched by name)"
            ]
        );
        assert!(reading.observations.iter().all(|o| o.credibility == 3 && o.kind == SourceKind::RegulatorFiling));
        assert_eq!(reading.state, SourceState::Observed);
    }

    #[test]
    fn a_slip_of_the_pen_is_no_number() {
        assert_eq!(facts(&read_as("Gannet Labs", TODAY)), ["2026-09-01 (mass layoff, NY; matched by name)"]);
    }

    #[test]
    fn none_found_is_never_none() {
        let reading = read_as("Tallow Robotics", TODAY);
        assert_eq!((reading.state, reading.observations.len()), (SourceState::UnknownEntity, 0));
        let later = read_as("Tallow Robotics", Date::constant(2027, 6, 1));
        assert_eq!((later.state, later.observations.len()), (SourceState::Stale, 0));
    }

    #[test]
    fn a_name_of_one_word_is_not_looked_for() {
        let reading = read_as("Dune", TODAY);
        assert_eq!(reading.state, SourceState::NotTried);
        assert_eq!(read_as("Dune Inc.", TODAY).state, SourceState::NotTried, "legal forms do not count");
    }

    #[test]
    fn another_table_is_a_failure_and_not_an_absence() {
        let request = Request::new(TABLE, crate::model::Form::Csv, URL);
        for text in ["a,b\n1,2\n", "", "company,notice_date\n"] {
            let reading = Warn.read(&subject("Dune Freight", TODAY), &[Page::of_text(request.clone(), text, TODAY)]);
            assert_eq!((reading.state, reading.observations.len()), (SourceState::Failed, 0), "{text:?}");
        }
    }
}
