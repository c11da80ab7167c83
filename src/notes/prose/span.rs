//! Spans of time, and how long ago something was.

use super::number::{plain, starts, word};
use super::quantity::Quantity;
use super::time::months_from;
use crate::model::Date;

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

/// `a year ago`, `half a year ago`, `this time last year`, `before one year`.
pub(super) fn year_ago(rest: &[u8], today: Option<Date>) -> Option<(Quantity, usize)> {
    let forms: &[(&[&str], f64)] = &[
        (
            &[
                "this time last year",
                "at this time last year",
                "this time last yr",
                "at this time last yr",
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
    for (words, months) in forms {
        let Some(after) = word(rest, words) else { continue };
        let after = word(after, &[" that"]).unwrap_or(after);
        let known = !months.is_nan();
        let date = today.filter(|_| known).and_then(|today| months_from(today, -(*months as i32)));
        return Some((Quantity::Date { date, ago: known.then_some(*months) }, rest.len() - after.len()));
    }
    None
}
