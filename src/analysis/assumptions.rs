//! What a comparison takes for plausible.

use super::robustness::{DRAWS, Mode, NEAR_BAND, Robustness, robustness};
use crate::score::Triple;

/// Which weights of the groups are plausible (METHOD 5.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weighting {
    /// All of them, equally likely.
    Free,
    /// Those that keep the order of the weights in force: no group weighs more than one that weighs more now. Groups of
    /// equal weight keep their order in the rubric.
    Ranked,
    /// The weights in force, each up to 30 % more or less.
    Near,
}

impl Weighting {
    /// All, from the most open to the least.
    pub const ALL: [Self; 3] = [Self::Free, Self::Ranked, Self::Near];

    /// Stable name: `free`, `ranked`, `near`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Free => "free",
            Self::Ranked => "ranked",
            Self::Near => "near",
        }
    }
}

/// What a comparison takes for plausible, and how often it draws from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assumptions {
    /// Weights of the groups.
    pub weighting: Weighting,
    /// Number of draws, each of one set of weights and one reading of the evidence.
    pub draws: usize,
}

impl Default for Assumptions {
    /// All weights, [`DRAWS`] draws.
    fn default() -> Self {
        Self { weighting: Weighting::Free, draws: DRAWS }
    }
}

impl Assumptions {
    /// Orders roles under these assumptions. `roles[role][group]` and `in_force` have one entry a group, in rubric
    /// order, and so has the answer. With [`Weighting::Ranked`] the scores, too, are drawn from the heaviest group to the
    /// lightest.
    #[must_use]
    pub fn robustness(self, roles: &[Vec<Triple>], in_force: &[f64]) -> Robustness {
        match self.weighting {
            Weighting::Free => robustness(roles, Mode::Free, self.draws),
            Weighting::Near => robustness(roles, Mode::Near { weights: in_force, band: NEAR_BAND }, self.draws),
            Weighting::Ranked => {
                let order = by_importance(in_force);
                let sorted: Vec<Vec<Triple>> = roles.iter().map(|role| in_order(role, &order)).collect();
                let mut found = robustness(&sorted, Mode::Ranked, self.draws);
                for weights in found.central_weights.iter_mut().flatten() {
                    let mut in_rubric_order = vec![0.0; weights.len()];
                    order.iter().zip(&*weights).for_each(|(group, weight)| in_rubric_order[*group] = *weight);
                    *weights = in_rubric_order;
                }
                found
            }
        }
    }
}

/// Groups by falling weight, equal ones in their order.
#[must_use]
pub(super) fn by_importance(weights: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by(|a, b| weights[*b].total_cmp(&weights[*a]));
    order
}

/// The entries of `values` in this order.
pub(super) fn in_order<T: Copy>(values: &[T], order: &[usize]) -> Vec<T> {
    order.iter().filter_map(|at| values.get(*at).copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{ALPHA, BETA, GAMMA, WEIGHTS, close};
    use super::*;

    #[test]
    fn importance_follows_the_weights_and_then_the_rubric() {
        assert_eq!(by_importance(&WEIGHTS), [0, 1, 2, 5, 3, 4]);
        assert_eq!(by_importance(&[0.2, 0.3, 0.2, 0.3]), [1, 3, 0, 2]);
        assert!(by_importance(&[]).is_empty());
    }

    /// However a rubric lists its groups, the taste stands with the group that it is about.
    #[test]
    fn ranked_weights_come_back_in_rubric_order() {
        let roles = [ALPHA, BETA, GAMMA].map(|role| role.to_vec());
        let ranked = Assumptions { weighting: Weighting::Ranked, ..Assumptions::default() };
        let found = ranked.robustness(&roles, &WEIGHTS);
        let central = found.central_weights[0].as_deref().unwrap_or_default();
        let falling: Vec<f64> = [0, 1, 2, 5, 3, 4].map(|group: usize| central[group]).to_vec();
        assert!(falling.windows(2).all(|pair| pair[0] > pair[1]), "{central:?}");
        close(central.iter().sum(), 1.0);
        let order = [4, 2, 5, 0, 3, 1];
        let shuffled = roles.clone().map(|role| in_order(&role, &order));
        let again = ranked.robustness(&shuffled, &in_order(&WEIGHTS, &order));
        assert_eq!(again.rank_shares, found.rank_shares);
        assert_eq!(again.central_weights[0], Some(in_order(central, &order)));
    }
}
