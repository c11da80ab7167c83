//! Tables of layoffs, as trackers export them and people type them (SOURCES F2).

use super::table::{Row, facts_of_rows, has_columns, percent};
use crate::model::{Amount, Event, Observation, Page, SourceKind, Value};
use crate::source::reading::page;
use crate::source::{About, Domain, Holds, Proof, Reading, Source, Subject, Use};

/// A table with a company, a day, and people or percent.
pub(in crate::source) struct Layoffs;

const TABLE: &str = "table";
const ORIGIN: &str = "layoff tracker";

impl Source for Layoffs {
    fn about(&self) -> About {
        About {
            name: "layoffs",
            title: "table of layoffs",
            holds: Holds::ManyCompanies,
            kind: SourceKind::Aggregator,
            use_: Use::ByHand,
        }
    }

    fn read(&self, subject: &Subject, pages: &[Page]) -> Reading {
        let Some(page) = page(pages, TABLE) else { return super::only_files(self.about().name) };
        facts_of_rows(subject, page, |row| layoff(subject, page, row)).unwrap_or_else(Reading::from)
    }

    fn recognise(&self, text: &str) -> Option<&'static str> {
        has_columns(text, &["company", "laidoff", "date"]).then_some(TABLE)
    }

    fn main_page(&self) -> Option<&'static str> {
        Some(TABLE)
    }
}

fn layoff(subject: &Subject, page: &Page, row: &Row<'_>) -> Result<Observation, String> {
    let date = row.date(&["date"]).ok_or("a layoff without a day is left out")?;
    let people = row.number(&["laidoff"]).filter(|people| *people >= 1.0);
    let share = row.get(&["percent", "percentage"]).and_then(percent);
    let amount = match (people, share) {
        (Some(number), _) => Some(Amount { number, unit: "people".to_owned() }),
        (None, Some(number)) => Some(Amount { number, unit: "percent".to_owned() }),
        (None, None) => None,
    };
    let note = match share {
        Some(share) if share >= 100.0 => Some("all of them: the company shut down".to_owned()),
        Some(share) if people.is_some() => Some(format!("{share} % of the staff")),
        _ => None,
    };
    let url = row.get(&["source", "url"]).filter(|url| url.contains("://")).unwrap_or(&page.request.url);
    // Without a domain it is the name alone that says whose row it is.
    let is_sure = row.get(&["domain", "website"]).and_then(Domain::of).is_some();
    let proof = if is_sure { Proof::ByDomain } else { Proof::ByName };
    let event = Value::Event(Event { date, amount, label: None });
    let observation = subject.observe("company.layoff", event, date, SourceKind::Aggregator, ORIGIN, url);
    Ok(Observation { note, credibility: proof.credibility(), ..observation }.sealed())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SourceState;
    use crate::source::exports::testing::{facts, saved, subject};

    const TEXT: &str = "Company,Location HQ,# Laid Off,Date,%,Industry,Source\n\
        Dune Freight,Reno,240,9/3/2026,8%,Logistics,https://news.example/dune\n\
        \"DUNE FREIGHT, Inc.\",Reno,,2025-11-02,0.15,Logistics,\n\
        Gannet Labs,Oslo,40,5/2/2025,100%,Hardware,\n\
        Dune Freight,Reno,12,soon,,Logistics,\n";

    #[test]
    fn people_come_before_percent_and_both_are_told() {
        let reading = Layoffs.read(&subject("Dune Freight", "dunefreight.example"), &[saved(TABLE, TEXT)]);
        assert_eq!(
            facts(&reading),
            ["company.layoff 2026-09-03 240 people 2026-09-03", "company.layoff 2025-11-02 15% 2025-11-02"]
        );
        assert_eq!(reading.observations[0].note.as_deref(), Some("8 % of the staff"));
        assert_eq!(reading.observations[0].credibility, 3, "by name alone");
        assert_eq!(reading.remarks, ["a layoff without a day is left out"]);
        assert_eq!(reading.others, ["Gannet Labs"]);
    }

    #[test]
    fn all_of_them_means_that_it_shut_down_and_absence_means_nothing() {
        let labs = Layoffs.read(&subject("Gannet Labs", "gannet.example"), &[saved(TABLE, TEXT)]);
        assert_eq!(labs.observations[0].note.as_deref(), Some("all of them: the company shut down"));
        let none = Layoffs.read(&subject("Other", "other.example"), &[saved(TABLE, TEXT)]);
        assert_eq!((none.state, none.observations.len()), (SourceState::UnknownEntity, 0));
        assert_eq!(Layoffs.recognise(TEXT), Some(TABLE));
    }
}
