//! Numbers for machines, written fast: at most six decimals, a point, no trailing zeros, never `-0`.

const SCALE: f64 = 1e6;
/// Scores are smaller. Below this, a number times [`SCALE`] is off by far less than [`DOUBT`].
const LARGEST: f64 = 1e3;
/// So close to the middle of two neighbours, the product's own rounding could turn the result.
const DOUBT: f64 = 1e-4;

/// Bytes of a number that is written the fast way, most of which do not count: it has three digits, a point and six more.
pub const DECIMAL_BYTES: usize = 16;

/// Appends `x` as `format!("{x:.6}")` would have it, without trailing zeros.
///
/// ```
/// let mut out = Vec::new();
/// skiplevel::text::push_decimal(&mut out, 55.462_011_4);
/// assert_eq!(out, b"55.462011");
/// ```
pub fn push_decimal(out: &mut Vec<u8>, x: f64) {
    match short_decimal(x) {
        Some((bytes, length)) => out.extend_from_slice(&bytes[..length]),
        None => push_slowly(out, x),
    }
}

/// The same as a fixed number of bytes and how many of them count; `None` for numbers below zero, for those of 1,000 and
/// more, and for those whose last digit takes more care.
#[inline]
#[must_use]
pub fn short_decimal(x: f64) -> Option<([u8; DECIMAL_BYTES], usize)> {
    if !(0.0..LARGEST).contains(&x) {
        return None;
    }
    let scaled = x * SCALE;
    let whole = scaled as i64;
    let rest = scaled - whole as f64;
    if (rest - 0.5).abs() < DOUBT {
        return None;
    }
    let millionths = whole as u32 + u32::from(rest > 0.5);
    digits_of(millionths)
}

/// Every step is the same for every number: how long one is cannot be foretold.
#[inline]
fn digits_of(millionths: u32) -> Option<([u8; DECIMAL_BYTES], usize)> {
    let (whole, rest) = ((millionths / 1_000_000) as usize, (millionths % 1_000_000) as usize);
    let before = u128::from(*WHOLES.get(whole)?);
    let behind = u64::from(TRIPLES[rest / 1000]) | u64::from(TRIPLES[rest % 1000]) << 24;
    let point = 1 + usize::from(whole >= 10) + usize::from(whole >= 100);
    let text = before | u128::from(behind) << (8 * (point + 1));
    // Noughts at the end do not count, and neither does a point without digits: six noughts are eight bytes of none.
    let noughts = ((behind ^ SIX_NOUGHTS) << 16).leading_zeros() as usize / 8;
    Some((text.to_le_bytes(), point + 7 - noughts.min(7)))
}

/// `000000`, in the lower bytes.
const SIX_NOUGHTS: u64 = 0x3030_3030_3030;

/// Three digits each of 0 to 999, the first one in the lowest byte.
static TRIPLES: [u32; 1000] = {
    let mut triples = [0; 1000];
    let mut n = 0;
    while n < 1000 {
        let digits = [n / 100, n / 10 % 10, n % 10];
        triples[n as usize] = (digits[0] | digits[1] << 8 | digits[2] << 16) + 0x30_3030;
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
        wholes[n] = (TRIPLES[n] | (b'.' as u32) << 24) >> missing;
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
