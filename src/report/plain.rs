//! Answers for screen readers and braille lines: no drawings, no tables, no symbols; one fact a line, with its label in
//! words.
//!
//! A plain answer is one that is [`PLAIN`] cells wide. No terminal is, so nothing folds, and what would be drawn is
//! said: [`super::layout::table_text`] lists a table's cells below the name of their row.

use std::fmt::Write as _;

use comfy_table::Table;

/// The width that stands for a plain answer. Lines are not folded: the reader does that.
pub const PLAIN: usize = 9_999;
/// Wider than any terminal that answers are laid out for.
const WIDEST: usize = 1_000;

/// Whether an answer of this width is a plain one.
pub(super) fn is_plain(width: usize) -> bool {
    width > WIDEST
}

/// A line between parts of an answer; for a plain one, the empty lines around it are enough.
#[must_use]
pub fn rule(width: usize) -> String {
    if is_plain(width) { String::new() } else { "─".repeat(width) }
}

/// The cells of a table, one a line, below the first of their row. Without a header, a first row that names no thing of
/// its own names the columns.
pub(super) fn listed(table: &Table) -> String {
    let contents = |row: &comfy_table::Row| -> Vec<String> {
        row.cell_iter().map(|cell| cell.content().replace('\u{a0}', " ").trim().to_owned()).collect()
    };
    let mut rows = table.row_iter().map(contents).peekable();
    let head = match table.header() {
        Some(header) => contents(header),
        None => rows.next_if(|row| row.first().is_some_and(String::is_empty)).unwrap_or_default(),
    };
    let mut text = String::new();
    for row in rows {
        let Some((name, cells)) = row.split_first() else { continue };
        let _ = writeln!(text, "{name}");
        for (at, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let label = head.get(at + 1).filter(|label| !label.is_empty());
            let _ = match label {
                Some(label) => writeln!(text, "  {label}: {cell}"),
                None => writeln!(text, "  {cell}"),
            };
        }
    }
    text
}

/// A finished answer in characters that every screen reader says: marks of the typesetter become plain ones, marks with a
/// meaning become words. Letters stay as they are, in whatever script.
#[must_use]
pub fn spoken(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let body = line.trim_start();
        let (indent, body) = line.split_at(line.len() - body.len());
        out.push_str(indent);
        let meant = MARKS.iter().find_map(|(mark, word)| Some((*word, body.strip_prefix(mark)?)));
        let body = match meant {
            Some((word, rest)) => {
                out.push_str(word);
                rest
            }
            None => body,
        };
        let chars: Vec<char> = body.chars().collect();
        for (at, c) in chars.iter().enumerate() {
            let before = at.checked_sub(1).map(|before| chars[before]);
            match c {
                '–' | '—'
                    if before.is_some_and(|c| c.is_ascii_digit())
                        && chars.get(at + 1).is_some_and(char::is_ascii_digit) =>
                {
                    out.push_str(" to ");
                }
                // Between words it is a pause.
                '·' => {
                    if out.ends_with(' ') {
                        out.pop();
                    }
                    out.push(',');
                }
                '→' => out.push_str(if before == Some(' ') { "to" } else { " to " }),
                '†' => out.push_str("[outside of the range]"),
                '◂' => out.push_str("(marked)"),
                '…' => out.push_str("..."),
                '“' | '”' | '„' | '«' | '»' => out.push('"'),
                '‘' | '’' | '‚' => out.push('\''),
                '–' | '—' | '−' | '─' => out.push('-'),
                '×' => out.push('x'),
                '≈' => out.push_str("about "),
                '≥' => out.push_str("at least "),
                '≤' => out.push_str("at most "),
                '≠' => out.push_str("not "),
                '✓' => out.push_str("yes"),
                '✗' => out.push_str("no"),
                '\u{a0}' => out.push(' '),
                c => out.push(*c),
            }
        }
    }
    out
}

/// Marks at the beginning of a line, and what they say.
const MARKS: [(&str, &str); 4] =
    [("✓ ", "holds: "), ("✗ ", "does not hold: "), ("? ", "not answered: "), ("– ", "does not apply: ")];

#[cfg(test)]
mod tests {
    use super::super::layout::{table, table_text};
    use super::*;

    #[test]
    fn a_table_becomes_one_fact_a_line() {
        let mut drawn = table(PLAIN);
        drawn.set_header(vec!["", "points", "score"]);
        drawn.add_row(vec!["OPENINGS", "28", "60"]);
        drawn.add_row(vec!["\u{a0}\u{a0}growth\u{a0}plan", "6", ""]);
        assert_eq!(table_text(drawn), "OPENINGS\n  points: 28\n  score: 60\ngrowth plan\n  points: 6\n");
        let mut drawn = table(PLAIN);
        drawn.add_row(vec!["", "guess"]);
        drawn.add_row(vec!["access", "40"]);
        assert_eq!(table_text(drawn), "access\n  guess: 40\n");
    }

    #[test]
    fn marks_become_words_and_letters_stay() {
        let check = |from: &str, to: &str| assert_eq!(spoken(from), to);
        check("13 % (0–25) · as of – “naïve 日本”…\n", "13 % (0 to 25), as of - \"naïve 日本\"...\n");
        check(
            "✓ it is\n  ? open\nseats 2.4 → 3.4, 0→1\n",
            "holds: it is\n  not answered: open\nseats 2.4 to 3.4, 0 to 1\n",
        );
        check("a ? b", "a ? b");
    }
}
