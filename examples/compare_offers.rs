//! The roles of a workspace, best first, in a few lines.
//!
//! `cargo run --example compare_offers`

#![allow(clippy::print_stdout, reason = "a program that prints")]

use std::path::Path;

use skiplevel::ledger::Ledger;
use skiplevel::score::{Scorer, Settings};
use skiplevel::workspace::Workspace;

/// One line a role: score, range, verdict.
pub(crate) fn lines(folder: &Path) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let (mut workspace, mut problems) = Workspace::open(folder)?;
    let loaded = workspace.rubric(None, &mut problems).ok_or("the rubric cannot be used")?;
    let as_of = workspace.as_of(None, "2026-11-20".parse()?);
    let scorer = Scorer::new(&loaded.rubric, &workspace.catalogue, Settings::default());
    let mut scored = Vec::new();
    for role in &workspace.roles {
        let ledger = Ledger::new(&workspace.observations_of(role), &workspace.trust, as_of);
        let card = scorer.score(&ledger);
        let range = format!("{:.0} ({:.0} to {:.0})", card.score.best, card.score.low, card.score.high);
        scored.push((card.score.best, format!("{range}  {}  {}", role.role.company, card.verdict.key())));
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    Ok(scored.into_iter().map(|(_, line)| line).collect())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for line in lines(Path::new("examples/offers"))? {
        println!("{line}");
    }
    Ok(())
}
