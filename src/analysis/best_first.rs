//! Ordering one draw's scores, best first. It is done ten thousand times in a comparison, so it has to be quick.

/// Sorts scores by buckets: each score goes straight to about the place that it will have, and only those that share
/// one are compared. It keeps its memory from draw to draw.
pub(super) struct BestFirst {
    scores: Vec<f64>,
    /// Where the next entry of a bucket goes; after all have gone there, where the bucket ends.
    next: Vec<usize>,
    sorted: Vec<(u64, u32)>,
}

impl BestFirst {
    /// For so many roles.
    pub(super) fn new(roles: usize) -> Self {
        Self { scores: Vec::with_capacity(roles), next: vec![0; roles], sorted: vec![(0, 0); roles] }
    }

    /// The roles in falling order of their scores, equal ones in the order given; each with a number that is the same
    /// for equal scores and greater for lower ones. There must be as many scores as roles were announced.
    pub(super) fn sort(&mut self, scores: impl Iterator<Item = f64>) -> &[(u64, u32)] {
        self.scores.clear();
        self.scores.extend(scores);
        let best = self.scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let worst = self.scores.iter().copied().fold(f64::INFINITY, f64::min);
        let last = self.next.len().saturating_sub(1);
        // Without a spread every score falls into the first bucket.
        let scale = if best > worst { last as f64 / (best - worst) } else { 0.0 };
        let bucket = |score: f64| (((best - score) * scale) as usize).min(last);
        self.next.fill(0);
        for score in &self.scores {
            self.next[bucket(*score)] += 1;
        }
        let mut begin = 0;
        for next in &mut self.next {
            begin += std::mem::replace(next, begin);
        }
        for (score, role) in self.scores.iter().zip(0..) {
            let next = &mut self.next[bucket(*score)];
            self.sorted[*next] = (falling(*score), role);
            *next += 1;
        }
        let mut begin = 0;
        for end in &self.next {
            // Most buckets hold one or two.
            if end - begin > 1 {
                self.sorted[begin..*end].sort_unstable();
            }
            begin = *end;
        }
        &self.sorted
    }
}

/// A whole number that falls as the score rises: comparing whole numbers is quick, and it is a total order.
#[inline]
fn falling(score: f64) -> u64 {
    const SIGN: u64 = 1 << 63;
    // Adding 0 makes one zero of two.
    let bits = (score + 0.0).to_bits();
    if bits & SIGN == 0 { !(bits | SIGN) } else { bits }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(scores: &[f64], expect: &[u32]) {
        let mut best_first = BestFirst::new(scores.len());
        for _ in 0..2 {
            let sorted = best_first.sort(scores.iter().copied());
            let roles: Vec<u32> = sorted.iter().map(|(_, role)| *role).collect();
            assert_eq!(roles, expect, "{scores:?}");
        }
    }

    #[test]
    fn the_best_comes_first_and_equal_scores_keep_their_order() {
        check(&[], &[]);
        check(&[3.0], &[0]);
        check(&[1.0, 3.0, 2.0], &[1, 2, 0]);
        check(&[2.0, 2.0, 2.0], &[0, 1, 2]);
        check(&[0.0, -0.0, 5.0, -1.0, 5.0], &[2, 4, 0, 1, 3]);
        // All but one share a bucket.
        check(&[100.0, 1e-9, 3e-9, 0.0, 2e-9], &[0, 2, 4, 1, 3]);
    }

    #[test]
    fn it_agrees_with_an_ordinary_sort() {
        let mut numbers = super::super::SplitMix64::new(7);
        for roles in [2, 3, 17, 300] {
            // Squares crowd near 0, and whole numbers tie.
            let scores: Vec<f64> = (0..roles).map(|_| (30.0 * numbers.uniform().powi(2)).floor() / 3.0).collect();
            let mut expect: Vec<u32> = (0..roles).collect();
            expect.sort_by(|a, b| scores[*b as usize].total_cmp(&scores[*a as usize]));
            check(&scores, &expect);
        }
    }
}
