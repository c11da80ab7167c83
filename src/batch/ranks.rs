//! Ranks of all rows of a table, in twelve bytes a row.

use rayon::prelude::*;

use super::error::BatchError;

/// Scores are told apart to this part of a point; below it, the earlier row ranks first.
const RESOLUTION: f64 = 1e7;
/// Bits of a key that hold the row.
const ROW_BITS: u32 = 32;
/// The greatest score, in units of the resolution.
const BEST: f64 = 100.0 * RESOLUTION;

/// Ranks of all rows of a table: 1 is the highest score, after limits; equal scores (to seven decimals) rank in the order of
/// the table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ranks {
    /// Distance from the best score above, the row below: sorting puts the best first.
    keys: Vec<u64>,
    by_row: Vec<u32>,
    /// Number of the first row of each block.
    first_rows: Vec<u64>,
}

impl Ranks {
    /// Adds the scores of the next block.
    pub(super) fn add(&mut self, scores: &[f64]) -> Result<(), BatchError> {
        let first = self.keys.len() as u64;
        if first + scores.len() as u64 >= 1 << ROW_BITS {
            return Err(BatchError::TooManyRows(1 << ROW_BITS));
        }
        self.first_rows.push(first);
        let key = |(at, score): (usize, &f64)| {
            let behind = (BEST - score * RESOLUTION).round().max(0.0) as u64;
            (behind << ROW_BITS) | (first + at as u64)
        };
        self.keys.extend(scores.iter().enumerate().map(key));
        Ok(())
    }

    /// All scores are in: works the ranks out.
    pub(super) fn sorted(mut self) -> Self {
        let mut keys = std::mem::take(&mut self.keys);
        keys.par_sort_unstable();
        self.by_row = vec![0; keys.len()];
        for (rank, key) in (1_u32..).zip(&keys) {
            self.by_row[(key & ((1 << ROW_BITS) - 1)) as usize] = rank;
        }
        self
    }

    /// The rank of each row, from 1.
    #[must_use]
    pub fn by_row(&self) -> &[u32] {
        &self.by_row
    }

    pub(super) fn first_row_of_block(&self, block: usize) -> u64 {
        self.first_rows.get(block).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_score_comes_first_and_equals_keep_their_order() {
        let mut ranks = Ranks::default();
        ranks.add(&[50.0, 70.0, 50.0]).expect("few rows");
        ranks.add(&[100.0, 0.0, 50.000_000_01]).expect("few rows");
        let ranks = ranks.sorted();
        assert_eq!(ranks.by_row(), [3, 2, 4, 1, 6, 5]);
        assert_eq!(ranks.first_row_of_block(1), 3);
    }
}
