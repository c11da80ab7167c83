//! What all boards have in common: whose a board is, and what its openings amount to.

use super::board::{Count, has_token_form, no_board};
use crate::model::{Date, Observation, Page, Request, SourceState, Trouble};
use crate::source::{Identity, Opening, Proof, Reading, Subject};

/// Names of hosts that belong to the services themselves.
const VENDORS: &[&str] =
    &["www", "app", "api", "landing", "tt", "support", "help", "embed", "jobs", "careers", "boards", "status"];

/// A service that hosts boards.
#[derive(Debug, Clone, Copy)]
pub(super) struct Host {
    /// Key of front matter: `personio`.
    pub service: &'static str,
    /// Its name: `Personio`.
    pub title: &'static str,
    /// What it calls an account: `subdomain`.
    pub account: &'static str,
}

impl Host {
    /// The company's account, fit to stand in an address; else the reading that says why there is none.
    pub(super) fn account(self, subject: &Subject) -> Result<&str, Box<Reading>> {
        let Self { service, account, .. } = self;
        let Some(identity) = subject.id(service) else {
            return Err(Box::new(no_board(service).into()));
        };
        let id = identity.id.as_str();
        if is_token(id) {
            return Ok(id);
        }
        let why = format!("`{service}: {id}` is no {account}; letters, digits, dots and dashes are, such as `acme`");
        Err(Box::new(Reading::not_tried(why)))
    }

    /// The first page of the company's board; else the reading that says why there is none.
    pub(super) fn first(self, subject: &Subject, request: impl Fn(&str) -> Request) -> Reading {
        self.account(subject).map_or_else(|reading| *reading, |id| Reading::wanting(vec![request(id)]))
    }

    /// What a trouble with the first page makes of the board.
    pub(super) fn trouble(self, trouble: Trouble, subject: &Subject) -> Reading {
        let id = subject.id(self.service).map_or("this board", |identity| identity.id.as_str());
        if trouble.state == SourceState::UnknownEntity {
            let why = format!("{} knows no `{id}` ({}); has the board moved?", self.title, trouble.why);
            return Reading::unknown(why);
        }
        trouble.into()
    }
}

/// Whether a text may stand for an account in an address.
pub(super) fn is_token(text: &str) -> bool {
    has_token_form(text) && !VENDORS.contains(&text.to_ascii_lowercase().as_str())
}

/// All pages with this label.
pub(super) fn labelled<'p>(pages: &'p [Page], label: &'static str) -> impl Iterator<Item = &'p Page> {
    pages.iter().filter(move |page| page.request.label == label)
}

/// A board that was read.
pub(super) struct Board<'a> {
    /// Where it is.
    pub host: Host,
    /// The series that its counts belong to.
    pub origin: &'static str,
    /// The page for people to look at.
    pub url: &'a str,
    /// The day of looking.
    pub on: Date,
    /// Its openings.
    pub openings: &'a [Opening],
    /// Whether these are all.
    pub is_complete: bool,
    /// What the board calls the company; empty where it does not say.
    pub named: &'a str,
    /// The account, as the page itself gives it; empty where it does not.
    pub account: &'a str,
    /// Whether the page itself names an address of the company's own.
    pub has_own_address: bool,
}

impl Board<'_> {
    /// What it says about a company.
    pub(super) fn reading(&self, subject: &Subject) -> Reading {
        let Some(proof) = self.proof(subject) else { return self.unproven() };
        let is_empty = self.openings.is_empty();
        if is_empty && proof == Proof::ByName {
            return self.unproven();
        }
        let state = if is_empty && self.is_complete { SourceState::Zero } else { SourceState::Observed };
        let mut reading = Reading { observations: self.observations(subject, proof), ..Reading::of(state) };
        if !self.named.is_empty() && !subject.is_called(self.named) {
            reading.remarks.push(format!("the board calls itself {}; is it the company's?", self.named));
        }
        if subject.id(self.host.service).is_none() && is_token(self.account) {
            reading.identities.push(self.identity(subject, proof));
        }
        reading
    }

    /// How surely the board is the company's; `None` when that is anybody's guess.
    fn proof(&self, subject: &Subject) -> Option<Proof> {
        if !self.account.is_empty() && subject.rules_out(self.host.service, self.account) {
            return None;
        }
        if subject.is_vouched {
            return Some(Proof::Pinned);
        }
        let known = subject.id(self.host.service).map(|identity| identity.proof);
        let is_named = !self.named.is_empty() && subject.is_called(self.named);
        // A board of two posts under a well-known name is more often a squatter's than the company's.
        let by_name = (is_named && self.openings.len() >= 3).then_some(Proof::ByName);
        match known {
            Some(Proof::ByName) if !self.named.is_empty() && !is_named => None,
            Some(proof) => Some(proof),
            None if self.has_own_address => Some(Proof::ByDomain),
            None => by_name,
        }
    }

    fn identity(&self, subject: &Subject, proof: Proof) -> Identity {
        let how = match proof {
            Proof::Pinned => "a page that was given by hand".to_owned(),
            Proof::ByDomain => format!("the board leads to {}", subject.domain.as_ref().map_or("", |d| d.as_str())),
            Proof::ByName => format!("the board calls itself {}", self.named),
        };
        Identity { service: self.host.service.to_owned(), id: self.account.to_owned(), proof, how }
    }

    fn unproven(&self) -> Reading {
        let Host { service, title, .. } = self.host;
        let named = if self.named.is_empty() { "nobody" } else { self.named };
        let why = format!("{title} names {named} there, and nothing proves that the board is the company's");
        let mut reading = Reading::unknown(why);
        if is_token(self.account) {
            let count = self.openings.len();
            reading
                .candidates
                .push((format!("{service}: {}", self.account), format!("calls itself {named}, {count} jobs")));
        }
        reading
    }

    fn observations(&self, subject: &Subject, proof: Proof) -> Vec<Observation> {
        let Self { origin, url, is_complete, .. } = *self;
        let credibility = proof.credibility();
        Count { on: self.on.into(), origin, url, is_complete, credibility }.observe(subject, self.openings)
    }
}

/// The first few titles, for a remark.
pub(super) fn titles(openings: &[&str]) -> String {
    const SHOWN: usize = 5;
    let mut text = openings.iter().take(SHOWN).copied().collect::<Vec<_>>().join(" · ");
    if openings.len() > SHOWN {
        text.push_str(&format!(" and {} more", openings.len() - SHOWN));
    }
    text
}
