//! What follows from scorecards: how robust an order of roles is.
//!
//! * [`win_exact`]: the chance that one role beats another when the weights are unknown.
//! * [`robustness`]: rank and win shares of many roles when weights and evidence are unknown.
//!
//! Everything here is a pure function: equal input gives equal output on any number of threads, and no finite input
//! gives a NaN.

#[cfg(test)]
mod fixture;
mod random;
mod robustness;
mod win;

pub use random::{SEED, SplitMix64};
pub use robustness::{DRAWS, Mode, NEAR_BAND, Robustness, robustness};
pub use win::{win_exact, win_exact_ranked};
