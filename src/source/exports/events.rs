//! Events that a person typed (SOURCES H3): rounds, layoffs, shake-ups, head counts.

use super::table::{Row, facts_of_rows, has_columns};
use crate::model::{Amount, Event, Observation, Page, PartialDate, SourceKind, Value};
use crate::source::reading::page;
use crate::source::{About, Domain, Holds, Reading, Source, Subject, Use};

/// A table with a kind, a day and perhaps an amount.
pub(in crate::source) struct Events;

const TABLE: &str = "table";

impl Source for Events {
    fn about(&self) -> About {
        About {
            name: "events",
            title: "table of events",
            holds: Holds::ManyCompanies,
            kind: SourceKind::Aggregator,
            use_: Use::ByHand,
        }
    }

    fn read(&self, subject: &Subject, pages: &[Page]) -> Reading {
        let Some(page) = page(pages, TABLE) else { return super::only_files(self.about().name) };
        facts_of_rows(subject, page, |row| event(subject, page, row)).unwrap_or_else(Reading::from)
    }

    fn recognise(&self, text: &str) -> Option<&'static str> {
        has_columns(text, &["company", "kind", "date", "value"]).then_some(TABLE)
    }

    fn main_page(&self) -> Option<&'static str> {
        Some(TABLE)
    }
}

/// The observation of a row; else what is to be said of it.
fn event(subject: &Subject, page: &Page, row: &Row<'_>) -> Result<Observation, String> {
    let kind = row.get(&["kind"]).unwrap_or_default().to_lowercase().replace([' ', '-'], "_");
    let Some(date) = row.date(&["date"]) else { return Err(format!("{kind} without a day is left out")) };
    let label = |text: &str| Some(text.to_owned());
    let happened = |amount, label| Value::Event(Event { date, amount, label });
    let number = row.number(&["value"]);
    let (signal, value) = match kind.as_str() {
        "funding_round" | "funding" => {
            let note = row.get(&["note"]).filter(|note| note.split_whitespace().count() <= 3);
            ("company.funding_round", happened(money(row), note.map(str::to_owned)))
        }
        "layoff" | "layoffs" => ("company.layoff", happened(cut(row), None)),
        "acquisition" | "acquired" => ("company.shakeup", happened(None, label("acquisition"))),
        "merger" => ("company.shakeup", happened(None, label("merger"))),
        "reorg" | "reorganisation" | "reorganization" => ("company.shakeup", happened(None, label("reorg"))),
        "new_head" | "new_cto" | "exec_change" => ("company.shakeup", happened(None, label("new_head"))),
        "headcount" | "headcount_engineering" => {
            let people = number.filter(|people| *people >= 1.0);
            let people = people.ok_or_else(|| format!("{kind} of {date} without a number is left out"))?;
            let is_all = kind == "headcount";
            (if is_all { "company.headcount" } else { "department.eng_headcount" }, Value::Number(people))
        }
        _ => return Err(format!("`{kind}` of {date} is no kind of event that is known")),
    };
    Ok(observed(subject, page, row, signal, value, date))
}

fn observed(
    subject: &Subject,
    page: &Page,
    row: &Row<'_>,
    signal: &str,
    value: Value,
    date: PartialDate,
) -> Observation {
    let (kind, origin) = who_says(subject, row);
    let url = row.get(&["url"]).unwrap_or(&page.request.url);
    let note = row.get(&["note"]).map(str::to_owned);
    Observation { note, ..subject.observe(signal, value, date, kind, &origin, url) }
}

fn money(row: &Row<'_>) -> Option<Amount> {
    let unit = row.get(&["currency"]).filter(|code| code.len() == 3)?;
    Some(Amount { number: row.number(&["value"])?, unit: unit.to_uppercase() })
}

fn cut(row: &Row<'_>) -> Option<Amount> {
    let unit = if row.get(&["unit"]).is_some_and(|unit| unit.contains(['%']) || unit == "percent") {
        "percent"
    } else {
        "people"
    };
    Some(Amount { number: row.number(&["value"])?, unit: unit.to_owned() })
}

/// Who a row is from, as far as its words and address tell, and whose voice it is.
fn who_says(subject: &Subject, row: &Row<'_>) -> (SourceKind, String) {
    const SAID: &[(&str, SourceKind)] = &[
        ("recruiter", SourceKind::RecruiterSaid),
        ("hiring manager", SourceKind::HiringManagerSaid),
        ("rumour", SourceKind::Hearsay),
        ("rumor", SourceKind::Hearsay),
        ("filing", SourceKind::RegulatorFiling),
    ];
    let note = row.get(&["note"]).unwrap_or_default().to_lowercase();
    if let Some((word, kind)) = SAID.iter().find(|(word, _)| note.contains(word)) {
        return (*kind, (*word).to_owned());
    }
    match row.get(&["url"]) {
        Some(url) if subject.owns(url) => (SourceKind::CompanyMarketing, subject.name.clone()),
        Some(url) => {
            let site = Domain::of(url).map_or_else(|| url.to_owned(), |domain| domain.to_string());
            (SourceKind::PressIndependent, site)
        }
        None => (SourceKind::Aggregator, "events table".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::exports::testing::{facts, saved, subject};

    const HEAD: &str = "company,domain,kind,date,value,unit,currency,url,note\n";

    fn read_rows(rows: &str) -> Reading {
        Events.read(&subject("Dune Freight", "dunefreight.example"), &[saved(TABLE, &format!("{HEAD}{rows}"))])
    }

    #[test]
    fn events_keep_amount_and_kind_and_say_who_told() {
        let reading = read_rows(
            "Dune Freight,dunefreight.example,funding_round,2026-10-14,45000000,money,USD,https://wire.example/d,Series B\n\
             Dune Freight,dunefreight.example,layoff,2026-10-28,370,people,,https://news.example/d,9% of staff\n\
             Dune Freight,dunefreight.example,layoff,2025-03,12,percent,,,a rumour at the fair\n\
             Dune Freight,dunefreight.example,acquisition,2026-11-17,,,,https://www.dunefreight.example/news,bought Gannet\n\
             Dune Freight,dunefreight.example,headcount_engineering,2026-11-10,51,people,,,told by the recruiter\n",
        );
        assert_eq!(
            facts(&reading),
            [
                "company.funding_round 2026-10-14 USD 45000000 Series B 2026-10-14",
                "company.layoff 2026-10-28 370 people 2026-10-28",
                "company.layoff 2025-03 12% 2025-03",
                "company.shakeup 2026-11-17 acquisition 2026-11-17",
                "department.eng_headcount 51 2026-11-10",
            ]
        );
        let kinds: Vec<SourceKind> = reading.observations.iter().map(|o| o.kind).collect();
        assert_eq!(
            kinds,
            [
                SourceKind::PressIndependent,
                SourceKind::PressIndependent,
                SourceKind::Hearsay,
                SourceKind::CompanyMarketing,
                SourceKind::RecruiterSaid,
            ]
        );
        assert_eq!(reading.observations[0].origin, "wire.example");
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let reading = read_rows(
            "Dune Freight,,party,2026-10-14,,,,,\nDune Freight,,layoff,soon,3,,,,\nDune Freight,,headcount,2026-10,many,,,,\n",
        );
        assert_eq!(facts(&reading), [""; 0]);
        assert_eq!(
            reading.remarks,
            [
                "`party` of 2026-10-14 is no kind of event that is known",
                "layoff without a day is left out",
                "headcount of 2026-10 without a number is left out",
            ]
        );
    }
}
