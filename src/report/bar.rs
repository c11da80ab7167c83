//! A score as a dot on its range.

use super::layout::HARD_SPACE;
use crate::score::Triple;

/// `▕──●───▏` placed on a scale of 0 to 100 in `cells` cells, padded with spaces to `cells + 2`. The spaces do not
/// break.
pub(super) fn range_bar(score: Triple, cells: usize) -> String {
    let cell = |score: f64| ((score / 100.0 * cells as f64).floor().max(0.0) as usize).min(cells - 1);
    let Triple { low, best, high } = score;
    let (first, dot, last) = (cell(low), cell(best), cell(high));
    let mut bar = String::with_capacity(4 * (cells + 2));
    for at in 0..cells + 2 {
        // The ends of the range stand outside its cells.
        bar.push(match at {
            at if at == first => '▕',
            at if at == last + 2 => '▏',
            at if at > first && at <= last + 1 => {
                if at == dot + 1 {
                    '●'
                } else {
                    '─'
                }
            }
            _ => HARD_SPACE,
        });
    }
    bar
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dot_lies_between_the_ends() {
        let check = |low, best, high, expect: &str| {
            let bar = range_bar(Triple { low, best, high }, 15).replace(HARD_SPACE, " ");
            assert_eq!(bar, expect);
        };
        check(0.0, 50.0, 100.0, "▕───────●───────▏");
        check(40.0, 40.0, 40.0, "      ▕●▏        ");
        check(25.4, 55.5, 92.2, "   ▕─────●─────▏ ");
    }
}
