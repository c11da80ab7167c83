//! The exact chance that one role beats another when nobody knows the weights (METHOD 5.2).

/// Chance, 0 to 1, that `sum w_k d_k > 0` when the weights `w` are uniform on the simplex: each at least 0, together 1.
///
/// `differences` holds one number a group, the score of the first role minus that of the second; their order does not
/// matter. The chance is a divided difference of the positive part over the sorted differences. It is built from runs
/// of neighbours (METHOD 5.2): a run that reaches from `a < 0` up to `b > 0` is the mean of the two runs that are
/// shorter by one end, weighted `b` (without its lowest) and `-a` (without its highest). Both weights are positive, so
/// nothing cancels, and equal differences need no special case. No sampling error; time grows with the square of the
/// length.
///
/// Equal roles beat each other with chance 0, not one half: a tie is not a win. So it is with no differences at all.
///
/// ```
/// use skiplevel::analysis::win_exact;
///
/// assert_eq!(win_exact(&[-1.0, 1.0]), 0.5);
/// assert!((win_exact(&[-1.0, 2.0, 3.0]) - 11.0 / 12.0).abs() < 1e-15);
/// ```
#[must_use]
pub fn win_exact(differences: &[f64]) -> f64 {
    let mut sorted = differences.to_vec();
    sorted.sort_by(f64::total_cmp);
    // After round `length`, `chances[i]` is the chance for the run of `length` differences that begins at `i`.
    let mut chances: Vec<f64> = sorted.iter().map(|d| if *d > 0.0 { 1.0 } else { 0.0 }).collect();
    for length in 2..=sorted.len() {
        for from in 0..=sorted.len() - length {
            let (lowest, highest) = (sorted[from], sorted[from + length - 1]);
            chances[from] = if highest <= 0.0 {
                0.0
            } else if lowest >= 0.0 {
                1.0
            } else {
                (highest * chances[from + 1] - lowest * chances[from]) / (highest - lowest)
            };
        }
    }
    chances.first().copied().unwrap_or(0.0)
}

/// The same when it is known which group matters more: weights uniform among those that fall along
/// `differences_in_rank_order`, whose first entry belongs to the group that matters most.
///
/// Falling weights are mixtures of "the first `r` groups count equally", so each difference is replaced by the mean of
/// itself and all before it (METHOD 5.2).
#[must_use]
pub fn win_exact_ranked(differences_in_rank_order: &[f64]) -> f64 {
    let mut sum = 0.0;
    let means: Vec<f64> = differences_in_rank_order
        .iter()
        .enumerate()
        .map(|(before, difference)| {
            sum += difference;
            sum / (before as f64 + 1.0)
        })
        .collect();
    win_exact(&means)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{ALPHA, BETA, GAMMA, close};
    use super::*;
    use crate::score::Triple;

    fn differences(a: &[Triple], b: &[Triple]) -> Vec<f64> {
        a.iter().zip(b).map(|(a, b)| a.best - b.best).collect()
    }

    /// METHOD 5.2, checks, and 5.3.
    #[test]
    fn the_worked_numbers_of_the_method() {
        close(win_exact(&[-1.0, 1.0]), 0.5000);
        close(win_exact(&[3.0, -1.0, 2.0]), 0.9167);
        let alpha_beta = differences(&ALPHA, &BETA);
        assert_eq!(alpha_beta, [32.0, -25.0, 8.0, -30.0, 33.0, 0.0]);
        close(win_exact(&alpha_beta), 0.6247);
        close(win_exact(&differences(&ALPHA, &GAMMA)), 0.9964);
        let by_importance = [0, 1, 2, 5, 3, 4].map(|group| alpha_beta[group]);
        close(win_exact_ranked(&by_importance), 0.9967);
    }

    #[test]
    fn without_ties_one_of_the_two_wins() {
        for row in [[4.0, -3.0, 1.5, -0.25], [5.0, 5.0, -3.0, -3.0], [0.0, 0.0, -1.0, 2.0]] {
            let reverse = row.map(|d| -d);
            assert!((win_exact(&row) + win_exact(&reverse) - 1.0).abs() < 1e-14, "{row:?}");
        }
    }

    #[test]
    fn better_everywhere_is_certain_and_equal_is_no_win() {
        assert_eq!(win_exact(&[1.0, 0.0, 3.0]), 1.0);
        assert_eq!(win_exact(&[-1.0, 0.0, -3.0]), 0.0);
        assert_eq!(win_exact(&[0.0, 0.0, 0.0]), 0.0);
        assert_eq!(win_exact(&[]), 0.0);
        assert_eq!(win_exact_ranked(&[]), 0.0);
        assert_eq!(win_exact_ranked(&[1.0, -1.0]), 1.0);
        assert_eq!(win_exact_ranked(&[-1.0, 1.0]), 0.0);
    }
}
