//! The worked example of the method, from the files of a workspace to the last digit (METHOD 9).
//!
//! `fixtures/workspaces/acme` states its 27 observations in inline fields, answered questions and rows of signals
//! files; `fixtures/acme_expected.json` says what must be read there, and what all six rubrics make of it.

#![allow(clippy::float_cmp, reason = "exact results are compared where they are exact")]

use std::path::Path;

use serde_json::Value as Json;
use skiplevel::ledger::Ledger;
use skiplevel::model::{Date, Observation};
use skiplevel::rubric::{BUILTIN, Rubric};
use skiplevel::score::{GateState, Scorecard, Scorer, Settings, Verdict};
use skiplevel::seat::Parameters;
use skiplevel::text::{Diagnostics, Severity};
use skiplevel::workspace::{DateLimit, RubricName, Workspace};

fn fixtures() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures"))
}

/// The workspace, which must give rise to nothing worse than notes.
fn acme() -> Workspace {
    let (workspace, problems) = Workspace::open(&fixtures().join("workspaces/acme")).expect("it is a workspace");
    assert_only_notes(&problems);
    workspace
}

fn assert_only_notes(problems: &Diagnostics) {
    let worse: Vec<_> = problems.iter().filter(|problem| problem.severity != Severity::Note).collect();
    assert!(worse.is_empty(), "{worse:#?}");
}

fn expected() -> Json {
    let text = std::fs::read_to_string(fixtures().join("acme_expected.json")).expect("the file is there");
    serde_json::from_str(&text).expect("it is JSON")
}

fn as_of() -> Date {
    "2026-11-20".parse().expect("a day")
}

/// What is known about the only role, on the pinned day.
fn ledger(workspace: &Workspace) -> Ledger {
    let [role] = workspace.roles.as_slice() else { panic!("one role, not {}", workspace.roles.len()) };
    let day = workspace.as_of(None, Date::MIN);
    assert_eq!(day, as_of());
    Ledger::new(&workspace.observations_of(role), &workspace.trust, day)
}

/// A rubric by id, without a word about it.
fn rubric(workspace: &mut Workspace, id: &str) -> Rubric {
    let mut problems = Diagnostics::default();
    let loaded = workspace.rubric(Some(&RubricName::Id(id.to_owned())), &mut problems).expect("built in");
    assert!(problems.is_empty(), "{problems:?}");
    loaded.rubric
}

/// Scores the workspace under its default rubric and looks at the card.
fn look_at_card(check: impl FnOnce(&Scorecard<'_>)) {
    let mut workspace = acme();
    let rubric = rubric(&mut workspace, "m2-path");
    let ledger = ledger(&workspace);
    check(&Scorer::new(&rubric, &workspace.catalogue, Settings::default()).score(&ledger));
}

fn number(json: &Json, key: &str) -> f64 {
    json[key].as_f64().unwrap_or_else(|| panic!("{key} is a number in {json}"))
}

fn text<'j>(json: &'j Json, key: &str) -> &'j str {
    json[key].as_str().unwrap_or_else(|| panic!("{key} is a text in {json}"))
}

/// To the six digits of the fixture.
fn assert_close(what: &str, found: f64, expect: f64) {
    assert!((found - expect).abs() <= 1e-6, "{what} is {found}, not {expect}");
}

/// To the four digits that the method prints.
fn assert_printed(what: &str, found: f64, expect: &str) {
    assert_eq!(format!("{found:.4}"), expect, "{what}");
}

/// Gate states as the fixture spells them.
fn state_word(state: GateState) -> &'static str {
    match state {
        GateState::Pass => "PASS",
        GateState::Fail => "FAIL",
        GateState::Unknown => "UNKNOWN",
        GateState::NotApplicable => "NA",
    }
}

fn assert_card(id: &str, card: &Scorecard<'_>, expect: &Json) {
    let totals = [
        ("B", card.score.best),
        ("L", card.score.low),
        ("H", card.score.high),
        ("coverage", card.coverage),
        ("q_minus", card.cautious),
        ("q_plus", card.hopeful),
    ];
    for (key, found) in totals {
        assert_close(&format!("{id}: {key}"), found, number(expect, key));
    }
    let gates: Json = card.gates.iter().map(|gate| (gate.gate.id.clone(), state_word(gate.state))).collect();
    assert_eq!(gates, expect["gates"], "{id}: gates");
    let caps: Json = card.caps.iter().map(|cap| cap.id.clone()).collect();
    assert_eq!(caps, expect["caps"], "{id}: caps");
    assert_eq!(card.verdict.key(), text(expect, "verdict"), "{id}: verdict");
    let criteria = expect["criteria"].as_object().expect("criteria by signal");
    assert_eq!(card.criteria().count(), criteria.len(), "{id}: number of criteria");
    for (_, found) in card.criteria() {
        let signal = &found.criterion.signal;
        let expect = criteria.get(signal).unwrap_or_else(|| panic!("{id}: nothing is expected of {signal}"));
        let estimate = &found.estimate;
        let parts = [("lo", estimate.low), ("best", estimate.best), ("hi", estimate.high), ("T", estimate.trust)];
        for (key, found) in parts {
            assert_close(&format!("{id}: {key} of {signal}"), found, number(expect, key));
        }
        assert_eq!(estimate.agreement.word(), text(expect, "flag"), "{id}: flag of {signal}");
    }
}

#[test]
fn the_files_state_the_27_observations_with_their_dates_kinds_and_origins() {
    let workspace = acme();
    let stated = |o: &Observation| {
        format!(
            "{} = {} on {} by {} of `{}`, credibility {}, plan {}",
            o.signal,
            o.value,
            o.fact_date,
            o.kind.key(),
            o.voice(),
            o.credibility,
            o.forward
        )
    };
    let mut found: Vec<String> = ledger(&workspace).iter().map(stated).collect();
    let wanted = |row: &Json| {
        format!(
            "{} = {} on {} by {} of `{}`, credibility {}, plan {}",
            text(row, "signal"),
            text(row, "value"),
            text(row, "fact_date"),
            text(row, "kind"),
            text(row, "origin"),
            row["credibility"],
            row["forward"]
        )
    };
    let mut expect: Vec<String> = expected()["observations"].as_array().expect("a list").iter().map(wanted).collect();
    found.sort();
    expect.sort();
    assert_eq!(found, expect);
    assert_eq!(found.len(), 27);
}

#[test]
fn all_six_rubrics_give_the_numbers_of_the_method() {
    let mut workspace = acme();
    let ledger = ledger(&workspace);
    let expected = expected();
    let expected = expected["expected"].as_object().expect("results by rubric");
    let mut ids: Vec<&str> = BUILTIN.iter().map(|(id, _)| *id).collect();
    ids.sort_unstable();
    let mut named: Vec<&str> = expected.keys().map(String::as_str).collect();
    named.sort_unstable();
    assert_eq!(named, ids);
    for id in ids {
        let rubric = rubric(&mut workspace, id);
        let card = Scorer::new(&rubric, &workspace.catalogue, Settings::default()).score(&ledger);
        assert_card(id, &card, &expected[id]);
    }
}

#[test]
fn the_workspace_uses_the_default_rubric_and_has_only_notes_on_its_pinned_day() {
    let mut workspace = acme();
    let mut problems = workspace.date_problems(DateLimit::Expected(as_of()));
    let loaded = workspace.rubric(None, &mut problems).expect("built in");
    assert_eq!((loaded.rubric.id.as_str(), loaded.is_builtin), ("m2-path", true));
    assert_only_notes(&problems);
}

#[test]
fn groups_and_spread_are_those_of_the_method() {
    look_at_card(|card| {
        let groups = [
            ("openings", "54.4849"),
            ("access", "55.1499"),
            ("sponsor", "56.7957"),
            ("culture", "47.2358"),
            ("momentum", "56.1855"),
            ("you", "62.7386"),
        ];
        assert_eq!(card.groups.len(), groups.len());
        for (found, (id, best)) in card.groups.iter().zip(groups) {
            assert_eq!(found.group.id, id);
            assert_printed(id, found.score.best, best);
        }
        assert_printed("sd", card.spread, "10.8407");
        assert_printed("B", card.score.best, "55.4620");
        assert_printed("coverage", card.coverage, "0.4309");
        assert_eq!(card.score, card.uncapped, "no group is weak enough to limit the score");
    });
}

#[test]
fn seat_inputs_and_odds_are_those_of_the_method() {
    look_at_card(|card| {
        let Parameters { growth_observed, internal_alpha: a, internal_beta: b, strength, .. } = card.seat.parameters;
        assert_printed("g_obs", growth_observed, "0.2566");
        assert_printed("mean of f", a / (a + b), "0.5607");
        assert_printed("rho", strength, "1.5539");
        assert_printed("R", 50.0 + 25.0 * strength.log2(), "65.8966");
        assert_printed("P_open at the modes", card.seat.point.p_open, "0.5107");
        assert_printed("P_yours at the modes", card.seat.point.p_yours, "0.1236");
        let (open, yours) = (card.seat.sweep.open, card.seat.sweep.yours);
        assert_printed("P_open", open.mean, "0.4322");
        assert_printed("P10 of P_open", open.p10, "0.2841");
        assert_printed("P90 of P_open", open.p90, "0.5881");
        assert_printed("P_yours", yours.mean, "0.1043");
        assert_printed("P10 of P_yours", yours.p10, "0.0592");
        assert_printed("P90 of P_yours", yours.p90, "0.1554");
        assert_printed("credibility of the seat", card.seat.trust, "0.5273");
    });
}

#[test]
fn an_empty_dossier_gives_the_numbers_of_the_method() {
    let mut workspace = acme();
    let rubric = rubric(&mut workspace, "m2-path");
    let nothing = Ledger::new(&[], &workspace.trust, as_of());
    let card = Scorer::new(&rubric, &workspace.catalogue, Settings::default()).score(&nothing);
    assert_printed("B", card.score.best, "39.9129");
    assert_printed("L", card.score.low, "2.1660");
    assert_printed("H", card.score.high, "94.3710");
    assert_printed("Q-", card.cautious, "27.3306");
    assert_printed("Q+", card.hopeful, "58.0656");
    assert_eq!(card.coverage, 0.0);
    assert!(card.gates.iter().all(|gate| gate.state == GateState::Unknown));
    assert_eq!(card.gates.len(), 4);
    assert_eq!(card.verdict, Verdict::AskMore);
}
