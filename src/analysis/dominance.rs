//! When one role is ahead of another whatever the weights.

use crate::score::Triple;

/// Why no weighting can put a role behind another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dominance {
    /// Its best estimate is at least as good in every group, and better in one. Other readings of the evidence may
    /// still put it behind.
    BestEstimates,
    /// Its whole range is at least as good: in no group does its low end lie below the other's high end, and in one its
    /// best estimate is better. It holds whatever the reading of the evidence.
    Ranges,
}

impl Dominance {
    /// How `a` dominates `b`, both with the same groups in one order; `None` when it does not. Roles that are equal in
    /// every group do not dominate each other.
    ///
    /// ```
    /// use skiplevel::analysis::Dominance;
    /// use skiplevel::score::Triple;
    ///
    /// let score = |low, best, high| Triple { low, best, high };
    /// let (known, vague) = (score(60.0, 70.0, 80.0), score(0.0, 40.0, 100.0));
    /// assert_eq!(Dominance::of(&[known], &[vague]), Some(Dominance::BestEstimates));
    /// assert_eq!(Dominance::of(&[known], &[score(20.0, 40.0, 60.0)]), Some(Dominance::Ranges));
    /// assert_eq!(Dominance::of(&[vague], &[known]), None);
    /// ```
    #[must_use]
    pub fn of(a: &[Triple], b: &[Triple]) -> Option<Self> {
        let holds_for = |is_as_good: fn(&Triple, &Triple) -> bool| a.iter().zip(b).all(|(a, b)| is_as_good(a, b));
        let is_better_somewhere = a.iter().zip(b).any(|(a, b)| a.best > b.best);
        if !is_better_somewhere || !holds_for(|a, b| a.best >= b.best) {
            None
        } else if holds_for(|a, b| a.low >= b.high) {
            Some(Self::Ranges)
        } else {
            Some(Self::BestEstimates)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{ALPHA, BETA, GAMMA};
    use super::*;

    fn score(low: f64, best: f64, high: f64) -> Triple {
        Triple { low, best, high }
    }

    /// METHOD 5.3: Alpha loses access, Gamma is a little better at sponsor.
    #[test]
    fn nobody_dominates_in_the_worked_example() {
        for (a, b) in [(ALPHA, BETA), (BETA, ALPHA), (ALPHA, GAMMA), (BETA, GAMMA), (GAMMA, ALPHA)] {
            assert_eq!(Dominance::of(&a, &b), None);
        }
    }

    #[test]
    fn one_worse_group_is_enough_against_it() {
        let better = [score(50.0, 60.0, 70.0), score(50.0, 60.0, 70.0)];
        let worse = [score(10.0, 20.0, 30.0), score(10.0, 20.0, 50.0)];
        assert_eq!(Dominance::of(&better, &worse), Some(Dominance::Ranges));
        let overlapping = [worse[0], score(10.0, 20.0, 50.1)];
        assert_eq!(Dominance::of(&better, &overlapping), Some(Dominance::BestEstimates));
        let mixed = [worse[0], score(10.0, 60.1, 70.0)];
        assert_eq!(Dominance::of(&better, &mixed), None);
    }

    #[test]
    fn equal_roles_dominate_neither_way() {
        let known = [Triple::all(40.0); 3];
        assert_eq!(Dominance::of(&known, &known), None);
        assert_eq!(Dominance::of(&ALPHA, &ALPHA), None);
        assert_eq!(Dominance::of(&[], &[]), None);
        let ahead = [Triple::all(40.0), Triple::all(40.0), Triple::all(41.0)];
        assert_eq!(Dominance::of(&ahead, &known), Some(Dominance::Ranges));
    }
}
