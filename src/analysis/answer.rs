//! What one more answer is worth: the expected value of sample information in closed form (METHOD 6).

use crate::score::{ERROR_CORRELATION, Triple, normal_cdf};

/// Something that could be asked about: a criterion, as part of a score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prospect {
    /// Weight in the score in question, 0 to 1.
    pub weight: f64,
    /// Its own score with its range, 0 to 100.
    pub score: Triple,
    /// Weight of the evidence so far, in neutral priors; at least 0.
    pub evidence: f64,
}

/// What an answer can be expected to do.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct AnswerValue {
    /// Part of the way from the best estimate to what the answer says that the estimate will go, 0 to below 1.
    pub eta: f64,
    /// Expected value of sample information: points of score that are gained on average because the answer can change
    /// the decision, at least 0.
    pub evsi: f64,
    /// Chance that the answer takes the score to the other side of the mark, 0 to 1.
    pub flip: f64,
    /// Points by which the score is expected to move, either way.
    pub shift: f64,
    /// Standard deviation of that move, in points: what [`evsi_of_set`] takes for a set of answers.
    pub spread: f64,
}

impl Prospect {
    /// The value of an answer that weighs `answer` neutral priors (trust t weighs t / (1 - t)), when the score stands
    /// `margin` points above the mark that decides, or below it when negative.
    ///
    /// The answer is split-uniform within the range of the score, as if it were true: `eta (v - best)` is the move, A
    /// the greatest fall and U the greatest rise of the score. Then EVSI and flip are integrals over the part that
    /// crosses the mark (METHOD 6; exact where the score is a weighted sum).
    #[must_use]
    pub fn answer(&self, margin: f64, answer: f64) -> AnswerValue {
        let Triple { low, best, high } = self.score;
        let eta = answer / (1.0 + self.evidence + answer);
        if high <= low {
            return AnswerValue { eta, ..AnswerValue::default() };
        }
        let unit = self.weight * eta;
        let (chance_of_less, chance_of_more) = ((high - best) / (high - low), (best - low) / (high - low));
        let (chance, greatest) = match margin {
            margin if margin >= 0.0 => (chance_of_less, unit * (best - low)),
            _ => (chance_of_more, unit * (high - best)),
        };
        let beyond = greatest - margin.abs();
        let (evsi, flip) = if beyond > 0.0 {
            (chance * beyond * beyond / (2.0 * greatest), chance * beyond / greatest)
        } else {
            (0.0, 0.0)
        };
        // The variance of the split-uniform distribution is (best - low)(high - best) / 3 (METHOD 3).
        let spread = unit * ((best - low) * (high - best) / 3.0).max(0.0).sqrt();
        AnswerValue { eta, evsi, flip, shift: unit * (best - low) * chance_of_less, spread }
    }
}

/// Expected value of asking several questions at once, in points of score: the unit normal loss integral (METHOD 6).
///
/// `margin` as in [`Prospect::answer`]; `spreads` are the standard deviations, in points, of the moves that the answers
/// bring, at least 0.
#[must_use]
pub fn evsi_of_set(margin: f64, spreads: &[f64]) -> f64 {
    let spread = spread_of_set(spreads);
    if spread <= 0.0 {
        return 0.0;
    }
    let z = margin.abs() / spread;
    let density = libm::exp(-z * z / 2.0) / (2.0 * std::f64::consts::PI).sqrt();
    (spread * (density - z * normal_cdf(-z))).max(0.0)
}

/// Standard deviation, in points, of the move that several answers bring together: the same people talk to you, so their
/// errors go together with r = 0.30 (METHOD 3 and 6). `spreads` as in [`evsi_of_set`]; none of them: 0.
#[must_use]
pub fn spread_of_set(spreads: &[f64]) -> f64 {
    let sum: f64 = spreads.iter().sum();
    let squares: f64 = spreads.iter().map(|spread| spread * spread).sum();
    combined_variance(sum, squares).sqrt()
}

/// Variance of a sum of moves whose standard deviations add up to `sum` and their squares to `squares`.
pub(super) fn combined_variance(sum: f64, squares: f64) -> f64 {
    (1.0 - ERROR_CORRELATION) * squares + ERROR_CORRELATION * sum * sum
}

#[cfg(test)]
mod tests {
    use super::super::fixture::close;
    use super::*;

    fn weight(trust: f64) -> f64 {
        trust / (1.0 - trust)
    }

    /// METHOD 6, the table: B = 51, weight .08, nothing known.
    #[test]
    fn the_worked_table_of_the_method() {
        let sponsor = Prospect { weight: 0.08, score: Triple { low: 0.0, best: 40.0, high: 100.0 }, evidence: 0.0 };
        let rows = [
            (0.25, 0.2500, 0.8000, 0.0000, 0.0000, 0.4800),
            (0.50, 0.5000, 1.6000, 0.0675, 0.2250, 0.9600),
            (0.60, 0.6000, 1.9200, 0.1322, 0.2875, 1.1520),
            (0.75, 0.7500, 2.4000, 0.2450, 0.3500, 1.4400),
        ];
        for (trust, eta, fall, evsi, flip, shift) in rows {
            let found = sponsor.answer(1.0, weight(trust));
            close(found.eta, eta);
            close(sponsor.weight * found.eta * 40.0, fall);
            close(found.evsi, evsi);
            close(found.flip, flip);
            close(found.shift, shift);
        }
        close(sponsor.answer(1.0, 1e12).evsi, 0.4538);
    }

    /// METHOD 6, below the mark, and three questions at once.
    #[test]
    fn the_other_worked_numbers_of_the_method() {
        let known = Prospect { weight: 0.10, score: Triple { low: 25.0, best: 55.0, high: 100.0 }, evidence: 0.5 };
        let found = known.answer(-1.5, weight(0.60));
        close(found.eta, 0.5000);
        close(found.evsi, 0.0500);
        close(spread_of_set(&[1.9, 1.4, 1.1]), 3.2487);
        close(evsi_of_set(1.0, &[1.9, 1.4, 1.1]), 0.8570);
        close(evsi_of_set(0.0, &[3.2487]), 3.2487 * 0.398_942);
    }

    #[test]
    fn what_cannot_move_is_worth_nothing() {
        let fixed = Prospect { weight: 0.1, score: Triple::all(50.0), evidence: 2.0 };
        let found = fixed.answer(0.0, 1.0);
        assert_eq!((found.evsi, found.flip, found.shift, found.spread), (0.0, 0.0, 0.0, 0.0));
        let open = Prospect { weight: 0.1, score: Triple { low: 0.0, best: 40.0, high: 100.0 }, evidence: 0.0 };
        assert_eq!(open.answer(0.0, 0.0), AnswerValue::default());
        assert_eq!(evsi_of_set(1.0, &[]), 0.0);
        assert_eq!(evsi_of_set(1.0, &[0.0]), 0.0);
    }
}
