//! Spans of time, and how long ago something was.

use std::sync::LazyLock;

use regex::bytes::Regex;

use super::beginning::Beginnings;
use super::compile;
use super::number::{plain, starts, word};
use super::quantity::Quantity;
use super::time::{MONTH, MONTHS, month_number, months_from};
use crate::model::{Date, PartialDate};

pub(super) const AGO: &[&str] = &[" ago", " earlier", " before that", " before", " back", " prior", " previously"];

/// The number of months that `point` of the unit in `after` makes.
pub(super) fn span_of(point: f64, after: &[u8]) -> Option<(f64, &[u8])> {
    let (point, after) = after.strip_prefix(b" and a half").map_or((point, after), |next| (point + 0.5, next));
    let trimmed = after.strip_prefix(b" ").or_else(|| after.strip_prefix(b"-")).unwrap_or(after);
    let trimmed = starts(trimmed, &["full ", "whole ", "good ", "more ", "calendar "]).unwrap_or(trimmed);
    if let Some(rest) = word(trimmed, &["months", "month", "mo", "mos", "mths", "mth", "mon"]) {
        return Some((point, rest));
    }
    let rest = word(trimmed, &["years'", "years", "year", "yrs", "yr", "y"])?;
    let more = starts(rest, &[" and ", ", ", " "]).and_then(|next| {
        let (months, next, _) = plain(next)?;
        let next = word(next, &[" months", " month", " mo"])?;
        Some((months, next))
    });
    if let Some(rest) = word(rest, &[" and a half"]) {
        return Some((point * 12.0 + 6.0, rest));
    }
    Some(more.map_or((point * 12.0, rest), |(months, next)| (point * 12.0 + months, next)))
}

const A_YEAR: &[&str] = &["a year", "a yr", "one year", "year", "1 year"];

/// `a year and a half`
pub(super) fn year_and_half(rest: &[u8]) -> Option<(Quantity, usize)> {
    let start = starts(rest, A_YEAR)?;
    let after = word(start, &[" and a half", " and half", " and one half"])?;
    Some((Quantity::Months(18.0), rest.len() - after.len()))
}

/// `18 months ago`: a date.
pub(super) fn with_ago(months: f64, after: &[u8], today: Option<Date>) -> Option<(Quantity, &[u8])> {
    let rest = word(after, AGO)?;
    let back = months.round();
    if !(0.0..=600.0).contains(&back) {
        return None;
    }
    let date = today.and_then(|today| months_from(today, -(back as i32)));
    Some((Quantity::Date { date, ago: Some(months) }, rest))
}

/// Words for a day in the past, with the months since.
const YEARS_AGO: &[(&[&str], f64)] = &[
    (
        &[
            "this time last year",
            "at this time last year",
            "this time last yr",
            "at this time last yr",
            "the same time last year",
            "at the same time last year",
            "same time last year",
            "the same time a year ago",
            "a year ago",
            "a yr ago",
            "a yr back",
            "one year behind",
            "prior year",
            "previous year",
            "py",
            "a year before",
            "a year earlier",
            "the year before",
            "one year ago",
            "one year earlier",
            "one year before",
            "before one year",
            "before a year",
            "a year prior",
            "a year back",
            "last year's",
            "12 months before",
            "the previous year",
            "in the previous year",
            "year ago",
            "before 12 months",
            "before twelve months",
        ],
        12.0,
    ),
    (&["half a year ago", "six months ago", "half a year earlier", "half a year back"], 6.0),
    (&["two years before"], 24.0),
    (&["a month ago"], 1.0),
    (&["a couple of years ago", "a couple years ago"], 24.0),
    (&["a few months ago", "a while ago", "some time ago", "years ago"], f64::NAN),
];

/// `a year ago`, `half a year ago`, `this time last year`, `before one year`.
pub(super) fn year_ago(rest: &[u8], today: Option<Date>) -> Option<(Quantity, usize)> {
    for (words, months) in YEARS_AGO {
        let Some(after) = word(rest, words) else { continue };
        let after = word(after, &[" that"]).unwrap_or(after);
        let known = !months.is_nan();
        let date = today.filter(|_| known).and_then(|today| months_from(today, -(*months as i32)));
        return Some((Quantity::Date { date, ago: known.then_some(*months) }, rest.len() - after.len()));
    }
    None
}

/// A year before a date that was said: `a year earlier`, `prior year`, `at the same date of the prior year`.
static YEAR_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        r"^(?:(?:at|on|by|in) )?(?:the |that )?(?:same (?:date|day|time|month|point) )?(?:(?:of|in) )?(?:the )?(?:prior|previous|preceding) year(?:'s)?(?:[ -]end)?\b|^(?:(?:at |on )?(?:the )?same (?:date|day|time|month) )?(?:a|one|the) (?:year|yr) (?:earlier|before|prior|previous(?:ly)?)(?: that)?\b|^(?:12|twelve) months (?:earlier|before|prior)\b|^py\b",
    )
});

/// `at the same date in 2024`
static SAME_DAY: LazyLock<Regex> =
    LazyLock::new(|| compile(r"^(?:(?:at|on|by) )?(?:the )?same (?:date|day|time|month) (?:in|of) (?P<year>20\d\d)\b"));

/// `the June previous`, `the January before that`, `in June of the previous year`
static MONTH_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    compile(&format!(
        r"^(?:(?:in|by|at|of) )?(?:the )?(?:(?P<a>{MONTH}) (?:previous|prior|before(?: that)?|of the (?:previous|prior|preceding) year|the year before)|(?:previous|preceding|prior) (?P<b>{MONTH}))\b"
    ))
});

/// Words that lead to a date that is told by another one, without the space behind them.
const LEADS: &[&str] = &["at", "on", "by", "in", "of", "the", "that"];
/// Beginnings of what comes behind them, but for months.
const CORES: &[&str] =
    &["same", "prior", "previous", "preceding", "a y", "one y", "year", "yr", "12 m", "twelve m", "py"];

static BEGINNINGS: LazyLock<Beginnings> =
    LazyLock::new(|| Beginnings::new(CORES.iter().chain(MONTHS).copied(), leads()));

/// What spans of time and days that are told by others begin with, but for leads.
pub(super) fn beginnings() -> impl Iterator<Item = &'static str> {
    let ago = YEARS_AGO.iter().flat_map(|(words, _)| *words);
    ago.chain(A_YEAR).chain(CORES).chain(MONTHS).copied()
}

/// Words that lead to a date that is told by another one, with what joins them to it.
pub(super) fn leads() -> impl Iterator<Item = (&'static str, &'static str)> {
    LEADS.iter().map(|lead| (*lead, " "))
}

/// A date that is told by another one that was said before it: `anchor`.
pub(super) fn before_date(rest: &[u8], anchor: PartialDate) -> Option<(Quantity, usize)> {
    let window = &rest[..rest.len().min(60)];
    let first = anchor.first();
    let in_year = |year: i16| format!("{year:04}{}", anchor.to_string().get(4..)?).parse::<PartialDate>().ok();
    // *two years earlier*
    let earlier = plain(window).and_then(|(number, after, _)| span_of(number, after)).and_then(|(months, after)| {
        let after = word(after, &[" earlier", " before that", " before", " prior", " previously"])?;
        let date = months_from(first, -(months.clamp(0.0, 600.0).round() as i32))?;
        Some((Quantity::Date { date: Some(date), ago: None }, window.len() - after.len()))
    });
    if earlier.is_some() || !BEGINNINGS.fit(window) {
        return earlier;
    }
    let found =
        |date: Option<PartialDate>, length: usize| Some((Quantity::Date { date: Some(date?), ago: None }, length));
    if let Some(whole) = YEAR_BEFORE.find(window) {
        return found(in_year(first.year() - 1), whole.end());
    }
    if let Some(same) = SAME_DAY.captures(window) {
        let year = std::str::from_utf8(same.name("year")?.as_bytes()).ok()?.parse().ok()?;
        return found(in_year(year), same.get(0)?.end());
    }
    let month = MONTH_BEFORE.captures(window)?;
    let name = std::str::from_utf8(month.name("a").or_else(|| month.name("b"))?.as_bytes()).ok()?;
    let number = month_number(name)?;
    let year = if number < first.month() { first.year() } else { first.year() - 1 };
    found(PartialDate::month(year, number), month.get(0)?.end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_can_be_told_by_the_one_before_it() {
        for (words, anchor, expect) in [
            ("a year earlier.", "2025-12-31", "2024-12-31"),
            ("the same date of the prior year", "2026-01-31", "2025-01-31"),
            ("at the same date in 2024", "2025-12-31", "2024-12-31"),
            ("two years earlier it", "2026-03", "2024-03"),
            ("the june previous", "2025-06", "2024-06"),
            ("the january before that it", "2026-01", "2025-01"),
        ] {
            let found = before_date(words.as_bytes(), anchor.parse().expect(anchor));
            let Some((Quantity::Date { date: Some(date), .. }, _)) = found else { panic!("{words}") };
            assert_eq!(date.to_string(), expect, "{words}");
        }
    }
}
