//! The value grammar: what may stand after `key::` in a note, and in the value column of a CSV.

use std::ops::Range;

use super::event::{parse_event, parse_money};
use super::{Percent, Signal, SignalType, parse_number};
use crate::model::{PartialDate, SourceKind, Value};
use crate::text::nearest;

/// A value with the options that followed it.
#[derive(Debug, Clone, PartialEq)]
pub struct Stated {
    /// What is said.
    pub value: Value,
    /// `@2026-06`: when it was true.
    pub fact_date: Option<PartialDate>,
    /// `(plan)`: a plan or forecast.
    pub forward: bool,
    /// `(rumour)`, `(second-hand: Tom)` or `(kind: press_independent)`: another kind than the heading's.
    pub kind: Option<SourceKind>,
    /// `(second-hand: Tom)` or `(from: Tom)`: another origin than the heading's.
    pub origin: Option<String>,
    /// `(note: …)`.
    pub note: Option<String>,
    /// Options in brackets that nobody knows, with their places in the text. They do not hinder the value.
    pub unknown: Vec<(Range<usize>, String)>,
}

/// Why a value could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueProblem {
    /// Whether it can be read but is implausible.
    pub out_of_range: bool,
    /// Whether a date is the trouble.
    pub is_date: bool,
    /// Found and expected.
    pub message: String,
    /// The mend.
    pub help: String,
    /// Which part of the text.
    pub range: Range<usize>,
}

impl ValueProblem {
    pub(super) fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        let (message, help) = (message.into(), help.into());
        Self { out_of_range: false, is_date: false, message, help, range: 0..0 }
    }
}

/// Reads a value and the options after it: `150..200 @2026-06 (plan) (second-hand: Tom)`.
///
/// # Errors
/// [`ValueProblem`] with the range of bytes that it is about.
///
/// ```
/// use skiplevel::model::Value;
/// use skiplevel::signal::{builtin_catalogue, parse_stated};
///
/// let catalogue = builtin_catalogue();
/// let growth = catalogue.get("department.eng_growth_12m").expect("in the catalogue");
/// let stated = parse_stated(growth, "~40% @2026-06 (plan)").expect("well formed");
/// assert_eq!(stated.value, Value::Number(40.0));
/// assert!(stated.forward);
/// ```
pub fn parse_stated(signal: &Signal, text: &str) -> Result<Stated, ValueProblem> {
    let mut stated = Stated {
        value: Value::Number(0.0),
        fact_date: None,
        forward: false,
        kind: None,
        origin: None,
        note: None,
        unknown: Vec::new(),
    };
    // A comment behind a field, as templates have them, is not part of the value.
    let mut rest = text.find("<!--").map_or(text, |at| &text[..at]).trim_end();
    for _ in 0..MAX_OPTIONS {
        if let Some(open) = last_bracket(rest) {
            let option = rest[open + 1..rest.len() - 1].trim();
            if !take_option(&mut stated, option) {
                stated.unknown.push((open..rest.len(), option.to_owned()));
            }
            rest = rest[..open].trim_end();
        } else if let Some(at) = rest.rfind('@').filter(|at| !rest[*at..].contains(char::is_whitespace)) {
            let date = rest[at + 1..].parse().map_err(|message: String| ValueProblem {
                is_date: true,
                range: at..rest.len(),
                ..ValueProblem::new(message, "write the day, month or year when it was true: @2026-06")
            })?;
            stated.fact_date = Some(date);
            rest = rest[..at].trim_end();
        } else {
            break;
        }
    }
    stated.unknown.reverse();
    let start = rest.len() - rest.trim_start().len();
    stated.value = parse_value(signal, rest.trim())
        .map_err(|problem| ValueProblem { range: start..rest.len().max(start), ..problem })?;
    Ok(stated)
}

/// Nobody writes more options than this after a value.
const MAX_OPTIONS: usize = 16;

/// Where the bracket begins that ends `text`, counting those inside it.
fn last_bracket(text: &str) -> Option<usize> {
    if !text.ends_with(')') {
        return None;
    }
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate().rev() {
        match byte {
            b')' => depth += 1,
            b'(' if depth == 1 => return Some(at),
            b'(' => depth -= 1,
            _ => {}
        }
    }
    None
}

fn take_option(stated: &mut Stated, option: &str) -> bool {
    let (word, argument) = match option.split_once(':') {
        Some((word, argument)) => (word.trim().to_lowercase(), argument.trim()),
        // `(via Tom)` and `(from Tom)` are said without a colon, too.
        None => match option.split_once(' ') {
            Some((word, who)) if matches!(word.to_lowercase().as_str(), "via" | "from") => {
                (word.to_lowercase(), who.trim())
            }
            _ => (option.to_lowercase(), ""),
        },
    };
    let word = word.replace([' ', '_'], "-").replace("secondhand", "second-hand");
    match (word.as_str(), argument) {
        ("plan" | "planned" | "forecast" | "target", "") => stated.forward = true,
        ("rumour" | "rumor" | "hearsay" | "second-hand", "") => stated.kind = Some(SourceKind::Hearsay),
        ("second-hand" | "via" | "rumour" | "rumor", who) => {
            stated.kind = Some(SourceKind::Hearsay);
            stated.origin = Some(who.to_owned());
        }
        ("from", who) if !who.is_empty() => stated.origin = Some(who.to_owned()),
        ("note", note) if !note.is_empty() => stated.note = Some(note.to_owned()),
        ("kind", key) if SourceKind::from_key(key).is_some() => stated.kind = SourceKind::from_key(key),
        _ => return false,
    }
    true
}

/// Reads a value without options.
///
/// # Errors
/// [`ValueProblem`]: not in a form that the signal's type takes, or outside the signal's range.
pub fn parse_value(signal: &Signal, text: &str) -> Result<Value, ValueProblem> {
    let text = text.trim();
    let value = match signal.signal_type {
        SignalType::Bool => parse_bool(text),
        SignalType::Ordinal => parse_ordinal(signal, text),
        SignalType::Share => parse_share(text),
        SignalType::Event => return parse_event(text).map(Value::Event),
        SignalType::Months if looks_like_date(text) => return parse_event(text).map(Value::Event),
        SignalType::Ratio => parse_money(text).map(Value::Money).or_else(|| parse_quantity(signal, text)),
        _ => parse_quantity(signal, text),
    }
    .ok_or_else(|| expected(signal, text))?;
    check_range(signal, &value)?;
    Ok(value)
}

fn expected(signal: &Signal, text: &str) -> ValueProblem {
    let form = match signal.signal_type {
        SignalType::Bool => "yes, no or partly".to_owned(),
        SignalType::Ordinal => {
            let near = nearest(text, signal.levels.iter().map(String::as_str));
            let low = signal.lowest_level();
            let level = |(at, words): (usize, &String)| format!("{} {words}", low + at as f64);
            let levels: Vec<String> = signal.levels.iter().enumerate().map(level).collect();
            let meant = near.map(|words| format!("did you mean `{words}`? ")).unwrap_or_default();
            return ValueProblem::new(
                format!("found `{text}`; expected a level of `{}`", signal.key),
                format!("{meant}levels are {}", levels.join(" · ")),
            );
        }
        SignalType::Share => "3 of 4, 3/4 or 75%".to_owned(),
        SignalType::Months => "the date of the event (2026-03-14 or 2026-03), or a number of months".to_owned(),
        SignalType::Percent => "a percentage such as 40%, ~40 or 30..50".to_owned(),
        SignalType::Ratio => "a ratio such as 1.15, or pay such as EUR 120k".to_owned(),
        _ => "a number such as 120, ~120 or 100..150".to_owned(),
    };
    ValueProblem::new(
        format!("found `{text}`; expected {form}"),
        format!("`{}` is measured in {}; remarks go in brackets: (note: …)", signal.key, signal.unit),
    )
}

fn check_range(signal: &Signal, value: &Value) -> Result<(), ValueProblem> {
    let Some((low, high)) = signal.range else { return Ok(()) };
    let numbers = match value {
        Value::Range { low, high } => vec![*low, *high],
        other => other.point().into_iter().collect(),
    };
    match numbers.iter().find(|number| !(low..=high).contains(*number)) {
        None => Ok(()),
        Some(found) => Err(ValueProblem {
            out_of_range: true,
            ..ValueProblem::new(
                format!("{found} is outside the plausible range of `{}`: {low} to {high}", signal.key),
                format!("the unit is {}; check for a typing error", signal.unit),
            )
        }),
    }
}

fn parse_bool(text: &str) -> Option<Value> {
    let number = match text.to_lowercase().as_str() {
        "yes" | "y" | "true" | "1" => 1.0,
        "no" | "n" | "false" | "0" => 0.0,
        "partly" | "partially" | "half" | "0.5" => 0.5,
        _ => return None,
    };
    Some(Value::Number(number))
}

fn parse_ordinal(signal: &Signal, text: &str) -> Option<Value> {
    if let Some(value) = parse_plain(text, Percent::Plain) {
        return Some(value);
    }
    let wanted = fold_words(text);
    let level = |at: usize| Value::Number(signal.lowest_level() + at as f64);
    let folded: Vec<String> = signal.levels.iter().map(|words| fold_words(words)).collect();
    if let Some(at) = folded.iter().position(|words| *words == wanted) {
        return Some(level(at));
    }
    let starts: Vec<usize> = (0..folded.len()).filter(|at| folded[*at].starts_with(&wanted)).collect();
    match (starts.as_slice(), wanted.len() >= 2) {
        ([only], true) => Some(level(*only)),
        _ => None,
    }
}

fn fold_words(text: &str) -> String {
    let kept: String = text.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    kept.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn parse_share(text: &str) -> Option<Value> {
    let lower = text.to_lowercase();
    let parts = lower.split_once('/').or_else(|| lower.split_once(" out of ")).or_else(|| lower.split_once(" of "));
    if let Some((k, n)) = parts {
        let ((k, Percent::Plain), (n, Percent::Plain)) = (parse_number(k)?, parse_number(n)?) else { return None };
        return (n > 0.0 && (0.0..=n).contains(&k)).then_some(Value::Share { k, n });
    }
    let scale = |(number, percent)| if percent == Percent::Signed { number / 100.0 } else { number };
    if let Some((low, high)) = split_range(&lower) {
        let (low, high) = (parse_number(low)?, parse_number(high)?);
        let low = if high.1 == Percent::Signed { (low.0, Percent::Signed) } else { low };
        return ordered(scale(low), scale(high));
    }
    parse_number(without_about(&lower)).map(|number| Value::Number(scale(number)))
}

/// A number or range in the signal's unit, perhaps with unit words after it.
fn parse_quantity(signal: &Signal, text: &str) -> Option<Value> {
    let allowed = if signal.signal_type == SignalType::Percent { Percent::Signed } else { Percent::Plain };
    // "3 of 4" for counts "of 4 in place": the catalogue's unit says of how many.
    if let Some((k, n)) = text.split_once(" of ").or_else(|| text.split_once('/')) {
        let ((k, Percent::Plain), (n, Percent::Plain)) = (parse_number(k)?, parse_number(n)?) else { return None };
        let full = signal.range.map_or(f64::NAN, |(_, high)| high);
        let is_whole_set = signal.signal_type == SignalType::Count && (n - full).abs() < f64::EPSILON;
        return is_whole_set.then_some(Value::Number(k));
    }
    if signal.signal_type == SignalType::Count && has_dotted_thousands(text) {
        return None;
    }
    parse_plain(text, allowed).or_else(|| parse_plain(without_unit(signal, text)?, allowed))
}

/// `1.200` is a thousand two hundred to some and one and a fifth to others; nobody counts in thousandths.
fn has_dotted_thousands(text: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    text.match_indices('.').any(|(at, _)| {
        let after: &str = &text[at + 1..];
        let digits = after.len() - after.trim_start_matches(is_digit).len();
        digits == 3 && text[..at].ends_with(is_digit)
    })
}

fn parse_plain(text: &str, allowed: Percent) -> Option<Value> {
    let text = without_about(text.trim());
    let fits = |(_, percent): &(f64, Percent)| *percent == Percent::Plain || allowed == Percent::Signed;
    if let Some((low, high)) = split_range(text) {
        return ordered(parse_number(low).filter(fits)?.0, parse_number(high).filter(fits)?.0);
    }
    parse_number(text).filter(fits).map(|(number, _)| Value::Number(number))
}

fn ordered(low: f64, high: f64) -> Option<Value> {
    (low <= high).then_some(Value::Range { low, high })
}

fn without_about(text: &str) -> &str {
    let text = text.trim_start();
    let marks = ["~", "≈", "about ", "around ", "roughly ", "circa ", "ca. ", "ca ", "c. ", "approx. ", "approx "];
    let marked = |mark: &&str| text.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark));
    marks.iter().find(|mark| marked(mark)).map_or(text, |mark| text[mark.len()..].trim_start())
}

/// The two ends of `150..200`, `150 to 200`, `150–200` or `150-200`; not of `-5`.
fn split_range(text: &str) -> Option<(&str, &str)> {
    for separator in ["..", " to ", "\u{2013}", "\u{2014}", " - "] {
        if let Some((low, high)) = text.split_once(separator) {
            return Some((low, high));
        }
    }
    let at = text.char_indices().skip(1).find(|(at, c)| {
        let before = text[..*at].ends_with(|c: char| c.is_ascii_digit() || c == '%');
        *c == '-' && before && text[at + 1..].starts_with(|c: char| c.is_ascii_digit())
    })?;
    Some((&text[..at.0], &text[at.0 + 1..]))
}

/// The number in front of words such as `people` or `years`, when all of them are words of the unit or common ones.
fn without_unit<'a>(signal: &Signal, text: &'a str) -> Option<&'a str> {
    const COMMON: &[&str] = &[
        "people",
        "persons",
        "employees",
        "engineers",
        "engineer",
        "ems",
        "ics",
        "managers",
        "manager",
        "reports",
        "teams",
        "team",
        "squads",
        "years",
        "year",
        "yrs",
        "months",
        "month",
        "percent",
        "per",
        "a",
        "openings",
        "roles",
        "total",
        "times",
        "stars",
    ];
    let at = text.find(|c: char| c.is_alphabetic() && c != 'k' && c != 'm' && c != 'b').unwrap_or(text.len());
    let at = text[..at].rfind(|c: char| c.is_ascii_digit()).map(|digit| digit + 1)?;
    let (number, words) = (text[..at].trim_end(), text[at..].trim());
    let unit = fold_words(&signal.unit);
    let is_known = |word: &str| COMMON.contains(&word) || unit.split(' ').any(|known| known == word);
    let words = fold_words(words);
    (!words.is_empty() && words.split(' ').all(is_known)).then_some(number)
}

fn looks_like_date(text: &str) -> bool {
    let start = text.split_whitespace().next().unwrap_or_default();
    start.len() >= 7 && start.as_bytes().get(4) == Some(&b'-')
}
