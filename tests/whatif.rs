//! What `whatif` says would turn an answer around does so: each fact, read back from the words that `--set` takes, is
//! stated in a ledger of its own and everything is scored anew.
//!
//! Over random pairs of roles and all six rubrics: 1,000 inputs, more with `PROPTEST_CASES`.

#[allow(dead_code, reason = "the strategies serve several tests, each of which needs some")]
mod support;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use proptest::prelude::*;
use skiplevel::analysis::{
    Fact, Hypothesis, MOST_FACTS, Reach, RoleWays, Standing, Together, Trials, Ways, best_proof, role_ways,
    values_to_try,
};
use skiplevel::ledger::Ledger;
use skiplevel::model::Role;
use skiplevel::score::{Scorecard, Scorer, Settings};
use skiplevel::signal::Signal;
use support::{CATALOGUE, Dossier, RUBRICS, TRUST, as_of, check, dossier};

/// Few points of the sweep: what holds of it holds of any number.
const SETTINGS: Settings = Settings { horizon_years: 1.5, sweep_points: 4 };

static SCORERS: LazyLock<Vec<Scorer<'static>>> =
    LazyLock::new(|| RUBRICS.iter().map(|rubric| Scorer::new(rubric, &CATALOGUE, SETTINGS)).collect());

fn ledger(dossier: &Dossier) -> Ledger {
    Ledger::new(&dossier.0, &TRUST, as_of())
}

fn role(id: &str, company: &str) -> Role {
    Role {
        id: id.to_owned(),
        company_id: company.to_owned(),
        company: company.to_owned(),
        title: String::new(),
        stage: None,
    }
}

/// Where the role stands when these facts, as they would be typed, are stated.
fn stated(scorer: &Scorer<'_>, ledger: &Ledger, facts: &[Fact<'_>]) -> Standing {
    let typed: Vec<String> = facts.iter().map(|fact| fact.hypothesis.argument()).collect();
    let read: Vec<Hypothesis<'_>> =
        typed.iter().map(|text| Hypothesis::parse(text, &CATALOGUE, &TRUST).expect("it can be typed")).collect();
    let revised = Hypothesis::applied(&read, ledger);
    Standing::of(&scorer.score(&revised))
}

fn holds(scorer: &Scorer<'_>, ledger: &Ledger, ways: &Ways<'_>) -> Result<(), TestCaseError> {
    for fact in &ways.single {
        let then = stated(scorer, ledger, std::slice::from_ref(fact));
        prop_assert!(ways.goal.is_reached(&then), "{} does not reach {:?}", fact.hypothesis.argument(), ways.goal);
        prop_assert_eq!(then, fact.standing);
    }
    match &ways.together {
        Together::Facts(facts) => {
            prop_assert!(ways.single.is_empty() && (2..=MOST_FACTS).contains(&facts.len()));
            let then = stated(scorer, ledger, facts);
            prop_assert!(ways.goal.is_reached(&then), "{facts:?} do not reach {:?}", ways.goal);
            prop_assert_eq!(Some(then), facts.last().map(|fact| fact.standing));
        }
        Together::TooMany(facts) => {
            prop_assert!(!ways.goal.is_reached(&stated(scorer, ledger, facts)));
        }
        Together::NotNeeded => prop_assert!(!ways.single.is_empty()),
        Together::Never => prop_assert!(ways.single.is_empty()),
    }
    Ok(())
}

/// Where it is said that nothing helps, all signals at their best together do not either.
fn never_is_true(scorer: &Scorer<'_>, ledger: &Ledger, ways: &Ways<'_>, shared: &[Reach]) -> Result<(), TestCaseError> {
    if ways.together != Together::Never {
        return Ok(());
    }
    let of = |signal: &'static Signal| {
        let values = values_to_try(signal);
        let value = if ways.goal.rises() { values.last() } else { values.first() };
        Some(Hypothesis::of(signal, value?.clone(), best_proof(signal, &TRUST)))
    };
    let signals = CATALOGUE.iter().filter(|signal| !shared.contains(&Reach::of(signal)));
    let all: Vec<Hypothesis<'_>> = signals.filter_map(of).collect();
    let then = Standing::of(&scorer.score(&Hypothesis::applied(&all, ledger)));
    prop_assert!(!ways.goal.is_reached(&then), "everything at once reaches {:?}", ways.goal);
    Ok(())
}

/// A group or criterion whose score becomes what is printed puts the role on the other side of its rival; a criterion
/// in the verdict's list takes the cautious score to the other side of the mark.
fn scores_turn(cards: [&Scorecard<'_>; 2], ways: &RoleWays<'_>) -> Result<(), TestCaseError> {
    let [own, rival] = cards;
    let weights: Vec<f64> = own.groups.iter().map(|group| group.group.weight).collect();
    let with = |number: usize, score: f64| {
        let scores: Vec<f64> = own
            .groups
            .iter()
            .enumerate()
            .map(|(at, group)| if at == number { score } else { group.score.best })
            .collect();
        own.best_if(&weights, &scores)
    };
    let Some(order) = &ways.order else { return Ok(()) };
    let rises = order.facts.goal.rises();
    let turned = |best: f64| if rises { best > rival.score.best } else { best < rival.score.best };
    for flip in &order.groups {
        prop_assert!((with(flip.at, flip.needed) - rival.score.best).abs() < 1e-6, "{flip:?}");
        if let Some(score) = flip.beyond(rises) {
            prop_assert!(turned(with(flip.at, score)) && (score - flip.needed).abs() < 0.11, "{flip:?}");
        }
    }
    let places: Vec<(usize, f64)> = own
        .groups
        .iter()
        .enumerate()
        .flat_map(|(number, group)| group.criteria.iter().map(move |result| (number, result.criterion.share)))
        .collect();
    for flip in &order.criteria {
        let (number, share) = places[flip.at];
        let group = own.groups[number].score.best + share * (flip.needed - flip.now);
        prop_assert!((with(number, group) - rival.score.best).abs() < 1e-6, "{flip:?}");
    }
    let criteria: Vec<_> = own.criteria().map(|(_, result)| result.criterion.weight).collect();
    for flip in &ways.verdict_criteria {
        let cautious = own.cautious + criteria[flip.at] * (flip.needed - flip.now);
        prop_assert!((cautious - own.rubric.thresholds.pursue).abs() < 1e-9, "{flip:?}");
    }
    Ok(())
}

/// Just beyond a weight the other role comes first, just before it does not.
fn weights_turn(cards: [&Scorecard<'_>; 2], ways: &RoleWays<'_>) -> Result<(), TestCaseError> {
    let Some(order) = &ways.order else { return Ok(()) };
    for flip in &order.weights {
        let lead = |weight: f64| {
            let points: BTreeMap<String, f64> = cards[0]
                .rubric
                .groups
                .iter()
                .enumerate()
                .map(|(at, group)| {
                    let rest = (1.0 - weight) / (1.0 - flip.now);
                    (group.id.clone(), if at == flip.group { weight } else { group.weight * rest })
                })
                .collect();
            let rubric = cards[0].rubric.with_group_weights(&points).expect("not all zero");
            let scorer = Scorer::new(&rubric, &CATALOGUE, SETTINGS);
            let score = |card: &Scorecard<'_>| scorer.score(card.ledger).score.best;
            score(cards[0]) - score(cards[1])
        };
        if let Some(points) = flip.points_beyond() {
            let printed = lead(points / 100.0);
            let now = cards[0].score.best - cards[1].score.best;
            prop_assert!(printed * now <= 0.0, "{flip:?}: {now} is still {printed} at {points} points");
        }
        let step = if flip.is_upward() { 1e-6 } else { -1e-6 };
        let (beyond, before) = (lead((flip.at + step).clamp(0.0, 1.0)), lead((flip.at - step).clamp(0.0, 1.0)));
        let now = cards[0].score.best - cards[1].score.best;
        prop_assert!(beyond * now <= 0.0 && beyond.abs() < 1e-3, "{flip:?}: {now} becomes {beyond}");
        prop_assert!(before * now >= 0.0, "{flip:?}: {now} was {before}");
    }
    Ok(())
}

/// What was found in all cases: kinds of finding, and how often.
#[derive(Debug, Default)]
struct Seen(RefCell<BTreeMap<&'static str, usize>>);

impl Seen {
    fn add(&self, what: &'static str, count: usize) {
        *self.0.borrow_mut().entry(what).or_default() += count;
    }

    fn ways(&self, ways: &Ways<'_>) {
        self.add(if ways.goal.rises() { "better single facts" } else { "worse single facts" }, ways.single.len());
        let kind = match ways.together {
            Together::NotNeeded => "enough alone",
            Together::Facts(_) => "enough together",
            Together::TooMany(_) => "too many",
            Together::Never => "never",
        };
        self.add(kind, 1);
    }
}

/// The promise of `whatif`.
#[test]
fn what_is_printed_turns_the_answer_around() {
    let seen = Seen::default();
    let inputs = (dossier(), dossier(), 0..RUBRICS.len(), any::<bool>(), any::<bool>());
    check(inputs, |(one, other, rubric, is_same_company, of_verdict)| {
        let scorer = &SCORERS[rubric];
        let (one, other) = (ledger(&one), ledger(&other));
        let cards = [scorer.score(&one), scorer.score(&other)];
        let roles = [role("one", "Acme"), role("other", if is_same_company { "Acme" } else { "Globex" })];
        let trials = Trials::new(scorer, &CATALOGUE, &TRUST);
        if of_verdict {
            let ways = trials.verdict_ways(&cards[0]);
            ways.iter().for_each(|ways| seen.ways(ways));
            return ways.map_or(Ok(()), |ways| {
                never_is_true(scorer, &one, &ways, &[])?;
                holds(scorer, &one, &ways)
            });
        }
        let both = [(&roles[0], &cards[0]), (&roles[1], &cards[1])];
        let ways = role_ways(&trials, &both, 0, Some(1));
        let order = ways.order.as_ref().expect("there is a rival");
        seen.ways(&order.facts);
        seen.add("weights", order.weights.len());
        seen.add("promises", ways.in_writing.len());
        holds(scorer, &one, &order.facts)?;
        let shared: &[Reach] = if is_same_company { &[Reach::You, Reach::Company] } else { &[Reach::You] };
        never_is_true(scorer, &one, &order.facts, shared)?;
        scores_turn([&cards[0], &cards[1]], &ways)?;
        seen.add("groups", order.groups.len());
        seen.add("criteria", order.criteria.len());
        seen.add("verdict criteria", ways.verdict_criteria.len());
        let facts = &order.facts.single;
        prop_assert!(facts.iter().all(|fact| Reach::of(fact.hypothesis.signal) != Reach::You));
        let of_company = facts.iter().any(|fact| Reach::of(fact.hypothesis.signal) == Reach::Company);
        prop_assert!(!(is_same_company && of_company), "a fact about the company reaches the rival, too");
        for fact in &ways.in_writing {
            let then = stated(scorer, &one, std::slice::from_ref(fact));
            prop_assert_eq!(then, fact.standing);
            prop_assert!(then.cautious > cards[0].cautious);
        }
        weights_turn([&cards[0], &cards[1]], &ways)
    });
    // Nothing is promised where nothing is found: each kind of finding has to be among the random ones.
    let kinds = [
        "better single facts",
        "worse single facts",
        "enough alone",
        "enough together",
        "too many",
        "never",
        "weights",
        "groups",
        "criteria",
        "verdict criteria",
        "promises",
    ];
    let seen = seen.0.into_inner();
    let rare: Vec<&str> = kinds.into_iter().filter(|kind| seen.get(kind).is_none_or(|count| *count < 20)).collect();
    assert!(rare.is_empty(), "hardly any {rare:?} among {seen:?}");
}

/// A gate of things that must all hold stays open while one of them is known: the way leads over both.
#[test]
fn a_way_over_two_things_that_must_both_hold_is_found() {
    use skiplevel::model::Observation;
    let rubric = RUBRICS.iter().position(|rubric| rubric.id == "four-questions").expect("built in");
    let scorer = &SCORERS[rubric];
    let open = ["department.m2_seat_planned", "department.eng_growth_12m", "department.nearby_growth_12m"];
    let known =
        CATALOGUE.iter().filter(|signal| !open.contains(&signal.key.as_str()) && signal.key != "company.headcount");
    let observations: Vec<Observation> = known
        .filter_map(|signal| {
            let value = values_to_try(signal).pop()?;
            Some(Observation::new(&signal.key, value, as_of().into(), best_proof(signal, &TRUST)))
        })
        .collect();
    let ledger = Ledger::new(&observations, &TRUST, as_of());
    let card = scorer.score(&ledger);
    let trials = Trials::new(scorer, &CATALOGUE, &TRUST);
    let ways = trials.verdict_ways(&card).expect("a verdict");
    let Together::Facts(facts) = &ways.together else { panic!("{:?}", ways.together) };
    let mut keys: Vec<&str> = facts.iter().map(|fact| fact.hypothesis.signal.key.as_str()).collect();
    keys.sort_unstable();
    assert_eq!(keys, ["department.eng_growth_12m", "department.m2_seat_planned"]);
}
