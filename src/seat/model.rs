//! One scenario step by step ([`flow`]), and the mixture of scenarios ([`outcome`]).

use super::special::InternalShare;

/// Raise of the yearly vacating rate of your own manager's seat when your manager is certain to move
/// up, per year. Judgement.
const MANAGER_MOVE_RATE: f64 = 0.30;

/// Fastest shrinking that the model follows: 95 % a year. Below it `ln(1 + growth)` runs away.
const LOWEST_GROWTH: f64 = -0.95;

/// Highest yearly rate that the model follows, of growth or of leaving; far beyond any organisation.
const HIGHEST_RATE: f64 = 1e3;

/// What the model needs to know about an organisation, a role in it and you.
///
/// [`Default`] is the organisation of 100 about which nothing else is known; where each default comes
/// from stands in [`Parameter::source`](super::Parameter::source). The ranges are those in which a value means something. Outside of them
/// values are accepted and held within far wider bounds, which only keep the arithmetic finite:
/// rates and counts at or above 0, `ems_per_m2` at or above 1, times within 50 years, `reach` up to
/// 1e9, Beta parameters within .01 and 1e4.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameters {
    /// ICs and EMs in the part of engineering that would consider you (own and neighbouring
    /// departments, not the company): people, 0 or more. Default 100.
    pub reach: f64,
    /// Yearly growth of that head count as observed: a fraction, -.95 or more (.30 is +30 %).
    /// Default .05, so that an unobserved growth is the base growth.
    pub growth_observed: f64,
    /// Growth that observed growth falls back to: a fraction per year. Default .05.
    pub growth_base: f64,
    /// Share of the growth above base that lasts, 0 to 1. Default .40.
    pub persistence: f64,
    /// Span of a manager of ICs: people, 1 or more. Default 7.
    pub ics_per_em: f64,
    /// Span of a manager of managers: EMs, above 1. Default 4.
    pub ems_per_m2: f64,
    /// Direct reports that the head of engineering can hold: people, 0 or more. Default 6.
    pub head_span: f64,
    /// M2 seats vacated per seat and year, 0 or more. Default .20.
    pub vacating_rate: f64,
    /// First parameter of the Beta distribution of the internal share, above 0. Default 3: mean
    /// .50, middle half .36 to .64.
    pub internal_alpha: f64,
    /// Second parameter of that Beta distribution, above 0. Default 3.
    pub internal_beta: f64,
    /// Share of peer EMs who could take the seat and want it, 0 to 1. Default .50.
    pub eligible_share: f64,
    /// Your strength relative to an average rival, above 0: twice as strong is chosen twice as
    /// often. Default 1.
    pub strength: f64,
    /// Years until you would be considered, 0 or more. Default .75.
    pub lag_years: f64,
    /// Years from now to the horizon, 0 or more. Default 1.5, the question that the model answers.
    pub horizon_years: f64,
    /// Your own rate of leaving, per year, 0 or more. Default .10.
    pub exit_rate: f64,
    /// Whether your manager sits on an M2 seat: 1 yes, 0 no. Default 1.
    pub manager_seat: f64,
    /// Probability that your manager moves up, 0 to 1. Default 0.
    pub manager_moves_up: f64,
    /// Openings already posted, 0 or more. Default 0.
    pub known_openings: f64,
    /// Rivals for a posted opening, 0 or more; `None` (default): as many as for any other seat.
    pub known_rivals: Option<f64>,
    /// Rivals for any seat but your own manager's, 0 or more; `None` (default): the eligible share
    /// of the other EMs in reach.
    pub rivals: Option<f64>,
}

impl Default for Parameters {
    fn default() -> Self {
        Self {
            reach: 100.0,
            growth_observed: 0.05,
            growth_base: 0.05,
            persistence: 0.40,
            ics_per_em: 7.0,
            ems_per_m2: 4.0,
            head_span: 6.0,
            vacating_rate: 0.20,
            internal_alpha: 3.0,
            internal_beta: 3.0,
            eligible_share: 0.50,
            strength: 1.0,
            lag_years: 0.75,
            horizon_years: 1.5,
            exit_rate: 0.10,
            manager_seat: 1.0,
            manager_moves_up: 0.0,
            known_openings: 0.0,
            known_rivals: None,
            rivals: None,
        }
    }
}

impl Parameters {
    /// The same parameters, held within the bounds that keep every later step finite.
    pub(super) fn bounded(&self) -> Self {
        let count = |value: f64| value.clamp(0.0, 1e9);
        let rate = |value: f64| value.clamp(0.0, HIGHEST_RATE);
        let fraction = |value: f64| value.clamp(-1e3, 1e3);
        let years = |value: f64| value.clamp(0.0, 50.0);
        Self {
            reach: count(self.reach),
            growth_observed: fraction(self.growth_observed),
            growth_base: fraction(self.growth_base),
            persistence: fraction(self.persistence),
            ics_per_em: count(self.ics_per_em),
            // A manager of fewer than one manager has no meaning, and zero would divide.
            ems_per_m2: self.ems_per_m2.clamp(1.0, 1e9),
            head_span: count(self.head_span),
            vacating_rate: rate(self.vacating_rate),
            internal_alpha: self.internal_alpha.clamp(0.01, 1e4),
            internal_beta: self.internal_beta.clamp(0.01, 1e4),
            eligible_share: rate(self.eligible_share),
            strength: count(self.strength),
            lag_years: years(self.lag_years),
            horizon_years: years(self.horizon_years),
            exit_rate: rate(self.exit_rate),
            manager_seat: self.manager_seat.clamp(0.0, 1.0),
            manager_moves_up: self.manager_moves_up.clamp(0.0, 1.0),
            known_openings: count(self.known_openings),
            known_rivals: self.known_rivals.map(count),
            rivals: self.rivals.map(count),
        }
    }
}

/// A course that the organisation may take, with its probability.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    /// Short name for tables.
    pub name: &'static str,
    /// Probability, 0 to 1. The weights of a mixture should add up to 1; they are used as given.
    pub weight: f64,
    /// Added to the yearly growth: a fraction.
    pub growth_shift: f64,
    /// The yearly vacating rate is at least this; `None` leaves it.
    pub vacating_floor: Option<f64>,
    /// Added to your own yearly rate of leaving.
    pub exit_shift: f64,
}

/// The three scenarios of the method: things go on, growth is boosted (fresh funding), or the
/// organisation is shaken up (reorganisation, acquisition, downsizing).
///
/// A shake-up cuts seats but deals those that remain anew. Its vacating floor of .60 stands against
/// 1.01 measured in the public org chart of a shrinking company; the rest is judgement.
pub const SCENARIOS: [Scenario; 3] = [
    Scenario { name: "base", weight: 0.70, growth_shift: 0.0, vacating_floor: None, exit_shift: 0.0 },
    Scenario { name: "boost", weight: 0.10, growth_shift: 0.30, vacating_floor: None, exit_shift: 0.0 },
    Scenario { name: "shake", weight: 0.20, growth_shift: -0.20, vacating_floor: Some(0.60), exit_shift: 0.20 },
];

/// The same scenarios with other probabilities: a known shake-up makes the one likelier, a fresh round the other
/// (METHOD 4.2). What is left goes to `base`. Both are held within 0 to 1 together.
#[must_use]
pub fn scenarios_with(boost: f64, shake: f64) -> [Scenario; 3] {
    let shake = shake.clamp(0.0, 1.0);
    let boost = boost.clamp(0.0, 1.0 - shake);
    let [base, boosted, shaken] = SCENARIOS;
    [
        Scenario { weight: 1.0 - boost - shake, ..base },
        Scenario { weight: boost, ..boosted },
        Scenario { weight: shake, ..shaken },
    ]
}

/// Every step of the model for one scenario, in the order in which they follow from each other.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Flow {
    /// Expected growth per year, a fraction: base plus the part of the rest that lasts.
    pub growth: f64,
    /// M2 seats vacated per seat and year.
    pub vacating_rate: f64,
    /// EMs in reach when you become credible.
    pub ems_at_lag: f64,
    /// EMs in reach at the horizon.
    pub ems_at_horizon: f64,
    /// M2 seats when you become credible.
    pub seats_at_lag: f64,
    /// M2 seats at the horizon.
    pub seats_at_horizon: f64,
    /// Mean of the two.
    pub seats_mean: f64,
    /// V: seats vacated while you are credible.
    pub vacated: f64,
    /// G: seats created in that time; removed if negative.
    pub created: f64,
    /// O: seats that open, without known openings.
    pub openings: f64,
    /// r: share of the vacated seats that is filled again, 0 to 1.
    pub refill: f64,
    /// Openings of your own manager's seat.
    pub openings_own_manager: f64,
    /// All other openings.
    pub openings_other: f64,
    /// Rivals for any other seat.
    pub rivals_other: f64,
    /// Rivals for your own manager's seat.
    pub rivals_own_manager: f64,
    /// Chance that another seat that goes inside goes to you, 0 to 1.
    pub chance_other: f64,
    /// Chance that your own manager's seat, if it goes inside, goes to you, 0 to 1.
    pub chance_own_manager: f64,
    /// S: chance that you still work there half-way between credibility and horizon, 0 to 1.
    pub still_there: f64,
    /// x: seats that would be yours if every opening went inside.
    pub exposure: f64,
    /// Chance that at least one seat is yours by the horizon, 0 to 1.
    pub p_yours: f64,
    /// Chance that at least one seat goes to an insider by the horizon, 0 to 1.
    pub p_open: f64,
}

/// The mixture of scenarios.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Chance that at least one seat is yours by the horizon, 0 to 1.
    pub p_yours: f64,
    /// Chance that at least one seat goes to an insider by the horizon, 0 to 1.
    pub p_open: f64,
    /// Expected openings, known ones included.
    pub openings: f64,
}

/// Manager-of-managers seats that `ems` managers need when the head of engineering holds up to
/// `head_span` direct reports and each M2 seat `ems_per_m2` managers.
///
/// None while the head holds all managers; then each seat takes its managers off the head's list
/// and puts itself on it; from `ems_per_m2 * head_span` managers on all of them sit below an M2.
/// A span below 1 is taken as 1. At 1 the middle part is empty, so nothing is divided by zero: the
/// seats jump from none to one per manager as soon as the head's list is full.
#[must_use]
#[inline]
pub fn seats(ems: f64, ems_per_m2: f64, head_span: f64) -> f64 {
    let ems_per_m2 = ems_per_m2.max(1.0);
    if ems <= head_span {
        0.0
    } else if ems < ems_per_m2 * head_span {
        (ems - head_span) / (ems_per_m2 - 1.0)
    } else {
        ems / ems_per_m2
    }
}

/// Every step for one scenario.
#[must_use]
pub fn flow(parameters: &Parameters, scenario: &Scenario) -> Flow {
    let parameters = parameters.bounded();
    evaluate(&parameters, scenario, &mut InternalShare::new(parameters.internal_alpha, parameters.internal_beta))
}

/// How many others want a seat elsewhere than under your own manager: [`Flow::rivals_other`] without the rest.
#[must_use]
pub fn rivals_elsewhere(parameters: &Parameters, scenario: &Scenario) -> f64 {
    openings(&parameters.bounded(), scenario).rivals_other
}

/// The mixture of `scenarios`, each with its weight.
#[must_use]
pub fn outcome(parameters: &Parameters, scenarios: &[Scenario]) -> Outcome {
    let parameters = parameters.bounded();
    let mut share = InternalShare::new(parameters.internal_alpha, parameters.internal_beta);
    let mut mixture = Outcome { p_yours: 0.0, p_open: 0.0, openings: 0.0 };
    for scenario in scenarios {
        let flow = evaluate(&parameters, scenario, &mut share);
        mixture.p_yours += scenario.weight * flow.p_yours;
        mixture.p_open += scenario.weight * flow.p_open;
        mixture.openings += scenario.weight * (flow.openings + parameters.known_openings);
    }
    mixture.p_yours = at_most_certain(mixture.p_yours);
    mixture.p_open = at_most_certain(mixture.p_open);
    mixture
}

/// Weights that add up to 1 may do so with a rounding error, and nothing is likelier than certain.
#[inline]
pub(super) fn at_most_certain(mixture: f64) -> f64 {
    mixture.min(1.0)
}

/// The whole of one scenario from bounded parameters.
fn evaluate(parameters: &Parameters, scenario: &Scenario, share: &mut InternalShare) -> Flow {
    let mut flow = openings(parameters, scenario);
    flow.p_yours = share.chance_of_one(flow.exposure);
    let (created, rate) = internal_draws(&flow, parameters);
    flow.p_open = share.chance_of_any(created, rate);
    flow
}

/// Openings in the two forms that differ in how they can all go outside: whole seats created, each
/// an independent draw, and the rate of all others.
#[inline]
pub(super) fn internal_draws(flow: &Flow, parameters: &Parameters) -> (f64, f64) {
    let created = flow.created.max(0.0);
    let all = flow.openings_other + flow.openings_own_manager + parameters.known_openings;
    (created, (all - created).max(0.0))
}

/// Everything but the two probabilities, which are left at zero. Inlined so that the sweep pays
/// only for the fields it reads (5 % of its time).
#[allow(clippy::inline_always, reason = "measured")]
#[inline(always)]
pub(super) fn openings(parameters: &Parameters, scenario: &Scenario) -> Flow {
    let mut flow = supply(parameters, scenario);
    let rivals_elsewhere = || {
        let ems_mean = (flow.ems_at_lag + flow.ems_at_horizon) / 2.0;
        (parameters.eligible_share * (ems_mean - 1.0)).max(0.0)
    };
    let strength = parameters.strength;
    flow.rivals_other = parameters.rivals.unwrap_or_else(rivals_elsewhere);
    flow.rivals_own_manager = (parameters.eligible_share * (parameters.ems_per_m2 - 1.0)).max(0.0);
    flow.chance_other = chance(strength, flow.rivals_other);
    flow.chance_own_manager = chance(strength, flow.rivals_own_manager);
    let chance_known = parameters.known_rivals.map_or(flow.chance_other, |rivals| chance(strength, rivals));

    let exit_rate = (parameters.exit_rate + scenario.exit_shift).max(0.0);
    let half_way = parameters.lag_years + credible_years(parameters) / 2.0;
    flow.still_there = libm::exp(-exit_rate * half_way);
    flow.exposure = flow.still_there
        * (flow.openings_other * flow.chance_other
            + flow.openings_own_manager * flow.chance_own_manager
            + parameters.known_openings * chance_known);
    flow
}

/// The openings alone: managers, the seats above them, and which of these open.
#[inline]
fn supply(parameters: &Parameters, scenario: &Scenario) -> Flow {
    let p = parameters;
    let lasting = p.persistence * (p.growth_observed - p.growth_base);
    let growth = (p.growth_base + lasting + scenario.growth_shift).clamp(LOWEST_GROWTH, HIGHEST_RATE);
    let floor = scenario.vacating_floor.unwrap_or(p.vacating_rate);
    let vacating_rate = p.vacating_rate.max(floor).min(HIGHEST_RATE);

    let log_growth = libm::log1p(growth);
    let ems_now = p.reach / (p.ics_per_em + 1.0);
    let ems_at_lag = ems_now * libm::exp(p.lag_years * log_growth);
    // A horizon before the lag leaves no time to be credible, so nothing opens: not earlier than the lag.
    let ems_at_horizon = ems_now * libm::exp(p.horizon_years.max(p.lag_years) * log_growth);
    let seats_at_lag = seats(ems_at_lag, p.ems_per_m2, p.head_span);
    let seats_at_horizon = seats(ems_at_horizon, p.ems_per_m2, p.head_span);
    let seats_mean = (seats_at_lag + seats_at_horizon) / 2.0;

    let vacated = vacating_rate * seats_mean * credible_years(p);
    let created = seats_at_horizon - seats_at_lag;
    let refill = if vacated > 0.0 { ((vacated + created.min(0.0)) / vacated).clamp(0.0, 1.0) } else { 0.0 };
    // Your manager holds one of the seats, so its openings are taken out of the vacated ones.
    let manager_years = p.manager_seat * seats_mean.min(1.0) * credible_years(p) * refill;
    let other_vacated = (vacated * refill - manager_years * vacating_rate).max(0.0);
    Flow {
        growth,
        vacating_rate,
        ems_at_lag,
        ems_at_horizon,
        seats_at_lag,
        seats_at_horizon,
        seats_mean,
        vacated,
        created,
        openings: (vacated + created).max(0.0),
        refill,
        openings_own_manager: manager_years * (vacating_rate + MANAGER_MOVE_RATE * p.manager_moves_up),
        openings_other: other_vacated + created.max(0.0),
        ..Flow::default()
    }
}

/// Years between the day you are credible and the horizon.
#[inline]
fn credible_years(parameters: &Parameters) -> f64 {
    (parameters.horizon_years - parameters.lag_years).max(0.0)
}

/// Plackett-Luce choice: you against `rivals` of strength 1. Without strength there is no chance,
/// not even against nobody.
#[inline]
fn chance(strength: f64, rivals: f64) -> f64 {
    if strength > 0.0 { strength / (strength + rivals) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::super::reference::{self, SplitMix64, acme, archetypes, close, printed, recorded};
    use super::*;

    /// A change to the parameters of an archetype.
    type Change = fn(&mut Parameters, f64);

    type Field = fn(&Flow) -> f64;

    fn changed(base: &Parameters, change: Change, value: f64) -> Outcome {
        let mut parameters = base.clone();
        change(&mut parameters, value);
        outcome(&parameters, &SCENARIOS)
    }

    /// METHOD 4.1, and the hand computations of the reference script.
    #[test]
    fn known_courses_take_their_chance_from_things_going_on() {
        let weights = |boost, shake| scenarios_with(boost, shake).map(|scenario| scenario.weight);
        assert_eq!(scenarios_with(0.10, 0.20).map(|s| s.growth_shift), SCENARIOS.map(|s| s.growth_shift));
        assert_eq!(weights(0.25, 0.5), [0.25, 0.25, 0.5]);
        assert_eq!(weights(3.0, 0.75), [0.0, 0.25, 0.75]);
        assert_eq!(weights(-1.0, -1.0), [1.0, 0.0, 0.0]);
    }

    #[test]
    fn seats_follow_managers() {
        for (ems, expected) in [(0.0, 0.0), (6.0, 0.0), (15.0, 3.0), (24.0, 6.0), (40.0, 10.0)] {
            close(seats(ems, 4.0, 6.0), expected, 0.0);
        }
        printed(seats(7.6681, 4.0, 6.0), "0.5560");
        printed(seats(19.6152, 4.0, 6.0), "4.5384");
        let below = seats(24.0 - 1e-9, 4.0, 6.0);
        close(below, 6.0, 1e-8);
    }

    #[test]
    fn a_span_of_one_or_less_divides_by_nothing() {
        close(seats(6.0, 1.0, 6.0), 0.0, 0.0);
        close(seats(6.5, 1.0, 6.0), 6.5, 0.0);
        close(seats(6.5, 0.0, 6.0), 6.5, 0.0);
        close(seats(6.5, -3.0, 6.0), 6.5, 0.0);
        let close_to_one = 1.0 + f64::EPSILON;
        assert!(seats(6.0 + 1e-15, close_to_one, 6.0).is_finite());
    }

    /// METHOD 4.4, first table.
    #[test]
    #[rustfmt::skip]
    fn base_scenario_step_by_step() {
        let flows = archetypes().map(|parameters| flow(&parameters, &SCENARIOS[0]));
        let rows: [(Field, [&str; 4]); 19] = [
            (|flow| flow.growth, ["0.0300", "0.4300", "0.0420", "-0.0700"]),
            (|flow| flow.ems_at_lag, ["7.6681", "19.6152", "386.7515", "23.6757"]),
            (|flow| flow.ems_at_horizon, ["7.8400", "25.6505", "398.8714", "22.4215"]),
            (|flow| flow.seats_at_lag, ["0.5560", "4.5384", "96.6879", "5.8919"]),
            (|flow| flow.seats_at_horizon, ["0.6133", "6.4126", "99.7178", "5.4738"]),
            (|flow| flow.seats_mean, ["0.5847", "5.4755", "98.2029", "5.6829"]),
            (|flow| flow.vacated, ["0.0877", "0.8213", "14.7304", "0.8524"]),
            (|flow| flow.created, ["0.0573", "1.8742", "3.0300", "-0.4181"]),
            (|flow| flow.openings, ["0.1450", "2.6955", "17.7604", "0.4344"]),
            (|flow| flow.refill, ["1.0000", "1.0000", "1.0000", "0.5096"]),
            (|flow| flow.openings_own_manager, ["0.0877", "0.1500", "0.1500", "0.0764"]),
            (|flow| flow.openings_other, ["0.0573", "2.5455", "17.6104", "0.3579"]),
            (|flow| flow.rivals_other, ["3.3770", "10.8164", "195.9057", "11.0243"]),
            (|flow| flow.chance_other, ["0.2285", "0.0846", "0.0051", "0.0832"]),
            (|flow| flow.chance_own_manager, ["0.4000"; 4]),
            (|flow| flow.still_there, ["0.8936"; 4]),
            (|flow| flow.exposure, ["0.0430", "0.2461", "0.1335", "0.0539"]),
            (|flow| flow.p_yours, ["0.0213", "0.1148", "0.0643", "0.0265"]),
            (|flow| flow.p_open, ["0.0700", "0.7702", "0.9929", "0.1925"]),
        ];
        for (field, expected) in rows {
            for (flow, text) in flows.iter().zip(expected) {
                printed(field(flow), text);
            }
        }
        close(flows[0].vacating_rate, 0.20, 0.0);
        close(flows[0].rivals_own_manager, 1.5, 0.0);
    }

    /// METHOD 4.4, second table without the sweep.
    #[test]
    fn scenarios_and_their_mixture() {
        type Column = [&'static str; 9];
        #[rustfmt::skip]
        let columns: [Column; 4] = [
            ["0.0857", "0.0000", "0.0235", "0.0919", "0.1973", "0.0429", "0.0385", "0.0669", "0.0213"],
            ["0.1339", "0.1402", "0.1218", "0.7798", "2.8774", "0.2582", "0.1824", "0.2771", "0.1158"],
            ["0.1025", "0.0965", "0.0746", "0.9944", "22.2609", "0.1716", "0.1164", "0.1856", "0.0646"],
            ["0.0844", "0.0235", "0.0317", "0.2399", "0.6187", "0.0667", "0.0492", "0.0776", "0.0266"],
        ];
        for (parameters, column) in archetypes().iter().zip(columns) {
            let mixture = outcome(parameters, &SCENARIOS);
            let base = flow(parameters, &SCENARIOS[0]);
            let values = [
                flow(parameters, &SCENARIOS[1]).p_yours,
                flow(parameters, &SCENARIOS[2]).p_yours,
                mixture.p_yours,
                mixture.p_open,
                mixture.openings,
                changed(parameters, |p, value| p.strength = value, 3.0).p_yours,
                changed(parameters, |p, value| p.horizon_years = value, 2.0).p_yours,
                changed(parameters, |p, value| p.horizon_years = value, 3.0).p_yours,
                // The hand computation with the share fixed at one half.
                1.0 - libm::exp(-0.5 * base.exposure),
            ];
            for (value, text) in values.into_iter().zip(column) {
                printed(value, text);
            }
        }
    }

    /// METHOD 4.6, and 4.7 as the last row.
    #[test]
    #[rustfmt::skip]
    fn sensitivity_of_the_doubling_department() {
        let rows: [(Change, f64, f64, &str, &str); 13] = [
            (|p, value| p.lag_years = value, 0.50, 1.25, "0.1612", "0.0397"),
            (|p, value| p.horizon_years = value, 1.0, 2.5, "0.0452", "0.2338"),
            (|p, value| p.strength = value, 0.5, 3.0, "0.0691", "0.2582"),
            (|p, value| p.eligible_share = value, 0.30, 0.80, "0.1772", "0.0835"),
            (|p, value| p.growth_observed = value, 0.0, 1.5, "0.0518", "0.1369"),
            (set_internal_share, 0.35, 0.70, "0.0867", "0.1668"),
            (|p, value| p.persistence = value, 0.10, 0.80, "0.0785", "0.1478"),
            (|p, value| p.ems_per_m2 = value, 3.0, 6.0, "0.1479", "0.0797"),
            (|p, value| p.vacating_rate = value, 0.10, 0.35, "0.1034", "0.1485"),
            (|p, value| p.exit_rate = value, 0.05, 0.25, "0.1283", "0.1041"),
            (|p, value| p.head_span = value, 4.0, 10.0, "0.1134", "0.1188"),
            (|p, value| p.ics_per_em = value, 5.0, 10.0, "0.1160", "0.1186"),
            (add_three_of_four_inside, 0.0, 0.480_795_006_621_421_3, "0.1218", "0.1359"),
        ];
        let doubling = &archetypes()[1];
        for (change, low, high, at_low, at_high) in rows {
            printed(changed(doubling, change, low).p_yours, at_low);
            printed(changed(doubling, change, high).p_yours, at_high);
        }
    }

    fn set_internal_share(parameters: &mut Parameters, mean: f64) {
        parameters.internal_alpha = 6.0 * mean;
        parameters.internal_beta = 6.0 - parameters.internal_alpha;
    }

    fn add_three_of_four_inside(parameters: &mut Parameters, credibility: f64) {
        parameters.internal_alpha += 3.0 * credibility;
        parameters.internal_beta += credibility;
        let mean = parameters.internal_alpha / (parameters.internal_alpha + parameters.internal_beta);
        if credibility > 0.0 {
            printed(parameters.internal_alpha, "4.4424");
            printed(parameters.internal_beta, "3.4808");
            printed(mean, "0.5607");
        }
    }

    /// METHOD 9.
    #[test]
    fn acme_point_values() {
        let mixture = outcome(&acme(), &SCENARIOS);
        printed(mixture.p_open, "0.5107");
        printed(mixture.p_yours, "0.1236");
        close(mixture.p_yours, 0.123_596_663_601_097_6, 1e-12);
        close(mixture.p_open, 0.510_659_314_032_491_5, 1e-12);
        close(mixture.openings, 1.229_389_615_398_025_3, 1e-12);
    }

    /// Every input in use; results of the reference script.
    #[test]
    fn recorded_point_values() {
        let expected = [
            (0.597_052_724_731_655_3, 0.986_429_456_849_396_2, 6.426_133_586_803_582),
            (0.013_493_305_306_097_303, 0.160_974_680_108_640_8, 0.725_532_828_990_340_7),
            (0.997_652_209_372_622_6, 0.999_924_626_599_285_3, 89.824_630_212_656_53),
            (0.124_022_642_456_048_47, 0.967_071_681_150_308_6, 137.217_802_977_829_2),
        ];
        for ((parameters, _), (yours, open, openings)) in recorded().iter().zip(expected) {
            let mixture = outcome(parameters, &SCENARIOS);
            close(mixture.p_yours, yours, 1e-12);
            close(mixture.p_open, open, 1e-12);
            close(mixture.openings, openings, 1e-10);
        }
    }

    #[test]
    fn outcome_agrees_with_the_direct_formulas() {
        let mut random = SplitMix64(7);
        for _ in 0..500 {
            let parameters = random.parameters();
            let (fast, slow) = (outcome(&parameters, &SCENARIOS), reference::outcome(&parameters));
            close(fast.p_yours, slow.p_yours, 1e-11);
            close(fast.p_open, slow.p_open, 1e-11);
            close(fast.openings, slow.openings, 1e-9 * slow.openings.max(1.0));
        }
    }

    /// METHOD 4.8: `p_yours` over 75 organisations with seven changes each, and `p_open` with three.
    #[test]
    fn monotone_over_the_grid() {
        let factors: [(Change, bool); 6] = [
            (|p, _| p.strength *= 1.1, true),
            (|p, _| p.horizon_years *= 1.1, true),
            (|p, _| p.vacating_rate *= 1.1, true),
            (|p, _| p.eligible_share *= 1.1, false),
            (|p, _| p.lag_years *= 1.1, false),
            (|p, _| p.exit_rate *= 1.2, false),
        ];
        let mut comparisons = 0;
        for base in grid() {
            let start = outcome(&base, &SCENARIOS);
            for (change, up) in factors {
                let moved = changed(&base, change, 0.0).p_yours - start.p_yours;
                assert!(if up { moved >= -1e-12 } else { moved <= 1e-12 }, "{base:?}");
                comparisons += 1;
            }
            let faster = changed(&base, |p, _| p.growth_observed += 0.1, 0.0);
            assert!(faster.p_yours >= start.p_yours - 1e-12, "{base:?}");
            comparisons += 1;
            let leaving = changed(&base, |p, value| p.manager_moves_up = value, 0.5);
            let inside = changed(&base, set_internal_share, 3.5 / 6.0);
            for better in [faster, leaving, inside] {
                assert!(better.p_open >= start.p_open - 1e-12, "{base:?}");
            }
        }
        assert_eq!(comparisons, 525);
    }

    fn grid() -> Vec<Parameters> {
        let mut organisations = Vec::new();
        for reach in [40.0, 80.0, 150.0, 400.0, 2000.0] {
            for growth_observed in [-0.3, 0.0, 0.2, 0.6, 1.2] {
                for strength in [0.5, 1.0, 2.0] {
                    organisations.push(Parameters { reach, growth_observed, strength, ..Parameters::default() });
                }
            }
        }
        organisations
    }

    #[test]
    fn archetypes_keep_their_order() {
        let [stalled, doubling, large, shrinking] =
            archetypes().map(|parameters| outcome(&parameters, &SCENARIOS).p_yours);
        assert!(doubling > large && large > shrinking && shrinking > stalled);
    }

    /// Extreme values, picked at random from lists of the ends that are worth fearing.
    #[test]
    fn total_over_extreme_inputs() {
        let mut random = SplitMix64(3);
        for _ in 0..20_000 {
            let parameters = extreme(&mut random);
            for scenario in &SCENARIOS {
                let flow = flow(&parameters, scenario);
                assert!((0.0..=1.0).contains(&flow.p_yours), "{parameters:?} {flow:?}");
                assert!((0.0..=1.0).contains(&flow.p_open), "{parameters:?} {flow:?}");
                assert!(flow.openings.is_finite() && flow.exposure.is_finite(), "{parameters:?}");
                assert!(flow.chance_other.is_finite() && flow.growth.is_finite());
            }
        }
    }

    /// These weights add up to slightly more than 1 in floating point.
    #[test]
    fn a_certain_opening_is_not_more_than_certain() {
        let parameters =
            Parameters { reach: 2000.0, growth_observed: 2.0, horizon_years: 8.0, ..Parameters::default() };
        let scenarios = scenarios_with(0.460_323_909_023_927_56, 0.114_437_161_500_862_28);
        let weights = scenarios.iter().fold(0.0, |sum, scenario| sum + scenario.weight);
        assert!(weights > 1.0, "{weights:e}");
        close(outcome(&parameters, &scenarios).p_open, 1.0, 0.0);
        let swept = super::super::sweep(&parameters, &super::super::Spread::default(), &scenarios, 64).open;
        close(swept.p90, 1.0, 0.0);
    }

    #[test]
    fn total_over_odd_scenarios() {
        let extremes = [-1e300, -1.0, 0.0, 1.0, 1e300];
        for growth_shift in extremes {
            for exit_shift in extremes {
                for floor in extremes {
                    let scenario =
                        Scenario { name: "odd", weight: 1.0, growth_shift, vacating_floor: Some(floor), exit_shift };
                    let mixture = outcome(&acme(), &[scenario]);
                    assert!((0.0..=1.0).contains(&mixture.p_yours));
                    assert!((0.0..=1.0).contains(&mixture.p_open));
                    assert!(mixture.openings.is_finite());
                }
            }
        }
        close(outcome(&acme(), &[]).p_open, 0.0, 0.0);
    }

    fn extreme(random: &mut SplitMix64) -> Parameters {
        let spans = [1.0, 1.0 + 1e-12, 1.5, 4.0, 30.0, 0.0, -2.0, 1e300];
        let shares = [0.0, 0.3, 1.0, 5.0, -1.0, 1e300];
        let years = [0.0, 0.2, 0.75, 1.5, 5.0, -1.0, 1e300];
        let counts = [0.0, 1e-300, 1.0, 7.0, 60.0, 3000.0, 1e6, 1e300, -5.0];
        let growths = [-0.99, -0.5, 0.0, 0.3, 2.0, 20.0, -1e300, 1e300];
        let betas = [0.1, 0.7, 1.0, 3.0, 40.0, 1e3, 0.0, -1.0, 1e300];
        let mut pick = |values: &[f64]| values[random.within(0.0, values.len() as f64) as usize];
        Parameters {
            reach: pick(&counts),
            growth_observed: pick(&growths),
            growth_base: pick(&growths),
            persistence: pick(&shares),
            ics_per_em: pick(&spans),
            ems_per_m2: pick(&spans),
            head_span: pick(&counts),
            vacating_rate: pick(&shares),
            internal_alpha: pick(&betas),
            internal_beta: pick(&betas),
            eligible_share: pick(&shares),
            strength: pick(&counts),
            lag_years: pick(&years),
            horizon_years: pick(&years),
            exit_rate: pick(&shares),
            manager_seat: pick(&shares),
            manager_moves_up: pick(&shares),
            known_openings: pick(&counts),
            known_rivals: (pick(&shares) > 0.5).then_some(pick(&counts)),
            rivals: (pick(&shares) > 0.5).then_some(pick(&counts)),
        }
    }
}
