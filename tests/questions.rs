//! The first question is the best one: held against a simulation of every answer that every respondent could give
//! (METHOD 6), over random dossiers.

#[expect(dead_code, reason = "the other property tests use the rest of it")]
mod support;

use std::sync::LazyLock;

use proptest::prelude::*;
use skiplevel::analysis::{Aim, Inquiry, Question, SplitMix64, minutes_to_ask, plan, questions_for};
use skiplevel::ledger::Ledger;
use skiplevel::model::{Party, SourceKind};
use skiplevel::score::{CriterionResult, Scorecard, Scorer, Settings};
use skiplevel::signal::Signal;
use support::{CATALOGUE, RUBRICS, TRUST, as_of, check, dossier};

/// Answers that are simulated for each criterion and respondent.
const ANSWERS: u32 = 400;
/// A simulated mean may lie above the true one by so many standard errors: one in 30,000 does by chance.
const STANDARD_ERRORS: f64 = 4.0;
/// Rounding may move a mean by this much.
const ROUNDING: f64 = 1e-9;

static SCORER: LazyLock<Scorer<'static>> =
    LazyLock::new(|| Scorer::new(&RUBRICS[0], &CATALOGUE, Settings { horizon_years: 1.5, sweep_points: 16 }));

/// Who can be asked about a signal, by the words of the catalogue, without those heard (METHOD 6, "whom").
fn respondents(signal: &Signal, heard: &[SourceKind]) -> Vec<SourceKind> {
    let person = match signal.ask.as_str() {
        ask if ask.starts_with("recruiter") => Some(SourceKind::RecruiterSaid),
        ask if ask.starts_with("hiring manager") => Some(SourceKind::HiringManagerSaid),
        ask if ask.starts_with("peer EM") => Some(SourceKind::PeerEmSaid),
        ask if ask.starts_with("public source") => Some(SourceKind::PressIndependent),
        ask if ask.starts_with("someone who was promoted") || ask.starts_with("a former") => {
            Some(SourceKind::NetworkInsider)
        }
        ask if ask.starts_with("yourself") => Some(SourceKind::SelfEvidenced),
        _ => None,
    };
    let office = |kind: SourceKind| match kind {
        SourceKind::HiringManagerWritten => SourceKind::HiringManagerSaid,
        kind => kind,
    };
    let known = signal.best_sources.iter().copied().chain(person);
    known.filter(|kind| heard.iter().all(|heard| office(*heard) != office(*kind))).collect()
}

/// Mean gain, a minute, of asking one respondent about one criterion, with its standard error: the answer is drawn from the
/// split-uniform distribution of the estimate, the estimate goes a part of the way to it, and what is gained is the loss that
/// a decision without the answer would have brought.
fn simulated(result: &CriterionResult<'_>, kind: SourceKind, margin: f64, random: &mut SplitMix64) -> (f64, f64) {
    let estimate = &result.estimate;
    let row = TRUST.of(kind);
    let mut weight = row.trust / (1.0 - row.trust);
    if row.party == Party::Company {
        let company = estimate.heard.iter().filter(|heard| heard.voice.party == Party::Company).count();
        weight *= 0.5_f64.powi(i32::try_from(company).expect("few voices"));
    }
    let evidence: f64 = estimate.heard.iter().map(|heard| heard.voice.weight).sum();
    let (low, best, high) = (estimate.low, estimate.best, estimate.high);
    let below = if high > low { (high - best) / (high - low) } else { 0.0 };
    let (mut sum, mut squares) = (0.0, 0.0);
    for _ in 0..ANSWERS {
        let u = random.uniform();
        let answer = match u {
            _ if high <= low => best,
            u if u < below => low + u / below * (best - low),
            u => best + (u - below) / (1.0 - below) * (high - best),
        };
        let updated = best + weight / (1.0 + evidence + weight) * (answer - best);
        let after = margin + result.criterion.weight * (updated - best);
        let gain = if margin >= 0.0 { (-after).max(0.0) } else { after.max(0.0) };
        sum += gain;
        squares += gain * gain;
    }
    let n = f64::from(ANSWERS);
    let mean = sum / n;
    let error = ((squares / n - mean * mean).max(0.0) / (n - 1.0)).sqrt();
    let minutes = f64::from(minutes_to_ask(kind));
    (mean / minutes, error / minutes)
}

/// The respondent and criterion that gain most a minute, of those that are not asked for a gate.
fn best_by_simulation(card: &Scorecard<'_>, inquiry: &Inquiry<'_>, asked: &[&str]) -> (f64, f64, String) {
    let mut random = SplitMix64::new(skiplevel::analysis::SEED);
    let mut best = (0.0, 0.0, "nobody".to_owned());
    for (_, result) in card.criteria().filter(|(_, result)| !result.criterion.is_derived) {
        let key = result.criterion.signal.as_str();
        let signal = CATALOGUE.get(key).expect("in the catalogue");
        let heard: Vec<SourceKind> = result.estimate.heard.iter().map(|heard| heard.voice.observation.kind).collect();
        for kind in respondents(signal, &heard) {
            let (mean, error) = simulated(result, kind, card.score.best - inquiry.mark(), &mut random);
            if mean > best.0 && !asked.contains(&key) {
                best = (mean, error, format!("{key} of {}", kind.key()));
            }
        }
    }
    best
}

#[test]
fn no_simulated_question_gains_more_a_minute_than_the_first_one() {
    let changing = std::sync::atomic::AtomicUsize::new(0);
    // The mark lies within three points of the score, where answers matter, or is 50.
    check((dossier(), prop::option::weighted(0.8, -3.0..3.0_f64)), |(known, distance)| {
        let ledger = Ledger::new(&known.0, &TRUST, as_of());
        let card = SCORER.score(&ledger);
        let aim = distance.map_or(Aim::Verdict, |distance| Aim::Order { rival: card.score.best + distance });
        let inquiry = Inquiry { aim, askable: None };
        let questions = questions_for(&card, &CATALOGUE, &TRUST, &inquiry);
        let gates: Vec<&str> = questions.iter().filter(|q| q.gate.is_some()).map(|q| q.signal.key.as_str()).collect();
        let first = questions.iter().find(|question| question.gate.is_none());
        let rate = |question: &Question<'_>| question.evsi / f64::from(question.minutes);
        let found = first.map_or(0.0, rate);
        let (mean, error, what) = best_by_simulation(&card, &inquiry, &gates);
        if mean > 0.0 {
            changing.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        }
        prop_assert!(
            mean <= found + STANDARD_ERRORS * error + ROUNDING,
            "{what} gains {mean} ± {error} a minute; the first question {:?} {found}",
            first.map(|question| (&question.signal.key, question.kind.key()))
        );
        Ok(())
    });
    // The claim is empty where no answer can change anything.
    let changing = changing.into_inner();
    assert!(changing >= 100, "{changing}");
}

#[test]
fn a_plan_fits_asks_nothing_twice_and_is_worth_more_with_more_time() {
    check((dossier(), -3.0..3.0_f64, 2..120_u32, 0..60_u32), |(known, distance, minutes, more)| {
        let ledger = Ledger::new(&known.0, &TRUST, as_of());
        let card = SCORER.score(&ledger);
        let inquiry = Inquiry { aim: Aim::Order { rival: card.score.best + distance }, askable: None };
        let questions = questions_for(&card, &CATALOGUE, &TRUST, &inquiry);
        let found = plan(&questions, minutes, -distance);
        let mut keys: Vec<&str> = found.questions.iter().map(|question| question.signal.key.as_str()).collect();
        keys.sort_unstable();
        prop_assert!(found.minutes <= minutes && keys.windows(2).all(|pair| pair[0] != pair[1]));
        prop_assert!(found.evsi >= 0.0 && (0.0..=0.5).contains(&found.flip), "{} {}", found.evsi, found.flip);
        let longer = plan(&questions, minutes + more, -distance);
        prop_assert!(longer.evsi >= found.evsi - ROUNDING && longer.spread >= found.spread - ROUNDING);
        Ok(())
    });
}
