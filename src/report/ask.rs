//! What to ask next, for the terminal: the words, whom, how long it takes and what the answer could change.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::compare::heading;
use super::layout::{HARD_SPACE, paragraph, wrap};
use super::words::{likelihood, percent, points, verdict_words};
use super::{Redaction, Report, Row};
use crate::analysis::{Agenda, HeardOut, Plan, Question, QuestionReason, Respondent};
use crate::model::SourceKind;
use crate::rubric::ReadsAs;
use crate::score::{GateState, Scorecard};
use crate::signal::Trust;
use crate::text::visible;

/// Moves of the score below this many points are not worth a number.
const HARDLY: f64 = 0.05;
/// Cells in front of the lines below a question.
const INDENT: usize = 4;

/// What to ask, of one role or of several.
#[derive(Debug)]
pub struct Asking<'r, 'a> {
    /// One section a role, the best role first.
    pub sections: Vec<AskSection<'r, 'a>>,
    /// Who is asked; `None`: everybody.
    pub whom: Option<Respondent>,
    /// How many questions of a role are shown; `None`: all.
    pub limit: Option<usize>,
    /// For how many minutes a plan was asked for.
    pub minutes: Option<u32>,
}

/// What to ask about one role.
#[derive(Debug)]
pub struct AskSection<'r, 'a> {
    /// The role.
    pub row: &'r Row<'a>,
    /// Its questions.
    pub agenda: Agenda<'a>,
    /// The role that it is ranked against, when the order is what an answer should change.
    pub rival: Option<&'r Row<'a>>,
}

impl<'r, 'a> Asking<'r, 'a> {
    /// The sections by role id, as machines get them.
    pub(super) fn by_id(&self) -> Vec<&AskSection<'r, 'a>> {
        let mut sections: Vec<&AskSection<'r, 'a>> = self.sections.iter().collect();
        sections.sort_by(|a, b| a.row.role.id.cmp(&b.row.role.id));
        sections
    }
}

impl<'a> AskSection<'_, 'a> {
    /// The questions to show, in order: those of the plan if there is one, else the first `limit`.
    pub(super) fn shown(&self, limit: Option<usize>) -> &[Question<'a>] {
        match &self.agenda.plan {
            Some(plan) => &plan.questions,
            None => {
                let all = &self.agenda.questions;
                &all[..limit.unwrap_or(all.len()).min(all.len())]
            }
        }
    }
}

/// What the answer could change that decides: `could settle gate Q2: 72 %`; `None` when it cannot do that by itself.
pub(super) fn effect_words(report: &Report<'_>, card: &Scorecard<'_>, question: &Question<'_>) -> Option<String> {
    match (question.gate, question.flip) {
        (_, flip) if flip <= 0.0 => None,
        (Some(gate), flip) if flip > 0.99 => Some(format!("an answer settles gate {}", visible(gate))),
        (Some(gate), flip) => Some(format!("could settle gate {}: {}", visible(gate), percent(flip))),
        (None, flip) if question.why == QuestionReason::CouldChangeOrder => {
            Some(format!("could change the order: {}", percent(flip)))
        }
        // A gate that fails decides whatever the score is.
        (None, flip) => Some(match report.rubric.reads_as {
            ReadsAs::Verdict if failed_gates(card).is_empty() => format!("could change the verdict: {}", percent(flip)),
            _ => format!("could take the score across 50: {}", percent(flip)),
        }),
    }
}

/// Ids of the gates that are known not to hold.
fn failed_gates(card: &Scorecard<'_>) -> Vec<String> {
    let failed = card.gates.iter().filter(|gate| gate.state == GateState::Fail);
    failed.map(|gate| visible(&gate.gate.id)).collect()
}

/// `moves the score by about 0.6 points`.
fn shift_words(shift: f64) -> String {
    if shift < HARDLY {
        "hardly moves the score".to_owned()
    } else {
        let amount = format!("{shift:.1}");
        let unit = if amount == "1.0" { "point" } else { "points" };
        format!("moves the score by about {amount}{HARD_SPACE}{unit}")
    }
}

/// Why a question about a gate stands in front.
fn why_words(question: &Question<'_>) -> Option<String> {
    let gate = visible(question.gate?);
    Some(match question.why {
        QuestionReason::GateContradicted => format!("comes first: sources contradict each other on gate {gate}"),
        QuestionReason::GateNeedsOutsideVoice => format!("comes first: only the company says that gate {gate} holds"),
        _ if question.flip <= 0.0 => {
            format!("comes first: gate {gate} is open, though one answer alone cannot settle it")
        }
        _ => format!("comes first: gate {gate} is open"),
    })
}

/// Whom to ask: the label of the kind, or `yourself`.
pub(super) fn whom_words(trust: &Trust, kind: SourceKind) -> String {
    match kind {
        SourceKind::SelfReport => "yourself".to_owned(),
        SourceKind::SelfEvidenced => "yourself, with evidence".to_owned(),
        _ => visible(&trust.of(kind).label),
    }
}

/// The questions, at most `width` cells wide.
#[must_use]
pub fn ask_text(report: &Report<'_>, asking: &Asking<'_, '_>, width: usize) -> String {
    let mut text = heading(report, width);
    for section in &asking.sections {
        let _ = writeln!(text, "\n{}", wrap(&section.row.heading(), width, 2));
        for line in summary(report, asking, section) {
            let _ = writeln!(text, "{}", wrap(&line, width, 2));
        }
        let about = (report, &section.row.card);
        match &section.agenda.plan {
            Some(plan) => planned(&mut text, about, asking, plan, width),
            None => listed(&mut text, about, section.shown(asking.limit), width),
        }
        for line in foot(report, asking, section) {
            let _ = writeln!(text, "\n{}", wrap(&line, width, 2));
        }
        heard_out(&mut text, report, asking, &section.agenda.heard_out, width);
    }
    text
}

/// How the role stands, and what an answer is held against.
fn summary(report: &Report<'_>, asking: &Asking<'_, '_>, section: &AskSection<'_, '_>) -> Vec<String> {
    let card = &section.row.card;
    let score = card.score;
    let stands = match report.rubric.reads_as {
        ReadsAs::Verdict => format!("Verdict: {}.", verdict_words(card)),
        ReadsAs::Health => format!("The place is {}.", verdict_words(card)),
    };
    let mut lines = vec![format!(
        "{stands} Score {} ({} to {}); {} of it is evidence.",
        points(score.best),
        points(score.low),
        points(score.high),
        percent(card.coverage)
    )];
    let failed = failed_gates(card);
    if section.rival.is_none() && report.rubric.reads_as == ReadsAs::Verdict && !failed.is_empty() {
        let (are, decide) = if failed.len() == 1 { ("is", "decides") } else { ("are", "decide") };
        let gates = failed.join(", ");
        lines.push(format!(
            "{gates} {are} known not to hold and {decide}; answers can move the score and settle other gates."
        ));
    }
    if let Some(rival) = section.rival {
        let margin = section.agenda.margin;
        let distance = match points(margin.abs()).as_str() {
            "0" => "about equal".to_owned(),
            distance if margin > 0.0 => format!("{distance} points behind"),
            distance => format!("{distance} points ahead"),
        };
        lines.push(format!("Best rival: {}, {distance}.", report.name(rival)));
    }
    if let Some(whom) = &asking.whom {
        lines.push(format!("Asked: {}.", respondent_words(report, whom)));
    }
    if let Some(plan) = section.agenda.plan.as_ref().filter(|plan| !plan.questions.is_empty()) {
        lines.push(plan_words(asking, section, plan));
    }
    lines
}

/// `Dana R. (hiring manager, spoken)`, or the kind alone.
fn respondent_words(report: &Report<'_>, whom: &Respondent) -> String {
    let mut kinds: Vec<String> = whom.kinds.iter().map(|kind| whom_words(report.trust, *kind)).collect();
    kinds.dedup();
    let kinds = kinds.join("; ");
    match whom.name.as_deref().filter(|_| report.redaction == Redaction::None) {
        Some(name) => format!("{} ({kinds})", visible(name)),
        None => kinds,
    }
}

/// What a plan is worth (METHOD 6): the questions together, as their answers move the score together.
fn plan_words(asking: &Asking<'_, '_>, section: &AskSection<'_, '_>, plan: &Plan<'_>) -> String {
    let gates: BTreeSet<&str> = plan.questions.iter().filter_map(|question| question.gate).collect();
    let gates = match gates.len() {
        0 => String::new(),
        1 => "; an open gate comes first".to_owned(),
        many => format!("; {many} open gates come first"),
    };
    let questions = match plan.questions.len() {
        1 => "1 question".to_owned(),
        many => format!("{many} questions"),
    };
    let change =
        if section.rival.is_some() { "change the order" } else { "take it across 50, the mark of indifference" };
    let (together, they) =
        if plan.questions.len() == 1 { ("The answer", "it") } else { ("Together the answers", "they") };
    let spread = if plan.spread < HARDLY {
        "The answers would hardly move the score.".to_owned()
    } else {
        format!(
            "{together} would move the score by about {:.1} points, up or down. That {they} would {change}: {} ({}). \
             A better decision is worth {} points of score on average.",
            plan.spread,
            likelihood(plan.flip),
            percent(plan.flip),
            if plan.evsi < HARDLY { "less than 0.1".to_owned() } else { format!("{:.1}", plan.evsi) },
        )
    };
    format!(
        "Plan: {questions}, {} of {} minutes{gates}. {spread}",
        plan.minutes,
        asking.minutes.unwrap_or(plan.minutes)
    )
}

fn listed(text: &mut String, about: (&Report<'_>, &Scorecard<'_>), questions: &[Question<'_>], width: usize) {
    for (at, question) in questions.iter().enumerate() {
        entry(text, about, at + 1, question, true, width);
    }
}

/// The questions of a plan, by whom; numbers go on from one respondent to the next.
fn planned(
    text: &mut String,
    about: (&Report<'_>, &Scorecard<'_>),
    asking: &Asking<'_, '_>,
    plan: &Plan<'_>,
    width: usize,
) {
    let mut number = 0;
    for talk in plan.questions.chunk_by(|a, b| a.kind == b.kind) {
        let Some(first) = talk.first() else { continue };
        let minutes: u32 = talk.iter().map(|question| question.minutes).sum();
        let is_one_talk = asking.whom.is_some() && talk.len() == plan.questions.len();
        if !is_one_talk {
            let whom = whom_words(about.0.trust, first.kind);
            let _ = writeln!(text, "\n{}", wrap(&format!("{whom}, {minutes} minutes"), width, 2));
        }
        for question in talk {
            number += 1;
            entry(text, about, number, question, false, width);
        }
    }
}

/// One question: its number and words, then whom, minutes and effect.
fn entry(
    text: &mut String,
    (report, card): (&Report<'_>, &Scorecard<'_>),
    number: usize,
    question: &Question<'_>,
    names_whom: bool,
    width: usize,
) {
    let number = format!("{number:>2}.{HARD_SPACE}").replace(' ', &HARD_SPACE.to_string());
    let signal = question.signal;
    // A signal of one's own may have no words to ask with.
    let words = visible(if signal.question.is_empty() { &signal.name } else { &signal.question });
    let _ = writeln!(text, "{}", wrap(&format!("{number}“{words}”"), width, INDENT));
    let mut parts = if names_whom { vec![whom_words(report.trust, question.kind)] } else { Vec::new() };
    parts.push(format!("{}{HARD_SPACE}min", question.minutes));
    parts.extend(effect_words(report, card, question));
    if question.gate.is_none() || question.shift >= HARDLY {
        parts.push(shift_words(question.shift));
    }
    parts.extend(why_words(question));
    paragraph(text, &parts.join(" · "), INDENT, 0, width);
}

/// What stands below the questions: that there are more, that there are none, and who has been heard.
fn foot(report: &Report<'_>, asking: &Asking<'_, '_>, section: &AskSection<'_, '_>) -> Vec<String> {
    let (all, shown) = (&section.agenda.questions, section.shown(asking.limit).len());
    let mut lines = Vec::new();
    match all.len() - shown.min(all.len()) {
        0 if all.is_empty() => lines.push(match &asking.whom {
            Some(whom) => format!("There is nothing left to ask {}.", respondent_words(report, whom)),
            None => {
                "There is nothing left to ask: whoever could tell has been heard, or no answer would move the score."
                    .to_owned()
            }
        }),
        more if shown == 0 => {
            let shortest = all.iter().map(|question| question.minutes).min().unwrap_or(0);
            let minutes = asking.minutes.unwrap_or(0);
            let open =
                if more == 1 { "The only question".to_owned() } else { format!("The shortest of {more} questions") };
            lines.push(format!("Nothing fits into {minutes} minutes: {} takes {shortest}.", open.to_lowercase()));
        }
        0 => {}
        more if asking.minutes.is_some() => lines.push(match more {
            1 => "1 more question did not fit.".to_owned(),
            more => format!("{more} more questions did not fit."),
        }),
        1 => lines.push("1 more question; --all shows it.".to_owned()),
        more => lines.push(format!("{more} more questions; --all shows them.")),
    }
    lines
}

/// About what nobody is left to be asked, and who was heard.
fn heard_out(
    text: &mut String,
    report: &Report<'_>,
    asking: &Asking<'_, '_>,
    heard_out: &[HeardOut<'_>],
    width: usize,
) {
    if heard_out.is_empty() {
        return;
    }
    if asking.whom.is_some() {
        let subjects: Vec<String> = heard_out.iter().map(|entry| visible(&entry.signal.name)).collect();
        let _ = writeln!(text, "\n{}", wrap(&format!("Heard already about: {}.", subjects.join("; ")), width, 2));
        return;
    }
    let _ = writeln!(text, "\nNobody is left to ask about:");
    for entry in heard_out {
        let mut heard: Vec<String> = entry.heard.iter().map(|kind| whom_words(report.trust, *kind)).collect();
        heard.dedup();
        let line = format!("- {} (heard: {})", visible(&entry.signal.name), heard.join(" · "));
        let _ = writeln!(text, "{}", wrap(&line, width, 2));
    }
    let is_spoken = |entry: &HeardOut<'_>| entry.heard.contains(&SourceKind::HiringManagerSaid);
    if heard_out.iter().any(is_spoken) {
        let hint = "What the hiring manager only said can be asked for in writing; whatif says what that is worth.";
        let _ = writeln!(text, "{}", wrap(hint, width, 2));
    }
}
