//! What the chance of a seat hangs on: one parameter of the seat model moved at a time (METHOD 4.6).

use crate::score::{SeatInput, SeatResult};
use crate::seat::{Parameter, Parameters, Scenario, outcome};

/// From this credibility on, a parameter counts as known: less than half of what is used is the default.
const KNOWN: f64 = 0.5;

/// A parameter with the ends between which it is moved, in its own unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Move {
    /// The parameter.
    pub parameter: Parameter,
    /// Low end.
    pub low: f64,
    /// High end.
    pub high: f64,
}

/// What a move does to the chance that a seat is yours.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sensitivity {
    /// What is moved, between which ends.
    pub moved: Move,
    /// The chance, 0 to 1, with the parameter at its low end and everything else at its mode.
    pub yours_at_low: f64,
    /// The same with everything at its mode.
    pub yours_at_mode: f64,
    /// The same with the parameter at its high end.
    pub yours_at_high: f64,
}

impl Sensitivity {
    /// The least and the greatest of the three chances, 0 to 1. Where the chance bends, as over the reports of the
    /// head, both ends may lie on one side of the middle.
    #[must_use]
    pub fn extent(&self) -> (f64, f64) {
        let all = [self.yours_at_low, self.yours_at_mode, self.yours_at_high];
        (all.into_iter().fold(1.0, f64::min), all.into_iter().fold(0.0, f64::max))
    }

    /// Distance, 0 to 1, between the two ends of [`Self::extent`].
    #[must_use]
    pub fn width(&self) -> f64 {
        let (least, greatest) = self.extent();
        greatest - least
    }
}

/// The mixture of `scenarios` at both ends of each move, in the order of `moves` (METHOD 4.6).
#[must_use]
pub fn sensitivity(parameters: &Parameters, scenarios: &[Scenario], moves: &[Move]) -> Vec<Sensitivity> {
    let yours_at_mode = outcome(parameters, scenarios).p_yours;
    let row = |moved: &Move| {
        let yours = |value| outcome(&moved.parameter.set(parameters, value), scenarios).p_yours;
        let (yours_at_low, yours_at_high) = (yours(moved.low), yours(moved.high));
        Sensitivity { moved: *moved, yours_at_low, yours_at_mode, yours_at_high }
    };
    moves.iter().map(row).collect()
}

/// The moves that make sense for a role, in the order of [`Parameter::MOVED`].
///
/// Each end is T m + (1 − T) × the end while nothing is known, by the credibility T of the evidence, as for the
/// parameter itself (METHOD 4.2). Strength shrinks on the scale of scores, as it follows from scores; the horizon is
/// two thirds and five thirds of the one in force. What evidence fixes wholly is not moved.
#[must_use]
pub fn plausible_moves(seat: &SeatResult) -> Vec<Move> {
    let moves = Parameter::MOVED.into_iter().filter_map(|parameter| plausible_move(seat, parameter));
    moves.filter(|moved| moved.low < moved.high).collect()
}

fn plausible_move(seat: &SeatResult, parameter: Parameter) -> Option<Move> {
    if let Some(range) = parameter.range(&seat.ranges) {
        return Some(Move { parameter, low: range.low, high: range.high });
    }
    let (low, high) = parameter.plausible()?;
    let used = parameter.value(&seat.parameters)?;
    let nothing_known = Parameters::default();
    let default = parameter.value(&nothing_known)?;
    let open = 1.0 - credibility(seat, parameter);
    let end = |end: f64| match parameter {
        Parameter::Horizon => used * end / default,
        Parameter::Strength => {
            let prior = inputs(seat, parameter).map(|input| input.default).next().unwrap_or(default);
            // A step on the scale of scores is a factor on strength.
            used * libm::pow(end / prior.max(f64::MIN_POSITIVE), open)
        }
        _ => used + open * (end - default),
    };
    // A prior outside of the ends must not push the value in use out of its own range.
    Some(Move { parameter, low: end(low).min(used), high: end(high).max(used) })
}

/// Credibility, 0 to 1, of what is known about a parameter: of its evidence, or of what stands in for it. 0 for what
/// nobody can say.
#[must_use]
pub fn credibility(seat: &SeatResult, parameter: Parameter) -> f64 {
    match parameter {
        Parameter::InternalShare => Parameter::internal_credibility(&seat.parameters),
        other => mean_trust(seat, other),
    }
}

fn inputs(seat: &SeatResult, parameter: Parameter) -> impl Iterator<Item = &SeatInput> {
    seat.inputs.iter().filter(move |input| input.parameter == parameter)
}

fn mean_trust(seat: &SeatResult, parameter: Parameter) -> f64 {
    let (count, sum) = inputs(seat, parameter).fold((0.0, 0.0), |(count, sum), input| (count + 1.0, sum + input.trust));
    if count > 0.0 { sum / count } else { 0.0 }
}

/// What is worth asking an employer about, what moves the chance most first: parameters of the organisation and its
/// people that are not known by half, and that move it at all. Before them stands the size, if nobody has counted: it
/// decides whether there are such seats at all, and a stand-in has no range.
///
/// Left out are the horizon, which is a choice; how likely you are to leave and how strong you are, which are about
/// you; and how much of the growth will last, which nobody knows.
#[must_use]
pub fn worth_asking(seat: &SeatResult, rows: &[Sensitivity]) -> Vec<Parameter> {
    let is_asked = |parameter: Parameter| {
        use Parameter::{ExitRate, Horizon, Persistence, Strength};
        // Who has counted the rivals need not ask how many of the peers want the seat.
        let known = if parameter == Parameter::EligibleShare { Parameter::Rivals } else { parameter };
        !matches!(parameter, Horizon | ExitRate | Strength | Persistence) && credibility(seat, known) < KNOWN
    };
    let open = by_width(rows).into_iter().filter(|row| is_asked(row.moved.parameter) && row.width() > 0.0);
    // Any count is used as it is, whoever made it.
    let size = Some(Parameter::Reach).filter(|reach| credibility(seat, *reach) <= 0.0);
    size.into_iter().chain(open.map(|row| row.moved.parameter)).collect()
}

/// The rows, the widest first; rows of equal width in the order of the table.
#[must_use]
pub fn by_width(rows: &[Sensitivity]) -> Vec<Sensitivity> {
    let mut sorted = rows.to_vec();
    sorted.sort_by(|a, b| b.width().total_cmp(&a.width()));
    sorted
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{World, acme, close, said};
    use super::*;
    use crate::model::{SourceKind, Value};
    use crate::seat::SCENARIOS;

    fn doubling() -> Parameters {
        Parameters { reach: 120.0, growth_observed: 1.0, ..Parameters::default() }
    }

    fn default_moves() -> Vec<Move> {
        let of = |parameter: Parameter| parameter.plausible().map(|(low, high)| Move { parameter, low, high });
        Parameter::MOVED.into_iter().filter_map(of).collect()
    }

    /// METHOD 4.6: all twelve rows.
    #[test]
    #[rustfmt::skip]
    fn the_doubling_department_moves_as_in_the_method() {
        let expected = [
            ("lag_years", 0.50, 1.25, 0.1612, 0.0397),
            ("horizon_years", 1.0, 2.5, 0.0452, 0.2338),
            ("strength", 0.5, 3.0, 0.0691, 0.2582),
            ("eligible_share", 0.30, 0.80, 0.1772, 0.0835),
            ("growth_observed", 0.0, 1.5, 0.0518, 0.1369),
            ("internal_share", 0.35, 0.70, 0.0867, 0.1668),
            ("persistence", 0.10, 0.80, 0.0785, 0.1478),
            ("ems_per_m2", 3.0, 6.0, 0.1479, 0.0797),
            ("vacating_rate", 0.10, 0.35, 0.1034, 0.1485),
            ("exit_rate", 0.05, 0.25, 0.1283, 0.1041),
            ("head_span", 4.0, 10.0, 0.1134, 0.1188),
            ("ics_per_em", 5.0, 10.0, 0.1160, 0.1186),
        ];
        let rows = sensitivity(&doubling(), &SCENARIOS, &default_moves());
        assert_eq!(rows.len(), expected.len());
        for (row, (key, low, high, at_low, at_high)) in rows.iter().zip(expected) {
            assert_eq!((row.moved.parameter.key(), row.moved.low, row.moved.high), (key, low, high));
            close(row.yours_at_low, at_low);
            close(row.yours_at_high, at_high);
            close(row.yours_at_mode, 0.1218);
        }
    }

    #[test]
    fn a_bend_counts_with_its_middle() {
        let rows = sensitivity(&doubling(), &SCENARIOS, &default_moves());
        let head = rows.iter().find(|row| row.moved.parameter == Parameter::HeadSpan).expect("it is moved");
        assert!(head.yours_at_mode > head.yours_at_low && head.yours_at_mode > head.yours_at_high);
        assert!((head.width() - (0.1218 - 0.1134)).abs() < 1e-4, "{}", head.width());
        let sorted = by_width(&rows);
        assert!(sorted.windows(2).all(|pair| pair[0].width() >= pair[1].width()));
        let keys: Vec<&str> = sorted.iter().take(3).map(|row| row.moved.parameter.key()).collect();
        assert_eq!(keys, ["strength", "horizon_years", "lag_years"]);
    }

    #[test]
    fn with_nothing_known_a_role_is_moved_between_the_ends_of_the_method() {
        let world = World::new("m2-path");
        let ledger = world.ledger(&[]);
        let moves = plausible_moves(&world.card(&ledger).seat);
        for (found, expected) in moves.iter().zip(default_moves()) {
            assert_eq!(found.parameter, expected.parameter);
            assert!((found.low - expected.low).abs() < 1e-12, "{found:?} {expected:?}");
            assert!((found.high - expected.high).abs() < 1e-12, "{found:?} {expected:?}");
        }
        assert_eq!(moves.len(), 12);
    }

    #[test]
    fn evidence_narrows_what_it_is_about_and_holds_the_value_in_use() {
        let world = World::new("m2-path");
        let (empty, known) = (world.ledger(&[]), world.ledger(&acme()));
        let (before, after) = (world.card(&empty).seat, world.card(&known).seat);
        let wide = plausible_moves(&before);
        for (old, new) in wide.iter().zip(plausible_moves(&after)) {
            let value = new.parameter.value(&after.parameters).expect("it has a value");
            assert!(new.low <= value && value <= new.high, "{new:?} {value}");
            let is_known = credibility(&after, new.parameter) > 0.0;
            let narrower = match new.parameter {
                // A factor, not a distance.
                Parameter::Strength => new.high / new.low < old.high / old.low,
                _ => new.high - new.low < old.high - old.low - 1e-12,
            };
            let is_kept_wide = new.parameter == Parameter::EligibleShare;
            assert!(narrower == is_known || is_kept_wide, "{new:?}");
        }
        // Growth: T m + (1 − T)(0, 150 %).
        let growth = after.inputs.iter().find(|input| input.parameter == Parameter::Growth).expect("an input");
        let moved = plausible_moves(&after)[4];
        let m = growth.natural.expect("known") / 100.0;
        assert!((moved.low - growth.trust * m).abs() < 1e-12);
        assert!((moved.high - growth.trust * m - (1.0 - growth.trust) * 1.5).abs() < 1e-12);
    }

    #[test]
    fn what_is_known_by_half_is_not_asked_for() {
        let world = World::new("m2-path");
        let asked = |observations: &[crate::model::Observation]| {
            let ledger = world.ledger(observations);
            let seat = world.card(&ledger).seat;
            worth_asking(&seat, &sensitivity(&seat.parameters, &seat.scenarios, &plausible_moves(&seat)))
        };
        let before = asked(&[]);
        assert!(before.contains(&Parameter::EligibleShare) && before.contains(&Parameter::Lag), "{before:?}");
        assert_eq!(before[0], Parameter::Reach);
        let seen = |signal: &str, value: f64| {
            said(signal, SourceKind::CompanyRecord, "2026-11-18", Value::Number(value), "team page")
        };
        let after = asked(&[seen("mobility.competing_peers", 3.0), seen("department.ems_per_m2", 5.0)]);
        assert!(!after.contains(&Parameter::EligibleShare) && !after.contains(&Parameter::ManagersPerSeat));
        assert!(after.contains(&Parameter::Lag));
        assert!(!asked(&[seen("department.eng_headcount", 80.0)]).contains(&Parameter::Reach));
        // Nobody but you knows the rest.
        for yours in [Parameter::Horizon, Parameter::Strength, Parameter::ExitRate, Parameter::Persistence] {
            assert!(!before.contains(&yours) && !after.contains(&yours));
        }
    }
}
