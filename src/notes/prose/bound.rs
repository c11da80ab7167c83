//! What stands before a number: *about*, *over*, *at most*.

use super::number::{ends_word, starts, word};

/// How the number stands to what was said.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Bound {
    Exact,
    AtLeast,
    AtMost,
}

/// Words before a number that leave it as it is.
const APPROX: &[&str] = &[
    "~",
    "about ",
    "around ",
    "approximately ",
    "approx. ",
    "approx ",
    "roughly ",
    "circa ",
    "ca. ",
    "ca ",
    "c. ",
    "some ",
    "nearly ",
    "almost ",
    "close to ",
    "just under ",
    "just over ",
    "just about ",
    "exactly ",
    "currently ",
    "only ",
];
const AT_LEAST: &[&str] = &[
    "over ",
    "more than ",
    "above ",
    "at least ",
    "north of ",
    "upwards of ",
    "upward of ",
    "min. ",
    ">= ",
    ">=",
    "> ",
    ">",
];
const AT_MOST: &[&str] = &[
    "under ",
    "fewer than ",
    "less than ",
    "below ",
    "at most ",
    "not even ",
    "up to ",
    "no more than ",
    "max. ",
    "<= ",
    "<=",
    "< ",
    "<",
];

const BETWEEN: &[&str] = &["between ", "anywhere between ", "somewhere between "];

/// Words before a number; a space belongs to them.
pub(super) fn leads() -> impl Iterator<Item = (&'static str, &'static str)> {
    [APPROX, AT_LEAST, AT_MOST, BETWEEN].into_iter().flatten().map(|lead| (*lead, ""))
}

/// Approximations and bounds before a number.
pub(super) fn prefix(mut rest: &[u8]) -> (Bound, bool, &[u8]) {
    let mut bound = Bound::Exact;
    let mut is_between = false;
    loop {
        if let Some(after) = starts(rest, APPROX) {
            rest = after.strip_prefix(b" ").unwrap_or(after);
        } else if let Some(after) = starts(rest, AT_LEAST) {
            bound = Bound::AtLeast;
            rest = after;
        } else if let Some(after) = starts(rest, AT_MOST) {
            bound = Bound::AtMost;
            rest = after;
        } else if let Some(after) = starts(rest, BETWEEN) {
            is_between = true;
            rest = after;
        } else {
            return (bound, is_between, rest);
        }
    }
}

/// What people count, where *plus* before it means *or more*.
const COUNTED: &[&str] = &[
    " engineers",
    " people",
    " devs",
    " developers",
    " teams",
    " squads",
    " employees",
    " staff",
    " heads",
    " years",
    " ems",
    " managers",
];

/// Bounds behind a number: *or more*, *at most*; what follows them.
pub(super) fn suffix(after: &[u8], bound: Bound) -> (Bound, &[u8]) {
    let at_least = [
        "+",
        " +",
        " or more",
        " and counting",
        " and up",
        "-plus",
        " and change",
        " at the very least",
        " at the least",
        " at least",
    ];
    if let Some(next) = starts(after, &at_least).filter(|next| ends_word(next)) {
        return (Bound::AtLeast, next);
    }
    if let Some(next) = word(after, &[" at the very most", " at the most", " at most", " max", " tops"]) {
        return (Bound::AtMost, next);
    }
    match starts(after, &[" plus"]) {
        Some(next) if word(next, COUNTED).is_some() => (Bound::AtLeast, next),
        _ => (bound, after),
    }
}

/// The ends that a number or range has.
pub(super) fn ends_of(low: f64, high: f64, bound: Bound) -> (Option<f64>, Option<f64>) {
    match bound {
        Bound::Exact => (Some(low), Some(high)),
        Bound::AtLeast => (Some(low), None),
        Bound::AtMost => (None, Some(high)),
    }
}
