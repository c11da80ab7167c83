//! Which weight or score would turn an order or a verdict around, exactly (METHOD 7).

use crate::score::{Scorecard, Triple};

/// A weight at which two roles change places.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeightFlip {
    /// Number of the group, in rubric order.
    pub group: usize,
    /// Its weight in force, 0 to 1.
    pub now: f64,
    /// The weight at which the two are level, 0 to 1.
    pub at: f64,
}

impl WeightFlip {
    /// Whether the other role comes first beyond `at`; otherwise below it.
    #[must_use]
    pub fn is_upward(&self) -> bool {
        self.at >= self.now
    }

    /// Points of 100 with one decimal, rounded so that the two have changed places; `None` where no weight is left on
    /// that side.
    #[must_use]
    pub fn points_beyond(&self) -> Option<f64> {
        beyond(100.0 * self.at, self.is_upward()).filter(|points| (0.0..=100.0).contains(points))
    }
}

/// The nearest number with one decimal that lies beyond `x`, above it or below it.
pub(super) fn beyond(x: f64, is_upward: bool) -> Option<f64> {
    let tenths = 10.0 * x;
    let next = if is_upward { (tenths + NOTHING).floor() + 1.0 } else { (tenths - NOTHING).ceil() - 1.0 };
    next.is_finite().then_some(next / 10.0)
}

/// The weights of single groups beyond which `behind` scores more than `ahead`; all other weights keep their
/// proportions. In rubric order, at most one below and one above the weight in force for each group.
///
/// Without limits the weight is `D / (D - d)`, with D the difference that the other groups make alone and d that of the
/// group (METHOD 7). Exact with the limits that the weakest necessary group and caps put on a score (METHOD 2.4): these do not depend on
/// weights, so along one weight both scores are straight lines with at most one bend.
#[must_use]
pub fn weight_flips(ahead: &Scorecard<'_>, behind: &Scorecard<'_>) -> Vec<WeightFlip> {
    let (a, b) = (Along::of(ahead), Along::of(behind));
    let mut flips = Vec::new();
    for (group, result) in ahead.groups.iter().enumerate() {
        let now = result.group.weight;
        let (Some(a), Some(b)) = (a.line(group), b.line(group)) else { continue };
        let lead = |weight: f64| a.at(weight) - b.at(weight);
        let mut marks: Vec<f64> = [a.meets(b.line_at()), a.meets_level(b.limit), b.meets_level(a.limit)]
            .into_iter()
            .chain([a.meets_level(a.limit), b.meets_level(b.limit), Some(0.0), Some(1.0), Some(now)])
            .flatten()
            .filter(|weight| (0.0..=1.0).contains(weight))
            .collect();
        marks.sort_by(f64::total_cmp);
        // Between two marks the lead is a straight line without a zero, so its middle tells its sign.
        let turned = |pair: &&[f64]| pair[1] > pair[0] && lead(f64::midpoint(pair[0], pair[1])) < -NOTHING;
        let below = marks.windows(2).filter(turned).rfind(|pair| pair[1] <= now).map(|pair| pair[1]);
        let above = marks.windows(2).filter(turned).find(|pair| pair[0] >= now).map(|pair| pair[0]);
        flips.extend([below, above].into_iter().flatten().map(|at| WeightFlip { group, now, at }));
    }
    flips
}

/// Less than this is a rounding error of a score.
const NOTHING: f64 = 1e-9;

/// A role's score as the weights change.
struct Along {
    weights: Vec<f64>,
    scores: Vec<f64>,
    limit: f64,
}

/// The weighted sum along one weight: a straight line; the score is at most `limit`.
#[derive(Clone, Copy)]
struct Line {
    from: f64,
    to: f64,
    limit: f64,
}

impl Along {
    fn of(card: &Scorecard<'_>) -> Self {
        let weights: Vec<f64> = card.groups.iter().map(|group| group.group.weight).collect();
        let scores: Vec<f64> = card.groups.iter().map(|group| group.score.best).collect();
        // The limit is what a sum of any size is cut to.
        let limit = card.limit().best;
        Self { weights, scores, limit }
    }

    /// `None` where the group has all the weight, so that the others have no proportions to keep.
    fn line(&self, group: usize) -> Option<Line> {
        let others = 1.0 - self.weights.get(group)?;
        let rest = self.weights.iter().zip(&self.scores).enumerate().filter(|(at, _)| *at != group);
        let from = rest.map(|(_, (weight, score))| weight * score).sum::<f64>() / others;
        (others > 0.0).then_some(Line { from, to: self.scores[group], limit: self.limit })
    }
}

impl Line {
    fn at(&self, weight: f64) -> f64 {
        (self.from + (self.to - self.from) * weight).min(self.limit)
    }

    fn line_at(self) -> (f64, f64) {
        (self.from, self.to)
    }

    fn meets(&self, (from, to): (f64, f64)) -> Option<f64> {
        let at = (from - self.from) / ((self.to - self.from) - (to - from));
        at.is_finite().then_some(at)
    }

    fn meets_level(&self, level: f64) -> Option<f64> {
        self.meets((level, level))
    }
}

/// The score of a group at which the role's score is exactly `target`, everything else as it is: `s - D / W`
/// (METHOD 7, "winner flip by one criterion"), and at least what the limit by the weakest necessary group asks of the
/// group. From there on upwards the role scores `target` or more. `None` where even 100, or 0, does not change sides.
#[must_use]
pub fn group_score_at(card: &Scorecard<'_>, group: usize, target: f64) -> Option<f64> {
    let weights: Vec<f64> = card.groups.iter().map(|group| group.group.weight).collect();
    let mut scores: Vec<f64> = card.groups.iter().map(|group| group.score.best).collect();
    let weight = *weights.get(group).filter(|weight| **weight > 0.0)?;
    let sum: f64 = weights.iter().zip(&scores).map(|(weight, score)| weight * score).sum();
    let by_sum = criterion_at(scores[group], weight, sum - target);
    let by_limit = card.groups[group].group.necessary.then_some(card.rubric.weakest_group_margin).flatten();
    let needed = by_limit.map_or(by_sum, |margin| by_sum.max(target - margin));
    if !(0.0..=100.0).contains(&needed) {
        return None;
    }
    scores[group] = needed;
    // Another necessary group or a cap may hold the score below the target whatever this one does.
    (card.best_if(&weights, &scores) >= target - NOTHING).then_some(needed)
}

/// The score that a criterion or group would need for a lead of zero: `s - lead / W` (METHOD 7). `weight` is its part of
/// the whole, above 0.
#[must_use]
pub fn criterion_at(score: f64, weight: f64, lead: f64) -> f64 {
    score - lead / weight
}

/// The best estimate that a criterion would need for a cautious or hopeful score `reached` to be `threshold`, when its
/// low and high end move along: `best + (threshold - Q) / W` (METHOD 7, "verdict flip by one criterion").
#[must_use]
pub fn best_needed(best: f64, weight: f64, threshold: f64, reached: f64) -> f64 {
    criterion_at(best, weight, reached - threshold)
}

/// As few criteria as possible that together lift a weighted sum by `gain` points when each takes the high end of its
/// range; for a negative `gain`, that lower it when each takes its low end (METHOD 7, "fewest changes"). `parts` has
/// weight and score of each; the answer has their numbers, most telling first. `None` when all together do not reach it.
///
/// Taking the most telling first is optimal, because the sum is additive.
#[must_use]
pub fn fewest_changes(parts: &[(f64, Triple)], gain: f64) -> Option<Vec<usize>> {
    let room = |at: usize| {
        let (weight, score) = parts[at];
        weight * if gain >= 0.0 { score.high - score.best } else { score.best - score.low }
    };
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by(|a, b| room(*b).total_cmp(&room(*a)));
    let mut left = gain.abs();
    let mut taken = Vec::new();
    for at in order {
        if left <= 0.0 {
            break;
        }
        left -= room(at);
        taken.push(at);
    }
    (left <= NOTHING).then_some(taken)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{ALPHA, BETA, WEIGHTS, World, acme, close};
    use super::*;

    fn differences() -> Vec<f64> {
        ALPHA.iter().zip(&BETA).map(|(a, b)| a.best - b.best).collect()
    }

    /// METHOD 7, winner flip by one weight and by one criterion.
    #[test]
    fn the_worked_flips_of_the_method() {
        let d = differences();
        let lead: f64 = WEIGHTS.iter().zip(&d).map(|(w, d)| w * d).sum();
        close(lead, 4.0400);
        close(criterion_at(74.0, 0.28, lead), 59.5714);
    }

    /// METHOD 7, verdict flip: growth at 65.6714 with weight .06 has to lift the score by 0.84.
    #[test]
    fn the_worked_verdict_flip_in_natural_units() {
        let needed = best_needed(65.6714, 0.06, 55.0, 55.0 - 0.84);
        close(needed, 79.6714);
        let catalogue = crate::signal::builtin_catalogue();
        let growth = catalogue.get("department.eng_growth_12m").and_then(|signal| signal.curve.clone());
        let percent = growth.and_then(|curve| curve.inverse(needed)).unwrap_or_default();
        assert_eq!(format!("{percent:.1}"), "39.7");
    }

    /// The cards of the example give the same through the exact way along each weight.
    #[test]
    fn cards_without_a_limit_flip_where_the_formula_says() {
        let world = World::new("m2-path");
        let mut rubric = world.rubric.clone();
        rubric.weakest_group_margin = None;
        for (group, weight) in rubric.groups.iter_mut().zip(WEIGHTS) {
            group.weight = weight;
        }
        let world = World { rubric, ..world };
        let ledger = world.ledger(&[]);
        let card = world.card(&ledger);
        let with = |scores: &[Triple]| {
            let mut card = card.clone();
            card.groups.iter_mut().zip(scores).for_each(|(group, score)| group.score = *score);
            card.score.best = WEIGHTS.iter().zip(scores).map(|(weight, score)| weight * score.best).sum();
            card
        };
        let (alpha, beta) = (with(&ALPHA), with(&BETA));
        let found = weight_flips(&alpha, &beta);
        let at = |group: usize| found.iter().find(|flip| flip.group == group);
        close(at(1).map_or(0.0, |flip| flip.at), 0.3457);
        close(at(0).map_or(0.0, |flip| flip.at), 0.1760);
        close(at(3).map_or(0.0, |flip| flip.at), 0.2068);
        assert!(at(1).is_some_and(WeightFlip::is_upward) && !at(0).is_some_and(WeightFlip::is_upward));
        // "You" is equal at both, so all the weight on it makes a tie and no flip.
        assert_eq!(at(5), None);
        close(group_score_at(&alpha, 0, beta.score.best).unwrap_or_default(), 59.5714);
        assert_eq!(group_score_at(&alpha, 4, 20.0), None);
    }

    #[test]
    fn a_limit_is_minded() {
        let world = World::new("m2-path");
        let (much, nothing) = (world.ledger(&acme()), world.ledger(&[]));
        let (acme, unknown) = (world.card(&much), world.card(&nothing));
        for flip in weight_flips(&acme, &unknown) {
            let beyond = if flip.is_upward() { (flip.at + 1e-6).min(1.0) } else { (flip.at - 1e-6).max(0.0) };
            let weights = |card: &Scorecard<'_>| -> Vec<f64> {
                let rest = (1.0 - beyond) / (1.0 - flip.now);
                let weight = |(at, group): (usize, &crate::score::GroupResult<'_>)| {
                    if at == flip.group { beyond } else { group.group.weight * rest }
                };
                card.groups.iter().enumerate().map(weight).collect()
            };
            let scores = |card: &Scorecard<'_>| -> Vec<f64> { card.groups.iter().map(|g| g.score.best).collect() };
            let lead =
                acme.best_if(&weights(&acme), &scores(&acme)) - unknown.best_if(&weights(&unknown), &scores(&unknown));
            assert!(lead < 0.0, "{flip:?}: {lead}");
        }
        // The weakest necessary group limits the whole: no other group can lift the score beyond it.
        let mut held = acme.clone();
        held.groups[0].score = Triple::all(2.0);
        assert_eq!(group_score_at(&held, 3, 60.0), None);
    }

    /// METHOD 7, fewest changes.
    #[test]
    fn the_most_telling_criteria_are_taken_first() {
        let parts = [
            (0.30, Triple { low: 35.0, best: 62.0, high: 90.0 }),
            (0.15, Triple { low: 0.0, best: 40.0, high: 100.0 }),
            (0.25, Triple { low: 48.0, best: 66.0, high: 84.0 }),
        ];
        assert_eq!(fewest_changes(&parts, 9.5), Some(vec![1, 0]));
        assert_eq!(fewest_changes(&parts, 5.0), Some(vec![1]));
        assert_eq!(fewest_changes(&parts, -8.0), Some(vec![0]));
        assert_eq!(fewest_changes(&parts, 30.0), None);
        assert_eq!(fewest_changes(&parts, 0.0), Some(vec![]));
    }

    /// What is printed lies on the side where the two have changed places, even when the exact number is round.
    #[test]
    fn flips_are_rounded_outward() {
        assert_eq!(
            [beyond(17.6, false), beyond(17.64, false), beyond(34.5703, true)],
            [Some(17.5), Some(17.6), Some(34.6)]
        );
        let flip = |at| WeightFlip { group: 0, now: 0.5, at };
        assert_eq!([flip(1.0).points_beyond(), flip(0.0).points_beyond()], [None, None]);
        assert_eq!([flip(0.75).points_beyond(), flip(0.25).points_beyond()], [Some(75.1), Some(24.9)]);
    }
}
