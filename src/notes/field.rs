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

/// All fields of a line; each cell of a table row is looked at by itself.
pub(super) fn find_fields(line: &str) -> Vec<Field> {
    if !line.trim_start().starts_with('|') {
        return fields_within(line, 0..line.len());
    }
    let mut found = Vec::new();
    let mut start = 0;
    for cell in line.split_inclusive('|') {
        found.extend(fields_within(line, start..start + cell.trim_end_matches('|').len()));
        start += cell.len();
    }
    found
}

/// Fields of a part of a line. One pass: the innermost bracket around a `::` is the field's. What stands before the
/// first of them may be a field without brackets.
fn fields_within(line: &str, within: Range<usize>) -> Vec<Field> {
    let mut found: Vec<Field> = Vec::new();
    let mut open: Vec<(usize, u8, Option<usize>)> = Vec::new();
    let mut first_bracket = None;
    let bytes = line.as_bytes();
    for at in within.clone() {
        match bytes[at] {
            bracket @ (b'[' | b'(') => open.push((at, bracket, None)),
            b':' if bytes.get(at + 1) == Some(&b':') => {
                if let Some((_, _, colons @ None)) = open.last_mut() {
                    *colons = Some(at);
                }
            }
            byte @ (b']' | b')') => {
                let wanted = if byte == b']' { b'[' } else { b'(' };
                let Some((start, _, colons)) = open.pop_if(|(_, bracket, _)| *bracket == wanted) else { continue };
                let field = colons.and_then(|colons| split_field(line, start + 1..at, colons));
                if field.is_some() {
                    first_bracket = Some(first_bracket.map_or(start, |first: usize| first.min(start)));
                }
                found.extend(field);
            }
            _ => {}
        }
    }
    let end = first_bracket.unwrap_or(within.end);
    let start = within.start + content_start(&line[within.clone()]);
    let range = start.min(end)..start.min(end) + line[start.min(end)..end].trim_end().len();
    let colons = line[range.clone()].find("::").map(|at| range.start + at);
    if let Some(field) = colons.and_then(|colons| split_field(line, range, colons)) {
        found.insert(0, field);
    }
    found
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

/// Longest key, in bytes.
const MAX_KEY: usize = 60;

/// `key:: value` in `range` with its colons at `colons`; the key is one to four words of letters, digits, `_`, `.` and
/// `-`.
fn split_field(line: &str, range: Range<usize>, colons: usize) -> Option<Field> {
    let before = line.get(range.start..colons).filter(|before| before.len() <= 2 * MAX_KEY)?;
    let key = before.trim().trim_matches('*').trim();
    let is_key = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | ' ');
    let starts_well = key.starts_with(char::is_alphabetic);
    if !starts_well || key.len() > MAX_KEY || !key.chars().all(is_key) || key.split_whitespace().count() > 4 {
        return None;
    }
    let key_start = range.start + before.find(key)?;
    let after = line[colons + 2..range.end].trim_start_matches('*');
    let is_tight = after.starts_with(|c: char| !c.is_whitespace());
    let value_start = range.end - after.trim_start().len();
    let value_end = value_start + after.trim().len();
    Some(Field { key: key_start..key_start + key.len(), value: value_start..value_end, is_tight })
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
        check("| autonomy:: 2 | said twice |", &[("autonomy", "2")]);
        check("autonomy:: 3 and [eng_headcount:: 120]", &[("autonomy", "3 and"), ("eng_headcount", "120")]);
        check("| autonomy:: 2 | [eng_headcount:: 9] |", &[("autonomy", "2"), ("eng_headcount", "9")]);
        check("no field: here", &[]);
        check("a smile in it [autonomy:: 2 :) ] and on", &[("autonomy", "2 :)")]);
    }
}
