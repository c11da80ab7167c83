//! Inline fields: `key:: value` on a line of its own, `[key:: value]` in a sentence.

use std::ops::Range;

/// A field found on a line; ranges are bytes of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Field {
    /// The key.
    pub(super) key: Range<usize>,
    /// The value; empty for an open question.
    pub(super) value: Range<usize>,
    /// Written as `key::value` without a space, as program code is: only a field when the key is a signal.
    pub(super) is_tight: bool,
}

/// All fields of a line.
pub(super) fn find_fields(line: &str) -> Vec<Field> {
    let mut found: Vec<Field> = Vec::new();
    for (open, bracket) in line.match_indices(['[', '(']) {
        let close = if bracket == "[" { ']' } else { ')' };
        let Some(end) = closing(line, open, close) else { continue };
        if found.last().is_some_and(|before| before.value.end >= open) {
            continue;
        }
        found.extend(split_field(line, open + 1..end));
    }
    if found.is_empty() {
        let start = content_start(line);
        found.extend(split_field(line, start..line.trim_end().len().max(start)));
    }
    found
}

/// The bracket that closes the one at `open`, counting nested ones.
fn closing(line: &str, open: usize, close: char) -> Option<usize> {
    let opening = line[open..].chars().next()?;
    let mut depth = 0_usize;
    for (at, c) in line[open..].char_indices() {
        if c == opening {
            depth += 1;
        } else if c == close {
            depth -= 1;
            if depth == 0 {
                return Some(open + at);
            }
        }
    }
    None
}

/// Where the words of a line begin, after indentation, quote marks, list markers and checkboxes.
pub(super) fn content_start(line: &str) -> usize {
    let mut rest = line.trim_start();
    loop {
        let before = rest;
        rest = rest.trim_start_matches(['>', ' ', '\t']);
        for marker in ["- ", "* ", "+ ", "[ ] ", "[x] ", "[X] "] {
            rest = rest.strip_prefix(marker).unwrap_or(rest).trim_start();
        }
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let numbered =
            digits > 0 && digits <= 3 && rest[digits..].starts_with([')', '.']) && rest[digits + 1..].starts_with(' ');
        if numbered {
            rest = rest[digits + 1..].trim_start();
        }
        if rest == before {
            return line.len() - rest.len();
        }
    }
}

/// `key:: value` in `range`; the key is one to four words of letters, digits, `_`, `.` and `-`.
fn split_field(line: &str, range: Range<usize>) -> Option<Field> {
    let text = &line[range.clone()];
    let at = text.find("::")?;
    let key = text[..at].trim().trim_matches('*').trim();
    let is_key = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | ' ');
    let starts_well = key.starts_with(char::is_alphabetic);
    if !starts_well || key.len() > 60 || !key.chars().all(is_key) || key.split_whitespace().count() > 4 {
        return None;
    }
    let key_start = range.start + text.find(key)?;
    let after = text[at + 2..].trim_start_matches('*');
    let is_tight = after.starts_with(|c: char| !c.is_whitespace());
    let value = after.trim();
    let value_start = range.start + text.len() - after.len() + (after.len() - after.trim_start().len());
    Some(Field { key: key_start..key_start + key.len(), value: value_start..value_start + value.len(), is_tight })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_where_people_write_them() {
        let check = |line: &str, expect: &[(&str, &str)]| {
            let found: Vec<(&str, &str)> = find_fields(line)
                .iter()
                .filter(|field| !field.is_tight)
                .map(|field| (&line[field.key.clone()], &line[field.value.clone()]))
                .collect();
            assert_eq!(found, expect, "{line}");
        };
        check("eng_headcount:: 120", &[("eng_headcount", "120")]);
        check("  - **eng headcount**:: ~120 @2026-06 ", &[("eng headcount", "~120 @2026-06")]);
        check("> 2) autonomy:: 3 (plan)", &[("autonomy", "3 (plan)")]);
        check(
            "They promoted [promotions:: 2 (second-hand: Tom)] last year.",
            &[("promotions", "2 (second-hand: Tom)")],
        );
        check("both (a:: 1) and [b:: 2]", &[("a", "1"), ("b", "2")]);
        check("- [ ] autonomy::", &[("autonomy", "")]);
        check("How many? [ems_per_m2:: ]", &[("ems_per_m2", "")]);
        check("we use std::vector and foo::bar", &[]);
        check("no field: here", &[]);
    }
}
