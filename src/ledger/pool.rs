//! Credibility pooling: many voices, one estimate with its range (METHOD 1.4, steps 5 to 11).
//!
//! Z of the score is evidence and the rest a neutral prior, and Z grows with number, trust and freshness of
//! independent sources: Bühlmann credibility, with Kelley's regressed score as the case of one source.

use super::voice::{Reading, Superseded, Voice, read_on, voices};
use crate::model::{Date, Observation, Party};
use crate::signal::{Curve, Signal, Tolerance, Trust};

/// A voice matters for range and agreement when it weighs at least this part of the heaviest (METHOD 1.4, step 8).
const MATERIAL_SHARE: f64 = 0.25;
/// Scores at most this far apart agree (METHOD 1.4, step 10).
pub const CORROBORATED_SPREAD: f64 = 15.0;
/// Scores further apart than this contradict each other (METHOD 1.4, step 10).
pub const CONTRADICTED_SPREAD: f64 = 35.0;
/// A company voice this far above the others overclaims (METHOD 1.4, step 11).
const CLAIM_SPREAD: f64 = 15.0;

/// Whether the sources agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreement {
    /// Nobody said anything.
    Unknown,
    /// One voice that matters.
    Single,
    /// At most 15 points apart.
    Corroborated,
    /// At most 35 points apart.
    Mixed,
    /// Further apart.
    Contradicted,
    /// Computed by a model from other estimates.
    Derived,
}

impl Agreement {
    /// What so many voices say whose scores are at most `spread` points apart (METHOD 1.4, step 10).
    #[must_use]
    pub fn of(voices: usize, spread: f64) -> Self {
        match voices {
            0 => Self::Unknown,
            1 => Self::Single,
            _ if spread <= CORROBORATED_SPREAD => Self::Corroborated,
            _ if spread <= CONTRADICTED_SPREAD => Self::Mixed,
            _ => Self::Contradicted,
        }
    }

    /// The word used in outputs.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Single => "single",
            Self::Corroborated => "corroborated",
            Self::Mixed => "mixed",
            Self::Contradicted => "contradicted",
            Self::Derived => "derived",
        }
    }
}

/// What independent sources make of a company's claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claim {
    /// 15 points or more above what others show.
    Overclaimed,
    /// 15 points or more below.
    Understated,
}

/// How the observations of one signal are pooled.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PoolRule<'a> {
    /// Days after which trust halves; `None`: no ageing.
    pub half_life_days: Option<f64>,
    /// Width within which two values are one claim.
    pub tolerance: Tolerance,
    /// Value function.
    pub curve: &'a Curve,
    /// Neutral prior, 0 to 100.
    pub prior: f64,
}

/// What one voice adds to an estimate.
#[derive(Debug, Clone, PartialEq)]
pub struct Heard<'a> {
    /// The voice.
    pub voice: Voice<'a>,
    /// Its score, 0 to 100.
    pub value: f64,
    /// Least score that its value allows, given the tolerance or its range.
    pub low: f64,
    /// Greatest score that its value allows.
    pub high: f64,
    /// Whether it enters range and agreement.
    pub material: bool,
    /// For company voices, when others say otherwise.
    pub claim: Option<Claim>,
}

/// What is known about one signal, on 0 to 100.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimate<'a> {
    /// Least score that the sources allow.
    pub low: f64,
    /// Best estimate.
    pub best: f64,
    /// Greatest score that the sources allow.
    pub high: f64,
    /// Credibility T, 0 to below 1: which part of `best` is evidence.
    pub trust: f64,
    /// Sum of weights W, in neutral priors.
    pub weight: f64,
    /// Estimate in natural units: a value that somebody reported. `None` without evidence.
    pub natural: Option<f64>,
    /// Whether the sources agree.
    pub agreement: Agreement,
    /// Corroborated, and not only by the company.
    pub cross_checked: bool,
    /// Greatest difference between scores that matter.
    pub spread: f64,
    /// The voices, by id.
    pub heard: Vec<Heard<'a>>,
    /// Statements that do not count because their origin said something newer.
    pub superseded: Vec<Superseded<'a>>,
}

impl Estimate<'_> {
    /// Nothing is known: the prior, with everything possible.
    #[must_use]
    pub fn unknown(prior: f64) -> Self {
        Self {
            low: 0.0,
            best: prior,
            high: 100.0,
            trust: 0.0,
            weight: 0.0,
            natural: None,
            agreement: Agreement::Unknown,
            cross_checked: false,
            spread: 0.0,
            heard: Vec::new(),
            superseded: Vec::new(),
        }
    }
}

/// Pools the observations of one signal. No observation: [`Estimate::unknown`].
#[must_use]
pub fn pool<'a>(
    observations: impl IntoIterator<Item = &'a Observation>,
    rule: &PoolRule<'_>,
    trust: &Trust,
    as_of: Date,
) -> Estimate<'a> {
    let (voices, superseded) =
        voices(observations, rule.half_life_days, trust, as_of, |observation| read_on(observation, as_of));
    let mut estimate = hear(voices, rule);
    estimate.superseded = superseded;
    estimate
}

/// Pools voices that are independent already.
#[must_use]
pub fn hear<'a>(voices: Vec<Voice<'a>>, rule: &PoolRule<'_>) -> Estimate<'a> {
    let weight: f64 = voices.iter().map(|voice| voice.weight).sum();
    if weight <= 0.0 {
        return Estimate::unknown(rule.prior);
    }
    let heaviest = voices.iter().map(|voice| voice.weight).fold(0.0, f64::max);
    let natural = natural_value(&voices);
    let mut heard: Vec<Heard<'a>> = voices
        .into_iter()
        .map(|voice| {
            let (low, high) = scores(&voice.reading, rule);
            let material = voice.weight >= MATERIAL_SHARE * heaviest;
            Heard { value: rule.curve.at(voice.reading.point), low, high, material, claim: None, voice }
        })
        .collect();
    mark_claims(&mut heard);
    let over = |pick: fn(&Heard<'_>) -> f64, fold: fn(f64, f64) -> f64, start: f64| {
        heard.iter().filter(|h| h.material).map(pick).fold(start, fold)
    };
    let least = over(|h| h.low, f64::min, f64::INFINITY);
    let greatest = over(|h| h.high, f64::max, f64::NEG_INFINITY);
    let spread = over(|h| h.value, f64::max, f64::NEG_INFINITY) - over(|h| h.value, f64::min, f64::INFINITY);
    let agreement = Agreement::of(heard.iter().filter(|h| h.material).count(), spread);
    let outside = heard.iter().any(|h| h.material && h.voice.party != Party::Company);
    let said = heard.iter().map(|h| h.voice.weight * h.value).sum::<f64>();
    let Blend { low, best, high, trust } = Blend::new(rule.prior, weight, said, least, greatest);
    Estimate {
        low,
        best,
        high,
        trust,
        weight,
        natural,
        agreement,
        cross_checked: agreement == Agreement::Corroborated && outside,
        spread,
        heard,
        superseded: Vec::new(),
    }
}

/// What evidence and prior come to together (METHOD 1.4, steps 5 to 8).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Blend {
    /// Least score that the sources allow, 0 to 100.
    pub low: f64,
    /// Best estimate.
    pub best: f64,
    /// Greatest score that the sources allow.
    pub high: f64,
    /// Which part of `best` is evidence, 0 to below 1.
    pub trust: f64,
}

impl Blend {
    /// Evidence of `weight` priors (greater than 0) that says `said` (the sum of weight times score) and allows scores
    /// from `least` to `greatest`.
    #[must_use]
    pub fn new(prior: f64, weight: f64, said: f64, least: f64, greatest: f64) -> Self {
        let trust = weight / (1.0 + weight);
        let best = (prior + said) / (1.0 + weight);
        Self { low: best.min(trust * least), best, high: best.max(trust * greatest + (1.0 - trust) * 100.0), trust }
    }

    /// One voice alone: what [`hear`] makes of it. No weight: the prior, with everything possible.
    #[must_use]
    pub fn of_one(reading: &Reading, weight: f64, rule: &PoolRule<'_>) -> Self {
        if weight <= 0.0 {
            return Self { low: 0.0, best: rule.prior, high: 100.0, trust: 0.0 };
        }
        let (least, greatest) = scores(reading, rule);
        Self::new(rule.prior, weight, weight * rule.curve.at(reading.point), least, greatest)
    }
}

/// The scores that a reading allows: those of its range, or of its tolerance.
fn scores(reading: &Reading, rule: &PoolRule<'_>) -> (f64, f64) {
    match reading.ends {
        Some((low, high)) => rule.curve.over(low, high),
        None => {
            let width = rule.tolerance.around(reading.point);
            rule.curve.over(reading.point - width, reading.point + width)
        }
    }
}

/// Compares each company voice with the weighted mean of all others.
fn mark_claims(heard: &mut [Heard<'_>]) {
    let others = || heard.iter().filter(|h| h.voice.party != Party::Company);
    let weight: f64 = others().map(|h| h.voice.weight).sum();
    if weight <= 0.0 {
        return;
    }
    let mean = others().map(|h| h.voice.weight * h.value).sum::<f64>() / weight;
    for h in heard.iter_mut().filter(|h| h.voice.party == Party::Company) {
        h.claim = match h.value - mean {
            above if above >= CLAIM_SPREAD => Some(Claim::Overclaimed),
            below if below <= -CLAIM_SPREAD => Some(Claim::Understated),
            _ => None,
        };
    }
}

/// Lower weighted median of the voices in natural units (METHOD 1.4, step 9): a value that somebody reported. The
/// mean of two on an exact tie. `None` without weight.
#[must_use]
pub fn natural_value(voices: &[Voice<'_>]) -> Option<f64> {
    let mut pairs: Vec<(f64, f64)> = voices.iter().map(|voice| (voice.reading.point, voice.weight)).collect();
    pairs.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.total_cmp(&b.1)));
    let total: f64 = pairs.iter().map(|(_, weight)| weight).sum();
    if total <= 0.0 {
        return None;
    }
    let mut below = 0.0;
    for (at, (x, weight)) in pairs.iter().enumerate() {
        below += weight;
        if let Some((next, _)) = pairs.get(at + 1).filter(|_| (below - total / 2.0).abs() < 1e-12) {
            return Some(f64::midpoint(*x, *next));
        }
        if below > total / 2.0 {
            return Some(*x);
        }
    }
    pairs.last().map(|(x, _)| *x)
}

impl<'a> PoolRule<'a> {
    /// The rule of a signal with its own curve and prior; `None` for signals that are not scored.
    #[must_use]
    pub fn of(signal: &'a Signal) -> Option<Self> {
        Some(Self {
            half_life_days: signal.half_life_days,
            tolerance: signal.tolerance,
            curve: signal.curve.as_ref()?,
            prior: signal.prior?,
        })
    }
}
