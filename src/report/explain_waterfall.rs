//! How a score came about, bar by bar.

use super::explain::Explainer;
use super::layout::{right, table, table_text};
use super::words::{percent, points};
use crate::analysis::score_waterfall;
use crate::text::visible;

impl Explainer<'_, '_> {
    pub(super) fn waterfall(&self) -> String {
        let card = &self.row.card;
        let found = score_waterfall(card);
        let mut text = self.title("How the score came about");
        let is_limited = found.limit < -LEAST;
        let score = card.score;
        let sentence = format!(
            "Score {} ({} to {}), {} of it is evidence.",
            points(score.best),
            points(score.low),
            points(score.high),
            percent(card.coverage)
        );
        self.line(&mut text, &sentence, 0);
        let sentence =
            "Each group adds what it scores above or below what one would guess knowing nothing, times its weight.";
        self.line(&mut text, sentence, 0);
        text.push('\n');
        let mut bars = table(self.width);
        let mut row = |name: &str, guess: String, score: String, adds: String, fair: String| {
            let fair = if is_limited { vec![fair] } else { Vec::new() };
            bars.add_row([vec![name.to_owned(), guess, score, adds], fair].concat());
        };
        let none = String::new;
        row("", "guess".to_owned(), "score".to_owned(), "adds".to_owned(), "fair share".to_owned());
        row("knowing nothing", none(), none(), plus(found.baseline), none());
        for (group, part) in card.groups.iter().zip(&found.groups) {
            let title = visible(&group.group.title).to_lowercase();
            let fair = part.shapley.map(plus).unwrap_or_default();
            row(&title, points(part.baseline), points(part.best), plus(part.adds), fair);
        }
        if is_limited {
            row("the limit", none(), none(), plus(found.limit), none());
        }
        row("score", none(), none(), plus(found.total), none());
        right(&mut bars, if is_limited { &[1, 2, 3, 4] } else { &[1, 2, 3] });
        text.push_str(&table_text(bars));
        if is_limited {
            text.push('\n');
            self.line(&mut text, "The weakest necessary group or a cap limits the score. The fair share spreads what the limit takes off over the groups: it is what a group adds on average over all orders in which they could have become known (its Shapley value).", 0);
        }
        text
    }
}

/// A limit that takes off less than this is not shown, in points.
pub(super) const LEAST: f64 = 0.05;

/// `12.3` or `-4.5`: points with one decimal, never `-0.0`.
fn plus(points: f64) -> String {
    let text = format!("{points:.1}");
    if text == "-0.0" { "0.0".to_owned() } else { text }
}
