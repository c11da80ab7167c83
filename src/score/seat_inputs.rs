//! Evidence into the parameters of the seat model (METHOD 4.2 "Evidence into parameters", 9).

use crate::ledger::{Estimate, Ledger, PoolRule, Voice, natural_value, pool, read_on, voices};
use crate::model::Observation;
use crate::seat::{self, Outcome, Parameter, Parameters, Quantiles, Scenario, Spread, Sweep, Triangle};
use crate::signal::Catalogue;

/// How much each input adds to the credibility of the model's answer (METHOD 9).
pub const SEAT_CREDIBILITY: [(&str, f64); 6] = [
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

/// Keys of the signals that the model reads.
pub const SEAT_SIGNALS: [&str; 12] = [
    "department.eng_headcount",
    "department.eng_growth_12m",
    "department.ics_per_em",
    "department.ems_per_m2",
    "department.m2_attrition_12m",
    "mobility.m2_internal_fill_share",
    "mobility.competing_peers",
    "manager.moving_up",
    "self.m2_skills",
    "self.influence",
    "self.shipped_evidence",
    "self.em_tenure_years",
];

/// What is known about one of the model's signals.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Natural {
    /// The value that somebody reported, in the signal's unit; `None` without evidence.
    pub value: Option<f64>,
    /// Credibility of the evidence, 0 to 1.
    pub trust: f64,
    /// Share and sample of the heaviest voice, when every voice names a sample.
    pub sample: Option<(f64, f64)>,
    /// Ids of the observations behind it.
    pub observations: Vec<String>,
}

/// Where the model's inputs are looked up: a ledger, or a row of a table.
pub trait SeatEvidence {
    /// What is known about a signal of [`SEAT_SIGNALS`].
    fn natural(&self, key: &str) -> Natural;
    /// Best estimate of a signal under its own curve in the catalogue, 0 to 100, whatever the rubric.
    fn best(&self, key: &str) -> f64;
    /// The catalogue in force.
    fn catalogue(&self) -> &Catalogue;
}

/// The inputs as a ledger has them.
pub(super) struct FromLedger<'a> {
    pub(super) ledger: &'a Ledger,
    pub(super) catalogue: &'a Catalogue,
}

impl SeatEvidence for FromLedger<'_> {
    fn natural(&self, key: &str) -> Natural {
        let half_life = self.catalogue.get(key).and_then(|signal| signal.half_life_days);
        let as_of = self.ledger.as_of();
        let read = |o: &Observation| read_on(o, as_of);
        let (voices, _) = voices(self.ledger.of(key), half_life, self.ledger.trust(), as_of, read);
        let weight: f64 = voices.iter().map(|voice| voice.weight).sum();
        let observations = voices.iter().map(|voice| voice.observation.id.clone()).collect();
        let (value, sample) = (natural_value(&voices), heaviest_sample(&voices));
        Natural { value, trust: weight / (1.0 + weight), sample, observations }
    }

    fn best(&self, key: &str) -> f64 {
        let estimate = self.catalogue.get(key).and_then(|signal| {
            let rule = PoolRule::of(signal)?;
            Some(pool(self.ledger.of(key), &rule, self.ledger.trust(), self.ledger.as_of()))
        });
        estimate.map_or(50.0, |estimate: Estimate<'_>| estimate.best)
    }

    fn catalogue(&self) -> &Catalogue {
        self.catalogue
    }
}

fn heaviest_sample(voices: &[Voice<'_>]) -> Option<(f64, f64)> {
    let heaviest = voices
        .iter()
        .max_by(|a, b| a.weight.total_cmp(&b.weight).then_with(|| a.observation.id.cmp(&b.observation.id)))?;
    let all_name_one = voices.iter().all(|voice| voice.reading.sample.is_some());
    heaviest.reading.sample.filter(|_| all_name_one).map(|n| (heaviest.reading.point, n))
}

/// Reads natural values and credibilities, and keeps what it used.
struct Inputs<'a, E> {
    evidence: &'a E,
    used: Vec<SeatInput>,
}

impl<E: SeatEvidence> Inputs<'_, E> {
    fn natural(&self, key: &str) -> Natural {
        self.evidence.natural(key)
    }

    fn keep(&mut self, signal: &'static str, parameter: Parameter, found: Natural, used: f64, default: f64) {
        let Natural { value: natural, trust, observations, .. } = found;
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
        self.keep(signal, parameter, found, range.mode, default);
        range.mode
    }
}

/// The model's parameters as the evidence sets them.
#[derive(Debug, Clone, PartialEq)]
pub struct SeatModel {
    /// Parameters at their modes.
    pub parameters: Parameters,
    /// What they may be.
    pub ranges: Spread,
    /// Credibility of the answer, 0 to 1.
    pub trust: f64,
    /// Where each parameter comes from.
    pub inputs: Vec<SeatInput>,
}

/// Runs the model on what is known: `points` of the sweep, `horizon_years` ahead.
pub(super) fn seat_result(
    evidence: &impl SeatEvidence,
    horizon_years: f64,
    points: usize,
    scenarios: &[Scenario; 3],
) -> SeatResult {
    let SeatModel { parameters, ranges, trust, inputs } = seat_model(evidence, horizon_years);
    let sweep = seat::sweep(&parameters, &ranges, scenarios, points);
    let point = seat::outcome(&parameters, scenarios);
    let scenarios = scenarios.clone();
    SeatResult { parameters, ranges, point, sweep, trust, inputs, scenarios, points }
}

/// Sets the parameters of the model that looks `horizon_years` ahead.
#[must_use]
pub fn seat_model(evidence: &impl SeatEvidence, horizon_years: f64) -> SeatModel {
    let mut inputs = Inputs { evidence, used: Vec::with_capacity(SEAT_SIGNALS.len()) };
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
    let trust = SEAT_CREDIBILITY.iter().map(|(key, part)| part * trust_in(key)).sum();
    SeatModel { parameters, ranges, trust, inputs: inputs.used }
}

fn set_size_and_growth(inputs: &mut Inputs<'_, impl SeatEvidence>, parameters: &mut Parameters) {
    let size = inputs.natural("department.eng_headcount");
    let default = parameters.reach;
    parameters.reach = size.value.unwrap_or(default);
    inputs.keep("department.eng_headcount", Parameter::Reach, size, parameters.reach, default);
    let growth = inputs.natural("department.eng_growth_12m");
    let default = parameters.growth_base;
    parameters.growth_observed =
        growth.value.map_or(default, |percent| growth.trust * percent / 100.0 + (1.0 - growth.trust) * default);
    inputs.keep("department.eng_growth_12m", Parameter::Growth, growth, parameters.growth_observed, default);
}

/// k of n seats that went to insiders add T k and T (n - k) to the prior Beta(3, 3), if every voice gives a sample.
fn set_internal_share(inputs: &mut Inputs<'_, impl SeatEvidence>, parameters: &mut Parameters) {
    let share = inputs.natural("mobility.m2_internal_fill_share");
    let mean = |p: &Parameters| p.internal_alpha / (p.internal_alpha + p.internal_beta);
    let default = mean(parameters);
    if let Some((part, n)) = share.sample {
        parameters.internal_alpha += share.trust * part * n;
        parameters.internal_beta += share.trust * (1.0 - part) * n;
    }
    inputs.keep("mobility.m2_internal_fill_share", Parameter::InternalShare, share, mean(parameters), default);
}

fn set_people(inputs: &mut Inputs<'_, impl SeatEvidence>, parameters: &mut Parameters) {
    let rivals = inputs.natural("mobility.competing_peers");
    let default = seat::rivals_elsewhere(parameters, &seat::SCENARIOS[0]);
    parameters.rivals = rivals.value;
    let used = rivals.value.unwrap_or(default);
    inputs.keep("mobility.competing_peers", Parameter::Rivals, rivals, used, default);
    let moving = inputs.natural("manager.moving_up");
    parameters.manager_moves_up =
        moving.value.map_or(0.0, |level| moving.trust * MOVES_UP_PER_LEVEL * level.clamp(0.0, 2.0));
    inputs.keep("manager.moving_up", Parameter::ManagerMovesUp, moving, parameters.manager_moves_up, 0.0);
    let strength = STRENGTH.iter().map(|key| inputs.evidence.best(key)).sum::<f64>() / STRENGTH.len() as f64;
    parameters.strength = libm::exp2((strength - 50.0) / 25.0);
    let priors = STRENGTH.iter().filter_map(|key| inputs.evidence.catalogue().get(key)?.prior).sum::<f64>()
        / STRENGTH.len() as f64;
    let default = libm::exp2((priors - 50.0) / 25.0);
    for key in STRENGTH {
        let found = inputs.natural(key);
        inputs.keep(key, Parameter::Strength, found, parameters.strength, default);
    }
}

/// What says how many seats an organisation of today needs: engineers, and both spans.
pub const SIZE_SIGNALS: [&str; 3] = ["department.eng_headcount", "department.ics_per_em", "department.ems_per_m2"];

/// Manager-of-managers seats that the organisation of today needs, by the values of [`SIZE_SIGNALS`]; `None` when its size is
/// not known.
#[must_use]
pub fn seats_today(known: [Option<f64>; 3]) -> Option<f64> {
    let [engineers, span, managers_each] = known;
    let default = Parameters::default();
    let span = span.unwrap_or(default.ics_per_em);
    let managers_each = managers_each.unwrap_or(default.ems_per_m2);
    Some(seat::seats(engineers? / (span + 1.0), managers_each, default.head_span))
}
