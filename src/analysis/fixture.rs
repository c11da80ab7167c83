//! The worked examples of the method, for tests.

use crate::score::Triple;

/// To four decimals, as the method prints them.
pub(super) fn close(found: f64, expect: f64) {
    assert!((found - expect).abs() < 5.001e-5, "{found} is not {expect}");
}

const fn triple(low: f64, best: f64, high: f64) -> Triple {
    Triple { low, best, high }
}

/// METHOD 5.3: openings, access, sponsor, culture, momentum, you.
pub(super) const ALPHA: [Triple; 6] = [
    triple(55.0, 74.0, 92.0),
    triple(20.0, 48.0, 78.0),
    triple(45.0, 66.0, 88.0),
    triple(25.0, 45.0, 70.0),
    triple(60.0, 79.0, 95.0),
    triple(50.0, 62.0, 75.0),
];
pub(super) const BETA: [Triple; 6] = [
    triple(30.0, 42.0, 60.0),
    triple(55.0, 73.0, 88.0),
    triple(40.0, 58.0, 80.0),
    triple(60.0, 75.0, 90.0),
    triple(35.0, 46.0, 60.0),
    triple(50.0, 62.0, 75.0),
];
pub(super) const GAMMA: [Triple; 6] = [
    triple(5.0, 14.0, 35.0),
    triple(10.0, 30.0, 60.0),
    triple(50.0, 70.0, 90.0),
    triple(30.0, 50.0, 75.0),
    triple(10.0, 20.0, 35.0),
    triple(50.0, 62.0, 75.0),
];
pub(super) const WEIGHTS: [f64; 6] = [0.28, 0.24, 0.18, 0.10, 0.08, 0.12];
