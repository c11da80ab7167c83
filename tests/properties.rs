//! The twelve invariants of METHOD 8.2, over random dossiers and all six rubrics.
//!
//! Each is tried on 1,000 random inputs; more with `PROPTEST_CASES`, such as ten thousand for the first one:
//!
//! ```text
//! PROPTEST_CASES=10000 cargo test --release --test properties improving
//! ```
//!
//! The inputs are the same in every run; `PROPTEST_RNG_SEED=7` draws other ones.

#![allow(clippy::float_cmp, reason = "exact results are compared where they are exact")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::Index;
use skiplevel::analysis::{Wait, odds, plausible_moves, sensitivity};
use skiplevel::ledger::{Estimate, Ledger, PoolRule, pool};
use skiplevel::model::{Observation, SourceKind, Value};
use skiplevel::rubric::{Condition, NotApplicable, Rubric};
use skiplevel::score::{Circumstances, GateResult, GateState, Scorecard, Scorer, Settings, Triple, Verdict};
use skiplevel::seat::{Parameter, scenarios_with};
use skiplevel::signal::{Direction, Signal, builtin_catalogue};
use skiplevel::workspace::Workspace;
use support::{
    CATALOGUE, Dossier, RUBRICS, TRUST, any_draft, as_of, check, copied, days_ago, dossier, dossier_with_room,
    has_direction, improved, read_rubrics, signal_of, statements,
};

/// Rounding may move a sum of a few dozen numbers up to 100 by this much.
const ROUNDING: f64 = 1e-9;

/// Counts, from two of which a growth is computed.
const COUNTS: [&str; 3] = ["company.headcount", "department.eng_headcount", "department.team_count"];

/// Few points of the sweep: what holds of it holds of any number.
const SETTINGS: Settings = Settings { horizon_years: 1.5, sweep_points: 32 };

static SCORERS: LazyLock<Vec<Scorer<'static>>> =
    LazyLock::new(|| RUBRICS.iter().map(|rubric| Scorer::new(rubric, &CATALOGUE, SETTINGS)).collect());

fn ledger(statements: &[Observation]) -> Ledger {
    Ledger::new(statements, &TRUST, as_of())
}

/// Everything that a scorecard computes, to the last bit.
fn print(card: &Scorecard<'_>) -> String {
    let mut text = String::new();
    let mut line = |name: &str, numbers: &[f64]| {
        let _ = write!(text, "{name}");
        for number in numbers {
            let _ = write!(text, " {:016x}", number.to_bits());
        }
        text.push('\n');
    };
    let triple = |t: Triple| [t.low, t.best, t.high];
    line(card.verdict.key(), &[card.cautious, card.hopeful, card.spread, card.coverage]);
    line(card.lean.to.word(), &[card.lean.share]);
    line(card.grade.letter(), &triple(card.score));
    line("uncapped", &triple(card.uncapped));
    for gate in &card.gates {
        line(&format!("{} {}", gate.gate.id, gate.state.word()), &[gate.p.unwrap_or(-1.0)]);
    }
    for cap in &card.caps {
        line(&cap.id, &[cap.limit]);
    }
    for group in &card.groups {
        line(&group.group.id, &triple(group.score));
        line("", &[group.coverage]);
        for found in &group.criteria {
            let e = &found.estimate;
            line(&format!("{} {}", found.criterion.signal, e.agreement.word()), &triple(found.triple()));
            line("", &[e.trust, e.weight, e.natural.unwrap_or(-1e9), e.spread, found.contribution]);
            for heard in &e.heard {
                line(&heard.voice.observation.id, &[heard.voice.weight, heard.value]);
            }
        }
    }
    let (yours, open) = (card.seat.sweep.yours, card.seat.sweep.open);
    line("yours", &[yours.mean, yours.p10, yours.p50, yours.p90]);
    line("open", &[open.mean, open.p10, open.p50, open.p90]);
    line("seat", &[card.seat.trust, card.seat.point.p_yours, card.seat.point.p_open, card.seat.point.openings]);
    text
}

/// What all six rubrics make of the statements.
fn prints(statements: &[Observation]) -> Vec<String> {
    let ledger = ledger(statements);
    SCORERS.iter().map(|scorer| print(&scorer.score(&ledger))).collect()
}

fn is_not_lower(after: Triple, before: Triple) -> bool {
    after.low >= before.low - ROUNDING && after.best >= before.best - ROUNDING && after.high >= before.high - ROUNDING
}

/// A gate that does not apply stops nobody, just as one that passes.
fn gate_rank(state: GateState) -> u8 {
    match state {
        GateState::Fail => 0,
        GateState::Unknown => 1,
        GateState::Pass | GateState::NotApplicable => 2,
    }
}

/// A toss-up is no better than a question: which of the two it is depends on how much is known, not on how good it is.
fn verdict_rank(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Decline => 0,
        Verdict::AskMore | Verdict::TossUp => 1,
        Verdict::Pursue => 2,
    }
}

/// Whether a rubric counts how many seats there are: by a criterion of the seat model, or a gate.
fn counts_seats(rubric: &Rubric) -> bool {
    fn below(condition: &Condition) -> bool {
        match condition {
            Condition::SeatsBelow(_) => true,
            Condition::Any(parts) | Condition::All(parts) => parts.iter().any(below),
            _ => false,
        }
    }
    let exempts = rubric.gates.iter().filter_map(|gate| gate.not_applicable.as_ref());
    rubric.criteria().any(|(_, criterion)| criterion.is_derived)
        || exempts.clone().any(|(rule, _)| matches!(rule, NotApplicable::When(condition) if below(condition)))
}

/// Whether a gate that did not apply passes now, so that those that went with it apply again.
fn is_exempt_no_more(before: &Scorecard<'_>, after: &Scorecard<'_>) -> bool {
    let states = before.gates.iter().zip(&after.gates).map(|(old, new)| (old.state, new.state));
    states.clone().any(|change| change == (GateState::NotApplicable, GateState::Pass))
        && states.clone().any(|(old, new)| old == GateState::NotApplicable && gate_rank(new) < gate_rank(old))
}

fn assert_not_worse(before: &Scorecard<'_>, after: &Scorecard<'_>) -> Result<(), TestCaseError> {
    let id = &before.rubric.id;
    for ((_, old), (_, new)) in before.criteria().zip(after.criteria()) {
        let (old, new, signal) = (old.triple(), new.triple(), &old.criterion.signal);
        prop_assert!(is_not_lower(new, old), "{id}: {signal} falls from {old:?} to {new:?}");
    }
    prop_assert!(is_not_lower(after.score, before.score), "{id}: {:?} falls to {:?}", before.score, after.score);
    prop_assert!(after.cautious >= before.cautious - ROUNDING, "{id}: Q- falls");
    prop_assert!(after.hopeful >= before.hopeful - ROUNDING, "{id}: Q+ falls");
    if is_exempt_no_more(before, after) {
        return Ok(());
    }
    let worse = |(old, new): &(&GateResult<'_>, &GateResult<'_>)| gate_rank(new.state) < gate_rank(old.state);
    if let Some((old, new)) = before.gates.iter().zip(&after.gates).find(worse) {
        prop_assert!(false, "{id}: gate {} goes from {:?} to {:?}", old.gate.id, old.state, new.state);
    }
    let (old, new) = (before.verdict, after.verdict);
    prop_assert!(verdict_rank(new) >= verdict_rank(old), "{id}: {old:?} becomes {new:?}");
    Ok(())
}

/// I1. Exempt are:
///
/// * signals without a direction, which cannot be improved: the head count, and raw facts;
/// * spans (engineers per manager, managers per manager of managers) in rubrics that count seats: wide ones are good
///   signs by themselves, yet mean fewer seats and fewer rivals;
/// * gates and verdict when a gate that did not apply passes, and another one that went with it applies again (see
///   `a_first_promotion_never_worsens_an_answer`).
///
/// An improved statement keeps its id, which is only a name here (see
/// `improving_one_of_two_equal_voices_never_lowers_a_score`).
#[test]
fn improving_a_value_never_lowers_a_score_or_worsens_an_answer() {
    let inputs = (dossier_with_room(), 0.0..=1.0_f64, 0.0..=1.0_f64);
    check(inputs, |((Dossier(statements), at), by, also_by)| {
        let mut better = statements.clone();
        better[at] = improved(&statements[at], by, also_by);
        let is_span = ["department.ics_per_em", "department.ems_per_m2"].contains(&better[at].signal.as_str());
        let (before, after) = (ledger(&statements), ledger(&better));
        for scorer in SCORERS.iter() {
            let (before, after) = (scorer.score(&before), scorer.score(&after));
            if !(is_span && counts_seats(before.rubric)) {
                assert_not_worse(&before, &after)?;
            }
        }
        Ok(())
    });
}

fn rule_of(signal: &str) -> PoolRule<'static> {
    PoolRule::of(CATALOGUE.get(signal).expect("in the catalogue")).expect("scored")
}

/// I2. As good as every other in all that its range allows: both ends are the best value that there is. The seat model
/// is exempt: it draws growth towards its base by what is *not* known, so better known bad growth is worse.
#[test]
fn a_further_voice_as_good_as_all_others_lowers_neither_best_nor_low() {
    let inputs = (dossier(), statements(has_direction), any_draft());
    check(inputs, |(Dossier(others), about, further)| {
        let signal = signal_of(&about[0]);
        let (least, greatest) = signal.range.expect("it has a direction");
        let best = if signal.direction == Direction::Up { greatest } else { least };
        let further = Observation {
            value: Value::Range { low: best, high: best },
            origin: "a new one".to_owned(),
            ..further.of(signal)
        };
        let statements = [others, about].concat();
        let more = [statements.as_slice(), &[further]].concat();
        let (before, after) = (ledger(&statements), ledger(&more));
        let estimate = |ledger| pool(Ledger::of(ledger, &signal.key), &rule_of(&signal.key), &TRUST, as_of());
        let (old, new): (Estimate<'_>, Estimate<'_>) = (estimate(&before), estimate(&after));
        prop_assert!(new.best >= old.best - ROUNDING, "best falls from {} to {}", old.best, new.best);
        prop_assert!(new.low >= old.low - ROUNDING, "low falls from {} to {}", old.low, new.low);
        for scorer in SCORERS.iter() {
            let (old, new) = (scorer.score(&before), scorer.score(&after));
            if !counts_seats(old.rubric) {
                let (id, old, new) = (&old.rubric.id, old.score, new.score);
                prop_assert!(new.best >= old.best - ROUNDING && new.low >= old.low - ROUNDING, "{id}: {old:?} {new:?}");
            }
        }
        Ok(())
    });
}

/// I3, statements, some of them written twice.
#[test]
fn the_order_of_statements_changes_no_bit() {
    let twice = |Dossier(all): Dossier| {
        let copies: Vec<Observation> = all.iter().enumerate().step_by(3).map(|(at, o)| copied(o, at + 1)).collect();
        [all, copies].concat()
    };
    let inputs = dossier().prop_map(twice).prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle()));
    check(inputs.prop_map(|(one, other)| (Dossier(one), Dossier(other))), |(Dossier(one), Dossier(other))| {
        prop_assert_eq!(prints(&one), prints(&other));
        Ok(())
    });
}

/// I3, criteria. A sum in another order may differ in its last bit.
#[test]
fn the_order_of_criteria_changes_nothing() {
    check((dossier(), any::<Index>(), any::<Index>()), |(Dossier(statements), rubric, turn)| {
        let rubric = rubric.get(&RUBRICS);
        let mut turned = rubric.clone();
        let by = turn.index(turned.groups.len());
        turned.groups.rotate_left(by);
        turned.groups.iter_mut().for_each(|group| group.criteria.reverse());
        let ledger = ledger(&statements);
        let one = Scorer::new(rubric, &CATALOGUE, SETTINGS).score(&ledger);
        let other = Scorer::new(&turned, &CATALOGUE, SETTINGS).score(&ledger);
        prop_assert!(is_not_lower(one.score, other.score) && is_not_lower(other.score, one.score));
        prop_assert!((one.coverage - other.coverage).abs() < ROUNDING && (one.spread - other.spread).abs() < ROUNDING);
        let states = |card: &Scorecard<'_>| card.gates.iter().map(|gate| gate.state).collect::<Vec<_>>();
        prop_assert_eq!((one.verdict, states(&one)), (other.verdict, states(&other)));
        Ok(())
    });
}

/// I4, the same statement at several places.
#[test]
fn what_is_written_twice_counts_once() {
    check((dossier(), any::<u64>()), |(Dossier(statements), which)| {
        let is_copied = |at: &usize| which >> (at % 64) & 1 == 1;
        let copies = (0..statements.len()).filter(is_copied).map(|at| copied(&statements[at], at + 1));
        let more: Vec<Observation> = statements.iter().cloned().chain(copies).collect();
        prop_assert_eq!(prints(&statements), prints(&more));
        Ok(())
    });
}

/// I4, a recruiter who repeats what the hiring manager said: the same origin by a less trusted kind.
#[test]
fn what_a_less_trusted_kind_repeats_for_its_origin_counts_once() {
    check((dossier(), any::<u64>()), |(Dossier(statements), which)| {
        let is_repeated = |at: &usize| which >> (at % 64) & 1 == 1;
        let trust = |o: &Observation| TRUST.of(o.kind).trust;
        let repeats = (0..statements.len())
            .filter(is_repeated)
            .map(|at| &statements[at])
            .filter(|o| !COUNTS.contains(&o.signal.as_str()) && !o.origin.is_empty())
            .filter(|o| trust(o) > TRUST.of(SourceKind::RecruiterSaid).trust);
        let repeats = repeats.map(|o| Observation { kind: SourceKind::RecruiterSaid, ..o.clone() }.sealed());
        let more: Vec<Observation> = statements.iter().cloned().chain(repeats).collect();
        prop_assert_eq!(prints(&statements), prints(&more));
        Ok(())
    });
}

/// I5. One scorer for both, as when roles are compared.
#[test]
fn another_role_changes_no_bit_of_this_one() {
    check((dossier(), dossier()), |(Dossier(this), Dossier(other))| {
        let (this, other) = (ledger(&this), ledger(&other));
        for scorer in SCORERS.iter() {
            let (alone, other_alone) = (print(&scorer.score(&this)), print(&scorer.score(&other)));
            prop_assert_eq!(print(&scorer.score(&this)), alone);
            prop_assert_eq!(print(&scorer.score(&other)), other_alone);
        }
        Ok(())
    });
}

/// Growth that was computed from head counts, by its parents: the ends of its value.
fn computed_growth(ledger: &Ledger) -> BTreeMap<(String, Vec<String>), (f64, f64)> {
    let computed = ledger.iter().filter(|o| !o.parents.is_empty() && o.value.event().is_none());
    computed
        .map(|o| {
            let point = o.value.point().expect("a number");
            ((o.signal.clone(), o.parents.clone()), o.value.ends().unwrap_or((point, point)))
        })
        .collect()
}

fn scaled(observation: &Observation, by: f64) -> Observation {
    let value = match &observation.value {
        Value::Number(x) => Value::Number(x * by),
        Value::Range { low, high } => Value::Range { low: low * by, high: high * by },
        other => other.clone(),
    };
    Observation { value, ..observation.clone() }
}

/// I6, counts: ten times as many people, now and then, are the same growth.
#[test]
fn head_counts_scaled_together_leave_growth_as_it_is() {
    let is_head_count = |signal: &Signal| ["company.headcount", "department.eng_headcount"].contains(&&*signal.key);
    let inputs = (prop::collection::vec(statements(is_head_count), 1..=4), 0.01..100.0_f64);
    check(inputs.prop_map(|(lists, by)| (Dossier(lists.concat()), by)), |(Dossier(counts), by)| {
        let times: Vec<Observation> = counts.iter().map(|o| scaled(o, by)).collect();
        let (before, after) = (computed_growth(&ledger(&counts)), computed_growth(&ledger(&times)));
        prop_assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
        for (of, (low, high)) in before {
            let (new_low, new_high) = after[&of];
            let close = |a: f64, b: f64| (a - b).abs() <= ROUNDING * (1.0 + a.abs());
            prop_assert!(close(low, new_low) && close(high, new_high), "{of:?}: {low}..{high}, {new_low}..{new_high}");
        }
        Ok(())
    });
}

/// The pay ratios of a workspace with these offers, in order.
fn pay_ratios(walk_away: f64, currency: &str, offers: &[f64]) -> Vec<f64> {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
    std::fs::create_dir(folder.path().join("roles")).expect("made");
    write("skiplevel.toml", &format!("currency = \"{currency}\"\nwalk_away_pay = {walk_away:?}\n"));
    write("roles/r.md", "---\ncompany: Acme\ntitle: EM\n---\n");
    let mut rows = "signal,value,fact_date,kind,origin\n".to_owned();
    for (at, offer) in offers.iter().enumerate() {
        let _ = writeln!(rows, "role.comp_ratio,{currency} {offer},2026-11-01,signed_document,offer {at}");
    }
    write("roles/r.csv", &rows);
    let (workspace, problems) = Workspace::open(folder.path()).expect("a workspace");
    assert!(!problems.has_errors(), "{problems:?}");
    let role = workspace.roles.first().expect("one role");
    role.observations.iter().map(|offer| offer.value.point().expect("a ratio")).collect()
}

/// I6, money: a thousand offers, in two currencies.
#[test]
fn pay_in_another_currency_is_the_same_ratio() {
    let offers: Vec<f64> = (0..1000).map(|at| 40_000.0 + 250.0 * f64::from(at)).collect();
    let euros = pay_ratios(100_000.0, "EUR", &offers);
    assert_eq!(euros.len(), 1000);
    for rate in [0.9, 83.2, 163.5] {
        let changed: Vec<f64> = offers.iter().map(|offer| offer * rate).collect();
        let other = pay_ratios(100_000.0 * rate, "JPY", &changed);
        assert!(euros.iter().zip(&other).all(|(a, b)| (a - b).abs() < 1e-12), "at {rate}");
    }
}

/// I7. A plan for a head count that is known today is not from the future: only what is learned later.
#[test]
fn what_is_true_or_learned_later_changes_no_bit() {
    let later = (statements(|_| true), 1..1000_i64, any::<bool>());
    check((dossier(), prop::collection::vec(later, 1..=6)), |(Dossier(known), later)| {
        let unknown = later.into_iter().flat_map(|(statements, days, is_true_later)| {
            let date = days_ago(-days);
            statements.into_iter().map(move |o| {
                let later = if is_true_later {
                    Observation { fact_date: date.into(), learned: o.learned.filter(|_| !o.forward), ..o }
                } else {
                    Observation { learned: Some(date), ..o }
                };
                later.sealed()
            })
        });
        let all: Vec<Observation> = known.iter().cloned().chain(unknown).collect();
        prop_assert_eq!(prints(&known), prints(&all));
        Ok(())
    });
}

/// I8. Exempt are months since an event, which grow by themselves, and shares with a sample, whose error does not age
/// (see `age_widens_the_range_of_shares`).
#[test]
fn age_alone_lowers_trust_and_widens_the_range() {
    let is_scored = |signal: &Signal| signal.curve.is_some() && has_direction(signal);
    let is_exempt = |o: &Observation| o.value.event().is_some() || o.value.sample().is_some();
    let inputs = (statements(is_scored), 0..2000_i64).prop_map(|(list, days)| (Dossier(list), days));
    check(inputs, |(Dossier(statements), days)| {
        let plain: Vec<Observation> = statements.into_iter().filter(|o| !is_exempt(o)).collect();
        let Some(first) = plain.first() else { return Ok(()) };
        let rule = rule_of(&first.signal);
        let now = pool(&plain, &rule, &TRUST, as_of());
        let then = pool(&plain, &rule, &TRUST, days_ago(-days));
        prop_assert!(then.trust <= now.trust + 1e-12, "T rises from {} to {}", now.trust, then.trust);
        prop_assert!(then.low <= now.low + ROUNDING, "low rises from {} to {}", now.low, then.low);
        prop_assert!(then.high >= now.high - ROUNDING, "high falls from {} to {}", now.high, then.high);
        Ok(())
    });
}

/// I9, of criteria, groups and the score.
#[test]
fn best_lies_between_low_and_high_between_0_and_100() {
    check(dossier(), |Dossier(statements)| {
        let ledger = ledger(&statements);
        for scorer in SCORERS.iter() {
            let card = scorer.score(&ledger);
            let criteria = card.criteria().map(|(_, criterion)| criterion.triple());
            let groups = card.groups.iter().map(|group| group.score);
            for t in criteria.chain(groups).chain([card.score, card.uncapped]) {
                let is_ordered = t.low <= t.best && t.best <= t.high;
                prop_assert!(is_ordered && t.low >= -ROUNDING && t.high <= 100.0 + ROUNDING, "{t:?}");
            }
            let trusts = card.criteria().map(|(_, criterion)| criterion.estimate.trust);
            prop_assert!(trusts.chain([card.coverage]).all(|trust| (0.0..=1.0).contains(&trust)));
        }
        Ok(())
    });
}

/// I10.
#[test]
fn the_prior_of_an_unknown_criterion_moves_best_and_nothing_else() {
    let inputs = (dossier(), any::<Index>(), any::<Index>(), 0.0..=100.0_f64);
    check(inputs, |(Dossier(statements), rubric, pick, prior)| {
        let (rubric, ledger) = (rubric.get(&RUBRICS), ledger(&statements));
        let mut moved = rubric.clone();
        let criteria = moved.groups.iter_mut().flat_map(|group| &mut group.criteria);
        let mut unknown: Vec<_> = criteria.filter(|c| !c.is_derived && ledger.of(&c.signal).is_empty()).collect();
        if unknown.is_empty() {
            return Ok(());
        }
        let at = pick.index(unknown.len());
        let shift = unknown[at].weight * (prior - unknown[at].prior);
        unknown[at].prior = prior;
        let old = Scorer::new(rubric, &CATALOGUE, SETTINGS).score(&ledger);
        let new = Scorer::new(&moved, &CATALOGUE, SETTINGS).score(&ledger);
        prop_assert_eq!((old.score.low, old.score.high), (new.score.low, new.score.high));
        prop_assert_eq!((old.uncapped.low, old.uncapped.high), (new.uncapped.low, new.uncapped.high));
        prop_assert_eq!(old.coverage, new.coverage);
        prop_assert!((new.uncapped.best - old.uncapped.best - shift).abs() < ROUNDING);
        Ok(())
    });
}

/// I11.
#[test]
fn weights_on_another_scale_change_nothing() {
    let inputs = (dossier(), any::<Index>(), prop::collection::vec(0.0..100.0_f64, 6), 0.001..1000.0_f64);
    check(inputs, |(Dossier(statements), rubric, points, scale)| {
        let rubric = rubric.get(&RUBRICS);
        let weighed = |factor: f64| {
            let points = rubric.groups.iter().zip(&points).map(|(group, points)| (group.id.clone(), points * factor));
            rubric.with_group_weights(&points.collect()).expect("not all are zero")
        };
        let (one, other, ledger) = (weighed(1.0), weighed(scale), ledger(&statements));
        let one = Scorer::new(&one, &CATALOGUE, SETTINGS).score(&ledger);
        let other = Scorer::new(&other, &CATALOGUE, SETTINGS).score(&ledger);
        prop_assert!(is_not_lower(one.score, other.score) && is_not_lower(other.score, one.score));
        prop_assert!((one.coverage - other.coverage).abs() < ROUNDING);
        let states = |card: &Scorecard<'_>| card.gates.iter().map(|gate| gate.state).collect::<Vec<_>>();
        prop_assert_eq!((one.verdict, states(&one)), (other.verdict, states(&other)));
        Ok(())
    });
}

/// I12. Everything made anew: catalogue and rubrics read again, ledger and scorer built again.
#[test]
fn the_same_inputs_give_the_same_bits() {
    let (catalogue, rubrics) = (builtin_catalogue(), read_rubrics());
    let again: Vec<Scorer<'_>> = rubrics.iter().map(|rubric| Scorer::new(rubric, &catalogue, SETTINGS)).collect();
    check(dossier(), |Dossier(statements)| {
        let ledger = ledger(&statements);
        let second: Vec<String> = again.iter().map(|scorer| print(&scorer.score(&ledger))).collect();
        prop_assert_eq!(prints(&statements), second);
        Ok(())
    });
}

/// The dossiers are what the claims above need: they hold every type of signal and every form of value.
#[test]
fn random_dossiers_are_varied() {
    let seen = std::cell::RefCell::new((BTreeSet::new(), BTreeSet::new(), BTreeSet::new()));
    check(dossier(), |Dossier(statements)| {
        let ledger = ledger(&statements);
        let mut seen = seen.borrow_mut();
        for scorer in SCORERS.iter() {
            let card = scorer.score(&ledger);
            seen.0.extend(card.gates.iter().map(|gate| gate.state.word()));
            seen.1.insert(card.verdict.key());
            seen.2.extend(card.criteria().map(|(_, criterion)| criterion.estimate.agreement.word()));
        }
        for o in &statements {
            let range = signal_of(o).range.unwrap_or((f64::MIN, f64::MAX));
            let is_plausible = |x: f64| (range.0..=range.1).contains(&x);
            prop_assert!(o.value.point().is_none_or(is_plausible), "{} {}", o.signal, o.value);
        }
        Ok(())
    });
    let (gates, verdicts, agreements) = seen.into_inner();
    assert_eq!(Vec::from_iter(gates), ["fail", "not-applicable", "pass", "unknown"]);
    assert_eq!(Vec::from_iter(verdicts), ["ask-more", "decline", "pursue", "toss-up"]);
    let all = ["contradicted", "corroborated", "derived", "mixed", "single", "unknown"];
    assert_eq!(Vec::from_iter(agreements), all);
}

// ---- Known counterexamples: what the claims above leave out ----

/// A statement of today.
fn said(signal: &str, kind: SourceKind, origin: &str, value: Value) -> Observation {
    Observation { origin: origin.to_owned(), ..Observation::new(signal, value, as_of().into(), kind) }.sealed()
}

/// Best estimates after each level that the last voice may state.
fn best_by_level(others: &[Observation], level: impl Fn(f64) -> Observation) -> [f64; 4] {
    [0.0, 1.0, 2.0, 3.0].map(|x| {
        let statements = [others, &[level(x)]].concat();
        pool(&statements, &rule_of("culture.autonomy"), &TRUST, as_of()).best
    })
}

/// I1 for two interviewers of the same day: both are discounted alike.
#[test]
fn improving_one_of_two_equal_voices_never_lowers_a_score() {
    let said = |who: &str, level| said("culture.autonomy", SourceKind::InterviewerSaid, who, Value::Number(level));
    let best = best_by_level(&[said("ann", 0.0)], |level| said("eli", level));
    assert!(best.is_sorted(), "{best:?}");
}

/// I1 for somebody who says two things on one day: the smaller value counts.
#[test]
fn improving_one_of_two_statements_of_a_voice_never_lowers_a_score() {
    let said = |level| said("culture.autonomy", SourceKind::InterviewerSaid, "dana", Value::Number(level));
    let best = best_by_level(&[said(2.0)], said);
    assert!(best.is_sorted(), "{best:?}");
}

/// Where I1 ends, by the method's own rule: in a small department, the first promotion lets Q1 pass, so that Q2 applies
/// again and may fail.
#[test]
fn a_first_promotion_can_bring_a_failing_gate_back() {
    let dossier = |promoted| {
        let record = |signal, x| said(signal, SourceKind::CompanyRecord, signal, Value::Number(x));
        let path = "mobility.path_reproducible";
        ledger(&[
            record("department.eng_headcount", 40.0),
            record("department.m2_seat_planned", 1.0),
            record("mobility.m2_internal_promotions_12m", promoted),
            said(path, SourceKind::HiringManagerSaid, path, Value::Number(0.0)),
        ])
    };
    let (none, one) = (dossier(0.0), dossier(1.0));
    let (none, one) = (SCORERS[0].score(&none), SCORERS[0].score(&one));
    let states = |card: &Scorecard<'_>| card.gates.iter().map(|gate| gate.state).collect::<Vec<_>>();
    let (pass, fail, not_applicable) = (GateState::Pass, GateState::Fail, GateState::NotApplicable);
    assert_eq!(states(&none)[..2], [not_applicable, not_applicable]);
    assert_eq!(states(&one)[..2], [pass, fail]);
    assert!(one.score.best > none.score.best);
}

/// I4 for counts: the more trusted kind counts on a tie.
#[test]
fn a_count_repeated_by_a_less_trusted_kind_leaves_computed_growth_as_it_is() {
    let count = |kind, people| said("department.eng_headcount", kind, "team page", Value::Number(people));
    let year_ago = Observation { fact_date: days_ago(365).into(), ..count(SourceKind::CompanyRecord, 80.0) }.sealed();
    for people in [100.0, 101.0, 102.0] {
        let counts =
            [year_ago.clone(), count(SourceKind::CompanyRecord, people), count(SourceKind::RecruiterSaid, people)];
        let kinds = |ledger: &Ledger| ledger.of("department.eng_growth_12m").iter().map(|o| o.kind).collect::<Vec<_>>();
        assert_eq!(kinds(&ledger(&counts)), kinds(&ledger(&counts[..2])), "{people}");
    }
}

/// Where I8 ends: the sampling error of a share does not age. One of one case in a filing weighs no more than its sample, so that it fades later than a weak voice
/// that says no; the weak one stops to be material, and the range leaves it out.
#[test]
fn a_small_sample_outlasts_a_weak_voice() {
    let share = "mobility.m2_internal_fill_share";
    let statements = [
        said(share, SourceKind::RegulatorFiling, "filing", Value::Share { k: 1.0, n: 1.0 }),
        said(share, SourceKind::ForumPost, "forum", Value::Number(0.0)),
    ];
    let now = pool(&statements, &rule_of(share), &TRUST, as_of());
    let then = pool(&statements, &rule_of(share), &TRUST, days_ago(-540));
    assert!(then.trust < now.trust);
    assert!(then.low > now.low, "low goes from {} to {}", now.low, then.low);
}

// ---- the seat model laid open (METHOD 4) ----

#[test]
fn odds_are_numbers_within_their_bounds_whatever_is_known() {
    let inputs = (dossier(), 0.05..10.0_f64, 0.0..=1.0_f64, 0.0..=1.0_f64);
    check(inputs, |(Dossier(statements), horizon_years, boost, shake)| {
        let settings = Settings { horizon_years, sweep_points: 16 };
        let circumstances = Circumstances { scenarios: scenarios_with(boost, shake), ..Circumstances::default() };
        let ledger = ledger(&statements);
        let card = Scorer::new(&RUBRICS[0], &CATALOGUE, settings).score_in(&ledger, &circumstances);
        let found = odds(&card.seat);
        let is_chance = |p: f64| (0.0..=1.0).contains(&p);
        for at in &found.by_horizon {
            for chance in [at.open, at.yours] {
                prop_assert!(is_chance(chance.p10) && is_chance(chance.p90) && is_chance(chance.mean), "{:?}", at);
                prop_assert!(chance.p10 <= chance.p50 && chance.p50 <= chance.p90, "{:?}", at);
            }
        }
        prop_assert!(found.by_horizon.windows(2).all(|pair| pair[0].months < pair[1].months));
        let openings = found.mixed.openings;
        let causes = [openings.growth, openings.departures, openings.own_manager, openings.known];
        prop_assert!(causes.iter().all(|seats| seats.is_finite() && *seats >= 0.0), "{:?}", openings);
        let point = &card.seat.point;
        if card.seat.parameters.manager_moves_up <= 0.0 {
            prop_assert!((openings.total() - point.openings).abs() < ROUNDING * point.openings.max(1.0));
        } else {
            prop_assert!(openings.total() >= point.openings - ROUNDING);
        }
        prop_assert!((found.mixed.yours - point.p_yours).abs() < ROUNDING);
        prop_assert!((found.mixed.open - point.p_open).abs() < ROUNDING);
        if let Wait::Years(years) = found.wait {
            prop_assert!(years >= card.seat.parameters.lag_years && years <= 40.0, "{}", years);
        }
        Ok(())
    });
}

#[test]
fn each_move_holds_the_value_in_use_and_narrows_with_evidence() {
    check(dossier(), |Dossier(statements)| {
        let ledger = ledger(&statements);
        let card = SCORERS[0].score(&ledger);
        let nothing = self::ledger(&[]);
        let empty = SCORERS[0].score(&nothing);
        let (wide, narrow) = (plausible_moves(&empty.seat), plausible_moves(&card.seat));
        for moved in &narrow {
            let value = moved.parameter.value(&card.seat.parameters).expect("what is moved has a value");
            prop_assert!(moved.low <= value + ROUNDING && value <= moved.high + ROUNDING, "{:?} {}", moved, value);
            let old = wide.iter().find(|old| old.parameter == moved.parameter).expect("nothing is known");
            let is_factor = moved.parameter == Parameter::Strength;
            let size = |low: f64, high: f64| if is_factor { high / low } else { high - low };
            prop_assert!(size(moved.low, moved.high) <= size(old.low, old.high) + ROUNDING, "{:?} {:?}", moved, old);
        }
        for row in sensitivity(&card.seat.parameters, &card.seat.scenarios, &narrow) {
            prop_assert!((0.0..=1.0).contains(&row.yours_at_low) && (0.0..=1.0).contains(&row.yours_at_high));
            prop_assert!((0.0..=1.0).contains(&row.width()));
        }
        Ok(())
    });
}
