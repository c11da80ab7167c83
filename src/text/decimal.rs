//! Numbers for machines, written fast: at most six decimals, a point, no trailing zeros, never `-0`.

const SCALE: f64 = 1e6;
/// Adding it to a smaller number rounds that to a whole one, which then stands in the lowest bits.
const ROUNDER: f64 = 4_503_599_627_370_496.0;
/// Numbers of more digits before the point are no scores: millionths below this. The product with [`SCALE`] is off by far less
/// than [`DOUBT`] there.
const MOST_MILLIONTHS: u64 = 1_000_000_000;
/// So close to the middle of two neighbours, the product's own rounding could turn the result.
const DOUBT: f64 = 1e-4;

/// Appends `x` as `format!("{x:.6}")` would have it, without trailing zeros.
///
/// ```
/// let mut out = Vec::new();
/// skiplevel::text::push_decimal(&mut out, 55.462_011_4);
/// assert_eq!(out, b"55.462011");
/// ```
pub fn push_decimal(out: &mut Vec<u8>, x: f64) {
    match ShortDecimal::of(x) {
        Some(ShortDecimal { before, whole, behind, length }) => {
            out.extend_from_slice(&before.to_le_bytes()[..length.min(whole + 1)]);
            out.extend_from_slice(&behind.to_le_bytes()[..length.saturating_sub(whole + 1)]);
        }
        None => push_slowly(out, x),
    }
}

/// A number of 0 to below 1,000 as `format!("{x:.6}")` would have it, without trailing zeros, in two words of bytes.
///
/// Every step is the same for every number: how long one is cannot be foretold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShortDecimal {
    /// The digits before the point, and the point; the first one in the lowest byte.
    pub before: u32,
    /// How many bytes of it are digits: 1 to 3.
    pub whole: usize,
    /// The digits behind the point, for the place right behind it.
    pub behind: u64,
    /// How many bytes count in all: without digits behind the point, it does not.
    pub length: usize,
}

impl ShortDecimal {
    /// `None` for numbers below zero, for those of 1,000 and more, and for those whose last digit takes more care.
    #[inline]
    #[must_use]
    pub fn of(x: f64) -> Option<Self> {
        let scaled = x * SCALE;
        let rounded = scaled + ROUNDER;
        // Numbers below zero, and those that are none, are far above here.
        let millionths = rounded.to_bits().wrapping_sub(ROUNDER.to_bits());
        let distance = (scaled - (rounded - ROUNDER)).abs();
        if millionths >= MOST_MILLIONTHS || distance > 0.5 - DOUBT {
            return None;
        }
        let millionths = millionths as u32;
        let (whole, rest) = ((millionths / 1_000_000) as usize, (millionths % 1_000_000) as usize);
        let before = WHOLES[whole % WHOLES.len()];
        let (upper, lower) = (TRIPLES[rest / 1000], TRIPLES[rest % 1000]);
        let behind = u64::from(upper & 0xff_ffff) | u64::from(lower) << 24;
        let decimals = if rest.is_multiple_of(1000) { upper >> 24 } else { 3 + (lower >> 24) } as usize;
        let whole = 1 + usize::from(whole >= 10) + usize::from(whole >= 100);
        Some(Self { before, whole, behind, length: whole + usize::from(decimals > 0) + decimals })
    }
}

/// Three digits each of 0 to 999, the first one in the lowest byte; in the highest one, how many there are without trailing
/// noughts.
static TRIPLES: [u32; 1000] = {
    let mut triples = [0; 1000];
    let mut n = 0;
    while n < 1000 {
        let digits = [n / 100, n / 10 % 10, n % 10];
        let text = (digits[0] | digits[1] << 8 | digits[2] << 16) + 0x30_3030;
        let count = if digits[2] > 0 {
            3
        } else if digits[1] > 0 {
            2
        } else {
            (digits[0] > 0) as u32
        };
        triples[n as usize] = text | count << 24;
        n += 1;
    }
    triples
};

/// Digits of 0 to 999 without noughts in front, and a point.
static WHOLES: [u32; 1000] = {
    let mut wholes = [0; 1000];
    let mut n = 0;
    while n < 1000 {
        let missing = if n < 10 {
            16
        } else if n < 100 {
            8
        } else {
            0
        };
        wholes[n] = ((TRIPLES[n] & 0xff_ffff) | (b'.' as u32) << 24) >> missing;
        n += 1;
    }
    wholes
};

#[cold]
fn push_slowly(out: &mut Vec<u8>, x: f64) {
    let rounded = format!("{x:.6}");
    let text = rounded.trim_end_matches('0').trim_end_matches('.');
    out.extend_from_slice(if text == "-0" { b"0" } else { text.as_bytes() });
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fast(x: f64) -> String {
        let mut out = Vec::new();
        push_decimal(&mut out, x);
        String::from_utf8(out).expect("digits")
    }

    fn slow(x: f64) -> String {
        let mut out = Vec::new();
        push_slowly(&mut out, x);
        String::from_utf8(out).expect("digits")
    }

    #[test]
    fn numbers_keep_six_decimals() {
        let check = |x: f64, expect: &str| assert_eq!(fast(x), expect);
        check(55.462_011_4, "55.462011");
        check(100.0, "100");
        check(-0.000_000_1, "0");
        check(0.5, "0.5");
        check(-1.25, "-1.25");
        check(1e300, &slow(1e300));
        check(99.999_999_6, "100");
    }

    proptest! {
        #[test]
        fn the_fast_way_writes_what_the_slow_way_does(x in prop_oneof![-200.0..200.0_f64, any::<f64>()]) {
            prop_assert_eq!(fast(x), slow(x));
        }

        /// Numbers that lie on or beside the middle of two neighbours.
        #[test]
        fn halves_are_rounded_alike(millionths in 0..200_000_000_i64, nudge in -3..=3_i32) {
            let half = (millionths as f64 + 0.5) / SCALE;
            let x = f64::from_bits((half.to_bits() as i64 + i64::from(nudge)) as u64);
            prop_assert_eq!(fast(x), slow(x));
        }
    }
}
