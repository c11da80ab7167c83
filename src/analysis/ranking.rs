//! The order of roles.

use crate::score::Scorecard;

/// Numbers of the cards in order of score: best, then low end, both greatest first, then as they were given (METHOD 5.3).
/// Give them by id, and equal roles stand by id.
#[must_use]
pub fn ranking(cards: &[&Scorecard<'_>]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..cards.len()).collect();
    order.sort_by(|a, b| {
        let (a, b) = (cards[*a].score, cards[*b].score);
        b.best.total_cmp(&a.best).then_with(|| b.low.total_cmp(&a.low))
    });
    order
}
