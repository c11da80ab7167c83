//! From a match to the value that it states.

use std::sync::LazyLock;

use regex::bytes::{Captures, Regex};

use super::event;
use super::normal::Normal;
use super::quantity::Quantity;
use super::rule::{Read, Rule, expand};
use super::{Context, Found, compile};
use crate::model::{Date, PartialDate};
use crate::signal::{Signal, SignalType};

/// What a match says.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Said {
    pub(super) value: Found,
    /// Another signal than the rule's: months since an event instead of the event.
    pub(super) signal: Option<&'static str>,
    /// A date that belongs to the value.
    pub(super) date: Option<PartialDate>,
    /// Places of the quantities that it used up.
    pub(super) taken: Vec<usize>,
}

/// Signals that are counted on a day, so that a date beside the number is the day of the count.
pub(super) fn is_stock(signal: &str) -> bool {
    matches!(
        signal,
        "company.headcount"
            | "department.eng_headcount"
            | "department.team_count"
            | "department.ics_per_em"
            | "department.ems_per_m2"
            | "role.direct_reports"
            | "company.open_m2_roles"
            | "company.open_em_roles"
            | "company.open_eng_roles"
    )
}

/// Signals that count everybody, so that the people of one site are no value of them.
pub(super) fn is_size(signal: &str) -> bool {
    matches!(signal, "company.headcount" | "department.eng_headcount" | "department.team_count")
}

/// Whether a signal is always about what is to come.
pub(super) fn is_forecast(signal: &str) -> bool {
    matches!(signal, "company.growth_plan_18m" | "department.m2_seat_planned")
}

/// Whether the sentence speaks of a span of time that is not about a year.
pub(super) fn is_of_other_span(normal: &Normal, place: usize) -> bool {
    let (sentence, _) = normal.sentence(place);
    let place = place.clamp(sentence.start, sentence.end);
    let and = &b" and "[..];
    let find = |text: &[u8]| text.windows(and.len()).position(|words| words == and);
    let start = normal.text[sentence.start..place].windows(and.len()).rposition(|words| words == and);
    let start = start.map_or(sentence.start, |at| sentence.start + at);
    let end = find(&normal.text[place..sentence.end]).map_or(sentence.end, |at| place + at);
    let span = |(_, quantity): (usize, &Quantity)| match quantity {
        Quantity::Date { .. } => Some(false),
        _ => quantity.months().map(|months| !(9.0..=15.0).contains(&months)),
    };
    // What an *and* adds may speak of another span.
    let near: Vec<bool> = normal.within(start..end).filter_map(span).collect();
    if near.is_empty() {
        normal.within(sentence).filter_map(span).any(|is_other| is_other)
    } else {
        near.contains(&true)
    }
}

/// The date in the part of the sentence where a stock stands.
pub(super) fn date_of(normal: &Normal, place: usize) -> Option<PartialDate> {
    let part = normal.part(place);
    let numbers = |at: usize| matches!(normal.quantity(at), Some(Quantity::Number { .. }));
    let next = (place + 1..part.end).find(|at| numbers(*at)).unwrap_or(part.end);
    if let Some(date) = led_by(normal, &normal.text[..place]) {
        return date;
    }
    // A date behind another number is that number's.
    let is_first = !(part.start..place).any(numbers);
    let date = |(_, quantity): (usize, &Quantity)| match quantity {
        Quantity::Date { date, .. } => *date,
        _ => None,
    };
    // `2025: 64, 2026: 71`
    let labelled = normal.text[..place].strip_suffix(b": ").or_else(|| normal.text[..place].strip_suffix(b":"));
    if let Some(Quantity::Date { date, .. }) = labelled.and_then(|before| normal.quantity(before.len().checked_sub(1)?))
    {
        return *date;
    }
    // *84 today and a year ago they were 61*
    let leads_on = next < part.end && led_by(normal, &normal.text[..next]).is_some();
    let after = if leads_on { None } else { normal.within(place..next).find_map(date) };
    let is_first = is_first && !leads_on;
    if let Some(date) = after.or_else(|| normal.within(part.start..place).rev().filter(|_| is_first).find_map(date)) {
        return Some(date);
    }
    // `180 people (as of June)`, `96 engineers, as of June`
    let rest = &normal.text[part.end.min(normal.text.len())..];
    let opens = rest.iter().take_while(|byte| matches!(byte, b' ' | b'(' | b',')).count();
    let at = part.end + opens;
    let behind = normal.text.get(at + 1..).unwrap_or_default();
    let is_led = behind.iter().find(|byte| !matches!(byte, b' ' | b',' | b':')).is_some_and(|next| *next == 1);
    let is_last = behind.first().is_none_or(|next| matches!(next, b'.' | b';' | b')'));
    match normal.quantity(at) {
        // `610 engineers (last year 540)`: the date of another number.
        Some(Quantity::Date { date, .. }) if rest.first() == Some(&b'(') && !is_led => *date,
        Some(Quantity::Date { date, .. }) if rest.first() == Some(&b',') && is_last => *date,
        _ => None,
    }
}

/// A date with a verb of its own right before a number: *this time last year they were only 61*.
static LED: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        r"(\x05),?(?: (?:it|we|they|there|that|this|he|she|only|at|still|just|about|been|(?:the|our|their|its) (?:team|count|company|corporation|firm|group|bank|business|department|engineering|dept|organi[sz]ation)))*(?: (?:was|were|had|stood|counted|used to be|employed|occupied|numbered|comprised))(?: (?:it|we|they|only|at|still|just|about|like|around|a total of))* $",
    )
});

fn led_by(normal: &Normal, before: &[u8]) -> Option<Option<PartialDate>> {
    let found = LED.captures(&before[before.len().saturating_sub(60)..])?;
    let at = before.len().saturating_sub(60) + found.get(1)?.start();
    match normal.quantity(at)? {
        Quantity::Date { date, .. } => Some(*date),
        _ => None,
    }
}

/// All that a match says: two values of a pair, at most one otherwise.
pub(super) fn read(
    rule: &Rule,
    normal: &Normal,
    captures: &Captures<'_>,
    context: &Context<'_>,
    today: Option<Date>,
) -> Vec<Said> {
    let slots: Vec<usize> = (1..captures.len())
        .filter_map(|at| captures.get(at))
        .filter(|slot| slot.len() == 1)
        .map(|slot| slot.start())
        .collect();
    let whole = captures.get(0).map_or(0..0, |whole| whole.start()..whole.end());
    let number = |value: f64| Said { value: Found::Number(value), signal: None, date: None, taken: Vec::new() };
    let slot_at = |at: usize, sign: f64| {
        slots
            .get(at)
            .and_then(|place| slot(rule.signal, normal, *place, context, sign).filter(|said| is_enough(rule, said)))
    };
    match rule.read {
        Read::Fixed(value) => vec![Said { taken: slots, ..number(value) }],
        Read::Level(level) => vec![number(f64::from(level))],
        Read::Slot => slot_at(0, 1.0).into_iter().collect(),
        Read::Minus => slot_at(0, -1.0).into_iter().collect(),
        Read::Rest => slot_at(0, 1.0).and_then(rest).into_iter().collect(),
        Read::Part | Read::Whole | Read::PerYear | Read::Above | Read::Below => {
            let first = slots.first();
            first.and_then(|at| of_quantity(rule.signal, rule.read, normal, *at, context, today)).into_iter().collect()
        }
        Read::All => slots.first().and_then(|place| of_all(normal, *place, 1.0)).into_iter().collect(),
        Read::NoneOf => slots.first().and_then(|place| of_all(normal, *place, 0.0)).into_iter().collect(),
        Read::Parts => parts(normal, &slots).into_iter().collect(),
        Read::Swapped => swapped(normal, &slots).into_iter().collect(),
        Read::Pair => pair(rule, normal, &slots, context, today),
        Read::Event(label, recency) => {
            event::read(label, recency, normal, &whole, captures, today).into_iter().collect()
        }
    }
}

/// The value of the quantity at `place`, if the signal takes one of its kind and size.
pub(super) fn slot(signal: &str, normal: &Normal, place: usize, context: &Context<'_>, sign: f64) -> Option<Said> {
    let signal = context.catalogue.get(signal)?;
    let quantity = normal.quantity(place)?;
    // *shrinking, -10%*: the sign is written already.
    let sign = if matches!(quantity, Quantity::Percent { low: Some(low), .. } if *low < 0.0) { 1.0 } else { sign };
    let is_more = matches!(quantity, Quantity::Percent { low: Some(low), .. } if *low * sign > 0.0);
    let is_less = is_more && signal.key.contains("growth") && shrinks(normal, place);
    let value = convert(signal, quantity, if is_less { -sign } else { sign })?;
    let value = within_range(signal, value)?;
    Some(Said { value, signal: None, date: None, taken: vec![place] })
}

static SHRINKS: LazyLock<Regex> = LazyLock::new(|| {
    compile(&expand(
        r"\b(?:{shrink}|shrinks?|los(?:e|ing)|fall(?:s|ing)?|declining|drop(?:s|ping)?|decreasing|contract(?:ing)?|lower)(?: [a-z]+){0,3} $",
    ))
});
static SHRUNK: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        r"^\x02 (?:[a-z]+ )?(?:smaller|lower|less|fewer|down|below|leaner|drop|decline|decrease|reduction|shrinkage)\b",
    )
});

/// Whether the words next to a percentage say that it is less: *ten per cent smaller*, *we shrink 10%*.
fn shrinks(normal: &Normal, place: usize) -> bool {
    let part = normal.part(place);
    SHRINKS.is_match(&normal.text[part.start..place]) || SHRUNK.is_match(&normal.text[place..part.end])
}

/// Whether a number is not too small for a rule.
fn is_enough(rule: &Rule, said: &Said) -> bool {
    !matches!(said.value, Found::Number(number) if number < rule.least)
}

fn convert(signal: &Signal, quantity: &Quantity, sign: f64) -> Option<Found> {
    let ends = |low: Option<f64>, high: Option<f64>, factor: f64| match (low, high) {
        (Some(a), Some(b)) if (a - b).abs() < f64::EPSILON => Found::Number(a * factor * sign),
        _ if sign < 0.0 => Found::Range { low: high.map(|x| x * factor * sign), high: low.map(|x| x * factor * sign) },
        _ => Found::Range { low: low.map(|x| x * factor), high: high.map(|x| x * factor) },
    };
    let kind = signal.signal_type;
    match (quantity, kind) {
        (
            Quantity::Number { low, high },
            SignalType::Count
            | SignalType::Ordinal
            | SignalType::Rating
            | SignalType::Ratio
            | SignalType::Years
            | SignalType::Months,
        ) => Some(ends(*low, *high, 1.0)),
        (Quantity::Percent { low, high }, SignalType::Percent) => Some(ends(*low, *high, 1.0)),
        (Quantity::Percent { low, high }, SignalType::Ratio | SignalType::Share) => Some(ends(*low, *high, 0.01)),
        (Quantity::Times(x), SignalType::Percent) => Some(ends(Some((x - 1.0) * 100.0), Some((x - 1.0) * 100.0), 1.0)),
        (Quantity::Times(x), SignalType::Ratio) => Some(ends(Some(*x), Some(*x), 1.0)),
        // *2x Engineering Manager*
        (Quantity::Times(x), SignalType::Count) => Some(ends(Some(*x), Some(*x), 1.0)),
        (Quantity::Share { k, n }, SignalType::Share) => Some(Found::Share { k: *k, n: *n }),
        (Quantity::Share { k, n }, SignalType::Percent) => Some(Found::Number(100.0 * k / n)),
        // Of a fixed set, out of as many as there are.
        (Quantity::Share { k, n }, SignalType::Count | SignalType::Rating | SignalType::Ordinal) => {
            let most = signal.range.map_or(0.0, |(_, most)| most);
            ((n - most).abs() < f64::EPSILON).then_some(Found::Number(*k))
        }
        (Quantity::Months(months), SignalType::Years) => Some(Found::Number(months / 12.0)),
        (Quantity::Months(months), SignalType::Months) => Some(Found::Number(*months)),
        (Quantity::Span { low, high }, SignalType::Years) => Some(ends(*low, *high, 1.0 / 12.0)),
        (Quantity::Span { low, high }, SignalType::Months) => Some(ends(*low, *high, 1.0)),
        (Quantity::Date { ago: Some(months), .. }, SignalType::Months) => Some(Found::Number(*months)),
        _ => None,
    }
}

/// Outside of the plausible range, it was about something else.
fn within_range(signal: &Signal, value: Found) -> Option<Found> {
    let Some((least, most)) = signal.range else { return Some(value) };
    let fits = |x: f64| (least..=most).contains(&x);
    let all_fit = match &value {
        Found::Number(x) => fits(*x),
        Found::Range { low, high } => low.is_none_or(fits) && high.is_none_or(fits),
        Found::Share { k, n } => fits(k / n),
        Found::Event(_) => true,
    };
    let is_whole = |x: f64| (x - x.round()).abs() < f64::EPSILON;
    // Spans are averages.
    let counts = signal.signal_type == SignalType::Count && !signal.key.contains("_per_");
    let whole = !counts
        || match &value {
            Found::Number(x) => is_whole(*x),
            _ => true,
        };
    (all_fit && whole).then_some(value)
}

/// What one quantity says when it is read so; `None` where it cannot be, or where a reading needs more than one.
pub(super) fn of_quantity(
    signal: &str,
    read: Read,
    normal: &Normal,
    place: usize,
    context: &Context<'_>,
    today: Option<Date>,
) -> Option<Said> {
    match read {
        Read::Slot => slot(signal, normal, place, context, 1.0),
        Read::Minus => slot(signal, normal, place, context, -1.0),
        Read::Rest => slot(signal, normal, place, context, 1.0).and_then(rest),
        Read::Part => part(signal, normal, place, context),
        Read::Whole => of_whole(signal, normal, place, context),
        Read::All | Read::NoneOf => {
            let kind = context.catalogue.get(signal)?.signal_type;
            let share = if read == Read::All { 1.0 } else { 0.0 };
            of_all(normal, place, share).filter(|_| kind == SignalType::Share)
        }
        Read::PerYear => per_year(normal, place),
        Read::Above => ratio(signal, normal, place, context, 1.0),
        Read::Below => ratio(signal, normal, place, context, -1.0),
        Read::Event(label, _) => event::dated(label, normal, place, today),
        _ => None,
    }
}

/// The number at `place`, where it can be a part or the whole of a share of this signal.
pub(super) fn part_of_share(signal: &str, normal: &Normal, place: usize, context: &Context<'_>) -> Option<Found> {
    let kind = context.catalogue.get(signal)?.signal_type;
    let number = plain(normal, place)?;
    (kind == SignalType::Share && (0.0..=1000.0).contains(&number)).then_some(Found::Number(number))
}

/// `k` of `n`, from two numbers.
pub(super) fn share(normal: &Normal, k: usize, n: usize) -> Option<Said> {
    swapped(normal, &[n, k])
}

fn plain(normal: &Normal, place: usize) -> Option<f64> {
    match normal.quantity(place)? {
        Quantity::Number { low: Some(low), high: Some(high) } if (low - high).abs() < f64::EPSILON => Some(*low),
        _ => None,
    }
}

fn per_year(normal: &Normal, place: usize) -> Option<Said> {
    let Quantity::Months(months) = normal.quantity(place)? else { return None };
    let value = Found::Number((12.0 / months * 100.0).round() / 100.0);
    (*months > 0.0).then(|| Said { value, signal: None, date: None, taken: vec![place] })
}

fn rest(said: Said) -> Option<Said> {
    let Found::Share { k, n } = said.value else { return None };
    Some(Said { value: Found::Share { k: n - k, n }, ..said })
}

/// *10% above*: 1.1
fn ratio(signal: &str, normal: &Normal, place: usize, context: &Context<'_>, sign: f64) -> Option<Said> {
    let Quantity::Percent { low, high } = normal.quantity(place)? else { return None };
    let of = |percent: f64| ((1.0 + sign * percent / 100.0) * 1e6).round() / 1e6;
    let (low, high) = if sign < 0.0 { (high.map(of), low.map(of)) } else { (low.map(of), high.map(of)) };
    let value = match (low, high) {
        (Some(low), Some(high)) if (low - high).abs() < f64::EPSILON => Found::Number(low),
        (low, high) => Found::Range { low, high },
    };
    let value = within_range(context.catalogue.get(signal)?, value)?;
    Some(Said { value, signal: None, date: None, taken: vec![place] })
}

/// *2 of the 7 EMs*: 2, if the signal may be as high
fn part(signal: &str, normal: &Normal, place: usize, context: &Context<'_>) -> Option<Said> {
    let Quantity::Share { k, .. } = normal.quantity(place)? else { return None };
    let value = within_range(context.catalogue.get(signal)?, Found::Number(*k))?;
    Some(Said { value, signal: None, date: None, taken: vec![place] })
}

/// *one of 23 teams*: 23, if the signal may be as high
fn of_whole(signal: &str, normal: &Normal, place: usize, context: &Context<'_>) -> Option<Said> {
    let Quantity::Share { n, .. } = normal.quantity(place)? else { return None };
    let signal = context.catalogue.get(signal).filter(|signal| signal.signal_type == SignalType::Count)?;
    let value = within_range(signal, Found::Number(*n))?;
    Some(Said { value, signal: None, date: None, taken: vec![place] })
}

/// *all four*, *none of the four*
fn of_all(normal: &Normal, place: usize, share: f64) -> Option<Said> {
    let n = plain(normal, place).filter(|n| *n > 0.0)?;
    let value = Found::Share { k: share * n, n };
    Some(Said { value, signal: None, date: None, taken: vec![place] })
}

/// *2 from inside, 3 from outside*
pub(super) fn parts(normal: &Normal, slots: &[usize]) -> Option<Said> {
    let (first, second) = (slots.first()?, slots.get(1)?);
    let (k, rest) = (plain(normal, *first)?, plain(normal, *second)?);
    let value = Found::Share { k, n: k + rest };
    (k + rest > 0.0).then(|| Said { value, signal: None, date: None, taken: vec![*first, *second] })
}

/// *of the last seven, five*
fn swapped(normal: &Normal, slots: &[usize]) -> Option<Said> {
    let (first, second) = (slots.first()?, slots.get(1)?);
    let (n, k) = (plain(normal, *first)?, plain(normal, *second)?);
    let value = Found::Share { k, n };
    (k <= n && n > 0.0).then(|| Said { value, signal: None, date: None, taken: vec![*second, *first] })
}

/// `50→80`: the second one now, the first one on the date that is said, or when the span began.
fn pair(rule: &Rule, normal: &Normal, slots: &[usize], context: &Context<'_>, today: Option<Date>) -> Vec<Said> {
    let (Some(first), Some(second)) = (slots.first(), slots.get(1)) else { return Vec::new() };
    let slot = |place: usize| slot(rule.signal, normal, place, context, 1.0).filter(|said| is_enough(rule, said));
    let Some(now) = slot(*second) else { return Vec::new() };
    let (sentence, _) = normal.sentence(*first);
    let when = normal.within(sentence).find_map(|(_, quantity)| match quantity {
        Quantity::Date { date: Some(date), .. } if today.is_some_and(|today| date.first() <= today) => Some(*date),
        Quantity::Months(months) => super::time::months_from(today?, -(*months as i32)),
        _ => None,
    });
    let ahead = normal.within(normal.part(*second)).find_map(|(_, quantity)| match quantity {
        Quantity::Date { date: Some(date), .. } if today.is_some_and(|today| date.first() > today) => Some(*date),
        _ => None,
    });
    // *from 80 to 120 by end of 2027*; *from 80 to 120 in a year*
    let whole = &normal.text[normal.sentence(*first).0];
    let is_year =
        [&b" year"[..], b"yoy", b"y/y"].iter().any(|word| whole.windows(word.len()).any(|part| part == *word));
    let when = when.or_else(|| match ahead {
        Some(_) => today.map(PartialDate::from),
        None => today.filter(|_| is_year).and_then(|today| super::time::months_from(today, -12)),
    });
    let before = slot(*first).filter(|_| when.is_some());
    let now = Said { date: ahead.or(today.map(PartialDate::from)), ..now };
    before.map(|before| Said { date: when, ..before }).into_iter().chain([now]).collect()
}
