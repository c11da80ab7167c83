//! Numbers for machines, written fast: at most six decimals, a point, no trailing zeros, never `-0`.

/// Decimals that are kept.
const DECIMALS: usize = 6;
const SCALE: f64 = 1e6;
/// Below this, a number times [`SCALE`] is off by less than a tenth of [`DOUBT`].
const LARGEST: f64 = 1e5;
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
    let scaled = x.abs() * SCALE;
    let whole = scaled.floor();
    let rest = scaled - whole;
    if x.abs() >= LARGEST || (rest - 0.5).abs() < DOUBT || x.is_nan() {
        return push_slowly(out, x);
    }
    let millionths = whole as u64 + u64::from(rest > 0.5);
    if millionths == 0 {
        return out.push(b'0');
    }
    if x < 0.0 {
        out.push(b'-');
    }
    push_millionths(out, millionths);
}

fn push_millionths(out: &mut Vec<u8>, millionths: u64) {
    let (whole, mut rest) = (millionths / 1_000_000, (millionths % 1_000_000) as u32);
    // Twenty digits of the largest number, the point, and the decimals.
    let mut digits = [0_u8; 20 + 1 + DECIMALS];
    let mut end = digits.len();
    if rest > 0 {
        let mut decimals = DECIMALS;
        while rest.is_multiple_of(10) {
            rest /= 10;
            decimals -= 1;
        }
        for _ in 0..decimals {
            end -= 1;
            digits[end] = b'0' + (rest % 10) as u8;
            rest /= 10;
        }
        end -= 1;
        digits[end] = b'.';
    }
    let mut left = whole;
    loop {
        end -= 1;
        digits[end] = b'0' + (left % 10) as u8;
        left /= 10;
        if left == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[end..]);
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
