//! Many roles side by side (METHOD 5.2 and 5.3).

use super::ranking::ranking;
use super::robustness::{DRAWS, Mode, Robustness, robustness};
use super::win::win_exact;
use crate::score::{Scorecard, Triple};

/// Roles in order, and how surely each is ahead of each other one. Every list follows `roles`: place 0 is the best.
///
/// The order is by score alone, so another role cannot change it; the shares say how far to trust it. They rest on the
/// scores of the groups before any cap: weights are unknown there, so the limit that the weakest group or a cap puts on
/// the weighted sum has no counterpart. A role that a cap holds down may therefore win more often than its place says.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison<'r> {
    /// Ids of the roles: by best score, then by its low end, both greatest first, then by id.
    pub roles: Vec<&'r str>,
    /// `share_exact[a][b]`: chance, 0 to 1, that `a` beats `b` when all weights are equally likely and every group has
    /// its best score (see [`win_exact`]).
    pub share_exact: Vec<Vec<f64>>,
    /// `share[a][b]`: part of the plausible weights and readings of the evidence in which `a` is ahead of `b`.
    pub share: Vec<Vec<f64>>,
    /// `rank_shares[role][rank]`: part of them in which the role takes this rank; rank 0 is the best.
    pub rank_shares: Vec<Vec<f64>>,
    /// `central_weights[role][group]`, in rubric order: the taste that favours the role; `None` when it never is first.
    pub central_weights: Vec<Option<Vec<f64>>>,
}

impl<'r> Comparison<'r> {
    /// Compares roles that were scored under one rubric, with all weights equally likely.
    #[must_use]
    pub fn new(cards: &[(&'r str, &Scorecard<'_>)]) -> Self {
        Self::under(cards, Mode::Free, DRAWS)
    }

    /// The same under other weights, or with another number of draws. `share_exact` does not depend on either.
    #[must_use]
    pub fn under(cards: &[(&'r str, &Scorecard<'_>)], mode: Mode<'_>, draws: usize) -> Self {
        // Draws go to the roles by id, whatever their order (METHOD 5.2).
        let mut by_id = cards.to_vec();
        by_id.sort_by(|a, b| a.0.cmp(b.0));
        let scores: Vec<Vec<Triple>> = by_id.iter().map(|(_, card)| group_scores(card)).collect();
        let Robustness { rank_shares, win_shares, central_weights } = robustness(&scores, mode, draws);
        let order = ranking(&by_id.iter().map(|(_, card)| *card).collect::<Vec<_>>());
        let exact = |a: usize, b: usize| {
            let differences: Vec<f64> = scores[a].iter().zip(&scores[b]).map(|(a, b)| a.best - b.best).collect();
            win_exact(&differences)
        };
        let pairs = |value: &dyn Fn(usize, usize) -> f64| -> Vec<Vec<f64>> {
            order.iter().map(|a| order.iter().map(|b| value(*a, *b)).collect()).collect()
        };
        Self {
            roles: order.iter().map(|role| by_id[*role].0).collect(),
            share_exact: pairs(&exact),
            share: pairs(&|a, b| win_shares[a][b]),
            rank_shares: order.iter().map(|role| rank_shares[*role].clone()).collect(),
            central_weights: order.iter().map(|role| central_weights[*role].clone()).collect(),
        }
    }

    /// Place of a role, from 0 for the best; its rank is one more.
    #[must_use]
    pub fn place(&self, role: &str) -> Option<usize> {
        self.roles.iter().position(|known| *known == role)
    }

    /// Part of the plausible weights and readings of the evidence in which `role` is ahead of `other`, 0 to 1; `None`
    /// when one of them is not compared.
    #[must_use]
    pub fn share_ahead(&self, role: &str, other: &str) -> Option<f64> {
        Some(self.share[self.place(role)?][self.place(other)?])
    }
}

/// Scores of the groups in rubric order, before the weakest one or a cap limits the whole.
#[must_use]
pub fn group_scores(card: &Scorecard<'_>) -> Vec<Triple> {
    card.groups.iter().map(|group| group.score).collect()
}

#[cfg(test)]
mod tests {
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
        close(found.share_ahead("alpha", "beta").unwrap_or_default(), 0.6105);
        close(found.rank_shares[1][1], 0.5867);
        close(found.rank_shares[2][0], 0.0128);
        close(found.central_weights[1].as_ref().map_or(0.0, |weights| weights[3]), 0.2321);
        assert_eq!(found, Comparison::new(&[("alpha", &alpha), ("gamma", &gamma), ("beta", &beta)]));
        let near = Comparison::under(
            &[("alpha", &alpha), ("gamma", &gamma), ("beta", &beta)],
            Mode::Near { weights: &WEIGHTS, band: super::super::NEAR_BAND },
            DRAWS,
        );
        close(near.rank_shares[0][0], 0.6936);
        assert_eq!(near.share_exact, found.share_exact);
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
        assert_eq!(found.share_ahead("a", "x"), None);
        assert!(found.share[0][3] > 0.9 && found.share[3][0] < 0.1);
        assert!(found.rank_shares[0][0] > 0.8);
        // Equal group scores: nobody wins when the scores are fixed, each half the time when they are not.
        assert_eq!((found.share_exact[2][3], found.share_exact[3][2]), (0.0, 0.0));
        assert!((found.share[2][3] - 0.5).abs() < 0.02);
    }

    #[test]
    fn no_role_one_role_and_unknown_roles_are_fine() {
        assert!(Comparison::new(&[]).roles.is_empty());
        let world = World::new("m2-path");
        let (ledger, nothing) = (world.ledger(&acme()), world.ledger(&[]));
        let (card, unknown) = (world.card(&ledger), world.card(&nothing));
        let one = Comparison::new(&[("acme", &card)]);
        assert_eq!((one.place("acme"), &one.rank_shares[0][..], &one.share[0][..]), (Some(0), &[1.0][..], &[0.0][..]));
        let two = Comparison::new(&[("x", &unknown), ("acme", &card), ("y", &unknown)]);
        assert_eq!(two.roles, ["acme", "x", "y"]);
        let all = [&two.share, &two.share_exact, &two.rank_shares];
        assert!(all.into_iter().flatten().flatten().all(|share| (0.0..=1.0).contains(share)));
        assert_eq!(group_scores(&card).len(), world.rubric.groups.len());
    }
}
