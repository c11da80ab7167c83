//! From a match to the event that it states: when it was, and how large.

use std::ops::Range;
use std::sync::LazyLock;

use regex::bytes::{Captures, Regex};

use super::normal::Normal;
use super::quantity::Quantity;
use super::value::Said;
use super::{Found, compile};
use crate::model::{Amount, Date, Event, PartialDate};

/// An event: its date within the sentence, nearest to the words, and an amount.
pub(super) fn read(
    label: &'static str,
    recency: &'static str,
    normal: &Normal,
    whole: &Range<usize>,
    captures: &Captures<'_>,
    today: Option<Date>,
) -> Option<Said> {
    let start = whole.start.max(normal.context);
    let range = normal.period(start).start..normal.period(whole.end.saturating_sub(1).max(start)).end;
    let distance = |at: usize| if at < start { (start - at) * 2 } else { at.saturating_sub(whole.end) };
    let nearest = |wanted: fn(&Quantity) -> bool| {
        normal.within(range.clone()).filter(|(_, quantity)| wanted(quantity)).min_by_key(|(at, _)| distance(*at))
    };
    let amount_at = match label {
        "layoff" => {
            (1..captures.len()).filter_map(|at| captures.get(at)).find(|slot| slot.len() == 1).map(|slot| slot.start())
        }
        "round" => nearest(|quantity| matches!(quantity, Quantity::Money { .. })).map(|(at, _)| at),
        _ => None,
    };
    let amount = amount_at.and_then(|at| amount(normal.quantity(at)?));
    let back = before(label, normal, range.start);
    let (when, found) = nearest(|quantity| matches!(quantity, Quantity::Date { .. })).or(back)?;
    let Quantity::Date { date, ago } = found else { return None };
    let taken = amount_at.into_iter().collect();
    if let (Some(months), None, true) = (ago, &amount, when > 0) {
        return Some(Said { value: Found::Number(*months), signal: Some(recency), date: None, taken });
    }
    let date = day(normal, range, *date, today)?;
    let stage = captures.name("stage").and_then(|stage| std::str::from_utf8(stage.as_bytes()).ok()).map(capitalised);
    let label = match label {
        "round" => stage,
        "layoff" => None,
        other => Some(other.to_owned()),
    };
    Some(Said { value: Found::Event(Event { date, amount, label }), signal: None, date: None, taken })
}

/// The day of an event that a date within `range` tells.
fn day(normal: &Normal, range: Range<usize>, date: Option<PartialDate>, today: Option<Date>) -> Option<PartialDate> {
    let date = date?;
    let date = if is_coming(&normal.text[range]) { ahead(date, today) } else { date };
    // What has not happened yet is at most a plan for the near future.
    today.is_none_or(|today| date.first().year() <= today.year() + 2).then_some(date)
}

/// The event that the date at `place` is of.
pub(super) fn dated(label: &'static str, normal: &Normal, place: usize, today: Option<Date>) -> Option<Said> {
    let Quantity::Date { date, .. } = normal.quantity(place)? else { return None };
    let range = normal.period(place);
    let date = day(normal, range.clone(), *date, today)?;
    let money = |(_, quantity): &(usize, &Quantity)| matches!(quantity, Quantity::Money { .. });
    let sums: Vec<(usize, &Quantity)> = normal.within(range.clone()).filter(money).collect();
    let sum = if label == "round" && sums.len() == 1 { sums.first() } else { None };
    let words = &normal.text[range];
    let label = match label {
        "round" => STAGE.find(words).and_then(|stage| std::str::from_utf8(stage.as_bytes()).ok()).map(capitalised),
        "shakeup" => Some(shakeup(words).to_owned()),
        _ => None,
    };
    let amount = sum.and_then(|(_, quantity)| amount(quantity));
    let taken = sum.map(|(at, _)| *at).into_iter().chain([place]).collect();
    Some(Said { value: Found::Event(Event { date, amount, label }), signal: None, date: None, taken })
}

static STAGE: LazyLock<Regex> = LazyLock::new(|| compile(r"\b(?:pre-seed|seed|series [a-h]\d?|growth|bridge)\b"));
static MERGER: LazyLock<Regex> = LazyLock::new(|| compile(r"\b(?:merg\w+|fusion)\b"));
static ACQUISITION: LazyLock<Regex> = LazyLock::new(|| {
    compile(r"\b(?:acqui\w+|bought|buys?|buying|take-?overs?|took over|taken over|purchase\w*|sold)\b")
});
static HEAD: LazyLock<Regex> = LazyLock::new(|| compile(r"\b(?:cto|cpto|vp\w*|svp|chief|heads?|director)\b"));

/// Which kind of shake-up the words tell of.
fn shakeup(words: &[u8]) -> &'static str {
    let kinds = [(&*MERGER, "merger"), (&*ACQUISITION, "acquisition"), (&*HEAD, "new_head")];
    kinds.iter().find(|(pattern, _)| pattern.is_match(words)).map_or("reorg", |(_, kind)| kind)
}

/// The one date of the sentence before, where that sentence is about such an event or says little but when it was:
/// *They had a round in March. $40M, Series B.*
fn before<'n>(label: &str, normal: &'n Normal, start: usize) -> Option<(usize, &'n Quantity)> {
    let end = start.checked_sub(1).filter(|end| *end > normal.context)?;
    let range = normal.period(end.checked_sub(1)?);
    let words = &normal.text[range.clone()];
    let is_about = match label {
        "round" => ROUNDS.is_match(words),
        "layoff" => LAYOFFS.is_match(words),
        _ => return None,
    };
    let is_short = words.split(|byte| *byte == b' ').filter(|word| !word.is_empty()).count() <= 5;
    let mut dates = normal.within(range).filter(|(_, quantity)| matches!(quantity, Quantity::Date { .. }));
    let found = dates.next().filter(|_| is_about || is_short && normal.text.get(end) != Some(&b'?'))?;
    dates.next().is_none().then_some(found)
}

static ROUNDS: LazyLock<Regex> =
    LazyLock::new(|| compile(r"\b(?:rounds?|raised?|raising|funding|fundraise|financing|investment|series)\b"));
static LAYOFFS: LazyLock<Regex> = LazyLock::new(|| {
    compile(r"\b(?:layoffs?|lay-offs?|laid off|redundanc\w+|rif|cuts?|dismissals?|retrench\w+|reduction|downsiz\w+)\b")
});

/// Words of what is still to come.
static COMING: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        r"\b(?:(?:is|are|'re) coming|(?:is|are|gets?) being [a-z]+ed|on the cards|to (?:be [a-z]+ed|close|merge|come)|(?:will|shall|'ll|is to|are to|'re to|expects to|plans to) (?:be|come|happen|merge|cut|lay|go|close|let|lose|raise|join|start|take|acquire|buy|announce|follow)|upcoming|scheduled|going to|next (?:re-?org|round|cut|layoff|shake|wave|merger)[a-z-]*|lands? on|for the chop|(?:is|are) (?:expected|planned|due))\b|\b(?:comes?|arrives?|lands?) (?:in\b|\x05)",
    )
});
/// What is rumoured with no word of the past is still to come.
static RUMOUR: LazyLock<Regex> = LazyLock::new(|| compile(r"\b(?:rumou?rs?|rumou?red)\b"));
static PAST: LazyLock<Regex> =
    LazyLock::new(|| compile(r"\b(?:was|were|had|did|has|have|been|last|ago|went|left|cut|let|sacked|[a-z]{3,}ed)\b"));

fn is_coming(words: &[u8]) -> bool {
    COMING.is_match(words) || RUMOUR.is_match(words) && !PAST.is_match(words)
}

/// A month without a year that is said to come is the next one of its name.
fn ahead(date: PartialDate, today: Option<Date>) -> PartialDate {
    let is_month = date.to_string().len() == 7;
    let next = || super::time::months_from(date.first(), 12);
    // A year that was said is never far enough back for this to be ahead.
    let is_near = |today: Date| next().is_some_and(|next| next.first() > today);
    match today {
        Some(today) if is_month && date.day() < today && is_near(today) => next().unwrap_or(date),
        _ => date,
    }
}

fn amount(quantity: &Quantity) -> Option<Amount> {
    let (number, unit) = match quantity {
        Quantity::Money { number, currency } => (*number, *currency),
        Quantity::Percent { low, high } => ((*low).or(*high)?, "percent"),
        Quantity::Number { low, high } => ((*low).or(*high)?, "people"),
        _ => return None,
    };
    Some(Amount { number, unit: unit.to_owned() })
}

/// `series b` as it is written: `Series B`.
fn capitalised(words: &str) -> String {
    let upper = |word: &str| {
        let mut chars = word.chars();
        chars.next().map(|first| first.to_ascii_uppercase().to_string() + chars.as_str()).unwrap_or_default()
    };
    words.split(' ').map(upper).collect::<Vec<_>>().join(" ")
}
