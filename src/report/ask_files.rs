//! What to ask next, for files: a note to be filled in, and one row a question.

use std::fmt::Write as _;

use super::ask::Asking;
use super::sheet::{Sheet, number};
use super::{Redaction, Report};
use crate::analysis::Question;
use crate::model::{Date, SourceKind};
use crate::notes::read_heading;
use crate::text::visible;
use crate::workspace::question_line;

/// The questions as a note that a dossier takes in: a dated heading for each respondent, and below it their questions
/// with empty fields. Pasted as it is it adds open questions and no fact; what is filled in counts, with the kind and
/// the date of its heading.
#[must_use]
pub fn ask_note(report: &Report<'_>, asking: &Asking<'_, '_>, on: Date) -> String {
    let mut text = String::new();
    for section in &asking.sections {
        if !text.is_empty() {
            text.push('\n');
        }
        let questions = section.shown(asking.limit);
        let what = if questions.is_empty() { "nothing left to ask." } else { "paste into its dossier and fill in." };
        let notice = report.lock_notice().map(|notice| format!(" {notice}")).unwrap_or_default();
        // A comment ends at two hyphens and a bracket, so an id must not hold any.
        let remark = format!("{}: {what}{notice}", section.row.id()).replace("--", "–");
        let _ = writeln!(text, "<!-- {remark} -->");
        let mut kinds: Vec<SourceKind> = Vec::new();
        for question in questions {
            if !kinds.contains(&question.kind) {
                kinds.push(question.kind);
            }
        }
        for kind in kinds {
            let _ = write!(text, "\n## {}\n\n", note_heading(report, asking, kind, on));
            for question in questions.iter().filter(|question| question.kind == kind) {
                let _ = writeln!(text, "{}", visible(&question_line(question.signal)));
            }
        }
    }
    text
}

/// A heading that the reader of notes takes for this day and kind, and for the person if one was named: the person's name
/// and the kind's label where both are read as they are meant, else the label, else the kind's key in words.
fn note_heading(report: &Report<'_>, asking: &Asking<'_, '_>, kind: SourceKind, on: Date) -> String {
    let label = visible(&report.trust.of(kind).label);
    let named = asking.whom.as_ref().and_then(|whom| whom.name.as_deref());
    let named = named.filter(|_| report.redaction == Redaction::None).map(visible);
    if let Some(name) = named {
        let heading = format!("{on} — {name}, {label}");
        let read = read_heading(&heading, report.trust);
        if read.kind == Some(kind) && read.person.as_ref() == Some(&name) {
            return heading;
        }
    }
    let heading = format!("{on} — {label}");
    let read = read_heading(&heading, report.trust);
    if read.kind == Some(kind) && read.person.is_none() {
        return heading;
    }
    format!("{on} — {}", kind.key().replace('_', " "))
}

/// The columns, in order.
pub const ASK_COLUMNS: [&str; 13] = [
    "role", "place", "signal", "question", "kind", "minutes", "gate", "why", "evsi", "flip", "shift", "eta", "planned",
];

/// The questions as CSV, by role id and then best first.
#[must_use]
pub fn ask_csv(asking: &Asking<'_, '_>) -> String {
    let mut sheet = Sheet::new(&ASK_COLUMNS);
    for section in asking.by_id() {
        let all = &section.agenda.questions;
        let plan = section.agenda.plan.as_ref();
        for (at, question) in all.iter().take(asking.limit.unwrap_or(all.len())).enumerate() {
            let is_same = |other: &Question<'_>| other.signal.key == question.signal.key;
            let planned = plan.and_then(|plan| plan.questions.iter().position(is_same));
            sheet.row(vec![
                section.row.id(),
                (at + 1).to_string(),
                question.signal.key.clone(),
                visible(&question.signal.question),
                question.kind.key().to_owned(),
                question.minutes.to_string(),
                question.gate.map(visible).unwrap_or_default(),
                question.why.word().to_owned(),
                number(question.evsi),
                number(question.flip),
                number(question.shift),
                number(question.eta),
                planned.map(|place| (place + 1).to_string()).unwrap_or_default(),
            ]);
        }
    }
    sheet.finish()
}
