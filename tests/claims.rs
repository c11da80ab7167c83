//! What holds of every claims ledger, over random dossiers.

#[expect(dead_code, reason = "the other property tests use the rest of it")]
mod support;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use proptest::prelude::*;
use skiplevel::analysis::{ClaimStanding, Claims, claims, is_promise};
use skiplevel::ledger::{Agreement, Ledger};
use skiplevel::model::{Observation, Party, SourceKind};
use skiplevel::score::{Scorer, Settings};
use support::{CATALOGUE, RUBRICS, TRUST, as_of, check, dossier};

static SCORERS: LazyLock<Vec<Scorer<'static>>> = LazyLock::new(|| {
    let settings = Settings { horizon_years: 1.5, sweep_points: 4 };
    RUBRICS.iter().map(|rubric| Scorer::new(rubric, &CATALOGUE, settings)).collect()
});

/// Ids and standings of all claims under every rubric.
fn lines(known: &[Observation]) -> Vec<String> {
    let ledger = Ledger::new(known, &TRUST, as_of());
    let of = |scorer: &Scorer<'static>| {
        let found = claims(&scorer.score(&ledger), &CATALOGUE, &TRUST, |_| true);
        let said = found.statements.iter().map(|s| format!("{} {} {}", s.observation.id, s.standing.word(), s.value));
        let rounds = found.rounds.iter().map(|r| format!("{} {}", r.signal.key, r.spread));
        said.chain(rounds).collect::<Vec<_>>()
    };
    SCORERS.iter().flat_map(of).collect()
}

fn is_sound(found: &Claims<'_>, ledger: &Ledger) -> Result<(), TestCaseError> {
    prop_assert!(found.statements.iter().map(|statement| statement.standing).is_sorted());
    let ids: BTreeSet<(&str, &str)> =
        found.statements.iter().map(|s| (s.signal.key.as_str(), s.observation.id.as_str())).collect();
    for s in &found.statements {
        prop_assert_eq!(TRUST.of(s.observation.kind).party, Party::Company);
        prop_assert!(
            (0.0..=100.0).contains(&s.value) && s.above_others.is_none_or(|above| above.abs() <= 100.0 + 1e-9)
        );
        let signed = s.agreeing.iter().chain(&s.against).any(|o| o.kind == SourceKind::SignedDocument);
        let is_borne_out = match s.standing {
            ClaimStanding::Overclaimed => s.above_others.is_some_and(|above| above >= 15.0),
            ClaimStanding::Understated => s.above_others.is_some_and(|above| above <= -15.0),
            ClaimStanding::Contradicted | ClaimStanding::Mixed => !s.against.is_empty(),
            ClaimStanding::Corroborated => !s.agreeing.is_empty(),
            ClaimStanding::InOffer => signed,
            ClaimStanding::TookBack | ClaimStanding::Raised => {
                s.replaced_by.is_some_and(|later| later.fact_date.day() > s.observation.fact_date.day())
            }
            ClaimStanding::Single => true,
        };
        prop_assert!(is_borne_out, "{:?}", s);
    }
    // Whoever speaks for the company is among the claims, unless the same person said something newer.
    let voices: BTreeSet<(String, String)> = ledger
        .iter()
        .filter(|o| TRUST.of(o.kind).party == Party::Company)
        .filter(|o| CATALOGUE.get(&o.signal).is_some_and(|signal| signal.curve.is_some()))
        .filter(|o| o.value.point().is_some() || o.value.event().is_some())
        .map(|o| (o.signal.clone(), o.voice()))
        .collect();
    for (signal, voice) in voices {
        let is_there = ledger.of(&signal).iter().any(|o| o.voice() == voice && ids.contains(&(signal.as_str(), &o.id)));
        let is_replaced =
            ledger.of(&signal).iter().any(|o| o.voice() == voice && TRUST.of(o.kind).party != Party::Company);
        prop_assert!(is_there || is_replaced, "{} {}", signal, voice);
    }
    for rounds in &found.rounds {
        prop_assert!(rounds.answers.len() >= 2 && rounds.agreement == Agreement::of(2, rounds.spread));
    }
    Ok(())
}

#[test]
fn every_voice_of_the_company_is_held_against_the_others() {
    check(dossier(), |known| {
        let ledger = Ledger::new(&known.0, &TRUST, as_of());
        for scorer in SCORERS.iter() {
            let card = scorer.score(&ledger);
            is_sound(&claims(&card, &CATALOGUE, &TRUST, |_| true), &ledger)?;
            let promised = claims(&card, &CATALOGUE, &TRUST, is_promise);
            prop_assert!(promised.statements.iter().all(|statement| is_promise(statement.signal)));
        }
        Ok(())
    });
}

#[test]
fn the_order_of_what_was_said_does_not_matter() {
    check(dossier(), |known| {
        let mut reversed = known.0.clone();
        reversed.reverse();
        prop_assert_eq!(lines(&known.0), lines(&reversed));
        Ok(())
    });
}
