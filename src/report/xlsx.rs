//! A workbook for spreadsheets: comparison, criteria, evidence, questions, and what it rests on. Text goes in as text, never as a formula;
//! numbers as numbers.

use rust_xlsxwriter::{
    ConditionalFormatDataBar, DocProperties, ExcelDateTime, Format, FormatAlign, Note, Url, Workbook, Worksheet,
    XlsxError,
};

use super::html::may_link;
use super::sheet::evidence_ids;
use super::value::{place_words, value_words};
use super::words::{gate_word, lean_words, open_words, plain, verdict_words, yours_words};
use super::{Redaction, Report, Row};
use crate::model::Observation;
use crate::signal::SignalType;
use crate::text::visible;

/// Longest text of a cell; Excel holds 32,767 characters.
const LONGEST_CELL: usize = 32_000;
/// Questions a role.
const QUESTIONS: usize = 10;

/// A cell by what it holds.
enum Cell {
    Text(String),
    /// A whole number.
    Whole(u32),
    /// A score, 0 to 100.
    Score(f64),
    /// A part of one.
    Share(f64),
    Link(String),
    Empty,
}

/// The workbook as bytes. The same report gives the same bytes.
///
/// # Errors
/// When a limit of the format is exceeded: more than a million rows.
pub fn xlsx_report(report: &Report<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let day = report.as_of;
    let (year, month, date) = (day.year().unsigned_abs(), day.month().unsigned_abs(), day.day().unsigned_abs());
    let made = ExcelDateTime::from_ymd(year, month, date)?;
    let title = format!("{} as of {day}", visible(&report.rubric.title));
    book.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&made));
    let rows: Vec<&Row<'_>> = report.order().into_iter().map(|at| &report.rows[at]).collect();
    comparison(book.add_worksheet(), report, &rows)?;
    criteria(book.add_worksheet(), &rows)?;
    evidence(book.add_worksheet(), report, &rows)?;
    questions(book.add_worksheet(), report, &rows)?;
    about(book.add_worksheet(), report)?;
    book.save_to_buffer()
}

/// Writes a sheet: its name, a frozen line of column names with widths, rows, and a filter.
fn sheet(sheet: &mut Worksheet, name: &str, columns: &[(String, f64)], rows: &[Vec<Cell>]) -> Result<(), XlsxError> {
    let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    let wrap = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let score = Format::new().set_num_format("0.0").set_align(FormatAlign::Top);
    let share = Format::new().set_num_format("0 %").set_align(FormatAlign::Top);
    sheet.set_name(name)?;
    sheet.set_freeze_panes(1, 1)?;
    for (at, (column, width)) in (0_u16..).zip(columns) {
        sheet.write_string_with_format(0, at, cut(column), &head)?;
        sheet.set_column_width(at, *width)?;
    }
    for (line, row) in (1_u32..).zip(rows) {
        for (at, cell) in (0_u16..).zip(row) {
            match cell {
                Cell::Text(text) => sheet.write_string_with_format(line, at, cut(text), &wrap)?,
                Cell::Whole(number) => sheet.write_number_with_format(line, at, *number, &wrap)?,
                Cell::Score(number) => sheet.write_number_with_format(line, at, *number, &score)?,
                Cell::Share(number) => sheet.write_number_with_format(line, at, *number, &share)?,
                Cell::Link(url) if url.len() < 2_000 => sheet.write_url(line, at, Url::new(url))?,
                Cell::Link(url) => sheet.write_string_with_format(line, at, cut(url), &wrap)?,
                Cell::Empty => sheet,
            };
        }
    }
    let last = u16::try_from(columns.len()).unwrap_or(u16::MAX).saturating_sub(1);
    sheet.autofilter(0, 0, u32::try_from(rows.len()).unwrap_or(u32::MAX), last)?;
    Ok(())
}

/// A text that fits into a cell.
fn cut(text: &str) -> String {
    text.chars().take(LONGEST_CELL).collect()
}

fn text(text: impl Into<String>) -> Cell {
    Cell::Text(text.into())
}

/// Bars behind the scores of a column.
fn bars(sheet: &mut Worksheet, rows: usize, column: u16) -> Result<(), XlsxError> {
    use rust_xlsxwriter::ConditionalFormatType::Number;
    let last = u32::try_from(rows).unwrap_or(u32::MAX).max(1);
    let bar = ConditionalFormatDataBar::new().set_minimum(Number, 0).set_maximum(Number, 100);
    sheet.add_conditional_format(1, column, last, column, &bar)?;
    Ok(())
}

fn comparison(page: &mut Worksheet, report: &Report<'_>, rows: &[&Row<'_>]) -> Result<(), XlsxError> {
    let mut columns: Vec<(String, f64)> = [
        ("company", 24.0),
        ("title", 30.0),
        ("rank", 6.0),
        ("verdict", 14.0),
        ("leaning", 18.0),
        ("score", 9.0),
        ("low", 8.0),
        ("high", 8.0),
        ("evidence", 9.0),
        ("a seat opens", 18.0),
        ("it is yours", 14.0),
    ]
    .map(|(name, width)| (name.to_owned(), width))
    .to_vec();
    let first_group = columns.len();
    columns.extend(report.rubric.groups.iter().map(|group| (visible(&group.title), 10.0)));
    let first_gate = columns.len();
    columns.extend(report.rubric.gates.iter().map(|gate| (visible(&gate.id), 14.0)));
    let cells = |row: &&Row<'_>| {
        let card = &row.card;
        let mut cells = vec![
            text(row.company()),
            text(row.title()),
            Cell::Whole(u32::try_from(report.rank(row)).unwrap_or_default()),
            text(verdict_words(card)),
            text(lean_words(card)),
            Cell::Score(card.score.best),
            Cell::Score(card.score.low),
            Cell::Score(card.score.high),
            Cell::Share(card.coverage),
            text(open_words(card)),
            text(yours_words(card)),
        ];
        cells.extend(card.groups.iter().map(|group| Cell::Score(group.score.best)));
        cells.extend(card.gates.iter().map(|gate| text(gate_word(gate.state))));
        cells
    };
    let table: Vec<Vec<Cell>> = rows.iter().map(cells).collect();
    sheet(page, "Comparison", &columns, &table)?;
    for column in [5].into_iter().chain(first_group..first_gate) {
        bars(page, rows.len(), u16::try_from(column).unwrap_or(u16::MAX))?;
    }
    for (at, gate) in report.rubric.gates.iter().enumerate() {
        let column = u16::try_from(first_gate + at).unwrap_or(u16::MAX);
        page.insert_note(0, column, &Note::new(cut(&visible(&gate.text))).set_author("rubric"))?;
    }
    Ok(())
}

fn named(columns: &[(&str, f64)]) -> Vec<(String, f64)> {
    columns.iter().map(|(name, width)| ((*name).to_owned(), *width)).collect()
}

fn criteria(page: &mut Worksheet, rows: &[&Row<'_>]) -> Result<(), XlsxError> {
    let columns = named(&[
        ("company", 24.0),
        ("title", 30.0),
        ("group", 12.0),
        ("criterion", 30.0),
        ("weight", 8.0),
        ("score", 9.0),
        ("low", 8.0),
        ("high", 8.0),
        ("trust", 8.0),
        ("agreement", 16.0),
        ("adds", 8.0),
        ("evidence", 40.0),
    ]);
    let mut table = Vec::new();
    for row in rows {
        for (group, result) in row.card.criteria() {
            let score = result.triple();
            table.push(vec![
                text(row.company()),
                text(row.title()),
                text(visible(&group.group.title)),
                text(visible(&result.criterion.name)),
                Cell::Score(100.0 * result.criterion.weight),
                Cell::Score(score.best),
                Cell::Score(score.low),
                Cell::Score(score.high),
                Cell::Share(result.estimate.trust),
                text(result.estimate.agreement.word()),
                Cell::Score(result.contribution),
                text(evidence_ids([&result.estimate])),
            ]);
        }
    }
    sheet(page, "Criteria", &columns, &table)?;
    bars(page, table.len(), 5)
}

fn evidence(page: &mut Worksheet, report: &Report<'_>, rows: &[&Row<'_>]) -> Result<(), XlsxError> {
    let columns = named(&[
        ("company", 24.0),
        ("title", 30.0),
        ("signal", 34.0),
        ("value", 24.0),
        ("fact date", 12.0),
        ("learned", 12.0),
        ("source", 24.0),
        ("from", 20.0),
        ("plan", 6.0),
        ("place", 34.0),
        ("link", 34.0),
        ("words", 60.0),
        ("id", 12.0),
    ]);
    let mut table = Vec::new();
    for row in rows {
        let mut observations: Vec<&Observation> = row.card.ledger.iter().collect();
        observations.sort_by(|a, b| a.signal.cmp(&b.signal).then_with(|| a.id.cmp(&b.id)));
        table.extend(observations.into_iter().map(|observation| evidence_cells(report, row, observation)));
    }
    sheet(page, "Evidence", &columns, &table)
}

fn evidence_cells(report: &Report<'_>, row: &Row<'_>, observation: &Observation) -> Vec<Cell> {
    let is_open = report.redaction == Redaction::None;
    let kind = report.catalogue.get(&observation.signal).map_or(SignalType::Count, |signal| signal.signal_type);
    let link = observation
        .address()
        .filter(|url| is_open && may_link(url))
        .map_or(Cell::Empty, |url| Cell::Link(url.to_owned()));
    let if_open = |words: String| if is_open { text(words) } else { Cell::Empty };
    vec![
        text(row.company()),
        text(row.title()),
        text(visible(&observation.signal)),
        text(value_words(report, observation, kind)),
        text(observation.fact_date.to_string()),
        observation.learned.map_or(Cell::Empty, |day| text(day.to_string())),
        text(report.trust.of(observation.kind).label.clone()),
        if_open(visible(&observation.origin)),
        if observation.forward { text("yes") } else { Cell::Empty },
        if_open(place_words(report, observation)),
        link,
        report.quote(observation).map_or(Cell::Empty, text),
        text(observation.id.clone()),
    ]
}

fn questions(page: &mut Worksheet, report: &Report<'_>, rows: &[&Row<'_>]) -> Result<(), XlsxError> {
    let columns = named(&[
        ("company", 24.0),
        ("title", 30.0),
        ("question", 80.0),
        ("whom", 26.0),
        ("about", 34.0),
        ("minutes", 9.0),
        ("moves the score by", 12.0),
    ]);
    let mut table = Vec::new();
    for row in rows {
        for question in report.questions(row).iter().take(QUESTIONS) {
            table.push(vec![
                text(row.company()),
                text(row.title()),
                text(visible(&question.signal.question)),
                text(report.trust.of(question.kind).label.clone()),
                text(visible(&question.signal.name)),
                Cell::Whole(question.minutes),
                Cell::Score(question.shift),
            ]);
        }
    }
    sheet(page, "Questions", &columns, &table)
}

/// What the numbers rest on, and what was left out.
fn about(page: &mut Worksheet, report: &Report<'_>) -> Result<(), XlsxError> {
    let columns = named(&[("about", 18.0), ("", 100.0)]);
    let mut facts = vec![
        ("rubric".to_owned(), report.rubric_name()),
        ("rubric hash".to_owned(), report.rubric_hash.clone()),
        ("as of".to_owned(), report.as_of.to_string()),
        ("looking ahead".to_owned(), format!("{} months", plain(report.horizon_months))),
        ("program".to_owned(), format!("skiplevel {}", env!("CARGO_PKG_VERSION"))),
    ];
    facts.extend(report.lock_notice().map(|notice| ("weights".to_owned(), notice)));
    facts.extend(report.left_out().into_iter().map(|sentence| ("left out".to_owned(), sentence.to_owned())));
    let gates = report.rubric.gates.iter();
    facts.extend(gates.map(|gate| (format!("gate {}", visible(&gate.id)), visible(&gate.text))));
    let table: Vec<Vec<Cell>> = facts.into_iter().map(|(name, words)| vec![text(name), text(words)]).collect();
    sheet(page, "About", &columns, &table)
}
