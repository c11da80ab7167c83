//! From a number down to its evidence.

use std::fmt::Write as _;

use super::layout::paragraph;
use super::score::score_text;
use super::value::{condition_words, contribution_words, place_words, value_words};
use super::words::{gate_mark, gate_word, percent, plain, points};
use super::{Redaction, Report, Row};
use crate::ledger::{Claim, Estimate, Heard};
use crate::model::Observation;
use crate::rubric::Condition;
use crate::score::{CriterionResult, GateResult, GroupResult, Test};
use crate::signal::{Signal, SignalType};
use crate::text::{nearest, visible};

/// What is to be explained.
#[derive(Debug, Clone, PartialEq)]
pub enum Target<'a> {
    /// The whole score.
    Role,
    /// A group, by its number.
    Group(usize),
    /// A criterion, by the numbers of its group and itself.
    Criterion(usize, usize),
    /// A gate, by its number.
    Gate(usize),
    /// The seat model.
    Seat,
    /// How the groups make the score.
    Waterfall,
    /// A signal that is no criterion of the rubric but is known.
    Signal(&'a Signal),
}

/// The thing that a word names: `seat`, `waterfall`, a gate, a group, a criterion by its label, its key or an ending of it.
///
/// # Errors
/// The nearest word that would name something, if there is one.
pub fn find_target<'a>(report: &Report<'a>, row: &Row<'_>, word: &str) -> Result<Target<'a>, Option<String>> {
    if word.eq_ignore_ascii_case("seat") {
        return Ok(Target::Seat);
    }
    if word.eq_ignore_ascii_case("waterfall") {
        return Ok(Target::Waterfall);
    }
    let card = &row.card;
    if let Some(at) = card.gates.iter().position(|gate| gate.gate.id.eq_ignore_ascii_case(word)) {
        return Ok(Target::Gate(at));
    }
    if let Some(at) = card.groups.iter().position(|group| group.group.id.eq_ignore_ascii_case(word)) {
        return Ok(Target::Group(at));
    }
    let is_called = |name: &str| name.eq_ignore_ascii_case(word);
    for (g, group) in card.groups.iter().enumerate() {
        if let Some(c) = group.criteria.iter().position(|c| is_called(&c.criterion.name)) {
            return Ok(Target::Criterion(g, c));
        }
        if is_called(&group.group.title) {
            return Ok(Target::Group(g));
        }
    }
    let found = report.catalogue.find(word);
    if let crate::signal::Lookup::Found(signal) = found {
        for (g, group) in card.groups.iter().enumerate() {
            if let Some(c) = group.criteria.iter().position(|c| c.criterion.signal == signal.key) {
                return Ok(Target::Criterion(g, c));
            }
        }
        return Ok(Target::Signal(signal));
    }
    let holding = |key: &str| key.contains(&word.to_lowercase());
    let places = card.groups.iter().enumerate().flat_map(|(g, group)| {
        group.criteria.iter().enumerate().filter(|(_, c)| holding(&c.criterion.signal)).map(move |(c, _)| (g, c))
    });
    if let [(g, c)] = places.collect::<Vec<_>>().as_slice() {
        return Ok(Target::Criterion(*g, *c));
    }
    let ids =
        card.gates.iter().map(|gate| gate.gate.id.as_str()).chain(card.groups.iter().map(|g| g.group.id.as_str()));
    let keys = report.rubric.criteria().map(|(_, criterion)| criterion.signal.as_str());
    let near = match found {
        crate::signal::Lookup::Unknown(Some(near)) => Some(near.to_owned()),
        crate::signal::Lookup::Ambiguous(keys) => keys.first().map(|key| (*key).to_owned()),
        _ => nearest(word, ids.chain(keys).chain(["seat", "waterfall"])).map(str::to_owned),
    };
    Err(near)
}

/// The explanation, at most `width` cells wide.
#[must_use]
pub fn explain_text(report: &Report<'_>, row: &Row<'_>, target: &Target<'_>, width: usize) -> String {
    let writer = Explainer { report, row, width };
    match target {
        Target::Role => score_text(report, row, width),
        Target::Group(at) => writer.group(&row.card.groups[*at]),
        Target::Criterion(g, c) => writer.criterion(&row.card.groups[*g], &row.card.groups[*g].criteria[*c]),
        Target::Gate(at) => writer.gate(&row.card.gates[*at]),
        Target::Seat => writer.seat(),
        Target::Waterfall => writer.waterfall(),
        Target::Signal(signal) => writer.signal(signal),
    }
}

pub(super) struct Explainer<'r, 'a> {
    pub(super) report: &'r Report<'a>,
    pub(super) row: &'r Row<'a>,
    pub(super) width: usize,
}

impl Explainer<'_, '_> {
    pub(super) fn line(&self, text: &mut String, sentence: &str, indent: usize) {
        paragraph(text, sentence, indent, 2, self.width);
    }

    pub(super) fn title(&self, what: &str) -> String {
        let title = format!("{} · {} — {}", what, self.row.company(), self.row.title());
        let mut text = String::new();
        self.line(&mut text, &title, 0);
        if let Some(notice) = self.report.lock_notice() {
            self.line(&mut text, &notice, 0);
        }
        text
    }

    fn group(&self, group: &GroupResult<'_>) -> String {
        let mut text = self.title(&visible(&group.group.title));
        let score = group.score;
        let sentence = format!(
            "Score {} ({} to {}), {} of 100 points, {} of it is evidence. It is the weighted mean of:",
            points(score.best),
            points(score.low),
            points(score.high),
            points(100.0 * group.group.weight),
            percent(group.coverage)
        );
        self.line(&mut text, &sentence, 0);
        for criterion in &group.criteria {
            let estimate = &criterion.estimate;
            let sentence = format!(
                "{:>3}  {} ({}): {} to {}, {} evidence, {} points of {}",
                points(estimate.best),
                visible(&criterion.criterion.name),
                criterion.criterion.signal,
                points(estimate.low),
                points(estimate.high),
                percent(estimate.trust),
                plain(criterion.criterion.weight * estimate.best),
                plain(100.0 * criterion.criterion.weight),
            );
            self.line(&mut text, &sentence, 2);
        }
        if group.is_weakest
            && let Some(margin) = self.report.rubric.weakest_group_margin.filter(|margin| score.best + margin < 100.0)
        {
            let limit = format!(
                "This is the weakest necessary group: the whole score cannot exceed {} + {} = {}.",
                points(score.best),
                points(margin),
                points(score.best + margin)
            );
            self.line(&mut text, &limit, 0);
        }
        text
    }

    fn criterion(&self, group: &GroupResult<'_>, result: &CriterionResult<'_>) -> String {
        let criterion = result.criterion;
        let mut text = self.title(&visible(&criterion.name));
        let estimate = &result.estimate;
        let sentence = format!(
            "{} is a criterion of {} with {} of 100 points: {}",
            criterion.signal,
            visible(&group.group.title).to_lowercase(),
            plain(100.0 * criterion.weight),
            visible(&criterion.why)
        );
        self.line(&mut text, &sentence, 0);
        text.push('\n');
        let sentence = format!(
            "Score {} ({} to {}). {} of it is evidence, the rest is the neutral guess {}; between the worst and best thing \
             the sources allow it could be {} to {}. Compared with knowing nothing it {}.",
            points(estimate.best),
            points(estimate.low),
            points(estimate.high),
            percent(estimate.trust),
            points(criterion.prior),
            points(estimate.low),
            points(estimate.high),
            contribution_words(result.contribution),
        );
        if criterion.is_derived {
            let sentence = format!(
                "Score {} ({} to {}), computed by the seat model; credibility {}.",
                points(estimate.best),
                points(estimate.low),
                points(estimate.high),
                percent(estimate.trust)
            );
            self.line(&mut text, &sentence, 0);
            text.push('\n');
            text.push_str(&self.seat());
            return text;
        }
        self.line(&mut text, &sentence, 0);
        let curve = criterion.curve.points().iter().map(|(x, v)| format!("{}→{}", plain(*x), points(*v)));
        self.line(&mut text, &format!("Value: {}", curve.collect::<Vec<_>>().join("  ")), 0);
        text.push('\n');
        self.evidence(&mut text, estimate, self.report.catalogue.get(&criterion.signal));
        text
    }

    fn gate(&self, result: &GateResult<'_>) -> String {
        let mut text = self.title(&format!("Gate {}", visible(&result.gate.id)));
        let sentence =
            format!("{} {}: {}.", gate_mark(result.state), gate_word(result.state), visible(&result.gate.text));
        self.line(&mut text, &sentence, 0);
        if result.gate.crosscheck {
            self.line(&mut text, "It passes only when a source other than the company says so.", 0);
        }
        if let Some((_, why)) =
            result.gate.not_applicable.as_ref().filter(|_| result.state == crate::score::GateState::NotApplicable)
        {
            self.line(&mut text, &format!("It does not apply: {}.", visible(why)), 0);
        }
        for test in &result.tests {
            text.push('\n');
            self.test(&mut text, test);
        }
        text
    }

    fn test(&self, text: &mut String, test: &Test<'_>) {
        let words = condition_words(test.condition);
        let Some(estimate) = &test.estimate else {
            self.line(text, &format!("{} {words}", gate_mark(test.state)), 0);
            return;
        };
        let sentence = format!(
            "{} {words}: {} likely to hold (passes from 70 %, fails up to 30 %); {}",
            gate_mark(test.state),
            percent(estimate.best / 100.0),
            estimate.agreement.word()
        );
        self.line(text, &sentence, 0);
        if test.needs_outside_voice {
            self.line(text, "Only the company says so; another source is needed.", 0);
        }
        let signal = match test.condition {
            Condition::AtLeast { signal, .. } | Condition::AtMost { signal, .. } => self.report.catalogue.get(signal),
            _ => None,
        };
        self.evidence(text, estimate, signal);
    }

    fn signal(&self, signal: &Signal) -> String {
        let mut text = self.title(&visible(&signal.name));
        self.line(&mut text, &format!("{} is not a criterion of this rubric. What is known:", signal.key), 0);
        text.push('\n');
        let known = self.row.card.ledger.of(&signal.key);
        if known.is_empty() {
            self.line(&mut text, "Nothing.", 0);
        }
        for observation in known {
            self.observation(&mut text, observation, signal.signal_type, None);
        }
        text
    }

    fn evidence(&self, text: &mut String, estimate: &Estimate<'_>, signal: Option<&Signal>) {
        if estimate.heard.is_empty() {
            self.line(text, "Nobody has said anything about it.", 0);
            if let Some(signal) = signal.filter(|signal| !signal.question.is_empty()) {
                self.line(text, &format!("Ask: {} — “{}”", visible(&signal.ask), visible(&signal.question)), 0);
            }
            return;
        }
        let kind = signal.map_or(SignalType::Count, |signal| signal.signal_type);
        let mut heard: Vec<&Heard<'_>> = estimate.heard.iter().collect();
        heard.sort_by(|a, b| {
            b.voice.weight.total_cmp(&a.voice.weight).then_with(|| a.voice.observation.id.cmp(&b.voice.observation.id))
        });
        let total: f64 = heard.iter().map(|h| h.voice.weight).sum();
        for h in heard {
            self.observation(text, h.voice.observation, kind, Some((h, total)));
        }
        for old in &estimate.superseded {
            let is_newer = |h: &Heard<'_>| {
                h.voice.observation.id == old.by
                    && h.voice.observation.fact_date.day() > old.observation.fact_date.day()
            };
            let what = if estimate.heard.iter().any(is_newer) { "newer" } else { "else of the same day" };
            let sentence = format!(
                "not counted: {} of {}, as the same source said something {what} ({})",
                value_words(self.report, old.observation, kind),
                old.observation.fact_date,
                place_words(self.report, old.observation)
            );
            self.line(text, &sentence, 2);
        }
    }

    /// One observation: value, source, date, weight, place, quote; a derived one with its parents.
    fn observation(
        &self,
        text: &mut String,
        observation: &Observation,
        kind: SignalType,
        heard: Option<(&Heard<'_>, f64)>,
    ) {
        let entry = self.report.trust.of(observation.kind);
        let plan = if observation.forward { ", a plan" } else { "" };
        let mut sentence = format!(
            "{}  {}{plan}, {}",
            value_words(self.report, observation, kind),
            entry.label,
            observation.fact_date
        );
        if self.report.redaction == Redaction::None && !observation.origin.is_empty() {
            let _ = write!(sentence, ", from {}", visible(&observation.origin));
        }
        if let Some((h, total)) = heard {
            let share = if total > 0.0 { h.voice.weight / total } else { 0.0 };
            let _ = write!(
                sentence,
                ": score {}, trust {}, {} of the weight",
                points(h.value),
                plain(h.voice.trust),
                percent(share)
            );
            match h.claim {
                Some(Claim::Overclaimed) => sentence.push_str(" — overclaimed: others show less"),
                Some(Claim::Understated) => sentence.push_str(" — understated: others show more"),
                None => {}
            }
        }
        self.line(text, &sentence, 0);
        if self.report.redaction == Redaction::None {
            self.line(text, &format!("{}  [{}]", place_words(self.report, observation), observation.id), 4);
        } else {
            self.line(text, &format!("[{}]", observation.id), 4);
        }
        if let Some(quote) = self.report.quote(observation) {
            self.line(text, &format!("“{quote}”"), 4);
        }
        if let Some(note) = observation.note.as_ref().filter(|_| self.report.redaction == Redaction::None) {
            self.line(text, &format!("note: {}", visible(note)), 4);
        }
        for parent in observation.parents.iter().filter_map(|id| self.parent(id)) {
            let sentence = format!(
                "from {} {} of {} ({})",
                parent.signal,
                self.report.value(parent),
                parent.fact_date,
                place_words(self.report, parent)
            );
            self.line(text, &sentence, 4);
        }
    }

    pub(super) fn parent(&self, id: &str) -> Option<&Observation> {
        self.row.card.ledger.iter().find(|observation| observation.id == id)
    }
}
