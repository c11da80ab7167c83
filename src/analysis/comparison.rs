//! Many roles side by side (METHOD 5.2 and 5.3).

use rayon::prelude::*;

use super::assumptions::{Assumptions, by_importance, in_order};
use super::dominance::Dominance;
use super::ranking::ranking;
use super::robustness::Robustness;
use super::win::{win_exact, win_exact_ranked};
use crate::score::{Scorecard, Triple};

/// Where two roles are level: each is ahead in at least this part of the draws. It is where the words of likelihood say
/// "roughly even" (ICD 203, METHOD 3).
pub const LEVEL: f64 = 0.45;

/// A central weight stands out when it is this many times the mean of all plausible weights. A fifth more is what each
/// of five groups gains when the sixth gets no weight at all, so a group is not named only because another one is
/// disliked. In the worked example of METHOD 5.3 tastes lie 22 to 39 % above the mean, all others at most 2 %.
pub const STANDS_OUT: f64 = 1.2;

/// A role that comes first more seldom than this is for (almost) nobody: below it the words of likelihood say "almost no
/// chance".
pub const SELDOM: f64 = 0.05;

/// First ranks that it takes to speak of a taste. A weight spreads by at most its own size, so the mean of 200 is known
/// within 7 %, a third of what [`STANDS_OUT`] asks for.
pub const FIRST_RANKS: f64 = 200.0;

/// Groups that are named as a taste, at most.
const NAMED: usize = 3;

/// Roles in order, and how surely each is ahead of each other one. Every list follows `roles`: place 0 is the best.
///
/// The order is by score alone, so another role cannot change it; the shares say how far to trust it. They rest on the
/// scores of the groups before any cap: weights are unknown there, so the limit that the weakest group or a cap puts on
/// the weighted sum has no counterpart. A role that a cap holds down may therefore win more often than its place says.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison<'r> {
    /// What counts as plausible.
    pub assumptions: Assumptions,
    /// Ids of the roles: by best score, then by its low end, both greatest first, then by id.
    pub roles: Vec<&'r str>,
    /// Score of each role, after limits.
    pub scores: Vec<Triple>,
    /// `group_scores[role][group]`, in rubric order, before limits.
    pub group_scores: Vec<Vec<Triple>>,
    /// `share_exact[a][b]`: chance, 0 to 1, that `a` beats `b` when all weights are equally likely and every group has
    /// its best score (see [`win_exact`]).
    pub share_exact: Vec<Vec<f64>>,
    /// The same when weights keep the order of those in force (see [`win_exact_ranked`]). Neither depends on the
    /// assumptions.
    pub share_ranked_exact: Vec<Vec<f64>>,
    /// `share[a][b]`: part of the plausible weights and readings of the evidence in which `a` is ahead of `b`. A tie
    /// puts nobody ahead.
    pub share: Vec<Vec<f64>>,
    /// `rank_shares[role][rank]`: part of them in which the role takes this rank; rank 0 is the best.
    pub rank_shares: Vec<Vec<f64>>,
    /// `central_weights[role][group]`, in rubric order: the taste that favours the role; `None` when it never is first.
    pub central_weights: Vec<Option<Vec<f64>>>,
    /// Mean of all weights that were drawn, one a group, in rubric order; empty when nothing was compared.
    pub mean_weights: Vec<f64>,
}

impl<'r> Comparison<'r> {
    /// Compares roles that were scored under one rubric, with all weights equally likely.
    #[must_use]
    pub fn new(cards: &[(&'r str, &Scorecard<'_>)]) -> Self {
        Self::under(cards, Assumptions::default())
    }

    /// The same under other assumptions. The weights in force are those of the rubric of the scorecards.
    #[must_use]
    pub fn under(cards: &[(&'r str, &Scorecard<'_>)], assumptions: Assumptions) -> Self {
        // Draws go to the roles by id, whatever their order (METHOD 5.2).
        let mut by_id = cards.to_vec();
        by_id.sort_by(|a, b| a.0.cmp(b.0));
        let scores: Vec<Vec<Triple>> = by_id.iter().map(|(_, card)| group_scores(card)).collect();
        let groups = by_id.first().map(|(_, card)| card.groups.as_slice()).unwrap_or_default();
        let in_force: Vec<f64> = groups.iter().map(|group| group.group.weight).collect();
        let found = assumptions.robustness(&scores, &in_force);
        let Robustness { rank_shares, win_shares, central_weights } = &found;
        let order = ranking(&by_id.iter().map(|(_, card)| *card).collect::<Vec<_>>());
        let importance = by_importance(&in_force);
        let exact = |a: usize, b: usize| win_exact(&differences(&scores[a], &scores[b]));
        let ranked =
            |a: usize, b: usize| win_exact_ranked(&in_order(&differences(&scores[a], &scores[b]), &importance));
        Self {
            assumptions,
            roles: in_order(&by_id, &order).into_iter().map(|(role, _)| role).collect(),
            scores: in_order(&by_id, &order).into_iter().map(|(_, card)| card.score).collect(),
            share_exact: pairs(&order, exact),
            share_ranked_exact: pairs(&order, ranked),
            share: pairs(&order, |a, b| win_shares[a][b]),
            rank_shares: order.iter().map(|role| rank_shares[*role].clone()).collect(),
            central_weights: order.iter().map(|role| central_weights[*role].clone()).collect(),
            mean_weights: mean_weights(&found, groups.len()),
            group_scores: order.iter().map(|role| scores[*role].clone()).collect(),
        }
    }

    /// Place of a role, from 0 for the best; its rank is one more.
    #[must_use]
    pub fn place(&self, role: &str) -> Option<usize> {
        self.roles.iter().position(|known| *known == role)
    }

    /// How the role at one place dominates the one at another.
    #[must_use]
    pub fn dominance(&self, place: usize, other: usize) -> Option<Dominance> {
        Dominance::of(self.group_scores.get(place)?, self.group_scores.get(other)?)
    }

    /// Whether two places are level: neither is ahead in more than 55 % of the draws, a tie counted half to each. Their
    /// order is then not to be trusted. A role is level with itself.
    #[must_use]
    pub fn is_level(&self, place: usize, other: usize) -> bool {
        let share = |a: usize, b: usize| self.share.get(a).and_then(|row| row.get(b));
        let Some((ahead, behind)) = share(place, other).zip(share(other, place)) else { return false };
        let lead = ahead + (1.0 - ahead - behind) / 2.0;
        (LEVEL..=1.0 - LEVEL).contains(&lead)
    }

    /// Whether the score ranges of two places have anything in common.
    #[must_use]
    pub fn ranges_overlap(&self, place: usize, other: usize) -> bool {
        match (self.scores.get(place), self.scores.get(other)) {
            (Some(a), Some(b)) => a.low <= b.high && b.low <= a.high,
            _ => false,
        }
    }

    /// The groups that people value who should take the role at this place: those whose central weight is at least
    /// [`STANDS_OUT`] times the mean of the plausible weights. The three clearest, in rubric order. Empty when none
    /// stands out, when the role is hardly ever first ([`SELDOM`]), or when it was first too few times to tell
    /// ([`FIRST_RANKS`]).
    #[must_use]
    pub fn favoured_by(&self, place: usize) -> Vec<usize> {
        let first = self.rank_shares.get(place).and_then(|shares| shares.first()).copied().unwrap_or(0.0);
        let Some(Some(central)) = self.central_weights.get(place) else { return Vec::new() };
        if first < SELDOM || first * (self.assumptions.draws as f64) < FIRST_RANKS {
            return Vec::new();
        }
        let ratio = |group: &usize| central[*group] / self.mean_weights[*group];
        let compared = (0..central.len().min(self.mean_weights.len())).filter(|group| self.mean_weights[*group] > 0.0);
        let mut groups: Vec<usize> = compared.filter(|group| ratio(group) >= STANDS_OUT).collect();
        groups.sort_by(|a, b| ratio(b).total_cmp(&ratio(a)));
        groups.truncate(NAMED);
        groups.sort_unstable();
        groups
    }
}

/// Scores of the groups in rubric order, before the weakest one or a cap limits the whole.
#[must_use]
pub fn group_scores(card: &Scorecard<'_>) -> Vec<Triple> {
    card.groups.iter().map(|group| group.score).collect()
}

/// Best score of `a` less that of `b`, one a group.
fn differences(a: &[Triple], b: &[Triple]) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| a.best - b.best).collect()
}

/// A table of all pairs in this order.
fn pairs(order: &[usize], value: impl Fn(usize, usize) -> f64 + Sync) -> Vec<Vec<f64>> {
    order.par_iter().map(|a| order.iter().map(|b| value(*a, *b)).collect()).collect()
}

/// Every draw has one winner, so the central weights, each as often as its role is first, are all weights drawn.
fn mean_weights(found: &Robustness, groups: usize) -> Vec<f64> {
    let mut means = vec![0.0; groups];
    for (ranks, central) in found.rank_shares.iter().zip(&found.central_weights) {
        let first = ranks.first().copied().unwrap_or(0.0);
        for (mean, weight) in means.iter_mut().zip(central.iter().flatten()) {
            *mean += first * weight;
        }
    }
    means
}

#[cfg(test)]
mod tests {
    use super::super::assumptions::Weighting;
    use super::super::fixture::{ALPHA, BETA, GAMMA, WEIGHTS, World, acme, close};
    use super::*;

    /// A scorecard with other group scores, summed with the weights of the example.
    fn with_groups<'a>(card: &Scorecard<'a>, scores: &[Triple]) -> Scorecard<'a> {
        let mut card = card.clone();
        let sum =
            |part: fn(&Triple) -> f64| scores.iter().zip(WEIGHTS).map(|(score, weight)| weight * part(score)).sum();
        card.score = Triple { low: sum(|s| s.low), best: sum(|s| s.best), high: sum(|s| s.high) };
        for (group, score) in card.groups.iter_mut().zip(scores) {
            group.score = *score;
        }
        card
    }

    /// Hands the roles of METHOD 5.3 to `check`.
    fn example(check: impl Fn(&[(&str, &Scorecard<'_>)])) {
        let world = World::new("m2-path");
        let ledger = world.ledger(&[]);
        let card = world.card(&ledger);
        let [alpha, beta, gamma] = [ALPHA, BETA, GAMMA].map(|scores| with_groups(&card, &scores));
        check(&[("gamma", &gamma), ("beta", &beta), ("alpha", &alpha)]);
    }

    /// METHOD 5.3, in whatever order the roles are given.
    #[test]
    fn the_worked_example_of_the_method() {
        let world = World::new("m2-path");
        let ledger = world.ledger(&[]);
        let card = world.card(&ledger);
        let [alpha, beta, gamma] = [ALPHA, BETA, GAMMA].map(|scores| with_groups(&card, &scores));
        close(alpha.score.best, 62.3800);
        close(beta.score.best, 58.3400);
        close(gamma.score.best, 37.7600);
        let found = Comparison::new(&[("gamma", &gamma), ("beta", &beta), ("alpha", &alpha)]);
        assert_eq!(found.roles, ["alpha", "beta", "gamma"]);
        close(found.share_exact[0][1], 0.6247);
        close(found.share_exact[1][0], 1.0 - 0.6247);
        close(found.share_exact[0][2], 0.9964);
        close(found.share_ranked_exact[0][1], 0.9967);
        close(found.share_ranked_exact[1][0], 1.0 - 0.9967);
        close(found.share[0][1], 0.6105);
        let rows = [[0.6042, 0.3430, 0.0528], [0.3830, 0.5867, 0.0303], [0.0128, 0.0703, 0.9169]];
        rows.iter()
            .flatten()
            .zip(found.rank_shares.iter().flatten())
            .for_each(|(expect, share)| close(*share, *expect));
        let tastes =
            [[0.2030, 0.1329, 0.1704, 0.1246, 0.2039, 0.1652], [0.1137, 0.2225, 0.1521, 0.2321, 0.1110, 0.1686]];
        let central = found.central_weights.iter().flatten().flatten();
        tastes.iter().flatten().zip(central).for_each(|(expect, weight)| close(*weight, *expect));
        assert_eq!(found, Comparison::new(&[("alpha", &alpha), ("gamma", &gamma), ("beta", &beta)]));
    }

    /// METHOD 5.2 and 5.3: the same roles under the other two kinds of weights.
    #[test]
    fn the_worked_example_when_more_is_known_of_the_weights() {
        example(|cards| {
            let under = |weighting| Comparison::under(cards, Assumptions { weighting, ..Assumptions::default() });
            let free = under(Weighting::Free);
            let near = under(Weighting::Near);
            let first: Vec<f64> = near.rank_shares.iter().map(|ranks| ranks[0]).collect();
            [0.6936, 0.3064, 0.0].iter().zip(first).for_each(|(expect, found)| close(found, *expect));
            assert_eq!(near.central_weights[2], None);
            WEIGHTS.iter().zip(&near.mean_weights).for_each(|(own, mean)| assert!((own - mean).abs() < 1e-3));
            let ranked = under(Weighting::Ranked);
            // Rank-order centroid weights, METHOD 5.1, in the order openings, access, sponsor, culture, momentum, you.
            let centroid = [0.4083, 0.2417, 0.1583, 0.0611, 0.0278, 0.1028];
            centroid.iter().zip(&ranked.mean_weights).for_each(|(expect, mean)| assert!((expect - mean).abs() < 1e-3));
            // With fixed scores, sampling comes near to what is exact.
            let fixed = [("alpha", ALPHA), ("beta", BETA)]
                .map(|(name, scores)| (name, with_groups(cards[0].1, &scores.map(|score| Triple::all(score.best)))));
            let fixed: Vec<_> = fixed.iter().map(|(name, card)| (*name, card)).collect();
            let sampled =
                Comparison::under(&fixed, Assumptions { weighting: Weighting::Ranked, ..Assumptions::default() });
            assert!((sampled.share[0][1] - 0.9967).abs() < 1e-3, "{}", sampled.share[0][1]);
            for other in [&near, &ranked] {
                assert_eq!(other.share_exact, free.share_exact);
                assert_eq!(other.share_ranked_exact, free.share_ranked_exact);
                assert_eq!(other.roles, free.roles);
            }
        });
    }

    /// METHOD 5.3: "Beta is for people who value access and culture".
    #[test]
    fn a_taste_is_named_when_it_stands_out() {
        example(|cards| {
            let found = Comparison::new(cards);
            found.mean_weights.iter().for_each(|mean| assert!((mean - 1.0 / 6.0).abs() < 1e-3));
            // Alpha: openings and momentum. Beta: access and culture. Gamma is hardly ever first.
            assert_eq!(found.favoured_by(0), [0, 4]);
            assert_eq!(found.favoured_by(1), [1, 3]);
            assert!(found.favoured_by(2).is_empty() && found.central_weights[2].is_some());
            assert!(found.favoured_by(3).is_empty());
            // A hundred draws are too few to speak of tastes.
            let few = Comparison::under(cards, Assumptions { draws: 100, ..Assumptions::default() });
            assert!((0..3).all(|place| few.favoured_by(place).is_empty()));
            // Alone, a role has the mean taste.
            assert!(Comparison::new(&cards[..1]).favoured_by(0).is_empty());
        });
    }

    #[test]
    fn level_roles_and_overlapping_ranges_are_told() {
        example(|cards| {
            let found = Comparison::new(cards);
            assert!(!found.is_level(0, 1) && !found.is_level(1, 0), "61 % is not even");
            assert!(found.ranges_overlap(0, 1) && found.ranges_overlap(0, 2));
            assert!(found.is_level(2, 2) && !found.is_level(2, 7) && !found.ranges_overlap(2, 7));
            let twins = Comparison::new(&[("a", cards[0].1), ("b", cards[0].1)]);
            assert!(twins.is_level(0, 1) && twins.dominance(0, 1).is_none());
            // Known to the point: they tie in every draw, so neither is ahead, and they are level all the same.
            let point = with_groups(cards[0].1, &[Triple::all(50.0); 6]);
            let tied = Comparison::new(&[("a", &point), ("b", &point)]);
            assert_eq!(tied.share, [[0.0, 0.0], [0.0, 0.0]]);
            assert!(tied.is_level(0, 1) && tied.ranges_overlap(0, 1));
        });
    }

    #[test]
    fn dominance_is_seen_through_the_groups() {
        example(|cards| {
            let better = with_groups(cards[2].1, &ALPHA.map(|score| Triple::all(score.high)));
            let best = with_groups(cards[2].1, &ALPHA.map(|score| score.plus(1.0)));
            let found = Comparison::new(&[("worse", cards[2].1), ("best", &best), ("better", &better)]);
            assert_eq!(found.roles, ["better", "best", "worse"]);
            assert_eq!(found.dominance(0, 2), Some(Dominance::Ranges));
            assert_eq!((found.share_exact[0][2], found.share_ranked_exact[0][2], found.share[0][2]), (1.0, 1.0, 1.0));
            assert_eq!(found.dominance(1, 2), Some(Dominance::BestEstimates));
            assert_eq!((found.share_exact[1][2], found.share_ranked_exact[1][2]), (1.0, 1.0));
            assert_eq!((found.dominance(2, 1), found.dominance(0, 9)), (None, None));
        });
    }

    /// The lists follow the printed order even where it is not the order of the ids.
    #[test]
    fn places_follow_the_score_then_the_low_end_then_the_id() {
        let world = World::new("m2-path");
        let ledger = world.ledger(&[]);
        let card = world.card(&ledger);
        let (better, worse) = (with_groups(&card, &ALPHA), with_groups(&card, &GAMMA));
        let mut surer = worse.clone();
        surer.score.low += 1.0;
        let found = Comparison::new(&[("a", &worse), ("b", &worse), ("c", &surer), ("d", &better)]);
        assert_eq!(found.roles, ["d", "c", "a", "b"]);
        assert_eq!((found.place("a"), found.place("x")), (Some(2), None));
        assert!(found.share[0][3] > 0.9 && found.share[3][0] < 0.1);
        assert!(found.rank_shares[0][0] > 0.8);
        // Equal group scores: nobody wins when the scores are fixed, each half the time when they are not.
        assert_eq!((found.share_exact[2][3], found.share_exact[3][2]), (0.0, 0.0));
        assert!((found.share[2][3] - 0.5).abs() < 0.02);
    }

    #[test]
    fn no_role_one_role_and_unknown_roles_are_fine() {
        for weighting in Weighting::ALL {
            let none = Comparison::under(&[], Assumptions { weighting, ..Assumptions::default() });
            assert!(none.roles.is_empty() && none.mean_weights.is_empty());
        }
        let world = World::new("m2-path");
        let (ledger, nothing) = (world.ledger(&acme()), world.ledger(&[]));
        let (card, unknown) = (world.card(&ledger), world.card(&nothing));
        let one = Comparison::new(&[("acme", &card)]);
        assert_eq!((one.place("acme"), &one.rank_shares[0][..], &one.share[0][..]), (Some(0), &[1.0][..], &[0.0][..]));
        let two = Comparison::new(&[("x", &unknown), ("acme", &card), ("y", &unknown)]);
        assert_eq!(two.roles, ["acme", "x", "y"]);
        assert!(two.is_level(1, 2));
        let all = [&two.share, &two.share_exact, &two.share_ranked_exact, &two.rank_shares];
        assert!(all.into_iter().flatten().flatten().all(|share| (0.0..=1.0).contains(share)));
        assert_eq!(group_scores(&card).len(), world.rubric.groups.len());
    }
}
