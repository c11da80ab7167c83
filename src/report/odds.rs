//! The seat model of a role for the terminal: [`odds_text`].

use rayon::prelude::*;
use unicode_width::UnicodeWidthStr as _;

use super::bar::range_bar;
use super::explain::Explainer;
use super::layout::{HARD_SPACE, right, table, table_text, wrap};
use super::odds_ask::ask_sentences;
use super::odds_words::{
    COURSE_COLUMNS, SensitivityRow, caution, chance_words, count_words, course_cells, courses_title, default_sentences,
    is_fixed, months, nothing_known, open_sentence, sensitivity_rows, sensitivity_title, structure_sentences,
    wait_sentence, wait_words, yours_sentence,
};
use super::plain::{is_plain, rule};
use super::words::percent;
use super::{Report, Row};
use crate::analysis::{Odds, odds};
use crate::score::Triple;
use crate::seat::Quantiles;

/// Below this width a table has no room for bars.
const WIDTH_FOR_BARS: usize = 64;
/// Heading of the chance that is asked for.
const YOURS: &str = "it is yours";

/// Every role of the report with its seat model laid open, the likeliest first, at most `width` cells wide. Two roles
/// or more begin with one line each.
#[must_use]
pub fn odds_text(report: &Report<'_>, width: usize) -> String {
    let laid_open = by_chance(report);
    let rule = format!("\n{}\n\n", rule(width));
    let blocks: Vec<String> = laid_open.iter().map(|(row, odds)| block(report, row, odds, width)).collect();
    let blocks = blocks.join(&rule);
    if laid_open.len() < 2 { blocks } else { format!("{}{rule}{blocks}", overview(report, &laid_open, width)) }
}

/// Rows with their odds: by the chance that a seat is yours, then that one opens, then id.
pub(super) fn by_chance<'r, 'a>(report: &'r Report<'a>) -> Vec<(&'r Row<'a>, Odds)> {
    let mut rows: Vec<&Row<'a>> = report.rows.iter().collect();
    rows.sort_by(|a, b| {
        let (a_seat, b_seat) = (a.card.seat.sweep, b.card.seat.sweep);
        let by_yours = b_seat.yours.mean.total_cmp(&a_seat.yours.mean);
        let by_open = b_seat.open.mean.total_cmp(&a_seat.open.mean);
        by_yours.then(by_open).then_with(|| a.role.id.cmp(&b.role.id))
    });
    rows.into_par_iter().map(|row| (row, odds(&row.card.seat))).collect()
}

fn overview(report: &Report<'_>, rows: &[(&Row<'_>, Odds)], width: usize) -> String {
    let title = format!("Odds of a manager-of-managers seat within {} · as of {}", report.horizon(), report.as_of);
    let mut table = table(width);
    table.set_header(vec!["", "a seat opens", "it is yours", "seats", "wait"]);
    for (row, odds) in rows {
        table.add_row(vec![
            format!("{}, {}", row.company(), row.title()),
            chance_words(row.card.seat.sweep.open),
            chance_words(row.card.seat.sweep.yours),
            seats_words(odds),
            wait_words(odds.wait),
        ]);
    }
    let legend =
        "In brackets: across plausible assumptions. Seats: needed today → then. Planning figures, not forecasts.";
    format!("{}\n\n{}\n{}\n", wrap(&title, width, 2), table_text(table), wrap(legend, width, 2))
}

fn seats_words(odds: &Odds) -> String {
    format!("{} → {}", count_words(odds.seats_today), count_words(odds.mixed.seats_at_horizon))
        .replace(' ', &HARD_SPACE.to_string())
}

fn block(report: &Report<'_>, row: &Row<'_>, odds: &Odds, width: usize) -> String {
    let writer = Explainer { report, row, width };
    let seat = &row.card.seat;
    let mut text = writer.title(&format!("Odds as of {}", report.as_of));
    if nothing_known(seat) {
        writer.line(&mut text, "Nothing is known yet: every number below rests on defaults.", 0);
    }
    text.push('\n');
    writer.line(&mut text, &open_sentence(report, seat), 0);
    writer.line(&mut text, &yours_sentence(report, seat), 0);
    text.push('\n');
    text.push_str(&chart(odds, width));
    text.push('\n');
    for sentence in structure_sentences(report, odds) {
        writer.line(&mut text, &sentence, 0);
    }
    text.push('\n');
    writer.line(&mut text, &courses_title(report), 0);
    text.push_str(&courses(odds, width));
    writer.course_notes(&mut text);
    text.push('\n');
    if !nothing_known(seat) {
        writer.line(&mut text, &known_heading(row), 0);
        writer.inputs(&mut text, true);
    }
    writer.line(&mut text, "Assumed, with the source of each default:", 0);
    for sentence in default_sentences(seat, odds) {
        writer.line(&mut text, &sentence, 2);
    }
    text.push('\n');
    text.push_str(&sensitivities(row, odds, width));
    text.push('\n');
    writer.line(&mut text, &caution(row), 0);
    writer.line(&mut text, &wait_sentence(seat, odds.wait), 0);
    for sentence in ask_sentences(report, row, odds) {
        writer.line(&mut text, &sentence, 0);
    }
    text
}

/// What stands above the inputs that somebody spoke about.
pub(super) fn known_heading(row: &Row<'_>) -> String {
    format!("Known (as a whole the answer has credibility {}):", percent(row.card.seat.trust))
}

/// Both chances over time: a dot on its range, with the numbers beside.
fn chart(odds: &Odds, width: usize) -> String {
    let has_bars = width >= WIDTH_FOR_BARS && !is_plain(width);
    // Label, two chances with gaps, two pairs of ends.
    let cells = (width.saturating_sub(52) / 2).clamp(4, 30);
    let mut table = table(width);
    table.set_header(pick(has_bars, &[2, 4], ["within", "a seat opens", "", YOURS, ""].map(str::to_owned)));
    let mark = if is_plain(width) { ", the horizon of everything else here" } else { " ◂" };
    for at in &odds.by_horizon {
        let mark = if at.in_force { mark } else { "" };
        let label = format!("{}{mark}", months(at.months)).replace(' ', &HARD_SPACE.to_string());
        let row = [label, chance_words(at.open), bar(at.open, cells), chance_words(at.yours), bar(at.yours, cells)];
        table.add_row(pick(has_bars, &[2, 4], row));
    }
    if is_plain(width) {
        return table_text(table);
    }
    let bars = "● mean, from ▕ to ▏ most plausible assumptions (10 to 90 of 100), on a scale of 0 to 100 %; ";
    let legend = format!("{}◂ the horizon of everything else here", if has_bars { bars } else { "" });
    format!("{}{}\n", table_text(table), wrap(&legend, width, 2))
}

/// All five cells, or those without the bars, which stand in columns `bars`.
fn pick(has_bars: bool, bars: &[usize], cells: [String; 5]) -> Vec<String> {
    let kept = cells.into_iter().enumerate().filter(|(at, _)| has_bars || !bars.contains(at));
    kept.map(|(_, cell)| cell).collect()
}

fn bar(chance: Quantiles, cells: usize) -> String {
    let (low, high) = (100.0 * chance.p10, 100.0 * chance.p90);
    range_bar(Triple { low, best: (100.0 * chance.mean).clamp(low, high), high }, cells)
}

fn courses(odds: &Odds, width: usize) -> String {
    // Seats, openings and rivals go where there is no room.
    let is_kept = |at: usize| width >= WIDTH_FOR_BARS || !matches!(at, 2..=4);
    let kept = |cells: [String; 7]| -> Vec<String> {
        cells.into_iter().enumerate().filter(|(at, _)| is_kept(*at)).map(|(_, cell)| cell).collect()
    };
    let mut table = table(width);
    table.set_header(kept(COURSE_COLUMNS.map(str::to_owned)));
    for cells in course_cells(odds) {
        table.add_row(kept(cells));
    }
    right(&mut table, &[1, 2, 3, 4, 5, 6]);
    table_text(table)
}

/// The table of what the chance hangs on, as bars around its value with everything at its mode.
fn sensitivities(row: &Row<'_>, odds: &Odds, width: usize) -> String {
    let seat = &row.card.seat;
    let title = wrap(&sensitivity_title(seat, odds), width, 2) + "\n";
    if is_fixed(odds) {
        return title;
    }
    let rows = sensitivity_rows(seat, odds);
    let widest = |cell: fn(&SensitivityRow) -> &str| rows.iter().map(|row| cell(row).width()).max().unwrap_or(0);
    // Name, range and chances as they are, eight cells of evidence, five gaps, and the ends of the bars.
    let taken = widest(|row| row.name) + widest(|row| &row.range) + widest(|row| &row.yours).max(YOURS.len()) + 20;
    let cells = width.saturating_sub(taken).min(30);
    let has_bars = cells >= 5 && !is_plain(width);
    let most = rows.iter().map(|row| row.numbers.extent().1).fold(f64::MIN_POSITIVE, f64::max);
    let mut table = table(width);
    table.set_header(pick(has_bars, &[3], ["input", "range", YOURS, "", "evidence"].map(str::to_owned)));
    for row in &rows {
        let (low, high) = row.numbers.extent();
        let scaled = |p: f64| 100.0 * p / most;
        let triple = Triple { low: scaled(low), best: scaled(row.numbers.yours_at_mode), high: scaled(high) };
        let name = if has_bars { row.name.replace(' ', &HARD_SPACE.to_string()) } else { row.name.to_owned() };
        let bar = if has_bars { range_bar(triple, cells) } else { String::new() };
        let range = if has_bars { row.range.clone() } else { row.range.replace(HARD_SPACE, " ") };
        table.add_row(pick(has_bars, &[3], [name, range, row.yours.clone(), bar, row.evidence.clone()]));
    }
    title + &table_text(table)
}
