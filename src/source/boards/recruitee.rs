//! Recruitee boards: one page with all offers (SOURCES C6).

use serde::Deserialize;

use super::hosted::{Board, Host};
use crate::model::{Page, Request, SourceKind, Trouble};
use crate::source::html::visible_text;
use crate::source::lenient::text;
use crate::source::reading::page;
use crate::source::{About, Holds, Opening, Reading, Source, Subject, Use};

/// Boards at `*.recruitee.com`.
pub(in crate::source) struct Recruitee;

const OFFERS: &str = "offers";
const ORIGIN: &str = "recruitee board";
const HOST: Host = Host { service: "recruitee", title: "Recruitee", account: "subdomain" };
/// Beside samples, a board of somebody who only tries the service has hardly any offers.
const FEW: usize = 3;

#[derive(Deserialize)]
struct List {
    offers: Vec<Offer>,
}

#[derive(Deserialize)]
struct Offer {
    #[serde(default, deserialize_with = "text")]
    id: String,
    #[serde(deserialize_with = "text")]
    title: String,
    #[serde(default, deserialize_with = "text")]
    status: String,
    #[serde(default, deserialize_with = "text")]
    department: String,
    #[serde(default, deserialize_with = "text")]
    company_name: String,
    #[serde(default, deserialize_with = "text")]
    careers_url: String,
    #[serde(default, deserialize_with = "text")]
    description: String,
    #[serde(default, deserialize_with = "text")]
    requirements: String,
}

impl Offer {
    /// What the service puts on a new board.
    fn is_sample(&self) -> bool {
        self.title.to_lowercase().ends_with("(sample)")
    }

    fn is_open(&self) -> bool {
        matches!(self.status.as_str(), "" | "published")
    }
}

impl Source for Recruitee {
    fn about(&self) -> About {
        About {
            name: HOST.service,
            title: "Recruitee job board",
            holds: Holds::OneCompany,
            kind: SourceKind::CompanyRecord,
            use_: Use::Always,
        }
    }

    fn read(&self, subject: &Subject, pages: &[Page]) -> Reading {
        let Some(page) = page(pages, OFFERS) else {
            return HOST.first(subject, request);
        };
        read_offers(subject, page).unwrap_or_else(|trouble| HOST.trouble(trouble, subject))
    }

    fn recognise(&self, text: &str) -> Option<&'static str> {
        let is_list = text.contains("\"offers\"") && text.contains("\"careers_url\"");
        let is_empty = || serde_json::from_str::<List>(text).is_ok_and(|list| list.offers.is_empty());
        (is_list || is_empty()).then_some(OFFERS)
    }
}

fn request(id: &str) -> Request {
    Request::json(OFFERS, format!("https://{id}.recruitee.com/api/offers/")).for_hours(6)
}

fn read_offers(subject: &Subject, page: &Page) -> Result<Reading, Trouble> {
    let list: List = page.json()?;
    let samples = list.offers.iter().filter(|offer| offer.is_sample()).count();
    let open: Vec<&Offer> = list.offers.iter().filter(|offer| offer.is_open() && !offer.is_sample()).collect();
    if samples > 0 && open.len() < FEW {
        return Ok(Reading::unknown("it is a trial board with the service's sample jobs, not the company's"));
    }
    let openings: Vec<Opening> = open.iter().map(|offer| opening(offer)).collect();
    let first = list.offers.first();
    let board = Board {
        host: HOST,
        origin: ORIGIN,
        url: &page.request.url,
        on: page.fetched,
        openings: &openings,
        is_complete: true,
        named: first.map_or("", |offer| &offer.company_name),
        account: first.and_then(|offer| subdomain(&offer.careers_url)).unwrap_or_default(),
        has_own_address: first.is_some_and(|offer| subject.owns(&offer.careers_url)),
    };
    Ok(board.reading(subject))
}

/// The account in `https://acme.recruitee.com/o/a-job`.
fn subdomain(address: &str) -> Option<&str> {
    address.strip_prefix("https://")?.split('/').next()?.strip_suffix(".recruitee.com")
}

fn opening(offer: &Offer) -> Opening {
    Opening {
        title: offer.title.clone(),
        department: offer.department.clone(),
        requisition: offer.id.clone(),
        text: visible_text(&format!("{} {}", offer.description, offer.requirements)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SourceState;
    use crate::source::boards::testing::{page_of, pinned, refused, stranger};

    const LIST: &str = include_str!("../../../fixtures/pages/recruitee_offers.json");
    const TRIAL: &str = include_str!("../../../fixtures/pages/recruitee_offers_trial.json");

    fn read(text: &str) -> Reading {
        Recruitee.read(&pinned("recruitee", "dunlin"), &[page_of(request("dunlin"), text)])
    }

    #[test]
    fn offers_are_openings_and_drafts_are_not() {
        let list: List = serde_json::from_str(LIST).expect("a list");
        let open: Vec<Opening> = list.offers.iter().filter(|offer| offer.is_open()).map(opening).collect();
        let seen: Vec<(&str, &str)> = open.iter().map(|o| (o.title.as_str(), o.department.as_str())).collect();
        assert_eq!(seen, [("Head of Engineering", "Product & Tech"), ("Engineering Manager", "")]);
        assert_eq!(open[0].text, "Shape it. Lead managers.");
        assert_eq!(read(LIST).state, SourceState::Observed);
        assert_eq!(Recruitee.read(&pinned("recruitee", "dunlin"), &[]).wants, [request("dunlin")]);
        assert_eq!(Recruitee.read(&pinned("recruitee", "landing"), &[]).wants, []);
    }

    #[test]
    fn a_trial_board_is_nobodys() {
        let reading = read(TRIAL);
        assert_eq!((reading.state, reading.observations.len()), (SourceState::UnknownEntity, 0));
        assert!(reading.why.is_some_and(|why| why.contains("trial board")));
    }

    #[test]
    fn two_offers_under_the_name_prove_nothing_and_an_own_address_does() {
        let page = page_of(request("dunlin"), LIST);
        let reading = Recruitee.read(&stranger(), &[page]);
        assert_eq!((reading.state, reading.observations.len()), (SourceState::UnknownEntity, 0));
        assert_eq!(reading.candidates.first().map(|(key, _)| key.as_str()), Some("recruitee: dunlin"));
        let own = LIST.replace("https://dunlin.recruitee.com", "https://jobs.dunlin.example");
        let reading = Recruitee.read(&stranger(), &[page_of(request("dunlin"), &own)]);
        assert_eq!(reading.state, SourceState::Observed);
        assert!(reading.observations.iter().all(|o| o.credibility == 2));
    }

    #[test]
    fn an_empty_board_has_no_openings() {
        assert_eq!(read("{\"offers\":[]}").state, SourceState::Zero);
    }

    #[test]
    fn troubles_have_their_state() {
        let state =
            |status| Recruitee.read(&pinned("recruitee", "dunlin"), &[refused(request("dunlin"), status, "")]).state;
        assert_eq!((state(404), state(403)), (SourceState::UnknownEntity, SourceState::Blocked));
        for text in ["<html>", "{}", "[]", &LIST[..300], "{\"offers\": null}"] {
            assert_eq!(read(text).state, SourceState::Failed, "{text}");
        }
    }

    #[test]
    fn its_own_texts_are_recognised() {
        assert_eq!(Recruitee.recognise(LIST), Some(OFFERS));
        assert_eq!(Recruitee.recognise("{\"offers\":[]}"), Some(OFFERS));
        assert_eq!(Recruitee.recognise("{\"jobs\":[]}"), None);
    }
}
