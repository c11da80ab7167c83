//! Events and amounts of money as people write them.

use super::parse::ValueProblem;
use super::{Percent, parse_number};
use crate::model::{Amount, Event, PartialDate};

/// `2026-03 $40M Series B`, `2026-03-14 12%`, `2026-03 merger`, `2026`.
pub(super) fn parse_event(text: &str) -> Result<Event, ValueProblem> {
    let (date, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let date: PartialDate = date.trim_end_matches([',', ';']).parse().map_err(|message: String| ValueProblem {
        is_date: true,
        ..ValueProblem::new(
            message,
            "begin with the date of the event, then the amount and what it was: 2026-03 $40M Series B",
        )
    })?;
    let rest = rest.trim().trim_start_matches([',', ';']).trim();
    if rest.is_empty() {
        return Ok(Event { date, amount: None, label: None });
    }
    let words: Vec<&str> = rest.split_whitespace().collect();
    for taken in (1..=words.len().min(3)).rev() {
        if let Some(amount) = parse_amount(&words[..taken].join(" ")) {
            let label = words[taken..].join(" ");
            let label = label.trim_matches(|c: char| c == ',' || c == ';' || c.is_whitespace());
            return Ok(Event { date, amount: Some(amount), label: (!label.is_empty()).then(|| label.to_owned()) });
        }
    }
    Ok(Event { date, amount: None, label: Some(rest.to_owned()) })
}

fn parse_amount(text: &str) -> Option<Amount> {
    let text = text.trim_end_matches([',', ';']);
    if let Some(number) = text.strip_suffix(" people").or_else(|| text.strip_suffix(" employees")) {
        return parse_number(number).map(|(number, _)| Amount { number, unit: "people".to_owned() });
    }
    match parse_number(text) {
        Some((number, Percent::Signed)) => Some(Amount { number, unit: "percent".to_owned() }),
        _ => parse_money(text),
    }
}

/// `$40M`, `EUR 12m`, `12m EUR`, `£95k`.
pub(super) fn parse_money(text: &str) -> Option<Amount> {
    let symbols = [
        ("US$", "USD"),
        ("A$", "AUD"),
        ("C$", "CAD"),
        ("$", "USD"),
        ("£", "GBP"),
        ("€", "EUR"),
        ("¥", "JPY"),
        ("₹", "INR"),
    ];
    let text = text.trim();
    for (symbol, code) in symbols {
        if let Some(number) = text.strip_prefix(symbol).or_else(|| text.strip_suffix(symbol)) {
            return amount_of(number, code);
        }
    }
    let is_code = |code: &&str| code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase());
    if let Some(code) = text.get(..3).filter(is_code) {
        return amount_of(&text[3..], code);
    }
    let split = text.len().checked_sub(3)?;
    let code = text.get(split..).filter(is_code)?;
    amount_of(&text[..split], code)
}

fn amount_of(number: &str, code: &str) -> Option<Amount> {
    let (number, percent) = parse_number(number)?;
    (percent == Percent::Plain && number >= 0.0).then(|| Amount { number, unit: code.to_owned() })
}
