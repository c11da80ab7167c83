//! The claims ledger for files: Markdown, and one row a claim.

use std::fmt::Write as _;

use super::claims::{
    Claiming, agreement_words, distance_words, foot_words, is_in_writing, said_words, standing_words, summary_words,
    who_words,
};
use super::markdown::{heading_markdown, safe};
use super::sheet::{Sheet, number};
use super::value::place_words;
use super::{Redaction, Report};
use crate::analysis::Statement;
use crate::model::Observation;
use crate::text::visible;

/// The claims as Markdown: a table a role, then the questions that were answered more than once.
#[must_use]
pub fn claims_markdown(report: &Report<'_>, claiming: &Claiming<'_, '_>) -> String {
    let mut text = heading_markdown(report).trim_end().to_owned() + "\n";
    for section in &claiming.sections {
        let (row, claims) = (section.row, &section.claims);
        let _ = writeln!(text, "\n### {} — {}\n", safe(&row.role.company), safe(&row.role.title));
        let _ = writeln!(text, "{}", safe(&summary_words(claims, claiming.scope)));
        if !claims.statements.is_empty() {
            text.push_str("\n| how it stands | what | said | by | when | other voices |\n|---|---|---|---|---|---|\n");
        }
        for statement in &claims.statements {
            let _ = writeln!(text, "| {} |", statement_cells(report, statement).join(" | "));
        }
        if !claims.rounds.is_empty() {
            text.push_str("\nThe same question, several answers:\n\n");
        }
        for rounds in &claims.rounds {
            let _ = writeln!(text, "- {}: {}", safe(&rounds.signal.name), safe(&agreement_words(rounds)));
            for answer in &rounds.answers {
                let said = said_words(report, rounds.signal, answer.observation);
                let who = who_words(report, answer.observation);
                let _ = writeln!(text, "  - {}: {} – {}", answer.observation.fact_date, safe(&said), safe(&who));
            }
        }
    }
    let _ = writeln!(text, "\n{}", safe(foot_words(claiming.scope)));
    text
}

fn statement_cells(report: &Report<'_>, statement: &Statement<'_>) -> [String; 6] {
    let observation = statement.observation;
    let distance = distance_words(statement).map(|words| format!("<br>{}", safe(&words))).unwrap_or_default();
    let quote = report.quote(observation).map(|quote| format!("<br>“{}”", safe(&quote))).unwrap_or_default();
    let voice = |side: &str, other: &Observation| {
        let (said, who) = (said_words(report, statement.signal, other), who_words(report, other));
        let place = safe(&place_words(report, other));
        format!("{side}: {} – {}, {} ({place})", safe(&said), other.fact_date, safe(&who))
    };
    let later = statement.replaced_by.iter().map(|other| voice("later", other));
    let against = statement.against.iter().filter(|_| statement.replaced_by.is_none());
    let against = against.map(|other| voice("against", other));
    let agreeing = statement.agreeing.iter().map(|other| voice("for", other));
    let voices: Vec<String> = later.chain(against).chain(agreeing).collect();
    [
        format!("**{}**{distance}", safe(standing_words(statement.standing))),
        safe(&statement.signal.name),
        format!("{}{quote}", safe(&said_words(report, statement.signal, observation))),
        safe(&who_words(report, observation)),
        format!("{}<br>{}", observation.fact_date, safe(&place_words(report, observation))),
        voices.join("<br>"),
    ]
}

/// The columns, in order.
pub const CLAIMS_COLUMNS: [&str; 16] = [
    "role",
    "signal",
    "standing",
    "value",
    "score",
    "above_others",
    "fact_date",
    "kind",
    "in_writing",
    "forward",
    "person",
    "observation",
    "against",
    "agreeing",
    "replaced_by",
    "quote",
];

/// The claims as CSV, by role id and then the worst first.
#[must_use]
pub fn claims_csv(report: &Report<'_>, claiming: &Claiming<'_, '_>) -> String {
    let mut sheet = Sheet::new(&CLAIMS_COLUMNS);
    for section in claiming.by_id() {
        for statement in &section.claims.statements {
            sheet.row(claim_row(report, section.row.id(), statement));
        }
    }
    sheet.finish()
}

fn claim_row(report: &Report<'_>, role: String, statement: &Statement<'_>) -> Vec<String> {
    let observation = statement.observation;
    let yes = |is: bool| if is { "yes" } else { "" }.to_owned();
    let ids = |list: &[&Observation]| list.iter().map(|o| o.id.as_str()).collect::<Vec<_>>().join(" ");
    let person = if report.redaction == Redaction::None { visible(&observation.origin) } else { String::new() };
    vec![
        role,
        statement.signal.key.clone(),
        statement.standing.word().to_owned(),
        visible(&report.value(observation).to_string()),
        number(statement.value),
        statement.above_others.map(number).unwrap_or_default(),
        observation.fact_date.to_string(),
        observation.kind.key().to_owned(),
        yes(is_in_writing(observation.kind)),
        yes(observation.forward),
        person,
        observation.id.clone(),
        ids(&statement.against),
        ids(&statement.agreeing),
        statement.replaced_by.map(|later| later.id.clone()).unwrap_or_default(),
        report.quote(observation).unwrap_or_default(),
    ]
}
