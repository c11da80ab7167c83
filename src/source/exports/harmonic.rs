//! The exports of Harmonic: head counts over time, engineers apart (SOURCES H2).

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::table::{Row, Table, absent, date, has_columns, number, rows_of};
use crate::model::{Amount, Event, Observation, Page, PartialDate, SourceKind, Trouble, Value};
use crate::source::reading::page;
use crate::source::{About, Holds, Reading, Source, Subject, Use};

/// A person's own export, as JSON or CSV.
pub(in crate::source) struct Harmonic;

const JSON: &str = "json";
const TABLE: &str = "table";
const ORIGIN: &str = "harmonic";
/// Points of a series that are taken over, the newest of a month each.
const MOST_POINTS: usize = 24;
/// Series of people, and what they are to the catalogue.
const SERIES: [(&str, &str); 2] =
    [("headcount", "company.headcount"), ("headcount_engineering", "department.eng_headcount")];

impl Source for Harmonic {
    fn about(&self) -> About {
        About {
            name: "harmonic",
            title: "export of Harmonic",
            holds: Holds::ManyCompanies,
            kind: SourceKind::Aggregator,
            use_: Use::ByHand,
        }
    }

    fn read(&self, subject: &Subject, pages: &[Page]) -> Reading {
        let read = match (page(pages, JSON), page(pages, TABLE)) {
            (Some(page), _) => read_json(subject, page),
            (None, Some(page)) => read_table(subject, page),
            (None, None) => return super::only_files(self.about().name),
        };
        read.unwrap_or_else(Reading::from)
    }

    fn recognise(&self, text: &str) -> Option<&'static str> {
        if text.contains("\"traction_metrics\"") || text.contains("\"tractionMetrics\"") {
            return Some(JSON);
        }
        has_columns(text, &["companyname", "websitedomain"]).then_some(TABLE)
    }

    fn main_page(&self) -> Option<&'static str> {
        Some(JSON)
    }
}

/// The value at a key in either of the two spellings: `last_funding_at`, `lastFundingAt`.
fn at<'j>(json: &'j Json, key: &str) -> Option<&'j Json> {
    let mut camel = String::new();
    for (place, part) in key.split('_').enumerate() {
        let mut letters = part.chars();
        match letters.next().filter(|_| place > 0) {
            Some(first) => camel.extend(first.to_uppercase().chain(letters)),
            None => camel.push_str(part),
        }
    }
    json.get(key).or_else(|| json.get(&camel)).filter(|value| !value.is_null())
}

fn number_at(json: &Json, key: &str) -> Option<f64> {
    match at(json, key)? {
        Json::Number(number) => number.as_f64().filter(|number| number.is_finite()),
        Json::String(text) => number(text),
        _ => None,
    }
}

fn text_at<'j>(json: &'j Json, key: &str) -> Option<&'j str> {
    at(json, key)?.as_str().map(str::trim).filter(|text| !text.is_empty())
}

fn read_json(subject: &Subject, page: &Page) -> Result<Reading, Trouble> {
    let json: Json = page.json()?;
    let list = ["results", "companies", "data"].iter().find_map(|key| json.get(key)?.as_array());
    let companies: Vec<&Json> = match (list, &json) {
        (Some(list), _) | (None, Json::Array(list)) => list.iter().collect(),
        _ => vec![&json],
    };
    let mut others = Vec::new();
    for company in companies {
        let name = text_at(company, "name").unwrap_or_default();
        let domain =
            at(company, "website").and_then(|website| text_at(website, "domain").or_else(|| text_at(website, "url")));
        if subject.fits(name, domain.unwrap_or_default()) {
            return Ok(Reading { others, ..of_company(subject, page, company) });
        }
        others.push(name.to_owned());
    }
    others.retain(|name| !name.is_empty());
    Ok(absent("the export", others))
}

fn of_company(subject: &Subject, page: &Page, company: &Json) -> Reading {
    let mut reading = Reading::observed(Vec::new());
    let url = page.request.url.as_str();
    for (series, signal) in SERIES {
        let Some(metric) = at(company, "traction_metrics").and_then(|metrics| at(metrics, series)) else { continue };
        let points = points(metric, page.fetched);
        for (on, people) in points {
            let value = Value::Number(people);
            reading.observations.push(subject.observe(signal, value, on, SourceKind::Aggregator, ORIGIN, url));
        }
    }
    if let Some(funding) = at(company, "funding") {
        let amount = number_at(funding, "last_funding_total").map(|number| Amount { number, unit: "USD".to_owned() });
        let label = text_at(funding, "last_funding_type").map(words);
        let round = text_at(funding, "last_funding_at").and_then(date).map(|date| Event { date, amount, label });
        reading.observations.extend(round.map(|event| funded(subject, url, event)));
    }
    reading
}

fn funded(subject: &Subject, url: &str, event: Event) -> Observation {
    let on = event.date;
    subject.observe("company.funding_round", Value::Event(event), on, SourceKind::Aggregator, ORIGIN, url)
}

/// `SERIES_B` as people write it: `Series B`.
fn words(label: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters.flat_map(char::to_lowercase)).collect::<String>())
    };
    label.split(['_', ' ']).filter_map(word).collect::<Vec<_>>().join(" ")
}

/// Dated counts of a series, oldest first: its points, the newest of each month, and the latest value on the day of the
/// export. Without points: what it says of days ago.
fn points(metric: &Json, today: crate::model::Date) -> Vec<(PartialDate, f64)> {
    let mut months: BTreeMap<String, (PartialDate, f64)> = BTreeMap::new();
    for point in at(metric, "metrics").and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default() {
        let on = text_at(point, "timestamp").and_then(date).filter(|on| on.first() <= today);
        let Some((on, people)) = on.zip(number_at(point, "metric_value").filter(|people| *people >= 1.0)) else {
            continue;
        };
        let month = on.to_string().chars().take(7).collect();
        let newest = months.entry(month).or_insert((on, people));
        if on > newest.0 {
            *newest = (on, people);
        }
    }
    if months.is_empty() {
        for (key, days) in [("365d_ago", 365), ("180d_ago", 180), ("90d_ago", 90)] {
            let people = metric.get(key).and_then(|ago| number_at(ago, "value")).filter(|people| *people >= 1.0);
            let on = today.checked_sub(jiff::Span::new().days(days)).ok();
            if let Some((on, people)) = on.zip(people) {
                months.insert(on.to_string(), (on.into(), people));
            }
        }
    }
    let mut points: Vec<(PartialDate, f64)> = months.into_values().collect();
    let is_new = points.last().is_none_or(|(on, _)| on.first() < today);
    let latest = number_at(metric, "latest_metric_value").filter(|people| *people >= 1.0 && is_new);
    points.extend(latest.map(|people| (today.into(), people)));
    points.split_off(points.len().saturating_sub(MOST_POINTS))
}

fn read_table(subject: &Subject, page: &Page) -> Result<Reading, Trouble> {
    let table = Table::of(page)?;
    let (rows, others) = rows_of(&table, subject, &["companyname"], &["websitedomain", "website"]);
    let Some(row) = rows.first() else { return Ok(absent("the export", others)) };
    Ok(Reading { others, ..Reading::observed(of_row(subject, page, row)) })
}

fn of_row(subject: &Subject, page: &Page, row: &Row<'_>) -> Vec<Observation> {
    let url = page.request.url.as_str();
    let seen = |signal: &str, number: f64| {
        subject.observe(signal, Value::Number(number), page.fetched.into(), SourceKind::Aggregator, ORIGIN, url)
    };
    let people = |column: &str| row.number(&[column]).filter(|people| *people >= 1.0);
    let growth = row.get(&["headcount365d"]).and_then(|text| text.trim_end_matches('%').trim().parse::<f64>().ok());
    let growth = growth.filter(|percent| (-80.0..=400.0).contains(percent));
    let round = row.date(&["lastfundingdate"]).map(|date| {
        let amount = row.number(&["lastfundingamount"]).map(|number| Amount { number, unit: "USD".to_owned() });
        funded(subject, url, Event { date, amount, label: row.get(&["lastfundingtype", "fundingstage"]).map(words) })
    });
    [
        people("headcount").map(|people| seen("company.headcount", people)),
        people("headcountengineering").map(|people| seen("department.eng_headcount", people)),
        growth.map(|percent| seen("company.headcount_growth_12m", percent)),
        round,
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SourceState;
    use crate::source::exports::testing::{facts, saved, subject};

    const SNAKE: &str = r#"{"name": "Dune Freight", "website": {"domain": "dunefreight.example"},
        "traction_metrics": {
          "headcount": {"latest_metric_value": 240, "365d_ago": {"value": 200},
            "metrics": [{"timestamp": "2025-11-03T00:00:00Z", "metric_value": 200}, {"timestamp": "2025-11-28T00:00:00Z", "metric_value": 204},
                        {"timestamp": "2026-05-01T00:00:00Z", "metric_value": null}, {"timestamp": "2027-01-01T00:00:00Z", "metric_value": 999}]},
          "headcount_engineering": {"latest_metric_value": 61, "365d_ago": {"value": 44}, "90d_ago": {}, "metrics": []}},
        "funding": {"last_funding_at": "2026-03-02T00:00:00Z", "last_funding_type": "SERIES_B", "last_funding_total": 31000000}}"#;

    #[test]
    fn series_become_dated_counts_and_engineers_stand_apart() {
        let reading = Harmonic.read(&subject("Dune Freight", "dunefreight.example"), &[saved(JSON, SNAKE)]);
        assert_eq!(
            facts(&reading),
            [
                "company.headcount 204 2025-11-28",
                "company.headcount 240 2026-11-20",
                "department.eng_headcount 44 2025-11-20",
                "department.eng_headcount 61 2026-11-20",
                "company.funding_round 2026-03-02 USD 31000000 Series B 2026-03-02",
            ]
        );
    }

    #[test]
    fn both_spellings_are_read() {
        let camel = SNAKE
            .replace("traction_metrics", "tractionMetrics")
            .replace("headcount_engineering", "headcountEngineering")
            .replace("latest_metric_value", "latestMetricValue")
            .replace("metric_value", "metricValue")
            .replace("last_funding_", "lastFunding_")
            .replace("lastFunding_at", "lastFundingAt")
            .replace("lastFunding_type", "lastFundingType")
            .replace("lastFunding_total", "lastFundingTotal");
        assert_eq!(Harmonic.recognise(&camel), Some(JSON));
        let subject = subject("Dune Freight", "dunefreight.example");
        assert_eq!(
            facts(&Harmonic.read(&subject, &[saved(JSON, &camel)])),
            facts(&Harmonic.read(&subject, &[saved(JSON, SNAKE)]))
        );
    }

    #[test]
    fn a_table_gives_the_day_of_the_export() {
        let text = "Company Name,Website Domain,Headcount,Headcount Engineering,Headcount % (365d),Funding Stage,Last Funding Date,Last Funding Amount\n\
            Dune Freight,dunefreight.example,240,61,20.0,SERIES_B,2026-03-02,31000000\nGannet Labs,gannet.example,,,,,,\n";
        let reading = Harmonic.read(&subject("Dune Freight", "dunefreight.example"), &[saved(TABLE, text)]);
        assert_eq!(
            facts(&reading),
            [
                "company.headcount 240 2026-11-20",
                "department.eng_headcount 61 2026-11-20",
                "company.headcount_growth_12m 20 2026-11-20",
                "company.funding_round 2026-03-02 USD 31000000 Series B 2026-03-02",
            ]
        );
        assert_eq!(reading.others, ["Gannet Labs"]);
        let nothing = Harmonic.read(&subject("Gannet Labs", "gannet.example"), &[saved(TABLE, text)]);
        assert_eq!((nothing.state, nothing.observations.len()), (SourceState::Observed, 0));
    }

    #[test]
    fn nulls_and_another_company_are_no_facts() {
        let nulls = r#"{"name": "Dune Freight", "website": null, "traction_metrics": {"headcount": null}, "funding": {"last_funding_at": null}}"#;
        let reading = Harmonic.read(&subject("Dune Freight", "dunefreight.example"), &[saved(JSON, nulls)]);
        assert_eq!((reading.state, reading.observations.len()), (SourceState::Observed, 0));
        let other = Harmonic.read(&subject("Other", "other.example"), &[saved(JSON, SNAKE)]);
        assert_eq!(
            (other.state, other.others.as_slice()),
            (SourceState::UnknownEntity, &["Dune Freight".to_owned()][..])
        );
    }
}
