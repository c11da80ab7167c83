//! Dates in headings.

use std::ops::Range;

use crate::model::PartialDate;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn month_number(word: &str) -> Option<i8> {
    let word = word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    let at = MONTHS.iter().position(|month| {
        *month == word || (word.len() >= 3 && month.starts_with(&word)) || (word == "sept" && *month == "september")
    })?;
    i8::try_from(at + 1).ok()
}

/// A word of the heading with its place.
struct Token<'t> {
    text: &'t str,
    range: Range<usize>,
}

/// The first date in `text`: its place, and the date or why it is none.
pub(super) fn find_date(text: &str) -> Option<(Range<usize>, Result<PartialDate, String>)> {
    let tokens: Vec<Token<'_>> = text
        .split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | ';' | '—' | '–' | '·' | '|'))
        .filter(|word| !word.is_empty())
        .map(|word| {
            let start = word.as_ptr() as usize - text.as_ptr() as usize;
            let core = word.trim_matches(|c: char| !c.is_alphanumeric());
            let skipped = word.len() - word.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
            Token { text: core, range: start + skipped..start + skipped + core.len() }
        })
        .collect();
    let whole = |(at, token)| numeric_date(token).or_else(|| worded_date(&tokens, at));
    // A date that is clear outranks one that may be read in two ways: `12/08/2026 = 2026-08-12`.
    let clear = |found: &(Range<usize>, Result<PartialDate, String>)| found.1.is_ok();
    let first_clear = tokens.iter().enumerate().filter_map(whole).find(clear);
    first_clear
        .or_else(|| tokens.iter().enumerate().find_map(whole))
        .or_else(|| (0..tokens.len()).find_map(|at| without_year(&tokens, at)))
}

/// `28 Oct` or `17.11.26`: a date, but of which year?
fn without_year(tokens: &[Token<'_>], at: usize) -> Option<(Range<usize>, Result<PartialDate, String>)> {
    let token = tokens.get(at)?;
    let parts: Vec<&str> = token.text.split(['.', '/']).collect();
    let is_number = |part: &&str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let range = if parts.len() == 3 && parts.iter().all(is_number) {
        token.range.clone()
    } else {
        let next = tokens.get(at + 1)?;
        let day_and_month = is_number(&token.text) && next.text.len() >= 3 && month_number(next.text).is_some();
        let month_and_day = token.text.len() >= 3 && month_number(token.text).is_some() && is_number(&next.text);
        (day_and_month || month_and_day).then_some(token.range.start..next.range.end)?
    };
    Some((range, Err("this date has no year of four digits; write it as 2026-11-02 or 2 November 2026".to_owned())))
}

/// `2026-11-02`, `2026-11`, `2026/11/02`, `23.04.2026`, `21-Aug-2026`, and `10/23/2026`, of which only one part can be a
/// month.
fn numeric_date(token: &Token<'_>) -> Option<(Range<usize>, Result<PartialDate, String>)> {
    let parts: Vec<&str> = token.text.split(['-', '/', '.']).collect();
    if let [day, month, year] = parts.as_slice()
        && year.len() == 4
        && month.len() >= 3
        && let Some(month) = month_number(month)
    {
        return Some((token.range.clone(), format!("{year}-{month:02}-{day:0>2}").parse()));
    }
    let numeric =
        parts.len() >= 2 && parts.iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
    if !numeric {
        return None;
    }
    let iso = match parts.as_slice() {
        [year, rest @ ..] if year.len() == 4 && rest.len() <= 2 => parts.join("-"),
        [day, month, year] if year.len() == 4 && token.text.contains('.') => format!("{year}-{month:0>2}-{day:0>2}"),
        [day, month, year] if year.len() == 4 && is_above_twelve(day) => format!("{year}-{month:0>2}-{day:0>2}"),
        [month, day, year] if year.len() == 4 && is_above_twelve(day) => format!("{year}-{month:0>2}-{day:0>2}"),
        [_, _, year] if year.len() == 4 => {
            let message = format!("`{}` may be day/month or month/day; write it as 2026-11-02", token.text);
            return Some((token.range.clone(), Err(message)));
        }
        _ => return None,
    };
    Some((token.range.clone(), iso.parse()))
}

/// Whether this part of a date is no month.
fn is_above_twelve(part: &str) -> bool {
    part.parse::<u8>().is_ok_and(|number| number > 12)
}

/// `3 November 2026`, `3rd Nov 2026`, `Nov 3 2026`, `November 2026`.
fn worded_date(tokens: &[Token<'_>], at: usize) -> Option<(Range<usize>, Result<PartialDate, String>)> {
    let word = |offset: usize| tokens.get(at + offset).map(|token| token.text);
    let day = |text: &str| -> Option<i8> {
        let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        (digits.len() <= 2).then(|| digits.parse().ok()).flatten()
    };
    let year = |text: &str| -> Option<i16> { (text.len() == 4).then(|| text.parse().ok()).flatten() };
    let first = word(0)?;
    let (length, day, month, year) = if let Some(month) = month_number(first).filter(|_| first.len() >= 3) {
        match (word(1).and_then(day), word(1).and_then(year), word(2).and_then(year)) {
            (Some(day), _, Some(year)) => (3, Some(day), month, year),
            (_, Some(year), _) => (2, None, month, year),
            _ => return None,
        }
    } else {
        (3, Some(day(first)?), word(1).and_then(month_number)?, word(2).and_then(year)?)
    };
    let range = tokens[at].range.start..tokens[at + length - 1].range.end;
    let date = match day {
        Some(day) => format!("{year:04}-{month:02}-{day:02}").parse(),
        None => PartialDate::month(year, month).ok_or_else(|| "there is no such month".to_owned()),
    };
    Some((range, date))
}
