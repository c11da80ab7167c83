//! The next best questions about a role (METHOD 6).

use std::cmp::Ordering;

use super::answer::{AnswerValue, Prospect};
use super::ask::{AlreadyHeard, minutes_to_ask};
use super::gate_questions::gate_questions;
use super::inquiry::{Aim, Inquiry};
use crate::model::SourceKind;
use crate::score::{CriterionResult, Scorecard};
use crate::signal::{Catalogue, Signal, Trust};

/// Why a question is worth asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuestionReason {
    /// A gate is open because sources contradict each other.
    GateContradicted,
    /// A gate would pass, but only the company has said so.
    GateNeedsOutsideVoice,
    /// A gate is open because too little is known.
    GateOpen,
    /// The answer could take the score to the other side of 50.
    CouldChangeVerdict,
    /// The answer could take the score to the other side of the best rival's.
    CouldChangeOrder,
    /// The answer makes the score more certain, but cannot by itself take it across 50.
    MovesScore,
}

impl QuestionReason {
    /// The word used in outputs.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::GateContradicted => "gate-contradicted",
            Self::GateNeedsOutsideVoice => "gate-needs-outside-voice",
            Self::GateOpen => "gate-open",
            Self::CouldChangeVerdict => "could-change-verdict",
            Self::CouldChangeOrder => "could-change-order",
            Self::MovesScore => "moves-score",
        }
    }
}

/// Something to ask, and whom.
#[derive(Debug, Clone, PartialEq)]
pub struct Question<'a> {
    /// What to ask about; the words stand in [`Signal::question`].
    pub signal: &'a Signal,
    /// Whom or where: the kind that the answer would have.
    pub kind: SourceKind,
    /// How long it takes.
    pub minutes: u32,
    /// Points of score gained on average because the answer can change the decision; 0 for a signal that carries no
    /// weight in the rubric.
    pub evsi: f64,
    /// Chance, 0 to 1, that this one answer changes something that decides: takes the score to the other side of the
    /// mark (50, or the best rival's score), or, with `gate`, moves that gate out of `unknown`. It may be 0 for a gate
    /// that takes more than one answer.
    pub flip: f64,
    /// Points by which the score is expected to move, either way.
    pub shift: f64,
    /// Standard deviation of that move, in points.
    pub spread: f64,
    /// Which part of the way from the estimate to the answer the estimate would go, 0 to below 1.
    pub eta: f64,
    /// Id of the gate that it is asked for.
    pub gate: Option<&'a str>,
    /// Why it is asked.
    pub why: QuestionReason,
}

/// What to ask next for the verdict, of everybody, best first: [`questions_for`] with the default [`Inquiry`].
#[must_use]
pub fn next_questions<'a>(card: &Scorecard<'a>, catalogue: &'a Catalogue, trust: &Trust) -> Vec<Question<'a>> {
    questions_for(card, catalogue, trust, &Inquiry::default())
}

/// What to ask next, best first; each signal at most once (METHOD 6).
///
/// For the verdict, first one question for each gate that is `unknown`: contradicted ones, then those whose probability
/// is nearest to one half, then in rubric order. A gate has no question when everybody who could be asked has been heard.
/// Then the criteria: by EVSI per minute, then expected shift per minute, then key. Whoever was heard about a signal is
/// not asked about it again. Left out are criteria that are computed from others, and answers that could not move
/// anything.
#[must_use]
pub fn questions_for<'a>(
    card: &Scorecard<'a>,
    catalogue: &'a Catalogue,
    trust: &Trust,
    inquiry: &Inquiry<'_>,
) -> Vec<Question<'a>> {
    let mut questions: Vec<Question<'a>> = Vec::new();
    if inquiry.aim == Aim::Verdict {
        for question in gate_questions(card, catalogue, trust, inquiry) {
            if questions.iter().all(|earlier| earlier.signal.key != question.signal.key) {
                questions.push(question);
            }
        }
    }
    let mut others: Vec<Question<'a>> = card
        .criteria()
        .filter(|(_, result)| !result.criterion.is_derived)
        .filter(|(_, result)| questions.iter().all(|asked| asked.signal.key != result.criterion.signal))
        .filter_map(|(_, result)| best_question(card, result, catalogue.get(&result.criterion.signal)?, trust, inquiry))
        .collect();
    others.sort_by(|a, b| by_value(a, b).then_with(|| a.signal.key.cmp(&b.signal.key)));
    questions.append(&mut others);
    questions
}

/// The best respondent who has not been heard about a criterion.
fn best_question<'a>(
    card: &Scorecard<'a>,
    result: &CriterionResult<'a>,
    signal: &'a Signal,
    trust: &Trust,
    inquiry: &Inquiry<'_>,
) -> Option<Question<'a>> {
    let candidates = AlreadyHeard::of(&result.estimate).candidates(signal, inquiry).into_iter();
    let question = |kind: SourceKind| {
        let AnswerValue { eta, evsi, flip, shift, spread } = value_for_score(card, result, kind, trust, inquiry);
        let why = match inquiry.aim {
            _ if flip <= 0.0 => QuestionReason::MovesScore,
            Aim::Verdict => QuestionReason::CouldChangeVerdict,
            Aim::Order { .. } => QuestionReason::CouldChangeOrder,
        };
        Question { signal, kind, minutes: minutes_to_ask(kind), evsi, flip, shift, spread, eta, gate: None, why }
    };
    candidates
        .map(question)
        .filter(|question| question.shift > 0.0)
        .min_by(|a, b| by_value(a, b).then_with(|| a.kind.key().cmp(b.kind.key())))
}

/// What an answer about a criterion is worth for the whole score.
pub(super) fn value_for_score(
    card: &Scorecard<'_>,
    result: &CriterionResult<'_>,
    kind: SourceKind,
    trust: &Trust,
    inquiry: &Inquiry<'_>,
) -> AnswerValue {
    let heard = AlreadyHeard::of(&result.estimate);
    let prospect = Prospect { weight: result.criterion.weight, score: result.triple(), evidence: heard.weight };
    prospect.answer(card.score.best - inquiry.mark(), heard.answer_weight(kind, trust))
}

/// By EVSI per minute, then shift per minute, greatest first.
fn by_value(a: &Question<'_>, b: &Question<'_>) -> Ordering {
    per_minute(b.evsi, b.kind)
        .total_cmp(&per_minute(a.evsi, a.kind))
        .then_with(|| per_minute(b.shift, b.kind).total_cmp(&per_minute(a.shift, a.kind)))
}

pub(super) fn per_minute(value: f64, kind: SourceKind) -> f64 {
    value / f64::from(minutes_to_ask(kind))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{World, acme, close};
    use super::*;
    use crate::score::INDIFFERENT;
    use crate::text::{Diagnostics, Files};

    /// METHOD 9, next-best questions.
    #[test]
    fn acme_is_asked_in_the_order_of_the_method() {
        let world = World::new("m2-path");
        let ledger = world.ledger(&acme());
        let card = world.card(&ledger);
        let found = next_questions(&card, &world.catalogue, &world.trust);
        let expect = [
            ("department.business_need", "hiring_manager_said", 0.3240),
            ("mobility.m2_internal_fill_share", "hiring_manager_said", 0.2805),
            ("culture.autonomy", "peer_em_said", 0.2500),
            ("manager.mentoring_quality", "peer_em_said", 0.2500),
            ("mobility.competing_peers", "peer_em_said", 0.2475),
            ("culture.manager_development", "peer_em_said", 0.2275),
        ];
        for (question, (key, kind, shift)) in found.iter().zip(expect) {
            assert_eq!((question.signal.key.as_str(), question.kind.key()), (key, kind));
            close(question.shift, shift);
            assert_eq!((question.evsi, question.flip, question.minutes), (0.0, 0.0, 2));
            assert_eq!((question.gate, question.why), (None, QuestionReason::MovesScore));
        }
        close(found[0].eta, 0.4500);
        close(found[1].eta, 0.2981);
        // The rest as in the reference: what takes a look-up or a contact stands lower.
        assert_eq!(found.len(), 32);
        let place = |key: &str| found.iter().position(|question| question.signal.key == key);
        assert_eq!(place("department.m2_seat_planned"), Some(18));
        assert_eq!(place("mobility.m2_internal_promotions_12m"), Some(23));
        assert_eq!(place("company.review_rating"), Some(31));
        assert!(found.iter().all(|question| !question.signal.key.starts_with("seat.")));
    }

    /// The same evidence with the mark .3 points below the score; values of the reference.
    #[test]
    fn near_the_mark_answers_can_change_the_verdict() {
        let world = World::new("m2-path");
        let ledger = world.ledger(&acme());
        let mut card = world.card(&ledger);
        card.score.best = INDIFFERENT + 0.3;
        let found = next_questions(&card, &world.catalogue, &world.trust);
        let expect = [
            ("department.business_need", "hiring_manager_said", 0.0320, 0.2667),
            ("mobility.m2_internal_fill_share", "hiring_manager_said", 0.0317, 0.2332),
            ("department.m2_seat_planned", "company_record", 0.1044, 0.4319),
            ("culture.autonomy", "peer_em_said", 0.0200, 0.2000),
            ("manager.mentoring_quality", "peer_em_said", 0.0200, 0.2000),
            ("mobility.m2_internal_promotions_12m", "network_insider", 0.1074, 0.2888),
            ("mobility.competing_peers", "peer_em_said", 0.0138, 0.1833),
            ("mobility.selection_process_clear", "company_record", 0.0450, 0.3000),
        ];
        for (question, (key, kind, evsi, flip)) in found.iter().zip(expect) {
            assert_eq!((question.signal.key.as_str(), question.kind.key()), (key, kind));
            close(question.evsi, evsi);
            close(question.flip, flip);
            assert_eq!(question.why, QuestionReason::CouldChangeVerdict);
        }
    }

    #[test]
    fn every_rubric_gives_finite_questions_once_a_signal() {
        for (rubric, _) in crate::rubric::BUILTIN {
            let world = World::new(rubric);
            for observations in [Vec::new(), acme()] {
                let ledger = world.ledger(&observations);
                let found = next_questions(&world.card(&ledger), &world.catalogue, &world.trust);
                assert!(!found.is_empty(), "{rubric}");
                let mut keys: Vec<&str> = found.iter().map(|question| question.signal.key.as_str()).collect();
                keys.sort_unstable();
                assert!(keys.windows(2).all(|pair| pair[0] != pair[1]), "{rubric}: {keys:?}");
                for question in found {
                    assert!(question.evsi >= 0.0 && question.shift >= 0.0, "{question:?}");
                    assert!((0.0..=1.0).contains(&question.flip) && (0.0..1.0).contains(&question.eta), "{question:?}");
                    assert!(question.minutes > 0 && !question.why.word().is_empty());
                }
            }
        }
    }

    #[test]
    fn a_source_that_is_not_trusted_is_not_asked() {
        let world = World::new("m2-path");
        let (mut files, mut problems) = (Files::default(), Diagnostics::default());
        let empty_table = files.add("trust.toml", "");
        let nobody = Trust::read(&files, empty_table, &mut problems);
        for observations in [Vec::new(), acme()] {
            let ledger = world.ledger(&observations);
            assert_eq!(next_questions(&world.card(&ledger), &world.catalogue, &nobody), []);
        }
    }
}
