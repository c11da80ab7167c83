//! Questions that settle gates (METHOD 6, order of questions, 1).

use std::cmp::Ordering;

use super::answer::{AnswerValue, Prospect};
use super::ask::{AlreadyHeard, minutes_to_ask};
use super::inquiry::Inquiry;
use super::questions::{Question, QuestionReason, per_minute, value_for_score};
use crate::ledger::Agreement;
use crate::model::{Observation, Party, SourceKind, Value};
use crate::rubric::Condition;
use crate::score::{CROSSCHECK_TRUST, GateResult, GateState, GroupResult, Scorecard, Scorer, Settings, Test};
use crate::signal::{Catalogue, Signal, Trust};

/// A gate that is not pooled is as likely as not.
const EVEN: f64 = 0.5;

/// One question for each gate that is `unknown`, the most urgent gate first.
pub(super) fn gate_questions<'a>(
    card: &Scorecard<'a>,
    catalogue: &'a Catalogue,
    trust: &Trust,
    inquiry: &Inquiry<'_>,
) -> Vec<Question<'a>> {
    let unknown = |(_, gate): &(usize, &GateResult<'a>)| gate.state == GateState::Unknown;
    let mut open: Vec<Open<'_, 'a>> = card.gates.iter().enumerate().filter(unknown).map(Open::of).collect();
    if open.is_empty() {
        return Vec::new();
    }
    open.sort_by(|a, b| {
        let is_contradicted = |gate: &Open<'_, '_>| gate.tests.iter().any(|test| is_contradicted(test));
        by_urgency((is_contradicted(a), a.gate.p), (is_contradicted(b), b.gate.p))
    });
    // The sweep of the seat model enters gates at most through a group of a majority; one point of it will do.
    let scorer = Scorer::new(card.rubric, catalogue, Settings { sweep_points: 1, ..Settings::default() });
    let asker = |open| Asker { card, catalogue, trust, inquiry, scorer: &scorer, open };
    open.into_iter().filter_map(|open| asker(open).question()).collect()
}

/// A gate that is `unknown`.
struct Open<'s, 'a> {
    /// Number of the gate in the scorecard.
    at: usize,
    gate: &'s GateResult<'a>,
    /// The comparisons that keep it open.
    tests: Vec<&'s Test<'a>>,
}

impl<'s, 'a> Open<'s, 'a> {
    fn of((at, gate): (usize, &'s GateResult<'a>)) -> Self {
        let (_, tests) = open_tests(&gate.gate.when, &mut gate.tests.iter());
        Self { at, gate, tests }
    }
}

/// State of a condition (Kleene logic, METHOD 2.3) and the comparisons that keep it unknown. What stands beside
/// something that has decided already is not among them. `tests` has one entry for each comparison, in order.
fn open_tests<'s, 'a>(
    condition: &Condition,
    tests: &mut std::slice::Iter<'s, Test<'a>>,
) -> (GateState, Vec<&'s Test<'a>>) {
    let (parts, decides) = match condition {
        Condition::Any(parts) => (parts, GateState::Pass),
        Condition::All(parts) => (parts, GateState::Fail),
        _ => {
            let test = tests.next();
            let open = test.into_iter().filter(|test| test.state == GateState::Unknown).collect();
            return (test.map_or(GateState::Unknown, |test| test.state), open);
        }
    };
    let found: Vec<(GateState, Vec<&'s Test<'a>>)> = parts.iter().map(|part| open_tests(part, tests)).collect();
    if found.iter().any(|(state, _)| *state == decides) {
        return (decides, Vec::new());
    }
    let open: Vec<&'s Test<'a>> = found.iter().flat_map(|(_, open)| open).copied().collect();
    let other = if decides == GateState::Pass { GateState::Fail } else { GateState::Pass };
    (if open.is_empty() { other } else { GateState::Unknown }, open)
}

/// Contradictions first, then what is nearest to one half.
fn by_urgency(a: (bool, Option<f64>), b: (bool, Option<f64>)) -> Ordering {
    let distance = |p: Option<f64>| (p.unwrap_or(EVEN) - EVEN).abs();
    b.0.cmp(&a.0).then_with(|| distance(a.1).total_cmp(&distance(b.1)))
}

fn is_contradicted(test: &Test<'_>) -> bool {
    test.estimate.as_ref().is_some_and(|estimate| estimate.agreement == Agreement::Contradicted)
}

fn probability(test: &Test<'_>) -> Option<f64> {
    test.estimate.as_ref().map(|estimate| estimate.best / 100.0)
}

/// Finds the question for one gate.
struct Asker<'s, 'a> {
    card: &'s Scorecard<'a>,
    catalogue: &'a Catalogue,
    trust: &'s Trust,
    inquiry: &'s Inquiry<'s>,
    scorer: &'s Scorer<'a>,
    open: Open<'s, 'a>,
}

/// A respondent, and the chance that the answer settles the gate.
#[derive(Clone, Copy)]
struct Respondent {
    kind: SourceKind,
    settles: f64,
    eta: f64,
}

impl<'a> Asker<'_, 'a> {
    /// About the least settled comparison that somebody can still be asked about; of several that are equally
    /// unsettled, the one whose answer is most likely, a minute, to settle the gate.
    fn question(&self) -> Option<Question<'a>> {
        let asked = self.open.tests.iter().filter_map(|test| Some((*test, self.about(test)?)));
        let best = asked.min_by(|(a, question), (b, other)| {
            let urgency = by_urgency((is_contradicted(a), probability(a)), (is_contradicted(b), probability(b)));
            let rate = |question: &Question<'_>| per_minute(question.flip, question.kind);
            urgency.then_with(|| rate(other).total_cmp(&rate(question)))
        });
        best.map(|(_, question)| question)
    }

    fn about(&self, test: &Test<'a>) -> Option<Question<'a>> {
        match test.condition {
            Condition::Majority { groups, need, holds_at } => self.about_groups(groups, *need, *holds_at),
            condition => self.about_signal(condition, test),
        }
    }

    /// If only an outside voice is missing, the best source that is not the company. Otherwise the respondent with the
    /// greatest chance a minute to settle the gate; if nobody can do it alone, the one whose answer weighs most.
    fn about_signal(&self, condition: &Condition, test: &Test<'a>) -> Option<Question<'a>> {
        let signal = self.catalogue.get(condition.signals().first()?)?;
        let heard = test.estimate.as_ref().map(AlreadyHeard::of).unwrap_or_default();
        let p = probability(test).unwrap_or(EVEN);
        let candidates = heard.candidates(signal, self.inquiry).into_iter();
        let respondent = |kind: SourceKind| {
            let weight = heard.answer_weight(kind, self.trust);
            let settles = self.chance_to_settle(condition, p, signal, kind);
            Respondent { kind, settles, eta: weight / (1.0 + heard.weight + weight) }
        };
        let (chosen, why) = if test.needs_outside_voice {
            let mut outside = candidates.filter(|kind| {
                let row = self.trust.of(*kind);
                row.party != Party::Company && row.trust >= CROSSCHECK_TRUST
            });
            (outside.next().map(respondent), QuestionReason::GateNeedsOutsideVoice)
        } else {
            let why = if is_contradicted(test) { QuestionReason::GateContradicted } else { QuestionReason::GateOpen };
            (candidates.map(respondent).min_by(by_chance_to_settle), why)
        };
        chosen.filter(|respondent| respondent.eta > 0.0).map(|respondent| self.ask(signal, respondent, why))
    }

    /// The criterion whose answer is most likely to lift one more group over the mark, if one more is what is missing;
    /// otherwise the one that moves the score most. Per minute, in both cases.
    fn about_groups(&self, ids: &[String], need: usize, holds_at: f64) -> Option<Question<'a>> {
        let groups = || self.card.groups.iter().filter(|group| ids.contains(&group.group.id));
        let one_is_missing = groups().filter(|group| group.score.best >= holds_at).count() + 1 >= need;
        let undecided = groups().filter(|group| group.score.best < holds_at && group.score.high >= holds_at);
        let questions = undecided.flat_map(|group| {
            let answers = self.answers_in(group, group.score.best - holds_at).into_iter();
            answers.map(|(signal, kind, value)| {
                let settles = if one_is_missing { value.flip } else { 0.0 };
                self.ask(signal, Respondent { kind, settles, eta: value.eta }, QuestionReason::GateOpen)
            })
        });
        questions.filter(|question| question.shift > 0.0).min_by(|a, b| {
            let rates = |q: &Question<'_>| (per_minute(q.flip, q.kind), per_minute(q.shift, q.kind));
            let (of_a, of_b) = (rates(a), rates(b));
            of_b.0
                .total_cmp(&of_a.0)
                .then_with(|| of_b.1.total_cmp(&of_a.1))
                .then_with(|| (&a.signal.key, a.kind.key()).cmp(&(&b.signal.key, b.kind.key())))
        })
    }

    /// Every answer that may be had about a group, and what it would do to the group's score, which stands `margin`
    /// points above the mark.
    fn answers_in(&self, group: &GroupResult<'a>, margin: f64) -> Vec<(&'a Signal, SourceKind, AnswerValue)> {
        let mut answers = Vec::new();
        for result in group.criteria.iter().filter(|result| !result.criterion.is_derived) {
            let Some(signal) = self.catalogue.get(&result.criterion.signal) else { continue };
            let heard = AlreadyHeard::of(&result.estimate);
            let prospect = Prospect { weight: result.criterion.share, score: result.triple(), evidence: heard.weight };
            for kind in heard.candidates(signal, self.inquiry) {
                answers.push((signal, kind, prospect.answer(margin, heard.answer_weight(kind, self.trust))));
            }
        }
        answers
    }

    fn ask(&self, signal: &'a Signal, respondent: Respondent, why: QuestionReason) -> Question<'a> {
        let Respondent { kind, settles, eta } = respondent;
        let criterion = self.card.criteria().map(|(_, result)| result).find(|r| r.criterion.signal == signal.key);
        let value = criterion.map(|result| value_for_score(self.card, result, kind, self.trust, self.inquiry));
        let value = value.unwrap_or_default();
        Question {
            signal,
            kind,
            minutes: minutes_to_ask(kind),
            evsi: value.evsi,
            flip: settles,
            shift: value.shift,
            spread: value.spread,
            eta,
            gate: Some(&self.open.gate.gate.id),
            why,
        }
    }

    /// Chance, 0 to 1, that an answer of this kind about `signal` moves the gate out of `unknown`. The respondent says
    /// "it holds" with the probability `p` that it has so far, and otherwise that it does not; each of the two is added
    /// to the ledger and the gate evaluated again.
    fn chance_to_settle(&self, condition: &Condition, p: f64, signal: &Signal, kind: SourceKind) -> f64 {
        let answers = match condition {
            Condition::AtLeast { value, .. } => [(p, *value), (1.0 - p, value - 1.0)],
            Condition::AtMost { value, .. } => [(p, *value), (1.0 - p, value + 1.0)],
            // A head count: the smallest and the largest organisation there is.
            _ => {
                let (low, high) = signal.range.unwrap_or_default();
                [(EVEN, low), (EVEN, high)]
            }
        };
        let settled = answers.into_iter().filter(|(_, value)| self.is_settled_by(signal, *value, kind));
        settled.fold(0.0, |sum, (chance, _)| sum + chance)
    }

    fn is_settled_by(&self, signal: &Signal, value: f64, kind: SourceKind) -> bool {
        let ledger = self.card.ledger;
        let answer = Observation::new(&signal.key, Value::Number(value), ledger.as_of().into(), kind);
        let extended = ledger.revised(&[answer], |_| false);
        let state = self.scorer.score(&extended).gates.get(self.open.at).map(|gate| gate.state);
        state.is_some_and(|state| state != GateState::Unknown)
    }
}

fn by_chance_to_settle(a: &Respondent, b: &Respondent) -> Ordering {
    per_minute(b.settles, b.kind)
        .total_cmp(&per_minute(a.settles, a.kind))
        .then_with(|| b.eta.total_cmp(&a.eta))
        .then_with(|| a.kind.key().cmp(b.kind.key()))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{World, acme, said};
    use super::super::{Question, next_questions};
    use super::*;

    const PROMOTIONS: &str = "mobility.m2_internal_promotions_12m";

    /// Hands the questions about what was said to `check`.
    fn asked(rubric: &str, observations: &[Observation], check: impl Fn(&[Question<'_>])) {
        let world = World::new(rubric);
        let ledger = world.ledger(observations);
        check(&next_questions(&world.card(&ledger), &world.catalogue, &world.trust));
    }

    fn number(signal: &str, kind: SourceKind, value: f64) -> Observation {
        said(signal, kind, "2026-11-15", Value::Number(value), kind.key())
    }

    fn line<'q>(question: &Question<'q>) -> (Option<&'q str>, &'q str, SourceKind, f64, QuestionReason) {
        let chance = (question.flip * 1e4).round() / 1e4;
        (question.gate, question.signal.key.as_str(), question.kind, chance, question.why)
    }

    /// A spoken yes or no settles a gate (.725 or .275), but a yes of the company alone does not where somebody else
    /// has to confirm it (METHOD 2.3).
    #[test]
    fn with_nothing_known_every_gate_asks_in_order() {
        use QuestionReason::GateOpen;
        asked("m2-path", &[], |questions| {
            let lines: Vec<_> = questions.iter().take(4).map(line).collect();
            let expect = [
                (Some("Q1"), PROMOTIONS, SourceKind::HiringManagerSaid, 0.5, GateOpen),
                (Some("Q2"), "mobility.path_reproducible", SourceKind::PeerEmSaid, 1.0, GateOpen),
                (Some("Q3"), "department.eng_growth_12m", SourceKind::CompanyRecord, 0.5, GateOpen),
                (Some("Q4"), "self.stay_2_3_years", SourceKind::SelfReport, 1.0, GateOpen),
            ];
            assert_eq!(lines, expect);
            assert!(questions[4..].iter().all(|question| question.gate.is_none()));
            assert_eq!((questions[3].evsi, questions[3].shift), (0.0, 0.0));
        });
        asked("four-questions", &[], |questions| {
            // Growth here or nearby is not enough, so the answer that can settle the gate is asked for.
            assert_eq!(questions[2].signal.key, "department.m2_seat_planned");
            assert_eq!(questions[2].gate, Some("Q3"));
        });
    }

    #[test]
    fn contradictions_come_first() {
        let observations = [
            number("mobility.path_reproducible", SourceKind::HiringManagerSaid, 1.0),
            number("mobility.path_reproducible", SourceKind::NetworkInsider, 0.0),
        ];
        asked("m2-path", &observations, |questions| {
            let gates: Vec<_> = questions.iter().map_while(|question| question.gate).collect();
            assert_eq!(gates, ["Q2", "Q1", "Q3", "Q4"]);
            assert_eq!(questions[0].why, QuestionReason::GateContradicted);
        });
    }

    #[test]
    fn only_an_outside_voice_is_missing() {
        let observations = [
            number(PROMOTIONS, SourceKind::HiringManagerWritten, 2.0),
            number(PROMOTIONS, SourceKind::PeerEmSaid, 2.0),
        ];
        asked("m2-path", &observations, |questions| {
            let (at, found) =
                questions.iter().enumerate().find(|(_, q)| q.gate == Some("Q1")).expect("a question for the gate");
            assert_eq!((at, found.why), (3, QuestionReason::GateNeedsOutsideVoice));
            assert_eq!(found.kind, found.signal.best_sources[0]);
            assert!(found.flip > 0.7 && found.flip < 1.0, "{}", found.flip);
        });
    }

    #[test]
    fn what_stands_beside_something_decided_is_not_asked() {
        asked("four-questions", &acme(), |questions| {
            // Growth of the department is known, so growth nearby no longer matters; the planned seat does.
            let gates: Vec<_> = questions.iter().filter(|question| question.gate.is_some()).map(line).collect();
            let record = SourceKind::CompanyRecord;
            let expect = (Some("Q3"), "department.m2_seat_planned", record, 1.0, QuestionReason::GateOpen);
            assert_eq!(gates, [expect]);
        });
    }

    #[test]
    fn who_was_heard_is_not_asked_again() {
        let kinds = SourceKind::ALL.iter().filter(|kind| **kind != SourceKind::NetworkInsider);
        let all: Vec<Observation> =
            kinds.enumerate().map(|(i, kind)| number("mobility.path_reproducible", *kind, (i % 2) as f64)).collect();
        asked("m2-path", &all, |questions| {
            let kinds: Vec<SourceKind> =
                questions.iter().filter(|q| q.signal.key == "mobility.path_reproducible").map(|q| q.kind).collect();
            assert_eq!(kinds, [SourceKind::NetworkInsider]);
        });
    }

    #[test]
    fn a_majority_asks_for_the_group_that_can_be_lifted() {
        asked("majority-of-four", &acme(), |questions| {
            assert_eq!(questions[0].gate, Some("MAJ"));
            assert!(questions[0].flip > 0.2 && questions[0].flip < 1.0, "{}", questions[0].flip);
            assert!(questions[1..].iter().all(|question| question.gate.is_none()));
        });
        // Nothing known: three groups have to be lifted, so no single answer settles it.
        asked("majority-of-four", &[], |questions| {
            assert_eq!((questions[0].gate, questions[0].flip), (Some("MAJ"), 0.0));
        });
    }
}
