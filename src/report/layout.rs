//! Plain tables and wrapped paragraphs of a given width.

use std::fmt::Write as _;

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Table, Width, presets};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::plain::{is_plain, listed};

/// A space at which no line breaks; printed as an ordinary space.
pub(super) const HARD_SPACE: char = '\u{a0}';

/// A table without lines, two spaces between columns, at most `width` wide; long cells fold.
pub(super) fn table(width: usize) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(width).unwrap_or(u16::MAX));
    table
}

/// The table's text, in a plain answer a list: no padding on the left, none at the end of lines.
pub(super) fn table_text(mut table: Table) -> String {
    if table.width().is_some_and(|width| is_plain(usize::from(width))) {
        return listed(&table);
    }
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
    }
    let lines: Vec<String> = table.lines().map(|line| line.replace(HARD_SPACE, " ").trim_end().to_owned()).collect();
    let mut text = lines.join("\n");
    text.push('\n');
    text
}

/// A column that is at least `least` cells wide.
pub(super) fn widen(table: &mut Table, column: usize, least: usize) {
    if let Some(column) = table.column_mut(column) {
        let least = Width::Fixed(u16::try_from(least + 2).unwrap_or(u16::MAX));
        column.set_constraint(ColumnConstraint::LowerBoundary(least));
    }
}

/// Numbers to the right.
pub(super) fn right(table: &mut Table, columns: &[usize]) {
    for at in columns {
        if let Some(column) = table.column_mut(*at) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
}

/// Words of `text` in lines of at most `width` cells; following lines begin with `indent` spaces. A word that is
/// longer than a line is broken.
pub(super) fn wrap(text: &str, width: usize, indent: usize) -> String {
    let room = |first: bool| width.saturating_sub(if first { 0 } else { indent }).max(8);
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split([' ', '\n']).filter(|word| !word.is_empty()) {
        for piece in pieces(word, room(false)) {
            let first = lines.len() == 1;
            let line = lines.last_mut().expect("there is always one line");
            if !line.is_empty() && line.width() + 1 + piece.width() > room(first) {
                lines.push(piece);
            } else {
                if !line.is_empty() {
                    line.push(' ');
                }
                line.push_str(&piece);
            }
        }
    }
    lines.join(&format!("\n{}", " ".repeat(indent))).replace(HARD_SPACE, " ")
}

/// Writes words in lines of at most `width` cells, each `indent` cells in, following ones `hanging` cells more.
pub(super) fn paragraph(text: &mut String, words: &str, indent: usize, hanging: usize, width: usize) {
    for line in wrap(words, width.saturating_sub(indent), hanging).lines() {
        let _ = writeln!(text, "{}{line}", " ".repeat(indent));
    }
}

/// A line in at most `width` cells; following lines are indented.
#[must_use]
pub fn folded(line: &str, width: usize) -> String {
    wrap(line, width, 2)
}

fn pieces(word: &str, width: usize) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut used = 0;
    for c in word.chars() {
        let wide = c.width().unwrap_or(0);
        if used + wide > width {
            pieces.push(String::new());
            used = 0;
        }
        used += wide;
        if let Some(piece) = pieces.last_mut() {
            piece.push(c);
        }
    }
    pieces
}

/// `text` cut to `width` cells, with `…` when something was cut.
pub(super) fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 1;
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used > width {
            break;
        }
        out.push(c);
    }
    format!("{}…", out.trim_end())
}

/// `text` in exactly `width` cells: cut, or with spaces behind it.
pub(super) fn pad(text: &str, width: usize) -> String {
    let text = cut(&text.replace(HARD_SPACE, " "), width);
    let missing = width.saturating_sub(text.width());
    text + &" ".repeat(missing)
}

/// A text behind a prefix, folded at `width` cells; its further lines begin below its first word.
pub(super) fn hanging(prefix: &str, text: &str, width: usize) -> String {
    let indent = prefix.width();
    let folded = wrap(text, width.saturating_sub(indent), 0);
    let lines = folded.lines().enumerate().map(|(at, line)| match at {
        0 => format!("{prefix}{line}"),
        _ => format!("{:indent$}{line}", ""),
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_folded_by_cells_not_by_bytes() {
        assert_eq!(wrap("one two three four", 9, 2), "one two\n  three\n  four");
        assert_eq!(wrap("日本語のとても長い単語", 8, 0), "日本語の\nとても長\nい単語");
        assert_eq!(cut("Engineering Manager", 8), "Enginee…");
        assert_eq!(cut("日本語", 5), "日本…");
    }
}
