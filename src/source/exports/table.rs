//! Tables whose columns are found by name, and the numbers and dates that people and services write into them.

use std::collections::BTreeMap;

use crate::model::{Observation, Page, PartialDate, Trouble, Value};
use crate::source::{Reading, Subject};

/// A table with its columns by name.
pub(super) struct Table {
    columns: BTreeMap<String, usize>,
    rows: Vec<csv::StringRecord>,
}

/// A row of a table.
pub(super) struct Row<'t> {
    columns: &'t BTreeMap<String, usize>,
    cells: &'t csv::StringRecord,
}

/// A column's name without case, spaces and marks: `# Laid Off` is `laidoff`; a lone `%` is `percent`.
fn key(name: &str) -> String {
    let plain: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    if plain.is_empty() && name.contains('%') { "percent".to_owned() } else { plain }
}

/// The columns of a text, if its first line may be a line of names.
pub(super) fn header(text: &str) -> Vec<String> {
    let first = text.trim_start_matches('\u{feff}').lines().next().unwrap_or_default();
    let record = csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(delimiter(first))
        .from_reader(first.as_bytes())
        .records()
        .next();
    record.and_then(Result::ok).map(|record| record.iter().map(key).collect()).unwrap_or_default()
}

/// Whether the first line of a text names all of these columns, written as [`key`] makes them.
pub(super) fn has_columns(text: &str, wanted: &[&str]) -> bool {
    let header = header(text);
    wanted.iter().all(|wanted| header.iter().any(|column| column == wanted))
}

fn delimiter(line: &str) -> u8 {
    let count = |c: char| line.matches(c).count();
    if count(';') > count(',') {
        b';'
    } else if count('\t') > count(',') {
        b'\t'
    } else {
        b','
    }
}

impl Table {
    /// Reads a table; columns that are missing are missing in every row.
    pub(super) fn of(page: &Page) -> Result<Self, Trouble> {
        let text = page.text()?;
        let text = text.trim_start_matches('\u{feff}');
        let delimiter = delimiter(text.lines().next().unwrap_or_default());
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(text.as_bytes());
        let mut records = reader.records();
        let broken = |error: csv::Error| Trouble::failed(format!("the table is broken: {error}"));
        let header = records.next().ok_or_else(|| Trouble::failed("the table is empty"))?.map_err(broken)?;
        let mut columns = BTreeMap::new();
        for (at, name) in header.iter().enumerate() {
            columns.entry(key(name)).or_insert(at);
        }
        let rows = records.collect::<Result<_, _>>().map_err(broken)?;
        Ok(Self { columns, rows })
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|cells| Row { columns: &self.columns, cells })
    }
}

impl<'t> Row<'t> {
    /// The cell of the first of these columns that has something in it. A dash is nothing.
    pub(super) fn get(&self, columns: &[&str]) -> Option<&'t str> {
        let cell = |column: &&str| {
            let text = self.cells.get(*self.columns.get(*column)?)?.trim();
            (!text.is_empty() && !matches!(text, "—" | "–" | "-" | "n/a" | "N/A" | "null" | "None")).then_some(text)
        };
        columns.iter().find_map(cell)
    }

    pub(super) fn number(&self, columns: &[&str]) -> Option<f64> {
        number(self.get(columns)?)
    }

    pub(super) fn date(&self, columns: &[&str]) -> Option<PartialDate> {
        date(self.get(columns)?)
    }
}

/// Rows of one company, and the names of the others.
pub(super) fn rows_of<'t>(
    table: &'t Table,
    subject: &Subject,
    names: &[&str],
    addresses: &[&str],
) -> (Vec<Row<'t>>, Vec<String>) {
    let (mut own, mut others) = (Vec::new(), Vec::new());
    for row in table.rows() {
        let name = row.get(names).unwrap_or_default();
        let address = row.get(addresses).unwrap_or_default();
        if subject.fits(name, address) {
            own.push(row);
        } else if !name.is_empty() && !others.iter().any(|known| known == name) {
            others.push(name.to_owned());
        }
    }
    (own, others)
}

/// The reading of a table of which each row is one fact, or a remark on why it is none.
pub(super) fn facts_of_rows(
    subject: &Subject,
    page: &Page,
    fact: impl Fn(&Row<'_>) -> Result<Observation, String>,
) -> Result<Reading, Trouble> {
    let table = Table::of(page)?;
    let (rows, others) = rows_of(&table, subject, &["company"], &["domain", "website"]);
    if rows.is_empty() {
        return Ok(absent("the table", others));
    }
    let mut reading = Reading { others, ..Reading::observed(Vec::new()) };
    for row in &rows {
        match fact(row) {
            Ok(observation) => reading.observations.push(observation),
            Err(remark) => reading.remarks.push(remark),
        }
    }
    Ok(reading)
}

/// The reading of a table that names the company nowhere.
pub(super) fn absent(what: &str, others: Vec<String>) -> Reading {
    Reading { others, ..Reading::unknown(format!("no row of {what} is about the company")) }
}

/// `12,345`, `$61.5`, `12 345`: a finite number, zero or more.
pub(super) fn number(text: &str) -> Option<f64> {
    let plain: String =
        text.chars().filter(|c| !matches!(c, ',' | ' ' | '\u{a0}' | '\u{202f}' | '$' | '€' | '£' | '\'')).collect();
    plain.parse::<f64>().ok().filter(|number| number.is_finite() && *number >= 0.0)
}

/// `9%` is 9; a bare `0.25` is a part of one, 25. Zero and more than a hundred are none.
pub(super) fn percent(text: &str) -> Option<f64> {
    let percent = match text.trim().strip_suffix('%') {
        Some(number) => self::number(number)?,
        None => self::number(text).map(|number| if number <= 1.0 { 100.0 * number } else { number })?,
    };
    (percent > 0.0 && percent <= 100.0).then_some((percent * 1e6).round() / 1e6)
}

/// `2026-10-14`, `2026-10`, `2016`, or as Americans write it: `10/28/2026`. With a time behind it, the day.
pub(super) fn date(text: &str) -> Option<PartialDate> {
    let day = text.trim().split(['T', ' ']).next().unwrap_or_default();
    let parts: Vec<&str> = day.split('/').collect();
    if let [month, day, year] = parts.as_slice() {
        return format!("{year}-{month:0>2}-{day:0>2}").parse().ok();
    }
    day.parse().ok()
}

/// `51-100` is a range, `10001+` one up to `most`, `118` a number.
pub(super) fn range(text: &str, most: f64) -> Option<Value> {
    let text = text.trim().replace('–', "-");
    if let Some(low) = text.strip_suffix('+') {
        return number(low).map(|low| Value::Range { low, high: most.max(low) });
    }
    match text.split_once('-') {
        Some((low, high)) => {
            let (low, high) = (number(low)?, number(high)?);
            (low <= high).then_some(Value::Range { low, high })
        }
        None => number(&text).map(Value::Number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_shares_and_dates_are_read_as_they_are_written() {
        assert_eq!(
            [number("12,345"), number("$61.5"), number("x"), number("-3"), number("1e999")],
            [Some(12345.0), Some(61.5), None, None, None]
        );
        assert_eq!(
            [percent("9%"), percent("0.25"), percent("25"), percent("0"), percent("250%")],
            [Some(9.0), Some(25.0), Some(25.0), None, None]
        );
        let dates =
            ["10/28/2026", "5/2/2025", "2026-03-14", "2026-10", "2016", "2026-10-14T09:00:00Z", "13/40/2026", "soon"];
        let read: Vec<String> =
            dates.iter().map(|text| date(text).map(|d| d.to_string()).unwrap_or_default()).collect();
        assert_eq!(read, ["2026-10-28", "2025-05-02", "2026-03-14", "2026-10", "2016", "2026-10-14", "", ""]);
        assert_eq!(range("51-100", 1e6), Some(Value::Range { low: 51.0, high: 100.0 }));
        assert_eq!(range("10001+", 1e6), Some(Value::Range { low: 10001.0, high: 1e6 }));
        assert_eq!([range("118", 1e6), range("9-3", 1e6)], [Some(Value::Number(118.0)), None]);
    }

    #[test]
    fn columns_are_found_whatever_their_case_and_marks() {
        assert!(has_columns("\u{feff}Company;# Laid Off;%;Date\r\n", &["company", "laidoff", "percent", "date"]));
        assert!(!has_columns("{\"company\": 1}", &["company"]));
        assert!(!has_columns("", &["company"]));
    }
}
