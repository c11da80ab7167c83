//! What a source makes of the pages it was given.

use crate::model::{Observation, Page, Request, SourceState, Trouble};

/// How surely an entry of a service is the company's (SOURCES 6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Proof {
    /// Names agree, and nothing contradicts.
    ByName,
    /// Domains agree, or the company's own site links there.
    ByDomain,
    /// A person wrote it down.
    Pinned,
}

impl Proof {
    /// The credibility digit of what is read there (METHOD 1.2): 3 where only names agree, else 2.
    #[must_use]
    pub fn credibility(self) -> u8 {
        if self == Self::ByName { 3 } else { 2 }
    }
}

/// What a service calls a company, and how that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Key of front matter: `greenhouse`, `cik`, `wikidata`.
    pub service: String,
    /// The name, number or token there.
    pub id: String,
    /// How surely.
    pub proof: Proof,
    /// In words: `linked on acme.example/careers`.
    pub how: String,
}

/// What the pages so far say, and what is still wanted.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// How far the source got.
    pub state: SourceState,
    /// Why it got no further, or what else is to be said about the state.
    pub why: Option<String>,
    /// What was found.
    pub observations: Vec<Observation>,
    /// What the company is called elsewhere.
    pub identities: Vec<Identity>,
    /// Entries that may be the company's, for the person to pin: `key: value` and what speaks for it.
    pub candidates: Vec<(String, String)>,
    /// What is worth knowing and is no observation.
    pub remarks: Vec<String>,
    /// Companies that the pages name besides, as written (tables only).
    pub others: Vec<String>,
    /// Pages wanted before this reading is complete.
    pub wants: Vec<Request>,
}

impl Reading {
    /// A reading of this state, with nothing in it.
    #[must_use]
    pub fn of(state: SourceState) -> Self {
        Self {
            state,
            why: None,
            observations: Vec::new(),
            identities: Vec::new(),
            candidates: Vec::new(),
            remarks: Vec::new(),
            others: Vec::new(),
            wants: Vec::new(),
        }
    }

    /// Nothing was asked, and why.
    pub fn not_tried(why: impl Into<String>) -> Self {
        Self { why: Some(why.into()), ..Self::of(SourceState::NotTried) }
    }

    /// The source does not know the company, or nobody knows which entry is its.
    pub fn unknown(why: impl Into<String>) -> Self {
        Self { why: Some(why.into()), ..Self::of(SourceState::UnknownEntity) }
    }

    /// These pages are wanted first.
    #[must_use]
    pub fn wanting(wants: Vec<Request>) -> Self {
        Self { wants, ..Self::of(SourceState::NotTried) }
    }

    /// What was observed.
    #[must_use]
    pub fn observed(observations: Vec<Observation>) -> Self {
        Self { observations, ..Self::of(SourceState::Observed) }
    }

    /// The same, with a remark.
    #[must_use]
    pub fn remark(mut self, remark: impl Into<String>) -> Self {
        self.remarks.push(remark.into());
        self
    }

    /// The same, with the reason of its state.
    #[must_use]
    pub fn because(self, why: impl Into<String>) -> Self {
        Self { why: Some(why.into()), ..self }
    }
}

impl From<Trouble> for Reading {
    fn from(trouble: Trouble) -> Self {
        Self { why: Some(trouble.why), ..Self::of(trouble.state) }
    }
}

/// The page with this label, if it was fetched already.
#[must_use]
pub(super) fn page<'p>(pages: &'p [Page], label: &str) -> Option<&'p Page> {
    pages.iter().find(|page| page.request.label == label)
}
