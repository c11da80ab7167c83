//! The company that a source is asked about.

use std::collections::BTreeMap;

use super::{Domain, Identity, Proof, same_name};
use crate::model::{Ageing, Company, Date, Observation, PartialDate, Scope, Source, SourceKind, Value};

/// A company as sources see it: its names, its domain, what it is called elsewhere and how surely.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// File name in the workspace: `acme`.
    pub id: String,
    /// Name as written.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Registrable web domain, the pivot of all matching.
    pub domain: Option<Domain>,
    /// The day of looking.
    pub today: Date,
    /// Whether a person said that the page at hand is this company's.
    pub is_vouched: bool,
    ids: BTreeMap<String, Identity>,
    not: Vec<String>,
}

impl Subject {
    /// The company of a workspace, looked at on `today`.
    #[must_use]
    pub fn new(company: &Company, today: Date) -> Self {
        let pinned = |(service, id): (&String, &String)| {
            (
                service.clone(),
                Identity { service: service.clone(), id: id.clone(), proof: Proof::Pinned, how: "pinned".to_owned() },
            )
        };
        Self {
            id: company.id.clone(),
            name: company.name.clone(),
            aliases: company.aliases.clone(),
            domain: company.domain.as_deref().and_then(Domain::of),
            today,
            is_vouched: false,
            ids: company.ids.iter().map(pinned).collect(),
            not: company.not.clone(),
        }
    }

    /// What a service calls the company, if it is known surely enough to be used.
    #[must_use]
    pub fn id(&self, service: &str) -> Option<&Identity> {
        self.ids.get(service)
    }

    /// Takes over what was found out about the company's name elsewhere. What a person pinned stays, what a person
    /// ruled out does not come in, and a stronger proof replaces a weaker one.
    pub fn learn(&mut self, identity: &Identity) {
        if self.rules_out(&identity.service, &identity.id) {
            return;
        }
        if self.ids.get(&identity.service).is_none_or(|known| known.proof < identity.proof) {
            self.ids.insert(identity.service.clone(), identity.clone());
        }
    }

    /// Whether a person said that this is another company.
    #[must_use]
    pub fn rules_out(&self, service: &str, id: &str) -> bool {
        let written = format!("{service}:{id}").to_lowercase();
        self.not.iter().any(|not| not.to_lowercase().replace(' ', "") == written)
    }

    /// Whether a name is the company's, by name or alias, legal forms aside.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        std::iter::once(&self.name).chain(&self.aliases).any(|known| same_name(known, name))
    }

    /// Whether an address or host is the company's own: of the same registrable domain.
    #[must_use]
    pub fn owns(&self, address: &str) -> bool {
        self.domain.is_some() && Domain::of(address) == self.domain
    }

    /// Whether a row of a table is about the company: its domain decides where there is one, else its name.
    #[must_use]
    pub fn fits(&self, name: &str, address: &str) -> bool {
        match (Domain::of(address), &self.domain) {
            (Some(theirs), Some(ours)) => theirs == *ours,
            _ => self.is_called(name),
        }
    }

    /// A statement about the company, seen today at `url`. Its origin is the source's name: one voice.
    #[must_use]
    pub fn observe(
        &self,
        signal: &str,
        value: Value,
        fact_date: PartialDate,
        kind: SourceKind,
        origin: &str,
        url: &str,
    ) -> Observation {
        let ageing = if matches!(value, Value::Event(_)) { Ageing::SinceLearned } else { Ageing::SinceTrue };
        Observation {
            learned: Some(self.today),
            ageing,
            origin: origin.to_owned(),
            scope: Scope::Company,
            source: Source::Url(url.to_owned()),
            url: Some(url.to_owned()),
            ..Observation::new(signal, value, fact_date, kind)
        }
        .sealed()
    }
}
