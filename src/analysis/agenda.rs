//! What there is to ask about one role, of whom, and what is settled because everybody has been heard.

use super::ask::{AlreadyHeard, who_know};
use super::inquiry::Inquiry;
use super::plan::{Plan, plan};
use super::questions::{Question, questions_for};
use crate::ledger::Estimate;
use crate::model::SourceKind;
use crate::score::{GateState, Scorecard};
use crate::signal::{Catalogue, Signal, Trust};

/// A signal about which everybody who could be asked has been heard.
#[derive(Debug, Clone, PartialEq)]
pub struct HeardOut<'a> {
    /// What it is about.
    pub signal: &'a Signal,
    /// Who was heard, each kind once.
    pub heard: Vec<SourceKind>,
}

/// What to ask about one role.
#[derive(Debug, Clone, PartialEq)]
pub struct Agenda<'a> {
    /// All questions, best first.
    pub questions: Vec<Question<'a>>,
    /// Those that fit into the minutes asked for; `None` when no minutes were named.
    pub plan: Option<Plan<'a>>,
    /// What nobody is left to be asked about, in rubric order.
    pub heard_out: Vec<HeardOut<'a>>,
    /// How far the score stands above the mark that an answer has to cross; below it when negative.
    pub margin: f64,
}

/// What to ask about one role, and a plan when `minutes` are named (see [`questions_for`] and [`plan`]).
#[must_use]
pub fn agenda<'a>(
    card: &Scorecard<'a>,
    catalogue: &'a Catalogue,
    trust: &Trust,
    inquiry: &Inquiry<'_>,
    minutes: Option<u32>,
) -> Agenda<'a> {
    let questions = questions_for(card, catalogue, trust, inquiry);
    let margin = card.score.best - inquiry.mark();
    let plan = minutes.map(|minutes| plan(&questions, minutes, margin));
    Agenda { plan, heard_out: heard_out(card, catalogue, inquiry), questions, margin }
}

/// Criteria, and comparisons of open gates, about which nobody is left who could be asked.
fn heard_out<'a>(card: &Scorecard<'a>, catalogue: &'a Catalogue, inquiry: &Inquiry<'_>) -> Vec<HeardOut<'a>> {
    let criteria = card.criteria().filter(|(_, result)| !result.criterion.is_derived);
    let criteria = criteria.map(|(_, result)| (result.criterion.signal.as_str(), &result.estimate));
    let open = card.gates.iter().filter(|gate| gate.state == GateState::Unknown);
    let gates = open.flat_map(|gate| &gate.tests).filter_map(|test| {
        let signal = test.condition.signals().first().copied()?;
        Some((signal, test.estimate.as_ref()?))
    });
    let mut found: Vec<HeardOut<'a>> = Vec::new();
    for (key, estimate) in criteria.chain(gates) {
        let Some(signal) = catalogue.get(key) else { continue };
        if found.iter().all(|known| known.signal.key != signal.key) {
            found.extend(heard_about(signal, estimate, inquiry));
        }
    }
    found
}

fn heard_about<'a>(signal: &'a Signal, estimate: &Estimate<'_>, inquiry: &Inquiry<'_>) -> Option<HeardOut<'a>> {
    let heard = AlreadyHeard::of(estimate);
    let nobody_is_left = !who_know(signal, inquiry).is_empty() && heard.candidates(signal, inquiry).is_empty();
    nobody_is_left.then(|| HeardOut { signal, heard: heard.kinds() })
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{World, acme, said};
    use super::super::{Aim, QuestionReason, questions_for};
    use super::*;
    use crate::model::Value;

    #[test]
    fn only_those_who_can_be_asked_are_asked() {
        let world = World::new("m2-path");
        let ledger = world.ledger(&acme());
        let card = world.card(&ledger);
        let peers = Inquiry { askable: Some(&[SourceKind::PeerEmSaid]), ..Inquiry::default() };
        let found = agenda(&card, &world.catalogue, &world.trust, &peers, Some(6));
        assert!(found.questions.len() > 5 && found.questions.iter().all(|q| q.kind == SourceKind::PeerEmSaid));
        let plan = found.plan.expect("minutes were named");
        assert_eq!((plan.questions.len(), plan.minutes), (3, 6));
        let nobody = Inquiry { askable: Some(&[]), ..Inquiry::default() };
        let found = agenda(&card, &world.catalogue, &world.trust, &nobody, None);
        assert_eq!((found.questions.len(), found.plan, found.heard_out), (0, None, Vec::new()));
    }

    #[test]
    fn who_has_answered_is_named_when_nobody_is_left() {
        let world = World::new("m2-path");
        let kinds = [SourceKind::PeerEmSaid, SourceKind::NetworkInsider, SourceKind::EmployeeReviews];
        let about = |kind: SourceKind| said("culture.autonomy", kind, "2026-11-15", Value::Number(2.0), kind.key());
        let ledger = world.ledger(&kinds.map(about));
        let card = world.card(&ledger);
        let found = agenda(&card, &world.catalogue, &world.trust, &Inquiry::default(), None);
        let [only] = found.heard_out.as_slice() else { panic!("{:?}", found.heard_out) };
        assert_eq!(only.signal.key, "culture.autonomy");
        assert!(only.heard.len() == kinds.len() && kinds.iter().all(|kind| only.heard.contains(kind)));
        assert!(found.questions.iter().all(|question| question.signal.key != "culture.autonomy"));
        let peers = Inquiry { askable: Some(&[SourceKind::PeerEmSaid]), ..Inquiry::default() };
        let found = agenda(&card, &world.catalogue, &world.trust, &peers, None);
        assert_eq!(found.heard_out.len(), 1);
    }

    /// METHOD 6, "for ranking": the same formulas with the distance to the best rival.
    #[test]
    fn for_the_order_the_mark_is_the_rival() {
        let world = World::new("m2-path");
        let ledger = world.ledger(&acme());
        let card = world.card(&ledger);
        let against = |rival: f64| Inquiry { aim: Aim::Order { rival }, askable: None };
        let far = questions_for(&card, &world.catalogue, &world.trust, &against(5.0));
        assert!(far.iter().all(|question| question.why == QuestionReason::MovesScore && question.evsi == 0.0));
        let near = questions_for(&card, &world.catalogue, &world.trust, &against(card.score.best - 0.3));
        // The numbers of the verdict with the mark .3 points below the score.
        super::super::fixture::close(near[0].evsi, 0.0320);
        super::super::fixture::close(near[0].flip, 0.2667);
        assert_eq!(near[0].why, QuestionReason::CouldChangeOrder);
        // Gates do not enter the order.
        let nothing = world.ledger(&[]);
        let unknown = world.card(&nothing);
        let found = questions_for(&unknown, &world.catalogue, &world.trust, &against(unknown.score.best));
        assert!(found.iter().all(|question| question.gate.is_none()) && found[0].flip > 0.0);
        let inquiry = Inquiry { aim: Aim::Order { rival: 50.0 }, askable: None };
        assert!(
            (agenda(&card, &world.catalogue, &world.trust, &inquiry, None).margin - (card.score.best - 50.0)).abs()
                < 1e-12
        );
    }
}
