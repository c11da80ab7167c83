//! A stock said again for another day: *eng is 120, was 80 a year ago*, *two squads last year, seven now*.
//!
//! The second number is elliptical: what it counts was said with the first one, so no rule can name it.

use std::ops::Range;
use std::sync::LazyLock;

use regex::bytes::Regex;

use super::compile;
use super::normal::Normal;
use super::quantity::Quantity;
use crate::model::PartialDate;

/// Farthest that an elliptical number stands from the one that says what is counted, in bytes of the normal form.
pub(super) const FARTHEST: usize = 200;

/// Words that may stand between a number and its date.
const FILL: &str = "(?:it|we|they|there|that|this|he|she|i|the|team|count|number|figure|headcount|was|were|ws|had|has|have|been|is|are|stood|stands|counted|employed|should|shall|will|would|be|to|only|just|still|at|like|of|about|maybe|i think|i guess|i believe|i want|say|target|targets|plan|plans|planned|objective|goal|wants?|wanted|want|aim|aims|aiming|for|budget|budgeted|budget for|approved|where|when|then|and|but|reported|got|reach|reaching|grow|growing|same|date|day)";

/// What both regexes below are anchored at is the number itself.
static DATE_BEFORE: LazyLock<Regex> =
    LazyLock::new(|| compile(&format!(r#"(\x05)[,:)]?(?: ?[-=:\x06])?(?:,? {FILL},?){{0,6}} ?"?$"#)));
static NOW_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    compile(&format!(
        r#"\b(?:now|today|currently|at present|nowadays|these days)[,:]?(?: ?[-=:\x06])?(?: {FILL},?){{0,4}} ?"?$"#
    ))
});
static DATE_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        r#"^"?(?: (?:people|persons|employees|staff|heads|strong|engineers|engs?|devs?|developers|ppl|folks|teams|squads|pods|nos|of (?:us|them)))?,?(?: (?:at|back|it was|still|only|was|were|in total))* ?\(?(\x05)"#,
    )
});
static NOW_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        r#"^"?(?: (?:people|persons|employees|staff|heads|strong|engineers|engs?|devs?|developers|ppl|folks|teams|squads|pods|of (?:us|them)))? ?\(?(?:now|today|currently|at present|right now|rn|nowadays|these days)\b"#,
    )
});
/// What stands before a number whose date follows it.
static LEAD: LazyLock<Regex> = LazyLock::new(|| {
    compile(&format!(r#"(?:^|[.,;:(\x06=-] ?|\b(?:from|vs|versus|than|with|against|by|becomes?|became|{FILL}) )"?$"#))
});
/// What the number may count: nothing new.
static OWN: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        r#"^"?(?:$|[^a-z ]| [^a-z]| (?:people|persons|employees|staff|engineers|engs?|devs?|developers|heads|folks|ppl|strong|souls|workers|profiles|nos|teams|squads|pods|in|at|and|only|then|when|where|back|a year|before|on|as|so|it|of (?:it|us|them)|full|by|now|today|currently|rn|at present|these days|nowadays|last|this|the (?:same|year)|to|up|down|from|or|compared|vs)\b)"#,
    )
});
static TEAMS: LazyLock<Regex> = LazyLock::new(|| compile(r"^ (?:teams|squads|pods|crews)\b"));
static ENGINEERS: LazyLock<Regex> = LazyLock::new(|| compile(r"^ (?:engineers|engs?|devs?|developers)\b"));
static PEOPLE: LazyLock<Regex> =
    LazyLock::new(|| compile(r"^ (?:people|persons|employees|staff|heads|folks|ppl|strong|souls|of us)\b"));

/// When an elliptical number was true.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum When {
    Now,
    At(Option<PartialDate>),
}

/// When the number at `place` was true, if it can repeat the stock `signal`, and the words that say so.
pub(super) fn when(normal: &Normal, place: usize, signal: &str) -> Option<(When, Range<usize>)> {
    let sentence = normal.period(place);
    let before = &normal.text[sentence.start.max(place.saturating_sub(90))..place];
    let after = normal.text.get(place + 1..)?;
    if !OWN.is_match(after) || is_other(signal, after) {
        return None;
    }
    let start = place - before.len();
    let date = |at: usize| match normal.quantity(at) {
        Some(Quantity::Date { date, .. }) => Some((When::At(*date), place.min(at)..place.max(at) + 1)),
        _ => None,
    };
    let now = |found: bool| found.then(|| (When::Now, place..place + 1));
    let is_led = LEAD.is_match(before);
    let follows = DATE_AFTER.captures(after).filter(|_| is_led);
    follows
        .and_then(|found| date(place + 1 + found.get(1)?.start()))
        .or_else(|| now(is_led && NOW_AFTER.is_match(after)))
        .or_else(|| DATE_BEFORE.captures(before).and_then(|found| date(start + found.get(1)?.start())))
        .or_else(|| now(NOW_BEFORE.is_match(before)))
}

/// Whether the noun behind a number is what another stock counts.
fn is_other(signal: &str, after: &[u8]) -> bool {
    match signal {
        "company.headcount" => TEAMS.is_match(after) || ENGINEERS.is_match(after),
        "department.eng_headcount" => TEAMS.is_match(after),
        _ => PEOPLE.is_match(after) || ENGINEERS.is_match(after),
    }
}
