//! Drawings as inline SVG: dots on ranges, bars, steps. Each has its words for those who do not see it. All measures
//! are attributes, never styles, so a strict content policy lets them be.

use maud::{Markup, html};

use crate::model::{Date, days_between};
use crate::report::words::points;
use crate::score::Triple;

/// Width of a drawing in its own units: two a point, and room for a dot at both ends.
const WIDTH: f64 = 212.0;
const MARGIN: f64 = 6.0;

fn x(score: f64) -> f64 {
    tenth(MARGIN + 2.0 * score.clamp(0.0, 100.0))
}

/// A measure with one decimal: the same bytes everywhere, and short.
fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// `74, from 54 to 94 of 100`.
pub(super) fn range_words(score: Triple) -> String {
    format!("{}, from {} to {} of 100", points(score.best), points(score.low), points(score.high))
}

/// A dot on its range, on a scale from 0 to 100 with a mark at 50.
pub(super) fn dot_on_range(score: Triple, class: &str) -> Markup {
    html! {
        svg class={ "dot " (class) } viewBox={ "0 0 " (WIDTH) " 16" } role="img" aria-label=(range_words(score)) {
            (range_shapes(score))
        }
    }
}

/// The same where the words stand beside it.
pub(super) fn bare_dot_on_range(score: Triple) -> Markup {
    html! { svg class="dot" viewBox={ "0 0 " (WIDTH) " 16" } aria-hidden="true" { (range_shapes(score)) } }
}

/// Scale, range and dot; heights and radii are the style sheet's.
fn range_shapes(score: Triple) -> Markup {
    html! {
        use href="#scale" {}
        rect class="range" x=(x(score.low)) width=(tenth((x(score.high) - x(score.low)).max(1.0))) {}
        circle class="best" cx=(x(score.best)) {}
    }
}

/// What all drawings of scores have in common, once a page.
pub(super) fn shared_shapes() -> Markup {
    html! {
        svg class="unseen" aria-hidden="true" { defs { g id="scale" {
            line class="scale" x1=(x(0.0)) y1="8" x2=(x(100.0)) y2="8" {}
            line class="half" x1=(x(50.0)) y1="3" x2=(x(50.0)) y2="13" {}
        } } }
    }
}

/// A bar from one score to another, as part of a waterfall.
pub(super) fn step_bar(from: f64, to: f64, words: &str) -> Markup {
    let class = if to >= from { "gain" } else { "loss" };
    let (left, right) = (x(from.min(to)), x(from.max(to)));
    html! {
        svg class="dot" viewBox={ "0 0 " (WIDTH) " 16" } role="img" aria-label=(words) {
            line class="scale" x1=(x(0.0)) y1="15" x2=(x(100.0)) y2="15" {}
            rect class=(class) x=(left) y="3" width=(tenth((right - left).max(1.0))) height="10" {}
        }
    }
}

/// A share as a filled bar.
pub(super) fn share_bar(share: f64, words: &str) -> Markup {
    html! {
        svg class="share" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label=(words) {
            rect class="empty" x="0" y="0" width="100" height="8" {}
            rect class="full" x="0" y="0" width=(tenth(100.0 * share.clamp(0.0, 1.0))) height="8" {}
        }
    }
}

/// How a score moved: its range as an area, its best estimate as a line, a dot a day.
pub(super) fn steps(moves: &[(Date, Triple)]) -> Markup {
    const W: f64 = 600.0;
    const H: f64 = 140.0;
    let (Some((first, from)), Some((last, to))) = (moves.first(), moves.last()) else { return html! {} };
    let span = days_between(*first, *last).max(1) as f64;
    let at = |day: Date| tenth(30.0 + (W - 40.0) * days_between(*first, day) as f64 / span);
    let y = |score: f64| tenth(10.0 + (H - 30.0) * (1.0 - score.clamp(0.0, 100.0) / 100.0));
    let line = moves.iter().map(|(day, score)| format!("{},{}", at(*day), y(score.best)));
    let upper = moves.iter().map(|(day, score)| format!("{},{}", at(*day), y(score.high)));
    let lower = moves.iter().rev().map(|(day, score)| format!("{},{}", at(*day), y(score.low)));
    let area: Vec<String> = upper.chain(lower).collect();
    let words = format!("From {} on {first} to {} on {last}", points(from.best), points(to.best));
    html! {
        svg class="steps" viewBox={ "0 0 " (W) " " (H) } role="img" aria-label=(words) {
            @for mark in [0.0, 50.0, 100.0] {
                line class="scale" x1="30" y1=(y(mark)) x2=(W - 10.0) y2=(y(mark)) {}
                text x="24" y=(y(mark) + 4.0) text-anchor="end" { (points(mark)) }
            }
            polygon class="area" points=(area.join(" ")) {}
            polyline class="line" points=(line.collect::<Vec<_>>().join(" ")) {}
            @for (day, score) in moves {
                circle class="day" cx=(at(*day)) cy=(y(score.best)) r="3.5" {}
            }
            text x=(at(*first)) y=(H - 4.0) text-anchor="start" { (first) }
            text x=(at(*last)) y=(H - 4.0) text-anchor="end" { (last) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn triple(low: f64, best: f64, high: f64) -> Triple {
        Triple { low, best, high }
    }

    #[test]
    fn a_dot_stands_on_its_range_and_says_so() {
        let drawn = dot_on_range(triple(20.0, 50.0, 90.0), "").into_string();
        assert!(drawn.contains("aria-label=\"50, from 20 to 90 of 100\""), "{drawn}");
        assert!(
            drawn.contains("cx=\"106\"") && drawn.contains("x=\"46\"") && drawn.contains("width=\"140\""),
            "{drawn}"
        );
        assert!(!drawn.contains("style="), "a strict content policy forbids styles");
    }

    #[test]
    fn a_bar_goes_both_ways_and_is_never_invisible() {
        assert!(step_bar(40.0, 60.0, "").into_string().contains("class=\"gain\" x=\"86\""));
        assert!(step_bar(60.0, 40.0, "").into_string().contains("class=\"loss\" x=\"86\""));
        assert!(step_bar(50.0, 50.0, "").into_string().contains("width=\"1\""));
    }

    #[test]
    fn one_day_and_none_are_drawn_without_a_division_by_nothing() {
        assert_eq!(steps(&[]).into_string(), "");
        let one = steps(&[(Date::constant(2026, 11, 20), triple(0.0, 50.0, 100.0))]).into_string();
        assert!(!one.contains("NaN") && one.contains("30,"), "{one}");
    }
}
