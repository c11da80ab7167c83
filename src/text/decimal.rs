//! Numbers for machines, written fast: at most six decimals, a point, no trailing zeros, never `-0`.

const SCALE: f64 = 1e6;
/// Below this, a number times [`SCALE`] is off by less than a tenth of [`DOUBT`].
const LARGEST: f64 = 1e5;
/// So close to the middle of two neighbours, the product's own rounding could turn the result.
const DOUBT: f64 = 1e-4;

/// The longest number that is written the fast way has this many bytes at most: a sign, six digits, a point, six more.
pub const DECIMAL_BYTES: usize = 16;

/// Two digits each of 0 to 99.
const PAIRS: &[u8; 200] = b"00010203040506070809101112131415161718192021222324252627282930313233343536373839\
40414243444546474849505152535455565758596061626364656667686970717273747576777879\
8081828384858687888990919293949596979899";

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

/// The same as a fixed number of bytes and how many of them count; `None` for numbers of 100,000 and more, and for those
/// whose last digit takes more care.
#[inline]
#[must_use]
pub fn short_decimal(x: f64) -> Option<([u8; DECIMAL_BYTES], usize)> {
    let scaled = x.abs() * SCALE;
    if scaled >= LARGEST * SCALE || scaled.is_nan() {
        return None;
    }
    let whole = scaled as u64;
    let rest = scaled - whole as f64;
    if (rest - 0.5).abs() < DOUBT {
        return None;
    }
    let millionths = whole + u64::from(rest > 0.5);
    let is_negative = x < 0.0 && millionths > 0;
    Some(digits_of(millionths, is_negative))
}

/// Where the point stands while digits are laid down: six decimals reach the end of the first [`DECIMAL_BYTES`].
const POINT: usize = DECIMAL_BYTES - 7;

/// Digits are laid down around a fixed place, and a window of fixed size is cut out: no copy of unknown length, and hardly
/// a branch, since how long a number is cannot be foretold.
#[inline]
fn digits_of(millionths: u64, is_negative: bool) -> ([u8; DECIMAL_BYTES], usize) {
    let mut digits = [0_u8; 2 * DECIMAL_BYTES];
    let (whole, rest) = ((millionths / 1_000_000) as usize, (millionths % 1_000_000) as usize);
    digits[POINT] = b'.';
    let mut put = |at: usize, pair: usize| digits[at..at + 2].copy_from_slice(&PAIRS[2 * pair..2 * pair + 2]);
    put(POINT + 1, rest / 10_000);
    put(POINT + 3, rest / 100 % 100);
    put(POINT + 5, rest % 100);
    put(POINT - 2, whole % 100);
    let mut start = POINT - 1 - usize::from(whole >= 10);
    if whole >= 100 {
        put(POINT - 4, whole / 100 % 100);
        put(POINT - 6, whole / 10_000);
        start = POINT - 3 - usize::from(whole >= 1000) - usize::from(whole >= 10_000) - usize::from(whole >= 100_000);
    }
    if is_negative {
        start -= 1;
        digits[start] = b'-';
    }
    let end = end_of(&digits);
    let mut window = [0; DECIMAL_BYTES];
    window.copy_from_slice(&digits[start..start + DECIMAL_BYTES]);
    (window, end - start)
}

/// Where the last digit that counts ends: noughts behind the point do not, and neither does a point without digits.
#[inline]
fn end_of(digits: &[u8; 2 * DECIMAL_BYTES]) -> usize {
    let mut last = [0; 8];
    last.copy_from_slice(&digits[DECIMAL_BYTES - 8..DECIMAL_BYTES]);
    // A nought becomes zero bits; the highest byte is the last digit.
    let noughts = (u64::from_le_bytes(last) ^ u64::from_le_bytes([b'0'; 8])).leading_zeros() as usize / 8;
    let end = DECIMAL_BYTES - noughts;
    end - usize::from(end == POINT + 1)
}

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
