//! Numbers, shares, percentages, money and spans of time as people write them.

use super::bound::{Bound, ends_of, prefix, suffix};
use super::fraction::{part, times};
use super::number::{NO_ONE_BEFORE, currency_after, currency_before, ends_word, is_word, plain, starts, word};
use super::span::{span_of, with_ago, year_ago, year_and_half};
use super::time::scan_date;
use crate::model::{Date, PartialDate};

/// A quantity of a statement. `low` and `high` are equal where one number is said, and one of them is missing behind
/// words such as *over* and *under*.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Quantity {
    /// `120`, `~120`, `over 200`, `150 to 200`, `a dozen`.
    Number { low: Option<f64>, high: Option<f64> },
    /// The same in percent points.
    Percent { low: Option<f64>, high: Option<f64> },
    /// `$40M`, in full units, with the ISO code of its currency.
    Money { number: f64, currency: &'static str },
    /// `3 of 4`, `4/5`, `3.2 of 5`.
    Share { k: f64, n: f64 },
    /// A date; `None` when relative to a day that is not known. `ago` is how many months back was said.
    Date { date: Option<PartialDate>, ago: Option<f64> },
    /// `18 months`, `two years`, in months.
    Months(f64),
    /// `two to three years`, `over ten years`, in months; at least one end is there, and both differ.
    Span { low: Option<f64>, high: Option<f64> },
    /// `2x`: how many times.
    Times(f64),
    /// Minutes, hours, days, weeks, clock times: never a fact.
    Other,
}

impl Quantity {
    /// How many months a span of time has, the least where that is not sure.
    pub(super) fn months(&self) -> Option<f64> {
        match self {
            Self::Months(months) => Some(*months),
            Self::Span { low, high } => low.or(*high),
            _ => None,
        }
    }

    /// The byte that stands for it in a normal form.
    pub(super) fn mark(&self) -> u8 {
        match self {
            Self::Number { .. } => 0x01,
            Self::Percent { .. } => 0x02,
            Self::Money { .. } => 0x03,
            Self::Share { .. } => 0x04,
            Self::Date { .. } => 0x05,
            Self::Months(_) | Self::Span { .. } => 0x07,
            Self::Times(_) => 0x0e,
            Self::Other => 0x0f,
        }
    }
}

/// What stands before a number that counts nothing: *slide 11*.
const NUMBERED: &[&str] = &[
    "slide ",
    "page ",
    "room ",
    "floor ",
    "chapter ",
    "item ",
    "step ",
    "phase ",
    "version ",
    "row ",
    "question ",
    "q",
    "#",
    "option ",
    "building ",
    "gate ",
    "round ",
    "part ",
    "no ",
    "nr ",
];

/// The digits of a number that only names something: *slide 11*, but neither *grow 30%* nor *last round 14 months ago*.
fn numbered(rest: &[u8], before: &[u8]) -> Option<usize> {
    let names = |word: &&str| {
        let front = before.strip_suffix(word.as_bytes());
        front.is_some_and(|front| front.last().is_none_or(|byte| !is_word(*byte)))
    };
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let counts = starts(&rest[digits..], &["%", " %", " percent", " month", " year", " week", "m ", "bn"]).is_some();
    (digits > 0 && !counts && NUMBERED.iter().any(names)).then_some(digits)
}

/// The quantity that `rest` begins with, and how many bytes it takes. `before` is the text in front of it.
pub(super) fn scan(rest: &[u8], before: &[u8], today: Option<Date>) -> Option<(Quantity, usize)> {
    if let Some(found) = scan_date(rest, today) {
        return Some((Quantity::Date { date: found.date, ago: None }, found.length));
    }
    if let Some(found) = year_ago(rest, today) {
        return Some(found);
    }
    // `squads 9 (Jan)`, `eng 64 (2025: 51)`
    if before.ends_with(b"(")
        && let Some(end) = rest.iter().take(10).position(|byte| matches!(byte, b')' | b':'))
        && let Some(found) = scan_date(&[b"in ", &rest[..end]].concat(), today).filter(|found| found.length == end + 3)
    {
        return Some((Quantity::Date { date: found.date, ago: None }, end));
    }
    let window = &rest[..rest.len().min(120)];
    if let Some(found) = short_months(window, before)
        .or_else(|| year_and_half(window))
        .or_else(|| part(window, before))
        .or_else(|| times(window))
    {
        return Some(found);
    }
    if let Some(digits) = numbered(rest, before) {
        return Some((Quantity::Other, digits));
    }
    // *take over 7* is 7.
    let is_verb = [
        "take ",
        "taking ",
        "took ",
        "takes ",
        "hand ",
        "rolled ",
        "divided ",
        "spread ",
        "split ",
        "distributed ",
        "organised ",
        "organized ",
    ]
    .iter()
    .any(|verb| before.ends_with(verb.as_bytes()));
    // `+3 squads`: so many more, not so many.
    if rest.first() == Some(&b'+') && is_of_teams(&rest[1..]) {
        return None;
    }
    let (bound, is_between, start) = prefix(window);
    // *just crossed 300* is more.
    let is_past = before.ends_with(b"crossed ") || before.ends_with(b"topped ");
    let bound = if is_past && bound == Bound::Exact { Bound::AtLeast } else { bound };
    let bound = if is_verb && window.starts_with(b"over ") { Bound::Exact } else { bound };
    let (sign, start) = match start {
        [b'+', b' ', after @ ..] if percent_after(after) => (1.0, after),
        [b'+', after @ ..] => (1.0, after),
        [b'-', after @ ..] if before.last().is_none_or(|byte| !is_word(*byte)) => (-1.0, after),
        _ => (1.0, start),
    };
    let (money, start) = currency_before(start).map_or((None, start), |(code, after)| (Some(code), after));
    let (first, after, in_words) = plain(start)?;
    if in_words && start.starts_with(b"one") && NO_ONE_BEFORE.iter().any(|word| before.ends_with(word.as_bytes())) {
        return None;
    }
    if !in_words && let Some(after) = ratio(first, after) {
        return Some((Quantity::Number { low: Some(first), high: Some(first) }, window.len() - after.len()));
    }
    if !in_words && is_code(after) {
        return special(window, after);
    }
    if money.is_none()
        && bound == Bound::Exact
        && !is_between
        && let Some((share, after)) = share(first, after, before)
    {
        return Some((share, window.len() - after.len()));
    }
    let is_from = before.ends_with(b"from ");
    let second = range_end(after, first, is_between, is_from);
    let (high, after) = second.map_or((first, after), |(high, after)| (high, after));
    // *Seven to eight hundred* are hundreds twice.
    let is_hundreds = in_words && first < 10.0 && first * 100.0 < high && high % 100.0 < f64::EPSILON;
    let first = if is_hundreds { first * 100.0 } else { first };
    let after = starts(after, &["ish", "-ish", "-odd"]).unwrap_or(after);
    let (bound, after) = suffix(after, bound);
    let ends = ends_of(first * sign, high * sign, bound);
    finish(window, after, money, ends, today)
}

/// Whether a percentage stands here, as behind `+ 12%`.
fn percent_after(rest: &[u8]) -> bool {
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    digits > 0 && starts(&rest[digits..], &["%", " %"]).is_some()
}

/// `12m` behind *last*: months, not millions.
fn short_months(rest: &[u8], before: &[u8]) -> Option<(Quantity, usize)> {
    let is_span = ["last ", "past ", "trailing ", "next ", "coming ", "over ", "previous "]
        .iter()
        .any(|word| before.ends_with(word.as_bytes()));
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let months: f64 = std::str::from_utf8(rest.get(..digits)?).ok()?.parse().ok()?;
    let after = word(&rest[digits..], &["m"])?;
    // `+22% 12m`, `(12m)`
    let is_year = [6.0, 12.0, 18.0, 24.0, 36.0].contains(&months)
        && (before.ends_with(b"% ")
            || before.ends_with(b"growth ")
            || before.ends_with(b"(") && after.starts_with(b")"));
    ((is_span || is_year) && (2.0..=60.0).contains(&months) && !after.starts_with(b" eur"))
        .then_some((Quantity::Months(months), digits + 1))
}

/// `3 squads`, `2 new teams`
fn is_of_teams(rest: &[u8]) -> bool {
    let Some((_, after, _)) = plain(rest) else { return false };
    let after = starts(after, &[" new", " more", " extra"]).unwrap_or(after);
    word(after, &[" teams", " team", " squads", " squad", " pods", " pod", " crews", " tribes"]).is_some()
}

/// Whether digits go on as something that is no number: `10:02`, `30-60-90`, `2nd`.
fn is_code(after: &[u8]) -> bool {
    let digit = |at: usize| after.get(at).is_some_and(u8::is_ascii_digit);
    (after.first() == Some(&b':') && digit(1))
        || (after.first() == Some(&b'-') && digit(1) && {
            let next = after[1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            after.get(1 + next) == Some(&b'-') && digit(2 + next)
        })
}

/// What follows `7:1`, a number of people to one of them.
fn ratio(first: f64, after: &[u8]) -> Option<&[u8]> {
    let rest = after.strip_prefix(b":1").filter(|rest| ends_word(rest) && rest.first() != Some(&b':'))?;
    ((2.0..=30.0).contains(&first) && first.fract() < f64::EPSILON).then_some(rest)
}

/// Swallows the rest of what [`is_code`] saw, so that no part of it is read as a number.
fn special(window: &[u8], after: &[u8]) -> Option<(Quantity, usize)> {
    let more = after.iter().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'-')).count();
    Some((Quantity::Other, window.len() - after.len() + more))
}

/// `3 of 4`, `3 out of the last 4`, `3/4`; behind *all but* it is the rest.
fn share<'a>(k: f64, after: &'a [u8], before: &[u8]) -> Option<(Quantity, &'a [u8])> {
    // *one in five*
    let is_ratio = (k - 1.0).abs() < f64::EPSILON;
    let behind = starts(after, &[" out of ", " of ", " from "])
        .or_else(|| starts(after, &[" in "]).filter(|rest| is_ratio && plain(rest).is_some_and(|(n, ..)| n <= 20.0)));
    let rest = match behind {
        Some(mut rest) => {
            for words in [
                ["the ", "our ", "their ", "those ", "these ", "its ", "all ", "her ", "his ", "my "],
                [
                    "last ",
                    "past ",
                    "recent ",
                    "previous ",
                    "most recent ",
                    "latest ",
                    "total ",
                    "current ",
                    "former ",
                    "other ",
                ],
            ] {
                rest = starts(rest, &words).unwrap_or(rest);
            }
            rest
        }
        None => after.strip_prefix(b"/").filter(|rest| rest.first().is_some_and(u8::is_ascii_digit))?,
    };
    if after.starts_with(b" from ") {
        return None;
    }
    let (n, rest, _) = plain(rest)?;
    let is_date = rest.first() == Some(&b'/');
    let is_time = word(rest, &[" months", " years", " year", " month", " weeks", "-month", "%", " %"]).is_some();
    // `3,8 out of 264 ratings` is a mean.
    let is_mean = k.fract() > 0.0 && n > 10.0;
    (k <= n && n > 0.0 && n <= 1000.0 && !is_mean && !is_date && !is_time && ends_word(rest))
        .then(|| (Quantity::Share { k: if before.ends_with(b"all but ") { n - k } else { k }, n }, rest))
}

/// The upper end of `150 to 200`, `150-200`, `six or seven`.
fn range_end(after: &[u8], low: f64, is_between: bool, is_from: bool) -> Option<(f64, &[u8])> {
    let unit = starts(after, &["%", " %", " percent", " per cent"]).unwrap_or(after);
    let separators: &[&str] = if is_between {
        &[" and ", " to ", " - ", "-"]
    } else if is_from {
        &["-", ".."]
    } else {
        &[
            " to ",
            "-",
            " - ",
            "..",
            " or ",
            " bis ",
            ", maybe ",
            ", perhaps ",
            ", possibly ",
            " maybe ",
            " perhaps ",
            ", max ",
        ]
    };
    let Some(rest) = starts(unit, separators) else { return guessed(unit, low) };
    let rest = starts(rest, &["maybe ", "about ", "~", "$", "eur "]).unwrap_or(rest);
    let (high, after, _) = plain(rest)?;
    // `40 to 50k` means thousands twice.
    let is_or = starts(unit, &[" or ", ",", " maybe", " perhaps"]).is_some();
    let fits = high > low && (!is_or || high <= low * 1.5 + 1.0) && !is_code(after);
    fits.then_some((high, after))
}

/// The upper end of `five, six people`: two numbers in a row, with what is counted behind them.
fn guessed(after: &[u8], low: f64) -> Option<(f64, &[u8])> {
    let (high, after, _) = plain(after.strip_prefix(b", ")?)?;
    let is_next = (high - low - 1.0).abs() < f64::EPSILON && (2.0..20.0).contains(&low);
    let counted = [
        " people",
        " persons",
        " teams",
        " squads",
        " ems",
        " managers",
        " engineers",
        " devs",
        " reports",
        " directs",
        " months",
        " years",
        " times",
        " percent",
        "%",
    ];
    (is_next && starts(after, &counted).is_some()).then_some((high, after))
}

/// What the number is of: percent, money, times, a span of time, or nothing said here.
fn finish(
    window: &[u8],
    after: &[u8],
    money: Option<&'static str>,
    (low, high): (Option<f64>, Option<f64>),
    today: Option<Date>,
) -> Option<(Quantity, usize)> {
    let length = |after: &[u8]| window.len() - after.len();
    let point = low.or(high)?;
    let money = money.map(|code| (code, after)).or_else(|| currency_after(after));
    if let Some((currency, after)) = money {
        return Some((Quantity::Money { number: point, currency }, length(after)));
    }
    if let Some(after) = starts(after, &["%", " %"]).or_else(|| {
        word(
            after,
            &[
                " percent",
                " per cent",
                "pct",
                " pct",
                "pc",
                " pc",
                " percentage points",
                " percentage",
                " prozent",
                " procent",
            ],
        )
    }) {
        return Some((Quantity::Percent { low, high }, length(after)));
    }
    if let Some(after) = word(after, &["x"]) {
        return Some((Quantity::Times(point), length(after)));
    }
    if let Some((months, after)) = span_of(point, after) {
        return Some(match with_ago(months, after, today) {
            Some((date, after)) => (date, length(after)),
            None => (span(months, low, high), length(after)),
        });
    }
    if let Some(after) = word(
        after,
        &[
            " minutes",
            " minute",
            " min",
            " mins",
            "min",
            " hours",
            " hour",
            " hrs",
            "h",
            " days",
            " day",
            " working days",
            " weeks",
            " week",
            "w",
            "d",
            " wks",
            ":00",
            "am",
            "pm",
            " am",
            " pm",
            " o'clock",
        ],
    ) {
        return Some((Quantity::Other, length(after)));
    }
    ends_word(after).then_some((Quantity::Number { low, high }, length(after))).or_else(|| {
        word(after, &["ppl", "ics", "ems", "hc"]).is_some().then_some((Quantity::Number { low, high }, length(after)))
    })
}

/// A span of time: so many months, or ends in a unit of which the first end makes so many.
fn span(months: f64, low: Option<f64>, high: Option<f64>) -> Quantity {
    match (low, high) {
        (Some(low), Some(high)) if (low - high).abs() < f64::EPSILON => Quantity::Months(months),
        _ => {
            let unit = low.or(high).map_or(1.0, |first| months / first);
            Quantity::Span { low: low.map(|low| low * unit), high: high.map(|high| high * unit) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notes::prose::beginning::may_begin;

    #[test]
    fn quantities_are_read_as_people_write_them() {
        let check = |words: &str, expect: Quantity, length: usize| {
            let found = scan(words.as_bytes(), b"", None);
            assert_eq!(found, Some((expect, length)), "{words}");
            assert!(may_begin(words.as_bytes()), "{words}");
        };
        let number = |low: f64, high: f64| Quantity::Number { low: Some(low), high: Some(high) };
        check("120 engineers", number(120.0, 120.0), 3);
        check("~1.2k people", number(1200.0, 1200.0), 5);
        check("1,100 staff", number(1100.0, 1100.0), 5);
        check("over 200 devs", Quantity::Number { low: Some(200.0), high: None }, 8);
        check("200+ devs", Quantity::Number { low: Some(200.0), high: None }, 4);
        check("fewer than 30", Quantity::Number { low: None, high: Some(30.0) }, 13);
        check("between 220 and 250 people", number(220.0, 250.0), 19);
        check("150-200 people", number(150.0, 200.0), 7);
        check("six or seven devs", number(6.0, 7.0), 12);
        check("half a dozen, all", number(6.0, 6.0), 12);
        check("twenty-five of", number(25.0, 25.0), 11);
        check("a hundred and twenty engineers", number(120.0, 120.0), 20);
        check("two thousand one hundred employees", number(2100.0, 2100.0), 24);
        check("300 or more", Quantity::Number { low: Some(300.0), high: None }, 11);
        check("+ 12% in", Quantity::Percent { low: Some(12.0), high: Some(12.0) }, 5);
        check("+38% in", Quantity::Percent { low: Some(38.0), high: Some(38.0) }, 4);
        check("20 to 30% in", Quantity::Percent { low: Some(20.0), high: Some(30.0) }, 9);
        check("a fifth bigger than", Quantity::Percent { low: Some(20.0), high: Some(20.0) }, 7);
        check("ten per cent a", Quantity::Percent { low: Some(10.0), high: Some(10.0) }, 12);
        check("$40m series", Quantity::Money { number: 4e7, currency: "USD" }, 4);
        check("12 mil euros", Quantity::Money { number: 1.2e7, currency: "EUR" }, 12);
        check("$18,500,000 sold", Quantity::Money { number: 1.85e7, currency: "USD" }, 11);
        check("3 of the last 4 seats", Quantity::Share { k: 3.0, n: 4.0 }, 15);
        let rest = scan(b"one of our six", b"all but ", None);
        assert_eq!(rest, Some((Quantity::Share { k: 5.0, n: 6.0 }, 14)));
        check("one point one eight of", number(1.18, 1.18), 19);
        check("3,2 of 5 (95", Quantity::Share { k: 3.2, n: 5.0 }, 8);
        check("a yr and a half for", Quantity::Months(18.0), 15);
        check("410ish, all", number(410.0, 410.0), 6);
        check("18-month", Quantity::Months(18.0), 8);
        check("zero months since", Quantity::Months(0.0), 11);
        check("four to five years of", Quantity::Span { low: Some(48.0), high: Some(60.0) }, 18);
        check("more than eight years of", Quantity::Span { low: Some(96.0), high: None }, 21);
        check("five, six people", number(5.0, 6.0), 9);
        check("three, maybe four of", number(3.0, 4.0), 17);
        check("5, 6 and 7 of", number(5.0, 5.0), 1);
        check("three at most", Quantity::Number { low: None, high: Some(3.0) }, 13);
        check("eight at the very least", Quantity::Number { low: Some(8.0), high: None }, 23);
        check("sixty plus engineers", Quantity::Number { low: Some(60.0), high: None }, 10);
        check("fifty-plus", Quantity::Number { low: Some(50.0), high: None }, 10);
        check("two hundred and change in", Quantity::Number { low: Some(200.0), high: None }, 22);
        check("seven to eight hundred bodies", number(700.0, 800.0), 22);
        check("a thousand people", number(1000.0, 1000.0), 10);
        check("one-twenty last", number(120.0, 120.0), 10);
        check("thirtyish squads", number(30.0, 30.0), 9);
        check("7:1 is", number(7.0, 7.0), 3);
        check("1:1s with", Quantity::Other, 3);
        check("2 years and 3 months", Quantity::Months(27.0), 20);
        check("four and a half years of", Quantity::Months(54.0), 21);
        check("2x by", Quantity::Times(2.0), 2);
        check("10:02 ok", Quantity::Other, 5);
        check("30-60-90 plan", Quantity::Other, 8);
        for words in ["l2 lead", "one day", "one-to-ones", "nobody", "2nd", "someone"] {
            assert_eq!(scan(words.as_bytes(), b"", None), None, "{words}");
        }
    }
}
