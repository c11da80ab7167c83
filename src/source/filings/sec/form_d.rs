//! Form D: sales of shares outside an exchange, that is, rounds of private companies (SOURCES A4). The persons that the
//! form names are passed over unread.

use super::registrant::{Registrant, cik_of};
use super::submissions::Filing;
use super::{FORM_D, Findings, granted};
use crate::model::{Amount, Event, Observation, Page, PartialDate, Request, SourceKind, Trouble, Value, days_between};
use crate::source::Subject;
use crate::source::filings::xml::Leaves;

const ORIGIN: &str = "Form D";
/// Parts of the form that name persons.
const PERSONS: &[&str] = &["relatedPersonsList", "signatureBlock", "salesCompensationList"];
/// Newest forms that are read.
const MOST_FORMS: usize = 8;
/// Within so many days, equal offerings are one round told twice.
const SAME_ROUND: i64 = 180;

/// One form, as far as it matters.
#[derive(Debug, Clone, PartialEq)]
struct Form {
    cik: Option<u64>,
    name: String,
    url: String,
    /// Accession number and file number, where the index of filings gave them.
    accession: String,
    file_number: String,
    filed: Option<PartialDate>,
    /// The filing that it replaces.
    replaces: Option<String>,
    /// Why it is no round, if so.
    excluded: Option<&'static str>,
    first_sale: Option<PartialDate>,
    /// Dollars; `None`: indefinite.
    offered: Option<f64>,
    sold: Option<f64>,
    investors: Option<String>,
    is_debt_only: bool,
}

/// Rounds of the index's newest forms.
pub(super) fn read(
    subject: &Subject,
    registrant: &Registrant,
    filings: &[Filing],
    pages: &[Page],
    found: &mut Findings,
) {
    let mut forms = Vec::new();
    let is_form = |filing: &&Filing| filing.plain_form() == "D" && filing.document.ends_with(".xml");
    for filing in filings.iter().filter(is_form).take(MOST_FORMS) {
        let Some(url) = filing.url(registrant.cik) else { continue };
        let Some(page) = pages.iter().find(|page| page.request.label == FORM_D && page.request.url == url) else {
            let request = Request::new(FORM_D, crate::model::Form::Xml, url);
            found.wants.push(request.for_ever().identified());
            continue;
        };
        match form_of(page) {
            Ok(form) => forms.push(Form {
                accession: filing.accession.clone(),
                file_number: filing.file_number.clone(),
                filed: Some(filing.filed),
                ..form
            }),
            Err(trouble) => found.missing.push((format!("no round from the form D of {}", filing.filed), trouble)),
        }
    }
    tell(subject, rounds(forms), found);
}

/// The round of one saved form, and whose it is.
pub(super) fn read_saved(
    subject: &Subject,
    saved: &Page,
    found: &mut Findings,
) -> Result<(Option<u64>, String), Trouble> {
    let form = form_of(saved)?;
    let whose = (form.cik, form.name.clone());
    tell(subject, vec![form], found);
    Ok(whose)
}

fn form_of(page: &Page) -> Result<Form, Trouble> {
    let text = granted(page)?.text()?;
    let leaves = Leaves::of(&text, PERSONS).ok_or_else(|| Trouble::failed("the form D is cut off, or no XML"))?;
    let get = |path: &str| leaves.get(path).filter(|words| *words != "None");
    let offering = |path: &str| get(&format!("offeringData/{path}"));
    let is_true = |path: &str| offering(path) == Some("true");
    let amount = |path: &str| {
        let dollars = offering(path)?.replace(',', "").parse::<f64>().ok();
        dollars.filter(|dollars| dollars.is_finite() && *dollars >= 0.0)
    };
    let kind = offering("industryGroup/industryGroupType").unwrap_or_default();
    let is_fund = kind == "Pooled Investment Fund" || leaves.has_below("offeringData/industryGroup/investmentFundInfo");
    let is_live = get("testOrLive").is_none_or(|word| word == "LIVE");
    let is_merger = is_true("businessCombinationTransaction/isBusinessCombinationTransaction");
    let excluded = [
        (!is_live, "is a test"),
        (is_fund, "is of an investment fund"),
        (is_merger, "belongs to a merger, not to a round"),
    ];
    let securities = "typesOfSecuritiesOffered";
    let is_equity = ["isEquityType", "isOptionToAcquireType", "isSecurityToBeAcquiredType"];
    Ok(Form {
        cik: get("primaryIssuer/cik").and_then(cik_of),
        name: get("primaryIssuer/entityName").unwrap_or_default().to_owned(),
        url: page.request.url.clone(),
        accession: String::new(),
        file_number: String::new(),
        filed: None,
        replaces: offering("typeOfFiling/newOrAmendment/previousAccessionNumber").map(str::to_owned),
        excluded: excluded.into_iter().find(|(is_so, _)| *is_so).map(|(_, why)| why),
        first_sale: offering("typeOfFiling/dateOfFirstSale/value").and_then(|day| day.parse().ok()),
        offered: amount("offeringSalesAmounts/totalOfferingAmount"),
        sold: amount("offeringSalesAmounts/totalAmountSold"),
        investors: offering("investors/totalNumberAlreadyInvested").map(str::to_owned),
        is_debt_only: is_true(&format!("{securities}/isDebtType"))
            && !is_equity.iter().any(|kind| is_true(&format!("{securities}/{kind}"))),
    })
}

/// One form for each round: amendments replace what they amend, and a round told twice counts once. Newest first.
fn rounds(forms: Vec<Form>) -> Vec<Form> {
    let mut rounds: Vec<Form> = Vec::new();
    for form in forms {
        let is_replaced = rounds.iter().any(|newer| {
            let by_number = newer.replaces.as_ref() == Some(&form.accession);
            by_number || !form.file_number.is_empty() && newer.file_number == form.file_number
        });
        let is_same = |newer: &&mut Form| {
            let days = newer.first_sale.zip(form.first_sale).map(|(a, b)| days_between(b.day(), a.day()).abs());
            let is_near = days.is_some_and(|days| days <= SAME_ROUND);
            is_near && form.offered.is_some() && newer.offered == form.offered && newer.excluded == form.excluded
        };
        if is_replaced {
            // What it replaced in its turn is gone, too.
            if let Some(older) = form.replaces.clone() {
                rounds.iter_mut().filter(|newer| newer.replaces.as_ref() == Some(&form.accession)).for_each(|newer| {
                    newer.replaces = Some(older.clone());
                });
            }
        } else if let Some(newer) = rounds.iter_mut().find(is_same) {
            newer.first_sale = newer.first_sale.min(form.first_sale);
        } else {
            rounds.push(form);
        }
    }
    rounds
}

fn tell(subject: &Subject, rounds: Vec<Form>, found: &mut Findings) {
    for round in rounds {
        let filed = round.filed.map(|day| format!(" of {day}")).unwrap_or_default();
        let form = format!("the form D{filed}");
        match (round.excluded, round.first_sale, round.sold.filter(|sold| *sold > 0.0)) {
            (Some(why), _, _) => found.remarks.push(format!("{form} {why}")),
            (None, Some(day), Some(sold)) => found.observations.push(observe(subject, &round, day, sold)),
            (None, Some(day), None) => {
                found.remarks.push(format!("{form} says that nothing was sold; first sale {day}"))
            }
            (None, None, _) => found.remarks.push(format!("{form} announces an offering; no sale is dated yet")),
        }
    }
}

fn observe(subject: &Subject, round: &Form, day: PartialDate, sold: f64) -> Observation {
    let is_partial = round.offered.is_none_or(|offered| sold < offered);
    let mut notes = vec![match round.offered {
        Some(offered) => format!("USD {sold} sold of {offered} offered"),
        None => format!("USD {sold} sold; how much is offered is indefinite"),
    }];
    notes.extend(is_partial.then(|| "partial close".to_owned()));
    notes.extend(round.investors.as_ref().map(|count| format!("{count} investors")));
    notes.extend(round.is_debt_only.then(|| "debt, not shares".to_owned()));
    let amount = Some(Amount { number: sold, unit: "USD".to_owned() });
    let value = Value::Event(Event { date: day, amount, label: None });
    let kind = SourceKind::RegulatorFiling;
    let observation = subject.observe("company.funding_round", value, day, kind, ORIGIN, &round.url);
    let credibility = if is_partial { 3 } else { 2 };
    Observation { credibility, note: Some(notes.join("; ")), ..observation }.sealed()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(accession: &str, first_sale: &str, offered: f64) -> Form {
        Form {
            cik: None,
            name: String::new(),
            url: String::new(),
            accession: accession.to_owned(),
            file_number: accession.to_owned(),
            filed: None,
            replaces: None,
            excluded: None,
            first_sale: first_sale.parse().ok(),
            offered: Some(offered),
            sold: Some(offered),
            investors: None,
            is_debt_only: false,
        }
    }

    #[test]
    fn amendments_replace_a_chain_of_forms() {
        let third = Form { replaces: Some("b".to_owned()), ..form("c", "2026-01-02", 9e6) };
        let second = Form { replaces: Some("a".to_owned()), ..form("b", "2026-01-02", 8e6) };
        let kept = rounds(vec![third, second, form("a", "2026-01-02", 7e6)]);
        assert_eq!(kept.iter().map(|form| form.accession.as_str()).collect::<Vec<_>>(), ["c"]);
    }

    #[test]
    fn filings_on_one_offering_share_a_file_number() {
        let newer = Form { file_number: "021-1".to_owned(), ..form("b", "2026-06-01", 9e6) };
        let older = Form { file_number: "021-1".to_owned(), ..form("a", "2025-01-02", 7e6) };
        assert_eq!(rounds(vec![newer.clone(), older]), [newer]);
    }

    #[test]
    fn equal_offerings_within_half_a_year_are_one_round() {
        let kept = rounds(vec![form("b", "2026-06-01", 9e6), form("a", "2026-01-02", 9e6)]);
        assert_eq!(
            kept.iter().map(|one| one.first_sale.map(|day| day.to_string())).collect::<Vec<_>>(),
            [Some("2026-01-02".to_owned())]
        );
        assert_eq!(rounds(vec![form("b", "2026-06-01", 9e6), form("a", "2025-06-01", 9e6)]).len(), 2);
        assert_eq!(rounds(vec![form("b", "2026-06-01", 9e6), form("a", "2026-06-01", 8e6)]).len(), 2);
    }
}
