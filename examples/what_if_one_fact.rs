//! What one more fact would do to a role, without touching a file.
//!
//! `cargo run --example what_if_one_fact`

#![allow(clippy::print_stdout, reason = "a program that prints")]

use std::path::Path;

use skiplevel::ledger::Ledger;
use skiplevel::model::{Observation, SourceKind, Value};
use skiplevel::score::{Scorer, Settings};
use skiplevel::workspace::Workspace;

/// The score of the first role whose id holds `part`, before and after a colleague tells of two promotions.
pub(crate) fn before_and_after(folder: &Path, part: &str) -> Result<(f64, f64), Box<dyn std::error::Error>> {
    let (mut workspace, mut problems) = Workspace::open(folder)?;
    let loaded = workspace.rubric(None, &mut problems).ok_or("the rubric cannot be used")?;
    let as_of = "2026-11-20".parse()?;
    let scorer = Scorer::new(&loaded.rubric, &workspace.catalogue, Settings::default());
    let role = workspace.roles.iter().find(|role| role.role.id.contains(part)).ok_or("no such role")?;

    let mut observations = workspace.observations_of(role);
    let before = scorer.score(&Ledger::new(&observations, &workspace.trust, as_of)).score.best;
    let promotions = "mobility.m2_internal_promotions_12m";
    observations.push(Observation::new(
        promotions,
        Value::Number(2.0),
        "2026-11-19".parse()?,
        SourceKind::NetworkInsider,
    ));
    let after = scorer.score(&Ledger::new(&observations, &workspace.trust, as_of)).score.best;
    Ok((before, after))
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (before, after) = before_and_after(Path::new("examples/offers"), "ottersby")?;
    println!("before {before:.1}, after {after:.1}");
    Ok(())
}
