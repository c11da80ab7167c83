//! A workspace's own group weights, and how a person comes to them in a minute (METHOD 5.1).

use std::collections::BTreeMap;

use super::{Group, Rubric};

/// Rank-order centroid weights of `n` groups, from the first in importance to the last:
/// `w_i = (1/n) sum_{j=i..n} 1/j`. Each is above 0 and falls; together they are 1. No groups: none.
///
/// They are the centre of all weights that fall in this order. From a ranking alone they come close to the weights that
/// the same person would give by sharing out points (METHOD reference 30: Roberts and Goodwin 2002,
/// <https://doi.org/10.1002/mcda.320>). They are steep, so they are for a handful of groups, never for single criteria,
/// whose near-equal weights inside a group are hard to beat (31: Dawes 1979,
/// <https://doi.org/10.1037/0003-066X.34.7.571>).
///
/// ```
/// use skiplevel::rubric::rank_order_centroid;
///
/// let weights = rank_order_centroid(4);
/// let printed: Vec<String> = weights.iter().map(|weight| format!("{weight:.4}")).collect();
/// assert_eq!(printed, ["0.5208", "0.2708", "0.1458", "0.0625"]);
/// ```
#[must_use]
pub fn rank_order_centroid(n: usize) -> Vec<f64> {
    let mut weights = vec![0.0; n];
    let mut sum = 0.0;
    // From the last rank upwards, so that the small parts are added first.
    for at in (0..n).rev() {
        sum += 1.0 / (at as f64 + 1.0);
        weights[at] = sum / n as f64;
    }
    weights
}

/// Weights of `n` groups of which only some are ranked: `ranking` holds their numbers, the most important first, each
/// once and below `n`. The others come after them, in no order, and share the mean of the centroid weights that are
/// left: that is the mean over all orders that the others might have. In the order of the groups; together 1.
#[must_use]
pub fn ranked_weights(n: usize, ranking: &[usize]) -> Vec<f64> {
    let centroid = rank_order_centroid(n);
    let rest = centroid.get(ranking.len()..).unwrap_or_default();
    let shared = if rest.is_empty() { 0.0 } else { rest.iter().sum::<f64>() / rest.len() as f64 };
    let mut weights = vec![shared; n];
    for (rank, group) in ranking.iter().enumerate() {
        if let (Some(weight), Some(of_rank)) = (weights.get_mut(*group), centroid.get(rank)) {
            *weight = *of_rank;
        }
    }
    weights
}

/// Weights from swing points: "if one group could be lifted from worst to best, which first?" gets 100, the others
/// points beside it, on whatever scale (METHOD 5.1). The points need not sum to anything; the weights sum to 1.
/// `None` when a number is negative or not finite, or when no group has a point.
///
/// ```
/// use skiplevel::rubric::swing;
///
/// assert_eq!(swing(&[100.0, 60.0, 40.0]), Some(vec![0.5, 0.3, 0.2]));
/// assert_eq!(swing(&[0.0, 0.0]), None);
/// ```
#[must_use]
pub fn swing(points: &[f64]) -> Option<Vec<f64>> {
    let most = points.iter().copied().fold(0.0, f64::max);
    let are_points = points.iter().all(|points| points.is_finite() && *points >= 0.0);
    if !are_points || most <= 0.0 {
        return None;
    }
    // Divided by the greatest first: points of any size have a finite sum then.
    let total: f64 = points.iter().map(|points| points / most).sum();
    Some(points.iter().map(|points| points / most / total).collect())
}

impl Rubric {
    /// The same rubric with other group weights (any scale, not negative, not all zero; groups not named keep
    /// theirs, counted in points of 100). Shares inside a group stay (METHOD 5.1). `None` when all weights are zero.
    #[must_use]
    pub fn with_group_weights(&self, points: &BTreeMap<String, f64>) -> Option<Self> {
        let wanted: Vec<f64> =
            self.groups.iter().map(|group| points.get(&group.id).copied().unwrap_or(100.0 * group.weight)).collect();
        let total: f64 = wanted.iter().sum();
        if total <= 0.0 || !total.is_finite() {
            return None;
        }
        let mut rubric = self.clone();
        for (group, points) in rubric.groups.iter_mut().zip(wanted) {
            group.weight = points / total;
            for criterion in &mut group.criteria {
                criterion.weight = group.weight * criterion.share;
            }
        }
        Some(rubric)
    }

    /// Points of 100 of each group, in rubric order, with their ids.
    #[must_use]
    pub fn group_points(&self) -> BTreeMap<String, f64> {
        self.groups.iter().map(|group| (group.id.clone(), 100.0 * group.weight)).collect()
    }

    /// Whether every group weighs the same in both, to a billionth: what is written as points and read again counts as
    /// unchanged. Rubrics with other groups differ.
    #[must_use]
    pub fn weighs_as(&self, other: &Self) -> bool {
        let same = |(own, other): (&Group, &Group)| own.id == other.id && (own.weight - other.weight).abs() <= SAME;
        self.groups.len() == other.groups.len() && self.groups.iter().zip(&other.groups).all(same)
    }
}

/// Weights that differ by less are equal: a score then moves by less than a millionth.
const SAME: f64 = 1e-9;

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(weights: &[f64]) -> Vec<String> {
        weights.iter().map(|weight| format!("{weight:.4}")).collect()
    }

    /// METHOD 5.1.
    #[test]
    fn the_worked_weights_of_the_method() {
        assert_eq!(printed(&rank_order_centroid(4)), ["0.5208", "0.2708", "0.1458", "0.0625"]);
        assert_eq!(printed(&rank_order_centroid(5)), ["0.4567", "0.2567", "0.1567", "0.0900", "0.0400"]);
        assert_eq!(printed(&rank_order_centroid(6)), ["0.4083", "0.2417", "0.1583", "0.1028", "0.0611", "0.0278"]);
    }

    #[test]
    fn centroid_weights_fall_and_sum_to_one_for_any_number_of_groups() {
        assert_eq!(rank_order_centroid(0), [0.0; 0]);
        assert_eq!(rank_order_centroid(1), [1.0]);
        for n in 2..60 {
            let weights = rank_order_centroid(n);
            assert!((weights.iter().sum::<f64>() - 1.0).abs() < 1e-14, "{n}");
            assert!(weights.windows(2).all(|pair| pair[0] > pair[1]) && weights[n - 1] > 0.0, "{n}");
        }
    }

    #[test]
    fn groups_that_are_not_ranked_share_what_is_left() {
        let all = ranked_weights(4, &[2, 0, 3, 1]);
        assert_eq!(printed(&all), ["0.2708", "0.0625", "0.5208", "0.1458"]);
        let some = ranked_weights(4, &[2]);
        assert_eq!(printed(&some), ["0.1597", "0.1597", "0.5208", "0.1597"]);
        let orders = [[2, 0, 1, 3], [2, 0, 3, 1], [2, 1, 0, 3], [2, 1, 3, 0], [2, 3, 0, 1], [2, 3, 1, 0]];
        for (group, weight) in some.iter().enumerate() {
            let mean = orders.iter().map(|order| ranked_weights(4, order)[group]).sum::<f64>() / 6.0;
            assert!((mean - weight).abs() < 1e-15, "{group}");
        }
        assert_eq!(ranked_weights(2, &[]), [0.5, 0.5]);
        assert_eq!(ranked_weights(0, &[]), [0.0; 0]);
    }

    #[test]
    fn swing_points_of_any_size_become_shares() {
        assert_eq!(swing(&[1e308, 1e308]), Some(vec![0.5, 0.5]));
        assert_eq!(swing(&[5e-324, 0.0]), Some(vec![1.0, 0.0]));
        for refused in [&[][..], &[0.0], &[-1.0, 2.0], &[f64::NAN, 1.0], &[f64::INFINITY, 1.0]] {
            assert_eq!(swing(refused), None, "{refused:?}");
        }
    }
}
