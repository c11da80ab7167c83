//! What is known on a day, and what it adds up to.
//!
//! A [`Ledger`] holds the observations that may be used on the as-of date, with those that follow from them (growth
//! from two head counts, months since an event). [`pool`] turns the observations of one signal into an [`Estimate`].

mod derive;
mod pool;
mod voice;

use std::collections::BTreeMap;

use crate::model::{Date, Observation};
use crate::signal::Trust;

pub use pool::{Agreement, Claim, Estimate, Heard, PoolRule, hear, natural_value, pool};
pub use voice::{CHORUS_FACTOR, FORWARD_FACTOR, Reading, Superseded, Voice, credibility_factor, read_on, voices};

/// Observations of one role, usable on one day.
#[derive(Debug, Clone, PartialEq)]
pub struct Ledger {
    as_of: Date,
    trust: Trust,
    by_signal: BTreeMap<String, Vec<Observation>>,
}

impl Ledger {
    /// Keeps what was true and learned by `as_of`, derives what follows, and sorts by signal and id. The order of
    /// `observations` does not matter. A planned head count says nothing of today's: only growth is derived from it.
    #[must_use]
    pub fn new(observations: &[Observation], trust: &Trust, as_of: Date) -> Self {
        let mut by_signal: BTreeMap<String, Vec<Observation>> = BTreeMap::new();
        let counts =
            |observation: &&Observation| observation.is_known_on(as_of) && !derive::is_planned_count(observation);
        let known = observations.iter().filter(counts).cloned();
        for observation in known.chain(derive::derived(observations, trust, as_of)) {
            by_signal.entry(observation.signal.clone()).or_default().push(observation);
        }
        for list in by_signal.values_mut() {
            list.sort_by(|a, b| a.id.cmp(&b.id).then_with(|| a.source.cmp(&b.source)));
        }
        Self { as_of, trust: trust.clone(), by_signal }
    }

    /// The day on which it is looked at.
    #[must_use]
    pub fn as_of(&self) -> Date {
        self.as_of
    }

    /// The trust table in force.
    #[must_use]
    pub fn trust(&self) -> &Trust {
        &self.trust
    }

    /// Observations of one signal, by id.
    #[must_use]
    pub fn of(&self, signal: &str) -> &[Observation] {
        self.by_signal.get(signal).map_or(&[], Vec::as_slice)
    }

    /// All observations, by signal and id.
    pub fn iter(&self) -> impl Iterator<Item = &Observation> {
        self.by_signal.values().flatten()
    }
}
