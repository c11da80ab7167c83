//! The seat model of one role laid open: seats, openings by cause, rivals, chances over time, the wait, and what all
//! of it hangs on (METHOD 4).

use super::sensitivity::{Sensitivity, plausible_moves, sensitivity, worth_asking};
use crate::score::SeatResult;
use crate::seat::{Flow, Parameter, Parameters, Quantiles, Scenario, flow};

/// Horizons at which the chances are always given, in months.
pub const HORIZONS: [f64; 4] = [12.0, 18.0, 24.0, 36.0];

/// A mean wait beyond this many years is no plan: it is called none. Judgement, about a working life.
const LONGEST_WAIT: f64 = 40.0;

/// Both chances by a horizon.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HorizonOdds {
    /// Months from now.
    pub months: f64,
    /// Whether this is the horizon that everything else is about.
    pub in_force: bool,
    /// Chance that a seat opens and goes to an insider, over the sweep.
    pub open: Quantiles,
    /// Chance that such a seat is yours, over the sweep.
    pub yours: Quantiles,
}

/// Expected openings between the day you are credible and the horizon, by cause. Counts of seats, 0 or more.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Openings {
    /// Seats created by growth.
    pub growth: f64,
    /// Seats that others leave and that are filled again.
    pub departures: f64,
    /// Your own manager's seat.
    pub own_manager: f64,
    /// Seats that are posted already.
    pub known: f64,
}

impl Openings {
    /// All of them. Above [`crate::seat::Outcome::openings`] when your manager is said to move up, which that number
    /// leaves out.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.growth + self.departures + self.own_manager + self.known
    }
}

/// What is expected at the most plausible parameters.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Expected {
    /// Growth a year, a fraction.
    pub growth: f64,
    /// Manager-of-managers seats at the horizon.
    pub seats_at_horizon: f64,
    /// Seats that open.
    pub openings: Openings,
    /// Rivals for any seat but your manager's.
    pub rivals: f64,
    /// Rivals for your own manager's seat.
    pub rivals_own_manager: f64,
    /// Chance that a seat opens and goes to an insider, 0 to 1.
    pub open: f64,
    /// Chance that such a seat is yours, 0 to 1.
    pub yours: f64,
}

/// One course that the organisation may take.
#[derive(Debug, Clone, PartialEq)]
pub struct Course {
    /// What it does to the parameters, and how likely it is.
    pub scenario: Scenario,
    /// What is expected on it.
    pub expected: Expected,
}

/// How long it takes on average until a seat is yours, at the rate of the horizon in force (METHOD 3, W4).
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Wait {
    /// So many years from now, the time until you are considered included.
    Years(f64),
    /// The horizon ends before anybody would consider you, so that it says nothing about a rate.
    HorizonTooShort,
    /// The rate is so low that no seat is to be expected.
    NotExpected,
}

impl Wait {
    /// l + (H − l) / −ln(1 − P): after the time to credibility l, seats come at the constant rate that makes one of
    /// them yours by the horizon H with chance P. Above 40 years no number is given.
    #[must_use]
    pub fn at_rate(yours: f64, lag_years: f64, horizon_years: f64) -> Self {
        let credible = horizon_years - lag_years;
        // Also for what is no number.
        if credible.is_nan() || credible <= 0.0 {
            return Self::HorizonTooShort;
        }
        let rate = -libm::log1p(-yours.clamp(0.0, 1.0)) / credible;
        let years = lag_years.max(0.0) + 1.0 / rate;
        if years <= LONGEST_WAIT { Self::Years(years) } else { Self::NotExpected }
    }
}

/// The seat model of one role laid open.
#[derive(Debug, Clone, PartialEq)]
pub struct Odds {
    /// Chances at [`HORIZONS`] and at the horizon in force, soonest first.
    pub by_horizon: Vec<HorizonOdds>,
    /// Manager-of-managers seats that the organisation of today needs.
    pub seats_today: f64,
    /// Each course by itself.
    pub courses: Vec<Course>,
    /// All courses, each with its weight.
    pub mixed: Expected,
    /// How long it takes at this rate, by the headline chance.
    pub wait: Wait,
    /// What the chance hangs on, in the order of METHOD 4.6.
    pub sensitivity: Vec<Sensitivity>,
    /// What is worth asking about, what moves the chance most first.
    pub worth_asking: Vec<Parameter>,
}

/// Lays the seat model of a role open.
#[must_use]
pub fn odds(seat: &SeatResult) -> Odds {
    let courses: Vec<Course> = seat.scenarios.iter().map(|scenario| course(&seat.parameters, scenario)).collect();
    let sensitivity = sensitivity(&seat.parameters, &seat.scenarios, &plausible_moves(seat));
    let Parameters { lag_years, horizon_years, .. } = seat.parameters;
    Odds {
        by_horizon: by_horizon(seat),
        seats_today: flow(&from_today(&seat.parameters), &seat.scenarios[0]).seats_at_lag,
        mixed: mix(&courses),
        courses,
        wait: Wait::at_rate(seat.sweep.yours.mean, lag_years, horizon_years),
        worth_asking: worth_asking(seat, &sensitivity),
        sensitivity,
    }
}

fn by_horizon(seat: &SeatResult) -> Vec<HorizonOdds> {
    let in_force = 12.0 * seat.parameters.horizon_years;
    let is_in_force = |months: f64| (months - in_force).abs() < 1e-6;
    let mut months = HORIZONS.to_vec();
    if !months.iter().any(|months| is_in_force(*months)) {
        months.push(in_force);
        months.sort_by(f64::total_cmp);
    }
    let odds = |months: f64| {
        let in_force = is_in_force(months);
        let swept = if in_force { seat.sweep } else { seat.within(months / 12.0) };
        HorizonOdds { months, in_force, open: swept.open, yours: swept.yours }
    };
    months.into_iter().map(odds).collect()
}

/// The same organisation from today on: seats are then counted at both ends of the horizon, not from the day on which
/// you are credible.
fn from_today(parameters: &Parameters) -> Parameters {
    Parameters { lag_years: 0.0, ..parameters.clone() }
}

fn course(parameters: &Parameters, scenario: &Scenario) -> Course {
    let flow = flow(parameters, scenario);
    let seats_at_horizon = self::flow(&from_today(parameters), scenario).seats_at_horizon;
    let expected = Expected {
        growth: flow.growth,
        seats_at_horizon,
        openings: openings(&flow, parameters),
        rivals: flow.rivals_other,
        rivals_own_manager: flow.rivals_own_manager,
        open: flow.p_open,
        yours: flow.p_yours,
    };
    Course { scenario: scenario.clone(), expected }
}

/// G above 0 is growth; what else opens is vacated: by your manager, or by others.
fn openings(flow: &Flow, parameters: &Parameters) -> Openings {
    let growth = flow.created.max(0.0);
    Openings {
        growth,
        departures: (flow.openings_other - growth).max(0.0),
        own_manager: flow.openings_own_manager,
        known: parameters.known_openings.max(0.0),
    }
}

/// Every number as a mean over the courses; weights are used as given.
fn mix(courses: &[Course]) -> Expected {
    let mean = |of: fn(&Expected) -> f64| courses.iter().map(|c| c.scenario.weight * of(&c.expected)).sum::<f64>();
    Expected {
        growth: mean(|e| e.growth),
        seats_at_horizon: mean(|e| e.seats_at_horizon),
        openings: Openings {
            growth: mean(|e| e.openings.growth),
            departures: mean(|e| e.openings.departures),
            own_manager: mean(|e| e.openings.own_manager),
            known: mean(|e| e.openings.known),
        },
        rivals: mean(|e| e.rivals),
        rivals_own_manager: mean(|e| e.rivals_own_manager),
        // The weights may add up to 1 with a rounding error.
        open: mean(|e| e.open).min(1.0),
        yours: mean(|e| e.yours).min(1.0),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{World, acme, close};
    use super::*;
    use crate::seat::{SCENARIOS, outcome};

    /// The four archetypes of METHOD 4.4, to the openings by cause.
    #[test]
    fn openings_of_the_archetypes_add_up_by_cause() {
        let columns = [
            (60.0, 0.0, [0.0573, 0.0, 0.0877], 0.1973),
            (120.0, 1.0, [1.8742, 0.6713, 0.1500], 2.8774),
            (3000.0, 0.03, [3.0300, 14.5804, 0.1500], 22.2609),
            (200.0, -0.25, [0.0, 0.3579, 0.0764], 0.6187),
        ];
        for (reach, growth_observed, [growth, departures, own], mixed) in columns {
            let parameters = Parameters { reach, growth_observed, ..Parameters::default() };
            let courses: Vec<Course> = SCENARIOS.iter().map(|scenario| course(&parameters, scenario)).collect();
            let base = courses[0].expected.openings;
            close(base.growth, growth);
            assert!((base.departures - departures).abs() < 1.1e-4, "{base:?}");
            close(base.own_manager, own);
            let all = mix(&courses);
            close(all.openings.total(), mixed);
            let point = outcome(&parameters, &SCENARIOS);
            assert!((all.openings.total() - point.openings).abs() < 1e-9);
            assert!((all.yours - point.p_yours).abs() < 1e-12 && (all.open - point.p_open).abs() < 1e-12);
        }
    }

    /// 15 managers today, 6 of them held by the head: 3 seats. At the horizon the base course of METHOD 4.4.
    #[test]
    fn seats_are_counted_today_and_at_the_horizon() {
        let doubling = Parameters { reach: 120.0, growth_observed: 1.0, ..Parameters::default() };
        assert_eq!(flow(&from_today(&doubling), &SCENARIOS[0]).seats_at_lag, 3.0);
        close(course(&doubling, &SCENARIOS[0]).expected.seats_at_horizon, 6.4126);
        // Within six months nobody is credible yet, and the department grows all the same.
        let soon = Parameters { horizon_years: 0.5, ..doubling };
        let expected = course(&soon, &SCENARIOS[0]).expected;
        assert!(expected.seats_at_horizon > 3.5 && expected.openings.total() == 0.0, "{expected:?}");
    }

    /// METHOD 3 (W4) and 9.
    #[test]
    fn acme_waits_for_seven_years_and_a_half() {
        assert_eq!(Wait::at_rate(0.5, 0.75, 0.75), Wait::HorizonTooShort);
        assert_eq!(Wait::at_rate(0.5, 0.75, 0.5), Wait::HorizonTooShort);
        assert_eq!(Wait::at_rate(0.0, 0.75, 1.5), Wait::NotExpected);
        assert_eq!(Wait::at_rate(1e-300, 0.75, 1.5), Wait::NotExpected);
        assert_eq!(Wait::at_rate(0.01, 0.75, 1.5), Wait::NotExpected);
        assert_eq!(Wait::at_rate(1.0, 0.75, 1.5), Wait::Years(0.75));
        assert_eq!(Wait::at_rate(f64::NAN, 0.75, f64::NAN), Wait::HorizonTooShort);
        let Wait::Years(half) = Wait::at_rate(0.5, 1.0, 2.0) else { panic!("a number") };
        assert!((half - 1.0 - 1.0 / libm::log(2.0)).abs() < 1e-12);
        // The headline of Acme, from the whole sweep.
        let world = World::new("m2-path");
        let ledger = world.ledger(&acme());
        let scorer = crate::score::Scorer::new(&world.rubric, &world.catalogue, crate::score::Settings::default());
        let Wait::Years(acme) = odds(&scorer.score(&ledger).seat).wait else { panic!("a number") };
        close(acme, 7.5623);
    }

    #[test]
    fn chances_grow_with_the_horizon_and_hold_the_one_in_force() {
        let world = World::new("m2-path");
        let ledger = world.ledger(&acme());
        let card = world.card(&ledger);
        let found = odds(&card.seat).by_horizon;
        let months: Vec<f64> = found.iter().map(|at| at.months).collect();
        assert_eq!(months, HORIZONS);
        assert!(found.windows(2).all(|pair| pair[0].yours.mean < pair[1].yours.mean));
        assert!(found.windows(2).all(|pair| pair[0].open.mean < pair[1].open.mean));
        let now: Vec<&HorizonOdds> = found.iter().filter(|at| at.in_force).collect();
        assert_eq!((now.len(), now[0].months, now[0].yours), (1, 18.0, card.seat.sweep.yours));
        for at in &found {
            assert!(at.yours.p10 <= at.yours.p50 && at.yours.p50 <= at.yours.p90);
        }
    }

    #[test]
    fn a_horizon_of_its_own_stands_in_its_place() {
        let world = World::new("m2-path");
        let ledger = world.ledger(&acme());
        for (horizon_years, months) in
            [(1.0 / 12.0, vec![1.0, 12.0, 18.0, 24.0, 36.0]), (10.0, vec![12.0, 18.0, 24.0, 36.0, 120.0])]
        {
            let settings = crate::score::Settings { horizon_years, sweep_points: 16 };
            let card = crate::score::Scorer::new(&world.rubric, &world.catalogue, settings).score(&ledger);
            let found = odds(&card.seat);
            let shown: Vec<f64> = found.by_horizon.iter().map(|at| at.months).collect();
            assert!(shown.iter().zip(&months).all(|(a, b)| (a - b).abs() < 1e-9), "{shown:?}");
            assert_eq!(found.by_horizon.iter().filter(|at| at.in_force).count(), 1);
        }
    }
}
