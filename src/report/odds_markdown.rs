//! The seat model of each role in Markdown: [`odds_markdown`].

use std::fmt::Write as _;

use super::explain::Explainer;
use super::layout::HARD_SPACE;
use super::markdown::safe;
use super::odds::{by_chance, known_heading};
use super::odds_ask::ask_sentences;
use super::odds_words::{
    COURSE_COLUMNS, caution, chance_words, course_cells, courses_title, default_sentences, is_fixed, months,
    nothing_known, open_sentence, sensitivity_rows, sensitivity_title, structure_sentences, wait_sentence,
    yours_sentence,
};
use super::{Report, Row};
use crate::analysis::Odds;

/// A section a role, the likeliest first.
#[must_use]
pub fn odds_markdown(report: &Report<'_>) -> String {
    let sections: Vec<String> = by_chance(report).iter().map(|(row, odds)| section(report, row, odds)).collect();
    sections.join("\n").replace(HARD_SPACE, " ")
}

fn section(report: &Report<'_>, row: &Row<'_>, odds: &Odds) -> String {
    let seat = &row.card.seat;
    let writer = Explainer { report, row, width: usize::MAX };
    let mut text = format!("## Odds · {} — {}\n\n", safe(&row.role.company), safe(&row.role.title));
    let notice = report.lock_notice().map(|notice| format!(" {}", safe(&notice))).unwrap_or_default();
    let _ = writeln!(text, "As of {}.{notice}\n", report.as_of);
    list(&mut text, &[open_sentence(report, seat), yours_sentence(report, seat)]);
    text.push('\n');
    let chances = odds.by_horizon.iter().map(|at| {
        let mark = if at.in_force { " ◂" } else { "" };
        vec![format!("{}{mark}", months(at.months)), chance_words(at.open), chance_words(at.yours)]
    });
    table(&mut text, &["within", "a seat opens", "it is yours"], chances);
    text.push('\n');
    list(&mut text, &structure_sentences(report, odds));
    let _ = writeln!(text, "\n{}\n", courses_title(report));
    table(&mut text, &COURSE_COLUMNS, course_cells(odds).into_iter().map(|cells| cells.to_vec()));
    text.push('\n');
    list(&mut text, &writer.course_hints());
    if nothing_known(seat) {
        let _ = writeln!(text, "Nothing is known yet.");
    } else {
        let _ = writeln!(text, "{}\n", safe(&known_heading(row)));
    }
    let known = writer.input_lines(true).into_iter().map(|(words, places)| match places.join(", ") {
        places if places.is_empty() => words,
        places => format!("{words} ({places})"),
    });
    list(&mut text, &known.collect::<Vec<_>>());
    let _ = writeln!(text, "\nAssumed, with the source of each default:\n");
    list(&mut text, &default_sentences(seat, odds));
    let _ = writeln!(text, "\n{}\n", sensitivity_title(seat, odds));
    if !is_fixed(odds) {
        let rows = sensitivity_rows(seat, odds).into_iter();
        let rows = rows.map(|row| vec![row.name.to_owned(), row.range, row.yours, row.evidence]);
        table(&mut text, &["input", "range", "it is yours", "evidence"], rows);
        text.push('\n');
    }
    list(&mut text, &[caution(row), wait_sentence(seat, odds.wait)]);
    list(&mut text, &ask_sentences(report, row, odds));
    text
}

fn list<S: AsRef<str>>(text: &mut String, sentences: &[S]) {
    for sentence in sentences {
        let _ = writeln!(text, "- {}", safe(sentence.as_ref()));
    }
}

fn table(text: &mut String, columns: &[&str], rows: impl Iterator<Item = Vec<String>>) {
    let _ = writeln!(text, "| {} |", columns.join(" | "));
    let _ = writeln!(text, "|{}", " --- |".repeat(columns.len()));
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| safe(cell)).collect();
        let _ = writeln!(text, "| {} |", cells.join(" | "));
    }
}
