//! Sentences and dates of English filings.

use std::sync::LazyLock;

use regex::Regex;

use crate::model::PartialDate;

/// A day in words, as American and British filings write it.
pub(super) const DAY: &str = r"(?:(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?|sep(?:tember|t\.|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?) [0-9]{1,2}, ?[0-9]{4}|[0-9]{1,2} (?:january|february|march|april|may|june|july|august|september|october|november|december),? [0-9]{4})";

/// Longest sentence that is kept as words of a page.
const LONGEST_QUOTE: usize = 300;

/// How far a sentence is followed to either side, in bytes.
const LONGEST_SENTENCE: usize = 2_000;

/// Words whose full stop does not end a sentence.
const ABBREVIATED: &[&str] = &[
    "inc", "corp", "co", "ltd", "no", "u.s", "u.k", "jan", "feb", "mar", "apr", "aug", "sep", "sept", "oct", "nov",
    "dec", "approx", "mr", "ms", "dr", "st", "vs",
];

/// The day that these words name.
pub(super) fn day_of(words: &str) -> Option<PartialDate> {
    let lower = words.to_lowercase().replace([',', '.'], " ");
    let parts: Vec<&str> = lower.split_whitespace().collect();
    let [first, second, year] = parts.as_slice() else { return None };
    let (month, day) = if first.starts_with(|c: char| c.is_ascii_digit()) { (second, first) } else { (first, second) };
    let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let month = months.iter().position(|known| month.starts_with(known))? + 1;
    format!("{year}-{month:02}-{day:0>2}").parse().ok()
}

/// The first day named in a text.
pub(super) fn first_day(text: &str) -> Option<PartialDate> {
    static ANY_DAY: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(&format!(r"(?i)(?-u:\b){DAY}(?-u:\b)")).ok());
    let found = ANY_DAY.as_ref()?.find(text)?;
    day_of(found.as_str())
}

/// Where the sentence begins and ends in which `at` lies.
pub(super) fn sentence_around(text: &str, at: usize) -> (usize, usize) {
    let from = boundary(text, at.saturating_sub(LONGEST_SENTENCE));
    // One character more, since a sentence ends only where another begins.
    let seen = text.get(from..boundary(text, at + 4)).unwrap_or_default();
    let start = ends_of_sentences(seen).map(|end| from + end).take_while(|end| *end <= at).last().unwrap_or(from);
    let to = boundary(text, at.saturating_add(LONGEST_SENTENCE));
    let end = ends_of_sentences(text.get(at..to).unwrap_or_default()).next().map_or(to, |end| at + end);
    (start, end)
}

/// The last position up to `at` where a character begins, or the end.
pub(super) fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// Positions right behind `. `, where a new sentence begins with a capital.
fn ends_of_sentences(text: &str) -> impl Iterator<Item = usize> {
    text.match_indices(['.', ';', '?', '!']).filter_map(move |(at, mark)| {
        let behind = text.get(at + 1..)?;
        let next = behind.strip_prefix(' ')?.chars().next()?;
        let word = text.get(..at)?.rsplit([' ', '(']).next()?.to_lowercase();
        let is_short = mark == "." && (ABBREVIATED.contains(&word.as_str()) || word.chars().count() == 1);
        let begins = next.is_uppercase() || next.is_ascii_digit() || next == '\u{2022}';
        (begins && !is_short).then_some(at + 2)
    })
}

/// A sentence, or as much of it around `at` as is worth keeping.
pub(super) fn quote_around(text: &str, at: usize) -> String {
    let (start, end) = sentence_around(text, at);
    let sentence = text.get(start..end).unwrap_or_default().trim();
    if sentence.chars().count() <= LONGEST_QUOTE {
        return sentence.to_owned();
    }
    let before = text.get(start..at).unwrap_or_default().chars().count();
    let skipped = before.saturating_sub(LONGEST_QUOTE / 2);
    let kept: String = text.get(start..end).unwrap_or_default().chars().skip(skipped).take(LONGEST_QUOTE).collect();
    kept.trim().to_owned()
}

/// The beginning of a sentence, as much as is worth keeping.
pub(super) fn shortened(sentence: &str) -> String {
    sentence.trim().chars().take(LONGEST_QUOTE).collect::<String>().trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_both_orders() {
        let written = |words| day_of(words).map(|day| day.to_string());
        assert_eq!(written("December 31, 2025").as_deref(), Some("2025-12-31"));
        assert_eq!(written("Sept. 3, 2024").as_deref(), Some("2024-09-03"));
        assert_eq!(written("31 March 2025").as_deref(), Some("2025-03-31"));
        assert_eq!(written("February 30, 2025"), None);
        assert_eq!(
            first_day("at the end of 2025, and on 1 May 2024.").map(|day| day.to_string()).as_deref(),
            Some("2024-05-01")
        );
    }

    #[test]
    fn a_legal_form_does_not_end_a_sentence() {
        let text = "We grew. As of today, Acme, Inc. had 70 people in the U.S. Labor office. None left.";
        assert_eq!(quote_around(text, 40), "As of today, Acme, Inc. had 70 people in the U.S. Labor office.");
    }

    #[test]
    fn long_sentences_are_cut_around_the_place() {
        let text = format!("{} had 70 people {}", "x ".repeat(500), "y ".repeat(500));
        let quote = quote_around(&text, 1_005);
        assert!(quote.contains("70 people") && quote.chars().count() <= LONGEST_QUOTE);
    }
}
