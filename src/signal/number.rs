//! Numbers as people write them.

/// Whether a number carried a percent sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Percent {
    /// It did.
    Signed,
    /// It did not.
    Plain,
}

/// Reads `120`, `1,200`, `12.5`, `-5`, `40%`, `3k`, `28m`, `1.2bn`. No exponent, no hex, no NaN; the result is finite.
/// A comma is a thousands mark and must stand before three digits; `1,5` is not read, as it could be either.
///
/// ```
/// use skiplevel::signal::{Percent, parse_number};
///
/// assert_eq!(parse_number("1,200"), Some((1200.0, Percent::Plain)));
/// assert_eq!(parse_number("40 %"), Some((40.0, Percent::Signed)));
/// assert_eq!(parse_number("28m"), Some((28e6, Percent::Plain)));
/// assert_eq!(parse_number("1,5"), None);
/// assert_eq!(parse_number("nan"), None);
/// ```
#[must_use]
pub fn parse_number(text: &str) -> Option<(f64, Percent)> {
    let text = text.trim();
    let (body, percent) = match text.strip_suffix('%') {
        Some(body) => (body.trim_end(), Percent::Signed),
        None => (text, Percent::Plain),
    };
    let lower = body.to_ascii_lowercase();
    let (digits, factor) = magnitude(&lower);
    let digits = digits.trim_end();
    let (sign, digits) = match digits.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (-1.0, rest),
        None => (1.0, digits.strip_prefix('+').unwrap_or(digits)),
    };
    let plain = without_thousands(digits)?;
    let number: f64 = plain.parse().ok()?;
    let value = sign * number * factor;
    value.is_finite().then_some((value, percent))
}

fn magnitude(text: &str) -> (&str, f64) {
    let units = [
        ("thousand", 1e3),
        ("million", 1e6),
        ("billion", 1e9),
        ("mio", 1e6),
        ("mn", 1e6),
        ("bn", 1e9),
        ("k", 1e3),
        ("m", 1e6),
        ("b", 1e9),
    ];
    units
        .iter()
        .find_map(|(unit, factor)| text.strip_suffix(unit).map(|digits| (digits, *factor)))
        .unwrap_or((text, 1.0))
}

/// Digits with at most one point; commas only as thousands marks.
fn without_thousands(digits: &str) -> Option<String> {
    let (whole, fraction) = match digits.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (digits, None),
    };
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let groups: Vec<&str> = whole.split(',').collect();
    let grouped = groups.iter().enumerate().all(|(at, group)| {
        is_digits(group) && if at == 0 { groups.len() == 1 || group.len() <= 3 } else { group.len() == 3 }
    });
    let fraction_fits = fraction.is_none_or(is_digits);
    (grouped && fraction_fits).then(|| match fraction {
        Some(fraction) => format!("{}.{fraction}", groups.concat()),
        None => groups.concat(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_numbers_are_read() {
        let read = |text| parse_number(text).map(|(number, _)| number);
        assert_eq!(read("-12.5"), Some(-12.5));
        assert_eq!(read("\u{2212}8"), Some(-8.0));
        assert_eq!(read("1,234,567.5"), Some(1_234_567.5));
        assert_eq!(read("1.2bn"), Some(1.2e9));
        for text in ["", "-", "1e400", "1e5", "inf", "0x10", "1,23", "12,3456", "1.2.3", ".", "5.", "--3", "12 3", "%"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
