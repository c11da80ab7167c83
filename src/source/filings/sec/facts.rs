//! Numbers that registrants tag: few tag their head count, nearly all their revenue and their research (SOURCES A3).

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value as Json;

use super::registrant::cik_of;
use super::{Findings, granted};
use crate::model::{Page, PartialDate, SourceKind, Trouble, Value, days_between};
use crate::source::Subject;

/// Not that of the reports' text: the tag may count other people.
const ORIGIN: &str = "SEC company facts";
const EMPLOYEES: &str = "EntityNumberOfEmployees";
/// Tags for what is sold, the first that goes on longest counts.
const REVENUE: &[&str] = &["RevenueFromContractWithCustomerExcludingAssessedTax", "Revenues", "Revenue"];
const RESEARCH: &[&str] = &["ResearchAndDevelopmentExpense"];
/// Days of a span that is a year; others are quarters.
const YEAR: std::ops::RangeInclusive<i64> = 350..=380;
/// Years that a remark names.
const YEARS: usize = 3;

#[derive(Deserialize)]
struct Raw {
    #[serde(default)]
    cik: Json,
    #[serde(rename = "entityName")]
    name: Option<String>,
    /// Of company facts.
    #[serde(default)]
    facts: BTreeMap<String, Option<Tags>>,
    /// Of one concept.
    tag: Option<String>,
    #[serde(default)]
    units: Json,
}

/// The tags that are read; the hundreds of others are passed over.
#[derive(Deserialize)]
struct Tags {
    #[serde(rename = "EntityNumberOfEmployees")]
    employees: Option<Concept>,
    #[serde(rename = "RevenueFromContractWithCustomerExcludingAssessedTax")]
    contracts: Option<Concept>,
    #[serde(rename = "Revenues")]
    revenues: Option<Concept>,
    #[serde(rename = "Revenue")]
    revenue: Option<Concept>,
    #[serde(rename = "ResearchAndDevelopmentExpense")]
    research: Option<Concept>,
}

#[derive(Default, Deserialize)]
struct Concept {
    #[serde(default)]
    units: Json,
}

/// One number of one period.
struct Fact {
    unit: String,
    start: Option<PartialDate>,
    end: PartialDate,
    number: f64,
    filed: String,
}

/// Head counts as observations, revenue and research as remarks. Gives the number and name that the page states.
pub(super) fn read(subject: &Subject, page: &Page, found: &mut Findings) -> Result<(Option<u64>, String), Trouble> {
    let raw: Raw = granted(page)?.json()?;
    let mut concepts: BTreeMap<&str, Vec<Fact>> = BTreeMap::new();
    for tags in raw.facts.values().flatten() {
        let all = [&tags.employees, &tags.contracts, &tags.revenues, &tags.revenue, &tags.research];
        for (name, concept) in [EMPLOYEES, REVENUE[0], REVENUE[1], REVENUE[2], RESEARCH[0]].into_iter().zip(all) {
            concepts.entry(name).or_default().extend(concept.iter().flat_map(|concept| facts_of(&concept.units)));
        }
    }
    if let Some(tag) = &raw.tag {
        concepts.entry(tag).or_default().extend(facts_of(&raw.units));
    }
    for fact in latest_filed(concepts.get(EMPLOYEES), |fact| (1.0..=3e6).contains(&fact.number)) {
        let (value, url) = (Value::Number(fact.number), &page.request.url);
        let kind = SourceKind::RegulatorFiling;
        found.observations.push(subject.observe("company.headcount", value, fact.end, kind, ORIGIN, url));
    }
    found.remarks.extend(by_year(&concepts, REVENUE, "revenue"));
    found.remarks.extend(by_year(&concepts, RESEARCH, "research and development"));
    let cik = raw.cik.as_u64().or_else(|| cik_of(raw.cik.as_str()?));
    Ok((cik, raw.name.unwrap_or_default()))
}

/// Facts of all units; their names vary.
fn facts_of(units: &Json) -> Vec<Fact> {
    let Json::Object(units) = units else { return Vec::new() };
    let of_unit = |(unit, facts): (&String, &Json)| {
        let facts = facts.as_array().cloned().unwrap_or_default();
        facts.iter().filter_map(|fact| fact_of(unit, fact)).collect::<Vec<_>>()
    };
    units.iter().flat_map(of_unit).collect()
}

fn fact_of(unit: &str, fact: &Json) -> Option<Fact> {
    let text = |name: &str| fact.get(name).and_then(Json::as_str);
    let number = fact.get("val")?;
    Some(Fact {
        unit: unit.to_owned(),
        start: text("start").and_then(|start| start.parse().ok()),
        end: text("end")?.parse().ok()?,
        number: number.as_f64().or_else(|| number.as_str()?.parse().ok()).filter(|number| number.is_finite())?,
        filed: text("filed").unwrap_or_default().to_owned(),
    })
}

/// One fact for each end of a period: the one that was filed last.
fn latest_filed(facts: Option<&Vec<Fact>>, is_meant: impl Fn(&Fact) -> bool) -> Vec<&Fact> {
    let mut by_end: BTreeMap<PartialDate, &Fact> = BTreeMap::new();
    for fact in facts.into_iter().flatten().filter(|fact| is_meant(fact)) {
        let known = by_end.entry(fact.end).or_insert(fact);
        if known.filed < fact.filed {
            *known = fact;
        }
    }
    by_end.into_values().collect()
}

/// "revenue: USD 702 million to 2023-12-31, …" of the tag that was used last.
fn by_year(concepts: &BTreeMap<&str, Vec<Fact>>, tags: &[&str], what: &str) -> Option<String> {
    let is_year =
        |fact: &Fact| fact.start.is_some_and(|start| YEAR.contains(&days_between(start.day(), fact.end.day())));
    let series = tags.iter().map(|tag| latest_filed(concepts.get(tag), is_year));
    let series = series.max_by_key(|facts| facts.last().map(|fact| fact.end))?;
    let newest = series.last()?;
    let same_unit: Vec<_> = series.iter().filter(|fact| fact.unit == newest.unit).collect();
    let from = same_unit.len().saturating_sub(YEARS);
    let years = same_unit
        .get(from..)?
        .iter()
        .map(|fact| format!("{:.0} million in the year to {}", fact.number / 1e6, fact.end));
    Some(format!("{what} in {}: {}", newest.unit, years.collect::<Vec<_>>().join(", ")))
}
