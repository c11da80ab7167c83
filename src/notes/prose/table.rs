//! Tables: a row is a clause, with the words of the columns that its numbers stand in.
//!
//! Where firms are set side by side, in rows or in columns, only what is said of the employer itself is read.

use std::ops::Range;

use super::employer::names;
use super::fold::Folded;
use super::statement::ProseLine;

/// Titles of a first column that holds names of firms.
const FIRMS: &[&str] =
    &["firm", "firms", "employer", "employers", "competitor", "competitors", "rival", "rivals", "company", "companies"];
/// Titles of a second column in a table of one firm: `company | value`.
const FIGURES: &[&str] = &["", "value", "values", "figure", "figures", "number", "numbers", "note", "notes", "answer"];

/// The line of titles of a table.
#[derive(Debug)]
pub(super) struct Header {
    titles: Vec<String>,
    /// The column of the employer itself, in a table that has a column for each of several firms.
    own_column: Option<usize>,
    /// Whether it has a row for each of several firms.
    has_rows_of_firms: bool,
}

impl Header {
    /// The titles that a line names, in a note about the company `own`.
    pub(super) fn new(line: &str, own: &str) -> Self {
        let titles: Vec<String> = cells(line).iter().map(|cell| line[cell.clone()].trim().to_owned()).collect();
        let title = |at: usize| titles.get(at).map(|title| title.to_lowercase()).unwrap_or_default();
        let own_column = (1..titles.len()).find(|at| titles.len() > 2 && names(&titles[*at], own));
        let is_of_firms = FIRMS.contains(&title(0).as_str()) && !FIGURES.contains(&title(1).as_str());
        Self { own_column, has_rows_of_firms: own_column.is_none() && is_of_firms && !own.is_empty(), titles }
    }

    /// The title of a column, but in a table of firms, where it is no more than the employer's name.
    fn title(&self, column: usize) -> Option<&String> {
        self.titles.get(column).filter(|_| self.own_column.is_none())
    }
}

pub(super) fn is_row(line: &str) -> bool {
    line.trim_start().starts_with('|')
}

/// `|---|:--|`
pub(super) fn is_rule(line: &str) -> bool {
    is_row(line) && line.contains('-') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'))
}

fn cells(line: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = line.find('|').map_or(0, |at| at + 1);
    for (at, _) in line.match_indices('|').skip(1) {
        found.push(start..at);
        start = at + 1;
    }
    if !line[start.min(line.len())..].trim().is_empty() {
        found.push(start..line.len());
    }
    found
}

/// What a column counts where its row does not say: *Openings*.
fn is_of_openings(title: &str) -> bool {
    let title = title.to_ascii_lowercase();
    ["opening", "vacanc", "posting", "open roles", "open reqs", "open positions"]
        .iter()
        .any(|word| title.contains(word))
}

/// A row as one clause: `first: second, third`; a cell that is a number alone has the words of its column before it.
/// `None` where it is about another firm than `own`.
pub(super) fn row(words: &str, line: &ProseLine, header: Option<&Header>, own: &str) -> Option<Folded> {
    let mut cells = cells(words);
    let first = cells.first().map_or("", |cell| &words[cell.clone()]);
    let is_of_firm = header.is_some_and(|header| header.has_rows_of_firms);
    if is_of_firm && !names(first, own) {
        return None;
    }
    if let Some(column) = header.and_then(|header| header.own_column) {
        cells = cells.drain(..).enumerate().filter(|(at, _)| *at == 0 || *at == column).map(|(_, cell)| cell).collect();
    }
    let mut folded = Folded::default();
    // `label | value`; in a row of a firm, the title is the label.
    let is_pair = cells.len() == 2 && !is_of_firm;
    for (at, cell) in cells.iter().enumerate() {
        let start = line.range.start + cell.start;
        let inner = words[cell.clone()].trim();
        let is_number = inner.starts_with(|c: char| c.is_ascii_digit() || "~<>+-".contains(c)) && inner.len() <= 16;
        let title = header.and_then(|header| header.title(at)).filter(|_| is_number);
        let counts = title.filter(|title| is_pair && at == 1 && is_of_openings(title));
        if at > 0 {
            let joint: &[u8] = match counts {
                Some(_) => b" ",
                None if at == 1 && is_pair => b": ",
                None => b", ",
            };
            folded.push(joint, start, start);
        }
        if let Some(title) = counts.or(title.filter(|title| !is_pair && !title.eq_ignore_ascii_case("date"))) {
            let mut shown = Folded::default();
            let is_year = title.len() == 4 && (title.starts_with("20") || title.starts_with("19"));
            shown.push_text(if is_year && !is_pair { "in " } else { "" }, 0);
            shown.push_text(title, 0);
            folded.push(&shown.text, start, start);
            folded.push(b": ", start, start);
        }
        let skipped = words[cell.clone()].len() - words[cell.clone()].trim_start().len();
        folded.push_text(inner, start + skipped);
    }
    Some(folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(table: &[&str], own: &str) -> Vec<String> {
        let header = Header::new(table[0], own);
        let line = |row: &&str| ProseLine { range: 0..row.len(), ..ProseLine::default() };
        let read = |row: &&str| super::row(row, &line(row), Some(&header), own);
        table[1..].iter().filter_map(read).map(|row| String::from_utf8_lossy(&row.text).into_owned()).collect()
    }

    #[test]
    fn numbers_have_the_title_of_their_column() {
        let table = ["| date | staff | engineers |", "| 2026-01 | 300 | 120 |"];
        assert_eq!(rows(&table, "Acme"), ["2026-01, staff: 300, engineers: 120"]);
        assert_eq!(rows(&["| team | openings |", "| Platform | 3 |"], "Acme"), ["platform openings: 3"]);
        assert_eq!(rows(&["| what | 2025 |", "| engineers | 240 |"], "Acme"), ["engineers: 240"]);
        assert_eq!(rows(&["| what | 2025 | 2026 |", "| devs | 24 | 30 |"], "Acme"), ["devs, in 2025: 24, in 2026: 30"]);
    }

    #[test]
    fn of_a_table_of_firms_only_the_employer_is_read() {
        let rows_of_firms = ["| Firm | Staff | Eng |", "| Corvida | 1,120 | 260 |", "| The Acme Group | 652 | 148 |"];
        assert_eq!(rows(&rows_of_firms, "Acme Freight"), ["the acme group, staff: 652, eng: 148"]);
        assert_eq!(rows(&["| Firm | Staff |", "| Acme | 652 |"], "Acme Freight"), ["acme, staff: 652"]);
        let columns = ["| | Corvida | Acme | my shop |", "| employees | 1,795 | 900 | 310 |"];
        assert_eq!(rows(&columns, "Acme Freight"), ["employees: 900"]);
        // A table of one firm.
        assert_eq!(rows(&["| Company | Value |", "| Staff | 90 |"], "Acme"), ["staff: 90"]);
        assert_eq!(rows(&["| | Acme |", "| Staff | 90 |"], "Acme"), ["staff: 90"]);
        // Whose notes these are is not known.
        assert_eq!(rows(&["| Firm | Staff |", "| Corvida | 90 |"], ""), ["corvida: 90"]);
    }
}
