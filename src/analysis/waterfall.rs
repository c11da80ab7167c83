//! Why a score is what it is: what each part adds to what one would say knowing nothing (METHOD 7).

use crate::score::{GroupResult, Scorecard};

/// What each part adds to the baseline: `w (best - baseline)`. Together with the baseline they make the weighted sum; for
/// such a sum this is the Shapley value, so nothing has to be sampled.
#[derive(Debug, Clone, PartialEq)]
pub struct Waterfall {
    /// The score when nothing is known.
    pub baseline: f64,
    /// Points that each part adds, in order.
    pub parts: Vec<f64>,
    /// Baseline and parts together.
    pub total: f64,
}

/// The waterfall of parts given by weight, best score and baseline score.
#[must_use]
pub fn waterfall(parts: &[(f64, f64, f64)]) -> Waterfall {
    let baseline = parts.iter().map(|(weight, _, before)| weight * before).sum::<f64>();
    let parts: Vec<f64> = parts.iter().map(|(weight, best, before)| weight * (best - before)).collect();
    let total = baseline + parts.iter().sum::<f64>();
    Waterfall { baseline, parts, total }
}

/// How a role's score came about, group by group.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreWaterfall {
    /// The score when nothing is known, before any limit.
    pub baseline: f64,
    /// One entry a group, in rubric order.
    pub groups: Vec<GroupPart>,
    /// What the weakest necessary group and caps take off; at most 0.
    pub limit: f64,
    /// The score.
    pub total: f64,
}

/// What one group adds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GroupPart {
    /// Its score when nothing is known.
    pub baseline: f64,
    /// Its score.
    pub best: f64,
    /// Points that it adds to the weighted sum.
    pub adds: f64,
    /// Points that it adds to the limited score, averaged over all orders in which groups can become known: the Shapley
    /// value. Together they make the difference between the score and the limited score of knowing nothing. `None` for
    /// more than [`MOST_PLAYERS`] groups.
    pub shapley: Option<f64>,
}

/// The waterfall of a scored role over its groups, with the limit as a bar of its own (METHOD 7).
#[must_use]
pub fn score_waterfall(card: &Scorecard<'_>) -> ScoreWaterfall {
    let weights: Vec<f64> = card.groups.iter().map(|group| group.group.weight).collect();
    let adds = |group: &GroupResult<'_>| group.criteria.iter().map(|criterion| criterion.contribution).sum::<f64>();
    let of_group = |group: &GroupResult<'_>| {
        let (weight, best) = (group.group.weight, group.score.best);
        let baseline = if weight > 0.0 { best - adds(group) / weight } else { best };
        (weight, best, baseline)
    };
    let parts: Vec<(f64, f64, f64)> = card.groups.iter().map(of_group).collect();
    let plain = waterfall(&parts);
    let score = |is_known: &[bool]| {
        let scores: Vec<f64> =
            parts.iter().zip(is_known).map(|((_, best, before), known)| if *known { *best } else { *before }).collect();
        card.best_if(&weights, &scores)
    };
    let fair = shapley(parts.len(), score);
    let group = |(at, (_, best, baseline)): (usize, &(f64, f64, f64))| GroupPart {
        baseline: *baseline,
        best: *best,
        adds: plain.parts[at],
        shapley: fair.as_ref().map(|fair| fair[at]),
    };
    ScoreWaterfall {
        baseline: plain.baseline,
        groups: parts.iter().enumerate().map(group).collect(),
        limit: (card.score.best - card.uncapped.best).min(0.0),
        total: card.score.best,
    }
}

/// Most players for whom [`shapley`] looks at every coalition: about a million.
pub const MOST_PLAYERS: usize = 20;

/// The Shapley value of each of `players`: its average addition to `value` over all orders in which they can come.
/// `value` is asked once for each coalition, given as one flag a player. For a score with a limit, where the waterfall
/// leaves a rest, it spreads that rest over all parts (METHOD 7, "with a cap").
///
/// `None` for more than [`MOST_PLAYERS`] players, since the work doubles with each.
#[must_use]
pub fn shapley(players: usize, value: impl Fn(&[bool]) -> f64) -> Option<Vec<f64>> {
    if players > MOST_PLAYERS {
        return None;
    }
    let member = |coalition: usize| -> Vec<bool> { (0..players).map(|at| coalition >> at & 1 == 1).collect() };
    let values: Vec<f64> = (0..1_usize << players).map(|coalition| value(&member(coalition))).collect();
    // Part of all orders in which exactly `size` players come before: size! (n - 1 - size)! / n!.
    let part =
        |size: usize| (0..size).fold(1.0 / players as f64, |p, k| p * (k as f64 + 1.0) / (players - 1 - k) as f64);
    let parts: Vec<f64> = (0..players).map(part).collect();
    let of = |player: usize| {
        let without = (0..values.len()).filter(|coalition| coalition >> player & 1 == 0);
        without.map(|c| parts[c.count_ones() as usize] * (values[c | 1 << player] - values[c])).sum()
    };
    Some((0..players).map(of).collect())
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{ALPHA, WEIGHTS, World, acme, close};
    use super::*;

    /// METHOD 7, Alpha with baselines.
    #[test]
    fn the_worked_waterfall_of_the_method() {
        let baselines = [35.0, 43.0, 44.0, 44.0, 43.0, 46.0];
        let parts: Vec<_> = (0..6).map(|k| (WEIGHTS[k], ALPHA[k].best, baselines[k])).collect();
        let found = waterfall(&parts);
        close(found.baseline, 41.4000);
        close(found.parts[0], 10.9200);
        close(found.parts[1], 1.2000);
        close(found.parts.iter().sum(), 20.9800);
        close(found.total, 62.3800);
        let additive = shapley(6, |in_it| {
            parts.iter().zip(in_it).map(|((w, best, before), is_in)| w * if *is_in { best } else { before }).sum()
        });
        for (found, expect) in additive.unwrap_or_default().iter().zip(&found.parts) {
            assert!((found - expect).abs() < 1e-12);
        }
    }

    /// METHOD 7, with a cap: groups (90, 5, 80), margin 45.
    #[test]
    fn the_worked_shapley_value_of_the_method() {
        let (scores, before, weights) = ([90.0, 5.0, 80.0], [35.0, 43.0, 44.0], [0.4, 0.35, 0.25]);
        let score = |in_it: &[bool]| {
            let now: Vec<f64> = (0..3).map(|k| if in_it[k] { scores[k] } else { before[k] }).collect();
            let sum: f64 = now.iter().zip(weights).map(|(score, weight)| score * weight).sum();
            sum.min(now.iter().copied().fold(f64::INFINITY, f64::min) + 45.0)
        };
        close(score(&[true; 3]), 50.0);
        close(score(&[false; 3]), 40.0500);
        let found = shapley(3, score).unwrap_or_default();
        for (found, expect) in found.iter().zip([19.4167, -15.8833, 6.4167]) {
            close(*found, expect);
        }
        let parts: Vec<_> = (0..3).map(|k| (weights[k], scores[k], before[k])).collect();
        let plain = waterfall(&parts);
        for (found, expect) in plain.parts.iter().zip([22.0, -13.3, 9.0]) {
            close(*found, expect);
        }
        close(plain.total - 50.0, 7.75);
    }

    /// Baseline, groups and limit make the score; so do the fair shares from the limited score of knowing nothing.
    #[test]
    fn the_bars_of_a_role_add_up() {
        let world = World::new("m2-path");
        for observations in [Vec::new(), acme(), acme()[17..].to_vec()] {
            let ledger = world.ledger(&observations);
            let card = world.card(&ledger);
            let found = score_waterfall(&card);
            let sum: f64 = found.groups.iter().map(|group| group.adds).sum();
            assert!((found.baseline + sum + found.limit - card.score.best).abs() < 1e-9, "{found:?}");
            let weights: Vec<f64> = card.groups.iter().map(|group| group.group.weight).collect();
            let before: Vec<f64> = found.groups.iter().map(|group| group.baseline).collect();
            let fair: f64 = found.groups.iter().filter_map(|group| group.shapley).sum();
            assert!((card.best_if(&weights, &before) + fair - card.score.best).abs() < 1e-9, "{found:?}");
        }
        let nothing = world.ledger(&[]);
        let found = score_waterfall(&world.card(&nothing));
        assert!(found.groups.iter().all(|group| group.adds.abs() < 0.2), "{found:?}");
    }

    #[test]
    fn nobody_one_and_too_many_players_are_fine() {
        assert_eq!(shapley(0, |_| 3.0), Some(Vec::new()));
        assert_eq!(shapley(1, |in_it| if in_it[0] { 5.0 } else { 2.0 }), Some(vec![3.0]));
        assert_eq!(shapley(MOST_PLAYERS + 1, |_| 0.0), None);
        assert_eq!(waterfall(&[]).total, 0.0);
    }
}
