//! Runs the test vectors of a rubric.

use super::scorecard::{Scorer, Settings};
use crate::ledger::Ledger;
use crate::rubric::{Rubric, Vector};
use crate::signal::{Catalogue, Trust};

/// What a vector gives that it should not; empty when it passes. One sentence a deviation.
#[must_use]
pub fn run_vector(rubric: &Rubric, vector: &Vector, catalogue: &Catalogue, trust: &Trust) -> Vec<String> {
    let ledger = Ledger::new(&vector.observations, trust, vector.as_of);
    let card = Scorer::new(rubric, catalogue, Settings::default()).score(&ledger);
    let expect = &vector.expect;
    let mut wrong = Vec::new();
    let mut interval = |what: &str, found: f64, expect: Option<(f64, f64)>| {
        if let Some((low, high)) = expect.filter(|(low, high)| !(*low..=*high).contains(&found)) {
            wrong.push(format!("{what} is {found:.6}; expected {low} to {high}"));
        }
    };
    interval("score", card.score.best, expect.score);
    interval("coverage", card.coverage, expect.coverage);
    if let Some(verdict) = expect.verdict.as_deref().filter(|word| *word != card.verdict.key()) {
        wrong.push(format!("verdict is {}; expected {verdict}", card.verdict.key()));
    }
    for (id, state) in &expect.gates {
        let found = card.gates.iter().find(|gate| gate.gate.id == *id).map_or("no such gate", |gate| gate.state.word());
        if found != state {
            wrong.push(format!("gate {id} is {found}; expected {state}"));
        }
    }
    let caps: Vec<String> = card.caps.iter().map(|cap| cap.id.clone()).collect();
    if let Some(expected) = expect.caps.as_ref().filter(|expected| **expected != caps) {
        wrong.push(format!("caps are {caps:?}; expected {expected:?}"));
    }
    wrong
}
