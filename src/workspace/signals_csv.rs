//! Signals files: one dated observation a row.

use std::ops::Range;

use crate::model::{Ageing, Observation, PartialDate, Scope, Source, SourceKind, Value};
use crate::signal::{Catalogue, Lookup, Signal, SignalType, Use, parse_value, unknown_kind};
use crate::text::{Code, Diagnostic, Diagnostics, FileId, Files, Span, Spanned, nearest};

/// Columns that must be there.
const REQUIRED: [&str; 4] = ["signal", "value", "fact_date", "kind"];
/// Columns that may be there.
const OPTIONAL: [&str; 7] = ["origin", "forward", "cred", "learned", "url", "quote", "note"];

/// A record with the place of each of its cells.
struct Row<'a> {
    cells: Vec<Spanned<String>>,
    columns: &'a [String],
    span: Span,
}

impl Row<'_> {
    /// A cell by column name; `None` when the column is missing or the cell is blank.
    fn get(&self, column: &str) -> Option<Spanned<String>> {
        let at = self.columns.iter().position(|known| known == column)?;
        let cell = self.cells.get(at)?;
        let trimmed = cell.value.trim();
        (!trimmed.is_empty()).then(|| Spanned { value: trimmed.to_owned(), span: cell.span })
    }
}

/// Reads a signals file. Broken rows are reported and left out.
pub(super) fn read_signals_csv(
    files: &Files,
    file: FileId,
    catalogue: &Catalogue,
    scope: Scope,
    problems: &mut Diagnostics,
) -> Vec<Observation> {
    let text = files.text(file);
    let mut records = records(text, file, problems).into_iter();
    let Some(header) = records.next() else {
        if text.is_empty() && problems.iter().any(|p| p.code == Code::NotUtf8 && p.span.is_some_and(|s| s.file == file))
        {
            return Vec::new();
        }
        let problem = Diagnostic::warning(Code::CsvColumn, "this file has no line of column names");
        problems.push(problem.at(Span::new(file, 0, 0)).help(format!("begin it with {}", REQUIRED.join(","))));
        return Vec::new();
    };
    let Some(columns) = read_header(&header, problems) else { return Vec::new() };
    let mut found = Vec::new();
    for (cells, span) in records {
        if cells.len() != columns.len() {
            let message = format!("this row has {} cells; the header has {}", cells.len(), columns.len());
            let is_long = files.slice(span).trim_end().contains('\n');
            let help = if is_long { "is a quote not closed?" } else { "put cells that hold a comma in double quotes" };
            let at = files.line_span(span);
            problems.push(Diagnostic::error(Code::CsvCells, message).at(at).label("left out").help(help));
            continue;
        }
        let row = Row { cells, columns: &columns, span };
        found.extend(read_row(&row, files, catalogue, scope, problems));
    }
    found
}

/// Cells of each record with their places, and the place of the record.
type Record = (Vec<Spanned<String>>, Span);

fn records(text: &str, file: FileId, problems: &mut Diagnostics) -> Vec<Record> {
    let delimiter = delimiter(text);
    let mut found: Vec<Record> = Vec::new();
    let mut from = 0;
    // A quote that is never closed swallows all that follows it, so reading starts again on the line after it.
    while let Some(quote) = read_from(text, from, delimiter, file, &mut found) {
        let line_end = text[quote..].find('\n').map_or(text.len(), |end| quote + end + 1);
        let problem =
            Diagnostic::error(Code::CsvSyntax, "this quote is not closed").at(Span::new(file, quote, quote + 1));
        problems
            .push(problem.label("this row is left out").help("close it, or write two quotes for one inside a cell"));
        from = line_end;
    }
    found
}

/// Reads records from byte `from` on; gives the place of a quote that is not closed before the end of the file.
fn read_from(text: &str, from: usize, delimiter: u8, file: FileId, found: &mut Vec<Record>) -> Option<usize> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(&text.as_bytes()[from..]);
    let mut record = csv::StringRecord::new();
    // The reader fails only on bytes that are not UTF-8, and `text` is.
    while reader.read_record(&mut record).unwrap_or(false) {
        let start = from + record.position().map_or(0, |at| at.byte() as usize);
        let end = from + reader.position().byte() as usize;
        let start = start + text[start..end].len() - text[start..end].trim_start_matches(['\r', '\n']).len();
        let (ranges, open_quote) = cell_ranges(&text[start..end], delimiter);
        if let Some(quote) = open_quote {
            return Some(start + quote);
        }
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let place = |at: usize| {
            let range = ranges.get(at).cloned().unwrap_or(0..0);
            Span::new(file, start + range.start, start + range.end)
        };
        let cells = record.iter().enumerate().map(|(at, cell)| Spanned { value: cell.to_owned(), span: place(at) });
        found.push((cells.collect(), Span::new(file, start, end)));
    }
    None
}

/// A comma, or the semicolon or tab that spreadsheets of some countries write.
fn delimiter(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    let count = |c: char| header.matches(c).count();
    match (count(','), count(';'), count('\t')) {
        (commas, semicolons, _) if semicolons > commas => b';',
        (commas, _, tabs) if tabs > commas => b'\t',
        _ => b',',
    }
}

/// The ranges of the cells of a raw record, without their quotes, and the place of a quote that is not closed. As for
/// the reader, a quote means something only at the start of a cell.
fn cell_ranges(raw: &str, delimiter: u8) -> (Vec<Range<usize>>, Option<usize>) {
    let bytes = raw.as_bytes();
    let end = raw.trim_end_matches(['\r', '\n']).len();
    let mut ranges = Vec::new();
    let (mut start, mut at, mut opened) = (0, 0, None);
    while at < raw.len() {
        match (bytes[at], opened) {
            (b'"', None) if at == start => opened = Some(at),
            (b'"', Some(_)) if bytes.get(at + 1) == Some(&b'"') => at += 1,
            (b'"', Some(_)) => opened = None,
            (byte, None) if byte == delimiter => {
                ranges.push(start..at);
                start = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    ranges.push(start..end.max(start));
    let unquoted = |range: Range<usize>| {
        let cell = &raw[range.clone()];
        if cell.len() >= 2 && cell.starts_with('"') && cell.ends_with('"') {
            range.start + 1..range.end - 1
        } else {
            range
        }
    };
    (ranges.into_iter().map(unquoted).collect(), opened)
}

fn read_header(header: &Record, problems: &mut Diagnostics) -> Option<Vec<String>> {
    let names: Vec<String> = header.0.iter().map(|cell| cell.value.trim().to_lowercase()).collect();
    let mut complete = true;
    for column in REQUIRED.iter().filter(|column| !names.iter().any(|name| name == *column)) {
        complete = false;
        let others = || names.iter().map(String::as_str).filter(|name| !OPTIONAL.contains(name));
        let part = others().find(|name| name.len() >= 3 && column.contains(name));
        let near = part.or_else(|| nearest(column, others()));
        let problem = Diagnostic::error(Code::CsvColumn, format!("the column `{column}` is missing")).at(header.1);
        let help = format!("the first line names the columns: {},{}", REQUIRED.join(","), OPTIONAL.join(","));
        problems.push(match near {
            Some(name) if !REQUIRED.contains(&name) => problem.help(format!("is `{name}` meant to be `{column}`?")),
            _ => problem.help(help),
        });
    }
    for (at, cell) in header.0.iter().enumerate() {
        let name = &names[at];
        if names[..at].contains(name) && !name.is_empty() {
            complete = false;
            let message = format!("two columns are named `{name}`");
            problems.push(Diagnostic::error(Code::CsvColumn, message).at(cell.span).help("rename or delete one"));
        } else if !REQUIRED.contains(&name.as_str()) && !OPTIONAL.contains(&name.as_str()) && complete {
            let problem = Diagnostic::note(Code::CsvExtraColumn, format!("the column `{name}` is kept but not read"));
            let near = nearest(name, OPTIONAL);
            problems.push(problem.at(cell.span).suggest(near, format!("optional columns are {}", OPTIONAL.join(", "))));
        }
    }
    complete.then_some(names)
}

/// Makes an observation of a row; reports everything that is wrong with it.
fn read_row(
    row: &Row<'_>,
    files: &Files,
    catalogue: &Catalogue,
    scope: Scope,
    problems: &mut Diagnostics,
) -> Option<Observation> {
    let before = problems.len();
    let missing = |column: &str| {
        let at = files.line_span(row.span);
        Diagnostic::error(Code::MissingKey, format!("`{column}` is empty in this row")).at(at).label("left out")
    };
    let signal = match row.get("signal") {
        Some(key) => read_signal(&key, catalogue, problems),
        None => {
            problems.push(missing("signal"));
            None
        }
    };
    let value = match (row.get("value"), signal) {
        (Some(cell), Some(signal)) => read_value(&cell, signal, problems),
        (None, _) => {
            problems.push(missing("value").help("delete the row, or write what is known"));
            None
        }
        _ => None,
    };
    let is_event = signal.is_some_and(|signal| signal.signal_type == SignalType::Event);
    let event_date = value.as_ref().and_then(Value::event).map(|event| event.date).filter(|_| is_event);
    let fact_date = match row.get("fact_date") {
        Some(cell) => read_date(&cell, problems),
        None if event_date.is_some() => event_date,
        None => {
            problems.push(missing("fact_date").help("write the day or month when it was true: 2026-03-14 or 2026-03"));
            None
        }
    };
    let kind = match row.get("kind") {
        Some(cell) => {
            let kind = SourceKind::from_key(&cell.value.to_lowercase().replace([' ', '-'], "_"));
            if kind.is_none() {
                problems.push(unknown_kind(&cell));
            }
            kind
        }
        None => {
            problems.push(
                missing("kind").help("write who says so, for example press_independent; `unknown` if you cannot tell"),
            );
            None
        }
    };
    let learned = row.get("learned").and_then(|cell| read_date(&cell, problems));
    let credibility = row.get("cred").map_or(Some(2), |cell| read_credibility(&cell, problems));
    let forward = row.get("forward").is_some_and(|cell| read_flag(&cell, problems));
    if problems.iter().skip(before).any(|problem| problem.severity == crate::text::Severity::Error) {
        return None;
    }
    let text = |column: &str| row.get(column).map(|cell| cell.value);
    let place = files.place(row.span);
    let value = value?;
    let ageing = if matches!(value, Value::Event(_)) { Ageing::SinceLearned } else { Ageing::SinceTrue };
    let observation = Observation {
        learned: learned.map(PartialDate::first),
        ageing,
        origin: text("origin").unwrap_or_default(),
        credibility: credibility?,
        forward,
        scope,
        source: Source::File { path: place.path, line: place.line },
        url: text("url"),
        quote: text("quote"),
        note: text("note"),
        ..Observation::new(&signal?.key, value, fact_date?, kind?)
    };
    Some(observation.sealed())
}

fn read_signal<'c>(key: &Spanned<String>, catalogue: &'c Catalogue, problems: &mut Diagnostics) -> Option<&'c Signal> {
    let found = catalogue.find(&key.value);
    let problem = match (found.problem(&key.value), found) {
        (None, Lookup::Found(signal)) if signal.purpose != Use::Derived => return Some(signal),
        (None, Lookup::Found(signal)) => signal.computed_problem(),
        (problem, _) => problem?,
    };
    problems.push(problem.at(key.span).label("this row is left out"));
    None
}

fn read_value(cell: &Spanned<String>, signal: &Signal, problems: &mut Diagnostics) -> Option<Value> {
    parse_value(signal, &cell.value).map_err(|problem| problems.push(problem.diagnostic().at(cell.span))).ok()
}

fn read_date(cell: &Spanned<String>, problems: &mut Diagnostics) -> Option<PartialDate> {
    cell.value
        .parse()
        .map_err(|message: String| {
            let help = "spreadsheets like to rewrite dates: format the column as text";
            problems.push(Diagnostic::error(Code::BadDate, message).at(cell.span).help(help));
        })
        .ok()
}

fn read_credibility(cell: &Spanned<String>, problems: &mut Diagnostics) -> Option<u8> {
    let digit = cell.value.parse::<u8>().ok().filter(|digit| (1..=6).contains(digit));
    if digit.is_none() {
        let message = format!("credibility is `{}`; expected 1 to 6", cell.value);
        let help =
            "1 confirmed, 2 probably true, 3 possibly, 4 doubtful, 5 improbable, 6 cannot be judged; empty counts as 2";
        problems.push(Diagnostic::error(Code::BadCredibility, message).at(cell.span).help(help));
    }
    digit
}

fn read_flag(cell: &Spanned<String>, problems: &mut Diagnostics) -> bool {
    match cell.value.to_lowercase().as_str() {
        "yes" | "true" | "1" | "y" | "plan" => true,
        "no" | "false" | "0" | "n" => false,
        _ => {
            let message = format!("forward is `{}`; expected yes or no", cell.value);
            problems.push(Diagnostic::error(Code::BadValue, message).at(cell.span));
            false
        }
    }
}
