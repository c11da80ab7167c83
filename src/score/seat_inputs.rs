//! Evidence into the parameters of the seat model (METHOD 4.2 "Evidence into parameters", 9).

use crate::ledger::{Estimate, Ledger, PoolRule, Voice, natural_value, pool, read_on, voices};
use crate::seat::{self, Outcome, Parameter, Parameters, Quantiles, Scenario, Spread, Sweep, Triangle};
use crate::signal::Catalogue;

/// How much each input adds to the credibility of the model's answer (METHOD 9).
const CREDIBILITY: [(&str, f64); 6] = [
    ("department.eng_growth_12m", 0.35),
    ("mobility.m2_internal_fill_share", 0.25),
    ("department.eng_headcount", 0.15),
    ("mobility.competing_peers", 0.15),
    ("department.ics_per_em", 0.05),
    ("department.ems_per_m2", 0.05),
];

/// The signals that say how strong you are (METHOD 4.2).
const STRENGTH: [&str; 4] = ["self.m2_skills", "self.influence", "self.shipped_evidence", "self.em_tenure_years"];

/// A manager who is expected to move up opens the own seat with this chance a year for each level (METHOD 4.2).
const MOVES_UP_PER_LEVEL: f64 = 0.4;

/// One input of the model: what was known, and what is used.
#[derive(Debug, Clone, PartialEq)]
pub struct SeatInput {
    /// Key of the signal.
    pub signal: &'static str,
    /// What it sets.
    pub parameter: Parameter,
    /// The value that somebody reported, in the signal's unit; `None` without evidence.
    pub natural: Option<f64>,
    /// Credibility of the evidence, 0 to 1.
    pub trust: f64,
    /// The value used, in the unit of the parameter.
    pub used: f64,
    /// The value used when nothing is known.
    pub default: f64,
    /// Ids of the observations behind it.
    pub observations: Vec<String>,
}

/// The seat model of one role.
#[derive(Debug, Clone, PartialEq)]
pub struct SeatResult {
    /// Parameters at their modes.
    pub parameters: Parameters,
    /// What they may be.
    pub ranges: Spread,
    /// Chances at the modes, for explanation.
    pub point: Outcome,
    /// Chances when the parameters are uncertain; the headline is their mean (METHOD 4.5).
    pub sweep: Sweep,
    /// Credibility of the answer, 0 to 1.
    pub trust: f64,
    /// Where each parameter comes from.
    pub inputs: Vec<SeatInput>,
    /// The courses that the organisation may take.
    pub scenarios: [Scenario; 3],
    points: usize,
}

impl SeatResult {
    /// Both chances within `horizon_years`.
    #[must_use]
    pub fn within(&self, horizon_years: f64) -> Sweep {
        let parameters = Parameters { horizon_years, ..self.parameters.clone() };
        seat::sweep(&parameters, &self.ranges, &self.scenarios, self.points)
    }

    /// Chance that such a seat is yours within `horizon_years`; cheaper than both.
    #[must_use]
    pub fn yours_within(&self, horizon_years: f64) -> Quantiles {
        let parameters = Parameters { horizon_years, ..self.parameters.clone() };
        seat::sweep_yours(&parameters, &self.ranges, &self.scenarios, self.points)
    }
}

/// Reads natural values and credibilities off a ledger, and keeps what it used.
struct Inputs<'a> {
    ledger: &'a Ledger,
    catalogue: &'a Catalogue,
    used: Vec<SeatInput>,
}

/// A natural value with its credibility, and the voices behind it.
struct Natural<'a> {
    value: Option<f64>,
    trust: f64,
    voices: Vec<Voice<'a>>,
}

fn natural<'a>(ledger: &'a Ledger, catalogue: &Catalogue, key: &str) -> Natural<'a> {
    let half_life = catalogue.get(key).and_then(|signal| signal.half_life_days);
    let as_of = ledger.as_of();
    let (voices, _) = voices(ledger.of(key), half_life, ledger.trust(), as_of, |o| read_on(o, as_of));
    let weight: f64 = voices.iter().map(|voice| voice.weight).sum();
    Natural { value: natural_value(&voices), trust: weight / (1.0 + weight), voices }
}

impl<'a> Inputs<'a> {
    fn natural(&self, key: &str) -> Natural<'a> {
        natural(self.ledger, self.catalogue, key)
    }

    fn keep(&mut self, signal: &'static str, parameter: Parameter, natural: &Natural<'_>, used: f64, default: f64) {
        let observations = natural.voices.iter().map(|voice| voice.observation.id.clone()).collect();
        let (trust, natural) = (natural.trust, natural.value);
        self.used.push(SeatInput { signal, parameter, natural, trust, used, default, observations });
    }

    /// Credibility again: evidence shifts the whole triangle, `factor` turns the signal's unit into the parameter's.
    fn shifted(&mut self, signal: &'static str, parameter: Parameter, factor: f64, range: &mut Triangle) -> f64 {
        let found = self.natural(signal);
        let default = range.mode;
        if let Some(value) = found.value {
            let blend = |old: f64| found.trust * value * factor + (1.0 - found.trust) * old;
            *range = Triangle { low: blend(range.low), mode: blend(range.mode), high: blend(range.high) };
        }
        self.keep(signal, parameter, &found, range.mode, default);
        range.mode
    }
}

/// Runs the model on what is known.
pub(super) fn seat_result(
    ledger: &Ledger,
    catalogue: &Catalogue,
    horizon_years: f64,
    points: usize,
    scenarios: &[Scenario; 3],
) -> SeatResult {
    let mut inputs = Inputs { ledger, catalogue, used: Vec::new() };
    let mut parameters = Parameters { horizon_years, ..Parameters::default() };
    let mut ranges = Spread::default();
    set_size_and_growth(&mut inputs, &mut parameters);
    parameters.ics_per_em =
        inputs.shifted("department.ics_per_em", Parameter::EngineersPerManager, 1.0, &mut ranges.ics_per_em);
    parameters.ems_per_m2 =
        inputs.shifted("department.ems_per_m2", Parameter::ManagersPerSeat, 1.0, &mut ranges.ems_per_m2);
    parameters.vacating_rate =
        inputs.shifted("department.m2_attrition_12m", Parameter::VacatingRate, 0.01, &mut ranges.vacating_rate);
    set_internal_share(&mut inputs, &mut parameters);
    set_people(&mut inputs, &mut parameters);
    let trust_in = |key: &str| inputs.used.iter().find(|input| input.signal == key).map_or(0.0, |input| input.trust);
    let trust = CREDIBILITY.iter().map(|(key, part)| part * trust_in(key)).sum();
    let sweep = seat::sweep(&parameters, &ranges, scenarios, points);
    let point = seat::outcome(&parameters, scenarios);
    let scenarios = scenarios.clone();
    SeatResult { parameters, ranges, point, sweep, trust, inputs: inputs.used, scenarios, points }
}

fn set_size_and_growth(inputs: &mut Inputs<'_>, parameters: &mut Parameters) {
    let size = inputs.natural("department.eng_headcount");
    let default = parameters.reach;
    parameters.reach = size.value.unwrap_or(default);
    inputs.keep("department.eng_headcount", Parameter::Reach, &size, parameters.reach, default);
    let growth = inputs.natural("department.eng_growth_12m");
    let default = parameters.growth_base;
    parameters.growth_observed =
        growth.value.map_or(default, |percent| growth.trust * percent / 100.0 + (1.0 - growth.trust) * default);
    inputs.keep("department.eng_growth_12m", Parameter::Growth, &growth, parameters.growth_observed, default);
}

/// k of n seats that went to insiders add T k and T (n - k) to the prior Beta(3, 3), if every voice gives a sample.
fn set_internal_share(inputs: &mut Inputs<'_>, parameters: &mut Parameters) {
    let share = inputs.natural("mobility.m2_internal_fill_share");
    let mean = |p: &Parameters| p.internal_alpha / (p.internal_alpha + p.internal_beta);
    let default = mean(parameters);
    let heaviest = share
        .voices
        .iter()
        .max_by(|a, b| a.weight.total_cmp(&b.weight).then_with(|| a.observation.id.cmp(&b.observation.id)));
    let sampled = share.voices.iter().all(|voice| voice.reading.sample.is_some());
    if let Some((reading, n)) = heaviest.and_then(|v| v.reading.sample.map(|n| (v.reading, n))).filter(|_| sampled) {
        parameters.internal_alpha += share.trust * reading.point * n;
        parameters.internal_beta += share.trust * (1.0 - reading.point) * n;
    }
    inputs.keep("mobility.m2_internal_fill_share", Parameter::InternalShare, &share, mean(parameters), default);
}

fn set_people(inputs: &mut Inputs<'_>, parameters: &mut Parameters) {
    let rivals = inputs.natural("mobility.competing_peers");
    let default = seat::flow(parameters, &seat::SCENARIOS[0]).rivals_other;
    parameters.rivals = rivals.value;
    inputs.keep("mobility.competing_peers", Parameter::Rivals, &rivals, rivals.value.unwrap_or(default), default);
    let moving = inputs.natural("manager.moving_up");
    parameters.manager_moves_up =
        moving.value.map_or(0.0, |level| moving.trust * MOVES_UP_PER_LEVEL * level.clamp(0.0, 2.0));
    inputs.keep("manager.moving_up", Parameter::ManagerMovesUp, &moving, parameters.manager_moves_up, 0.0);
    let strength = STRENGTH.iter().map(|key| best_of(inputs, key)).sum::<f64>() / STRENGTH.len() as f64;
    parameters.strength = libm::exp2((strength - 50.0) / 25.0);
    let priors =
        STRENGTH.iter().filter_map(|key| inputs.catalogue.get(key)?.prior).sum::<f64>() / STRENGTH.len() as f64;
    let default = libm::exp2((priors - 50.0) / 25.0);
    for key in STRENGTH {
        let found = inputs.natural(key);
        inputs.keep(key, Parameter::Strength, &found, parameters.strength, default);
    }
}

/// Score of a signal by its own curve in the catalogue, whatever the rubric.
fn best_of(inputs: &Inputs<'_>, key: &str) -> f64 {
    let estimate = inputs.catalogue.get(key).and_then(|signal| {
        let rule = PoolRule::of(signal)?;
        Some(pool(inputs.ledger.of(key), &rule, inputs.ledger.trust(), inputs.ledger.as_of()))
    });
    estimate.map_or(50.0, |estimate: Estimate<'_>| estimate.best)
}

/// Manager-of-managers seats that the organisation of today needs; `None` when its size is not known.
pub(super) fn seats_today(ledger: &Ledger, catalogue: &Catalogue) -> Option<f64> {
    let of = |key: &str| natural(ledger, catalogue, key).value;
    let default = Parameters::default();
    let engineers = of("department.eng_headcount")?;
    let span = of("department.ics_per_em").unwrap_or(default.ics_per_em);
    let managers_each = of("department.ems_per_m2").unwrap_or(default.ems_per_m2);
    Some(seat::seats(engineers / (span + 1.0), managers_each, default.head_span))
}
