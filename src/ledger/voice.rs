//! From observations to independent voices with weights (METHOD 1.2 to 1.4, steps 1 to 4).

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::model::{DAYS_PER_MONTH, Date, Observation, PartialDate, Party, days_between};
use crate::signal::Trust;

/// Plans and forecasts are trusted this much of what a fact would be (METHOD 1.2).
pub const FORWARD_FACTOR: f64 = 0.60;

/// Each further voice of the company counts this much of the one before (METHOD 1.4, step 4), so that all together
/// never count more than twice the best.
pub const CHORUS_FACTOR: f64 = 0.5;

/// How a credibility digit of the Admiralty code lowers trust (METHOD 1.2). "Confirmed by others" (1) earns nothing:
/// corroboration is computed, and would be counted twice.
#[must_use]
pub fn credibility_factor(digit: u8) -> f64 {
    match digit {
        3 => 0.75,
        4 => 0.45,
        5 => 0.15,
        6 => 0.60,
        _ => 1.0,
    }
}

/// What is read off an observation to be pooled.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reading {
    /// The value in natural units.
    pub point: f64,
    /// The ends of a stated range.
    pub ends: Option<(f64, f64)>,
    /// The sample behind a share.
    pub sample: Option<f64>,
}

/// One independent voice about a signal.
#[derive(Debug, Clone, PartialEq)]
pub struct Voice<'a> {
    /// What it says.
    pub observation: &'a Observation,
    /// Whose side it is on.
    pub party: Party,
    /// The value that is pooled, and the ends of a stated range.
    pub reading: Reading,
    /// Trust, 0 to 1, after credibility, plans and age.
    pub trust: f64,
    /// Weight in neutral priors, after the chorus rule.
    pub weight: f64,
}

/// An observation that another one of the same origin replaced.
#[derive(Debug, Clone, PartialEq)]
pub struct Superseded<'a> {
    /// The one that does not count.
    pub observation: &'a Observation,
    /// Id of the one that counts instead.
    pub by: &'a str,
}

/// The value of an observation in natural units on `as_of`: months since, for an event; `None` where it has none
/// (money that was not compared with anything).
#[must_use]
pub fn read_on(observation: &Observation, as_of: Date) -> Option<Reading> {
    let value = &observation.value;
    if let Some(event) = value.event() {
        return Some(months_since(event.date, as_of));
    }
    Some(Reading { point: value.point()?, ends: value.ends(), sample: value.sample() })
}

/// Months from an event of this date to `as_of`.
#[must_use]
pub fn months_since(date: PartialDate, as_of: Date) -> Reading {
    let months = days_between(date.day(), as_of) as f64 / DAYS_PER_MONTH;
    Reading { point: months, ends: None, sample: None }
}

/// Trust on `as_of` (METHOD 1.3): kind, credibility, plan, age.
fn trust_on(observation: &Observation, half_life_days: Option<f64>, trust: &Trust, as_of: Date) -> f64 {
    let age_days = days_between(observation.ages_from(), as_of);
    let base = trust.of(observation.kind).trust * credibility_factor(observation.credibility);
    aged(base, observation.forward, age_days, half_life_days)
}

/// Trust `base` of a fresh statement, less for plans (`forward`) and after `age_days` (METHOD 1.3). What lies ahead is
/// fresh.
#[must_use]
pub fn aged(base: f64, forward: bool, age_days: i64, half_life_days: Option<f64>) -> f64 {
    let fresh = half_life_days.map_or(1.0, |half_life| libm::exp2(-(age_days.max(0) as f64) / half_life));
    let plan = if forward { FORWARD_FACTOR } else { 1.0 };
    base * plan * fresh
}

/// A source with trust t counts as t / (1 - t) priors; a share of n cases adds its sampling error (METHOD 1.3).
#[must_use]
pub fn weight_of(trust: f64, sample: Option<f64>) -> f64 {
    if trust <= 0.0 {
        return 0.0;
    }
    1.0 / ((1.0 - trust) / trust + sample.map_or(0.0, |n| 1.0 / n))
}

/// The independent voices among `observations` of one signal, by id, and what they superseded.
///
/// Per origin the newest statement counts; ties go to the more trusted kind, then to the smaller value. Voices of party
/// `company` are discounted in order of weight. Observations later than `as_of`, and those that `read` makes nothing
/// of, are ignored.
#[must_use]
pub fn voices<'a>(
    observations: impl IntoIterator<Item = &'a Observation>,
    half_life_days: Option<f64>,
    trust: &Trust,
    as_of: Date,
    read: impl Fn(&Observation) -> Option<Reading>,
) -> (Vec<Voice<'a>>, Vec<Superseded<'a>>) {
    let mut newest: BTreeMap<String, (&'a Observation, Reading)> = BTreeMap::new();
    let mut replaced: Vec<&Observation> = Vec::new();
    for observation in observations {
        let Some(reading) = read(observation).filter(|_| observation.is_known_on(as_of)) else { continue };
        match newest.entry(observation.voice()) {
            Entry::Vacant(free) => {
                free.insert((observation, reading));
            }
            Entry::Occupied(mut kept) if speaks_before((observation, reading), *kept.get(), trust) => {
                replaced.push(kept.insert((observation, reading)).0);
            }
            Entry::Occupied(_) => replaced.push(observation),
        }
    }
    let mut voices: Vec<Voice<'a>> = newest
        .values()
        .map(|(observation, reading)| {
            let t = trust_on(observation, half_life_days, trust, as_of);
            let party = trust.of(observation.kind).party;
            Voice { observation, party, reading: *reading, trust: t, weight: weight_of(t, reading.sample) }
        })
        .collect();
    discount_chorus(&mut voices);
    voices.sort_by(|a, b| a.observation.id.cmp(&b.observation.id));
    let by = |observation: &Observation| newest.get(&observation.voice()).map_or("", |(kept, _)| kept.id.as_str());
    let mut superseded: Vec<Superseded<'a>> =
        replaced.into_iter().map(|observation| Superseded { observation, by: by(observation) }).collect();
    superseded.sort_by(|a, b| a.observation.id.cmp(&b.observation.id));
    (voices, superseded)
}

/// Whether `a` counts instead of `b` of the same origin: the newer one, then the more trusted kind, then the smaller
/// value. The method leaves the last tie to the id; ids are made of the content here, so a better value could lose to a
/// worse one, while the smaller of two values never falls when one of them grows.
fn speaks_before(a: (&Observation, Reading), b: (&Observation, Reading), trust: &Trust) -> bool {
    let base = |o: &Observation| trust.of(o.kind).trust * credibility_factor(o.credibility);
    let newer = a.0.fact_date.day().cmp(&b.0.fact_date.day());
    let by_trust = newer.then_with(|| base(a.0).total_cmp(&base(b.0)));
    by_trust.then_with(|| b.1.point.total_cmp(&a.1.point)).then_with(|| b.0.id.cmp(&a.0.id)).is_gt()
}

/// Halves each further company voice, heaviest first. Voices of equal weight share the mean of their factors, so that
/// no tie has to be broken.
fn discount_chorus(voices: &mut [Voice<'_>]) {
    let mut chorus: Vec<&mut Voice<'_>> = voices.iter_mut().filter(|voice| voice.party == Party::Company).collect();
    chorus.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.observation.id.cmp(&b.observation.id)));
    let mut factor = 1.0;
    for equals in chorus.chunk_by_mut(|a, b| a.weight.total_cmp(&b.weight).is_eq()) {
        let mut sum = 0.0;
        for _ in &*equals {
            sum += factor;
            factor *= CHORUS_FACTOR;
        }
        let mean = sum / equals.len() as f64;
        for voice in equals {
            voice.weight *= mean;
        }
    }
}
