//! Pseudo-random numbers that are the same in every run.

/// The seed of every run: `M2_SEATS` in ASCII (METHOD 5.2 and 10). Never taken from input, so that two runs differ
/// only by what goes in.
pub const SEED: u64 = 0x4D32_5F53_4541_5453;

/// What one draw adds to the state: 2^64 divided by the golden ratio, made odd (Steele, Lea, Flood 2014).
const GAMMA: u64 = 0x9E37_79B9_7F4A_7C15;

/// SplitMix64 (Steele, Lea, Flood 2014): a counter in equal steps, mixed into 64 bits.
///
/// Because the state is only a counter, [`SplitMix64::after`] jumps to any draw at once; threads can share out the
/// draws of one sequence.
///
/// ```
/// use skiplevel::analysis::SplitMix64;
///
/// let mut numbers = SplitMix64::new(1_234_567);
/// assert_eq!(numbers.next_bits(), 6_457_827_717_110_365_317);
/// assert_eq!(numbers.next_bits(), SplitMix64::after(1_234_567, 1).next_bits());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SplitMix64 {
    state: u64,
}

impl SplitMix64 {
    /// The sequence that belongs to `seed`.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// The sequence of `seed` without its first `draws` numbers.
    #[must_use]
    pub const fn after(seed: u64, draws: u64) -> Self {
        Self { state: seed.wrapping_add(draws.wrapping_mul(GAMMA)) }
    }

    /// The next 64 bits.
    #[inline(always)]
    pub const fn next_bits(&mut self) -> u64 {
        self.state = self.state.wrapping_add(GAMMA);
        let z = self.state;
        let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// The next number above 0 and below 1: the middle of one of 2^53 equal cells (METHOD 5.2).
    #[inline]
    pub const fn uniform(&mut self) -> f64 {
        // 53 bits fit a signed integer, whose conversion is one instruction.
        const CELL: f64 = 1.0 / (1_u64 << 53) as f64;
        ((self.next_bits() >> 11).cast_signed() as f64 + 0.5) * CELL
    }

    /// Every `stride`-th number, from the next one on.
    pub(super) const fn by_steps_of(self, stride: u64) -> Strided {
        Strided { state: self.state, step: GAMMA.wrapping_mul(stride) }
    }
}

/// Half cells in the whole: what [`Strided::half_cells`] gives is [`SplitMix64::uniform`] times this.
pub(super) const HALF_CELLS: f64 = (1_u64 << 54) as f64;

/// Numbers of a sequence that lie equally far apart.
pub(super) struct Strided {
    state: u64,
    step: u64,
}

impl Strided {
    /// The next number, counted in half cells, so that it is whole.
    #[inline(always)]
    pub(super) fn half_cells(&mut self) -> f64 {
        let bits = SplitMix64 { state: self.state }.next_bits();
        self.state = self.state.wrapping_add(self.step);
        (bits >> 10 | 1).cast_signed() as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// METHOD 5.2, seeds.
    #[test]
    fn the_published_test_vector() {
        let mut numbers = SplitMix64::new(1_234_567);
        let found = [numbers.next_bits(), numbers.next_bits(), numbers.next_bits()];
        assert_eq!(found, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
        assert_eq!(SEED.to_be_bytes(), *b"M2_SEATS");
    }

    #[test]
    fn strides_give_the_same_numbers() {
        let mut strided = SplitMix64::new(SEED).by_steps_of(3);
        for draw in 0..1000 {
            let uniform = SplitMix64::after(SEED, 3 * draw).uniform();
            assert_eq!(strided.half_cells(), uniform * HALF_CELLS);
        }
    }

    #[test]
    fn jumping_ahead_is_drawing() {
        let mut numbers = SplitMix64::new(SEED);
        for drawn in 0..100 {
            assert_eq!(SplitMix64::after(SEED, drawn), numbers);
            let number = numbers.uniform();
            assert!(number > 0.0 && number < 1.0);
        }
    }
}
