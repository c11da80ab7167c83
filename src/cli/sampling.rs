//! What a comparison takes for plausible, as arguments.

use clap::{Args, ValueEnum};

use crate::analysis::{Assumptions, DRAWS, Weighting};

/// Fewer draws tell a share of one half from one of four tenths hardly better than a coin.
const FEWEST: usize = 100;
/// More draws change no digit that is shown: a share is then known within a tenth of a point.
const MOST: usize = 1_000_000;

/// How sure an order is, depends on which weights are plausible.
#[derive(Debug, Args)]
pub(super) struct Sampling {
    /// Which weights of the groups count as plausible when roles are compared
    #[arg(long, value_enum, value_name = "MODE", default_value_t = Mode::Free)]
    mode: Mode,
    /// How many sets of weights and readings of the evidence to draw, 100 to 1000000
    #[arg(long, value_name = "N", default_value_t = DRAWS, value_parser = draws)]
    draws: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Mode {
    /// All weights, equally likely: for those who do not know yet what they value
    Free,
    /// Weights that keep the order of those in force: their order is right, their size may not be
    Ranked,
    /// The weights in force, each up to 30 % more or less: they are about right
    Near,
}

impl Sampling {
    /// What the library calls it.
    pub(super) fn assumptions(&self) -> Assumptions {
        let weighting = match self.mode {
            Mode::Free => Weighting::Free,
            Mode::Ranked => Weighting::Ranked,
            Mode::Near => Weighting::Near,
        };
        Assumptions { weighting, draws: self.draws }
    }
}

/// A number of draws within the bounds.
fn draws(text: &str) -> Result<usize, String> {
    let found = text.parse().ok().filter(|draws| (FEWEST..=MOST).contains(draws));
    found.ok_or_else(|| format!("expected a whole number from {FEWEST} to {MOST}"))
}
