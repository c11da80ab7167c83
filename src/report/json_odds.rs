//! The seat model of each role in JSON: [`odds_json`], and the types of that answer.

use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;

use super::json::{document, place};
use super::json_types::{JsonAnswer, JsonPlace};
use super::sheet::rounded;
use super::{Report, Row};
use crate::analysis::{Expected, Odds, Wait, credibility, odds};
use crate::seat::{Parameter, Quantiles};

/// The seat model of each role.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct JsonOdds {
    /// By id.
    pub(super) roles: Vec<JsonRoleOdds>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct JsonRoleOdds {
    role: String,
    company: String,
    title: String,
    /// Credibility of the answer, 0 to 1.
    trust: f64,
    /// Chances within 12, 18, 24 and 36 months and within the horizon, soonest first.
    by_horizon: Vec<JsonHorizonOdds>,
    /// Manager-of-managers seats that the organisation of today needs.
    seats_today: f64,
    /// The courses that the organisation may take.
    scenarios: Vec<JsonScenario>,
    /// The courses mixed by their weights. Like them at the most plausible parameters, while `by_horizon` averages
    /// over plausible ones.
    mixed: JsonExpected,
    wait: JsonWait,
    /// Every parameter of the model.
    parameters: Vec<JsonParameter>,
    /// One parameter moved at a time, in the order of the method.
    sensitivity: Vec<JsonSensitivity>,
    /// Keys of parameters that are worth asking about: the size if nobody has counted, then what moves the chance most.
    worth_asking: Vec<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct JsonHorizonOdds {
    months: f64,
    /// Whether it is the horizon that everything else is about.
    in_force: bool,
    /// That a seat opens and goes to an insider.
    open: JsonChance,
    /// That such a seat is yours.
    yours: JsonChance,
}

/// A chance over plausible parameters, 0 to 1.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct JsonChance {
    mean: f64,
    p10: f64,
    p50: f64,
    p90: f64,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct JsonScenario {
    /// `base`, `boost` or `shake`.
    id: String,
    /// 0 to 1.
    weight: f64,
    expected: JsonExpected,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct JsonExpected {
    /// A fraction a year.
    growth: f64,
    seats_at_horizon: f64,
    /// Seats that open between the day you are credible and the horizon, by cause.
    openings: JsonOpenings,
    /// Rivals for any seat but your manager's.
    rivals: f64,
    rivals_own_manager: f64,
    /// 0 to 1.
    open: f64,
    /// 0 to 1.
    yours: f64,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct JsonOpenings {
    growth: f64,
    departures: f64,
    own_manager: f64,
    known: f64,
    total: f64,
}

/// How long it takes on average at the rate of the horizon.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct JsonWait {
    /// `years`, `horizon-too-short` or `not-expected`.
    state: String,
    /// Null unless the state is `years`.
    years: Option<f64>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct JsonParameter {
    key: String,
    /// What it is, in a few words.
    name: String,
    /// In use; years, fractions and counts.
    value: f64,
    /// What it may be; null where the sweep does not vary it.
    low: Option<f64>,
    high: Option<f64>,
    /// How much of it is evidence, 0 to 1.
    credibility: f64,
    /// Where the default comes from.
    default_source: String,
    /// Signals that set it.
    signals: Vec<JsonInput>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct JsonInput {
    signal: String,
    /// In the signal's unit; null without evidence.
    reported: Option<f64>,
    /// Credibility, 0 to 1.
    trust: f64,
    evidence: Vec<JsonEvidence>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct JsonEvidence {
    id: String,
    /// Null when computed or redacted.
    place: Option<JsonPlace>,
    /// Ids of the observations that it was computed from.
    parents: Vec<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct JsonSensitivity {
    /// Key of the parameter.
    parameter: String,
    low: f64,
    high: f64,
    /// Chance that a seat is yours, 0 to 1, at the most plausible parameters but for this one.
    yours_at_low: f64,
    yours_at_mode: f64,
    yours_at_high: f64,
}

/// The seat models of all roles of a report as JSON, ending in a line end.
#[must_use]
pub fn odds_json(report: &Report<'_>) -> String {
    let roles = report.rows.par_iter().map(|row| role(report, row)).collect();
    document(report, JsonAnswer::Odds(JsonOdds { roles }))
}

fn role(report: &Report<'_>, row: &Row<'_>) -> JsonRoleOdds {
    let seat = &row.card.seat;
    let found = odds(seat);
    let scenario = |course: &crate::analysis::Course| JsonScenario {
        id: course.scenario.name.to_owned(),
        weight: rounded(course.scenario.weight),
        expected: expected(&course.expected),
    };
    JsonRoleOdds {
        role: row.id(),
        company: row.company(),
        title: row.title(),
        trust: rounded(seat.trust),
        by_horizon: by_horizon(&found),
        seats_today: rounded(found.seats_today),
        scenarios: found.courses.iter().map(scenario).collect(),
        mixed: expected(&found.mixed),
        wait: wait(found.wait),
        parameters: Parameter::ALL.iter().map(|one| parameter(report, row, &found, *one)).collect(),
        sensitivity: sensitivity(&found),
        worth_asking: found.worth_asking.iter().map(|parameter| parameter.key().to_owned()).collect(),
    }
}

fn by_horizon(odds: &Odds) -> Vec<JsonHorizonOdds> {
    let at = odds.by_horizon.iter().map(|at| JsonHorizonOdds {
        months: rounded(at.months),
        in_force: at.in_force,
        open: chance(at.open),
        yours: chance(at.yours),
    });
    at.collect()
}

fn chance(chance: Quantiles) -> JsonChance {
    let Quantiles { mean, p10, p50, p90 } = chance;
    JsonChance { mean: rounded(mean), p10: rounded(p10), p50: rounded(p50), p90: rounded(p90) }
}

fn expected(expected: &Expected) -> JsonExpected {
    let openings = expected.openings;
    JsonExpected {
        growth: rounded(expected.growth),
        seats_at_horizon: rounded(expected.seats_at_horizon),
        openings: JsonOpenings {
            growth: rounded(openings.growth),
            departures: rounded(openings.departures),
            own_manager: rounded(openings.own_manager),
            known: rounded(openings.known),
            total: rounded(openings.total()),
        },
        rivals: rounded(expected.rivals),
        rivals_own_manager: rounded(expected.rivals_own_manager),
        open: rounded(expected.open),
        yours: rounded(expected.yours),
    }
}

fn wait(wait: Wait) -> JsonWait {
    let (state, years) = match wait {
        Wait::Years(years) => ("years", Some(rounded(years))),
        Wait::HorizonTooShort => ("horizon-too-short", None),
        Wait::NotExpected => ("not-expected", None),
    };
    JsonWait { state: state.to_owned(), years }
}

fn parameter(report: &Report<'_>, row: &Row<'_>, odds: &Odds, parameter: Parameter) -> JsonParameter {
    let seat = &row.card.seat;
    let range = parameter.range(&seat.ranges);
    let inputs = seat.inputs.iter().filter(|input| input.parameter == parameter);
    let signals = inputs.map(|input| JsonInput {
        signal: input.signal.to_owned(),
        reported: input.natural.map(rounded),
        trust: rounded(input.trust),
        evidence: input.observations.iter().map(|id| evidence(report, row, id)).collect(),
    });
    JsonParameter {
        key: parameter.key().to_owned(),
        name: parameter.name().to_owned(),
        // Rivals that nobody counted follow from the number of managers.
        value: rounded(parameter.value(&seat.parameters).unwrap_or(odds.mixed.rivals)),
        low: range.map(|range| rounded(range.low)),
        high: range.map(|range| rounded(range.high)),
        credibility: rounded(credibility(seat, parameter)),
        default_source: parameter.source().to_owned(),
        signals: signals.collect(),
    }
}

fn evidence(report: &Report<'_>, row: &Row<'_>, id: &str) -> JsonEvidence {
    let known = row.card.observation(id);
    let place = known.and_then(|known| place(report, known));
    JsonEvidence { id: id.to_owned(), place, parents: known.map(|known| known.parents.clone()).unwrap_or_default() }
}

fn sensitivity(odds: &Odds) -> Vec<JsonSensitivity> {
    let rows = odds.sensitivity.iter().map(|row| JsonSensitivity {
        parameter: row.moved.parameter.key().to_owned(),
        low: rounded(row.moved.low),
        high: rounded(row.moved.high),
        yours_at_low: rounded(row.yours_at_low),
        yours_at_mode: rounded(row.yours_at_mode),
        yours_at_high: rounded(row.yours_at_high),
    });
    rows.collect()
}
