//! What is known on a day, and what it adds up to.
//!
//! A [`Ledger`] holds the observations that may be used on the as-of date, with those that follow from them (growth
//! from two head counts, months since an event). [`pool`] turns the observations of one signal into an [`Estimate`].

mod derive;
mod pool;
mod voice;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Date, Observation};
use crate::signal::Trust;

pub use derive::{EVENTS, is_series};
pub use pool::{
    Agreement, Blend, CONTRADICTED_SPREAD, CORROBORATED_SPREAD, Claim, Estimate, Heard, PoolRule, hear, natural_value,
    pool,
};
pub use voice::{
    CHORUS_FACTOR, FORWARD_FACTOR, Reading, Superseded, Voice, aged, credibility_factor, months_since, read_on, voices,
    weight_of,
};

/// Observations of one role, usable on one day.
#[derive(Debug, Clone, PartialEq)]
pub struct Ledger {
    as_of: Date,
    trust: Arc<Trust>,
    by_signal: BTreeMap<String, Vec<Observation>>,
    /// Counts that are only planned: no fact of today, but growth follows from them.
    planned: Vec<Observation>,
}

impl Ledger {
    /// Keeps what was true and learned by `as_of`, derives what follows, and sorts by signal and id. The order of
    /// `observations` does not matter. A planned head count says nothing of today's: only growth is derived from it.
    #[must_use]
    pub fn new(observations: &[Observation], trust: &Trust, as_of: Date) -> Self {
        Self::of_stated(observations.to_vec(), Arc::new(trust.clone()), as_of)
    }

    fn of_stated(stated: Vec<Observation>, trust: Arc<Trust>, as_of: Date) -> Self {
        let derived = derive::derived(&stated, &trust, as_of);
        let (planned, counts): (Vec<Observation>, Vec<Observation>) =
            stated.into_iter().partition(derive::is_planned_count);
        let known = counts.into_iter().filter(|observation| observation.is_known_on(as_of));
        let mut by_signal: BTreeMap<String, Vec<Observation>> = BTreeMap::new();
        for observation in known.chain(derived) {
            match by_signal.get_mut(&observation.signal) {
                Some(list) => list.push(observation),
                None => drop(by_signal.insert(observation.signal.clone(), vec![observation])),
            }
        }
        for list in by_signal.values_mut() {
            list.sort_by(|a, b| a.id.cmp(&b.id).then_with(|| a.source.cmp(&b.source)));
        }
        Self { as_of, trust, by_signal, planned }
    }

    /// The same ledger as if `added` had been stated, too, and what `taken_back` names had not. What follows from
    /// statements is derived anew.
    #[must_use]
    pub fn revised(&self, added: &[Observation], taken_back: impl Fn(&Observation) -> bool) -> Self {
        let stated = self.iter().filter(|observation| observation.parents.is_empty()).chain(&self.planned);
        let kept = stated.filter(|observation| !taken_back(observation)).chain(added).cloned();
        Self::of_stated(kept.collect(), Arc::clone(&self.trust), self.as_of)
    }

    /// The same ledger as it was on an earlier day: what was true and learned by then.
    #[must_use]
    pub fn earlier(&self, as_of: Date) -> Self {
        let stated = self.iter().filter(|observation| observation.parents.is_empty()).chain(&self.planned);
        Self::of_stated(stated.cloned().collect(), Arc::clone(&self.trust), as_of.min(self.as_of))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{SourceKind, Value};

    fn count(value: f64, date: &str, forward: bool) -> Observation {
        let date: crate::model::PartialDate = date.parse().expect("a date");
        let base = Observation::new("company.headcount", Value::Number(value), date, SourceKind::HiringManagerSaid);
        let learned = Some("2026-11-02".parse().expect("a day"));
        Observation { origin: "Dana".to_owned(), forward, learned, ..base }.sealed()
    }

    /// What is derived, from plans too, is derived anew: a revision without a change is the same ledger.
    #[test]
    fn a_revision_derives_everything_anew() {
        let stated =
            [count(120.0, "2026-11-01", false), count(80.0, "2025-11-01", false), count(180.0, "2028-05-01", true)];
        let ledger = Ledger::new(&stated, &Trust::builtin(), "2026-11-20".parse().expect("a day"));
        assert_eq!(ledger.of("company.growth_plan_18m").len(), 1);
        assert_eq!(ledger.revised(&[], |_| false), ledger);
        let smaller = ledger.revised(&[], |o| o.value == Value::Number(80.0));
        assert_eq!(smaller.of("company.headcount_growth_12m"), []);
        assert_eq!(smaller.of("company.growth_plan_18m").len(), 1);
        let grown = ledger.revised(&[count(100.0, "2025-11-03", false)], |o| o.value == Value::Number(80.0));
        let growth = grown.of("company.headcount_growth_12m")[0].value.point().expect("a number");
        assert!((growth - 20.0).abs() < 0.5, "{growth}");
    }
}
