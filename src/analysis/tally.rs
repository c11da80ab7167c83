//! Counting how roles stand in many draws: ranks, wins, and the weights that favour a winner.

use rayon::prelude::*;

use super::robustness::Robustness;

/// Roles that are compared with another one while its ranks lie near the processor.
const ROWS: usize = 8;

/// A place in the order of one draw, 0 for the best: as narrow as the number of roles allows, so that the processor
/// compares many at once.
pub(super) trait Rank: Copy + Ord + Send + Sync + TryFrom<usize> + TryInto<usize> {
    const BEST: Self;
}

impl Rank for i16 {
    const BEST: Self = 0;
}

impl Rank for i32 {
    const BEST: Self = 0;
}

/// How the roles stand in some draws: one row a role, one column a draw; rows follow each other without a gap.
pub(super) struct Orders<R> {
    draws: usize,
    /// Equal scores rank in the order of the roles.
    ranks: Vec<R>,
    /// The same, but equal scores share the best of their ranks. Empty while there are no equal scores.
    shared: Vec<R>,
    /// Sums of weights, one row a role, over the draws in which it comes first.
    weights: Vec<f64>,
    groups: usize,
}

impl<R: Rank> Orders<R> {
    /// For so many roles, groups and draws; nobody has a rank yet.
    pub(super) fn new(roles: usize, groups: usize, draws: usize) -> Self {
        let ranks = vec![R::BEST; roles * draws];
        Self { draws, ranks, shared: Vec::new(), weights: vec![0.0; roles * groups], groups }
    }

    /// Enters a draw whose roles are `sorted`, each with a number that is the same for equal scores.
    pub(super) fn enter(&mut self, draw: usize, sorted: &[(u64, u32)]) {
        let rank = |at: usize| R::try_from(at).unwrap_or(R::BEST);
        for (at, (_, role)) in sorted.iter().enumerate() {
            self.ranks[*role as usize * self.draws + draw] = rank(at);
        }
        if self.shared.is_empty() {
            let has_ties = sorted.windows(2).any(|pair| pair[0].0 == pair[1].0);
            if !has_ties {
                return;
            }
            // The draws before this one have no ties.
            self.shared.clone_from(&self.ranks);
        }
        let mut best = 0;
        for (at, (score, role)) in sorted.iter().enumerate() {
            if sorted[best].0 != *score {
                best = at;
            }
            self.shared[*role as usize * self.draws + draw] = rank(best);
        }
    }

    /// Adds the weights of a draw to those that favour its winner.
    pub(super) fn favour(&mut self, winner: usize, weights: impl Iterator<Item = f64>) {
        let sums = &mut self.weights[winner * self.groups..(winner + 1) * self.groups];
        sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight);
    }

    /// Ranks of a role, one a draw.
    fn ranks_of(&self, role: usize) -> &[R] {
        &self.ranks[role * self.draws..(role + 1) * self.draws]
    }

    /// The same, but equal scores share one.
    fn shared_ranks_of(&self, role: usize) -> &[R] {
        let ranks = if self.has_ties() { &self.shared } else { &self.ranks };
        &ranks[role * self.draws..(role + 1) * self.draws]
    }

    fn has_ties(&self) -> bool {
        !self.shared.is_empty()
    }
}

/// What all draws came to. It is added up by rows of roles, so there is one of it however many threads work at it.
pub(super) struct Tally {
    roles: usize,
    groups: usize,
    ranks: Vec<u32>,
    /// Row `a`, column `b > a`: draws in which `a` scores more than `b`.
    wins: Vec<u32>,
    /// The same place: draws in which `a` scores less than `b`.
    losses: Vec<u32>,
    /// Sums of weights over the draws in which a role comes first.
    weights: Vec<f64>,
}

impl Tally {
    /// Of no draws.
    pub(super) fn new(roles: usize, groups: usize) -> Self {
        let square = || vec![0; roles * roles];
        Self { roles, groups, ranks: square(), wins: square(), losses: square(), weights: vec![0.0; roles * groups] }
    }

    /// Adds some chunks of draws; they come in the order of the draws.
    pub(super) fn add<R: Rank>(&mut self, orders: &[Orders<R>]) {
        let block = (ROWS * self.roles).max(1);
        let wins = self.wins.par_chunks_mut(block).zip(self.losses.par_chunks_mut(block));
        let blocks = self.ranks.par_chunks_mut(block).zip(wins).enumerate();
        let roles = self.roles;
        let widest = pulp::Arch::new();
        blocks.for_each(|(number, (ranks, (wins, losses)))| {
            for chunk in orders {
                count_ranks(chunk, number * ROWS, roles, ranks);
                widest.dispatch(Compare {
                    orders: chunk,
                    first: number * ROWS,
                    roles,
                    wins: &mut *wins,
                    losses: &mut *losses,
                });
            }
        });
        // In the order of the draws: sums of fractions depend on it.
        for chunk in orders {
            self.weights.iter_mut().zip(&chunk.weights).for_each(|(sum, weight)| *sum += weight);
        }
    }

    /// What it says when there were so many draws in all.
    pub(super) fn shares(&self, draws: usize) -> Robustness {
        let (roles, groups) = (self.roles, self.groups);
        let share = |count: u32| f64::from(count) / draws.max(1) as f64;
        let table = |count: &dyn Fn(usize, usize) -> u32| -> Vec<Vec<f64>> {
            (0..roles).map(|row| (0..roles).map(|column| share(count(row, column))).collect()).collect()
        };
        let win = |a: usize, b: usize| if a < b { self.wins[a * roles + b] } else { self.losses[b * roles + a] };
        let central = |role: usize| {
            let firsts = f64::from(self.ranks[role * roles]);
            let sums = &self.weights[role * groups..(role + 1) * groups];
            (firsts > 0.0).then(|| sums.iter().map(|sum| sum / firsts).collect())
        };
        Robustness {
            rank_shares: table(&|role, rank| self.ranks[role * roles + rank]),
            win_shares: table(&win),
            central_weights: (0..roles).map(central).collect(),
        }
    }
}

/// Adds to the rows of `ranks`, the first of which belongs to role `first`.
fn count_ranks<R: Rank>(orders: &Orders<R>, first: usize, roles: usize, ranks: &mut [u32]) {
    for (role, row) in ranks.chunks_mut(roles).enumerate() {
        for rank in orders.ranks_of(first + role) {
            if let Some(count) = (*rank).try_into().ok().and_then(|rank: usize| row.get_mut(rank)) {
                *count += 1;
            }
        }
    }
}

/// [`compare`] on the widest vector registers that there are.
struct Compare<'a, R> {
    orders: &'a Orders<R>,
    first: usize,
    roles: usize,
    wins: &'a mut [u32],
    losses: &'a mut [u32],
}

impl<R: Rank> pulp::WithSimd for Compare<'_, R> {
    type Output = ();

    // What is not inlined here is compiled for the oldest processor.
    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, _: S) {
        compare(self.orders, self.first, self.roles, self.wins, self.losses);
    }
}

/// Compares the roles of some rows, the first of which belongs to role `first`, with all that come after them.
#[inline(always)]
fn compare<R: Rank>(orders: &Orders<R>, first: usize, roles: usize, wins: &mut [u32], losses: &mut [u32]) {
    for b in first + 1..roles {
        let others = orders.shared_ranks_of(b);
        for (row, a) in (first..b).take(wins.len() / roles).enumerate() {
            let own = orders.shared_ranks_of(a);
            let ahead = draws_ahead(own, others);
            wins[row * roles + b] += ahead;
            losses[row * roles + b] +=
                if orders.has_ties() { draws_ahead(others, own) } else { orders.draws as u32 - ahead };
        }
    }
}

/// In how many draws `a` has a better rank than `b`; there must be fewer than 32,768 draws.
#[inline(always)]
fn draws_ahead<R: Rank>(a: &[R], b: &[R]) -> u32 {
    let ahead: i16 = a.iter().zip(b).map(|(a, b)| i16::from(a < b)).sum();
    ahead.cast_unsigned().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three roles; the scores of the middle draw tie, and so do those of the last but for the winner's.
    fn orders<R: Rank>() -> Orders<R> {
        let mut orders = Orders::new(3, 1, 4);
        for (draw, sorted) in
            [[(1, 2), (5, 0), (7, 1)], [(4, 0), (4, 1), (4, 2)], [(1, 1), (2, 0), (3, 2)], [(1, 2), (8, 0), (8, 1)]]
                .iter()
                .enumerate()
        {
            orders.enter(draw, sorted);
            orders.favour(sorted[0].1 as usize, std::iter::once(0.25));
        }
        orders
    }

    /// With a chunk that has no tie between two that have.
    fn found<R: Rank>() -> Robustness {
        let mut untied = Orders::new(3, 1, 1);
        untied.enter(0, &[(1, 0), (2, 1), (3, 2)]);
        let mut tally = Tally::new(3, 1);
        tally.add::<R>(&[orders(), untied]);
        tally.add::<R>(&[orders()]);
        tally.shares(9)
    }

    #[test]
    fn ties_are_ranked_in_order_and_won_by_nobody() {
        let counts = |table: Vec<Vec<f64>>| -> Vec<Vec<i32>> {
            table.iter().map(|row| row.iter().map(|share| (share * 9.0).round() as i32).collect()).collect()
        };
        let Robustness { rank_shares, win_shares, central_weights } = found::<i16>();
        assert_eq!(counts(rank_shares), [[3, 6, 0], [2, 3, 4], [4, 0, 5]]);
        assert_eq!(counts(win_shares), [[0, 3, 3], [2, 0, 3], [4, 4, 0]]);
        assert_eq!(central_weights, [Some(vec![0.5 / 3.0]), Some(vec![0.25]), Some(vec![0.25])]);
    }

    #[test]
    fn the_width_of_ranks_changes_nothing() {
        assert_eq!(found::<i16>(), found::<i32>());
    }
}
