//! What holds of every order of roles: rules of METHOD 5.2 over random group scores, dossiers and weights.

#![allow(clippy::float_cmp, reason = "exact results are compared where they are exact")]

#[allow(dead_code, reason = "other tests use the rest")]
mod support;

use proptest::prelude::*;
use skiplevel::analysis::{Assumptions, Comparison, Dominance, Weighting, win_exact, win_exact_ranked};
use skiplevel::ledger::Ledger;
use skiplevel::score::{Scorecard, Scorer, Settings, Triple};
use support::{CATALOGUE, Dossier, RUBRICS, TRUST, as_of, check, dossier};

/// Few points of the sweep and few draws: what holds of them holds of any number.
const SETTINGS: Settings = Settings { horizon_years: 1.5, sweep_points: 16 };
const DRAWS: usize = 200;

fn under(weighting: Weighting) -> Assumptions {
    Assumptions { weighting, draws: DRAWS }
}

/// Range, ordered, often a point, and now and then the whole scale.
fn score() -> impl Strategy<Value = Triple> {
    let sorted = |mut three: [f64; 3]| {
        three.sort_by(f64::total_cmp);
        Triple { low: three[0], best: three[1], high: three[2] }
    };
    prop_oneof![
        4 => prop::array::uniform3(0.0..=100.0_f64).prop_map(sorted),
        2 => (0.0..=100.0_f64).prop_map(Triple::all),
        1 => (0.0..=100.0_f64).prop_map(|best| Triple { low: 0.0, best, high: 100.0 }),
    ]
}

/// How the better role stands in one group: the same, better at its best, or above the other's whole range.
#[derive(Debug, Clone, Copy)]
enum Lead {
    None,
    Best(f64),
    Range(f64),
}

impl Lead {
    fn over(self, other: Triple) -> Triple {
        match self {
            Self::None => other,
            Self::Best(part) => Triple { best: other.best + part * (100.0 - other.best), high: 100.0, ..other },
            Self::Range(part) => Triple::all(other.high + part * (100.0 - other.high)),
        }
    }
}

fn lead() -> impl Strategy<Value = Lead> {
    let part = || 0.0..=1.0_f64;
    prop_oneof![1 => Just(Lead::None), 3 => part().prop_map(Lead::Best), 3 => part().prop_map(Lead::Range)]
}

fn differences(a: &[Triple], b: &[Triple]) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| a.best - b.best).collect()
}

/// Two ways to see the same: what dominates wins under all weights, and whole ranges win in (almost) every draw.
#[test]
fn who_dominates_is_ahead_whatever_the_weights() {
    let inputs = prop::collection::vec((score(), lead()), 1..=8);
    check(inputs, |groups| {
        let worse: Vec<Triple> = groups.iter().map(|(score, _)| *score).collect();
        let better: Vec<Triple> = groups.iter().map(|(score, lead)| lead.over(*score)).collect();
        let found = Dominance::of(&better, &worse);
        prop_assert_eq!(Dominance::of(&worse, &better), None);
        let all_equal = differences(&better, &worse).iter().all(|difference| *difference <= 0.0);
        prop_assert_eq!(found.is_none(), all_equal);
        if found.is_some() {
            prop_assert_eq!(win_exact(&differences(&better, &worse)), 1.0);
            prop_assert_eq!(win_exact_ranked(&differences(&better, &worse)), 1.0);
            prop_assert_eq!(win_exact(&differences(&worse, &better)), 0.0);
        }
        if found == Some(Dominance::Ranges) {
            let weights = vec![1.0; worse.len()];
            for weighting in Weighting::ALL {
                let robust = under(weighting).robustness(&[better.clone(), worse.clone()], &weights);
                prop_assert!(robust.win_shares[0][1] >= 0.5, "{}: {:?}", weighting.key(), robust.win_shares);
                prop_assert_eq!(robust.win_shares[1][0], 0.0);
            }
        }
        Ok(())
    });
}

/// Whatever is asked of shares: parts of a whole, and one role's win is the other's loss.
#[test]
fn shares_are_parts_of_a_whole() {
    let roles = prop::collection::vec(prop::collection::vec(score(), 4), 0..=6);
    let weights = prop::collection::vec(0.0..=1.0_f64, 4);
    check((roles, weights), |(roles, weights)| {
        for weighting in Weighting::ALL {
            let found = under(weighting).robustness(&roles, &weights);
            for (role, ranks) in found.rank_shares.iter().enumerate() {
                let column: f64 = found.rank_shares.iter().map(|ranks| ranks[role]).sum();
                prop_assert!((ranks.iter().sum::<f64>() - 1.0).abs() < 1e-9 && (column - 1.0).abs() < 1e-9);
                for other in 0..roles.len() {
                    let both = found.win_shares[role][other] + found.win_shares[other][role];
                    prop_assert!((0.0..=1.0 + 1e-9).contains(&both) && (role != other || both == 0.0));
                }
            }
            let centres = found.central_weights.iter().flatten();
            prop_assert!(centres.clone().all(|weights| (weights.iter().sum::<f64>() - 1.0).abs() < 1e-9));
            prop_assert!(centres.flatten().all(|weight| (0.0..=1.0).contains(weight)));
        }
        Ok(())
    });
}

/// Scorecards of these dossiers, called `a`, `b`, … in their order.
fn with_cards(dossiers: &[Dossier], rubric: usize, look: impl FnOnce(&[(&str, &Scorecard<'_>)])) {
    const NAMES: [&str; 6] = ["a", "b", "c", "d", "e", "f"];
    let ledgers: Vec<Ledger> = dossiers.iter().map(|Dossier(list)| Ledger::new(list, &TRUST, as_of())).collect();
    let scorer = Scorer::new(&RUBRICS[rubric], &CATALOGUE, SETTINGS);
    let cards: Vec<Scorecard<'_>> = ledgers.iter().map(|ledger| scorer.score(ledger)).collect();
    let named: Vec<(&str, &Scorecard<'_>)> = NAMES.into_iter().zip(&cards).collect();
    look(&named);
}

/// I5, for orders: the others stay in their order, and what is exact about a pair stays as it was.
#[test]
fn another_role_changes_no_order_and_no_exact_share() {
    let inputs = (prop::collection::vec(dossier(), 2..=5), 0..RUBRICS.len());
    check(inputs, |(dossiers, rubric)| {
        let mut failed = None;
        with_cards(&dossiers, rubric, |cards| {
            for weighting in Weighting::ALL {
                let all = Comparison::under(cards, under(weighting));
                let fewer = Comparison::under(&cards[1..], under(weighting));
                let kept: Vec<&str> = all.roles.iter().copied().filter(|role| *role != "a").collect();
                let place = |role: &str| all.place(role).unwrap_or_default();
                let same = fewer.roles.iter().enumerate().all(|(at, a)| {
                    fewer.roles.iter().enumerate().all(|(to, b)| {
                        let (a, b) = (place(a), place(b));
                        fewer.share_exact[at][to] == all.share_exact[a][b]
                            && fewer.share_ranked_exact[at][to] == all.share_ranked_exact[a][b]
                            && fewer.dominance(at, to) == all.dominance(a, b)
                            && fewer.ranges_overlap(at, to) == all.ranges_overlap(a, b)
                    })
                });
                if kept != fewer.roles || !same {
                    failed = Some(format!("{}: {:?} and {:?}", weighting.key(), all.roles, fewer.roles));
                }
            }
        });
        prop_assert!(failed.is_none(), "{}", failed.unwrap_or_default());
        Ok(())
    });
}

/// What is said of tastes and level roles fits the numbers beside it.
#[test]
fn tastes_and_level_roles_rest_on_their_numbers() {
    let inputs = (prop::collection::vec(dossier(), 1..=4), 0..RUBRICS.len());
    check(inputs, |(dossiers, rubric)| {
        let mut failed = None;
        with_cards(&dossiers, rubric, |cards| {
            let found = Comparison::under(cards, Assumptions { draws: 1000, ..Assumptions::default() });
            for place in 0..found.roles.len() {
                let favoured = found.favoured_by(place);
                let central = found.central_weights[place].clone().unwrap_or_default();
                let stands_out = favoured.iter().all(|group| central[*group] > found.mean_weights[*group]);
                if favoured.len() > 3 || !stands_out || (found.roles.len() == 1 && !favoured.is_empty()) {
                    failed = Some(format!("{favoured:?} of {central:?}"));
                }
                for other in 0..found.roles.len() {
                    let is_level = found.is_level(place, other);
                    if is_level != found.is_level(other, place) || (is_level && found.share[place][other] > 0.55) {
                        failed = Some(format!("{place} and {other}: {:?}", found.share));
                    }
                }
            }
            if (found.mean_weights.iter().sum::<f64>() - 1.0).abs() > 1e-9 {
                failed = Some(format!("{:?}", found.mean_weights));
            }
        });
        prop_assert!(failed.is_none(), "{}", failed.unwrap_or_default());
        Ok(())
    });
}
