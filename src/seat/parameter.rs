//! The numbers of the model one by one: what they are called, where their defaults come from, and how to move one.

use super::model::Parameters;
use super::sweep::{Spread, Triangle};

/// Observations that the default Beta distribution of the internal share is worth (METHOD 4.3).
const INTERNAL_PRIOR: f64 = 6.0;

/// One number that the model needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Parameter {
    /// [`Parameters::reach`].
    Reach,
    /// [`Parameters::growth_observed`].
    Growth,
    /// [`Parameters::growth_base`].
    GrowthBase,
    /// [`Parameters::persistence`].
    Persistence,
    /// [`Parameters::ics_per_em`].
    EngineersPerManager,
    /// [`Parameters::ems_per_m2`].
    ManagersPerSeat,
    /// [`Parameters::head_span`].
    HeadSpan,
    /// [`Parameters::vacating_rate`].
    VacatingRate,
    /// Mean of the Beta distribution of [`Parameters::internal_alpha`] and [`Parameters::internal_beta`].
    InternalShare,
    /// [`Parameters::rivals`]; not a number while nobody knows them.
    Rivals,
    /// [`Parameters::eligible_share`].
    EligibleShare,
    /// [`Parameters::manager_seat`].
    ManagerSeat,
    /// [`Parameters::manager_moves_up`].
    ManagerMovesUp,
    /// [`Parameters::strength`].
    Strength,
    /// [`Parameters::lag_years`].
    Lag,
    /// [`Parameters::horizon_years`].
    Horizon,
    /// [`Parameters::exit_rate`].
    ExitRate,
}

impl Parameter {
    /// All of them: the organisation, then its people, then you.
    pub const ALL: [Self; 17] = [
        Self::Reach,
        Self::Growth,
        Self::GrowthBase,
        Self::Persistence,
        Self::EngineersPerManager,
        Self::ManagersPerSeat,
        Self::HeadSpan,
        Self::VacatingRate,
        Self::InternalShare,
        Self::Rivals,
        Self::EligibleShare,
        Self::ManagerSeat,
        Self::ManagerMovesUp,
        Self::Strength,
        Self::Lag,
        Self::Horizon,
        Self::ExitRate,
    ];

    /// Those that a sensitivity table moves, in the order of METHOD 4.6.
    pub const MOVED: [Self; 12] = [
        Self::Lag,
        Self::Horizon,
        Self::Strength,
        Self::EligibleShare,
        Self::Growth,
        Self::InternalShare,
        Self::Persistence,
        Self::ManagersPerSeat,
        Self::VacatingRate,
        Self::ExitRate,
        Self::HeadSpan,
        Self::EngineersPerManager,
    ];

    /// Stable key for machines.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Reach => "reach",
            Self::Growth => "growth_observed",
            Self::GrowthBase => "growth_base",
            Self::Persistence => "persistence",
            Self::EngineersPerManager => "ics_per_em",
            Self::ManagersPerSeat => "ems_per_m2",
            Self::HeadSpan => "head_span",
            Self::VacatingRate => "vacating_rate",
            Self::InternalShare => "internal_share",
            Self::Rivals => "rivals",
            Self::EligibleShare => "eligible_share",
            Self::ManagerSeat => "manager_seat",
            Self::ManagerMovesUp => "manager_moves_up",
            Self::Strength => "strength",
            Self::Lag => "lag_years",
            Self::Horizon => "horizon_years",
            Self::ExitRate => "exit_rate",
        }
    }

    /// What it is, in a few words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Reach => "people in reach",
            Self::Growth => "growth a year",
            Self::GrowthBase => "growth it falls back to",
            Self::Persistence => "growth that lasts",
            Self::EngineersPerManager => "engineers per manager",
            Self::ManagersPerSeat => "managers per seat",
            Self::HeadSpan => "reports of the head",
            Self::VacatingRate => "seats vacated a year",
            Self::InternalShare => "share filled from inside",
            Self::Rivals => "rivals for a seat",
            Self::EligibleShare => "peers who want it too",
            Self::ManagerSeat => "your manager holds a seat",
            Self::ManagerMovesUp => "your manager moves up",
            Self::Strength => "your strength",
            Self::Lag => "time until considered",
            Self::Horizon => "horizon",
            Self::ExitRate => "your leaving a year",
        }
    }

    /// Where the default comes from: publications, or *judgement*. The whole references stand in `docs/method.md`,
    /// section 10.
    #[must_use]
    pub fn source(self) -> &'static str {
        match self {
            Self::Reach => "a stand-in while nobody has counted",
            Self::Growth => "the growth that it falls back to",
            Self::GrowthBase => "judgement",
            Self::Persistence => {
                "growth hardly lasts and plans are too hopeful (Chan, Karceski and Lakonishok 2003; Coad 2006)"
            }
            Self::EngineersPerManager => "Larson 6–8; Majors 5–8; Gallup, median 5–6",
            Self::ManagersPerSeat => "Larson 4–6; Majors 2–5",
            Self::HeadSpan => "Pave: a chief executive's median is 3–6 up to 50 staff, 14 from 3,000",
            Self::VacatingRate => {
                "LinkedIn 2017: software turnover 13 % a year; Watkins: a quarter of managers move a year"
            }
            Self::InternalShare => "APQC: 35, 45 and 60 % of senior posts are the quartiles",
            Self::Rivals => "the peers who want it too, of the other managers in reach",
            Self::EligibleShare => "judgement; most seniors prefer the other track",
            Self::ManagerSeat => "assumed, as far as the department has seats",
            Self::ManagerMovesUp => "not assumed",
            Self::Strength => "an average rival is 1; what the notes do not show counts a little against you",
            Self::Lag => "Watkins: managers break even after 6.2 months; people promote those they have seen act",
            Self::Horizon => "your setting",
            Self::ExitRate => "judgement",
        }
    }

    /// Its value; `None` only for [`Self::Rivals`] that nobody knows.
    #[must_use]
    pub fn value(self, parameters: &Parameters) -> Option<f64> {
        let p = parameters;
        Some(match self {
            Self::Reach => p.reach,
            Self::Growth => p.growth_observed,
            Self::GrowthBase => p.growth_base,
            Self::Persistence => p.persistence,
            Self::EngineersPerManager => p.ics_per_em,
            Self::ManagersPerSeat => p.ems_per_m2,
            Self::HeadSpan => p.head_span,
            Self::VacatingRate => p.vacating_rate,
            Self::InternalShare => p.internal_alpha / (p.internal_alpha + p.internal_beta),
            Self::Rivals => return p.rivals,
            Self::EligibleShare => p.eligible_share,
            Self::ManagerSeat => p.manager_seat,
            Self::ManagerMovesUp => p.manager_moves_up,
            Self::Strength => p.strength,
            Self::Lag => p.lag_years,
            Self::Horizon => p.horizon_years,
            Self::ExitRate => p.exit_rate,
        })
    }

    /// `parameters` with this one set. A new internal share keeps the number of observations that the old one rests on.
    #[must_use]
    pub fn set(self, parameters: &Parameters, value: f64) -> Parameters {
        let mut p = parameters.clone();
        match self {
            Self::Reach => p.reach = value,
            Self::Growth => p.growth_observed = value,
            Self::GrowthBase => p.growth_base = value,
            Self::Persistence => p.persistence = value,
            Self::EngineersPerManager => p.ics_per_em = value,
            Self::ManagersPerSeat => p.ems_per_m2 = value,
            Self::HeadSpan => p.head_span = value,
            Self::VacatingRate => p.vacating_rate = value,
            Self::InternalShare => {
                let observations = p.internal_alpha + p.internal_beta;
                p.internal_alpha = observations * value;
                p.internal_beta = observations - p.internal_alpha;
            }
            Self::Rivals => p.rivals = Some(value),
            Self::EligibleShare => p.eligible_share = value,
            Self::ManagerSeat => p.manager_seat = value,
            Self::ManagerMovesUp => p.manager_moves_up = value,
            Self::Strength => p.strength = value,
            Self::Lag => p.lag_years = value,
            Self::Horizon => p.horizon_years = value,
            Self::ExitRate => p.exit_rate = value,
        }
        p
    }

    /// What it may be, if the sweep varies it.
    #[must_use]
    pub fn range(self, spread: &Spread) -> Option<Triangle> {
        match self {
            Self::EngineersPerManager => Some(spread.ics_per_em),
            Self::ManagersPerSeat => Some(spread.ems_per_m2),
            Self::HeadSpan => Some(spread.head_span),
            Self::VacatingRate => Some(spread.vacating_rate),
            Self::Persistence => Some(spread.persistence),
            Self::EligibleShare => Some(spread.eligible_share),
            Self::Lag => Some(spread.lag_years),
            _ => None,
        }
    }

    /// Low and high end while nothing is known, in the unit of the parameter (METHOD 4.3, 4.6); `None` for those that
    /// no table moves. A horizon is moved in proportion to the one in force, 1.5 years here.
    #[must_use]
    pub fn plausible(self) -> Option<(f64, f64)> {
        match self {
            Self::Strength => Some((0.5, 3.0)),
            Self::Growth => Some((0.0, 1.5)),
            Self::InternalShare => Some((0.35, 0.70)),
            Self::Horizon => Some((1.0, 2.5)),
            Self::ExitRate => Some((0.05, 0.25)),
            swept => swept.range(&Spread::default()).map(|triangle| (triangle.low, triangle.high)),
        }
    }

    /// How much of the internal share is evidence: 1 − 6/n, with n the observations that its Beta distribution is
    /// worth and 6 those of the default. 0 to below 1.
    #[must_use]
    pub fn internal_credibility(parameters: &Parameters) -> f64 {
        let observations = parameters.internal_alpha + parameters.internal_beta;
        if observations > INTERNAL_PRIOR { 1.0 - INTERNAL_PRIOR / observations } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_set_is_read_again_and_nothing_else_moves() {
        let start = Parameters::default();
        for parameter in Parameter::ALL {
            let changed = parameter.set(&start, 0.4);
            let found = parameter.value(&changed).expect("it was set");
            assert!((found - 0.4).abs() < 1e-12, "{}", parameter.key());
            for other in Parameter::ALL.into_iter().filter(|other| *other != parameter) {
                assert_eq!(other.value(&changed), other.value(&start), "{} moves {}", parameter.key(), other.key());
            }
        }
    }

    #[test]
    fn every_parameter_has_a_key_a_name_and_a_source_of_its_own() {
        let mut keys: Vec<&str> = Parameter::ALL.iter().map(|parameter| parameter.key()).collect();
        let mut names: Vec<&str> = Parameter::ALL.iter().map(|parameter| parameter.name()).collect();
        keys.sort_unstable();
        keys.dedup();
        names.sort_unstable();
        names.dedup();
        assert_eq!((keys.len(), names.len()), (Parameter::ALL.len(), Parameter::ALL.len()));
        assert!(Parameter::ALL.iter().all(|parameter| !parameter.source().is_empty()));
    }

    #[test]
    fn defaults_lie_within_their_plausible_ends() {
        let start = Parameters::default();
        for parameter in Parameter::ALL {
            let moved = Parameter::MOVED.contains(&parameter);
            assert_eq!(parameter.plausible().is_some(), moved, "{}", parameter.key());
            if let Some((low, high)) = parameter.plausible() {
                let value = parameter.value(&start).expect("it has a default");
                assert!(low < value && value < high, "{}", parameter.key());
            }
        }
    }

    /// METHOD 4.7: three of four seats, T = .4808, add 1.9232 observations to six.
    #[test]
    fn a_share_of_seats_counts_against_six_observations() {
        let known = Parameters { internal_alpha: 4.4424, internal_beta: 3.4808, ..Parameters::default() };
        assert!((Parameter::internal_credibility(&known) - (1.0 - 6.0 / 7.9232)).abs() < 1e-12);
        assert_eq!(Parameter::internal_credibility(&Parameters::default()), 0.0);
    }
}
