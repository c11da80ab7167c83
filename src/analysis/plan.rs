//! A plan for one conversation: which questions fit into the minutes that there are (METHOD 6).

use std::cmp::Reverse;

use super::answer::{combined_variance, evsi_of_set, spread_of_set};
use super::questions::Question;
use crate::score::normal_cdf;

/// Questions for so many minutes, and what their answers are worth together.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan<'a> {
    /// The questions, in the order of a talk: whoever has the most urgent question first, questions to one respondent
    /// together, and of those what is about one subject together.
    pub questions: Vec<Question<'a>>,
    /// How long they take.
    pub minutes: u32,
    /// Points of score gained on average because the answers together can change the decision.
    pub evsi: f64,
    /// Chance, 0 to 1, that the answers together take the score to the other side of the mark.
    pub flip: f64,
    /// Standard deviation, in points, of the move that the answers bring together.
    pub spread: f64,
}

/// The best set of questions that takes at most `minutes`, for a score that stands `margin` points above the mark, or
/// below it when negative.
///
/// `questions` come best first, as [`super::questions_for`] gives them. Those about gates are taken in their order, as
/// long as they fit. The rest is filled with the set whose answers spread most together, and so have the greatest value
/// of information: that value grows with the spread whatever the margin. Of questions that take equally long the one
/// with the greater spread is always the better one, so the best set holds the first few of each length, and trying how
/// many of each is exact. Equal sets: the shorter one. Nothing fits: an empty plan.
#[must_use]
pub fn plan<'a>(questions: &[Question<'a>], minutes: u32, margin: f64) -> Plan<'a> {
    let mut left = minutes;
    let mut chosen: Vec<usize> = Vec::new();
    for (at, question) in questions.iter().enumerate() {
        if question.gate.is_some() && question.minutes <= left {
            left -= question.minutes;
            chosen.push(at);
        }
    }
    let lengths = by_length(questions);
    let fixed = Moves::of(chosen.iter().map(|at| questions[*at].spread));
    let counts = best_counts(&lengths, left, fixed);
    for (length, count) in lengths.iter().zip(counts) {
        chosen.extend(length.questions.iter().take(count).map(|(at, _)| *at));
    }
    chosen.sort_unstable();
    let questions = in_talking_order(chosen.into_iter().map(|at| questions[at].clone()).collect());
    let spreads: Vec<f64> = questions.iter().map(|question| question.spread).collect();
    let spread = spread_of_set(&spreads);
    Plan {
        minutes: questions.iter().map(|question| question.minutes).sum(),
        evsi: evsi_of_set(margin, &spreads),
        flip: if spread > 0.0 { normal_cdf(-margin.abs() / spread) } else { 0.0 },
        spread,
        questions,
    }
}

/// Questions that take equally long: their places and spreads, greatest first.
struct Length {
    minutes: u32,
    questions: Vec<(usize, f64)>,
}

/// What is not about a gate and can move the score, by length; the shortest last.
fn by_length(questions: &[Question<'_>]) -> Vec<Length> {
    let mut lengths: Vec<Length> = Vec::new();
    for (at, question) in questions.iter().enumerate().filter(|(_, q)| q.gate.is_none() && q.spread > 0.0) {
        let entry = (at, question.spread);
        match lengths.iter_mut().find(|length| length.minutes == question.minutes) {
            Some(length) => length.questions.push(entry),
            None => lengths.push(Length { minutes: question.minutes, questions: vec![entry] }),
        }
    }
    lengths.sort_by_key(|length| Reverse(length.minutes));
    for length in &mut lengths {
        length.questions.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    }
    lengths
}

/// Sums over the moves of a set of answers.
#[derive(Clone, Copy)]
struct Moves {
    sum: f64,
    squares: f64,
}

impl Moves {
    fn of(spreads: impl IntoIterator<Item = f64>) -> Self {
        spreads.into_iter().fold(Self { sum: 0.0, squares: 0.0 }, Self::and)
    }

    fn and(self, spread: f64) -> Self {
        Self { sum: self.sum + spread, squares: self.squares + spread * spread }
    }

    fn variance(self) -> f64 {
        combined_variance(self.sum, self.squares)
    }
}

/// How many questions of each length to take within `left` minutes.
fn best_counts(lengths: &[Length], left: u32, fixed: Moves) -> Vec<usize> {
    let mut best = Best { variance: fixed.variance(), minutes: 0, counts: vec![0; lengths.len()] };
    try_counts(lengths, left, 0, fixed, &mut Vec::new(), &mut best);
    best.counts
}

struct Best {
    variance: f64,
    minutes: u32,
    counts: Vec<usize>,
}

/// Tries every count of the first length, and of the others with what is left. Of the last and shortest length as many
/// are taken as fit.
fn try_counts(lengths: &[Length], left: u32, taken: u32, moves: Moves, counts: &mut Vec<usize>, best: &mut Best) {
    let Some((length, rest)) = lengths.split_first() else {
        let variance = moves.variance();
        let order = variance.total_cmp(&best.variance);
        if order.is_gt() || (order.is_eq() && taken < best.minutes) {
            *best = Best { variance, minutes: taken, counts: counts.clone() };
        }
        return;
    };
    let fits = usize::try_from(left / length.minutes.max(1)).unwrap_or(usize::MAX).min(length.questions.len());
    let mut moves = moves;
    let mut used = 0;
    for count in 0..=fits {
        if count > 0 {
            moves = moves.and(length.questions[count - 1].1);
            used += length.minutes;
        }
        if count == fits || !rest.is_empty() {
            counts.push(count);
            try_counts(rest, left - used, taken + used, moves, counts, best);
            counts.pop();
        }
    }
}

/// Questions to one respondent together, and of those what is about one subject (`mobility`) together. Respondents and
/// subjects stand in the order in which they are first needed.
fn in_talking_order(questions: Vec<Question<'_>>) -> Vec<Question<'_>> {
    let subject = |question: &Question<'_>| question.signal.key.split('.').next().unwrap_or_default().to_owned();
    let first = |fits: &dyn Fn(&Question<'_>) -> bool| questions.iter().position(fits).unwrap_or(0);
    let place = |question: &Question<'_>| {
        let whom = first(&|other| other.kind == question.kind);
        (whom, first(&|other| other.kind == question.kind && subject(other) == subject(question)))
    };
    let places: Vec<(usize, usize)> = questions.iter().map(place).collect();
    let mut ordered: Vec<((usize, usize), Question<'_>)> = places.into_iter().zip(questions).collect();
    ordered.sort_by_key(|(place, _)| *place);
    ordered.into_iter().map(|(_, question)| question).collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{World, acme};
    use super::super::{Aim, Inquiry, QuestionReason, questions_for};
    use super::*;
    use crate::model::SourceKind;

    const GATE: &str = "Q";

    fn question<'a>(world: &'a World, key: &str, minutes: u32, spread: f64, gate: Option<&'a str>) -> Question<'a> {
        let signal = world.catalogue.get(key).expect("in the catalogue");
        let kind = if minutes == 2 { SourceKind::PeerEmSaid } else { SourceKind::CompanyRecord };
        let why = QuestionReason::MovesScore;
        Question { signal, kind, minutes, evsi: 0.0, flip: 0.0, shift: spread, spread, eta: 0.5, gate, why }
    }

    fn keys<'q>(plan: &'q Plan<'_>) -> Vec<&'q str> {
        plan.questions.iter().map(|question| question.signal.key.as_str()).collect()
    }

    /// METHOD 6: three questions with spreads 1.9, 1.4 and 1.1, one point above the mark.
    #[test]
    fn a_plan_is_worth_what_the_method_says_of_a_set() {
        let world = World::new("m2-path");
        let three = [("culture.autonomy", 1.9), ("manager.sponsorship", 1.4), ("mobility.competing_peers", 1.1)];
        let questions: Vec<_> = three.iter().map(|(key, spread)| question(&world, key, 2, *spread, None)).collect();
        let found = plan(&questions, 6, 1.0);
        super::super::fixture::close(found.spread, 3.2487);
        super::super::fixture::close(found.evsi, 0.8570);
        super::super::fixture::close(found.flip, normal_cdf(-1.0 / 3.248_692));
        assert_eq!((found.minutes, found.questions.len()), (6, 3));
        assert_eq!(plan(&questions, 5, 1.0).minutes, 4);
        let nothing = plan(&questions, 1, 1.0);
        assert_eq!((nothing.questions.len(), nothing.minutes, nothing.evsi, nothing.flip), (0, 0, 0.0, 0.0));
    }

    #[test]
    fn one_long_question_gives_way_to_short_ones_that_bring_more() {
        let world = World::new("m2-path");
        let long = question(&world, "culture.manager_ladder", 10, 2.0, None);
        let short = |key: &str| question(&world, key, 2, 0.9, None);
        let questions = vec![
            long,
            short("culture.autonomy"),
            short("manager.sponsorship"),
            short("mobility.competing_peers"),
            short("culture.manager_development"),
        ];
        assert_eq!(plan(&questions, 10, 0.0).minutes, 8);
        // Two of the short ones do not make up for it.
        assert_eq!(plan(&[questions[0].clone(), questions[1].clone(), questions[2].clone()], 10, 0.0).minutes, 10);
    }

    #[test]
    fn gates_come_into_the_plan_first_and_one_that_does_not_fit_makes_room() {
        let world = World::new("m2-path");
        let questions = vec![
            question(&world, "mobility.path_reproducible", 15, 0.1, Some(GATE)),
            question(&world, "self.stay_2_3_years", 2, 0.0, Some(GATE)),
            question(&world, "culture.autonomy", 2, 3.0, None),
        ];
        assert_eq!(keys(&plan(&questions, 2, 0.0)), ["self.stay_2_3_years"]);
        assert_eq!(keys(&plan(&questions, 14, 0.0)), ["self.stay_2_3_years", "culture.autonomy"]);
        assert_eq!(plan(&questions, 17, 0.0).minutes, 17);
    }

    #[test]
    fn what_is_about_one_subject_is_asked_together() {
        let world = World::new("m2-path");
        let list = [("mobility.competing_peers", 3.0), ("culture.autonomy", 2.0), ("mobility.transition_support", 1.0)];
        let questions: Vec<_> = list.iter().map(|(key, spread)| question(&world, key, 2, *spread, None)).collect();
        let expect = ["mobility.competing_peers", "mobility.transition_support", "culture.autonomy"];
        assert_eq!(keys(&plan(&questions, 30, 0.0)), expect);
    }

    /// No set of questions that fits spreads more: all sets of the first twelve questions are tried.
    #[test]
    fn no_other_set_within_the_minutes_is_worth_more() {
        let world = World::new("m2-path");
        for observations in [Vec::new(), acme()] {
            let ledger = world.ledger(&observations);
            let card = world.card(&ledger);
            let inquiry = Inquiry { aim: Aim::Order { rival: card.score.best - 1.0 }, askable: None };
            let mut questions = questions_for(&card, &world.catalogue, &world.trust, &inquiry);
            questions.sort_by_key(|question| Reverse(question.minutes));
            questions.dedup_by(|a, b| a.minutes == b.minutes && a.spread.to_bits() == b.spread.to_bits());
            questions.sort_by(|a, b| b.spread.total_cmp(&a.spread));
            questions.truncate(12);
            for minutes in [2, 9, 14, 25, 31, 60] {
                let found = plan(&questions, minutes, 1.0);
                let mut best: f64 = 0.0;
                for set in 0..1_u32 << questions.len() {
                    let chosen = questions.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1).map(|(_, q)| q);
                    if chosen.clone().map(|q| q.minutes).sum::<u32>() <= minutes {
                        let spreads: Vec<f64> = chosen.map(|q| q.spread).collect();
                        best = best.max(evsi_of_set(1.0, &spreads));
                    }
                }
                assert!(found.minutes <= minutes);
                assert!((found.evsi - best).abs() < 1e-12, "{minutes}: {} is not {best}", found.evsi);
            }
        }
    }
}
