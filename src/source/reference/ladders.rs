//! Career ladders that companies publish: a list kept by hand, in the program and in files (SOURCES G1).

use serde::Deserialize;

use crate::model::{Observation, Page, PartialDate, SourceKind, Trouble, Value};
use crate::source::lenient::{lenient, text};
use crate::source::reading::page;
use crate::source::{About, Holds, Reading, Source, Subject, Use};

/// The list `rubrics/ladders.toml`, or one of the same form.
pub(in crate::source) struct Ladders;

const LADDERS: &str = "ladders";
const ORIGIN: &str = "published career ladder";
const BUILT_IN: &str = include_str!("../../../rubrics/ladders.toml");
const SCHEMA: u32 = 1;
/// "levels described, up to managing managers": what a page can show. Whether promotions follow it, people tell.
const DESCRIBED: f64 = 2.0;

#[derive(Debug, Deserialize)]
struct List {
    schema: u32,
    entries: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
struct Entry {
    #[serde(deserialize_with = "text")]
    company: String,
    #[serde(default, deserialize_with = "text")]
    domain: String,
    #[serde(deserialize_with = "text")]
    url: String,
    #[serde(default, deserialize_with = "lenient")]
    tracks: Vec<String>,
    #[serde(default, deserialize_with = "lenient")]
    management_levels: Vec<String>,
    /// Only where the ladder says so itself.
    #[serde(default, deserialize_with = "text")]
    manager_of_managers_level: String,
    #[serde(default, deserialize_with = "text")]
    published: String,
    #[serde(default, deserialize_with = "text")]
    last_checked: String,
    #[serde(default, deserialize_with = "text")]
    note: String,
}

impl Source for Ladders {
    fn about(&self) -> About {
        About {
            name: "ladders",
            title: "published career ladders",
            holds: Holds::ManyCompanies,
            kind: SourceKind::CompanyRecord,
            use_: Use::Always,
        }
    }

    fn read(&self, subject: &Subject, pages: &[Page]) -> Reading {
        let page = page(pages, LADDERS);
        let list = match page {
            Some(page) => page.text().and_then(|text| list(&text)),
            None => list(BUILT_IN),
        };
        match list {
            Ok(list) => {
                let reading = read_list(subject, &list);
                // The names of the built-in list are of no use to a person who imports nothing.
                if page.is_some() { reading } else { Reading { others: Vec::new(), ..reading } }
            }
            Err(trouble) => trouble.into(),
        }
    }

    fn recognise(&self, text: &str) -> Option<&'static str> {
        let has_entries = text.contains("\"entries\"") || text.contains("[[entries]]");
        let has_levels = text.contains("manager_of_managers_level") || text.contains("management_levels");
        (has_entries && has_levels).then_some(LADDERS)
    }
}

/// Reads a list in JSON or TOML.
fn list(text: &str) -> Result<List, Trouble> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let list: List = if text.starts_with('{') {
        serde_json::from_str(text).map_err(|error| Trouble::failed(format!("it is no list of ladders: {error}")))?
    } else if text.starts_with('<') {
        return Err(Trouble::failed("it is HTML where a list of ladders is due"));
    } else {
        let error = |error: toml::de::Error| format!("it is no list of ladders: {}", error.message());
        toml::from_str(text).map_err(|problem| Trouble::failed(error(problem)))?
    };
    if list.schema > SCHEMA {
        return Err(Trouble::failed(format!("the list has schema {}; this version knows {SCHEMA}", list.schema)));
    }
    Ok(list)
}

fn read_list(subject: &Subject, list: &List) -> Reading {
    let is_ours = |entry: &&Entry| subject.owns(&entry.domain);
    let others = list.entries.iter().filter(|entry| !is_ours(entry)).map(|entry| entry.company.clone()).collect();
    let Some(entry) = list.entries.iter().find(is_ours) else {
        let mut reading =
            Reading::unknown("not in the list of published ladders, which is short and says nothing then");
        let alike = list.entries.iter().filter(|entry| subject.is_called(&entry.company));
        reading.remarks =
            alike.map(|entry| format!("{} of {} has one at {}", entry.company, entry.domain, entry.url)).collect();
        return Reading { others, ..reading };
    };
    Reading { others, ..read_entry(subject, entry) }
}

fn read_entry(subject: &Subject, entry: &Entry) -> Reading {
    let level = entry.manager_of_managers_level.as_str();
    let date = [&entry.last_checked, &entry.published].into_iter().find_map(|date| date.parse::<PartialDate>().ok());
    let date = date.filter(|date| date.first() <= subject.today);
    let reading = match date {
        Some(on) if !level.is_empty() => Reading::observed(vec![observe(subject, entry, on)]),
        _ => Reading::observed(Vec::new()),
    };
    if level.is_empty() {
        let covers = match entry.tracks.as_slice() {
            [track] if track == "ic" => "it is about engineers who lead nobody",
            _ => "nobody noted whether it describes a level that leads managers",
        };
        return reading.remark(format!("publishes a career ladder, {}; {covers}", entry.url));
    }
    if date.is_none() {
        let remark = format!("publishes a career ladder in which {level} leads managers, {}", entry.url);
        return reading.remark(format!("{remark}; look whether it still does, and note the day"));
    }
    reading
}

fn observe(subject: &Subject, entry: &Entry, on: PartialDate) -> Observation {
    let kind = SourceKind::CompanyRecord;
    let mut notes = vec!["whether promotions follow it is not written there".to_owned()];
    if entry.management_levels.len() > 1 {
        notes.push(entry.management_levels.join(" · "));
    }
    notes.extend((!entry.note.is_empty()).then(|| entry.note.clone()));
    Observation {
        quote: Some(format!("{} leads managers", entry.manager_of_managers_level)),
        note: Some(notes.join("; ")),
        ..subject.observe("culture.manager_ladder", Value::Number(DESCRIBED), on, kind, ORIGIN, &entry.url)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SourceState;
    use crate::source::reference::testing::{company, labelled, refused, stranger};

    const FILE: &str = include_str!("../../../fixtures/pages/ladders.json");

    fn read(domain: &str) -> Reading {
        Ladders.read(&company("Somebody", Some(domain), &[]), &[labelled(LADDERS, FILE)])
    }

    #[test]
    fn a_dated_level_that_leads_managers_is_observed() {
        let reading = read("fenwickloom.example");
        assert_eq!(reading.state, SourceState::Observed);
        let seen: Vec<(&str, String, String)> = reading
            .observations
            .iter()
            .map(|o| (o.signal.as_str(), o.value.to_string(), o.fact_date.to_string()))
            .collect();
        assert_eq!(seen, [("culture.manager_ladder", "2".to_owned(), "2026-09".to_owned())]);
        assert_eq!(reading.observations[0].quote.as_deref(), Some("Group Manager leads managers"));
        assert_eq!(reading.others, ["Marsh Tide", "Tern", "Heron"]);
        assert_eq!(reading.wants, []);
    }

    #[test]
    fn without_a_date_or_a_level_it_is_a_remark() {
        for (domain, words) in [
            ("marshtide.example", "in which Director leads managers"),
            ("tern.example", "it is about engineers who lead nobody"),
            ("heron.example", "look whether it still does"),
        ] {
            let reading = read(domain);
            assert_eq!((reading.state, reading.observations.len()), (SourceState::Observed, 0), "{domain}");
            assert!(reading.remarks.iter().any(|remark| remark.contains(words)), "{:?}", reading.remarks);
        }
    }

    #[test]
    fn absence_says_nothing_and_a_name_proves_nothing() {
        let reading = Ladders.read(&company("Tern", Some("tern-labs.example"), &[]), &[labelled(LADDERS, FILE)]);
        assert_eq!((reading.state, reading.observations.len()), (SourceState::UnknownEntity, 0));
        assert_eq!(reading.remarks, ["Tern of tern.example has one at https://tern.example/ladder"]);
        assert_eq!(Ladders.read(&stranger(), &[]).state, SourceState::UnknownEntity);
        assert_eq!(Ladders.read(&company("Tern", None, &[]), &[]).state, SourceState::UnknownEntity);
    }

    #[test]
    fn the_built_in_list_is_sound() {
        let list = list(BUILT_IN).expect("a list");
        let mut domains: Vec<&str> = list.entries.iter().map(|entry| entry.domain.as_str()).collect();
        let count = domains.len();
        domains.sort_unstable();
        domains.dedup();
        assert_eq!(domains.len(), count, "each domain once");
        for Entry { company, domain, url, published, last_checked, .. } in &list.entries {
            assert!(crate::source::Domain::of(domain).is_some_and(|parsed| parsed.as_str() == domain), "{company}");
            assert!(url.starts_with("https://"), "{company}");
            for date in [published, last_checked].into_iter().filter(|date| !date.is_empty()) {
                assert!(date.parse::<PartialDate>().is_ok(), "{company}: {date}");
            }
        }
        for entry in list.entries.iter().filter(|entry| !entry.manager_of_managers_level.is_empty()) {
            assert!(entry.management_levels.contains(&entry.manager_of_managers_level), "{}", entry.company);
        }
        let reading = Ladders.read(&company("Dropbox", Some("dropbox.com"), &[]), &[]);
        assert_eq!((reading.observations.len(), reading.others.len()), (1, 0));
    }

    #[test]
    fn a_list_may_be_toml_or_json() {
        assert_eq!(Ladders.recognise(FILE), Some(LADDERS));
        assert_eq!(Ladders.recognise(BUILT_IN), Some(LADDERS));
        assert_eq!(Ladders.recognise("{\"entries\": []}"), None);
        let toml = Ladders.read(&company("GitLab", Some("gitlab.com"), &[]), &[labelled(LADDERS, BUILT_IN)]);
        assert_eq!((toml.state, toml.remarks.len()), (SourceState::Observed, 1));
    }

    #[test]
    fn troubles_have_their_state() {
        let state = |text: &str| Ladders.read(&stranger(), &[labelled(LADDERS, text)]).state;
        for text in
            ["<html>", "{}", "[]", "", &FILE[..100], "{\"schema\": 2, \"entries\": []}", "schema = 1\nentries = 3"]
        {
            assert_eq!(state(text), SourceState::Failed, "{text}");
        }
        assert_eq!(state("\u{feff}{\"schema\": 1, \"entries\": []}"), SourceState::UnknownEntity);
        assert_eq!(Ladders.read(&stranger(), &[refused(LADDERS, 403, "")]).state, SourceState::Blocked);
    }
}
